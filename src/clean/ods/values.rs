//! A cell: its value with its type, and what it shows (ODF 1.3 part 3, 9.1.4, 19.384). A number whose format has no data
//! style is written as the text that it shows, so that the eye sees the same.

use std::io::Write;

use super::grid::{Grid, Pen};
use super::styles::Role;
use super::text::paragraphs;
use crate::clean::number_format::Kind;
use crate::clean::serial::moment;
use crate::clean::xlsx::links::Links;
use crate::clean::{Failure, plain};
use crate::model::{Cell, Dress, Value};

/// A value as attributes say it: its type, the attribute that has it, the value. Of texts the paragraphs are the value.
struct Typed {
    kind: &'static str,
    attribute: Option<(&'static str, String)>,
}

/// Writes a cell.
pub(super) fn write<W: Write>(
    grid: &mut Grid,
    links: &mut Links,
    pen: &mut Pen<'_, W>,
    cell: &Cell<'_>,
    date1904: bool,
) -> Result<(), Failure> {
    let Dress { look, section, runs, overlay } = cell.dress;
    let look = pen.styles.overlaid(look, overlay);
    let typed = typed(pen, cell, date1904);
    let role = match (&typed.attribute, cell.value) {
        (Some(_), Value::Bool(_)) => Role::Truth,
        (Some(_), _) => Role::Value(section),
        (None, _) => Role::Text,
    };
    let (element, tag) = grid.cell(pen, (cell.row, cell.col), look, role)?;
    let mut tag = tag.with("office:value-type", typed.kind);
    let text = typed.attribute.is_none();
    if let Some((name, value)) = typed.attribute {
        tag = tag.with(name, value);
    }
    let mut stretches = Vec::with_capacity(runs.len());
    for run in runs {
        stretches.push((run.from, run.to, pen.styles.text(&run.font)?));
    }
    let link = if text { links.take(cell.row, cell.col, cell.shown) } else { None };
    if !runs.is_empty() || cell.shown.contains('\n') || pen.styles.needs_room(look, text) {
        grid.grow();
    }
    pen.line.open(tag)?;
    paragraphs(pen.line, cell.shown, &stretches, link.as_deref())?;
    pen.line.close(element)?;
    Ok(())
}

fn typed<W: Write>(pen: &mut Pen<'_, W>, cell: &Cell<'_>, date1904: bool) -> Typed {
    let of = |kind, attribute, value| Typed { kind, attribute: Some((attribute, value)) };
    let typed = match cell.value {
        Value::Bool(value) => {
            let value = if value { "true" } else { "false" };
            Some(of("boolean", "office:boolean-value", value.to_owned()))
        }
        Value::Number(number) if number.is_finite() => pen
            .styles
            .kind(cell.dress.look, cell.dress.section)
            .and_then(|(kind, time)| number_of(number, kind, time, date1904)),
        Value::Number(_) | Value::Text(_) | Value::Error(_) | Value::Date(_) => None,
    };
    typed.unwrap_or(Typed { kind: "string", attribute: None })
}

/// A number as the kind of value that its format shows; none where it is no such value.
fn number_of(number: f64, kind: Kind, time: bool, date1904: bool) -> Option<Typed> {
    let mut value = String::new();
    let (kind, attribute) = match kind {
        Kind::Number | Kind::Text | Kind::Percentage => {
            plain::number(number, &mut value);
            (if kind == Kind::Percentage { "percentage" } else { "float" }, "office:value")
        }
        Kind::Time if (0.0..1.0).contains(&number) => {
            moment(number, date1904)?.write_duration(&mut value);
            ("time", "office:time-value")
        }
        Kind::Elapsed => {
            moment(number, date1904)?.write_duration(&mut value);
            ("time", "office:time-value")
        }
        Kind::Date | Kind::Time => {
            let moment = moment(number, date1904)?;
            if !moment.write_date(&mut value) {
                return None;
            }
            if time || moment.has_time() {
                value.push('T');
                moment.write_time(&mut value);
            }
            ("date", "office:date-value")
        }
    };
    Some(Typed { kind, attribute: Some((attribute, value)) })
}
