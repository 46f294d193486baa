//! Collar, shoulder, warrant and pay numbers in texts: behind a police rank (`PC 9999`), or behind their own name (`collar
//! no. 9999`). Any whole number looks like them, so that a column of them is told by its heading only.

use super::cursor::{Cursor, each_word};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// A rank and three digits or more are believed, unless the digits may be a year.
pub(crate) const DETECTOR: Detector = Detector {
    name: "staff-number",
    category: Category::StaffNumber,
    description: "a collar, warrant or pay number behind a rank or its own name",
    needs: Needs { digits: 2, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| each_word(text, |at| number(text, at), found),
    cases: &[
        Case { text: "PC 9999 attended", sure: 1, unsure: 0 },
        Case { text: "seen by PC9999 and DS 9998", sure: 2, unsure: 0 },
        Case { text: "PC 9999A", sure: 1, unsure: 0 },
        Case { text: "PCSO 79999", sure: 1, unsure: 0 },
        Case { text: "collar no. 99", sure: 1, unsure: 0 },
        Case { text: "Warrant Number: 999999", sure: 1, unsure: 0 },
        Case { text: "payroll no 99999", sure: 1, unsure: 0 },
        Case { text: "pc\u{a0}9999", sure: 0, unsure: 1 },
        Case { text: "PC 2019", sure: 0, unsure: 1 },
        Case { text: "PC 99", sure: 0, unsure: 1 },
        Case { text: "PC 9", sure: 0, unsure: 0 },
        Case { text: "PC 99999999", sure: 0, unsure: 0 },
        Case { text: "DVD 9999", sure: 0, unsure: 0 },
        Case { text: "9999 PCs", sure: 0, unsure: 0 },
        Case { text: "number of warrants 120", sure: 0, unsure: 0 },
    ],
};

/// Ranks whose holders have such a number.
const RANKS: &[&str] = &["PC", "DC", "PS", "DS", "WPC", "TDC", "PCSO", "SGT", "SPC", "PSI"];

/// Names of the numbers, which end in "no" or "number".
const NAMES: &[&str] =
    &["collar", "shoulder", "warrant", "pay", "payroll", "service", "staff", "employee", "epaulette"];

fn number(text: &str, start: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(text, start);
    // A rank: the number stands behind it.
    let letters = text.get(start..)?.bytes().take(5).take_while(u8::is_ascii_alphabetic).count();
    let rank = text.get(start..start + letters)?;
    if letters > 0 {
        if !RANKS.iter().any(|known| known.eq_ignore_ascii_case(rank)) {
            return None;
        }
        cursor.at += letters;
        cursor.skip(b" ");
        let digits = digits(&mut cursor)?;
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        let capitals = rank.bytes().all(|byte| byte.is_ascii_uppercase()) || rank == "Sgt";
        return Some(Hit { range: start..cursor.at, sure: digits.len() >= 3 && capitals && !year });
    }
    digits(&mut cursor)?;
    named(text, start).then_some(Hit { range: start..cursor.at, sure: true })
}

/// Two to six digits, perhaps with a letter behind.
fn digits<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let digits = cursor.digits(2, 6)?;
    cursor.letter();
    cursor.ends().then_some(digits)
}

/// Whether the number's name stands right before it: "warrant no. 9999".
fn named(text: &str, start: usize) -> bool {
    let from = text.floor_char_boundary(start.saturating_sub(24));
    let head = text.get(from..start).unwrap_or_default();
    let mut words = head.rsplit(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let is = |word: Option<&str>, list: &[&str]| {
        word.is_some_and(|word| list.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    is(words.next(), &["no", "number"]) && is(words.next(), NAMES)
}
