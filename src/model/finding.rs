//! Findings: a rule met a fact at a place. And what they add up to.

use std::sync::Arc;

use super::{Category, Masked, Place, Range, Surface};

/// What a rule wants done. The order is that of severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Shown, and the verdict stays as it is.
    Warn,
    /// Can be taken out without asking anyone.
    Strip,
    /// Needs a person's decision.
    Block,
    /// Cannot be judged at all.
    Unchecked,
}

impl Action {
    /// The word that reports and rules write.
    pub fn id(self) -> &'static str {
        match self {
            Action::Warn => "warn",
            Action::Strip => "strip",
            Action::Block => "block",
            Action::Unchecked => "unchecked",
        }
    }
}

/// What happens to a file. The order is that of severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing found: it can go as it is.
    Release,
    /// Only things that can be stripped were found: the cleaned copy can go.
    Strip,
    /// A person has to decide first.
    Block,
    /// It, or a part of it, could not be read.
    Unchecked,
}

impl Verdict {
    /// The word that reports write.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Release => "release",
            Verdict::Strip => "strip",
            Verdict::Block => "block",
            Verdict::Unchecked => "unchecked",
        }
    }
}

/// A rule met a fact at a place.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule's id.
    pub rule: Arc<str>,
    /// The rule's title, in the officer's words.
    pub title: Arc<str>,
    /// What personal data it is; none for a structural finding.
    pub category: Option<Category>,
    /// Where it was: a surface of the catalogue, or [`Surface::VisibleCell`].
    pub surface: Surface,
    /// What to do, after everything that changes a rule's action (content in something hidden is stripped with it).
    pub action: Action,
    /// The exemption that may apply, such as `FOIA s.40(2)`.
    pub exemption: Option<Arc<str>>,
    /// Where.
    pub place: Place,
    /// The very cells, column by column, where it is about cells on open view; else empty.
    pub cells: Vec<Range>,
    /// Whether `cells` are no more than the cells found; with too many stretches of
    /// them in a file, all between are counted in.
    pub exact: bool,
    /// How many values, rows, records or texts.
    pub count: u64,
    /// From 0 to 1.
    pub confidence: f64,
    /// One of the values, masked.
    pub sample: Option<Masked>,
    /// Why it matters, from the rule.
    pub why: Arc<str>,
    /// What to do, from the rule.
    pub remedy: Arc<str>,
    /// What convinced the detector.
    pub evidence: Vec<Evidence>,
    /// For a structural finding: the personal data found inside it.
    pub holds: Vec<Holding>,
    /// The line of the rule file.
    pub rule_at: RuleAt,
}

/// Personal data inside something hidden: "and holds 9,483 surnames".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// What it is.
    pub category: Category,
    /// How many.
    pub count: u64,
}

/// What convinced the detector, in types; `report/` says it in words.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// The column's heading has this word of the rule (the rule's word, not the cell's).
    Heading(Arc<str>),
    /// So many of so many values pass a named check (`nhs-number`).
    Check {
        /// The detector's name.
        name: &'static str,
        /// Values that pass.
        passed: u64,
        /// Values looked at.
        of: u64,
    },
    /// How much a column's different values look like what a named check knows, on average.
    Mean {
        /// The detector's name.
        name: &'static str,
        /// In log-odds, in tenths: from -8 to 8, nought being as likely as not.
        mean: f64,
        /// Different values that it was taken over.
        of: u64,
    },
    /// So many values match the rule's own pattern or word list.
    Match(u64),
}

/// A line of a rule file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleAt {
    /// The file, as a name within the rules folder.
    pub file: Arc<str>,
    /// The line, the first being 1.
    pub line: usize,
}
