//! Sort codes with account numbers: `12-34-56 12345678`. The table of banks' own checks is not free to pass on, so that
//! either alone is told by its heading only.

use super::context::near;
use super::date::possible;
use super::digits::{Window, scan};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// A date and some number look like a pair too; then a word such as "account" must stand before it.
pub(crate) const DETECTOR: Detector = Detector {
    name: "bank-account",
    category: Category::BankAccount,
    description: "a sort code with an account number",
    needs: Needs { digits: 14, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 5 },
    find: |text, found| pair(text, found),
    cases: &[
        Case { text: "99-99-99 12345678", sure: 1, unsure: 0 },
        Case { text: "sort code 00-00-00, account 12345678", sure: 1, unsure: 0 },
        Case { text: "Acc: 01-02-03 / 12345678", sure: 1, unsure: 0 },
        Case { text: "a/c 12345678 sort code 99-99-99", sure: 1, unsure: 0 },
        Case { text: "99\u{2013}99\u{2013}99\u{a0}12345678", sure: 1, unsure: 0 },
        Case { text: "01-02-03 12345678", sure: 0, unsure: 1 },
        Case { text: "999999 12345678", sure: 0, unsure: 1 },
        Case { text: "99-99-99", sure: 0, unsure: 0 },
        Case { text: "12345678", sure: 0, unsure: 0 },
        Case { text: "99-99-99 123456789", sure: 0, unsure: 0 },
        Case { text: "2020-01-01 99999999 00", sure: 0, unsure: 0 },
    ],
};

/// Most bytes between the two.
const BETWEEN: usize = 24;

const WORDS: &[&str] = &["account", "acc", "a/c", "sort code", "sort", "bank", "bacs"];

/// What stood before: a sort code, an account number.
struct Seen {
    hit: Hit,
    sort: bool,
    /// Six digits or a date: by itself it need be no sort code.
    doubtful: bool,
}

fn pair(text: &str, found: &mut dyn FnMut(Hit)) {
    let mut seen = Vec::new();
    let judge = |window: &Window<'_>| {
        let known = match window.lengths() {
            [2, 2, 2] if window.written().len() == 8 => true,
            [6] | [8] => true,
            [2, 2, 2, 8] | [6, 8] => true,
            _ => false,
        };
        known.then(|| window.hit(true))
    };
    scan(text, 6, 14, &judge, &mut |hit| {
        let written = text.get(hit.range.clone()).unwrap_or_default();
        let digits: Vec<u32> = written.chars().filter_map(|c| c.to_digit(10)).collect();
        let dashed = written.as_bytes().get(2) == Some(&b'-') && written.as_bytes().get(5) == Some(&b'-');
        let doubtful = !dashed || date(&digits);
        match digits.len() {
            14 => {
                let sure = !doubtful || near(text, hit.range.start, WORDS);
                seen.clear();
                found(Hit { range: hit.range, sure });
            }
            6 | 8 => {
                let new = Seen { sort: digits.len() == 6, doubtful: digits.len() == 6 && doubtful, hit };
                match seen.pop() {
                    Some(before) if joins(text, &before, &new) => found(whole(text, &before, &new)),
                    _ => seen.push(new),
                }
            }
            _ => seen.clear(),
        }
    });
}

fn joins(text: &str, before: &Seen, after: &Seen) -> bool {
    let between = text.get(before.hit.range.end..after.hit.range.start);
    before.sort != after.sort && between.is_some_and(|between| between.len() <= BETWEEN)
}

fn whole(text: &str, before: &Seen, after: &Seen) -> Hit {
    let range = before.hit.range.start..after.hit.range.end;
    let named = near(text, range.start, WORDS) || near(text, after.hit.range.start, WORDS);
    Hit { range, sure: named || !(before.doubtful || after.doubtful) }
}

/// Whether the first six digits may be a day, month and year.
fn date(digits: &[u32]) -> bool {
    match digits {
        [d1, d2, m1, m2, ..] => possible(d1 * 10 + d2, m1 * 10 + m2),
        _ => false,
    }
}
