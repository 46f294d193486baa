//! Where something is, in types. Words are made of it in `report/` only.

use std::fmt;
use std::sync::Arc;

/// A place inside one file. What does not apply is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Place {
    /// The part or stream, as the file names it.
    pub part: Option<Arc<str>>,
    /// The sheet, by the name on its tab.
    pub sheet: Option<Arc<str>>,
    /// The cells.
    pub range: Option<Range>,
    /// Something finer than a part, or other than cells.
    pub spot: Option<Spot>,
}

/// Something finer than a part, or other than cells.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spot {
    /// An element or attribute that the format's specification names; never a name that the file made up.
    Named(&'static str),
    /// Bytes of the file (or of the part, when a part is named): first, and one past the last.
    Bytes(u64, u64),
    /// A line of a text file, the first being 1.
    Line(u64),
}

impl Place {
    /// The whole of a part.
    pub fn part(part: &Arc<str>) -> Self {
        Place { part: Some(Arc::clone(part)), ..Place::default() }
    }

    /// Bytes of the file that belong to no part.
    pub fn bytes(from: u64, to: u64) -> Self {
        Place { spot: Some(Spot::Bytes(from, to)), ..Place::default() }
    }

    /// The same place, at a named element or attribute.
    #[must_use]
    pub fn at(mut self, name: &'static str) -> Self {
        self.spot = Some(Spot::Named(name));
        self
    }

    /// The same place, in a sheet.
    #[must_use]
    pub fn on(mut self, sheet: Option<&Arc<str>>) -> Self {
        self.sheet = sheet.cloned();
        self
    }

    /// The same place, in these cells.
    #[must_use]
    pub fn cells(mut self, range: Range) -> Self {
        self.range = Some(range);
        self
    }
}

/// A cell: row and column, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
}

/// A rectangle of cells, both corners included; displayed in A1 notation (`B2:B9484`, `5:9`, `C:D`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Range {
    /// Top left.
    pub first: CellRef,
    /// Bottom right. `u32::MAX` as a row or column means all of them.
    pub last: CellRef,
}

impl Range {
    /// One cell.
    pub fn cell(row: u32, col: u32) -> Self {
        let at = CellRef { row, col };
        Range { first: at, last: at }
    }

    /// Whole rows, first and last included.
    pub fn rows(first: u32, last: u32) -> Self {
        Range { first: CellRef { row: first, col: 0 }, last: CellRef { row: last, col: u32::MAX } }
    }

    /// Whole columns, first and last included.
    pub fn columns(first: u32, last: u32) -> Self {
        Range { first: CellRef { row: 0, col: first }, last: CellRef { row: u32::MAX, col: last } }
    }

    /// The smallest rectangle around both.
    #[must_use]
    #[inline]
    pub fn join(self, other: Range) -> Self {
        Range {
            first: CellRef {
                row: self.first.row.min(other.first.row),
                col: self.first.col.min(other.first.col),
            },
            last: CellRef { row: self.last.row.max(other.last.row), col: self.last.col.max(other.last.col) },
        }
    }

    /// Whether a cell lies inside.
    pub fn contains(self, row: u32, col: u32) -> bool {
        (self.first.row..=self.last.row).contains(&row) && (self.first.col..=self.last.col).contains(&col)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), u64::from(self.row) + 1)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        match (last.row == u32::MAX, last.col == u32::MAX) {
            (false, true) => write!(f, "{}:{}", u64::from(first.row) + 1, u64::from(last.row) + 1),
            (true, false) => write!(f, "{}:{}", column_letters(first.col), column_letters(last.col)),
            _ if first == last => write!(f, "{first}"),
            _ => write!(f, "{first}:{last}"),
        }
    }
}

/// `0` is `A`, `26` is `AA`.
fn column_letters(col: u32) -> String {
    let mut rest = u64::from(col) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
