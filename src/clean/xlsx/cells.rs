//! Values of cells, as the library writes them. Formulas and error values are never written: a copy holds what was seen.

use rust_xlsxwriter::{ExcelDateTime, Format, Url};

use super::fault::{done, failure};
use super::format::of_font;
use super::grid;
use super::heading::Heading;
use super::paint::Role;
use super::tab::{Pen, Tab};
use crate::clean::Failure;
use crate::model::{Cell, Font, Run, Value};

/// About how long a cell is in the file beside its text.
const CELL: u64 = 64;

/// Writes a cell.
pub(super) fn write(tab: &mut Tab, cell: &Cell<'_>, pen: &mut Pen<'_>) -> Result<(), Failure> {
    tab.reach(cell.row, pen)?;
    let column = grid::column(cell.col)?;
    tab.used = tab.used.max(column);
    tab.bytes = tab.bytes.saturating_add(CELL).saturating_add(cell.shown.len() as u64);
    let row = cell.row;
    match cell.value {
        Value::Number(number) => {
            let number = pen.paint.serial(cell.dress, number);
            match pen.paint.unusual(cell.dress, tab.role()) {
                Some(format) => pen.sheet.write_number_with_format(row, column, number, format),
                None => pen.sheet.write_number(row, column, number),
            }
            .map_err(failure)?;
        }
        Value::Bool(flag) => {
            let format = pen.paint.format(cell.dress, tab.role());
            pen.sheet.write_boolean_with_format(row, column, flag, format).map_err(failure)?;
        }
        Value::Date(text) => match day(text) {
            Some(serial) => {
                let format = pen.paint.format(cell.dress, Role::Day);
                pen.sheet.write_number_with_format(row, column, serial, format).map_err(failure)?;
            }
            None => write_text(tab, cell, column, tab.role(), pen)?,
        },
        Value::Error(_) => write_text(tab, cell, column, Role::Error, pen)?,
        Value::Text(_) => write_text(tab, cell, column, tab.role(), pen)?,
    }
    Ok(())
}

/// Writes an empty cell.
pub(super) fn blank(tab: &mut Tab, row: u32, col: u32, look: u32, pen: &mut Pen<'_>) -> Result<(), Failure> {
    tab.reach(row, pen)?;
    let column = grid::column(col)?;
    tab.used = tab.used.max(column);
    tab.bytes = tab.bytes.saturating_add(CELL);
    let format = pen.paint.empty(look, tab.role());
    pen.sheet.write_blank(row, column, format).map(|_| ()).map_err(failure)
}

fn write_text(
    tab: &mut Tab,
    cell: &Cell<'_>,
    column: u16,
    role: Role,
    pen: &mut Pen<'_>,
) -> Result<(), Failure> {
    let (row, text) = (cell.row, cell.shown);
    let address = tab.links.take(row, cell.col, text);
    let heading = tab.headings.wanted() && matches!(cell.value, Value::Text(_));
    if cell.dress.runs.is_empty() && address.is_none() && !heading {
        let written = match pen.paint.unusual(cell.dress, role) {
            Some(format) => pen.sheet.write_string_with_format(row, column, text, format),
            None => pen.sheet.write_string(row, column, text),
        };
        return written.map(|_| ()).map_err(failure);
    }
    // One stretch from end to end is a font for the cell.
    let format = match cell.dress.runs {
        [Run { from: 0, to, font }] if *to >= text.len() => pen.paint.in_font(cell.dress, font),
        _ => pen.paint.format(cell.dress, role).clone(),
    };
    let pieces = if address.is_none() { pieces(cell, &format) } else { Vec::new() };
    let written = match address {
        Some(address) => {
            done(pen.sheet.write_url_with_format(row, column, Url::new(&*address).set_text(text), &format))?
        }
        None => !pieces.is_empty() && write_rich(row, column, &pieces, &format, pen)?,
    };
    if !written {
        pen.sheet.write_string_with_format(row, column, text, &format).map_err(failure)?;
    }
    if heading {
        tab.headings.see(column, || Heading {
            text: text.to_owned(),
            format: format.clone(),
            pieces: pieces.iter().map(|(font, text)| (font.clone(), (*text).to_owned())).collect(),
        });
    }
    Ok(())
}

/// A text in more than one font. The library counts the marks between them as text: one that is too long by that leaves
/// in one font.
fn write_rich(
    row: u32,
    column: u16,
    pieces: &[(Format, &str)],
    format: &Format,
    pen: &mut Pen<'_>,
) -> Result<bool, Failure> {
    let pieces: Vec<(&Format, &str)> = pieces.iter().map(|(font, text)| (font, *text)).collect();
    done(pen.sheet.write_rich_string_with_format(row, column, &pieces, format))
}

/// The stretches of a text, each with its font; none where it has but one.
fn pieces<'t>(cell: &Cell<'t>, format: &Format) -> Vec<(Format, &'t str)> {
    let text = cell.shown;
    // The library does not protect such words in texts with fonts, and readers would take them for escapes (18.3.1.40).
    if cell.dress.runs.is_empty() || text.contains("_x") {
        return Vec::new();
    }
    let mut all: Vec<(Format, &str)> = Vec::new();
    let mut add = |from: usize, to: usize, font: Option<&Font>| {
        if let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) {
            all.push((font.map_or_else(|| format.clone(), of_font), piece));
        }
    };
    let mut from = 0;
    for run in cell.dress.runs {
        add(from, run.from, None);
        add(run.from.max(from), run.to, Some(&run.font));
        from = run.to.max(from);
    }
    add(from, text.len(), None);
    let whole = all.iter().map(|(_, piece)| piece.len()).sum::<usize>() == text.len();
    if whole && all.len() > 1 { all } else { Vec::new() }
}

/// The number of a day written as ISO 8601 has it, and nothing else.
fn day(text: &str) -> Option<f64> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape || text < "1900-03-01" {
        return None;
    }
    ExcelDateTime::parse_from_str(text).ok().map(|day| day.to_excel())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbers_where_they_are_days() {
        assert_eq!(day("2024-02-29"), Some(45351.0));
        for text in
            ["2024-02-30", "1900-02-29", "2024-02-29T10:00:00", "29/02/2024", "10000-01-1", "２０24-1-1"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
