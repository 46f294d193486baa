//! The first promise, held against the catalogue: every surface is seen at every place that it can be, and nothing is
//! seen where there is nothing.
//!
//! All that is wrong is collected before a test fails, one line each. `FIXTURE=hidden-row` looks at the fixtures only
//! whose id has that in it.

use std::collections::BTreeSet;

use foi_gate::container::Source;
use foi_gate::gate;
use foi_gate::limits::Limits;
use foi_gate::model::{Action, CATALOGUE, FileReport, Finding, Format, Place, Surface, Verdict};
use foi_gate::report::WRITERS;
use foi_gate::rules::RuleBook;

use crate::fixtures::{ExpectedPlace, Fixture, Outcome, all, harmless};

/// The formats that fixtures are made for.
const FORMATS: [Format; 3] = [Format::Xlsx, Format::Xlsm, Format::Csv];

#[test]
fn every_surface_has_a_fixture() {
    let made: BTreeSet<(Surface, &str)> =
        all().iter().map(|fixture| (fixture.surface, fixture.format.id())).collect();
    let mut missing = Vec::new();
    for entry in CATALOGUE {
        for format in FORMATS.iter().filter(|format| entry.formats.contains(format)) {
            if !made.contains(&(entry.surface, format.id())) {
                missing.push(format!("{} in {}", entry.id, format.id()));
            }
        }
    }
    assert!(missing.is_empty(), "no fixture for: {}", missing.join(", "));
}

#[test]
fn every_surface_is_found_where_it_is_and_nothing_else() {
    let book = book();
    let wrong: Vec<String> = chosen().iter().flat_map(|fixture| with(fixture, &book)).collect();
    fail_with(&wrong);
}

#[test]
fn without_it_the_file_is_released() {
    let book = book();
    let mut wrong = Vec::new();
    for fixture in chosen() {
        let report = check(&fixture.without_name, &fixture.without, &book);
        wrong.extend(not_quiet(&report).map(|what| format!("{} without: {what}", fixture.id())));
    }
    fail_with(&wrong);
}

#[test]
fn what_gives_nothing_away_is_released() {
    let book = book();
    let mut wrong = Vec::new();
    for file in harmless() {
        let id = format!("harmless/{}/{}", file.format.id(), file.variant);
        let report = check(&file.name, &file.bytes, &book);
        let what = match file.outcome {
            Outcome::Quiet => not_quiet(&report),
            Outcome::Mild => not_mild(&report),
        };
        wrong.extend(what.map(|what| format!("{id}: {what}")));
    }
    fail_with(&wrong);
}

fn book() -> RuleBook {
    RuleBook::shipped().unwrap_or_else(|mistakes| panic!("the shipped rules: {mistakes}"))
}

fn chosen() -> Vec<Fixture> {
    let wanted = std::env::var("FIXTURE").unwrap_or_default();
    all().into_iter().filter(|fixture| fixture.id().contains(&wanted)).collect()
}

fn check(name: &str, bytes: &[u8], book: &RuleBook) -> FileReport {
    gate::check(name, Source::memory(bytes), book, &Limits::default())
}

fn fail_with(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with the report on a fixture.
fn with(fixture: &Fixture, book: &RuleBook) -> Vec<String> {
    let report = check(&fixture.name, &fixture.bytes, book);
    let id = fixture.id();
    let mut wrong = Vec::new();
    let findings = findings(&report);
    let own: Vec<&Finding> =
        findings.iter().copied().filter(|finding| finding.surface == fixture.surface).collect();
    if own.is_empty() {
        wrong.push(format!("{id}: not found; {}", said(&report)));
    } else if !own.iter().any(|finding| is_at(&finding.place, fixture.at)) {
        let places: Vec<String> = own.iter().map(|finding| place(&finding.place)).collect();
        wrong.push(format!("{id}: expected at {:?}, found at {}", fixture.at, places.join("; ")));
    }
    for finding in findings {
        if finding.surface != fixture.surface && !fixture.also.contains(&finding.surface) {
            wrong.push(format!("{id}: also found {} ({})", finding.surface.id(), place(&finding.place)));
        }
    }
    if report.verdict != Verdict::Unchecked && report.coverage.bytes != report.coverage.accounted {
        wrong.push(format!(
            "{id}: {} of {} bytes have an owner",
            report.coverage.accounted, report.coverage.bytes
        ));
    }
    if report.coverage.bytes != fixture.bytes.len() as u64 {
        wrong.push(format!("{id}: {} bytes are said to be {}", fixture.bytes.len(), report.coverage.bytes));
    }
    if let Some(word) = fixture.planted.as_deref() {
        let run = gate::run_report(vec![report], book);
        for writer in WRITERS {
            let mut out = Vec::new();
            (writer.write)(&run, &mut out).unwrap_or_else(|error| panic!("{id}: {error}"));
            if String::from_utf8_lossy(&out).contains(word) {
                wrong.push(format!("{id}: what was planted is in the {} report", writer.id));
            }
        }
    }
    wrong
}

/// Every finding of a file and of the files inside it.
fn findings(report: &FileReport) -> Vec<&Finding> {
    let inside = report.children.iter().flat_map(findings);
    report.findings.iter().chain(inside).collect()
}

fn is_at(place: &Place, at: ExpectedPlace) -> bool {
    let same =
        |expected: Option<&str>, found: Option<&str>| expected.is_none_or(|expected| Some(expected) == found);
    let range = place.range.map(|range| range.to_string());
    same(at.part, place.part.as_deref())
        && same(at.sheet, place.sheet.as_deref())
        && same(at.range, range.as_deref())
}

fn not_quiet(report: &FileReport) -> Option<String> {
    let quiet = report.verdict == Verdict::Release && findings(report).is_empty();
    let whole = report.coverage.bytes == report.coverage.accounted;
    (!(quiet && whole)).then(|| said(report))
}

fn not_mild(report: &FileReport) -> Option<String> {
    let found = findings(report);
    let mild = found.iter().all(|finding| finding.action == Action::Warn) && !found.is_empty();
    (report.verdict != Verdict::Release || !mild).then(|| said(report))
}

/// A report in a line.
fn said(report: &FileReport) -> String {
    let findings = findings(report);
    let found: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} at {}", finding.surface.id(), place(&finding.place)))
        .collect();
    let unread: Vec<String> = report.unread.iter().map(|unread| unread.reason.to_string()).collect();
    let (accounted, bytes) = (report.coverage.accounted, report.coverage.bytes);
    format!(
        "{}, found [{}], unread [{}], {accounted}/{bytes} bytes",
        report.verdict.id(),
        found.join(", "),
        unread.join(", ")
    )
}

fn place(place: &Place) -> String {
    let range = place.range.map(|range| range.to_string());
    format!("{:?} {:?} {:?} {:?}", place.part, place.sheet, range, place.spot)
}
