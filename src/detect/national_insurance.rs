//! National Insurance numbers: two letters, six digits, a letter from A to D (HMRC manual NIM39110).

use std::ops::Range;

use super::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Without its last letter it looks like many a product code, and with the letters QQ, which are never given out, it is
/// the number that forms show as an example. Both count only in a column.
pub(super) const DETECTOR: Detector = Detector {
    name: "national-insurance",
    category: Category::NiNumber,
    description: "a National Insurance number",
    needs: Needs { digits: 6, at: false, letter: true },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find,
    cases: &[
        Case { text: "AA123456A", sure: 1, unsure: 0 },
        Case { text: "AA 12 34 56 A", sure: 1, unsure: 0 },
        Case { text: "aa-12-34-56-a", sure: 1, unsure: 0 },
        Case { text: "NINO: AA123456B; NINO: AB 123456 D.", sure: 2, unsure: 0 },
        Case { text: "AA123456", sure: 0, unsure: 1 },
        Case { text: "QQ123456C", sure: 0, unsure: 1 },
        Case { text: "qq 12 34 56 c", sure: 0, unsure: 1 },
        Case { text: "QA123456C", sure: 0, unsure: 0 },
        Case { text: "AO123456A", sure: 0, unsure: 0 },
        Case { text: "GB123456A", sure: 0, unsure: 0 },
        Case { text: "AA123456E", sure: 0, unsure: 0 },
        Case { text: "AA1234567", sure: 0, unsure: 0 },
        Case { text: "XAA123456A", sure: 0, unsure: 0 },
        Case { text: "AA 12 34 56 apples", sure: 0, unsure: 1 },
    ],
};

/// Prefixes that are never given out.
const NEVER: &[[u8; 2]] = &[*b"BG", *b"GB", *b"KN", *b"NK", *b"NT", *b"TN", *b"ZZ"];

fn find(text: &str, found: &mut dyn FnMut(Hit)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let starts = bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && edge(text, at);
        match starts.then(|| number(text, at)).flatten() {
            Some(hit) => {
                at = hit.range.end;
                found(hit);
            }
            None => at += 1,
        }
    }
}

/// Whether no letter or digit stands right before.
fn edge(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|head| !head.ends_with(char::is_alphanumeric))
}

/// The number that begins here.
fn number(text: &str, start: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    let known = prefix(bytes.get(start..start + 2)?)?;
    let mut at = start + 2;
    for _ in 0..3 {
        at = separator(bytes, at);
        bytes.get(at..at + 2).filter(|pair| pair.iter().all(u8::is_ascii_digit))?;
        at += 2;
    }
    let last = separator(bytes, at);
    let letter = bytes.get(last).is_some_and(|byte| matches!(byte.to_ascii_uppercase(), b'A'..=b'D'));
    if letter && ends(text, last + 1) {
        return Some(hit(start..last + 1, known == Prefix::Given));
    }
    (ends(text, at)).then(|| hit(start..at, false))
}

/// What the first two letters can be.
#[derive(PartialEq)]
enum Prefix {
    /// Given out, or free to be.
    Given,
    /// `QQ`, of examples.
    Example,
}

fn prefix(pair: &[u8]) -> Option<Prefix> {
    let [first, second] = pair else { return None };
    let (first, second) = (first.to_ascii_uppercase(), second.to_ascii_uppercase());
    let letters = first.is_ascii_uppercase() && second.is_ascii_uppercase();
    let given =
        !b"DFIQUV".contains(&first) && !b"DFIOQUV".contains(&second) && !NEVER.contains(&[first, second]);
    match (first, second) {
        (b'Q', b'Q') => Some(Prefix::Example),
        _ => (letters && given).then_some(Prefix::Given),
    }
}

fn separator(bytes: &[u8], at: usize) -> usize {
    at + usize::from(matches!(bytes.get(at), Some(b' ' | b'-')))
}

fn ends(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
}

fn hit(range: Range<usize>, sure: bool) -> Hit {
    Hit { range, sure }
}
