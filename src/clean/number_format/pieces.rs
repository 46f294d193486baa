//! A number format code, letter by letter (ECMA-376 18.8.31), into the pieces of its sections.

use super::{Section, Sign};
use crate::model::Rgb;

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::clean) enum Piece {
    /// Letters that are shown as they are.
    Text(String),
    /// A letter that fills the cell.
    Fill(char),
    /// A digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// Groups thousands, or divides by a thousand.
    Comma,
    /// Times a hundred, and the sign for it.
    Percent,
    /// An exponent follows; whether it always has a sign.
    Exponent(bool),
    /// Between the two parts of a fraction.
    Slash,
    /// A part of a date or time, and how many letters ask for it; for seconds' fractions, how many digits.
    Part(Unit, u8),
    /// Hours, minutes or seconds that are counted on and on.
    Elapsed(Unit, u8),
    /// Before or after noon.
    HalfDay,
    /// The text.
    At,
    /// The number as it is.
    General,
}

/// A part of a date or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub(in crate::clean) enum Unit {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    /// Fractions of a second.
    Fraction,
}

/// Takes a code apart; none where it holds something that is not understood.
pub(super) fn sections(code: &str) -> Option<Vec<Section>> {
    let mut reader = Reader { rest: code, section: Section::default(), done: Vec::new() };
    while !reader.rest.is_empty() {
        reader.step()?;
    }
    reader.end_section()?;
    Some(reader.done)
}

struct Reader<'a> {
    rest: &'a str,
    section: Section,
    done: Vec<Section>,
}

impl Reader<'_> {
    fn step(&mut self) -> Option<()> {
        if self.word("General") {
            self.section.pieces.push(Piece::General);
            return Some(());
        }
        if self.word("AM/PM") || self.word("A/P") {
            self.section.pieces.push(Piece::HalfDay);
            return Some(());
        }
        let letter = self.letter()?;
        match letter {
            ';' => self.end_section()?,
            '"' => {
                let (text, rest) = self.rest.split_once('"')?;
                self.text(text);
                self.rest = rest;
            }
            '\\' | '!' => {
                let next = self.letter()?;
                self.text(next.encode_utf8(&mut [0; 4]));
            }
            '_' => {
                self.letter()?;
                self.text(" ");
            }
            '*' => {
                let fill = self.letter()?;
                self.section.pieces.push(Piece::Fill(fill));
            }
            '[' => {
                let (inside, rest) = self.rest.split_once(']')?;
                self.rest = rest;
                self.bracket(inside)?;
            }
            '0' | '#' | '?' => self.section.pieces.push(Piece::Digit(letter)),
            '.' => self.section.pieces.push(Piece::Point),
            ',' => self.section.pieces.push(Piece::Comma),
            '%' => self.section.pieces.push(Piece::Percent),
            '/' => self.section.pieces.push(Piece::Slash),
            '@' => self.section.pieces.push(Piece::At),
            'E' | 'e' if self.rest.starts_with(['+', '-']) => {
                let plus = self.letter()? == '+';
                self.section.pieces.push(Piece::Exponent(plus));
            }
            'y' | 'Y' => self.part(Unit::Year, letter),
            'm' | 'M' => self.part(Unit::Month, letter),
            'd' | 'D' => self.part(Unit::Day, letter),
            'h' | 'H' => self.part(Unit::Hour, letter),
            's' | 'S' => self.part(Unit::Second, letter),
            // Other letters stand for eras, other calendars and the like.
            letter if letter.is_ascii_alphabetic() => return None,
            letter => self.text(letter.encode_utf8(&mut [0; 4])),
        }
        Some(())
    }

    fn letter(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next()?;
        self.rest = letters.as_str();
        Some(letter)
    }

    fn word(&mut self, word: &str) -> bool {
        let Some((start, rest)) = self.rest.split_at_checked(word.len()) else { return false };
        let found = start.eq_ignore_ascii_case(word);
        if found {
            self.rest = rest;
        }
        found
    }

    fn text(&mut self, text: &str) {
        if let Some(Piece::Text(before)) = self.section.pieces.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            self.section.pieces.push(Piece::Text(text.to_owned()));
        }
    }

    fn part(&mut self, unit: Unit, letter: char) {
        let mut count: u8 = 1;
        while self.rest.starts_with(|next: char| next.eq_ignore_ascii_case(&letter)) {
            self.letter();
            count = count.saturating_add(1);
        }
        self.section.pieces.push(Piece::Part(unit, count));
    }

    /// A condition, a colour, elapsed time, or a currency with its locale.
    fn bracket(&mut self, inside: &str) -> Option<()> {
        let lower = inside.trim().to_ascii_lowercase();
        let count = u8::try_from(lower.len()).ok()?;
        let all = |unit: &str| !lower.is_empty() && lower.trim_start_matches(unit).is_empty();
        if all("h") {
            self.section.pieces.push(Piece::Elapsed(Unit::Hour, count));
        } else if all("m") {
            self.section.pieces.push(Piece::Elapsed(Unit::Minute, count));
        } else if all("s") {
            self.section.pieces.push(Piece::Elapsed(Unit::Second, count));
        } else if let Some(currency) = inside.strip_prefix('$') {
            self.text(currency.split('-').next().unwrap_or_default());
        } else if lower.starts_with(['<', '>', '=']) {
            self.section.condition = Some(condition(&lower)?);
        } else if let Some(color) = color(&lower) {
            self.section.color = Some(color);
        } else if !lower.starts_with("color") {
            return None;
        }
        Some(())
    }

    fn end_section(&mut self) -> Option<()> {
        let mut section = std::mem::take(&mut self.section);
        if section.pieces.iter().any(|piece| matches!(piece, Piece::Part(..) | Piece::Elapsed(..))) {
            section.pieces = of_date(section.pieces)?;
        }
        self.done.push(section);
        Some(())
    }
}

fn condition(text: &str) -> Option<(Sign, f64)> {
    const SIGNS: [(&str, Sign); 6] = [
        ("<=", Sign::LessOrEqual),
        (">=", Sign::GreaterOrEqual),
        ("<>", Sign::NotEqual),
        ("<", Sign::Less),
        (">", Sign::Greater),
        ("=", Sign::Equal),
    ];
    let (number, sign) =
        SIGNS.iter().find_map(|(text_of, sign)| Some((text.strip_prefix(text_of)?, *sign)))?;
    let number: f64 = number.trim().parse().ok()?;
    number.is_finite().then_some((sign, number))
}

fn color(name: &str) -> Option<Rgb> {
    Some(match name {
        "black" => Rgb(0, 0, 0),
        "blue" => Rgb(0, 0, 255),
        "cyan" => Rgb(0, 255, 255),
        "green" => Rgb(0, 255, 0),
        "magenta" => Rgb(255, 0, 255),
        "red" => Rgb(255, 0, 0),
        "white" => Rgb(255, 255, 255),
        "yellow" => Rgb(255, 255, 0),
        _ => return None,
    })
}

/// The pieces of a section that shows a date: an `m` beside hours or seconds is minutes, points and commas are letters,
/// and digits are fractions of the seconds before them.
fn of_date(pieces: Vec<Piece>) -> Option<Vec<Piece>> {
    let mut done: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut before: Option<Unit> = None;
    for piece in pieces {
        match piece {
            Piece::Part(Unit::Month, count) if count <= 2 && before == Some(Unit::Hour) => {
                done.push(Piece::Part(Unit::Minute, count));
                before = Some(Unit::Minute);
            }
            Piece::Part(unit, _) | Piece::Elapsed(unit, _) => {
                if unit == Unit::Second && before == Some(Unit::Month) {
                    to_minutes(&mut done);
                }
                before = Some(unit);
                done.push(piece);
            }
            Piece::Digit('0') => match done.last_mut() {
                Some(Piece::Part(Unit::Fraction, digits)) => *digits = digits.saturating_add(1),
                Some(Piece::Text(point)) if point == "." && before == Some(Unit::Second) => {
                    done.pop();
                    done.push(Piece::Part(Unit::Fraction, 1));
                }
                _ => return None,
            },
            Piece::Point => done.push(Piece::Text(".".to_owned())),
            Piece::Comma => done.push(Piece::Text(",".to_owned())),
            Piece::Slash => done.push(Piece::Text("/".to_owned())),
            Piece::Text(_) | Piece::HalfDay | Piece::Fill(_) => done.push(piece),
            Piece::Digit(_) | Piece::Percent | Piece::Exponent(_) | Piece::At | Piece::General => {
                return None;
            }
        }
    }
    Some(done)
}

/// The month that stands last was minutes.
fn to_minutes(pieces: &mut [Piece]) {
    let month = pieces.iter_mut().rev().find(|piece| matches!(piece, Piece::Part(Unit::Month, 1 | 2)));
    if let Some(Piece::Part(unit, _)) = month {
        *unit = Unit::Minute;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, for_numbers, sections};
    use super::*;

    fn kinds(code: &str) -> Vec<Kind> {
        for_numbers(&sections(code).unwrap()).iter().map(Section::kind).collect()
    }

    #[test]
    fn kinds_of_sections() {
        assert_eq!(kinds(""), [Kind::Number]);
        assert_eq!(kinds("#,##0.00;[Red]-#,##0.00"), [Kind::Number, Kind::Number]);
        assert_eq!(kinds("0.0%"), [Kind::Percentage]);
        assert_eq!(kinds("dd/mm/yyyy;@"), [Kind::Date]);
        assert_eq!(kinds("h:mm AM/PM"), [Kind::Time]);
        assert_eq!(kinds("mm:ss.00"), [Kind::Time]);
        assert_eq!(kinds("[h]:mm:ss"), [Kind::Elapsed]);
        assert_eq!(kinds("@"), [Kind::Text]);
        assert_eq!(kinds("\"d\"0"), [Kind::Number]);
    }

    #[test]
    fn minutes_are_told_from_months() {
        let units = |code: &str| -> Vec<Unit> {
            let section = sections(code).unwrap().remove(0);
            let unit = |piece: &Piece| match piece {
                Piece::Part(unit, _) | Piece::Elapsed(unit, _) => Some(*unit),
                _ => None,
            };
            section.pieces.iter().filter_map(unit).collect()
        };
        assert_eq!(units("yyyy-mm-dd hh:mm"), [Unit::Year, Unit::Month, Unit::Day, Unit::Hour, Unit::Minute]);
        assert_eq!(units("mm:ss.000"), [Unit::Minute, Unit::Second, Unit::Fraction]);
        assert_eq!(units("[h]:mm"), [Unit::Hour, Unit::Minute]);
        assert_eq!(units("h mmm"), [Unit::Hour, Unit::Month]);
    }

    #[test]
    fn conditions_colours_and_currencies() {
        let found = sections("[Red][<5]\"few\";[$£-809]#,##0").unwrap();
        assert_eq!(found[0].condition, Some((Sign::Less, 5.0)));
        assert_eq!(found[0].color, Some(Rgb(255, 0, 0)));
        assert_eq!(found[0].pieces, [Piece::Text("few".to_owned())]);
        assert_eq!(found[1].pieces.first(), Some(&Piece::Text("£".to_owned())));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for code in ["ggge", "[DBNum1]0", "\"open", "yyyy 0", "[<x]0", "0\\", "bbbb"] {
            assert_eq!(sections(code), None, "{code}");
        }
    }
}
