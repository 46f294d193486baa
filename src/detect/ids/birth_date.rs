//! Dates of birth: dates that imply an age, written as dates, in words, or as the serial numbers that a spreadsheet makes of
//! them (ECMA-376 18.17.4.1: 1 is 1 January 1900).

use super::context::near;
use super::cursor::each_word;
use super::date;
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Most dates are of events: the words must stand before it, or over it.
pub(crate) const DETECTOR: Detector = Detector {
    name: "birth-date",
    category: Category::DateOfBirth,
    description: "a date of birth",
    needs: Needs { digits: 3, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| {
        if serial(text) {
            found(Hit { range: 0..text.len(), sure: false });
            return;
        }
        let day = |at| {
            let day = date::read(text, at).filter(|day| plausible(day.year))?;
            Some(Hit { range: at..day.end, sure: near(text, at, WORDS) })
        };
        each_word(text, day, found);
    },
    cases: &[
        Case { text: "DOB 01/01/1900", sure: 0, unsure: 0 },
        Case { text: "DOB 01/01/1980", sure: 1, unsure: 0 },
        Case { text: "d.o.b.: 1 Feb 1980", sure: 1, unsure: 0 },
        Case { text: "born on 1st February 1980 in", sure: 1, unsure: 0 },
        Case { text: "Date of birth February 1, 1980", sure: 1, unsure: 0 },
        Case { text: "dob 1980-02-01T00:00:00", sure: 1, unsure: 0 },
        Case { text: "dob 01.02.80", sure: 1, unsure: 0 },
        Case { text: "01/02/1980", sure: 0, unsure: 1 },
        Case { text: "1-Feb-80", sure: 0, unsure: 1 },
        Case { text: "29221", sure: 0, unsure: 1 },
        Case { text: "29221.0", sure: 0, unsure: 1 },
        Case { text: "٠١/٠٢/١٩٨٠", sure: 0, unsure: 1 },
        Case { text: "dob 30/02/1980", sure: 0, unsure: 0 },
        Case { text: "dob 32/01/1980", sure: 0, unsure: 0 },
        Case { text: "1/2/19800", sure: 0, unsure: 0 },
        Case { text: "99999", sure: 0, unsure: 0 },
        Case { text: "dob unknown 2020", sure: 0, unsure: 0 },
        Case { text: "1 Mayor 1980", sure: 0, unsure: 0 },
    ],
};

const WORDS: &[&str] = &["dob", "d.o.b", "d.o.b.", "born", "date of birth", "birth date"];

/// Years of people who may be alive; what has two digits has lost its century. There is no clock here: the end is far off.
fn plausible(year: u32) -> bool {
    year < 100 || (1905..2050).contains(&year)
}

/// A whole cell that is the serial number of a day from 1927 to 2049.
fn serial(text: &str) -> bool {
    text.len() == 5
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u32>().is_ok_and(|serial| (10_000..54_789).contains(&serial))
}
