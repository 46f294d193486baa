//! Readers: bytes of one format → facts. A reader decides nothing; see `inspect`.

pub mod csv;
mod identify;
pub mod invisible;
pub mod sniff;
mod visitor;
pub mod xlsx;

use crate::container::Source;
use crate::limits::Budget;
use crate::model::{Coverage, Format};

pub use identify::{Identity, identify};
pub use sniff::disguise;
pub use visitor::{Child, Visitor};

/// What a reader is given.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The bytes.
    pub source: &'a Source,
    /// What they are, by content.
    pub format: Format,
    /// What it may cost.
    pub budget: &'a Budget,
}

/// A reader of one or more formats. What it cannot read it pushes as `unread`; it never fails otherwise.
pub type Read = fn(Input<'_>, &mut dyn Visitor) -> Coverage;

/// Which reader is for which formats: one line each. A format that is not here is `unchecked`.
pub const READERS: &[(&[Format], Read)] =
    &[(&[Format::Xlsx, Format::Xlsm], xlsx::read), (&[Format::Csv], csv::read)];

/// The reader for a format.
pub fn reader(format: Format) -> Option<Read> {
    READERS.iter().find(|(formats, _)| formats.contains(&format)).map(|(_, read)| *read)
}
