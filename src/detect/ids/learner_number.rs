//! Unique learner numbers: ten digits, the last a check digit (Learning Records Service, "ULN validation": weights 10 to 2,
//! ten less the remainder of eleven; a remainder of nought is never given out). 9999999999 stands for none and fails.

use super::check::weighted;
use super::context::near;
use super::digits::{Window, scan};
use crate::detect::{Case, ColumnUse, Detector, Needs};
use crate::model::Category;

/// One number of ten digits in eleven passes.
pub(crate) const DETECTOR: Detector = Detector {
    name: "learner-number",
    category: Category::Uln,
    description: "a unique learner number whose check digit is right",
    needs: Needs { digits: 10, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| {
        let judge = |window: &Window<'_>| {
            let named = || near(text, window.range.start, &["uln", "learner number", "learner no"]);
            let first = window.digits().first().is_some_and(|digit| *digit != 0);
            (first && window.lengths() == [10] && passes(window.digits())).then(|| window.hit(named()))
        };
        scan(text, 10, 10, &judge, found);
    },
    cases: &[
        Case { text: "ULN 9999999998", sure: 1, unsure: 0 },
        Case { text: "9999999998", sure: 0, unsure: 1 },
        Case { text: "9999999998.0", sure: 0, unsure: 1 },
        Case { text: "9999999904", sure: 0, unsure: 1 },
        Case { text: "9999999999", sure: 0, unsure: 0 },
        Case { text: "ULN 9999999997", sure: 0, unsure: 0 },
        Case { text: "999999999", sure: 0, unsure: 0 },
    ],
};

fn passes(digits: &[u8]) -> bool {
    let Some((check, body)) = digits.split_last() else { return false };
    let remainder = weighted(body, 10) % 11;
    remainder != 0 && 10 - remainder == u32::from(*check)
}
