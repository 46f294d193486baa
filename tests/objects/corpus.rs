//! How many charts of real files can be drawn again, and why the others cannot; those that can be come out the same.
//! `cargo test objects::corpus -- --nocapture` prints the figures.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use foi_gate::clean::xlsx::{draw, made_anew};
use foi_gate::model::{Chart, Shows};
use rust_xlsxwriter::Workbook;

use super::recorder::Objects;
use crate::support::corpus;

/// The real workbooks, if they are there.
fn files() -> Vec<PathBuf> {
    let Some(folder) = corpus() else { return Vec::new() };
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let workbook = |path: &Path| path.extension().is_some_and(|kind| kind == "xlsx" || kind == "xlsm");
    all.map(walkdir::DirEntry::into_path).filter(|path| workbook(path)).collect()
}

/// A workbook with the sheets that the chart refers to, and it.
fn drawn(chart: &mut Chart) -> Option<Chart> {
    let mut sheets: BTreeSet<String> = chart.references().map(|cells| cells.sheet.to_string()).collect();
    sheets.insert("With the chart".to_owned());
    let drawing = draw(chart)?;
    let mut workbook = Workbook::new();
    for name in &sheets {
        workbook.add_worksheet().set_name(name).ok()?;
    }
    workbook.worksheet_from_index(0).ok()?.insert_chart(0, 0, &drawing).ok()?;
    Objects::of(workbook.save_to_buffer().ok()?).charts().pop()
}

#[test]
fn charts_of_real_files_can_be_drawn_again() {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut charts, mut drawable, mut same, mut pictures, mut anew) = (0, 0, 0, 0, 0);
    let mut odd = Vec::new();
    for path in files() {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        for (shown, object) in Objects::of(bytes).all {
            match object.shows {
                _ if !shown => *reasons.entry("(on a hidden sheet)").or_default() += 1,
                Shows::Picture(picture) => {
                    pictures += 1;
                    anew += usize::from(made_anew(&picture).is_some());
                    if let Some(why) = picture.beyond {
                        *reasons.entry(why).or_default() += 1;
                    }
                }
                Shows::Chart(mut chart) => {
                    charts += 1;
                    for why in chart.beyond.iter().chain(&chart.otherwise) {
                        *reasons.entry(why).or_default() += 1;
                    }
                    if chart.beyond.is_some() {
                        continue;
                    }
                    drawable += 1;
                    match drawn(&mut chart) {
                        Some(again) => {
                            let again = Chart { otherwise: chart.otherwise.clone(), ..again };
                            same += usize::from(again == *chart);
                            if again != *chart {
                                odd.push(format!("{}: {}", path.display(), difference(&chart, &again)));
                            }
                        }
                        None => odd.push(format!("{}: not drawn", path.display())),
                    }
                }
            }
        }
    }
    println!(
        "{charts} charts on view, {drawable} can be drawn, {same} of these come out the same; {anew} of {pictures} pictures"
    );
    println!("{reasons:#?}\n{}", odd.join("\n"));
    assert!(drawable * 10 >= charts * 9, "{drawable} of {charts}");
    assert!(odd.iter().all(|one| !one.ends_with("not drawn")), "what the reader says can be drawn is");
}

/// The first place where two charts differ.
fn difference(first: &Chart, second: &Chart) -> String {
    let (first, second) = (format!("{first:?}"), format!("{second:?}"));
    let common = first.bytes().zip(second.bytes()).take_while(|(a, b)| a == b).count();
    let from = common.saturating_sub(60);
    let part = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[from..text.len().min(common + 60)]).into_owned()
    };
    format!("\n   {}\n   {}", part(&first), part(&second))
}
