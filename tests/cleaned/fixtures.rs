//! The second promise, held against the catalogue: whatever a fixture has planted is nowhere in its cleaned copy, however
//! one looks for it, and every visible cell still is. No exceptions but what the catalogue keeps.
//!
//! `FIXTURE=hidden-row` looks at the fixtures only whose id has that in it.

use foi_gate::container::Source;
use foi_gate::gate::Kind;
use foi_gate::model::{Action, CATALOGUE, FileReport, NoCopy, SheetKind, SheetState, Verdict};
use foi_gate::rules::RuleBook;
use rayon::prelude::*;

use super::{book, cleaned};
use crate::fixtures::{Fixture, all, harmless};
use crate::support::search;

#[test]
fn what_was_planted_is_nowhere_in_the_copy() {
    fail_with(&wrong_in(&chosen(), None));
}

#[test]
fn nor_in_a_copy_in_another_format() {
    for kind in [Kind::Ods, Kind::Csv] {
        fail_with(&wrong_in(&chosen(), Some(kind)));
    }
}

#[test]
fn what_gives_nothing_away_has_a_copy_too() {
    let book = book();
    let wrong = |(name, bytes): &(String, Vec<u8>)| {
        let source = Source::memory(bytes.as_slice());
        let (made, _) = cleaned(name, &source, &book, None);
        let report = &made.report;
        let no = report.no_copy.as_ref().filter(|_| report.before.verdict != Verdict::Unchecked);
        no.map(|no| format!("{name}: {no}"))
    };
    let files: Vec<_> =
        harmless().into_iter().map(|file| (format!("{}-{}", file.variant, file.name), file.bytes)).collect();
    fail_with(&files.par_iter().filter_map(wrong).collect::<Vec<_>>());
}

fn wrong_in(fixtures: &[Fixture], kind: Option<Kind>) -> Vec<String> {
    let book = book();
    fixtures.par_iter().flat_map_iter(|fixture| wrong(fixture, &book, kind)).collect()
}

fn chosen() -> Vec<Fixture> {
    let wanted = std::env::var("FIXTURE").unwrap_or_default();
    all().into_iter().filter(|fixture| fixture.id().contains(&wanted)).collect()
}

fn fail_with(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn wrong(fixture: &Fixture, book: &RuleBook, kind: Option<Kind>) -> Vec<String> {
    let source = Source::memory(fixture.bytes.as_slice());
    let (made, files) = cleaned(&fixture.name, &source, book, kind);
    let (id, report) = (fixture.id(), &made.report);
    let unchecked =
        foi_gate::gate::check(&fixture.name, source, book, &Default::default()).verdict == Verdict::Unchecked;
    match &report.no_copy {
        Some(_) if unchecked && files.is_empty() => return Vec::new(),
        // A cell in the last corner of a sheet: the second reader of ods holds all that lies before it.
        Some(NoCopy::Write(_)) if kind == Some(Kind::Ods) && fixture.variant == "last-cell" => {
            return Vec::new();
        }
        Some(no) => return vec![format!("{id}: {no}")],
        None => {}
    }
    let mut wrong = Vec::new();
    let planted = fixture.planted.as_deref().filter(|_| !is_kept(fixture));
    if planted.is_some_and(|word| files.iter().any(|bytes| search::holds(bytes, word))) {
        wrong.push(format!("{id}: what was planted is in the copy"));
    }
    let (before, after) = (visible(&report.before), report.after.iter().map(visible).sum::<u64>());
    // What is copied byte for byte is not read again.
    if (after < before && !report.same_bytes) || report.unchanged.0 != report.unchanged.1 {
        wrong.push(format!(
            "{id}: {after} of {before} visible cells are left, {:?} compared",
            report.unchanged
        ));
    }
    wrong
}

/// Whether the catalogue lets it stay.
fn is_kept(fixture: &Fixture) -> bool {
    let entry =
        CATALOGUE.iter().find(|entry| entry.surface == fixture.surface).expect("every surface is in it");
    entry.default == Action::Warn
}

/// Cells that can be seen on sheets that leave: one of macros does not.
fn visible(report: &FileReport) -> u64 {
    report
        .sheets
        .iter()
        .filter(|sheet| sheet.state == SheetState::Visible && sheet.kind != SheetKind::Macrosheet)
        .map(|sheet| sheet.visible_cells)
        .sum()
}
