//! Criminal Records Office numbers: a serial number of up to six digits, a slash, the year in two digits and a check letter
//! over both; and those of people without fingerprints, `SF`, year, slash, serial number and letter (HM Prison and
//! Probation Service, open code).

use super::check::police_letter;
use super::context::near;
use super::cursor::{Cursor, each_word};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// File references with a year look like it: short ones count only in a column, or behind the letters CRO.
pub(crate) const DETECTOR: Detector = Detector {
    name: "cro-number",
    category: Category::CroNumber,
    description: "a Criminal Records Office number whose check letter is right",
    needs: Needs { digits: 3, letter: true, slash: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 10 },
    find: |text, found| each_word(text, |at| number(text, at), found),
    cases: &[
        Case { text: "265416/21G", sure: 1, unsure: 0 },
        Case { text: "265416/21 g", sure: 1, unsure: 0 },
        Case { text: "cro: 12/99H", sure: 1, unsure: 0 },
        Case { text: "12/99H", sure: 0, unsure: 1 },
        Case { text: "000012/99H", sure: 1, unsure: 0 },
        Case { text: "SF99/1234C", sure: 1, unsure: 0 },
        Case { text: "sf99/001234L", sure: 1, unsure: 0 },
        Case { text: "265416/21H", sure: 0, unsure: 0 },
        Case { text: "2654167/21G", sure: 0, unsure: 0 },
        Case { text: "265416/2021G", sure: 0, unsure: 0 },
        Case { text: "265416/21", sure: 0, unsure: 0 },
        Case { text: "SG99/1234C", sure: 0, unsure: 0 },
    ],
};

/// Fewest digits of a serial number that is believed by itself.
const SERIAL: usize = 5;

fn number(text: &str, start: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(text, start);
    let hit = |cursor: &Cursor<'_>, sure| Hit { range: start..cursor.at, sure };
    if cursor.letter() == Some(b'S') {
        cursor.letter().filter(|letter| *letter == b'F')?;
        let year = cursor.digits(2, 2)?;
        let serial = cursor.skip(b"/").then(|| cursor.digits(1, 6))??;
        let letter = last(&mut cursor)?;
        return (right(year, serial, letter) || right(year, &format!("{serial:0>6}"), letter))
            .then(|| hit(&cursor, true));
    }
    let mut cursor = Cursor::new(text, start);
    let serial = cursor.digits(1, 6)?;
    let year = cursor.skip(b"/").then(|| cursor.digits(2, 2))??;
    let letter = last(&mut cursor)?;
    let known = serial.len() >= SERIAL || near(text, start, &["cro"]);
    right(year, &format!("{serial:0>6}"), letter).then(|| hit(&cursor, known))
}

fn last(cursor: &mut Cursor<'_>) -> Option<u8> {
    cursor.skip(b" ");
    cursor.letter().filter(|_| cursor.ends())
}

fn right(year: &str, serial: &str, letter: u8) -> bool {
    format!("{year}{serial}").parse().is_ok_and(|number| police_letter(number) == letter)
}
