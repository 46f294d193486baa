//! Cells far from the rest of their sheet, where nobody scrolls. Counts only; which cells are on view is not decided here.

use crate::model::{CellRef, Range};

/// Blank rows between a remote cell and the rest.
const FAR_ROWS: u32 = 100;

/// Blank columns between a remote cell and the rest.
const FAR_COLUMNS: u32 = 26;

/// Blocks of rows that are told apart.
const MOST_BLOCKS: usize = 1 << 12;

/// Where the cells of a sheet lie.
#[derive(Debug, Default)]
pub(super) struct Spread {
    rows: Vec<Block>,
    columns: Vec<Option<Block>>,
}

#[derive(Debug, Clone, Copy)]
struct Block {
    range: Range,
    count: u64,
}

impl Block {
    fn join(self, other: Block) -> Block {
        Block { range: self.range.join(other.range), count: self.count.saturating_add(other.count) }
    }
}

impl Spread {
    /// Takes a cell; rows come from top to bottom.
    pub(super) fn add(&mut self, at: CellRef) {
        let cell = Block { range: Range::cell(at.row, at.col), count: 1 };
        let full = self.rows.len() >= MOST_BLOCKS;
        let near = |last: &Block| full || at.row.saturating_sub(last.range.last.row) <= FAR_ROWS;
        match self.rows.last_mut().filter(|last| near(last)) {
            Some(last) => *last = last.join(cell),
            None => self.rows.push(cell),
        }
        let index = at.col as usize;
        if self.columns.len() <= index {
            self.columns.resize(index.saturating_add(1), None);
        }
        if let Some(slot) = self.columns.get_mut(index) {
            match slot {
                Some(block) => *block = block.join(cell),
                None => *slot = Some(cell),
            }
        }
    }

    /// How many cells lie far from the largest block, and where.
    pub(super) fn remote(&self) -> Option<(u64, Range)> {
        let mut columns: Vec<Block> = Vec::new();
        for block in self.columns.iter().flatten() {
            match columns.last_mut() {
                Some(last) if block.range.first.col.saturating_sub(last.range.last.col) <= FAR_COLUMNS => {
                    *last = last.join(*block);
                }
                _ => columns.push(*block),
            }
        }
        match (others(&self.rows), others(&columns)) {
            // A cell may be far both ways; it counts once.
            (Some(a), Some(b)) => Some((a.count.max(b.count), a.range.join(b.range))),
            (a, b) => a.or(b).map(|block| (block.count, block.range)),
        }
    }
}

/// All blocks but the largest, as one.
fn others(blocks: &[Block]) -> Option<Block> {
    let main = blocks.iter().map(|block| block.count).max()?;
    let at = blocks.iter().position(|block| block.count == main)?;
    let others = blocks.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, block)| *block);
    others.reduce(Block::join)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remote(cells: &[(u32, u32)]) -> Option<(u64, String)> {
        let mut spread = Spread::default();
        cells.iter().for_each(|(row, col)| spread.add(CellRef { row: *row, col: *col }));
        spread.remote().map(|(count, range)| (count, range.to_string()))
    }

    #[test]
    fn far_is_far_from_the_largest_block() {
        assert_eq!(remote(&[]), None);
        assert_eq!(remote(&[(0, 0), (100, 26)]), None);
        assert_eq!(remote(&[(0, 0), (1, 0), (500, 0)]), Some((1, "A501".to_owned())));
        assert_eq!(remote(&[(0, 0), (500, 0), (501, 0)]), Some((1, "A1".to_owned())));
        assert_eq!(remote(&[(0, 0), (0, 1), (0, 40), (1, 40), (2, 0)]), Some((2, "AO1:AO2".to_owned())));
        assert_eq!(remote(&[(0, 0), (1_048_575, 16_383)]), Some((1, "XFD1048576".to_owned())));
    }
}
