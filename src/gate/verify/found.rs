//! The facts of a copy on their way to be compared. In a copy everything is on view: what is not is told at once.

use crate::clean::{Into, Scribe};
use crate::model::{Book, Cell, Frame, Object, Row, Sheet, TextFact, Trace, Unread};
use crate::read::{Child, Visitor};

/// Tells a pipe what is read.
pub(super) struct Found<'a> {
    to: &'a mut Into,
    /// Whether anybody listens.
    open: bool,
}

impl<'a> Found<'a> {
    pub(super) fn new(to: &'a mut Into) -> Self {
        Found { to, open: true }
    }

    fn tell(&mut self, what: impl FnOnce(&mut Into) -> Result<(), crate::clean::Failure>) {
        self.open = self.open && what(self.to).is_ok();
    }
}

impl Visitor for Found<'_> {
    fn rebuilds(&self) -> bool {
        true
    }
    fn book(&mut self, book: &Book) {
        self.tell(|to| to.book(book));
    }
    fn sheet(&mut self, sheet: &Sheet) {
        self.tell(|to| to.sheet(sheet));
    }
    fn cell(&mut self, cell: &Cell<'_>) {
        self.tell(|to| to.cell(cell));
    }
    fn sheet_end(&mut self, sheet: &Sheet) {
        self.tell(|to| to.sheet_end(sheet));
    }
    fn frame(&mut self, _: &Frame) {}
    fn object(&mut self, _: &Object) {}
    fn row(&mut self, _: &Row) {}
    fn blank(&mut self, _: u32, _: u32, _: u32) {}
    fn trace(&mut self, _: Trace<'_>) {}
    fn text(&mut self, _: TextFact<'_>) {}
    fn child(&mut self, _: Child) {}
    fn unread(&mut self, _: Unread) {}
}
