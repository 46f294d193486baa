//! Which cells of a sheet are withheld, and what each says instead.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Range;

/// The withheld cells of a sheet, by column, each with what stands in its place.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    columns: BTreeMap<u32, Vec<Layer>>,
}

/// Cells of a column that were withheld together.
#[derive(Debug, Clone)]
struct Layer {
    /// First and last rows, in order.
    rows: Vec<(u32, u32)>,
    mark: Arc<str>,
}

impl Marks {
    /// Adds cells, as far as they lie in the columns of `within`. Of two marks on one cell the first stays.
    pub(super) fn add(&mut self, cells: &[Range], within: Range, mark: &Arc<str>) {
        let mut columns: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        for range in cells {
            let last = range.last.col.min(within.last.col);
            for col in range.first.col.max(within.first.col)..=last {
                columns.entry(col).or_default().push((range.first.row, range.last.row));
            }
        }
        for (col, rows) in columns {
            let layer = Layer { rows: merged(rows), mark: Arc::clone(mark) };
            self.columns.entry(col).or_default().push(layer);
        }
    }

    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        !self.columns.is_empty()
    }

    /// What stands in place of a cell; none for one that is not withheld.
    pub(super) fn at(&self, row: u32, col: u32) -> Option<&Arc<str>> {
        let layers = self.columns.get(&col)?;
        layers.iter().find(|layer| layer.touches(row, row)).map(|layer| &layer.mark)
    }

    /// Whether any cell of a range is withheld.
    pub(super) fn touch(&self, range: Range) -> bool {
        self.columns
            .range(range.first.col..=range.last.col)
            .any(|(_, layers)| layers.iter().any(|layer| layer.touches(range.first.row, range.last.row)))
    }
}

impl Layer {
    fn touches(&self, first: u32, last: u32) -> bool {
        let after = self.rows.partition_point(|rows| rows.0 <= last);
        after.checked_sub(1).and_then(|index| self.rows.get(index)).is_some_and(|rows| rows.1 >= first)
    }
}

/// Sorted, and none over another.
fn merged(mut rows: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    rows.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::with_capacity(rows.len());
    for (first, last) in rows {
        match merged.last_mut() {
            Some(open) if first <= open.1.saturating_add(1) => open.1 = open.1.max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_mark_on_a_cell_stays() {
        let mut marks = Marks::default();
        let sheet = Range::cell(0, 0).join(Range::cell(99, 5));
        marks.add(&[Range::cell(7, 1), Range::cell(3, 1).join(Range::cell(4, 2))], sheet, &"a".into());
        marks.add(&[Range::columns(1, 9)], sheet, &"b".into());
        let at = |row, col| marks.at(row, col).map(|mark| &**mark);
        assert_eq!((at(3, 1), at(4, 2), at(7, 1)), (Some("a"), Some("a"), Some("a")));
        assert_eq!((at(5, 1), at(3, 3), at(3, 5)), (Some("b"), Some("b"), Some("b")));
        assert_eq!((at(3, 0), at(3, 6)), (None, None), "not asked for, and outside of the sheet's cells");
        assert!(marks.touch(Range::rows(0, 0)) && !marks.touch(Range::columns(0, 0)));
    }
}
