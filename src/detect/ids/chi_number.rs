//! CHI numbers of Scotland: a date of birth as DDMMYY, three digits, and the check digit of NHS numbers (Public Health
//! Scotland, "CHI Number"). The ninth digit is odd for men.

use super::check::health;
use super::context::near;
use super::date::possible;
use super::digits::{Window, scan};
use crate::detect::{Case, ColumnUse, Detector, Needs};
use crate::model::Category;

/// One number of ten digits in four hundred passes; one of nine, whose first zero a spreadsheet has dropped, counts only
/// in a column.
pub(crate) const DETECTOR: Detector = Detector {
    name: "chi-number",
    category: Category::ChiNumber,
    description: "a CHI number whose date and check digit are right",
    needs: Needs { digits: 9, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| {
        let judge = |window: &Window<'_>| {
            let named = || near(text, window.range.start, &["chi"]);
            match window.lengths() {
                [6, 4] => passes(window.digits()).then(|| window.hit(true)),
                [10] | [3, 3, 4] => passes(window.digits()).then(|| window.hit(named())),
                [9] => {
                    let mut padded = [0; 10];
                    padded.iter_mut().skip(1).zip(window.digits()).for_each(|(to, from)| *to = *from);
                    passes(&padded).then(|| window.hit(named()))
                }
                _ => None,
            }
        };
        scan(text, 9, 10, &judge, found);
    },
    cases: &[
        Case { text: "290201 0001", sure: 1, unsure: 0 },
        Case { text: "CHI 2902010001", sure: 1, unsure: 0 },
        Case { text: "2902010001", sure: 0, unsure: 1 },
        Case { text: "290 201 0001", sure: 0, unsure: 1 },
        Case { text: "101990006", sure: 0, unsure: 1 },
        Case { text: "101990006.0", sure: 0, unsure: 1 },
        Case { text: "chi: 101990006", sure: 1, unsure: 0 },
        Case { text: "3204990028", sure: 0, unsure: 0 },
        Case { text: "3002010006", sure: 0, unsure: 0 },
        Case { text: "2902010002", sure: 0, unsure: 0 },
        Case { text: "9990000018", sure: 0, unsure: 0 },
        Case { text: "101990007", sure: 0, unsure: 0 },
        Case { text: "00000000", sure: 0, unsure: 0 },
    ],
};

fn passes(digits: &[u8]) -> bool {
    let [d1, d2, m1, m2, ..] = digits else { return false };
    let two = |a: &u8, b: &u8| u32::from(*a) * 10 + u32::from(*b);
    possible(two(d1, d2), two(m1, m2)) && health(digits)
}
