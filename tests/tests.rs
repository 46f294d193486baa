//! All integration tests, in one binary.

mod book;
mod cells;
mod oracle;
