//! What a copy goes without on purpose, as its own certificate tells: notes, pictures, boxes, page texts, cells that were
//! withheld, and charts that cannot be drawn again or showed what does not leave. Whether pages differ by nothing else is
//! seen by leaving the same out of both files; what no step names counts as a difference.

use std::fs::File;
use std::path::Path;

use serde_json::Value;

use crate::office::Less;

/// Surfaces of steps, what is left out of both files for them, and its name.
const STEPS: &[(&str, &str)] = &[
    ("comment", "comments"),
    ("threaded-comment", "comments"),
    ("drawing-text", "drawn"),
    ("image", "drawn"),
    ("embedded-object", "drawn"),
    ("form-control", "drawn"),
    ("header-footer", "page texts"),
];

/// Why a chart is missing, or is another one: the catalogue lets no cache leave, and the library draws not all kinds.
const CHARTS: &[&str] = &[
    "it is drawn flat, without its depth",
    "bubble charts cannot be drawn again",
    "surface charts cannot be drawn again",
    "pies with a second pie or bar cannot be drawn again",
    "charts of this newer kind cannot be drawn again",
    "it is a kind of chart that cannot be drawn again",
    "it shows cells of another workbook",
    "it shows values that are kept in the chart and in no cell",
    "a chart showed cells that do not leave",
    "a chart goes without words that no cell shows",
    "the name of a series, which is in no cell of the workbook, is left out",
];

/// A certificate.
pub(crate) struct Certificate(Value);

impl Certificate {
    /// That in a folder; an empty one where there is none.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        let papers = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let path = papers.into_iter().find(|path| path.to_string_lossy().ends_with(".certificate.json"));
        let text = path.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        Certificate(serde_json::from_str(&text).unwrap_or_default())
    }

    /// The losses that it tells of.
    pub(crate) fn losses(&self) -> Vec<String> {
        let mut losses: Vec<String> =
            list(&self.0["losses"]).filter_map(|loss| loss["what"].as_str()).map(str::to_owned).collect();
        losses.sort();
        losses.dedup();
        losses
    }

    /// What the copy of `original` goes without on purpose.
    pub(crate) fn purpose(&self, original: &Path) -> Less {
        let mut less = Less::default();
        for step in list(&self.0["steps"]) {
            let done = step["done"].as_str().unwrap_or_default();
            let surface = step["surface"].as_str().unwrap_or_default();
            let what = STEPS.iter().find(|(known, _)| *known == surface && done == "dropped");
            less.leave_out.extend(what.map(|(_, what)| *what));
            let (sheet, range) = (step["place"]["sheet"].as_str(), step["place"]["range"].as_str());
            if let (Some(sheet), Some(range), "withheld" | "emptied") = (sheet, range, done) {
                less.cells.push((sheet.to_owned(), range.to_owned()));
            }
        }
        if self.explains_all_charts(original) {
            less.leave_out.push("charts");
        }
        less.leave_out.sort_unstable();
        less.leave_out.dedup();
        less
    }

    /// Whether each chart of a workbook is one that the certificate tells of: only then are charts left out, so that no
    /// other chart goes unseen.
    fn explains_all_charts(&self, original: &Path) -> bool {
        let told: Vec<&str> = list(&self.0["losses"])
            .filter(|loss| loss["what"].as_str().is_some_and(|what| CHARTS.contains(&what)))
            .filter_map(|loss| loss["place"]["part"].as_str())
            .collect();
        let Some(archive) = File::open(original).ok().and_then(|file| zip::ZipArchive::new(file).ok()) else {
            return false;
        };
        let charts = archive.file_names().filter_map(Result::ok).filter(|name| is_chart(name)).count();
        let mut parts: Vec<&&str> = told.iter().filter(|part| is_chart(part)).collect();
        parts.sort_unstable();
        parts.dedup();
        charts > 0 && parts.len() == charts
    }
}

/// `xl/charts/chart1.xml` and the like, not the colours and styles beside it.
fn is_chart(part: &str) -> bool {
    let name = part.strip_prefix("xl/charts/chart").and_then(|rest| rest.strip_suffix(".xml"));
    name.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
