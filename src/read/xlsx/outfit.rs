//! What the cells of a sheet wear, for those who rebuild it: rows, cells without a value, runs of texts.
//!
//! Nothing of this is asked of a sheet that is only looked through, and nothing here says what can be seen.

use super::bands::Bands;
use super::conditional::{PerCell, PerCells};
use super::expression::Known;
use super::geometry::Geometry;
use super::reference::COLUMNS;
use super::sink::Item;
use super::styles::{Look, Styles};
use crate::model::{CellRef, Row, Run, Value};
use crate::read::Visitor;

/// The highest row in points that Excel knows.
const HIGHEST: f64 = 409.5;

/// Looks of rows and columns, and the runs of the cell that is on its way.
pub(super) struct Outfit<'g> {
    columns: Vec<u32>,
    /// Rules that give single cells a look, with their rank.
    rules: Bands<(usize, &'g PerCell)>,
    per_cell: &'g PerCells,
    row: Option<u32>,
    runs: Vec<Run>,
}

impl<'g> Outfit<'g> {
    /// For the cells of a sheet; of entries for the same column the later one counts.
    pub(super) fn new(geometry: &'g Geometry, styles: &Styles) -> Self {
        let styled = &geometry.column_styles;
        let mut columns = Vec::new();
        if !styled.is_empty() {
            columns.resize(COLUMNS as usize, 0);
        }
        for (first, last, style) in styled {
            if let Some(some) = columns.get_mut(*first as usize..=*last as usize) {
                some.fill(styles.number(*style));
            }
        }
        let per_cell = &geometry.per_cell;
        let rules = per_cell.rules.iter().enumerate();
        let rules = rules.flat_map(|(rank, one)| one.ranges.iter().map(move |range| (*range, (rank, one))));
        Outfit { columns, rules: Bands::new(rules), per_cell, row: None, runs: Vec::new() }
    }

    /// Tells of a row that begins.
    pub(super) fn row(&mut self, row: Row, visitor: &mut dyn Visitor) {
        self.row = row.look;
        self.rules.advance(row.index);
        let height = row.height.filter(|height| height.is_finite() && *height >= 0.0);
        visitor.row(&Row { height: height.map(|height| height.min(HIGHEST)), ..row });
    }

    /// Tells of a cell without a value, where it does not look as one that is not there.
    pub(super) fn blank(&self, at: CellRef, look: u32, visitor: &mut dyn Visitor) {
        let absent = self.row.or_else(|| self.columns.get(at.col as usize).copied()).unwrap_or(0);
        if look != 0 || absent != 0 {
            visitor.blank(at.row, at.col, look);
        }
    }

    /// Finds where the runs of a text stand in what is shown of it; none where the text is shown as it is.
    pub(super) fn dress(&mut self, item: &Item<'_>, shown: Option<&str>, look: &Look, styles: &Styles) {
        self.runs.clear();
        let (Some(runs), Value::Text(text)) = (&item.runs, item.value) else { return };
        let start = match shown {
            // Runs are split off only where no number format adds words.
            Some(_) if runs.can_hide() => Some(0),
            Some(shown) => shown.find(text),
            None => Some(0),
        };
        if let Some(start) = start {
            runs.place(text, start, look, styles, &mut self.runs);
        }
    }

    /// The look that rules give to a cell by itself: of each property that of the first rule that applies and sets it.
    pub(super) fn overlay(&self, item: &Item<'_>) -> Option<u16> {
        let mut rules: Vec<&(usize, &PerCell)> = self.rules.at(item.at.col).map(|(_, rule)| rule).collect();
        if rules.is_empty() {
            return None;
        }
        rules.sort_by_key(|(rank, _)| *rank);
        let value = Known::of(item.value);
        let applies = |rule: &PerCell| rule.rule.applies(rule.anchor, item.at, &value) == Some(true);
        let mut overlay: Option<u16> = None;
        for (_, rule) in rules.into_iter().filter(|(_, rule)| applies(rule)) {
            let both =
                |so_far: u16| self.per_cell.joined.get(&(so_far, rule.overlay)).copied().unwrap_or(so_far);
            overlay = Some(overlay.map_or(rule.overlay, both));
            if rule.rule.stops {
                break;
            }
        }
        overlay
    }

    /// Those of the cell that was dressed last.
    pub(super) fn runs(&self) -> &[Run] {
        &self.runs
    }
}
