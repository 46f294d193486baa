//! Headers and footers of printed pages (ECMA-376 18.3.1.46): what is left of them once their codes are taken out.

use crate::model::{Place, Private, Substance, Surface, Trace};
use crate::read::Visitor;

/// Whether an element is a header or footer.
pub(super) fn is_one(name: &str) -> bool {
    matches!(name, "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter")
}

/// Reports one header or footer.
pub(super) fn report(visitor: &mut dyn Visitor, place: Place, text: &str) {
    visitor.trace(trace(place, text));
}

fn trace(place: Place, text: &str) -> Trace<'static> {
    let words = words(text);
    // What is but numbers gives nothing away by being there; what the numbers are is for the rules.
    let substance = if tells(&words) {
        Substance::Holds(1)
    } else {
        Substance::Harmless("only a page number, date, file or sheet name")
    };
    let numbers = words.chars().filter(char::is_ascii_digit).count();
    let judged = tells(&words) || numbers > MOST_DIGITS;
    let texts = if judged { vec![Private::new(words)] } else { Vec::new() };
    Trace { surface: Surface::HeaderFooter, place, substance, texts }
}

/// Most digits that may be those of pages, and longest text that Excel takes.
const MOST_DIGITS: usize = 3;
const LONGEST: usize = 255;

/// What may be shown again of a header or footer: where it is but a page number, a date or the name of file or sheet, those
/// with the words of paging and their sizes. No font, colour or picture; none at all where there is more to it.
pub(super) fn plain(text: &str) -> Option<String> {
    let words = words(text);
    if tells(&words) || words.chars().filter(char::is_ascii_digit).count() > MOST_DIGITS {
        return None;
    }
    let (mut kept, mut shows) = (String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '&' {
            kept.extend(Some(c).filter(|c| c.is_ascii_alphanumeric() || " -/.,:()|\n".contains(*c)));
            continue;
        }
        match rest.next() {
            Some(code @ ('L' | 'C' | 'R' | 'B' | 'I' | 'U' | 'P' | 'N' | 'A' | 'D' | 'T' | 'F')) => {
                kept.extend(['&', code]);
                shows |= "PNADTF".contains(code);
            }
            Some('"') => while rest.next().is_some_and(|c| c != '"') {},
            Some('K') => {
                for _ in 0..6 {
                    rest.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            Some(d) if d.is_ascii_digit() => {
                kept.extend(['&', d]);
                while let Some(d) = rest.next_if(char::is_ascii_digit) {
                    kept.push(d);
                }
            }
            _ => {}
        }
    }
    (shows && kept.len() <= LONGEST).then_some(kept)
}

/// The text without codes (`&P`, `&"Arial,Bold"`, `&12`, `&KFF0000`).
fn words(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '&' {
            left.push(c);
            continue;
        }
        match rest.next() {
            Some('&') => left.push('&'),
            Some('"') => while rest.next().is_some_and(|c| c != '"') {},
            Some('K') => {
                for _ in 0..6 {
                    rest.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            Some(d) if d.is_ascii_digit() => while rest.next_if(char::is_ascii_digit).is_some() {},
            _ => left.push(' '),
        }
    }
    left.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether there is more than numbers and words of paging.
fn tells(words: &str) -> bool {
    words
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| !word.is_empty() && !word.chars().all(|c| c.is_ascii_digit()) && !paging(word))
}

fn paging(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "page" | "of" | "pages" | "seite" | "von" | "sheet" | "printed" | "on" | "at"
    )
}

#[cfg(test)]
mod tests {
    use super::{plain, tells, trace, words};
    use crate::model::{Place, Private, Substance};

    #[test]
    fn paging_is_nothing() {
        for text in ["&CPage &P of &N", "&L&\"Arial,Bold\"&12&A&R&D &T", "&C&F", "&KFF0000&P", "&P/&N", ""] {
            assert!(!tells(&words(text)), "{text}");
        }
    }

    #[test]
    fn only_what_is_harmless_is_shown_again() {
        let said = plain("&L&\"A. Clerk,Bold\"&12&A&C&KFF0000Page &P of &N&R&D – &T&G").unwrap();
        assert_eq!(said, "&L&12&A&CPage &P of &N&R&D  &T");
        for text in
            ["&LZed&P", "&P 9990000001", "&P 99 90 00", "&C&\"Zed,Bold\"", "page 2", &"&P".repeat(200)]
        {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_judged_though_they_give_nothing_away_by_being_there() {
        for (text, judged) in
            [("&LPage &P of 12", false), ("&C07700 900123", true), ("&CPage 9990000018", true)]
        {
            let trace = trace(Place::default(), text);
            assert!(matches!(trace.substance, Substance::Harmless(_)), "{text}");
            let texts: Vec<&str> = trace.texts.iter().map(Private::expose).collect();
            assert_eq!(!texts.is_empty(), judged, "{text}");
        }
    }

    #[test]
    fn words_are_kept() {
        assert_eq!(words("&L&\"Arial,Bold\"Prepared by Zed && Co&R&P"), "Prepared by Zed & Co");
    }
}
