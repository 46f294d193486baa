//! Which of many ranges touch a row, asked row by row from the top: constant work for rows where nothing changes.

use crate::model::Range;

/// Ranges with what belongs to them, swept from the first row to the last.
#[derive(Debug)]
pub(super) struct Bands<T> {
    all: Vec<(Range, T)>,
    next: usize,
    active: Vec<usize>,
    row: u32,
    /// The last row for which nothing leaves `active`.
    steady: u32,
}

impl<T> Bands<T> {
    pub(super) fn new(all: impl IntoIterator<Item = (Range, T)>) -> Self {
        let mut all: Vec<_> = all.into_iter().collect();
        // A stable sort: ranges that start together stay in their order.
        all.sort_by_key(|(range, _)| range.first.row);
        Bands { all, next: 0, active: Vec::new(), row: 0, steady: u32::MAX }
    }

    /// Moves on to a row. Going back starts over.
    pub(super) fn advance(&mut self, row: u32) {
        if row < self.row {
            self.next = 0;
            self.active.clear();
            self.steady = u32::MAX;
        }
        self.row = row;
        let all = &self.all;
        let last = |index: &usize| all.get(*index).map_or(0, |(range, _)| range.last.row);
        if row > self.steady {
            self.active.retain(|index| last(index) >= row);
            self.steady = self.active.iter().map(last).min().unwrap_or(u32::MAX);
        }
        while let Some((range, _)) = all.get(self.next).filter(|(range, _)| range.first.row <= row) {
            if range.last.row >= row {
                self.active.push(self.next);
                self.steady = self.steady.min(range.last.row);
            }
            self.next = self.next.saturating_add(1);
        }
    }

    /// Those that touch the row and the column.
    pub(super) fn at(&self, col: u32) -> impl Iterator<Item = &(Range, T)> {
        let touching = self.active.iter().filter_map(|index| self.all.get(*index));
        touching.filter(move |(range, _)| (range.first.col..=range.last.col).contains(&col))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::reference::range;

    #[test]
    fn the_sweep_finds_what_a_search_would() {
        let ranges = ["A1:B2", "A2:A9", "C:D", "5:6", "B4", "A1"];
        let all: Vec<_> = ranges.iter().map(|text| (range(text).unwrap(), *text)).collect();
        let mut bands = Bands::new(all.clone());
        for row in [0, 0, 1, 3, 4, 5, 8, 40, 2, 0] {
            bands.advance(row);
            for col in 0..5 {
                let mut found: Vec<_> = bands.at(col).map(|(_, text)| *text).collect();
                let mut wanted: Vec<_> =
                    all.iter().filter(|(range, _)| range.contains(row, col)).map(|(_, text)| *text).collect();
                found.sort_unstable();
                wanted.sort_unstable();
                assert_eq!(found, wanted, "row {row} column {col}");
            }
        }
    }
}
