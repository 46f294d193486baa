//! Makes texts from files and rule files harmless to show: no control character, no character that changes the direction
//! or hides, reaches a terminal or a page. It masks nothing: that is `model::Masked`.

use std::fmt::Write;

/// A name from a file, with every character that could act or hide written out as `<U+202E>`.
pub(super) fn name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) {
            // Writing to a string cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// A sentence from a rule file: line breaks and runs of spaces become one space, the rest as for a name.
pub(super) fn prose(text: &str) -> String {
    name(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// JSON as it was serialised, with such characters written as `\u202e`: the value stays what it was.
///
/// They can only occur inside strings there, as JSON itself is made of plain ASCII and line breaks.
pub(super) fn json(serialised: &str) -> String {
    let mut out = String::with_capacity(serialised.len());
    for c in serialised.chars() {
        if c != '\n' && acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// A basic string of TOML 1.0 with its quotes; what acts is escaped, and so the value stays what it was.
pub(super) fn toml(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(2));
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if acts(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character does something to a terminal or a page, or cannot be seen there.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x00AD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            // Zero-width, direction marks, line and paragraph separators, embeddings and overrides.
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
            // Variation selectors, byte order mark, fillers and annotations.
            | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            // Musical and shorthand format characters, tags, selectors that can carry a hidden text, private planes.
            | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF | 0xF0000..=0x10FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_letters_of_all_scripts_and_lose_what_acts() {
        assert_eq!(name("Ó Súilleabháin 名前 ليلى"), "Ó Súilleabháin 名前 ليلى");
        assert_eq!(name("a\u{1b}[31mb"), "a<U+001B>[31mb");
        assert_eq!(name("x\u{202e}slx.exe"), "x<U+202E>slx.exe");
        assert_eq!(name("\u{e0041}\u{9b}"), "<U+E0041><U+009B>");
    }

    #[test]
    fn prose_is_one_line() {
        assert_eq!(prose("Anyone can\n  unhide it.\u{7}"), "Anyone can unhide it.<U+0007>");
    }

    #[test]
    fn toml_stays_the_same_value() {
        let text = "a\"\\\u{202e}\u{7f}\u{e0041}é\n";
        let written = format!("key = {}", toml(text));
        assert!(!written.chars().any(acts));
        let read: ::toml::Table = written.parse().unwrap();
        assert_eq!(read.get("key").and_then(::toml::Value::as_str), Some(text));
    }

    #[test]
    fn json_stays_the_same_value() {
        let text = "a\u{202e}\u{7f}\u{e0041}é\n";
        let written = json(&serde_json::to_string(text).unwrap());
        assert_eq!(written, "\"a\\u202e\\u007f\\udb40\\udc41é\\n\"");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
