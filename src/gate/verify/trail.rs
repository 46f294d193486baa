//! What a table holds, in a few numbers: one for each stretch of rows, so that two readings of millions of cells can be
//! compared without keeping either.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::super::kind::Kind;
use crate::model::{Cell, Value};

/// Rows in a stretch.
const ROWS: u32 = 1024;

/// What was read, in order.
#[derive(Debug, Default)]
pub(super) struct Trail {
    stretches: Vec<Stretch>,
    sheets: usize,
    /// Rows that hold something are counted, and what their numbers were does not: some readers of text pass over lines
    /// that are empty.
    counts_rows: bool,
    /// The row that was counted last, and how many were.
    row: Option<u32>,
    counted: u32,
}

#[derive(Debug)]
struct Stretch {
    sheet: usize,
    block: u32,
    hasher: DefaultHasher,
}

/// One value as both programs can say it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'a> {
    Number(f64),
    Text(&'a str),
    Bool(bool),
}

impl Trail {
    /// Of a copy in this format.
    pub(super) fn of(kind: Kind) -> Self {
        Trail { counts_rows: kind == Kind::Csv, ..Trail::default() }
    }

    /// A sheet begins.
    pub(super) fn sheet(&mut self) {
        self.sheets = self.sheets.saturating_add(1);
        (self.row, self.counted) = (None, 0);
    }

    /// A cell of the copy. An empty text is no cell to other programs.
    pub(super) fn cell(&mut self, cell: &Cell<'_>) {
        let item = match cell.value {
            Value::Number(number) => Item::Number(number),
            Value::Bool(value) => Item::Bool(value),
            Value::Text(text) | Value::Error(text) | Value::Date(text) => Item::Text(text),
        };
        self.item(cell.row, cell.col, item);
    }

    /// A value at a place.
    pub(super) fn item(&mut self, row: u32, col: u32, item: Item<'_>) {
        if matches!(item, Item::Text("")) {
            return;
        }
        if self.row.replace(row) != Some(row) {
            self.counted = self.counted.saturating_add(1);
        }
        let row = if self.counts_rows { self.counted } else { row };
        let (sheet, block) = (self.sheets, row / ROWS);
        if !matches!(self.stretches.last(), Some(last) if (last.sheet, last.block) == (sheet, block)) {
            self.stretches.push(Stretch { sheet, block, hasher: DefaultHasher::new() });
        }
        let Some(Stretch { hasher, .. }) = self.stretches.last_mut() else { return };
        (row, col).hash(hasher);
        match item {
            Item::Number(number) => (0_u8, (number + 0.0).to_bits()).hash(hasher),
            Item::Text(text) => (1_u8, text).hash(hasher),
            Item::Bool(value) => (2_u8, value).hash(hasher),
        }
    }

    /// The first stretch in which two readings differ: the number of its sheet, and its first and last row.
    pub(super) fn differs_from(&self, other: &Trail) -> Option<(usize, u32, u32)> {
        let key = |stretch: &Stretch| (stretch.sheet, stretch.block, stretch.hasher.finish());
        let most = self.stretches.len().max(other.stretches.len());
        let at =
            (0..most).find(|at| self.stretches.get(*at).map(key) != other.stretches.get(*at).map(key))?;
        let stretch = self.stretches.get(at).or(other.stretches.get(at))?;
        let first = stretch.block.saturating_mul(ROWS);
        Some((stretch.sheet.saturating_sub(1), first, first.saturating_add(ROWS - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trail(cells: &[(u32, f64)]) -> Trail {
        let mut trail = Trail::default();
        trail.sheet();
        cells.iter().for_each(|(row, number)| trail.item(*row, 0, Item::Number(*number)));
        trail
    }

    #[test]
    fn a_difference_is_found_in_its_rows() {
        let all: Vec<(u32, f64)> = (0..5000).map(|row| (row, f64::from(row))).collect();
        let one = trail(&all);
        assert_eq!(one.differs_from(&trail(&all)), None);
        let mut other = all.clone();
        other[3000].1 += 1e-9;
        assert_eq!(one.differs_from(&trail(&other)), Some((0, 2048, 3071)));
        assert_eq!(one.differs_from(&trail(&all[..4999])), Some((0, 4096, 5119)));
        assert_eq!(trail(&[]).differs_from(&trail(&all[..1])), Some((0, 0, 1023)));
        let mut text = Trail::default();
        text.sheet();
        text.item(0, 0, Item::Text(""));
        text.item(0, 0, Item::Number(-0.0));
        assert_eq!(
            text.differs_from(&trail(&[(0, 0.0)])),
            None,
            "empty texts and the sign of nought do not count"
        );
    }
}
