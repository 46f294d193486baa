//! Where an object lies, as the library wants it: the cell of its upper left corner, how far in, and how large.

use crate::model::{Anchor, Corner};

/// English Metric Units in a pixel.
const PIXEL: u64 = 9_525;

/// No object is larger, in pixels: those that say so are cut.
const LARGEST: u64 = 20_000;

/// A place on a sheet; lengths are in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Row of the upper left corner.
    pub row: u32,
    /// Its column.
    pub col: u16,
    /// Right of the cell's left edge.
    pub right: u32,
    /// Below the cell's upper edge.
    pub down: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// The place that an anchor means on a sheet with such widths of columns and heights of rows, in pixels. None where it
/// has no size.
pub fn spot(anchor: &Anchor, width: impl Fn(u32) -> u32, height: impl Fn(u32) -> u32) -> Option<Spot> {
    let from = anchor.from;
    let (across, along) = match (anchor.to, anchor.size) {
        (Some(to), _) => (
            distance((from.cell.col, from.right), (to.cell.col, to.right), &width),
            distance((from.cell.row, from.down), (to.cell.row, to.down), &height),
        ),
        (None, Some((across, along))) => (pixels(across), pixels(along)),
        (None, None) => return None,
    };
    if across == 0 || along == 0 {
        return None;
    }
    let Corner { cell, right, down } = from;
    // Where something is said to begin in a cell, it begins in that cell.
    let inside = |length: u64, room: u32| match anchor.to {
        Some(_) => u32::try_from(pixels(length)).unwrap_or(room).min(room),
        None => u32::try_from(pixels(length).min(LARGEST.saturating_mul(50))).unwrap_or(room),
    };
    Some(Spot {
        row: cell.row,
        col: u16::try_from(cell.col).ok()?,
        right: inside(right, width(cell.col)),
        down: inside(down, height(cell.row)),
        width: u32::try_from(across.min(LARGEST)).ok()?,
        height: u32::try_from(along.min(LARGEST)).ok()?,
    })
}

/// A corner that can be looked up: column, how far right in it, row, how far down in it, in EMU.
pub(super) type At = (u32, u64, u32, u64);

/// The corners of an anchor as the library writes them, in whole pixels, each with the corner as it was.
pub(super) fn corners(
    anchor: &Anchor,
    width: impl Fn(u32) -> u32,
    height: impl Fn(u32) -> u32,
) -> Vec<(At, At)> {
    let Some(to) = anchor.to else { return Vec::new() };
    let whole = |at: u32, length: u64, size: u32| match pixels(length) {
        // What ends at the edge of a cell begins the next.
        long if long >= u64::from(size) => (at.saturating_add(1), 0),
        long => (at, long.saturating_mul(PIXEL)),
    };
    let near = |corner: &Corner| corner.right.max(corner.down) <= LARGEST.saturating_mul(PIXEL);
    let both = [anchor.from, to].into_iter().filter(near).map(|Corner { cell, right, down }| {
        let (col, x) = whole(cell.col, right, width(cell.col));
        let (row, y) = whole(cell.row, down, height(cell.row));
        ((col, x, row, y), (cell.col, right, cell.row, down))
    });
    both.collect()
}

fn pixels(length: u64) -> u64 {
    length.saturating_add(PIXEL / 2).checked_div(PIXEL).unwrap_or(0)
}

/// From one place to another, each a row or column and a length in it.
fn distance(from: (u32, u64), to: (u32, u64), size: &impl Fn(u32) -> u32) -> u64 {
    // Nothing begins or ends beyond the edge of its cell.
    let inside = |(at, length): (u32, u64)| pixels(length).min(u64::from(size(at)));
    let mut sum = 0_u64;
    for at in from.0..to.0 {
        sum = sum.saturating_add(u64::from(size(at)));
        if sum > LARGEST.saturating_mul(2) {
            break;
        }
    }
    sum.saturating_add(inside(to)).saturating_sub(inside(from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CellRef;

    fn corner(row: u32, col: u32, right: u64, down: u64) -> Corner {
        Corner { cell: CellRef { row, col }, right: right * PIXEL, down: down * PIXEL }
    }

    #[test]
    fn sizes_come_from_the_cells_or_are_said() {
        let width = |col: u32| if col == 2 { 10 } else { 64 };
        let anchor = Anchor { from: corner(1, 1, 4, 5), to: Some(corner(3, 3, 6, 7)), size: None };
        let found = spot(&anchor, width, |_| 20);
        assert_eq!(found, Some(Spot { row: 1, col: 1, right: 4, down: 5, width: 76, height: 42 }));
        let anchor = Anchor { from: corner(0, 0, 500, 0), to: None, size: Some((PIXEL * 9, PIXEL * 8)) };
        let found = spot(&anchor, width, |_| 20);
        assert_eq!(found, Some(Spot { row: 0, col: 0, right: 500, down: 0, width: 9, height: 8 }));
    }

    #[test]
    fn nothing_that_has_no_size_is_placed_and_nothing_is_endless() {
        let anchor = Anchor { from: corner(3, 3, 0, 0), to: Some(corner(3, 3, 0, 0)), size: None };
        assert_eq!(spot(&anchor, |_| 64, |_| 20), None);
        let anchor = Anchor { from: corner(0, 0, 0, 0), to: Some(corner(1 << 19, 16_000, 0, 0)), size: None };
        let found = spot(&anchor, |_| 64, |_| 20).unwrap();
        assert_eq!((found.width, found.height), (20_000, 20_000));
    }
}
