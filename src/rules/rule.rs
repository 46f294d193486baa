//! A rule as the program uses it, once its file has been read and found right.

use std::fmt;
use std::sync::Arc;

use regex::Regex;

use crate::detect::Detector;
use crate::detect::heading::Phrase;
use crate::model::{Action, Category, RuleAt, Surface};

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its stable id.
    pub id: Arc<str>,
    /// What it finds, in the officer's words.
    pub title: Arc<str>,
    /// What it is about.
    pub about: About,
    /// What it wants done.
    pub action: Action,
    /// Why it matters.
    pub why: Arc<str>,
    /// What to do.
    pub remedy: Arc<str>,
    /// The exemption that may apply.
    pub exemption: Option<Arc<str>>,
    /// What it must and must not match.
    pub examples: Vec<Example>,
    /// Where it stands.
    pub at: RuleAt,
}

impl Rule {
    /// Its conditions, if it is about personal data.
    pub fn content(&self) -> Option<&Content> {
        match &self.about {
            About::Content(content) => Some(content),
            _ => None,
        }
    }
}

/// What a rule is about.
#[derive(Debug, Clone)]
pub enum About {
    /// A surface being there.
    Surface {
        /// Which.
        surface: Surface,
        /// Texts that do not count, in small letters.
        ignore: Vec<String>,
    },
    /// A kind of file that the gate is not for.
    OutOfScope,
    /// The organisation's own list of staff being old.
    StaffList {
        /// More days than this.
        older_than: u64,
    },
    /// Personal data.
    Content(Box<Content>),
}

/// The conditions of a rule on personal data. A column or a text has to meet all of those that are given.
#[derive(Debug, Clone)]
pub struct Content {
    /// What personal data it is.
    pub category: Category,
    /// How a text is recognised; without it every value under a heading counts.
    pub matcher: Option<Matcher>,
    /// Whether single hits outside of a column of their like count.
    pub stray: bool,
    /// Phrases of headings, one of which the column's heading must have.
    pub heading_any: Vec<Phrase>,
    /// Phrases of headings that take the column out.
    pub heading_not: Vec<Phrase>,
    /// What most of the column's values must be.
    pub values: Values,
    /// Fewest hits or values.
    pub min_count: u64,
    /// Smallest share of the column's values.
    pub min_share: Option<f64>,
    /// Fewest different values in the column.
    pub min_distinct: Option<u64>,
    /// Smallest mean, over the different values, of how much they look like what the check knows, in log-odds.
    pub min_mean: Option<f64>,
    /// Where it looks.
    pub seen: Where,
    /// Another column of the table must hold one of these.
    pub beside_any: Vec<Category>,
    /// Phrases of headings that take the whole table out.
    pub beside_not: Vec<Phrase>,
    /// The table must have one row a person.
    pub row_per_person: bool,
}

impl Content {
    /// Whether it depends on the columns around.
    pub fn needs_table(&self) -> bool {
        self.row_per_person || !self.beside_any.is_empty() || !self.beside_not.is_empty()
    }
}

/// How a text is recognised.
#[derive(Clone)]
pub enum Matcher {
    /// By a recogniser.
    Check(&'static Detector),
    /// By a pattern.
    Pattern {
        /// The pattern.
        regex: Regex,
        /// What it was made of.
        made_of: Source,
    },
    /// By words, whole and in any case.
    Words {
        /// The words.
        words: Vec<Arc<str>>,
        /// The list they came from, if any.
        list: Option<Arc<str>>,
    },
}

/// What a pattern was made of.
#[derive(Debug, Clone)]
pub enum Source {
    /// It was written as a regular expression.
    Regex,
    /// Examples.
    Like(Vec<Arc<str>>),
    /// Its form in words.
    Form(Vec<Arc<str>>),
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Matcher::Check(detector) => write!(f, "Check({})", detector.name),
            Matcher::Pattern { regex, .. } => write!(f, "Pattern({})", regex.as_str()),
            Matcher::Words { words, .. } => write!(f, "Words({})", words.len()),
        }
    }
}

/// What most values of a column must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Anything.
    Any,
    /// Texts.
    Text,
    /// Numbers.
    Number,
    /// Dates.
    Date,
}

/// Where a rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Everywhere.
    Anywhere,
    /// On open view.
    Visible,
    /// In what cannot be seen.
    Hidden,
}

impl Where {
    /// Whether a surface is there.
    pub fn includes(self, surface: Surface) -> bool {
        match self {
            Where::Anywhere => true,
            Where::Visible => surface == Surface::VisibleCell,
            Where::Hidden => surface != Surface::VisibleCell,
        }
    }
}

/// An example that a rule must or must not match.
#[derive(Debug, Clone)]
pub struct Example {
    /// Whether the rule must match it.
    pub must_match: bool,
    /// What it is.
    pub given: Given,
    /// The line of the rule file.
    pub line: usize,
    pub(super) span: std::ops::Range<usize>,
}

/// What an example is. All of it is invented.
#[derive(Debug, Clone)]
pub enum Given {
    /// A text somewhere.
    Text(String),
    /// A column, with others beside it.
    Columns(Vec<ExampleColumn>),
}

/// A column of an example.
#[derive(Debug, Clone)]
pub struct ExampleColumn {
    /// Its heading; empty for none.
    pub heading: String,
    /// Its values.
    pub cells: Vec<String>,
}

/// A value that may be released although a rule matches it.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The rule.
    pub rule: Arc<str>,
    /// The values, exactly as written in the file that is checked (but for spaces around).
    pub values: Vec<String>,
    /// What the office's key makes of values that are not written down ([`crate::detect::staff::Key::of_allowed`]).
    pub hashes: Vec<u64>,
    /// Whose or what they are.
    pub role: Option<Arc<str>>,
    /// Why.
    pub reason: Arc<str>,
    /// Who decided.
    pub approved_by: Arc<str>,
    /// The last day on which it holds.
    pub expires: Date,
    /// Where it stands.
    pub at: RuleAt,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day, from 1.
    pub day: u8,
}

impl Date {
    /// Days from this one to another; less than nought where that comes before. Of a month that has not so many days, the
    /// days after count on.
    pub fn days_to(self, other: Date) -> i64 {
        other.number().saturating_sub(self.number())
    }

    /// Days since 1 March of the year 0 (proleptic Gregorian calendar), in which a leap day ends the year.
    fn number(self) -> i64 {
        let (month, early) = (i64::from(self.month), i64::from(self.month < 3));
        let year = i64::from(self.year) - early;
        let months = month + 12 * early - 3;
        365 * year + year / 4 - year / 100 + year / 400 + (153 * months + 2) / 5 + i64::from(self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        let day = |year, month, day| Date { year, month, day };
        for (from, to, days) in [
            (day(2026, 11, 21), day(2026, 11, 21), 0),
            (day(2024, 2, 28), day(2024, 3, 1), 2),
            (day(2025, 2, 28), day(2025, 3, 1), 1),
            (day(1999, 12, 31), day(2000, 1, 1), 1),
            (day(2000, 1, 1), day(2400, 1, 1), 146_097),
            (day(2026, 3, 31), day(2026, 1, 1), -89),
        ] {
            assert_eq!(from.days_to(to), days, "{from} to {to}");
        }
    }
}
