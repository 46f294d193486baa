//! A page of a terminal: paragraphs wrapped at 80 characters, and colour that repeats what the words say.

use std::io::{self, Write};

/// Width that lines are wrapped at, indents included.
const WIDTH: usize = 80;

/// Where it is written, and whether with colour.
pub(super) struct Page<'a> {
    pub(super) out: &'a mut dyn Write,
    pub(super) colour: bool,
}

impl Page<'_> {
    /// A paragraph: `indent` for its first line, `hang` more for the others.
    pub(super) fn wrap(&mut self, indent: usize, hang: usize, text: &str) -> io::Result<()> {
        let mut used = indent;
        write!(self.out, "{}", spaces(indent))?;
        for (at, word) in text.split(' ').enumerate() {
            let length = word.chars().count();
            if at > 0 && used.saturating_add(length) >= WIDTH {
                used = indent.saturating_add(hang);
                write!(self.out, "\n{}", spaces(used))?;
            } else if at > 0 {
                used = used.saturating_add(1);
                write!(self.out, " ")?;
            }
            used = used.saturating_add(length);
            write!(self.out, "{word}")?;
        }
        writeln!(self.out)
    }

    pub(super) fn paint(&self, id: &str, words: &str) -> String {
        let code = match id {
            _ if !self.colour => return words.to_owned(),
            "release" => "1;32",
            "strip" => "1;33",
            "block" => "1;31",
            "unchecked" => "1;35",
            _ => "1",
        };
        format!("\u{1b}[{code}m{words}\u{1b}[0m")
    }
}

/// An indent.
pub(super) fn spaces(number: usize) -> String {
    " ".repeat(number.min(WIDTH / 2))
}
