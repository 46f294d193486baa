//! Runs of digits in a text, as people write numbers: in groups, with single spaces or hyphens between.
//!
//! Digits inside a decimal number or a word are no run: `380230.266901016` and `E01006109` hold none.

use std::ops::Range;

use crate::detect::Hit;

/// Most groups that are looked at together; longer runs are cut.
const MOST_GROUPS: usize = 24;
/// Most digits that a number has.
const MOST_DIGITS: usize = 24;

/// Groups of digits. What stands between two of them is one separator, or a bracket and a space.
struct Run {
    groups: [(usize, usize); MOST_GROUPS],
    count: usize,
    /// A `+` stands right before the first group.
    plus: bool,
}

/// Some neighbouring groups of a run.
pub(super) struct Window<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// Where they stand in the text.
    pub(super) range: Range<usize>,
    /// Whether it stands at the start of its run, behind a `+`.
    pub(super) plus: bool,
    digits: [u8; MOST_DIGITS],
    count: usize,
    lengths: [usize; MOST_GROUPS],
    groups: usize,
}

impl Window<'_> {
    /// Their digits, as numbers.
    pub(super) fn digits(&self) -> &[u8] {
        self.digits.get(..self.count).unwrap_or_default()
    }

    /// How many digits each group has.
    pub(super) fn lengths(&self) -> &[usize] {
        self.lengths.get(..self.groups).unwrap_or_default()
    }

    /// As written.
    pub(super) fn written(&self) -> &str {
        self.text.get(self.range.clone()).unwrap_or_default()
    }

    /// All of it as a hit.
    pub(super) fn hit(&self, sure: bool) -> Hit {
        Hit { range: self.range.clone(), sure }
    }

    /// Takes a group in; false where it would be too long.
    fn push(&mut self, (start, end): (usize, usize), most: usize) -> bool {
        let length = end.saturating_sub(start);
        let bytes = self.text.as_bytes().get(start..end).unwrap_or_default();
        let after = self.count.saturating_add(length);
        let Some(room) = self.digits.get_mut(self.count..after).filter(|_| after <= most) else {
            return false;
        };
        room.iter_mut().zip(bytes).for_each(|(digit, byte)| *digit = byte.saturating_sub(b'0'));
        let Some(slot) = self.lengths.get_mut(self.groups) else { return false };
        *slot = length;
        (self.count, self.groups) = (after, self.groups + 1);
        true
    }

    /// Lets the last group go.
    fn pop(&mut self) {
        self.groups = self.groups.saturating_sub(1);
        self.count = self.count.saturating_sub(self.lengths.get(self.groups).copied().unwrap_or_default());
    }
}

/// Reads windows of from `least` to `most` digits of each run from left to right, the longest first; `judge` says
/// whether a window is a hit, and windows after it go on behind it.
pub(super) fn scan(
    text: &str,
    least: usize,
    most: usize,
    judge: &dyn Fn(&Window<'_>) -> Option<Hit>,
    found: &mut dyn FnMut(Hit),
) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = next_digit(bytes, at) {
        at = digits_end(bytes, start);
        if joined(text, start, at) {
            continue;
        }
        let run = run_from(text, start);
        at = run.groups().last().map_or(at, |group| group.1);
        let mut first = 0;
        while first < run.count {
            match windows(text, &run, first, (least, most), judge) {
                Some((hit, groups)) => {
                    found(hit);
                    first += groups.max(1);
                }
                None => first += 1,
            }
        }
    }
}

/// The first window from group `first` on that is a hit, and how many groups it has.
fn windows(
    text: &str,
    run: &Run,
    first: usize,
    (least, most): (usize, usize),
    judge: &dyn Fn(&Window<'_>) -> Option<Hit>,
) -> Option<(Hit, usize)> {
    let groups = run.groups().get(first..)?;
    let start = groups.first()?.0;
    let mut window = Window {
        text,
        range: start..start,
        plus: run.plus && first == 0,
        digits: [0; MOST_DIGITS],
        count: 0,
        lengths: [0; MOST_GROUPS],
        groups: 0,
    };
    for group in groups {
        if !window.push(*group, most) {
            break;
        }
    }
    while window.count >= least && window.groups > 0 {
        window.range.end = groups.get(window.groups - 1)?.1;
        if let Some(hit) = judge(&window) {
            return Some((hit, window.groups));
        }
        window.pop();
    }
    None
}

impl Run {
    fn groups(&self) -> &[(usize, usize)] {
        self.groups.get(..self.count).unwrap_or_default()
    }
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

fn run_from(text: &str, start: usize) -> Run {
    let bytes = text.as_bytes();
    let plus = start > 0 && bytes.get(start - 1) == Some(&b'+');
    let mut run = Run { groups: [(0, 0); MOST_GROUPS], count: 0, plus };
    let mut next = Some(start);
    while let (Some(at), true) = (next, run.count < MOST_GROUPS) {
        let end = digits_end(bytes, at);
        if joined(text, at, end) {
            break;
        }
        if let Some(slot) = run.groups.get_mut(run.count) {
            *slot = (at, end);
        }
        run.count += 1;
        next = after_separator(bytes, end);
    }
    run
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
        _ => return None,
    };
    rest.get(width).filter(|byte| byte.is_ascii_digit()).map(|_| end + width)
}
