//! A sheet that is being written: which row the library is at, and what it must be told before the next one.
//!
//! The library writes a row to its temporary file once a cell of a later row comes. It would keep a record of each row
//! that has a height, format included, to the end; heights are therefore set as the sheet's standard height while their
//! row is written, so that memory does not grow with rows.

use rust_xlsxwriter::{Format, Worksheet};

use super::columns::Bands;
use super::fault::{done, failure};
use super::grid;
use super::heading::Headings;
use super::links::Links;
use super::measure::Measure;
use super::merges::Merges;
use super::paint::{Paint, Role};
use super::sizes::{Height, Sizes};
use crate::clean::Failure;
use crate::model::{Object, Place, Row};

/// A standard height that no row has, in pixels: a row of this height is written without one.
const NO_HEIGHT: u32 = 1_000_000;

/// Most rows of a sheet that keep the look of cells that are not there: the library keeps those to the end.
const MOST_ROW_LOOKS: usize = 10_000;

/// Most rows whose heights are remembered to place objects by.
const MOST_HEIGHTS: usize = 20_000;

/// What the library writes with.
pub(super) struct Pen<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) paint: &'a mut Paint,
    pub(super) sizes: &'a mut Sizes,
    pub(super) losses: &'a mut Vec<(Place, &'static str)>,
}

/// A sheet that is being written.
pub(super) struct Tab {
    /// Its number in the workbook.
    pub(super) number: usize,
    /// Where losses are.
    pub(super) place: Place,
    pub(super) measure: Measure,
    /// Height of rows that say none, in pixels, and whether it is another than their text needs.
    pub(super) standard: u32,
    pub(super) custom: bool,
    pub(super) bands: Bands,
    pub(super) merges: Merges,
    pub(super) links: Links,
    pub(super) headings: Headings,
    /// What lies over the cells.
    pub(super) objects: Vec<Object>,
    /// The last column with a cell.
    pub(super) used: u16,
    /// About how long its cells are in the file.
    pub(super) bytes: u64,
    current: Option<Current>,
    announced: Option<Row>,
    /// Rows with looks, and their heights: the library has a record of each.
    looks: Vec<(u32, u32)>,
    looks_lost: bool,
    heights: Vec<(u32, u32)>,
}

/// The row that the library is at.
struct Current {
    row: u32,
    /// Its height as the library is told it, where that has no record of it.
    height: Option<u32>,
    /// Whether it has a look.
    look: bool,
}

impl Tab {
    /// A sheet without anything.
    pub(super) fn new(number: usize, place: Place, measure: Measure) -> Self {
        Tab {
            number,
            place,
            measure,
            standard: measure.row,
            custom: false,
            bands: Bands::default(),
            merges: Merges::default(),
            links: Links::default(),
            headings: Headings::default(),
            objects: Vec::new(),
            used: 0,
            bytes: 0,
            current: None,
            announced: None,
            looks: Vec::new(),
            looks_lost: false,
            heights: Vec::new(),
        }
    }

    /// The standard height while rows are written.
    pub(super) fn open(&self, sheet: &mut Worksheet, first: &Format) -> Result<(), Failure> {
        sheet.set_default_format(first, NO_HEIGHT, self.measure.column).map(|_| ()).map_err(failure)
    }

    /// How a cell must be written to keep its look: in a row or column with a look, the library would give it that one.
    pub(super) fn role(&self) -> Role {
        let row = self.current.as_ref().is_some_and(|current| current.look);
        if row || self.bands.styled() { Role::Own } else { Role::Plain }
    }

    /// A row is to come.
    pub(super) fn announce(&mut self, row: &Row, pen: &mut Pen<'_>) -> Result<(), Failure> {
        self.settle(pen)?;
        self.announced = Some(*row);
        Ok(())
    }

    /// A cell of this row is to be written next.
    pub(super) fn reach(&mut self, row: u32, pen: &mut Pen<'_>) -> Result<(), Failure> {
        if self.current.as_ref().is_some_and(|current| current.row == row) {
            return Ok(());
        }
        let row = grid::row(row)?;
        if self.announced.is_some_and(|announced| announced.index != row) {
            self.settle(pen)?;
        }
        let said = self.announced.take().unwrap_or(Row { index: row, ..Row::default() });
        self.advance(&said, pen)
    }

    /// A row that was announced and got no cell: one that has a height or a look is written with one empty cell.
    fn settle(&mut self, pen: &mut Pen<'_>) -> Result<(), Failure> {
        let Some(row) = self.announced.take().filter(|row| row.height.is_some() || row.look.is_some()) else {
            return Ok(());
        };
        grid::row(row.index)?;
        self.advance(&row, pen)?;
        self.touch(row.index, 0, row.look, pen)
    }

    /// On to a row, by way of those in which merges begin or go on.
    fn advance(&mut self, to: &Row, pen: &mut Pen<'_>) -> Result<(), Failure> {
        loop {
            let begins = self.merges.next_row().filter(|row| *row < to.index);
            let follows =
                self.current.as_ref().filter(|current| current.height.is_some()).and_then(|current| {
                    let next = current.row.saturating_add(1);
                    self.merges.ahead_of(current.row).filter(|_| next < to.index).map(|column| (next, column))
                });
            match (begins, follows) {
                // All rows that the library wrote ahead would get the height of the row before them.
                (begins, Some((next, column))) if begins.is_none_or(|row| next < row) => {
                    self.turn(&Row { index: next, ..Row::default() }, pen)?;
                    self.touch(next, column, None, pen)?;
                }
                (Some(row), _) => self.turn(&Row { index: row, ..Row::default() }, pen)?,
                (None, _) => return self.turn(to, pen),
            }
        }
    }

    /// The row before is over, this one begins.
    fn turn(&mut self, row: &Row, pen: &mut Pen<'_>) -> Result<(), Failure> {
        if self.current.as_ref().is_some_and(|current| current.row >= row.index) {
            return Err(Failure::Beyond("the rows of a sheet do not come in their order"));
        }
        self.headings.close_row(&self.place, pen)?;
        let before = self.current.as_ref().and_then(|current| current.height).unwrap_or(NO_HEIGHT);
        pen.sheet.set_default_row_height_pixels(before);
        let height = row.height.map(|points| pen.sizes.row(self.number, points, row.fits));
        if let Some(Height { pixels, .. }) = height
            && !self.objects.is_empty()
            && row.index < grid::LAST_ROW
            && self.heights.len() < MOST_HEIGHTS
        {
            self.heights.push((row.index, pixels));
        }
        self.current =
            Some(Current { row: row.index, height: height.map(|height| height.written), look: false });
        while let Some(block) = self.merges.begin(row.index) {
            let format = pen.paint.empty(0, Role::Plain);
            let merged = pen.sheet.merge_range(block.top, block.left, block.bottom, block.right, "", format);
            if !done(merged)? {
                pen.losses.push((self.place.clone(), "merged cells that overlap others"));
            }
            self.used = self.used.max(block.right);
        }
        self.headings.open_row(row.index);
        // The library would write the last row a second time if it had a record of it: see `push_out`.
        let look = row.look.filter(|_| row.index < grid::LAST_ROW);
        look.map_or(Ok(()), |look| self.wear(row.index, look, height, pen))
    }

    /// Gives the current row a look. The library has a record of it from then on, with its height.
    fn wear(
        &mut self,
        row: u32,
        look: u32,
        height: Option<Height>,
        pen: &mut Pen<'_>,
    ) -> Result<(), Failure> {
        if self.looks.len() >= MOST_ROW_LOOKS {
            if !std::mem::replace(&mut self.looks_lost, true) {
                pen.losses.push((self.place.clone(), "the look of empty cells in very many rows"));
            }
            return Ok(());
        }
        // Writes the row before, whose height must not be the one that the record takes over.
        self.touch(row, 0, Some(look), pen)?;
        pen.sheet.set_default_row_height_pixels(NO_HEIGHT);
        pen.sheet.set_row_format(row, pen.paint.empty(look, Role::Plain)).map_err(failure)?;
        if let Some(height) = height {
            pen.sheet.set_row_height_pixels(row, height.written).map_err(failure)?;
        }
        self.looks.push((row, height.map_or(self.standard, |height| height.pixels)));
        self.current = Some(Current { row, height: None, look: true });
        Ok(())
    }

    /// An empty cell that looks as if it was not there.
    fn touch(&mut self, row: u32, column: u16, look: Option<u32>, pen: &mut Pen<'_>) -> Result<(), Failure> {
        let look = look.or_else(|| self.bands.first_look().filter(|_| column == 0)).unwrap_or_default();
        pen.sheet.write_blank(row, column, pen.paint.empty(look, Role::Plain)).map(|_| ()).map_err(failure)
    }

    /// The last row with a cell.
    pub(super) fn last_row(&self) -> u32 {
        self.current.as_ref().map_or(0, |current| current.row)
    }

    /// The width of a column, in pixels.
    pub(super) fn width_of(&self, column: u32) -> u32 {
        self.bands.width_of(column, self.measure)
    }

    /// The height of a row, in pixels, as far as it is remembered.
    pub(super) fn height_of(&self, row: u32) -> u32 {
        let known = self.heights.binary_search_by_key(&row, |(row, _)| *row).ok();
        known.and_then(|at| self.heights.get(at)).map_or(self.standard, |(_, pixels)| *pixels)
    }

    /// No row is to come. Tells the library the heights that it places objects by.
    pub(super) fn close(&mut self, first: &Format, pen: &mut Pen<'_>) -> Result<(), Failure> {
        self.settle(pen)?;
        while let Some(row) = self.merges.next_row() {
            self.advance(&Row { index: row, ..Row::default() }, pen)?;
        }
        self.headings.close_row(&self.place, pen)?;
        self.push_out(pen)?;
        // A standard height that is not the one the library began with is written as one that was chosen.
        let natural = if self.custom { NO_HEIGHT } else { self.standard };
        pen.sheet.set_default_format(first, natural, self.measure.column).map_err(failure)?;
        pen.sheet.set_default_row_height_pixels(self.standard);
        for (row, pixels) in self.looks.iter().chain(&self.heights).copied() {
            pen.sheet.set_row_height_pixels(row, pixels).map_err(failure)?;
        }
        Ok(())
    }

    /// Has the last row written while its height is the standard one. Left to itself, the library would write a row that
    /// it has a record of a second time when it saves.
    fn push_out(&mut self, pen: &mut Pen<'_>) -> Result<(), Failure> {
        let special = |row: &&Current| row.height.is_some() || row.look || self.custom;
        let Some(last) = self.current.as_ref().filter(special) else { return Ok(()) };
        let next = last.row.saturating_add(1);
        if next > grid::LAST_ROW {
            return Ok(());
        }
        pen.sheet.set_default_row_height_pixels(last.height.unwrap_or(NO_HEIGHT));
        self.touch(next, 0, None, pen)?;
        pen.sheet.clear_cell(next, 0);
        Ok(())
    }
}
