//! From people to hashes: under which forms of their names they are found.

use std::collections::{BTreeMap, BTreeSet};

use super::key::{Key, Kind};
use super::words::Words;
use super::{StaffList, find};
use crate::detect::names;

/// Somebody, as a list of staff has them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Person<'a> {
    /// Given names, or initials; empty where there are none.
    pub given: &'a str,
    /// The name that somebody goes by instead.
    pub known_as: &'a str,
    /// The surname; empty where the list holds numbers only.
    pub surname: &'a str,
    /// Collar, warrant, pay and employee numbers.
    pub numbers: &'a [&'a str],
}

/// Makes a list.
#[derive(Debug)]
pub struct Maker {
    key: Key,
    hashes: BTreeSet<u64>,
    people: u64,
    /// Hashes of numbers, by how many digits they are; those with letters in them under nought.
    numbers: BTreeMap<usize, BTreeSet<u64>>,
}

/// Share of all numbers of so many digits from which they are no sign of staff any more: with 5,000 collar numbers up to
/// 9999, half of all counts would be one.
const DENSE: f64 = 0.02;

impl Maker {
    /// With this key.
    pub fn new(key: Key) -> Self {
        Maker { key, hashes: BTreeSet::new(), people: 0, numbers: BTreeMap::new() }
    }

    /// Adds somebody; `false` where there is neither surname nor number to find them by.
    pub fn add(&mut self, person: &Person<'_>) -> bool {
        let surname = Words::of(person.surname);
        let surname = surname.joined(0..surname.len()).unwrap_or_default();
        if !surname.is_empty() {
            self.surname(person.surname, surname);
            self.given(person.given, surname);
            self.given(person.known_as, surname);
        }
        let numbers: Vec<String> =
            person.numbers.iter().filter_map(|number| find::bare_number(number)).collect();
        for number in &numbers {
            let digits = number.bytes().all(|byte| byte.is_ascii_digit());
            let length = if digits { number.len() } else { 0 };
            self.numbers.entry(length).or_default().insert(self.key.hash(Kind::Number, &[number]));
        }
        let known = !surname.is_empty() || !numbers.is_empty();
        self.people = self.people.saturating_add(u64::from(known));
        known
    }

    /// Adds somebody whose name is in one field: "Surname, Given", or "Given Surname".
    pub fn add_whole(&mut self, name: &str, numbers: &[&str]) -> bool {
        let (given, surname) = apart(name);
        self.add(&Person { given: &given, surname: &surname, numbers, ..Person::default() })
    }

    /// Lengths of numbers, in digits, of which there are so many that they cannot be told from counts: these are left to
    /// headings.
    pub fn dense(&self) -> Vec<usize> {
        let dense = |(length, numbers): (&usize, &BTreeSet<u64>)| {
            (*length > 0 && share(numbers.len(), *length) > DENSE).then_some(*length)
        };
        self.numbers.iter().filter_map(dense).collect()
    }

    /// The list.
    pub fn finish(self, made: &str) -> StaffList {
        let dense = self.dense();
        let Maker { key, mut hashes, people, numbers } = self;
        let kept = numbers.into_iter().filter(|(length, _)| !dense.contains(length));
        let numbers: BTreeSet<u64> = kept.flat_map(|(_, numbers)| numbers).collect();
        let count = numbers.len() as u64;
        hashes.extend(numbers);
        StaffList { made: made.to_owned(), people, numbers: count, key, hashes: hashes.into_iter().collect() }
    }

    fn keep(&mut self, kind: Kind, parts: &[&str]) {
        self.hashes.insert(self.key.hash(kind, parts));
    }

    /// A surname that is also a word ("Green", "Hill") counts only in company.
    fn surname(&mut self, written: &str, folded: &str) {
        let name =
            names::person(written).is_some_and(|person| !person.why.also_a_word && !person.why.place_too);
        self.keep(if name { Kind::Surname } else { Kind::Word }, &[folded]);
    }

    /// Each given name, all of them together, and the first letter of each.
    fn given(&mut self, given: &str, surname: &str) {
        let words = Words::of(given);
        for at in 0..words.len() {
            let Some(word) = words.joined(at..at.saturating_add(1)) else { continue };
            let initial: String = word.chars().take(1).collect();
            self.keep(Kind::Initial, &[&initial, surname]);
            if word.chars().nth(1).is_some() {
                self.keep(Kind::Name, &[word, surname]);
            }
        }
        if words.len() > 1
            && let Some(all) = words.joined(0..words.len())
        {
            self.keep(Kind::Name, &[all, surname]);
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "a share")]
fn share(numbers: usize, digits: usize) -> f64 {
    let all = 10_f64.powi(i32::try_from(digits).unwrap_or(i32::MAX));
    numbers as f64 / all
}

/// Given names and surname of a name in one field. Titles and ranks are left out.
fn apart(name: &str) -> (String, String) {
    if let Some((surname, given)) = name.split_once(',') {
        return (without_titles(given), without_titles(surname));
    }
    let bare = without_titles(name);
    // Where the surname begins is not written; particles belong to it.
    let words: Vec<&str> = bare.split_whitespace().collect();
    let capitals = |word: &&str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    let shouted = words.iter().filter(|word| capitals(word)).count();
    if shouted > 0 && shouted < words.len() {
        let (surname, given): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| capitals(word));
        return (given.join(" "), surname.join(" "));
    }
    let particle = words.iter().skip(1).position(|word| names::is_particle(word));
    let begins = particle.map_or(words.len().saturating_sub(1), |at| at.saturating_add(1));
    let (given, surname) = words.split_at_checked(begins).unwrap_or((&[], &words));
    (given.join(" "), surname.join(" "))
}

fn without_titles(name: &str) -> String {
    let words = name.split_whitespace().skip_while(|word| names::is_title(word.trim_end_matches('.')));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_one_field_comes_apart() {
        for (name, given, surname) in [
            ("Okonjo, Amara", "Amara", "Okonjo"),
            ("Mrs Amara B Okonjo", "Amara B", "Okonjo"),
            ("PC A Okonjo", "A", "Okonjo"),
            ("OKONJO Amara", "Amara", "OKONJO"),
            ("Ann van der Sample", "Ann", "van der Sample"),
            ("Sample", "", "Sample"),
            ("", "", ""),
        ] {
            assert_eq!(apart(name), (given.to_owned(), surname.to_owned()), "{name}");
        }
    }

    #[test]
    fn who_has_neither_name_nor_number_is_not_counted() {
        let mut maker = Maker::new(Key::of_examples());
        assert!(!maker.add(&Person { given: "Amara", surname: " - ", ..Person::default() }));
        assert!(maker.add(&Person { numbers: &["00123"], ..Person::default() }));
        assert!(!maker.add(&Person { numbers: &["0012"], ..Person::default() }));
        let list = maker.finish("2026-01-01");
        assert_eq!((list.people, list.numbers), (1, 1));
    }

    #[test]
    fn numbers_that_could_be_any_count_are_left_out() {
        let mut maker = Maker::new(Key::of_examples());
        for number in 1000..1300 {
            maker.add(&Person { numbers: &[&number.to_string()], ..Person::default() });
            maker.add(&Person { numbers: &[&format!("{number}99")], ..Person::default() });
        }
        assert_eq!(maker.dense(), [4]);
        let list = maker.finish("2026-01-01");
        assert_eq!((list.people, list.numbers), (600, 300));
        let found = |text: &str| {
            let mut hits = 0;
            find::numbers(&list, text, &mut |_| hits += 1);
            hits
        };
        assert_eq!((found("100099"), found("1000")), (1, 0));
    }
}
