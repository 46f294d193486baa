//! Where the table of a text file is: its header row and width, guessed from the start of the file, and what of the
//! whole file lies outside of it. Reads rows as counts only; no text.

use crate::model::{CellRef, Range};

/// Blank rows from which what follows is out of sight: more than a screen of a spreadsheet shows in between.
const FAR_ROWS: u32 = 20;
/// Blank columns from which what follows is out of sight.
const FAR_COLUMNS: u32 = 10;

/// A row in figures.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// Its number, from 0.
    pub(super) row: u32,
    /// Its fields, blank ones too.
    pub(super) fields: u32,
    /// Its fields that hold something.
    pub(super) filled: u32,
    /// One past its last field that holds something.
    pub(super) width: u32,
    /// One past the last field before a gap of many blank ones.
    pub(super) near: u32,
    /// The first field after that gap.
    pub(super) far: Option<u32>,
    /// How many fields after that gap hold something.
    pub(super) far_count: u64,
    /// The first field that holds something at or beyond the width of the table.
    pub(super) beyond: Option<u32>,
    /// How many of those there are.
    pub(super) beyond_count: u64,
    /// Whether its first field begins as a comment does.
    pub(super) comment: bool,
}

impl Shape {
    /// Takes the next field; `table` is the width of the table so far.
    pub(super) fn push(&mut self, holds: bool, table: u32) {
        let col = self.fields;
        self.fields = self.fields.saturating_add(1);
        if !holds {
            return;
        }
        if self.width == self.near && col.saturating_sub(self.width) < FAR_COLUMNS {
            self.near = col.saturating_add(1);
        } else {
            self.far.get_or_insert(col);
            self.far_count = self.far_count.saturating_add(1);
        }
        self.filled = self.filled.saturating_add(1);
        self.width = col.saturating_add(1);
        if col >= table {
            self.beyond.get_or_insert(col);
            self.beyond_count = self.beyond_count.saturating_add(1);
        }
    }
}

/// Where the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Layout {
    /// The header row, from 0.
    pub(super) header: u32,
    /// Its fields that hold something, counted to the last one.
    pub(super) width: u32,
    /// Its fields, blank ones too.
    pub(super) fields: u32,
}

impl Layout {
    /// The header is the first row that fills as much of the table as headers do; lines before it are titles and notes.
    pub(super) fn of(rows: &[Shape]) -> Self {
        let filled = || rows.iter().filter(|row| row.filled > 0);
        let mut widths: Vec<u32> = filled().map(|row| row.width).collect();
        widths.sort_unstable();
        let modal = widths.chunk_by(|a, b| a == b).max_by_key(|run| run.len()).and_then(|run| run.first());
        let modal = modal.copied().unwrap_or(0);
        let enough = modal.saturating_mul(3).div_ceil(4).max(modal.min(2));
        // The column of row labels often has no heading.
        let unlabelled = |row: &&Shape| row.width >= modal && row.filled.saturating_add(1) >= modal;
        let header = filled().find(|row| row.filled >= enough || unlabelled(row)).or_else(|| filled().next());
        header.map_or_else(Layout::default, |row| Layout {
            header: row.row,
            width: row.near,
            fields: row.fields,
        })
    }
}

/// How many of something there are, and the cells around all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// How many.
    pub(super) count: u64,
    /// Around all of them.
    pub(super) range: Option<Range>,
}

impl Tally {
    /// Counts `count` more, in this range.
    pub(super) fn add(&mut self, count: u64, range: Range) {
        self.count = self.count.saturating_add(count);
        self.range = Some(self.range.map_or(range, |before| before.join(range)));
    }
}

/// What lies outside of the table.
#[derive(Debug, Default)]
pub(super) struct Outside {
    layout: Layout,
    blank_run: u32,
    seen: bool,
    far: bool,
    /// Rows before the header.
    pub(super) preamble: Tally,
    /// Comment lines and rows that are much shorter than the header.
    pub(super) ragged: Tally,
    /// Rows after a long run of blank ones.
    pub(super) far_rows: Tally,
    /// Cells beyond the header's last column.
    pub(super) far_columns: Tally,
}

impl Outside {
    /// Of a table that is there.
    pub(super) fn new(layout: Layout) -> Self {
        Outside { layout, ..Outside::default() }
    }

    /// The width of the table; before its header nothing is beyond it.
    pub(super) fn width(&self, row: u32) -> u32 {
        if row <= self.layout.header { u32::MAX } else { self.layout.width }
    }

    /// Takes a row. `broken` says that a quotation mark in it is never closed.
    pub(super) fn row(&mut self, shape: &Shape, broken: bool) {
        if shape.filled == 0 {
            self.blank_run = self.blank_run.saturating_add(1);
            return;
        }
        let gap = std::mem::take(&mut self.blank_run);
        self.far |= self.seen && gap >= FAR_ROWS;
        self.seen = true;
        let around = span(shape.row, 0, shape.width);
        if self.far {
            self.far_rows.add(1, around);
        } else if shape.row < self.layout.header {
            self.preamble.add(1, around);
        } else if shape.row == self.layout.header {
            if let Some(first) = shape.far {
                self.far_columns.add(shape.far_count, span(shape.row, first, shape.width));
            }
        } else {
            self.table_row(shape, gap, around, broken);
        }
    }

    fn table_row(&mut self, shape: &Shape, gap: u32, around: Range, broken: bool) {
        let short = shape.fields < self.layout.fields && shape.width.saturating_mul(2) <= self.layout.width;
        if broken || short || (shape.comment && shape.fields != self.layout.fields) {
            self.ragged.add(1, around);
        } else if gap > 0 && shape.near > self.layout.width {
            // A blank row begins another table, which has a header of its own.
            self.layout.width = shape.near;
            self.layout.fields = shape.fields;
        } else if let Some(first) = shape.beyond {
            self.far_columns.add(shape.beyond_count, span(shape.row, first, shape.width));
        }
    }
}

/// A row's cells from a column to before another.
fn span(row: u32, from: u32, to: u32) -> Range {
    let last = CellRef { row, col: to.saturating_sub(1).max(from) };
    Range { first: CellRef { row, col: from }, last }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(row: u32, text: &str, table: u32) -> Shape {
        let mut shape = Shape { row, comment: text.starts_with('#'), ..Shape::default() };
        text.split(',').for_each(|field| shape.push(!field.is_empty(), table));
        shape
    }

    fn outside(text: &str) -> (Layout, Outside) {
        let rows: Vec<Shape> = text.lines().zip(0..).map(|(line, row)| shape(row, line, u32::MAX)).collect();
        let layout = Layout::of(&rows);
        let mut outside = Outside::new(layout);
        for (line, row) in text.lines().zip(0..) {
            let width = outside.width(row);
            outside.row(&shape(row, line, width), false);
        }
        (layout, outside)
    }

    fn shown(tally: Tally) -> Option<(u64, String)> {
        tally.range.map(|range| (tally.count, range.to_string()))
    }

    #[test]
    fn a_plain_table_has_nothing_outside() {
        for text in [
            "a,b\n1,2\n3,\n",
            "a,b,c\n1,2,3,,\n,,\n4,5,6\n",
            "a\n1\n2\n",
            "a,b,c,d\n1,2,3\n1,2,3\n",
            ",x,y\nr,1,2\n",
        ] {
            let (layout, outside) = outside(text);
            assert_eq!(layout.header, 0, "{text:?}");
            for tally in [outside.preamble, outside.ragged, outside.far_rows, outside.far_columns] {
                assert_eq!(tally, Tally::default(), "{text:?}");
            }
        }
    }

    #[test]
    fn titles_notes_and_comments() {
        let (layout, outside) =
            outside("Request 123\nFor,2024\n\na,b,c,d\n1,2,3,4\n5,6,7,8\n# more\nSource: us\n");
        assert_eq!(layout.header, 3);
        assert_eq!(shown(outside.preamble), Some((2, "A1:B2".to_owned())));
        assert_eq!(shown(outside.ragged), Some((2, "A7:A8".to_owned())));
    }

    #[test]
    fn padded_titles_are_titles() {
        let (layout, outside) = outside("Title,,,\n,,,\na,b,c,d\n1,2,3,4\n1,2,3,4\n");
        assert_eq!(layout.header, 2);
        assert_eq!(shown(outside.preamble), Some((1, "A1".to_owned())));
    }

    #[test]
    fn far_rows_and_columns() {
        let blank = "\n".repeat(20);
        let (_, far) = outside(&format!("a,b\n1,2\n{blank}Name,Rank,Pay\nx,y,z\n"));
        assert_eq!(shown(far.far_rows), Some((2, "A23:C24".to_owned())));
        assert_eq!(far.far_columns, Tally::default());
        let near = "\n".repeat(19);
        let (_, near) = outside(&format!("a,b\n1,2\n{near}Name,Rank\n"));
        assert_eq!(near.far_rows, Tally::default());
        let (_, beyond) = outside("a,b\n1,2\n3,4,x,y\n5,6\n7,8,,z\n");
        assert_eq!(shown(beyond.far_columns), Some((3, "C3:D5".to_owned())));
        let (_, gap) = outside("a,b,,,,,,,,,,,,c\n1,2,,,,,,,,,,,,3\n4,5,,,,,,,,,,,,6\n");
        assert_eq!(shown(gap.far_columns), Some((3, "N1:N3".to_owned())));
    }

    #[test]
    fn a_second_table_close_by_has_its_own_header() {
        let (_, outside) = outside("a,b\n1,2\n3,4\n\nx,y,z\n1,2,3\n");
        assert_eq!(outside.far_columns, Tally::default());
    }
}
