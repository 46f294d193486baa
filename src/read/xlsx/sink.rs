//! From a cell's value to the fact that is pushed: what it shows, whether it can be seen and why not.
//!
//! The order in which reasons count: sheet, row, column, merge, colour and size, number format.

use std::collections::HashSet;

use super::bands::Bands;
use super::conditional::{Applied, Verdict, judge, resolve};
use super::expression::Known;
use super::geometry::Geometry;
use super::iso;
use super::look::Backdrop;
use super::numfmt::{Format, Rendering, Shown};
use super::outfit::Outfit;
use super::remote::Spread;
use super::runs::Runs;
use super::strings::Strings;
use super::styles::{Ground, Look, Styles};
use super::tally::{Axis, Tallies};
use super::watch::{Formulas, Watch};
use crate::model::{Cell, CellRef, Dress, Range, Row, Sheet, SheetState, Surface, Value, Visibility};
use crate::read::Visitor;
use crate::read::invisible::is_ordinary;

/// What the cells of a sheet need of the rest of their workbook.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The styles part.
    pub styles: &'a Styles,
    /// The table of shared strings.
    pub strings: &'a Strings,
    /// The formulas and visible texts of all sheets.
    pub watch: &'a Watch,
    /// Whether dates count from 1904 (18.2.28).
    pub date1904: bool,
    /// The names of the sheets on view, in lower case.
    pub visible_sheets: &'a HashSet<String>,
    /// The names that the workbook and its tables define, in lower case.
    pub names: &'a HashSet<String>,
    /// Cells under pictures, charts and shapes of this sheet.
    pub anchors: &'a [Range],
    /// Whether a text holds characters that nobody sees.
    pub has_invisible: fn(&str) -> bool,
}

/// What the cells of a sheet come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Cells with a value on open view.
    pub visible: u64,
    /// Cells with a value that cannot be seen.
    pub hidden: u64,
    /// Around all of them.
    pub range: Option<Range>,
    /// Around the formulas on view that have a result, and around those that have none.
    pub formulas: [Option<Range>; 2],
}

/// A value on its way.
pub(super) struct Item<'v> {
    pub(super) at: CellRef,
    pub(super) style: usize,
    pub(super) value: Value<'v>,
    pub(super) shared: Option<u32>,
    pub(super) runs: Option<Runs<'v>>,
    pub(super) phonetic: &'v str,
}

/// Takes the cells of one sheet.
pub(super) struct Sink<'a> {
    context: &'a Context<'a>,
    geometry: &'a Geometry,
    rendering: Rendering,
    sheet_surface: Option<Surface>,
    row_surface: Option<Surface>,
    columns: Vec<Option<Surface>>,
    merges: Bands<()>,
    backdrops: Bands<()>,
    rules: Bands<Applied<'a>>,
    anchors: Bands<()>,
    tallies: Tallies,
    spread: Spread,
    pub(super) formulas: Formulas,
    totals: Totals,
    shown: String,
    unseen: String,
    outfit: Option<Outfit<'a>>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(
        sheet: &Sheet,
        context: &'a Context<'a>,
        geometry: &'a Geometry,
        rebuilds: bool,
    ) -> Self {
        let plain =
            |ranges: &[Range]| Bands::new(ranges.iter().map(|range| (*range, ())).collect::<Vec<_>>());
        let rules = geometry.rules.iter().flat_map(|(ranges, anchor, rule)| {
            let applied = |range: &Range| Some((*range, resolve(rule, *anchor, context.styles)?));
            ranges.iter().filter_map(applied).collect::<Vec<_>>()
        });
        Sink {
            context,
            geometry,
            rendering: Rendering::new(context.date1904),
            sheet_surface: match sheet.state {
                SheetState::Visible => None,
                SheetState::Hidden => Some(Surface::HiddenSheet),
                SheetState::VeryHidden => Some(Surface::VeryHiddenSheet),
            },
            row_surface: None,
            columns: geometry.columns(),
            merges: plain(&geometry.merges),
            backdrops: plain(&geometry.backdrops),
            rules: Bands::new(rules),
            anchors: plain(context.anchors),
            tallies: Tallies::new(sheet),
            spread: Spread::default(),
            formulas: Formulas::new(sheet),
            totals: Totals::default(),
            shown: String::new(),
            unseen: String::new(),
            outfit: rebuilds.then(|| Outfit::new(geometry, context.styles)),
        }
    }

    /// Begins a row.
    pub(super) fn row(&mut self, row: u32, hidden: bool, level: u32, height: Option<f64>) {
        self.row_surface = self.geometry.row(row, hidden, level, height);
        if let (Some(surface), None) = (self.row_surface, self.sheet_surface) {
            self.tallies.hidden(surface, Axis::Row, Range::rows(row, row));
        }
        self.merges.advance(row);
        self.backdrops.advance(row);
        self.rules.advance(row);
        self.anchors.advance(row);
    }

    /// Tells of the row that began last, where somebody rebuilds: its height, and whether nobody chose that.
    pub(super) fn listed(
        &mut self,
        row: u32,
        (height, fits): (Option<f64>, bool),
        style: Option<usize>,
        visitor: &mut dyn Visitor,
    ) {
        if let Some(outfit) = &mut self.outfit {
            let look = style.map(|style| self.context.styles.number(style));
            outfit.row(Row { index: row, height, fits, look, hidden: self.row_surface }, visitor);
        }
    }

    /// Takes a cell that holds nothing.
    pub(super) fn blank(&mut self, at: CellRef, style: usize, visitor: &mut dyn Visitor) {
        if let Some(outfit) = &self.outfit {
            outfit.blank(at, self.context.styles.number(style), visitor);
        }
    }

    /// Takes a cell; gives back whether it can be seen.
    pub(super) fn cell(&mut self, item: &Item<'_>, visitor: &mut dyn Visitor) -> bool {
        let look = self.context.styles.look(item.style);
        let format = self.context.styles.format(look);
        self.shown.clear();
        self.unseen.clear();
        let (rendered, as_is) = self.render(item, look, format);
        let (verdict, axis) = self.verdict(item, look, rendered);
        let surface = match verdict {
            Verdict::Hidden(surface) => Some(surface),
            Verdict::Seen => None,
            Verdict::Doubtful(surface) => {
                self.tallies.cell(surface, Axis::Cell, item.at);
                None
            }
        };
        if let Some(outfit) = &mut self.outfit {
            let shown = (!as_is).then_some(self.shown.as_str());
            outfit.dress(item, shown, look, self.context.styles);
        }
        // Where a conditional format hides the value, nothing is shown of what the cell's own format would show.
        let swallowed = surface == Some(Surface::FormatHiddenValue) && !rendered.hides;
        if swallowed {
            self.shown.clear();
        }
        self.push(item, surface, axis, as_is && !swallowed, rendered, visitor);
        if let (None, Some(format)) = (surface, format) {
            format.note_seen(rendered);
        }
        self.note(item, surface, visitor);
        surface.is_none()
    }

    /// Notes a formula, where its cell is on view.
    pub(super) fn formula(&mut self, at: CellRef, has_result: bool) {
        let hidden = self.sheet_surface.or(self.row_surface);
        if hidden.or(self.columns.get(at.col as usize).copied().flatten()).is_none() {
            let [with, without] = &mut self.totals.formulas;
            let around = if has_result { with } else { without };
            let cell = Range::cell(at.row, at.col);
            *around = Some(around.map_or(cell, |around| around.join(cell)));
        }
    }

    /// Counts a text that its cell stores but does not show: a stale value.
    pub(super) fn stale(&mut self, at: CellRef, text: &str, visitor: &mut dyn Visitor) {
        self.tallies.text(Surface::StaleValue, at, text, visitor);
    }

    /// Ends the sheet.
    pub(super) fn finish(mut self, visitor: &mut dyn Visitor) -> Totals {
        if self.sheet_surface.is_none() {
            for surface in [Surface::HiddenColumn, Surface::CollapsedGroup, Surface::TinyRowOrColumn] {
                if let Some((first, last)) = self.geometry.hidden_columns(surface) {
                    self.tallies.hidden(surface, Axis::Column, Range::columns(first, last));
                }
            }
            if self.geometry.hides_unlisted_rows() {
                let all = Range::rows(0, super::reference::ROWS - 1);
                self.tallies.hidden(Surface::HiddenRow, Axis::Row, all);
            }
            if let Some((count, range)) = self.spread.remote() {
                self.tallies.remote(count, range);
            }
        }
        self.tallies.finish(visitor);
        self.context.watch.keep(self.formulas);
        self.totals
    }

    /// Writes what is shown into `shown`, or says that it is the text as it is.
    fn render(&mut self, item: &Item<'_>, look: &Look, format: Option<&Format>) -> (Shown, bool) {
        let out = &mut self.shown;
        let numbered = |value: f64, out: &mut String| match format {
            Some(format) => format.number(value, &self.rendering, out),
            None => Shown::plain(out, value),
        };
        match item.value {
            Value::Number(value) => (numbered(value, out), false),
            Value::Text(text) if item.runs.is_some_and(|runs| runs.can_hide()) => {
                let shown = format.map_or(Shown::PLAIN, |format| format.text(text, out));
                out.clear();
                if let Some(runs) = &item.runs {
                    runs.split(text, look, self.context.styles, out, &mut self.unseen);
                }
                (shown, self.unseen.is_empty())
            }
            Value::Text(text) | Value::Date(text) | Value::Error(text) => match format {
                Some(format) if !format.is_plain() && !matches!(item.value, Value::Error(_)) => {
                    (format.text(text, out), false)
                }
                _ => (Shown::PLAIN, true),
            },
            Value::Bool(value) => {
                let text = if value { "TRUE" } else { "FALSE" };
                match format {
                    Some(format) => (format.text(text, out), false),
                    None => {
                        out.push_str(text);
                        (Shown::PLAIN, false)
                    }
                }
            }
        }
    }

    /// The first reason that hides the cell.
    fn verdict(&self, item: &Item<'_>, look: &Look, rendered: Shown) -> (Verdict, Axis) {
        let col = item.at.col;
        if let Some(surface) = self.sheet_surface {
            return (Verdict::Hidden(surface), Axis::Cell);
        }
        let column = self.columns.get(col as usize).copied().flatten();
        let out_of_view = self.row_surface.map(|surface| (surface, Axis::Row));
        if let Some((surface, axis)) = out_of_view.or(column.map(|surface| (surface, Axis::Column)))
            && !self.geometry.reach.shows(item.at, self.row_surface.is_some())
        {
            return (Verdict::Hidden(surface), axis);
        }
        if self.merges.at(col).any(|(merge, ())| merge.first != item.at) {
            return (Verdict::Hidden(Surface::CoveredCell), Axis::Cell);
        }
        // White space looks the same in every colour.
        let blank = matches!(item.value, Value::Text(text) if text.trim().is_empty());
        (if blank { Verdict::Seen } else { self.by_look(item, look, rendered) }, Axis::Cell)
    }

    /// Whether colour, size, conditional formats or the number format hide it.
    fn by_look(&self, item: &Item<'_>, look: &Look, rendered: Shown) -> Verdict {
        let mut ground = look.ground();
        if let Some(color) = rendered.color {
            ground.color = color.resolve(self.context.styles.palette());
        }
        if *ground.backdrop == Backdrop::Sheet && self.backdrops.at(item.at.col).next().is_some() {
            ground.backdrop = &Backdrop::Unknown;
        }
        let verdict = if item.runs.is_some_and(|runs| runs.can_hide()) && ground.is_invisible() {
            // Runs have looks of their own: what the cell's own look would swallow, they may show.
            Verdict::Seen
        } else {
            self.conditional(item, ground)
        };
        match verdict {
            Verdict::Hidden(_) => verdict,
            _ if !self.unseen.is_empty() && self.shown.trim().is_empty() => {
                Verdict::Hidden(Surface::InvisibleText)
            }
            _ if rendered.hides => Verdict::Hidden(Surface::FormatHiddenValue),
            _ => verdict,
        }
    }

    /// What the cell's own look and the conditional formats on it make of it.
    fn conditional(&self, item: &Item<'_>, ground: Ground<'_>) -> Verdict {
        let mut rules: Vec<&Applied<'_>> = self.rules.at(item.at.col).map(|(_, applied)| applied).collect();
        if rules.is_empty() {
            let invisible = ground.is_invisible();
            return if invisible { Verdict::Hidden(Surface::InvisibleText) } else { Verdict::Seen };
        }
        let value = Known::of(item.value);
        let hides = |format: &Format| {
            let mut out = String::new();
            match &value {
                Known::Number(value) => format.number(*value, &self.rendering, &mut out).hides,
                Known::Text(text) => format.text(text, &mut out).hides,
                _ => false,
            }
        };
        judge(&mut rules, item.at, &value, ground, hides)
    }

    fn push(
        &mut self,
        item: &Item<'_>,
        surface: Option<Surface>,
        axis: Axis,
        as_is: bool,
        rendered: Shown,
        visitor: &mut dyn Visitor,
    ) {
        let shown = match item.value {
            Value::Text(text) | Value::Date(text) | Value::Error(text) if as_is => text,
            _ => self.shown.as_str(),
        };
        let visibility = surface.map_or(Visibility::Visible, Visibility::Hidden);
        let shared = item.shared.filter(|_| as_is);
        let CellRef { row, col } = item.at;
        let runs = self.outfit.as_ref().map_or(&[][..], |outfit| outfit.runs());
        let look = self.context.styles.number(item.style);
        let overlay = self.outfit.as_ref().and_then(|outfit| outfit.overlay(item));
        let dress = Dress { look, section: rendered.section(), runs, overlay };
        visitor.cell(&Cell { row, col, value: item.value, shown, shared, visibility, dress });
        let cell = Range::cell(row, col);
        self.totals.range = Some(self.totals.range.map_or(cell, |range| range.join(cell)));
        match surface {
            None => {
                self.totals.visible = self.totals.visible.saturating_add(1);
                match shared {
                    Some(index) => self.context.strings.note_shown(index),
                    None if matches!(item.value, Value::Text(_)) => self.context.watch.note_shown(shown),
                    None => {}
                }
            }
            Some(surface) => {
                self.totals.hidden = self.totals.hidden.saturating_add(1);
                if self.sheet_surface.is_none() {
                    self.tallies.cell(surface, axis, item.at);
                }
            }
        }
    }

    /// Notes what else is to be said about a cell.
    fn note(&mut self, item: &Item<'_>, surface: Option<Surface>, visitor: &mut dyn Visitor) {
        if !item.phonetic.trim().is_empty() {
            self.tallies.text(Surface::RichTextRun, item.at, item.phonetic, visitor);
        }
        if !self.unseen.is_empty() && surface != Some(Surface::InvisibleText) {
            let unseen = std::mem::take(&mut self.unseen);
            self.tallies.text(Surface::RichTextRun, item.at, &unseen, visitor);
            self.unseen = unseen;
        }
        let search = |text: &str| !is_ordinary(text) && (self.context.has_invisible)(text);
        let invisible = match (item.value, item.shared) {
            (_, Some(index)) => self.context.strings.has_invisible(index, search),
            (Value::Text(text), None) => search(text),
            _ => false,
        };
        if invisible {
            self.tallies.cell(Surface::CsvInvisibleCharacter, Axis::Cell, item.at);
        }
        if surface.is_none() {
            self.spread.add(item.at);
            if self.anchors.at(item.at.col).next().is_some() {
                self.tallies.cell(Surface::BehindObject, Axis::Cell, item.at);
            }
        }
    }

    /// The number of a date, where the cell's format shows such numbers as days: so programs read it.
    pub(super) fn day(&self, style: usize, text: &str) -> Option<f64> {
        let styles = self.context.styles;
        let shows = styles.format(styles.look(style)).is_some_and(Format::shows_days);
        iso::serial(text, self.context.date1904).filter(|_| shows)
    }

    pub(super) fn context(&self) -> &'a Context<'a> {
        self.context
    }
}
