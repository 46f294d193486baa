//! Mistakes in rule files: each with a stable code, a place and plain words. Loading collects all of them.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// What kind of mistake it is. Codes never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the list below says what each one is")]
pub enum Code {
    Syntax,
    UnknownKey,
    WrongType,
    MissingKey,
    Empty,
    BadId,
    DuplicateId,
    UnknownAction,
    UnknownSurface,
    UnknownCategory,
    UnknownCheck,
    UnknownChoice,
    OneSubject,
    NoCondition,
    NotForThisRule,
    TwoConditions,
    BadPattern,
    PatternMatchesNothing,
    BadShare,
    BadNumber,
    HeadingWithoutWord,
    ListNotFound,
    ListEmpty,
    MissingExample,
    BadExample,
    ExampleMissed,
    ExampleHit,
    TwoRulesForSurface,
    SurfaceWithoutRule,
    AllowUnknownRule,
    BadDate,
    TooLarge,
    NoHash,
    NoCells,
    NoSubject,
    NoExemption,
}

/// The codes, each with what it means.
#[rustfmt::skip]
pub const CODES: &[(Code, &str, &str)] = &[
    (Code::Syntax, "R001", "the file is not valid TOML"),
    (Code::UnknownKey, "R002", "a key that rules do not have"),
    (Code::WrongType, "R003", "a value of the wrong type"),
    (Code::MissingKey, "R004", "a key that every rule must have is missing"),
    (Code::Empty, "R005", "a text or list is empty"),
    (Code::BadId, "R006", "an id that is not small letters, digits and hyphens"),
    (Code::DuplicateId, "R007", "two rules have the same id"),
    (Code::UnknownAction, "R008", "an action that does not exist"),
    (Code::UnknownSurface, "R009", "a surface that does not exist"),
    (Code::UnknownCategory, "R010", "a category that does not exist"),
    (Code::UnknownCheck, "R011", "a check that does not exist"),
    (Code::UnknownChoice, "R012", "a word that is not among those allowed here"),
    (Code::OneSubject, "R013", "a rule that is not about exactly one thing"),
    (Code::NoCondition, "R014", "a rule on personal data without a condition"),
    (Code::NotForThisRule, "R015", "a condition that this sort of rule cannot have"),
    (Code::TwoConditions, "R016", "two ways of recognising a text in one rule"),
    (Code::BadPattern, "R017", "a pattern that cannot be understood"),
    (Code::PatternMatchesNothing, "R018", "a pattern that matches even an empty text"),
    (Code::BadShare, "R019", "a share that is not between 0 and 1"),
    (Code::BadNumber, "R020", "a number that is not a whole number from 1"),
    (Code::HeadingWithoutWord, "R021", "a heading phrase without a word"),
    (Code::ListNotFound, "R022", "a word list that is not there"),
    (Code::ListEmpty, "R023", "a word list without a word"),
    (Code::MissingExample, "R024", "a rule without examples"),
    (Code::BadExample, "R025", "an example that is neither a text nor a column"),
    (Code::ExampleMissed, "R026", "an example that must match does not"),
    (Code::ExampleHit, "R027", "an example that must not match does"),
    (Code::TwoRulesForSurface, "R028", "two rules for one surface"),
    (Code::SurfaceWithoutRule, "R029", "a surface that no rule is about"),
    (Code::AllowUnknownRule, "R030", "an allow entry for a rule that does not exist"),
    (Code::BadDate, "R031", "a date that is not written as 2027-03-31"),
    (Code::TooLarge, "R032", "patterns or word lists that are too large together"),
];

/// Codes of mistakes that only decisions can have; the general ones above are theirs too.
#[rustfmt::skip]
pub const DECISION_CODES: &[(Code, &str, &str)] = &[
    (Code::NoHash, "D001", "a decision does not say which file it is about"),
    (Code::NoCells, "D002", "cells that no sheet has"),
    (Code::NoSubject, "D003", "a decision that is about nothing in particular"),
    (Code::NoExemption, "D004", "a decision to withhold without an exemption"),
];

impl Code {
    /// The stable code, such as `R002`.
    pub fn id(self) -> &'static str {
        CODES.iter().chain(DECISION_CODES).find(|(code, ..)| *code == self).map_or("", |(_, id, _)| id)
    }
}

/// A file of a rule set: its name, beginning with `rules/`, and its text.
#[derive(Debug)]
pub(crate) struct File {
    /// As messages name it.
    pub(crate) name: Arc<str>,
    pub(crate) text: String,
}

impl File {
    /// Where all rule files are said to be, wherever the folder is.
    pub(crate) const FOLDER: &str = "rules/";

    /// The name that rule files use for it.
    pub(crate) fn name_in_folder(&self) -> &str {
        self.name.strip_prefix(Self::FOLDER).unwrap_or(&self.name)
    }

    /// The line of a byte, the first being 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What kind.
    pub code: Code,
    /// The file, as a name within the rules folder; none where it is about the folder as a whole.
    pub file: Option<Arc<str>>,
    /// The line, the first being 1.
    pub line: usize,
    /// What is wrong, in one sentence.
    pub what: String,
    /// The message as it is printed, with the line of the file and a caret.
    pub rendered: String,
    span: Range<usize>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rendered)
    }
}

/// All mistakes of a rule set, in the order of its files and lines.
#[derive(Debug, Clone, Default, thiserror::Error)]
pub struct Mistakes {
    /// One at least, when this is an error.
    pub list: Vec<Mistake>,
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for mistake in &self.list {
            writeln!(f, "{mistake}\n")?;
        }
        match self.list.len() {
            1 => write!(f, "The rules have 1 mistake; nothing was checked."),
            n => write!(f, "The rules have {n} mistakes; nothing was checked."),
        }
    }
}

impl Mistakes {
    /// Adds a mistake at a stretch of a file, with what to do about it.
    pub(crate) fn add(
        &mut self,
        code: Code,
        file: &File,
        span: Range<usize>,
        what: impl Into<String>,
        help: &str,
    ) {
        let what = what.into();
        let span = within(&file.text, &span);
        let mark = AnnotationKind::Primary.span(span.clone());
        let snippet = Snippet::source(file.text.as_str()).path(&*file.name).annotation(mark);
        let group = Level::ERROR.primary_title(what.as_str()).id(code.id()).element(snippet);
        let (line, name) = (file.line(span.start), Some(Arc::clone(&file.name)));
        self.list.push(Mistake { code, file: name, line, rendered: render(group, help), what, span });
    }

    /// Adds a mistake of the rule set as a whole.
    pub(crate) fn add_whole(&mut self, code: Code, what: impl Into<String>, help: &str) {
        let what = what.into();
        let group = Group::with_title(Level::ERROR.primary_title(what.as_str()).id(code.id()));
        self.list.push(Mistake {
            code,
            file: None,
            line: 0,
            rendered: render(group, help),
            what,
            span: 0..0,
        });
    }

    /// The book, if there is no mistake; else all mistakes in order.
    pub(crate) fn or<T>(mut self, book: T) -> Result<T, Mistakes> {
        if self.list.is_empty() {
            return Ok(book);
        }
        self.list.sort_by(|a, b| (&a.file, a.span.start, a.code).cmp(&(&b.file, b.span.start, b.code)));
        Err(self)
    }
}

fn render(group: Group<'_>, help: &str) -> String {
    let group = if help.is_empty() { group } else { group.element(Level::HELP.message(help)) };
    Renderer::plain().render(&[group])
}

/// The span's first line only, and never outside of the text: a caret under a whole rule says nothing.
fn within(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = floor(text, span.start.min(text.len()));
    let end = floor(text, span.end.clamp(start, text.len()));
    let line = text.get(start..end).and_then(|part| part.find('\n')).map_or(end, |at| start + at);
    start..line
}

fn floor(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_complete() {
        for (index, (code, id, what)) in CODES.iter().enumerate() {
            assert_eq!(*id, format!("R{:03}", index + 1));
            assert_eq!(CODES.iter().filter(|(other, ..)| other == code).count(), 1);
            assert!(!what.is_empty());
        }
        assert_eq!(Code::TooLarge.id(), "R032");
    }
}
