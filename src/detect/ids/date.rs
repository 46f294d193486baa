//! Dates as people write them: `01/02/1980`, `1980-02-01`, `1 Feb 1980`, `February 1st, 1980`, `010280`.

use super::cursor::Cursor;

/// A day, month and year that there can be; the year as written, in two digits or four.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) day: u32,
    pub(super) month: u32,
    pub(super) year: u32,
    pub(super) end: usize,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a month can have the day.
pub(super) fn possible(day: u32, month: u32) -> bool {
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=longest).contains(&day)
}

/// The date that begins here.
pub(super) fn read(text: &str, at: usize) -> Option<Day> {
    let day = numeric(text, at).or_else(|| worded(text, at))?;
    possible(day.day, day.month).then_some(day)
}

fn numeric(text: &str, at: usize) -> Option<Day> {
    let mut cursor = Cursor::new(text, at);
    let first = cursor.digits(1, 4)?;
    let sign = cursor.peek().filter(|sign| b"/-. ".contains(sign))?;
    cursor.at += 1;
    let second = cursor.digits(1, 2)?;
    if !cursor.skip(&[sign]) {
        return None;
    }
    let third = cursor.digits(1, 4)?;
    let number = |text: &str| text.parse::<u32>().ok();
    let (day, year) = match (first.len(), third.len()) {
        (4, 1 | 2) => (third, first),
        (1 | 2, 2 | 4) => (first, third),
        _ => return None,
    };
    // A time may follow an ISO date.
    let whole = cursor.ends() || matches!(cursor.peek(), Some(b'T'));
    let (day, month, year) = (number(day)?, number(second)?, number(year)?);
    whole.then_some(Day { day, month, year, end: cursor.at })
}

fn worded(text: &str, at: usize) -> Option<Day> {
    let mut cursor = Cursor::new(text, at);
    let (day, month) = match cursor.digits(1, 2) {
        Some(day) => {
            ordinal(text, &mut cursor);
            cursor.skip(b" -/");
            (day, month(text, &mut cursor)?)
        }
        None => {
            let month = month(text, &mut cursor)?;
            cursor.skip(b" ");
            let day = cursor.digits(1, 2)?;
            ordinal(text, &mut cursor);
            (day, month)
        }
    };
    cursor.skip(b",.");
    cursor.skip(b" -/");
    cursor.skip(b"'");
    let year = cursor.digits(2, 4).filter(|year| year.len() != 3)?;
    let (day, year) = (day.parse().ok()?, year.parse().ok()?);
    cursor.ends().then_some(Day { day, month, year, end: cursor.at })
}

/// Goes past `st`, `nd`, `rd`, `th`, and "of".
fn ordinal(text: &str, cursor: &mut Cursor<'_>) {
    for word in ["st", "nd", "rd", "th", " of"] {
        let next = text.get(cursor.at..cursor.at + word.len());
        if next.is_some_and(|next| next.eq_ignore_ascii_case(word)) {
            cursor.at += word.len();
        }
    }
}

/// A month's name, whole or its first letters.
fn month(text: &str, cursor: &mut Cursor<'_>) -> Option<u32> {
    let rest = text.get(cursor.at..)?;
    let length = rest.bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
    let word = rest.get(..length).filter(|word| word.len() >= 3)?;
    let number = MONTHS.iter().zip(1..).find(|(name, _)| {
        name.get(..length).is_some_and(|name| name.eq_ignore_ascii_case(word))
            || (length == 4 && word.eq_ignore_ascii_case("sept")) && **name == "september"
    })?;
    cursor.at += length;
    Some(number.1)
}
