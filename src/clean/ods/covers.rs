//! Merged cells, row by row: which cells of a row begin them, and which they cover. Of merges that overlap the later one
//! is left out, so that a row has no more of them than columns.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::address::on_sheet;
use super::styles::CellStyle;
use crate::model::Range;

/// Merged cells that a row goes through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Merged {
    /// The cells.
    pub(super) range: Range,
    /// The style of its first cell, once that is written.
    pub(super) style: Option<CellStyle>,
}

/// The merges of a sheet.
#[derive(Default)]
pub(super) struct Covers {
    waiting: VecDeque<Range>,
    /// Those that the row goes through, by their first column.
    pub(super) open: BTreeMap<u32, Merged>,
    /// Merges that overlap others.
    pub(super) refused: bool,
}

impl Covers {
    /// Of these ranges; notes in `changes` at which rows something begins or ends.
    pub(super) fn of(merges: &[Range], changes: &mut BTreeSet<u32>) -> Self {
        let mut waiting: Vec<Range> = merges.iter().filter_map(|range| on_sheet(*range)).collect();
        waiting.retain(|range| range.first != range.last);
        waiting.sort_unstable_by_key(|range| (range.first.row, range.first.col));
        for range in &waiting {
            changes.extend([
                range.first.row,
                range.first.row.saturating_add(1),
                range.last.row.saturating_add(1),
            ]);
        }
        Covers { waiting: waiting.into(), ..Covers::default() }
    }

    /// Goes on to this row.
    pub(super) fn go_to(&mut self, row: u32) {
        self.open.retain(|_, merged| merged.range.last.row >= row);
        while let Some(range) = self.waiting.front().copied().filter(|range| range.first.row <= row) {
            self.waiting.pop_front();
            if range.last.row < row {
                continue;
            }
            let before = self.open.range(..=range.last.col).next_back();
            if before.is_some_and(|(_, other)| other.range.last.col >= range.first.col) {
                self.refused = true;
            } else {
                self.open.insert(range.first.col, Merged { range, style: None });
            }
        }
    }

    /// Those that lie over this column, or else the next ones to its right.
    pub(super) fn at_or_after(&self, col: u32) -> Option<Merged> {
        let over = self.open.range(..=col).next_back().filter(|(_, merged)| merged.range.last.col >= col);
        over.or_else(|| self.open.range(col..).next()).map(|(_, merged)| *merged)
    }

    /// One past the last column that is merged in this row.
    pub(super) fn end(&self) -> u32 {
        self.open.values().next_back().map_or(0, |merged| merged.range.last.col.saturating_add(1))
    }

    /// Notes the style of the cells that begin at this column.
    pub(super) fn dress(&mut self, col: u32, style: CellStyle) {
        if let Some(merged) = self.open.get_mut(&col) {
            merged.style = Some(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CellRef;

    fn range(first: (u32, u32), last: (u32, u32)) -> Range {
        let cell = |(row, col)| CellRef { row, col };
        Range { first: cell(first), last: cell(last) }
    }

    #[test]
    fn rows_know_their_merges() {
        let mut changes = BTreeSet::new();
        let merges = [range((2, 3), (2, 4)), range((1, 0), (3, 1)), range((2, 1), (5, 2)), range((0, 0), (0, 0))];
        let mut covers = Covers::of(&merges, &mut changes);
        covers.go_to(0);
        assert_eq!(covers.end(), 0);
        covers.go_to(2);
        assert!(covers.refused, "one overlaps another");
        assert_eq!(covers.end(), 5);
        assert_eq!(covers.at_or_after(1).unwrap().range.first.col, 0);
        assert_eq!(covers.at_or_after(2).unwrap().range.first.col, 3);
        assert!(covers.at_or_after(5).is_none());
        covers.go_to(3);
        assert_eq!(covers.end(), 2);
        assert!(changes.contains(&4));
    }
}
