//! Containers: bytes in, named stretches of bytes out, each with an owner. Knows no spreadsheet.

mod decode;
mod fault;
mod inflate;
mod source;
mod strings;
pub mod xml;
pub mod zip;

pub use decode::Utf8Reader;
pub use fault::{into_io, reason_of};
pub use inflate::Inflate;
pub use source::{Source, SourceReader};
pub use strings::strings;
