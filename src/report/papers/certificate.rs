//! The certificate of a cleaned copy, or the record of why there is none: a page for the case file, and an object for case
//! systems. The page is laid out in `certificate.html`; like the report it has no script and makes no request.

use std::io::{self, Write};

use askama::Template;

use super::deeds::{self, Deed, Kind};
use super::outcome::{self, Outcome};
use super::{Paper, draft, json as object, words as said};
use crate::model::{CopyReport, Finding};
use crate::report::{harmless, words};

/// Most places of one deed, deeds of one kind, and lines of what was not read: the schedule and the JSON list them all.
const AT_MOST: usize = 50;

/// Writes the page.
///
/// # Errors
/// Those of the output.
pub fn html(paper: &Paper<'_>, out: &mut dyn Write) -> io::Result<()> {
    Page::of(paper).write_into(out)
}

/// Writes the object `{"certificate": 1, …}`, whose fields the README names.
///
/// # Errors
/// Those of the output.
pub fn json(paper: &Paper<'_>, out: &mut dyn Write) -> io::Result<()> {
    object::certificate(paper, out)
}

#[derive(Template)]
#[template(path = "papers/certificate.html", config = "src/report/askama.toml", whitespace = "minimize")]
struct Page<'a> {
    heading: &'static str,
    outcome: Outcome,
    case: Option<String>,
    time: String,
    tool: &'static str,
    rules: String,
    rules_sha256: &'a str,
    original: Entry,
    copies: Vec<Entry>,
    unchanged: Option<String>,
    sections: Vec<Section>,
    losses: Vec<(&'static str, String)>,
    waiting_heading: &'static str,
    waiting: Vec<Waiting>,
    draft: Option<String>,
    unread: Vec<String>,
    unread_left_off: usize,
    checked: Vec<String>,
    not_checked: Vec<&'static str>,
}

/// A file.
struct Entry {
    name: String,
    kind: String,
    size: String,
    sha256: String,
}

/// What became of what was found, one kind of it.
struct Section {
    id: &'static str,
    title: &'static str,
    intro: &'static str,
    deeds: Vec<(Deed, String)>,
    left_off: usize,
}

/// A finding that waits for a decision.
struct Waiting {
    title: String,
    says: String,
    place: String,
    exemption: Option<String>,
    rule: String,
}

impl<'a> Page<'a> {
    fn of(paper: &Paper<'a>) -> Self {
        let report = paper.report;
        let made = report.no_copy.is_none();
        let waiting = draft::undecided(paper);
        Page {
            heading: if made { "Certificate of the copy" } else { "Record: no copy was made" },
            outcome: outcome::of(report),
            case: paper.case.map(harmless::prose),
            time: said::moment(paper.time),
            tool: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
            rules: words::count(paper.rules.count as u64, ("rule", "rules")),
            rules_sha256: &paper.rules.sha256,
            original: original(report),
            copies: copies(report),
            unchanged: (made && !report.same_bytes).then(|| said::unchanged(report.unchanged)),
            sections: if made { sections(report) } else { intended(report) },
            losses: deeds::losses(&report.losses).into_iter().map(|(what, at)| (what, listed(&at))).collect(),
            draft: waiting.first().map(|finding| draft::entry(paper, finding).join("\n")),
            waiting_heading: draft::heading(paper, waiting.len()),
            waiting: waiting.into_iter().map(Waiting::of).collect(),
            unread: report.before.unread.iter().take(AT_MOST).map(words::unread).collect(),
            unread_left_off: report.before.unread.len().saturating_sub(AT_MOST),
            checked: said::checked(report, paper.rules),
            not_checked: said::not_checked(),
        }
    }
}

impl Waiting {
    fn of(finding: &Finding) -> Self {
        Waiting {
            title: harmless::prose(&finding.title),
            says: words::says(finding),
            place: words::place(&finding.place),
            exemption: finding.exemption.as_deref().map(harmless::prose),
            rule: harmless::name(&finding.rule),
        }
    }
}

fn original(report: &CopyReport) -> Entry {
    let before = &report.before;
    let unknown = || "not known, as it could not be read to the end".to_owned();
    Entry {
        name: said::name(&before.path),
        kind: before.format.label().to_owned(),
        size: said::size(before),
        sha256: before.sha256.clone().unwrap_or_else(unknown),
    }
}

fn copies(report: &CopyReport) -> Vec<Entry> {
    let kind = |format: &str| match format {
        "xlsx" => "an Excel workbook (.xlsx), made anew".to_owned(),
        "ods" => "an OpenDocument spreadsheet (.ods), made anew".to_owned(),
        "csv" => "a table as text (.csv), made anew".to_owned(),
        other => format!(".{other}"),
    };
    let entry = |file: &crate::model::CopyFile| Entry {
        name: harmless::name(&file.name),
        kind: if report.same_bytes { report.before.format.label().to_owned() } else { kind(file.format) },
        size: words::count(file.bytes, ("byte", "bytes")),
        sha256: file.sha256.clone(),
    };
    report.files.iter().map(entry).collect()
}

fn section(
    report: &CopyReport,
    kind: Kind,
    id: &'static str,
    title: &'static str,
    intro: &'static str,
) -> Section {
    let mut deeds = deeds::deeds(report, &deeds::sorted(report), kind);
    let left_off = deeds.len().saturating_sub(AT_MOST);
    deeds.truncate(AT_MOST);
    let deeds = deeds.into_iter().map(|deed| (listed(&deed.places), deed)).map(|(at, deed)| (deed, at));
    Section { id, title, intro, deeds: deeds.collect(), left_off }
}

/// What would be done once all is decided; nothing where nothing was weighed.
fn intended(report: &CopyReport) -> Vec<Section> {
    let section = |kind, id, title, intro| section(report, kind, id, title, intro);
    let all = vec![
        section(
            Kind::Withheld,
            "withheld",
            "What would be withheld",
            "By the decisions that there are, or as the rules say.",
        ),
        section(
            Kind::Kept,
            "kept",
            "What would be kept by decision",
            "Found by rules that stop a file, and decided already.",
        ),
        section(
            Kind::Stripped,
            "stripped",
            "What would be taken out",
            "It goes without a decision, as the rules say.",
        ),
    ];
    all.into_iter().filter(|section| !section.deeds.is_empty()).collect()
}

fn sections(report: &CopyReport) -> Vec<Section> {
    let section = |kind, id, title, intro| section(report, kind, id, title, intro);
    vec![
        section(
            Kind::Withheld,
            "withheld",
            "What was withheld",
            "On view in the original, and not in the copy.",
        ),
        section(
            Kind::Kept,
            "kept",
            "What was kept by decision",
            "Found by rules that stop a file, and left in because a person decided so.",
        ),
        section(
            Kind::Stripped,
            "stripped",
            "What was taken out",
            "Taken out without a decision, as the rules say.",
        ),
        section(
            Kind::LeftIn,
            "left-in",
            "What was left in, and is worth a look",
            "The rules point these out and let them go.",
        ),
    ]
}

/// Places in a line, the first of many.
fn listed(places: &[String]) -> String {
    let shown = places.get(..AT_MOST).unwrap_or(places).join("; ");
    match places.len().saturating_sub(AT_MOST) {
        0 => shown,
        more => format!("{shown}; and {} more", words::count(more as u64, ("place", "places"))),
    }
}
