//! `foi-gate FILE...`: how files that were dropped on the program arrive. Checks them and opens the report as a page.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;

use super::{Exit, HeldAgainst, check, print};
use crate::report;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders to check, then open the report in the browser
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let report = check::checked(&arguments.paths, &HeldAgainst::default(), None)?;
    // Only this user can read it. It holds no value, and stays until temporary files are cleared: it is being read.
    let mut page = tempfile::Builder::new()
        .prefix("foi-gate-report-")
        .suffix(".html")
        .tempfile()
        .context("no temporary file could be made for the report")?;
    let mut out = io::BufWriter::new(page.as_file_mut());
    report::write_html(&report, &mut out)
        .and_then(|()| out.flush())
        .context("the report could not be written to a temporary file")?;
    drop(out);
    let (_, path) = page.keep().context("the temporary file of the report could not be kept")?;
    let opened = can_show() && opener::open(&path).is_ok();
    let verdict = report::verdict_words(report.verdict);
    let note = if opened { "The report is open in your browser" } else { "Open the report in a browser" };
    print(|out| {
        writeln!(out, "{verdict}")?;
        writeln!(out, "{note}: {}", report::shown(&path.to_string_lossy()))
    })?;
    Ok(Exit::Verdict(report.verdict))
}

/// Whether there is a screen to open a page on.
fn can_show() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("FOI_GATE_NO_OPEN")
        && (cfg!(windows) || cfg!(target_os = "macos") || set("DISPLAY") || set("WAYLAND_DISPLAY"))
}
