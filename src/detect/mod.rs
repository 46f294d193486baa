//! Recognisers: what a text looks like, told from the text alone.
//!
//! One file a recogniser, one line in [`DETECTORS`]. A recogniser says where in a text something stands and how sure it
//! is of a single hit; whether that is a finding is said by the rules. Also here, because they too look at texts alone:
//! the words of a heading, the evidence of a column, and which row is a heading row.

pub mod column;
mod fold;
pub mod header;
pub mod heading;
pub mod ids;
pub mod likeness;
pub mod names;
mod reading;
pub mod staff;

use std::ops::Range;

pub use self::reading::{Needs, Reading, Traits};
use crate::model::Category;

/// A recogniser of one kind of text.
pub struct Detector {
    /// The name that rules use: `check = "nhs-number"`.
    pub name: &'static str,
    /// The kind of personal data it recognises.
    pub category: Category,
    /// What it recognises, as the end of a sentence that begins "text that holds ...".
    pub description: &'static str,
    /// What a text must have for it to be worth looking at.
    pub needs: Needs,
    /// What a column needs so that hits it is not sure of count.
    pub column: ColumnUse,
    /// Calls back for each hit, in order, without overlap.
    pub find: fn(&str, &mut dyn FnMut(Hit)),
    /// What it must and must not recognise; a test runs them.
    pub cases: &'static [Case],
}

impl std::fmt::Debug for Detector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Detector({})", self.name)
    }
}

/// The recognisers, in the order in which they are printed.
pub const DETECTORS: &[Detector] = &[
    ids::email::DETECTOR,
    ids::phone::MOBILE,
    ids::phone::ANY,
    ids::national_insurance::DETECTOR,
    ids::nhs_number::DETECTOR,
    ids::chi_number::DETECTOR,
    ids::hc_number::DETECTOR,
    ids::driver_number::DETECTOR,
    ids::passport::DETECTOR,
    ids::pnc_id::DETECTOR,
    ids::cro_number::DETECTOR,
    ids::asn::DETECTOR,
    ids::staff_number::DETECTOR,
    ids::pupil_number::DETECTOR,
    ids::learner_number::DETECTOR,
    ids::tax_reference::DETECTOR,
    ids::payment_card::DETECTOR,
    ids::iban::DETECTOR,
    ids::bank_account::DETECTOR,
    ids::vehicle::DATED,
    ids::vehicle::ANY,
    ids::ip_address::V4,
    ids::ip_address::V6,
    ids::postcode::DETECTOR,
    ids::postcode::PART,
    ids::uprn::DETECTOR,
    ids::coordinate::DETECTOR,
    ids::exact_place::NUMBERS,
    ids::exact_place::WORDS,
    ids::birth_date::DETECTOR,
    names::SHAPED,
    names::LIKELY,
    names::TITLED,
    staff::NAMES,
    staff::NUMBERS,
];

/// The recogniser with this name.
pub fn by_name(name: &str) -> Option<&'static Detector> {
    DETECTORS.iter().find(|detector| detector.name == name)
}

/// Where something stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Whether a single hit is enough. One that is not counts only in a column of its like: a bare number of ten digits
    /// passes the check of NHS numbers one time in eleven.
    pub sure: bool,
}

/// What a column needs so that hits a recogniser is not sure of count.
#[derive(Debug, Clone, Copy)]
pub enum ColumnUse {
    /// A heading that the rule names.
    Headed,
    /// A heading that the rule names, or a mean of its different values: how much a text looks like what the recogniser
    /// knows, in log-odds, as `likeness` adds it up.
    Mean(fn(&str) -> f32),
    /// A heading that the rule names, or this share of its values and this many different ones.
    Alone {
        /// From 0 to 1.
        share: f64,
        /// Different values.
        distinct: u64,
    },
}

/// A text and what is found in it.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The text; invented, from reserved ranges where there are any.
    pub text: &'static str,
    /// Hits it is sure of.
    pub sure: usize,
    /// Hits it is not sure of.
    pub unsure: usize,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_recogniser_passes_its_cases() {
        for detector in DETECTORS {
            assert!(detector.cases.iter().any(|case| case.sure + case.unsure > 0), "{}", detector.name);
            assert!(detector.cases.iter().any(|case| case.sure + case.unsure == 0), "{}", detector.name);
            if staff::finder(detector).is_some() {
                // Has its cases held against an invented list, where it is.
                continue;
            }
            for case in detector.cases {
                let (mut sure, mut unsure, mut end) = (0, 0, 0);
                Reading::of(case.text).ask(detector, &mut |hit| {
                    assert!(hit.range.start >= end, "{}: overlap in {:?}", detector.name, case.text);
                    assert!(case.text.get(hit.range.clone()).is_some_and(|text| !text.is_empty()));
                    end = hit.range.end;
                    if hit.sure { sure += 1 } else { unsure += 1 }
                });
                assert_eq!((sure, unsure), (case.sure, case.unsure), "{}: {:?}", detector.name, case.text);
            }
        }
    }

    #[test]
    fn names_are_unique() {
        for detector in DETECTORS {
            assert_eq!(DETECTORS.iter().filter(|other| other.name == detector.name).count(), 1);
            assert!(by_name(detector.name).is_some());
        }
    }

    /// Asks every recogniser, needs or no needs; hits must be parts of the text, in order.
    fn ask_all(text: &str) {
        for detector in DETECTORS {
            let mut end = 0;
            (detector.find)(text, &mut |hit| {
                assert!(
                    hit.range.start >= end && text.get(hit.range.clone()).is_some_and(|hit| !hit.is_empty())
                );
                end = hit.range.end;
            });
            Reading::of(text).ask(detector, &mut |hit| {
                let value = text.get(hit.range).expect("a part of the text as it was");
                masked(value);
            });
        }
    }

    /// No more than the first and the last letter is left of a value.
    fn masked(value: &str) {
        let value = value.trim();
        let shown = crate::model::Masked::of(value);
        let left: Vec<(usize, char)> =
            shown.as_str().chars().enumerate().filter(|(_, c)| *c != '•').collect();
        let last = shown.as_str().chars().count().saturating_sub(1);
        assert!(left.iter().all(|(at, _)| *at == 0 || *at == last));
        assert!(value.chars().count() > 3 || left.is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn no_text_makes_a_recogniser_fail(text in "[ \\-+(0-9A-Za-zé@.,:/’'°\u{00a0}\u{0660}-\u{0669}\u{ff10}-\u{ff19}]{0,40}") {
            ask_all(&text);
        }

        #[test]
        fn nor_do_numbers_and_words_of_their_kind(text in "(PC |dob |nhs |///|GB|AA|1999|[0-9]{2,6}|[A-Z]{1,3}|[ /.:\\-]|E\\+0?[0-9]|é|\u{00a0}){0,12}") {
            ask_all(&text);
        }

        #[test]
        fn nor_does_any_text_at_all(text in "\\PC{0,60}") {
            ask_all(&text);
            masked(&text);
        }
    }
}
