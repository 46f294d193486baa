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
    use super::words;

    #[test]
    fn paging_is_nothing() {
        for text in ["&CPage &P of &N", "&L&\"Arial,Bold\"&12&A&R&D &T", "&C&F", "&KFF0000&P", "&P/&N", ""] {
            assert_eq!(words(text), "", "{text}");
        }
    }

    #[test]
    fn words_are_kept() {
        assert_eq!(words("&L&\"Arial,Bold\"Prepared by Zed && Co&R&P"), "Prepared by Zed & Co");
    }
}
