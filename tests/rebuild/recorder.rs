//! A scribe that keeps all that reaches it, and sees to it that it comes in order.

use std::collections::BTreeMap;

use foi_gate::clean::{Failure, Scribe};
use foi_gate::model::{
    Ask, Book, Cell, Constant, Font, Frame, Link, Look, Object, Row, Sheet, Shows, Value, Visibility, Words,
};

/// All that reached it.
#[derive(Default)]
pub(super) struct Recorder {
    pub(super) sheets: Vec<Written>,
    /// Every text that would be written.
    pub(super) texts: Vec<String>,
    pub(super) active: usize,
    looks: Vec<Look>,
    names: Vec<String>,
    booked: bool,
    open: bool,
    finished: bool,
}

/// A sheet.
#[derive(Default)]
pub(super) struct Written {
    pub(super) name: Option<String>,
    /// What is shown, by row and column.
    pub(super) cells: BTreeMap<(u32, u32), String>,
    pub(super) frame: Frame,
    pub(super) objects: Vec<Object>,
    pub(super) rows: Vec<Row>,
    links: Vec<Link>,
    framed: bool,
    last: Option<(u32, u32)>,
}

impl Written {
    pub(super) fn at(&self, row: u32, col: u32) -> &str {
        self.cells.get(&(row, col)).map_or("", String::as_str)
    }
}

impl Recorder {
    /// The cells of a sheet as delimited text.
    pub(super) fn csv(&self, sheet: usize) -> String {
        let cells = &self.sheets[sheet].cells;
        let (rows, width) =
            (cells.keys().map(|at| at.0).max().unwrap_or(0), cells.keys().map(|at| at.1).max().unwrap_or(0));
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let field = |row, col| cells.get(&(row, col)).map_or_else(String::new, |text| quoted(text));
        let line = |row| (0..=width).map(|col| field(row, col)).collect::<Vec<_>>().join(",");
        (0..=rows).map(|row| line(row) + "\r\n").collect()
    }

    fn sheet_now(&mut self) -> &mut Written {
        assert!(self.open && !self.finished, "a sheet is open");
        self.sheets.last_mut().unwrap()
    }

    fn place(&mut self, row: u32, col: u32) {
        let sheet = self.sheet_now();
        assert_eq!(sheet.rows.last().map(|row| row.index), Some(row), "a row begins before its cells");
        assert!(sheet.last.is_none_or(|last| last < (row, col)), "cells come in order");
        sheet.last = Some((row, col));
    }

    fn look(&mut self, look: u32, section: u8) {
        let look = self.looks.get(look as usize).or(self.looks.first()).cloned().unwrap_or_default();
        self.texts.push(look.format(section).to_owned());
        self.font(&look.font);
    }

    fn font(&mut self, font: &Font) {
        self.texts.extend(font.name.as_deref().map(str::to_owned));
    }

    fn words(&mut self, words: &Words) {
        if let Words::Text(text) = words {
            self.texts.push(text.to_string());
        }
    }
}

impl Scribe for Recorder {
    fn rebuilds(&self) -> bool {
        true
    }

    fn book(&mut self, book: &Book) -> Result<(), Failure> {
        assert!(!std::mem::replace(&mut self.booked, true), "one workbook");
        assert!(book.sheets.iter().enumerate().all(|(at, sheet)| sheet.index == at && sheet.part.is_none()));
        assert!(book.active < book.sheets.len());
        self.active = book.active;
        self.looks.clone_from(&book.looks);
        self.font(&book.normal);
        self.names =
            book.sheets.iter().filter_map(|sheet| sheet.name.as_deref().map(str::to_owned)).collect();
        self.texts.extend(self.names.clone());
        Ok(())
    }

    fn sheet(&mut self, sheet: &Sheet) -> Result<(), Failure> {
        assert!(self.booked && !self.open, "a workbook comes before its sheets, and one sheet at a time");
        assert_eq!(sheet.index, self.sheets.len(), "in the order of their tabs");
        assert_eq!(sheet.name.as_deref(), self.names.get(sheet.index).map(String::as_str));
        self.open = true;
        self.sheets.push(Written { name: sheet.name.as_deref().map(str::to_owned), ..Written::default() });
        Ok(())
    }

    fn frame(&mut self, frame: &Frame) -> Result<(), Failure> {
        assert!(frame.columns.iter().all(|columns| columns.hidden.is_none()) && !frame.hides_unlisted_rows);
        assert!(frame.columns.is_sorted_by(|a, b| a.last < b.first), "columns in order: {:?}", frame.columns);
        let looks: Vec<u32> = frame.columns.iter().filter_map(|columns| columns.look).collect();
        for condition in &frame.conditions {
            match &condition.ask {
                Ask::Contains(text)
                | Ask::NotContains(text)
                | Ask::BeginsWith(text)
                | Ask::EndsWith(text) => {
                    self.texts.push(text.clone());
                }
                Ask::Cell(_, Constant::Text(text)) => self.texts.push(text.clone()),
                _ => {}
            }
            self.texts.extend(condition.look.format.as_deref().map(str::to_owned));
        }
        looks.into_iter().for_each(|look| self.look(look, 0));
        let sheet = self.sheet_now();
        assert!(!std::mem::replace(&mut sheet.framed, true), "one frame a sheet");
        sheet.links.clone_from(&frame.links);
        sheet.frame = frame.clone();
        Ok(())
    }

    fn object(&mut self, object: &Object) -> Result<(), Failure> {
        assert!(object.place.part.is_none());
        if let Shows::Chart(chart) = &object.shows {
            chart.title.iter().for_each(|title| self.words(&title.words));
            for series in chart.plots.iter().flat_map(|plot| &plot.series) {
                series.name.iter().for_each(|name| self.words(name));
            }
        }
        let sheet = self.sheet_now();
        assert!(sheet.framed && sheet.rows.is_empty());
        sheet.objects.push(object.clone());
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), Failure> {
        assert!(row.hidden.is_none());
        row.look.into_iter().for_each(|look| self.look(look, 0));
        let sheet = self.sheet_now();
        assert!(sheet.framed, "a frame comes before the rows");
        assert!(sheet.rows.last().is_none_or(|last| last.index < row.index), "rows come in order");
        sheet.rows.push(*row);
        Ok(())
    }

    fn cell(&mut self, cell: &Cell<'_>) -> Result<(), Failure> {
        assert_eq!(cell.visibility, Visibility::Visible);
        self.place(cell.row, cell.col);
        self.look(cell.dress.look, cell.dress.section);
        for run in cell.dress.runs {
            assert!(cell.shown.get(run.from..run.to).is_some(), "a run is a stretch of its text");
            self.font(&run.font);
        }
        match cell.value {
            Value::Text(text) => assert_eq!(text, cell.shown, "a text is what is shown"),
            Value::Number(number) => self.texts.push(number.to_string()),
            Value::Date(text) | Value::Error(text) => self.texts.push(text.to_owned()),
            Value::Bool(_) => {}
        }
        self.texts.push(cell.shown.to_owned());
        let links: Vec<String> = self
            .sheet_now()
            .links
            .iter()
            .filter(|link| link.range.contains(cell.row, cell.col) && link.is_shown_by(cell.shown))
            .map(|link| link.address.to_string())
            .collect();
        self.texts.extend(links);
        self.sheet_now().cells.insert((cell.row, cell.col), cell.shown.to_owned());
        Ok(())
    }

    fn blank(&mut self, row: u32, col: u32, look: u32) -> Result<(), Failure> {
        self.place(row, col);
        self.look(look, 0);
        Ok(())
    }

    fn sheet_end(&mut self, _: &Sheet) -> Result<(), Failure> {
        assert!(self.sheet_now().framed);
        self.open = false;
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        assert!(!self.open && !std::mem::replace(&mut self.finished, true));
        assert_eq!(self.sheets.len(), self.names.len().max(usize::from(self.names.is_empty())));
        Ok(())
    }
}
