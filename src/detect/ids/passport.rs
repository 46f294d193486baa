//! Passport numbers of the United Kingdom: nine digits, or two letters and seven digits (ICAO Doc 9303 leaves the number
//! to the country). There is no check.

use super::context::near;
use super::cursor::{Cursor, each_word};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Any order or asset number looks like it: the word must stand before it, or over it.
pub(crate) const DETECTOR: Detector = Detector {
    name: "passport",
    category: Category::Passport,
    description: "a number of the form of passports, behind that word",
    needs: Needs { digits: 7, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| {
        let number = |at| {
            let mut cursor = Cursor::new(text, at);
            match cursor.letter() {
                Some(_) => {
                    cursor.letter()?;
                    cursor.skip(b" ");
                    cursor.digits(7, 7)?;
                }
                None => cursor.digits(9, 9).map(|_| ())?,
            }
            cursor.ends().then(|| Hit { range: at..cursor.at, sure: near(text, at, &["passport"]) })
        };
        each_word(text, number, found);
    },
    cases: &[
        Case { text: "passport no. 999999999", sure: 1, unsure: 0 },
        Case { text: "Passport: AB1234567 (seen)", sure: 1, unsure: 0 },
        Case { text: "AB1234567", sure: 0, unsure: 1 },
        Case { text: "ab 1234567", sure: 0, unsure: 1 },
        Case { text: "999999999.0", sure: 0, unsure: 1 },
        Case { text: "AB123456", sure: 0, unsure: 0 },
        Case { text: "9999999999", sure: 0, unsure: 0 },
        Case { text: "ABC1234567", sure: 0, unsure: 0 },
    ],
};
