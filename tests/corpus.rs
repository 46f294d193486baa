//! Real files that nobody here wrote, where they are at hand, against an independent reading of what is in them.
//!
//! The files stand beside the checkout and are never copied into it; without them these tests say so and pass.
//! `cargo test corpus -- --nocapture` prints the figures.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use foi_gate::container::Source;
use foi_gate::gate;
use foi_gate::limits::Limits;
use foi_gate::model::{FileReport, Verdict};
use foi_gate::rules::RuleBook;
use rayon::prelude::*;
use serde_json::Value;

use crate::support::corpus;

struct Checked {
    truth: Value,
    report: FileReport,
}

fn check_all(folder: &Path, extensions: &[&str]) -> Vec<Checked> {
    let book = RuleBook::shipped().expect("the shipped rules load");
    let truths = std::fs::read_to_string(folder.join("truth.jsonl")).expect("the truth is beside the files");
    let lines: Vec<Value> = truths.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let wanted =
        lines.into_iter().filter(|truth| extensions.contains(&truth["ext"].as_str().unwrap_or_default()));
    let wanted: Vec<Value> = wanted.collect();
    wanted
        .into_par_iter()
        .map(|truth| {
            let path = truth["path"].as_str().expect("a path");
            let source = Source::file(File::open(folder.join(path)).expect("opens")).expect("has a length");
            let report = gate::check(path, source, &book, &Limits::default());
            Checked { truth, report }
        })
        .collect()
}

/// Which surfaces the truth says a file has, as a count of anything.
#[rustfmt::skip]
const TRUTH: &[(&str, &[&str])] = &[
    ("hidden-sheet", &["hidden_sheets"]),
    ("very-hidden-sheet", &["very_hidden_sheets"]),
    // Rows and columns of a hidden sheet go with the sheet.
    ("hidden-row|filtered-row|collapsed-group|tiny-row-or-column|hidden-sheet|very-hidden-sheet", &["hidden_rows_with_data"]),
    ("hidden-column|collapsed-group|tiny-row-or-column|hidden-sheet|very-hidden-sheet", &["hidden_col_cells_with_data"]),
    ("pivot-cache", &["pivot_cache_parts"]),
    ("pivot-table", &["pivot_tables"]),
    ("slicer", &["slicers", "slicer_caches", "timelines"]),
    ("data-model", &["data_model"]),
    ("power-query", &["datamashup"]),
    ("connection", &["connections", "query_tables"]),
    ("external-link", &["external_links"]),
    ("defined-name", &["defined_names"]),
    // The truth counts cells that are mapped to XML one by one as tables; the catalogue has those as custom XML.
    ("table-metadata|custom-xml", &["tables"]),
    // One file keeps the parts of a sheet that is gone: what no relationship reaches is reported as just that.
    ("comment|unreferenced-part", &["comments"]),
    ("threaded-comment", &["threaded_comments", "persons"]),
    ("custom-property", &["custom_props"]),
    ("thumbnail", &["thumbnail"]),
    ("header-footer", &["headers_footers"]),
    ("drawing-text", &["drawing_text_runs"]),
    // A metafile that stands in for an embedded object is a part of that object.
    ("image|embedded-object", &["images"]),
    ("chart-cache", &["chart_caches"]),
    ("embedded-object", &["embedded_objects"]),
    ("printer-settings", &["printer_settings"]),
    ("revision-log", &["revisions", "user_names_part"]),
    ("custom-view", &["custom_sheet_views"]),
    ("scenario", &["scenarios"]),
    ("data-validation", &["data_validations"]),
    ("hyperlink", &["hyperlinks"]),
    ("macro", &["macro_sheets_xl4"]),
    ("form-control", &["activex", "ctrl_props"]),
    ("web-extension", &["web_extensions"]),
    ("custom-xml", &["custom_xml"]),
    ("linked-data-type", &["rich_data"]),
    ("sensitivity-label", &["label_info"]),
    ("digital-signature", &["digital_signatures"]),
    // The truth does not follow `../customXml` from the package's root in one file; programs do.
    ("unreferenced-part|custom-xml", &["zip_unreferenced_parts_n"]),
    ("orphan-string", &["orphan_shared_strings_nonempty"]),
    ("rich-text-run", &["phonetic_runs"]),
    ("formula", &["formulas"]),
];

fn has(truth: &Value, keys: &[&str]) -> bool {
    keys.iter().any(|key| match &truth[*key] {
        Value::Number(number) => number.as_u64().unwrap_or(0) > 0,
        Value::Array(list) => !list.is_empty(),
        Value::Bool(flag) => *flag,
        _ => false,
    })
}

fn surfaces(report: &FileReport) -> BTreeSet<&'static str> {
    let found = report.findings.iter().map(|finding| finding.surface.id());
    found.chain(report.seen.iter().map(|seen| seen.surface.id())).collect()
}

#[test]
fn workbooks_are_read_whole_and_every_surface_is_seen() {
    let Some(folder) = corpus() else { return };
    let checked = check_all(&folder, &["xlsx", "xlsm", "xltx"]);
    assert!(checked.len() > 1000, "only {} files", checked.len());
    let mut verdicts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut problems = Vec::new();
    for one in &checked {
        *verdicts.entry(one.report.verdict.id()).or_default() += 1;
        if one.report.verdict == Verdict::Unchecked {
            let reasons: BTreeSet<String> =
                one.report.unread.iter().map(|unread| unread.reason.to_string()).collect();
            println!("unchecked: {}: {reasons:?}", one.report.path);
            if reasons.is_empty()
                && one.report.children.iter().all(|child| child.verdict != Verdict::Unchecked)
            {
                problems.push(format!("{} is unchecked without a reason", one.report.path));
            }
        } else if one.report.coverage.bytes != one.report.coverage.accounted {
            problems.push(format!("{}: {:?}", one.report.path, one.report.coverage));
        }
    }
    println!("verdicts: {verdicts:?}");
    recall(&checked, &mut problems);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn recall(checked: &[Checked], problems: &mut Vec<String>) {
    println!("{:60} {:>6} {:>6}", "surface", "truth", "seen");
    for (names, keys) in TRUTH {
        let read = checked.iter().filter(|one| one.report.unread.is_empty());
        let true_ones: Vec<&Checked> = read.filter(|one| has(&one.truth, keys)).collect();
        let seen = |one: &&&Checked| names.split('|').any(|name| surfaces(&one.report).contains(name));
        let count = true_ones.iter().filter(seen).count();
        println!("{names:60} {:6} {count:6}", true_ones.len());
        for one in true_ones.iter().filter(|one| !seen(one)) {
            println!("    not seen: {names}: {}", one.report.path);
        }
        if true_ones.len() >= 5 && count * 100 < true_ones.len() * 99 {
            problems.push(format!("{names}: {count} of {}", true_ones.len()));
        }
    }
}

#[test]
fn published_statistics_are_released() {
    let Some(folder) = corpus() else { return };
    let checked = check_all(&folder, &["csv", "tsv"]);
    let mut problems = Vec::new();
    for one in &checked {
        let report = &one.report;
        if report.verdict != Verdict::Unchecked && report.coverage.bytes != report.coverage.accounted {
            problems.push(format!("{}: {:?}", report.path, report.coverage));
        }
        let rules: Vec<&str> = report.findings.iter().map(|finding| &*finding.rule).collect();
        if report.verdict != Verdict::Release {
            println!("{}: {}: {rules:?}", report.path, report.verdict.id());
        }
        if report.path.starts_with("traffordDataLab") && report.verdict != Verdict::Release {
            problems.push(format!("{} is held: {rules:?}", report.path));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
