//! Places in the library's terms: it counts columns in 16 bits, and knows no endless ranges.

use super::fault::beyond_the_grid;
use crate::clean::Failure;
use crate::model::Range;

/// The last row of a sheet, from 0.
pub(super) const LAST_ROW: u32 = 1_048_575;

/// The last column of a sheet, from 0.
pub(super) const LAST_COLUMN: u16 = 16_383;

/// A row of a cell.
pub(super) fn row(row: u32) -> Result<u32, Failure> {
    if row > LAST_ROW { Err(beyond_the_grid()) } else { Ok(row) }
}

/// A column of a cell.
pub(super) fn column(column: u32) -> Result<u16, Failure> {
    u16::try_from(column).ok().filter(|column| *column <= LAST_COLUMN).ok_or_else(beyond_the_grid)
}

/// A rectangle as far as it lies in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// First row.
    pub(super) top: u32,
    /// First column.
    pub(super) left: u16,
    /// Last row.
    pub(super) bottom: u32,
    /// Last column.
    pub(super) right: u16,
}

impl Block {
    /// The range's part of the grid, if it has any.
    pub(super) fn of(range: Range) -> Option<Self> {
        let (bottom, right) = (range.last.row.min(LAST_ROW), range.last.col.min(u32::from(LAST_COLUMN)));
        let (left, right) = (u16::try_from(range.first.col).ok()?, u16::try_from(right).ok()?);
        (range.first.row <= bottom && left <= right).then_some(Block {
            top: range.first.row,
            left,
            bottom,
            right,
        })
    }

    /// How many columns.
    pub(super) fn columns(self) -> u32 {
        u32::from(self.right.saturating_sub(self.left)).saturating_add(1)
    }

    /// How many rows.
    pub(super) fn rows(self) -> u32 {
        self.bottom.saturating_sub(self.top).saturating_add(1)
    }
}
