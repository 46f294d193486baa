//! `foi-gate clean`: makes the copies that can go, with their papers.

use std::fs;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;

use super::{Exit, HeldAgainst, Mistake, bar, engine, print};
use crate::clean::{CsvOptions, Texts, decisions};
use crate::face::copying::{self, Job, To};
use crate::face::output::Folder;
use crate::face::{inputs, today};
use crate::gate::{self, Kind, Request};
use crate::model::NoCopy;
use crate::report::{self, CopyRun};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders (with everything in them); - is standard input
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,

    /// Folder for the copies and their papers; folders within a folder are made in it, too. With - the copy of one file
    /// is written to standard output, without papers
    #[arg(long, value_name = "DIR", required = true)]
    out: PathBuf,

    /// Format of the copies; that of each original unless said otherwise
    #[arg(long = "as", value_name = "FORMAT")]
    kind: Option<As>,

    /// In csv copies: what is seen, or what is stored (numbers in full, dates in ISO 8601)
    #[arg(long, value_name = "TEXT", default_value = "shown")]
    csv_text: CsvText,

    /// Begin csv copies with a byte order mark, without which Excel shows £ and é wrongly
    #[arg(long)]
    csv_bom: bool,

    /// Put an apostrophe before texts in csv copies that would run as formulas
    #[arg(long)]
    csv_prefix_formulas: bool,

    /// File with decisions: what is withheld or kept, who decided and why
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,

    /// Withhold what needs a decision, too, without one
    #[arg(long)]
    force_clean: bool,

    /// The case that the papers belong to
    #[arg(long, value_name = "REFERENCE")]
    case: Option<String>,

    /// Replace copies and papers that are there already
    #[arg(long)]
    overwrite: bool,

    #[command(flatten)]
    against: HeldAgainst,

    /// How many files to clean at once; one for each core unless said otherwise
    #[arg(long, value_name = "NUMBER")]
    jobs: Option<NonZeroUsize>,

    /// How to say what was done
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum As {
    Xlsx,
    Ods,
    Csv,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CsvText {
    Shown,
    Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// for the terminal
    Text,
    /// for scripts and case systems
    Json,
}

/// A decisions file is written by people: what is larger is something else.
const LARGEST: u64 = 16 << 20;

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    if arguments.paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Mistake("standard input (-) can be cleaned once only".to_owned()).into());
    }
    let engine = engine(&arguments.against.wanted())?;
    let request = request(arguments)?;
    let time = today::now().map_err(Mistake)?;
    let to = to(arguments)?;
    let inputs = inputs::collect(&arguments.paths);
    let job =
        Job { engine: &engine, request: &request, case: arguments.case.as_deref(), time: &time, to: &to };
    let checking = bar(inputs.len(), "checked")?;
    let plans = copying::plan(&job, &inputs, arguments.jobs, &|| checking.inc(1))?;
    checking.finish_and_clear();
    copying::fits(&job, &inputs, &plans, &arguments.paths).map_err(Mistake)?;
    let making = bar(inputs.len(), "done")?;
    let reports = copying::copy(&job, &inputs, &plans, arguments.jobs, &|| making.inc(1))?;
    making.finish_and_clear();

    let folder = arguments.out.to_string_lossy();
    let rules = engine.book().used();
    let run = CopyRun {
        case: arguments.case.as_deref(),
        time: &time,
        folder: &folder,
        reports: &reports,
        rules: &rules,
    };
    say(&run, arguments.format, matches!(to, To::Output(_))).context("what was done could not be written")?;
    let failed = reports.iter().any(|report| matches!(report.no_copy, Some(NoCopy::Write(_))));
    let verdicts = reports.iter().map(|report| {
        let mut file = report.before.clone();
        file.verdict = gate::outcome(report);
        file
    });
    let verdict = engine.run_report(verdicts.collect()).verdict;
    Ok(if failed { Exit::Failed } else { Exit::Verdict(verdict) })
}

fn request(arguments: &Arguments) -> anyhow::Result<Request> {
    let texts = match arguments.csv_text {
        CsvText::Shown => Texts::Shown,
        CsvText::Value => Texts::Value,
    };
    let formula_prefix = arguments.csv_prefix_formulas;
    Ok(Request {
        decisions: arguments.decisions.as_deref().map(decided).transpose()?.unwrap_or_default(),
        force: arguments.force_clean,
        kind: arguments.kind.map(|kind| match kind {
            As::Xlsx => Kind::Xlsx,
            As::Ods => Kind::Ods,
            As::Csv => Kind::Csv,
        }),
        csv: CsvOptions { texts, bom: arguments.csv_bom, formula_prefix, ..CsvOptions::default() },
    })
}

/// The decisions of a file.
fn decided(path: &Path) -> Result<Vec<crate::model::Decision>, Mistake> {
    let shown = path.display().to_string();
    let unreadable = |why: String| Mistake(format!("the decisions file {shown} cannot be read: {why}"));
    let size = fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
    if size > LARGEST {
        return Err(unreadable("it is larger than any such file should be (16 MiB)".to_owned()));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8 text".to_owned()))?;
    decisions::read(&text, &shown).map_err(|mistakes| Mistake(mistakes.to_string()))
}

fn to(arguments: &Arguments) -> anyhow::Result<To> {
    if arguments.out.as_os_str() != "-" {
        return Ok(To::Folder(Folder::open(&arguments.out, arguments.overwrite).map_err(Mistake)?));
    }
    if arguments.format == Format::Json {
        let why = "standard output holds the copy with --out -; take --format json away, or name a folder";
        return Err(Mistake(why.to_owned()).into());
    }
    Ok(To::Output(std::env::temp_dir()))
}

/// Says what was done; on standard error where the copy itself is on standard output.
fn say(run: &CopyRun<'_>, format: Format, aside: bool) -> io::Result<()> {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match format {
        _ if aside && io::stderr().is_terminal() && !plain => {
            report::copy_coloured_text(run, &mut io::stderr().lock())
        }
        _ if aside => report::copy_text(run, &mut io::stderr().lock()),
        Format::Json => print(|out| report::copy_json(run, out)),
        Format::Text if io::stdout().is_terminal() && !plain => {
            print(|out| report::copy_coloured_text(run, out))
        }
        Format::Text => print(|out| report::copy_text(run, out)),
    }
}
