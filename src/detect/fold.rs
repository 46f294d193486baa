//! Texts as recognisers read them: digits and letters of other scripts, hard spaces and dashes made plain, characters that
//! nobody sees left out, and numbers that a spreadsheet has turned into decimals made whole again.
//!
//! Where a hit stands is said in the text as it was. Most texts need none of this, and are not copied.

use std::ops::Range;

use super::Traits;

/// A text made plain.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) text: String,
    origin: Origin,
}

/// Where the plain text's bytes come from.
#[derive(Debug)]
enum Origin {
    /// The place of each byte, and of the end.
    Each(Vec<usize>),
    /// All of it, from here to there.
    Whole(Range<usize>),
}

impl Folded {
    /// The place in the text as it was.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        match &self.origin {
            Origin::Each(places) => {
                let at = |index: usize| places.get(index).or(places.last()).copied().unwrap_or_default();
                at(range.start)..at(range.end)
            }
            Origin::Whole(whole) => whole.clone(),
        }
    }
}

/// The text made plain; none if it is so already.
pub(super) fn fold(text: &str, traits: Traits) -> Option<Folded> {
    if traits.may_be_unplain()
        && let Some(folded) = characters(text)
    {
        return Some(folded);
    }
    traits.may_be_decimal().then(|| whole_number(text)).flatten()
}

fn characters(text: &str) -> Option<Folded> {
    text.chars().any(|c| plain(c) != Some(c)).then(|| {
        let (mut folded, mut places) =
            (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, c) in text.char_indices() {
            if let Some(c) = plain(c) {
                places.extend(std::iter::repeat_n(at, c.len_utf8()));
                folded.push(c);
            }
        }
        places.push(text.len());
        Folded { text: folded, origin: Origin::Each(places) }
    })
}

/// The first digit of each script whose digits people in this country may type (Unicode, general category Nd).
const ZEROS: &[u32] = &[
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810,
];

/// The plain form of a character; none for those that nobody sees.
fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\u{9f}' => Some(c),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        // Full-width forms stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c).saturating_sub(0xFEE0)),
        _ => {
            let code = u32::from(c);
            let digit = ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10));
            Some(digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c))
        }
    }
}

/// Digits of a number at most; beyond them a spreadsheet has lost some.
const MOST_DIGITS: usize = 19;

/// `9990000018.0` and `9.990000018E+09` as the whole numbers that they were. A text like `9.99E+09` has lost its digits.
fn whole_number(text: &str) -> Option<Folded> {
    let bare = text.trim().trim_matches('\'');
    let start = text.find(bare)?;
    let (whole, rest) = bare.split_once('.')?;
    if whole.is_empty() || !digits(whole) || whole.len() > MOST_DIGITS {
        return None;
    }
    if !rest.is_empty() && rest.bytes().all(|byte| byte == b'0') {
        return Some(Folded { text: whole.to_owned(), origin: Origin::Whole(start..start + bare.len()) });
    }
    let (fraction, power) = rest.split_once(['E', 'e'])?;
    let power: usize = power.trim_start_matches('+').parse().ok()?;
    let kept =
        digits(fraction) && power <= MOST_DIGITS && (fraction.len()..=fraction.len() + 1).contains(&power);
    let zeros = power.saturating_sub(fraction.len());
    kept.then(|| Folded {
        text: format!("{whole}{fraction}{}", "0".repeat(zeros)),
        origin: Origin::Whole(start..start + bare.len()),
    })
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Option<String> {
        fold(text, Traits::of(text)).map(|folded| folded.text)
    }

    #[test]
    fn texts_become_plain() {
        for (text, plain) in [
            ("999\u{a0}000\u{a0}0018", "999 000 0018"),
            ("٩٩٩٠٠٠٠٠١٨", "9990000018"),
            ("ＡＡ１２３４５６Ａ", "AA123456A"),
            ("AA\u{200b}123456A", "AA123456A"),
            ("07700–900–123", "07700-900-123"),
            ("9990000018.0", "9990000018"),
            ("'9990000018.00'", "9990000018"),
            ("9.990000018E+09", "9990000018"),
        ] {
            assert_eq!(folded(text).as_deref(), Some(plain), "{text}");
        }
        for text in ["999 000 0018", "9.99E+09", "9990000018.5", "Zoë £5", "51.500000", "1.0", ".0", "E+09"]
        {
            assert_eq!(folded(text), None, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_text_as_it_was() {
        let text = "é\u{a0}٩٩ x";
        let folded = fold(text, Traits::of(text)).unwrap();
        let at = folded.text.find("99").unwrap();
        assert_eq!(text.get(folded.origin(&(at..at + 2))), Some("٩٩"));
    }
}
