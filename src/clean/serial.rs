//! Dates and times of day from the numbers that stand for them (ECMA-376 18.17.4.1), as ISO 8601 writes them.

use std::fmt::Write;

use time::{Date, Month};

/// Microseconds in a day.
const DAY: u64 = 86_400_000_000;
/// The day after the last one of the calendar, 31 December 9999, in the system of 1900.
const END: f64 = 2_958_466.0;
/// Days between the first days of the two systems.
const TO_1904: i64 = 1462;

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Days as the workbook counts them.
    pub(super) days: i64,
    microseconds: u64,
    date1904: bool,
}

/// The point in time that a number stands for; none for one before or after the calendar.
pub(super) fn moment(value: f64, date1904: bool) -> Option<Moment> {
    if !(0.0..END).contains(&value) {
        return None;
    }
    // Within the calendar all of these fit.
    let (days, microseconds) = (value.trunc() as i64, (value.fract() * DAY as f64).round() as u64);
    let (days, microseconds) = if microseconds >= DAY { (days + 1, 0) } else { (days, microseconds) };
    Some(Moment { days, microseconds, date1904 })
}

impl Moment {
    /// Whether it is not midnight.
    pub(super) fn has_time(&self) -> bool {
        self.microseconds > 0
    }

    /// Writes its date, if it has one: the system of 1900 counts a day 60 that never was.
    pub(super) fn write_date(&self, out: &mut String) -> bool {
        let Some(date) = self.date() else { return false };
        let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
        write!(out, "{year:04}-{month:02}-{day:02}").is_ok()
    }

    fn date(&self) -> Option<Date> {
        let first = Date::from_calendar_date(1899, Month::December, 30).ok()?;
        let days = match self.days {
            days if self.date1904 => days.checked_add(TO_1904)?,
            0 | 60 => return None,
            days @ 1..60 => days + 1,
            days => days,
        };
        first.checked_add(time::Duration::days(days)).filter(|date| date.year() <= 9999)
    }

    /// Writes its time of day.
    pub(super) fn write_time(&self, out: &mut String) {
        self.clock(0, out);
    }

    /// Writes the hours, minutes and seconds since its day nought.
    pub(super) fn write_elapsed(&self, out: &mut String) {
        self.clock(self.hours(), out);
    }

    /// Writes the time since its day nought as a duration (ISO 8601 5.5.2.1, ODF 1.3 part 3, 18.2).
    pub(super) fn write_duration(&self, out: &mut String) {
        let (hours, minutes, seconds) = self.parts(self.hours());
        // Writing to a string cannot fail.
        let _ = write!(out, "PT{hours:02}H{minutes:02}M{seconds:02}");
        self.fraction(out);
        out.push('S');
    }

    fn hours(&self) -> u64 {
        u64::try_from(self.days).unwrap_or_default().saturating_mul(24)
    }

    fn parts(&self, hours: u64) -> (u64, u64, u64) {
        let seconds = self.microseconds / 1_000_000;
        (hours.saturating_add(seconds / 3600), seconds / 60 % 60, seconds % 60)
    }

    fn clock(&self, hours: u64, out: &mut String) {
        let (hours, minutes, seconds) = self.parts(hours);
        // Writing to a string cannot fail.
        let _ = write!(out, "{hours:02}:{minutes:02}:{seconds:02}");
        self.fraction(out);
    }

    fn fraction(&self, out: &mut String) {
        let rest = self.microseconds % 1_000_000;
        if rest > 0 {
            let digits = format!(".{rest:06}");
            out.push_str(digits.trim_end_matches('0'));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(value: f64, date1904: bool) -> String {
        let moment = moment(value, date1904).unwrap();
        let mut out = String::new();
        assert!(moment.write_date(&mut out));
        out.push(' ');
        moment.write_time(&mut out);
        out
    }

    #[test]
    fn days_are_counted_from_both_first_days() {
        assert_eq!(iso(1.0, false), "1900-01-01 00:00:00");
        assert_eq!(iso(59.0, false), "1900-02-28 00:00:00");
        assert_eq!(iso(61.0, false), "1900-03-01 00:00:00");
        assert_eq!(iso(0.0, true), "1904-01-01 00:00:00");
        assert_eq!(iso(45000.0 - 1462.0, true), "2023-03-15 00:00:00");
        assert_eq!(iso(2_958_465.0, false), "9999-12-31 00:00:00");
    }

    #[test]
    fn times_are_not_cut() {
        assert_eq!(iso(45_000.999_988_43, false), "2023-03-15 23:59:59");
        assert_eq!(iso(45_000.999_999_999_99, false), "2023-03-16 00:00:00");
        assert_eq!(iso(45000.0 + 1.5 / 86400.0, false), "2023-03-15 00:00:01.5");
    }

    #[test]
    fn what_is_no_date_is_none() {
        assert_eq!(moment(-0.5, false), None);
        assert_eq!(moment(f64::NAN, false), None);
        assert_eq!(moment(2_958_466.0, false), None);
        assert!(!moment(60.0, false).unwrap().write_date(&mut String::new()));
    }
}
