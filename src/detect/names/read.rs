//! Whether a whole text is written as a name is, and how much its words look like one.
//!
//! It takes the forms of all origins alike: "Surname, F", "F. Surname", "SURNAME", "Given Surname", "Surname Given", three
//! and more words, particles, double barrels, initials alone, with titles, ranks and collar numbers around them.

use std::ops::Range;

use super::model::{Score, score};
use super::tokens::{Token, Tokens};
use super::words::{self, Known};

/// A text that is written as a name is.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The bytes of the text that it stands in.
    pub range: Range<usize>,
    /// How much speaks for a name, in log-odds: words by the model, and what shape, title and rank add. Below nought it
    /// speaks against one, and a column may add that up too.
    pub score: f32,
    /// The same for a text among others of its like, where a surname that is also a word needs no company.
    pub among_others: f32,
    /// What convinced.
    pub why: Why,
}

/// What speaks for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Why {
    /// How it is written.
    pub shape: Shape,
    /// "Mrs", "Cllr".
    pub title: bool,
    /// "PC", "T/DS", "Watch Manager".
    pub rank: bool,
    /// There are initials beside the surname.
    pub initials: bool,
    /// The model takes its words for names.
    pub letters: bool,
    /// It is also a word, such as "Green", and stands alone.
    pub also_a_word: bool,
    /// No word of it begins with a capital.
    pub small_letters: bool,
    /// A word of it is one of places too, such as "Hall".
    pub place_too: bool,
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// "Surname", "van Surname".
    Single,
    /// "Surname, F".
    CommaInitials,
    /// "Surname F".
    InitialsLast,
    /// "F. Surname".
    InitialsFirst,
    /// "Surname, Given".
    CommaGiven,
    /// "Given Surname" or "Surname Given", and longer.
    Words,
    /// "FM", "F.M."
    Initials,
}

impl Shape {
    /// What writing it that way is worth, in log-odds: commas before initials are rare in other texts, and letters after
    /// a word ("Block A") are not.
    fn bonus(self) -> f32 {
        match self {
            Shape::CommaInitials => 2.5,
            Shape::InitialsFirst => 1.5,
            Shape::CommaGiven => 1.0,
            Shape::InitialsLast => 0.5,
            Shape::Single | Shape::Words | Shape::Initials => 0.0,
        }
    }
}

/// Longest text that is looked at; names of eight words are shorter.
const LONGEST: usize = 80;
const MOST_WORDS: usize = 6;
const MOST_INITIALS: usize = 4;
/// What a title and a rank before it are worth.
const TITLE: f32 = 4.0;
const RANK: f32 = 2.5;

/// Reads a whole text as a name; none if it is not written like one. No allocation.
pub fn person(text: &str) -> Option<Person> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.len() > LONGEST {
        return None;
    }
    let tokens = Tokens::of(trimmed)?;
    let parts = Parts::of(tokens.as_slice())?;
    let shape = parts.shape()?;
    let start = text.len() - text.trim_start().len();
    let words = parts.score(shape);
    let also_a_word = shape == Shape::Single && parts.words().iter().all(|word| words::also_a_word(word));
    let bonus = shape.bonus() + if parts.title { TITLE } else { 0.0 } + if parts.rank { RANK } else { 0.0 };
    let lone = if also_a_word { words.min(0.0) } else { words };
    let why = Why {
        shape,
        title: parts.title,
        rank: parts.rank,
        initials: parts.initials > 0,
        letters: words > 0.0,
        also_a_word,
        small_letters: parts.small,
        place_too: parts.place_too,
    };
    let range = start..start + trimmed.len();
    Some(Person { range, score: lone + bonus, among_others: words + bonus, why })
}

/// The words of a name without what stands around them.
#[derive(Default)]
struct Parts<'a> {
    words: [&'a str; MOST_WORDS],
    count: usize,
    initials: usize,
    /// Initials before the first word.
    initials_first: bool,
    /// A comma after the first word or the words before it.
    comma: bool,
    particles: usize,
    title: bool,
    rank: bool,
    small: bool,
    place_too: bool,
}

impl<'a> Parts<'a> {
    fn of(tokens: &[Token<'a>]) -> Option<Self> {
        let mut parts = Parts::default();
        let company = tokens.iter().any(|token| token.known.is_none() && token.letters() >= 3);
        let capitals = tokens.iter().all(|token| token.is_capitals());
        let (mut small, mut large) = (0, 0);
        for (at, token) in tokens.iter().enumerate() {
            let around = Around {
                first: at == 0,
                last: at + 1 == tokens.len(),
                company,
                capitals,
                ranked: parts.rank,
            };
            match role(token, around)? {
                Role::Title => parts.title = true,
                Role::Rank => parts.rank = true,
                Role::Particle => parts.particles += 1,
                Role::Nothing => {}
                Role::Initials(letters) => {
                    parts.initials_first |= parts.count == 0;
                    parts.initials += letters;
                }
                Role::Word => {
                    *parts.words.get_mut(parts.count)? = token.text;
                    parts.count += 1;
                    if token.is_small() { small += 1 } else { large += 1 }
                }
            }
            parts.place_too |= token.known == Some(Known::OtherOrName);
            parts.comma |= token.comma && parts.count > 0 && at + 1 < tokens.len();
        }
        parts.small = small > 0 && large == 0;
        // A sentence has small words among large ones; a name has not, but for its particles.
        (small == 0 || large == 0).then_some(parts).filter(|parts| parts.initials <= MOST_INITIALS)
    }

    fn words(&self) -> &[&'a str] {
        self.words.get(..self.count).unwrap_or_default()
    }

    fn shape(&self) -> Option<Shape> {
        Some(match (self.count, self.initials) {
            // "A Al" and the like: a particle was all the name there is.
            (0, 0) => return None,
            (0, _) if self.title || self.rank || self.particles > 0 => return None,
            (0, _) => Shape::Initials,
            (1, 0) => Shape::Single,
            (_, 0) if self.comma => Shape::CommaGiven,
            (_, 0) => Shape::Words,
            _ if self.initials_first => Shape::InitialsFirst,
            (1 | 2, _) if self.comma => Shape::CommaInitials,
            (1, _) => Shape::InitialsLast,
            _ => Shape::Words,
        })
    }

    /// What the model says of the words: the better of the two orders.
    fn score(&self, shape: Shape) -> f32 {
        let words = self.words();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return 0.0 };
        let (one, other) = (parted(first), parted(last));
        match shape {
            Shape::Initials => 0.0,
            Shape::Words | Shape::CommaGiven if self.count > 1 => {
                let ends = (one.given + other.surname).max(one.surname + other.given) / 2.0;
                let inner = words.get(1..words.len() - 1).unwrap_or_default();
                let sum: f32 = inner.iter().map(|word| parted(word).either()).sum();
                weighted(ends, sum, inner.len())
            }
            _ => (one.either() + other.either()) / 2.0,
        }
    }
}

/// The mean over all words, of which the two ends are two.
#[allow(clippy::cast_precision_loss, reason = "at most six words")]
fn weighted(ends: f32, inner: f32, count: usize) -> f32 {
    (ends * 2.0 + inner) / (count as f32 + 2.0)
}

/// A double barrel is as good as its parts, or as the whole if that is better known.
fn parted(word: &str) -> Score {
    let whole = score(word);
    if !word.contains('-') {
        return whole;
    }
    let (mut sum, mut count) = (Score::default(), 0.0);
    for part in word.split('-').filter(|part| !part.is_empty()) {
        let one = score(part);
        sum = Score { surname: sum.surname + one.surname, given: sum.given + one.given };
        count += 1.0;
    }
    let mean = |sum: f32| if count > 0.0 { sum / count } else { 0.0 };
    Score { surname: mean(sum.surname).max(whole.surname), given: mean(sum.given).max(whole.given) }
}

enum Role {
    Title,
    Rank,
    Particle,
    Initials(usize),
    Word,
    Nothing,
}

/// What stands around a word.
#[derive(Clone, Copy)]
struct Around {
    first: bool,
    last: bool,
    /// There is a longer word that can only be a name.
    company: bool,
    /// All is written in capitals.
    capitals: bool,
    /// A rank stands before it.
    ranked: bool,
}

/// What a word does in a name; none where it makes the text something else.
fn role(token: &Token<'_>, around: Around) -> Option<Role> {
    let Around { first, last, company, capitals, ranked } = around;
    if token.is_number() {
        return ranked.then_some(Role::Nothing);
    }
    if token.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let letters = token.letters();
    let mixed = !token.is_capitals() && !token.is_small();
    Some(match token.known {
        // "Di" and "Con" are given names; "DI" and "CON" are ranks.
        Some(Known::ShortRank) if first_name_too(token.text) && mixed => Role::Word,
        // At the end of a name they are initials, or a name: "Example, DC", "Ann Major".
        Some(Known::ShortRank | Known::LongRank) if first || ranked => Role::Rank,
        Some(Known::ShortRank) if letters <= 3 && token.is_capitals() => Role::Initials(letters),
        Some(Known::ShortRank | Known::LongRank) => Role::Rank,
        Some(Known::Title) => Role::Title,
        Some(Known::Letters) if company && !first => Role::Nothing,
        Some(Known::Other) => return None,
        Some(Known::Particle) if letters == 1 => Role::Initials(1),
        // "EXAMPLE DE": at the end there is nothing that a particle could belong to.
        Some(Known::Particle) if last && letters == 2 && company && token.is_capitals() => Role::Initials(2),
        Some(Known::Particle) if first && mixed && first_name_too(token.text) => Role::Word,
        Some(Known::Particle) if company => Role::Particle,
        _ if letters == 0 || token.text.contains('/') => return None,
        _ if letters == 1 => Role::Initials(1),
        _ if initials_together(token, letters, company, capitals) => Role::Initials(letters),
        _ => Role::Word,
    })
}

/// "JA" beside a longer word, "JAB" beside one that is not all capitals.
fn initials_together(token: &Token<'_>, letters: usize, company: bool, capitals: bool) -> bool {
    token.is_capitals()
        && token.text.len() == letters
        && company
        && (letters == 2 || (letters == 3 && !capitals))
}

fn first_name_too(word: &str) -> bool {
    ["al", "ben", "con", "di", "mac", "ali", "san"].iter().any(|name| name.eq_ignore_ascii_case(word))
}
