//! Characters inside a text that no eye sees: zero-width, bidirectional control, tag and other control characters.
//!
//! One test for the readers of every format. It says what such characters hide and what is left without them; whether
//! that matters for a release is not said here. Scripts and emoji that need joiners and marks (Unicode Standard, 23.2,
//! UTS #51) keep them: in Persian or Hindi words they are spelling, not hiding.

use crate::model::Substance;

/// What a text with characters that cannot be seen amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invisible {
    /// The text as the eye has it: without them.
    pub shown: String,
    /// How many there are that a writer had no need of; soft hyphens and NULs are left out of `shown` only.
    pub count: u64,
    /// The words that tag characters or variation selectors spell, where they spell any.
    pub hidden: Option<String>,
    /// Whether it is no more than a single mark at an edge of the text.
    stray: bool,
}

impl Invisible {
    /// How much they hold. A single mark before or after a text is what web pages and SharePoint lists leave behind.
    pub fn substance(&self) -> Substance {
        match (self.count, self.stray) {
            (0, _) => Substance::Harmless("no more than hyphenation hints"),
            (_, true) => Substance::Harmless(STRAY),
            (count, false) => Substance::Holds(count),
        }
    }
}

/// Why a single mark at an edge of a text is harmless.
pub const STRAY: &str = "no more than single marks before or after a text, as web pages leave them";

/// Looks for characters that cannot be seen; none where there is none, or where the script needs all of them.
pub fn invisible(text: &str) -> Option<Invisible> {
    if !text.chars().any(suspect) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let right_to_left = chars.iter().any(|&c| is_right_to_left(c));
    let mut found = Found::default();
    let mut skip_to = 0;
    for (at, &c) in chars.iter().enumerate() {
        if at < skip_to {
            found.shown.push(c);
            continue;
        }
        if c == BLACK_FLAG {
            skip_to = at + 1 + flag_tags(chars.get(at + 1..).unwrap_or_default());
        }
        let around = Around { before: found.shown.chars().next_back(), after: chars.get(at + 1).copied() };
        found.take(c, at, around, right_to_left);
    }
    found.finish(&chars)
}

/// Printing characters and ordinary white space of ASCII only: nothing in it is invisible.
pub fn is_ordinary(text: &str) -> bool {
    let ordinary = |b: u8| matches!(b, b' '..=b'~' | b'\n' | b'\t' | b'\r');
    // Without an early end, many bytes are looked at at once.
    text.bytes().fold(true, |all, b| all & ordinary(b))
}

/// The neighbours of a character: what is seen before it, and what comes after it.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

#[derive(Default)]
struct Found {
    shown: String,
    count: u64,
    dropped: u64,
    positions: Vec<usize>,
    tags: String,
    selectors: Vec<u8>,
}

impl Found {
    fn take(&mut self, c: char, at: usize, around: Around, right_to_left: bool) {
        match kind(c) {
            Kind::Seen => return self.shown.push(c),
            Kind::Hint => {
                self.dropped += 1;
                return;
            }
            Kind::Joiner if joins(around) => return self.shown.push(c),
            Kind::Mark if right_to_left => return self.shown.push(c),
            Kind::Selector(_) if around.before.is_some_and(|before| selects(before, c)) => {
                return self.shown.push(c);
            }
            Kind::Tag(letter) => self.tags.extend(letter),
            Kind::Selector(byte) => self.selectors.push(byte),
            _ => {}
        }
        self.count += 1;
        if self.positions.len() < 2 {
            self.positions.push(at);
        }
    }

    fn finish(self, chars: &[char]) -> Option<Invisible> {
        if self.count == 0 && self.dropped == 0 {
            return None;
        }
        let edge = |at: usize| {
            let blank = |part: Option<&[char]>| part.unwrap_or_default().iter().all(|c| c.is_whitespace());
            blank(chars.get(..at)) || blank(chars.get(at + 1..))
        };
        let stray = self.positions.first().is_some_and(|&at| self.count == 1 && edge(at))
            && self.tags.is_empty()
            && self.selectors.is_empty();
        let spelled = String::from_utf8(self.selectors).unwrap_or_default();
        let words =
            format!("{}{}", self.tags, if spelled.chars().any(char::is_control) { "" } else { &spelled });
        let hidden = Some(words).filter(|words| !words.trim().is_empty());
        Some(Invisible { shown: self.shown, count: self.count, hidden, stray })
    }
}

#[derive(Clone, Copy)]
enum Kind {
    /// Not of interest.
    Seen,
    /// Left out of what is shown, but nothing to report: soft hyphen; NUL, which is the encoding's matter.
    Hint,
    /// ZWJ and ZWNJ.
    Joiner,
    /// Direction marks that right-to-left text needs.
    Mark,
    /// A variation selector, with the byte that it stands for when selectors are used as an alphabet.
    Selector(u8),
    /// A tag character (Unicode 23.9), with the ASCII letter that it repeats.
    Tag(Option<char>),
    /// Everything else that no eye sees.
    Other,
}

/// Whether a character needs a closer look; false for nearly all, at the cost of a few comparisons.
fn suspect(c: char) -> bool {
    match c {
        ' '..='~' | '\t'..='\r' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{34E}' => false,
        _ => !matches!(kind(c), Kind::Seen),
    }
}

fn kind(c: char) -> Kind {
    match c {
        // Line breaks within a field come as vertical tabs from some databases.
        '\t'..='\r' => Kind::Seen,
        '\0' | '\u{AD}' => Kind::Hint,
        '\u{200C}' | '\u{200D}' => Kind::Joiner,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}' => Kind::Mark,
        '\u{FE00}'..='\u{FE0F}' => Kind::Selector(low_byte(c, 0xFE00, 0)),
        '\u{E0100}'..='\u{E01EF}' => Kind::Selector(low_byte(c, 0xE0100, 16)),
        '\u{E0000}'..='\u{E007F}' => {
            let ascii = char::from(low_byte(c, 0xE0000, 0));
            Kind::Tag((' '..='~').contains(&ascii).then_some(ascii))
        }
        // C0, DEL and C1 controls.
        '\u{1}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Kind::Other,
        // Default_Ignorable_Code_Point (UAX #44): fillers, zero-width and invisible operators, overrides, the byte
        // order mark inside text, interlinear annotation, musical formatting.
        '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{202D}'
        | '\u{202E}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0080}'..='\u{E00FF}'
        | '\u{E01F0}'..='\u{E0FFF}' => Kind::Other,
        _ => Kind::Seen,
    }
}

fn low_byte(c: char, first: u32, plus: u8) -> u8 {
    u8::try_from(u32::from(c).saturating_sub(first)).unwrap_or(u8::MAX).saturating_add(plus)
}

/// ZWJ and ZWNJ are spelling between letters of the scripts that shape letters, and glue between emoji.
fn joins(around: Around) -> bool {
    let script =
        |c: char| matches!(c, '\u{600}'..='\u{DFF}' | '\u{F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}');
    let both = |test: fn(char) -> bool| around.before.is_some_and(test) && around.after.is_some_and(test);
    (around.before.is_some_and(script) && around.after.is_none_or(|c| script(c) || !c.is_alphanumeric()))
        || both(is_pictograph)
}

/// A selector belongs to what it can select a form of: a symbol, a keycap digit, an ideograph, a Mongolian letter.
fn selects(before: char, selector: char) -> bool {
    let ideograph =
        matches!(before, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}');
    match selector {
        '\u{FE0E}' | '\u{FE0F}' => {
            is_pictograph(before)
                || ideograph
                || matches!(before, '0'..='9' | '#' | '*' | '\u{A9}' | '\u{AE}')
        }
        '\u{FE00}'..='\u{FE0D}' => {
            ideograph || matches!(before, '\u{1000}'..='\u{109F}' | '\u{2190}'..='\u{2BFF}')
        }
        _ => ideograph,
    }
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{FE0F}' | '\u{203C}' | '\u{2049}' | '\u{20E3}' | '\u{2100}'..='\u{2BFF}'
        | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{60B}' | '\u{60D}'..='\u{61B}' | '\u{61D}'..='\u{8FF}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

const BLACK_FLAG: char = '\u{1F3F4}';

/// How many tag characters after a black flag make it the flag of England, Scotland or Wales (UTS #51, RGI sequences).
fn flag_tags(after: &[char]) -> usize {
    let tags = |region: &str| -> Vec<char> {
        let tag = |c: char| char::from_u32(0xE0000 + u32::from(c));
        region.chars().filter_map(tag).chain(['\u{E007F}']).collect()
    };
    ["gbeng", "gbsct", "gbwls"]
        .into_iter()
        .map(tags)
        .find(|flag| after.starts_with(flag))
        .map_or(0, |flag| flag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Invisible {
        invisible(text).expect("something that cannot be seen")
    }

    #[test]
    fn plain_text_is_left_alone() {
        for text in
            ["", "Trafford", "a\tb\r\nc", "a\u{B}b", "£5\u{A0}000", "Müller, Zoë", "日本語", "\u{2019}"]
        {
            assert_eq!(invisible(text), None, "{text:?}");
        }
    }

    #[test]
    fn scripts_and_emoji_keep_what_they_need() {
        for text in [
            "می\u{200C}خواهم",
            "क\u{94D}\u{200D}ष",
            "👩\u{200D}🔬",
            "❤\u{FE0F}",
            "1\u{FE0F}\u{20E3}",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "שלום\u{200E} (2)",
            "葛\u{E0100}",
        ] {
            assert_eq!(invisible(text), None, "{text:?}");
        }
    }

    #[test]
    fn every_kind_inside_latin_text_is_found_and_taken_out() {
        for c in [
            '\u{200B}',
            '\u{200C}',
            '\u{200D}',
            '\u{200E}',
            '\u{202E}',
            '\u{2066}',
            '\u{2060}',
            '\u{FEFF}',
            '\u{7}',
            '\u{7F}',
            '\u{85}',
            '\u{E0041}',
            '\u{FE0F}',
            '\u{E0101}',
            '\u{3164}',
            '\u{61C}',
            '\u{34F}',
            '\u{180E}',
        ] {
            let found = found(&format!("ab{c}cd"));
            assert_eq!((found.shown.as_str(), found.count), ("abcd", 1), "U+{:04X}", u32::from(c));
            assert_eq!(found.substance(), Substance::Holds(1));
        }
    }

    #[test]
    fn hints_are_taken_out_and_are_nothing_to_report() {
        let found = found("in\u{AD}for\u{AD}ma\0tion");
        assert_eq!((found.shown.as_str(), found.count), ("information", 0));
        assert!(matches!(found.substance(), Substance::Harmless(_)));
    }

    #[test]
    fn one_mark_at_an_edge_is_a_stray() {
        assert!(matches!(found("\u{200B}Closed").substance(), Substance::Harmless(_)));
        assert!(matches!(found("Closed \u{200B} ").substance(), Substance::Harmless(_)));
        assert_eq!(found("\u{200B}Closed\u{200B}").substance(), Substance::Holds(2));
        assert_eq!(found("Clo\u{200B}sed").substance(), Substance::Holds(1));
        assert_eq!(found("Closed\u{E0041}").substance(), Substance::Holds(1));
    }

    #[test]
    fn tag_characters_and_selectors_are_spelled_out() {
        let tags: String =
            "Ann Example".chars().filter_map(|c| char::from_u32(0xE0000 + u32::from(c))).collect();
        assert_eq!(found(&format!("ok{tags}")).hidden.as_deref(), Some("Ann Example"));
        let selectors: String =
            b"Ann".iter().filter_map(|&b| char::from_u32(0xE0100 + u32::from(b) - 16)).collect();
        assert_eq!(found(&format!("ok{selectors}")).hidden.as_deref(), Some("Ann"));
        assert_eq!(found("o\u{200B}k").hidden, None);
    }

    #[test]
    fn a_flag_hides_no_other_tags() {
        let found = found("🏴\u{E0067}\u{E0062}\u{E0041}");
        assert_eq!(found.hidden.as_deref(), Some("gbA"));
    }
}
