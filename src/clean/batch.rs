//! Facts that outlive the moment in which they are said: a few thousand of them in one block, to be handed to another
//! thread. A batch that is emptied keeps its room.

use crate::model::{Book, Cell, Dress, Frame, Object, Row, Run, Sheet, Value, Visibility};

/// Facts in a full batch.
const FACTS: usize = 4096;
/// Bytes of text in a full batch; one text may go beyond.
const TEXT: usize = 512 << 10;

/// Facts, in order.
#[derive(Debug, Default)]
pub(super) struct Batch {
    facts: Vec<Fact>,
    /// The texts of the cells, one after the other.
    text: String,
    runs: Vec<Run>,
}

/// One fact as [`super::Scribe`] and `Visitor` say it.
#[derive(Debug)]
pub enum Said<'b> {
    /// What all sheets share.
    Book(&'b Book),
    /// A sheet begins.
    Sheet(&'b Sheet),
    /// What there is to the sheet beside its cells.
    Frame(&'b Frame),
    /// A chart or picture of the sheet.
    Object(&'b Object),
    /// A row that the file lists begins.
    Row(&'b Row),
    /// A cell that holds something.
    Cell(Cell<'b>),
    /// A cell that holds nothing and has a look.
    Blank {
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        col: u32,
        /// The number of its look.
        look: u32,
    },
    /// The sheet is over.
    SheetEnd(&'b Sheet),
    /// All is said.
    Finish,
}

/// What comes rarely is kept aside, so that cells lie close together.
#[derive(Debug)]
enum Fact {
    Book(Box<Book>),
    Sheet(Box<Sheet>),
    Frame(Box<Frame>),
    Object(Box<Object>),
    Row(Row),
    Cell(Stored),
    Blank { row: u32, col: u32, look: u32 },
    SheetEnd(Box<Sheet>),
    Finish,
}

/// From a byte, or an item, to another.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: usize,
    to: usize,
}

#[derive(Debug)]
struct Stored {
    row: u32,
    col: u32,
    value: Held,
    shown: Stretch,
    shared: Option<u32>,
    visibility: Visibility,
    look: u32,
    section: u8,
    overlay: Option<u16>,
    runs: Stretch,
}

#[derive(Debug)]
enum Held {
    Text(Stretch),
    Number(f64),
    Bool(bool),
    Error(Stretch),
    Date(Stretch),
}

impl Batch {
    pub(super) fn book(&mut self, book: &Book) {
        self.facts.push(Fact::Book(Box::new(book.clone())));
    }

    pub(super) fn sheet(&mut self, sheet: &Sheet) {
        self.facts.push(Fact::Sheet(Box::new(sheet.clone())));
    }

    pub(super) fn frame(&mut self, frame: &Frame) {
        self.facts.push(Fact::Frame(Box::new(frame.clone())));
    }

    pub(super) fn object(&mut self, object: &Object) {
        self.facts.push(Fact::Object(Box::new(object.clone())));
    }

    pub(super) fn row(&mut self, row: &Row) {
        self.facts.push(Fact::Row(*row));
    }

    pub(super) fn blank(&mut self, row: u32, col: u32, look: u32) {
        self.facts.push(Fact::Blank { row, col, look });
    }

    pub(super) fn sheet_end(&mut self, sheet: &Sheet) {
        self.facts.push(Fact::SheetEnd(Box::new(sheet.clone())));
    }

    pub(super) fn finish(&mut self) {
        self.facts.push(Fact::Finish);
    }

    pub(super) fn cell(&mut self, cell: &Cell<'_>) {
        let shown = self.keep(cell.shown);
        // Most texts are shown as they are stored: they are kept once.
        let mut held = |text: &str| if text == cell.shown { shown } else { self.keep(text) };
        let value = match cell.value {
            Value::Text(text) => Held::Text(held(text)),
            Value::Error(text) => Held::Error(held(text)),
            Value::Date(text) => Held::Date(held(text)),
            Value::Number(number) => Held::Number(number),
            Value::Bool(value) => Held::Bool(value),
        };
        let from = self.runs.len();
        self.runs.extend_from_slice(cell.dress.runs);
        let runs = Stretch { from, to: self.runs.len() };
        let Cell { row, col, shared, visibility, .. } = *cell;
        let Dress { look, section, overlay, .. } = cell.dress;
        self.facts.push(Fact::Cell(Stored {
            row,
            col,
            value,
            shown,
            shared,
            visibility,
            look,
            section,
            overlay,
            runs,
        }));
    }

    fn keep(&mut self, text: &str) -> Stretch {
        let from = self.text.len();
        self.text.push_str(text);
        Stretch { from, to: self.text.len() }
    }

    /// How many facts there are.
    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether it should be sent on.
    pub(super) fn is_full(&self) -> bool {
        self.facts.len() >= FACTS || self.text.len() >= TEXT
    }

    /// Empties it. The room that one huge text took is given back.
    pub(super) fn clear(&mut self) {
        self.facts.clear();
        self.runs.clear();
        self.text.clear();
        self.text.shrink_to(TEXT.saturating_mul(2));
    }

    /// The fact with this number.
    pub(super) fn get(&self, number: usize) -> Option<Said<'_>> {
        Some(match self.facts.get(number)? {
            Fact::Book(book) => Said::Book(book),
            Fact::Sheet(sheet) => Said::Sheet(sheet),
            Fact::Frame(frame) => Said::Frame(frame),
            Fact::Object(object) => Said::Object(object),
            Fact::Row(row) => Said::Row(row),
            Fact::Cell(stored) => Said::Cell(self.restore(stored)),
            Fact::Blank { row, col, look } => Said::Blank { row: *row, col: *col, look: *look },
            Fact::SheetEnd(sheet) => Said::SheetEnd(sheet),
            Fact::Finish => Said::Finish,
        })
    }

    fn restore(&self, stored: &Stored) -> Cell<'_> {
        let text = |stretch: Stretch| self.text.get(stretch.from..stretch.to).unwrap_or_default();
        let runs = self.runs.get(stored.runs.from..stored.runs.to).unwrap_or_default();
        Cell {
            row: stored.row,
            col: stored.col,
            value: match stored.value {
                Held::Text(stretch) => Value::Text(text(stretch)),
                Held::Error(stretch) => Value::Error(text(stretch)),
                Held::Date(stretch) => Value::Date(text(stretch)),
                Held::Number(number) => Value::Number(number),
                Held::Bool(value) => Value::Bool(value),
            },
            shown: text(stored.shown),
            shared: stored.shared,
            visibility: stored.visibility,
            dress: Dress { look: stored.look, section: stored.section, overlay: stored.overlay, runs },
        }
    }
}
