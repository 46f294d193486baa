//! Merged cells: each is begun when its first row is written, since the library can write no row before the current one.
//! It keeps all cells of a merge in memory until their row comes, so that those of whole columns are cut.

use std::collections::VecDeque;

use super::grid::Block;
use crate::model::Range;

/// Most cells of one merge; Excel shows no more than the first one's value.
const MOST_IN_ONE: u32 = 100_000;

/// Most rows of one merge.
const MOST_ROWS: u32 = 10_000;

/// Most cells of all merges of a workbook.
const MOST: u64 = 4_000_000;

/// The merges of a sheet.
#[derive(Default)]
pub(super) struct Merges {
    waiting: VecDeque<Block>,
    /// The last row that those begun so far reach, and the first column of the one that reaches it.
    ahead: Option<(u32, u16)>,
}

impl Merges {
    /// Those of a frame. `spent` counts cells over the whole workbook; the answer is whether any was cut or left out.
    pub(super) fn of(ranges: &[Range], spent: &mut u64) -> (Self, bool) {
        let mut cut = false;
        let mut blocks: Vec<Block> = Vec::new();
        for range in ranges {
            let Some(mut block) = Block::of(*range) else { continue };
            let most = (MOST_IN_ONE / block.columns()).clamp(1, MOST_ROWS);
            if block.rows() > most {
                block.bottom = block.top.saturating_add(most.saturating_sub(1));
                cut = true;
            }
            let cells = u64::from(block.rows()).saturating_mul(u64::from(block.columns()));
            if cells < 2 {
                continue;
            }
            if spent.saturating_add(cells) > MOST {
                cut = true;
                continue;
            }
            *spent = spent.saturating_add(cells);
            blocks.push(block);
        }
        blocks.sort_by_key(|block| (block.top, block.left));
        (Merges { waiting: blocks.into(), ahead: None }, cut)
    }

    /// The first row in which one begins that has not begun.
    pub(super) fn next_row(&self) -> Option<u32> {
        self.waiting.front().map(|block| block.top)
    }

    /// One that begins in a row.
    pub(super) fn begin(&mut self, row: u32) -> Option<Block> {
        let block = self.waiting.pop_front_if(|block| block.top <= row)?;
        if self.ahead.is_none_or(|(last, _)| last < block.bottom) {
            self.ahead = Some((block.bottom, block.left));
        }
        Some(block)
    }

    /// A column of the row after this one that the library has written ahead, for a merge.
    pub(super) fn ahead_of(&self, row: u32) -> Option<u16> {
        self.ahead.filter(|(last, _)| *last > row).map(|(_, column)| column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CellRef;

    fn range(first: (u32, u32), last: (u32, u32)) -> Range {
        let at = |(row, col)| CellRef { row, col };
        Range { first: at(first), last: at(last) }
    }

    #[test]
    fn merges_of_whole_columns_are_cut() {
        let (mut merges, cut) = Merges::of(&[Range::columns(0, 0), range((3, 1), (3, 2))], &mut 0);
        assert!(cut);
        assert_eq!(merges.begin(0).map(Block::rows), Some(MOST_ROWS));
        assert_eq!(merges.begin(0), None);
        assert_eq!(
            (merges.next_row(), merges.ahead_of(9_998), merges.ahead_of(9_999)),
            (Some(3), Some(0), None)
        );
    }

    #[test]
    fn one_cell_is_no_merge_and_a_workbook_has_no_more_than_fit() {
        let (merges, cut) = Merges::of(&[Range::cell(1, 1)], &mut 0);
        assert!(merges.next_row().is_none() && !cut);
        let (merges, cut) = Merges::of(&[range((0, 0), (0, 1))], &mut MOST.clone());
        assert!(merges.next_row().is_none() && cut);
    }
}
