//! The bytes of a text file on their way to the field splitter: as they are, or decoded to UTF-8 where each character
//! takes two or four bytes. Constant memory; looks at the clock. Finds no fields.

use std::io::Read;

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};

use super::encoding::{Encoding, Survey};
use crate::container::{Source, SourceReader};
use crate::limits::Budget;
use crate::model::Reason;

const CHUNK: usize = 64 << 10;

/// Gives out the text of a file piece by piece.
pub(super) struct Feed<'a> {
    bytes: SourceReader,
    chunk: Vec<u8>,
    budget: &'a Budget,
    wide: Option<Wide>,
    over: bool,
    /// Bytes taken from the file, the byte order mark included.
    pub(super) taken: u64,
}

impl<'a> Feed<'a> {
    /// From the start of a file, after its byte order mark.
    pub(super) fn new(source: &Source, survey: &Survey, budget: &'a Budget) -> Self {
        Feed {
            bytes: source.slice(survey.bom, source.len()).reader(),
            chunk: vec![0; CHUNK],
            budget,
            wide: Wide::new(survey.encoding),
            over: false,
            taken: survey.bom,
        }
    }

    /// Characters that could not be decoded so far.
    pub(super) fn garbled(&self) -> u64 {
        self.wide.as_ref().map_or(0, |wide| wide.garbled)
    }

    /// Appends the next piece; false at the end.
    pub(super) fn more(&mut self, out: &mut Vec<u8>) -> Result<bool, Reason> {
        let before = out.len();
        while out.len() == before && !self.over {
            self.budget.time()?;
            let read = self.bytes.read(&mut self.chunk).map_err(|error| Reason::Io(error.kind()))?;
            let bytes = self.chunk.get(..read).unwrap_or_default();
            self.taken = self.taken.saturating_add(bytes.len() as u64);
            self.over = bytes.is_empty();
            match &mut self.wide {
                Some(wide) => wide.decode(bytes, self.over, out),
                None => out.extend_from_slice(bytes),
            }
        }
        Ok(out.len() > before)
    }
}

/// Decodes characters of two or four bytes.
struct Wide {
    units: Units,
    text: String,
    garbled: u64,
}

enum Units {
    Two(Decoder),
    Four { big_endian: bool, pending: Vec<u8> },
}

impl Wide {
    fn new(encoding: Encoding) -> Option<Self> {
        let units = match encoding {
            Encoding::Utf16Le => Units::Two(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Units::Two(UTF_16BE.new_decoder_without_bom_handling()),
            Encoding::Utf32Le => Units::Four { big_endian: false, pending: Vec::new() },
            Encoding::Utf32Be => Units::Four { big_endian: true, pending: Vec::new() },
            Encoding::Utf8 | Encoding::Windows1252 | Encoding::Mixed => return None,
        };
        Some(Wide { units, text: String::new(), garbled: 0 })
    }

    fn decode(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        self.text.clear();
        let odd = match &mut self.units {
            Units::Two(decoder) => {
                let most = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3 + 16);
                self.text.reserve(most);
                let (_, _, replaced) = decoder.decode_to_string(bytes, &mut self.text, last);
                replaced
            }
            Units::Four { big_endian, pending } => {
                decode_four(*big_endian, pending, bytes, last, &mut self.text)
            }
        };
        if odd {
            self.garbled += self.text.matches(char::REPLACEMENT_CHARACTER).count() as u64;
        }
        self.garbled += memchr::memchr_iter(0, self.text.as_bytes()).count() as u64;
        out.extend_from_slice(self.text.as_bytes());
    }
}

/// UTF-32 (Unicode Standard, 3.10); says whether anything was no character.
fn decode_four(big_endian: bool, pending: &mut Vec<u8>, bytes: &[u8], last: bool, out: &mut String) -> bool {
    pending.extend_from_slice(bytes);
    let mut odd = false;
    let units = pending.chunks_exact(4);
    let rest = units.remainder().to_vec();
    for unit in units {
        let unit = <[u8; 4]>::try_from(unit).unwrap_or_default();
        let code = if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
        let c = char::from_u32(code);
        odd |= c.is_none();
        out.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    *pending = rest;
    if last && !pending.is_empty() {
        pending.clear();
        out.push(char::REPLACEMENT_CHARACTER);
        odd = true;
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn text_of(bytes: Vec<u8>) -> (String, u64, u64) {
        let source = Source::memory(bytes);
        let budget = Budget::new(&Limits::default());
        let survey = Survey::of(&source, &budget).unwrap();
        let mut feed = Feed::new(&source, &survey, &budget);
        let mut out = Vec::new();
        while feed.more(&mut out).unwrap() {}
        (String::from_utf8(out).unwrap(), feed.garbled(), feed.taken)
    }

    #[test]
    fn wide_encodings_come_out_as_utf8_across_chunks() {
        let text = "Zoë,£5,😀\r\n".repeat(20_000);
        let marked = format!("\u{FEFF}{text}");
        let two: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let length = two.len() as u64;
        assert_eq!(text_of(two), (text.clone(), 0, length));
        let four: Vec<u8> = marked.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let length = four.len() as u64;
        assert_eq!(text_of(four), (text, 0, length));
    }

    #[test]
    fn what_is_no_character_is_counted_and_the_rest_still_read() {
        let mut bytes: Vec<u8> = "\u{FEFF}ab".encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.extend([0x00, 0xD8]);
        bytes.extend("cd".encode_utf16().flat_map(u16::to_le_bytes));
        bytes.push(b'x');
        assert_eq!(text_of(bytes), ("ab\u{FFFD}cd\u{FFFD}".to_owned(), 2, 13));
    }
}
