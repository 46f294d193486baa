//! Text on its way to the parser, and a stretch of it ahead of the parser for those who know what comes.
//!
//! One event may take no more bytes than a text may have, so that a huge text never fills the memory. Bytes that are no
//! UTF-8 (Unicode 3.9, D92) end the reading.

use std::io::{self, BufRead, Read};

use crate::container::into_io;
use crate::limits::Cap;
use crate::model::Reason;

/// Most bytes that are held for those who look ahead.
const MOST: usize = 256 << 10;

/// Bytes that UTF-8 takes for one character, less one.
const TAIL: usize = 3;

const NO_TEXT: Reason = Reason::Damaged("a part holds bytes that are no text");

/// Holds some text of an input.
pub(super) struct Window<R> {
    input: R,
    text: String,
    /// Where in the text the parser is.
    at: usize,
    /// The first bytes of a character whose others have not come.
    tail: Vec<u8>,
    /// How many bytes the next event may take.
    pub(super) left: usize,
}

impl<R: BufRead> Window<R> {
    /// Around an input.
    pub(super) fn new(input: R) -> Self {
        Window { input, text: String::new(), at: 0, tail: Vec::new(), left: 0 }
    }

    /// What is held and was not taken yet.
    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes so many bytes of what is held.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.text.len());
    }

    /// Holds more of the input; `false` where there is no more, or enough is held already.
    pub(super) fn more(&mut self) -> io::Result<bool> {
        self.text.drain(..self.at);
        self.at = 0;
        if self.text.len() >= MOST {
            return Ok(false);
        }
        let before = self.text.len();
        while self.text.len() == before {
            let bytes = self.input.fill_buf()?;
            let length = bytes.len();
            if length == 0 {
                return if self.tail.is_empty() { Ok(false) } else { Err(into_io(NO_TEXT)) };
            }
            take(bytes, &mut self.tail, &mut self.text)?;
            self.input.consume(length);
        }
        Ok(true)
    }

    /// Passes over everything before the next `wanted`; at the end of the input where there is none.
    pub(super) fn skip_to(&mut self, wanted: &str) -> io::Result<()> {
        let finder = memchr::memmem::Finder::new(wanted);
        loop {
            let rest = self.rest();
            if let Some(at) = finder.find(rest.as_bytes()) {
                self.pass(at);
                return Ok(());
            }
            // What is wanted may begin in one stretch and end in the next.
            let keep = rest.len().min(wanted.len().saturating_sub(1));
            self.at = self.text.floor_char_boundary(self.text.len().saturating_sub(keep));
            if !self.more()? {
                self.at = self.text.len();
                return Ok(());
            }
        }
    }
}

/// Adds bytes to a text, but for the beginning of a character at their end.
fn take(bytes: &[u8], tail: &mut Vec<u8>, text: &mut String) -> io::Result<()> {
    let mut rest = bytes;
    while !tail.is_empty() {
        let Some((byte, others)) = rest.split_first() else { return Ok(()) };
        (rest, _) = (others, tail.push(*byte));
        match std::str::from_utf8(tail) {
            Ok(letter) => {
                text.push_str(letter);
                tail.clear();
            }
            Err(error) if error.error_len().is_none() && tail.len() <= TAIL => {}
            Err(_) => return Err(into_io(NO_TEXT)),
        }
    }
    match std::str::from_utf8(rest) {
        Ok(all) => text.push_str(all),
        Err(error) if error.error_len().is_some() => return Err(into_io(NO_TEXT)),
        Err(error) => {
            let (whole, begun) = rest.split_at_checked(error.valid_up_to()).unwrap_or((rest, &[]));
            text.push_str(std::str::from_utf8(whole).unwrap_or_default());
            tail.extend_from_slice(begun);
        }
    }
    Ok(())
}

impl<R: BufRead> BufRead for Window<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.text.len() {
            self.more()?;
        }
        let left = self.left;
        let rest = self.rest().as_bytes();
        if left == 0 && !rest.is_empty() {
            return Err(into_io(Cap::Text.into()));
        }
        Ok(rest.get(..left.min(rest.len())).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.pass(amount);
    }
}

impl<R: BufRead> Read for Window<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut from = self.fill_buf()?;
        let read = from.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    fn drops(bytes: &[u8], size: usize) -> Window<io::BufReader<&[u8]>> {
        Window::new(io::BufReader::with_capacity(size, bytes))
    }

    #[test]
    fn characters_that_are_parted_come_out_whole() {
        let text = "a\u{e9}\u{20ac}\u{1f600}z".repeat(3);
        for size in 1..9 {
            let mut window = drops(text.as_bytes(), size);
            while window.more().unwrap() {}
            assert_eq!(window.rest(), text, "{size}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_an_error() {
        for bytes in [&b"a\xFF"[..], b"a\xE9", b"\xE9a", b"\xF0\x9F\x98", b"\xC3\xC3"] {
            for size in 1..5 {
                let mut window = drops(bytes, size);
                let ended = std::iter::from_fn(|| Some(window.more())).find(|more| !matches!(more, Ok(true)));
                assert!(ended.unwrap().is_err(), "{bytes:?} {size}");
            }
        }
    }

    #[test]
    fn no_more_is_held_than_its_cap() {
        let text = "x".repeat(4 * MOST);
        let mut window = drops(text.as_bytes(), 64 << 10);
        while window.more().unwrap() {}
        assert!(window.rest().len() < MOST + (64 << 10));
        window.skip_to("y").unwrap();
        assert_eq!(window.rest(), "");
    }
}
