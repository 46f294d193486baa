//! References in A1 notation (ECMA-376 18.18.62, 18.18.7), and whether an attribute holds no more than it should.

use super::lexicon::telephone;
use crate::model::{CellRef, Range};

/// Rows of a sheet, and one past the last.
pub(super) const ROWS: u32 = 1 << 20;
/// Columns of a sheet, and one past the last.
pub(super) const COLUMNS: u32 = 1 << 14;

/// Reads `AB12`, `$AB$12`; none where it is no cell of a sheet.
pub(super) fn cell(text: &str) -> Option<CellRef> {
    let (col, rest) = column(text)?;
    let row = rest.strip_prefix('$').unwrap_or(rest);
    Some(CellRef { row: number(row)?, col })
}

/// Reads `A1:B2`, `A1`, `A:C` or `3:5`, with or without `$`. The corners may be given in any order.
pub(crate) fn range(text: &str) -> Option<Range> {
    let text = text.trim();
    let Some((first, last)) = text.split_once(':') else {
        return cell(text).map(|at| Range::cell(at.row, at.col));
    };
    if let (Some(a), Some(b)) = (cell(first), cell(last)) {
        return Some(Range::cell(a.row, a.col).join(Range::cell(b.row, b.col)));
    }
    if let (Some((a, "")), Some((b, ""))) = (column(first), column(last)) {
        return Some(Range::columns(a.min(b), a.max(b)));
    }
    let row = |text: &str| number(text.strip_prefix('$').unwrap_or(text));
    let (a, b) = (row(first)?, row(last)?);
    Some(Range::rows(a.min(b), a.max(b)))
}

/// Reads the letters of a column off the front.
pub(super) fn column(text: &str) -> Option<(u32, &str)> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, rest) = text.split_at_checked(letters)?;
    if letters == 0 || letters > 3 {
        return None;
    }
    let value = name.bytes().fold(0_u32, |sum, letter| {
        sum.saturating_mul(26).saturating_add(u32::from(letter.to_ascii_uppercase().saturating_sub(b'A')) + 1)
    });
    (value <= COLUMNS).then(|| (value.saturating_sub(1), rest))
}

/// A row's number, from 1, as an index from 0.
pub(super) fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let row: u32 = text.parse().ok().filter(|_| digits)?;
    (1..=ROWS).contains(&row).then(|| row.saturating_sub(1))
}

/// Whether an attribute's value is a number, a reference, a colour or one of the words that the schema has for cells and
/// their text, so that it can carry no message.
pub(super) fn is_plain(value: &str) -> bool {
    const WORDS: &[&str] = &[
        "true",
        "false",
        "on",
        "off",
        "preserve",
        "default",
        "normal",
        "array",
        "shared",
        "dataTable",
        "none",
        "minor",
        "major",
        "single",
        "double",
        "singleAccounting",
        "doubleAccounting",
        "superscript",
        "subscript",
        "baseline",
        "noControl",
        "left",
        "center",
        "distributed",
        "halfwidthKatakana",
        "fullwidthKatakana",
        "Hiragana",
    ];
    let sign = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-' | b':' | b' ' | b'$' | b'#');
    let numeric = value.len() <= 40 && value.bytes().all(|b| sign(b) || matches!(b, b'e' | b'E'));
    let hex = value.len() <= 9 && value.bytes().all(|b| b.is_ascii_hexdigit() || b == b'#');
    let numeric = numeric && !telephone(value);
    numeric || hex || WORDS.contains(&value) || range(value).is_some()
}

/// A truth value of XML Schema, as an attribute.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on" | "TRUE" | "True")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_within_a_sheet_only() {
        assert_eq!(cell("XFD1048576"), Some(CellRef { row: 1_048_575, col: 16_383 }));
        assert_eq!(cell("$b$2"), Some(CellRef { row: 1, col: 1 }));
        for bad in
            ["XFE1", "A1048577", "A0", "A", "1", "", "A-1", "A1 ", "AAAA1", "é1", "A99999999999", "A+1"]
        {
            assert_eq!(cell(bad), None, "{bad}");
        }
    }

    #[test]
    fn ranges_of_all_shapes() {
        assert_eq!(range("B9:A3").unwrap().to_string(), "A3:B9");
        assert_eq!(range("$C:$A").unwrap().to_string(), "A:C");
        assert_eq!(range("5:3").unwrap().to_string(), "3:5");
        assert_eq!(range("D4").unwrap().to_string(), "D4");
        for bad in ["D4:x", "x", "7", "A:7", ":", "A1:B2:C3"] {
            assert_eq!(range(bad), None, "{bad}");
        }
    }

    #[test]
    fn plain_values_carry_no_message() {
        for plain in ["1:12", "15.75", "1", "true", "FF00FF00", "A1:B2", "", "preserve", "-1.5E-3"] {
            assert!(is_plain(plain), "{plain}");
        }
        for message in ["J Smith", "see note", "x@example.org", "no", "Jo:Smith", "07700 900123"] {
            assert!(!is_plain(message), "{message}");
        }
    }
}
