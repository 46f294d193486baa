//! All integration tests are modules of this one binary: a new one is a file beside this and a line below.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that meets what it did not expect has to fail, and says which files it skipped"
)]

mod ahead;
mod attacks;
mod bad_input;
mod book;
mod caches;
mod cells;
mod clean;
mod cleaned;
mod cli;
mod corpus;
mod csv;
mod fixtures;
mod fixtures_selftest;
mod frame;
mod house;
mod looks;
mod objects;
mod oracle;
mod papers;
mod rebuild;
mod report;
mod rules;
mod samples;
mod samples_golden;
mod staff;
mod support;
mod surfaces;
mod xlsx_scribe;
mod zip;
