//! A name after a title or a rank, anywhere in a text: "seen by PC Okonjo at the desk". Never a bare surname.
//!
//! It is strict, since one hit is enough: short ranks are also firms and places ("PC World", "DS Smith plc"), so after
//! them initials, a collar number or the model has to agree.

use std::ops::Range;

use super::super::{Case, Hit};
use super::model::score;
use super::tokens::{Token, in_word};
use super::words::{self, Known};

pub(super) const CASES: &[Case] = &[
    Case { text: "Mr Example", sure: 1, unsure: 0 },
    Case { text: "WPS 表格", sure: 0, unsure: 0 },
    Case { text: "Statement of Mrs Example, taken by PC 9999 Sample", sure: 2, unsure: 0 },
    Case { text: "seen by PC Okonjo at the desk", sure: 1, unsure: 0 },
    Case { text: "OIC: T/DS A Example", sure: 1, unsure: 0 },
    Case { text: "INSP OKONJO", sure: 1, unsure: 0 },
    Case { text: "Detective Sergeant Kowalewicz attended", sure: 1, unsure: 0 },
    Case { text: "Cllr F.M. O’Sample", sure: 1, unsure: 0 },
    Case { text: "Dr. Ní Dhonnchadha", sure: 1, unsure: 0 },
    Case { text: "Ch Insp Al-Rashidi", sure: 1, unsure: 0 },
    Case { text: "PC van der Okonjo", sure: 1, unsure: 0 },
    Case { text: "PC World", sure: 0, unsure: 0 },
    Case { text: "PC Repair Services", sure: 0, unsure: 0 },
    Case { text: "DS Okonjo plc", sure: 0, unsure: 0 },
    Case { text: "Dr Example Primary School", sure: 0, unsure: 0 },
    Case { text: "Sir Okonjo Road", sure: 0, unsure: 0 },
    Case { text: "Police Constable", sure: 0, unsure: 0 },
    Case { text: "Chief Constable Report", sure: 0, unsure: 0 },
    Case { text: "Detective Constable Numbers", sure: 0, unsure: 0 },
    Case { text: "Major Incident Team", sure: 0, unsure: 0 },
    Case { text: "Private Finance Initiative", sure: 0, unsure: 0 },
    Case { text: "MS Excel", sure: 0, unsure: 0 },
    Case { text: "the dr example", sure: 0, unsure: 0 },
    Case { text: "Mrs Hill", sure: 1, unsure: 0 },
    Case { text: "Okonjo", sure: 0, unsure: 0 },
    Case { text: "Mr and Mrs", sure: 0, unsure: 0 },
];

/// What the model has to say of a surname after a short rank, and after a word that is more than a rank.
const AFTER_RANK: f32 = -1.0;
const AFTER_WORD: f32 = 1.5;
/// Longest stretch that is read as one name.
const MOST_WORDS: usize = 4;

/// Calls back for each name that a title or rank stands before.
pub(super) fn find(text: &str, found: &mut dyn FnMut(Hit)) {
    let mut words = Words { text, at: 0 };
    let mut ready = None;
    while let Some(word) = ready.take().or_else(|| words.next()) {
        let Some(strength) = opens(&word) else { continue };
        let (range, next) = after(&mut words, &word, strength);
        ready = next;
        if let Some(range) = range {
            found(Hit { range, sure: true });
        }
    }
}

/// How much has to agree with what follows a title.
#[derive(Clone, Copy, PartialEq)]
enum Strength {
    Title,
    Rank,
    Word,
}

/// Whether a word opens a name. Titles begin with a capital; short ranks are often capitals, and sometimes not.
fn opens(word: &Word<'_>) -> Option<Strength> {
    let token = word.token;
    if token.is_small() {
        return None;
    }
    match token.known? {
        // Microsoft, multiple sclerosis, manuscripts.
        Known::Title | Known::Letters if token.text == "MS" => None,
        Known::Title => Some(Strength::Title),
        Known::ShortRank if weak(token.text) => Some(Strength::Word),
        Known::ShortRank if token.is_capitals() || token.letters() > 2 || token.text.starts_with('P') => {
            Some(Strength::Rank)
        }
        Known::LongRank => Some(Strength::Word),
        _ => None,
    }
}

/// Short ranks that stand for columns, centres and many other things.
fn weak(rank: &str) -> bool {
    [
        "ac", "cc", "ch", "cis", "col", "con", "det", "flt", "ins", "lt", "po", "sc", "si", "sm", "sup",
        "wm", "wo",
    ]
    .iter()
    .any(|weak| rank.eq_ignore_ascii_case(weak))
}

/// Reads on after a title: more titles, a collar number, initials, particles and one to four words. Gives back the word
/// that it stopped at.
fn after<'a>(
    words: &mut Words<'a>,
    first: &Word<'a>,
    mut strength: Strength,
) -> (Option<Range<usize>>, Option<Word<'a>>) {
    let mut name = Name { end: first.end, ..Name::default() };
    let mut closed = first.closed;
    for word in words.by_ref() {
        let broken = closed || name.count >= MOST_WORDS || (word.token.is_small() && !word.is_particle());
        if broken {
            return (name.range(first.start, strength, &word, closed), Some(word));
        }
        match opens(&word) {
            Some(more) if name.count == 0 && name.initials == 0 => {
                strength = if more == Strength::Title { more } else { strength_of(strength, more) };
            }
            Some(_) if word.token.letters() > 2 || name.count > 0 => {
                return (name.range(first.start, strength, &word, false), Some(word));
            }
            _ if !name.take(&word) => return (name.range(first.start, strength, &word, false), Some(word)),
            _ => {}
        }
        closed = word.closed;
    }
    (name.range(first.start, strength, &Word::default(), true), None)
}

/// "Detective Sergeant", "Ch Insp": two ranks are no other word.
fn strength_of(one: Strength, other: Strength) -> Strength {
    if one == Strength::Title || other == Strength::Title { Strength::Title } else { Strength::Rank }
}

/// Words of Chinese and Japanese have neither capitals nor spaces: none can be told from a name, and names that follow an
/// English title are written in Latin letters.
fn is_ideograph(word: &str) -> bool {
    word.chars()
        .any(|c| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{3FFFF}'))
}

/// What was read of a name.
#[derive(Default)]
struct Name<'a> {
    count: usize,
    initials: usize,
    number: bool,
    last: &'a str,
    best: f32,
    end: usize,
}

impl<'a> Name<'a> {
    /// Takes a word in; false if the name is over.
    fn take(&mut self, word: &Word<'a>) -> bool {
        let token = word.token;
        if token.is_number() && self.count == 0 {
            self.number = true;
            return true;
        }
        if token.text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'/') {
            return false;
        }
        if word.is_particle() && token.letters() > 1 {
            return true;
        }
        if token.letters() == 1 {
            self.initials += 1;
            // An initial after the surname belongs to the name too.
            if self.count > 0 {
                self.end = word.end;
            }
            return true;
        }
        if matches!(token.known, Some(Known::Other)) || is_ideograph(token.text) {
            return false;
        }
        let either = score(token.text).either();
        self.best = if self.count == 0 { either } else { self.best.max(either) };
        self.count += 1;
        self.last = token.text;
        self.end = word.end;
        true
    }

    /// The whole of it, if enough agrees and what follows does not make it a school, a street or a firm.
    fn range(&self, start: usize, strength: Strength, next: &Word<'_>, closed: bool) -> Option<Range<usize>> {
        let place = matches!(next.token.known, Some(Known::Other | Known::OtherOrName));
        let thing = !closed && place && !next.token.is_small();
        let firm = !closed
            && ["plc", "ltd", "llp", "limited"].iter().any(|word| next.token.text.eq_ignore_ascii_case(word));
        let agreed = match strength {
            Strength::Title => true,
            Strength::Rank => self.initials > 0 || self.number || self.best > AFTER_RANK,
            Strength::Word => self.best > AFTER_WORD && !words::also_a_word(self.last),
        };
        (self.count > 0 && !thing && !firm && agreed).then_some(start..self.end)
    }
}

/// A word of a long text and where it stands.
#[derive(Clone, Copy, Default)]
struct Word<'a> {
    token: Token<'a>,
    start: usize,
    end: usize,
    /// More than a blank or a full stop after initials stands behind it.
    closed: bool,
}

impl Word<'_> {
    fn is_particle(&self) -> bool {
        self.token.known == Some(Known::Particle)
    }
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let from = self.text.get(start..)?;
        let length = from.find(|c: char| !in_word(c)).unwrap_or(from.len());
        let word = from
            .get(..length)?
            .trim_end_matches(|c: char| !c.is_alphanumeric() && !('\u{300}'..'\u{370}').contains(&c));
        self.at = start + length;
        let behind = from.get(length..).unwrap_or_default();
        let known = words::known(word);
        let short = word.chars().count() <= 1
            || known.is_some_and(|known| !matches!(known, Known::Other | Known::OtherOrName));
        let closed = match behind.chars().next() {
            None => true,
            Some('.') => !short,
            Some(sign) => !sign.is_whitespace() || behind.starts_with('\n'),
        };
        let token = Token { text: word, known, ..Token::default() };
        Some(Word { token, start, end: start + word.len(), closed })
    }
}
