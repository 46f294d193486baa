//! A sheet as a plan needs to know it before anything is written: which rows and columns are hidden, which cells leave
//! otherwise than they are, how far the cells on view reach. Gathered with the check; keeps no value.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use std::sync::Arc;

use super::charts;
use crate::model::{
    Book, Cell, Chart, Columns, Frame, Object, Range, Row, Sheet, SheetKind, Shows, Stretches, Surface,
    TextFact, Trace, Unread, Visibility,
};
use crate::read::{Child, Visitor};

/// Most cells of one sheet that are told apart in [`Altered`].
const MOST_ALTERED: u64 = 1 << 16;
/// Most words of charts that are looked for in cells.
const MOST_WORDS: usize = 1 << 14;

/// What a plan has to know of a file's sheets.
#[derive(Debug, Default)]
pub struct Survey {
    sheets: Vec<Surveyed>,
    open: bool,
    /// The row that the reader listed last.
    row: Option<u32>,
    row_hidden: bool,
    /// Words that stand in charts as they are, and the first cell after the chart that shows them: sheet, row, column.
    words: HashMap<String, Option<(usize, u32, u32)>>,
}

/// What is known of one sheet.
#[derive(Debug)]
pub(super) struct Surveyed {
    /// The sheet.
    pub(super) sheet: Sheet,
    /// Hidden rows, first and last of each stretch.
    pub(super) rows: Vec<(u32, u32)>,
    /// Around the cells on view.
    pub(super) extent: Option<Range>,
    /// Cells that are hidden by themselves, in rows and columns that leave.
    pub(super) altered: Altered,
    /// Cells on view.
    pub(super) visible: u64,
    /// Merged cells.
    pub(super) merges: Vec<Range>,
    /// The charts of a sheet that is nothing else.
    pub(super) charts: Vec<(Option<Arc<str>>, Chart)>,
    columns: Vec<(u32, u32)>,
    more_columns: BTreeSet<u32>,
    hides_unlisted: bool,
}

/// Cells in which something else leaves than they hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Altered {
    columns: BTreeMap<u32, Stretches>,
    count: u64,
    around: Option<Range>,
}

impl Survey {
    /// Cells on view, of all sheets.
    pub fn visible_cells(&self) -> u64 {
        self.sheets.iter().map(|sheet| sheet.visible).fold(0, u64::saturating_add)
    }

    /// Cells of the rectangles from each sheet's first cell to its last one on view, empty ones counted in.
    pub fn area(&self) -> u64 {
        let area = |extent: Range| {
            u64::from(extent.last.row)
                .saturating_add(1)
                .saturating_mul(u64::from(extent.last.col).saturating_add(1))
        };
        self.sheets.iter().filter_map(|sheet| sheet.extent.map(area)).fold(0, u64::saturating_add)
    }

    /// The sheets, in the order in which they came.
    pub(super) fn sheets(&self) -> &[Surveyed] {
        &self.sheets
    }

    /// Words of charts that cells show, each with the sheet (as they came) and the cell.
    pub(super) fn shown_words(&self) -> impl Iterator<Item = (&str, usize, Range)> {
        let shown = |(word, at): &(&String, &Option<(usize, u32, u32)>)| at.is_some() && !word.is_empty();
        self.words.iter().filter(shown).filter_map(|(word, at)| {
            let (sheet, row, col) = (*at)?;
            Some((word.as_str(), sheet, Range::cell(row, col)))
        })
    }

    fn look_for(&mut self, chart: &Chart) {
        let mut chart = chart.clone();
        for word in charts::unshown(&mut chart) {
            if self.words.len() < MOST_WORDS {
                self.words.entry(word.trim().to_owned()).or_default();
            }
        }
    }

    fn current(&mut self) -> Option<&mut Surveyed> {
        if self.open { self.sheets.last_mut() } else { None }
    }
}

impl Surveyed {
    fn new(sheet: &Sheet) -> Self {
        Surveyed {
            sheet: sheet.clone(),
            rows: Vec::new(),
            extent: None,
            altered: Altered::default(),
            visible: 0,
            merges: Vec::new(),
            charts: Vec::new(),
            columns: Vec::new(),
            more_columns: BTreeSet::new(),
            hides_unlisted: false,
        }
    }

    /// Hidden columns, first and last of each stretch.
    pub(super) fn hidden_columns(&self) -> Vec<(u32, u32)> {
        self.columns.iter().copied().chain(self.more_columns.iter().map(|col| (*col, *col))).collect()
    }

    fn hide_rows(&mut self, first: u32, last: u32) {
        match self.rows.last_mut() {
            Some(open) if first <= open.1.saturating_add(1) && first >= open.0 => open.1 = open.1.max(last),
            _ => self.rows.push((first, last)),
        }
    }

    /// Takes a cell that nobody sees; `listed` says whether the row it is in was listed as one that is shown.
    fn hidden(&mut self, row: u32, col: u32, surface: Surface, listed: bool) {
        match surface {
            Surface::HiddenRow | Surface::FilteredRow => self.hide_rows(row, row),
            Surface::HiddenColumn => {
                self.more_columns.insert(col);
            }
            // Rows and columns alike can be these.
            Surface::CollapsedGroup | Surface::TinyRowOrColumn if listed => {
                self.more_columns.insert(col);
            }
            Surface::CollapsedGroup | Surface::TinyRowOrColumn => self.hide_rows(row, row),
            _ => self.altered.add(row, col),
        }
    }
}

impl Altered {
    fn add(&mut self, row: u32, col: u32) {
        let cell = Range::cell(row, col);
        self.around = Some(self.around.map_or(cell, |around| around.join(cell)));
        self.count = self.count.saturating_add(1);
        if self.count <= MOST_ALTERED {
            self.columns.entry(col).or_default().add(row, None);
        } else {
            self.columns.clear();
        }
    }

    /// Whether any of them may be in a range.
    pub(super) fn touch(&self, range: Range) -> bool {
        let near = self.around.is_some_and(|around| super::region::common(around, range).is_some());
        if !near || self.count > MOST_ALTERED {
            return near;
        }
        let (first, last) = (range.first, range.last);
        self.columns.range(first.col..=last.col).any(|(_, rows)| rows.touch(first.row, last.row))
    }
}

impl Visitor for Survey {
    fn rebuilds(&self) -> bool {
        true
    }

    fn book(&mut self, _: &Book) {}

    fn sheet(&mut self, sheet: &Sheet) {
        (self.row, self.row_hidden) = (None, false);
        self.open = sheet.kind != SheetKind::Remnant;
        if self.open {
            self.sheets.push(Surveyed::new(sheet));
        }
    }

    fn frame(&mut self, frame: &Frame) {
        let Some(sheet) = self.current() else { return };
        sheet.hides_unlisted = frame.hides_unlisted_rows;
        sheet.merges.clone_from(&frame.merges);
        let hidden = frame.columns.iter().filter(|columns: &&Columns| columns.hidden.is_some());
        sheet.columns = hidden.map(|columns| (columns.first, columns.last)).collect();
    }

    fn object(&mut self, object: &Object) {
        let Shows::Chart(chart) = &object.shows else { return };
        if let Some(sheet) = self.current().filter(|sheet| sheet.sheet.kind == SheetKind::Chartsheet) {
            sheet.charts.push((object.place.part.clone(), (**chart).clone()));
        }
        self.look_for(chart);
    }

    fn row(&mut self, row: &Row) {
        let next = self.row.map_or(0, |row| row.saturating_add(1));
        (self.row, self.row_hidden) = (Some(row.index), row.hidden.is_some());
        let Some(sheet) = self.current() else { return };
        if sheet.hides_unlisted && row.index > next {
            sheet.hide_rows(next, row.index.saturating_sub(1));
        }
        if row.hidden.is_some() {
            sheet.hide_rows(row.index, row.index);
        }
    }

    fn blank(&mut self, _: u32, _: u32, _: u32) {}

    fn cell(&mut self, cell: &Cell<'_>) {
        let listed = self.row == Some(cell.row);
        // The first cell of a merge may show in a later row.
        if listed && self.row_hidden && cell.visibility != Visibility::Visible {
            return;
        }
        if cell.visibility == Visibility::Visible && !self.words.is_empty() {
            let sheet = self.sheets.len().saturating_sub(1);
            if let Some(seen) = self.words.get_mut(cell.shown.trim()).filter(|_| self.open) {
                seen.get_or_insert((sheet, cell.row, cell.col));
            }
        }
        let Some(sheet) = self.current() else { return };
        match cell.visibility {
            Visibility::Visible => {
                let at = Range::cell(cell.row, cell.col);
                sheet.extent = Some(sheet.extent.map_or(at, |extent| extent.join(at)));
                sheet.visible = sheet.visible.saturating_add(1);
            }
            Visibility::Hidden(surface) => sheet.hidden(cell.row, cell.col, surface, listed),
        }
    }

    fn sheet_end(&mut self, _: &Sheet) {
        let next = self.row.map_or(0, |row| row.saturating_add(1));
        if let Some(sheet) = self.current().filter(|sheet| sheet.hides_unlisted) {
            sheet.hide_rows(next, u32::MAX);
        }
        self.open = false;
    }

    fn trace(&mut self, _: Trace<'_>) {}
    fn text(&mut self, _: TextFact<'_>) {}
    fn child(&mut self, _: Child) {}
    fn unread(&mut self, _: Unread) {}
}
