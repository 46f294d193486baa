//! How much one word looks like a surname or a given name, by its letters: the model that `train.py` made.
//!
//! It knows nothing of what stands around the word; that is `shape`'s. Words in scripts other than Latin say nothing.
//! The features are those of `train.py`, slot for slot.

/// A line of text with a checksum, the fold table, and two weights a slot. Made from the lists of names of Faker and
/// @faker-js/faker under the MIT licence (see `LICENSES.txt`) and from `lists.toml`.
static FILE: &[u8] = include_bytes!("model.bin");

/// Bytes of the line of text.
const HEAD: usize = 128;
/// Characters that the fold table knows: Latin-1 and Latin Extended, then Latin Extended Additional.
const FIRST_BLOCK: (u32, u32) = (0xC0, 0x250);
const SECOND_BLOCK: (u32, u32) = (0x1E00, 0x1F00);
const FOLDS: usize = (FIRST_BLOCK.1 - FIRST_BLOCK.0) as usize + (SECOND_BLOCK.1 - SECOND_BLOCK.0) as usize;
static FOLD: &[u8] = FILE.split_at(HEAD).1.split_at(FOLDS).0;
static WEIGHTS: &[[u8; 2]] = FILE.split_at(HEAD + FOLDS).1.as_chunks::<2>().0;
/// The hash keeps so many bits.
const BITS: u32 = 18;
/// Weights are in sixteenths of a log-odd.
const UNIT: f32 = 1.0 / 16.0;
/// Letters of a word that are looked at.
const LONGEST: usize = 24;
/// No single word is worth more, for or against.
const MOST: f32 = 8.0;

const APOSTROPHE: u8 = 27;
const HYPHEN: u8 = 28;
const OTHER_LETTER: u8 = 29;

/// How much a word looks like a name, in natural log-odds against the words of offices, from -8 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// As a surname.
    pub surname: f32,
    /// As a given name.
    pub given: f32,
}

impl Score {
    /// The better of the two: many names are both, and the order of names differs by origin.
    pub fn either(self) -> f32 {
        self.surname.max(self.given)
    }
}

/// Scores one word, whatever its case and accents. No allocation.
pub fn score(word: &str) -> Score {
    let mut sums = Sums::default();
    sums.add(slot(0, 0));
    sums.push(0);
    let mut whole: u32 = 0;
    let mut foreign = false;
    for symbol in word.chars().filter_map(symbol).take(LONGEST) {
        whole = (whole ^ u32::from(symbol)).wrapping_mul(0x0100_0193);
        foreign |= symbol == OTHER_LETTER;
        sums.push(symbol);
    }
    if foreign || sums.length < 3 {
        return Score::default();
    }
    sums.push(0);
    sums.add(slot(6, whole));
    Score { surname: log_odds(sums.surname), given: log_odds(sums.given) }
}

#[allow(clippy::cast_precision_loss, reason = "a sum of some hundred bytes")]
fn log_odds(sum: i32) -> f32 {
    (sum as f32 * UNIT).clamp(-MOST, MOST)
}

/// Weights added up, and the last symbols that were pushed.
#[derive(Default)]
struct Sums {
    surname: i32,
    given: i32,
    window: u32,
    length: usize,
}

impl Sums {
    /// Adds the n-grams that end with this symbol.
    fn push(&mut self, symbol: u8) {
        self.window = ((self.window << 5) | u32::from(symbol)) & 0x1FF_FFFF;
        self.length = self.length.saturating_add(1);
        for n in 2..=5u32 {
            if self.length >= n as usize {
                self.add(slot(n, self.window & ((1 << (5 * n)) - 1)));
            }
        }
    }

    fn add(&mut self, slot: usize) {
        if let Some([surname, given]) = WEIGHTS.get(slot) {
            self.surname = self.surname.saturating_add(i32::from(surname.cast_signed()));
            self.given = self.given.saturating_add(i32::from(given.cast_signed()));
        }
    }
}

/// Multiplicative hashing (Knuth): the top bits of the product.
fn slot(tag: u32, value: u32) -> usize {
    ((value ^ (tag << 27)).wrapping_mul(0x9E37_79B1) >> (32 - BITS)) as usize
}

/// The symbol of a character; none for what is left out, such as combining accents.
fn symbol(c: char) -> Option<u8> {
    let code = u32::from(c);
    match c {
        'a'..='z' | 'A'..='Z' => Some((c as u8 & 0x1F).min(26)),
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => Some(APOSTROPHE),
        '-' | '‐' | '‑' | '‒' | '–' => Some(HYPHEN),
        '\u{300}'..'\u{370}' => None,
        _ => Some(folded(code)),
    }
}

fn folded(code: u32) -> u8 {
    let first = FIRST_BLOCK.1 - FIRST_BLOCK.0;
    let place = if (FIRST_BLOCK.0..FIRST_BLOCK.1).contains(&code) {
        Some(code - FIRST_BLOCK.0)
    } else if (SECOND_BLOCK.0..SECOND_BLOCK.1).contains(&code) {
        Some(code - SECOND_BLOCK.0 + first)
    } else {
        None
    };
    let known = place.and_then(|place| usize::try_from(place).ok()).and_then(|place| FOLD.get(place));
    known.copied().unwrap_or(OTHER_LETTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_model_is_what_its_first_line_says() {
        let (head, body) = FILE.split_at(HEAD);
        let line = std::str::from_utf8(head).unwrap();
        let hash: String = Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(line.starts_with("foi-gate names 1; ") && line.ends_with('\n'), "{line}");
        assert!(line.contains(&format!("slots {}; ", 1 << BITS)), "{line}");
        assert!(line.contains(&format!("sha256 {hash}")), "{line}");
        assert_eq!(WEIGHTS.len(), 1 << BITS);
        assert!(FILE.len() <= 1 << 20);
    }

    #[test]
    fn case_accents_and_kinds_of_apostrophes_make_no_difference() {
        for (one, other) in [
            ("Okonjo", "OKONJO"),
            ("Özdemir", "ozdemir"),
            ("Nguyễn", "Nguyen"),
            ("O'Driscoll", "O’Driscoll"),
            ("Łukasiewicz", "lukasiewicz"),
            ("Zoe\u{308}", "Zoë"),
            ("Ştefănescu", "Stefanescu"),
        ] {
            assert_eq!(score(one), score(other), "{one} {other}");
        }
    }

    #[test]
    fn nothing_and_other_scripts_say_nothing() {
        for word in ["", "'", "王", "Иванов", "1234"] {
            assert_eq!(score(word), Score::default(), "{word}");
        }
    }
}
