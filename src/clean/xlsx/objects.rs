//! What lies over the cells: charts drawn anew, pictures made anew, each where it lay.

use std::collections::BTreeSet;

use rust_xlsxwriter::Worksheet;

use super::chart::draw;
use super::fault::done;
use super::picture::made_anew;
use super::place::{Spot, spot};
use super::tab::{Pen, Tab};
use crate::clean::Failure;
use crate::model::{Chart, Object, Picture, Shows};

/// Farthest that an object lies from its cell, in pixels. The library counts on from there, column by column.
const FARTHEST: u32 = 20_000;

/// Puts them on the sheet, once the sizes of its rows and columns are known.
pub(super) fn put(tab: &Tab, pen: &mut Pen<'_>) -> Result<(), Failure> {
    let mut taken = BTreeSet::new();
    for object in &tab.objects {
        let spot = spot(&object.anchor, |column| tab.width_of(column), |row| tab.height_of(row));
        let there = match spot.map(|spot| free(spot, &mut taken)) {
            Some(spot) => show(pen.sheet, object, spot)?,
            None => false,
        };
        if !there {
            let what = match object.shows {
                Shows::Chart(_) => "a chart that cannot be drawn again",
                Shows::Picture(_) => "a picture that cannot be made again",
            };
            pen.losses.push((object.place.clone(), what));
        }
    }
    Ok(())
}

/// A place of its own: the library keeps one object for each.
fn free(mut spot: Spot, taken: &mut BTreeSet<(u32, u16, u32, u32)>) -> Spot {
    (spot.right, spot.down) = (spot.right.min(FARTHEST), spot.down.min(FARTHEST));
    while !taken.insert((spot.row, spot.col, spot.right, spot.down)) {
        spot.right = spot.right.saturating_add(1);
    }
    spot
}

fn show(sheet: &mut Worksheet, object: &Object, spot: Spot) -> Result<bool, Failure> {
    match &object.shows {
        Shows::Chart(chart) => show_chart(sheet, chart, spot),
        Shows::Picture(picture) => show_picture(sheet, picture, spot),
    }
}

fn show_chart(sheet: &mut Worksheet, chart: &Chart, spot: Spot) -> Result<bool, Failure> {
    let Some(mut drawing) = draw(chart) else { return Ok(false) };
    drawing.set_width(spot.width).set_height(spot.height);
    done(sheet.insert_chart_with_offset(spot.row, spot.col, &drawing, spot.right, spot.down))
}

fn show_picture(sheet: &mut Worksheet, picture: &Picture, spot: Spot) -> Result<bool, Failure> {
    let Some(image) = made_anew(picture) else { return Ok(false) };
    let image = image.set_scale_to_size(spot.width, spot.height, false);
    done(sheet.insert_image_with_offset(spot.row, spot.col, &image, spot.right, spot.down))
}
