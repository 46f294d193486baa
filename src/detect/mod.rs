//! Recognisers: what a text looks like, told from the text alone.
//!
//! One file a recogniser, one line in [`DETECTORS`]. A recogniser says where in a text something stands and how sure it
//! is of a single hit; whether that is a finding is said by the rules. Also here, because they too look at texts alone:
//! the words of a heading, the evidence of a column, and which row is a heading row.

pub mod column;
mod digits;
mod email;
pub mod header;
pub mod heading;
pub mod names;
mod national_insurance;
mod nhs_number;
mod phone;
mod postcode;

use std::ops::Range;

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
    email::DETECTOR,
    phone::MOBILE,
    phone::ANY,
    national_insurance::DETECTOR,
    nhs_number::DETECTOR,
    postcode::DETECTOR,
    names::SHAPED,
    names::LIKELY,
    names::TITLED,
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

/// What a text must have for a recogniser to be worth running.
#[derive(Debug, Clone, Copy)]
pub struct Needs {
    /// So many digits.
    pub digits: usize,
    /// An `@`.
    pub at: bool,
    /// A letter.
    pub letter: bool,
}

/// What a column needs so that hits a recogniser is not sure of count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ColumnUse {
    /// A heading that the rule names.
    Headed,
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

/// What one look at a text tells: enough to turn most recognisers away at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits {
    digits: usize,
    at: bool,
    letter: bool,
}

impl Traits {
    /// Looks at each byte once.
    pub fn of(text: &str) -> Self {
        let mut traits = Traits::default();
        for byte in text.bytes() {
            traits.digits += usize::from(byte.is_ascii_digit());
            traits.at |= byte == b'@';
            traits.letter |= byte.is_ascii_alphabetic() || byte >= 0x80;
        }
        traits
    }

    /// Whether a recogniser with these needs is worth running.
    pub fn meet(self, needs: Needs) -> bool {
        self.digits >= needs.digits && (self.at || !needs.at) && (self.letter || !needs.letter)
    }

    /// Whether there is a letter.
    pub fn has_letter(self) -> bool {
        self.letter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_recogniser_passes_its_cases() {
        for detector in DETECTORS {
            assert!(detector.cases.iter().any(|case| case.sure + case.unsure > 0), "{}", detector.name);
            assert!(detector.cases.iter().any(|case| case.sure + case.unsure == 0), "{}", detector.name);
            for case in detector.cases {
                let (mut sure, mut unsure, mut end) = (0, 0, 0);
                if Traits::of(case.text).meet(detector.needs) {
                    (detector.find)(case.text, &mut |hit| {
                        assert!(hit.range.start >= end, "{}: overlap in {:?}", detector.name, case.text);
                        assert!(case.text.get(hit.range.clone()).is_some_and(|text| !text.is_empty()));
                        end = hit.range.end;
                        if hit.sure { sure += 1 } else { unsure += 1 }
                    });
                }
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

    #[test]
    fn no_text_makes_a_recogniser_fail() {
        use proptest::prelude::*;
        proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }, |(text in "[ \\-+(0-9A-Za-zé@.’'\u{00a0}]{0,40}")| {
            for detector in DETECTORS {
                (detector.find)(&text, &mut |hit| assert!(text.get(hit.range).is_some()));
            }
        });
    }
}
