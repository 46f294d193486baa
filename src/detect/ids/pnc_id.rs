//! Police National Computer ids: the year in two digits or four, a slash, a serial number of up to seven digits and a check
//! letter over the year's last two digits and the serial number (HM Prison and Probation Service, open code).

use super::check::police_letter;
use super::context::near;
use super::cursor::{Cursor, each_word};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// A serial number of few digits may be a file's: with the letter right it still counts only in a column, or behind the
/// word PNC.
pub(crate) const DETECTOR: Detector = Detector {
    name: "pnc-id",
    category: Category::PncId,
    description: "a Police National Computer id whose check letter is right",
    needs: Needs { digits: 3, letter: true, slash: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 10 },
    find: |text, found| each_word(text, |at| number(text, at), found),
    cases: &[
        Case { text: "99/1234567B", sure: 1, unsure: 0 },
        Case { text: "1999/0123456X", sure: 1, unsure: 0 },
        Case { text: "1999/123456x", sure: 1, unsure: 0 },
        Case { text: "nominal 99/12345Z arrested", sure: 1, unsure: 0 },
        Case { text: "PNC 20/9N", sure: 1, unsure: 0 },
        Case { text: "20/9N", sure: 0, unsure: 1 },
        Case { text: "1999 / 0123456 X", sure: 1, unsure: 0 },
        Case { text: "１９９９／０１２３４５６Ｘ", sure: 1, unsure: 0 },
        Case { text: "99/1234567C", sure: 0, unsure: 0 },
        Case { text: "99/12345678B", sure: 0, unsure: 0 },
        Case { text: "999/1234567B", sure: 0, unsure: 0 },
        Case { text: "99/1234567", sure: 0, unsure: 0 },
        Case { text: "1599/0123456X", sure: 0, unsure: 0 },
        Case { text: "99/1234567BC", sure: 0, unsure: 0 },
    ],
};

/// Fewest digits of a serial number that is believed by itself.
const SERIAL: usize = 5;

fn number(text: &str, start: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(text, start);
    let year = cursor.digits(2, 4)?;
    cursor.skip(b" ");
    if !cursor.skip(b"/") {
        return None;
    }
    cursor.skip(b" ");
    let serial = cursor.digits(1, 7)?;
    cursor.skip(b" ");
    let letter = cursor.letter().filter(|_| cursor.ends())?;
    let short = match year.len() {
        2 => year,
        4 if year.starts_with("19") || year.starts_with("20") => year.get(2..)?,
        _ => return None,
    };
    let number: u128 = format!("{short}{serial:0>7}").parse().ok()?;
    let known = serial.len() >= SERIAL || near(text, start, &["pnc", "pncid"]);
    (police_letter(number) == letter).then_some(Hit { range: start..cursor.at, sure: known })
}
