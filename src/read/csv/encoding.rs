//! Which encoding a text file is in, decided over all of its bytes, and how its fields become text.
//!
//! A byte order mark decides; else UTF-8 if every byte is valid in it; else Windows-1252, in which Excel saves csv files
//! in the United Kingdom. Guessers trained on the web take short Windows-1252 texts with `£` for Windows-1250, so none
//! is used. UTF-16 and UTF-32 without a mark show in the pattern of their zero bytes. Delimiters are not looked at here.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::WINDOWS_1252;

use crate::container::Source;
use crate::limits::Budget;
use crate::model::{Reason, Substance};

/// How the bytes of a text file spell characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Windows1252,
    /// Some stretches are valid UTF-8 beyond ASCII, others are not UTF-8 at all.
    Mixed,
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

impl Encoding {
    /// Whether characters take two or four bytes, so that the bytes have to be decoded before fields can be found.
    pub(crate) fn is_wide(self) -> bool {
        !matches!(self, Encoding::Utf8 | Encoding::Windows1252 | Encoding::Mixed)
    }
}

/// What a look at all bytes of a text file found.
#[derive(Debug, Clone)]
pub(crate) struct Survey {
    /// The encoding.
    pub(crate) encoding: Encoding,
    /// Bytes of the byte order mark.
    pub(crate) bom: u64,
    /// Zero bytes, where the encoding has no use for them.
    pub(crate) nuls: u64,
    /// Bytes that are not UTF-8.
    pub(crate) invalid: u64,
    /// Bytes that neither UTF-8 nor Windows-1252 define.
    pub(crate) undefined: u64,
    /// The first of any of these.
    pub(crate) first_odd: Option<u64>,
    /// Whether ASCII in it is printable, tabs and line ends throughout.
    pub(crate) tame: bool,
    /// Control characters other than white space and NUL.
    pub(crate) controls: u64,
    /// The smallest stretch around all blocks that are no text in any encoding.
    pub(crate) binary: Option<(u64, u64)>,
    /// Whether a file that is marked as UTF-16 or UTF-32 has stretches of single-byte text.
    pub(crate) mislabelled: bool,
    /// Bytes looked at.
    pub(crate) bytes: u64,
}

impl Survey {
    /// Looks at every byte of a file.
    pub(crate) fn of(source: &Source, budget: &Budget) -> Result<Self, Reason> {
        let mut scan = Scan::default();
        let mut reader = source.reader();
        let mut chunk = vec![0; 64 * BLOCK];
        loop {
            budget.time()?;
            let read = reader.read(&mut chunk).map_err(|error| Reason::Io(error.kind()))?;
            match chunk.get(..read) {
                Some(bytes) if read > 0 => scan.push(bytes),
                _ => return Ok(scan.finish()),
            }
        }
    }

    /// Looks at bytes in memory: the start of a file.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        let mut scan = Scan::default();
        scan.push(bytes);
        scan.finish()
    }

    /// What the encoding amounts to, `garbled` being characters that could not be decoded; none for plain UTF-8.
    pub(super) fn substance(&self, garbled: u64) -> Option<Substance> {
        let odd = self.nuls.saturating_add(garbled);
        match self.encoding {
            Encoding::Utf8 if odd > 0 => Some(Substance::Holds(odd)),
            Encoding::Utf8 if self.bom > 0 => {
                Some(Substance::Harmless("a UTF-8 byte order mark, as Excel writes it"))
            }
            Encoding::Utf8 => None,
            Encoding::Windows1252 if odd + self.undefined > 0 => Some(Substance::Holds(odd + self.undefined)),
            Encoding::Windows1252 => Some(Substance::Harmless("Windows-1252, as Excel saves it")),
            Encoding::Mixed => Some(Substance::Holds(odd.saturating_add(self.invalid))),
            _ => Some(Substance::Holds(odd.max(1))),
        }
    }
}

/// The text of a field of an encoding that is not wide: what is UTF-8 as that, every other byte as Windows-1252.
pub(super) fn decode(field: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(field) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(field.len() + 8);
    for chunk in field.utf8_chunks() {
        out.push_str(chunk.valid());
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
        // The five bytes that Windows-1252 leaves undefined come out as C1 controls, which nobody meant.
        out.extend(text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }));
    }
    Cow::Owned(out)
}

/// Bytes that are judged together when looking for what is no text.
const BLOCK: usize = 512;
/// Control characters in a block from which it is no text: random bytes have about 56, compressed ones too.
const BLOCK_CONTROLS: usize = 26;
/// Bytes of the start that are kept, for the byte order mark and for line ends in UTF-16 without one.
const HEAD: usize = 4096;
/// ASCII bytes in a row, none of them zero, that characters of two bytes do not come to by chance.
const NARROW_RUN: usize = 32;

#[derive(Default)]
struct Scan {
    at: u64,
    head: Vec<u8>,
    pending: Vec<u8>,
    nul_at: [u64; 4],
    first_nul: Option<u64>,
    first_invalid: Option<u64>,
    invalid: u64,
    undefined: u64,
    multibyte: bool,
    narrow_run: bool,
    controls: u64,
    binary: Option<(u64, u64)>,
}

impl Scan {
    fn push(&mut self, bytes: &[u8]) {
        self.head.extend(bytes.iter().take(HEAD.saturating_sub(self.head.len())));
        self.count_controls(bytes);
        let narrow = |run: &[u8]| run.len() == NARROW_RUN && run.iter().all(|b| (1..0x80).contains(b));
        self.narrow_run = self.narrow_run || bytes.chunks(NARROW_RUN).any(narrow);
        for at in memchr::memchr_iter(0, bytes) {
            let offset = self.at.saturating_add(at as u64);
            self.first_nul.get_or_insert(offset);
            if let Some(count) = self.nul_at.get_mut((offset % 4) as usize) {
                *count += 1;
            }
        }
        if self.pending.is_empty() && bytes.is_ascii() {
            self.at = self.at.saturating_add(bytes.len() as u64);
            return;
        }
        let mut joined = std::mem::take(&mut self.pending);
        let from = self.at.saturating_sub(joined.len() as u64);
        joined.extend_from_slice(bytes);
        self.at = self.at.saturating_add(bytes.len() as u64);
        self.validate(&joined, from);
    }

    fn count_controls(&mut self, bytes: &[u8]) {
        let mut offset = self.at;
        for block in bytes.chunks(BLOCK) {
            let is_control = |&&b: &&u8| (b < 0x20 && !matches!(b, 0 | 9..=13)) || b == 0x7F;
            let controls = block.iter().filter(is_control).count();
            let end = offset.saturating_add(block.len() as u64);
            if controls >= BLOCK_CONTROLS {
                let from = self.binary.map_or(offset, |(from, _)| from);
                self.binary = Some((from, end));
            }
            self.controls += controls as u64;
            offset = end;
        }
    }

    /// Goes through bytes that start at `from`, keeping an unfinished sequence at their end for the next time.
    fn validate(&mut self, bytes: &[u8], from: u64) {
        let mut rest = bytes;
        let mut offset = from;
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.multibyte |= !text.is_ascii();
                    return;
                }
                Err(error) => {
                    let (valid, after) = rest.split_at(error.valid_up_to());
                    self.multibyte |= !valid.is_ascii();
                    offset = offset.saturating_add(valid.len() as u64);
                    let Some(wrong) = error.error_len() else {
                        self.pending = after.to_vec();
                        return;
                    };
                    let (wrong, after) = after.split_at(wrong);
                    self.wrong(wrong, offset);
                    offset = offset.saturating_add(wrong.len() as u64);
                    rest = after;
                }
            }
        }
    }

    fn wrong(&mut self, bytes: &[u8], offset: u64) {
        self.first_invalid.get_or_insert(offset);
        self.invalid += bytes.len() as u64;
        self.undefined +=
            bytes.iter().filter(|b| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)).count() as u64;
    }

    fn finish(mut self) -> Survey {
        let unfinished = std::mem::take(&mut self.pending);
        if !unfinished.is_empty() {
            self.wrong(&unfinished, self.at.saturating_sub(unfinished.len() as u64));
        }
        let (encoding, bom) = self.encoding();
        let wide = encoding.is_wide();
        let nuls = if wide { 0 } else { self.nul_at.iter().sum() };
        let first_invalid = if encoding == Encoding::Utf8 || wide { None } else { self.first_invalid };
        let first_nul = if wide { None } else { self.first_nul };
        Survey {
            encoding,
            bom,
            nuls,
            invalid: self.invalid,
            undefined: self.undefined,
            first_odd: [first_nul, first_invalid].into_iter().flatten().min(),
            tame: nuls == 0 && self.controls == 0 && !wide,
            controls: self.controls,
            binary: self.binary.filter(|_| !wide),
            mislabelled: wide && self.narrow_run,
            bytes: self.at,
        }
    }

    fn encoding(&self) -> (Encoding, u64) {
        let narrow = || match (self.invalid, self.multibyte) {
            (0, _) => Encoding::Utf8,
            (_, true) => Encoding::Mixed,
            (_, false) => Encoding::Windows1252,
        };
        match self.head.as_slice() {
            [0xFF, 0xFE, 0, 0, ..] => (Encoding::Utf32Le, 4),
            [0, 0, 0xFE, 0xFF, ..] => (Encoding::Utf32Be, 4),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            // The mark itself is the one sequence of more than one byte that says nothing about the rest.
            [0xEF, 0xBB, 0xBF, ..] => (if self.invalid == 0 { Encoding::Utf8 } else { Encoding::Mixed }, 3),
            _ => (self.wide_without_mark().unwrap_or_else(narrow), 0),
        }
    }

    /// Latin text in UTF-32 has zeros in three places of four, in UTF-16 in one of two; other scripts still have them
    /// at delimiters, digits and line ends.
    fn wide_without_mark(&self) -> Option<Encoding> {
        if self.narrow_run {
            return None;
        }
        let [a, b, c, d] = self.nul_at;
        let quads = self.at / 4;
        let most = |count: u64| quads >= 2 && count.saturating_mul(20) >= quads.saturating_mul(19);
        let few = |count: u64| count.saturating_mul(10) < quads;
        if most(d) && most(c) && few(a) {
            return Some(Encoding::Utf32Le);
        }
        if most(a) && most(b) && few(d) {
            return Some(Encoding::Utf32Be);
        }
        let (even, odd) = (a + c, b + d);
        let pairs = self.at / 2;
        let enough = |count: u64, low: usize| {
            count >= 2
                && (count.saturating_mul(5) >= pairs.saturating_mul(2)
                    || (count.saturating_mul(10) >= pairs && self.line_ends_are_wide(low)))
        };
        if even <= odd / 50 && enough(odd, 0) {
            return Some(Encoding::Utf16Le);
        }
        (odd <= even / 50 && enough(even, 1)).then_some(Encoding::Utf16Be)
    }

    /// Whether every line end at the start of the file is one in UTF-16, the low byte being the first or the second.
    fn line_ends_are_wide(&self, low: usize) -> bool {
        self.head.chunks_exact(2).all(|pair| {
            let (byte, other) = (pair.get(low), pair.get(1 - low));
            let line_end = |b: Option<&u8>| matches!(b, Some(b'\n' | b'\r'));
            !line_end(other) && (!line_end(byte) || other == Some(&0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Encoding {
        Survey::of_bytes(bytes).encoding
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn each_encoding_is_told() {
        assert_eq!(of(b"a,b\n1,2\n"), Encoding::Utf8);
        assert_eq!(of("Zoë,£5".as_bytes()), Encoding::Utf8);
        assert_eq!(of(b"Zo\xEB,\xA35"), Encoding::Windows1252);
        assert_eq!(of(b"Zo\xEB,\xC2\xA35"), Encoding::Mixed);
        assert_eq!(of(b"\xEF\xBB\xBFa,\xA35"), Encoding::Mixed);
        assert_eq!(of(&utf16("Name,Zoë\r\n", false)), Encoding::Utf16Le);
        assert_eq!(of(&utf16("Name,Zoë\r\n", true)), Encoding::Utf16Be);
        assert_eq!(of(&utf16("\u{FEFF}x", false)), Encoding::Utf16Le);
        let wide: Vec<u8> = "Name,Zoë\r\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(of(&wide), Encoding::Utf32Le);
        let wide: Vec<u8> = "Name,Zoë\r\n".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert_eq!(of(&wide), Encoding::Utf32Be);
        assert_eq!(of(b"a\0b,c\n1,2\0,3\n"), Encoding::Utf8);
    }

    #[test]
    fn a_sequence_across_two_chunks_is_one_character() {
        let mut scan = Scan::default();
        scan.push(b"caf\xC3");
        scan.push(b"\xA9");
        let survey = scan.finish();
        assert_eq!((survey.encoding, survey.invalid), (Encoding::Utf8, 0));
    }

    #[test]
    fn single_byte_stretches_in_a_wide_file_are_noticed() {
        let mark = [&[0xFF, 0xFE][..], &b"Surname,Rank\nAble,Inspector\n".repeat(9)].concat();
        assert!(Survey::of_bytes(&mark).mislabelled);
        let joined = [b"Surname,Rank\n".repeat(9), utf16(&"Ward,Count\n".repeat(50), false)].concat();
        assert_eq!(of(&joined), Encoding::Utf8, "read byte by byte, with the zeros left out");
        assert!(!Survey::of_bytes(&utf16(&"\u{FEFF}日本語,東京\n".repeat(500), false)).mislabelled);
    }

    #[test]
    fn fields_decode_piece_by_piece() {
        assert_eq!(decode(b"Zo\xEB \xA35"), "Zoë £5");
        assert_eq!(decode(b"\xC2\xA35 and \xA35"), "£5 and £5");
        assert_eq!(decode(b"\x81"), "\u{FFFD}");
    }

    #[test]
    fn stretches_that_are_no_text_are_found() {
        let mut bytes = b"a,b\n".repeat(500);
        let from = bytes.len() as u64 / 512 * 512;
        let mut x = 1u32;
        bytes.extend((0..4096).map(|_| {
            x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (x >> 24) as u8
        }));
        let (start, end) = Survey::of_bytes(&bytes).binary.expect("found");
        assert!(start <= from + 512 && end + 512 >= bytes.len() as u64, "{start} {end}");
        assert_eq!(Survey::of_bytes(&b"a,b\n".repeat(500)).binary, None);
    }
}
