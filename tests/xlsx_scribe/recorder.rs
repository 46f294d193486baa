//! Drives the scribe by hand, and reads back what it wrote with the program's own reader.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use foi_gate::clean::{Failure, Scribe, XlsxScribe};
use foi_gate::container::Source;
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::{
    Book, Cell, Dress, Format, Frame, Look, Object, Row, Sheet, SheetKind, SheetState, TextFact, Trace,
    Unread, Value, Visibility,
};
use foi_gate::read::{Child, Input, Visitor, reader};

/// A sheet to be written, or one of a book.
pub(super) fn sheet(index: usize, name: &str) -> Sheet {
    Sheet {
        name: Some(name.into()),
        part: None,
        index,
        state: SheetState::Visible,
        kind: SheetKind::Worksheet,
    }
}

/// A book of one sheet with these looks.
pub(super) fn book(looks: Vec<Look>) -> Book {
    Book { sheets: vec![sheet(0, "Annex")], looks, ..Book::default() }
}

/// A cell in a plain look.
pub(super) fn cell<'a>(row: u32, col: u32, value: Value<'a>) -> Cell<'a> {
    let shown = match value {
        Value::Text(text) | Value::Error(text) | Value::Date(text) => text,
        Value::Number(_) | Value::Bool(_) => "",
    };
    Cell { row, col, value, shown, shared: None, visibility: Visibility::Visible, dress: Dress::default() }
}

/// A cell with a text.
pub(super) fn text(row: u32, col: u32, text: &str) -> Cell<'_> {
    cell(row, col, Value::Text(text))
}

/// Writes a workbook; gives its bytes.
pub(super) fn written(
    book: &Book,
    frame: &Frame,
    work: impl FnOnce(&mut XlsxScribe) -> Result<(), Failure>,
) -> Result<Vec<u8>, Failure> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy");
    let mut scribe = XlsxScribe::new(File::create(&path).unwrap(), folder.path());
    scribe.book(book)?;
    scribe.sheet(&book.sheets[0])?;
    scribe.frame(frame)?;
    work(&mut scribe)?;
    scribe.sheet_end(&book.sheets[0])?;
    for one in &book.sheets[1..] {
        scribe.sheet(one)?;
        scribe.frame(&Frame::default())?;
        scribe.sheet_end(one)?;
    }
    scribe.finish()?;
    let mut bytes = Vec::new();
    File::open(&path).unwrap().read_to_end(&mut bytes).unwrap();
    Ok(bytes)
}

/// Everything that the reader said of a workbook.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) book: Book,
    pub(super) frames: Vec<Frame>,
    pub(super) objects: Vec<Object>,
    pub(super) rows: Vec<Row>,
    /// `A1`, what it shows, the kind of value, its look.
    pub(super) cells: Vec<(String, String, String, Look)>,
    pub(super) blanks: Vec<(u32, u32, Look)>,
    /// Texts of runs and whether they are bold.
    pub(super) runs: Vec<(String, bool)>,
    pub(super) unread: Vec<String>,
}

impl Facts {
    /// Reads a workbook.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let source = Source::memory(Arc::<[u8]>::from(bytes));
        let budget = Budget::new(&Limits::default());
        let mut facts = Facts::default();
        reader(Format::Xlsx).unwrap()(
            Input { source: &source, format: Format::Xlsx, budget: &budget },
            &mut facts,
        );
        assert_eq!(facts.unread, [""; 0]);
        facts
    }

    /// What each cell shows.
    pub(super) fn shown(&self) -> Vec<(&str, &str)> {
        self.cells.iter().map(|(at, shown, ..)| (at.as_str(), shown.as_str())).collect()
    }

    /// The look of a cell.
    pub(super) fn look(&self, at: &str) -> &Look {
        &self.cells.iter().find(|cell| cell.0 == at).unwrap().3
    }
}

impl Visitor for Facts {
    fn rebuilds(&self) -> bool {
        true
    }
    fn book(&mut self, book: &Book) {
        self.book = book.clone();
    }
    fn frame(&mut self, frame: &Frame) {
        self.frames.push(frame.clone());
    }
    fn object(&mut self, object: &Object) {
        self.objects.push(object.clone());
    }
    fn row(&mut self, row: &Row) {
        self.rows.push(*row);
    }
    fn blank(&mut self, row: u32, col: u32, look: u32) {
        self.blanks.push((row, col, self.book.looks[look as usize].clone()));
    }
    fn sheet(&mut self, _: &Sheet) {}
    fn cell(&mut self, cell: &Cell<'_>) {
        assert_eq!(cell.visibility, Visibility::Visible);
        let at = foi_gate::model::CellRef { row: cell.row, col: cell.col }.to_string();
        let value = match cell.value {
            Value::Number(number) => format!("{number:?}"),
            Value::Bool(flag) => flag.to_string(),
            other => format!("{other:?}"),
        };
        let look = self.book.looks.get(cell.dress.look as usize).cloned().unwrap_or_default();
        self.cells.push((at, cell.shown.to_owned(), value, look));
        for run in cell.dress.runs {
            self.runs.push((cell.shown[run.from..run.to].to_owned(), run.font.bold));
        }
    }
    fn sheet_end(&mut self, _: &Sheet) {}
    fn trace(&mut self, _: Trace<'_>) {}
    fn text(&mut self, _: TextFact<'_>) {}
    fn child(&mut self, _: Child) {}
    fn unread(&mut self, unread: Unread) {
        self.unread.push(unread.reason.to_string());
    }
}
