//! Conditional formats as far as they can be made again: what is asked of a cell, and what it then looks like.
//!
//! A rule whose answer depends on a formula that is not constant has no kind here: the reader resolves it cell by cell
//! where it can.

use super::{LookChange, Range, Rgb};

/// A conditional format (ECMA-376 18.3.1.10).
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Its cells.
    pub ranges: Vec<Range>,
    /// What is asked.
    pub ask: Ask,
    /// What a cell looks like for which the answer is yes; nothing for scales, bars and icons.
    pub look: LookChange,
    /// Those after it are not asked where it says yes.
    pub stops: bool,
}

/// What a conditional format asks.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names are the standard's own, ECMA-376 18.18.12, 18.18.15")]
pub enum Ask {
    /// The value against constants.
    Cell(Comparison, Constant),
    Between(Constant, Constant),
    NotBetween(Constant, Constant),
    /// The text.
    Contains(String),
    NotContains(String),
    BeginsWith(String),
    EndsWith(String),
    Blanks,
    NoBlanks,
    NoErrors,
    Duplicate,
    Unique,
    Top {
        rank: u16,
        percent: bool,
    },
    Bottom {
        rank: u16,
        percent: bool,
    },
    AboveAverage {
        or_equal: bool,
    },
    BelowAverage {
        or_equal: bool,
    },
    /// Rows, or columns, in turns: those whose number, counted from 1, leaves `rest` when divided by `every`.
    Bands {
        columns: bool,
        every: u32,
        rest: u32,
    },
    /// Two or three colours.
    Scale(Vec<(Point, Rgb)>),
    /// A bar in the cell: from, to, colour, whether the value is shown, whether it is of one colour throughout.
    Bar {
        from: Point,
        to: Point,
        color: Rgb,
        value: bool,
        solid: bool,
    },
    /// Icons: the set's name as 18.18.42 lists it, the points, whether the value is shown, whether they are reversed.
    Icons {
        set: &'static str,
        points: Vec<Point>,
        value: bool,
        reversed: bool,
    },
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Comparison {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Constant {
    Number(f64),
    Text(String),
}

/// A point on a scale (ECMA-376 18.3.1.11); those that are formulas are not made again.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Point {
    Lowest,
    Highest,
    Number(f64),
    Percent(f64),
    Percentile(f64),
    /// The program's own choice.
    Automatic,
}
