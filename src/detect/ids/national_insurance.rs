//! National Insurance numbers: two letters, six digits, a letter from A to D (HMRC manual NIM39110). Also the temporary
//! ones that were made of a date of birth and the sex: TN, DDMMYY, M or F.

use super::context::near;
use super::cursor::{Cursor, each_word};
use super::date::possible;
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Without its last letter it looks like many a product code, and with the letters QQ, which are never given out, it is
/// the number that forms show as an example. Both count only in a column.
pub(crate) const DETECTOR: Detector = Detector {
    name: "national-insurance",
    category: Category::NiNumber,
    description: "a National Insurance number",
    needs: Needs { digits: 6, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| each_word(text, |at| number(text, at), found),
    cases: &[
        Case { text: "AA123456A", sure: 1, unsure: 0 },
        Case { text: "AA 12 34 56 A", sure: 1, unsure: 0 },
        Case { text: "aa-12-34-56-a", sure: 1, unsure: 0 },
        Case { text: "AA\u{a0}12\u{a0}34\u{a0}56\u{a0}A", sure: 1, unsure: 0 },
        Case { text: "'AA123456A'", sure: 1, unsure: 0 },
        Case { text: "ＡＡ１２３４５６Ａ", sure: 1, unsure: 0 },
        Case { text: "NI no AA123456", sure: 1, unsure: 0 },
        Case { text: "TN290201M", sure: 0, unsure: 1 },
        Case { text: "TN 31 02 01 F", sure: 0, unsure: 0 },
        Case { text: "TN290201A", sure: 0, unsure: 0 },
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

/// The number that begins here.
fn number(text: &str, start: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(text, start);
    let known = prefix(cursor.letter()?, cursor.letter()?)?;
    let mut pair = || {
        cursor.skip(b" -");
        cursor.exactly(2)?.parse::<u32>().ok()
    };
    let (day, month, _) = (pair()?, pair()?, pair()?);
    let short = cursor;
    cursor.skip(b" -");
    let last = cursor.letter().filter(|_| cursor.ends());
    match (known, last) {
        (Prefix::Temporary, Some(b'M' | b'F')) => {
            possible(day, month).then_some(Hit { range: start..cursor.at, sure: false })
        }
        (Prefix::Temporary, _) => None,
        (known, Some(b'A'..=b'D')) => Some(Hit { range: start..cursor.at, sure: known == Prefix::Given }),
        (known, _) if short.ends() => {
            let named = near(text, start, &["nino", "ni no", "ni number", "national insurance"]);
            Some(Hit { range: start..short.at, sure: named && known == Prefix::Given })
        }
        _ => None,
    }
}

/// What the first two letters can be.
#[derive(PartialEq)]
enum Prefix {
    /// Given out, or free to be.
    Given,
    /// `QQ`, of examples.
    Example,
    /// `TN`, of temporary numbers.
    Temporary,
}

fn prefix(first: u8, second: u8) -> Option<Prefix> {
    let given =
        !b"DFIQUV".contains(&first) && !b"DFIOQUV".contains(&second) && !NEVER.contains(&[first, second]);
    match (first, second) {
        (b'Q', b'Q') => Some(Prefix::Example),
        (b'T', b'N') => Some(Prefix::Temporary),
        _ => given.then_some(Prefix::Given),
    }
}
