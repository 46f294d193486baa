//! Words that stand shortly before a number and say what it is.

/// How far before, in bytes.
const REACH: usize = 40;

/// Whether one of the words, written small, stands shortly before, whole and in any case.
pub(super) fn near(text: &str, start: usize, words: &[&str]) -> bool {
    let from = text.floor_char_boundary(start.saturating_sub(REACH));
    let head = text.get(from..start).unwrap_or_default().as_bytes();
    words.iter().any(|word| {
        let mut places = head.windows(word.len()).enumerate();
        places
            .any(|(at, part)| part.eq_ignore_ascii_case(word.as_bytes()) && whole(head, at, at + word.len()))
    })
}

fn whole(head: &[u8], start: usize, end: usize) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    !letter(start.checked_sub(1).and_then(|before| head.get(before))) && !letter(head.get(end))
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn words_are_whole_and_near() {
        let ends = |text: &str| near(text, text.len(), &["nhs", "h&c no"]);
        assert!(ends("NHS no. ") && ends("(H&C No: ") && ends("nhs"));
        assert!(
            !ends("anhs ")
                && !ends("nhsé ")
                && !ends("")
                && !ends("NHS, which is a long way before the number that is meant ")
        );
    }
}
