//! Which rows and columns of a sheet do not leave, and where those that leave then are. Knows no cell.

use crate::model::{CellRef, Range};

/// The rows, or the columns, of a sheet, less those that are cut.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Axis {
    cuts: Vec<Cut>,
}

/// Neighbours that are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cut {
    first: u32,
    last: u32,
    /// How many are cut before the first.
    before: u32,
}

impl Cut {
    fn with_this(self) -> u32 {
        self.before.saturating_add(self.last.saturating_sub(self.first)).saturating_add(1)
    }
}

impl Axis {
    /// Without these: first and last of each, in any order; `u32::MAX` as the last means all that follow.
    pub(super) fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut cuts: Vec<Cut> = Vec::new();
        for (first, last) in ranges {
            match cuts.last_mut() {
                Some(cut) if first <= cut.last.saturating_add(1) => cut.last = cut.last.max(last),
                before => {
                    let before = before.map_or(0, |cut| cut.with_this());
                    cuts.push(Cut { first, last, before });
                }
            }
        }
        Axis { cuts }
    }

    /// Where it then is; none where it does not leave.
    pub(super) fn map(&self, at: u32) -> Option<u32> {
        match self.before(at) {
            Some(cut) if at <= cut.last => None,
            Some(cut) => Some(at.saturating_sub(cut.with_this())),
            None => Some(at),
        }
    }

    /// How many of those before it leave: where what begins at it then begins.
    pub(super) fn kept_before(&self, at: u32) -> u32 {
        match self.before(at) {
            Some(cut) if at <= cut.last => cut.first.saturating_sub(cut.before),
            Some(cut) => at.saturating_sub(cut.with_this()),
            None => at,
        }
    }

    /// What leaves of a stretch; a last of `u32::MAX` still means all.
    pub(super) fn map_span(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let from = self.kept_before(first);
        if last == u32::MAX {
            let over = self.cuts.last().is_some_and(|cut| cut.first <= first && cut.last == u32::MAX);
            return (!over).then_some((from, u32::MAX));
        }
        let past = self.kept_before(last.saturating_add(1));
        past.checked_sub(1).filter(|to| from <= *to).map(|to| (from, to))
    }

    /// What in the original is now at this place.
    pub(super) fn original(&self, at: u32) -> u32 {
        let after = self.cuts.partition_point(|cut| cut.first.saturating_sub(cut.before) <= at);
        let cut = after.checked_sub(1).and_then(|index| self.cuts.get(index));
        cut.map_or(at, |cut| at.saturating_add(cut.with_this()))
    }

    /// Whether anything between these is cut.
    pub(super) fn cuts_into(&self, first: u32, last: u32) -> bool {
        self.before(last).is_some_and(|cut| cut.last >= first)
    }

    /// The last cut that begins at or before this.
    fn before(&self, at: u32) -> Option<Cut> {
        let after = self.cuts.partition_point(|cut| cut.first <= at);
        after.checked_sub(1).and_then(|index| self.cuts.get(index)).copied()
    }
}

/// The rows and columns of a sheet that do not leave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cuts {
    /// Rows.
    pub(super) rows: Axis,
    /// Columns.
    pub(super) columns: Axis,
}

impl Cuts {
    /// Where what leaves of a range then is.
    pub(super) fn map_range(&self, range: Range) -> Option<Range> {
        let (top, bottom) = self.rows.map_span(range.first.row, range.last.row)?;
        let (left, right) = self.columns.map_span(range.first.col, range.last.col)?;
        let (first, last) = (CellRef { row: top, col: left }, CellRef { row: bottom, col: right });
        Some(Range { first, last })
    }

    /// What in the original is now these cells, with what is cut between them.
    pub(super) fn original_range(&self, range: Range) -> Range {
        let at = |at: CellRef| self.original(at.row, at.col);
        Range { first: at(range.first), last: at(range.last) }
    }

    /// Whether any row or column of a range is cut.
    pub(super) fn cut_into(&self, range: Range) -> bool {
        self.rows.cuts_into(range.first.row, range.last.row)
            || self.columns.cuts_into(range.first.col, range.last.col)
    }

    /// What in the original is now this cell.
    pub(super) fn original(&self, row: u32, col: u32) -> CellRef {
        CellRef { row: self.rows.original(row), col: self.columns.original(col) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_follows_a_cut_moves_up() {
        let axis = Axis::new(vec![(5, 6), (2, 2), (7, 7)]);
        let mapped: Vec<Option<u32>> = (0..10).map(|at| axis.map(at)).collect();
        assert_eq!(mapped, [Some(0), Some(1), None, Some(2), Some(3), None, None, None, Some(4), Some(5)]);
        assert_eq!(axis.map_span(2, 2), None);
        assert_eq!(axis.map_span(1, 6), Some((1, 3)));
        assert_eq!(axis.map_span(6, u32::MAX), Some((4, u32::MAX)));
        assert!(axis.cuts_into(3, 5) && !axis.cuts_into(3, 4));
    }

    #[test]
    fn all_that_follows_can_go() {
        let axis = Axis::new(vec![(10, u32::MAX)]);
        assert_eq!((axis.map(9), axis.map(10), axis.map(u32::MAX)), (Some(9), None, None));
        assert_eq!(axis.map_span(4, u32::MAX), Some((4, u32::MAX)));
        assert_eq!(axis.map_span(4, 20), Some((4, 9)));
        assert_eq!(axis.map_span(10, u32::MAX), None);
        assert_eq!(Axis::new(vec![(0, u32::MAX)]).map_span(0, 5), None);
    }

    proptest! {
        #[test]
        fn mapping_rises_and_can_be_undone(
            ranges in proptest::collection::vec((0_u32..200, 0_u32..20), 0..20),
            first in 0_u32..230,
            length in 0_u32..40,
        ) {
            let ranges: Vec<(u32, u32)> = ranges.into_iter().map(|(at, more)| (at, at + more)).collect();
            let axis = Axis::new(ranges.clone());
            let cut = |at: u32| ranges.iter().any(|(first, last)| (*first..=*last).contains(&at));
            let mut next = 0;
            for at in 0..250 {
                prop_assert_eq!(axis.kept_before(at), next);
                prop_assert_eq!(axis.map(at), (!cut(at)).then_some(next));
                if !cut(at) {
                    prop_assert_eq!(axis.original(next), at);
                    next += 1;
                }
            }
            let last = first + length;
            let kept: Vec<u32> = (first..=last).filter_map(|at| axis.map(at)).collect();
            prop_assert_eq!(axis.map_span(first, last), kept.first().copied().zip(kept.last().copied()));
            prop_assert_eq!(axis.cuts_into(first, last), (first..=last).any(cut));
        }
    }
}
