//! The streaming reader of a sheet's cells (ECMA-376 18.3.1.80 `sheetData`): one pass, memory that does not grow with rows.
//!
//! What stands outside `sheetData` is passed over here; it was read by the pass before.

use std::io::Read;

use super::geometry::Geometry;
use super::hooks::{SheetHooks, is_expected, odd_attributes, stray};
use super::reference::{COLUMNS, ROWS, cell, is_true, number};
use super::regular::{self, CellTag, Next, Stop};
use super::rich::{Rich, simple_text, skip};
use super::sink::{Context, Sink, Totals};
use super::value::{Kind, Parts};
use crate::container::xml::{Element, Ns, Xml, XmlReader};
use crate::limits::Budget;
use crate::model::{CellRef, Reason, Sheet};
use crate::read::Visitor;

/// Reads the cells of a sheet part and pushes them, then the traces of the surfaces that they hold.
///
/// The formulas are kept in the context's watch, since what they give away is only known after the last sheet.
///
/// # Errors
/// Those of [`XmlReader::next`], and [`crate::limits::Cap`]s that are met. What is wrong with single rows and cells goes to the hooks
/// and does not end the reading.
pub fn read_cells(
    input: impl Read,
    sheet: &Sheet,
    context: &Context<'_>,
    geometry: &Geometry,
    budget: &Budget,
    visitor: &mut dyn Visitor,
    hooks: &mut dyn SheetHooks,
) -> Result<Totals, Reason> {
    let mut reader = XmlReader::new(input, budget.limits())?;
    let sink = Sink::new(sheet, context, geometry, visitor.rebuilds());
    let mut cells = Cells {
        sink,
        budget,
        visitor,
        hooks,
        row: None,
        seen: Vec::new(),
        parts: Parts::default(),
        dy: None,
    };
    let mut found = false;
    loop {
        let depth = reader.depth();
        match reader.next()? {
            Xml::Start(element) if element.is("sheetData") => {
                if found || depth != 1 {
                    cells.hooks.unread(Reason::Ambiguous("a sheet has its rows in more than one place"));
                }
                found = true;
                odd_attributes(&element, &[], cells.hooks)?;
                cells.data(&mut reader)?;
            }
            Xml::Eof => break,
            _ => {}
        }
    }
    let Cells { sink, visitor, .. } = cells;
    Ok(sink.finish(visitor))
}

struct Cells<'a, 'v> {
    sink: Sink<'a>,
    budget: &'v Budget,
    visitor: &'v mut dyn Visitor,
    hooks: &'v mut dyn SheetHooks,
    /// The row that was read last.
    row: Option<u32>,
    /// Which columns of this row were read.
    seen: Vec<bool>,
    parts: Parts,
    /// How the baseline of a row is written here, empty if it cannot be; none where names without a prefix are not those
    /// of SpreadsheetML, so that nothing is as usual.
    dy: Option<&'static str>,
}

/// What the attributes of a row say (18.3.1.73).
#[derive(Default)]
struct Row {
    /// Its index, if it says one; within, none where it is no row of a sheet.
    number: Option<Option<u32>>,
    hidden: bool,
    level: u32,
    height: Option<f64>,
    /// Somebody chose it.
    custom: bool,
    style: usize,
    has_style: bool,
}

impl Row {
    /// Takes an attribute without namespace.
    fn take(&mut self, name: &str, value: &str) {
        match name {
            "r" => self.number = Some(number(value)),
            "hidden" => self.hidden = is_true(value),
            "outlineLevel" => self.level = value.parse().unwrap_or(0),
            "ht" => self.height = value.parse().ok(),
            "customHeight" => self.custom = is_true(value),
            "s" => self.style = value.parse().unwrap_or(0),
            "customFormat" => self.has_style = is_true(value),
            _ => {}
        }
    }
}

/// How far the reading of a row has come.
struct InRow {
    row: u32,
    /// The column of a cell that does not say its own.
    next: u32,
    cells: u64,
}

/// What was read without the general parser.
enum Came {
    Row {
        index: u32,
        ends: bool,
    },
    Cell,
    /// Text where none belongs.
    Stray,
    /// The row ends with so many bytes, which were not passed over.
    RowEnd(usize),
    Nothing,
}

const MALFORMED: Reason = Reason::Damaged("the XML of a part is malformed");

/// How the baseline of a row is written at this place, as [`Cells::dy`] has it.
fn usual_names(reader: &XmlReader<'_>) -> Option<&'static str> {
    match (reader.namespace_of(""), reader.namespace_of("x14ac")) {
        (Ns::Main, Ns::Known) => Some("x14ac:dyDescent"),
        (Ns::Main, _) => Some(""),
        _ => None,
    }
}

impl Cells<'_, '_> {
    /// Reads to the end of `sheetData`.
    fn data(&mut self, reader: &mut XmlReader<'_>) -> Result<(), Reason> {
        self.dy = usual_names(reader);
        let floor = reader.depth();
        while reader.depth() >= floor {
            while let Came::Row { index, ends } = self.regular(reader, None)? {
                if !ends {
                    self.row_cells(reader, index, true)?;
                }
            }
            match reader.next()? {
                Xml::Start(element) if element.is("row") => {
                    let index = self.row_start(&element)?;
                    // A row may say anew whose names those without a prefix are.
                    let outside = std::mem::replace(&mut self.dy, usual_names(reader));
                    self.row_cells(reader, index, false)?;
                    self.dy = outside;
                }
                Xml::Start(element) => {
                    self.hooks.unknown(&element);
                    skip(reader, self.hooks)?;
                }
                other => stray(&other, self.hooks),
            }
        }
        Ok(())
    }

    /// Reads what comes next if it is written as usual: in a row its next cell, else the start of a row.
    fn regular(&mut self, reader: &mut XmlReader<'_>, mut row: Option<&mut InRow>) -> Result<Came, Reason> {
        let Some(dy) = self.dy else { return Ok(Came::Nothing) };
        loop {
            let Some(text) = reader.ahead() else { return Ok(Came::Nothing) };
            let read = regular::next(text, row.is_some(), dy);
            if let Err(Stop::More) = read {
                if reader.look_further()? {
                    continue;
                }
                return Ok(Came::Nothing);
            }
            let Ok((next, length)) = read else { return Ok(Came::Nothing) };
            let (tag, row) = match (next, row.take()) {
                (Next::Cell(tag), Some(row)) => (tag, row),
                (Next::Row(tag), _) => {
                    let mut row = Row::default();
                    tag.attributes.iter().for_each(|(name, value)| row.take(name, value.trim()));
                    let ends = tag.ends;
                    reader.pass(length);
                    let index = self.begin_row(&row)?;
                    return Ok(Came::Row { index, ends });
                }
                (Next::Stray(text), _) => {
                    self.hooks.text(&text);
                    drop(text);
                    reader.pass(length);
                    return Ok(Came::Stray);
                }
                _ => return Ok(Came::RowEnd(length)),
            };
            let Some(at) = self.usual_place(&tag, row) else { return Ok(Came::Nothing) };
            self.parts.set(&tag);
            reader.pass(length);
            self.note_seen(at.col);
            self.push(at, row)?;
            return Ok(Came::Cell);
        }
    }

    /// Where a cell is; none where there is something to say about it.
    fn usual_place(&self, tag: &CellTag<'_>, row: &InRow) -> Option<CellRef> {
        let at = tag.at.unwrap_or(CellRef { row: row.row, col: row.next });
        let usual = at.row == row.row && at.col < COLUMNS;
        (usual && tag.longest() <= self.budget.limits().text).then_some(at)
    }

    fn row_start(&mut self, element: &Element<'_>) -> Result<u32, Reason> {
        const KNOWN: &[&str] = &["spans", "collapsed", "thickTop", "thickBot", "ph"];
        const READ: &[&str] = &["r", "hidden", "outlineLevel", "ht", "customHeight", "s", "customFormat"];
        let mut row = Row::default();
        for attribute in element.attributes() {
            let attribute = attribute?;
            if attribute.ns == Ns::None {
                row.take(attribute.local, attribute.value.trim());
            }
            if !is_expected(&attribute, KNOWN) && !is_expected(&attribute, READ) {
                self.hooks.attribute("row", &attribute);
            }
        }
        self.begin_row(&row)
    }

    fn begin_row(&mut self, row: &Row) -> Result<u32, Reason> {
        let next = self.row.map_or(0, |row| row.saturating_add(1));
        let index = match row.number {
            Some(Some(index)) => index,
            None if next < ROWS => next,
            _ => {
                self.hooks.unread(Reason::Damaged("a row has a number that no sheet has"));
                next.min(ROWS.saturating_sub(1))
            }
        };
        if index < next {
            self.hooks.unread(Reason::Ambiguous("the rows of a sheet are repeated or out of order"));
        }
        self.row = Some(index);
        let style = row.has_style.then_some(row.style);
        self.sink.row(index, row.hidden, row.level, row.height);
        self.sink.listed(index, (row.height, !row.custom), style, self.visitor);
        self.budget.time()?;
        Ok(index)
    }

    /// Reads to the end of a row; `usual` where the general parser has not seen it begin, and must not see it end.
    fn row_cells(&mut self, reader: &mut XmlReader<'_>, row: u32, usual: bool) -> Result<(), Reason> {
        let mut row = InRow { row, next: 0, cells: 0 };
        self.seen.clear();
        loop {
            match self.regular(reader, Some(&mut row))? {
                Came::Cell | Came::Stray => continue,
                Came::RowEnd(length) if usual => {
                    reader.pass(length);
                    break;
                }
                _ => {}
            }
            match (self.in_row(reader, &mut row)?, usual) {
                (false, _) => {}
                (true, false) => break,
                (true, true) => return Err(MALFORMED),
            }
        }
        self.budget.cells(row.cells)?;
        Ok(())
    }

    /// Reads an event inside a row, and what belongs to it; whether it ends the row.
    fn in_row(&mut self, reader: &mut XmlReader<'_>, row: &mut InRow) -> Result<bool, Reason> {
        match reader.next()? {
            Xml::Start(element) if element.is("c") => {
                let at = self.cell_start(&element, CellRef { row: row.row, col: row.next })?;
                self.cell_parts(reader)?;
                self.push(at, row)?;
            }
            Xml::Start(element) => {
                self.hooks.unknown(&element);
                skip(reader, self.hooks)?;
            }
            Xml::End | Xml::Eof => return Ok(true),
            other => stray(&other, self.hooks),
        }
        Ok(false)
    }

    /// Hands on the cell that was read last.
    fn push(&mut self, at: CellRef, row: &mut InRow) -> Result<(), Reason> {
        self.parts.push(at, &mut self.sink, self.visitor, self.hooks);
        row.next = at.col.saturating_add(1);
        row.cells = row.cells.saturating_add(1);
        if row.cells.is_multiple_of(1 << 14) {
            self.budget.time()?;
        }
        Ok(())
    }

    /// Reads the attributes of a cell (18.3.1.4); one without a reference comes after the one before.
    fn cell_start(&mut self, element: &Element<'_>, implied: CellRef) -> Result<CellRef, Reason> {
        self.parts.clear();
        let mut at = implied;
        let mut proper = implied.col < COLUMNS;
        for attribute in element.attributes() {
            let attribute = attribute?;
            let value = attribute.value.as_ref();
            match (attribute.ns, attribute.local) {
                (Ns::None, "r") => match cell(value.trim()) {
                    Some(found) => (at, proper) = (found, true),
                    None => proper = false,
                },
                (Ns::None, "s") => self.parts.style = value.trim().parse().unwrap_or(0),
                (Ns::None, "t") => self.parts.kind = Kind::of(value.trim()),
                _ => {}
            }
            let known =
                attribute.ns == Ns::None && attribute.local == "t" && self.parts.kind != Kind::Unknown;
            if !known && !is_expected(&attribute, &["r", "s", "cm", "vm", "ph"]) {
                self.hooks.attribute("c", &attribute);
            }
        }
        if !proper {
            self.hooks.unread(Reason::Damaged("a cell is at a place that no sheet has"));
            at.col = at.col.min(COLUMNS.saturating_sub(1));
        } else if at.row != implied.row {
            self.hooks.unread(Reason::Ambiguous(
                "a cell says that it is in another row than the one that holds it",
            ));
        }
        self.note_seen(at.col);
        Ok(at)
    }

    /// Two cells at one address: programs differ about which of them they show.
    fn note_seen(&mut self, col: u32) {
        let index = col as usize;
        if self.seen.len() <= index {
            self.seen.resize(index.saturating_add(1), false);
        }
        if let Some(seen) = self.seen.get_mut(index)
            && std::mem::replace(seen, true)
        {
            self.hooks.unread(Reason::Ambiguous("two cells of a sheet are at the same address"));
        }
    }

    /// Reads the children of a cell, to its end.
    fn cell_parts(&mut self, reader: &mut XmlReader<'_>) -> Result<(), Reason> {
        let floor = reader.depth();
        let most = self.budget.limits().text;
        while reader.depth() >= floor {
            match reader.next()? {
                Xml::Start(element) if element.is("v") => {
                    odd_attributes(&element, &[], self.hooks)?;
                    self.parts.begin_value(self.hooks);
                    simple_text(reader, &mut self.parts.value, most, self.hooks)?;
                }
                Xml::Start(element) if element.is("f") => {
                    const KNOWN: &[&str] =
                        &["t", "ref", "si", "ca", "bx", "aca", "dt2D", "dtr", "del1", "del2", "r1", "r2"];
                    odd_attributes(&element, KNOWN, self.hooks)?;
                    self.parts.has_formula = true;
                    simple_text(reader, &mut self.parts.formula, most, self.hooks)?;
                }
                Xml::Start(element) if element.is("is") => {
                    odd_attributes(&element, &[], self.hooks)?;
                    self.parts.begin_inline(self.hooks);
                    let rich: &mut Rich = &mut self.parts.inline;
                    rich.read(reader, most, self.hooks)?;
                }
                Xml::Start(element) => {
                    self.hooks.unknown(&element);
                    skip(reader, self.hooks)?;
                }
                other => stray(&other, self.hooks),
            }
        }
        Ok(())
    }
}
