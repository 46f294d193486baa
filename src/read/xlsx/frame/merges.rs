//! Merged cells (ECMA-376 18.3.1.55) that no other ones lie over, which is what programs can write.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::bounded;
use crate::model::Range;

/// Merges of more than one cell, without those that lie over one that the file lists before.
pub(in crate::read::xlsx) fn sorted_out(merges: &[Range]) -> Vec<Range> {
    let all: Vec<Range> = merges.iter().map(|merge| bounded(*merge)).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|index| all.get(*index).map(|merge| merge.first));
    let mut kept: Vec<bool> = all.iter().map(|merge| merge.first != merge.last).collect();
    let mut open = Open::default();
    for index in order {
        let Some(merge) = all.get(index).filter(|_| kept.get(index) == Some(&true)) else { continue };
        open.close_above(merge.first.row);
        let under = open.under(merge);
        if under.iter().any(|(_, other)| *other < index) {
            set(&mut kept, index, false);
            continue;
        }
        for (col, other) in under {
            set(&mut kept, other, false);
            open.columns.remove(&col);
        }
        open.add(merge, index);
    }
    all.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(merge, _)| merge).collect()
}

fn set(flags: &mut [bool], index: usize, value: bool) {
    if let Some(flag) = flags.get_mut(index) {
        *flag = value;
    }
}

/// The merges that reach the row which is gone through; no two of them share a column.
#[derive(Default)]
struct Open {
    /// By the first column: the last column, and the place in the file's list.
    columns: BTreeMap<u32, (u32, usize)>,
    /// The last row, the first column, and the place in the file's list.
    ends: BinaryHeap<Reverse<(u32, u32, usize)>>,
}

impl Open {
    fn close_above(&mut self, row: u32) {
        while let Some(Reverse((last, col, index))) = self.ends.peek().copied() {
            if last >= row {
                break;
            }
            self.ends.pop();
            if self.columns.get(&col).is_some_and(|(_, open)| *open == index) {
                self.columns.remove(&col);
            }
        }
    }

    /// The first columns and places of those that share a column with this one.
    fn under(&self, merge: &Range) -> Vec<(u32, usize)> {
        let before = self.columns.range(..=merge.last.col).rev();
        let over = before.take_while(|(_, (last, _))| *last >= merge.first.col);
        over.map(|(col, (_, index))| (*col, *index)).collect()
    }

    fn add(&mut self, merge: &Range, index: usize) {
        self.columns.insert(merge.first.col, (merge.last.col, index));
        self.ends.push(Reverse((merge.last.row, merge.first.col, index)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::range;
    use super::*;

    fn kept(merges: &str) -> Vec<String> {
        let all: Vec<Range> = merges.split_whitespace().filter_map(range).collect();
        sorted_out(&all).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_first_of_two_that_overlap_stays() {
        assert_eq!(kept("B2:C3 C3:D4 E5:F6"), ["B2:C3", "E5:F6"]);
        assert_eq!(kept("C3:D4 B2:C3 E5:F6"), ["C3:D4", "E5:F6"]);
        assert_eq!(kept("A1:B2 A1:B2"), ["A1:B2"]);
        assert_eq!(kept("A1:C1 A2:C2 B1:B2 A3:A9"), ["A1:C1", "A2:C2", "A3:A9"]);
        assert_eq!(kept("A1:A9 B1:B9 C1:C9 A5:C5"), ["A1:A9", "B1:B9", "C1:C9"]);
        assert_eq!(kept("A5:C5 A1:A9 B1:B9"), ["A5:C5"]);
    }

    #[test]
    fn single_cells_are_no_merges_and_whole_columns_end_with_the_sheet() {
        assert_eq!(kept("A1 B2:B2 C:D"), ["C1:D1048576"]);
    }

    #[test]
    fn no_two_of_those_kept_overlap() {
        // Any mixture: a generator of small numbers is enough.
        let mut seed = 7_u32;
        let mut next = |most: u32| {
            seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            (seed >> 16) % most
        };
        let all: Vec<Range> = (0..2000)
            .map(|_| {
                let at = Range::cell(next(200), next(60));
                at.join(Range::cell(at.first.row + next(4), at.first.col + next(4)))
            })
            .collect();
        let kept = sorted_out(&all);
        let apart = |a: &Range, b: &Range| {
            a.last.row < b.first.row
                || b.last.row < a.first.row
                || a.last.col < b.first.col
                || b.last.col < a.first.col
        };
        for (index, one) in kept.iter().enumerate() {
            assert!(kept[index + 1..].iter().all(|other| apart(one, other)), "{one}");
        }
        assert!(kept.len() > 500, "{}", kept.len());
    }
}
