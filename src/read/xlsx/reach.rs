//! Merged cells whose first cell is hidden while others of them are on view: programs show the text of the first cell over
//! what is left of the merge, so that it is on view.
//!
//! Whether a later row is on view is known from that row alone. Where merges go over several rows, the rows are looked at
//! once before the cells are read, as far as the merges reach. Looks at no cell.

use std::collections::HashSet;
use std::io::Read;

use super::frame::sorted_out;
use super::geometry::Geometry;
use super::reference::{COLUMNS, is_true, number};
use crate::container::xml::{Element, Xml, XmlReader};
use crate::limits::Budget;
use crate::model::{CellRef, Range, Reason};

/// The first cells of such merges.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// A later column of the merge is on view: they are, where their row is.
    beside: HashSet<CellRef>,
    /// A later row of the merge is on view, and theirs is not.
    below: HashSet<CellRef>,
}

impl Reach {
    /// Whether a cell is on view though its row, or its column, is hidden.
    pub(super) fn shows(&self, at: CellRef, row_hidden: bool) -> bool {
        self.below.contains(&at) || (!row_hidden && self.beside.contains(&at))
    }
}

/// Finds them for a sheet; `open` gives its part where the rows have to be looked at.
///
/// # Errors
/// Those of reading.
pub(super) fn find<R: Read>(
    geometry: &Geometry,
    budget: &Budget,
    open: impl FnOnce() -> Result<R, Reason>,
) -> Result<Reach, Reason> {
    let merges = on_view(geometry);
    let mut reach = Reach::default();
    let Some(last) =
        merges.iter().filter(|(merge, _)| is_high(*merge)).map(|(merge, _)| merge.last.row).max()
    else {
        reach.beside.extend(merges.iter().filter(|(_, beside)| *beside).map(|(merge, _)| merge.first));
        return Ok(reach);
    };
    let hidden = hidden_rows(geometry, budget, open()?, last)?;
    for (merge, beside) in merges {
        let after = hidden.partition_point(|rows| rows.0 <= merge.first.row);
        let around = after.checked_sub(1).and_then(|index| hidden.get(index));
        match around.filter(|rows| rows.1 >= merge.first.row) {
            None if beside => reach.beside.insert(merge.first),
            Some(rows) if rows.1 < merge.last.row => reach.below.insert(merge.first),
            _ => false,
        };
    }
    Ok(reach)
}

fn is_high(merge: Range) -> bool {
    merge.last.row > merge.first.row
}

/// The merges that matter: with a column on view that is not the first, where the first is hidden; of those whose first
/// column is on view, the ones of several rows.
fn on_view(geometry: &Geometry) -> Vec<(Range, bool)> {
    if geometry.merges.is_empty() {
        return Vec::new();
    }
    let mut next: Vec<u32> = vec![COLUMNS; COLUMNS as usize];
    let mut seen = COLUMNS;
    for (col, hidden) in (0..COLUMNS).zip(geometry.columns()).rev() {
        seen = if hidden.is_none() { col } else { seen };
        if let Some(next) = next.get_mut(col as usize) {
            *next = seen;
        }
    }
    let of = |merge: Range| {
        let first = next.get(merge.first.col as usize).copied().filter(|col| *col <= merge.last.col)?;
        let beside = first > merge.first.col;
        (beside || is_high(merge)).then_some((merge, beside))
    };
    sorted_out(&geometry.merges).into_iter().filter_map(of).collect()
}

/// Hidden rows, first and last of each stretch, in order, as far as the last row that matters.
fn hidden_rows(
    geometry: &Geometry,
    budget: &Budget,
    part: impl Read,
    last: u32,
) -> Result<Vec<(u32, u32)>, Reason> {
    let mut reader = XmlReader::new(part, budget.limits())?;
    let mut hidden = Vec::new();
    let mut next = 0_u32;
    while next <= last {
        let depth = reader.depth();
        let element = match reader.next()? {
            Xml::Start(element) if depth == 2 && element.is("row") => element,
            Xml::Eof => break,
            _ => continue,
        };
        let index = element.get("r")?.as_deref().and_then(number).unwrap_or(next);
        if geometry.hides_unlisted_rows() && index > next {
            hide(&mut hidden, next, index.saturating_sub(1));
        }
        if is_hidden(geometry, index, &element)? {
            hide(&mut hidden, index, index);
        }
        next = index.saturating_add(1);
        budget.time()?;
    }
    if geometry.hides_unlisted_rows() {
        hide(&mut hidden, next, u32::MAX);
    }
    Ok(hidden)
}

fn is_hidden(geometry: &Geometry, row: u32, element: &Element<'_>) -> Result<bool, Reason> {
    let hidden = element.get("hidden")?.is_some_and(|value| is_true(&value));
    let height = element.get("ht")?.and_then(|text| text.trim().parse().ok());
    Ok(geometry.row(row, hidden, 0, height).is_some())
}

fn hide(hidden: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match hidden.last_mut() {
        Some(open) if first <= open.1.saturating_add(1) => open.1 = open.1.max(last),
        _ => hidden.push((first, last)),
    }
}
