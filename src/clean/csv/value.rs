//! Dates as text, in ISO 8601. Knows no number format beyond what kind of value it shows.

use crate::clean::number_format::{Kind, Section};
use crate::clean::serial::{Moment, moment};

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
