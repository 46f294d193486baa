//! The sections of a number format code: what each is for, and whether it shows the value. Renders nothing.

use super::color::Rgb;

/// Fewest letters of a literal that can give something away.
pub(super) const FEWEST_LETTERS: usize = 3;

/// One section of a format code (ECMA-376 18.8.31).
#[derive(Debug, Default)]
pub(super) struct Section {
    /// `[<5]`.
    pub(super) condition: Option<Condition>,
    /// `[Red]`, `[Color 12]`.
    pub(super) color: Option<FormatColor>,
    /// It has a placeholder that a number's digits or date go to.
    pub(super) shows_number: bool,
    /// Such a placeholder is for a date or time.
    pub(super) shows_date: bool,
    /// It counts hours, minutes or seconds on and on.
    pub(super) elapsed: bool,
    /// It has an `@`.
    pub(super) shows_text: bool,
    /// What it shows whatever the value.
    pub(super) literal: String,
    /// Literal words, currency names included where they are longer than a currency's code.
    pub(super) words: String,
    /// It has the word General.
    pub(super) general: bool,
    /// Where in `literal` the value goes, for `@` and General.
    value_at: usize,
}

/// A condition on the value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    operator: Operator,
    number: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operator {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// A colour that a section forces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum FormatColor {
    /// By name.
    Rgb(Rgb),
    /// By its index in the palette.
    Indexed(usize),
}

impl Condition {
    pub(super) fn holds(self, value: f64) -> bool {
        match self.operator {
            Operator::Less => value < self.number,
            Operator::LessOrEqual => value <= self.number,
            Operator::Greater => value > self.number,
            Operator::GreaterOrEqual => value >= self.number,
            Operator::Equal => value == self.number,
            Operator::NotEqual => value != self.number,
        }
    }

    /// Whether one value alone meets it.
    pub(super) fn is_exact(self) -> bool {
        self.operator == Operator::Equal
    }

    fn parse(text: &str) -> Option<Self> {
        const SIGNS: [(&str, Operator); 6] = [
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<>", Operator::NotEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
            ("=", Operator::Equal),
        ];
        let (rest, operator) =
            SIGNS.iter().find_map(|(sign, operator)| Some((text.strip_prefix(sign)?, *operator)))?;
        Some(Condition { operator, number: rest.trim().parse().ok()? })
    }
}

impl Section {
    /// The word General without a literal: the value as it is.
    pub(super) fn is_general(&self) -> bool {
        self.general && self.literal.is_empty()
    }

    /// General, whatever the value and in no colour of its own.
    pub(super) fn is_plain(&self) -> bool {
        self.is_general() && self.condition.is_none() && self.color.is_none()
    }

    /// Writes the literals around a value, and the value where the section has an `@` or General.
    pub(super) fn write(&self, value: &str, out: &mut String) {
        let (before, after) = self.literal.split_at_checked(self.value_at).unwrap_or((&self.literal, ""));
        out.push_str(before);
        if self.shows_text || self.general {
            out.push_str(value);
        }
        out.push_str(after);
    }

    /// The letters and digits of its literal words.
    fn said(&self) -> Vec<char> {
        self.words.chars().filter(|letter| letter.is_alphanumeric()).collect()
    }

    fn literal(&mut self, letter: char) {
        self.literal.push(letter);
        self.words.push(letter);
    }

    /// `[...]`: a condition, a colour, elapsed time, or a currency with its locale.
    fn bracket(&mut self, inside: &str) {
        let lower = inside.trim().to_ascii_lowercase();
        let elapsed =
            !lower.is_empty() && ["h", "m", "s"].iter().any(|unit| lower.trim_start_matches(unit).is_empty());
        if elapsed {
            self.elapsed = true;
            self.shows_number = true;
            self.shows_date = true;
        } else if let Some(currency) = inside.strip_prefix('$') {
            let name = currency.split('-').next().unwrap_or_default();
            self.literal.push_str(name);
            if name.chars().count() > 3 {
                self.words.push_str(name);
            }
        } else if let Some(condition) = Condition::parse(&lower) {
            self.condition = Some(condition);
        } else {
            self.color = named(&lower).or(self.color);
        }
    }
}

fn named(name: &str) -> Option<FormatColor> {
    if let Some(index) = name.strip_prefix("color") {
        // Colours are counted from 1, and the palette's first eight indices are copies (18.8.27).
        let index: usize = index.trim().parse().ok()?;
        return Some(FormatColor::Indexed(index.checked_add(7)?));
    }
    let rgb = match name {
        "black" => Rgb(0, 0, 0),
        "blue" => Rgb(0, 0, 255),
        "cyan" => Rgb(0, 255, 255),
        "green" => Rgb(0, 255, 0),
        "magenta" => Rgb(255, 0, 255),
        "red" => Rgb(255, 0, 0),
        "white" => Rgb(255, 255, 255),
        "yellow" => Rgb(255, 255, 0),
        _ => return None,
    };
    Some(FormatColor::Rgb(rgb))
}

/// Cuts a code into its sections, four at the most. Never fails: what means nothing is a literal.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut all = vec![Section::default()];
    let mut rest = code;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        if letter == ';' {
            if all.len() == 4 {
                break;
            }
            all.push(Section::default());
            rest = after;
        } else if let Some(section) = all.last_mut() {
            rest = token(section, letter, after);
        }
    }
    all
}

/// The code without its literal words, but for those of the section to keep and those that say the same. Each section
/// keeps its condition, its colour and what it shows of a value, so that each value has the section that it had.
pub(super) fn without_words(code: &str, all: &[Section], keep: Option<usize>) -> String {
    let kept = keep.and_then(|index| all.get(index)).map(Section::said);
    let drops = |section: &Section| {
        let said = section.said();
        said.len() >= FEWEST_LETTERS && kept.as_ref() != Some(&said)
    };
    let dropped: Vec<bool> = all.iter().map(drops).collect();
    let (mut out, mut rest, mut index, mut start) = (String::with_capacity(code.len()), code, 0_usize, 0);
    let mut section = Section::default();
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        if letter == ';' {
            if index.saturating_add(1) >= all.len() {
                break;
            }
            hold_place(&mut out, start, &dropped, index);
            out.push(';');
            (index, start, rest) = (index.saturating_add(1), out.len(), after);
            continue;
        }
        let said = section.words.len();
        let left = token(&mut section, letter, after);
        let piece = rest.get(..rest.len().saturating_sub(left.len())).unwrap_or_default();
        let words = section.words.get(said..).unwrap_or_default();
        if !(dropped.get(index) == Some(&true) && words.contains(char::is_alphanumeric)) {
            out.push_str(piece);
        }
        rest = left;
    }
    hold_place(&mut out, start, &dropped, index);
    out
}

/// An empty text in the place of a section of several, of which nothing is left.
fn hold_place(out: &mut String, start: usize, dropped: &[bool], index: usize) {
    let emptied = dropped.len() > 1 && dropped.get(index) == Some(&true);
    if emptied && out.get(start..).is_some_and(str::is_empty) {
        out.push_str("\"\"");
    }
}

/// Takes one token off the front of a section, and gives back what is left.
fn token<'c>(section: &mut Section, letter: char, after: &'c str) -> &'c str {
    match letter {
        '"' => {
            let (quoted, rest) = after.split_once('"').unwrap_or((after, ""));
            quoted.chars().for_each(|letter| section.literal(letter));
            return rest;
        }
        '[' => {
            let (inside, rest) = after.split_once(']').unwrap_or((after, ""));
            section.bracket(inside);
            return rest;
        }
        '\\' | '_' | '*' => {
            let Some(next) = after.chars().next() else { return "" };
            match letter {
                '\\' => section.literal(next),
                // A space as wide as the letter is nothing to see.
                '_' => {}
                // It fills the cell; a space fills it with nothing.
                _ if next == ' ' => {}
                _ => section.literal.push(next),
            }
            return after.get(next.len_utf8()..).unwrap_or_default();
        }
        '0' | '#' | '?' => section.shows_number = true,
        '@' => {
            section.shows_text = true;
            section.value_at = section.literal.len();
        }
        'G' | 'g' => {
            section.shows_number = true;
            if let Some(rest) = after.get(..6).filter(|word| word.eq_ignore_ascii_case("eneral")) {
                section.general = true;
                section.value_at = section.literal.len();
                return after.get(rest.len()..).unwrap_or_default();
            }
            section.shows_date = true;
        }
        'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' | 'b' | 'B' | 'e' => {
            section.shows_number = true;
            section.shows_date = true;
        }
        'A' | 'a' => {
            for marker in ["m/pm", "/p"] {
                if after.get(..marker.len()).is_some_and(|word| word.eq_ignore_ascii_case(marker)) {
                    section.shows_number = true;
                    return after.get(marker.len()..).unwrap_or_default();
                }
            }
            section.literal(letter);
        }
        // The exponent, the decimal point and the thousands separator stand among digits.
        'E' | '.' | ',' => {}
        _ => section.literal(letter),
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_know_what_they_show() {
        let all = sections("[Red][>=10]0.0\" km\";\\*;[h]:mm;@");
        let facts: Vec<_> = all.iter().map(|s| (s.shows_number, s.shows_text, s.literal.as_str())).collect();
        assert_eq!(facts, [(true, false, " km"), (false, false, "*"), (true, false, ":"), (false, true, "")]);
        assert!(all[0].condition.unwrap().holds(10.0));
        assert_eq!(all[0].color, Some(FormatColor::Rgb(Rgb(255, 0, 0))));
    }

    #[test]
    fn words_leave_out_symbols_of_currencies() {
        assert_eq!(sections("[$£-809]#,##0")[0].words, "");
        assert_eq!(sections("[$EUR] 0")[0].words.trim(), "");
        assert_eq!(sections("[$Confidential] 0")[0].words.trim(), "Confidential");
        assert!(sections("general")[0].is_general());
    }

    #[test]
    fn no_code_is_too_odd() {
        for code in ["\"", "[", "\\", "_", "*", ";;;;;;", "[$", "é;[é]é\\é_é*é", ""] {
            let all = sections(code);
            assert!(all.len() <= 4);
            assert!(without_words(code, &all, None).len() <= code.len());
        }
    }

    fn without(code: &str, keep: Option<usize>) -> String {
        without_words(code, &sections(code), keep)
    }

    #[test]
    fn words_of_other_sections_go_and_their_shape_stays() {
        let code = "[Red][<5]0.0\" of Zed\";\\Z\\e\\d\\d;[$Zeddish-809]#,##0_);@\" by Zed\"";
        assert_eq!(without(code, Some(0)), "[Red][<5]0.0\" of Zed\";\"\";#,##0_);@");
        assert_eq!(without(code, Some(1)), "[Red][<5]0.0;\\Z\\e\\d\\d;#,##0_);@");
        assert_eq!(without(code, Some(3)), "[Red][<5]0.0;\"\";#,##0_);@\" by Zed\"");
        assert_eq!(without(code, None), "[Red][<5]0.0;\"\";#,##0_);@");
        let shapes = |code: &str| {
            let fact = |s: &Section| (s.condition, s.color, s.shows_number, s.shows_text);
            sections(code).iter().map(fact).collect::<Vec<_>>()
        };
        assert_eq!(shapes(&without(code, None)), shapes(code));
    }

    #[test]
    fn signs_and_words_that_are_seen_anyway_stay() {
        let accounts = "_-\"£\"* #,##0.00_-;-\"£\"* #,##0.00_-;_-\"£\"* \"-\"??_-;_-@_-";
        assert_eq!(without(accounts, None), accounts);
        let twice = "0\" GBP\";-0\" GBP\"";
        assert_eq!(without(twice, Some(1)), twice);
        assert_eq!(without(twice, None), "0;-0");
        assert_eq!(without(";;;", None), ";;;");
        assert_eq!(without("\"Zedd\"", None), "");
        assert_eq!(without("\"Zedd\";;", None), "\"\";;");
    }
}
