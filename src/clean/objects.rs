//! Charts and pictures as they leave: where their cells then are.

use super::charts;
use super::plan::Plan;
use super::sheets::SheetPlan;
use crate::model::{Anchor, CellRef, Corner, Object, Shows};

/// The object over the copy's cells; none where it is not to leave, or lay over nothing but hidden cells.
pub(super) fn leaving(
    plan: &Plan,
    sheet: &SheetPlan,
    object: &Object,
) -> Result<Option<Object>, &'static str> {
    let Some(anchor) = anchor(object.anchor, sheet) else { return Ok(None) };
    let shows = match &object.shows {
        Shows::Picture(_) if !sheet.pictures => return Ok(None),
        Shows::Picture(picture) if picture.beyond.is_some() => return picture.beyond.map_or(Ok(None), Err),
        Shows::Picture(picture) => Shows::Picture(picture.clone()),
        Shows::Chart(chart) => {
            let chart = charts::leaving(plan, sheet, object.place.part.as_ref(), chart)?;
            Shows::Chart(Box::new(chart))
        }
    };
    let place = crate::model::Place::default().on(sheet.copy.as_ref().and_then(|copy| copy.name.as_ref()));
    Ok(Some(Object { place, anchor, shows }))
}

/// Where it then lies; none where all between its corners is cut.
fn anchor(anchor: Anchor, sheet: &SheetPlan) -> Option<Anchor> {
    let from = corner(anchor.from, sheet);
    let to = anchor.to.map(|to| corner(to, sheet));
    let gone = |to: Corner| {
        let below = (to.cell.row, to.down) <= (from.cell.row, from.down);
        below || (to.cell.col, to.right) <= (from.cell.col, from.right)
    };
    // Corners that lay upon each other before are for the scribe to make sense of.
    let moved = sheet.cuts != super::cuts::Cuts::default();
    if moved && to.is_some_and(gone) {
        return None;
    }
    Some(Anchor { from, to, size: anchor.size })
}

/// A corner in a row or column that is cut is at the edge of what follows.
fn corner(corner: Corner, sheet: &SheetPlan) -> Corner {
    let (rows, columns) = (&sheet.cuts.rows, &sheet.cuts.columns);
    let CellRef { row, col } = corner.cell;
    Corner {
        cell: CellRef { row: rows.kept_before(row), col: columns.kept_before(col) },
        right: if columns.map(col).is_some() { corner.right } else { 0 },
        down: if rows.map(row).is_some() { corner.down } else { 0 },
    }
}
