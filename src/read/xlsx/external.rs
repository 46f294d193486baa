//! Links to other workbooks (ECMA-376 18.14): the copies that they keep of the cells they were last read from.
//!
//! Each sheet's copy is judged as a table. Everything else in the part is only swept.

use std::sync::Arc;

use super::Session;
use super::parts::PartKind;
use super::reference::{cell, number};
use super::remnant::{Kind, Remnant};
use super::sweep::{Observer, sweep};
use crate::container::xml::Element;
use crate::model::{CellRef, Reason, Surface};

/// Sheets of the other file whose names are kept; tables beyond have none.
const MOST_NAMES: usize = 4096;

const NAMES: &[&str] = &["externalLink", "externalBook", "sheetNames"];
const SHEETS: &[&str] = &["externalLink", "externalBook", "sheetDataSet"];
const ROWS: &[&str] = &["externalLink", "externalBook", "sheetDataSet", "sheetData"];
const CELLS: &[&str] = &["externalLink", "externalBook", "sheetDataSet", "sheetData", "row"];
const VALUE: &[&str] = &["externalLink", "externalBook", "sheetDataSet", "sheetData", "row", "cell", "v"];

/// Inspector of the registry.
pub(super) fn inspect_link(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let part_name = session.name(part);
    let mut copies = Copies {
        table: Remnant::new(Arc::clone(&part_name), None, Surface::ExternalLink),
        part: part_name,
        names: Vec::new(),
        next_row: 0,
        at: CellRef { row: 0, col: 0 },
        next_col: 0,
        kind: Kind::Number,
        value: None,
        over: None,
    };
    let swept = sweep(session, part, kind, &mut copies);
    copies.table.end(session);
    swept
}

/// The copies, while the part streams by.
struct Copies {
    part: Arc<str>,
    names: Vec<Arc<str>>,
    table: Remnant,
    next_row: u32,
    next_col: u32,
    at: CellRef,
    kind: Kind,
    /// A value that was read and not yet handed on.
    value: Option<String>,
    /// The table that has to end before the next one begins, which is this.
    over: Option<Remnant>,
}

impl Observer for Copies {
    fn start(&mut self, element: &Element<'_>, path: &[&'static str]) -> Result<(), Reason> {
        if path == NAMES && element.is("sheetName") && self.names.len() < MOST_NAMES {
            self.names.push(element.get("val")?.unwrap_or_default().into());
        } else if path == SHEETS && element.is("sheetData") {
            let index = element.get("sheetId")?.and_then(|id| id.trim().parse::<usize>().ok());
            let name = index.and_then(|index| self.names.get(index)).cloned();
            self.over = Some(Remnant::new(Arc::clone(&self.part), name, Surface::ExternalLink));
            self.next_row = 0;
        } else if path == ROWS && element.is("row") {
            let row = element.get("r")?.and_then(|row| number(row.trim()));
            self.begin_row(row.unwrap_or(self.next_row));
        } else if path == CELLS && element.is("cell") {
            let at = element.get("r")?.and_then(|at| cell(at.trim()));
            self.at = at.unwrap_or(CellRef { row: self.at.row, col: self.next_col });
            self.next_col = self.at.col.saturating_add(1);
            self.kind = kind_of(element.get("t")?.as_deref());
        }
        Ok(())
    }

    fn takes(&mut self, attribute: &str, text: &str, path: &[&'static str]) -> bool {
        let value = attribute.is_empty() && path == VALUE && self.value.is_none();
        if value {
            self.value = Some(text.to_owned());
        }
        value
    }

    fn hand_on(&mut self, session: &mut Session<'_>) -> Result<(), Reason> {
        if let Some(next) = self.over.take() {
            std::mem::replace(&mut self.table, next).end(session);
        }
        match self.value.take() {
            Some(value) => self.table.cell(session, (self.at.row, self.at.col), self.kind, &value),
            None => Ok(()),
        }
    }
}

impl Copies {
    fn begin_row(&mut self, row: u32) {
        self.at = CellRef { row, col: 0 };
        self.next_row = row.saturating_add(1);
        self.next_col = 0;
    }
}

/// The type of a cell (18.18.11); in these copies strings stand in the cell itself.
fn kind_of(word: Option<&str>) -> Kind {
    match word {
        None | Some("n") => Kind::Number,
        Some("b") => Kind::Bool,
        Some("e") => Kind::Error,
        Some("d") => Kind::Date,
        Some(_) => Kind::Text,
    }
}
