#![allow(unreachable_pub, reason = "nothing imports a test binary")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that meets something unexpected is to stop"
)]
//! All integration tests, as one binary.

#[test]
fn starts() {}

mod fixtures;
mod fixtures_selftest;
mod support;
