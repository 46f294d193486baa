//! The papers beside a cleaned copy, held against golden files made from hand-made cleanings, and against what they may
//! never say.
//!
//! Every name and number below is invented. `FOI_GATE_GOLDEN=write cargo test papers` writes the golden files anew; read
//! the difference before it is committed.

mod made;

use std::path::Path;

use foi_gate::model::{Choice, CopyReport, Done, Masked, NoCopy, Place, Private, Range};
use foi_gate::report::{CopyRun, Paper, certificate, copy_coloured_text, copy_json, copy_text, schedule};

use crate::report::made::PLANTED;
use made::{cleaned, copy, decision, range, rules, same, sheet, undecided, unreadable};

const EVIL: &str = "=cmd|' /C calc'!A0\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{200b}<script>\"&\n\rb";

/// All papers of these cleanings: what each is called, and its text.
fn papers(reports: &[CopyReport]) -> Vec<(&'static str, String)> {
    let rules = rules();
    let mut papers = Vec::new();
    for report in reports {
        let paper =
            Paper { case: Some("FOI 2026/0123"), time: "2026-11-21T14:05:09Z", report, rules: &rules };
        papers.push(("certificate.html", written(|out| certificate::html(&paper, out))));
        papers.push(("certificate.json", written(|out| certificate::json(&paper, out))));
        papers.push(("schedule.csv", written(|out| schedule::csv(&paper, out))));
    }
    let run = CopyRun {
        case: Some("FOI 2026/0123"),
        time: "2026-11-21T14:05:09Z",
        folder: "cleaned",
        reports,
        rules: &rules,
    };
    papers.push(("copies.txt", written(|out| copy_text(&run, out))));
    papers.push(("copies.json", written(|out| copy_json(&run, out))));
    papers
}

fn written(write: impl Fn(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn paper(name: &str, report: &CopyReport) -> String {
    papers(std::slice::from_ref(report)).into_iter().find(|(known, _)| *known == name).unwrap().1
}

/// Every way in which it can end.
fn all() -> Vec<CopyReport> {
    let mut reports = vec![cleaned(), same(), undecided("Pay"), unreadable()];
    let place = Box::new(sheet("Pay", Some(Range::cell(1, 1))));
    for why in [
        NoCopy::Uncleanable(1),
        NoCopy::NoWriter("a zip archive"),
        NoCopy::Differs { place, what: "another text" },
        NoCopy::StillFound("Comments".to_owned()),
        NoCopy::Write("the disk is full".to_owned()),
    ] {
        let mut report = undecided("Pay");
        report.no_copy = Some(why);
        reports.push(report);
    }
    reports
}

fn hold(golden: &str, text: &str) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(golden);
    // Git may turn line ends; that they are those of RFC 4180 is a test of its own.
    let text = text.replace("\r\n", "\n");
    if std::env::var_os("FOI_GATE_GOLDEN").is_some_and(|value| value == "write") {
        std::fs::write(&golden, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
    assert!(text == expected, "this is not {}:\n{text}", golden.display());
}

#[test]
fn golden_files() {
    for name in ["certificate.html", "certificate.json", "schedule.csv"] {
        hold(name, &paper(name, &cleaned()));
    }
    hold("no-copy.html", &paper("certificate.html", &undecided("Pay")));
    hold("copies.txt", &papers(&[cleaned(), same(), undecided("Pay"), unreadable()])[12].1);
    hold("copies.json", &paper("copies.json", &undecided("Pay")));
}

#[test]
fn no_paper_holds_a_value_or_a_sample() {
    let sample = Private::new(PLANTED).masked();
    for (name, text) in papers(&all()) {
        assert!(!text.contains(PLANTED) && !text.contains('•'), "{name}");
        assert!(!text.contains(Masked::as_str(&sample)), "{name}");
    }
}

#[test]
fn no_paper_says_safe_or_promises() {
    for (name, text) in papers(&all()) {
        let text = text.to_lowercase();
        for banned in ["safe", "safely", "guarantee", "guaranteed", "guarantees", "secure"] {
            assert!(!text.split(|c: char| !c.is_alphabetic()).any(|word| word == banned), "{name}: {banned}");
        }
    }
}

#[test]
fn the_certificate_says_what_a_case_file_needs() {
    let html = paper("certificate.html", &cleaned());
    for needed in [
        "FOI 2026/0123",
        "21 November 2026, 14:05:09 UTC",
        "A cleaned copy was made and checked against these rules.",
        "Visible cells unchanged: 12,345 of 12,345",
        "9b74c9897bac770ffc029102a200c5de0b8c1f5d3b1a6f7e8d9c0a1b2c3d4e5f",
        made::SHA,
        "56,898 values, among them 9,483 staff names and 9,483 staff numbers",
        "A. Officer, Information Rights, 20 November 2026",
        "identifies junior staff",
        "done because --force-clean was given",
        "a chart that showed withheld cells",
        "by two readers",
    ] {
        assert!(html.contains(needed), "{needed}");
    }
    assert!(!html.contains("responses/"), "folders are nobody's business");
}

#[test]
fn what_was_inside_something_hidden_is_told_once() {
    let html = paper("certificate.html", &cleaned());
    assert_eq!(html.matches("9,483 staff names").count(), 1);
}

#[test]
fn a_paper_without_a_copy_says_why_and_what_to_do() {
    for report in all().iter().filter(|report| report.no_copy.is_some()) {
        let html = paper("certificate.html", report);
        assert!(html.contains("No copy was made: "), "{html}");
        assert!(html.contains("Do not send the original."), "{html}");
        for copied in ["Visible cells unchanged", "Nothing.", "The copy was"] {
            assert!(!html.contains(copied), "{copied}");
        }
        assert_eq!(paper("schedule.csv", report).lines().count(), 1, "nothing was withheld");
    }
}

#[test]
fn one_finding_needs_and_two_need() {
    let mut report = undecided("Pay");
    assert!(paper("certificate.html", &report).contains("2 findings need a decision first."));
    report.no_copy = Some(NoCopy::Undecided(1));
    assert!(paper("certificate.html", &report).contains("1 finding needs a decision first."));
}

#[test]
fn findings_that_were_decided_about_do_not_wait() {
    let mut report = undecided("Pay");
    let mut decided = cleaned().steps[1].clone();
    decided.place = report.before.findings[0].place.clone();
    report.steps = vec![decided];
    report.decisions = vec![decision("staff-surname", Choice::Withhold, Some("s.40(2)"), 1)];
    let json = json(&paper("certificate.json", &report));
    let rules: Vec<&str> =
        json["undecided"].as_array().unwrap().iter().map(|found| found["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["image"]);
}

#[test]
fn the_draft_is_a_decision_that_can_be_read() {
    let name = "Pay \"2026\"\\\u{202e}";
    let text = paper("copies.txt", &undecided(name));
    let lines = text.lines().skip_while(|line| !line.contains("[[decision]]"));
    let draft: String = lines.take_while(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect();
    let table: toml::Table = draft.parse().unwrap();
    let decision = &table["decision"][0];
    assert_eq!(decision["sheet"].as_str(), Some(name));
    assert_eq!(decision["cells"].as_str(), Some("B2:B41"));
    assert_eq!(decision["action"].as_str(), Some("withhold"));
    assert_eq!(decision["date"].to_string(), "2026-11-21");
}

#[test]
fn the_json_has_its_fields() {
    let certificate = json(&paper("certificate.json", &cleaned()));
    assert_eq!(certificate["certificate"], 1);
    assert_eq!(certificate["outcome"], "cleaned");
    assert_eq!(certificate["unchanged"]["of"], 12_345);
    assert_eq!(certificate["steps"][0]["forced"], true);
    assert_eq!(certificate["steps"][1]["became"], "withheld");
    assert_eq!(certificate["decisions"][1]["action"], "drop-column");
    let run = json(&paper("copies.json", &cleaned()));
    assert_eq!(run["clean"], 1);
    assert_eq!(run["files"][0], certificate);
    let codes: Vec<String> = all()
        .iter()
        .map(|report| json(&paper("certificate.json", report))["outcome"].as_str().unwrap().to_owned())
        .collect();
    let expected = [
        "cleaned",
        "same",
        "undecided",
        "unchecked",
        "uncleanable",
        "no-writer",
        "differs",
        "still-found",
        "write",
    ];
    assert_eq!(codes, expected);
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

fn rows(csv_text: &str) -> Vec<Vec<String>> {
    let text = csv_text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_schedule_is_what_excel_and_rfc_4180_ask_for() {
    let text = paper("schedule.csv", &cleaned());
    assert!(text.starts_with('\u{feff}'));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let rows = rows(&text);
    assert!(rows.iter().all(|row| row.len() == 13));
    let done: Vec<&str> = rows.iter().skip(1).map(|row| row[6].as_str()).collect();
    assert_eq!(
        done[..4],
        ["taken out", "withheld: a mark stands in each cell", "column taken out", "kept by decision"]
    );
    assert!(!done.contains(&"left in"), "what was only pointed out is no redaction");
    assert_eq!(rows[2][3], "B2:B41");
    assert_eq!(
        rows[2][8..12],
        ["s.40(2)", "identifies junior staff", "A. Officer, Information Rights", "2026-11-20"]
    );
    assert!(rows.iter().any(|row| row[3] == "rows 45 to 49"));
}

#[test]
fn nothing_from_a_file_acts_on_the_reader() {
    let mut report = cleaned();
    report.before.path = EVIL.into();
    report.files = vec![copy(EVIL, "xlsx")];
    let evil = |place: &mut Place| {
        place.sheet = place.sheet.as_ref().map(|_| EVIL.into());
        place.part = place.part.as_ref().map(|_| EVIL.into());
    };
    for step in &mut report.steps {
        evil(&mut step.place);
        step.title = EVIL.into();
        step.rule = EVIL.into();
        step.exemption = Some(EVIL.into());
    }
    for (place, _) in &mut report.losses {
        evil(place);
    }
    for decision in &mut report.decisions {
        decision.who = EVIL.into();
        decision.why = EVIL.into();
        decision.date = EVIL.into();
    }
    let mut waits = undecided(EVIL);
    waits.before.findings[0].title = EVIL.into();
    waits.before.findings[0].rule = EVIL.into();
    let mut failed = unreadable();
    failed.no_copy = Some(NoCopy::StillFound(EVIL.to_owned()));
    for (name, text) in papers(&[report, waits, failed]) {
        let text = if name == "schedule.csv" {
            text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
        } else {
            text
        };
        let acts = |c: &char| (c.is_control() && *c != '\n') || "\u{202e}\u{200b}\u{9b}".contains(*c);
        assert_eq!(text.chars().find(acts), None, "{name}");
        assert!(!name.ends_with("html") || !text.contains("<script"), "{name}");
    }
}

#[test]
fn no_cell_of_the_schedule_begins_a_formula() {
    for start in ["=", "+", "-", "@", " =", "\t=", "＝"] {
        let mut report = cleaned();
        let hostile = format!("{start}HYPERLINK(\"//example.org\")");
        for step in &mut report.steps {
            step.place.sheet = Some(hostile.as_str().into());
            step.title = hostile.as_str().into();
        }
        report.before.path = hostile.as_str().into();
        for decision in &mut report.decisions {
            decision.why = hostile.as_str().into();
        }
        for row in rows(&paper("schedule.csv", &report)) {
            for cell in row {
                let first = cell.trim_start().chars().next();
                assert!(!first.is_some_and(|c| "=+-@＝\t".contains(c)), "{cell}");
            }
        }
    }
}

#[test]
fn many_places_are_counted_rather_than_listed() {
    let mut report = cleaned();
    let one = report.steps.last().unwrap().clone();
    report.steps = (1..=60)
        .map(|number| {
            let mut step = one.clone();
            step.done = Done::Emptied;
            step.place = sheet(&format!("Page {number}"), Some(range(0, 0, 1, 1)));
            step
        })
        .collect();
    assert!(paper("certificate.html", &report).contains("; and 10 places more"));
    assert!(paper("copies.txt", &report).replace("\n      ", " ").contains("; and 57 more"));
    assert_eq!(rows(&paper("schedule.csv", &report)).len(), 61);
}

#[test]
fn colour_repeats_what_the_words_say() {
    let (rules, reports) = (rules(), all());
    let run = CopyRun { case: None, time: "2026-11-21", folder: "", reports: &reports, rules: &rules };
    let coloured = written(|out| copy_coloured_text(&run, out));
    let mut plain = coloured;
    for code in ["1;31", "1;32", "1;33", "1;35", "1", "0"] {
        plain = plain.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(plain, written(|out| copy_text(&run, out)));
}
