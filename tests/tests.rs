//! All integration tests in one binary: a new file of tests is a module here.

mod zip;
