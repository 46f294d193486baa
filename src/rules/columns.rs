//! What is known of the columns of the table that is being read: headings, counts, hits. Of values nothing is kept but one
//! masked sample a surface.

use std::sync::Arc;

use super::book::RuleBook;
use super::judge::RuleHit;
use super::table::TableCell;
use crate::detect::column::Column;
use crate::detect::heading::{Heading, Phrase};
use crate::detect::likeness::Likeness;
use crate::detect::{ColumnUse, Detector};
use crate::model::{Masked, Stretches, Surface};

/// What is known of a column.
#[derive(Debug, Default)]
pub(super) struct ColumnSoFar {
    pub(super) heading: Option<ColumnHeading>,
    pub(super) values: Column,
    /// How much its texts look like what each check of the book's means knows.
    pub(super) likeness: Vec<Likeness>,
    pub(super) places: Vec<AtSurface>,
    pub(super) hits: Vec<HitsSoFar>,
    /// Values that a rule lets past, by rule and surface.
    pub(super) allowed: Vec<LetPast>,
    /// The row of the value before the one that is looked at.
    before: Option<u32>,
    last: Option<u32>,
}

/// What the rules make of a heading.
#[derive(Debug, Default)]
pub(super) struct ColumnHeading {
    pub(super) words: Heading,
    /// Rules that name it, each with the phrase.
    pub(super) named: Vec<(usize, Arc<str>)>,
    /// Rules that refuse it.
    pub(super) refused: Vec<usize>,
    /// Rules that refuse any table with such a heading.
    pub(super) refused_table: Vec<usize>,
    /// It speaks of counts or shares.
    pub(super) measure: bool,
    /// It is a plain word, such as "year".
    pub(super) plain: bool,
    /// Rules whose recogniser is to be asked in this column.
    pub(super) asked: Vec<usize>,
}

/// Values that one rule lets past.
#[derive(Debug)]
pub(super) struct LetPast {
    pub(super) rule: usize,
    pub(super) surface: Surface,
    pub(super) count: u64,
    pub(super) cells: Stretches,
}

/// The values of a column at one surface.
#[derive(Debug)]
pub(super) struct AtSurface {
    pub(super) surface: Surface,
    pub(super) count: u64,
    pub(super) rows: (u32, u32),
    /// The rows themselves, on open view.
    pub(super) cells: Stretches,
    pub(super) sample: Masked,
}

/// The hits of one rule in a column at one surface.
#[derive(Debug)]
pub(super) struct HitsSoFar {
    pub(super) rule: usize,
    pub(super) surface: Surface,
    pub(super) all: Tally,
    pub(super) sure: Tally,
}

/// Hits, the cells they are in, and where.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) hits: u64,
    pub(super) cells: u64,
    pub(super) rows: Option<(u32, u32)>,
    /// The rows themselves, on open view.
    pub(super) stretches: Stretches,
    pub(super) sample: Option<Masked>,
}

/// The heading above a column in an upper heading row, which goes on to the right over merged cells.
pub(super) fn above(upper: &[Option<Box<ColumnSoFar>>], col: u32) -> Option<&Heading> {
    let end = usize::try_from(col).ok()?.saturating_add(1).min(upper.len());
    let headings = upper.get(..end)?.iter().rev().flatten();
    headings.filter_map(|column| column.heading.as_ref()).map(|heading| &heading.words).next()
}

impl ColumnHeading {
    /// What the rules make of a heading, below another where there are two rows of them.
    pub(super) fn of(book: &RuleBook, words: Heading, above: Option<&Heading>) -> Self {
        let whole = above.map_or_else(|| words.clone(), |above| words.below(above));
        let mut heading = ColumnHeading::default();
        for (number, content) in book.contents() {
            let phrase = content.heading_any.iter().find_map(|phrase| names(phrase, &words, &whole));
            let refused = content.heading_not.iter().any(|phrase| phrase.find_in(&whole).is_some());
            match phrase.filter(|_| !refused) {
                Some(phrase) => {
                    heading.named.push((number, phrase));
                    if book.asked_under_heading(number) {
                        heading.asked.push(number);
                    }
                }
                None if refused => heading.refused.push(number),
                None => {}
            }
            if content.beside_not.iter().any(|phrase| phrase.find_in(&whole).is_some()) {
                heading.refused_table.push(number);
            }
        }
        heading.measure = words.measures(&(0..0));
        heading.plain = book.plain(&words);
        heading.words = whole;
        heading
    }
}

/// The phrase as written, if the heading has it and does not make a count of it.
fn names(phrase: &Phrase, own: &Heading, whole: &Heading) -> Option<Arc<str>> {
    let by = |heading: &Heading| phrase.find_in(heading).map(|range| heading.measures(&range));
    let counted = by(own).or_else(|| by(whole))?;
    (!counted).then(|| phrase.written.clone())
}

impl ColumnSoFar {
    /// The next value: what is known of it comes next.
    pub(super) fn begin(&mut self, row: u32) {
        self.before = self.last.replace(row);
    }

    /// Counts a value.
    pub(super) fn place(&mut self, cell: TableCell<'_>) {
        let known = self.places.iter().position(|place| place.surface == cell.surface);
        let index = known.unwrap_or(self.places.len());
        if known.is_none() {
            let (surface, sample, cells) = (cell.surface, Masked::of(cell.text), Stretches::default());
            self.places.push(AtSurface { surface, count: 0, rows: (cell.row, cell.row), cells, sample });
        }
        let Some(place) = self.places.get_mut(index) else { return };
        place.count += 1;
        place.rows = join(place.rows, cell.row);
        add_seen(&mut place.cells, cell, self.before);
    }

    /// Counts a text towards the means that rules ask for.
    pub(super) fn liken(&mut self, means: &[&'static Detector], hash: u64, text: &str) {
        self.likeness.resize_with(means.len(), Likeness::default);
        for (likeness, detector) in self.likeness.iter_mut().zip(means) {
            if let ColumnUse::Mean(score) = detector.column {
                likeness.add(hash, || score(text));
            }
        }
    }

    /// How much its texts look like what this check knows.
    pub(super) fn likeness(&self, means: &[&'static Detector], check: &Detector) -> Option<&Likeness> {
        self.likeness.get(means.iter().position(|known| known.name == check.name)?)
    }

    /// Notes the rules on every value of this column that let this value past.
    pub(super) fn allow(&mut self, book: &RuleBook, cell: TableCell<'_>, used: &mut [bool]) {
        let named = self.heading.as_ref().map_or(&[][..], |heading| heading.named.as_slice());
        let rules = named.iter().map(|(rule, _)| rule).chain(book.headless_means());
        for rule in rules.filter(|rule| book.allows(**rule, cell.text, used)) {
            let known =
                self.allowed.iter().position(|past| past.rule == *rule && past.surface == cell.surface);
            let index = known.unwrap_or(self.allowed.len());
            if known.is_none() {
                let (rule, surface, cells) = (*rule, cell.surface, Stretches::default());
                self.allowed.push(LetPast { rule, surface, count: 0, cells });
            }
            let Some(past) = self.allowed.get_mut(index) else { return };
            past.count += 1;
            add_seen(&mut past.cells, cell, self.before);
        }
    }

    /// Counts what a rule found in a value.
    pub(super) fn hit(&mut self, cell: TableCell<'_>, hit: &RuleHit) {
        let known =
            self.hits.iter().position(|known| known.rule == hit.rule && known.surface == cell.surface);
        let index = known.unwrap_or(self.hits.len());
        if known.is_none() {
            let (rule, surface) = (hit.rule, cell.surface);
            self.hits.push(HitsSoFar { rule, surface, all: Tally::default(), sure: Tally::default() });
        }
        let Some(known) = self.hits.get_mut(index) else { return };
        let value = cell.text.get(hit.first.clone()).unwrap_or_default();
        known.all.add(hit.sure.saturating_add(hit.unsure), cell, self.before, value);
        if hit.sure > 0 {
            known.sure.add(hit.sure, cell, self.before, value);
        }
    }
}

impl Tally {
    fn add(&mut self, hits: u64, cell: TableCell<'_>, before: Option<u32>, value: &str) {
        let row = cell.row;
        self.hits += hits;
        self.cells += 1;
        self.rows = Some(self.rows.map_or((row, row), |rows| join(rows, row)));
        add_seen(&mut self.stretches, cell, before);
        if self.sample.is_none() {
            self.sample = Some(Masked::of(value));
        }
    }
}

fn join(rows: (u32, u32), row: u32) -> (u32, u32) {
    (rows.0.min(row), rows.1.max(row))
}

/// Notes the row of a cell on open view: what is hidden goes as a whole, and nobody needs its cells.
fn add_seen(rows: &mut Stretches, cell: TableCell<'_>, before: Option<u32>) {
    if cell.surface == Surface::VisibleCell {
        rows.add(cell.row, before);
    }
}
