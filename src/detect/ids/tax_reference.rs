//! Unique taxpayer references: ten digits, the first of which is a check digit (HMRC, open code of its services: weights
//! 6, 7, 8, 9, 10, 5, 4, 3, 2, modulus 11).

use super::check::weighted;
use super::context::near;
use super::digits::{Window, scan};
use crate::detect::{Case, ColumnUse, Detector, Needs};
use crate::model::Category;

/// One number of ten digits in nine passes.
pub(crate) const DETECTOR: Detector = Detector {
    name: "tax-reference",
    category: Category::Utr,
    description: "a unique taxpayer reference whose check digit is right",
    needs: Needs { digits: 10, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| {
        let judge = |window: &Window<'_>| {
            let grouped = matches!(window.lengths(), [10] | [5, 5] | [3, 3, 4]);
            let named = || near(text, window.range.start, &["utr", "taxpayer", "tax reference", "tax ref"]);
            (grouped && passes(window.digits())).then(|| window.hit(named()))
        };
        scan(text, 10, 10, &judge, found);
    },
    cases: &[
        Case { text: "UTR 1123456789", sure: 1, unsure: 0 },
        Case { text: "tax ref: 11234 56789", sure: 1, unsure: 0 },
        Case { text: "1123456789", sure: 0, unsure: 1 },
        Case { text: "1123456789.0", sure: 0, unsure: 1 },
        Case { text: "9000000001", sure: 0, unsure: 1 },
        Case { text: "UTR 2123456789", sure: 0, unsure: 0 },
        Case { text: "0000000000", sure: 0, unsure: 0 },
        Case { text: "112345678", sure: 0, unsure: 0 },
    ],
};

/// The check digit by remainder.
const EXPECTED: [u8; 11] = [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1];

fn passes(digits: &[u8]) -> bool {
    let Some((check, body)) = digits.split_first() else { return false };
    let (head, tail) = body.split_at_checked(5).unwrap_or_default();
    // 6, 7, 8, 9, 10 rise, 5 to 2 fall.
    let rising: u32 = head.iter().zip(6..).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let remainder = usize::try_from((rising + weighted(tail, 5)) % 11).unwrap_or_default();
    EXPECTED.get(remainder) == Some(check) && body.iter().any(|digit| *digit != 0)
}
