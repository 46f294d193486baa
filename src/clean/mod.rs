//! Cleaning: findings → a plan of what leaves and what does not; facts × plan → a new file, made of nothing else.
//!
//! [`Rebuild`](rebuild) takes the facts of the original as any visitor does, leaves out what the plan leaves out, counts
//! rows and columns anew, and hands the rest to a [`Scribe`], which writes one format. Knows no rule.

mod batch;
mod charts;
mod csv;
mod cuts;
pub mod decisions;
mod desk;
mod dressing;
mod frames;
mod marks;
mod number_format;
mod objects;
mod ods;
mod pipe;
mod plain;
mod plan;
mod rebuild;
mod region;
mod scribe;
mod serial;
mod sheets;
mod survey;
mod texts;
pub mod xlsx;

pub use batch::Said;
pub use csv::{CsvOptions, CsvScribe, Open, Texts};
pub use ods::OdsScribe;
pub use pipe::{Into, Out, beside, pipe};
pub use plan::{Plan, Refused};
pub use rebuild::{Rebuild, Rebuilt};
pub use scribe::{Failure, Scribe};
pub use survey::Survey;
pub use xlsx::XlsxScribe;
