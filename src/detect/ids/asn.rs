//! Arrest or summons numbers: year, force, unit, system, a serial number of up to eleven digits and a check letter, with
//! slashes or without (Ministry of Justice, open code). Force and system count for the letter where they are digits.

use super::check::police_letter;
use super::cursor::{Cursor, each_word};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Nothing else is so long and has its letter right.
pub(crate) const DETECTOR: Detector = Detector {
    name: "arrest-summons-number",
    category: Category::Asn,
    description: "an arrest or summons number whose check letter is right",
    needs: Needs { digits: 7, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 5 },
    find: |text, found| {
        each_word(text, |at| number(text, at).map(|end| Hit { range: at..end, sure: true }), found);
    },
    cases: &[
        Case { text: "99/0000/00/0R", sure: 1, unsure: 0 },
        Case { text: "99/0000/00/00000000000R", sure: 1, unsure: 0 },
        Case { text: "99/01AB/01/1P", sure: 1, unsure: 0 },
        Case { text: "9901AB0100000000001P", sure: 1, unsure: 0 },
        Case { text: "99/01YZ/AA/00000000001j", sure: 1, unsure: 0 },
        Case { text: "see 99/0101/01/123456E.", sure: 1, unsure: 0 },
        Case { text: "99/0000/00/0A", sure: 0, unsure: 0 },
        Case { text: "99/000/00/0R", sure: 0, unsure: 0 },
        Case { text: "99/0000/00/0", sure: 0, unsure: 0 },
        Case { text: "9900000000R", sure: 0, unsure: 0 },
        Case { text: "99/0000/00/000000000000R", sure: 0, unsure: 0 },
    ],
};

/// Where the number that begins here ends.
fn number(text: &str, start: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, start);
    let year = cursor.exactly(2)?;
    let slash = cursor.skip(b"/");
    let force = pair(text, &mut cursor)?;
    // The unit does not count.
    pair(text, &mut cursor)?;
    cursor.skip(b"/");
    let system = pair(text, &mut cursor)?;
    cursor.skip(b"/");
    let serial = if slash { cursor.digits(1, 11)? } else { cursor.digits(11, 11)? };
    let letter = cursor.letter().filter(|_| cursor.ends())?;
    let number: u128 = format!("{}{}{year}{serial:0>11}", counted(force), counted(system)).parse().ok()?;
    (police_letter(number) == letter).then_some(cursor.at)
}

fn pair<'t>(text: &'t str, cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let from = cursor.at;
    cursor.alphanumeric()?;
    cursor.alphanumeric()?;
    text.get(from..cursor.at)
}

/// A pair of letters does not count for the check.
fn counted(pair: &str) -> &str {
    if pair.bytes().all(|byte| byte.is_ascii_digit()) { pair } else { "" }
}
