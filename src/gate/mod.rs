//! The one pipeline: a file in, its report out, with all files inside it; and the copy of it that can go.
//!
//! Whatever goes wrong on the way makes the file `unchecked`; nothing here can make it `release` but a reader that read
//! everything and rules that found nothing.

mod clean;
mod digest;
mod kind;
mod making;
mod roll;
mod rounds;
mod same;
mod tee;
mod verify;
mod walk;
mod watching;

pub use clean::{Cleaned, Prepared, Request, outcome, prepare, unprepared};
pub use kind::{Kind, stem};
pub use making::{Desk, Draft};
pub use roll::{Column, Roll, SheetOfPeople, enrol};

use std::sync::Arc;

use crate::container::Source;
use crate::inspect::Inspector;
use crate::limits::{Budget, Limits};
use crate::model::{
    Action, Coverage, FileReport, Format, Place, Reason, RunReport, Scope, Substance, Surface, Trace, Unread,
    Verdict,
};
use crate::read::{Identity, Input, Visitor, disguise, identify, reader};
use crate::rules::RuleBook;
use crate::verdict;
use tee::Tee;
use walk::Walk;

/// Checks one file. `name` is how the report speaks of it; only its ending is looked at.
pub fn check(name: &str, source: Source, book: &RuleBook, limits: &Limits) -> FileReport {
    check_within(name, &source, book, &Budget::new(limits), None)
}

/// The report of a file that could not even be opened, or that made the program fail.
pub fn unreadable(name: &str, reason: Reason) -> FileReport {
    FileReport {
        path: Arc::from(name),
        format: Format::Unknown,
        scope: Scope::In,
        sha256: None,
        verdict: Verdict::Unchecked,
        findings: Vec::new(),
        seen: Vec::new(),
        coverage: Coverage::default(),
        unread: vec![Unread::new(Place::default(), reason)],
        sheets: Vec::new(),
        allows_used: Vec::new(),
        children: Vec::new(),
    }
}

/// Adds up the reports of a run.
pub fn run_report(files: Vec<FileReport>, book: &RuleBook) -> RunReport {
    let mut used = Vec::new();
    files.iter().for_each(|file| add_used(file, &mut used));
    RunReport {
        notices: book.notices(),
        allows: book.allows_used(&used),
        verdict: verdict::of_run(&files, out_of_scope(book)),
        rules: book.used(),
        files,
    }
}

/// Adds which allow entries a file, and all inside it, had a use for.
fn add_used(file: &FileReport, used: &mut Vec<bool>) {
    used.resize(used.len().max(file.allows_used.len()), false);
    used.iter_mut().zip(&file.allows_used).for_each(|(all, own)| *all |= own);
    file.children.iter().for_each(|child| add_used(child, used));
}

/// What the rule for letters and pictures says; without such a rule they are not checked in full.
fn out_of_scope(book: &RuleBook) -> Action {
    book.out_of_scope().map_or(Action::Unchecked, |rule| rule.action)
}

/// Checks a file on an account that others may pay from too. `beside` learns the facts of the file itself, and none of
/// those inside it.
fn check_within(
    name: &str,
    source: &Source,
    book: &RuleBook,
    budget: &Budget,
    beside: Option<&mut dyn Visitor>,
) -> FileReport {
    let identity = identify(source, name, budget);
    let inspector = Inspector::new(book);
    let mut walk = Walk::new(inspector, book, budget);
    report_disguise(name, &identity, &mut walk);
    let bytes = source.len();
    let mut coverage = Coverage { bytes, accounted: 0 };
    match (reason_not_to_read(&identity), reader(identity.format)) {
        (Some(reason), _) => walk.unread(Unread::new(Place::default(), reason)),
        (None, Some(read)) => {
            let input = Input { source, format: identity.format, budget };
            coverage = match beside {
                Some(second) => read(input, &mut Tee { first: &mut walk, second }),
                None => read(input, &mut walk),
            };
        }
        (None, None) => walk.unread(Unread::new(Place::default(), Reason::NoReader(identity.format))),
    }
    let sha256 =
        digest::sha256(source).map_err(|reason| walk.unread(Unread::new(Place::default(), reason))).ok();
    let (inspector, children) = walk.into_parts();
    conclude(name, &identity, sha256, inspector, coverage, children, book)
}

/// Kinds of file that are not read, and why.
fn reason_not_to_read(identity: &Identity) -> Option<Reason> {
    match (identity.format, identity.scope) {
        _ if identity.trouble.is_some() => identity.trouble.clone(),
        (Format::Empty, _) => Some(Reason::Empty),
        (Format::Unknown, _) => Some(Reason::Unknown),
        (Format::EncryptedPackage, _) => Some(Reason::Encrypted),
        (format, Scope::Out) => Some(Reason::OutOfScope(format)),
        _ => None,
    }
}

/// A name that says one thing while the content is another.
fn report_disguise(name: &str, identity: &Identity, visitor: &mut dyn Visitor) {
    let encrypted =
        identity.format == Format::EncryptedPackage || identity.trouble == Some(Reason::Encrypted);
    if encrypted {
        let place = Place::default();
        let substance = Substance::Holds(1);
        visitor.trace(Trace { surface: Surface::Encrypted, place, substance, texts: Vec::new() });
    }
    let trusted = !encrypted && identity.trouble.is_none();
    if let Some(disguise) = disguise(name, identity.format).filter(|_| trusted) {
        visitor.trace(disguise.trace());
    }
}

fn conclude(
    name: &str,
    identity: &Identity,
    sha256: Option<String>,
    inspector: Inspector<'_>,
    coverage: Coverage,
    children: Vec<FileReport>,
    book: &RuleBook,
) -> FileReport {
    let inspection = inspector.finish();
    let verdict = verdict::of(&inspection.findings, &inspection.unread, true, &children, out_of_scope(book));
    FileReport {
        path: Arc::from(name),
        format: identity.format,
        scope: identity.scope,
        sha256,
        verdict,
        findings: inspection.findings,
        seen: inspection.seen,
        coverage,
        unread: inspection.unread,
        sheets: inspection.sheets,
        allows_used: inspection.allows_used,
        children,
    }
}
