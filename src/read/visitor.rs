//! Where facts go: the trait that inspecting and rebuilding both implement.

use std::sync::Arc;

use crate::container::Source;
use crate::model::{Cell, Format, Place, Sheet, TextFact, Trace, Unread};

/// What takes the facts of a file: inspecting and rebuilding are two of these.
///
/// A reader calls `sheet`, then `cell` for each cell that holds something (row by row where the format stores them so),
/// then `sheet_end`. Traces and texts may come at any time. A fact about a sheet's cells as a whole (that 12 hidden rows
/// hold values) comes as a trace before `sheet_end`.
pub trait Visitor {
    /// A sheet begins. A csv file is one sheet without a name.
    fn sheet(&mut self, sheet: &Sheet);
    /// A cell that holds something.
    fn cell(&mut self, cell: &Cell<'_>);
    /// The sheet that began last is over.
    fn sheet_end(&mut self, sheet: &Sheet);
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
