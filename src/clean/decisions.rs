//! The decisions file: what a person decided about findings, as typed → decisions, or all its mistakes at once with line
//! and caret. Whether a decision fits the file that it is about is seen when the plan is made.
//!
//! ```toml
//! [[decision]]
//! file = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
//! rule = "surname"
//! sheet = "Staff"
//! cells = "B2:B40"
//! action = "withhold"
//! exemption = "FOIA s.40(2)"
//! who = "A. Officer"
//! why = "Junior staff, who would not expect it"
//! date = 2026-11-21
//! ```

use std::fmt;
use std::sync::Arc;

use crate::model::{Choice, Decision, Place, Range};
use crate::read::xlsx::a1_range;
use crate::rules::{At, Code, File, Mistake, Mistakes, Section, date, nearest, parse};

const KEYS: &[&str] = &["file", "rule", "sheet", "cells", "action", "exemption", "who", "why", "date"];

const ACTIONS: &[(&str, Choice)] =
    &[("keep", Choice::Keep), ("withhold", Choice::Withhold), ("drop-column", Choice::DropColumn)];

/// All mistakes of a decisions file, in the order of its lines.
#[derive(Debug, Clone, thiserror::Error)]
pub struct DecisionMistakes {
    /// One at least.
    pub list: Vec<Mistake>,
}

impl fmt::Display for DecisionMistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for mistake in &self.list {
            writeln!(f, "{mistake}\n")?;
        }
        match self.list.len() {
            1 => write!(f, "The decisions have 1 mistake; nothing was written."),
            n => write!(f, "The decisions have {n} mistakes; nothing was written."),
        }
    }
}

/// Reads a decisions file; `name` is how messages speak of it.
///
/// # Errors
/// All mistakes that it has.
pub fn read(text: &str, name: &str) -> Result<Vec<Decision>, DecisionMistakes> {
    let file = File { name: Arc::from(name), text: text.to_owned() };
    let mut mistakes = Mistakes::default();
    let mut decisions = Vec::new();
    if let Some(table) = parse(&file, &mut mistakes) {
        let whole = Section::new(&table, 0..0, &file);
        whole.only(&["decision"], &mut mistakes);
        for section in whole.sections("decision", &mut mistakes) {
            decisions.extend(decision(&section, &mut mistakes));
        }
    }
    mistakes.or(decisions).map_err(|mistakes| DecisionMistakes { list: mistakes.list })
}

fn decision(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Decision> {
    section.only(KEYS, mistakes);
    let sha256 = hash(section, mistakes);
    let rule = section.text("rule", mistakes);
    let sheet = section.text("sheet", mistakes);
    let range = cells(section, mistakes);
    if !["rule", "sheet", "cells"].into_iter().any(|key| section.has(key)) {
        let what = "the decision does not say what it is about";
        let help = "name a `rule`, a `sheet` or `cells`, or more than one of them";
        mistakes.add(Code::NoSubject, section.file, section.key_span("file"), what, help);
    }
    let choice = choice(section, mistakes);
    let exemption = section.text("exemption", mistakes);
    if choice.is_some_and(|choice| choice != Choice::Keep) && !section.has("exemption") {
        let what = "`exemption` is missing";
        let help = "say what it is withheld under, such as \"FOIA s.40(2)\"";
        mistakes.add(Code::NoExemption, section.file, section.key_span("action"), what, help);
    }
    let who = section.needed("who", "say who decided", mistakes);
    let why = section.needed("why", "say why", mistakes);
    let date = day(section, mistakes);
    let place = Place { sheet: text(sheet), range, ..Place::default() };
    Some(Decision {
        sha256: sha256?,
        rule: text(rule),
        place,
        choice: choice?,
        who: text(who)?,
        why: text(why)?,
        exemption: text(exemption),
        date: date?,
        line: section.file.line(section.span.start),
    })
}

fn text(written: Option<At<String>>) -> Option<Arc<str>> {
    written.map(|written| written.value.trim().into())
}

fn hash(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Arc<str>> {
    let help = "the SHA-256 of the original, as the report on it says: 64 digits and letters from a to f";
    let written = section.needed("file", help, mistakes)?;
    let hash = written.value.trim().to_ascii_lowercase();
    let proper = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !proper {
        let what = "this is not the SHA-256 of a file";
        mistakes.add(Code::NoHash, section.file, written.span, what, help);
    }
    proper.then(|| hash.into())
}

fn cells(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Range> {
    let written = section.text("cells", mistakes)?;
    let range = a1_range(&written.value);
    if range.is_none() {
        let what = "these are no cells of a sheet";
        mistakes.add(Code::NoCells, section.file, written.span, what, "such as B2, B2:B40 or B:B");
    }
    range
}

fn choice(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Choice> {
    let words: Vec<&str> = ACTIONS.iter().map(|(word, _)| *word).collect();
    let written = section.needed("action", &format!("one of {}", words.join(", ")), mistakes)?;
    let found = ACTIONS.iter().find(|(word, _)| *word == written.value).map(|(_, choice)| *choice);
    if found.is_none() {
        let help = match nearest(&written.value, &words) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of {}", words.join(", ")),
        };
        let what = "there is no action of this name";
        mistakes.add(Code::UnknownAction, section.file, written.span, what, &help);
    }
    found
}

fn day(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Arc<str>> {
    let Some(written) = section.date("date") else {
        let (what, help) = ("`date` is missing", "the day of the decision: 2026-11-21");
        mistakes.add(Code::MissingKey, section.file, section.span.clone(), what, help);
        return None;
    };
    let day = date(&written.value);
    if day.is_none() {
        let help = "write year-month-day: 2026-11-21";
        mistakes.add(Code::BadDate, section.file, written.span, "this is not a date", help);
    }
    day.map(|day| day.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08";

    #[test]
    fn a_decision_is_read_with_all_its_keys() {
        let text = format!(
            "[[decision]]\nfile = \"{HASH}\"\nrule = \"surname\"\nsheet = \"Staff\"\ncells = \"B:B\"\n\
             action = \"withhold\"\nexemption = \"s.40(2)\"\nwho = \"A. Officer\"\nwhy = \"Junior staff\"\n\
             date = 2026-11-21\n\n[[decision]]\nfile = \"{HASH}\"\ncells = \"C2\"\naction = \"keep\"\n\
             who = \"A. Officer\"\nwhy = \"Public\"\ndate = \"2026-11-22\"\n"
        );
        let decisions = read(&text, "decisions.toml").unwrap();
        assert_eq!(decisions.len(), 2);
        assert_eq!(&*decisions[0].sha256, HASH.to_lowercase());
        assert_eq!(decisions[0].place.range, Some(Range::columns(1, 1)));
        assert_eq!((decisions[0].choice, decisions[0].line), (Choice::Withhold, 1));
        assert_eq!(decisions[0].exemption.as_deref(), Some("s.40(2)"));
        assert_eq!((decisions[1].choice, decisions[1].line), (Choice::Keep, 12));
        assert_eq!((&*decisions[1].date, decisions[1].place.range), ("2026-11-22", Some(Range::cell(1, 2))));
    }

    #[test]
    fn no_decisions_are_none() {
        assert!(read("# nothing yet\n", "decisions.toml").unwrap().is_empty());
    }
}
