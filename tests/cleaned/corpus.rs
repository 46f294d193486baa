//! Real files that nobody here wrote, where they are at hand: each has a copy that is verified.
//!
//! `cargo test cleaned::corpus -- --nocapture` prints the figures and each file without a copy.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;

use foi_gate::container::Source;
use foi_gate::model::{NoCopy, Verdict};
use rayon::prelude::*;

use super::{book, cleaned};
use crate::support::corpus;

#[test]
fn workbooks_and_tables_that_can_be_read_have_a_copy() {
    let Some(folder) = corpus() else { return };
    let book = book();
    let all = walkdir::WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path);
    let wanted = |path: &PathBuf| {
        path.extension().is_some_and(|end| ["xlsx", "xlsm", "csv"].iter().any(|known| end == *known))
    };
    let files: Vec<PathBuf> = all.filter(wanted).collect();
    let ends: Vec<(String, String)> = files
        .par_iter()
        .map(|path| {
            let name = path.strip_prefix(&folder).expect("inside").display().to_string();
            let source = Source::file(File::open(path).expect("opens")).expect("has a length");
            let unchecked = foi_gate::gate::check(&name, source.clone(), &book, &Default::default()).verdict
                == Verdict::Unchecked;
            let (made, _) = cleaned(&name, &source, &book, None);
            (end(made.report.no_copy.as_ref(), unchecked), name)
        })
        .collect();
    let mut by_end: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (end, name) in &ends {
        by_end.entry(end).or_default().push(name);
    }
    for (end, names) in &by_end {
        println!("{end}: {}", names.len());
        for name in names.iter().filter(|_| end.starts_with("no copy")) {
            println!("    {name}");
        }
    }
    let (made, without) = (
        count(&by_end, "a copy"),
        by_end
            .iter()
            .filter(|(end, _)| end.starts_with("no copy"))
            .map(|(_, names)| names.len())
            .sum::<usize>(),
    );
    assert!(made > 900, "only {made} copies");
    assert_eq!(without, 0, "files that were read have no copy");
}

fn count(by_end: &BTreeMap<&str, Vec<&str>>, end: &str) -> usize {
    by_end.get(end).map_or(0, Vec::len)
}

fn end(no: Option<&NoCopy>, unchecked: bool) -> String {
    match no {
        None => "a copy".to_owned(),
        Some(_) if unchecked => "not checked, no copy".to_owned(),
        Some(no) => format!("no copy: {no}"),
    }
}
