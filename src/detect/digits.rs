//! Runs of digits in a text, as people write numbers: in groups, with single spaces or hyphens between.
//!
//! Digits inside a decimal number or a word are no run: `380230.266901016` and `E01006109` hold none.

use std::ops::Range;

/// Most groups that are looked at together; longer runs are cut.
const MOST_GROUPS: usize = 24;

/// A run of groups of digits. What stands between two groups is one separator, or a bracket and a space.
#[derive(Debug)]
struct Run<'t> {
    text: &'t str,
    groups: Vec<Range<usize>>,
    /// A `+` stands right before the first group.
    plus: bool,
}

/// Some neighbouring groups of a run.
#[derive(Debug)]
pub(super) struct Window {
    /// Where they stand in the text.
    pub(super) range: Range<usize>,
    /// Their digits, as numbers.
    pub(super) digits: Vec<u8>,
    /// How many digits each group has.
    pub(super) lengths: Vec<usize>,
    /// Whether it stands at the start of its run, behind a `+`.
    pub(super) plus: bool,
}

impl Run<'_> {
    /// All windows that begin with group `first` and hold from `least` to `most` digits, longest first.
    fn windows(&self, first: usize, least: usize, most: usize) -> Vec<Window> {
        let mut windows = Vec::new();
        let (mut digits, mut lengths) = (Vec::new(), Vec::new());
        let Some(start) = self.groups.get(first).map(|group| group.start) else { return windows };
        for group in self.groups.iter().skip(first) {
            let bytes = self.text.as_bytes().get(group.clone()).unwrap_or_default();
            digits.extend(bytes.iter().map(|byte| byte.saturating_sub(b'0')));
            lengths.push(bytes.len());
            if digits.len() > most {
                break;
            }
            if digits.len() >= least {
                let range = start..group.end;
                let plus = self.plus && first == 0;
                windows.push(Window { range, digits: digits.clone(), lengths: lengths.clone(), plus });
            }
        }
        windows.reverse();
        windows
    }

    /// How many groups there are.
    fn len(&self) -> usize {
        self.groups.len()
    }
}

/// Calls back for each run of digits in a text.
fn runs<'t>(text: &'t str, found: &mut dyn FnMut(&Run<'t>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = next_digit(bytes, at) {
        at = digits_end(bytes, start);
        if !joined(text, start, at) {
            let run = run_from(text, start);
            at = run.groups.last().map_or(at, |group| group.end);
            found(&run);
        }
    }
}

/// Reads windows of each run from left to right; `judge` says whether a window is a hit, and windows after it go on
/// behind it.
pub(super) fn scan(
    text: &str,
    least: usize,
    most: usize,
    judge: &dyn Fn(&Window) -> Option<super::Hit>,
    found: &mut dyn FnMut(super::Hit),
) {
    runs(text, &mut |run| {
        let mut first = 0;
        while first < run.len() {
            let hit = run
                .windows(first, least, most)
                .into_iter()
                .find_map(|window| judge(&window).map(|hit| (hit, window.lengths.len())));
            match hit {
                Some((hit, groups)) => {
                    found(hit);
                    first += groups.max(1);
                }
                None => first += 1,
            }
        }
    });
}

fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    bytes.iter().skip(from).position(u8::is_ascii_digit).map(|offset| from + offset)
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    bytes
        .iter()
        .skip(from)
        .position(|byte| !byte.is_ascii_digit())
        .map_or(bytes.len(), |offset| from + offset)
}

fn run_from(text: &str, start: usize) -> Run<'_> {
    let bytes = text.as_bytes();
    let mut groups = Vec::new();
    let mut next = Some(start);
    while let Some(at) = next.filter(|_| groups.len() < MOST_GROUPS) {
        let end = digits_end(bytes, at);
        if joined(text, at, end) {
            break;
        }
        groups.push(at..end);
        next = after_separator(bytes, end);
    }
    let plus = start > 0 && bytes.get(start - 1) == Some(&b'+');
    Run { text, groups, plus }
}

/// Whether the digits are part of a word or of a decimal number.
fn joined(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let mut after = text.get(end..).unwrap_or_default().chars();
    let next = after.next();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let decimal_before = matches!(before, Some('.' | ',')) && {
        let head = text.get(..start.saturating_sub(1)).unwrap_or_default();
        head.ends_with(|c: char| c.is_ascii_digit())
    };
    let decimal_after = matches!(next, Some('.' | ',')) && after.next().is_some_and(|c| c.is_ascii_digit());
    word(before) || word(next) || decimal_before || decimal_after
}

/// The start of the next group, when one separator (or a closing bracket and a space) and a digit follow.
fn after_separator(bytes: &[u8], end: usize) -> Option<usize> {
    let rest = bytes.get(end..)?;
    let width = match rest {
        [b')', b' ', ..] | [b' ', b'(', ..] => 2,
        [b' ' | b'-' | b')' | b'(', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        _ => return None,
    };
    rest.get(width).filter(|byte| byte.is_ascii_digit()).map(|_| end + width)
}
