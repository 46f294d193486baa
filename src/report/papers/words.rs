//! Sentences of the papers: what was done with what was found, what was checked of a copy and what was not, and when.

use super::deeds::{Kind, Sorted};
use crate::model::{
    CATALOGUE, Choice, CopyFile, CopyReport, Decision, Done, FileReport, RulesUsed, Step, Surface,
};
use crate::report::{harmless, words};

/// What was done, as a clause without its end.
pub(super) fn done(step: &Step, decision: Option<&Decision>) -> &'static str {
    match (step.done, decision.map(|decision| decision.choice)) {
        (Done::Dropped, Some(Choice::DropColumn)) => "column taken out",
        (Done::Dropped, _) if hidden(step.surface) => "taken out, as it was hidden",
        (Done::Dropped, _) => "taken out",
        (Done::Emptied, _) => "cells left empty",
        (Done::Displayed, _) => "only what the cells show was kept",
        (Done::Rewritten, _) => "made anew",
        (Done::Withheld, _) => "withheld: a mark stands in each cell",
        (Done::Kept, Some(_)) => "kept by decision",
        (Done::Kept, None) => "left in",
    }
}

/// What stands in place of a decision where something on view was withheld without one.
pub(super) fn without_decision(sorted: &Sorted<'_>) -> Option<&'static str> {
    match (sorted.kind, sorted.decision, sorted.forced) {
        (_, _, true) => Some("no decision on record: done because --force-clean was given"),
        (Kind::Withheld, None, false) => Some("no decision: the rule takes it out"),
        _ => None,
    }
}

/// Surfaces for which being hidden is all that is wrong with them.
fn hidden(surface: Surface) -> bool {
    matches!(
        surface,
        Surface::HiddenSheet
            | Surface::VeryHiddenSheet
            | Surface::HiddenRow
            | Surface::HiddenColumn
            | Surface::FilteredRow
            | Surface::CollapsedGroup
            | Surface::TinyRowOrColumn
            | Surface::CoveredCell
    )
}

/// The file's name without its folders: papers travel further than the report of a check does.
pub(super) fn name(path: &str) -> String {
    words::file_name(path.rsplit(['/', '\\']).next().unwrap_or(path))
}

/// "12,345 of 12,345".
pub(super) fn unchanged((same, of): (u64, u64)) -> String {
    format!("{} of {}", words::thousands(same), words::thousands(of))
}

/// What was checked; nothing where nothing could be read.
pub(super) fn checked(report: &CopyReport, rules: &RulesUsed) -> Vec<String> {
    let mut lines = words::checked(&report.before);
    if lines.is_empty() {
        return lines;
    }
    let kinds = CATALOGUE.iter().filter(|entry| entry.formats.contains(&report.before.format)).count();
    if kinds > 0 {
        let kinds = words::count(kinds as u64, ("kind of place", "kinds of places"));
        lines.push(format!(
            "It was searched in {kinds} in which a file of this kind can hold what was not meant to be sent."
        ));
    }
    lines.push(format!("It was held against {}.", words::rules(rules)));
    if !report.files.is_empty() {
        lines.extend(again(report));
    }
    lines
}

/// How the copy was checked.
fn again(report: &CopyReport) -> Vec<String> {
    if report.same_bytes {
        return vec!["The copy is the original, byte for byte: both have the same SHA-256.".to_owned()];
    }
    let mut lines = Vec::new();
    let several = report.files.len() > 1;
    let subject = if several { "Each copy was" } else { "The copy was" };
    // Of OpenDocument files this program has no reader of its own.
    let readers = if report.files.iter().any(|file| file.format == "ods") {
        "from its finished file by an independent reader"
    } else {
        "from its finished file by two readers, this program's own and an independent one"
    };
    if !report.emerged.is_empty() {
        let more = words::count(report.emerged.len() as u64, ("more finding", "more findings"));
        lines.push(format!(
            "In a first copy, without what was hidden, the rules made {more}: they were dealt with, too, and the copy was \
             made anew."
        ));
    }
    lines.push(format!("{subject} read again {readers}."));
    if !report.after.is_empty() {
        let but = if report.decisions.iter().any(|decision| decision.choice == Choice::Keep) {
            " but what was kept by decision"
        } else {
            ""
        };
        lines.push(format!(
            "{subject} checked again against the same rules: nothing was found that holds it back{but}."
        ));
    }
    lines.push("Its cells were held, one by one, against those on view in the original.".to_owned());
    lines
}

/// What nobody checked, though a reader might think so.
pub(super) fn not_checked() -> Vec<&'static str> {
    let people = [
        "Whether each decision, and the exemption that it relies on, is right.",
        "Covering letters, and other files that are sent with it.",
    ];
    words::BLIND_SPOTS.iter().copied().chain(people).collect()
}

/// A file that leaves, in a line: "annex.xlsx, 18,234 bytes".
pub(super) fn copy(file: &CopyFile) -> String {
    format!("{}, {}", harmless::name(&file.name), words::count(file.bytes, ("byte", "bytes")))
}

/// The size of the original; its coverage knows it also where it could not be read.
pub(super) fn size(file: &FileReport) -> String {
    words::count(file.coverage.bytes, ("byte", "bytes"))
}

/// `2026-11-21T14:05:09Z` as "21 November 2026, 14:05:09 UTC"; what is not written like that stays as it is.
pub(super) fn moment(iso: &str) -> String {
    let Some((date, time)) = iso.split_once('T') else { return day(iso) };
    let time = time.strip_suffix('Z').map_or_else(|| time.to_owned(), |time| format!("{time} UTC"));
    format!("{}, {}", day(date), harmless::prose(&time))
}

/// `2026-11-21` as "21 November 2026"; what is not written like that stays as it is.
pub(super) fn day(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut fields = iso.splitn(3, '-').map(str::parse::<usize>);
    match (fields.next(), fields.next(), fields.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => match MONTHS.get(month.wrapping_sub(1)) {
            Some(month) => format!("{day} {month} {year}"),
            None => harmless::prose(iso),
        },
        _ => harmless::prose(iso),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_out() {
        assert_eq!(day("2026-11-01"), "1 November 2026");
        assert_eq!(day("2026-13-01"), "2026-13-01");
        assert_eq!(day("2026-00-01"), "2026-00-01");
        assert_eq!(day("last\u{202e} week"), "last<U+202E> week");
    }

    #[test]
    fn moments_keep_their_offset() {
        assert_eq!(moment("2026-11-21T14:05:09Z"), "21 November 2026, 14:05:09 UTC");
        assert_eq!(moment("2026-07-21T14:05:09+01:00"), "21 July 2026, 14:05:09+01:00");
        assert_eq!(moment("2026-11-21"), "21 November 2026");
    }

    #[test]
    fn folders_are_left_out_of_names() {
        assert_eq!(name("/home/officer/annex.xlsx"), "annex.xlsx");
        assert_eq!(name("C:\\cases\\annex.xlsx"), "annex.xlsx");
        assert_eq!(name("-"), "standard input");
    }
}
