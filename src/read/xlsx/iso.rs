//! Dates and times as ISO 8601 writes them (ECMA-376 18.18.11, cells of type `d`), as the numbers that all other cells keep
//! them as. What a number shows is for its format.

use time::{Date, Month};

/// The first day of the calendar of 1900 for which the numbers are right (18.17.4.1): there was no 29 February 1900.
const FIRST: i32 = 61;
/// Days between the first days of the two date systems.
const DAYS_TO_1904: i32 = 1462;

/// The number of a date, with or without a time; none for anything else, durations among them.
pub(super) fn serial(text: &str, date1904: bool) -> Option<f64> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (date, clock) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let mut parts = date.split('-');
    let year = i32::try_from(digits(parts.next()?, 4)?).ok()?;
    let month = u8::try_from(digits(parts.next()?, 2)?).ok()?;
    let day = u8::try_from(digits(parts.next()?, 2)?).ok()?;
    if parts.next().is_some() {
        return None;
    }
    let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
    let epoch = Date::from_calendar_date(1899, Month::December, 30).ok()?;
    let days = date.to_julian_day().checked_sub(epoch.to_julian_day()).filter(|days| *days >= FIRST)?;
    let days = if date1904 { days.checked_sub(DAYS_TO_1904).filter(|days| *days >= 0)? } else { days };
    Some(f64::from(days) + seconds(clock)? / 86_400.0)
}

/// The seconds of a time of day, `13:45`, `13:45:07` or `13:45:07.25`.
fn seconds(text: &str) -> Option<f64> {
    let mut parts = text.split(':');
    let hours = digits(parts.next()?, 2).filter(|hours| *hours < 24)?;
    let minutes = digits(parts.next()?, 2).filter(|minutes| *minutes < 60)?;
    let seconds: f64 = match parts.next() {
        Some(text) if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') => text.parse().ok()?,
        Some(_) => return None,
        None => 0.0,
    };
    let proper = parts.next().is_none() && seconds < 60.0;
    proper.then(|| f64::from(hours) * 3600.0 + f64::from(minutes) * 60.0 + seconds)
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let proper = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| proper)
}

#[cfg(test)]
mod tests {
    use super::serial;

    #[test]
    fn dates_are_counted_from_the_first_of_their_calendar() {
        assert_eq!(serial("2024-01-31", false), Some(45_322.0));
        assert_eq!(serial("2024-01-31T12:00:00Z", false), Some(45_322.5));
        assert_eq!(serial("2024-01-31 06:00", false), Some(45_322.25));
        assert_eq!(serial("1904-01-02", true), Some(1.0));
        assert_eq!(serial("1900-03-01", false), Some(61.0));
        for text in [
            "1900-02-28",
            "2024-02-30",
            "24-01-31",
            "PT26H03M00S",
            "13:45",
            "2024-01",
            "2024-01-31T24:00",
            "2024-01-31T1:00",
            "2024-01-31T10:00:61",
            "2024-01-31-01",
            "2024-01-31+01:00",
            "",
        ] {
            assert_eq!(serial(text, false), None, "{text}");
        }
        assert_eq!(serial("1903-12-31", true), None);
    }
}
