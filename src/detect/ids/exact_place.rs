//! Places in texts that lead to a house: pairs of degrees, grid references, and three words behind three slashes
//! (what3words).

use super::cursor::{Cursor, each_word};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Pairs of at least four places within the British Isles and grid references of eight figures or more in groups are
/// believed singly.
pub(crate) const NUMBERS: Detector = Detector {
    name: "exact-place",
    category: Category::Coordinates,
    description: "an exact place: a pair of coordinates or a grid reference",
    needs: Needs { digits: 6, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| {
        each_word(text, |at| pair(text, at).or_else(|| grid(text, at)), found);
    },
    cases: &[
        Case { text: "51.50000, -0.12700", sure: 1, unsure: 0 },
        Case { text: "at 51.5000 -0.1270.", sure: 1, unsure: 0 },
        Case { text: "TQ 3012 8045", sure: 1, unsure: 0 },
        Case { text: "found at TQ 30123 80456 by", sure: 1, unsure: 0 },
        Case { text: "TQ 301 804", sure: 0, unsure: 1 },
        Case { text: "TQ3012380456", sure: 0, unsure: 1 },
        Case { text: "51.500, -0.127", sure: 0, unsure: 1 },
        Case { text: "11.5000, 12.5000", sure: 0, unsure: 0 },
        Case { text: "TQ 30 80", sure: 0, unsure: 0 },
        Case { text: "TI 3012 8045", sure: 0, unsure: 0 },
        Case { text: "TQ 3012 80456", sure: 0, unsure: 0 },
        Case { text: "No 3012 8045", sure: 0, unsure: 0 },
        Case { text: "51.5000", sure: 0, unsure: 0 },
    ],
};

/// Three words behind three slashes, which nothing else has.
pub(crate) const WORDS: Detector = Detector {
    name: "three-words",
    category: Category::Coordinates,
    description: "a place as three words (what3words)",
    needs: Needs { letter: true, slash: true, dot: true, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| {
        for (at, slashes) in text.match_indices("///") {
            let start = at + slashes.len();
            if let Some(end) = three(text, start) {
                found(Hit { range: start..end, sure: true });
            }
        }
    },
    cases: &[
        Case { text: "meet at ///example.test.sample", sure: 1, unsure: 0 },
        Case { text: "///éxample.test.sample, or ///sample.example.test.", sure: 2, unsure: 0 },
        Case { text: "example.test.sample", sure: 0, unsure: 0 },
        Case { text: "///a.b", sure: 0, unsure: 0 },
        Case { text: "///a.b.c.d", sure: 0, unsure: 0 },
        Case { text: "file:///srv/www.example.org", sure: 0, unsure: 0 },
    ],
};

/// Whether the whole of a value is an exact place, or three words with dots between: under its heading it needs no slashes.
pub(super) fn whole(text: &str) -> bool {
    let hit = pair(text, 0).or_else(|| grid(text, 0));
    let end =
        hit.map(|hit| hit.range.end).or_else(|| three(text, text.len() - text.trim_start_matches('/').len()));
    end == Some(text.len()) && !text.is_empty()
}

/// Latitude and longitude within the British Isles.
fn pair(text: &str, start: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(text, start);
    let (latitude, first) = decimal(&mut cursor)?;
    cursor.skip(b",;");
    cursor.skip(b" ");
    let west = cursor.skip(b"-");
    let (longitude, second) = decimal(&mut cursor)?;
    let inside = (49..=60).contains(&latitude) && if west { longitude <= 10 } else { longitude <= 2 };
    let exact = first.min(second);
    (inside && exact >= 3 && cursor.ends()).then_some(Hit { range: start..cursor.at, sure: exact >= 4 })
}

/// A decimal number: what stands before the point, and how many places behind.
fn decimal(cursor: &mut Cursor<'_>) -> Option<(u32, usize)> {
    let whole = cursor.digits(1, 3)?.parse().ok()?;
    let places = cursor.skip(b".").then(|| cursor.digits(1, 18))??;
    Some((whole, places.len()))
}

/// Two letters of the National Grid (or one of the Irish one) and two numbers of the same length.
fn grid(text: &str, start: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(text, start);
    cursor.peek().filter(u8::is_ascii_uppercase)?;
    let first = cursor.letter().filter(|letter| *letter != b'I')?;
    let small = cursor.peek().is_some_and(|byte| byte.is_ascii_lowercase());
    let british = cursor.letter();
    if small || british.is_some_and(|second| !b"HJNOST".contains(&first) || second == b'I') {
        return None;
    }
    let spaced = cursor.skip(b" ");
    let east = cursor.digits(3, 10)?;
    let figures = match cursor.skip(b" ") {
        true => cursor.digits(east.len(), east.len())?.len(),
        false => (east.len() % 2 == 0).then_some(east.len() / 2)?,
    };
    let grouped = spaced && east.len() == figures && british.is_some();
    let fits = (3..=5).contains(&figures) && cursor.ends();
    fits.then_some(Hit { range: start..cursor.at, sure: grouped && figures >= 4 })
}

/// Where three words of letters with dots between end.
fn three(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let length = rest.find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(rest.len());
    let address = rest.get(..length)?.trim_end_matches('.');
    let mut parts = 0;
    for word in address.split('.') {
        parts += if (1..=30).contains(&word.len()) { 1 } else { return None };
    }
    (parts == 3).then_some(start + address.len())
}
