//! Fields → cells, with what the surfaces of a csv file need counted on the way. One trace for each at the end, so that
//! ten thousand formulas are one finding with a range. Knows no encoding but how a field is decoded.

use super::encoding::decode;
use super::fields::{End, Fields};
use super::formula::{is_formula, quoted_text};
use super::layout::{Layout, Outside, Shape, Tally};
use crate::limits::Budget;
use crate::model::{
    Cell, Dress, Place, Private, Range, Reason, Row, Substance, Surface, TextFact, Trace, Value,
    Visibility,
};
use crate::read::Visitor;
use crate::read::invisible::{STRAY, invisible};

/// White space in a row, inside one text, that pushes what follows out of a column's view.
const PUSHING: usize = 40;
/// Cells after which the purse is asked.
const BATCH: u64 = 1024;

/// The table as it is read.
pub(super) struct Table<'a> {
    outside: Outside,
    /// Whether ASCII in the file is printable throughout, so that nothing in an ASCII field can be invisible.
    tame: bool,
    budget: &'a Budget,
    single_column: bool,
    row: u32,
    unpaid: u64,
    formulas: Tally,
    pushed: Tally,
    unseen: Tally,
    strays: Tally,
    /// Cells that hold something.
    pub(super) cells: u64,
}

impl<'a> Table<'a> {
    /// A table of this layout.
    pub(super) fn new(layout: Layout, tame: bool, budget: &'a Budget) -> Self {
        Table {
            outside: Outside::new(layout),
            tame,
            budget,
            single_column: layout.width <= 1,
            row: 0,
            unpaid: 0,
            formulas: Tally::default(),
            pushed: Tally::default(),
            unseen: Tally::default(),
            strays: Tally::default(),
            cells: 0,
        }
    }

    /// Reads all rows.
    pub(super) fn read(&mut self, fields: &mut Fields<'_>, visitor: &mut dyn Visitor) -> Result<(), Reason> {
        let mut shape = Shape::default();
        let mut unclosed = 0;
        let rebuilds = visitor.rebuilds();
        while let Some(end) = fields.next()? {
            let field = fields.field();
            let holds = holds(field);
            shape.comment |= shape.fields == 0 && field.starts_with(b"#");
            if rebuilds && shape.fields == 0 {
                visitor.row(&Row { index: self.row, ..Row::default() });
            }
            if holds {
                self.cell(field, shape.fields, visitor);
            } else if rebuilds && (shape.fields > 0 || end == End::Delimiter) {
                // How many fields a row has is told by its blank ones; an empty line has none.
                visitor.blank(self.row, shape.fields, 0);
            }
            shape.push(holds, self.outside.width(self.row));
            self.pay(u64::from(holds))?;
            if end == End::Row {
                self.outside.row(&shape, fields.unclosed > unclosed);
                unclosed = fields.unclosed;
                self.row = self.row.saturating_add(1);
                shape = Shape { row: self.row, ..Shape::default() };
            }
        }
        self.budget.cells(self.unpaid)?;
        Ok(())
    }

    fn pay(&mut self, cells: u64) -> Result<(), Reason> {
        self.cells = self.cells.saturating_add(cells);
        self.unpaid = self.unpaid.saturating_add(cells);
        if self.unpaid >= BATCH {
            self.budget.cells(std::mem::take(&mut self.unpaid))?;
        }
        Ok(())
    }

    fn cell(&mut self, field: &[u8], col: u32, visitor: &mut dyn Visitor) {
        let text = decode(field);
        let at = Range::cell(self.row, col);
        let unseen = if self.tame && field.is_ascii() { None } else { invisible(&text) };
        if let Some(found) = &unseen {
            match found.substance() {
                Substance::Holds(count) => self.unseen.add(count, at),
                Substance::Harmless(reason) if reason == STRAY => self.strays.add(1, at),
                Substance::Harmless(_) | Substance::Empty => {}
            }
            if let Some(hidden) = &found.hidden {
                let text = Private::new(hidden.as_str());
                visitor.text(TextFact {
                    surface: Surface::CsvInvisibleCharacter,
                    place: Place::default().cells(at),
                    text,
                });
            }
        }
        let shown = unseen.as_ref().map_or(text.as_ref(), |found| &found.shown);
        if is_formula(shown) {
            self.formulas.add(1, at);
        }
        if !self.single_column && text.len() > PUSHING && pushes(&text) {
            self.pushed.add(1, at);
        }
        let shown = quoted_text(shown).unwrap_or(shown);
        let value = Value::Text(&text);
        visitor.cell(&Cell {
            row: self.row,
            col,
            value,
            shown,
            shared: None,
            visibility: Visibility::Visible,
            dress: Dress::default(),
        });
    }

    /// Says what there is, once all rows are read.
    pub(super) fn traces(&self, visitor: &mut dyn Visitor) {
        let mut say = |surface: Surface, tally: Tally, harmless: Option<&'static str>| {
            let Some(range) = tally.range else { return };
            let substance = harmless.map_or(Substance::Holds(tally.count), Substance::Harmless);
            visitor.trace(Trace {
                surface,
                place: Place::default().cells(range),
                substance,
                texts: Vec::new(),
            });
        };
        say(Surface::CsvPreamble, self.outside.preamble, None);
        say(Surface::CsvPreamble, self.outside.ragged, None);
        say(Surface::RemoteCell, self.outside.far_rows, None);
        say(Surface::RemoteCell, self.outside.far_columns, None);
        say(Surface::RemoteCell, self.pushed, None);
        say(Surface::CsvInvisibleCharacter, self.unseen, None);
        say(Surface::CsvInvisibleCharacter, self.strays, Some(STRAY));
        say(Surface::CsvFormula, self.formulas, None);
    }
}

/// Whether a field holds more than white space.
pub(super) fn holds(field: &[u8]) -> bool {
    field.iter().any(|&b| !matches!(b, b' ' | b'\t'..=b'\r'))
        && (field.is_ascii() || !decode(field).trim().is_empty())
}

/// Whether a long run of white space has text after it.
fn pushes(text: &str) -> bool {
    let mut run = 0;
    text.trim_end().chars().any(|c| {
        run = if c.is_whitespace() { run + 1 } else { 0 };
        run >= PUSHING
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_pushes_only_what_follows_it() {
        let gap = " ".repeat(PUSHING);
        assert!(pushes(&format!("Closed{gap}Ann Example")));
        assert!(pushes(&format!("{gap}Ann Example")));
        assert!(pushes(&format!("Closed{}Ann Example", "\n".repeat(PUSHING))));
        assert!(!pushes(&format!("Closed{gap}")));
        assert!(!pushes("Closed   by Ann Example, at the end of a long line of text"));
    }

    #[test]
    fn blank_is_what_holds_nothing() {
        assert!(!holds(b" \t\r\n"));
        assert!(!holds("\u{A0}\u{3000}".as_bytes()));
        assert!(!holds(b"\xA0"));
        assert!(holds(b"\0"));
        assert!(holds(b"-"));
    }
}
