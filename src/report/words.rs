//! Sentences: the one place where verdicts, places, counts and evidence become plain English.
//!
//! Text, HTML, SARIF and the papers of copies all speak through this module. Whatever it takes from a file or a rule file comes out harmless
//! (see `harmless`); it never gets to see a value, only its masked form.

use super::{harmless, nouns};
use crate::model::{
    Action, Category, Evidence, FileReport, Finding, Holding, Place, Range, RuleAt, RulesUsed, Scope, Seen,
    Spot, Surface, Unread, Verdict,
};

/// What no rule of this version can see, said in every report that is more than a line.
pub(super) const BLIND_SPOTS: &[&str] = &[
    "Words and faces in pictures.",
    "Names in running text that no heading, title or word list gives away.",
    "Small numbers, or combinations of columns, that single a person out.",
    "Whether the file answers the request, and whether it goes to the right address.",
];

/// The verdict as the officer says it.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Release => "Send",
        Verdict::Strip => "Send the cleaned copy",
        Verdict::Block => "Stop: a decision is needed",
        Verdict::Unchecked => "Could not check",
    }
}

/// What the verdict of a file means for it.
pub(super) fn verdict_means(file: &FileReport) -> &'static str {
    if out_of_scope(file) {
        return "This program does not check files of this kind: look at it yourself before it goes.";
    }
    if file.unread.is_empty() && file.findings.is_empty() && file.verdict != Verdict::Release {
        return "Do not send this file as it is. The reason is in a file inside it: see below.";
    }
    match file.verdict {
        Verdict::Release if file.findings.is_empty() => "Nothing was found that these rules look for.",
        Verdict::Release => "Nothing was found that holds it back. Look at the points below before it goes.",
        Verdict::Strip => {
            "Do not send this file as it is. Everything that was found can be taken out without a decision: send the \
             cleaned copy, made with “foi-gate clean --out FOLDER FILE”."
        }
        Verdict::Block => {
            "Do not send this file. A person has to decide about what was found; “foi-gate clean --decisions DECISIONS \
             --out FOLDER FILE” then makes the copy that can go."
        }
        Verdict::Unchecked => "Do not send this file. It, or a part of it, could not be read.",
    }
}

/// What the verdict of a run of several files means; `all` says whether every one is of a kind that is checked.
pub(super) fn run_means(verdict: Verdict, all: bool) -> &'static str {
    match verdict {
        Verdict::Release if !all => {
            "None of the files that were checked is held back by these rules. Look at the others yourself."
        }
        Verdict::Release => "None of the files is held back by these rules.",
        Verdict::Strip => {
            "At least one file should not go as it is: send its cleaned copy, made with “foi-gate clean --out FOLDER FILE”."
        }
        Verdict::Block => "At least one file needs a person's decision before anything goes.",
        Verdict::Unchecked => "At least one file could not be read in full: treat it as stopped.",
    }
}

/// Whether it is a kind of file that the gate is not for.
pub(super) fn out_of_scope(file: &FileReport) -> bool {
    file.scope == Scope::Out && file.verdict == Verdict::Unchecked
}

/// What a finding wants done.
pub(super) fn action(action: Action) -> &'static str {
    match action {
        Action::Warn => "Please look",
        Action::Strip => "Can be taken out",
        Action::Block => "Needs a decision",
        Action::Unchecked => "Could not be checked",
    }
}

/// The name of a file as it is shown.
pub(super) fn file_name(path: &str) -> String {
    if path == "-" { "standard input".to_owned() } else { harmless::name(path) }
}

/// `1,234`.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len().saturating_add(digits.len() / 3));
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 sheet`, `1,234 sheets`.
pub(super) fn count(number: u64, (one, many): (&str, &str)) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// The rule set that was used, named so that it can be told from another one.
pub(super) fn rules(rules: &RulesUsed) -> String {
    let mark = rules.sha256.get(..12).unwrap_or(&rules.sha256);
    format!("{} (rule set {mark})", count(rules.count as u64, ("rule", "rules")))
}

/// The line of the rule.
pub(super) fn rule_at(at: &RuleAt) -> String {
    format!("{}:{}", harmless::name(&at.file), at.line)
}

/// What was found, as one sentence without its end: "Sheet3 is hidden and holds 9,483 surnames".
pub(super) fn says(finding: &Finding) -> String {
    match finding.category {
        Some(category) => personal(finding.count, category, finding.surface),
        None if finding.surface == Surface::VisibleCell => count(finding.count, ("value", "values")),
        None => structural(finding),
    }
}

/// What was found inside something hidden that is reported itself: "9,483 surnames".
pub(super) fn says_inside(finding: &Finding) -> String {
    finding
        .category
        .map_or_else(|| says(finding), |category| count(finding.count, nouns::of_category(category)))
}

/// "40 staff names on open view".
pub(super) fn personal(number: u64, category: Category, surface: Surface) -> String {
    let what = count(number, nouns::of_category(category));
    match surface {
        Surface::VisibleCell => format!("{what} on open view"),
        _ => format!("{what} in {}", nouns::of_surface(surface)),
    }
}

fn structural(finding: &Finding) -> String {
    let surface = finding.surface;
    let Some((one, many)) = nouns::state_of(surface) else { return thing(finding) };
    let (subject, several) = subject(finding);
    let state = if several { many } else { one };
    // A sheet out of view is told for its tab: what it holds is on open view.
    if surface == Surface::OutOfViewSheet && finding.holds.is_empty() {
        return format!("{subject} {state}");
    }
    let content = match (finding.holds.as_slice(), finding.count) {
        ([], 0) => "nothing".to_owned(),
        ([], number) => count(number, nouns::counted(surface)),
        (held, _) => holdings(held),
    };
    format!("{subject} {state} and {} {content}", if several { "hold" } else { "holds" })
}

/// A surface that is a thing of its own: "2 entries in the document properties".
fn thing(finding: &Finding) -> String {
    match (finding.surface, finding.holds.as_slice(), finding.count) {
        (Surface::DisguisedFormat, ..) => "The name of the file does not fit its content".to_owned(),
        (Surface::Encrypted, ..) => "The file is locked with a password".to_owned(),
        (surface, [], 0) => format!("There is {}, which holds nothing", nouns::of_surface(surface)),
        (surface, [], number) => count(number, nouns::counted(surface)),
        (surface, held, _) => format!("{} in {}", holdings(held), nouns::of_surface(surface)),
    }
}

/// Several findings of one rule as one sentence, where only their places differ: "8 pictures".
pub(super) fn says_together(findings: &[&Finding]) -> Option<String> {
    let first = findings.first()?;
    let number = findings.iter().map(|finding| finding.count).fold(0, u64::saturating_add);
    (number > 0).then(|| count(number, nouns::counted(first.surface)))
}

/// Whether only the place tells it from other findings of its rule.
pub(super) fn is_plain(finding: &Finding) -> bool {
    let counts = finding.category.is_none() && finding.holds.is_empty() && finding.count > 0;
    let told_as_a_whole = matches!(finding.surface, Surface::DisguisedFormat | Surface::Encrypted);
    counts
        && !told_as_a_whole
        && finding.surface != Surface::VisibleCell
        && nouns::state_of(finding.surface).is_none()
}

/// What the sentence is about, and whether that is several things.
fn subject(finding: &Finding) -> (String, bool) {
    let place = &finding.place;
    match finding.surface {
        Surface::HiddenSheet | Surface::VeryHiddenSheet | Surface::OutOfViewSheet => {
            (place.sheet.as_deref().map_or_else(|| "A sheet".to_owned(), harmless::name), false)
        }
        surface => {
            let (what, several) = match place.range {
                Some(range) => cells_among(range),
                None => (some_of(surface).to_owned(), true),
            };
            let of = place.sheet.as_deref().map(|sheet| format!(" of {}", harmless::name(sheet)));
            (format!("{}{}", first_upper(&what), of.unwrap_or_default()), several)
        }
    }
}

fn some_of(surface: Surface) -> &'static str {
    match surface {
        Surface::HiddenRow | Surface::FilteredRow => "some rows",
        Surface::HiddenColumn => "some columns",
        Surface::CollapsedGroup | Surface::TinyRowOrColumn => "some rows or columns",
        _ => "some cells",
    }
}

/// "9,483 staff names, 12 ages and 1 salary".
pub(super) fn holdings(holds: &[Holding]) -> String {
    let words: Vec<String> =
        holds.iter().map(|holding| count(holding.count, nouns::of_category(holding.category))).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// Where it is; the part's name only where no sheet says it better.
pub(super) fn place(place: &Place) -> String {
    let mut words = Vec::new();
    match (&place.sheet, &place.part) {
        (Some(sheet), _) => words.push(harmless::name(sheet)),
        (None, Some(part)) => words.push(harmless::name(part)),
        (None, None) => {}
    }
    words.extend(place.range.map(|range| cells(range).0));
    // The format's own names for its elements mean nothing to the reader of a page; JSON and SARIF give them.
    words.extend(place.spot.as_ref().filter(|spot| !matches!(spot, Spot::Named(_))).map(spot));
    if words.is_empty() { "the file as a whole".to_owned() } else { words.join(", ") }
}

/// The finer place: an element of the format, bytes or a line.
pub(super) fn spot(spot: &Spot) -> String {
    match spot {
        Spot::Named(name) => harmless::name(name),
        Spot::Bytes(from, to) => {
            format!("bytes {} to {}", thousands(*from), thousands(to.saturating_sub(1).max(*from)))
        }
        Spot::Line(line) => format!("line {}", thousands(*line)),
    }
}

/// "cells B2:B9484", "rows 5 to 9", "column C", and whether that is several.
pub(super) fn cells(range: Range) -> (String, bool) {
    let written = range.to_string();
    let whole = |one: &str, many: &str| match written.split_once(':') {
        Some((first, last)) if first == last => (format!("{one} {first}"), false),
        Some((first, last)) => (format!("{many} {first} to {last}"), true),
        None => (format!("{one} {written}"), false),
    };
    match (range.last.row == u32::MAX, range.last.col == u32::MAX) {
        (false, true) => whole("row", "rows"),
        (true, false) => whole("column", "columns"),
        (true, true) => ("all cells".to_owned(), true),
        _ if range.first == range.last => (format!("cell {written}"), false),
        _ => (format!("cells {written}"), true),
    }
}

/// Those of the cells, rows or columns of a range that a finding is about: not all of them need be.
fn cells_among(range: Range) -> (String, bool) {
    let (written, several) = cells(range);
    let adjacent =
        range.last.row.abs_diff(range.first.row) == 1 || range.last.col.abs_diff(range.first.col) == 1;
    let words = match (written.split_once(' '), written.split_once(" to ")) {
        (_, Some((from, to))) if adjacent => format!("{from} and {to}"),
        (Some((what, _)), Some((from, to))) => {
            format!("{what} between {} and {to}", from.trim_start_matches(what).trim_start())
        }
        (Some(("cells", of)), None) if of != "of" => format!("cells in {of}"),
        _ => written,
    };
    (words, several)
}

/// What convinced the detector.
pub(super) fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Heading(word) => format!("the heading has the word “{}”", harmless::prose(word)),
        Evidence::Check { name, passed, of } => match nouns::of_check(name) {
            Some((one, _)) if *of == 1 => format!("it has the form of {one}"),
            Some((_, many)) if passed == of => format!("all {} have the form of {many}", thousands(*of)),
            Some((_, many)) => {
                format!("{} of {} have the form of {many}", thousands(*passed), thousands(*of))
            }
            None => {
                format!(
                    "{} of {} pass the check “{name}”",
                    thousands(*passed),
                    count(*of, ("value", "values"))
                )
            }
        },
        Evidence::Mean { name, mean, of } => {
            let many = nouns::of_check(name).map_or(*name, |(_, many)| many);
            let of = count(*of, ("different value", "different values"));
            format!("{of} look like {many} by their letters ({mean:.1} on average, from -8 to 8)")
        }
        Evidence::Match(1) => "1 value matches the rule's pattern or words".to_owned(),
        Evidence::Match(number) => {
            format!("{} values match the rule's pattern or words", thousands(*number))
        }
    }
}

/// How sure the rule is.
pub(super) fn confidence(confidence: f64) -> &'static str {
    match confidence {
        sure if sure >= 0.95 => "almost certain",
        sure if sure >= 0.8 => "very likely",
        sure if sure >= 0.6 => "likely",
        _ => "possible",
    }
}

/// What was not read, and why.
pub(super) fn unread(unread: &Unread) -> String {
    let reason = harmless::prose(&unread.reason.to_string());
    if unread.place == Place::default() {
        first_upper(&reason)
    } else {
        format!("{}: {reason}", place(&unread.place))
    }
}

/// What is there and gives nothing away, each kind once; why is in the JSON report.
pub(super) fn seen(seen: &[Seen]) -> Option<String> {
    let mut kinds: Vec<&str> = seen.iter().map(|seen| nouns::of_surface(seen.surface)).collect();
    kinds.dedup();
    (!kinds.is_empty()).then(|| format!("Looked at, and found to give nothing away: {}.", kinds.join("; ")))
}

/// What was checked of a file; nothing where nothing was read.
pub(super) fn checked(file: &FileReport) -> Vec<String> {
    let coverage = file.coverage;
    if coverage.accounted == 0 {
        return Vec::new();
    }
    let mut words = vec![format!("Read as {}, which its content shows it to be.", file.format.label())];
    words.push(if coverage.accounted < coverage.bytes {
        format!("{} of {} bytes were read.", thousands(coverage.accounted), thousands(coverage.bytes))
    } else {
        match coverage.bytes {
            1 => "Its one byte was read or is known to be harmless.".to_owned(),
            bytes => format!("All {} bytes were read or are known to be harmless.", thousands(bytes)),
        }
    });
    if !file.sheets.is_empty() {
        words.push(sheets(file));
    }
    words
}

fn sheets(file: &FileReport) -> String {
    let sum =
        |of: fn(&crate::model::SheetSummary) -> u64| file.sheets.iter().map(of).fold(0, u64::saturating_add);
    let values = format!(
        "{} on open view, {} hidden",
        count(sum(|sheet| sheet.visible_cells), ("value", "values")),
        thousands(sum(|sheet| sheet.hidden_cells))
    );
    if file.sheets.iter().all(|sheet| sheet.name.is_none()) {
        return format!("The table: {values}.");
    }
    let hidden = file.sheets.iter().filter(|sheet| sheet.state != crate::model::SheetState::Visible).count();
    let sheets = count(file.sheets.len() as u64, ("sheet", "sheets"));
    format!(
        "{sheets}, {} of them hidden: {values}.",
        if hidden == 0 { "none".to_owned() } else { thousands(hidden as u64) }
    )
}

/// The same, beginning with a capital.
pub(super) fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
