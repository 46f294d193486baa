//! The report for programs: one JSON object in the shape that the README's page on it promises. Fields are only ever added.

use std::io::{self, Write};

use serde::Serialize;

use super::{harmless, words};
use crate::model::{
    Evidence, FileReport, Finding, Notice, Place, Reason, RulesUsed, RunReport, Scope, SheetKind, SheetState,
    SheetSummary, Unread,
};

/// Writes the report.
///
/// # Errors
/// Those of the output.
pub(super) fn write(report: &RunReport, out: &mut dyn Write) -> io::Result<()> {
    let serialised = serde_json::to_string_pretty(&Run::of(report))?;
    writeln!(out, "{}", harmless::json(&serialised))
}

#[derive(Serialize)]
struct Run<'a> {
    report: u32,
    tool: Tool,
    rules: Rules<'a>,
    verdict: &'static str,
    notices: Vec<Noticed<'a>>,
    allows: Allows,
    files: Vec<File<'a>>,
}

/// What the DPO should see to.
#[derive(Serialize)]
struct Noticed<'a> {
    title: &'a str,
    says: &'a str,
    remedy: &'a str,
    at: String,
}

#[derive(Serialize)]
struct Allows {
    live: usize,
    unused: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
pub(super) struct Rules<'a> {
    sha256: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    format: &'static str,
    scope: &'static str,
    bytes: u64,
    sha256: Option<&'a str>,
    verdict: &'static str,
    findings: Vec<Found<'a>>,
    seen: Vec<SeenThere>,
    coverage: Coverage<'a>,
    sheets: Vec<Sheet<'a>>,
    children: Vec<File<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'a str,
    title: &'a str,
    category: Option<&'static str>,
    surface: &'static str,
    action: &'static str,
    exemption: Option<&'a str>,
    place: Where<'a>,
    count: u64,
    confidence: f64,
    sample: Option<&'a str>,
    says: String,
    holds: Vec<Held>,
    evidence: Vec<Convinced<'a>>,
    why: &'a str,
    remedy: &'a str,
    rule_at: String,
}

#[derive(Serialize)]
pub(super) struct Where<'a> {
    part: Option<&'a str>,
    sheet: Option<&'a str>,
    range: Option<String>,
    at: Option<String>,
}

#[derive(Serialize)]
struct Held {
    category: &'static str,
    count: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Convinced<'a> {
    Heading(&'a str),
    Check { name: &'static str, passed: u64, of: u64 },
    Mean { name: &'static str, mean: f64, of: u64 },
    Match(u64),
}

#[derive(Serialize)]
struct SeenThere {
    surface: &'static str,
    count: u64,
    reason: &'static str,
}

#[derive(Serialize)]
struct Coverage<'a> {
    bytes: u64,
    accounted: u64,
    unread: Vec<NotRead<'a>>,
}

#[derive(Serialize)]
pub(super) struct NotRead<'a> {
    place: Where<'a>,
    code: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct Sheet<'a> {
    name: Option<&'a str>,
    state: &'static str,
    kind: &'static str,
    visible_cells: u64,
    hidden_cells: u64,
}

impl<'a> Run<'a> {
    fn of(report: &'a RunReport) -> Self {
        Run {
            report: 1,
            tool: Tool::this(),
            rules: Rules::of(&report.rules),
            verdict: report.verdict.id(),
            notices: report.notices.iter().map(noticed).collect(),
            allows: Allows {
                live: report.allows.live,
                unused: report.allows.unused.iter().map(words::rule_at).collect(),
            },
            files: report.files.iter().map(File::of).collect(),
        }
    }
}

fn noticed(notice: &Notice) -> Noticed<'_> {
    Noticed {
        title: &notice.title,
        says: &notice.says,
        remedy: &notice.remedy,
        at: words::rule_at(&notice.at),
    }
}

impl Tool {
    /// This program.
    pub(super) fn this() -> Self {
        Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") }
    }
}

impl<'a> Rules<'a> {
    /// A rule set.
    pub(super) fn of(rules: &'a RulesUsed) -> Self {
        Rules { sha256: &rules.sha256, count: rules.count }
    }
}

impl<'a> File<'a> {
    fn of(file: &'a FileReport) -> Self {
        File {
            path: &file.path,
            format: file.format.id(),
            scope: match file.scope {
                Scope::In => "in",
                Scope::Out => "out",
            },
            bytes: file.coverage.bytes,
            sha256: file.sha256.as_deref(),
            verdict: file.verdict.id(),
            findings: file.findings.iter().map(Found::of).collect(),
            seen: file
                .seen
                .iter()
                .map(|seen| SeenThere { surface: seen.surface.id(), count: seen.count, reason: seen.reason })
                .collect(),
            coverage: Coverage {
                bytes: file.coverage.bytes,
                accounted: file.coverage.accounted,
                unread: file.unread.iter().map(NotRead::of).collect(),
            },
            sheets: file.sheets.iter().map(Sheet::of).collect(),
            children: file.children.iter().map(File::of).collect(),
        }
    }
}

impl<'a> Found<'a> {
    fn of(finding: &'a Finding) -> Self {
        Found {
            rule: &finding.rule,
            title: &finding.title,
            category: finding.category.map(crate::model::Category::id),
            surface: finding.surface.id(),
            action: finding.action.id(),
            exemption: finding.exemption.as_deref(),
            place: Where::of(&finding.place),
            count: finding.count,
            confidence: confidence(finding.confidence),
            sample: finding.sample.as_ref().map(crate::model::Masked::as_str),
            says: words::says(finding),
            holds: finding
                .holds
                .iter()
                .map(|held| Held { category: held.category.id(), count: held.count })
                .collect(),
            evidence: finding.evidence.iter().map(Convinced::of).collect(),
            why: &finding.why,
            remedy: &finding.remedy,
            rule_at: words::rule_at(&finding.rule_at),
        }
    }
}

impl<'a> Convinced<'a> {
    fn of(evidence: &'a Evidence) -> Self {
        match evidence {
            Evidence::Heading(word) => Convinced::Heading(word),
            Evidence::Check { name, passed, of } => Convinced::Check { name, passed: *passed, of: *of },
            Evidence::Mean { name, mean, of } => Convinced::Mean { name, mean: *mean, of: *of },
            Evidence::Match(number) => Convinced::Match(*number),
        }
    }
}

impl<'a> Where<'a> {
    /// A place.
    pub(super) fn of(place: &'a Place) -> Self {
        Where {
            part: place.part.as_deref(),
            sheet: place.sheet.as_deref(),
            range: place.range.map(|range| range.to_string()),
            at: place.spot.as_ref().map(words::spot),
        }
    }
}

impl<'a> NotRead<'a> {
    /// What was not read.
    pub(super) fn of(unread: &'a Unread) -> Self {
        NotRead {
            place: Where::of(&unread.place),
            code: reason_code(&unread.reason),
            reason: unread.reason.to_string(),
        }
    }
}

impl<'a> Sheet<'a> {
    fn of(sheet: &'a SheetSummary) -> Self {
        Sheet {
            name: sheet.name.as_deref(),
            state: match sheet.state {
                SheetState::Visible => "visible",
                SheetState::Hidden => "hidden",
                SheetState::VeryHidden => "very-hidden",
            },
            kind: match sheet.kind {
                SheetKind::Worksheet => "worksheet",
                SheetKind::Chartsheet => "chartsheet",
                SheetKind::Dialogsheet => "dialogsheet",
                SheetKind::Macrosheet => "macrosheet",
                SheetKind::Remnant => "remnant",
            },
            visible_cells: sheet.visible_cells,
            hidden_cells: sheet.hidden_cells,
        }
    }
}

/// Three decimals are enough; what is no number at all is no confidence.
pub(super) fn confidence(confidence: f64) -> f64 {
    if confidence.is_finite() { (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0 } else { 0.0 }
}

/// The word for a reason that scripts can rely on; its sentence may change.
fn reason_code(reason: &Reason) -> &'static str {
    match reason {
        Reason::Cap(_) => "cap",
        Reason::Damaged(_) => "damaged",
        Reason::Encrypted => "encrypted",
        Reason::NoReader(_) => "no-reader",
        Reason::Unknown => "unknown",
        Reason::Empty => "empty",
        Reason::OutOfScope(_) => "out-of-scope",
        Reason::Io(_) => "io",
        Reason::NotAFile => "not-a-file",
        Reason::NoFiles => "no-files",
        Reason::Ambiguous(_) => "ambiguous",
        Reason::Changed => "changed",
        Reason::Internal => "internal",
    }
}
