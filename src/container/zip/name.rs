//! Names of entries: what letters they have, which of them count as the same, and what is odd about one.

use std::borrow::Cow;

use super::AnomalyKind;

/// Code page 437 from 0x80 (APPNOTE appendix D: what a name is written in unless it says UTF-8).
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
                     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// A name in letters, and what is odd about how its letters are written.
pub(super) fn decode(raw: &[u8], says_utf8: bool) -> (String, Option<AnomalyKind>) {
    match std::str::from_utf8(raw) {
        Ok(name) if says_utf8 || name.is_ascii() => (name.to_owned(), None),
        Ok(name) => (name.to_owned(), Some(AnomalyKind::NameEncoding)),
        Err(_) if says_utf8 => (String::from_utf8_lossy(raw).into_owned(), Some(AnomalyKind::OddName)),
        Err(_) => (cp437(raw), Some(AnomalyKind::NameEncoding)),
    }
}

/// What is odd about a name, apart from how its letters are written.
pub(super) fn oddities(name: &str) -> impl Iterator<Item = AnomalyKind> {
    let path = name.strip_suffix(['/', '\\']).unwrap_or(name);
    let odd = path.is_empty()
        || name.chars().any(|letter| letter.is_control() && letter != '\0')
        || path.split(['/', '\\']).any(|step| step.is_empty() || step == "." || step == "..")
        || path.chars().nth(1) == Some(':');
    [
        (odd, AnomalyKind::OddName),
        (name.contains('\\'), AnomalyKind::Backslash),
        (name.contains('\0'), AnomalyKind::NulName),
    ]
    .into_iter()
    .filter_map(|(is, kind)| is.then_some(kind))
}

/// The form in which a part is looked up: ASCII letters without case (ECMA-376-2 6.2.2.3, equivalence of part names),
/// backslash as slash, no leading slash.
pub(super) fn folded(name: &str) -> String {
    let slashed = name.replace('\\', "/");
    slashed.trim_start_matches('/').to_ascii_lowercase()
}

/// The widest sense in which two names can be the same to some program: on top of [`folded`], letters outside ASCII
/// without case, percent escapes resolved (6.2.2.2), `.` and `..` and doubled slashes gone, dots and spaces at the end of
/// a step dropped (as Windows does), and all from a zero byte on (as Python's zipfile does).
pub(super) fn collapsed(name: &str) -> String {
    let name = name.split('\0').next().unwrap_or_default();
    let lower = unescaped(name).replace('\\', "/").to_lowercase();
    let mut steps: Vec<&str> = Vec::new();
    for step in lower.split('/') {
        match step {
            ".." => drop(steps.pop()),
            _ => steps.push(step.trim_end_matches(['.', ' '])),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

fn cp437(raw: &[u8]) -> String {
    let upper: Vec<char> = CP437.chars().collect();
    let letter = |byte: &u8| match byte.checked_sub(0x80) {
        Some(at) => upper.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::from(*byte),
    };
    raw.iter().map(letter).collect()
}

/// `%41` as `A`, once.
fn unescaped(name: &str) -> Cow<'_, str> {
    if !name.contains('%') {
        return Cow::Borrowed(name);
    }
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.first_chunk::<2>()).flatten().and_then(hex);
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

fn hex(digits: &[u8; 2]) -> Option<u8> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    u8::try_from(high?.checked_mul(16)?.checked_add(low?)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        assert_eq!(decode(b"xl/a.xml", false), ("xl/a.xml".into(), None));
        assert_eq!(decode("é".as_bytes(), true), ("é".into(), None));
        assert_eq!(decode("é".as_bytes(), false), ("é".into(), Some(AnomalyKind::NameEncoding)));
        assert_eq!(decode(&[0x82], false), ("é".into(), Some(AnomalyKind::NameEncoding)));
        assert_eq!(decode(&[0xff], false), ("\u{a0}".into(), Some(AnomalyKind::NameEncoding)));
        assert_eq!(decode(&[0x82], true), ("\u{fffd}".into(), Some(AnomalyKind::OddName)));
        assert_eq!(CP437.chars().count(), 128);
    }

    #[test]
    fn same_names() {
        for other in [
            "XL/Workbook.xml",
            "xl\\workbook.xml",
            "/xl/workbook.xml",
            "./xl/workbook.xml",
            "xl//workbook.xml",
            "xl/a/../workbook.xml",
            "xl/%77orkbook.xml",
            "xl/workbook.xml.",
            "xl/workbook.xml\0.png",
        ] {
            assert_eq!(collapsed(other), "xl/workbook.xml", "{other}");
        }
        assert_ne!(collapsed("xl/workbook.xm"), "xl/workbook.xml");
        assert_eq!(collapsed("100%"), "100%");
        assert_eq!(folded("\\XL\\Workbook.xml"), "xl/workbook.xml");
    }

    #[test]
    fn odd_names() {
        let of = |name| oddities(name).collect::<Vec<_>>();
        assert_eq!(of("xl/workbook.xml"), []);
        assert_eq!(of("xl/"), []);
        assert_eq!(of("xl\\workbook.xml"), [AnomalyKind::Backslash]);
        for odd in ["", "/", "/xl", "a//b", "a/./b", "../b", "C:b", "a\u{1}"] {
            assert_eq!(of(odd), [AnomalyKind::OddName], "{odd}");
        }
        assert_eq!(of("a\0b"), [AnomalyKind::NulName]);
    }
}
