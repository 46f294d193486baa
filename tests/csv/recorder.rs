//! A visitor that keeps every fact, so that a test can say what it expects.

use foi_gate::container::Source;
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::{
    Cell, Coverage, Format, Reason, Sheet, Substance, Surface, TextFact, Trace, Unread, Value, Visibility,
};
use foi_gate::read::{Child, Input, Visitor, csv};

/// One cell as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) row: u32,
    pub(crate) col: u32,
    pub(crate) value: String,
    pub(crate) shown: String,
}

/// Everything that a reader said.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) cells: Vec<Seen>,
    pub(crate) traces: Vec<(Surface, Option<String>, Substance)>,
    pub(crate) texts: Vec<(Surface, String)>,
    pub(crate) unread: Vec<Reason>,
    pub(crate) coverage: Coverage,
    sheets: u32,
    open: bool,
}

impl Facts {
    /// Reads bytes as a csv file.
    pub(crate) fn of(bytes: impl Into<Vec<u8>>) -> Self {
        Facts::with(&Source::memory(bytes.into()), &Limits::default())
    }

    /// Reads a source as a csv file, within limits.
    pub(crate) fn with(source: &Source, limits: &Limits) -> Self {
        let budget = Budget::new(limits);
        let mut facts = Facts::default();
        let coverage = csv::read(Input { source, format: Format::Csv, budget: &budget }, &mut facts);
        assert!(!facts.open && facts.sheets <= 1, "every sheet that begins ends");
        Facts { coverage, ..facts }
    }

    /// The rows of values, as far as there are any.
    pub(crate) fn rows(&self) -> Vec<Vec<&str>> {
        let mut rows: Vec<Vec<&str>> = Vec::new();
        for cell in &self.cells {
            let (row, col) = (cell.row as usize, cell.col as usize);
            rows.resize(rows.len().max(row + 1), Vec::new());
            let width = rows[row].len().max(col + 1);
            rows[row].resize(width, "");
            rows[row][col] = &cell.value;
        }
        rows
    }

    /// Traces that are not harmless: what a rule would make a finding of.
    pub(crate) fn findings(&self) -> Vec<(&'static str, Option<&str>, u64)> {
        let held = |(surface, range, substance): &(Surface, Option<String>, Substance)| match substance {
            Substance::Holds(count) => Some((surface.id(), range.clone(), *count)),
            _ => None,
        };
        let found: Vec<_> = self.traces.iter().filter_map(held).collect();
        let range =
            |at: usize| self.traces.iter().filter(|t| held(t).is_some()).nth(at).and_then(|t| t.1.as_deref());
        found.iter().enumerate().map(|(at, (id, _, count))| (*id, range(at), *count)).collect()
    }

    /// Surfaces that were found harmless.
    pub(crate) fn harmless(&self) -> Vec<&'static str> {
        let harmless = |t: &&(Surface, Option<String>, Substance)| matches!(t.2, Substance::Harmless(_));
        self.traces.iter().filter(harmless).map(|t| t.0.id()).collect()
    }

    /// Read to the end, with nothing left out.
    pub(crate) fn is_whole(&self) -> bool {
        self.unread.is_empty() && self.coverage.bytes == self.coverage.accounted
    }
}

impl Visitor for Facts {
    fn rebuilds(&self) -> bool {
        false
    }
    fn book(&mut self, _: &foi_gate::model::Book) {}
    fn frame(&mut self, _: &foi_gate::model::Frame) {}
    fn object(&mut self, _: &foi_gate::model::Object) {}
    fn row(&mut self, _: &foi_gate::model::Row) {}
    fn blank(&mut self, _: u32, _: u32, _: u32) {}
    fn sheet(&mut self, sheet: &Sheet) {
        assert!(sheet.name.is_none() && !self.open);
        self.sheets += 1;
        self.open = true;
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        assert!(self.open && cell.visibility == Visibility::Visible);
        let Value::Text(value) = cell.value else { panic!("a csv file holds text") };
        let before = self.cells.last().map(|last| (last.row, last.col));
        assert!(before.is_none_or(|before| before < (cell.row, cell.col)), "cells come in order");
        self.cells.push(Seen {
            row: cell.row,
            col: cell.col,
            value: value.to_owned(),
            shown: cell.shown.to_owned(),
        });
    }

    fn sheet_end(&mut self, _: &Sheet) {
        self.open = false;
    }

    fn trace(&mut self, trace: Trace<'_>) {
        assert!(self.open, "a fact about a sheet comes before its end");
        self.traces.push((trace.surface, trace.place.range.map(|r| r.to_string()), trace.substance));
    }

    fn text(&mut self, text: TextFact<'_>) {
        self.texts.push((text.surface, text.text.expose().to_owned()));
    }

    fn child(&mut self, _: Child) {
        panic!("a csv file has no files inside");
    }

    fn unread(&mut self, unread: Unread) {
        self.unread.push(unread.reason);
    }
}
