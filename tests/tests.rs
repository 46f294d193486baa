//! All integration tests, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests fail loudly too"
)]

mod book;
mod cells;
mod oracle;
