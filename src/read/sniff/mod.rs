//! What a file is, by its content and never by its name.
//!
//! Signatures first, then markup, then text; which package a zip holds is told where packages are read. A doubt between
//! a table and a letter goes to the table, since a letter is not checked at all. Reads no more than the start, the end,
//! and the directory of a compound file.

mod binary;
mod compound;
mod disguise;
mod markup;
mod text;

pub use disguise::{Disguise, disguise};

use crate::container::Source;
use crate::model::Format;
use crate::read::csv::Survey;

/// Bytes of the start that are looked at.
const HEAD: usize = 64 << 10;

/// Tells what a file is. `hint` is its name, which decides no more than whether text is a table or a letter: a file
/// named `.csv`, `.tsv` or as a workbook is a table as long as it is text, and one named `.md` that has headings as
/// Markdown writes them is a letter, whatever tables stand in it.
pub fn sniff(source: &Source, hint: Option<&str>) -> Format {
    let Ok(head) = start(source) else { return Format::Unknown };
    if head.is_empty() {
        return Format::Empty;
    }
    if let Some(format) = binary::signature(source, &head) {
        return format;
    }
    if binary::ends_as_zip(source) {
        return Format::Zip;
    }
    if let Some(format) = binary::picture_or_document(source, &head) {
        return format;
    }
    let survey = Survey::of_bytes(&head);
    let text = text::decoded(&head, &survey, source.len());
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\0').is_empty() {
        return if source.len() > head.len() as u64 { Format::Csv } else { Format::Empty };
    }
    if !text::is_text(&head, &text, &survey) {
        return Format::Unknown;
    }
    let last = last_byte(source);
    markup::markup(&text, last)
        .or_else(|| text::structured(&text))
        .unwrap_or_else(|| named(hint, &text).unwrap_or_else(|| text::table_or_letter(&text)))
}

fn start(source: &Source) -> std::io::Result<Vec<u8>> {
    source.bytes_at(0, usize::try_from(source.len()).unwrap_or(HEAD).min(HEAD))
}

/// The last byte that is no white space, NUL or half of a UTF-16 line end.
fn last_byte(source: &Source) -> Option<u8> {
    let from = source.len().saturating_sub(64);
    let tail = source.bytes_at(from, usize::try_from(source.len().saturating_sub(from)).ok()?).ok()?;
    tail.into_iter().rev().find(|b| !b.is_ascii_whitespace() && *b != 0)
}

/// What a name makes of text: a table, or a page of Markdown if it looks like one.
fn named(name: Option<&str>, text: &str) -> Option<Format> {
    const TABLES: &[&str] = &["csv", "tsv", "tab", "xls", "xlsx", "xlsm", "xlsb", "ods"];
    let extension = name.and_then(disguise::extension)?;
    let heading = |line: &str| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
    match extension.as_str() {
        extension if TABLES.contains(&extension) => Some(Format::Csv),
        // A table that was given this name has no headings, and stays a table.
        "md" | "markdown" if text.lines().any(heading) => Some(Format::PlainText),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Format {
        sniff(&Source::memory(bytes.to_vec()), None)
    }

    #[test]
    fn nothing_and_blank_files_are_empty() {
        for bytes in [&b""[..], b"\xEF\xBB\xBF", b" \r\n\t\n", b"\0\0\0\0", b"\xFF\xFE", b"\xFF\xFE\r\0\n\0"]
        {
            assert_eq!(of(bytes), Format::Empty, "{bytes:?}");
        }
    }

    #[test]
    fn blank_at_the_start_only_is_no_empty_file() {
        let mut bytes = b"\n".repeat(HEAD + 10);
        bytes.extend(b"Ann Example,1");
        assert_eq!(of(&bytes), Format::Csv);
    }

    #[test]
    fn the_name_decides_between_table_and_letter_only() {
        let letter =
            b"Thank you for your request. We hold the information that you asked for, and it is attached.";
        assert_eq!(sniff(&Source::memory(letter.to_vec()), Some("answer.txt")), Format::PlainText);
        assert_eq!(sniff(&Source::memory(letter.to_vec()), Some("answer.CSV")), Format::Csv);
        assert_eq!(sniff(&Source::memory(b"%PDF-1.7\n1 0 obj\n%%EOF".to_vec()), Some("a.csv")), Format::Pdf);
    }

    #[test]
    fn a_page_of_markdown_is_no_table_and_a_table_is_no_page() {
        let page = b"# Samples\n\nInvented.\n\n| file | verdict |\n|---|---|\n| a.csv | release |\n| b.csv | block |\n";
        let table = b"name,ward\nAnn Example,North\nBob Example,South\nCem Example,East\n";
        let sniffed = |bytes: &[u8], name| sniff(&Source::memory(bytes.to_vec()), Some(name));
        assert_eq!(sniffed(page, "README.md"), Format::PlainText);
        assert_eq!(sniffed(page, "annex.csv"), Format::Csv);
        assert_eq!(sniffed(table, "annex.md"), Format::Csv);
    }
}
