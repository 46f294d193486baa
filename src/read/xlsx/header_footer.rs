//! Headers and footers of printed pages (ECMA-376 18.3.1.46): what is left of them once their codes are taken out.

use crate::model::{Place, Private, Substance, Surface, Trace};
use crate::read::Visitor;

/// Whether an element is a header or footer.
pub(super) fn is_one(name: &str) -> bool {
    matches!(name, "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter")
}

/// Reports one header or footer.
pub(super) fn report(visitor: &mut dyn Visitor, place: Place, text: &str) {
    let words = words(text);
    let substance = if words.is_empty() {
        Substance::Harmless("only a page number, date, file or sheet name")
    } else {
        Substance::Holds(1)
    };
    let texts = if words.is_empty() { Vec::new() } else { vec![Private::new(words)] };
    visitor.trace(Trace { surface: Surface::HeaderFooter, place, substance, texts });
}

/// Most digits of a number that may be one of pages, and longest text that Excel takes.
const MOST_DIGITS: usize = 3;
const LONGEST: usize = 255;

/// What may be shown again of a header or footer: where it is but a page number, a date or the name of file or sheet, those
/// with the words of paging and their sizes. No font, colour or picture; none at all where there is more to it.
pub(super) fn plain(text: &str) -> Option<String> {
    let long = |word: &str| word.chars().filter(char::is_ascii_digit).count() > MOST_DIGITS;
    if !words(text).is_empty() || text.split(|c: char| !c.is_ascii_digit()).any(long) {
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

/// The text without codes (`&P`, `&"Arial,Bold"`, `&12`, `&KFF0000`); empty if nothing but words of paging remains.
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
    let tells = left
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| !word.is_empty() && !word.chars().all(|c| c.is_ascii_digit()) && !paging(word));
    if tells { left.split_whitespace().collect::<Vec<_>>().join(" ") } else { String::new() }
}

fn paging(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "page" | "of" | "pages" | "seite" | "von" | "sheet" | "printed" | "on" | "at"
    )
}

#[cfg(test)]
mod tests {
    use super::{plain, words};

    #[test]
    fn paging_is_nothing() {
        for text in ["&CPage &P of &N", "&L&\"Arial,Bold\"&12&A&R&D &T", "&C&F", "&KFF0000&P", "&P/&N", ""] {
            assert_eq!(words(text), "", "{text}");
        }
    }

    #[test]
    fn only_what_is_harmless_is_shown_again() {
        let said = plain("&L&\"A. Clerk,Bold\"&12&A&C&KFF0000Page &P of &N&R&D – &T&G").unwrap();
        assert_eq!(said, "&L&12&A&CPage &P of &N&R&D  &T");
        for text in ["&LZed&P", "&P 9990000001", "&C&\"Zed,Bold\"", "page 2", &"&P".repeat(200)] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn words_are_kept() {
        assert_eq!(words("&L&\"Arial,Bold\"Prepared by Zed && Co&R&P"), "Prepared by Zed & Co");
    }
}
