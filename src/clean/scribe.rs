//! Those who write: one for each format that leaves. They see only what leaves, at the place where it then is.

use std::io;

use crate::model::{Book, Cell, Frame, Object, Place, Row, Sheet};

/// Writes a file of one format, from the facts that leave, in the order in which they come: `book`, then for each sheet
/// `sheet`, `frame`, `object`s, `row`s with their `cell`s and `blank`s (rows and cells in order), `sheet_end`; `finish` last.
///
/// Rows, columns and sheets are counted as they are in the copy. Every cell is on view: what to write of it is its value,
/// or `shown` where the value is a text (they are then the same).
pub trait Scribe {
    /// Whether it wants to know how things look.
    fn rebuilds(&self) -> bool;
    /// The workbook: the sheets that leave, and no others.
    fn book(&mut self, book: &Book) -> Result<(), Failure>;
    /// A sheet begins.
    fn sheet(&mut self, sheet: &Sheet) -> Result<(), Failure>;
    /// Its frame.
    fn frame(&mut self, frame: &Frame) -> Result<(), Failure>;
    /// An object over it.
    fn object(&mut self, object: &Object) -> Result<(), Failure>;
    /// A row begins.
    fn row(&mut self, row: &Row) -> Result<(), Failure>;
    /// A cell.
    fn cell(&mut self, cell: &Cell<'_>) -> Result<(), Failure>;
    /// A cell that holds nothing and has a look of its own.
    fn blank(&mut self, row: u32, col: u32, look: u32) -> Result<(), Failure>;
    /// The sheet is over.
    fn sheet_end(&mut self, sheet: &Sheet) -> Result<(), Failure>;
    /// All is said: what is still to be written is.
    fn finish(&mut self) -> Result<(), Failure>;
    /// What was on view and could not be written: the sheet, and what it was. Each is told once.
    fn losses(&mut self) -> Vec<(Place, &'static str)> {
        Vec::new()
    }
}

/// Why nothing can be written. None holds a value.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The disk or the system failed.
    #[error("{}", in_words(.0))]
    Io(#[from] io::Error),
    /// The format cannot hold it; the clause says what.
    #[error("{0}")]
    Beyond(&'static str),
    /// The program failed.
    #[error("an internal error of this program; please report it")]
    Internal,
}

/// The commonest failures as the officer would say them.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "the space that you may use on this disk is full".to_owned(),
        io::ErrorKind::PermissionDenied => "you are not allowed to write there".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        _ => error.kind().to_string(),
    }
}
