//! What the gate says of each sample: word for word, and, apart from that, what it may never fail to say or ever say.
//!
//! The expected reports are kept beside the generator, not beside the samples, so that checking the folder of samples does
//! not check them too. `FOI_GATE_BLESS=1` writes them anew; look at the difference before you commit it.

use std::path::PathBuf;

use foi_gate::container::Source;
use foi_gate::gate;
use foi_gate::limits::Limits;
use foi_gate::model::{Category, FileReport, Surface, Verdict};
use foi_gate::report::WRITERS;
use foi_gate::rules::RuleBook;

use crate::samples::{Made, SAMPLES, Sample, blessing};

/// The formats that are kept, and how their files end.
const KEPT: &[(&str, &str)] = &[("text", "txt"), ("json", "json")];

fn book() -> RuleBook {
    RuleBook::shipped().unwrap_or_else(|_| panic!("the shipped rules have mistakes"))
}

fn checked(sample: &Sample, book: &RuleBook) -> (FileReport, Made) {
    let made = (sample.make)();
    let report = gate::check(sample.name, Source::memory(made.bytes.clone()), book, &Limits::default());
    (report, made)
}

/// The report of a run over this one file, in this format.
fn written(report: &FileReport, book: &RuleBook, format: &str) -> String {
    let run = gate::run_report(vec![report.clone()], book);
    let writer = WRITERS.iter().find(|writer| writer.id == format).expect("a known format");
    let mut out = Vec::new();
    (writer.write)(&run, &mut out).expect("memory");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn golden(sample: &Sample, ending: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples/expected");
    folder.join(format!("{}.{ending}", sample.name))
}

#[test]
fn reports_are_as_expected() {
    let book = book();
    let mut differ = Vec::new();
    for sample in SAMPLES {
        let (report, _) = checked(sample, &book);
        for (format, ending) in KEPT {
            let (said, path) = (written(&report, &book, format), golden(sample, ending));
            if blessing() {
                std::fs::write(&path, &said).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            if said != expected {
                differ.push(format!("{}.{ending}: {}", sample.name, first_difference(&expected, &said)));
            }
        }
    }
    assert!(differ.is_empty(), "FOI_GATE_BLESS=1 writes these anew:\n{}", differ.join("\n"));
}

fn first_difference(expected: &str, said: &str) -> String {
    let (mut expected, mut said) = (expected.lines(), said.lines());
    let mut number = 1;
    loop {
        match (expected.next(), said.next()) {
            (None, None) => return "the ends of lines differ".into(),
            (before, now) if before == now => number += 1,
            (before, now) => {
                let line = |line: Option<&str>| line.unwrap_or("(nothing)").trim().to_string();
                return format!("line {number} was {:?}, is {:?}", line(before), line(now));
            }
        }
    }
}

#[test]
fn verdicts_are_right() {
    let book = book();
    for sample in SAMPLES {
        let (report, _) = checked(sample, &book);
        assert_eq!(report.verdict, sample.verdict, "{}: {}", sample.name, written(&report, &book, "text"));
    }
}

#[test]
fn what_has_to_be_found_is_found() {
    let book = book();
    let mut missing = Vec::new();
    for sample in SAMPLES {
        let (report, _) = checked(sample, &book);
        let found: Vec<(Surface, Option<Category>)> =
            report.findings.iter().map(|finding| (finding.surface, finding.category)).collect();
        for surface in sample.surfaces {
            if !found.contains(&(*surface, None)) {
                missing.push(format!("{}: {}", sample.name, surface.id()));
            }
        }
        for (surface, category) in sample.data {
            if !found.contains(&(*surface, Some(*category))) {
                missing.push(format!("{}: {} at {}", sample.name, category.id(), surface.id()));
            }
        }
    }
    assert!(missing.is_empty(), "not found:\n{}", missing.join("\n"));
}

#[test]
fn innocent_samples_have_no_finding_at_all() {
    let book = book();
    for sample in SAMPLES.iter().filter(|sample| sample.verdict == Verdict::Release) {
        let (report, _) = checked(sample, &book);
        let found: Vec<&str> = report.findings.iter().map(|finding| finding.surface.id()).collect();
        assert!(found.is_empty(), "{}: {found:?}", sample.name);
    }
}

#[test]
fn every_byte_of_what_could_be_read_has_an_owner() {
    let book = book();
    for sample in SAMPLES.iter().filter(|sample| sample.verdict != Verdict::Unchecked) {
        let (report, made) = checked(sample, &book);
        assert_eq!(report.coverage.bytes, made.bytes.len() as u64, "{}", sample.name);
        assert_eq!(report.coverage.accounted, report.coverage.bytes, "{}", sample.name);
    }
}

#[test]
fn no_planted_value_stands_whole_in_any_report() {
    let book = book();
    for sample in SAMPLES {
        let (report, made) = checked(sample, &book);
        for writer in WRITERS {
            let said = written(&report, &book, writer.id);
            let leaked = made.planted.iter().filter(|value| stands_in(value, &said)).count();
            assert_eq!(leaked, 0, "{}: values of it stand in the {} report", sample.name, writer.id);
        }
        let debugged = format!("{report:?}");
        let leaked = made.planted.iter().filter(|value| stands_in(value, &debugged)).count();
        assert_eq!(leaked, 0, "{}: values of it show when the report is debugged", sample.name);
    }
}

/// Whether a text has this value as a word or words of its own.
fn stands_in(value: &str, text: &str) -> bool {
    text.match_indices(value).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + value.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}
