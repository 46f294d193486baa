//! What a withheld cell says: `[withheld: s.40(2)]`. One pattern for those who write it and those who must know it again:
//! nothing but section numbers fits it, so that it can hide no text.

/// The mark where no exemption is named.
const BARE: &str = "[withheld]";
const OPEN: &str = "[withheld: ";
const CLOSE: &str = "]";
const BETWEEN: &str = ", ";

/// Most exemptions that one mark names.
const MOST: usize = 4;

/// How the parts of an act are written in a mark, and in rules and decisions.
const KINDS: &[(&str, &[&str])] = &[
    ("s.", &["s", "ss", "sec", "section", "sections"]),
    ("reg.", &["r", "reg", "regs", "regulation", "regulations"]),
    ("art.", &["art", "article"]),
    ("sch.", &["sch", "schedule"]),
];

/// The mark for an exemption such as `FOIA s.40(2)` or `section 38(1)(b)`: only the numbers of sections, regulations and
/// the like are taken over from it.
pub fn mark(exemption: Option<&str>) -> String {
    let named = exemption.map(references).unwrap_or_default();
    if named.is_empty() { BARE.to_owned() } else { format!("{OPEN}{}{CLOSE}", named.join(BETWEEN)) }
}

/// Whether a text is such a mark and nothing else.
pub fn is_mark(text: &str) -> bool {
    let text = text.trim();
    if text == BARE {
        return true;
    }
    let Some(named) = text.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix(CLOSE)) else { return false };
    let mut count = 0;
    named.split(BETWEEN).all(|one| {
        count += 1;
        let rest = KINDS.iter().find_map(|(kind, _)| one.strip_prefix(kind));
        count <= MOST && rest.is_some_and(|rest| number(rest).is_some_and(|length| length == rest.len()))
    })
}

/// All references to sections and the like, in the mark's way of writing.
fn references(exemption: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let lower = exemption.to_lowercase();
    let starts = lower.char_indices().filter(|(at, c)| {
        c.is_ascii_alphabetic()
            && !lower.get(..*at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
    });
    for rest in starts.filter_map(|(at, _)| lower.get(at..)) {
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, after) = rest.split_at_checked(letters).unwrap_or((rest, ""));
        let Some((kind, _)) = KINDS.iter().find(|(_, words)| words.contains(&word)) else { continue };
        let digits = after.trim_start_matches(['.', ' ']);
        let Some(reference) = number(digits).and_then(|length| digits.get(..length)) else { continue };
        let reference = format!("{kind}{reference}");
        if !found.contains(&reference) && found.len() < MOST {
            found.push(reference);
        }
    }
    found
}

/// Length of a number such as `40`, `44a` or `38(1)(b)(ii)` at the start of a text.
fn number(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let letter = bytes.get(digits).is_some_and(u8::is_ascii_lowercase);
    let mut end = digits + usize::from(letter);
    for _ in 0..4 {
        let Some(inner) = bytes.get(end..).and_then(|rest| rest.strip_prefix(b"(")) else { break };
        let length = inner.iter().take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit()).count();
        if !(1..=4).contains(&length) || inner.get(length) != Some(&b')') {
            break;
        }
        end += length + 2;
    }
    let over = !bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric());
    over.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_an_exemption_make_the_mark() {
        for (exemption, expected) in [
            (None, "[withheld]"),
            (Some("FOIA s.40(2)"), "[withheld: s.40(2)]"),
            (Some("s.40(2)"), "[withheld: s.40(2)]"),
            (Some("FOISA s. 38(1)(b), s.30"), "[withheld: s.38(1)(b), s.30]"),
            (Some("Section 44A and section 31(1)(A)"), "[withheld: s.44a, s.31(1)(a)]"),
            (Some("EIR regulation 12(5)(e)"), "[withheld: reg.12(5)(e)]"),
            (Some("names of Ann Example"), "[withheld]"),
            (Some("FOIA s.40(2); FOIA s.40(2)"), "[withheld: s.40(2)]"),
        ] {
            let mark = mark(exemption);
            assert_eq!(mark, expected, "{exemption:?}");
            assert!(is_mark(&mark), "{mark}");
        }
    }

    #[test]
    fn nothing_else_is_a_mark() {
        for text in [
            "",
            "withheld",
            "[withheld: ]",
            "[withheld: Ann Example]",
            "[withheld: s.40(2)] Ann Example",
            "Ann Example [withheld]",
            "[withheld: s.40(Ann Example)]",
            "[withheld: s.40(2), Ann]",
            "[withheld: s.999000]",
            "[withheld: s.40abcd]",
            "[withheld: s.1, s.2, s.3, s.4, s.5]",
            "[withheld][withheld]",
        ] {
            assert!(!is_mark(text), "{text}");
        }
        assert!(is_mark(" [withheld: s.40(2)] "));
    }
}
