//! Facts of the same kind and place are one finding: their counts add up and their ranges join.
//!
//! The number of piles is capped, so that a file with a million oddities makes no report of a million lines; what comes
//! after that adds up to one pile a kind, without a place.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Evidence, Masked, Place, Range, Spot, Surface};
use crate::rules::{Content, Matcher, RuleHit};

/// Most piles of one sort.
const MOST: usize = 10_000;
/// Most stretches of cells of all piles, enough for two columns with every second row of a full sheet; of what comes after
/// that the range around all counts.
const MOST_STRETCHES: usize = 1 << 20;

/// What makes facts one finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) rule: usize,
    pub(super) surface: Surface,
    part: Option<Arc<str>>,
    sheet: Option<Arc<str>>,
    col: Option<u32>,
}

/// Facts by key.
#[derive(Debug)]
pub(super) struct Piles<P> {
    piles: BTreeMap<Key, (Place, P)>,
    /// Stretches of cells so far.
    stretches: usize,
}

impl<P> Default for Piles<P> {
    fn default() -> Self {
        Piles { piles: BTreeMap::new(), stretches: 0 }
    }
}

/// A surface that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StructurePile {
    /// How much it holds; nothing for a surface that is empty.
    pub(super) count: u64,
}

/// Personal data.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ContentPile {
    pub(super) count: u64,
    pub(super) confidence: f64,
    pub(super) evidence: Vec<Evidence>,
    pub(super) sample: Option<Masked>,
    /// The cells, where they are on open view.
    pub(super) cells: Vec<Range>,
    pub(super) exact: bool,
}

impl Piles<StructurePile> {
    pub(super) fn add_structure(&mut self, surface: Surface, place: Place, count: u64) {
        let join = |pile: &mut StructurePile, more: StructurePile| {
            pile.count = pile.count.saturating_add(more.count)
        };
        self.add(Key::of(0, surface, None, &place), place, StructurePile { count }, join);
    }
}

impl Piles<ContentPile> {
    pub(super) fn add_content(
        &mut self,
        rule: usize,
        surface: Surface,
        col: Option<u32>,
        place: Place,
        mut pile: ContentPile,
    ) {
        if self.stretches.saturating_add(pile.cells.len()) > MOST_STRETCHES {
            pile.exact &= pile.cells.len() < 2;
            pile.cells = pile.cells.drain(..).reduce(Range::join).into_iter().collect();
        }
        self.stretches = self.stretches.saturating_add(pile.cells.len());
        self.add(Key::of(rule, surface, col, &place), place, pile, ContentPile::join);
    }
}

impl<P> Piles<P> {
    fn add(&mut self, key: Key, place: Place, pile: P, join: impl Fn(&mut P, P)) {
        let full = self.piles.len() >= MOST && !self.piles.contains_key(&key);
        let (key, place) = if full { (key.anywhere(), Place::default()) } else { (key, place) };
        match self.piles.get_mut(&key) {
            Some((known, old)) => {
                known.range = joined(known.range, place.range);
                known.spot = known.spot.take().filter(|spot| same(spot, place.spot.as_ref()));
                join(old, pile);
            }
            None => {
                self.piles.insert(key, (place, pile));
            }
        }
    }

    /// All piles, by key.
    pub(super) fn into_sorted(self) -> impl Iterator<Item = (Key, Place, P)> {
        self.piles.into_iter().map(|(key, (place, pile))| (key, place, pile))
    }
}

impl Key {
    fn of(rule: usize, surface: Surface, col: Option<u32>, place: &Place) -> Self {
        Key { rule, surface, part: place.part.clone(), sheet: place.sheet.clone(), col }
    }

    fn anywhere(self) -> Self {
        Key { part: None, sheet: None, col: None, ..self }
    }
}

/// Around both; a fact without a range (the values that a filter keeps) does not hide where the others are.
fn joined(a: Option<Range>, b: Option<Range>) -> Option<Range> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.join(b)),
        (a, b) => a.or(b),
    }
}

fn same(spot: &Spot, other: Option<&Spot>) -> bool {
    other == Some(spot)
}

impl ContentPile {
    /// Single hits in a text that is in no cell.
    pub(super) fn stray(content: &Content, hit: &RuleHit, text: &str) -> Self {
        let evidence = match &content.matcher {
            Some(Matcher::Check(detector)) => {
                vec![Evidence::Check { name: detector.name, passed: hit.sure, of: hit.sure }]
            }
            _ => vec![Evidence::Match(hit.sure)],
        };
        let sample = text.get(hit.first.clone()).map(Masked::of);
        ContentPile { count: hit.sure, confidence: 0.8, evidence, sample, cells: Vec::new(), exact: true }
    }

    fn join(&mut self, more: ContentPile) {
        self.count = self.count.saturating_add(more.count);
        self.confidence = self.confidence.max(more.confidence);
        self.exact &= more.exact;
        self.cells.extend(more.cells);
        for evidence in more.evidence {
            let known = self
                .evidence
                .iter_mut()
                .find(|known| std::mem::discriminant(*known) == std::mem::discriminant(&evidence));
            match known {
                Some(known) => add(known, &evidence),
                None => self.evidence.push(evidence),
            }
        }
    }
}

/// Figures add up; of headings the first stands, and of means the smallest.
fn add(known: &mut Evidence, more: &Evidence) {
    match (known, more) {
        (Evidence::Check { passed, of, .. }, Evidence::Check { passed: passed_more, of: of_more, .. }) => {
            *passed = passed.saturating_add(*passed_more);
            *of = of.saturating_add(*of_more);
        }
        (Evidence::Mean { mean, of, .. }, Evidence::Mean { mean: mean_more, of: of_more, .. }) => {
            *mean = mean.min(*mean_more);
            *of = of.saturating_add(*of_more);
        }
        (Evidence::Match(count), Evidence::Match(more)) => *count = count.saturating_add(*more),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_beyond_all_that_are_kept_are_one_and_not_exact() {
        let mut piles = Piles::default();
        for (col, stretches) in [(0, MOST_STRETCHES as u32 - 1), (1, 3), (2, 1)] {
            let cells = (0..stretches).map(|row| Range::cell(row * 2, col)).collect();
            let pile = ContentPile {
                count: 1,
                confidence: 1.0,
                evidence: Vec::new(),
                sample: None,
                cells,
                exact: true,
            };
            piles.add_content(0, Surface::VisibleCell, Some(col), Place::default(), pile);
        }
        let kept: Vec<_> = piles.into_sorted().map(|(_, _, pile)| (pile.cells.len(), pile.exact)).collect();
        assert_eq!(kept, [(MOST_STRETCHES - 1, true), (1, false), (1, true)]);
    }
}
