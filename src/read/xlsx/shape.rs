//! Shapes of values that mean something to programs only: languages, prefixes, hashes, ids.
//!
//! Such a value is not read anywhere, so it has to look like what it should be; anything else in its place is a text.

use super::lexicon::harmless;
use super::value::is_date;
use crate::container::xml::{Ns, namespace};

/// What a value should look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One short word without white space.
    Code,
    /// A language tag (BCP 47).
    Language,
    /// Namespace prefixes (ECMA-376 part 3, 10).
    Prefixes,
    /// URIs of the namespaces that are known.
    Addresses,
    /// A hash or salt in base64, no longer than SHA-512 is.
    Digest,
    /// A date or time (ISO 8601).
    Date,
    /// The formula of a shape's guide (20.1.9.11).
    Guide,
    /// The outline of a shape in VML (part 4, 14.1.2.11): commands of up to two letters, numbers and `@` references.
    Path,
    /// The id of a relationship.
    Id,
    /// The id of a saved version: a GUID behind counters ([MS-XLSX] 2.3.24).
    Revision,
}

impl Shape {
    /// Whether a value has this shape.
    pub(super) fn fits(self, value: &str) -> bool {
        let value = value.trim();
        match self {
            Shape::Code => is_code(value),
            Shape::Language => {
                let mut pieces = value.split(['-', '_']);
                value.len() <= 24 && pieces.next().is_some_and(|first| first.len() <= 3) && value.is_ascii()
            }
            Shape::Prefixes => value.split_whitespace().flat_map(|word| word.split(':')).all(is_prefix),
            Shape::Addresses => value.split_whitespace().all(|word| is_address(word) || harmless(word)),
            Shape::Digest => {
                let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
                value.len() <= 88 && value.bytes().all(known)
            }
            Shape::Date => is_date(value),
            Shape::Guide => {
                let mut words = value.split_whitespace();
                words.next().is_some_and(|operation| OPERATIONS.contains(&operation))
                    && words.clone().count() <= 3
                    && words.all(is_code)
            }
            Shape::Path => {
                let mut commands = value.split(|c: char| !c.is_ascii_alphabetic());
                value.bytes().all(|b| b.is_ascii_alphanumeric() || b"@,.#- ".contains(&b))
                    && commands.all(|command| command.len() <= 4)
            }
            Shape::Id => {
                let letters = value.bytes().filter(|b| !b.is_ascii_hexdigit()).count();
                value.len() <= 48 && letters <= 20 && value.bytes().all(|b| b.is_ascii_graphic())
            }
            Shape::Revision => {
                let counters = value.split('{').next().unwrap_or_default();
                let rest = value.get(counters.len()..).unwrap_or_default();
                counters.len() <= 16 && counters.bytes().all(|b| b.is_ascii_graphic()) && harmless(rest)
            }
        }
    }
}

/// Whether an attribute with the prefix `xml` or `xmlns`, or a declaration of the default namespace, says what it may.
pub(super) fn about_xml(local: &str, value: &str) -> bool {
    match local {
        "space" if matches!(value, "preserve" | "default") => true,
        "lang" if Shape::Language.fits(value) => true,
        "xmlns" => value.is_empty() || is_address(value),
        _ => is_prefix(local) && (value.is_empty() || is_address(value)),
    }
}

/// The operations of 20.1.9.11.
const OPERATIONS: &[&str] = &[
    "*/", "+-", "+/", "?:", "abs", "at2", "cat2", "cos", "max", "min", "mod", "pin", "sat2", "sin", "sqrt",
    "tan", "val",
];

fn is_code(word: &str) -> bool {
    word.len() <= 20 && word.bytes().all(|b| b.is_ascii_graphic())
}

/// Prefixes are short, or have a numeral, or are one of the few that are neither.
fn is_prefix(word: &str) -> bool {
    const LONG: &[&str] = &[
        "xcalcf",
        "loext",
        "calcext",
        "dcterms",
        "dcmitype",
        "officeooo",
        "presentation",
        "ns_info",
        "drawooo",
        "tableooo",
        "fpbcomp",
        "xnsv",
        "xlmsforms",
        "clbl",
        "pivot",
        "ds_sig",
        "mdssi",
        "office",
    ];
    let numeral = word.bytes().any(|b| b.is_ascii_digit());
    let short = word.len() <= if numeral { 8 } else { 5 };
    short && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'*' || b == b'_') || LONG.contains(&word)
}

/// The URI of a known namespace, as short and as plain as all of them are.
fn is_address(uri: &str) -> bool {
    uri.len() <= 120 && !uri.contains([' ', '%', '?', '@']) && namespace(uri) != Ns::Foreign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_fits() {
        for (shape, value) in [
            (Shape::Language, "en-GB"),
            (Shape::Language, "zh-Hans-CN"),
            (Shape::Prefixes, "x14ac xr xr2 xr3"),
            (Shape::Addresses, "{28A0092B-C50C-407E-A947-70E740481C1C}"),
            (Shape::Addresses, "http://schemas.openxmlformats.org/drawingml/2006/chart"),
            (Shape::Code, "dcterms:W3CDTF"),
            (Shape::Date, "2024-01-31T09:00:00Z"),
            (Shape::Guide, "*/ h a 100000"),
            (Shape::Id, "R0123456789abcdef"),
            (Shape::Revision, "13_ncr:1_{00000000-0000-0000-0000-000000000000}"),
        ] {
            assert!(shape.fits(value), "{shape:?} {value}");
        }
        assert!(about_xml("xmlns", "http://www.w3.org/2000/svg") && about_xml("space", "preserve"));
    }

    #[test]
    fn a_sentence_fits_nowhere() {
        let text = "Zed Quillfeather was warned in March";
        for shape in [
            Shape::Code,
            Shape::Language,
            Shape::Prefixes,
            Shape::Addresses,
            Shape::Digest,
            Shape::Date,
            Shape::Guide,
            Shape::Id,
            Shape::Revision,
        ] {
            assert!(!shape.fits(text), "{shape:?}");
        }
        assert!(!about_xml("space", text) && !about_xml("lang", text) && !about_xml("base", text));
        assert!(!about_xml("Zed_Quillfeather", "http://www.w3.org/") && !about_xml("id", text));
    }
}
