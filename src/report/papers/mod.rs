//! The papers beside a cleaned copy: the certificate, the redaction schedule, and what the terminal and scripts are told.
//!
//! Made of `model::CopyReport` and of nothing else. They go into a case file that others read, so they hold places, counts
//! and decisions, and no value of the file, not even a masked one. They say what was checked, and promise nothing.

pub mod certificate;
mod deeds;
mod draft;
mod json;
mod outcome;
pub mod schedule;
mod terminal;
mod words;

pub use json::copy_json;
pub use terminal::{copy_coloured_text, copy_text};

use crate::model::{CopyReport, RulesUsed};

/// What the papers of one file are made of.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The case that it belongs to, as the officer calls it.
    pub case: Option<&'a str>,
    /// When it was done, in ISO 8601 (`2026-11-21T14:05:09Z`).
    pub time: &'a str,
    /// What was done.
    pub report: &'a CopyReport,
    /// The rules that it was held against.
    pub rules: &'a RulesUsed,
}

/// A run over several files.
#[derive(Debug, Clone, Copy)]
pub struct CopyRun<'a> {
    /// The case that they belong to, as the officer calls it.
    pub case: Option<&'a str>,
    /// When it was done, in ISO 8601.
    pub time: &'a str,
    /// The folder of the copies, as the officer named it.
    pub folder: &'a str,
    /// The files, in the order in which they were given.
    pub reports: &'a [CopyReport],
    /// The rules that they were held against.
    pub rules: &'a RulesUsed,
}
