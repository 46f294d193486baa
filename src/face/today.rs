//! What day it is, for allow entries that expire. The day is that of UTC: an entry holds to the end of its last day there.

use crate::rules::Date;

/// Today. A clock before 1970 or a year beyond a date's reach counts as the last of days, on which nothing is allowed.
pub(super) fn today() -> Date {
    let now = time::OffsetDateTime::now_utc();
    match u16::try_from(now.year()) {
        Ok(year) => Date { year, month: u8::from(now.month()), day: now.day() },
        Err(_) => Date { year: u16::MAX, month: 12, day: 31 },
    }
}
