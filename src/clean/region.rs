//! Cells as rectangles: what two have in common, and what is left of some without another.

use crate::model::{CellRef, Range};

/// The cells that are in both.
pub(super) fn common(a: Range, b: Range) -> Option<Range> {
    let first = CellRef { row: a.first.row.max(b.first.row), col: a.first.col.max(b.first.col) };
    let last = CellRef { row: a.last.row.min(b.last.row), col: a.last.col.min(b.last.col) };
    (first.row <= last.row && first.col <= last.col).then_some(Range { first, last })
}

/// The cells of any of these that are in the other.
pub(super) fn inside(all: &[Range], other: Range) -> Vec<Range> {
    all.iter().filter_map(|range| common(*range, other)).collect()
}

/// The cells of these that are not in the other.
pub(super) fn without(all: &[Range], other: Range) -> Vec<Range> {
    let mut left = Vec::with_capacity(all.len());
    for &range in all {
        let Some(cut) = common(range, other) else {
            left.push(range);
            continue;
        };
        let (first, last) = (range.first, range.last);
        if let Some(bottom) = cut.first.row.checked_sub(1).filter(|_| first.row < cut.first.row) {
            left.push(Range { first, last: CellRef { row: bottom, col: last.col } });
        }
        if let Some(right) = cut.first.col.checked_sub(1).filter(|_| first.col < cut.first.col) {
            let (first, last) = (CellRef { row: cut.first.row, ..first }, (cut.last.row, right));
            left.push(Range { first, last: CellRef { row: last.0, col: last.1 } });
        }
        if let Some(from) = cut.last.col.checked_add(1).filter(|_| last.col > cut.last.col) {
            let first = CellRef { row: cut.first.row, col: from };
            left.push(Range { first, last: CellRef { row: cut.last.row, col: last.col } });
        }
        if let Some(top) = cut.last.row.checked_add(1).filter(|_| last.row > cut.last.row) {
            left.push(Range { first: CellRef { row: top, col: first.col }, last });
        }
    }
    left
}

/// How many cells these are.
pub(super) fn count(all: &[Range]) -> u64 {
    let side = |first: u32, last: u32| u64::from(last.saturating_sub(first)).saturating_add(1);
    let area = |range: &Range| {
        let (first, last) = (range.first, range.last);
        side(first.row, last.row).saturating_mul(side(first.col, last.col))
    };
    all.iter().map(area).fold(0, u64::saturating_add)
}

/// Around all of them.
pub(super) fn around(all: &[Range]) -> Option<Range> {
    all.iter().copied().reduce(Range::join)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range() -> impl Strategy<Value = Range> {
        (0_u32..9, 0_u32..9, 0_u32..9, 0_u32..9)
            .prop_map(|(a, b, c, d)| Range::cell(a, b).join(Range::cell(c, d)))
    }

    proptest! {
        #[test]
        fn every_cell_is_inside_or_left(a in range(), b in range(), other in range()) {
            let all = [a, b];
            let (inner, left) = (inside(&all, other), without(&all, other));
            for row in 0..9 {
                for col in 0..9 {
                    let is_in = |ranges: &[Range]| ranges.iter().any(|range| range.contains(row, col));
                    prop_assert_eq!(is_in(&inner), is_in(&all) && other.contains(row, col));
                    prop_assert_eq!(is_in(&left), is_in(&all) && !other.contains(row, col));
                }
            }
            prop_assert_eq!(count(&without(&[a], other)) + count(&inside(&[a], other)), count(&[a]));
        }
    }
}
