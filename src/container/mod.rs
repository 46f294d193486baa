//! Containers: bytes in, named stretches of bytes out, each with an owner. Knows no spreadsheet.

mod decode;
mod fault;
mod source;
pub mod xml;

pub use decode::Utf8Reader;
pub use fault::{fault, reason_of};
pub use source::Source;
