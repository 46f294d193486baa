//! Dates in ISO 8601 against the numbers that workbooks keep them as. Written apart from the code that makes such texts,
//! which it is there to prove.

use time::{Date, Month, PrimitiveDateTime, Time};

/// Seconds by which a text may differ from its number: texts end at the thousandth.
const CLOSE: f64 = 0.001_5;
const DAY: f64 = 86_400.0;

/// Whether a date, a time, both, or a duration (`PT26H03M00S`) is this number.
pub(super) fn is(text: &str, number: f64, date1904: bool) -> bool {
    let shifted = if date1904 { number + 1462.0 } else { number };
    let near = |a: f64, b: f64| (a - b).abs() * DAY <= CLOSE;
    if let Some(days) = duration(text).or_else(|| clock(text).map(|seconds| seconds / DAY)) {
        // The date that belongs to a time alone is not shown.
        return near(days, number)
            || near(days, number - number.floor())
            || near(days, 1.0 + number - number.floor());
    }
    serial(text).is_some_and(|found| {
        near(found, shifted)
            || (shifted < 61.0 && near(found + 1.0, shifted))
            || (shifted < 60.0 && near(found - 1.0, shifted))
    })
}

/// Whether no date belongs to a number: it lies before or after the calendar, or is one of the two days of 1900 that never
/// were (ECMA-376 18.17.4.1).
pub(super) fn is_no_day(number: f64, date1904: bool) -> bool {
    let day = if date1904 { number + 1462.0 } else { number }.floor();
    !(0.0..2_958_466.0).contains(&day) || number < 0.0 || (!date1904 && (day == 0.0 || day == 60.0))
}

/// The number of a date (ECMA-376 18.17.4.1), in the calendar of 1900.
pub(super) fn serial(text: &str) -> Option<f64> {
    let (date, clock_text) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let mut parts = date.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day: u8 = parts.next()?.parse().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
    let epoch = Date::from_calendar_date(1899, Month::December, 30).ok()?;
    let span = PrimitiveDateTime::new(date, Time::MIDNIGHT) - PrimitiveDateTime::new(epoch, Time::MIDNIGHT);
    Some(span.whole_days() as f64 + clock(clock_text)? / DAY)
}

/// Seconds of `13:45:07.25`.
fn clock(text: &str) -> Option<f64> {
    let mut parts = text.trim_end_matches('Z').split(':');
    let hours: f64 = digits(parts.next()?)?;
    let minutes: f64 = digits(parts.next()?)?;
    let seconds: f64 = parts.next().map_or(Some(0.0), digits)?;
    parts.next().is_none().then_some((hours * 60.0 + minutes) * 60.0 + seconds)
}

/// Days of `PT26H03M00.5S`.
fn duration(text: &str) -> Option<f64> {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    Some(sign * ((digits(hours)? * 60.0 + digits(minutes)?) * 60.0 + digits(seconds)?) / DAY)
}

fn digits(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !text.is_empty();
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_numbers_that_they_stand_for() {
        for (text, number) in [
            ("2024-02-29", 45_351.0),
            ("2024-02-29T12:00:00", 45_351.5),
            ("2024-02-29T12:00:00.250", 45_351.5 + 0.25 / DAY),
            ("1900-03-01", 61.0),
            ("06:00:00", 0.25),
            ("06:00:00", 45_351.25),
            ("PT26H03M00S", 26.05 / 24.0),
        ] {
            assert!(is(text, number, false), "{text}");
            assert!(!is(text, number + 0.01, false), "{text}");
        }
        assert!(is("2024-02-29", 45_351.0 - 1462.0, true));
        for text in ["", "x", "2024", "2024-02-30", "2024-02-29x", "1:2:3:4", "-5", "PT1H"] {
            assert!(!is(text, 0.0, false), "{text}");
        }
    }
}
