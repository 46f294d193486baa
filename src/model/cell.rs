//! A cell as a reader hands it on: what it holds, what the eye sees of it, and why it cannot be seen.

use super::{Dress, Surface};

/// One cell that holds something. Rows and columns count from 0.
#[derive(Debug)]
pub struct Cell<'a> {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
    /// What the file stores.
    pub value: Value<'a>,
    /// What the program that shows it would show, its number format applied; for a plain text, the text.
    pub shown: &'a str,
    /// The index of the shared string, where the value is one: the same index is always the same text, so that a text
    /// need be judged once only.
    pub shared: Option<u32>,
    /// Whether it can be seen.
    pub visibility: Visibility,
    /// How it looks.
    pub dress: Dress<'a>,
}

/// What a cell stores.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// A number; dates are numbers with a date format, as in the file.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// An error value such as `#REF!`.
    Error(&'a str),
    /// An ISO 8601 date (cells of type `d`).
    Date(&'a str),
}

impl std::fmt::Debug for Value<'_> {
    /// Says the kind only: a value may be personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Value::Text(_) => "Text",
            Value::Number(_) => "Number",
            Value::Bool(_) => "Bool",
            Value::Error(_) => "Error",
            Value::Date(_) => "Date",
        })
    }
}

/// Whether the eye sees a cell, and which surface hides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// On open view.
    Visible,
    /// Hidden by this surface (`hidden-row`, `invisible-text`, …).
    Hidden(Surface),
}

impl Visibility {
    /// The surface that a finding in such a cell is at.
    pub fn surface(self) -> Surface {
        match self {
            Visibility::Visible => Surface::VisibleCell,
            Visibility::Hidden(surface) => surface,
        }
    }
}
