//! Driver numbers of Great Britain: five letters of the surname, the date of birth, two initials and three more
//! characters (DVLA, "Driving licence number format"). How the last are made is not public; the rest can be held against
//! the row that the number stands in.
//!
//! The licence numbers of Northern Ireland are eight digits without any check: their heading alone tells them.

use std::ops::Range;

use super::cursor::{Cursor, each_word};
use super::date::possible;
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Nothing else has this shape.
pub(crate) const DETECTOR: Detector = Detector {
    name: "driver-number",
    category: Category::DriverNumber,
    description: "a driver number whose date of birth is possible",
    needs: Needs { digits: 7, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 5 },
    find: |text, found| {
        each_word(text, |at| Some(Hit { range: read(text, at)?.range, sure: true }), found);
    },
    cases: &[
        Case { text: "MORGA657054SM9IJ", sure: 1, unsure: 0 },
        Case { text: "morga 657054 sm9ij", sure: 1, unsure: 0 },
        Case { text: "MORGA657054SM9IJ35", sure: 1, unsure: 0 },
        Case { text: "licence MORGA\u{a0}657054\u{a0}SM9IJ, expired", sure: 1, unsure: 0 },
        Case { text: "LI999607304A99AA", sure: 1, unsure: 0 },
        Case { text: "MORGA607054SM9IJ", sure: 1, unsure: 0 },
        Case { text: "MORGA613054SM9IJ", sure: 0, unsure: 0 },
        Case { text: "MORGA607324SM9IJ", sure: 0, unsure: 0 },
        Case { text: "M9RGA657054SM9IJ", sure: 0, unsure: 0 },
        Case { text: "99999657054SM9IJ", sure: 0, unsure: 0 },
        Case { text: "MORGA657054SM9I", sure: 0, unsure: 0 },
        Case { text: "MORGA657054SM9IJK", sure: 0, unsure: 0 },
    ],
};

/// A driver number, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriverNumber {
    surname: String,
    /// Day, month, and the last two digits of the year.
    birth: (u32, u32, u32),
    initial: char,
    range: Range<usize>,
}

/// What of a row agrees with a driver number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// The surname is that of the number.
    pub surname: bool,
    /// The date of birth is that of the number.
    pub birth: bool,
}

impl DriverNumber {
    /// The number that a text is, if it is one.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        read(text, 0).filter(|number| number.range.end == text.len())
    }

    /// Holds the number against a surname and a date of birth (day, month, year) from the same row.
    pub fn agrees(&self, surname: &str, (day, month, year): (u32, u32, u32)) -> Agreement {
        Agreement {
            surname: surname_part(surname) == self.surname,
            birth: (day, month, year % 100) == self.birth,
        }
    }

    /// The first initial; `9` where the driver has no first name.
    pub fn initial(&self) -> char {
        self.initial
    }
}

/// The first five letters of a surname, as the number has them: capitals without signs, MAC as MC, filled up with 9.
fn surname_part(surname: &str) -> String {
    let letters: String =
        surname.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_uppercase();
    let letters = letters.strip_prefix("MAC").map_or(letters.clone(), |rest| format!("MC{rest}"));
    letters.chars().chain(std::iter::repeat('9')).take(5).collect()
}

/// The number that begins here.
fn read(text: &str, start: usize) -> Option<DriverNumber> {
    let mut cursor = Cursor::new(text, start);
    let surname = part(&mut cursor, 5)?;
    cursor.skip(b" -");
    let date = cursor.exactly(6)?;
    let number = |range: Range<usize>| date.get(range)?.parse::<u32>().ok();
    let (decade, month, day, year) = (number(0..1)?, number(1..3)?, number(3..5)?, number(5..6)?);
    // Women's months count from 51.
    let month = if month > 50 { month - 50 } else { month };
    cursor.skip(b" -");
    let initials = part(&mut cursor, 2)?;
    cursor.exactly(1)?;
    cursor.letter()?;
    cursor.letter()?;
    // The number of the card may follow.
    if !cursor.ends() {
        cursor.exactly(2)?;
    }
    let whole = cursor.ends() && possible(day, month);
    let initial = initials.chars().next()?;
    let birth = (day, month, decade * 10 + year);
    whole.then_some(DriverNumber { surname, birth, initial, range: start..cursor.at })
}

/// So many letters, with nines behind the last; the first is a letter, but for initials.
fn part(cursor: &mut Cursor<'_>, length: usize) -> Option<String> {
    let mut part = String::with_capacity(length);
    for _ in 0..length {
        let c = char::from(cursor.alphanumeric()?);
        let after_nine = part.ends_with('9');
        if !(c == '9' || c.is_ascii_alphabetic() && !after_nine) {
            return None;
        }
        part.push(c);
    }
    (!part.starts_with('9') || length == 2).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_held_against_its_row() {
        let number = DriverNumber::of("MORGA 657054 SM9IJ").unwrap();
        assert_eq!(number.initial(), 'S');
        assert_eq!(number.agrees("Morgan", (5, 7, 1964)), Agreement { surname: true, birth: true });
        assert_eq!(number.agrees("O'Morgan", (5, 8, 1964)), Agreement { surname: false, birth: false });
        let mac = DriverNumber::of("MCEXA607304A99AA").unwrap();
        assert!(
            mac.agrees("MacExample", (30, 7, 1964)).surname && mac.agrees("McExample", (1, 1, 1900)).surname
        );
        assert!(DriverNumber::of("LI999607304A99AA").unwrap().agrees("Li", (30, 7, 1964)).surname);
        assert_eq!(DriverNumber::of("MORGA657054SM9IJ and more"), None);
        assert_eq!(DriverNumber::of(""), None);
    }
}
