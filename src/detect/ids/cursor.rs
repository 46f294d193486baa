//! Reads a text piece by piece from where a word begins: so many digits, a letter, a sign.

use crate::detect::Hit;

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    /// The byte that is read next.
    pub(super) at: usize,
}

impl<'t> Cursor<'t> {
    /// At a byte of a text.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Cursor { text, at }
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte as a capital letter or digit, read.
    pub(super) fn alphanumeric(&mut self) -> Option<u8> {
        let byte = self.peek().filter(u8::is_ascii_alphanumeric)?;
        self.at += 1;
        Some(byte.to_ascii_uppercase())
    }

    /// The next byte as a capital letter, read.
    pub(super) fn letter(&mut self) -> Option<u8> {
        let byte = self.peek().filter(u8::is_ascii_alphabetic)?;
        self.at += 1;
        Some(byte.to_ascii_uppercase())
    }

    /// All digits that stand here, at least and at most so many.
    pub(super) fn digits(&mut self, least: usize, most: usize) -> Option<&'t str> {
        let rest = self.text.get(self.at..)?;
        let length = rest.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&length) {
            return None;
        }
        self.at += length;
        rest.get(..length)
    }

    /// Exactly so many digits, whatever follows.
    pub(super) fn exactly(&mut self, count: usize) -> Option<&'t str> {
        let digits = self.text.get(self.at..self.at + count)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| self.at += count).map(|()| digits)
    }

    /// Goes past one of these signs, if it stands here.
    pub(super) fn skip(&mut self, signs: &[u8]) -> bool {
        let there = self.peek().is_some_and(|byte| signs.contains(&byte));
        self.at += usize::from(there);
        there
    }

    /// Whether no letter or digit stands here.
    pub(super) fn ends(&self) -> bool {
        self.text.get(self.at..).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
    }
}

/// Tries at the beginning of each word, and goes on behind each hit.
pub(super) fn each_word(text: &str, find: impl Fn(usize) -> Option<Hit>, found: &mut dyn FnMut(Hit)) {
    let bytes = text.as_bytes();
    let (mut at, mut inside) = (0, false);
    while let Some(byte) = bytes.get(at) {
        let starts = byte.is_ascii_alphanumeric() && !inside;
        match starts.then(|| find(at)).flatten().filter(|hit| hit.range.end > at) {
            Some(hit) => {
                at = hit.range.end;
                inside = true;
                found(hit);
            }
            None => {
                // Signs of other scripts may be letters; a word is not begun in the middle of one.
                inside = byte.is_ascii_alphanumeric() || *byte >= 0x80 && letter_ends(text, at + 1);
                at += 1;
            }
        }
    }
}

fn letter_ends(text: &str, end: usize) -> bool {
    text.get(..end).is_none_or(|head| head.ends_with(char::is_alphanumeric))
}
