//! What the cells of one sheet add up to, surface by surface, and the traces that come of it at the sheet's end.

use crate::model::{CellRef, Place, Private, Range, Sheet, Substance, Surface, Trace};
use crate::read::Visitor;

/// Bytes of texts that are kept before they are pushed.
const MOST_BYTES: usize = 4 << 20;

/// What hides a cell: itself, or all of its row or column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Axis {
    Cell,
    Row,
    Column,
}

/// The counts of one sheet.
#[derive(Debug)]
pub(super) struct Tallies {
    place: Place,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    surface: Surface,
    count: u64,
    range: Range,
    /// What hides all of them, if it is the same.
    axis: Axis,
    texts: Vec<Private<'static>>,
    bytes: usize,
}

impl Tallies {
    pub(super) fn new(sheet: &Sheet) -> Self {
        Tallies { place: sheet.place(), entries: Vec::new() }
    }

    /// Counts a cell with a value.
    pub(super) fn cell(&mut self, surface: Surface, axis: Axis, at: CellRef) {
        self.add(surface, axis, Range::cell(at.row, at.col), 1);
    }

    /// Notes rows or columns that are hidden, with a value or without.
    pub(super) fn hidden(&mut self, surface: Surface, axis: Axis, range: Range) {
        self.add(surface, axis, range, 0);
    }

    /// Counts cells far from the others.
    pub(super) fn remote(&mut self, count: u64, range: Range) {
        self.add(Surface::RemoteCell, Axis::Cell, range, count);
    }

    /// Counts a cell that holds a text which is shown nowhere.
    pub(super) fn text(&mut self, surface: Surface, at: CellRef, text: &str, visitor: &mut dyn Visitor) {
        self.cell(surface, Axis::Cell, at);
        let place = &self.place;
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.surface == surface) else { return };
        entry.texts.push(Private::new(text.to_owned()));
        entry.bytes = entry.bytes.saturating_add(text.len()).saturating_add(64);
        if entry.bytes > MOST_BYTES {
            // Rather two traces of one surface than texts that nobody judges.
            entry.push(place, visitor);
        }
    }

    /// Pushes a trace for each surface.
    pub(super) fn finish(mut self, visitor: &mut dyn Visitor) {
        self.entries.sort_by_key(|entry| entry.surface);
        for entry in &mut self.entries {
            entry.push(&self.place, visitor);
        }
    }

    fn add(&mut self, surface: Surface, axis: Axis, range: Range, count: u64) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.surface == surface) {
            // Where only hidden rows without a value were seen before, those with values give the place.
            let replaces = entry.count == 0 && count > 0;
            if replaces {
                (entry.range, entry.axis) = (range, axis);
            } else if entry.count == 0 || count > 0 {
                entry.range = entry.range.join(range);
                entry.axis = if entry.axis == axis { axis } else { Axis::Cell };
            }
            entry.count = entry.count.saturating_add(count);
            return;
        }
        self.entries.push(Entry { surface, count, range, axis, texts: Vec::new(), bytes: 0 });
    }
}

impl Entry {
    fn push(&mut self, place: &Place, visitor: &mut dyn Visitor) {
        let range = match self.axis {
            Axis::Cell => self.range,
            Axis::Row => Range::rows(self.range.first.row, self.range.last.row),
            Axis::Column => Range::columns(self.range.first.col, self.range.last.col),
        };
        let substance = match self.count {
            0 => Substance::Harmless(empty(self.surface)),
            count => Substance::Holds(count),
        };
        self.bytes = 0;
        let texts = std::mem::take(&mut self.texts);
        visitor.trace(Trace { surface: self.surface, place: place.clone().cells(range), substance, texts });
        self.count = 0;
    }
}

/// Why hidden rows or columns without a value are harmless.
fn empty(surface: Surface) -> &'static str {
    match surface {
        Surface::HiddenRow => "the hidden rows hold no value",
        Surface::HiddenColumn => "the hidden columns hold no value",
        Surface::FilteredRow => "the rows that a filter hides hold no value",
        Surface::CollapsedGroup => "the collapsed groups hold no value",
        _ => "the rows and columns that are too small to see hold no value",
    }
}
