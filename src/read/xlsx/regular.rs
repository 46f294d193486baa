//! Rows, cells and shared strings as nearly all programs write them, read straight from the text of their part.
//!
//! Whatever is not written just so is [`Stop::Unusual`], and for the general XML parser: this knows no namespaces but what it
//! is told, no comments, no rich text, and never guesses. Both ways must give the same.

use std::borrow::Cow;

use super::reference::is_plain;
use super::value::Kind;
use crate::model::CellRef;

/// Why a piece was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The text ends before it does.
    More,
    /// It is for the general parser.
    Unusual,
}

/// What comes next among the rows and cells.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time, and none is kept")]
pub(super) enum Next<'t> {
    /// A row begins.
    Row(RowTag<'t>),
    /// A whole cell.
    Cell(CellTag<'t>),
    /// The row ends.
    RowEnd,
    /// Text in a row, where none belongs.
    Stray(Cow<'t, str>),
}

/// The start of a row (18.3.1.73).
#[derive(Debug, Default)]
pub(super) struct RowTag<'t> {
    /// Names and values of its attributes, those of no namespace.
    pub(super) attributes: Attributes<'t>,
    /// It has no cells and ends here.
    pub(super) ends: bool,
}

/// A cell (18.3.1.4).
#[derive(Debug, Default)]
pub(super) struct CellTag<'t> {
    pub(super) at: Option<CellRef>,
    pub(super) style: usize,
    pub(super) kind: Kind,
    pub(super) value: Option<Cow<'t, str>>,
    pub(super) formula: Option<Cow<'t, str>>,
    pub(super) inline: Option<Plain<'t>>,
}

impl CellTag<'_> {
    /// Bytes of its longest text.
    pub(super) fn longest(&self) -> usize {
        let length = |text: &Option<Cow<'_, str>>| text.as_ref().map_or(0, |text| text.len());
        let inline = self.inline.as_ref().map_or(0, |inline| inline.text.len());
        length(&self.value).max(length(&self.formula)).max(inline)
    }
}

/// The text of a string without runs.
#[derive(Debug)]
pub(super) struct Plain<'t> {
    pub(super) text: Cow<'t, str>,
    /// Whether its outer white space counts.
    pub(super) preserves: bool,
}

/// The attributes of one element, as many as there may be.
#[derive(Debug, Default)]
pub(super) struct Attributes<'t> {
    all: [(&'t str, &'t str); MOST],
    count: usize,
}

/// More attributes than this has no element that is read here.
const MOST: usize = 14;

impl<'t> Attributes<'t> {
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.all.iter().take(self.count).copied()
    }

    fn add(&mut self, name: &'t str, value: &'t str) -> Result<(), Stop> {
        let known = self.iter().any(|(other, _)| other == name);
        let slot = self.all.get_mut(self.count).filter(|_| !known).ok_or(Stop::Unusual)?;
        *slot = (name, value);
        self.count = self.count.saturating_add(1);
        Ok(())
    }
}

/// Attributes of `row` and `f` that are read or can carry no message.
const OF_ROW: &[&str] = &[
    "r",
    "spans",
    "s",
    "ht",
    "customFormat",
    "customHeight",
    "hidden",
    "outlineLevel",
    "collapsed",
    "thickTop",
    "thickBot",
    "ph",
];
const OF_FORMULA: &[&str] = &["t", "ref", "si", "ca", "bx", "aca", "dt2D", "dtr", "del1", "del2", "r1", "r2"];

/// Reads what comes next inside `sheetData`, or inside a row of it. `dy` is how the baseline of a row is written here
/// ([MS-XLSX] 2.6.19), if it can be.
///
/// # Errors
/// [`Stop`].
pub(super) fn next<'t>(text: &'t str, in_row: bool, dy: &str) -> Result<(Next<'t>, usize), Stop> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.blank();
    let next = if !in_row {
        cursor.need(b"<row")?;
        Next::Row(cursor.row(dy)?)
    } else if cursor.peek()? != b'<' {
        Next::Stray(cursor.words()?)
    } else if cursor.eat(b"<c")? {
        Next::Cell(cursor.cell()?)
    } else {
        cursor.need(b"</row>")?;
        Next::RowEnd
    };
    Ok((next, cursor.at))
}

/// Reads a shared string without runs (18.4.8).
///
/// # Errors
/// [`Stop`].
pub(super) fn string(text: &str) -> Result<(Plain<'_>, usize), Stop> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.blank();
    cursor.need(b"<si>")?;
    let plain = cursor.plain(b"</si>")?;
    Ok((plain, cursor.at))
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Result<u8, Stop> {
        self.text.as_bytes().get(self.at).copied().ok_or(Stop::More)
    }

    fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// White space between elements, which says nothing.
    #[inline]
    fn blank(&mut self) {
        while let Ok(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.skip(1);
        }
    }

    /// Takes a word if it comes next. Words are arrays, since to compare those of a length that is known takes no call.
    #[inline]
    fn eat<const N: usize>(&mut self, word: &[u8; N]) -> Result<bool, Stop> {
        let rest = self.bytes();
        match rest.first_chunk() {
            Some(chunk) if chunk == word => {
                self.skip(N);
                Ok(true)
            }
            None if word.starts_with(rest) => Err(Stop::More),
            _ => Ok(false),
        }
    }

    /// Takes a word that must come next.
    #[inline]
    fn need<const N: usize>(&mut self, word: &[u8; N]) -> Result<(), Stop> {
        if self.eat(word)? { Ok(()) } else { Err(Stop::Unusual) }
    }

    /// The name and value of the next attribute; none where the start of the element is over.
    #[inline]
    fn attribute(&mut self) -> Result<Option<(&'t str, &'t str)>, Stop> {
        match self.peek()? {
            b' ' => self.skip(1),
            b'>' | b'/' => return Ok(None),
            _ => return Err(Stop::Unusual),
        }
        let name = self.while_in(|b| b.is_ascii_alphanumeric() || b == b':')?;
        self.need(b"=\"")?;
        let value = self.while_in(|b| matches!(b, b' '..=b'~') && !matches!(b, b'"' | b'&' | b'<'))?;
        self.need(b"\"")?;
        Ok(Some((name, value)))
    }

    /// The bytes that come next and fit. Names and values that are read here are short.
    #[inline]
    fn while_in(&mut self, fits: impl Fn(u8) -> bool) -> Result<&'t str, Stop> {
        const LONGEST: usize = 64;
        let length = self.bytes().iter().take(LONGEST).position(|b| !fits(*b));
        let length = length.ok_or(if self.bytes().len() < LONGEST { Stop::More } else { Stop::Unusual })?;
        let end = self.at.saturating_add(length);
        let found = self.text.get(self.at..end).ok_or(Stop::Unusual)?;
        self.at = end;
        Ok(found)
    }

    /// Ends the start of an element; whether the element ends with it.
    #[inline]
    fn close(&mut self) -> Result<bool, Stop> {
        if self.eat(b">")? {
            return Ok(false);
        }
        self.need(b"/>")?;
        Ok(true)
    }

    fn row(&mut self, dy: &str) -> Result<RowTag<'t>, Stop> {
        let mut row = RowTag::default();
        while let Some((name, value)) = self.attribute()? {
            let known = OF_ROW.contains(&name) || name == dy;
            if !known || !is_simple(value) {
                return Err(Stop::Unusual);
            }
            row.attributes.add(name, value)?;
        }
        row.ends = self.close()?;
        Ok(row)
    }

    fn cell(&mut self) -> Result<CellTag<'t>, Stop> {
        let mut cell = CellTag::default();
        let (mut styled, mut typed) = (false, false);
        while let Some((name, value)) = self.attribute()? {
            match name {
                "r" if cell.at.is_none() => cell.at = Some(reference(value).ok_or(Stop::Unusual)?),
                "s" if !styled => (cell.style, styled) = (small(value).ok_or(Stop::Unusual)?, true),
                "t" if !typed => (cell.kind, typed) = (Kind::of(value), true),
                _ => return Err(Stop::Unusual),
            }
        }
        if cell.kind == Kind::Unknown {
            return Err(Stop::Unusual);
        }
        if !self.close()? {
            self.inside(&mut cell)?;
        }
        Ok(cell)
    }

    /// The children of a cell, to its end.
    fn inside(&mut self, cell: &mut CellTag<'t>) -> Result<(), Stop> {
        loop {
            if cell.value.is_none() && self.eat(b"<v>")? {
                cell.value = Some(self.words()?);
                self.need(b"</v>")?;
            } else if self.eat(b"</c>")? {
                return Ok(());
            } else if cell.inline.is_none() && self.eat(b"<is>")? {
                cell.inline = Some(self.plain(b"</is>")?);
            } else if cell.formula.is_none() && self.eat(b"<f")? {
                cell.formula = Some(self.formula()?);
            } else if matches!(self.peek()?, b' ' | b'\n' | b'\r' | b'\t') {
                self.blank();
            } else {
                return Err(Stop::Unusual);
            }
        }
    }

    fn formula(&mut self) -> Result<Cow<'t, str>, Stop> {
        let mut attributes = Attributes::default();
        while let Some((name, value)) = self.attribute()? {
            if !OF_FORMULA.contains(&name) || !is_plain(value) {
                return Err(Stop::Unusual);
            }
            attributes.add(name, value)?;
        }
        if self.close()? {
            return Ok(Cow::Borrowed(""));
        }
        let words = self.words()?;
        self.need(b"</f>")?;
        Ok(words)
    }

    /// A `t` alone, and the end of what it is in.
    fn plain<const N: usize>(&mut self, end: &[u8; N]) -> Result<Plain<'t>, Stop> {
        let preserves = if self.eat(b"<t>")? {
            false
        } else {
            self.need(b"<t xml:space=\"preserve\">")?;
            true
        };
        let text = self.words()?;
        self.need(b"</t>")?;
        self.need(end)?;
        Ok(Plain { text, preserves })
    }

    /// Character data up to the next element.
    #[inline]
    fn words(&mut self) -> Result<Cow<'t, str>, Stop> {
        let rest = self.bytes();
        let length = memchr::memchr(b'<', rest).ok_or(Stop::More)?;
        let raw = self.text.get(self.at..self.at.saturating_add(length)).ok_or(Stop::Unusual)?;
        self.skip(length);
        match memchr::memchr2(b'&', b'\r', raw.as_bytes()) {
            None => Ok(Cow::Borrowed(raw)),
            // XML 1.0, 2.11: line ends are one before references are resolved.
            Some(_) if raw.contains('\r') => {
                let lines = raw.replace("\r\n", "\n").replace('\r', "\n");
                let words = quick_xml::escape::unescape(&lines).map_err(|_| Stop::Unusual)?;
                Ok(Cow::Owned(words.into_owned()))
            }
            Some(_) => quick_xml::escape::unescape(raw).map_err(|_| Stop::Unusual),
        }
    }
}

/// Whether a value is so plain that it need not be looked at further ([`is_plain`]).
fn is_simple(value: &str) -> bool {
    let short = value.len() <= 8 && value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':'));
    short || is_plain(value)
}

/// `AB12` in capitals, within a sheet.
#[inline]
fn reference(text: &str) -> Option<CellRef> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (name, digits) = text.split_at_checked(letters).filter(|_| (1..=3).contains(&letters))?;
    let column = name.bytes().fold(0_u32, |sum, letter| {
        sum.saturating_mul(26).saturating_add(u32::from(letter.saturating_sub(b'A')).saturating_add(1))
    });
    let row = u32::try_from(small(digits)?).ok()?;
    let proper = column <= super::reference::COLUMNS && (1..=super::reference::ROWS).contains(&row);
    proper.then(|| CellRef { row: row.saturating_sub(1), col: column.saturating_sub(1) })
}

/// A number of few digits.
#[inline]
fn small(text: &str) -> Option<usize> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    text.bytes().try_fold(0_usize, |sum, b| {
        let digit = b.is_ascii_digit().then(|| usize::from(b.saturating_sub(b'0')))?;
        Some(sum.saturating_mul(10).saturating_add(digit))
    })
}
