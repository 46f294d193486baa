//! A pre-release gate for the spreadsheets and CSVs of Freedom of Information responses.

pub mod container;
pub mod detect;
pub mod inspect;
pub mod face;
pub mod limits;
pub mod model;
pub mod read;
pub mod report;
pub mod rules;
pub mod verdict;
