//! A sheet's window and its printed pages.

use rust_xlsxwriter::Worksheet;

use super::fault::failure;
use super::format::color;
use super::grid::{Block, LAST_COLUMN, LAST_ROW};
use crate::clean::Failure;
use crate::model::{Frame, Print, Range, View};

/// Most page breaks across or down that Excel opens.
const MOST_BREAKS: usize = 1023;

/// The paper of pages that say none. The library writes all but the plainest pages in a way that programs take for American
/// paper where it says no other (18.3.1.63 `paperSize`); where requests are answered it is this.
const A4: u8 = 9;

/// The margins that the library writes by itself: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.7, 0.7, 0.75, 0.75, 0.3, 0.3];

/// The window, the tab and the page.
pub(super) fn set(sheet: &mut Worksheet, frame: &Frame) -> Result<(), Failure> {
    view(sheet, &frame.view)?;
    if let Some(rgb) = frame.tab_color {
        sheet.set_tab_color(color(rgb));
    }
    paper(sheet, &frame.print);
    titles(sheet, &frame.print)?;
    breaks(sheet, &frame.print)
}

fn view(sheet: &mut Worksheet, view: &View) -> Result<(), Failure> {
    sheet.set_screen_gridlines(view.gridlines);
    sheet.set_hidden_zeroes(!view.zeros);
    sheet.set_right_to_left(view.right_to_left);
    if let Some(zoom) = view.zoom {
        sheet.set_zoom(zoom.clamp(10, 400));
    }
    if let Some(frozen) = view.frozen
        && let Some(at) = Block::of(Range { first: frozen, last: frozen })
    {
        sheet.set_freeze_panes(at.top, at.left).map_err(failure)?;
    }
    Ok(())
}

fn paper(sheet: &mut Worksheet, print: &Print) {
    if print.landscape {
        sheet.set_landscape();
    }
    let margins = print.margins.filter(|margins| *margins != MARGINS);
    let (row_breaks, column_breaks) = (Vec::new(), Vec::new());
    if (Print { margins, row_breaks, column_breaks, ..print.clone() }) != Print::default() {
        sheet.set_paper_size(print.paper.unwrap_or(A4));
    }
    if let Some(scale) = print.scale {
        sheet.set_print_scale(scale.clamp(10, 400));
    }
    if let Some((width, height)) = print.fit {
        sheet.set_print_fit_to_pages(width, height);
    }
    if let Some([left, right, top, bottom, header, footer]) = margins {
        sheet.set_margins(left, right, top, bottom, header, footer);
    }
    sheet.set_print_center_horizontally(print.center_horizontally);
    sheet.set_print_center_vertically(print.center_vertically);
    sheet.set_print_gridlines(print.gridlines);
    sheet.set_print_headings(print.headings);
    sheet.set_print_black_and_white(print.black_and_white);
    sheet.set_page_order(!print.over_then_down);
    if let Some(header) = &print.header {
        sheet.set_header(header);
    }
    if let Some(footer) = &print.footer {
        sheet.set_footer(footer);
    }
    if let Some(page) = print.first_page {
        sheet.set_print_first_page_number(page);
    }
}

/// Rows and columns on each page, and the cells that are printed.
fn titles(sheet: &mut Worksheet, print: &Print) -> Result<(), Failure> {
    if let Some((first, last)) = print.repeat_rows
        && let Some(rows) = Block::of(Range::rows(first, last))
    {
        sheet.set_repeat_rows(rows.top, rows.bottom).map_err(failure)?;
    }
    if let Some((first, last)) = print.repeat_columns
        && let Some(columns) = Block::of(Range::columns(first, last))
    {
        sheet.set_repeat_columns(columns.left, columns.right).map_err(failure)?;
    }
    // The library knows of one area only: several become the one around them.
    if let Some(area) = print.areas.iter().copied().reduce(Range::join).and_then(Block::of) {
        sheet.set_print_area(area.top, area.left, area.bottom, area.right).map_err(failure)?;
    }
    Ok(())
}

fn breaks(sheet: &mut Worksheet, print: &Print) -> Result<(), Failure> {
    let inside = |all: &[u32], last: u32| -> Vec<u32> {
        all.iter().copied().filter(|at| (1..=last).contains(at)).take(MOST_BREAKS).collect()
    };
    let (rows, columns) =
        (inside(&print.row_breaks, LAST_ROW), inside(&print.column_breaks, u32::from(LAST_COLUMN)));
    if !rows.is_empty() {
        sheet.set_page_breaks(&rows).map_err(failure)?;
    }
    if !columns.is_empty() {
        sheet.set_vertical_page_breaks(&columns).map_err(failure)?;
    }
    Ok(())
}
