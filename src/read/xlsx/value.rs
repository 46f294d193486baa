//! From the parts of a cell as written (type, `v`, `is`, `f`) to its value (ECMA-376 18.18.11), and what about them is
//! not as it says: a value that the program showing it would replace.

use super::formula::{Constant, constant};
use super::hooks::SheetHooks;
use super::regular::CellTag;
use super::rich::{Rich, unescape};
use super::runs::Runs;
use super::sink::{Item, Sink};
use super::strings::Shared;
use crate::model::{CellRef, Range, Reason, Value};
use crate::read::Visitor;

/// The type of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    #[default]
    Number,
    Shared,
    Formula,
    Inline,
    Bool,
    Error,
    Date,
    Unknown,
}

impl Kind {
    pub(super) fn of(word: &str) -> Self {
        match word {
            "n" => Kind::Number,
            "s" => Kind::Shared,
            "str" => Kind::Formula,
            "inlineStr" => Kind::Inline,
            "b" => Kind::Bool,
            "e" => Kind::Error,
            "d" => Kind::Date,
            _ => Kind::Unknown,
        }
    }
}

/// A cell as written. Kept and cleared, so that reading one costs no allocation.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) kind: Kind,
    pub(super) style: usize,
    pub(super) value: String,
    pub(super) inline: Rich,
    pub(super) formula: String,
    pub(super) has_formula: bool,
    has_value: bool,
    has_inline: bool,
}

/// The error values of Excel.
const ERRORS: &[&str] = &[
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#CONNECT!",
    "#BLOCKED!",
    "#UNKNOWN!",
    "#FIELD!",
    "#BUSY!",
    "#PYTHON!",
    "#EXTERNAL!",
    "#TIMEOUT!",
];

impl Parts {
    pub(super) fn clear(&mut self) {
        self.kind = Kind::Number;
        self.style = 0;
        self.value.clear();
        self.formula.clear();
        self.has_formula = false;
        self.has_value = false;
        self.has_inline = false;
    }

    /// Takes a whole cell.
    pub(super) fn set(&mut self, tag: &CellTag<'_>) {
        self.clear();
        (self.kind, self.style) = (tag.kind, tag.style);
        if let Some(value) = &tag.value {
            self.has_value = true;
            self.value.push_str(value);
        }
        if let Some(formula) = &tag.formula {
            self.has_formula = true;
            self.formula.push_str(formula);
        }
        if let Some(inline) = &tag.inline {
            self.has_inline = true;
            self.inline.set(inline);
        }
    }

    /// A `v` begins.
    pub(super) fn begin_value(&mut self, hooks: &mut dyn SheetHooks) {
        if std::mem::replace(&mut self.has_value, true) {
            hooks.unread(Reason::Ambiguous("a cell has more than one value"));
        }
    }

    /// An `is` begins.
    pub(super) fn begin_inline(&mut self, hooks: &mut dyn SheetHooks) {
        if std::mem::replace(&mut self.has_inline, true) {
            hooks.unread(Reason::Ambiguous("a cell has more than one text"));
        }
    }

    /// Pushes the cell, if it holds something, and what there is to say about it.
    pub(super) fn push(
        &mut self,
        at: CellRef,
        sink: &mut Sink<'_>,
        visitor: &mut dyn Visitor,
        hooks: &mut dyn SheetHooks,
    ) {
        if matches!(self.kind, Kind::Formula | Kind::Inline | Kind::Unknown) {
            unescape(&mut self.value, 0);
        }
        if self.kind == Kind::Unknown {
            hooks.unread(Reason::Damaged("a cell is of a type that does not exist"));
        }
        let (item, replaced) = self.item(at, sink, hooks);
        let visible = match &item {
            Some(item) => sink.cell(item, visitor),
            None => {
                sink.blank(at, self.style, visitor);
                false
            }
        };
        if let Some(replaced) = replaced.filter(|text| !text.trim().is_empty()) {
            sink.stale(at, replaced, visitor);
        }
        // Readings of a text that gave way to a value (18.4.6).
        let read_out = item.as_ref().map_or("", |item| item.phonetic);
        let phonetic = self.inline.phonetic.as_str();
        if self.has_inline && !phonetic.trim().is_empty() && read_out != phonetic {
            sink.stale(at, phonetic, visitor);
        }
        if self.has_formula {
            // An empty text is a result, an empty number is none.
            let empty = self.has_value && self.kind == Kind::Formula;
            sink.formula(at, item.is_some() || empty);
            self.formula(at, item.as_ref(), visible, sink, visitor);
        }
    }

    /// The value, and a text in the cell that is not the value it shows.
    fn item<'p>(
        &'p self,
        at: CellRef,
        sink: &Sink<'p>,
        hooks: &mut dyn SheetHooks,
    ) -> (Option<Item<'p>>, Option<&'p str>) {
        let trimmed = self.value.trim();
        let plain =
            |value| Some(Item { at, style: self.style, value, shared: None, runs: None, phonetic: "" });
        let text = |text: &'p str| if text.is_empty() { None } else { plain(Value::Text(text)) };
        // Values that are none of their kind are shown by no program; they are judged as texts all the same.
        let odd = || (text(self.value.as_str()), Some(trimmed));
        let (item, replaced) = match self.kind {
            Kind::Inline if self.has_inline => {
                return (self.inline_item(at), self.has_value.then_some(trimmed));
            }
            // Programs differ about a text that stands where a value should.
            _ if self.has_inline && !self.has_value => {
                return (self.inline_item(at), Some(&self.inline.text));
            }
            Kind::Shared => (self.shared_item(at, sink, hooks), None),
            Kind::Formula | Kind::Inline | Kind::Unknown => (text(&self.value), None),
            _ if trimmed.is_empty() => (None, None),
            Kind::Number => match finite(trimmed) {
                Some(number) => (plain(Value::Number(number)), None),
                None => odd(),
            },
            Kind::Bool => match trimmed {
                "1" | "true" => (plain(Value::Bool(true)), None),
                "0" | "false" => (plain(Value::Bool(false)), None),
                _ => odd(),
            },
            Kind::Error if ERRORS.contains(&trimmed) => (plain(Value::Error(trimmed)), None),
            Kind::Date if is_date(trimmed) => match sink.day(self.style, trimmed) {
                Some(number) => (plain(Value::Number(number)), None),
                None => (plain(Value::Date(trimmed)), None),
            },
            Kind::Error | Kind::Date => odd(),
        };
        (item, if self.has_inline { Some(&self.inline.text) } else { replaced })
    }

    fn inline_item(&self, at: CellRef) -> Option<Item<'_>> {
        let rich = &self.inline;
        let runs = Runs::new(&rich.runs, &rich.fonts);
        let value = Value::Text(&rich.text);
        let item = Item { at, style: self.style, value, shared: None, runs, phonetic: &rich.phonetic };
        (!rich.text.is_empty() || !rich.phonetic.is_empty()).then_some(item)
    }

    fn shared_item<'p>(&self, at: CellRef, sink: &Sink<'p>, hooks: &mut dyn SheetHooks) -> Option<Item<'p>> {
        let trimmed = self.value.trim();
        if trimmed.is_empty() {
            return None;
        }
        let index: Option<u32> = trimmed.parse().ok();
        let Some((index, shared)) = index.and_then(|i| Some((i, sink.context().strings.get(i)?))) else {
            hooks.unread(Reason::Damaged("a cell refers to a shared string that is not there"));
            return None;
        };
        let Shared { text, runs, phonetic } = shared;
        let value = Value::Text(text);
        let item = Item { at, style: self.style, value, shared: Some(index), runs, phonetic };
        (!text.is_empty() || !phonetic.is_empty()).then_some(item)
    }

    /// What the formula gives away, and whether the stored value is what it amounts to.
    fn formula(
        &self,
        at: CellRef,
        item: Option<&Item<'_>>,
        visible: bool,
        sink: &mut Sink<'_>,
        visitor: &mut dyn Visitor,
    ) {
        let result = match item.map(|item| item.value) {
            Some(Value::Text(text)) if visible => Some(text),
            _ => None,
        };
        let sheets = sink.context().visible_sheets;
        let is_visible = |name: &str| sheets.contains(&name.to_lowercase());
        let names = sink.context().names;
        let is_defined = |name: &str| names.contains(&name.to_lowercase());
        sink.formulas.add(&self.formula, Range::cell(at.row, at.col), result, is_visible, is_defined);
        let differs = match (constant(&self.formula), item.map(|item| item.value)) {
            (Some(Constant::Text(text)), Some(Value::Text(value))) => text != value,
            (Some(Constant::Number(number)), Some(Value::Number(value))) => number != value,
            (Some(Constant::Bool(truth)), Some(Value::Bool(value))) => truth != value,
            (Some(_), Some(_)) => true,
            _ => false,
        };
        if differs {
            let stored = self.value.trim();
            sink.stale(at, if stored.is_empty() { &self.inline.text } else { stored }, visitor);
        }
    }
}

/// A number as XML Schema writes it; `INF` and `NaN` are no cell values.
fn finite(text: &str) -> Option<f64> {
    let digits = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|number| digits && number.is_finite())
}

/// The letters that ISO 8601 dates, times and durations are written in.
pub(super) fn is_date(text: &str) -> bool {
    let known = |b: u8| {
        b.is_ascii_digit()
            || matches!(
                b,
                b'-' | b':' | b'.' | b'+' | b'T' | b'Z' | b'P' | b'Y' | b'M' | b'D' | b'H' | b'S' | b' '
            )
    };
    text.len() <= 40 && text.bytes().any(|b| b.is_ascii_digit()) && text.bytes().all(known)
}
