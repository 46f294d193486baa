//! Values as text: numbers in full, dates in ISO 8601. Knows no number format beyond what kind of value it shows.

use std::fmt::Write;

use crate::clean::number_format::{Kind, Section};
use crate::clean::serial::{Moment, moment};

/// A number in the shortest form that is read as the same number, with an exponent only where it would have many noughts.
pub(super) fn number(value: f64, out: &mut String) {
    let size = value.abs();
    // Writing to a string cannot fail.
    let _ = if value == 0.0 {
        write!(out, "0")
    } else if (1e-9..1e21).contains(&size) {
        write!(out, "{value}")
    } else {
        write!(out, "{value:E}")
    };
}

/// Writes what a section that shows a date or time would show of, in full; says whether the section is one.
pub(super) fn date(value: f64, section: &Section, date1904: bool, out: &mut String) -> bool {
    let kind = section.kind();
    if !matches!(kind, Kind::Date | Kind::Time | Kind::Elapsed) {
        return false;
    }
    let Some(moment) = moment(value, date1904) else { return false };
    if kind == Kind::Elapsed {
        moment.write_elapsed(out);
        return true;
    }
    let date = kind == Kind::Date || moment.days > 0;
    let time = kind == Kind::Time || section.has_time() || moment.has_time();
    write_moment(&moment, date, time, out)
}

fn write_moment(moment: &Moment, date: bool, time: bool, out: &mut String) -> bool {
    if date && !moment.write_date(out) {
        return false;
    }
    if date && time {
        out.push('T');
    }
    if time {
        moment.write_time(out);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::number_format::sections;

    #[test]
    fn numbers_are_whole_and_short() {
        let shown = |value: f64| {
            let mut out = String::new();
            number(value, &mut out);
            assert_eq!(out.parse::<f64>().unwrap(), value, "{out}");
            out
        };
        assert_eq!(shown(12.5), "12.5");
        assert_eq!(shown(-0.0), "0");
        assert_eq!(shown(0.1 + 0.2), "0.30000000000000004");
        assert_eq!(shown(123_456_789_012_345_680.0), "123456789012345680");
        assert_eq!(shown(1.5e300), "1.5E300");
        assert_eq!(shown(2e-12), "2E-12");
    }

    fn as_date(value: f64, code: &str) -> Option<String> {
        let mut out = String::new();
        date(value, &sections(code).unwrap()[0], false, &mut out).then_some(out)
    }

    #[test]
    fn dates_are_iso() {
        let said = |value, code| as_date(value, code).unwrap();
        assert_eq!(said(45000.0, "dd/mm/yyyy"), "2023-03-15");
        assert_eq!(said(45000.5, "dd/mm/yyyy"), "2023-03-15T12:00:00");
        assert_eq!(said(45000.0, "dd/mm/yyyy hh:mm"), "2023-03-15T00:00:00");
        assert_eq!(said(0.25, "hh:mm"), "06:00:00");
        assert_eq!(said(45000.25, "hh:mm"), "2023-03-15T06:00:00");
        assert_eq!(said(1.5, "[h]:mm"), "36:00:00");
        assert_eq!(said(1.0, "d mmm yy"), "1900-01-01");
        assert_eq!(as_date(60.0, "d mmm yy"), None);
        assert_eq!(as_date(-1.0, "d mmm yy"), None);
        assert_eq!(as_date(1e9, "d mmm yy"), None);
        assert_eq!(as_date(5.0, "0.00"), None);
    }
}
