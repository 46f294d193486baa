//! All integration tests are modules of this one binary: a new one is a file beside this and a line below.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets what it did not expect has to fail"
)]

mod cli;
mod csv;
mod fixtures;
mod fixtures_selftest;
mod report;
mod rules;
mod samples;
mod support;
mod zip;
