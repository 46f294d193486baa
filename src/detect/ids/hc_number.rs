//! Health and Care numbers of Northern Ireland: NHS numbers from 320 000 0001 to 399 999 9999 (NHS Data Dictionary).

use super::check::{health, value};
use super::context::near;
use super::digits::{Window, scan};
use crate::detect::{Case, ColumnUse, Detector, Needs};
use crate::model::Category;

/// See the module.
pub(crate) const DETECTOR: Detector = Detector {
    name: "hc-number",
    category: Category::HcNumber,
    description: "a Health and Care number whose check digit is right",
    needs: Needs { digits: 10, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| {
        let judge = |window: &Window<'_>| {
            let grouped = window.lengths() == [3, 3, 4];
            let within = (3_200_000_001..=3_999_999_999).contains(&value(window.digits()));
            let fits = (grouped || window.lengths() == [10]) && within && health(window.digits());
            let named =
                || near(text, window.range.start, &["h&c", "hcn", "h and c", "hsc", "health and care"]);
            let spaced = grouped && !window.written().contains('-');
            fits.then(|| window.hit(spaced || named()))
        };
        scan(text, 10, 10, &judge, found);
    },
    cases: &[
        Case { text: "320 000 0007", sure: 1, unsure: 0 },
        Case { text: "H&C No: 3200000007", sure: 1, unsure: 0 },
        Case { text: "3200000007", sure: 0, unsure: 1 },
        Case { text: "3200000015.0", sure: 0, unsure: 1 },
        Case { text: "320-000-0007", sure: 0, unsure: 1 },
        Case { text: "3200000008", sure: 0, unsure: 0 },
        Case { text: "9990000018", sure: 0, unsure: 0 },
        Case { text: "H&C 2902010001", sure: 0, unsure: 0 },
    ],
};
