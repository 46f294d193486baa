//! What the faces ask of the layers below: a rule book, a check of one file, a verdict over several.

use std::sync::Arc;

use super::today;
use crate::container::Source;
use crate::detect::staff::{Key, StaffList};
use crate::gate::{self, Cleaned, Desk, Prepared, Request};
use crate::limits::Limits;
use crate::model::{FileReport, RunReport};
use crate::rules::RuleBook;

/// The rules and limits that a run is held against.
#[derive(Debug)]
pub(super) struct Engine {
    book: RuleBook,
    limits: Limits,
}

impl Engine {
    /// With the shipped rules, these files of an office's own folder laid over them, its list of staff, and its key.
    pub(super) fn new(
        files: Vec<(String, String)>,
        staff: Option<StaffList>,
        key: Option<Key>,
    ) -> Result<Self, String> {
        let book = RuleBook::load(files).map_err(|mistakes| mistakes.to_string())?;
        let book = match staff {
            Some(list) => book.with_staff(Arc::new(list)),
            None => book,
        };
        let book = match key {
            Some(key) => book.with_key(key),
            None => book,
        };
        Ok(Engine { book: book.on(today::today()), limits: Limits::default() })
    }

    /// Checks one file.
    pub(super) fn check(&self, path: &Arc<str>, source: Source) -> FileReport {
        gate::check(path, source, &self.book, &self.limits)
    }

    /// Checks one file and plans its copy.
    pub(super) fn prepare(&self, path: &Arc<str>, source: &Source, request: &Request) -> Prepared {
        gate::prepare(path, source, &self.book, &self.limits, request)
    }

    /// Makes a copy that was planned.
    pub(super) fn copy(
        &self,
        planned: &Prepared,
        source: &Source,
        request: &Request,
        desk: &dyn Desk,
    ) -> Cleaned {
        planned.copy(source, &self.book, &self.limits, request, desk)
    }

    /// What a file may cost.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The rules.
    pub(super) fn book(&self) -> &RuleBook {
        &self.book
    }

    /// Adds up a run.
    pub(super) fn run_report(&self, files: Vec<FileReport>) -> RunReport {
        gate::run_report(files, &self.book)
    }
}
