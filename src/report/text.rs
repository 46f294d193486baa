//! The report for a terminal: worst first, wrapped at 80 characters, one quiet line for a file in which nothing was found.
//!
//! It only lays out what `view` says. Colour, where asked for, repeats what the words say.

use std::io::{self, Write};

use super::page::{Page, spaces};
use super::view::{self, AtMost, CauseView, FileView, RuleView, RunView, SpotView};
use crate::model::RunReport;

/// A terminal page is skimmed: the other reports list more.
const AT_MOST: AtMost = AtMost { spots: 5, unread: 10 };

/// Writes the report without colour.
///
/// # Errors
/// Those of the output.
pub fn write(report: &RunReport, out: &mut dyn Write) -> io::Result<()> {
    write_page(report, false, out)
}

/// Writes the report with colour, for a terminal that shows it.
///
/// # Errors
/// Those of the output.
pub fn write_coloured(report: &RunReport, out: &mut dyn Write) -> io::Result<()> {
    write_page(report, true, out)
}

fn write_page(report: &RunReport, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let run = view::of(report, AT_MOST);
    let mut page = Page { out, colour };
    for file in &run.files {
        page.file(file, &run.rules)?;
    }
    page.end(&run)
}

impl Page<'_> {
    fn file(&mut self, file: &FileView, rules: &str) -> io::Result<()> {
        let indent = file.depth.saturating_mul(2);
        let verdict = self.paint(file.verdict.id, file.verdict.words);
        if file.quiet {
            let line = format!("{}: {verdict}. Checked against {rules}: nothing found.", file.name);
            return writeln!(self.out, "{}{line}", spaces(indent));
        }
        writeln!(self.out, "{}{}: {verdict}", spaces(indent), file.name)?;
        let indent = indent.saturating_add(2);
        self.wrap(indent, 0, file.verdict.means)?;
        for cause in &file.causes {
            writeln!(self.out)?;
            self.cause(indent, cause)?;
        }
        self.checked(indent, file)?;
        writeln!(self.out)
    }

    fn cause(&mut self, indent: usize, cause: &CauseView) -> io::Result<()> {
        let action = self.paint(cause.action_id, cause.action);
        writeln!(self.out, "{}{action}: {}", spaces(indent), cause.title)?;
        let indent = indent.saturating_add(2);
        for spot in &cause.spots {
            self.spot(indent, spot)?;
        }
        if cause.left_off > 0 {
            self.wrap(
                indent,
                2,
                &format!("and {} more places; the JSON report lists them all", cause.left_off),
            )?;
        }
        self.wrap(indent, 2, &format!("Why it matters: {}", cause.why))?;
        self.wrap(indent, 2, &format!("What to do: {}", cause.remedy))?;
        if let Some(exemption) = &cause.exemption {
            self.wrap(indent, 2, &format!("Exemption that may apply: {exemption}"))?;
        }
        self.wrap(indent, 2, &format!("Rule: {}", rule(&cause.rule)))
    }

    fn spot(&mut self, indent: usize, spot: &SpotView) -> io::Result<()> {
        let inner = indent.saturating_add(4);
        self.wrap(indent, 2, &format!("{}{}", spot.says, such_as(spot)))?;
        let more = match spot.places_left_off {
            0 => String::new(),
            more => format!("; and {more} more places, which the JSON report lists"),
        };
        self.wrap(indent.saturating_add(2), 2, &format!("at {}{more}", spot.place))?;
        if let Some(evidence) = &spot.evidence {
            self.wrap(indent.saturating_add(2), 2, evidence)?;
        }
        for inside in &spot.inside {
            let line =
                format!("{}{}, at {} ({})", inside.says, such_as(inside), inside.place, rule(&inside.rule));
            self.wrap(indent.saturating_add(2), 2, &line)?;
            if let Some(evidence) = &inside.evidence {
                self.wrap(inner, 2, evidence)?;
            }
        }
        match spot.inside_left_off {
            0 => Ok(()),
            more => self.wrap(inner, 2, &format!("and {more} more; the JSON report lists them all")),
        }
    }

    fn checked(&mut self, indent: usize, file: &FileView) -> io::Result<()> {
        let inner = indent.saturating_add(2);
        if !file.unread.is_empty() {
            writeln!(self.out, "\n{}Could not be checked:", spaces(indent))?;
            for line in &file.unread {
                self.wrap(inner, 2, line)?;
            }
            if file.unread_left_off > 0 {
                let more = format!("and {} more; the JSON report lists them all", file.unread_left_off);
                self.wrap(inner, 2, &more)?;
            }
        }
        if !file.checked.is_empty() || file.seen.is_some() {
            writeln!(self.out, "\n{}Checked:", spaces(indent))?;
        }
        for line in &file.checked {
            self.wrap(inner, 2, line)?;
        }
        if let Some(line) = &file.seen {
            self.wrap(inner, 2, line)?;
        }
        Ok(())
    }

    fn notices(&mut self, run: &RunView) -> io::Result<()> {
        for notice in &run.notices {
            self.wrap(
                0,
                2,
                &format!("For the DPO: {}. {} {} ({})", notice.title, notice.says, notice.remedy, notice.at),
            )?;
        }
        Ok(())
    }

    fn end(&mut self, run: &RunView) -> io::Result<()> {
        self.notices(run)?;
        if run.files.iter().all(|file| file.quiet) && run.tally.is_empty() {
            return Ok(());
        }
        if run.files.last().is_some_and(|file| file.quiet) {
            writeln!(self.out)?;
        }
        if !run.tally.is_empty() {
            let verdict = self.paint(run.verdict.id, run.verdict.words);
            writeln!(self.out, "All files together: {verdict}")?;
            self.wrap(2, 0, run.verdict.means)?;
            for line in &run.tally {
                writeln!(self.out, "  {line}")?;
            }
        }
        self.wrap(0, 2, &format!("Checked against {}.", run.rules))?;
        if run.files.iter().any(|file| !file.quiet) {
            writeln!(self.out, "What no rule sees:")?;
            for line in run.blind_spots {
                self.wrap(2, 2, line)?;
            }
        }
        Ok(())
    }
}

fn such_as(spot: &SpotView) -> String {
    spot.sample.as_ref().map_or_else(String::new, |sample| format!(", such as {sample}"))
}

fn rule(rule: &RuleView) -> String {
    format!("{}, {}", rule.id, rule.at)
}
