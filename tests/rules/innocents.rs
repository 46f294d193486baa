//! Published statistics and registers without private persons must come out free.

use foi_gate::inspect::Inspector;
use foi_gate::model::{Action, Visibility};

use super::facts::{book, push, sheet};
use crate::support::corpus;

#[test]
fn published_tables_are_not_held() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("traffordDataLab+open_data");
    let files: Vec<_> = walkdir::WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "csv"))
        .collect();
    assert!(!files.is_empty(), "no tables in {}", folder.display());
    let book = book();
    let mut held = Vec::new();
    for file in &files {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(file.path()).unwrap();
        let rows: Vec<_> = reader.byte_records().flatten().collect();
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect())
            .collect();
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let mut inspector = Inspector::new(&book);
        push(&mut inspector, &sheet(None), &rows, Visibility::Visible);
        for finding in inspector.finish().findings {
            let name = file.file_name().to_string_lossy();
            let at = finding.place.range.map(|range| range.to_string()).unwrap_or_default();
            let line = format!("{name} {} {at} {} {}", finding.rule, finding.count, finding.action.id());
            println!("{line}");
            if finding.action > Action::Warn {
                held.push(line);
            }
        }
    }
    assert!(held.is_empty(), "{} of {}: {held:#?}", held.len(), files.len());
}
