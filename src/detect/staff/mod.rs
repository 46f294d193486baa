//! The organisation's own people: whether a text names somebody on its list of staff, or holds one of its numbers.
//!
//! The list is itself the most dangerous spreadsheet in the building, so none of it is kept: only what a secret key makes of
//! each name and number ([`Key`]). How names are written is not judged here; see `names`.

mod find;
mod key;
mod people;
mod store;
mod words;

use std::sync::LazyLock;

pub use key::{Key, KeyError};
pub use people::{Maker, Person};
pub use store::StoreError;

use self::key::Kind;
use super::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// The list of staff, as hashes that only the key can make again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffList {
    /// The day on which it was made: `2026-11-21`.
    pub made: String,
    /// How many people it was made of.
    pub people: u64,
    /// How many staff numbers it can find.
    pub numbers: u64,
    key: Key,
    /// In ascending order.
    hashes: Vec<u64>,
}

impl StaffList {
    fn has(&self, kind: Kind, parts: &[&str]) -> bool {
        self.hashes.binary_search(&self.key.hash(kind, parts)).is_ok()
    }

    /// People whom nobody knows: the examples of rules on the staff list are held against them.
    pub fn invented() -> &'static StaffList {
        static INVENTED: LazyLock<StaffList> = LazyLock::new(|| {
            let mut maker = Maker::new(Key::of_examples());
            for (given, surname, number) in [
                ("Amara", "Okonjo", "999991"),
                ("Agnieszka Maria", "Kowalewicz-Test", "999992"),
                ("Zoë", "O'Sampleton", "X-99993"),
                ("May", "Green", "999994"),
            ] {
                maker.add(&Person { given, surname, numbers: &[number], ..Person::default() });
            }
            maker.finish("2026-01-01")
        });
        &INVENTED
    }
}

/// Where a text names people of the list, or holds their numbers: [`Detector::find`], for those that need the list.
pub type FindListed = fn(&StaffList, &str, &mut dyn FnMut(Hit));

/// How a recogniser looks, if it is one of those that need the list.
pub fn finder(detector: &Detector) -> Option<FindListed> {
    [(NAMES.name, find::names as FindListed), (NUMBERS.name, find::numbers)]
        .into_iter()
        .find_map(|(name, find)| (name == detector.name).then_some(find))
}

/// Somebody on the list.
pub(super) const NAMES: Detector = Detector {
    name: "staff-list",
    category: Category::StaffName,
    description: "the name of somebody on the staff list",
    needs: Needs { letter: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.6, distinct: 5 },
    find: without,
    cases: &[
        Case { text: "Amara Okonjo", sure: 1, unsure: 0 },
        Case { text: "OKONJO, AMARA", sure: 1, unsure: 0 },
        Case { text: "Okonjo, A.", sure: 1, unsure: 0 },
        Case { text: "dealt with by A Okonjo and PC Okonjo", sure: 2, unsure: 0 },
        Case { text: "Okonjo", sure: 0, unsure: 1 },
        Case { text: "zoe osampleton", sure: 1, unsure: 0 },
        Case { text: "Zoe O’Sampleton", sure: 1, unsure: 0 },
        Case { text: "Agnieszka Kowalewicz Test", sure: 1, unsure: 0 },
        Case { text: "Maria Kowalewicz-Test", sure: 1, unsure: 0 },
        Case { text: "Kowalewicz-Test, Agnieszka M", sure: 1, unsure: 0 },
        Case { text: "Agnieszka X. Kowalewicz-Test", sure: 1, unsure: 0 },
        Case { text: "May Green", sure: 1, unsure: 0 },
        Case { text: "Green, M", sure: 1, unsure: 0 },
        Case { text: "Sgt Green", sure: 1, unsure: 0 },
        Case { text: "Green", sure: 0, unsure: 0 },
        Case { text: "the light may be green", sure: 0, unsure: 0 },
        Case { text: "m green", sure: 0, unsure: 0 },
        Case { text: "the Okonjo inquiry", sure: 0, unsure: 0 },
        Case { text: "Amara Someoneelse", sure: 0, unsure: 0 },
        Case { text: "999991", sure: 0, unsure: 0 },
    ],
};

/// Somebody's number.
pub(super) const NUMBERS: Detector = Detector {
    name: "staff-list-number",
    category: Category::StaffNumber,
    description: "a number of the staff list",
    needs: Needs { digits: 2, longest: 24, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: without,
    cases: &[
        Case { text: "999991", sure: 0, unsure: 1 },
        Case { text: "0999991", sure: 0, unsure: 1 },
        Case { text: "x99993", sure: 0, unsure: 1 },
        Case { text: "X 99993", sure: 0, unsure: 1 },
        Case { text: "999990", sure: 0, unsure: 0 },
        Case { text: "999991 people", sure: 0, unsure: 0 },
        Case { text: "99", sure: 0, unsure: 0 },
    ],
};

/// Without a list there is nobody to be found.
fn without(_: &str, _: &mut dyn FnMut(Hit)) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Reading;

    #[test]
    fn the_list_passes_its_cases() {
        for detector in [&NAMES, &NUMBERS] {
            let find = finder(detector).unwrap();
            for case in detector.cases {
                let (mut sure, mut unsure, mut end) = (0, 0, 0);
                let list = StaffList::invented();
                Reading::of(case.text).ask_listed(detector, list, find, &mut |hit| {
                    assert!(hit.range.start >= end && hit.range.end <= case.text.len(), "{}", case.text);
                    end = hit.range.end;
                    if hit.sure { sure += 1 } else { unsure += 1 }
                });
                assert_eq!((sure, unsure), (case.sure, case.unsure), "{}: {}", detector.name, case.text);
            }
        }
    }

    #[test]
    fn names_of_every_origin_are_found_in_every_form() {
        let people = [
            ("Siân", "Llewellyn-Test"),
            ("Wei", "Ng"),
            ("Nguyễn Thị", "Hoa"),
            ("Mohammed", "bin Sample"),
            ("Łukasz", "Żółć"),
            ("Çağla", "Örnekoğlu"),
            ("Máire", "Ní Dhonnchadha"),
            ("João", "dos Exemplos"),
            ("Olúfẹ́mi", "Adébáyọ̀"),
        ];
        let mut maker = Maker::new(Key::of_examples());
        people.iter().for_each(|(given, surname)| {
            maker.add(&Person { given, surname, ..Person::default() });
        });
        let list = maker.finish("2026-01-01");
        let find = finder(&NAMES).unwrap();
        let sure = |text: &str| {
            let mut sure = 0;
            find(&list, text, &mut |hit| sure += usize::from(hit.sure));
            sure
        };
        for (given, surname) in people {
            let initial = given.chars().next().unwrap();
            for text in [
                format!("{given} {surname}"),
                format!("{surname} {given}"),
                format!("{surname}, {given}"),
                format!("{initial}. {surname}"),
                format!("{surname}, {initial}"),
                format!("{given} {surname}").to_uppercase(),
                format!("told DC {surname} so"),
            ] {
                assert_eq!(sure(&text), 1, "{surname}: form of {} characters", text.chars().count());
            }
        }
    }
}
