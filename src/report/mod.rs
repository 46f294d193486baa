//! Reports: the result of a run in words for people and in structures for programs. Never a whole value, never a clock.
//!
//! `view` says what a page shows and `words` how it is put; `text` and `html` lay that out, `json` and `sarif` write the
//! model itself. `papers` does the same for cleaned copies. Nothing here decides anything.

mod harmless;
mod html;
mod json;
mod nouns;
mod page;
mod papers;
mod sarif;
mod text;
mod view;
mod words;

use std::io;

use crate::model::{RunReport, Verdict};

/// A kind of report.
#[derive(Debug, Clone, Copy)]
pub struct Writer {
    /// What `--format` calls it.
    pub id: &'static str,
    /// What it is for.
    pub what: &'static str,
    /// Writes it. Errors are those of the output.
    pub write: fn(&RunReport, &mut dyn io::Write) -> io::Result<()>,
}

/// All kinds of report, the one that is written unless another is asked for first.
pub const WRITERS: &[Writer] = &[
    Writer { id: "text", what: "for the terminal", write: text::write },
    Writer { id: "json", what: "for scripts and case systems", write: json::write },
    Writer { id: "html", what: "a page to read, print and file", write: html::write },
    Writer { id: "sarif", what: "SARIF 2.1.0, for tools that collect findings", write: sarif::write },
];

pub use html::write as write_html;
pub use papers::{CopyRun, Paper, certificate, copy_coloured_text, copy_json, copy_text, schedule};
pub use text::{write as write_text, write_coloured as write_coloured_text};

/// The verdict in the officer's words: "Stop: a decision is needed".
pub fn verdict_words(verdict: Verdict) -> &'static str {
    words::verdict(verdict)
}

/// A text that may hold a name from a file or a command line, harmless to print on one line.
pub fn shown(text: &str) -> String {
    harmless::name(text)
}
