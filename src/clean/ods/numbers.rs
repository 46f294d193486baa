//! Number format codes as ODF's data styles (ODF 1.3 part 3, 16.29): one style for each section, the last one with maps
//! (16.3) to the others by the values that they are for. A code that has no such style is none, and cells in it leave as
//! the text that they showed.

use std::io::{self, Write};

use super::digits::{self, Part};
use super::xml::{Tag, Xml};
use crate::clean::number_format::{Kind, Piece, Section, Sign, Unit, for_numbers, sections};
use crate::model::Rgb;

/// A data style.
#[derive(Debug)]
pub(super) struct DataStyle {
    /// Each section with the values that it is for; the last one is for all others.
    sections: Vec<(Option<(Sign, f64)>, Styled)>,
}

/// One section.
#[derive(Debug)]
struct Styled {
    kind: Kind,
    color: Option<Rgb>,
    parts: Vec<Part>,
}

/// The data style of a code; none where there is none.
pub(super) fn translate(code: &str) -> Option<DataStyle> {
    let all = sections(code)?;
    let numeric = for_numbers(&all);
    let mut styled = Vec::new();
    for (condition, section) in conditions(numeric) {
        let kind = section.kind();
        let parts = match kind {
            Kind::Date | Kind::Time | Kind::Elapsed => of_date(&section.pieces)?,
            Kind::Text => vec![Part::Element("number:text-content", Vec::new())],
            Kind::Number | Kind::Percentage => digits::parts(&section.pieces)?,
        };
        styled.push((condition, Styled { kind, color: section.color, parts }));
    }
    (!styled.is_empty()).then_some(DataStyle { sections: styled })
}

/// For which values each section is (ECMA-376 18.8.31); the last one is for those that are left.
fn conditions(numeric: &[Section]) -> Vec<(Option<(Sign, f64)>, &Section)> {
    let said = numeric.iter().any(|section| section.condition.is_some());
    let implied: &[(Sign, f64)] = match (said, numeric.len()) {
        (false, 2) => &[(Sign::GreaterOrEqual, 0.0)],
        (false, 3) => &[(Sign::Greater, 0.0), (Sign::Less, 0.0)],
        _ => &[],
    };
    let mut found: Vec<_> = Vec::new();
    for (index, section) in numeric.iter().enumerate() {
        let condition = if said { section.condition } else { implied.get(index).copied() };
        found.push((condition, section));
        // What one without a condition does not take, none takes.
        if condition.is_none() {
            break;
        }
    }
    found
}

/// The parts of a date, in order.
fn of_date(pieces: &[Piece]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut pieces = pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        let part = match piece {
            Piece::Text(text) => Part::Text(text.clone()),
            Piece::HalfDay => element("number:am-pm", false),
            Piece::Fill(_) => continue,
            Piece::Part(Unit::Second, count) | Piece::Elapsed(Unit::Second, count) => {
                let digits = match pieces.peek() {
                    Some(Piece::Part(Unit::Fraction, digits)) => Some(*digits),
                    _ => None,
                };
                seconds(*count, digits.inspect(|_| drop(pieces.next())))
            }
            Piece::Part(unit, count) | Piece::Elapsed(unit, count) => date_part(*unit, *count)?,
            _ => return None,
        };
        parts.push(part);
    }
    Some(parts)
}

fn seconds(count: u8, fraction: Option<u8>) -> Part {
    let mut attributes = Vec::new();
    if count > 1 {
        attributes.push(("number:style", "long".to_owned()));
    }
    if let Some(digits) = fraction {
        attributes.push(("number:decimal-places", digits.to_string()));
    }
    Part::Element("number:seconds", attributes)
}

fn date_part(unit: Unit, count: u8) -> Option<Part> {
    Some(match (unit, count) {
        (Unit::Year, _) => element("number:year", count > 2),
        (Unit::Month, 1 | 2) => element("number:month", count > 1),
        (Unit::Month, 3 | 4) => {
            let mut attributes = vec![("number:textual", "true".to_owned())];
            if count > 3 {
                attributes.push(("number:style", "long".to_owned()));
            }
            Part::Element("number:month", attributes)
        }
        (Unit::Day, 1 | 2) => element("number:day", count > 1),
        (Unit::Day, _) => element("number:day-of-week", count > 3),
        (Unit::Hour, _) => element("number:hours", count > 1),
        (Unit::Minute, _) => element("number:minutes", count > 1),
        (Unit::Month | Unit::Second | Unit::Fraction, _) => return None,
    })
}

fn element(name: &'static str, long: bool) -> Part {
    let attributes = if long { vec![("number:style", "long".to_owned())] } else { Vec::new() };
    Part::Element(name, attributes)
}

impl DataStyle {
    /// Writes it under this name.
    pub(super) fn write<W: Write>(&self, xml: &mut Xml<W>, name: &str) -> io::Result<()> {
        let Some(((_, base), others)) = self.sections.split_last() else { return Ok(()) };
        for (index, (_, section)) in others.iter().enumerate() {
            section.write(xml, &format!("{name}P{index}"), &[])?;
        }
        let maps: Vec<(String, String)> = others
            .iter()
            .enumerate()
            .filter_map(|(index, (condition, _))| {
                let (sign, number) = (*condition)?;
                Some((format!("value(){}{number}", sign.text()), format!("{name}P{index}")))
            })
            .collect();
        base.write(xml, name, &maps)
    }
}

impl Styled {
    fn element(&self) -> &'static str {
        match self.kind {
            Kind::Number => "number:number-style",
            Kind::Percentage => "number:percentage-style",
            Kind::Date => "number:date-style",
            Kind::Time | Kind::Elapsed => "number:time-style",
            Kind::Text => "number:text-style",
        }
    }

    fn write<W: Write>(&self, xml: &mut Xml<W>, name: &str, maps: &[(String, String)]) -> io::Result<()> {
        let mut tag = Tag::new(self.element()).with("style:name", name);
        if matches!(self.kind, Kind::Date | Kind::Time) {
            // Names of months and days.
            tag = tag.with("number:language", "en").with("number:country", "GB");
        }
        if self.kind == Kind::Elapsed {
            tag = tag.with("number:truncate-on-overflow", "false");
        }
        xml.open(tag)?;
        if let Some(color) = self.color {
            let color = super::looks::color(color);
            xml.empty(Tag::new("style:text-properties").with("fo:color", color))?;
        }
        for part in &self.parts {
            part.write(xml)?;
        }
        for (condition, style) in maps {
            let map = Tag::new("style:map").with("style:condition", condition);
            xml.empty(map.with("style:apply-style-name", style))?;
        }
        xml.close(self.element())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(code: &str) -> String {
        let mut xml = Xml::new(Vec::new());
        translate(code).unwrap().write(&mut xml, "N1").unwrap();
        String::from_utf8(xml.into_inner()).unwrap()
    }

    #[test]
    fn sections_become_maps() {
        let found = written("0;[Red]-0;\"nil\"");
        let condition = |text: &str, name: &str| {
            format!("<style:map style:condition=\"value(){text}0\" style:apply-style-name=\"{name}\"/>")
        };
        assert!(found.contains(&condition("&gt;", "N1P0")), "{found}");
        assert!(found.contains(&condition("&lt;", "N1P1")), "{found}");
        assert!(found.contains("<number:number-style style:name=\"N1\"><number:text>nil</number:text>"), "{found}");
        assert!(found.contains("fo:color=\"#ff0000\""));
        let few = written("[<5]\"few\";0");
        assert!(few.contains("value()&lt;5"), "{few}");
    }

    #[test]
    fn dates_and_times() {
        let date = written("dddd d mmmm yyyy;@");
        assert!(date.starts_with("<number:date-style "), "{date}");
        assert!(date.contains("<number:month number:textual=\"true\" number:style=\"long\"/>"), "{date}");
        let time = written("[h]:mm:ss.00");
        assert!(time.contains("truncate-on-overflow=\"false\""), "{time}");
        assert!(time.contains("<number:seconds number:style=\"long\" number:decimal-places=\"2\"/>"), "{time}");
    }

    #[test]
    fn what_has_no_style_is_none() {
        for code in ["mmmmm", "ggge", "0.0\"a\"0"] {
            assert!(translate(code).is_none(), "{code}");
        }
    }
}
