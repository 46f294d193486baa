//! Whether a field of a csv file would run as a formula when a spreadsheet program opens the file.
//!
//! A leading sign alone is no formula: negative numbers, telephone numbers, dashes and bullets begin with one too. What
//! runs calls a function, starts a program (DDE), refers to a cell, or is a word right behind the sign, which a program
//! takes for a name and shows as an error. Excel trims a leading tab or line end before it looks, and in some editions
//! takes the full-width forms of the signs.

/// Whether a field runs when it is opened.
pub(crate) fn is_formula(field: &str) -> bool {
    let text = field.trim_start_matches(['\t', '\r', '\n']);
    let trimmed =
        text.len() < field.len() && text.starts_with(char::is_alphabetic) && !field.starts_with('\n');
    if trimmed {
        return true;
    }
    let mut chars = text.chars();
    let rest = match chars.next() {
        Some('=' | '＝') if quoted_text(field).is_none() => {
            let rest = chars.as_str();
            return !rest.trim_matches(['=', '-', ' ', '>']).is_empty();
        }
        Some('+' | '-' | '@' | '＋' | '－' | '＠') => chars.as_str(),
        _ => return false,
    };
    runs(rest) || rest.starts_with(char::is_alphabetic)
}

/// The text in `="0123"`, with which exports keep leading zeros: a formula that gives a text and nothing else.
pub(super) fn quoted_text(field: &str) -> Option<&str> {
    field.strip_prefix("=\"")?.strip_suffix('"').filter(|text| !text.contains('"'))
}

/// What follows a sign runs if it calls (`SUM(`), starts a program or names a sheet (`|`, `!`), or is an expression of
/// cells (`A1*2`).
fn runs(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['+', '-', '=', '@', ' ']);
    if rest.contains('|') || rest.char_indices().any(|(at, c)| c == '!' && is_reference_end(rest, at)) {
        return true;
    }
    let mut before = ' ';
    for c in rest.chars() {
        if c == '(' && before.is_ascii_alphabetic() {
            return true;
        }
        before = c;
    }
    is_cell_expression(rest)
}

/// Whether the `!` at a place stands between a sheet's name and a cell, not at the end of a sentence.
fn is_reference_end(text: &str, at: usize) -> bool {
    text.get(at + 1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '$'))
}

fn is_cell_expression(text: &str) -> bool {
    let operator = |c: char| "+-*/^&:,;<>=().%$ ".contains(c);
    let mut cells = 0;
    for word in text.trim().split(operator).filter(|word| !word.is_empty()) {
        if is_cell(word) {
            cells += 1;
        } else if !word.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
    }
    cells > 0
}

/// `A1` to `XFD1048576`.
fn is_cell(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = word.len() - digits.len();
    (1..=3).contains(&letters)
        && (1..=7).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_found() {
        for field in [
            "=1+1",
            "=E2+F2",
            "=HYPERLINK(\"http://example.org\",\"x\")",
            "+SUM(A1:A2)",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "\t=1+1",
            "\r=1+1",
            "+A1",
            "-B2*3",
            "@A1",
            // A word right behind a sign is taken for a name, and shown as an error.
            "-ve",
            "@example",
            "\tTrafford",
            "=Sheet2!A1",
            "+Sheet2!$A$1",
            "＝1+1",
        ] {
            assert!(is_formula(field), "{field:?}");
        }
    }

    #[test]
    fn what_only_begins_with_a_sign_is_left_alone() {
        for field in [
            "-1",
            "+1.5E-3",
            "-£5,000.00",
            "- 5%",
            "+44 20 7946 0000",
            "+44 (0)20 7946 0000",
            "-",
            "--",
            "---",
            "=====",
            "=>",
            "- first point (see note)",
            "-2 or less",
            "+ more to come!",
            "",
            "a=b",
            "=\"00123\"",
            "-(12.5)",
        ] {
            assert!(!is_formula(field), "{field:?}");
        }
    }

    #[test]
    fn protected_text_is_shown_as_its_text() {
        assert_eq!(quoted_text("=\"00123\""), Some("00123"));
        assert_eq!(quoted_text("=\"a\"&\"b\""), None);
        assert_eq!(quoted_text("00123"), None);
    }
}
