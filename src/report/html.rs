//! The report as one page of HTML for the case file: no script, no request, readable on paper. Laid out in `report.html`.

use std::io::{self, Write};

use askama::Template;

use super::view::{self, AtMost, RunView};
use crate::model::RunReport;

/// A page is kept and printed: it lists more than a terminal, but stays one that a browser opens.
const AT_MOST: AtMost = AtMost { spots: 50, unread: 200 };

#[derive(Template)]
#[template(path = "report.html", config = "src/report/askama.toml", whitespace = "minimize")]
struct Page {
    run: RunView,
}

/// Writes the page.
///
/// # Errors
/// Those of the output.
pub fn write(report: &RunReport, out: &mut dyn Write) -> io::Result<()> {
    let run = view::of(report, AT_MOST);
    Page { run }.write_into(out)
}
