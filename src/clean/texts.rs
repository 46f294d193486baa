//! Texts as they leave: without the characters that nobody sees, the fonts of their stretches moved with them.

use std::borrow::Cow;

use crate::model::Run;
use crate::read::invisible::{invisible, is_ordinary};

/// A text as the eye has it.
pub(super) fn seen(text: &str) -> Cow<'_, str> {
    if is_ordinary(text) {
        return text.into();
    }
    invisible(text).map_or(Cow::Borrowed(text), |found| Cow::Owned(found.shown))
}

/// The stretches of a text, as they lie in what is left of it.
pub(super) fn moved(text: &str, left: &str, runs: &[Run]) -> Vec<Run> {
    let at = |byte: usize| left_before(text, left, byte);
    let moved = runs.iter().map(|run| Run {
        from: at(run.from),
        to: at(run.to),
        font: std::sync::Arc::clone(&run.font),
    });
    moved.filter(|run| run.from < run.to).collect()
}

/// How many bytes of what is left come from before this byte of the text: characters were taken out, none was changed.
fn left_before(text: &str, left: &str, byte: usize) -> usize {
    let mut rest = left.chars().peekable();
    let mut kept = 0;
    let mut skipped = text.char_indices().take_while(|(at, _)| *at < byte).map(|(_, c)| c);
    for c in skipped.by_ref() {
        if rest.peek() == Some(&c) {
            rest.next();
            kept += c.len_utf8();
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Font;
    use std::sync::Arc;

    #[test]
    fn stretches_move_with_their_letters() {
        let text = "A\u{200B}nn\u{200B} Ex\u{AD}ample";
        let left = seen(text);
        assert_eq!(left, "Ann Example");
        let from = text.find("Ex").unwrap();
        let font = |name: &str| Arc::new(Font { name: Some(name.into()), ..Font::default() });
        let runs = [
            Run { from: 0, to: from, font: font("a") },
            Run { from: 1, to: 4, font: font("b") },
            Run { from, to: text.len(), font: font("c") },
        ];
        let moved = moved(text, &left, &runs);
        let said: Vec<(&str, Option<&str>)> =
            moved.iter().map(|run| (&left[run.from..run.to], run.font.name.as_deref())).collect();
        assert_eq!(said, [("Ann ", Some("a")), ("Example", Some("c"))], "a stretch of nothing is none");
    }
}
