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

/// Words of VML's styles that no schema lists.
const STYLE_WORDS: &[&str] = &["mso", "fit", "flow", "alt", "direction", "position", "shape", "text"];

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
    inner.len() == 36 && inner.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
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
    word.is_empty() || WORDS.contains(&word) || shape_id
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
    fn automatic_names_are_told_from_given_ones() {
        assert!(automatic_name("Chart 12") && automatic_name("Table1") && automatic_name("_x0000_s1025"));
        assert!(!automatic_name("Officers by station") && !automatic_name("Chart of Zed"));
    }
}
