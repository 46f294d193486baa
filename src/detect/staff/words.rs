//! The words of a text as names are compared: small letters without accents and apostrophes, so that "O’Neíll" and "ONEILL"
//! are one, and "Smith-Jones" is two words like "Smith Jones".

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// One word.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its bytes in the text.
    pub(super) at: Range<usize>,
    /// As it is compared.
    folded: Range<usize>,
    /// A comma, a full stop or a bracket stands before it.
    pub(super) after_sign: bool,
    /// It begins with a capital letter, or one of a script that has none.
    pub(super) capital: bool,
}

/// The words of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: Vec<Word>,
    folded: String,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Words::default();
        let mut start: Option<usize> = None;
        let mut sign = false;
        for (at, c) in text.char_indices() {
            match (is_part(c), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.add(text, from..at, std::mem::take(&mut sign));
                    start = None;
                }
                _ => {}
            }
            sign |= matches!(c, ',' | '.' | '(' | ')' | ';' | ':' | '/' | '\n');
        }
        if let Some(from) = start {
            words.add(text, from..text.len(), sign);
        }
        words
    }

    fn add(&mut self, text: &str, at: Range<usize>, after_sign: bool) {
        let from = self.folded.len();
        let written = text.get(at.clone()).unwrap_or_default();
        fold(written, &mut self.folded);
        if self.folded.len() > from {
            let capital = written.chars().next().is_some_and(|c| !c.is_lowercase());
            self.all.push(Word { at, folded: from..self.folded.len(), after_sign, capital });
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Word> {
        self.all.get(at)
    }

    /// Some words as one, as they are compared. They lie one behind the other.
    pub(super) fn joined(&self, range: Range<usize>) -> Option<&str> {
        let last = self.all.get(range.end.checked_sub(1)?)?;
        let first = self.all.get(range.start)?;
        self.folded.get(first.folded.start..last.folded.end)
    }

    /// The bytes from one word to another.
    pub(super) fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let last = self.all.get(range.end.checked_sub(1)?)?;
        Some(self.all.get(range.start)?.at.start..last.at.end)
    }
}

/// Whether a character is inside a word. A full stop is not: "A.Okonjo" is two words.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || is_apostrophe(c) || ('\u{300}'..'\u{370}').contains(&c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′')
}

/// Adds a text as it is compared.
pub(super) fn fold(text: &str, out: &mut String) {
    if text.is_ascii() {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        return out.extend(letters.map(|c| c.to_ascii_lowercase()));
    }
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            // Letters that do not come apart (UTS #39 knows them as what people type instead).
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            _ if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let words = Words::of(text);
        (0..words.len()).map(|at| words.joined(at..at + 1).unwrap().to_owned()).collect()
    }

    #[test]
    fn words_are_those_of_names() {
        assert_eq!(words("O’Neíll-Smith, A.B. (Zoë)"), ["oneill", "smith", "a", "b", "zoe"]);
        assert_eq!(words("ŁUKASZ Żółć  Müßig Bjørn"), ["lukasz", "zolc", "mussig", "bjorn"]);
        assert_eq!(words("ISIK Işık"), ["isik", "isik"]);
        assert_eq!(words("李 Wei"), ["李", "wei"]);
        assert_eq!(words(" ' - "), Vec::<String>::new());
    }

    #[test]
    fn bytes_are_those_of_the_text() {
        let text = "é: Zoë O’Neíll!";
        let words = Words::of(text);
        assert_eq!(text.get(words.bytes(1..3).unwrap()), Some("Zoë O’Neíll"));
        assert!(words.get(1).unwrap().after_sign && !words.get(2).unwrap().after_sign);
    }
}
