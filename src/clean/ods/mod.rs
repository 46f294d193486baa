//! Writes OpenDocument spreadsheets (ODF 1.3): values with their types and what they show, number formats, looks, merges,
//! widths and heights, panes, pages, links. Sheets are written as they come, into a file without a name, because the
//! styles that stand before them are known only after them. Charts, pictures, conditional formats and the looks of tables
//! are left out, and said.

mod address;
mod columns;
mod covers;
mod digits;
mod grid;
mod looks;
mod numbers;
mod package;
mod page;
mod settings;
mod styles;
#[cfg(test)]
mod tests;
mod text;
mod values;
mod xml;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::xlsx::links::Links;
use super::xlsx::measure::Measure;
use super::xlsx::names::names;
use super::{Failure, Scribe};
use crate::model::{Book, Cell, Font, Frame, Object, Place, Row, Sheet, SheetKind, Shows};
use grid::{Grid, Pen};
use package::{Package, Table};
use styles::Styles;
use xml::{Tag, Xml};

/// Writes a spreadsheet.
pub struct OdsScribe {
    out: Option<File>,
    folder: PathBuf,
    /// The sheets so far.
    body: Option<Xml<BufWriter<File>>>,
    line: Xml<Vec<u8>>,
    styles: Styles,
    names: Vec<String>,
    active: usize,
    normal: Font,
    measure: Measure,
    date1904: bool,
    /// Sheets that began, those without cells too.
    begun: usize,
    tables: Vec<Table>,
    /// Cells with the arrows of a filter.
    filters: Vec<String>,
    sheet: Option<Current>,
    losses: Vec<(Place, &'static str)>,
}

/// The sheet that is being written.
struct Current {
    place: Place,
    grid: Grid,
    links: Links,
    written: bool,
}

impl OdsScribe {
    /// Writes into `out`, which is open for writing and empty, once all is said; until then the sheets are in a file
    /// without a name in `folder`.
    pub fn new(out: File, folder: &Path) -> Self {
        let book = Book::default();
        OdsScribe {
            out: Some(out),
            folder: folder.to_owned(),
            body: None,
            line: Xml::new(Vec::new()),
            styles: Styles::of(&book),
            names: Vec::new(),
            active: 0,
            measure: Measure::of(&book.normal),
            normal: book.normal,
            date1904: false,
            begun: 0,
            tables: Vec::new(),
            filters: Vec::new(),
            sheet: None,
            losses: Vec::new(),
        }
    }

    /// Height of a row of one line, in points.
    fn single(&self) -> f64 {
        f64::from(self.measure.row) * 0.75
    }

    /// What the sheet that began last is written with; none where it has no cells.
    fn pen(&mut self) -> Option<(&mut Current, Pen<'_, BufWriter<File>>, bool)> {
        let sheet = self.sheet.as_mut()?;
        let pen = Pen { xml: self.body.as_mut()?, line: &mut self.line, styles: &mut self.styles };
        Some((sheet, pen, self.date1904))
    }

    /// Begins the table of the sheet that began last.
    fn begin_table(&mut self, frame: &Frame) -> Result<(), Failure> {
        let (measure, single) = (self.measure, self.single());
        let index = self.tables.len();
        let name = match self.names.get(self.begun.saturating_sub(1)) {
            Some(name) => name.clone(),
            None => format!("Sheet{}", self.begun),
        };
        let ranges = frame.print.areas.iter().filter_map(|range| address::on_sheet(*range));
        let areas: Vec<String> = ranges.map(|range| address::range(&name, range)).collect();
        let Some((sheet, mut pen, _)) = self.pen() else { return Ok(()) };
        pen.styles.begin_sheet(&frame.overlays);
        sheet.grid = Grid::of(frame, single);
        sheet.links = Links::of(&frame.links);
        sheet.written = true;
        let tag =
            Tag::new("table:table").with("table:name", &name).with("table:style-name", format!("ta{index}"));
        pen.xml.open(tag.maybe("table:print-ranges", (!areas.is_empty()).then(|| areas.join(" "))))?;
        columns::write(&mut pen, frame, measure)?;
        let tables = frame.tables.iter().filter(|table| table.filter).map(|table| table.range);
        let filters = frame.filter.into_iter().chain(tables).filter_map(address::on_sheet);
        self.filters.extend(filters.map(|range| address::range(&name, range)));
        self.tables.push(Table {
            name,
            right_to_left: frame.view.right_to_left,
            tab_color: frame.tab_color,
            print: frame.print.clone(),
            view: frame.view.clone(),
        });
        Ok(())
    }

    fn note_losses(&mut self, frame: &Frame) {
        let Some(place) = self.sheet.as_ref().map(|sheet| sheet.place.clone()) else { return };
        let mut lose = |there: bool, what| {
            if there {
                self.losses.push((place.clone(), what))
            }
        };
        lose(!frame.conditions.is_empty(), "conditional formats");
        lose(frame.tables.iter().any(|table| table.style.is_some()), "the looks of tables");
    }

    /// Begins the table now, if nobody said what its frame is.
    fn ready(&mut self) -> Result<(), Failure> {
        if self.sheet.as_ref().is_some_and(|sheet| !sheet.written) {
            self.begin_table(&Frame::default())?;
        }
        Ok(())
    }

    /// Where the arrows of filters are (ODF 1.3 part 3, 9.4.14).
    fn write_filters(&mut self) -> Result<(), Failure> {
        let Some(xml) = self.body.as_mut().filter(|_| !self.filters.is_empty()) else { return Ok(()) };
        xml.open(Tag::new("table:database-ranges"))?;
        for (number, range) in self.filters.iter().enumerate() {
            let tag = Tag::new("table:database-range")
                .with("table:name", format!("__Anonymous_Sheet_DB__{number}"))
                .with("table:target-range-address", range);
            xml.empty(tag.with("table:display-filter-buttons", "true"))?;
        }
        xml.close("table:database-ranges")?;
        Ok(())
    }
}

impl Scribe for OdsScribe {
    fn rebuilds(&self) -> bool {
        true
    }

    fn book(&mut self, book: &Book) -> Result<(), Failure> {
        self.body = Some(Xml::new(BufWriter::new(tempfile::tempfile_in(&self.folder)?)));
        self.styles = Styles::of(book);
        self.names = names(&book.sheets);
        self.normal = book.normal.clone();
        self.measure = Measure::of(&book.normal);
        self.date1904 = book.date1904;
        // Sheets without cells have no table.
        let before = book.sheets.iter().take(book.active);
        self.active = before.filter(|sheet| sheet.kind == SheetKind::Worksheet).count();
        Ok(())
    }

    fn sheet(&mut self, sheet: &Sheet) -> Result<(), Failure> {
        self.begun = self.begun.saturating_add(1);
        self.sheet = (sheet.kind == SheetKind::Worksheet).then(|| Current {
            place: sheet.place(),
            grid: Grid::of(&Frame::default(), self.single()),
            links: Links::default(),
            written: false,
        });
        Ok(())
    }

    fn frame(&mut self, frame: &Frame) -> Result<(), Failure> {
        self.note_losses(frame);
        self.begin_table(frame)
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
        self.ready()?;
        match self.pen() {
            Some((sheet, mut pen, _)) => sheet.grid.row(&mut pen, row),
            None => Ok(()),
        }
    }

    fn cell(&mut self, cell: &Cell<'_>) -> Result<(), Failure> {
        self.ready()?;
        match self.pen() {
            Some((sheet, mut pen, date1904)) => {
                values::write(&mut sheet.grid, &mut sheet.links, &mut pen, cell, date1904)
            }
            None => Ok(()),
        }
    }

    fn blank(&mut self, row: u32, col: u32, look: u32) -> Result<(), Failure> {
        self.ready()?;
        match self.pen() {
            Some((sheet, mut pen, _)) => sheet.grid.blank(&mut pen, row, col, look),
            None => Ok(()),
        }
    }

    fn sheet_end(&mut self, _: &Sheet) -> Result<(), Failure> {
        self.ready()?;
        let Some((sheet, mut pen, _)) = self.pen() else { return Ok(()) };
        sheet.grid.finish(&mut pen)?;
        pen.xml.close("table:table")?;
        let refused = sheet.grid.covers.refused;
        let place = sheet.place.clone();
        if refused {
            self.losses.push((place, "merged cells that overlap others"));
        }
        self.sheet = None;
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        self.write_filters()?;
        if self.tables.is_empty() {
            return Err(Failure::Beyond(
                "an OpenDocument spreadsheet needs a sheet with cells, and none leaves",
            ));
        }
        let (Some(body), Some(out)) = (self.body.take(), self.out.take()) else {
            return Err(Failure::Internal);
        };
        let mut body = body.into_inner();
        body.flush()?;
        let mut body = body.into_inner().map_err(|error| Failure::Io(error.into_error()))?;
        let package = Package {
            tables: &self.tables,
            styles: &mut self.styles,
            body: &mut body,
            normal: &self.normal,
            active: self.active,
        };
        package.write(out)
    }

    fn losses(&mut self) -> Vec<(Place, &'static str)> {
        std::mem::take(&mut self.losses)
    }
}
