//! Heights, widths and corners of objects that are no whole number of pixels, as workbooks have them that were saved on a screen of another
//! scale. The library keeps whole pixels only. Rows of such a height get a number in its place, which is far beyond any
//! height, and once all is written `refine` puts the heights where the numbers are. What is whole stays as it is.

use std::collections::{BTreeMap, HashMap};

use super::columns::{Bands, Width};
use super::measure::{Measure, row_pixels};
use super::place::At;
use crate::model::Frame;

/// The first number that stands for a height, in the library's pixels: beyond that of rows without one.
const FIRST: u32 = 2_000_000;

/// Most heights of a workbook that have a number; others become whole pixels.
const MOST: usize = 4096;

/// How fine sizes are: hundredths of a point, as finely as any program says heights, and 256ths of a digit, as Excel
/// does widths. What is finer cannot be seen.
const OF_POINT: f64 = 100.0;
const OF_DIGIT: f64 = 256.0;

/// A row's height as it is told to the library, and as objects are placed by it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Height {
    pub(super) written: u32,
    pub(super) pixels: u32,
}

/// What the library cannot say of a sheet's sizes.
#[derive(Debug, Default)]
pub(super) struct Exact {
    /// Rows that say none, in points.
    pub(super) rows: Option<f64>,
    /// Characters of a column that says no width.
    pub(super) characters: Option<u32>,
    /// Columns from left to right: the first, the last, the width in digits.
    pub(super) columns: Vec<Width>,
    /// All other columns.
    pub(super) others: Option<f64>,
}

/// The sizes of a workbook that the library cannot write.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    /// Heights in points, and whether nobody chose them.
    heights: Vec<(f64, bool)>,
    numbers: HashMap<(u64, bool), u32>,
    sheets: BTreeMap<usize, Exact>,
    /// Corners of objects in whole pixels, and as they were.
    corners: HashMap<At, At>,
}

impl Sizes {
    /// The height of a row on a sheet, which is what its text came to where it `fits`.
    pub(super) fn row(&mut self, sheet: usize, points: f64, fits: bool) -> Height {
        let pixels = row_pixels(points);
        // The library says of every height that somebody chose it.
        let plain = fits.then_some(f64::from(pixels) * 0.75);
        let number = fine_height(points).or(plain).and_then(|points| self.number(points, fits));
        if number.is_some() {
            self.sheets.entry(sheet).or_default();
        }
        Height { written: number.unwrap_or(pixels), pixels }
    }

    fn number(&mut self, points: f64, fits: bool) -> Option<u32> {
        if let Some(number) = self.numbers.get(&(points.to_bits(), fits)) {
            return Some(*number);
        }
        let next = u32::try_from(self.heights.len()).ok().filter(|_| self.heights.len() < MOST)?;
        let number = FIRST.saturating_add(next);
        self.heights.push((points, fits));
        self.numbers.insert((points.to_bits(), fits), number);
        Some(number)
    }

    /// What a frame says of the rows and columns that say nothing.
    pub(super) fn frame(&mut self, sheet: usize, frame: &Frame) {
        if let Some(points) = frame.default_height.or(frame.usual_height).and_then(fine_height) {
            self.sheets.entry(sheet).or_default().rows = Some(points);
        }
        if let Some(characters) = frame.base_width.filter(|_| frame.default_width.is_some()) {
            self.sheets.entry(sheet).or_default().characters = Some(characters);
        }
    }

    /// The widths of a sheet's columns.
    pub(super) fn columns(&mut self, sheet: usize, bands: &Bands, measure: Measure) {
        let (columns, others) = bands.widths();
        let mut widths = columns.iter().filter_map(|(_, _, width)| *width).chain(others);
        if self.sheets.contains_key(&sheet) || widths.any(|width| is_fine_width(width, measure)) {
            let exact = self.sheets.entry(sheet).or_default();
            let round = |width: f64| (width.clamp(0.0, 255.0) * OF_DIGIT).round() / OF_DIGIT;
            exact.columns =
                columns.into_iter().map(|(first, last, width)| (first, last, width.map(round))).collect();
            exact.others = others.map(round);
        }
    }

    /// The corners of an object. Of two that are the same in whole pixels, on any sheets, either will do.
    pub(super) fn corners(&mut self, corners: Vec<(At, At)>) {
        self.corners.extend(corners.into_iter().filter(|(whole, exact)| whole != exact));
    }

    /// Where a corner was, as a drawing has it; none where it is in whole pixels.
    pub(super) fn corner(&self, written: At) -> Option<At> {
        self.corners.get(&written).copied()
    }

    /// Whether drawings have corners between pixels.
    pub(super) fn has_corners(&self) -> bool {
        !self.corners.is_empty()
    }

    /// Whether the library can say it all.
    pub(super) fn are_whole(&self) -> bool {
        self.sheets.is_empty() && self.corners.is_empty()
    }

    /// What is to be said of a sheet.
    pub(super) fn of(&self, sheet: usize) -> Option<&Exact> {
        self.sheets.get(&sheet)
    }

    /// The height that a number stands for, which the library writes as points; and whether nobody chose it.
    pub(super) fn height(&self, written: f64) -> Option<(f64, bool)> {
        let at = (written * 4.0 / 3.0).round() - f64::from(FIRST);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within the numbers given"
        )]
        let at = (0.0..MOST as f64).contains(&at).then_some(at as usize)?;
        self.heights.get(at).copied()
    }
}

/// A height that is no whole number of pixels.
fn fine_height(points: f64) -> Option<f64> {
    let fine = (points.clamp(0.0, 409.5) * OF_POINT).round() / OF_POINT;
    let pixels = fine * 4.0 / 3.0;
    // Two decimals do not say every whole pixel exactly.
    ((pixels - pixels.round()).abs() > 0.02 && pixels >= 1.0).then_some(fine)
}

/// Whether the library would write another width.
fn is_fine_width(width: f64, measure: Measure) -> bool {
    let written = f64::from(measure.column(width).saturating_mul(256) / measure.digit) / OF_DIGIT;
    (written - width).abs() > 0.5 / OF_DIGIT
}
