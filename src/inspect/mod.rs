//! Facts against rules: the visitor that turns what a reader saw into findings.
//!
//! It keeps counts, joined places and masked samples, never a value, and its memory does not grow with the rows of a
//! sheet. What the findings mean for the file is said by `verdict`.

mod answers;
mod finish;
mod piles;

use std::sync::Arc;

use crate::detect::column::Kind;
use crate::model::{
    Book, Cell, CellRef, Frame, Object, Place, Range, Row, Seen, Sheet, SheetKind, SheetSummary, Substance,
    Surface, TextFact, Trace, Unread, Value, Visibility,
};
use crate::read::{Child, Visitor};
use crate::rules::{About, RuleBook, RuleHit, Table, TableCell};
use answers::Answers;
use piles::{ContentPile, Piles, StructurePile};

/// Takes the facts of one file and holds them against the rules.
#[derive(Debug)]
pub struct Inspector<'r> {
    book: &'r RuleBook,
    answers: Answers,
    table: Table<'r>,
    sheet: Option<Place>,
    /// Whether the cells that come are those of the sheet that was summed up last.
    summing: bool,
    sheets: Vec<SheetSummary>,
    structure: Piles<StructurePile>,
    content: Piles<ContentPile>,
    seen: Vec<Seen>,
    unread: Vec<Unread>,
    used: Vec<bool>,
}

/// What the rules made of a file.
#[derive(Debug)]
pub struct Inspection {
    /// Worst action first, then in the order of the catalogue, then by place.
    pub findings: Vec<crate::model::Finding>,
    /// Surfaces that are there and can give nothing away.
    pub seen: Vec<Seen>,
    /// What was not read.
    pub unread: Vec<Unread>,
    /// The sheets, in the order in which they came.
    pub sheets: Vec<SheetSummary>,
    /// For each live allow entry of the book, whether it let anything past.
    pub allows_used: Vec<bool>,
}

/// Said of a surface all of whose texts are ignored by its rule.
const IGNORED: &str = "it holds only texts that the rules pass over, such as the name of a program";

impl<'r> Inspector<'r> {
    /// For one file, held against these rules.
    pub fn new(book: &'r RuleBook) -> Self {
        Inspector {
            book,
            answers: Answers::default(),
            table: Table::new(book),
            sheet: None,
            summing: false,
            sheets: Vec::new(),
            structure: Piles::default(),
            content: Piles::default(),
            seen: Vec::new(),
            unread: Vec::new(),
            used: vec![false; book.live().count()],
        }
    }

    /// What it comes to.
    pub fn finish(mut self) -> Inspection {
        self.end_tables();
        finish::inspection(self)
    }

    fn end_tables(&mut self) {
        let mut judged = Vec::new();
        self.table.end_sheet(&mut self.used, &mut |one| judged.push(one));
        self.take(judged);
        self.sheet = None;
    }

    /// Findings of tables that are over, as findings of their sheet.
    fn take(&mut self, judged: Vec<crate::rules::Judged>) {
        let sheet = self.sheet.clone().unwrap_or_default();
        for one in crate::rules::strongest(self.book, judged) {
            let at = |row: u32| CellRef { row, col: one.col };
            let stretch = |(first, last): (u32, u32)| Range { first: at(first), last: at(last) };
            let place = sheet.clone().cells(stretch(one.rows));
            self.content.add_content(
                one.rule,
                one.surface,
                Some(one.col),
                place,
                ContentPile {
                    count: one.count,
                    confidence: one.confidence,
                    evidence: one.evidence,
                    sample: Some(one.sample),
                    cells: one.cells.iter().map(stretch).collect(),
                    exact: one.cells.is_exact(),
                },
            );
        }
    }

    /// Holds a text that is in no cell against the rules.
    fn loose_text(&mut self, surface: Surface, place: &Place, text: &str) {
        for hit in self.book.hits(text, &mut self.used) {
            let Some(content) = self.book.content(hit.rule) else { continue };
            let counts = content.stray && !content.needs_table() && content.seen.includes(surface);
            if counts && hit.sure > 0 {
                let pile = ContentPile::stray(content, &hit, text);
                self.content.add_content(hit.rule, surface, None, place.clone(), pile);
            }
        }
    }

    fn harmless(&mut self, surface: Surface, reason: &'static str) {
        match self.seen.iter_mut().find(|seen| seen.surface == surface && seen.reason == reason) {
            Some(seen) => seen.count = seen.count.saturating_add(1),
            None => self.seen.push(Seen { surface, count: 1, reason }),
        }
    }

    /// Whether every text of a trace is one that the surface's rule ignores.
    fn ignored(&self, trace: &Trace<'_>) -> bool {
        let Some((_, rule)) = self.book.on_surface(trace.surface) else { return false };
        let About::Surface { ignore, .. } = &rule.about else { return false };
        !ignore.is_empty()
            && !trace.texts.is_empty()
            && trace.texts.iter().all(|text| ignore.contains(&text.expose().trim().to_lowercase()))
    }
}

impl Visitor for Inspector<'_> {
    fn rebuilds(&self) -> bool {
        false
    }
    fn book(&mut self, _: &Book) {}
    fn frame(&mut self, _: &Frame) {}
    fn object(&mut self, _: &Object) {}
    fn row(&mut self, _: &Row) {}
    fn blank(&mut self, _: u32, _: u32, _: u32) {}
    fn sheet(&mut self, sheet: &Sheet) {
        self.end_tables();
        self.sheet = Some(sheet.place());
        self.summing = sheet.kind != SheetKind::Remnant;
        if !self.summing {
            return;
        }
        self.sheets.push(SheetSummary {
            name: sheet.name.clone(),
            state: sheet.state,
            kind: sheet.kind,
            visible_cells: 0,
            hidden_cells: 0,
        });
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        if let Some(sheet) = self.sheets.last_mut().filter(|_| self.summing) {
            match cell.visibility {
                Visibility::Visible => sheet.visible_cells += 1,
                Visibility::Hidden(_) => sheet.hidden_cells += 1,
            }
        }
        let (text, hits) = judged_text(self.book, &mut self.answers, &mut self.used, cell);
        let (text, hits): (&str, &[RuleHit]) = (&text, &hits);
        let seen = TableCell {
            row: cell.row,
            col: cell.col,
            surface: cell.visibility.surface(),
            kind: Kind::of(cell.value, beginning(cell.shown)),
            // What the rules find in a text was asked of all of it; a column's look needs no more than its beginning.
            text: beginning(text),
            shared: cell.shared,
            hits,
        };
        let mut judged = Vec::new();
        self.table.cell(seen, &mut self.used, &mut |one| judged.push(one));
        if !judged.is_empty() {
            self.take(judged);
        }
    }

    fn sheet_end(&mut self, _: &Sheet) {
        self.end_tables();
    }

    fn trace(&mut self, trace: Trace<'_>) {
        for text in &trace.texts {
            self.loose_text(trace.surface, &trace.place, text.expose());
        }
        match trace.substance {
            Substance::Harmless(reason) => self.harmless(trace.surface, reason),
            _ if self.ignored(&trace) => self.harmless(trace.surface, IGNORED),
            Substance::Empty => self.structure.add_structure(trace.surface, trace.place, 0),
            Substance::Holds(count) => self.structure.add_structure(trace.surface, trace.place, count.max(1)),
        }
    }

    fn text(&mut self, text: TextFact<'_>) {
        self.loose_text(text.surface, &text.place, text.text.expose());
    }

    /// Children go round by themselves: the gate takes them before they come here.
    fn child(&mut self, _: Child) {}

    fn unread(&mut self, unread: Unread) {
        self.unread.push(unread);
    }
}

/// The text of a cell that is judged, and what the rules find in it. Where what is stored differs from what is shown,
/// both are judged, and the one with more in it stands for the cell.
fn judged_text<'c>(
    book: &RuleBook,
    answers: &mut Answers,
    used: &mut [bool],
    cell: &'c Cell<'_>,
) -> (std::borrow::Cow<'c, str>, Arc<[RuleHit]>) {
    if cell.shared.is_some() {
        // A shared string is shown as it is stored, and judged once.
        return (cell.shown.into(), answers.of(book, used, cell.shared, cell.shown));
    }
    let stored: std::borrow::Cow<'c, str> = match cell.value {
        Value::Text(text) | Value::Date(text) => text.into(),
        Value::Number(number) => stored_number(number).into(),
        Value::Bool(_) | Value::Error(_) => "".into(),
    };
    if stored == cell.shown || stored.is_empty() {
        return (cell.shown.into(), answers.of(book, used, None, cell.shown));
    }
    let shown = answers.of(book, used, None, cell.shown);
    let hidden = answers.of(book, used, None, &stored);
    let weight = |hits: &[RuleHit]| hits.iter().map(|hit| (hit.sure, hit.unsure)).max();
    if weight(&hidden) > weight(&shown) { (stored, hidden) } else { (cell.shown.into(), shown) }
}

/// Longest part of a text by which a column is judged, in bytes.
const BEGINNING: usize = 1024;

/// As much of a text as a column is judged by.
fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(BEGINNING)).unwrap_or(text)
}

/// A whole number as its digits, where it has enough of them to be an identifier.
fn stored_number(number: f64) -> String {
    let whole = number.fract() == 0.0 && (1e8..1e15).contains(&number.abs());
    if whole { format!("{number:.0}") } else { String::new() }
}
