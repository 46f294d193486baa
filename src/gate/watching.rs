//! A second reading of a file that was read in full before: whether it was this time, too.

use crate::model::{Book, Cell, Frame, Object, Place, Row, Sheet, TextFact, Trace, Unread};
use crate::read::{Child, Visitor};

/// Passes on all facts, and notes that something was not read: what was made of the rest is then no copy.
pub(super) struct Watching<'a> {
    to: &'a mut dyn Visitor,
    pub(super) unread: bool,
}

impl<'a> Watching<'a> {
    pub(super) fn new(to: &'a mut dyn Visitor) -> Self {
        Watching { to, unread: false }
    }
}

impl Visitor for Watching<'_> {
    fn rebuilds(&self) -> bool {
        self.to.rebuilds()
    }
    fn book(&mut self, book: &Book) {
        self.to.book(book);
    }
    fn frame(&mut self, frame: &Frame) {
        self.to.frame(frame);
    }
    fn object(&mut self, object: &Object) {
        self.to.object(object);
    }
    fn row(&mut self, row: &Row) {
        self.to.row(row);
    }
    fn missing(&mut self, place: Place, what: &'static str) {
        self.to.missing(place, what);
    }
    fn blank(&mut self, row: u32, col: u32, look: u32) {
        self.to.blank(row, col, look);
    }
    fn sheet(&mut self, sheet: &Sheet) {
        self.to.sheet(sheet);
    }
    fn cell(&mut self, cell: &Cell<'_>) {
        self.to.cell(cell);
    }
    fn sheet_end(&mut self, sheet: &Sheet) {
        self.to.sheet_end(sheet);
    }
    fn trace(&mut self, trace: Trace<'_>) {
        self.to.trace(trace);
    }
    fn text(&mut self, text: TextFact<'_>) {
        self.to.text(text);
    }
    fn child(&mut self, child: Child) {
        self.to.child(child);
    }
    fn unread(&mut self, unread: Unread) {
        self.unread = true;
        self.to.unread(unread);
    }
}
