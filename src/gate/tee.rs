//! Two visitors of one reading: a check, and what else wants the facts of the same file.

use crate::model::{Book, Cell, Frame, Object, Row, Sheet, TextFact, Trace, Unread};
use crate::read::{Child, Visitor};

/// Hands each fact to both. Texts, files inside and what was not read concern the first alone; of a trace the second
/// learns all but its texts.
pub(super) struct Tee<'a> {
    pub(super) first: &'a mut dyn Visitor,
    pub(super) second: &'a mut dyn Visitor,
}

impl Visitor for Tee<'_> {
    fn rebuilds(&self) -> bool {
        self.first.rebuilds() || self.second.rebuilds()
    }
    fn book(&mut self, book: &Book) {
        self.first.book(book);
        self.second.book(book);
    }
    fn frame(&mut self, frame: &Frame) {
        self.first.frame(frame);
        self.second.frame(frame);
    }
    fn object(&mut self, object: &Object) {
        self.first.object(object);
        self.second.object(object);
    }
    fn row(&mut self, row: &Row) {
        self.first.row(row);
        self.second.row(row);
    }
    fn blank(&mut self, row: u32, col: u32, look: u32) {
        self.first.blank(row, col, look);
        self.second.blank(row, col, look);
    }
    fn sheet(&mut self, sheet: &Sheet) {
        self.first.sheet(sheet);
        self.second.sheet(sheet);
    }
    fn cell(&mut self, cell: &Cell<'_>) {
        self.first.cell(cell);
        self.second.cell(cell);
    }
    fn sheet_end(&mut self, sheet: &Sheet) {
        self.first.sheet_end(sheet);
        self.second.sheet_end(sheet);
    }
    fn trace(&mut self, trace: Trace<'_>) {
        let Trace { surface, substance, .. } = trace;
        let place = trace.place.clone();
        self.second.trace(Trace { surface, place, substance, texts: Vec::new() });
        self.first.trace(trace);
    }
    fn text(&mut self, text: TextFact<'_>) {
        self.first.text(text);
    }
    fn child(&mut self, child: Child) {
        self.first.child(child);
    }
    fn unread(&mut self, unread: Unread) {
        self.first.unread(unread);
    }
}
