//! Real files, where they are beside the project: each is read whole, its values are those of the csv crate, and its
//! kind is the one that an independent reading of it found.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use foi_gate::container::Source;
use foi_gate::limits::Limits;
use foi_gate::model::{Format, Substance};
use foi_gate::read::sniff::sniff;
use serde_json::Value as Json;

use super::recorder::Facts;
use crate::support::corpus;

/// The corpus and what is known of each of its files; nothing where it is absent.
fn facts() -> Option<(PathBuf, Vec<Json>)> {
    let root = corpus()?;
    let truth = std::fs::read_to_string(root.join("truth.jsonl")).unwrap();
    Some((root, truth.lines().map(|line| serde_json::from_str(line).unwrap()).collect()))
}

fn text<'a>(fact: &'a Json, key: &str) -> &'a str {
    fact[key].as_str().unwrap_or_default()
}

fn open(root: &Path, fact: &Json) -> Source {
    Source::file(File::open(root.join(text(fact, "path"))).unwrap()).unwrap()
}

/// Rows of values without blank ones, as both sides can give them.
fn full(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let trim = |mut row: Vec<String>| {
        while row.last().is_some_and(|value| value.trim().is_empty()) {
            row.pop();
        }
        row.into_iter().map(|value| if value.trim().is_empty() { String::new() } else { value }).collect()
    };
    rows.into_iter().map(trim).filter(|row: &Vec<String>| !row.is_empty()).collect()
}

#[test]
fn every_table_is_read_whole_and_as_the_csv_crate_reads_it() {
    let Some((root, truth)) = facts() else { return };
    let mut compared = 0;
    for fact in truth.iter().filter(|fact| matches!(text(fact, "ext"), "csv" | "tsv")) {
        let path = text(fact, "path");
        let source = open(&root, fact);
        let facts = Facts::with(&source, &Limits::default());
        assert!(facts.is_whole(), "{path}: {:?} {:?}", facts.unread, facts.coverage);
        let formulas = facts.findings().iter().find(|f| f.0 == "csv-formula").map_or(0, |f| f.2);
        assert_eq!(formulas, fact["formula_like_cells"].as_u64().unwrap(), "{path}");
        let bytes = std::fs::read(root.join(path)).unwrap();
        let zeros = fact["nul_bytes"].as_u64().unwrap() > 0 || text(fact, "bom") == "utf-16";
        if zeros || std::str::from_utf8(&bytes).is_err() || bytes.starts_with(b"sep=") {
            continue;
        }
        let delimiter = text(fact, "delimiter").bytes().next().unwrap_or(b',');
        let mut reader = ::csv::ReaderBuilder::new();
        let mut reader =
            reader.has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes.as_slice());
        let theirs = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        let ours = facts.rows().into_iter().map(|row| row.into_iter().map(str::to_owned).collect()).collect();
        assert_eq!(full(ours), full(theirs), "{path}");
        compared += 1;
    }
    assert!(compared > 70, "{compared}");
}

#[test]
fn encodings_are_those_of_the_truth() {
    let Some((root, truth)) = facts() else { return };
    for fact in truth.iter().filter(|fact| matches!(text(fact, "ext"), "csv" | "tsv")) {
        let path = text(fact, "path");
        let facts = Facts::with(&open(&root, fact), &Limits::default());
        let trace = facts.traces.iter().find(|t| t.0.id() == "csv-encoding").map(|t| t.2);
        // The truth looks for a byte order mark and for UTF-8 alone: wide characters without a mark it takes for cp1252
        // or for UTF-8 with zeros in it.
        let wide = text(fact, "bom") == "utf-16" || fact["nul_bytes"].as_u64().unwrap() > 0;
        match (wide, text(fact, "encoding"), text(fact, "bom")) {
            (true, _, _) => assert_eq!(trace, Some(Substance::Holds(1)), "{path}"),
            (_, "utf-8-sig", "utf-8") => assert!(matches!(trace, Some(Substance::Harmless(_))), "{path}"),
            (_, "utf-8-sig", _) => assert_eq!(trace, None, "{path}"),
            _ => assert!(matches!(trace, Some(Substance::Harmless(_))), "{path}"),
        }
        let rows = facts.cells.last().map_or(0, |cell| u64::from(cell.row) + 1);
        let lines = fact["lines"].as_u64().unwrap() + fact["cr_only"].as_u64().unwrap() + 1;
        assert!(rows <= lines, "{path}");
        assert!(facts.cells.iter().all(|cell| !cell.value.contains(['\0', '\u{FFFD}'])), "{path}");
    }
}

#[test]
fn published_tables_are_quiet() {
    let Some((root, truth)) = facts() else { return };
    let mut found = BTreeMap::new();
    for fact in truth.iter().filter(|fact| matches!(text(fact, "ext"), "csv" | "tsv")) {
        let path = text(fact, "path");
        let facts = Facts::with(&open(&root, fact), &Limits::default());
        for (surface, range, count) in facts.findings() {
            println!("{path}: {surface} {} {count}", range.unwrap_or("-"));
            if path.starts_with("trafford") {
                *found.entry(surface).or_insert(0) += 1;
            }
        }
    }
    assert_eq!(found, BTreeMap::new());
}

/// What the truth's container should be told as. Packages are told apart where they are read: here all are zips.
fn expected(fact: &Json) -> &'static [Format] {
    match text(fact, "container") {
        // The truth went by the name here: the directory is 512 zeros, and no stream has a name.
        "xls" if text(fact, "path").ends_with("/oleloop.xls") => &[Format::Compound],
        "ooxml" | "xlsb" | "ods" | "zip-other" => &[Format::Zip],
        "xls" | "raw-biff" => &[Format::Xls],
        "ole-encrypted-ooxml" => &[Format::EncryptedPackage],
        "csv" => &[Format::Csv],
        // Noise, and the file that Excel puts beside a workbook that is open: a name in two encodings.
        "unknown" => &[Format::Unknown],
        // A message of a mail system instead of a workbook.
        "text" => &[Format::PlainText],
        _ => &[],
    }
}

#[test]
fn every_file_is_told_by_its_content() {
    let Some((root, truth)) = facts() else { return };
    let mut wrong = Vec::new();
    for fact in &truth {
        let path = text(fact, "path");
        let found = sniff(&open(&root, fact), None);
        let wanted = expected(fact);
        if wanted.is_empty() {
            println!("{path}: {:?} ({})", found, fact["container"]);
        } else if !wanted.contains(&found) {
            wrong.push(format!("{path}: {found:?}, expected {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
