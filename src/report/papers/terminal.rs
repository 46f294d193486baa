//! What `foi-gate clean` says on a terminal: for each file how it ended, where the copy is and what is not in it, in a few
//! lines. The certificate says the rest.

use std::io::{self, Write};

use super::deeds::{self, Deed, Kind};
use super::{CopyRun, Paper, draft, outcome, words as said};
use crate::model::CopyReport;
use crate::report::page::Page;
use crate::report::{harmless, words};

/// Most lines of one kind, and most places on one.
const AT_MOST: usize = 6;
/// Most places on a line.
const PLACES: usize = 3;

/// Writes the summary without colour.
///
/// # Errors
/// Those of the output.
pub fn copy_text(run: &CopyRun<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_page(run, &mut Page { out, colour: false })
}

/// Writes the summary with colour, for a terminal that shows it.
///
/// # Errors
/// Those of the output.
pub fn copy_coloured_text(run: &CopyRun<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_page(run, &mut Page { out, colour: true })
}

fn write_page(run: &CopyRun<'_>, page: &mut Page<'_>) -> io::Result<()> {
    let mut quiet = false;
    for report in run.reports {
        if quiet && !is_quiet(report) {
            writeln!(page.out)?;
        }
        quiet = is_quiet(report);
        if quiet {
            same(run, report, page)?;
        } else {
            file(run, report, page)?;
            writeln!(page.out)?;
        }
    }
    if quiet {
        writeln!(page.out)?;
    }
    page.wrap(0, 2, &format!("Checked against {}.", words::rules(run.rules)))?;
    page.wrap(0, 2, "What was not checked:")?;
    said::not_checked().into_iter().try_for_each(|line| page.wrap(2, 2, line))
}

/// Whether there is nothing to say but that the copy is the original.
fn is_quiet(report: &CopyReport) -> bool {
    report.no_copy.is_none() && report.same_bytes && report.before.findings.is_empty()
}

fn same(run: &CopyRun<'_>, report: &CopyReport, page: &mut Page<'_>) -> io::Result<()> {
    let title = page.paint("release", "Send");
    writeln!(
        page.out,
        "{}: {title}. Nothing was found; copied byte for byte.",
        words::file_name(&report.before.path)
    )?;
    copies(run, report, page)
}

fn file(run: &CopyRun<'_>, report: &CopyReport, page: &mut Page<'_>) -> io::Result<()> {
    let outcome = outcome::of(report);
    let title = page.paint(outcome.colour, outcome.title);
    writeln!(page.out, "{}: {title}", words::file_name(&report.before.path))?;
    page.wrap(2, 0, &outcome.result)?;
    if report.no_copy.is_none() {
        copies(run, report, page)?;
        made(report, page)
    } else {
        outcome.todo.iter().try_for_each(|line| page.wrap(2, 0, line))?;
        not_made(run, report, page)
    }
}

fn copies(run: &CopyRun<'_>, report: &CopyReport, page: &mut Page<'_>) -> io::Result<()> {
    let folder = harmless::name(run.folder);
    for copy in &report.files {
        let copy = said::copy(copy);
        let copied = match folder.as_str() {
            "-" => format!("The copy of {copy}, was written to standard output."),
            "" => format!("The copy: {copy}"),
            folder if folder.ends_with(['/', '\\']) => format!("The copy: {folder}{copy}"),
            folder => format!("The copy: {folder}/{copy}"),
        };
        page.wrap(2, 2, &copied)?;
    }
    if report.same_bytes {
        return Ok(());
    }
    page.wrap(2, 2, &format!("Visible cells unchanged: {}", said::unchanged(report.unchanged)))
}

fn made(report: &CopyReport, page: &mut Page<'_>) -> io::Result<()> {
    let kinds = [
        (Kind::Withheld, "Withheld:"),
        (Kind::Kept, "Kept by decision:"),
        (Kind::Stripped, "Taken out:"),
        (Kind::LeftIn, "Left in, please look:"),
    ];
    steps(report, &kinds, "the certificate lists them all", page)?;
    let losses = deeds::losses(&report.losses);
    let losses = losses.iter().map(|(what, at)| format!("{what}: {}", places(at))).collect();
    list("Looks different:", losses, "the certificate lists them all", page)
}

/// What was done, or would be, a list for each kind.
fn steps(report: &CopyReport, kinds: &[(Kind, &str)], rest: &str, page: &mut Page<'_>) -> io::Result<()> {
    let steps = deeds::sorted(report);
    for (kind, heading) in kinds {
        let lines = deeds::deeds(report, &steps, *kind).iter().map(line).collect();
        list(heading, lines, rest, page)?;
    }
    Ok(())
}

fn not_made(run: &CopyRun<'_>, report: &CopyReport, page: &mut Page<'_>) -> io::Result<()> {
    let all = "foi-gate check lists them all";
    let unread = report.before.unread.iter().map(words::unread).collect();
    list("Could not be read:", unread, all, page)?;
    let paper = Paper { case: run.case, time: run.time, report, rules: run.rules };
    let waiting = draft::undecided(&paper);
    let lines = waiting
        .iter()
        .map(|finding| {
            let title = harmless::prose(&finding.title);
            format!("{title}: {}, at {}", words::says(finding), words::place(&finding.place))
        })
        .collect();
    list(&format!("{}:", draft::heading(&paper, waiting.len())), lines, all, page)?;
    if let Some(first) = waiting.first() {
        page.wrap(2, 2, "A decision is written like this (action: withhold, drop-column or keep):")?;
        draft::entry(&paper, first).iter().try_for_each(|line| writeln!(page.out, "    {line}"))?;
    }
    let kinds = [
        (Kind::Withheld, "Would be withheld:"),
        (Kind::Kept, "Would be kept by decision:"),
        (Kind::Stripped, "Would be taken out:"),
    ];
    steps(report, &kinds, "--format json lists them all", page)
}

fn list(heading: &str, lines: Vec<String>, rest: &str, page: &mut Page<'_>) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    page.wrap(2, 2, heading)?;
    lines.iter().take(AT_MOST).try_for_each(|line| page.wrap(4, 2, line))?;
    match lines.len().saturating_sub(AT_MOST) {
        0 => Ok(()),
        more => page.wrap(4, 2, &format!("and {more} more; {rest}")),
    }
}

fn line(deed: &Deed) -> String {
    let exemption = deed.exemption.as_ref().map(|exemption| format!(", {exemption}")).unwrap_or_default();
    let by = match &deed.decided {
        Some(decided) => format!(" (decided by {}, {})", decided.who, decided.date),
        None => deed.undecided.map(|undecided| format!(" ({undecided})")).unwrap_or_default(),
    };
    format!("{}: {}, at {}{exemption}{by}", deed.title, deed.says, places(&deed.places))
}

fn places(places: &[String]) -> String {
    let shown = places.get(..PLACES).unwrap_or(places).join("; ");
    match places.len().saturating_sub(PLACES) {
        0 => shown,
        more => format!("{shown}; and {more} more"),
    }
}
