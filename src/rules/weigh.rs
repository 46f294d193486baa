//! What a table's columns amount to: each rule against each column, then against the columns around it.

use std::sync::Arc;

use super::book::RuleBook;
use super::columns::{ColumnSoFar, HitsSoFar, LetPast, Tally};
use super::rule::{Content, Matcher, Values};
use super::table::Table;
use crate::detect::{ColumnUse, likeness};
use crate::model::{Action, Category, Evidence, Masked, Stretches, Surface};

/// A rule met a column.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The rule's number in its book.
    pub rule: usize,
    /// Where the values count as being.
    pub surface: Surface,
    /// The column, from 0.
    pub col: u32,
    /// First and last row.
    pub rows: (u32, u32),
    /// The rows themselves, where the values are on open view.
    pub cells: Stretches,
    /// How many values or hits.
    pub count: u64,
    /// From 0 to 1.
    pub confidence: f64,
    /// What convinced.
    pub evidence: Vec<Evidence>,
    /// One of the values.
    pub sample: Masked,
}

/// Categories whose columns say who a row is about.
const IDENTIFYING: &[Category] = &[
    Category::PersonName,
    Category::StaffName,
    Category::VictimDetail,
    Category::StaffNumber,
    Category::DateOfBirth,
    Category::NhsNumber,
    Category::NiNumber,
    Category::Email,
];

/// Rows from which a table without any column of counts is taken to have one row a person.
const MANY_ROWS: u64 = 30;
/// Attributes of people that such a table must have.
const MANY_ATTRIBUTES: usize = 2;

/// A rule that fits a column by itself.
struct Candidate {
    col: usize,
    rule: usize,
    category: Category,
    kind: What,
    heading: Option<Arc<str>>,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    /// Every value under the heading.
    Values,
    /// Every hit.
    Hits,
    /// Hits of which one alone is enough.
    SureHits,
}

/// Calls back for every rule that a column of the table meets.
pub(super) fn table(table: &Table<'_>, judged: &mut dyn FnMut(Judged)) {
    let candidates = candidates(table);
    let supported: Vec<&Candidate> =
        candidates.iter().filter(|candidate| supported(table, &candidates, candidate)).collect();
    for candidate in &candidates {
        let Some(content) = table.book.content(candidate.rule) else { continue };
        if around(table, &supported, candidate, content) {
            report(table, candidate, content, judged);
        }
    }
}

fn columns<'t>(table: &'t Table<'_>) -> impl Iterator<Item = (usize, &'t ColumnSoFar)> {
    table.columns.iter().enumerate().filter_map(|(col, column)| Some((col, &**column.as_ref()?)))
}

/// What fits each column, but for rules that a heading of the table refuses: such a column says nothing about others.
fn candidates(table: &Table<'_>) -> Vec<Candidate> {
    let headings = || columns(table).filter_map(|(_, column)| column.heading.as_ref());
    let rules: Vec<(usize, &Content)> = table
        .book
        .contents()
        .filter(|(rule, _)| !headings().any(|heading| heading.refused_table.contains(rule)))
        .collect();
    let mut candidates = Vec::new();
    for (col, column) in columns(table).filter(|(_, column)| column.values.values > 0) {
        for (rule, content) in rules.iter().copied() {
            let heading = column.heading.as_ref();
            if heading.is_some_and(|heading| heading.refused.contains(&rule)) {
                continue;
            }
            let named = heading.and_then(|heading| heading.named.iter().find(|(named, _)| *named == rule));
            let named = named.map(|(_, phrase)| Arc::clone(phrase));
            if let Some(kind) = fits(table.book, column, rule, content, named.is_some()) {
                let heading = named.filter(|_| kind != What::SureHits);
                candidates.push(Candidate { col, rule, category: content.category, kind, heading });
            }
        }
    }
    candidates
}

/// Whether the rule fits the column, whatever stands beside it.
fn fits(book: &RuleBook, column: &ColumnSoFar, rule: usize, content: &Content, named: bool) -> Option<What> {
    if !values_fit(column, content.values) {
        return None;
    }
    let distinct = column.values.distinct();
    let enough = content.min_distinct.is_none_or(|least| distinct >= least);
    if let Some(least) = content.min_mean {
        let most = u64::try_from(likeness::MOST).unwrap_or(u64::MAX);
        let texts = content.min_distinct.unwrap_or(1).min(most);
        let alike = mean(book, column, content).is_some_and(|(mean, of)| mean >= least && of >= texts);
        let headed = named || content.heading_any.is_empty();
        return (headed && enough && alike && values_fit(column, Values::Text)).then_some(What::Values);
    }
    let Some(matcher) = &content.matcher else {
        return (named && enough).then_some(What::Values);
    };
    let cells = |tally: fn(&HitsSoFar) -> &Tally| -> u64 {
        column.hits.iter().filter(|hits| hits.rule == rule).map(|hits| tally(hits).cells).sum()
    };
    let (all, sure) = (cells(|hits| &hits.all), cells(|hits| &hits.sure));
    if all == 0 {
        return None;
    }
    let share = share(all, column.values.values);
    let bounded = content.min_share.is_some() || content.min_distinct.is_some();
    let within = share >= content.min_share.unwrap_or(0.0) && enough;
    let whole = match (content.heading_any.is_empty(), named) {
        (false, true) => within,
        (true, _) if bounded => within,
        _ => alone(matcher, share, distinct),
    };
    match whole {
        true => Some(What::Hits),
        false => (content.stray && sure > 0).then_some(What::SureHits),
    }
}

/// Whether so many values look alike that no heading is needed.
fn alone(matcher: &Matcher, found: f64, different: u64) -> bool {
    match matcher {
        Matcher::Check(detector) => match detector.column {
            ColumnUse::Alone { share, distinct } => found >= share && different >= distinct,
            ColumnUse::Headed | ColumnUse::Mean(_) => false,
        },
        Matcher::Pattern { .. } | Matcher::Words { .. } => false,
    }
}

/// How much the column's different texts look like what the rule's check knows, and how many they are.
fn mean(book: &RuleBook, column: &ColumnSoFar, content: &Content) -> Option<(f64, u64)> {
    let Some(Matcher::Check(check)) = &content.matcher else { return None };
    let likeness = column.likeness(book.means(), check)?;
    Some((likeness.mean()?, likeness.values()))
}

fn values_fit(column: &ColumnSoFar, values: Values) -> bool {
    let most = |count: u64| count.saturating_mul(2) >= column.values.values;
    match values {
        Values::Any => true,
        Values::Text => most(column.values.texts),
        Values::Number => most(column.values.numbers),
        Values::Date => most(column.values.dates),
    }
}

/// Whether the columns beside it are as the rule wants them.
fn around(table: &Table<'_>, candidates: &[&Candidate], own: &Candidate, content: &Content) -> bool {
    let beside = |wanted: &[Category]| {
        candidates.iter().any(|other| other.col != own.col && wanted.contains(&other.category))
    };
    (content.beside_any.is_empty() || beside(&content.beside_any))
        && (!content.row_per_person || beside(IDENTIFYING) || rows_are_people(table, candidates))
}

/// Whether a column has beside it what its own rule wants there, so that it may itself stand by others. One that nothing
/// but its letters gives away has to be on view for that: what is hidden goes, and says no more of its rows.
fn supported(table: &Table<'_>, candidates: &[Candidate], own: &Candidate) -> bool {
    table.book.content(own.rule).is_some_and(|content| {
        let mut others = candidates.iter().filter(|other| other.col != own.col);
        let beside =
            content.beside_any.is_empty() || others.any(|other| content.beside_any.contains(&other.category));
        beside && (own.kind != What::Values || own.heading.is_some() || on_view(table, own.col))
    })
}

fn on_view(table: &Table<'_>, col: usize) -> bool {
    let column = table.columns.get(col).and_then(Option::as_ref);
    column.is_some_and(|column| {
        column.places.iter().any(|place| place.surface == Surface::VisibleCell && place.count > 0)
    })
}

/// Many rows, several attributes of people, and no column that counts anything.
fn rows_are_people(table: &Table<'_>, candidates: &[&Candidate]) -> bool {
    let attribute = |col: usize| candidates.iter().any(|candidate| candidate.col == col);
    let counts = columns(table).any(|(col, column)| {
        let numbers = column.values.numbers.saturating_mul(2) >= column.values.values.max(1);
        let heading = column.heading.as_ref();
        let plain = heading.is_some_and(|heading| heading.plain);
        heading.is_some_and(|heading| heading.measure) || (numbers && !plain && !attribute(col))
    });
    let attributes = columns(table).filter(|(col, _)| attribute(*col)).count();
    table.rows >= MANY_ROWS && attributes >= MANY_ATTRIBUTES && !counts
}

/// One call for each surface that the column's values are at.
fn report(table: &Table<'_>, candidate: &Candidate, content: &Content, judged: &mut dyn FnMut(Judged)) {
    let Some(column) = table.columns.get(candidate.col).and_then(Option::as_ref) else { return };
    let col = u32::try_from(candidate.col).unwrap_or(u32::MAX);
    let mut emit = |surface: Surface, rows: (u32, u32), cells: Stretches, count: u64, sample: &Masked| {
        if count >= content.min_count && content.seen.includes(surface) {
            let evidence = evidence(table.book, column, candidate, content, count);
            let confidence = confidence(column, candidate, content);
            let (rule, sample) = (candidate.rule, sample.clone());
            judged(Judged { rule, surface, col, rows, cells, count, confidence, evidence, sample });
        }
    };
    if candidate.kind == What::Values {
        for place in &column.places {
            let own = |past: &&LetPast| past.rule == candidate.rule && past.surface == place.surface;
            let (past, cells) = match column.allowed.iter().find(own) {
                Some(past) => (past.count, place.cells.without(&past.cells)),
                None => (0, place.cells.clone()),
            };
            emit(place.surface, place.rows, cells, place.count.saturating_sub(past), &place.sample);
        }
        return;
    }
    for hits in column.hits.iter().filter(|hits| hits.rule == candidate.rule) {
        let tally = if candidate.kind == What::Hits { &hits.all } else { &hits.sure };
        if let (Some(rows), Some(sample)) = (tally.rows, &tally.sample) {
            emit(hits.surface, rows, tally.stretches.clone(), tally.hits, sample);
        }
    }
}

fn evidence(
    book: &RuleBook,
    column: &ColumnSoFar,
    candidate: &Candidate,
    content: &Content,
    count: u64,
) -> Vec<Evidence> {
    let heading = candidate.heading.iter().map(|phrase| Evidence::Heading(Arc::clone(phrase)));
    let mean = content.min_mean.and_then(|_| mean(book, column, content));
    let hits = content.matcher.as_ref().map(|matcher| match (matcher, mean) {
        (Matcher::Check(detector), Some((mean, of))) => {
            Evidence::Mean { name: detector.name, mean: (mean * 10.0).round() / 10.0, of }
        }
        (Matcher::Check(detector), None) => {
            Evidence::Check { name: detector.name, passed: count, of: column.values.values.max(count) }
        }
        (Matcher::Pattern { .. } | Matcher::Words { .. }, _) => Evidence::Match(count),
    });
    heading.chain(hits).collect()
}

/// From how much came together: a heading, a check that nearly every value passes, or single hits.
fn confidence(column: &ColumnSoFar, candidate: &Candidate, content: &Content) -> f64 {
    let all: u64 =
        column.hits.iter().filter(|hits| hits.rule == candidate.rule).map(|hits| hits.all.cells).sum();
    let share = share(all, column.values.values);
    let whole = match (candidate.kind, &candidate.heading, &content.matcher) {
        // A heading and nothing against it, or names by their letters and nothing else.
        (What::Values, Some(_), None) => 0.85,
        (What::Values, Some(_), _) => 0.9,
        (What::Values, None, _) => 0.75,
        (What::SureHits, ..) => 0.8,
        (What::Hits, Some(_), _) => 0.8 + 0.19 * share,
        (What::Hits, None, Some(Matcher::Check(_))) => 0.75 + 0.2 * share,
        (What::Hits, None, _) => 0.8,
    };
    (whole * 100.0).round() / 100.0
}

#[allow(clippy::cast_precision_loss, reason = "a share")]
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Categories that say more than another: a surname of staff need not be reported as a surname too.
const SAYS_MORE: &[(Category, Category)] = &[
    (Category::StaffName, Category::PersonName),
    (Category::VictimDetail, Category::PersonName),
    // Numbers of Scotland and Northern Ireland pass the check of NHS numbers too.
    (Category::ChiNumber, Category::NhsNumber),
    (Category::HcNumber, Category::NhsNumber),
];

/// Of findings on the same column and surface, those that no other makes superfluous.
pub fn strongest(book: &RuleBook, judged: Vec<Judged>) -> Vec<Judged> {
    let facts: Vec<Option<(Category, Action)>> = judged
        .iter()
        .map(|one| Some((book.content(one.rule)?.category, book.rule(one.rule)?.action)))
        .collect();
    let covers = |over: usize, under: usize| -> Option<bool> {
        let (a, b) = (judged.get(over)?, judged.get(under)?);
        let ((category, action), (other, milder)) = ((*facts.get(over)?)?, (*facts.get(under)?)?);
        let place = a.surface == b.surface && a.col == b.col && a.count >= b.count && action >= milder;
        let more = SAYS_MORE.contains(&(category, other));
        let surer = a.confidence > b.confidence || (a.confidence >= b.confidence && over < under);
        let same = category == other && (action > milder || a.count > b.count || surer);
        Some(place && (more || same))
    };
    let kept: Vec<bool> = (0..judged.len())
        .map(|under| !(0..judged.len()).any(|over| over != under && covers(over, under) == Some(true)))
        .collect();
    judged.into_iter().zip(kept).filter_map(|(one, keep)| keep.then_some(one)).collect()
}
