//! Facts: what a reader saw, as it pushes them into a `read::Visitor`. Cells are in `cell`.

use std::sync::Arc;

use super::{Place, Private, Surface};

/// A sheet of a workbook, or the one table of a csv file.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The name on its tab; none for csv.
    pub name: Option<Arc<str>>,
    /// The part or stream that holds it; none for csv.
    pub part: Option<Arc<str>>,
    /// Position among the tabs, from 0.
    pub index: usize,
    /// Whether its tab is shown.
    pub state: SheetState,
    /// What kind of sheet it is.
    pub kind: SheetKind,
}

impl Sheet {
    /// The place of cells in it.
    pub fn place(&self) -> Place {
        Place { part: self.part.clone(), sheet: self.name.clone(), range: None, spot: None }
    }
}

/// ECMA-376 18.18.68, ST_SheetState.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetState {
    /// Its tab is shown.
    Visible,
    /// Excel's Unhide menu lists it.
    Hidden,
    /// Only a program can show it.
    VeryHidden,
}

/// What a sheet can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetKind {
    /// Cells.
    Worksheet,
    /// One chart.
    Chartsheet,
    /// An Excel 5 dialog.
    Dialogsheet,
    /// Excel 4 macros.
    Macrosheet,
    /// No tab at all: rows kept in a cache, which are a table all the same. Summaries of a file's sheets leave it out.
    Remnant,
}

/// A surface that is there, and what it holds.
#[derive(Debug)]
pub struct Trace<'a> {
    /// Which surface.
    pub surface: Surface,
    /// Where.
    pub place: Place,
    /// How much it holds, as far as its format tells without a rule.
    pub substance: Substance,
    /// The texts in it, as far as they are not cells (those come as cells with their visibility).
    pub texts: Vec<Private<'a>>,
}

/// How much a surface holds. Severity follows content, not existence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Substance {
    /// It is there and can give nothing away, for this reason (a plain English clause, shown in the report).
    Harmless(&'static str),
    /// It is there, was meant to hold something, and is empty: a hidden sheet without a value.
    Empty,
    /// It holds this many things (cells, rows, records, texts, …).
    Holds(u64),
}

/// A text that is no leak by being there but may hold personal data.
#[derive(Debug)]
pub struct TextFact<'a> {
    /// Where it counts as being: `visible-cell` for what is on open view.
    pub surface: Surface,
    /// Where.
    pub place: Place,
    /// The text.
    pub text: Private<'a>,
}
