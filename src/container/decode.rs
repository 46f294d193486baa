//! Text of any encoding that XML in a package may use, as UTF-8.
//!
//! ECMA-376 part 2 allows UTF-8 and UTF-16 only; other declared encodings are read too, since programs accept them.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

const CHUNK: usize = 64 << 10;

/// Hands on UTF-8 whatever the encoding of the input. Bytes that are no valid text come out as U+FFFD where they are
/// decoded from another encoding; UTF-8 input passes as it is, so that its faults stay visible to the parser.
pub struct Utf8Reader<R> {
    input: R,
    head: Vec<u8>,
    decoder: Option<Box<Decoder>>,
    out: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Utf8Reader<BufReader<R>> {
    /// Looks at the first bytes (byte order mark, XML declaration) and decides.
    ///
    /// # Errors
    /// Those of the input.
    pub fn new(input: R) -> io::Result<Self> {
        let mut input = BufReader::with_capacity(CHUNK, input);
        let mut head = Vec::new();
        input.by_ref().take(256).read_to_end(&mut head)?;
        let (encoding, bom) = encoding_of(&head);
        head.drain(..bom.min(head.len()));
        let decoder = encoding.map(|encoding| Box::new(encoding.new_decoder_without_bom_handling()));
        Ok(Utf8Reader { input, head, decoder, out: Vec::new(), at: 0, ended: false })
    }
}

/// The encoding to decode from (none: it is UTF-8) and the length of the byte order mark.
fn encoding_of(head: &[u8]) -> (Option<&'static Encoding>, usize) {
    if let Some((encoding, bom)) = Encoding::for_bom(head) {
        return (Some(encoding).filter(|e| *e != UTF_8), bom);
    }
    match head {
        [0, b'<', ..] => (Some(UTF_16BE), 0),
        [b'<', 0, ..] => (Some(UTF_16LE), 0),
        _ => (declared(head).filter(|e| *e != UTF_8), 0),
    }
}

/// The encoding that an XML declaration in ASCII names. One that says UTF-16 but is written in ASCII is wrong, and
/// readers take it as UTF-8.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let end = memchr::memmem::find(head, b"?>")?;
    let head = head.get(..end).filter(|head| head.starts_with(b"<?xml"))?;
    let at = memchr::memmem::find(head, b"encoding")?;
    let rest = head.get(at..)?;
    let quote = rest.iter().position(|b| matches!(b, b'"' | b'\''))?;
    let label = rest.get(quote.saturating_add(1)..)?.split(|b| matches!(b, b'"' | b'\'')).next()?;
    Encoding::for_label(label).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
}

impl<R: BufRead> Utf8Reader<R> {
    /// Decodes the next stretch into `out`, until something comes out or the input is over.
    fn refill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        while self.out.is_empty() && !self.ended {
            let from_head = !self.head.is_empty();
            let bytes = if from_head { self.head.as_slice() } else { self.input.fill_buf()? };
            let last = bytes.is_empty();
            let mut text = String::with_capacity(
                decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(CHUNK).min(4 * CHUNK),
            );
            let (_, read, _) = decoder.decode_to_string(bytes, &mut text, last);
            self.out.extend_from_slice(text.as_bytes());
            self.ended = last;
            if from_head {
                self.head.drain(..read.min(self.head.len()));
            } else {
                self.input.consume(read);
            }
        }
        Ok(())
    }
}

impl<R: BufRead> BufRead for Utf8Reader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.decoder.is_none() {
            return if self.head.is_empty() { self.input.fill_buf() } else { Ok(&self.head) };
        }
        if self.at >= self.out.len() {
            self.refill()?;
        }
        Ok(self.out.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        if self.decoder.is_some() {
            self.at = self.at.saturating_add(amount);
        } else if self.head.is_empty() {
            self.input.consume(amount);
        } else {
            self.head.drain(..amount.min(self.head.len()));
        }
    }
}

impl<R: BufRead> Read for Utf8Reader<R> {
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

    fn decoded(bytes: &[u8]) -> String {
        let mut text = String::new();
        Utf8Reader::new(bytes).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn every_encoding_comes_out_as_utf8() {
        let text = "<a>caf\u{e9} \u{1F600}</a>";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(text.as_bytes()), text);
        assert_eq!(decoded(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), text);
        assert_eq!(decoded(&le), text);
        assert_eq!(decoded(&be), text);
        assert_eq!(decoded(&[b"\xFF\xFE", le.as_slice()].concat()), text);
        assert_eq!(
            decoded(b"<?xml version='1.0' encoding='windows-1252'?><a>\xE9</a>").chars().nth_back(4),
            Some('\u{e9}')
        );
    }

    #[test]
    fn a_long_utf16_text_loses_nothing() {
        let text = format!("<a>{}</a>", "x\u{e9}".repeat(200_000));
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&le), text);
    }
}
