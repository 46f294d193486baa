//! What the tests build files with: a zip writer, a compound file writer, a package and workbook builder, tiny images.
//!
//! None of it knows what the program looks for; that is in `fixtures`.
#![allow(unreachable_pub, reason = "nothing imports a test binary")]

pub mod cfb;
mod corpus;
pub mod images;
pub mod package;
pub mod search;
pub mod sheet;
pub mod styles;
pub mod workbook;
pub mod zipfile;

pub use corpus::corpus;
