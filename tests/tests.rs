//! All integration tests, as one binary.

mod samples;
mod support;
