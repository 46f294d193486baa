//! Two tables at once, cell by cell: what was to leave, and what the copy holds. Stops at the first difference.

use super::super::kind::Kind;
use super::instant;
use super::trail::Trail;
use crate::clean::{CsvOptions, Out, Plan, Said, Texts};
use crate::model::{Book, Cell, NoCopy, Place, Sheet, SheetKind, Value, Visibility};

/// What a format can hold, and so what has to be the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure<'a> {
    pub(super) kind: Kind,
    pub(super) csv: CsvOptions,
    /// Knows where a cell was in the original.
    pub(super) plan: &'a Plan,
}

/// How much was compared.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) same: u64,
    pub(super) of: u64,
    /// What the copy holds, for a second program to be held against.
    pub(super) trail: Trail,
    /// Between the fields of a text file; none where the original is none.
    pub(super) delimiter: Option<u8>,
}

/// What is known of the workbook whose cells come.
#[derive(Debug, Default)]
struct Wanted {
    date1904: bool,
    /// Whether the original is a text file: its fields leave as they stood.
    from_text: bool,
    sheet: Option<Sheet>,
    /// Whether the copy's sheet was found.
    begun: bool,
    kind: Option<Kind>,
}

/// Compares all sheets.
///
/// # Errors
/// The first difference.
pub(super) fn compare(wanted: &mut Out, found: &mut Out, measure: Measure<'_>) -> Result<Counts, NoCopy> {
    let mut counts = Counts { trail: Trail::of(measure.kind), ..Counts::default() };
    let mut known = Wanted { kind: Some(measure.kind), ..Wanted::default() };
    loop {
        match wanted.next_of(is_of_tables) {
            Some(Said::Book(book)) => {
                known.learn(book);
                // A first line that declares another delimiter does not leave, and what it declares with it.
                counts.delimiter = book.delimiter.filter(|delimiter| !delimiter.declared).map(|it| it.byte);
            }
            Some(Said::Sheet(sheet)) if leaves(sheet, measure.kind) => {
                known.sheet = Some(sheet.clone());
                known.begun = false;
                // Without a cell it has no file of its own.
                if measure.kind != Kind::Csv {
                    known.begin(found, &mut counts)?;
                }
            }
            Some(Said::Cell(cell)) => {
                counts.of = counts.of.saturating_add(1);
                known.begin(found, &mut counts)?;
                let number = known.sheet.as_ref().map_or(0, |sheet| sheet.index);
                let place = || Box::new(measure.plan.original(number, cell.row, cell.col));
                let differs = |what| NoCopy::Differs { place: place(), what };
                match found.next_of(is_of_tables) {
                    Some(Said::Cell(found)) => {
                        same(&cell, &found, measure, &known).map_err(differs)?;
                        counts.trail.cell(&found);
                    }
                    Some(_) => return Err(differs("a cell is missing")),
                    None => return Err(differs("the copy ends before it")),
                }
                counts.same = counts.same.saturating_add(1);
            }
            Some(Said::SheetEnd(sheet)) if leaves(sheet, measure.kind) && known.begun => {
                match found.next_of(is_of_tables) {
                    Some(Said::SheetEnd(_)) => {}
                    _ => return Err(known.differs("there is a cell that should not be there")),
                }
            }
            Some(Said::Finish) => break,
            Some(_) => {}
            None => return Err(known.differs("the original could not be read to its end again")),
        }
    }
    match found.next_of(is_of_tables) {
        Some(Said::Finish) => Ok(counts),
        _ => Err(known.differs("there is a sheet that should not be there")),
    }
}

fn is_of_tables(said: &Said<'_>) -> bool {
    matches!(said, Said::Book(_) | Said::Sheet(_) | Said::Cell(_) | Said::SheetEnd(_) | Said::Finish)
}

/// Whether a sheet has a place in a format: only workbooks have sheets that are charts.
fn leaves(sheet: &Sheet, kind: Kind) -> bool {
    kind == Kind::Xlsx || sheet.kind == SheetKind::Worksheet
}

impl Wanted {
    fn learn(&mut self, book: &Book) {
        self.date1904 = book.date1904;
        self.from_text = book.delimiter.is_some();
    }

    /// Goes on to the copy's next sheet, which has to be this one.
    fn begin(&mut self, found: &mut Out, counts: &mut Counts) -> Result<(), NoCopy> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        counts.trail.sheet();
        let wanted = self.sheet.as_ref().and_then(|sheet| sheet.name.as_ref());
        loop {
            match found.next_of(is_of_tables) {
                Some(Said::Book(_)) => {}
                // A sheet of delimited text has no name: as a workbook it is given one, and as a text its file has it.
                Some(Said::Sheet(sheet))
                    if self.kind == Some(Kind::Csv) || wanted.is_none() || sheet.name.as_ref() == wanted =>
                {
                    return Ok(());
                }
                Some(Said::Sheet(_)) => {
                    return Err(self.differs("the sheet has another name, or another place"));
                }
                _ => return Err(self.differs("the sheet is missing")),
            }
        }
    }

    fn differs(&self, what: &'static str) -> NoCopy {
        let name = self.sheet.as_ref().and_then(|sheet| sheet.name.clone());
        NoCopy::Differs { place: Box::new(Place { sheet: name, ..Place::default() }), what }
    }
}

/// Whether two cells are the same, as far as the format can hold them.
fn same(
    wanted: &Cell<'_>,
    found: &Cell<'_>,
    measure: Measure<'_>,
    known: &Wanted,
) -> Result<(), &'static str> {
    if (wanted.row, wanted.col) != (found.row, found.col) {
        return Err("the cell is in another place");
    }
    if found.visibility != Visibility::Visible {
        return Err("the cell cannot be seen");
    }
    let same = match measure.kind {
        Kind::Xlsx if wanted.shown != found.shown => return Err("the cell shows something else"),
        Kind::Xlsx => in_workbook(wanted, found.value, known.date1904),
        Kind::Ods => in_document(wanted, found.value, known.date1904),
        Kind::Csv => in_text(wanted, found.value, measure.csv, known),
    };
    if same { Ok(()) } else { Err("the cell holds something else") }
}

/// Days between the beginnings of the two calendars (ECMA-376 18.17.4.1).
const CALENDARS: f64 = 1462.0;

/// Error values and dates without a number leave as the texts that they show: a workbook's writer has no other way.
fn in_workbook(wanted: &Cell<'_>, found: Value<'_>, date1904: bool) -> bool {
    match (wanted.value, found) {
        // A copy counts dates from 1900; what it shows was compared.
        (Value::Number(wanted), Value::Number(found)) => {
            equal(wanted, found) || (date1904 && equal(wanted + CALENDARS, found))
        }
        (Value::Bool(wanted), Value::Bool(found)) => wanted == found,
        (Value::Text(_) | Value::Error(_) | Value::Date(_), Value::Text(found)) => wanted.shown == found,
        (Value::Date(wanted), Value::Number(found)) => instant::serial(wanted) == Some(found),
        _ => false,
    }
}

/// With one sign for the end of a line.
fn in_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// As [`in_workbook`]; what an OpenDocument file shows is not stored in it, and its dates are written as dates.
fn in_document(wanted: &Cell<'_>, found: Value<'_>, date1904: bool) -> bool {
    match (wanted.value, found) {
        (Value::Number(number), Value::Date(date)) => instant::is(date, number, date1904),
        // A day that no calendar has leaves as what it shows.
        (Value::Number(number), Value::Text(found)) => {
            instant::is_no_day(number, date1904) && wanted.shown == found
        }
        (Value::Date(wanted), Value::Date(found)) => instant::serial(wanted) == instant::serial(found),
        // Its lines are paragraphs, however they were told apart.
        (Value::Text(_), Value::Text(found)) => in_lines(wanted.shown) == in_lines(found),
        _ => in_workbook(wanted, found, date1904),
    }
}

/// A field is text: what was shown, or a value written so that it reads as the same.
fn in_text(wanted: &Cell<'_>, found: Value<'_>, options: CsvOptions, known: &Wanted) -> bool {
    let Value::Text(found) = found else { return false };
    let texts = match wanted.value {
        Value::Text(stored) if known.from_text => stored,
        _ => wanted.shown,
    };
    if found == texts
        && (known.from_text || options.texts == Texts::Shown || !matches!(wanted.value, Value::Number(_)))
    {
        return true;
    }
    let prefixed = options.formula_prefix && matches!(wanted.value, Value::Text(_));
    if prefixed && found.strip_prefix('\'') == Some(texts) {
        return true;
    }
    match wanted.value {
        _ if options.texts == Texts::Shown => false,
        Value::Number(number) => {
            found.parse().is_ok_and(|found| equal(number, found))
                || instant::is(found, number, known.date1904)
        }
        Value::Date(date) => found == date,
        _ => false,
    }
}

/// The same bits; nought is nought with either sign.
fn equal(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || (a == 0.0 && b == 0.0)
}
