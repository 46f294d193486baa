//! `foi-gate check`: checks files and writes a report.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::{Exit, HeldAgainst, Mistake, bar, engine, print};
use crate::face::{inputs, run as face_run};
use crate::model::RunReport;
use crate::report::{self, WRITERS, Writer};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders (with everything in them); - is standard input
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,

    /// Kind of report
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
    format: String,

    /// Write the report to this file rather than to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    against: HeldAgainst,

    /// How many files to check at once; one for each core unless said otherwise
    #[arg(long, value_name = "NUMBER")]
    jobs: Option<NonZeroUsize>,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(WRITERS.iter().map(|writer| PossibleValue::new(writer.id).help(writer.what)))
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    if arguments.paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Mistake("standard input (-) can be checked once only".to_owned()).into());
    }
    let report = checked(&arguments.paths, &arguments.against, arguments.jobs)?;
    let verdict = report.verdict;
    let writer = WRITERS.iter().find(|writer| writer.id == arguments.format).context("no such format")?;
    match arguments.out.as_deref().filter(|out| out.as_os_str() != "-") {
        Some(out) => write_file(&report, writer, out)?,
        None => print(|out| write_shown(&report, writer, out)).context("the report could not be written")?,
    }
    Ok(Exit::Verdict(verdict))
}

/// Checks everything that the paths name.
pub(super) fn checked(
    paths: &[PathBuf],
    against: &HeldAgainst,
    jobs: Option<NonZeroUsize>,
) -> anyhow::Result<RunReport> {
    let engine = engine(&against.wanted())?;
    let inputs = inputs::collect(paths);
    let bar = bar(inputs.len(), "checked")?;
    let report = face_run::check(&engine, &inputs, jobs, &|| bar.inc(1));
    bar.finish_and_clear();
    report
}

fn write_shown(report: &RunReport, writer: &Writer, out: &mut dyn Write) -> io::Result<()> {
    let colour =
        io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if writer.id == "text" && colour {
        report::write_coloured_text(report, out)
    } else {
        (writer.write)(report, out)
    }
}

/// Whole or not at all: a report that was cut short could pass for a better one.
fn write_file(report: &RunReport, writer: &Writer, path: &Path) -> anyhow::Result<()> {
    let what = || format!("the report could not be written to {}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".foi-gate-").tempfile_in(folder).with_context(what)?;
    let mut out = io::BufWriter::new(file.as_file_mut());
    (writer.write)(report, &mut out).and_then(|()| out.flush()).with_context(what)?;
    drop(out);
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        // A device or pipe that was named is written to, not replaced.
        let mut made = file.reopen().with_context(what)?;
        let mut target = fs::OpenOptions::new().write(true).open(path).with_context(what)?;
        io::copy(&mut made, &mut target).with_context(what)?;
        return Ok(());
    }
    file.persist(path).with_context(what)?;
    Ok(())
}
