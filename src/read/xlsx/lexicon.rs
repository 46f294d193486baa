//! What the XML of a workbook says by itself: the names and values of the standard, and values that can carry nothing.
//!
//! A gate that trusts an attribute because it does not know it lets text through in it. So everything that is neither
//! read for a surface nor harmless by its shape is reported. The word lists hold the local names and enumeration values
//! of ECMA-376 and of Microsoft's extensions, as the Open XML SDK's schema data (MIT) and the specifications name them.

use std::collections::HashSet;
use std::sync::OnceLock;

type Words = OnceLock<HashSet<&'static str>>;

fn words(cell: &'static Words, text: &'static str) -> &'static HashSet<&'static str> {
    cell.get_or_init(|| text.lines().collect())
}

/// The standard's own spelling of an element's local name, if it has such an element.
pub(super) fn element(local: &str) -> Option<&'static str> {
    static WORDS: Words = Words::new();
    words(&WORDS, include_str!("lexicon/elements.txt")).get(local).copied()
}

/// The standard's own spelling of an attribute's local name, if it has such an attribute.
pub(super) fn attribute(local: &str) -> Option<&'static str> {
    static WORDS: Words = Words::new();
    words(&WORDS, include_str!("lexicon/attributes.txt")).get(local).copied()
}

fn token(word: &str) -> bool {
    static WORDS: Words = Words::new();
    words(&WORDS, include_str!("lexicon/tokens.txt")).contains(word)
}

/// Whether a value can carry nothing whatever attribute it stands in: blank, a number, a truth value, a colour, a GUID,
/// cell references, words of the standard, or several of these.
pub(super) fn harmless(value: &str) -> bool {
    let value = value.trim();
    if telephone(value) {
        return false;
    }
    if value.is_empty()
        || token(value)
        || value.len() <= 40 && value.parse::<f64>().is_ok()
        || guid(value)
        || colour(value)
    {
        return true;
    }
    let mut pieces = value.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty());
    pieces.all(piece)
}

/// Whether a value is a number that people write in groups or with a zero in front, such as a telephone or NHS number:
/// measures, coordinates and indexes are not written so.
pub(super) fn telephone(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    if !(9..=14).contains(&digits) || value.len() > 24 {
        return false;
    }
    let signs = value.chars().all(|c| c.is_ascii_digit() || " -()+/.\u{a0}".contains(c));
    let zero = value.starts_with('0') && value.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let zeros = value.bytes().filter(u8::is_ascii_digit).all(|b| b == b'0');
    signs && !zeros && (zero || value.starts_with('+') || value.starts_with('(') || grouped(value))
}

/// Some groups of digits, parted by a space or hyphen, one of them too long for a list of small numbers. Coordinates have
/// a nought among them, or a minus: a hyphen behind a space or at the start.
fn grouped(value: &str) -> bool {
    let groups: Vec<&str> = value.split([' ', '-', '\u{a0}']).collect();
    let digits = |group: &&str| !matches!(*group, "" | "0") && group.bytes().all(|b| b.is_ascii_digit());
    (2..=5).contains(&groups.len())
        && groups.iter().all(digits)
        && groups.iter().any(|group| group.len() >= 3)
}

/// One word of a list, a style or a reference.
fn piece(piece: &str) -> bool {
    piece.len() <= 20 && piece.bytes().all(|b| b.is_ascii_digit())
        || piece.len() <= 2 && piece.is_ascii()
        || measure(piece)
        || cell_reference(piece)
        || hexadecimal(piece)
        || STYLE_WORDS.contains(&piece)
        || piece.strip_prefix("rId").is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
        || token(piece)
        || element(piece).is_some()
        || attribute(piece).is_some()
}

/// Words of VML's styles and formulas (part 4, 19.1.2.6) that no schema lists.
const STYLE_WORDS: &[&str] = &[
    "mso",
    "fit",
    "flow",
    "alt",
    "direction",
    "position",
    "shape",
    "text",
    "prod",
    "sum",
    "mid",
    "val",
    "abs",
    "min",
    "max",
    "sqrt",
    "mod",
    "lineDrawn",
    "pixelLineWidth",
    "pixelWidth",
    "pixelHeight",
    "emuWidth",
    "emuHeight",
];

/// `RRGGBB` or `AARRGGBB`.
fn colour(value: &str) -> bool {
    matches!(value.len(), 6 | 8) && value.bytes().all(|b| b.is_ascii_hexdigit())
}

/// A number with a unit: `12pt`, `3x`, `0f`.
fn measure(piece: &str) -> bool {
    let unit = piece.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < piece.len() && piece.len() <= 24 && (unit.len() <= 2 || token(unit))
}

/// `A1`, `XFD1048576`, and the columns of `A:XFD`.
fn cell_reference(piece: &str) -> bool {
    let row = piece.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = piece.len().saturating_sub(row.len());
    letters <= 3 && row.len() <= 7 && row.bytes().all(|b| b.is_ascii_digit())
}

/// Colours, hashes of pieces of GUIDs: hexadecimal digits, one of them a numeral.
fn hexadecimal(piece: &str) -> bool {
    piece.len() <= 40
        && piece.bytes().all(|b| b.is_ascii_hexdigit())
        && piece.bytes().any(|b| b.is_ascii_digit())
}

fn guid(value: &str) -> bool {
    let inner = value.strip_prefix('{').and_then(|v| v.strip_suffix('}')).unwrap_or(value);
    let lengths = [8, 4, 4, 4, 12];
    let mut groups = inner.split('-');
    let fits = |length: &usize| {
        groups.next().is_some_and(|g| g.len() == *length && g.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    lengths.iter().all(fits) && groups.next().is_none()
}

/// Names that programs give to new objects by themselves (`Chart 1`, `Table3`, `Picture 12`): a word of theirs and a
/// number.
pub(super) fn automatic_name(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "chart",
        "diagramm",
        "graphique",
        "picture",
        "image",
        "grafik",
        "object",
        "objekt",
        "textbox",
        "text box",
        "textfeld",
        "rectangle",
        "rounded rectangle",
        "oval",
        "ellipse",
        "line",
        "straight connector",
        "connector",
        "straight arrow connector",
        "elbow connector",
        "arrow",
        "right arrow",
        "left arrow",
        "down arrow",
        "up arrow",
        "shape",
        "autoshape",
        "group",
        "group box",
        "button",
        "check box",
        "option button",
        "drop down",
        "list box",
        "spinner",
        "scroll bar",
        "label",
        "comment",
        "note",
        "table",
        "tabelle",
        "pivottable",
        "pivot table",
        "slicer",
        "timeline",
        "diagram",
        "content placeholder",
        "freeform",
        "freeform: shape",
        "rectangle: rounded corners",
        "callout",
        "triangle",
        "isosceles triangle",
        "star",
        "wordart",
        "graphic",
        "ink",
        "sheet",
        "query",
        "values",
        "row labels",
        "column labels",
        "connection",
        "checkbox",
        "custom",
        "listobject",
        "namedsheetview",
        "cube",
        "tablestyle",
        "pivotstyle",
        "slicerstyle",
        "tablestylemedium",
        "tablestylelight",
        "tablestyledark",
        "pivotstylelight",
        "pivotstylemedium",
        "pivotstyledark",
        "pivottablestyle",
        "slicerstylelight",
        "slicerstyledark",
        "table style",
        "pivottable style",
        "default table style",
        "range",
        "combobox",
        "commandbutton",
        "frame",
        "togglebutton",
        "optionbutton",
        "spinbutton",
        "scrollbar",
        "edit box",
    ];
    let lower = name.trim().trim_start_matches('#').to_lowercase().replace("_x0020_", " ");
    let word = lower.trim_end_matches(|c: char| c.is_ascii_digit() || " _()-.".contains(c));
    let shape_id = lower.strip_prefix("_x0000_").is_some_and(|id| id.len() <= 8);
    let number = lower.get(word.len()..).unwrap_or_default().trim_start();
    (word.is_empty() || WORDS.contains(&word) || shape_id) && !telephone(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_and_plain_values_are_harmless() {
        for value in [
            "",
            "12",
            "-1.5E-3",
            "true",
            "center",
            "FF00AA11",
            "A1:XFD1048576",
            "$A$1:$B$2 C3",
            "12pt",
            "{00000000-0000-0000-0000-000000000000}",
            "position:absolute;width:12.5pt;visibility:hidden",
            "B:C",
            "0.123456789012",
            "1234567890",
            "0 0 0 0 0 0 0 0 0",
            "1 2 3 4 5 6 7 8 9",
            "-22 0 -22 21600",
            "0 0 21600 21600",
            "000000000",
            "16.0.10730.20264",
            "2026-01-31",
        ] {
            assert!(harmless(value), "{value}");
        }
    }

    #[test]
    fn words_of_anyone_are_not() {
        for value in
            ["Quillfeather", "Zed Example", "C:\\Users\\zed", "https://example.org/zed", "zed@example.org"]
        {
            assert!(!harmless(value), "{value}");
        }
    }

    #[test]
    fn numbers_that_people_are_reached_by_are_not() {
        for value in [
            "07700 900123",
            "07700900123",
            "+44 7700 900123",
            "999 000 0018",
            "(01632) 960001",
            "12-34-56 12345678",
        ] {
            assert!(!harmless(value) && !automatic_name(value), "{value}");
            assert!(!automatic_name(&format!("Chart {value}")), "{value}");
        }
    }

    #[test]
    fn automatic_names_are_told_from_given_ones() {
        assert!(automatic_name("Chart 12") && automatic_name("Table1") && automatic_name("_x0000_s1025"));
        assert!(!automatic_name("Officers by station") && !automatic_name("Chart of Zed"));
    }
}
