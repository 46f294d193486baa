//! NHS numbers: ten digits whose last is a check digit (NHS Data Dictionary, "NHS NUMBER": modulus 11).
//!
//! The numbers of Scotland and Northern Ireland pass the same check and are found here too, as they stand under the same
//! heading; `chi_number` and `hc_number` say which of them they are.

use super::check::health;
use super::context::near;
use super::digits::{Window, scan};
use crate::detect::{Case, ColumnUse, Detector, Needs};
use crate::model::Category;

/// A bare number of ten digits passes one time in eleven, so a single hit needs the customary spaces or the word NHS.
pub(crate) const DETECTOR: Detector = Detector {
    name: "nhs-number",
    category: Category::NhsNumber,
    description: "an NHS number whose check digit is right",
    needs: Needs { digits: 10, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| {
        let judge = |window: &Window<'_>| {
            let grouped = window.lengths() == [3, 3, 4];
            let fits = (grouped || window.lengths() == [10]) && health(window.digits());
            // With hyphens it may as well be a telephone number of North America.
            let spaced = grouped && !window.written().contains('-');
            fits.then(|| window.hit(spaced || near(text, window.range.start, &["nhs", "nhsno", "mrn"])))
        };
        scan(text, 10, 10, &judge, found);
    },
    cases: &[
        Case { text: "999 000 0018", sure: 1, unsure: 0 },
        Case { text: "999\u{a0}000\u{a0}0018", sure: 1, unsure: 0 },
        Case { text: "999-000-0018", sure: 0, unsure: 1 },
        Case { text: "NHS 9990000018", sure: 1, unsure: 0 },
        Case { text: "patient (nhs no. 9990000018) seen", sure: 1, unsure: 0 },
        Case { text: "9990000018", sure: 0, unsure: 1 },
        Case { text: "9990000018.0", sure: 0, unsure: 1 },
        Case { text: "9.990000018E+09", sure: 0, unsure: 1 },
        Case { text: "'9990000018", sure: 0, unsure: 1 },
        Case { text: "9990000018'", sure: 0, unsure: 1 },
        Case { text: "９９９０００００１８", sure: 0, unsure: 1 },
        Case { text: "٩٩٩ ٠٠٠ ٠٠١٨", sure: 1, unsure: 0 },
        Case { text: "9990000019", sure: 0, unsure: 0 },
        Case { text: "999 000 0019", sure: 0, unsure: 0 },
        Case { text: "0000000000", sure: 0, unsure: 0 },
        Case { text: "000 000 0000", sure: 0, unsure: 0 },
        Case { text: "99 9000 0018", sure: 0, unsure: 0 },
        Case { text: "99900000180", sure: 0, unsure: 0 },
        Case { text: "9990000018.5", sure: 0, unsure: 0 },
        Case { text: "9.99E+09", sure: 0, unsure: 0 },
    ],
};
