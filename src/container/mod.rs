//! Containers: bytes in, named stretches of bytes out, each with an owner. Knows no spreadsheet.

mod fault;
mod inflate;
mod source;
pub mod zip;

pub use fault::{into_io, reason_of};
pub use inflate::Inflate;
pub use source::{Source, SourceReader};
