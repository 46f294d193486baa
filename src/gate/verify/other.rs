//! A second program's reading of the copy: what our own reader takes a copy to hold is only then what others find in it.

use std::io::BufReader;

use calamine::{DataRef, Reader, Xlsx};

use super::super::kind::Kind;
use super::super::making::{At, Made};
use super::trail::{Item, Trail};
use crate::clean::Plan;
use crate::model::{NoCopy, Place, Range};

/// A failure of the second reader; its own words may quote the file and go nowhere.
pub(super) const UNREADABLE: &str = "a second program cannot read it";

/// Holds what our reader found against what another one finds.
pub(super) fn agree(
    kind: Kind,
    made: &[Made],
    delimiter: u8,
    ours: &Trail,
    plan: &Plan,
) -> Result<(), NoCopy> {
    let theirs = match kind {
        Kind::Csv => texts(made, delimiter),
        // Compared as it was read: see `ods`.
        Kind::Ods => return Ok(()),
        Kind::Xlsx => workbook(made, plan),
    };
    let failed = |place, what| NoCopy::Differs { place: Box::new(place), what };
    let theirs = theirs.ok_or_else(|| failed(Place::default(), UNREADABLE))?;
    match ours.differs_from(&theirs) {
        None => Ok(()),
        Some((sheet, first, last)) => {
            let name = plan.sheets().get(sheet).and_then(|sheet| sheet.name.clone());
            let place = Place { sheet: name, ..Place::default() }.cells(Range::rows(first, last));
            Err(failed(place, "a second program reads something else there"))
        }
    }
}

/// The values of a workbook, as calamine reads them.
fn workbook(made: &[Made], plan: &Plan) -> Option<Trail> {
    let mut trail = Trail::of(Kind::Xlsx);
    let [only] = made else { return None };
    let mut book = Xlsx::new(BufReader::new(At::start(&only.source))).ok()?;
    let names = book.sheet_names();
    let sheets = plan.sheets();
    if names.len() != sheets.len() {
        return None;
    }
    for name in &names {
        trail.sheet();
        // A sheet that is one chart has no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(name) else { continue };
        while let Some(cell) = reader.next_cell().ok()? {
            let (row, col) = cell.get_position();
            let words;
            let item = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::Int(number) => Item::Number(*number as f64),
                DataRef::Float(number) => Item::Number(*number),
                DataRef::DateTime(instant) => Item::Number(instant.as_f64()),
                DataRef::Bool(value) => Item::Bool(*value),
                DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                    Item::Text(text)
                }
                DataRef::SharedString(text) => Item::Text(text),
                DataRef::Error(error) => {
                    words = error.to_string();
                    Item::Text(&words)
                }
            };
            trail.item(row, col, item);
        }
    }
    Some(trail)
}

/// The fields of delimited texts, as the csv crate reads them.
fn texts(made: &[Made], delimiter: u8) -> Option<Trail> {
    let mut trail = Trail::of(Kind::Csv);
    for one in made {
        trail.sheet();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(one.source.reader());
        let mut record = csv::ByteRecord::new();
        let mut row = 0_u32;
        while reader.read_byte_record(&mut record).ok()? {
            for (col, field) in record.iter().enumerate() {
                let text = std::str::from_utf8(field).ok()?;
                let text = if row == 0 && col == 0 { text.trim_start_matches('\u{FEFF}') } else { text };
                trail.item(row, u32::try_from(col).ok()?, Item::Text(text));
            }
            row = row.checked_add(1)?;
        }
    }
    Some(trail)
}
