//! The visitor of a check: facts go to the inspector, files inside the file go round the same way at once.

use crate::inspect::Inspector;
use crate::limits::Budget;
use crate::model::{Book, Cell, FileReport, Frame, Object, Row, Sheet, TextFact, Trace, Unread};
use crate::read::{Child, Visitor};
use crate::rules::RuleBook;

/// One file on its way.
pub(super) struct Walk<'r> {
    inspector: Inspector<'r>,
    book: &'r RuleBook,
    budget: &'r Budget,
    children: Vec<FileReport>,
}

impl<'r> Walk<'r> {
    /// Sets out.
    pub(super) fn new(inspector: Inspector<'r>, book: &'r RuleBook, budget: &'r Budget) -> Self {
        Walk { inspector, book, budget, children: Vec::new() }
    }

    /// Arrives: the inspector with all it has seen, and the reports of the files inside.
    pub(super) fn into_parts(self) -> (Inspector<'r>, Vec<FileReport>) {
        (self.inspector, self.children)
    }
}

impl Visitor for Walk<'_> {
    fn rebuilds(&self) -> bool {
        false
    }
    fn book(&mut self, _: &Book) {}
    fn frame(&mut self, _: &Frame) {}
    fn object(&mut self, _: &Object) {}
    fn row(&mut self, _: &Row) {}
    fn blank(&mut self, _: u32, _: u32, _: u32) {}
    fn sheet(&mut self, sheet: &Sheet) {
        self.inspector.sheet(sheet);
    }
    fn cell(&mut self, cell: &Cell<'_>) {
        self.inspector.cell(cell);
    }
    fn sheet_end(&mut self, sheet: &Sheet) {
        self.inspector.sheet_end(sheet);
    }
    fn trace(&mut self, trace: Trace<'_>) {
        self.inspector.trace(trace);
    }
    fn text(&mut self, text: TextFact<'_>) {
        self.inspector.text(text);
    }
    fn unread(&mut self, unread: Unread) {
        self.inspector.unread(unread);
    }

    fn child(&mut self, child: Child) {
        match self.budget.child() {
            Ok(budget) => {
                let report = super::check_within(&child.name, &child.source, self.book, &budget, None);
                self.children.push(report);
            }
            Err(cap) => self.inspector.unread(Unread::new(child.place, cap)),
        }
    }
}
