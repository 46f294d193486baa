//! Widths and looks of columns. The library keeps one record for each column, so that settings which reach to the end of
//! the sheet are cut where nobody looks.

use rust_xlsxwriter::Worksheet;

use super::fault::failure;
use super::grid::{Block, LAST_COLUMN};
use super::measure::Measure;
use super::paint::{Paint, Role};
use crate::clean::Failure;
use crate::model::{Columns, Frame, Range};

/// Columns that are set though nothing is in them: as many as a wide screen shows.
const ON_SCREEN: u16 = 255;

/// Most columns that get a look in all sheets of a workbook together, beside those on screen.
const MOST_LOOKS: u32 = 65_536;

/// The first and the last of some columns, and the width that is said of them.
pub(super) type Width = (u32, u32, Option<f64>);

/// Columns of a sheet, kept until it is known how far its cells reach.
#[derive(Default)]
pub(super) struct Bands {
    columns: Vec<Columns>,
    default_width: Option<f64>,
    styled: bool,
}

impl Bands {
    /// Those of a frame.
    pub(super) fn of(frame: &Frame) -> Self {
        let styled = frame.columns.iter().any(|band| band.look.is_some());
        Bands { columns: frame.columns.clone(), default_width: frame.default_width, styled }
    }

    /// Whether any has a look.
    pub(super) fn styled(&self) -> bool {
        self.styled
    }

    /// The look of empty cells in the first column.
    pub(super) fn first_look(&self) -> Option<u32> {
        self.columns.first().filter(|band| band.first == 0)?.look
    }

    /// The width of a column, in pixels.
    pub(super) fn width_of(&self, column: u32, measure: Measure) -> u32 {
        let band = self.columns.iter().find(|band| (band.first..=band.last).contains(&column));
        let width = band.and_then(|band| band.width).or(self.default_width);
        width.map_or(measure.column, |width| measure.column(width))
    }

    /// The widths that are said: first, last and width of the columns with settings, and the width of all others.
    pub(super) fn widths(&self) -> (Vec<Width>, Option<f64>) {
        let columns =
            self.columns.iter().map(|band| (band.first, band.last, band.width.or(self.default_width)));
        (columns.collect(), self.default_width)
    }

    /// Sets them, `used` being the last column with a cell.
    pub(super) fn set(
        &self,
        sheet: &mut Worksheet,
        paint: &mut Paint,
        measure: Measure,
        used: u16,
        looks: &mut u32,
    ) -> Result<(), Failure> {
        let end = used.max(ON_SCREEN);
        let standard = self.default_width.map_or(measure.column, |width| measure.column(width));
        let mut next = 0;
        for band in &self.columns {
            let Some(block) = Block::of(Range::columns(band.first, band.last)) else { continue };
            set_standard(sheet, next, block.left, end, standard, measure)?;
            next = u32::from(block.right).saturating_add(1);
            let far = u32::from(block.right.saturating_sub(end));
            let reach = band.look.is_some() && looks.saturating_add(far) <= MOST_LOOKS;
            let right = if reach { block.right } else { block.right.min(end) };
            if block.left > right {
                continue;
            }
            let pixels = band.width.map_or(standard, |width| measure.column(width));
            sheet.set_column_range_width_pixels(block.left, right, pixels).map_err(failure)?;
            if let Some(look) = band.look {
                *looks = looks.saturating_add(far);
                let format = paint.empty(look, Role::Plain);
                sheet.set_column_range_format(block.left, right, format).map_err(failure)?;
            }
        }
        set_standard(sheet, next, LAST_COLUMN, end, standard, measure)
    }
}

/// Columns between those with settings, where the sheet's own standard is not that of the font.
fn set_standard(
    sheet: &mut Worksheet,
    from: u32,
    before: u16,
    end: u16,
    standard: u32,
    measure: Measure,
) -> Result<(), Failure> {
    let Ok(from) = u16::try_from(from) else { return Ok(()) };
    let last = if before > end { end } else { before.saturating_sub(1) };
    if standard != measure.column && from <= last && from < before {
        sheet.set_column_range_width_pixels(from, last, standard).map_err(failure)?;
    }
    Ok(())
}
