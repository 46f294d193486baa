//! A visitor that rebuilds, and keeps the objects that it is given.

use foi_gate::container::Source;
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::{
    Book, Cell, Chart, Format, Frame, Object, Picture, Row, Sheet, SheetState, Shows, TextFact, Trace, Unread,
};
use foi_gate::read::{Child, Input, Visitor, reader};

/// The objects of a workbook, each with whether its sheet is on view.
#[derive(Debug, Default)]
pub(super) struct Objects {
    pub(super) all: Vec<(bool, Object)>,
    pub(super) unread: Vec<Unread>,
    open: Option<bool>,
    cells: bool,
}

impl Objects {
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        let source = Source::memory(bytes);
        let budget = Budget::new(&Limits::default());
        let mut objects = Objects::default();
        let read = reader(Format::Xlsx).unwrap();
        read(Input { source: &source, format: Format::Xlsx, budget: &budget }, &mut objects);
        objects
    }

    pub(super) fn charts(self) -> Vec<Chart> {
        let chart = |(_, object): (bool, Object)| match object.shows {
            Shows::Chart(chart) => Some(*chart),
            Shows::Picture(_) => None,
        };
        self.all.into_iter().filter_map(chart).collect()
    }

    pub(super) fn pictures(self) -> Vec<Picture> {
        let picture = |(_, object): (bool, Object)| match object.shows {
            Shows::Picture(picture) => Some(picture),
            Shows::Chart(_) => None,
        };
        self.all.into_iter().filter_map(picture).collect()
    }
}

impl Visitor for Objects {
    fn rebuilds(&self) -> bool {
        true
    }
    fn book(&mut self, _: &Book) {}
    fn frame(&mut self, _: &Frame) {}
    fn object(&mut self, object: &Object) {
        let shown = self.open.expect("an object comes inside its sheet");
        assert!(!self.cells, "and before its cells");
        self.all.push((shown, object.clone()));
    }
    fn row(&mut self, _: &Row) {}
    fn blank(&mut self, _: u32, _: u32, _: u32) {}
    fn sheet(&mut self, sheet: &Sheet) {
        self.open = Some(sheet.state == SheetState::Visible);
        self.cells = false;
    }
    fn cell(&mut self, _: &Cell<'_>) {
        self.cells = true;
    }
    fn sheet_end(&mut self, _: &Sheet) {
        self.open = None;
    }
    fn trace(&mut self, _: Trace<'_>) {}
    fn text(&mut self, _: TextFact<'_>) {}
    fn child(&mut self, _: Child) {}
    fn unread(&mut self, unread: Unread) {
        self.unread.push(unread);
    }
}
