//! Which character separates the fields: a scorer over the start of the file.
//!
//! Each candidate is tried; the one that gives rows of the same length, of fields that look whole, wins. Published
//! sniffers fail on single columns or count title lines into the table. Where the header is, `layout` says.

use super::fields::{End, Fields};

/// The candidates, the likelier first where the score is equal.
const CANDIDATES: [u8; 4] = [b'\t', b',', b';', b'|'];
/// Rows that are looked at.
const ROWS: usize = 2_000;
/// Below this score the text has no delimiter to speak of, and is read as Excel would: with commas.
const LEAST: f64 = 0.2;
/// Longest field of a sample.
const LONGEST: usize = 1 << 20;

/// What the start of a file says about its delimiter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Guess {
    /// The delimiter.
    pub(crate) delimiter: u8,
    /// Whether it separates anything.
    pub(crate) separates: bool,
    /// Fields in most rows.
    pub(crate) columns: usize,
    /// The share of the rows that have so many.
    pub(crate) share: f64,
    /// Rows that hold something.
    pub(crate) rows: usize,
    /// Whether the first line says which it is (`sep=;`), and is no row.
    pub(crate) declared: bool,
}

/// Guesses from the start of a text, `whole` telling whether that is all of it.
pub(crate) fn guess(start: &[u8], whole: bool) -> Guess {
    if let Some(delimiter) = declared(start) {
        let score = score(start, delimiter, whole);
        return Guess { delimiter, separates: true, declared: true, ..score.guess };
    }
    let mut best: Option<Score> = None;
    for delimiter in CANDIDATES {
        let score = score(start, delimiter, whole);
        let better = |best: &Score| {
            score.score > best.score + 1e-9
                || ((score.score - best.score).abs() <= 1e-9 && score.guess.columns > best.guess.columns)
        };
        if best.as_ref().is_none_or(better) {
            best = Some(score);
        }
    }
    match best {
        Some(best) if best.score >= LEAST => best.guess,
        _ => score(start, b',', whole).guess,
    }
}

/// The delimiter of a first line `sep=;`, which Excel and LibreOffice obey and do not show. A line that says more than
/// this is a row like any other.
fn declared(start: &[u8]) -> Option<u8> {
    let line = start.split(|b| matches!(b, b'\r' | b'\n')).next()?;
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [s, e, p, b'=', delimiter] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") => Some(*delimiter)
            .filter(|d| (d.is_ascii_punctuation() || matches!(d, b'\t' | b' ')) && !matches!(d, b'"' | b'=')),
        _ => None,
    }
}

struct Score {
    guess: Guess,
    score: f64,
}

fn score(start: &[u8], delimiter: u8, whole: bool) -> Score {
    let counts = count(start, delimiter, whole);
    let mut lengths = counts.lengths;
    lengths.sort_unstable();
    let (mut columns, mut most) = (1, 0);
    for run in lengths.chunk_by(|a, b| a == b) {
        let length = run.first().copied().unwrap_or(1);
        if length > 1 && run.len() >= most {
            (columns, most) = (length, run.len());
        }
    }
    let share = most as f64 / lengths.len().max(1) as f64;
    let broken = counts.broken as f64 / counts.fields.max(1) as f64;
    let guess =
        Guess { delimiter, separates: columns > 1, columns, share, rows: lengths.len(), declared: false };
    Score { guess, score: share * (1.0 - 0.5 * broken) }
}

#[derive(Default)]
struct Counts {
    /// Fields of each row that holds something.
    lengths: Vec<usize>,
    fields: usize,
    /// Fields that look as if another delimiter should have split them.
    broken: usize,
}

fn count(start: &[u8], delimiter: u8, whole: bool) -> Counts {
    let mut fields = if whole {
        Fields::sample(start.to_vec(), delimiter, LONGEST)
    } else {
        Fields::start_of(start.to_vec(), delimiter, LONGEST)
    };
    let mut counts = Counts::default();
    let (mut length, mut filled) = (0, false);
    // Nothing can fail in memory; a failure would end the sample, which is what it means anyway.
    while let Ok(Some(end)) = fields.next() {
        let field = fields.field();
        length += 1;
        filled |= !field.trim_ascii().is_empty();
        counts.fields += 1;
        counts.broken += usize::from(is_broken(field, delimiter));
        if end == End::Row {
            if filled {
                counts.lengths.push(length);
            }
            (length, filled) = (0, false);
            if counts.lengths.len() >= ROWS {
                break;
            }
        }
    }
    counts
}

/// Whether a field holds a quotation mark or another delimiter that is no punctuation of a sentence or a number.
fn is_broken(field: &[u8], delimiter: u8) -> bool {
    let number = |b: &u8| b.is_ascii_digit() || b" .,-+%".contains(b);
    if field.iter().all(number) {
        return false;
    }
    field.iter().enumerate().any(|(at, &b)| match b {
        b'"' => true,
        b'\t' | b'|' => b != delimiter,
        b',' | b';' => b != delimiter && field.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_delimiter_is_told_from_the_others() {
        for (text, delimiter, columns) in [
            ("a,b,c\n1,2,3\n", b',', 3),
            ("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", b';', 3),
            ("Name\tPlace\nAble, Ann\tSale, Trafford\nBaker, Bob\tHale, Trafford\n", b'\t', 2),
            ("a|b\nx, y|z\n", b'|', 2),
            ("\"a;b\",\"c;d\"\n\"e;f\",\"g;h\"\n", b',', 2),
            ("\"Column A\";\"<a href=''>Link</a>\";\"Column C\"", b';', 3),
            ("\"-123\",\"1.234\",\"12.345,67\"\n\"1,2\",\"3\"\n", b',', 3),
            ("Notes, for the year\n\na;b\n1;2\n3;4\n5;6\n", b';', 2),
            ("This;Are;Headers\r\nA;Number with comma;25,5\r\nTwo colons and a comma;B|3;:,:\r\n", b';', 3),
            ("x,\"multi\nline; text\",y\n1,2,3\n", b',', 3),
        ] {
            let guess = guess(text.as_bytes(), true);
            assert_eq!(
                (char::from(guess.delimiter), guess.columns),
                (char::from(delimiter), columns),
                "{text:?}"
            );
        }
    }

    #[test]
    fn one_column_has_no_delimiter() {
        let guess = guess(b"Ward\nSale\nHale\n", true);
        assert_eq!((guess.delimiter, guess.separates, guess.columns), (b',', false, 1));
    }

    #[test]
    fn a_declared_delimiter_is_obeyed_and_nothing_else_is_taken_for_one() {
        let guessed = guess(b"sep=;\r\nA;1\r\n", true);
        assert_eq!((guessed.delimiter, guessed.declared), (b';', true));
        assert!(guess(b"\"SEP=|\"\nA|1\n", true).declared);
        assert!(!guess(b"sep=;Ann Example\r\nA;1\r\n", true).declared);
        assert!(!guess(b"sep=\r\nA;1\r\n", true).declared);
    }
}
