//! The workbook that leaves: written row by row, so that a million rows need no more memory than a thousand. What is in
//! it came as a fact; names of styles, theme and parts are the library's own.
//!
//! Not a place for what leaves and what does not: whatever comes here is written.

mod cells;
mod chart;
mod columns;
mod condition;
mod fault;
mod format;
mod grid;
mod heading;
pub(super) mod links;
pub(super) mod measure;
mod merges;
pub(super) mod names;
mod objects;
mod page;
mod paint;
mod picture;
mod place;
mod refine;
mod sizes;
mod tab;

pub use chart::draw;
pub use fault::is_failed_write;
pub use fault::is_guarded;
pub use picture::made_anew;
pub use place::{Spot, spot};

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use self::columns::Bands;
use self::fault::{done, failure, guarded};
use self::heading::Headings;
use self::links::Links;
use self::measure::{Measure, row_pixels};
use self::merges::Merges;
use self::objects::{Placed, Written};
use self::paint::{Paint, Role};
use self::sizes::Sizes;
use self::tab::{Pen, Tab};
use super::{Failure, Scribe};
use crate::model::{Book, Cell, Frame, Object, Place, Row, Sheet};

/// Cells of a sheet beyond which the archive is told to count in 64 bits, in bytes: it cannot change its mind later.
const LARGE: u64 = 512 << 20;

/// Writes a workbook.
pub struct XlsxScribe {
    out: Option<File>,
    folder: PathBuf,
    workbook: Workbook,
    created: i64,
    names: Vec<String>,
    active: usize,
    paint: Paint,
    first: Format,
    measure: Measure,
    sizes: Sizes,
    next: usize,
    tab: Option<Tab>,
    written: Vec<Written>,
    objects: Vec<Placed>,
    losses: Vec<(Place, &'static str)>,
    merged: u64,
    looks: u32,
    large: bool,
    failed: bool,
}

/// The first day of 1980, the beginning of the calendar of archives, as seconds since 1970.
const DAY_ONE: i64 = 315_532_800;

impl XlsxScribe {
    /// Writes into `out`, which is open for writing and empty, once all is said. Until then the rows are in temporary
    /// files in `folder`, which have no name.
    pub fn new(out: File, folder: &Path) -> Self {
        let book = Book::default();
        XlsxScribe {
            out: Some(out),
            folder: folder.to_owned(),
            workbook: Workbook::new(),
            created: DAY_ONE,
            names: Vec::new(),
            active: 0,
            paint: Paint::new(&book),
            first: Format::new(),
            measure: Measure::of(&book.normal),
            sizes: Sizes::default(),
            next: 0,
            tab: None,
            written: Vec::new(),
            objects: Vec::new(),
            losses: Vec::new(),
            merged: 0,
            looks: 0,
            large: false,
            failed: false,
        }
    }

    /// The time that the workbook gives for its creation, in seconds since 1970, in place of the first day of 1980.
    #[must_use]
    pub fn created(mut self, seconds: i64) -> Self {
        self.created = seconds;
        self
    }

    /// Runs a step, and none after one that failed: the library is then in no state to go on.
    fn step(&mut self, work: impl FnOnce(&mut Self) -> Result<(), Failure>) -> Result<(), Failure> {
        if self.failed {
            return Err(Failure::Internal);
        }
        let result = guarded(|| work(self));
        self.failed = result.is_err();
        result
    }

    /// The sheet that began last, and what it is written with.
    fn on_tab(
        &mut self,
        work: impl FnOnce(&mut Tab, &mut Pen<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.step(|all| {
            let tab = all.tab.as_mut().ok_or(Failure::Internal)?;
            let sheet = all.workbook.worksheet_from_index(tab.number).map_err(failure)?;
            work(
                tab,
                &mut Pen { sheet, paint: &mut all.paint, sizes: &mut all.sizes, losses: &mut all.losses },
            )
        })
    }

    fn begin_book(&mut self, book: &Book) -> Result<(), Failure> {
        self.workbook.set_tempdir(&self.folder).map_err(failure)?;
        let created = ExcelDateTime::from_timestamp(self.created).map_err(failure)?;
        self.workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        self.names = names::names(&book.sheets);
        self.active = book.active;
        self.paint = Paint::new(book);
        self.measure = Measure::of(self.paint.first_font());
        self.first = self.paint.empty(0, Role::Plain).clone();
        let Measure { row, column, .. } = self.measure;
        self.workbook.set_default_format(&self.first, row, column).map(|_| ()).map_err(failure)
    }

    fn begin_sheet(&mut self, place: Place) -> Result<(), Failure> {
        let number = self.next;
        self.next = number.saturating_add(1);
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(failure)?;
        let name = self.names.get(number).ok_or(Failure::Internal)?;
        sheet.set_name(name).map_err(failure)?;
        if number == self.active {
            sheet.set_active(true);
        }
        let tab = Tab::new(number, place, self.measure);
        tab.open(sheet, &self.first)?;
        self.tab = Some(tab);
        Ok(())
    }

    /// Merges, which are counted over the whole workbook; the rest of a frame is `set_frame`.
    fn set_merges(&mut self, frame: &Frame) -> Result<(), Failure> {
        let (merges, cut) = Merges::of(&frame.merges, &mut self.merged);
        let tab = self.tab.as_mut().ok_or(Failure::Internal)?;
        tab.merges = merges;
        if cut {
            self.losses.push((tab.place.clone(), "merges of very many cells, which were cut"));
        }
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), Failure> {
        let mut tab = self.tab.take().ok_or(Failure::Internal)?;
        let sheet = self.workbook.worksheet_from_index(tab.number).map_err(failure)?;
        let mut pen = Pen { sheet, paint: &mut self.paint, sizes: &mut self.sizes, losses: &mut self.losses };
        tab.close(&self.first, &mut pen)?;
        self.large |= tab.bytes > LARGE;
        tab.bands.set(pen.sheet, pen.paint, tab.measure, tab.used, &mut self.looks)?;
        pen.sizes.columns(tab.number, &tab.bands, tab.measure);
        let said = tab.place.sheet.as_deref().unwrap_or_default().to_lowercase();
        self.written.push(Written { said, name: pen.sheet.name().into(), last_row: tab.last_row() });
        self.objects.append(&mut objects::placed(&mut tab, &mut self.sizes, &mut self.losses));
        Ok(())
    }

    fn write(&mut self) -> Result<(), Failure> {
        let out = self.out.take().ok_or(Failure::Internal)?;
        let all = std::mem::take(&mut self.objects);
        objects::put(&mut self.workbook, all, &self.written, &mut self.losses)?;
        self.workbook.use_zip_large_file(self.large);
        let mut out = BufWriter::new(out);
        if self.sizes.are_whole() {
            self.workbook.save_to_writer(&mut out).map_err(failure)?;
            return Ok(out.flush()?);
        }
        let mut whole = BufWriter::new(tempfile::tempfile_in(&self.folder)?);
        self.workbook.save_to_writer(&mut whole).map_err(failure)?;
        let whole = whole.into_inner().map_err(|error| error.into_error())?;
        refine::refine(whole, out, &self.sizes, self.large)
    }
}

/// What there is to a sheet beside its cells.
fn set_frame(tab: &mut Tab, frame: &Frame, pen: &mut Pen<'_>) -> Result<(), Failure> {
    if let Some(height) = frame.default_height {
        (tab.standard, tab.custom) = (row_pixels(height), true);
    } else if let Some(height) = frame.usual_height {
        tab.standard = row_pixels(height);
    }
    pen.sizes.frame(tab.number, frame);
    pen.paint.turn_over(&frame.overlays);
    tab.bands = Bands::of(frame);
    tab.links = Links::of(&frame.links);
    page::set(pen.sheet, frame)?;
    if frame.print.areas.len() > 1 {
        pen.losses.push((tab.place.clone(), "printed areas, which became the one around them"));
    }
    if let Some(block) = frame.filter.and_then(grid::Block::of) {
        done(pen.sheet.autofilter(block.top, block.left, block.bottom, block.right))?;
    }
    tab.headings = Headings::of(&frame.tables, &tab.place, pen);
    for condition in &frame.conditions {
        if !condition::add(pen.sheet, condition)? {
            pen.losses.push((tab.place.clone(), "a conditional format that cannot be made again"));
        }
    }
    Ok(())
}

impl Scribe for XlsxScribe {
    fn rebuilds(&self) -> bool {
        true
    }

    fn book(&mut self, book: &Book) -> Result<(), Failure> {
        self.step(|all| all.begin_book(book))
    }

    fn sheet(&mut self, sheet: &Sheet) -> Result<(), Failure> {
        self.step(|all| all.begin_sheet(sheet.place()))
    }

    fn frame(&mut self, frame: &Frame) -> Result<(), Failure> {
        self.step(|all| all.set_merges(frame))?;
        self.on_tab(|tab, pen| set_frame(tab, frame, pen))
    }

    fn object(&mut self, object: &Object) -> Result<(), Failure> {
        self.on_tab(|tab, _| {
            tab.objects.push(object.clone());
            Ok(())
        })
    }

    fn row(&mut self, row: &Row) -> Result<(), Failure> {
        self.on_tab(|tab, pen| tab.announce(row, pen))
    }

    fn cell(&mut self, cell: &Cell<'_>) -> Result<(), Failure> {
        self.on_tab(|tab, pen| cells::write(tab, cell, pen))
    }

    fn blank(&mut self, row: u32, col: u32, look: u32) -> Result<(), Failure> {
        self.on_tab(|tab, pen| cells::blank(tab, row, col, look, pen))
    }

    fn sheet_end(&mut self, _: &Sheet) -> Result<(), Failure> {
        self.step(XlsxScribe::end_sheet)
    }

    fn finish(&mut self) -> Result<(), Failure> {
        self.step(XlsxScribe::write)
    }

    fn losses(&mut self) -> Vec<(Place, &'static str)> {
        std::mem::take(&mut self.losses)
    }
}
