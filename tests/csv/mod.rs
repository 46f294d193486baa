//! The reader of delimited text, from bytes to facts. All names and numbers are invented, from reserved ranges.

#![cfg(test)]

mod corpus;
mod hostile;
mod recorder;
mod surfaces;
