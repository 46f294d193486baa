//! What a cleaned copy amounts to: what was left out, what was kept by decision, what leaves, whether it was verified.
//! The certificate and the redaction schedule are made of this in `report/`; nothing here holds a value.

use std::sync::Arc;

use super::{Category, FileReport, Finding, Place, Surface};

/// What a person decided about a finding, or about cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The file that it is about: SHA-256 in lower-case hexadecimal.
    pub sha256: Arc<str>,
    /// The rule whose findings it is about; none for all that is found at the place.
    pub rule: Option<Arc<str>>,
    /// The sheet (none for csv), and the cells; none for all of it.
    pub place: Place,
    /// What is to be done.
    pub choice: Choice,
    /// Who decided.
    pub who: Arc<str>,
    /// Why.
    pub why: Arc<str>,
    /// The exemption relied on, such as `s.40(2)`; needed for withholding.
    pub exemption: Option<Arc<str>>,
    /// When, as ISO 8601 writes dates.
    pub date: Arc<str>,
    /// The line of the decisions file, the first being 1.
    pub line: usize,
}

/// What is to be done with what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It leaves as it is.
    Keep,
    /// Each cell leaves as `[withheld: s.40(2)]`.
    Withhold,
    /// The column leaves with nothing of it left, its heading included.
    DropColumn,
}

/// What the copy does without, or does otherwise, at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What is done.
    pub done: Done,
    /// The surface that it is done at.
    pub surface: Surface,
    /// The rule that found it.
    pub rule: Arc<str>,
    /// The rule's title, in the officer's words.
    pub title: Arc<str>,
    /// What personal data it is.
    pub category: Option<Category>,
    /// Where, in the original.
    pub place: Place,
    /// How many values, rows, records or texts.
    pub count: u64,
    /// The exemption: of the decision, or with forced cleaning of the rule.
    pub exemption: Option<Arc<str>>,
    /// The decision behind it: an index into [`CopyReport::decisions`].
    pub decision: Option<usize>,
}

/// What is done with what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Done {
    /// The sheet, rows, columns or part do not leave.
    Dropped,
    /// The cell leaves empty.
    Emptied,
    /// What the cell showed leaves in place of what it held.
    Displayed,
    /// Made anew, so that nothing of the old is left: names of styles, the archive itself.
    Rewritten,
    /// A mark stands in place of the value.
    Withheld,
    /// It leaves, and the report says so.
    Kept,
}

/// A file that leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyFile {
    /// Its name, without a folder.
    pub name: Arc<str>,
    /// `xlsx`, `csv` or `ods`; that of the original where it is byte for byte the same.
    pub format: &'static str,
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// Why there is no copy; each is one plain sentence for the officer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoCopy {
    /// Findings that block, for which there is no decision.
    #[error("{0} findings need a decision first: keep or withhold; nothing was written")]
    Undecided(usize),
    /// Findings that came to light in a copy, without what is hidden, and for which there is no decision.
    #[error("without what is hidden, {0} more findings need a decision; nothing was written")]
    Emerged(usize),
    /// Findings that block, and cannot be cleaned away.
    #[error("{0} findings cannot be cleaned away in this format; nothing was written")]
    Uncleanable(usize),
    /// The original could not be read in full.
    #[error("the file could not be read in full, so no copy can be vouched for")]
    Unchecked,
    /// The kind of file has no writer.
    #[error("there is no cleaned copy of this kind of file: {0}")]
    NoWriter(&'static str),
    /// The copy differs from the original where it should not.
    #[error("the copy was not the same as the original{}: {what}", in_words(place))]
    Differs {
        /// Where, in the original.
        place: Box<Place>,
        /// How, without a value.
        what: &'static str,
    },
    /// The copy, checked again, was not free to go.
    #[error("the copy, checked again, still held something: {0}")]
    StillFound(String),
    /// It could not be written.
    #[error("the copy could not be written: {0}")]
    Write(String),
}

fn in_words(place: &Place) -> String {
    let sheet = place.sheet.as_ref().map_or_else(String::new, |sheet| format!(" in sheet {sheet}"));
    let cell = place.range.map_or_else(String::new, |range| format!(" at {range}"));
    format!("{sheet}{cell}")
}

/// Cleaning one file, from beginning to end.
#[derive(Debug, Clone)]
pub struct CopyReport {
    /// The check of the original. Where the copy could not be verified its verdict is `unchecked`.
    pub before: FileReport,
    /// What was done, in the order of the findings; where a decision is wanting, what would be done.
    pub steps: Vec<Step>,
    /// The decisions that were used.
    pub decisions: Vec<Decision>,
    /// What was left out though it was on view, such as a chart over withheld cells: where, and why.
    pub losses: Vec<(Place, &'static str)>,
    /// The files that leave; none where `no_copy` says why.
    pub files: Vec<CopyFile>,
    /// Whether the copy is the original, byte for byte: nothing was found.
    pub same_bytes: bool,
    /// Visible cells of the copy that were held against the original and were the same, and how many were to be.
    pub unchanged: (u64, u64),
    /// The checks of the copies.
    pub after: Vec<FileReport>,
    /// What the rules found in a first copy and not in the original, whose hidden cells kept them from it; its places are
    /// those of the original.
    pub emerged: Vec<Finding>,
    /// Why there is no copy.
    pub no_copy: Option<NoCopy>,
}
