//! One line of a delimited text: fields, quoted where RFC 4180 2.6 and 2.7 ask for it. Knows no cell.
//!
//! The csv crate writes the same, but no empty lines and no half lines, which a rectangle is made of.

use std::io::{self, Write};

use memchr::{memchr, memchr3};

/// A line that is being put together.
pub(super) struct Line {
    delimiter: u8,
    text: Vec<u8>,
    fields: u32,
}

impl Line {
    pub(super) fn new(delimiter: u8) -> Self {
        Line { delimiter, text: Vec::new(), fields: 0 }
    }

    /// Puts a text into the field of this column; those before it that nothing was said of are empty.
    pub(super) fn field(&mut self, col: u32, text: &str) {
        if col < self.fields {
            return;
        }
        while self.fields <= col {
            if self.fields > 0 {
                self.text.push(self.delimiter);
            }
            self.fields = self.fields.saturating_add(1);
        }
        let bytes = text.as_bytes();
        if memchr3(self.delimiter, b'\n', b'\r', bytes).is_none() && memchr(b'"', bytes).is_none() {
            self.text.extend_from_slice(bytes);
            return;
        }
        self.text.push(b'"');
        for piece in bytes.split_inclusive(|b| *b == b'"') {
            self.text.extend_from_slice(piece);
            if piece.ends_with(b"\"") {
                self.text.push(b'"');
            }
        }
        self.text.push(b'"');
    }

    /// Fields so far.
    pub(super) fn fields(&self) -> u32 {
        self.fields
    }

    /// What it says so far, without its end.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Forgets what it says.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.fields = 0;
    }

    /// Writes it with its end, and begins the next one.
    pub(super) fn end(&mut self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.text)?;
        out.write_all(b"\r\n")?;
        self.clear();
        Ok(())
    }

    /// Writes a line of a text that is already there, with delimiters for the fields that it lacks.
    pub(super) fn padded(&self, out: &mut impl Write, text: &[u8], has: u32, width: u32) -> io::Result<()> {
        out.write_all(text)?;
        // A line without fields has one less delimiter to it than fields are missing.
        for _ in has.max(1)..width {
            out.write_all(&[self.delimiter])?;
        }
        out.write_all(b"\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(delimiter: u8, fields: &[(u32, &str)]) -> String {
        let mut line = Line::new(delimiter);
        fields.iter().for_each(|(col, text)| line.field(*col, text));
        let mut out = Vec::new();
        line.end(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_needs_quotation_marks_gets_them() {
        assert_eq!(line(b',', &[(0, "a"), (1, "b;c"), (2, "£5")]), "a,b;c,£5\r\n");
        assert_eq!(
            line(b',', &[(0, "a,b"), (1, "\"x\""), (2, "1\n2")]),
            "\"a,b\",\"\"\"x\"\"\",\"1\n2\"\r\n"
        );
        assert_eq!(line(b';', &[(0, "a,b"), (1, "c;d"), (2, "\r")]), "a,b;\"c;d\";\"\r\"\r\n");
    }

    #[test]
    fn fields_that_nothing_was_said_of_are_empty() {
        assert_eq!(line(b',', &[(2, "c"), (4, "e")]), ",,c,,e\r\n");
        assert_eq!(line(b',', &[]), "\r\n");
    }

    #[test]
    fn a_line_is_filled_up() {
        let padded = |text: &str, has: u32| {
            let mut out = Vec::new();
            Line::new(b',').padded(&mut out, text.as_bytes(), has, 3).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(padded("a", 1), "a,,\r\n");
        assert_eq!(padded("", 0), ",,\r\n");
        assert_eq!(padded("a,b,c", 3), "a,b,c\r\n");
    }
}
