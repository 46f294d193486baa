//! A table that no tab shows, rows kept in a cache: hands it on as a sheet of hidden cells, so that it is judged as the
//! table it is.

use std::sync::Arc;

use super::Session;
use crate::model::{Cell, Dress, Reason, Sheet, SheetKind, SheetState, Surface, Value, Visibility};

/// Such a table. It begins with its first cell; [`Remnant::end`] has to be called when no more come.
pub(super) struct Remnant {
    sheet: Sheet,
    surface: Surface,
    begun: bool,
}

/// What a cache says a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Bool,
    Error,
    Date,
}

impl Remnant {
    /// A table in this part, of the sheet with this name in the file that it is a copy of.
    pub(super) fn new(part: Arc<str>, name: Option<Arc<str>>, surface: Surface) -> Self {
        let (state, kind) = (SheetState::Visible, SheetKind::Remnant);
        Remnant { sheet: Sheet { name, part: Some(part), index: 0, state, kind }, surface, begun: false }
    }

    /// Hands on the next value, row by row; a blank one is none.
    pub(super) fn cell(
        &mut self,
        session: &mut Session<'_>,
        (row, col): (u32, u32),
        kind: Kind,
        text: &str,
    ) -> Result<(), Reason> {
        if text.trim().is_empty() {
            return Ok(());
        }
        session.budget.cells(1)?;
        if !self.begun {
            session.visitor.sheet(&self.sheet);
            self.begun = true;
        }
        let value = kind.value(text);
        let shown = match value {
            Value::Bool(true) => "TRUE",
            Value::Bool(false) => "FALSE",
            _ => text,
        };
        let visibility = Visibility::Hidden(self.surface);
        session.visitor.cell(&Cell {
            row,
            col,
            value,
            shown,
            shared: None,
            visibility,
            dress: Dress::default(),
        });
        Ok(())
    }

    /// The table is over; a cell after this begins another.
    pub(super) fn end(&mut self, session: &mut Session<'_>) {
        if std::mem::take(&mut self.begun) {
            session.visitor.sheet_end(&self.sheet);
        }
    }
}

impl Kind {
    /// What is not what it is said to be is text, lest it pass for less than it says.
    fn value(self, text: &str) -> Value<'_> {
        let plain = text.trim();
        let value = match self {
            Kind::Text => None,
            Kind::Number => plain.parse().ok().map(Value::Number),
            Kind::Bool if matches!(plain, "1" | "true") => Some(Value::Bool(true)),
            Kind::Bool if matches!(plain, "0" | "false") => Some(Value::Bool(false)),
            Kind::Bool => None,
            Kind::Error => plain.starts_with('#').then_some(Value::Error(text)),
            Kind::Date => plain.bytes().all(date_sign).then_some(Value::Date(text)),
        };
        value.unwrap_or(Value::Text(text))
    }
}

/// A sign of ISO 8601, as XML Schema writes dates and times.
fn date_sign(byte: u8) -> bool {
    byte.is_ascii_digit() || b"-:+.TZ".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_what_it_says_is_text() {
        assert!(matches!(Kind::Number.value("7700900123"), Value::Number(_)));
        assert!(matches!(Kind::Date.value("2026-01-31T00:00:00"), Value::Date(_)));
        assert!(matches!(Kind::Bool.value("1"), Value::Bool(true)));
        assert!(matches!(Kind::Error.value("#N/A"), Value::Error(_)));
        for kind in [Kind::Text, Kind::Number, Kind::Bool, Kind::Error, Kind::Date] {
            assert!(matches!(kind.value("Zebedee Example"), Value::Text(_)), "{kind:?}");
        }
    }
}
