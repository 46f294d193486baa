//! Finds the fields of a delimited text (RFC 4180, and what Excel accepts beyond it), in constant memory.
//!
//! The csv crate reads well-formed files the same way, and the tests hold this against it. It is not used for reading
//! because it leaves out empty lines (a row number would no longer be that of a spreadsheet), swallows the rest of the
//! file behind a quotation mark that is never closed, and grows with the longest field. Decodes no text.

use memchr::{memchr, memchr3};

use super::feed::Feed;
use crate::model::Reason;

/// What ended a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The delimiter: another field of the row follows.
    Delimiter,
    /// A line end, or the end of the file.
    Row,
}

/// Walks through fields; [`Fields::next`] goes to the next one, which [`Fields::field`] then gives.
pub(super) struct Fields<'a> {
    feed: Option<Feed<'a>>,
    buffer: Vec<u8>,
    at: usize,
    delimiter: u8,
    longest: usize,
    found: Found,
    scratch: Vec<u8>,
    row_open: bool,
    cut_off: bool,
    /// Quotation marks that are never closed, and were read as letters.
    pub(super) unclosed: u64,
    /// Fields longer than the cap, of which only the start was kept.
    pub(super) too_long: u64,
}

#[derive(Clone, Copy)]
enum Found {
    /// The bytes of the buffer from, to.
    Plain(usize, usize),
    /// The scratch buffer.
    Scratch,
}

impl<'a> Fields<'a> {
    /// Over a file; a field that is longer than `longest` bytes is cut there.
    pub(super) fn new(feed: Feed<'a>, delimiter: u8, longest: usize) -> Self {
        Fields { feed: Some(feed), ..Fields::sample(Vec::new(), delimiter, longest) }
    }

    /// Over bytes in memory.
    pub(super) fn sample(bytes: Vec<u8>, delimiter: u8, longest: usize) -> Fields<'static> {
        Fields {
            feed: None,
            buffer: bytes,
            at: 0,
            delimiter,
            longest,
            found: Found::Scratch,
            scratch: Vec::new(),
            row_open: false,
            cut_off: false,
            unclosed: 0,
            too_long: 0,
        }
    }

    /// The same, where the bytes are the start of something longer: a field that they end in the middle of is no field.
    pub(super) fn start_of(bytes: Vec<u8>, delimiter: u8, longest: usize) -> Fields<'static> {
        Fields { cut_off: true, ..Fields::sample(bytes, delimiter, longest) }
    }

    /// The file it reads.
    pub(super) fn feed(&self) -> Option<&Feed<'a>> {
        self.feed.as_ref()
    }

    /// The field that was found last, without its quotation marks.
    pub(super) fn field(&self) -> &[u8] {
        match self.found {
            Found::Plain(from, to) => self.buffer.get(from..to).unwrap_or_default(),
            Found::Scratch => &self.scratch,
        }
    }

    /// Passes over a first line of the form `sep=;`, which Excel takes as an instruction and does not show.
    pub(super) fn skip_line(&mut self) -> Result<(), Reason> {
        let end = self.scan_line(self.at)?;
        self.at = end;
        self.line_end()?;
        Ok(())
    }

    /// Goes to the next field; none at the end of the file. An empty line is a row of one empty field.
    pub(super) fn next(&mut self) -> Result<Option<End>, Reason> {
        self.drop_read();
        match self.byte(self.at)? {
            None if !self.row_open => return Ok(None),
            Some(b'"') => {
                if let Some(end) = self.quoted()? {
                    return self.finish(end).map(Some);
                }
                if self.cut_off {
                    return Ok(None);
                }
            }
            _ => {}
        }
        let start = self.at;
        let (end, whole) = self.plain_end(start)?;
        if self.cut_off && self.byte(end)?.is_none() {
            return Ok(None);
        }
        if whole {
            self.found = Found::Plain(start, end);
        } else {
            self.too_long += 1;
            self.keep(start, end);
            return self.skip_rest(end).map(Some);
        }
        self.finish(end).map(Some)
    }

    /// Reads a field that opens with a quotation mark; none where the mark is never closed, so that it is a letter.
    fn quoted(&mut self) -> Result<Option<usize>, Reason> {
        let open = self.at + 1;
        let mut from = open;
        let mut escaped = false;
        let close = loop {
            match self.find(from, |bytes, _| memchr(b'"', bytes))? {
                Scan::Found(at) if self.byte(at + 1)? == Some(b'"') => {
                    escaped = true;
                    from = at + 2;
                }
                Scan::Found(at) => break at,
                Scan::End => {
                    self.unclosed += 1;
                    return Ok(None);
                }
                Scan::TooLong => {
                    self.too_long += 1;
                    return Ok(None);
                }
            }
        };
        // Letters between the closing mark and the delimiter belong to the field, as they are.
        let (end, whole) = self.plain_end(close + 1)?;
        if !whole {
            self.too_long += 1;
            return Ok(None);
        }
        if escaped || end > close + 1 {
            self.unescape(open, close, end);
        } else {
            self.found = Found::Plain(open, close);
        }
        Ok(Some(end))
    }

    fn unescape(&mut self, open: usize, close: usize, end: usize) {
        self.scratch.clear();
        let mut rest = self.buffer.get(open..close).unwrap_or_default();
        while let Some(at) = memchr(b'"', rest) {
            let (piece, after) = rest.split_at(at + 1);
            self.scratch.extend_from_slice(piece);
            rest = after.get(1..).unwrap_or_default();
        }
        self.scratch.extend_from_slice(rest);
        self.scratch.extend_from_slice(self.buffer.get(close + 1..end).unwrap_or_default());
        self.found = Found::Scratch;
    }

    fn keep(&mut self, from: usize, to: usize) {
        self.scratch.clear();
        self.scratch.extend_from_slice(self.buffer.get(from..to).unwrap_or_default());
        self.found = Found::Scratch;
    }

    /// Drops the rest of a field that is too long.
    fn skip_rest(&mut self, from: usize) -> Result<End, Reason> {
        self.at = from;
        loop {
            self.drop_read();
            let (end, whole) = self.plain_end(self.at)?;
            self.at = end;
            if whole {
                return self.finish(end);
            }
        }
    }

    /// Steps over what ends the field at `end`.
    fn finish(&mut self, end: usize) -> Result<End, Reason> {
        self.at = end;
        if self.byte(end)?.is_some_and(|b| b == self.delimiter) {
            self.at += 1;
            self.row_open = true;
            return Ok(End::Delimiter);
        }
        self.row_open = false;
        self.line_end()?;
        Ok(End::Row)
    }

    /// CR, LF and CR LF each end one line.
    fn line_end(&mut self) -> Result<(), Reason> {
        match self.byte(self.at)? {
            Some(b'\n') => self.at += 1,
            Some(b'\r') => self.at += if self.byte(self.at + 1)? == Some(b'\n') { 2 } else { 1 },
            _ => {}
        }
        Ok(())
    }

    /// Where an unquoted stretch ends, and whether that is its true end.
    fn plain_end(&mut self, from: usize) -> Result<(usize, bool), Reason> {
        match self.find(from, |bytes, delimiter| memchr3(delimiter, b'\n', b'\r', bytes))? {
            Scan::Found(at) => Ok((at, true)),
            Scan::End => Ok((self.buffer.len(), true)),
            Scan::TooLong => Ok((self.buffer.len(), false)),
        }
    }

    fn scan_line(&mut self, from: usize) -> Result<usize, Reason> {
        match self.find(from, |bytes, _| memchr::memchr2(b'\n', b'\r', bytes))? {
            Scan::Found(at) => Ok(at),
            Scan::End | Scan::TooLong => Ok(self.buffer.len()),
        }
    }

    /// Looks for something from a place on, reading more as needed, but no further than the longest field from `at`.
    fn find(&mut self, mut from: usize, look: fn(&[u8], u8) -> Option<usize>) -> Result<Scan, Reason> {
        loop {
            let bytes = self.buffer.get(from..).unwrap_or_default();
            if let Some(found) = look(bytes, self.delimiter) {
                return Ok(Scan::Found(from + found));
            }
            from = from.max(self.buffer.len());
            if self.buffer.len().saturating_sub(self.at) > self.longest {
                return Ok(Scan::TooLong);
            }
            if !self.more()? {
                return Ok(Scan::End);
            }
        }
    }

    fn byte(&mut self, at: usize) -> Result<Option<u8>, Reason> {
        while at >= self.buffer.len() {
            if !self.more()? {
                return Ok(None);
            }
        }
        Ok(self.buffer.get(at).copied())
    }

    fn more(&mut self) -> Result<bool, Reason> {
        match &mut self.feed {
            Some(feed) => feed.more(&mut self.buffer),
            None => Ok(false),
        }
    }

    /// Forgets what has been given out, once it is worth moving the rest.
    fn drop_read(&mut self) {
        if self.feed.is_some() && self.at >= (32 << 10) && self.at >= self.buffer.len() / 2 {
            self.buffer.drain(..self.at.min(self.buffer.len()));
            self.at = 0;
        }
    }
}

enum Scan {
    Found(usize),
    End,
    TooLong,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &[u8], delimiter: u8, longest: usize) -> (Vec<Vec<String>>, u64, u64) {
        let mut fields = Fields::sample(text.to_vec(), delimiter, longest);
        let mut rows = Vec::new();
        let mut row = Vec::new();
        while let Some(end) = fields.next().unwrap() {
            row.push(String::from_utf8_lossy(fields.field()).into_owned());
            if end == End::Row {
                rows.push(std::mem::take(&mut row));
            }
        }
        assert!(row.is_empty());
        (rows, fields.unclosed, fields.too_long)
    }

    fn shape(text: &str) -> Vec<Vec<String>> {
        rows(text.as_bytes(), b',', 1 << 20).0
    }

    #[test]
    fn quotes_line_ends_and_empty_lines() {
        assert_eq!(shape("a,b\r\nc,d"), [["a", "b"], ["c", "d"]]);
        assert_eq!(shape("a\rb\r"), [["a"], ["b"]]);
        assert_eq!(shape("a\n\n\nb\n"), [["a"], [""], [""], ["b"]]);
        assert_eq!(shape("\"x, \"\"y\"\"\nz\",2\n"), [["x, \"y\"\nz", "2"]]);
        assert_eq!(shape("\"ab\"c,d"), [["abc", "d"]]);
        assert_eq!(shape("a\"b\",c"), [["a\"b\"", "c"]]);
        assert_eq!(shape("a,\n,b"), [["a", ""], ["", "b"]]);
        assert_eq!(shape("\"\",\"\""), [["", ""]]);
        assert!(shape("").is_empty());
    }

    #[test]
    fn a_mark_that_is_never_closed_is_a_letter() {
        let (rows, unclosed, _) = rows(b"a,b\n\"c,d\ne,f\n", b',', 1 << 20);
        assert_eq!(rows, [["a", "b"], ["\"c", "d"], ["e", "f"]]);
        assert_eq!(unclosed, 1);
    }

    #[test]
    fn fields_that_are_too_long_are_cut_and_counted() {
        let long = "x".repeat(500);
        let (found, _, too_long) = rows(format!("a,{long},b\nc\n").as_bytes(), b',', 1 << 20);
        assert_eq!((found[0].len(), too_long), (3, 0));
        let budget = crate::limits::Budget::new(&crate::limits::Limits::default());
        let text = format!("a,{},b\nc\n\"{}\",d\n", "x".repeat(300_000), "y\n".repeat(150_000));
        let source = crate::container::Source::memory(text.into_bytes());
        let survey = super::super::encoding::Survey::of(&source, &budget).unwrap();
        let mut fields = Fields::new(Feed::new(&source, &survey, &budget), b',', 100_000);
        let mut seen = Vec::new();
        while fields.next().unwrap().is_some() {
            seen.push(fields.field().len());
            assert!(fields.buffer.len() < 400_000, "memory does not grow with the field");
        }
        assert!(fields.too_long >= 2);
        assert_eq!(seen.first(), Some(&1));
        assert!(seen.get(1).is_some_and(|&n| (100_000..250_000).contains(&n)));
        assert_eq!(seen.get(2..4), Some([1, 1].as_slice()));
        assert_eq!(seen.last(), Some(&1));
    }

    fn by_crate(text: &[u8], delimiter: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text);
        let texts = |record: csv::ByteRecord| {
            record.iter().map(|f| String::from_utf8_lossy(f).into_owned()).collect()
        };
        reader.byte_records().map(|record| texts(record.unwrap())).collect()
    }

    proptest! {
        #[test]
        fn reads_as_the_csv_crate_does(text in "[ab\",;\r\n\t é]{0,60}", delimiter in prop::sample::select(vec![b',', b';', b'\t'])) {
            let (mut ours, unclosed, _) = rows(text.as_bytes(), delimiter, 1 << 20);
            ours.retain(|row| row.len() > 1 || row.iter().any(|field| !field.is_empty()));
            let mut theirs = by_crate(text.as_bytes(), delimiter);
            theirs.retain(|row| row.len() > 1 || row.iter().any(|field| !field.is_empty()));
            if unclosed == 0 {
                prop_assert_eq!(ours, theirs);
            }
        }

        #[test]
        fn no_letter_is_lost(text in "[ab\",\r\n]{0,80}") {
            let (found, _, _) = rows(text.as_bytes(), b',', 1 << 20);
            let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&found.concat().concat()), letters(&text));
        }
    }
}
