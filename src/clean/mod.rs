//! Cleaning: findings → a plan of what leaves and what does not; facts × plan → a new file, made of nothing else.
//!
//! [`Rebuild`](rebuild) takes the facts of the original as any visitor does, leaves out what the plan leaves out, counts
//! rows and columns anew, and hands the rest to a [`Scribe`], which writes one format. Knows no rule.

mod scribe;
pub mod xlsx;

pub use scribe::{Failure, Scribe};
