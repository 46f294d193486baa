//! What lies over the cells of a sheet and can be made again: charts and pictures. Shapes, text boxes and controls are
//! surfaces that a copy does without.

use std::fmt;
use std::sync::Arc;

use super::{CellRef, Chart, Place};

/// An object over the cells, and where.
#[derive(Debug, Clone)]
pub struct Object {
    /// The part that holds it.
    pub place: Place,
    /// Where it lies.
    pub anchor: Anchor,
    /// What it shows.
    pub shows: Shows,
}

/// What an object shows.
#[derive(Debug, Clone)]
pub enum Shows {
    /// A chart of cells.
    Chart(Box<Chart>),
    /// A picture.
    Picture(Picture),
}

/// Where an object lies (ECMA-376 20.5.2). Lengths are in EMU: 914,400 to the inch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// Its top left corner.
    pub from: Corner,
    /// Its bottom right corner, where that is what is said; it then moves and grows with the cells.
    pub to: Option<Corner>,
    /// Width and height, where those are said.
    pub size: Option<(u64, u64)>,
}

/// A corner: a cell, and how far right and down in it, in EMU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corner {
    /// The cell.
    pub cell: CellRef,
    /// Right of the cell's left edge.
    pub right: u64,
    /// Below the cell's top edge.
    pub down: u64,
}

/// A picture as the file stores it, and how much of it shows.
#[derive(Clone)]
pub struct Picture {
    /// The file's bytes; never copied into another, only decoded and encoded anew.
    pub bytes: Arc<[u8]>,
    /// Shares of the width and height that are cut off at left, top, right and bottom, each from 0 to 1.
    pub crop: [f64; 4],
    /// It cannot be made anew so that it shows what it showed; `bytes` are then empty.
    pub beyond: Option<&'static str>,
}

impl fmt::Debug for Picture {
    /// Without the bytes, which may show a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture").field("length", &self.bytes.len()).field("crop", &self.crop).finish()
    }
}
