//! Unique property reference numbers: up to twelve digits without any check (GeoPlace, "UPRN"). Any whole number looks like
//! one, so that the word itself must stand before it.

use super::context::near;
use super::digits::{Window, scan};
use crate::detect::{Case, ColumnUse, Detector, Needs};
use crate::model::Category;

/// See the module.
pub(crate) const DETECTOR: Detector = Detector {
    name: "uprn",
    category: Category::Uprn,
    description: "a number behind the word UPRN",
    needs: Needs { digits: 5, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| {
        let judge = |window: &Window<'_>| {
            let one = window.lengths().len() == 1;
            (one && near(text, window.range.start, &["uprn"])).then(|| window.hit(true))
        };
        scan(text, 5, 12, &judge, found);
    },
    cases: &[
        Case { text: "UPRN: 10000000001", sure: 1, unsure: 0 },
        Case { text: "uprn 100000000001", sure: 1, unsure: 0 },
        Case { text: "UPRN 1234", sure: 0, unsure: 0 },
        Case { text: "UPRN 1000000000001", sure: 0, unsure: 0 },
        Case { text: "10000000001", sure: 0, unsure: 0 },
        Case { text: "URN 10000000001", sure: 0, unsure: 0 },
    ],
};
