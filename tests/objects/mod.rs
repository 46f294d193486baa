//! Charts and pictures: read from a workbook, drawn into another, read again.

mod corpus;
mod recorder;
mod round_trip;
