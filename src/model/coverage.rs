//! Whose each byte of a file is: the first promise, in figures.

/// How many bytes a file has and how many of them have an owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Length of the file.
    pub bytes: u64,
    /// Bytes that were read, or are known to be harmless for a written reason, or are the place of a finding.
    pub accounted: u64,
}

/// A stretch of a container file with one owner. Spans tile the file: none overlaps, none is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub from: u64,
    /// One past the last byte.
    pub to: u64,
    /// Whose it is.
    pub owner: SpanOwner,
}

/// Whose a stretch of bytes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanOwner {
    /// A header or table of the container itself.
    Structure,
    /// The data of the entry with this number.
    Data(usize),
    /// Nobody's: before, between or after the entries.
    Gap,
}
