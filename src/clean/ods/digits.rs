//! The digits of a number format code as ODF's elements (ODF 1.3 part 3, 16.29.3 number:number, 16.29.6
//! number:scientific-number, 16.29.7 number:fraction).

use std::io::{self, Write};

use super::xml::{Tag, Xml};
use crate::clean::number_format::Piece;

/// A part of a data style.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    /// Letters that are shown as they are.
    Text(String),
    /// A letter that fills the cell.
    Fill(char),
    /// An element and its attributes.
    Element(&'static str, Vec<(&'static str, String)>),
    /// A number with letters between its digits: how many digits follow each.
    Split(Vec<(&'static str, String)>, Vec<(usize, String)>),
}

impl Part {
    pub(super) fn write<W: Write>(&self, xml: &mut Xml<W>) -> io::Result<()> {
        let tag = |name, attributes: &[(&'static str, String)]| {
            attributes.iter().fold(Tag::new(name), |tag, (name, value)| tag.with(name, value))
        };
        match self {
            Part::Text(text) => xml.element("number:text", Tag::new("number:text"), text),
            Part::Fill(letter) => {
                let name = "number:fill-character";
                xml.element(name, Tag::new(name), letter.encode_utf8(&mut [0; 4]))
            }
            Part::Element(name, attributes) => xml.empty(tag(name, attributes)),
            Part::Split(attributes, texts) => {
                xml.open(tag("number:number", attributes))?;
                for (position, text) in texts {
                    let embedded = Tag::new("number:embedded-text").with("number:position", position.to_string());
                    xml.element("number:embedded-text", embedded, text)?;
                }
                xml.close("number:number")
            }
        }
    }
}

/// The parts of a section for numbers; none where ODF has nothing for it.
pub(super) fn parts(pieces: &[Piece]) -> Option<Vec<Part>> {
    let is_digit = |piece: &Piece| matches!(piece, Piece::Digit(_) | Piece::Point | Piece::Exponent(_));
    let Some(first) = pieces.iter().position(is_digit) else { return around(pieces) };
    let mut end = pieces.iter().rposition(is_digit)?.checked_add(1)?;
    while matches!(pieces.get(end), Some(Piece::Comma)) {
        end = end.saturating_add(1);
    }
    let mut parts = around(pieces.get(..first)?)?;
    let (mut body, mut tail) = (pieces.get(first..end)?, pieces.get(end..)?.to_vec());
    if let Some((Piece::Slash, after)) = tail.split_first() {
        // A denominator that is given: its digits are letters of the code.
        let Some(Piece::Text(text)) = after.first() else { return None };
        let digits = text.len().saturating_sub(text.trim_start_matches(|c: char| c.is_ascii_digit()).len());
        let (denominator, rest) = text.split_at_checked(digits)?;
        if denominator.is_empty() {
            return None;
        }
        parts.push(fraction(body, &[], Some(denominator))?);
        let rest = Piece::Text(rest.to_owned());
        tail = std::iter::once(rest).chain(after.iter().skip(1).cloned()).collect();
        parts.extend(around(&tail)?);
        return Some(parts);
    }
    let slash = body.iter().position(|piece| *piece == Piece::Slash);
    let exponent = body.iter().position(|piece| matches!(piece, Piece::Exponent(_)));
    parts.push(match (slash, exponent) {
        (Some(at), None) => {
            let (before, after) = (body.get(..at)?, body.get(at.checked_add(1)?..)?);
            fraction(before, after, None)?
        }
        (None, Some(at)) => scientific(body.get(..at)?, body.get(at..)?)?,
        (None, None) => {
            let commas = body.iter().rev().take_while(|piece| **piece == Piece::Comma).count();
            body = body.get(..body.len().saturating_sub(commas))?;
            fixed(body, commas)?
        }
        (Some(_), Some(_)) => return None,
    });
    parts.extend(around(&tail)?);
    Some(parts)
}

/// What stands around the digits.
fn around(pieces: &[Piece]) -> Option<Vec<Part>> {
    let part = |piece: &Piece| {
        Some(match piece {
            Piece::Text(text) => Part::Text(text.clone()),
            Piece::Fill(letter) => Part::Fill(*letter),
            Piece::Percent => Part::Text("%".to_owned()),
            Piece::Comma => Part::Text(",".to_owned()),
            Piece::Slash => Part::Text("/".to_owned()),
            Piece::General => Part::Element("number:number", vec![("number:min-integer-digits", "1".to_owned())]),
            _ => return None,
        })
    };
    pieces.iter().map(part).collect()
}

/// How many digits an integer has at the least: all from the first `0` on.
fn least(digits: &[char]) -> usize {
    digits.iter().position(|digit| *digit == '0').map_or(0, |first| digits.len().saturating_sub(first))
}

/// The digits of some pieces, if there is nothing else.
fn only_digits(pieces: &[Piece]) -> Option<Vec<char>> {
    pieces.iter().map(|piece| if let Piece::Digit(digit) = piece { Some(*digit) } else { None }).collect()
}

/// Decimal places: how many, and how many at the least.
fn decimals(pieces: &[Piece]) -> Option<[(&'static str, String); 2]> {
    let digits = only_digits(pieces)?;
    let least = digits.iter().rposition(|digit| *digit == '0').map_or(0, |last| last.saturating_add(1));
    Some([
        ("number:decimal-places", digits.len().to_string()),
        ("number:min-decimal-places", least.to_string()),
    ])
}

/// `#,##0.00`; each of the commas at its end divides by a thousand.
fn fixed(body: &[Piece], commas: usize) -> Option<Part> {
    let point = body.iter().position(|piece| *piece == Piece::Point).unwrap_or(body.len());
    let mut attributes = decimals(body.get(point.saturating_add(1)..).unwrap_or_default())?.to_vec();
    let mut digits = Vec::new();
    let mut texts = Vec::new();
    let mut grouped = false;
    for piece in body.get(..point)? {
        match piece {
            Piece::Digit(digit) => digits.push(*digit),
            Piece::Comma => grouped = true,
            Piece::Text(text) => texts.push((digits.len(), text.clone())),
            _ => return None,
        }
    }
    attributes.push(("number:min-integer-digits", least(&digits).to_string()));
    if grouped {
        attributes.push(("number:grouping", "true".to_owned()));
    }
    if commas > 0 {
        let factor = 1000_u64.checked_pow(u32::try_from(commas).ok()?)?;
        attributes.push(("number:display-factor", factor.to_string()));
    }
    if texts.is_empty() {
        return Some(Part::Element("number:number", attributes));
    }
    let follow = |(before, text): (usize, String)| (digits.len().saturating_sub(before), text);
    Some(Part::Split(attributes, texts.into_iter().map(follow).collect()))
}

/// `0.00E+00`
fn scientific(mantissa: &[Piece], exponent: &[Piece]) -> Option<Part> {
    let (Piece::Exponent(plus), digits) = exponent.split_first()? else { return None };
    let point = mantissa.iter().position(|piece| *piece == Piece::Point).unwrap_or(mantissa.len());
    let integer = only_digits(mantissa.get(..point)?)?;
    let mut attributes = decimals(mantissa.get(point.saturating_add(1)..).unwrap_or_default())?.to_vec();
    attributes.push(("number:min-integer-digits", least(&integer).to_string()));
    attributes.push(("number:min-exponent-digits", only_digits(digits)?.len().to_string()));
    attributes.push(("number:exponent-interval", integer.len().max(1).to_string()));
    attributes.push(("number:forced-exponent-sign", plus.to_string()));
    Some(Part::Element("number:scientific-number", attributes))
}

/// `# ??/??`, `# ?/16`
fn fraction(before: &[Piece], denominator: &[Piece], given: Option<&str>) -> Option<Part> {
    let blank = before.iter().rposition(|piece| matches!(piece, Piece::Text(_)));
    let numerator = only_digits(before.get(blank.map_or(0, |at| at.saturating_add(1))..)?)?;
    let mut attributes = Vec::new();
    if let Some(blank) = blank {
        let integer = only_digits(before.get(..blank)?)?;
        attributes.push(("number:min-integer-digits", least(&integer).to_string()));
    }
    attributes.push(("number:min-numerator-digits", numerator.len().max(1).to_string()));
    if let Some(given) = given {
        attributes.push(("number:min-denominator-digits", given.len().to_string()));
        attributes.push(("number:denominator-value", given.to_owned()));
        return Some(Part::Element("number:fraction", attributes));
    }
    let digits = only_digits(denominator)?.len();
    let most = 10_u64.checked_pow(u32::try_from(digits).ok()?)?.checked_sub(1)?;
    attributes.push(("number:min-denominator-digits", digits.max(1).to_string()));
    attributes.push(("number:max-denominator-value", most.max(1).to_string()));
    Some(Part::Element("number:fraction", attributes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::number_format::sections;

    fn written(code: &str) -> String {
        let section = sections(code).unwrap().remove(0);
        let mut xml = Xml::new(Vec::new());
        parts(&section.pieces).unwrap().iter().for_each(|part| part.write(&mut xml).unwrap());
        String::from_utf8(xml.into_inner()).unwrap().replace("number:", "")
    }

    #[test]
    fn digits_groups_and_places() {
        assert_eq!(
            written("£#,##0.0#"),
            "<text>£</text><number decimal-places=\"2\" min-decimal-places=\"1\" min-integer-digits=\"1\" grouping=\"true\"/>"
        );
        assert_eq!(
            written("0.0,,\"m\""),
            "<number decimal-places=\"1\" min-decimal-places=\"1\" min-integer-digits=\"1\" display-factor=\"1000000\"/><text>m</text>"
        );
        assert!(written("0.0%").ends_with("<text>%</text>"));
        assert_eq!(written("General\" kg\""), "<number min-integer-digits=\"1\"/><text> kg</text>");
    }

    #[test]
    fn letters_between_digits_count_from_the_right() {
        let found = written("00000\\ 000000");
        assert!(found.contains("<embedded-text position=\"6\"> </embedded-text>"), "{found}");
    }

    #[test]
    fn exponents_and_fractions() {
        assert!(written("0.00E+00").contains("min-exponent-digits=\"2\" exponent-interval=\"1\" forced-exponent-sign=\"true\""));
        assert!(written("# ??/??").contains("max-denominator-value=\"99\""));
        assert!(written("# ?/16").contains("denominator-value=\"16\""));
    }
}
