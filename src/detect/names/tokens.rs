//! The words of a short text, with what stands after each. At most [`MOST`]: no name has more.

use super::words::{self, Known};

/// Most words of a name with titles and letters.
pub(super) const MOST: usize = 10;

/// One word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// A comma or a bracket comes after it.
    pub(super) comma: bool,
    /// A full stop comes after it.
    pub(super) dot: bool,
    /// What it is known as.
    pub(super) known: Option<Known>,
}

impl Token<'_> {
    /// Digits only, as a collar number is.
    pub(super) fn is_number(&self) -> bool {
        (1..=6).contains(&self.text.len()) && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// How many letters there are.
    pub(super) fn letters(&self) -> usize {
        self.text.chars().filter(|c| c.is_alphabetic()).count()
    }

    /// No small letter in it.
    pub(super) fn is_capitals(&self) -> bool {
        !self.text.chars().any(char::is_lowercase)
    }

    /// No capital at its start.
    pub(super) fn is_small(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_lowercase)
    }
}

/// The words of a text.
#[derive(Debug, Default)]
pub(super) struct Tokens<'a> {
    all: [Token<'a>; MOST],
    length: usize,
}

impl<'a> Tokens<'a> {
    /// None where the text has a sign that names have not, or too many words.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let mut tokens = Tokens::default();
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace());
            let length = rest.find(|c: char| !in_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(length)?;
            tokens.push(word)?;
            let mut after = after.chars();
            let Some(sign) = after.next() else { return Some(tokens) };
            if !matches!(sign, ',' | '.' | '(' | ')') && !sign.is_whitespace() {
                return None;
            }
            tokens.mark(sign);
            rest = after.as_str();
        }
    }

    fn push(&mut self, word: &'a str) -> Option<()> {
        let bare = word.trim_matches(|c: char| matches!(c, '\'' | '’' | '‘' | '`' | '´'));
        if bare.is_empty() {
            return word.is_empty().then_some(());
        }
        if !bare.starts_with(char::is_alphanumeric) || bare.ends_with('-') {
            return None;
        }
        *self.all.get_mut(self.length)? = Token { text: bare, known: words::known(bare), ..Token::default() };
        self.length += 1;
        Some(())
    }

    fn mark(&mut self, sign: char) {
        let last = self.length.checked_sub(1).and_then(|last| self.all.get_mut(last));
        if let Some(last) = last {
            last.comma |= matches!(sign, ',' | '(');
            last.dot |= sign == '.';
        }
    }

    pub(super) fn as_slice(&self) -> &[Token<'a>] {
        self.all.get(..self.length).unwrap_or_default()
    }
}

/// Letters, digits and what stands inside words; a slash for ranks such as "T/DS".
pub(super) fn in_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '-' | '‐' | '‑' | '/' | '\u{300}'..'\u{370}')
}
