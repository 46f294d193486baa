//! Number format codes (ECMA-376 18.8.31) taken apart, for the formats that have no such codes: what each section is
//! made of and for which values it is. Renders nothing; the readers say what a cell shows.

mod pieces;

use std::sync::Arc;

use crate::model::{Look, Rgb};
pub(super) use pieces::{Piece, Unit};

/// Longer codes are taken for unreadable; Excel stores none.
const LONGEST: usize = 1024;

/// A section of a code.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Section {
    /// For which values it is, where it says so.
    pub(super) condition: Option<(Sign, f64)>,
    /// The colour of its text.
    pub(super) color: Option<Rgb>,
    /// What it is made of.
    pub(super) pieces: Vec<Piece>,
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub(super) enum Sign {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

impl Sign {
    /// As it is written.
    pub(super) fn text(self) -> &'static str {
        match self {
            Sign::Less => "<",
            Sign::LessOrEqual => "<=",
            Sign::Greater => ">",
            Sign::GreaterOrEqual => ">=",
            Sign::Equal => "=",
            Sign::NotEqual => "!=",
        }
    }
}

/// What kind of value a section shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number.
    Number,
    /// A number times a hundred.
    Percentage,
    /// A date, with or without a time of day.
    Date,
    /// A time of day.
    Time,
    /// Hours, minutes or seconds that are counted on and on.
    Elapsed,
    /// A text.
    Text,
}

impl Section {
    /// What kind of value it shows.
    pub(super) fn kind(&self) -> Kind {
        let has = |wanted: fn(&Piece) -> bool| self.pieces.iter().any(wanted);
        if has(|piece| matches!(piece, Piece::Elapsed(..))) {
            Kind::Elapsed
        } else if has(|piece| matches!(piece, Piece::Part(Unit::Year | Unit::Month | Unit::Day, _))) {
            Kind::Date
        } else if has(|piece| matches!(piece, Piece::Part(..) | Piece::HalfDay)) {
            Kind::Time
        } else if has(|piece| matches!(piece, Piece::At)) {
            Kind::Text
        } else if has(|piece| matches!(piece, Piece::Percent)) {
            Kind::Percentage
        } else {
            Kind::Number
        }
    }

    /// Whether it shows a time of day beside a date.
    pub(super) fn has_time(&self) -> bool {
        let time = |piece: &Piece| {
            matches!(piece, Piece::Part(Unit::Hour | Unit::Minute | Unit::Second, _) | Piece::HalfDay)
        };
        self.pieces.iter().any(time)
    }

    /// Whether it says nothing but General.
    pub(super) fn is_general(&self) -> bool {
        self.condition.is_none()
            && self.color.is_none()
            && matches!(self.pieces.as_slice(), [] | [Piece::General])
    }
}

/// Takes a code apart; none where it holds something that is not understood. The empty code has one section, General.
pub(super) fn sections(code: &str) -> Option<Vec<Section>> {
    if code.len() > LONGEST {
        return None;
    }
    if code.trim().is_empty() {
        return Some(vec![Section { pieces: vec![Piece::General], ..Section::default() }]);
    }
    pieces::sections(code)
}

/// The sections that are for numbers: all but the one for text.
pub(super) fn for_numbers(sections: &[Section]) -> &[Section] {
    let count = match sections {
        [_, _, _, _, ..] => 3,
        [_, .., last] if last.kind() == Kind::Text => sections.len().saturating_sub(1),
        all => all.len(),
    };
    sections.get(..count).unwrap_or_default()
}

/// The codes of a workbook's looks, taken apart when they are first asked for.
#[derive(Default)]
pub(super) struct Codes {
    looks: Vec<Vec<Arc<str>>>,
    known: std::collections::HashMap<(u32, u8), Option<Section>>,
}

impl Codes {
    /// Of these looks.
    pub(super) fn of(looks: &[Look]) -> Self {
        let looks = looks.iter().map(|look| look.formats.clone()).collect();
        Codes { looks, known: std::collections::HashMap::new() }
    }

    /// The section of a look that shows a value; none where it is not understood.
    pub(super) fn section(&mut self, look: u32, section: u8) -> Option<&Section> {
        let looks = &self.looks;
        let known = self.known.entry((look, section)).or_insert_with(|| {
            let index = usize::try_from(look).unwrap_or_default();
            let formats = looks.get(index).or(looks.first())?;
            let code = formats.get(usize::from(section)).or(formats.last()).map_or("", |code| code);
            sections(code)?.into_iter().nth(usize::from(section))
        });
        known.as_ref()
    }
}
