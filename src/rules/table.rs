//! The tables of a sheet, while its cells stream by: which row is the heading, and what each column adds up to.
//!
//! Rows are held back only until it is clear whether they are headings; of values nothing is kept but counts and one
//! masked sample. What the columns amount to is said in `weigh`.

use std::collections::HashMap;
use std::ops::Range;

use super::book::RuleBook;
use super::columns::{ColumnHeading, ColumnSoFar, above};
use super::judge::RuleHit;
use super::weigh::{self, Judged};
use crate::detect::column::Kind;
use crate::detect::header::{LONGEST, RowIs, RowLook, Standing};
use crate::detect::heading::Heading;
use crate::detect::names;
use crate::model::{Surface, is_mark};

/// Columns that are told apart; whatever lies beyond counts with the last. Excel has as many.
const MOST_COLUMNS: u32 = 16_384;
/// Answers kept for shared strings, so that each is judged once.
const MOST_ANSWERS: usize = 1 << 20;

/// Rows of single cells that may stand above a heading row.
const MOST_PREAMBLE: u64 = 100;

/// A cell as tables see it.
#[derive(Debug, Clone, Copy)]
pub struct TableCell<'a> {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
    /// Where it counts as being.
    pub surface: Surface,
    /// What sort of value it is.
    pub kind: Kind,
    /// Its text.
    pub text: &'a str,
    /// The number of its shared string.
    pub shared: Option<u32>,
    /// What the rules found in it.
    pub hits: &'a [RuleHit],
}

/// The table that is being read.
#[derive(Debug)]
pub struct Table<'b> {
    pub(super) book: &'b RuleBook,
    pub(super) columns: Vec<Option<Box<ColumnSoFar>>>,
    /// Rows of values so far.
    pub(super) rows: u64,
    headed: Option<u32>,
    meaningful: bool,
    wide: bool,
    row: Option<u32>,
    held: Option<Held>,
    answers: HashMap<(usize, u32), bool>,
}

/// A row that may be a heading.
#[derive(Debug, Default)]
struct Held {
    cells: Vec<HeldCell>,
    texts: String,
    look: RowLook,
    standing: Option<Standing>,
}

#[derive(Debug)]
struct HeldCell {
    col: u32,
    surface: Surface,
    kind: Kind,
    text: Range<usize>,
    shared: Option<u32>,
    hits: Vec<RuleHit>,
}

impl<'b> Table<'b> {
    /// No table yet.
    pub fn new(book: &'b RuleBook) -> Self {
        Table {
            book,
            columns: Vec::new(),
            rows: 0,
            headed: None,
            meaningful: false,
            wide: false,
            row: None,
            held: None,
            answers: HashMap::new(),
        }
    }

    /// Takes the next cell that holds something; cells come row by row. Calls back when a table is over.
    pub fn cell(&mut self, cell: TableCell<'_>, used: &mut [bool], judged: &mut dyn FnMut(Judged)) {
        if self.row != Some(cell.row) {
            self.end_row(used, judged);
            self.begin_row(cell.row);
        }
        // What was withheld is as if it were not there.
        if is_mark(cell.text) {
            return;
        }
        let Some(mut held) = self.held.take() else {
            self.value(cell, used);
            return;
        };
        if self.may_be_heading(&mut held, cell) {
            held.hold(cell);
            self.held = Some(held);
        } else {
            self.release(&held, used);
            self.value(cell, used);
        }
    }

    /// The sheet is over; the next cell begins another.
    pub fn end_sheet(&mut self, used: &mut [bool], judged: &mut dyn FnMut(Judged)) {
        self.end_row(used, judged);
        self.close(judged);
        (self.headed, self.meaningful, self.wide, self.row) = (None, false, false, None);
    }

    fn begin_row(&mut self, row: u32) {
        let gap = self.row.is_none_or(|last| row != last.saturating_add(1));
        self.row = Some(row);
        self.wide &= !gap;
        let standing = match self.headed {
            None if self.wide || self.rows > MOST_PREAMBLE => Standing::Inside,
            None => Standing::First,
            Some(heading) if self.rows == 0 && row == heading.saturating_add(1) => Standing::BelowHeading,
            Some(_) if gap => Standing::AfterGap,
            Some(_) => Standing::Inside,
        };
        self.held = Some(Held { standing: Some(standing), ..Held::default() });
    }

    /// Whether, with this cell, the row may still be a heading row.
    fn may_be_heading(&self, held: &mut Held, cell: TableCell<'_>) -> bool {
        let look = &mut held.look;
        look.cells += 1;
        let inside = held.standing == Some(Standing::Inside);
        let text = cell.text.trim();
        // Among values, texts with numbers in them are values: it saves looking at their words.
        if inside && text.bytes().filter(u8::is_ascii_digit).count() > 2 {
            return false;
        }
        // "Sexual offence | Quay Street | Surname, Given" has words of headings too.
        if inside && cell.kind == Kind::Text && names::is_full_name(text) {
            return false;
        }
        let short = text.len() <= LONGEST && cell.hits.iter().all(|hit| hit.sure == 0);
        match cell.kind {
            Kind::Text | Kind::Other if short => look.short_texts += 1,
            Kind::Number if text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                look.small_numbers += 1
            }
            _ => return false,
        }
        if cell.kind == Kind::Text && text.len() <= 60 {
            let heading = Heading::of(text);
            if self.book.names(&heading) {
                look.known += 1;
            } else if self.book.plain(&heading) {
                look.plain += 1;
            }
        }
        // Among values, a row whose first two cells are no headings is none: it saves looking at the rest.
        !(inside && look.cells >= 2 && look.known + look.plain == 0)
    }

    fn end_row(&mut self, used: &mut [bool], judged: &mut dyn FnMut(Judged)) {
        let Some(held) = self.held.take() else { return };
        let standing = held.standing.unwrap_or(Standing::Inside);
        match held.look.judge(standing, self.meaningful) {
            RowIs::Data => self.release(&held, used),
            RowIs::Heading => {
                self.close(judged);
                self.head(&held, None);
            }
            RowIs::SecondHeading => {
                let upper = std::mem::take(&mut self.columns);
                self.head(&held, Some(&upper));
            }
        }
    }

    /// A new table begins with these headings.
    fn head(&mut self, held: &Held, upper: Option<&[Option<Box<ColumnSoFar>>]>) {
        self.headed = self.row;
        self.meaningful = false;
        for cell in &held.cells {
            let words = Heading::of(held.texts.get(cell.text.clone()).unwrap_or_default());
            let above = upper.and_then(|upper| above(upper, cell.col));
            let heading = ColumnHeading::of(self.book, words, above);
            self.meaningful |= !heading.named.is_empty();
            if let Some(column) = self.column(cell.col) {
                column.heading = Some(heading);
            }
        }
    }

    /// The held row was values.
    fn release(&mut self, held: &Held, used: &mut [bool]) {
        let row = self.row.unwrap_or_default();
        for cell in &held.cells {
            let text = held.texts.get(cell.text.clone()).unwrap_or_default();
            let (col, surface, kind, shared) = (cell.col, cell.surface, cell.kind, cell.shared);
            self.value(TableCell { row, col, surface, kind, text, shared, hits: &cell.hits }, used);
        }
        self.rows += u64::from(held.look.cells > 0);
        self.wide |= held.look.cells >= 2;
    }

    fn value(&mut self, cell: TableCell<'_>, used: &mut [bool]) {
        let asked = self.ask(cell, used);
        let book = self.book;
        let Some(column) = self.column(cell.col) else { return };
        column.begin(cell.row);
        let hash = column.values.add(cell.kind, cell.text);
        if cell.kind == Kind::Text {
            column.liken(book.means(), hash, cell.text);
        }
        if book.has_allows() {
            column.allow(book, cell, used);
        }
        column.place(cell);
        for hit in cell.hits.iter().chain(&asked) {
            column.hit(cell, hit);
        }
    }

    /// What the recognisers find that are asked only under this column's heading.
    fn ask(&mut self, cell: TableCell<'_>, used: &mut [bool]) -> Vec<RuleHit> {
        let index = usize::try_from(cell.col.min(MOST_COLUMNS - 1)).unwrap_or(usize::MAX);
        let column = self.columns.get(index).and_then(Option::as_ref);
        let Some(heading) = column.and_then(|column| column.heading.as_ref()) else { return Vec::new() };
        let mut hits = Vec::new();
        for rule in &heading.asked {
            let key = cell.shared.map(|shared| (*rule, shared));
            if key.and_then(|key| self.answers.get(&key)) == Some(&false) {
                continue;
            }
            let hit = self.book.under_heading(*rule, cell.text, used);
            if let Some(key) = key.filter(|_| hit.is_none() && self.answers.len() < MOST_ANSWERS) {
                self.answers.insert(key, false);
            }
            hits.extend(hit);
        }
        hits
    }

    fn column(&mut self, col: u32) -> Option<&mut ColumnSoFar> {
        let index = usize::try_from(col.min(MOST_COLUMNS - 1)).ok()?;
        if self.columns.len() <= index {
            self.columns.resize_with(index + 1, || None);
        }
        self.columns.get_mut(index).map(|column| &mut **column.get_or_insert_default())
    }

    /// The table is over: its columns are weighed.
    fn close(&mut self, judged: &mut dyn FnMut(Judged)) {
        weigh::table(self, judged);
        self.columns.clear();
        self.rows = 0;
    }
}

impl Held {
    fn hold(&mut self, cell: TableCell<'_>) {
        let start = self.texts.len();
        self.texts.push_str(cell.text);
        self.cells.push(HeldCell {
            col: cell.col,
            surface: cell.surface,
            kind: cell.kind,
            text: start..self.texts.len(),
            shared: cell.shared,
            hits: cell.hits.to_vec(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Value;

    /// The rules that a column under this heading meets.
    fn found(heading: &str, values: &[&str]) -> Vec<String> {
        let book = RuleBook::shipped().unwrap();
        let mut used = vec![false; book.live().count()];
        let mut table = Table::new(&book);
        let mut judged = Vec::new();
        for (row, text) in std::iter::once(&heading).chain(values).enumerate() {
            let hits = book.hits(text, &mut used);
            let kind = Kind::of(Value::Text(text), text);
            let (row, surface) = (u32::try_from(row).unwrap(), Surface::VisibleCell);
            let cell = TableCell { row, col: 0, surface, kind, text, shared: None, hits: &hits };
            table.cell(cell, &mut used, &mut |one| judged.push(one));
        }
        table.end_sheet(&mut used, &mut |one| judged.push(one));
        judged.iter().filter_map(|one| Some(book.rule(one.rule)?.id.to_string())).collect()
    }

    #[test]
    fn what_was_withheld_counts_as_empty() {
        let mark = "[withheld: s.40(2)]";
        let names = ["Abernathy", "Blenkinsop", "Cartwright", "Dunwoody", "Entwistle", "Fothergill"];
        assert!(found("Surname", &names).contains(&"surname".to_owned()));
        assert_eq!(found("Surname", &[mark; 40]), Vec::<String>::new());
        let half: Vec<&str> = names.into_iter().flat_map(|name| [mark, name]).collect();
        assert!(found("Surname", &half).contains(&"surname".to_owned()), "the others are found all the same");
        let fake = names.map(|name| format!("[withheld: {name}]"));
        let fake: Vec<&str> = fake.iter().map(String::as_str).collect();
        assert!(found("Surname", &fake).contains(&"surname".to_owned()), "a name in brackets is no mark");
    }
}
