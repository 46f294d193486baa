//! Containers: bytes in, named stretches of bytes out, each with an owner. Knows no spreadsheet.

mod source;

pub use source::{Source, SourceReader};
