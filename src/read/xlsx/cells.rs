//! The streaming reader of a sheet's cells (ECMA-376 18.3.1.80 `sheetData`): one pass, memory that does not grow with rows.
//!
//! What stands outside `sheetData` is passed over here; it was read by the pass before.

use std::io::Read;

use super::geometry::Geometry;
use super::hooks::{SheetHooks, is_expected, odd_attributes, stray};
use super::reference::{COLUMNS, ROWS, cell, is_true, number};
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
    let mut cells =
        Cells { sink, budget, visitor, hooks, row: None, seen: Vec::new(), parts: Parts::default() };
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
}

/// What the attributes of a row say (18.3.1.73).
#[derive(Default)]
struct Row {
    number: Option<String>,
    hidden: bool,
    level: u32,
    height: Option<f64>,
    style: usize,
    has_style: bool,
}

impl Cells<'_, '_> {
    /// Reads to the end of `sheetData`.
    fn data(&mut self, reader: &mut XmlReader<'_>) -> Result<(), Reason> {
        let floor = reader.depth();
        while reader.depth() >= floor {
            match reader.next()? {
                Xml::Start(element) if element.is("row") => {
                    let row = self.row_start(&element)?;
                    self.row_cells(reader, row)?;
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

    fn row_start(&mut self, element: &Element<'_>) -> Result<u32, Reason> {
        const KNOWN: &[&str] = &["spans", "customHeight", "collapsed", "thickTop", "thickBot", "ph"];
        const READ: &[&str] = &["r", "hidden", "outlineLevel", "ht", "s", "customFormat"];
        let mut row = Row::default();
        for attribute in element.attributes() {
            let attribute = attribute?;
            let value = attribute.value.trim();
            match (attribute.ns, attribute.local) {
                (Ns::None, "r") => row.number = Some(value.to_owned()),
                (Ns::None, "hidden") => row.hidden = is_true(value),
                (Ns::None, "outlineLevel") => row.level = value.parse().unwrap_or(0),
                (Ns::None, "ht") => row.height = value.parse().ok(),
                (Ns::None, "s") => row.style = value.parse().unwrap_or(0),
                (Ns::None, "customFormat") => row.has_style = is_true(value),
                _ => {}
            }
            if !is_expected(&attribute, KNOWN) && !is_expected(&attribute, READ) {
                self.hooks.attribute("row", &attribute);
            }
        }
        let next = self.row.map_or(0, |row| row.saturating_add(1));
        let index = match row.number.as_deref().map(number) {
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
        self.sink.listed(index, row.height, style, self.visitor);
        self.budget.time()?;
        Ok(index)
    }

    /// Reads to the end of a row.
    fn row_cells(&mut self, reader: &mut XmlReader<'_>, row: u32) -> Result<(), Reason> {
        let floor = reader.depth();
        let (mut next, mut count) = (0_u32, 0_u64);
        self.seen.clear();
        while reader.depth() >= floor {
            match reader.next()? {
                Xml::Start(element) if element.is("c") => {
                    let at = self.cell_start(&element, CellRef { row, col: next })?;
                    self.cell_parts(reader)?;
                    self.parts.push(at, &mut self.sink, self.visitor, self.hooks);
                    next = at.col.saturating_add(1);
                    count = count.saturating_add(1);
                    if count.is_multiple_of(1 << 14) {
                        self.budget.time()?;
                    }
                }
                Xml::Start(element) => {
                    self.hooks.unknown(&element);
                    skip(reader, self.hooks)?;
                }
                other => stray(&other, self.hooks),
            }
        }
        self.budget.cells(count)?;
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
