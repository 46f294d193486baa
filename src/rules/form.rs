//! The form of a reference number in words, so that it can be described without a pattern: `2 letters, 6 digits, slash,
//! 2 digits`.
//!
//! Pieces are separated by commas: `3 letters`, `1 to 6 digits`, `2 letters or digits`, a sign by its name, or the very
//! letters between apostrophes: `'CR'`. A piece that begins with `optional` may be missing. Examples instead of words are
//! made into a pattern in `like`.

/// Names of signs, with the signs.
const SIGNS: &[(&str, &str)] = &[
    ("slash", "/"),
    ("backslash", "\\"),
    ("hyphen", "-"),
    ("dash", "-"),
    ("space", " "),
    ("dot", "."),
    ("full stop", "."),
    ("comma", ","),
    ("colon", ":"),
    ("underscore", "_"),
    ("hash", "#"),
    ("plus", "+"),
    ("bracket", "("),
    ("closing bracket", ")"),
];

/// Kinds of characters, by what they are called in the plural.
const KINDS: &[(&str, &str)] = &[
    ("letters or digits", "[a-z0-9]"),
    ("digits or letters", "[a-z0-9]"),
    ("letters", "[a-z]"),
    ("digits", "[0-9]"),
];

/// Most characters in one piece.
const LONGEST: u32 = 60;

/// The regular expression that matches a form, or the piece that cannot be understood.
pub(super) fn pattern(form: &str) -> Result<String, String> {
    let mut pattern = String::from(r"(?i)(?:^|\b)");
    for written in form.split(',') {
        let piece = written.trim().to_lowercase();
        let (optional, piece) = match piece.strip_prefix("optional ") {
            Some(rest) => (true, rest.trim()),
            None => (false, piece.as_str()),
        };
        let one = exact(written.trim()).or_else(|| sign(piece)).or_else(|| characters(piece));
        let one = one.ok_or_else(|| written.trim().to_owned())?;
        pattern.push_str(&format!("(?:{one}){}", if optional { "?" } else { "" }));
    }
    pattern.push_str(r"(?:\b|$)");
    Ok(pattern)
}

/// The very letters, between apostrophes.
fn exact(written: &str) -> Option<String> {
    let quoted = written.strip_prefix("optional ").unwrap_or(written).trim();
    let letters =
        quoted.strip_prefix('\'')?.strip_suffix('\'').filter(|letters| !letters.trim().is_empty())?;
    Some(regex::escape(letters))
}

fn sign(piece: &str) -> Option<String> {
    SIGNS.iter().find(|(name, _)| *name == piece).map(|(_, sign)| regex::escape(sign))
}

/// `2 letters`, `1 to 6 digits`, `a letter`.
fn characters(piece: &str) -> Option<String> {
    let plural = match piece.strip_prefix("a ").or_else(|| piece.strip_prefix("one ")) {
        Some(one) => format!("1 {one}s"),
        None if piece.starts_with("1 ") && !piece.ends_with('s') => format!("{piece}s"),
        None => piece.to_owned(),
    };
    let (count, class) =
        KINDS.iter().find_map(|(name, class)| Some((plural.strip_suffix(name)?.trim(), class)))?;
    let (least, most) = match count.split_once(" to ") {
        Some((least, most)) => (least.trim().parse().ok()?, most.trim().parse().ok()?),
        None => {
            let count: u32 = count.parse().ok()?;
            (count, count)
        }
    };
    (1 <= least && least <= most && most <= LONGEST).then(|| format!("{class}{{{least},{most}}}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regex(form: &str) -> regex::Regex {
        regex::Regex::new(&pattern(form).unwrap()).unwrap()
    }

    #[test]
    fn words_make_a_pattern() {
        let reference = regex("2 letters, 6 digits, slash, 2 digits");
        assert!(reference.is_match("see ab123456/26.") && reference.is_match("AB123456/26"));
        for text in ["AB12345/26", "AB123456/267", "XAB123456/26", "AB123456-26", ""] {
            assert!(!reference.is_match(text), "{text}");
        }
        let log = regex("'CAD', optional space, 1 to 5 digits, optional a letter");
        assert!(log.is_match("cad 12") && log.is_match("CAD12345x") && !log.is_match("CAD 123456"));
        assert!(regex("a letter, hyphen, 3 letters or digits").is_match("x-a1b"));
    }

    #[test]
    fn what_is_no_piece_is_named() {
        for form in ["two letters", "0 digits", "5 to 2 digits", "61 digits", "slash slash", "''", ""] {
            assert_eq!(pattern(form), Err(form.to_owned()), "{form}");
        }
        assert_eq!(pattern("2 letters, some digits"), Err("some digits".to_owned()));
    }
}
