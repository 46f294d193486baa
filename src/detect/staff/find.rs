//! Names and numbers of the list in a text.

use std::ops::Range;

use super::key::Kind;
use super::words::{Words, fold};
use super::{Hit, StaffList};
use crate::detect::names;

/// Most words of a surname: "van der Berg".
const LONGEST_SURNAME: usize = 3;

/// Calls back for each name of the list: sure of one in company (a given name, an initial, a rank), less so of a surname
/// that is the whole text.
pub(super) fn names(list: &StaffList, text: &str, found: &mut dyn FnMut(Hit)) {
    let words = Words::of(text);
    let mut at = 0;
    // What a hit before has not used.
    let mut free = 0;
    while at < words.len() {
        let hit = surname_at(list, &words, at).and_then(|(surname, also_a_word)| {
            Look { list, words: &words, text, free }.company(&surname, also_a_word)
        });
        match hit {
            Some((name, sure)) => {
                if let Some(range) = words.bytes(name.clone()) {
                    found(Hit { range, sure });
                }
                free = name.end;
                at = name.end.max(at.saturating_add(1));
            }
            None => at = at.saturating_add(1),
        }
    }
}

/// Calls back if the whole text is a number of the list.
pub(super) fn numbers(list: &StaffList, text: &str, found: &mut dyn FnMut(Hit)) {
    if bare_number(text).is_some_and(|number| list.has(Kind::Number, &[&number])) {
        found(Hit { range: 0..text.len(), sure: false });
    }
}

/// A number as it is compared: without the noughts that spreadsheets lose, spaces and hyphens. None where so little is
/// left that it says nothing.
pub(super) fn bare_number(text: &str) -> Option<String> {
    let mut folded = String::new();
    fold(text, &mut folded);
    let bare = folded.trim_start_matches('0');
    let proper = bare.chars().count() >= 3 && bare.chars().any(|c| c.is_ascii_digit());
    proper.then(|| bare.to_owned())
}

/// The longest surname of the list that begins with this word, and whether it is also a word.
fn surname_at(list: &StaffList, words: &Words, at: usize) -> Option<(Range<usize>, bool)> {
    (1..=LONGEST_SURNAME).rev().find_map(|length| {
        let range = at..at.checked_add(length)?;
        let inside = range.clone().skip(1).all(|at| words.get(at).is_some_and(|word| !word.after_sign));
        let surname = words.joined(range.clone()).filter(|_| inside)?;
        if list.has(Kind::Surname, &[surname]) {
            return Some((range, false));
        }
        list.has(Kind::Word, &[surname]).then_some((range, true))
    })
}

/// A text in which a surname of the list stands.
struct Look<'l> {
    list: &'l StaffList,
    words: &'l Words,
    text: &'l str,
    free: usize,
}

impl Look<'_> {
    /// The whole name, and whether it is sure; none where the surname has no company and stands among other words.
    fn company(&self, surname: &Range<usize>, also_a_word: bool) -> Option<(Range<usize>, bool)> {
        // "May" and "green" are words, and "May Green" is nobody else.
        let written = |name: &Range<usize>| !also_a_word || name.clone().all(|at| self.capital(at));
        if let Some(name) = self.given(surname).filter(written) {
            return Some((name, true));
        }
        if let Some((name, certain)) = self.initials(surname) {
            let whole = name == (0..self.words.len());
            if certain || whole || !also_a_word {
                return Some((name, true));
            }
        }
        let before = surname.start.checked_sub(1).filter(|before| *before >= self.free);
        let titled = before.and_then(|at| self.written(at)).is_some_and(names::is_title);
        if let Some(before) = before.filter(|_| titled && self.is_capitalised(surname)) {
            return Some((before..surname.end, true));
        }
        (*surname == (0..self.words.len()) && !also_a_word).then(|| (surname.clone(), false))
    }

    /// With a given name of the same person before or after it, or two as one; a middle name may stand between.
    fn given(&self, surname: &Range<usize>) -> Option<Range<usize>> {
        let own = self.words.joined(surname.clone())?;
        let is = |range: Range<usize>| {
            let given = self.words.joined(range.clone())?;
            self.list.has(Kind::Name, &[given, own]).then_some(range)
        };
        let before = |back: usize, length: usize| {
            let start = surname.start.checked_sub(back).filter(|start| *start >= self.free)?;
            is(start..start.checked_add(length)?).map(|given| given.start..surname.end)
        };
        let after = |skip: usize, length: usize| {
            let start = surname.end.checked_add(skip)?;
            is(start..start.checked_add(length)?).map(|given| surname.start..given.end)
        };
        before(2, 2)
            .or_else(|| before(1, 1))
            .or_else(|| before(2, 1))
            .or_else(|| after(0, 2))
            .or_else(|| after(0, 1))
    }

    /// With an initial before or after it; and whether it is written so that it can be nothing else.
    fn initials(&self, surname: &Range<usize>) -> Option<(Range<usize>, bool)> {
        let own = self.words.joined(surname.clone())?;
        let is = |at: usize| {
            let letters = self.words.joined(at..at.checked_add(1)?)?;
            let initial = letters.get(..letters.chars().next()?.len_utf8())?;
            let few = letters.chars().count() <= 3 && self.written(at)?.chars().all(|c| !c.is_lowercase());
            let alone = few && self.capital(at) && self.is_capitalised(surname);
            (alone && self.list.has(Kind::Initial, &[initial, own])).then_some(at)
        };
        let signed = |at: usize| self.words.get(at).is_some_and(|word| word.after_sign);
        // Of several initials the first is that of the name.
        for back in [3, 2, 1] {
            let start = surname.start.checked_sub(back).filter(|start| *start >= self.free);
            let letters = |at: usize| self.written(at).is_some_and(|word| word.chars().count() == 1);
            let Some(start) = start.filter(|start| (start + 1..surname.start).all(letters)) else { continue };
            if is(start).is_some() {
                return Some((start..surname.end, signed(surname.start)));
            }
        }
        let next = is(surname.end)?;
        let rest = |at: &usize| self.written(*at).is_some_and(|word| word.chars().count() == 1);
        let end = (next.saturating_add(1)..self.words.len()).take_while(rest).last().unwrap_or(next);
        Some((surname.start..end.saturating_add(1), signed(next)))
    }

    fn written(&self, at: usize) -> Option<&str> {
        self.text.get(self.words.get(at)?.at.clone())
    }

    /// A surname may begin with a particle.
    fn is_capitalised(&self, surname: &Range<usize>) -> bool {
        surname.clone().any(|at| self.capital(at))
    }

    fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }
}
