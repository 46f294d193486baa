//! The certificate as an object for case systems, and a run of `clean` as an object that holds one for each file. Fields
//! are only ever added.

use std::io::{self, Write};

use serde::Serialize;

use super::deeds::{self, Kind, Sorted};
use super::{CopyRun, Paper, draft, outcome, words as said};
use crate::model::{Choice, CopyFile, Decision, Done, Finding, Place};
use crate::report::harmless;
use crate::report::json::{NotRead, Rules, Tool, Where};

/// Writes what a run came to, one object with the certificate of each file: `{"clean": 1, …, "files": […]}`.
///
/// # Errors
/// Those of the output.
pub fn copy_json(run: &CopyRun<'_>, out: &mut dyn Write) -> io::Result<()> {
    let papers: Vec<Paper<'_>> = run
        .reports
        .iter()
        .map(|report| Paper { case: run.case, time: run.time, report, rules: run.rules })
        .collect();
    let object = Run {
        clean: 1,
        tool: Tool::this(),
        rules: Rules::of(run.rules),
        folder: run.folder,
        files: papers.iter().map(Certificate::of).collect(),
    };
    put(&object, out)
}

/// Writes one certificate.
pub(super) fn certificate(paper: &Paper<'_>, out: &mut dyn Write) -> io::Result<()> {
    put(&Certificate::of(paper), out)
}

fn put(object: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let serialised = serde_json::to_string_pretty(object)?;
    writeln!(out, "{}", harmless::json(&serialised))
}

#[derive(Serialize)]
struct Run<'a> {
    clean: u32,
    tool: Tool,
    rules: Rules<'a>,
    folder: &'a str,
    files: Vec<Certificate<'a>>,
}

#[derive(Serialize)]
struct Certificate<'a> {
    certificate: u32,
    tool: Tool,
    rules: Rules<'a>,
    case: Option<&'a str>,
    time: &'a str,
    outcome: &'static str,
    result: String,
    todo: Vec<String>,
    original: Original<'a>,
    copies: Vec<Leaves<'a>>,
    same_bytes: bool,
    unchanged: Unchanged,
    steps: Vec<Did<'a>>,
    decisions: Vec<Decided<'a>>,
    losses: Vec<Lost<'a>>,
    undecided: Vec<Waits<'a>>,
    unread: Vec<NotRead<'a>>,
    checked: Vec<String>,
    not_checked: Vec<&'static str>,
}

#[derive(Serialize)]
struct Original<'a> {
    path: &'a str,
    format: &'static str,
    bytes: u64,
    sha256: Option<&'a str>,
    verdict: &'static str,
}

#[derive(Serialize)]
struct Leaves<'a> {
    name: &'a str,
    format: &'static str,
    bytes: u64,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Unchanged {
    same: u64,
    of: u64,
}

/// A step: `done` is what the copier did, `became` what that means for the release.
#[derive(Serialize)]
struct Did<'a> {
    done: &'static str,
    became: &'static str,
    forced: bool,
    rule: &'a str,
    title: &'a str,
    surface: &'static str,
    category: Option<&'static str>,
    place: Where<'a>,
    count: u64,
    exemption: Option<&'a str>,
    decision: Option<usize>,
}

#[derive(Serialize)]
struct Decided<'a> {
    action: &'static str,
    rule: Option<&'a str>,
    sheet: Option<&'a str>,
    cells: Option<String>,
    who: &'a str,
    why: &'a str,
    date: &'a str,
    exemption: Option<&'a str>,
    line: usize,
}

#[derive(Serialize)]
struct Lost<'a> {
    what: &'static str,
    place: Where<'a>,
}

#[derive(Serialize)]
struct Waits<'a> {
    rule: &'a str,
    title: &'a str,
    surface: &'static str,
    category: Option<&'static str>,
    place: Where<'a>,
    count: u64,
    exemption: Option<&'a str>,
}

impl<'a> Certificate<'a> {
    fn of(paper: &Paper<'a>) -> Self {
        let report = paper.report;
        let before = &report.before;
        let outcome = outcome::of(report);
        Certificate {
            certificate: 1,
            tool: Tool::this(),
            rules: Rules::of(paper.rules),
            case: paper.case,
            time: paper.time,
            outcome: outcome.code,
            result: outcome.result,
            todo: outcome.todo,
            original: Original {
                path: &before.path,
                format: before.format.id(),
                bytes: before.coverage.bytes,
                sha256: before.sha256.as_deref(),
                verdict: before.verdict.id(),
            },
            copies: report.files.iter().map(Leaves::of).collect(),
            same_bytes: report.same_bytes,
            unchanged: Unchanged { same: report.unchanged.0, of: report.unchanged.1 },
            steps: deeds::sorted(report).iter().map(Did::of).collect(),
            decisions: report.decisions.iter().map(Decided::of).collect(),
            losses: report.losses.iter().map(Lost::of).collect(),
            undecided: draft::undecided(paper).into_iter().map(Waits::of).collect(),
            unread: before.unread.iter().map(NotRead::of).collect(),
            checked: said::checked(report, paper.rules),
            not_checked: said::not_checked(),
        }
    }
}

impl<'a> Leaves<'a> {
    fn of(file: &'a CopyFile) -> Self {
        Leaves { name: &file.name, format: file.format, bytes: file.bytes, sha256: &file.sha256 }
    }
}

impl<'a> Did<'a> {
    fn of(sorted: &Sorted<'a>) -> Self {
        let step = sorted.step;
        Did {
            done: done(step.done),
            became: became(sorted.kind),
            forced: sorted.forced,
            rule: &step.rule,
            title: &step.title,
            surface: step.surface.id(),
            category: step.category.map(crate::model::Category::id),
            place: Where::of(&step.place),
            count: step.count,
            exemption: step.exemption.as_deref(),
            decision: step.decision,
        }
    }
}

impl<'a> Decided<'a> {
    fn of(decision: &'a Decision) -> Self {
        Decided {
            action: match decision.choice {
                Choice::Keep => "keep",
                Choice::Withhold => "withhold",
                Choice::DropColumn => "drop-column",
            },
            rule: decision.rule.as_deref(),
            sheet: decision.place.sheet.as_deref(),
            cells: decision.place.range.map(|range| range.to_string()),
            who: &decision.who,
            why: &decision.why,
            date: &decision.date,
            exemption: decision.exemption.as_deref(),
            line: decision.line,
        }
    }
}

impl<'a> Lost<'a> {
    fn of((place, what): &'a (Place, &'static str)) -> Self {
        Lost { what, place: Where::of(place) }
    }
}

impl<'a> Waits<'a> {
    fn of(finding: &'a Finding) -> Self {
        Waits {
            rule: &finding.rule,
            title: &finding.title,
            surface: finding.surface.id(),
            category: finding.category.map(crate::model::Category::id),
            place: Where::of(&finding.place),
            count: finding.count,
            exemption: finding.exemption.as_deref(),
        }
    }
}

fn done(done: Done) -> &'static str {
    match done {
        Done::Dropped => "dropped",
        Done::Emptied => "emptied",
        Done::Displayed => "displayed",
        Done::Rewritten => "rewritten",
        Done::Withheld => "withheld",
        Done::Kept => "kept",
    }
}

fn became(kind: Kind) -> &'static str {
    match kind {
        Kind::Withheld => "withheld",
        Kind::Stripped => "taken-out",
        Kind::Kept => "kept",
        Kind::LeftIn => "left-in",
    }
}
