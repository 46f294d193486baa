//! What lies over the cells: charts drawn anew, pictures made anew, each where it lay.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_xlsxwriter::{Workbook, Worksheet};

use super::chart::draw;
use super::fault::{done, failure};
use super::picture::made_anew;
use super::place::{Spot, corners, spot};
use super::sizes::Sizes;
use super::tab::Tab;
use crate::clean::Failure;
use crate::model::{Chart, Object, Picture, Place, Shows};

/// Farthest that an object lies from its cell, in pixels. The library counts on from there, column by column.
const FARTHEST: u32 = 20_000;

/// Most rows of a series that may go on below the last cell of its sheet: the library keeps an empty text for each.
const MOST_ROWS: u32 = 10_000;

/// An object and its place, until all sheets are written: a chart may draw the cells of any of them.
pub(super) struct Placed {
    sheet: usize,
    spot: Spot,
    object: Object,
}

/// A sheet that is written.
pub(super) struct Written {
    /// Its name as charts say it, in lower case.
    pub(super) said: String,
    /// Its name in the copy.
    pub(super) name: Arc<str>,
    /// Its last row with a cell.
    pub(super) last_row: u32,
}

/// The objects of a sheet whose rows and columns are all known, each at a place of its own: the library keeps one for
/// each.
pub(super) fn placed(
    tab: &mut Tab,
    sizes: &mut Sizes,
    losses: &mut Vec<(Place, &'static str)>,
) -> Vec<Placed> {
    let mut taken = BTreeSet::new();
    let mut all = Vec::new();
    for object in std::mem::take(&mut tab.objects) {
        let found = spot(&object.anchor, |column| tab.width_of(column), |row| tab.height_of(row));
        let Some(mut spot) = found else {
            losses.push(lost(&object));
            continue;
        };
        sizes.corners(corners(&object.anchor, |column| tab.width_of(column), |row| tab.height_of(row)));
        (spot.right, spot.down) = (spot.right.min(FARTHEST), spot.down.min(FARTHEST));
        while !taken.insert((spot.row, spot.col, spot.right, spot.down)) {
            spot.right = spot.right.saturating_add(1);
        }
        all.push(Placed { sheet: tab.number, spot, object });
    }
    all
}

/// Puts them on their sheets.
pub(super) fn put(
    workbook: &mut Workbook,
    all: Vec<Placed>,
    sheets: &[Written],
    losses: &mut Vec<(Place, &'static str)>,
) -> Result<(), Failure> {
    for Placed { sheet, spot, object } in all {
        let on = workbook.worksheet_from_index(sheet).map_err(failure)?;
        let there = match &object.shows {
            Shows::Chart(chart) => show_chart(on, chart, spot, sheets)?,
            Shows::Picture(picture) => show_picture(on, picture, spot)?,
        };
        if !there {
            losses.push(lost(&object));
        }
    }
    Ok(())
}

fn lost(object: &Object) -> (Place, &'static str) {
    let what = match object.shows {
        Shows::Chart(_) => "a chart that cannot be drawn again",
        Shows::Picture(_) => "a picture that cannot be made again",
    };
    (object.place.clone(), what)
}

fn show_chart(sheet: &mut Worksheet, chart: &Chart, spot: Spot, sheets: &[Written]) -> Result<bool, Failure> {
    let Some(mut drawing) = over(chart, sheets).as_ref().and_then(draw) else { return Ok(false) };
    drawing.set_width(spot.width).set_height(spot.height);
    done(sheet.insert_chart_with_offset(spot.row, spot.col, &drawing, spot.right, spot.down))
}

/// The chart over the cells of the copy; none where one of its sheets is not there, which the library would not save.
fn over(chart: &Chart, sheets: &[Written]) -> Option<Chart> {
    let mut chart = chart.clone();
    for cells in chart.references() {
        let said = cells.sheet.to_lowercase();
        let sheet = sheets.iter().find(|sheet| sheet.said == said)?;
        cells.sheet = Arc::clone(&sheet.name);
        let (first, last) = (cells.range.first.row, &mut cells.range.last.row);
        if last.saturating_sub(first) > MOST_ROWS {
            *last = (*last).min(sheet.last_row).max(first);
        }
    }
    Some(chart)
}

fn show_picture(sheet: &mut Worksheet, picture: &Picture, spot: Spot) -> Result<bool, Failure> {
    let Some(image) = made_anew(picture) else { return Ok(false) };
    let image = image.set_scale_to_size(spot.width, spot.height, false);
    done(sheet.insert_image_with_offset(spot.row, spot.col, &image, spot.right, spot.down))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cells, Plot, PlotKind, Range, Series};

    #[test]
    fn charts_are_over_sheets_of_the_copy_and_end_where_those_end() {
        let cells = |sheet: &str, range| Some(Cells { sheet: sheet.into(), range });
        let chart = |sheet| {
            let values = cells(sheet, Range::columns(1, 1));
            let categories =
                cells(sheet, Range { first: Range::cell(1, 0).first, last: Range::cell(40, 0).last });
            let series = Series { values, categories, ..Series::default() };
            Chart {
                plots: vec![Plot { series: vec![series], ..Plot::new(PlotKind::Line) }],
                ..Chart::default()
            }
        };
        let sheets = [Written { said: "a/b".to_owned(), name: "a_b".into(), last_row: 20 }];
        let mut found = over(&chart("A/B"), &sheets).unwrap();
        let ends: Vec<_> =
            found.references().map(|cells| (cells.sheet.to_string(), cells.range.last.row)).collect();
        assert!(ends.contains(&("a_b".to_owned(), 20)) && ends.contains(&("a_b".to_owned(), 40)), "{ends:?}");
        assert!(over(&chart("other"), &sheets).is_none());
    }
}
