//! Where facts go: the trait that inspecting and rebuilding both implement.

use std::sync::Arc;

use crate::container::Source;
use crate::model::{Book, Cell, Format, Frame, Object, Place, Row, Sheet, TextFact, Trace, Unread};

/// What takes the facts of a file: inspecting and rebuilding are two of these.
///
/// A reader calls `book` before the first sheet, then for each sheet `sheet`, `frame` and `object`s, then `cell` for each cell that holds something (row by row where the format stores them so),
/// then `sheet_end`. Traces and texts may come at any time. A fact about a sheet's cells as a whole (that 12 hidden rows
/// hold values) comes as a trace before `sheet_end`.
///
/// `book`, `frame`, `object`, `row` and `blank` say how things look; a reader may leave them out, and the building of
/// what they say, where nobody [rebuilds](Visitor::rebuilds).
pub trait Visitor {
    /// Whether it wants to know how things look.
    fn rebuilds(&self) -> bool;
    /// The workbook, before its first sheet.
    fn book(&mut self, book: &Book);
    /// What there is to the sheet that began last, before its cells.
    fn frame(&mut self, frame: &Frame);
    /// An object over the sheet that began last, before its cells.
    fn object(&mut self, object: &Object);
    /// A row that the file lists, before its cells.
    fn row(&mut self, row: &Row);
    /// A cell without a value that has a look of its own: row and column from 0, and an index into [`Book::looks`]. In a
    /// delimited text, a field that is there and holds nothing.
    fn blank(&mut self, row: u32, col: u32, look: u32);
    /// A sheet begins. A csv file is one sheet without a name.
    fn sheet(&mut self, sheet: &Sheet);
    /// A cell that holds something.
    fn cell(&mut self, cell: &Cell<'_>);
    /// The sheet that began last is over.
    fn sheet_end(&mut self, sheet: &Sheet);
    /// What the eye would see of the sheet that began last, and the file does not hold: where, and what. Only those who
    /// rebuild have to know.
    fn missing(&mut self, _: Place, _: &'static str) {}
    /// A surface is there; its texts are judged too.
    fn trace(&mut self, trace: Trace<'_>);
    /// A text that is no leak by being there (a sheet's name, a visible header) but may hold personal data.
    fn text(&mut self, text: TextFact<'_>);
    /// A file inside this one, to be checked in turn.
    fn child(&mut self, child: Child);
    /// Something that could not be read: the file can no longer be released.
    fn unread(&mut self, unread: Unread);
}

/// A file found inside another.
#[derive(Debug)]
pub struct Child {
    /// Its name there (masked nowhere: it is a place).
    pub name: Arc<str>,
    /// Where it was found.
    pub place: Place,
    /// Its bytes.
    pub source: Source,
    /// What the container declares it to be; the content decides.
    pub declared: Option<Format>,
}
