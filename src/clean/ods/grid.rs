//! The rows of a sheet, as they come: gaps between them, merged cells, repeated headings (ODF 1.3 part 3, 9.1.3 to 9.1.7).
//! Holds one row's position at a time, never its cells.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::address::{COLUMNS, ROWS};
use super::covers::{Covers, Merged};
use super::styles::{CellStyle, Role, Styles, name};
use super::xml::{Tag, Xml};
use crate::clean::Failure;
use crate::model::{Dress, Frame, Row};

/// What rows are written with.
pub(super) struct Pen<'a, W: Write> {
    pub(super) xml: &'a mut Xml<W>,
    /// The cells of the row that is open: how high it is, which stands before them, is known only after them.
    pub(super) line: &'a mut Xml<Vec<u8>>,
    pub(super) styles: &'a mut Styles,
}

const TOO_LARGE: Failure = Failure::Beyond(
    "the table has more than the 1,048,576 rows or 16,384 columns that spreadsheet programs take",
);

/// Where in a sheet the writing is.
pub(super) struct Grid {
    pub(super) covers: Covers,
    /// Rows on each page: first, and one past the last.
    headings: Option<(u32, u32)>,
    breaks: BTreeSet<u32>,
    /// Rows before which something begins or ends.
    changes: BTreeSet<u32>,
    /// Height of a row of one line, in points.
    single: f64,
    /// Whether all rows of the sheet are said, as theirs is not the height that programs give to rows of one line.
    all_rows: bool,
    /// The row that is next, or one past the open one.
    next: u32,
    open: Option<Open>,
}

/// The row that is being written.
struct Open {
    row: u32,
    col: u32,
    count: u32,
    height: Option<f64>,
    look: Option<u32>,
    /// Something in it may need more than one line.
    tall: bool,
    waiting: Option<Filler>,
}

/// Empty cells that look alike.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Filler {
    covered: bool,
    style: Option<CellStyle>,
    count: u32,
}

impl Grid {
    /// Of a sheet with this frame, in a workbook whose rows of one line are so many points high.
    pub(super) fn of(frame: &Frame, single: f64) -> Self {
        let mut changes = BTreeSet::new();
        let covers = Covers::of(&frame.merges, &mut changes);
        let headings = frame.print.repeat_rows.filter(|(first, last)| first <= last && *last < ROWS);
        let headings = headings.map(|(first, last)| (first, last.saturating_add(1)));
        let breaks: BTreeSet<u32> =
            frame.print.row_breaks.iter().copied().filter(|row| *row < ROWS).collect();
        changes.extend(headings.iter().flat_map(|(first, end)| [*first, *end]));
        changes.extend(breaks.iter().flat_map(|row| [*row, row.saturating_add(1)]));
        let single = frame.default_height.unwrap_or(single);
        let all_rows = frame.default_height.is_some();
        Grid { covers, headings, breaks, changes, single, all_rows, next: 0, open: None }
    }

    /// Begins a row that the file lists.
    pub(super) fn row<W: Write>(&mut self, pen: &mut Pen<'_, W>, row: &Row) -> Result<(), Failure> {
        self.end_row(pen)?;
        if row.index >= ROWS {
            return Err(TOO_LARGE);
        }
        if row.index < self.next {
            return Err(Failure::Internal);
        }
        self.fill(pen, row.index)?;
        self.begin(pen, row.index, 1, row.height, row.look)?;
        Ok(())
    }

    /// Goes to a cell: begins its row if need be, and writes what is before it. Gives the merged cells that it is one of.
    fn go_to<W: Write>(
        &mut self,
        pen: &mut Pen<'_, W>,
        row: u32,
        col: u32,
    ) -> Result<Option<Merged>, Failure> {
        if self.open.as_ref().is_none_or(|open| open.row != row) {
            self.row(pen, &Row { index: row, ..Row::default() })?;
        }
        let at = self.open.as_ref().map_or(0, |open| open.col);
        if col >= COLUMNS {
            return Err(TOO_LARGE);
        }
        if col < at {
            return Err(Failure::Internal);
        }
        self.pass(pen, col)?;
        Ok(self.covers.at_or_after(col).filter(|merged| merged.range.first.col <= col))
    }

    /// The tag of a cell that holds something; its content and its end are the caller's to write.
    pub(super) fn cell<W: Write>(
        &mut self,
        pen: &mut Pen<'_, W>,
        (row, col): (u32, u32),
        look: u32,
        role: Role,
    ) -> Result<(&'static str, Tag), Failure> {
        let merged = self.go_to(pen, row, col)?;
        self.flush(pen)?;
        let (element, tag) = self.tag(pen, merged, (row, col), look, role);
        if let Some(open) = &mut self.open {
            open.col = col.saturating_add(1);
        }
        Ok((element, tag))
    }

    /// The row that is open may need more than one line.
    pub(super) fn grow(&mut self) {
        if let Some(open) = &mut self.open {
            open.tall = true;
        }
    }

    /// A cell that holds nothing and has a look.
    pub(super) fn blank<W: Write>(
        &mut self,
        pen: &mut Pen<'_, W>,
        row: u32,
        col: u32,
        look: u32,
    ) -> Result<(), Failure> {
        let merged = self.go_to(pen, row, col)?;
        let role = Role::Value(Dress::NO_SECTION);
        if merged.is_some_and(|merged| begins(&merged, row, col)) {
            self.flush(pen)?;
            let (_, tag) = self.tag(pen, merged, (row, col), look, role);
            pen.line.empty(tag)?;
            if let Some(open) = &mut self.open {
                open.col = col.saturating_add(1);
            }
            return Ok(());
        }
        if let Some(merged) = merged {
            edges(pen.styles, &merged, row, col, look);
        }
        let style = pen.styles.cell(look, role);
        self.put(pen, Filler { covered: merged.is_some(), style: Some(style), count: 1 })?;
        Ok(())
    }

    /// The tag of a cell, and the style of merged ones.
    fn tag<W: Write>(
        &mut self,
        pen: &mut Pen<'_, W>,
        merged: Option<Merged>,
        (row, col): (u32, u32),
        look: u32,
        role: Role,
    ) -> (&'static str, Tag) {
        match merged {
            Some(merged) if begins(&merged, row, col) => {
                let style = pen.styles.own(look, role);
                self.covers.dress(col, style);
                let tag = Tag::new("table:table-cell").with("table:style-name", name(style));
                ("table:table-cell", spans(tag, &merged))
            }
            Some(merged) => {
                edges(pen.styles, &merged, row, col, look);
                let style = name(pen.styles.cell(look, role));
                let element = "table:covered-table-cell";
                (element, Tag::new(element).with("table:style-name", style))
            }
            None => {
                let style = name(pen.styles.cell(look, role));
                ("table:table-cell", Tag::new("table:table-cell").with("table:style-name", style))
            }
        }
    }

    /// Ends the sheet: what its merges and headings still need is written, and an empty row where there is none.
    pub(super) fn finish<W: Write>(&mut self, pen: &mut Pen<'_, W>) -> Result<(), Failure> {
        self.end_row(pen)?;
        let last = self.changes.iter().next_back().copied().unwrap_or(0);
        self.fill(pen, last.clamp(1, ROWS).max(self.next))?;
        if self.all_rows {
            self.fill(pen, ROWS)?;
        }
        Ok(())
    }

    /// Writes rows that nothing was said of, up to this one.
    fn fill<W: Write>(&mut self, pen: &mut Pen<'_, W>, to: u32) -> io::Result<()> {
        while self.next < to {
            let change = self.changes.range(self.next.saturating_add(1)..to).next().copied();
            let count = change.unwrap_or(to).saturating_sub(self.next);
            self.begin(pen, self.next, count, None, None)?;
            self.end_row(pen)?;
        }
        Ok(())
    }

    fn begin<W: Write>(
        &mut self,
        pen: &mut Pen<'_, W>,
        row: u32,
        count: u32,
        height: Option<f64>,
        look: Option<u32>,
    ) -> io::Result<()> {
        if self.headings.is_some_and(|(first, _)| first == row) {
            pen.xml.open(Tag::new("table:table-header-rows"))?;
        }
        self.covers.go_to(row);
        self.next = row.saturating_add(count);
        self.open = Some(Open { row, col: 0, count, height, look, tall: false, waiting: None });
        Ok(())
    }

    fn end_row<W: Write>(&mut self, pen: &mut Pen<'_, W>) -> io::Result<()> {
        let Some(open) = &self.open else { return Ok(()) };
        let end = if open.look.is_some() { COLUMNS } else { self.covers.end().max(1) };
        self.pass(pen, end)?;
        self.flush(pen)?;
        let Some(open) = self.open.take() else { return Ok(()) };
        let height = open.height.or((!open.tall).then_some(self.single));
        let style = pen.styles.row(height, self.breaks.contains(&open.row));
        let tag = Tag::new("table:table-row").with("table:style-name", style);
        pen.xml.open(tag.times("table:number-rows-repeated", open.count))?;
        pen.xml.get_mut().write_all(pen.line.get_mut())?;
        pen.line.get_mut().clear();
        pen.xml.close("table:table-row")?;
        if self.headings.is_some_and(|(_, end)| end == self.next) {
            pen.xml.close("table:table-header-rows")?;
        }
        Ok(())
    }

    /// Writes empty cells up to this column.
    fn pass<W: Write>(&mut self, pen: &mut Pen<'_, W>, to: u32) -> io::Result<()> {
        while let Some((row, col, look)) =
            self.open.as_ref().filter(|open| open.col < to).map(|open| (open.row, open.col, open.look))
        {
            let style = look.map(|look| pen.styles.cell(look, Role::Value(Dress::NO_SECTION)));
            let merged = self.covers.at_or_after(col);
            let (covered, end) = match merged {
                Some(merged) if begins(&merged, row, col) => {
                    self.flush(pen)?;
                    let tag = Tag::new("table:table-cell").maybe("table:style-name", style.map(name));
                    pen.line.empty(spans(tag, &merged))?;
                    if let Some(open) = &mut self.open {
                        open.col = col.saturating_add(1);
                    }
                    continue;
                }
                Some(merged) if merged.range.first.col <= col => {
                    (true, merged.range.last.col.saturating_add(1))
                }
                Some(merged) => (false, merged.range.first.col),
                None => (false, to),
            };
            self.put(pen, Filler { covered, style, count: end.min(to).saturating_sub(col) })?;
        }
        Ok(())
    }

    /// Puts empty cells at the end of the row; those that look alike are written as one.
    fn put<W: Write>(&mut self, pen: &mut Pen<'_, W>, filler: Filler) -> io::Result<()> {
        let alike = |waiting: &Filler| (waiting.covered, waiting.style) == (filler.covered, filler.style);
        let Some(open) = &mut self.open else { return Ok(()) };
        open.col = open.col.saturating_add(filler.count);
        if let Some(waiting) = open.waiting.as_mut().filter(|waiting| alike(waiting)) {
            waiting.count = waiting.count.saturating_add(filler.count);
            return Ok(());
        }
        self.flush(pen)?;
        if let Some(open) = &mut self.open {
            open.waiting = Some(filler);
        }
        Ok(())
    }

    fn flush<W: Write>(&mut self, pen: &mut Pen<'_, W>) -> io::Result<()> {
        let Some(filler) = self.open.as_mut().and_then(|open| open.waiting.take()) else { return Ok(()) };
        let element = if filler.covered { "table:covered-table-cell" } else { "table:table-cell" };
        let tag = Tag::new(element).maybe("table:style-name", filler.style.map(name));
        pen.line.empty(tag.times("table:number-columns-repeated", filler.count))
    }
}

/// Whether merged cells begin at this one.
fn begins(merged: &Merged, row: u32, col: u32) -> bool {
    merged.range.first.row == row && merged.range.first.col == col
}

fn spans(tag: Tag, merged: &Merged) -> Tag {
    let (first, last) = (merged.range.first, merged.range.last);
    let columns = last.col.saturating_sub(first.col).saturating_add(1);
    let rows = last.row.saturating_sub(first.row).saturating_add(1);
    tag.with("table:number-columns-spanned", columns.to_string())
        .with("table:number-rows-spanned", rows.to_string())
}

/// Merged cells have the right and lower edge of their last cells, and ODF says those with the first one.
fn edges(styles: &mut Styles, merged: &Merged, row: u32, col: u32, look: u32) {
    let (Some(style), range) = (merged.style, merged.range) else { return };
    if row == range.first.row && col == range.last.col {
        styles.right_edge(style, look);
    }
    if row == range.last.row && col == range.first.col {
        styles.lower_edge(style, look);
    }
    // In a single row or column the last cell has both.
    if row == range.last.row && col == range.last.col && range.first.row == range.last.row {
        styles.lower_edge(style, look);
    }
}
