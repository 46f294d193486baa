//! What the text of a formula gives away (ECMA-376 18.17): literal words, other files, sheets that nobody sees.
//!
//! A formula is cut into pieces, not parsed: function names, references to cells and operators give nothing away.

use std::collections::HashSet;

use super::reference::range;
use super::watch::is_released;

/// Fewest letters of a literal that can give something away.
const FEWEST_LETTERS: usize = 4;

/// A piece of a formula that may give something away.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// A text in double quotes that holds words.
    Literal(String),
    /// What stands before an exclamation mark: a sheet's name, with book or path where it has one.
    Sheet(String),
    /// A word that is no function and no reference: a name that the workbook should define, or one made up on the spot.
    Name(String),
}

/// Cuts out the pieces that may give something away.
pub(super) fn pieces(formula: &str) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut rest = formula;
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        // What follows a sheet's name is that sheet's: the sheet is what counts.
        let behind_sheet = std::mem::replace(&mut before, letter) == '!';
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            '"' => {
                let (text, after) = quoted(after, '"');
                if is_telling(&text) {
                    all.push(Piece::Literal(text));
                }
                after
            }
            '\'' => {
                let (name, after) = quoted(after, '\'');
                if after.starts_with('!') {
                    all.push(Piece::Sheet(name));
                }
                after
            }
            // An error value: its exclamation mark belongs to it.
            '#' => after
                .trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '/' || c == '0')
                .trim_start_matches(['!', '?']),
            _ if is_word(letter) || letter == '[' => {
                let (name, after) = word(rest);
                if after.starts_with('!') {
                    all.push(Piece::Sheet(name.to_owned()));
                } else if !behind_sheet && !after.trim_start().starts_with('(') && is_name(name) {
                    all.push(Piece::Name(name.trim_start_matches(PARAMETER).to_owned()));
                }
                after
            }
            _ => after,
        };
    }
    all
}

/// Whether a formula outside the cells gives something away: words, or a place that is not on view. `visible` holds the
/// names of the sheets on view, in lower case.
pub(super) fn gives_away(formula: &str, visible: &HashSet<String>) -> bool {
    pieces(formula).iter().any(|piece| match piece {
        Piece::Literal(_) => true,
        // Names are reported where they are defined; one that is not defined shows as an error.
        Piece::Name(_) => false,
        Piece::Sheet(name) => !is_released(name, |name| visible.contains(&name.to_lowercase())),
    })
}

/// How files mark the variables of LET and LAMBDA ([MS-XLSX] 2.2.2).
const PARAMETER: &str = "_xlpm.";

/// Whether a word that no bracket follows names something: it is no reference, number or truth value, and long enough to
/// say something.
fn is_name(word: &str) -> bool {
    let word = word.trim_start_matches(PARAMETER);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let starts = word.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    let plain = !word.contains(['[', '$', '\\']) && range(word).is_none();
    let constant = word.eq_ignore_ascii_case("true") || word.eq_ignore_ascii_case("false");
    starts && plain && !constant && !word.starts_with("_xl") && letters >= FEWEST_LETTERS
}

/// What is inside quotes, and what follows them; a doubled quote stands for itself.
fn quoted(text: &str, quote: char) -> (String, &str) {
    let mut inside = String::new();
    let mut rest = text;
    while let Some((piece, after)) = rest.split_once(quote) {
        inside.push_str(piece);
        match after.strip_prefix(quote) {
            Some(more) => {
                inside.push(quote);
                rest = more;
            }
            None => return (inside, after),
        }
    }
    inside.push_str(rest);
    (inside, "")
}

/// A name without quotes, brackets and what is in them included.
fn word(text: &str) -> (&str, &str) {
    let mut depth = 0_u32;
    let mut escaped = false;
    let end = text.find(|letter: char| match letter {
        _ if escaped => {
            escaped = false;
            false
        }
        '\'' if depth > 0 => {
            escaped = true;
            false
        }
        '[' => {
            depth = depth.saturating_add(1);
            false
        }
        ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0 && !is_word(letter),
    });
    // At least one letter, so that the cutting comes to an end.
    let end = end.unwrap_or(text.len()).max(1);
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '\\' | '?' | '$')
}

/// Whether a literal holds words: four letters that are no code of a number format and no keyword of a function.
fn is_telling(text: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "filename",
        "address",
        "contents",
        "format",
        "parentheses",
        "prefix",
        "protect",
        "color",
        "width",
        "directory",
        "numfile",
        "origin",
        "recalc",
        "release",
        "system",
        "osversion",
        "general",
        "true",
        "false",
    ];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_keyword = || KEYWORDS.iter().any(|word| word.eq_ignore_ascii_case(text.trim()));
    letters >= FEWEST_LETTERS && !is_keyword() && !is_format_code(text)
}

/// Whether all words in it repeat one letter of dates and times (`dd mmm yyyy`), AM/PM aside.
fn is_format_code(text: &str) -> bool {
    let text = text.to_ascii_lowercase().replace("am/pm", "");
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| {
        let first = word.chars().next().unwrap_or_default();
        "dmyhse".contains(first) && word.chars().all(|c| c == first)
    })
}

/// The constant that a formula is, if it is one.
#[derive(Debug, PartialEq)]
pub(super) enum Constant {
    Text(String),
    Number(f64),
    Bool(bool),
}

/// Reads a formula that is nothing but a constant.
pub(super) fn constant(formula: &str) -> Option<Constant> {
    let formula = formula.trim().trim_start_matches('=').trim();
    if let Some(after) = formula.strip_prefix('"') {
        let (text, rest) = quoted(after, '"');
        return (rest.is_empty() && formula.ends_with('"')).then_some(Constant::Text(text));
    }
    match formula {
        "TRUE" | "TRUE()" => return Some(Constant::Bool(true)),
        "FALSE" | "FALSE()" => return Some(Constant::Bool(false)),
        _ => {}
    }
    let numeric =
        formula.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    formula.parse().ok().filter(|_| numeric).map(Constant::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> Piece {
        Piece::Literal(text.to_owned())
    }

    fn sheet(name: &str) -> Piece {
        Piece::Sheet(name.to_owned())
    }

    #[test]
    fn words_files_and_sheets_are_cut_out() {
        let cases: [(&str, Vec<Piece>); 9] = [
            ("IF(A1=\"J \"\"Jo\"\" Smith\",1,\"No\")", vec![literal("J \"Jo\" Smith")]),
            ("SUM(Data!A1:B2,'My ''own'' sheet'!C3)", vec![sheet("Data"), sheet("My 'own' sheet")]),
            ("'C:\\Staff\\[pay.xlsx]Pay'!A1", vec![sheet("C:\\Staff\\[pay.xlsx]Pay")]),
            ("[1]Pay!$A$1+[2]!Name", vec![sheet("[1]Pay"), sheet("[2]")]),
            ("Table1[[#This Row],[Officer's \"name\"]]&Sheet1!#REF!", vec![sheet("Sheet1")]),
            ("#REF!+#N/A+#DIV/0!", vec![]),
            ("TEXT(A1,\"dd mmmm yyyy hh:mm AM/PM\")&TEXT(B1,\"General\")", vec![]),
            ("CELL(\"filename\",A1)&\"days\"", vec![literal("days")]),
            ("cmd|'/c calc'!A0", vec![sheet("/c calc")]),
        ];
        for (formula, wanted) in cases {
            assert_eq!(pieces(formula), wanted, "{formula}");
        }
    }

    #[test]
    fn constants_are_told() {
        assert_eq!(constant("=\"a\"\"b\""), Some(Constant::Text("a\"b".to_owned())));
        assert_eq!(constant("-1.5"), Some(Constant::Number(-1.5)));
        assert_eq!(constant("TRUE"), Some(Constant::Bool(true)));
        for formula in ["\"a\"&\"b\"", "A1", "1+1", "", "inf", "\"a"] {
            assert_eq!(constant(formula), None, "{formula}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_cut(formula in "['\"\\[\\]!#A-Ca-c é0-9:,()&]{0,40}") {
            pieces(&formula);
            constant(&formula);
        }
    }
}
