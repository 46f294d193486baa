//! The four reports, held against golden files made from one hand-made run, and against what each format demands.
//!
//! Every name and number below is invented. `FOI_GATE_GOLDEN=write cargo test report` writes the golden files anew;
//! read the difference before it is committed.

pub(crate) mod made;

use std::path::Path;

use foi_gate::model::{
    Action, CATALOGUE, CATEGORIES, Category, Evidence, Format, Masked, Place, Range, RunReport, Scope,
    Surface, Verdict,
};
use foi_gate::report::WRITERS;
use quick_xml::events::Event;

use made::{PLANTED, file, finding, made, run};

#[test]
fn golden_files() {
    for (id, ending) in [("text", "txt"), ("json", "json"), ("html", "html"), ("sarif", "sarif")] {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/report.{ending}"));
        let written = written(id, &made());
        if std::env::var_os("FOI_GATE_GOLDEN").is_some_and(|value| value == "write") {
            std::fs::create_dir_all(golden.parent().unwrap()).unwrap();
            std::fs::write(&golden, &written).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
        assert!(written == expected, "the {id} report is not {}:\n{written}", golden.display());
    }
}

#[test]
fn no_report_holds_a_value() {
    for writer in WRITERS {
        assert!(!written(writer.id, &made()).contains(PLANTED), "{}", writer.id);
    }
}

#[test]
fn no_report_says_safe() {
    for writer in WRITERS {
        let text = written(writer.id, &made()).to_lowercase();
        assert!(!text.split(|c: char| !c.is_alphabetic()).any(|word| word == "safe"), "{}", writer.id);
    }
}

#[test]
fn a_file_without_findings_is_one_line() {
    let text = written("text", &run(vec![file("statistics.csv", Format::Csv)]));
    assert_eq!(
        text,
        "statistics.csv: Send. Checked against 63 rules (rule set 5f2c7d9a0b1e): nothing found.\n"
    );
}

#[test]
fn something_hidden_is_reported_as_what_it_holds() {
    let text = written("text", &made());
    assert!(text.contains("Sheet3 is hidden and holds 9,483 staff names and 9,483 staff numbers"), "{text}");
}

#[test]
fn what_is_inside_something_hidden_is_told_with_it() {
    let text = written("text", &made());
    let sheet = text.find("Sheet3 is hidden").unwrap();
    let inside = text.find("9,483 staff names, such as F••••••••h, at Sheet3").unwrap();
    assert!(sheet < inside);
    assert!(!text.contains("9,483 staff names in a hidden sheet"), "told twice:\n{text}");
}

#[test]
fn a_worse_finding_inside_something_hidden_stands_by_itself() {
    let mut report = made();
    for finding in &mut report.files[0].findings {
        if finding.category == Some(Category::StaffName) {
            finding.action = Action::Block;
        }
    }
    let text = written("text", &report);
    assert!(text.contains("Needs a decision: Names of staff"), "{text}");
    assert!(text.contains("9,483 staff names in a hidden sheet, such as F••••••••h"), "{text}");
}

#[test]
fn the_worst_comes_first() {
    let text = written("text", &made());
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is missing:\n{text}"));
    assert!(at("Needs a decision: Pictures") < at("Can be taken out: Hidden sheets"));
    assert!(at("Can be taken out: Hidden sheets") < at("Please look: Sheets out of view"));
}

#[test]
fn many_places_are_counted_rather_than_listed() {
    let mut report = made();
    let picture = report.files[0].findings[0].clone();
    report.files[0].findings = (1..=60)
        .map(|number| {
            let mut picture = picture.clone();
            picture.place.sheet = Some(format!("Page {number}").into());
            picture
        })
        .collect();
    let text = written("text", &report).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("60 pictures at Page 1; Page 2;"), "{text}");
    assert!(text.contains("; and 55 more places, which the JSON report lists"), "{text}");
    assert!(written("html", &report).contains("and 10 more places, which"));
    let json: serde_json::Value = serde_json::from_str(&written("json", &report)).unwrap();
    assert_eq!(json["files"][0]["findings"].as_array().unwrap().len(), 60);
}

#[test]
fn letters_beside_a_table_are_told_and_leave_the_verdict_alone() {
    let mut letter = file("letter.pdf", Format::Pdf);
    letter.scope = Scope::Out;
    letter.verdict = Verdict::Unchecked;
    let text = written("text", &run(vec![letter, file("a.csv", Format::Csv)]));
    assert!(text.contains("letter.pdf: Not checked"), "{text}");
    assert!(text.contains("All files together: Send\n  None of the files that were checked"), "{text}");
}

#[test]
fn json_has_every_key_of_the_contract() {
    let json: serde_json::Value = serde_json::from_str(&written("json", &made())).unwrap();
    keys(&json, &["report", "tool", "rules", "verdict", "files"]);
    keys(&json["tool"], &["name", "version"]);
    keys(&json["rules"], &["sha256", "count"]);
    let file = &json["files"][0];
    keys(
        file,
        &["path", "format", "bytes", "sha256", "verdict", "findings", "coverage", "children", "scope"],
    );
    keys(&file["coverage"], &["bytes", "accounted", "unread"]);
    for finding in file["findings"].as_array().unwrap() {
        keys(
            finding,
            &[
                "rule",
                "title",
                "category",
                "surface",
                "action",
                "exemption",
                "place",
                "count",
                "confidence",
                "sample",
                "why",
                "remedy",
                "rule_at",
            ],
        );
        keys(&finding["place"], &["part", "sheet", "range", "at"]);
    }
    assert_eq!(json["report"], 1);
    assert_eq!(json["verdict"], "unchecked");
    let staff = &file["findings"][2];
    assert_eq!(staff["place"]["range"], "B2:B9484");
    assert_eq!(staff["rule_at"], "rules/staff.toml:12");
    assert_eq!(staff["sample"], "F••••••••h");
    assert_eq!(file["findings"][0]["category"], serde_json::Value::Null);
}

#[test]
fn sarif_has_what_the_standard_demands() {
    let sarif: serde_json::Value = serde_json::from_str(&written("sarif", &made())).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "foi-gate");
    let rules = driver["rules"].as_array().unwrap();
    let artifacts = run["artifacts"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let index = usize::try_from(artifact["index"].as_u64().unwrap()).unwrap();
        assert_eq!(artifacts[index]["location"]["uri"], artifact["uri"]);
        let uri = artifact["uri"].as_str().unwrap();
        assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':'), "{uri}");
    }
    let ids: std::collections::BTreeSet<_> = rules.iter().map(|rule| rule["id"].to_string()).collect();
    assert_eq!(ids.len(), rules.len(), "rule ids are unique");
}

#[test]
fn html_is_well_formed_and_keeps_to_itself() {
    let html = written("html", &made());
    let lower = html.to_lowercase();
    for banned in ["<script", "http://", "https://", "src=", "@import", "url(", "javascript:", "onclick"] {
        assert!(!lower.contains(banned), "{banned}");
    }
    let mut levels = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let mut links = Vec::new();
    let mut reader = quick_xml::Reader::from_str(&html);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let name = start.name();
                if let [b'h', level @ b'1'..=b'6'] = name.as_ref().as_bytes() {
                    levels.push(level - b'0');
                }
                for attribute in start.attributes() {
                    let attribute = attribute.unwrap();
                    let value = attribute.value.to_string();
                    match attribute.key.as_ref() {
                        "id" => assert!(ids.insert(value.clone()), "{value} twice"),
                        "href" | "aria-labelledby" => links.push(value.trim_start_matches('#').to_owned()),
                        "lang" => assert_eq!(value, "en-GB"),
                        _ => {}
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(levels[0], 1);
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "a heading level is skipped: {levels:?}");
    assert!(links.iter().all(|link| ids.contains(link)), "{links:?} {ids:?}");
    for landmark in ["<header>", "<main", "<footer>", "scope=\"col\"", "scope=\"row\"", "<caption>"] {
        assert!(html.contains(landmark), "{landmark}");
    }
}

#[test]
fn every_category_and_every_surface_has_its_words() {
    for entry in CATEGORIES {
        let mut report = made();
        report.files[0].findings[2].category = Some(entry.category);
        report.files[0].findings[2].surface = Surface::VisibleCell;
        report.files[0].findings[2].count = 1;
        let one = written("text", &report);
        report.files[0].findings[2].count = 1234;
        let many = written("text", &report);
        let noun = |text: &str, number: &str| {
            let line = text
                .lines()
                .find(|line| line.contains(&format!("{number} ")) && line.contains("on open view"));
            line.map(str::trim).and_then(|line| line.strip_prefix(number)).map(str::to_owned)
        };
        let (one, many) = (noun(&one, "1"), noun(&many, "1,234"));
        assert!(one.is_some() && many.is_some() && one != many, "{}: {one:?} {many:?}", entry.id);
    }
    for entry in CATALOGUE {
        let mut report = made();
        report.files[0].findings[1].surface = entry.surface;
        report.files[0].findings[1].holds.clear();
        report.files[0].findings[1].count = 7;
        let text = written("text", &report).split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = [Surface::OutOfViewSheet, Surface::DisguisedFormat, Surface::Encrypted];
        assert!(text.contains(" 7 ") || whole.contains(&entry.surface), "{}: {text}", entry.id);
        assert!(!text.contains("sign of it"), "{}: {text}", entry.id);
    }
}

#[test]
fn rows_and_columns_are_named() {
    let says = |surface, range| {
        let place = Place { sheet: Some("Pay".into()), range, ..Place::default() };
        let finding = finding("r", "Hidden", None, surface, Action::Strip, place, 12);
        let mut report = run(vec![file("a.xlsx", Format::Xlsx)]);
        report.files[0].verdict = Verdict::Strip;
        report.files[0].findings = vec![finding];
        let text = written("text", &report);
        text.lines().skip_while(|line| !line.contains(": Hidden")).nth(1).unwrap().trim().to_owned()
    };
    assert_eq!(
        says(Surface::HiddenRow, Some(Range::rows(4, 8))),
        "Rows between 5 and 9 of Pay are hidden and hold 12 values"
    );
    assert_eq!(
        says(Surface::HiddenRow, Some(Range::rows(4, 4))),
        "Row 5 of Pay is hidden and holds 12 values"
    );
    assert_eq!(
        says(Surface::HiddenColumn, Some(Range::columns(2, 3))),
        "Columns C and D of Pay are hidden and hold 12 values"
    );
    assert_eq!(
        says(Surface::InvisibleText, Some(Range::cell(0, 0))),
        "Cell A1 of Pay cannot be seen for its colour or size and holds 12 values"
    );
    assert_eq!(
        says(Surface::FilteredRow, None),
        "Some rows of Pay are hidden by a filter and hold 12 values"
    );
}

#[test]
fn nothing_from_a_file_acts_on_the_reader() {
    let evil = "a\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{200b}\u{e0041}<script>\"&\n\rb";
    let mut report = made();
    for file in &mut report.files {
        file.path = evil.into();
        for finding in &mut file.findings {
            finding.rule = evil.into();
            finding.title = evil.into();
            finding.why = evil.into();
            finding.remedy = evil.into();
            finding.exemption = Some(evil.into());
            finding.rule_at.file = evil.into();
            finding.sample = Some(Masked::of("\u{202e}abcd\u{200b}"));
            finding.evidence = vec![Evidence::Heading(evil.into())];
            finding.place = Place {
                part: Some(evil.into()),
                sheet: finding.place.sheet.is_some().then(|| evil.into()),
                ..finding.place.clone()
            };
        }
        for child in &mut file.children {
            child.path = evil.into();
        }
    }
    for writer in WRITERS {
        let text = written(writer.id, &report);
        let acts =
            |c: &char| (c.is_control() && *c != '\n') || "\u{202e}\u{200b}\u{e0041}\u{9b}".contains(*c);
        assert_eq!(text.chars().find(acts), None, "{}", writer.id);
        assert!(writer.id != "html" || !text.contains("<script"));
        if ["json", "sarif"].contains(&writer.id) {
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(writer.id != "json" || json["files"][0]["path"] == evil, "JSON keeps the true name");
        }
    }
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    for writer in WRITERS {
        assert_eq!(written(writer.id, &made()), written(writer.id, &made()), "{}", writer.id);
    }
}

#[test]
fn a_confidence_that_is_no_number_stays_json() {
    let mut report = made();
    report.files[0].findings[0].confidence = f64::NAN;
    let json: serde_json::Value = serde_json::from_str(&written("json", &report)).unwrap();
    assert_eq!(json["files"][0]["findings"][0]["confidence"], 0.0);
}

fn keys(value: &serde_json::Value, names: &[&str]) {
    for name in names {
        assert!(value.get(name).is_some(), "{name} is missing in {value}");
    }
}

fn written(id: &str, report: &RunReport) -> String {
    let mut out = Vec::new();
    let writer = WRITERS.iter().find(|writer| writer.id == id).unwrap();
    (writer.write)(report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
