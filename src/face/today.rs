//! What day it is, for allow entries that expire, and what time, for the papers of a copy. Both are those of UTC: an entry
//! holds to the end of its last day there.

use time::OffsetDateTime;

use crate::rules::Date;

/// Today. A clock before 1970 or a year beyond a date's reach counts as the last of days, on which nothing is allowed.
pub(super) fn today() -> Date {
    let now = OffsetDateTime::now_utc();
    match u16::try_from(now.year()) {
        Ok(year) => Date { year, month: u8::from(now.month()), day: now.day() },
        Err(_) => Date { year: u16::MAX, month: 12, day: 31 },
    }
}

/// Now, as papers write it: `2026-11-21T14:05:09Z`. `SOURCE_DATE_EPOCH`, where it is set, is what time it is, so that the
/// same run can give the same bytes again (reproducible-builds.org/specs/source-date-epoch).
pub(super) fn now() -> Result<String, String> {
    let now = match std::env::var_os("SOURCE_DATE_EPOCH") {
        None => OffsetDateTime::now_utc(),
        Some(said) => said
            .to_str()
            .and_then(|said| OffsetDateTime::from_unix_timestamp(said.parse().ok()?).ok())
            .ok_or("SOURCE_DATE_EPOCH has to be a number of seconds since 1970")?,
    };
    let (year, month, day) = (now.year(), u8::from(now.month()), now.day());
    let (hour, minute, second) = (now.hour(), now.minute(), now.second());
    Ok(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}
