//! The integration tests, one binary: each module covers one part of the program.

#[test]
fn starts() {}

mod csv;
