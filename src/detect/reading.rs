//! A text as recognisers get it, and what one look at it tells: enough to turn most of them away at once.

use super::fold::{Folded, fold};
use super::staff::{FindListed, StaffList};
use super::{Detector, Hit};

/// What a text must have for a recogniser to be worth running.
#[derive(Debug, Clone, Copy)]
pub struct Needs {
    /// So many digits.
    pub digits: usize,
    /// A letter.
    pub letter: bool,
    /// An `@`.
    pub at: bool,
    /// A `/`.
    pub slash: bool,
    /// A `.`.
    pub dot: bool,
    /// A `:` or a `-`.
    pub joint: bool,
    /// No more bytes than these.
    pub longest: usize,
}

impl Needs {
    /// Any text will do.
    pub const NOTHING: Needs = Needs {
        digits: 0,
        letter: false,
        at: false,
        slash: false,
        dot: false,
        joint: false,
        longest: usize::MAX,
    };
}

/// What one look at a text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits {
    length: usize,
    digits: usize,
    signs: u8,
}

const LETTER: u8 = 1;
const AT: u8 = 2;
const SLASH: u8 = 4;
const DOT: u8 = 8;
const JOINT: u8 = 32;
/// The first byte of characters of which some are made plain.
const UNPLAIN: u8 = 16;

/// What each byte says.
#[allow(clippy::indexing_slicing, reason = "by the compiler, within bounds")]
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = match byte as u8 {
            b'A'..=b'Z' | b'a'..=b'z' => LETTER,
            b'@' => AT,
            b'/' => SLASH,
            b'.' => DOT,
            b':' | b'-' => JOINT,
            0xC2 | 0xD9 | 0xDB | 0xDF | 0xE0..=0xE3 | 0xEF => LETTER | UNPLAIN,
            0x80.. => LETTER,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

impl Traits {
    /// Looks at each byte once.
    pub fn of(text: &str) -> Self {
        let mut traits = Traits { length: text.len(), ..Traits::default() };
        for byte in text.bytes() {
            traits.digits += usize::from(byte.is_ascii_digit());
            traits.signs |= SIGNS.get(usize::from(byte)).copied().unwrap_or_default();
        }
        traits
    }

    /// Whether a recogniser with these needs is worth running.
    pub fn meet(self, needs: Needs) -> bool {
        let has = |wanted: bool, sign: u8| !wanted || self.signs & sign != 0;
        self.digits >= needs.digits
            && has(needs.letter, LETTER)
            && has(needs.at, AT)
            && has(needs.slash, SLASH)
            && has(needs.dot, DOT)
            && has(needs.joint, JOINT)
            && self.length <= needs.longest
    }

    /// Whether there is a letter.
    pub fn has_letter(self) -> bool {
        self.signs & LETTER != 0
    }

    /// Whether a character may be one that is made plain.
    pub(super) fn may_be_unplain(self) -> bool {
        self.signs & UNPLAIN != 0
    }

    /// Whether it may be a whole number that was made a decimal.
    pub(super) fn may_be_decimal(self) -> bool {
        self.digits >= 6 && self.signs & DOT != 0 && self.length <= 32
    }
}

/// A text, made plain where it was not.
#[derive(Debug)]
pub struct Reading<'t> {
    text: &'t str,
    folded: Option<Folded>,
    traits: Traits,
}

impl<'t> Reading<'t> {
    /// Looks at a text.
    pub fn of(text: &'t str) -> Self {
        let seen = Traits::of(text);
        let folded = fold(text, seen);
        let traits = folded.as_ref().map_or(seen, |folded| Traits::of(&folded.text));
        Reading { text, folded, traits }
    }

    /// Asks a recogniser, if the text has what it needs. Hits stand where they do in the text as it was.
    pub fn ask(&self, detector: &Detector, found: &mut dyn FnMut(Hit)) {
        self.look(detector, detector.find, found);
    }

    /// Asks one of those that need the list of staff.
    pub fn ask_listed(
        &self,
        detector: &Detector,
        list: &StaffList,
        find: FindListed,
        found: &mut dyn FnMut(Hit),
    ) {
        self.look(detector, |text, found| find(list, text, found), found);
    }

    fn look(
        &self,
        detector: &Detector,
        find: impl Fn(&str, &mut dyn FnMut(Hit)),
        found: &mut dyn FnMut(Hit),
    ) {
        if !self.traits.meet(detector.needs) {
            return;
        }
        match &self.folded {
            None => find(self.text, found),
            Some(folded) => find(&folded.text, &mut |hit| {
                found(Hit { range: folded.origin(&hit.range), sure: hit.sure });
            }),
        }
    }

    /// Whether there is a letter.
    pub fn has_letter(&self) -> bool {
        self.traits.has_letter()
    }
}
