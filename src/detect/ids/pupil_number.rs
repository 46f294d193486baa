//! Unique pupil numbers: a check letter and twelve digits, the last of which is a letter in temporary numbers (Department
//! for Education, "Unique pupil numbers: a guide for schools": weights 2 to 13, modulus 23).

use super::cursor::{Cursor, each_word};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Thirteen characters whose letter is right are nothing else.
pub(crate) const DETECTOR: Detector = Detector {
    name: "pupil-number",
    category: Category::Upn,
    description: "a unique pupil number whose check letter is right",
    needs: Needs { digits: 11, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 5 },
    find: |text, found| {
        each_word(text, |at| number(text, at).map(|end| Hit { range: at..end, sure: true }), found);
    },
    cases: &[
        Case { text: "A000000000000", sure: 1, unsure: 0 },
        Case { text: "h801200001001", sure: 1, unsure: 0 },
        Case { text: "UPN: U80120000100A.", sure: 1, unsure: 0 },
        Case { text: "P00000000000B", sure: 1, unsure: 0 },
        Case { text: "Ａ000000000000", sure: 1, unsure: 0 },
        Case { text: "B000000000000", sure: 0, unsure: 0 },
        Case { text: "A00000000000I", sure: 0, unsure: 0 },
        Case { text: "A0000000000000", sure: 0, unsure: 0 },
        Case { text: "A00000000000", sure: 0, unsure: 0 },
        Case { text: "XA000000000000", sure: 0, unsure: 0 },
    ],
};

/// Letters that are used, in the order of their values.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// Where the number that begins here ends.
fn number(text: &str, start: usize) -> Option<usize> {
    let place = |letter: u8| LETTERS.iter().position(|known| *known == letter);
    let mut cursor = Cursor::new(text, start);
    let check = place(cursor.letter()?)?;
    let mut sum = 0;
    for weight in 2..=13 {
        let value = match cursor.alphanumeric()? {
            digit @ b'0'..=b'9' => usize::from(digit - b'0'),
            letter if weight == 13 => place(letter)?,
            _ => return None,
        };
        sum += value * weight;
    }
    (sum % 23 == check && cursor.ends()).then_some(cursor.at)
}
