//! Formulas of conditional formats, as far as a cell can be judged by itself: constants, comparisons and the few
//! functions that ask about the cell's own value. Anything else is not known, and the caller has to doubt.

use super::reference::cell;
use crate::model::{CellRef, Value};

/// Deepest nesting that is followed.
const DEEPEST: u32 = 24;

/// Longest formula that is looked at.
const LONGEST: usize = 1024;

/// What a cell or an expression amounts to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Known {
    Number(f64),
    Text(String),
    Bool(bool),
    Error,
    Blank,
}

impl Known {
    /// What a cell holds.
    pub(super) fn of(value: Value<'_>) -> Self {
        match value {
            Value::Number(value) => Known::Number(value),
            Value::Text(text) | Value::Date(text) => Known::Text(text.to_owned()),
            Value::Bool(value) => Known::Bool(value),
            Value::Error(_) => Known::Error,
        }
    }

    /// Whether a rule with this result applies.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Known::Bool(value) => *value,
            Known::Number(value) => *value != 0.0,
            _ => false,
        }
    }

    /// Excel's order: numbers before texts before truth values; texts without regard to case. A blank is 0 or "".
    pub(super) fn compare(&self, other: &Known) -> Option<std::cmp::Ordering> {
        let rank = |value: &Known| match value {
            Known::Number(_) => Some(0),
            Known::Text(_) => Some(1),
            Known::Bool(_) => Some(2),
            Known::Error | Known::Blank => None,
        };
        match (self, other) {
            (Known::Number(a), Known::Number(b)) => a.partial_cmp(b),
            (Known::Text(a), Known::Text(b)) => Some(a.to_lowercase().cmp(&b.to_lowercase())),
            (Known::Bool(a), Known::Bool(b)) => Some(a.cmp(b)),
            (Known::Blank, Known::Blank) => Some(std::cmp::Ordering::Equal),
            (Known::Blank, _) => other.blank().compare(other),
            (_, Known::Blank) => self.compare(&self.blank()),
            _ => rank(self)?.partial_cmp(&rank(other)?),
        }
    }

    /// What a blank counts as beside this.
    fn blank(&self) -> Known {
        match self {
            Known::Text(_) => Known::Text(String::new()),
            Known::Bool(_) => Known::Bool(false),
            Known::Error => Known::Error,
            _ => Known::Number(0.0),
        }
    }
}

/// A formula with the cell that its references are relative to, and the cell that it is asked about.
#[derive(Debug)]
pub(super) struct Question<'a> {
    pub(super) formula: &'a str,
    /// The first cell of the rule's range.
    pub(super) anchor: CellRef,
    pub(super) at: CellRef,
    pub(super) value: &'a Known,
}

impl Question<'_> {
    /// The formula's value in this cell; none where it is not known.
    pub(super) fn answer(&self) -> Option<Known> {
        if self.formula.len() > LONGEST {
            return None;
        }
        let mut parser =
            Parser { rest: self.formula.trim().trim_start_matches('='), question: self, depth: 0 };
        let value = parser.comparison()?;
        parser.space();
        parser.rest.is_empty().then_some(value)
    }

    /// Whether a reference means the cell itself.
    fn is_self(&self, reference: &str) -> bool {
        let Some(target) = cell(reference) else { return false };
        let absolute_col = reference.starts_with('$');
        let absolute_row = reference.get(1..).is_some_and(|rest| rest.contains('$'));
        let moved = |target: u32, anchor: u32, at: u32| i64::from(target) - i64::from(anchor) + i64::from(at);
        let row = if absolute_row {
            i64::from(target.row)
        } else {
            moved(target.row, self.anchor.row, self.at.row)
        };
        let col = if absolute_col {
            i64::from(target.col)
        } else {
            moved(target.col, self.anchor.col, self.at.col)
        };
        (row, col) == (i64::from(self.at.row), i64::from(self.at.col))
    }
}

struct Parser<'a, 'q> {
    rest: &'a str,
    question: &'q Question<'a>,
    depth: u32,
}

impl Parser<'_, '_> {
    fn comparison(&mut self) -> Option<Known> {
        self.depth = self.depth.checked_add(1).filter(|depth| *depth < DEEPEST)?;
        let left = self.primary()?;
        let found = ["<=", ">=", "<>", "<", ">", "="].into_iter().find(|sign| self.take(sign));
        let value = match found {
            None => left,
            Some(sign) => {
                let right = self.primary()?;
                if left == Known::Error || right == Known::Error {
                    Known::Error
                } else {
                    Known::Bool(holds(sign, &left, &right)?)
                }
            }
        };
        self.depth = self.depth.saturating_sub(1);
        Some(value)
    }

    fn primary(&mut self) -> Option<Known> {
        self.space();
        if self.take("(") {
            let value = self.comparison()?;
            return self.take(")").then_some(value);
        }
        if self.take("-") {
            return match self.primary()? {
                Known::Number(number) => Some(Known::Number(-number)),
                _ => None,
            };
        }
        match self.rest.chars().next()? {
            '"' => self.text(),
            letter if letter.is_ascii_digit() || letter == '.' => {
                let digits = self.word(|letter| letter.is_ascii_digit() || letter == '.');
                digits.parse().ok().map(Known::Number)
            }
            _ => self.name(),
        }
    }

    fn text(&mut self) -> Option<Known> {
        let mut text = String::new();
        let mut rest = self.rest.strip_prefix('"')?;
        loop {
            let (piece, after) = rest.split_once('"')?;
            text.push_str(piece);
            let Some(more) = after.strip_prefix('"') else {
                self.rest = after;
                return Some(Known::Text(text));
            };
            text.push('"');
            rest = more;
        }
    }

    fn name(&mut self) -> Option<Known> {
        let name = self.word(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '$' | '_' | '.'));
        if self.take("(") {
            return self.function(&name.to_ascii_uppercase());
        }
        match name.to_ascii_uppercase().as_str() {
            "TRUE" => Some(Known::Bool(true)),
            "FALSE" => Some(Known::Bool(false)),
            _ if self.question.is_self(&name) && !self.rest.starts_with([':', '!']) => {
                Some(self.question.value.clone())
            }
            _ => None,
        }
    }

    /// The function's name and its bracket are read.
    fn function(&mut self, name: &str) -> Option<Known> {
        let mut values = Vec::new();
        self.space();
        while !self.take(")") {
            values.push(self.comparison()?);
            if !self.take(",") && !self.rest.trim_start().starts_with(')') {
                return None;
            }
        }
        let truth = match (name, values.as_slice()) {
            ("TRUE", []) => true,
            ("FALSE", []) => false,
            ("AND", all) if !all.contains(&Known::Error) => all.iter().all(Known::is_true),
            ("OR", all) if !all.contains(&Known::Error) => all.iter().any(Known::is_true),
            ("NOT", [value]) if *value != Known::Error => !value.is_true(),
            // Whether an error is #N/A is not known here.
            ("ISERROR", [value]) => *value == Known::Error,
            ("ISERR" | "ISNA", [value]) if *value != Known::Error => false,
            ("ISBLANK", [value]) => *value == Known::Blank,
            ("ISTEXT", [value]) => matches!(value, Known::Text(_)),
            ("ISNUMBER", [value]) => matches!(value, Known::Number(_)),
            ("TRIM", [Known::Text(text)]) => return Some(Known::Text(text.trim().to_owned())),
            ("TRIM", [Known::Blank]) => return Some(Known::Text(String::new())),
            ("LEN", [Known::Text(text)]) => return Some(Known::Number(text.chars().count() as f64)),
            ("LEN", [Known::Blank]) => return Some(Known::Number(0.0)),
            _ => return None,
        };
        Some(Known::Bool(truth))
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let end = self.rest.find(|letter| !belongs(letter)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        word.to_owned()
    }

    fn take(&mut self, sign: &str) -> bool {
        self.space();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }
}

/// Compares by one of the six signs; none where it cannot be told.
pub(super) fn holds(sign: &str, left: &Known, right: &Known) -> Option<bool> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let order = left.compare(right)?;
    Some(match sign {
        "<=" => order != Greater,
        ">=" => order != Less,
        "<>" => order != Equal,
        "<" => order == Less,
        ">" => order == Greater,
        _ => order == Equal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(formula: &str, value: &Known) -> Option<Known> {
        let (anchor, at) = (CellRef { row: 1, col: 1 }, CellRef { row: 4, col: 1 });
        Question { formula, anchor, at, value }.answer()
    }

    #[test]
    fn the_cell_itself_is_asked() {
        let three = Known::Number(3.0);
        for formula in [
            "B2<5",
            "$B2=3",
            "B$5>2",
            "NOT(ISERROR(B2))",
            "AND(B2>1,B2<4)",
            "OR(FALSE,(B2=3))",
            "TRUE",
            "1",
            "=-1",
            "LEN(TRIM(\" a\"))=1",
            "ISNUMBER(B2)",
            "B2<\"a\"",
            "\"a\"\"b\"=\"A\"\"B\"",
        ] {
            assert_eq!(answer(formula, &three).map(|known| known.is_true()), Some(true), "{formula}");
        }
        for formula in ["B2=4", "ISBLANK(B2)", "ISERROR(B2)", "B2=\"3\"", "FALSE()", "0"] {
            assert_eq!(answer(formula, &three).map(|known| known.is_true()), Some(false), "{formula}");
        }
        assert_eq!(answer("ISERROR(B2)", &Known::Error), Some(Known::Bool(true)));
        assert_eq!(answer("B2=0", &Known::Blank), Some(Known::Bool(true)));
    }

    #[test]
    fn other_cells_and_odd_formulas_are_not_known() {
        let long = "(".repeat(2000);
        for formula in [
            "A2=1",
            "B3=1",
            "B2=A2",
            "$B$2=1",
            "COUNTIF(B:B,B2)>1",
            "B2:B3",
            "B2=",
            "",
            "\"a",
            "Sheet1!B2",
            &long,
        ] {
            assert_eq!(answer(formula, &Known::Number(3.0)), None, "{formula}");
        }
    }
}
