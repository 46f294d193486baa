//! Writes delimited text (RFC 4180, UTF-8, CR LF): one file for each sheet.
//!
//! A workbook's sheet becomes a rectangle: all rows down to the last one that holds something, all with the same number
//! of fields. A text file stays as it was: its delimiter, its rows of unequal length, its titles before the table and its
//! empty lines; only what nobody sees, its encoding and superfluous quotation marks change. A first line `sep=;` is an
//! instruction to one program and a row to all others, so the copy goes without it and is separated by commas.
//! Looks, merges, charts and pictures have no place in such a file.

mod lines;
mod rectangle;
#[cfg(test)]
mod tests;
mod value;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::number_format::Codes;
use super::{Failure, Scribe, plain};
use crate::model::{Book, Cell, Frame, Object, Place, Row, Sheet, SheetKind, Shows, Value};
use crate::read::csv::is_formula;
use lines::Line;
use rectangle::Rectangle;

/// The byte order mark, by which Excel tells UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// What is written of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Texts {
    /// What the eye sees: the number in its format.
    #[default]
    Shown,
    /// What is stored: numbers in full, dates in ISO 8601.
    Value,
}

/// How the text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsvOptions {
    /// Between fields; a text file keeps its own.
    pub delimiter: u8,
    /// What is written of a cell.
    pub texts: Texts,
    /// Whether the file begins with a byte order mark: Excel needs it, other programs take it for a part of the first
    /// heading, and the government's standard for tabular data does without.
    pub bom: bool,
    /// Whether texts that would run as formulas get an apostrophe before them.
    pub formula_prefix: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        CsvOptions { delimiter: b',', texts: Texts::Shown, bom: false, formula_prefix: false }
    }
}

/// Gives the file that a sheet is written to.
pub type Open<'a> = Box<dyn FnMut(&Sheet) -> io::Result<File> + 'a>;

/// Writes csv files.
pub struct CsvScribe<'a> {
    open: Open<'a>,
    folder: PathBuf,
    options: CsvOptions,
    /// Whether the original is a text file itself.
    from_text: bool,
    delimiter: u8,
    codes: Codes,
    date1904: bool,
    losses: Vec<(Place, &'static str)>,
    table: Option<Table>,
    field: String,
}

/// The sheet that is being written.
enum Table {
    /// Row by row, as they are.
    Lines { out: BufWriter<File>, line: Line, next: u32, marked: bool },
    /// To be made rectangular at its end.
    Rectangle(Rectangle),
}

impl<'a> CsvScribe<'a> {
    /// Asks `open` for each sheet's file; what must wait for a sheet's end waits in a nameless file in `folder`.
    pub fn new(open: Open<'a>, folder: &Path, options: CsvOptions) -> Self {
        CsvScribe {
            open,
            folder: folder.to_owned(),
            options,
            from_text: false,
            delimiter: options.delimiter,
            codes: Codes::default(),
            date1904: false,
            losses: Vec::new(),
            table: None,
            field: String::new(),
        }
    }

    fn mark(&self) -> &'static [u8] {
        if self.options.bom { MARK } else { b"" }
    }

    /// Puts what is to be written of a cell into `field`.
    fn render(&mut self, cell: &Cell<'_>) {
        self.field.clear();
        match cell.value {
            // A text file's text is written as it stood: of `="0123"` the eye sees 0123, and does so again.
            Value::Text(text) if self.from_text => self.field.push_str(text),
            _ if self.options.texts == Texts::Shown => self.field.push_str(cell.shown),
            Value::Number(number) => {
                let section = self.codes.section(cell.dress.look, cell.dress.section);
                if !section
                    .is_some_and(|section| value::date(number, section, self.date1904, &mut self.field))
                {
                    plain::number(number, &mut self.field);
                }
            }
            Value::Bool(value) => self.field.push_str(if value { "TRUE" } else { "FALSE" }),
            Value::Text(_) => self.field.push_str(cell.shown),
            Value::Error(text) | Value::Date(text) => self.field.push_str(text),
        }
        let text = matches!(cell.value, Value::Text(_));
        if text && self.options.formula_prefix && is_formula(&self.field) {
            self.field.insert(0, '\'');
        }
    }
}

impl Table {
    /// Ends the line before this row, and writes the empty ones between.
    fn go_to(&mut self, row: u32, mark: &[u8]) -> io::Result<()> {
        match self {
            Table::Rectangle(rectangle) => rectangle.go_to(row),
            Table::Lines { out, line, next, marked } => {
                if row < *next {
                    return Ok(());
                }
                if !std::mem::replace(marked, true) {
                    out.write_all(mark)?;
                }
                while *next <= row {
                    if *next > 0 {
                        line.end(out)?;
                    }
                    *next = next.saturating_add(1);
                }
                Ok(())
            }
        }
    }

    fn line(&mut self) -> &mut Line {
        match self {
            Table::Lines { line, .. } => line,
            Table::Rectangle(rectangle) => rectangle.line(),
        }
    }
}

impl Scribe for CsvScribe<'_> {
    fn rebuilds(&self) -> bool {
        true
    }

    fn book(&mut self, book: &Book) -> Result<(), Failure> {
        self.from_text = book.delimiter.is_some();
        if let Some(delimiter) = book.delimiter.filter(|delimiter| !delimiter.declared) {
            self.delimiter = delimiter.byte;
        }
        self.date1904 = book.date1904;
        self.codes = Codes::of(&book.looks);
        Ok(())
    }

    fn sheet(&mut self, sheet: &Sheet) -> Result<(), Failure> {
        self.table = match sheet.kind {
            SheetKind::Worksheet if self.from_text => Some(Table::Lines {
                out: BufWriter::new((self.open)(sheet)?),
                line: Line::new(self.delimiter),
                next: 0,
                marked: false,
            }),
            SheetKind::Worksheet => {
                Some(Table::Rectangle(Rectangle::new(&self.folder, Line::new(self.delimiter))?))
            }
            // No other kind has cells.
            _ => None,
        };
        Ok(())
    }

    fn frame(&mut self, _: &Frame) -> Result<(), Failure> {
        Ok(())
    }

    fn object(&mut self, object: &Object) -> Result<(), Failure> {
        let what = match object.shows {
            Shows::Chart(_) => "a chart",
            Shows::Picture(_) => "a picture",
        };
        self.losses.push((object.place.clone(), what));
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), Failure> {
        let mark = self.mark();
        // A workbook lists rows that hold nothing, as they may have a height.
        if let Some(table @ Table::Lines { .. }) = &mut self.table {
            table.go_to(row.index, mark)?;
        }
        Ok(())
    }

    fn cell(&mut self, cell: &Cell<'_>) -> Result<(), Failure> {
        self.render(cell);
        let mark = self.mark();
        if let Some(table) = &mut self.table {
            table.go_to(cell.row, mark)?;
            table.line().field(cell.col, &self.field);
        }
        Ok(())
    }

    fn blank(&mut self, row: u32, col: u32, _: u32) -> Result<(), Failure> {
        let mark = self.mark();
        if let Some(table @ Table::Lines { .. }) = &mut self.table {
            table.go_to(row, mark)?;
            table.line().field(col, "");
        }
        Ok(())
    }

    fn sheet_end(&mut self, sheet: &Sheet) -> Result<(), Failure> {
        let mark = self.mark();
        match self.table.take() {
            Some(Table::Lines { mut out, mut line, next, .. }) => {
                if next > 0 {
                    line.end(&mut out)?;
                }
                out.flush()?;
            }
            Some(Table::Rectangle(rectangle)) => {
                let mut out = BufWriter::new((self.open)(sheet)?);
                rectangle.write(&mut out, mark)?;
                out.flush()?;
            }
            None => {}
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        Ok(())
    }

    fn losses(&mut self) -> Vec<(Place, &'static str)> {
        std::mem::take(&mut self.losses)
    }
}
