//! Cleaning: findings → a plan of what leaves and what does not; facts × plan → a new file, made of nothing else.
//!
//! [`Rebuild`](rebuild) takes the facts of the original as any visitor does, leaves out what the plan leaves out, counts
//! rows and columns anew, and hands the rest to a [`Scribe`], which writes one format. Knows no rule.

mod csv;
mod number_format;
mod ods;
mod plain;
mod scribe;
mod serial;
mod xlsx;

pub use csv::{CsvOptions, CsvScribe, Open, Texts};
pub use ods::OdsScribe;
pub use scribe::{Failure, Scribe};
pub use xlsx::XlsxScribe;
