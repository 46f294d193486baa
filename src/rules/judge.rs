//! Texts against all rules at once: one look at the text turns most recognisers away, patterns share one pass, and so do
//! all word lists.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::{Regex, RegexSet, RegexSetBuilder};

use super::rule::{Allow, Matcher, Rule};
use crate::detect::staff::{FindListed, Key, StaffList, finder};
use crate::detect::{ColumnUse, Detector, Hit, Reading};

/// What one rule finds in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleHit {
    /// The rule's number in its book.
    pub rule: usize,
    /// Hits of which one alone is enough.
    pub sure: u64,
    /// Hits that count only in a column of their like.
    pub unsure: u64,
    /// The first sure hit, or the first at all.
    pub first: Range<usize>,
}

/// All that recognises texts, made from the rules.
#[derive(Debug, Default)]
pub(super) struct Judge {
    checks: Vec<(&'static Detector, Option<FindListed>, Vec<usize>)>,
    patterns: Vec<(Regex, usize)>,
    pattern_set: Option<RegexSet>,
    words: Option<AhoCorasick>,
    word_rules: Vec<Vec<usize>>,
    allowed: Allowed,
}

/// The values that rules let past, each with the number of its entry.
#[derive(Debug, Default)]
struct Allowed {
    exact: HashMap<(usize, String), usize>,
    hashed: HashMap<(usize, u64), usize>,
    /// The rules with hashes, by number, and their ids.
    ids: HashMap<usize, Arc<str>>,
    key: Option<Key>,
}

impl Allowed {
    fn of(allows: &[(&Allow, usize)], key: Option<Key>) -> Self {
        let mut allowed = Allowed { key, ..Allowed::default() };
        for (number, (allow, rule)) in allows.iter().enumerate() {
            allowed.exact.extend(allow.values.iter().map(|value| ((*rule, value.clone()), number)));
            allowed.hashed.extend(allow.hashes.iter().map(|hash| ((*rule, *hash), number)));
            if !allow.hashes.is_empty() {
                allowed.ids.insert(*rule, Arc::clone(&allow.rule));
            }
        }
        allowed
    }

    /// Whether a rule lets this value past; `used` notes by which entry.
    fn lets_past(&self, rule: usize, value: &str, used: &mut [bool]) -> bool {
        if self.exact.is_empty() && self.hashed.is_empty() {
            return false;
        }
        let exact = self.exact.get(&(rule, value.trim().to_owned()));
        let entry = exact.or_else(|| {
            let hash = self.key.as_ref()?.of_allowed(self.ids.get(&rule)?, value);
            self.hashed.get(&(rule, hash))
        });
        if let Some(mark) = entry.and_then(|entry| used.get_mut(*entry)) {
            *mark = true;
        }
        entry.is_some()
    }
}

/// Largest automaton of all patterns together.
const PATTERNS_BYTES: usize = 16 << 20;

/// What is too large to be made into one automaton.
#[derive(Debug)]
pub(super) struct TooLarge;

impl Judge {
    pub(super) fn new(
        rules: &[Rule],
        allows: &[(&Allow, usize)],
        key: Option<Key>,
    ) -> Result<Self, TooLarge> {
        let mut judge = Judge::default();
        let mut words: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, rule) in rules.iter().enumerate() {
            match rule.content().and_then(|content| content.matcher.as_ref()) {
                Some(Matcher::Check(detector)) if asked_of_all(rule) => judge.check(detector, number),
                Some(Matcher::Pattern { regex, .. }) => judge.patterns.push((regex.clone(), number)),
                Some(Matcher::Words { words: list, .. }) => {
                    list.iter().for_each(|word| words.entry(word.to_lowercase()).or_default().push(number));
                }
                _ => {}
            }
        }
        judge.compile(words)?;
        judge.allowed = Allowed::of(allows, key);
        Ok(judge)
    }

    fn check(&mut self, detector: &'static Detector, rule: usize) {
        match self.checks.iter_mut().find(|(other, ..)| other.name == detector.name) {
            Some((_, _, rules)) => rules.push(rule),
            None => self.checks.push((detector, finder(detector), vec![rule])),
        }
    }

    fn compile(&mut self, words: HashMap<String, Vec<usize>>) -> Result<(), TooLarge> {
        if !self.patterns.is_empty() {
            let patterns = self.patterns.iter().map(|(regex, _)| regex.as_str());
            let set = RegexSetBuilder::new(patterns).size_limit(PATTERNS_BYTES).build();
            self.pattern_set = Some(set.map_err(|_| TooLarge)?);
        }
        if !words.is_empty() {
            let mut words: Vec<(String, Vec<usize>)> = words.into_iter().collect();
            words.sort_unstable();
            let mut builder = AhoCorasick::builder();
            let builder = builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
            self.words = Some(builder.build(words.iter().map(|(word, _)| word)).map_err(|_| TooLarge)?);
            self.word_rules = words.into_iter().map(|(_, rules)| rules).collect();
        }
        Ok(())
    }

    /// Everything that rules find in a text, by number of rule. `used` notes which allow entries were needed.
    pub(super) fn hits(&self, text: &str, staff: Option<&StaffList>, used: &mut [bool]) -> Vec<RuleHit> {
        let mut found = Found { text, hits: Vec::new(), allowed: &self.allowed, used };
        let reading = Reading::of(text);
        for (detector, listed, rules) in &self.checks {
            let mut add = |hit| rules.iter().for_each(|rule| found.add(*rule, &hit));
            match (listed, staff) {
                (None, _) => reading.ask(detector, &mut add),
                (Some(find), Some(staff)) => reading.ask_listed(detector, staff, *find, &mut add),
                (Some(_), None) => {}
            }
        }
        if let Some(set) = &self.pattern_set {
            for (regex, rule) in set.matches(text).into_iter().filter_map(|index| self.patterns.get(index)) {
                let ranges =
                    regex.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty());
                ranges.for_each(|range| found.add(*rule, &Hit { range, sure: true }));
            }
        }
        if let Some(words) = self.words.as_ref().filter(|_| reading.has_letter()) {
            for word in words.find_iter(text).filter(|word| whole(text, &word.range())) {
                let rules = self.word_rules.get(word.pattern().as_usize());
                let hit = Hit { range: word.range(), sure: true };
                rules.into_iter().flatten().for_each(|rule| found.add(*rule, &hit));
            }
        }
        let mut hits = found.hits;
        hits.sort_by_key(|hit| hit.rule);
        hits
    }

    /// What a recogniser that is asked only under its heading finds.
    pub(super) fn under_heading(
        &self,
        rule: usize,
        detector: &Detector,
        text: &str,
        used: &mut [bool],
    ) -> Option<RuleHit> {
        let mut found = Found { text, hits: Vec::new(), allowed: &self.allowed, used };
        Reading::of(text).ask(detector, &mut |hit| found.add(rule, &hit));
        found.hits.pop()
    }

    /// Whether a rule lets this value past.
    pub(super) fn allows(&self, rule: usize, value: &str, used: &mut [bool]) -> bool {
        self.allowed.lets_past(rule, value, used)
    }
}

/// Whether a rule's recogniser need only be asked in columns whose heading the rule names.
pub(super) fn only_under_heading(rule: &Rule) -> bool {
    rule.content().is_some_and(|content| {
        let headed = matches!(&content.matcher, Some(Matcher::Check(check)) if !matches!(check.column, ColumnUse::Alone { .. }));
        headed && !content.stray && !content.heading_any.is_empty() && content.min_mean.is_none()
    })
}

/// Whether a rule's recogniser is asked of every text. One whose mean counts is asked of a column's different values.
fn asked_of_all(rule: &Rule) -> bool {
    let mean = rule.content().is_some_and(|content| content.min_mean.is_some());
    !mean && !only_under_heading(rule)
}

struct Found<'a> {
    text: &'a str,
    hits: Vec<RuleHit>,
    allowed: &'a Allowed,
    used: &'a mut [bool],
}

impl Found<'_> {
    fn add(&mut self, rule: usize, hit: &Hit) {
        let value = self.text.get(hit.range.clone()).unwrap_or_default();
        if self.allowed.lets_past(rule, value, self.used) {
            return;
        }
        let (sure, unsure) = (u64::from(hit.sure), u64::from(!hit.sure));
        match self.hits.iter_mut().find(|known| known.rule == rule) {
            Some(known) => {
                if hit.sure && known.sure == 0 {
                    known.first = hit.range.clone();
                }
                (known.sure, known.unsure) = (known.sure + sure, known.unsure + unsure);
            }
            None => self.hits.push(RuleHit { rule, sure, unsure, first: hit.range.clone() }),
        }
    }
}

fn whole(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).is_some_and(|head| head.ends_with(char::is_alphanumeric));
    let after = text.get(range.end..).is_some_and(|tail| tail.starts_with(char::is_alphanumeric));
    !before && !after
}
