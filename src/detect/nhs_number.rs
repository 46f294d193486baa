//! NHS numbers: ten digits whose last is a check digit (NHS Data Dictionary, "NHS NUMBER": modulus 11).

use super::digits::{Window, scan};
use super::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// A bare number of ten digits passes one time in eleven, so a single hit needs the customary spaces or the word NHS.
pub(super) const DETECTOR: Detector = Detector {
    name: "nhs-number",
    category: Category::NhsNumber,
    description: "an NHS number whose check digit is right",
    needs: Needs { digits: 10, at: false, letter: false },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find,
    cases: &[
        Case { text: "999 000 0018", sure: 1, unsure: 0 },
        Case { text: "999-000-0018", sure: 0, unsure: 1 },
        Case { text: "NHS 9990000018", sure: 1, unsure: 0 },
        Case { text: "patient (nhs no. 9990000018) seen", sure: 1, unsure: 0 },
        Case { text: "9990000018", sure: 0, unsure: 1 },
        Case { text: "9990000019", sure: 0, unsure: 0 },
        Case { text: "999 000 0019", sure: 0, unsure: 0 },
        Case { text: "0000000000", sure: 0, unsure: 0 },
        Case { text: "000 000 0000", sure: 0, unsure: 0 },
        Case { text: "99 9000 0018", sure: 0, unsure: 0 },
        Case { text: "99900000180", sure: 0, unsure: 0 },
        Case { text: "9990000018.5", sure: 0, unsure: 0 },
    ],
};

fn find(text: &str, found: &mut dyn FnMut(Hit)) {
    let judge = |window: &Window| {
        let grouped = window.lengths == [3, 3, 4];
        let fits = (grouped || window.lengths == [10]) && passes(&window.digits);
        // With hyphens it may as well be a telephone number of North America.
        let spaced = grouped && text.get(window.range.clone()).is_some_and(|number| !number.contains('-'));
        fits.then(|| Hit { range: window.range.clone(), sure: spaced || named(text, window.range.start) })
    };
    scan(text, 10, 10, &judge, found);
}

/// Weights 10 to 2; eleven less the remainder is the check digit, 11 counts as 0 and 10 is never given out.
fn passes(digits: &[u8]) -> bool {
    let Some((check, body)) = digits.split_last() else { return false };
    let sum: u32 = body.iter().zip((2..=10).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let expected = match 11 - sum % 11 {
        11 => 0,
        other => other,
    };
    expected == u32::from(*check) && digits.iter().any(|digit| Some(digit) != digits.first())
}

/// Whether the word NHS stands shortly before.
fn named(text: &str, start: usize) -> bool {
    let head = text.get(..start).unwrap_or_default();
    let near: Vec<char> = head.chars().rev().take(30).collect();
    let near: String = near.iter().rev().collect();
    near.to_ascii_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == "nhs")
}
