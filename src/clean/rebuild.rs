//! Facts × plan → what leaves, and nothing else: a visitor that hands on to a scribe what the eye sees of a file, counted
//! anew, with texts as they are seen.
//!
//! What it hands on is in order, whatever the reader leaves out: a workbook before its sheets, a frame before the rows,
//! a row before its cells. Writes no format.

use std::collections::BTreeMap;

use super::batch::{Batch, Said};
use super::dressing::Dressing;
use super::plan::Plan;
use super::scribe::{Failure, Scribe};
use super::sheets::SheetPlan;
use super::{frames, objects, texts};
use crate::model::{
    Book, Cell, CellRef, Dress, Frame, Object, Place, Row, Run, Sheet, SheetKind, Shows, Surface, TextFact,
    Trace, Unread, Value, Visibility,
};
use crate::read::{Child, Visitor};

/// Hands on what leaves.
pub struct Rebuild<'a> {
    plan: &'a Plan,
    scribe: &'a mut dyn Scribe,
    failure: Option<Failure>,
    losses: Vec<(Place, &'static str)>,
    cells: u64,
    dressing: Dressing,
    booked: bool,
    /// The sheet that is being read, where it leaves.
    sheet: Option<&'a SheetPlan>,
    framed: bool,
    row: Option<RowNow>,
    /// Looks of conditional formats that change the number format.
    formatting: Vec<bool>,
    /// Cells that leave further on, by row and column of the copy.
    later: BTreeMap<(u32, u32), Batch>,
}

/// The row that is being read.
#[derive(Clone, Copy)]
struct RowNow {
    /// In the original.
    from: u32,
    /// In the copy, where it leaves.
    to: Option<u32>,
}

/// What was handed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// What was left out though it was on view: where in the original, and why.
    pub losses: Vec<(Place, &'static str)>,
    /// Cells with something in them.
    pub cells: u64,
}

impl<'a> Rebuild<'a> {
    /// By this plan, for this scribe.
    pub fn new(plan: &'a Plan, scribe: &'a mut dyn Scribe) -> Self {
        Rebuild {
            plan,
            scribe,
            failure: None,
            losses: plan.losses.clone(),
            cells: 0,
            dressing: Dressing::default(),
            booked: false,
            sheet: None,
            framed: false,
            row: None,
            formatting: Vec::new(),
            later: BTreeMap::new(),
        }
    }

    /// All is read: lets the scribe finish.
    ///
    /// # Errors
    /// The first failure of the scribe, after which nothing more was handed on.
    pub fn finish(mut self) -> Result<Rebuilt, Failure> {
        self.need_book();
        self.hand(|scribe| scribe.finish());
        self.losses.extend(self.scribe.losses());
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok(Rebuilt { losses: self.losses, cells: self.cells }),
        }
    }

    fn hand(&mut self, what: impl FnOnce(&mut dyn Scribe) -> Result<(), Failure>) {
        if self.failure.is_none() {
            self.failure = what(self.scribe).err();
        }
    }

    fn need_book(&mut self) {
        if !self.booked {
            self.book(&Book::default());
        }
    }

    fn need_frame(&mut self) {
        if !self.framed {
            self.frame(&Frame::default());
        }
    }

    /// Where the cells of a row of the original go; none where they do not leave.
    fn need_row(&mut self, from: u32) -> Option<u32> {
        if let Some(row) = self.row.filter(|row| row.from == from) {
            return row.to;
        }
        self.row(&Row { index: from, ..Row::default() });
        self.row.and_then(|row| row.to)
    }

    fn place_of(&mut self, row: u32, col: u32) -> Option<(u32, u32)> {
        let sheet = self.sheet?;
        let row = self.need_row(row)?;
        Some((row, sheet.cuts.columns.map(col)?))
    }

    /// Lets those go that leave before a cell of the copy. Whether one leaves in its place, which then is under a merge.
    fn is_taken(&mut self, row: u32, col: u32) -> bool {
        if self.later.is_empty() {
            return false;
        }
        self.let_go(|at| at < (row, col));
        let taken = self.later.contains_key(&(row, col));
        self.let_go(|at| at == (row, col));
        taken
    }

    /// Lets the first of those go that leave further on, as long as their place is such.
    fn let_go(&mut self, now: impl Fn((u32, u32)) -> bool) {
        while let Some(next) = self.later.first_entry().filter(|next| now(*next.key())) {
            let (at, held) = next.remove_entry();
            let Some(sheet) = self.sheet else { continue };
            if self.row.and_then(|row| row.to).is_none_or(|row| row < at.0) {
                let from = sheet.cuts.original(at.0, at.1).row;
                self.row = Some(RowNow { from, to: Some(at.0) });
                self.hand(|scribe| scribe.row(&Row { index: at.0, ..Row::default() }));
            }
            if let Some(Said::Cell(cell)) = held.get(0) {
                self.leave(sheet, at, &cell);
            }
        }
    }

    /// A cell, as far as it is on view and not withheld.
    fn leave(&mut self, sheet: &SheetPlan, (row, col): (u32, u32), cell: &Cell<'_>) {
        let (at, bare) = ((row, col), self.dressing.bare(cell.dress.look));
        let mark = sheet.marks.at(cell.row, cell.col);
        match (cell.visibility, mark) {
            // What a conditional format makes of a value says something of it.
            (Visibility::Visible | Visibility::Hidden(Surface::FormatHiddenValue), Some(mark)) => {
                self.text(at, mark, Dress { look: bare, ..Dress::default() });
            }
            (Visibility::Visible, None) => self.seen(at, cell),
            (Visibility::Hidden(Surface::FormatHiddenValue), None) => {
                let number = matches!(cell.value, Value::Number(_) | Value::Date(_));
                let right = self.dressing.in_place_of_number(cell.dress.look);
                let dress = self.unformatted(cell.dress, if number { right } else { bare });
                self.text(at, &texts::seen(cell.shown), dress);
            }
            (Visibility::Hidden(_), _) => self.hand(|scribe| scribe.blank(row, col, bare)),
        }
    }

    /// A text in place of what the cell held; nothing is left where it is blank.
    fn text(&mut self, (row, col): (u32, u32), text: &str, dress: Dress<'_>) {
        if text.trim().is_empty() {
            return self.hand(|scribe| scribe.blank(row, col, dress.look));
        }
        self.count(Cell {
            row,
            col,
            value: Value::Text(text),
            shown: text,
            shared: None,
            visibility: Visibility::Visible,
            dress,
        });
    }

    /// A look without number format, whatever gave the cell one.
    fn unformatted(&self, dress: Dress<'_>, look: u32) -> Dress<'static> {
        let formats = |overlay: u16| self.formatting.get(usize::from(overlay)).copied().unwrap_or(true);
        Dress { look, overlay: dress.overlay.filter(|overlay| !formats(*overlay)), ..Dress::default() }
    }

    fn count(&mut self, cell: Cell<'_>) {
        self.cells = self.cells.saturating_add(1);
        self.hand(|scribe| scribe.cell(&cell));
    }

    /// A cell on view.
    fn seen(&mut self, at: (u32, u32), cell: &Cell<'_>) {
        let (row, col) = at;
        let shown = texts::seen(cell.shown);
        if !matches!(cell.value, Value::Text(_)) {
            return self.count(Cell { row, col, shown: &shown, visibility: Visibility::Visible, ..*cell });
        }
        let moved: Vec<Run>;
        let mut dress = cell.dress;
        if !dress.runs.is_empty() && shown.as_ref() != cell.shown {
            moved = texts::moved(cell.shown, &shown, dress.runs);
            dress.runs = &moved;
        }
        // A number format that adds words to a text has said them already.
        let added = matches!(cell.value, Value::Text(text) if text != cell.shown);
        if added && dress.runs.is_empty() {
            dress = self.unformatted(dress, self.dressing.bare(dress.look));
        }
        let stored = protected(cell, &shown);
        let (value, shared) = (Value::Text(stored.as_deref().unwrap_or(&shown)), cell.shared);
        if shown.trim().is_empty() && !cell.shown.trim().is_empty() {
            let look = self.dressing.bare(dress.look);
            return self.hand(|scribe| scribe.blank(row, col, look));
        }
        self.count(Cell { row, col, value, shown: &shown, shared, visibility: Visibility::Visible, dress });
    }
}

/// What a text file stores of a text that `="0123"` protects: shorn of that, programs would show it as a number.
fn protected(cell: &Cell<'_>, shown: &str) -> Option<String> {
    let Value::Text(stored) = cell.value else { return None };
    let inside = stored.strip_prefix("=\"")?.strip_suffix('"')?;
    (texts::seen(inside) == cell.shown).then(|| format!("=\"{shown}\""))
}

impl Visitor for Rebuild<'_> {
    fn rebuilds(&self) -> bool {
        self.scribe.rebuilds()
    }

    fn book(&mut self, book: &Book) {
        if std::mem::replace(&mut self.booked, true) {
            return;
        }
        let mut copy = Book { sheets: self.plan.sheets(), ..book.clone() };
        self.dressing = Dressing::of(&mut copy.looks);
        let mut opened = self.plan.sheets.iter().filter(|sheet| sheet.original.index == book.active);
        copy.active = opened.find_map(|sheet| sheet.copy.as_ref()).map_or(0, |sheet| sheet.index);
        self.hand(|scribe| scribe.book(&copy));
    }

    fn sheet(&mut self, sheet: &Sheet) {
        self.need_book();
        (self.sheet, self.framed, self.row) = (None, false, None);
        if sheet.kind == SheetKind::Remnant {
            return;
        }
        let plan = self.plan.sheets.iter().find(|plan| plan.original.index == sheet.index);
        if let Some((plan, copy)) = plan.and_then(|plan| Some((plan, plan.copy.as_ref()?))) {
            self.sheet = Some(plan);
            self.hand(|scribe| scribe.sheet(copy));
        }
    }

    fn frame(&mut self, frame: &Frame) {
        let Some(sheet) = self.sheet.filter(|_| !self.framed) else { return };
        self.framed = true;
        self.formatting = frame.overlays.iter().map(|change| change.format.is_some()).collect();
        let frame = frames::leaving(frame, sheet, &self.dressing, &mut self.losses);
        self.hand(|scribe| scribe.frame(&frame));
    }

    fn object(&mut self, object: &Object) {
        let Some(sheet) = self.sheet else { return };
        self.need_frame();
        let place = || object.place.clone().on(sheet.original.name.as_ref());
        match objects::leaving(self.plan, sheet, object) {
            Ok(Some(object)) => {
                if let Shows::Chart(chart) = &object.shows {
                    self.losses.extend(chart.otherwise.iter().map(|how| (place(), *how)));
                }
                self.hand(|scribe| scribe.object(&object));
            }
            Ok(None) => {}
            Err(why) => self.losses.push((place(), why)),
        }
    }

    fn row(&mut self, row: &Row) {
        let Some(sheet) = self.sheet else { return };
        self.need_frame();
        let to = sheet.cuts.rows.map(row.index);
        let next = sheet.cuts.rows.kept_before(row.index);
        self.let_go(|at| at.0 < next);
        self.row = Some(RowNow { from: row.index, to });
        if let Some(index) = to {
            let look = row.look.map(|look| self.dressing.bare(look));
            let row = Row { index, look, hidden: None, ..*row };
            self.hand(|scribe| scribe.row(&row));
        }
    }

    fn blank(&mut self, row: u32, col: u32, look: u32) {
        let Some((row, col)) = self.place_of(row, col) else { return };
        if self.is_taken(row, col) {
            return;
        }
        let look = self.dressing.bare(look);
        self.hand(|scribe| scribe.blank(row, col, look));
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        let Some(sheet) = self.sheet else { return };
        if let Some(to) = sheet.moves.get(&CellRef { row: cell.row, col: cell.col }) {
            self.later.entry((to.row, to.col)).or_default().cell(cell);
        } else if let Some((row, col)) = self.place_of(cell.row, cell.col)
            && !self.is_taken(row, col)
        {
            self.leave(sheet, (row, col), cell);
        }
    }

    fn sheet_end(&mut self, _: &Sheet) {
        if let Some(copy) = self.sheet.and_then(|sheet| sheet.copy.as_ref()) {
            self.need_frame();
            self.let_go(|_| true);
            self.hand(|scribe| scribe.sheet_end(copy));
        }
        self.sheet = None;
        self.later.clear();
    }

    fn missing(&mut self, place: Place, what: &'static str) {
        if self.sheet.is_some() {
            self.losses.push((place, what));
        }
    }

    fn trace(&mut self, _: Trace<'_>) {}
    fn text(&mut self, _: TextFact<'_>) {}
    fn child(&mut self, _: Child) {}
    fn unread(&mut self, _: Unread) {}
}
