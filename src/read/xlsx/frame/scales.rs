//! Scales of colours, bars and sets of icons (ECMA-376 18.3.1.16, 18.3.1.28, 18.3.1.49, and x14 of [MS-XLSX] 2.6).

use super::conditions::{RawPoint, Scale};
use crate::model::{Ask, Point, Rgb};
use crate::read::xlsx::styles::Styles;

/// Why a scale cannot be made again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unmade {
    /// Its limits are formulas.
    Formulas,
    /// It is none that is known.
    Unknown,
}

/// What a rule of this kind asks.
pub(super) fn ask(kind: &str, scale: &Scale, styles: &Styles) -> Result<Ask, Unmade> {
    let points: Option<Vec<Point>> = scale.points.iter().map(point).collect();
    let points = points.ok_or(Unmade::Formulas)?;
    let colors = scale.colors.iter();
    let colors: Vec<Rgb> =
        colors.map(|color| color.resolve(styles.theme(), styles.palette(), Rgb::BLACK)).collect();
    let ask = match (kind, points.as_slice(), colors.as_slice()) {
        ("dataBar", [from, to], [color, ..]) => {
            Some(Ask::Bar { from: *from, to: *to, color: *color, value: true, solid: scale.solid })
        }
        ("colorScale", [_, _] | [_, _, _], colors) if colors.len() == points.len() => {
            Some(Ask::Scale(points.into_iter().zip(colors.iter().copied()).collect()))
        }
        ("iconSet", ..) => icons(scale, points),
        _ => None,
    };
    ask.ok_or(Unmade::Unknown)
}

fn icons(scale: &Scale, points: Vec<Point>) -> Option<Ask> {
    // 18.3.1.49 `iconSet`: this one where none is said.
    let name = scale.set.as_deref().unwrap_or("3TrafficLights1");
    let set = SETS.iter().find(|set| **set == name).copied()?;
    let count = set.bytes().next()?.checked_sub(b'0')?;
    let fits = points.len() == usize::from(count);
    fits.then_some(Ask::Icons { set, points, value: true, reversed: scale.reversed })
}

/// 18.18.42, and those of [MS-XLSX] 2.6.
const SETS: &[&str] = &[
    "3Arrows",
    "3ArrowsGray",
    "3Flags",
    "3TrafficLights1",
    "3TrafficLights2",
    "3Signs",
    "3Symbols",
    "3Symbols2",
    "3Stars",
    "3Triangles",
    "4Arrows",
    "4ArrowsGray",
    "4RedToBlack",
    "4Rating",
    "4TrafficLights",
    "5Arrows",
    "5ArrowsGray",
    "5Rating",
    "5Quarters",
    "5Boxes",
];

/// None for a point that is a formula.
fn point(raw: &RawPoint) -> Option<Point> {
    let number = || constant(&raw.value);
    Some(match raw.kind.as_str() {
        "min" => Point::Lowest,
        "max" => Point::Highest,
        "autoMin" | "autoMax" => Point::Automatic,
        "num" if raw.above => Point::Number(just_above(number()?)),
        "num" => Point::Number(number()?),
        "percent" => Point::Percent(number()?),
        "percentile" => Point::Percentile(number()?),
        _ => return None,
    })
}

/// More than a number is what is no less than the next one. Programs take the very smallest numbers for nought.
fn just_above(number: f64) -> f64 {
    if number == 0.0 { f64::MIN_POSITIVE } else { number.next_up() }
}

/// A number as formulas write it, with a sign before it or per cent behind it.
pub(super) fn constant(text: &str) -> Option<f64> {
    let text = text.trim().trim_start_matches('=').trim();
    let (digits, divisor) = text.strip_suffix('%').map_or((text, 1.0), |digits| (digits.trim_end(), 100.0));
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    let number: f64 = digits.parse().ok().filter(|_| plain)?;
    Some(number / divisor).filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::color::Color;

    fn raw(kind: &str, value: &str) -> RawPoint {
        RawPoint { kind: kind.to_owned(), value: value.to_owned(), above: false }
    }

    fn made(kind: &str, points: &[RawPoint], colors: usize, set: Option<&str>) -> Result<Ask, Unmade> {
        let scale = Scale {
            points: points.to_vec(),
            colors: vec![Color::default(); colors],
            set: set.map(str::to_owned),
            ..Scale::default()
        };
        ask(kind, &scale, &Styles::default())
    }

    #[test]
    fn constants_are_numbers_and_nothing_else() {
        for (text, number) in [("5", 5.0), (" =-1.5 ", -1.5), ("50%", 0.5), ("1E3", 1000.0)] {
            assert_eq!(constant(text), Some(number), "{text}");
        }
        for other in ["", "A1", "\"5\"", "inf", "nan", "1e999", "SUM(1)", "5%%", "TRUE"] {
            assert_eq!(constant(other), None, "{other}");
        }
    }

    #[test]
    fn a_point_that_does_not_count_itself_is_the_next_number() {
        let above = |value: &str| point(&RawPoint { above: true, ..raw("num", value) });
        assert_eq!(above("0"), Some(Point::Number(f64::MIN_POSITIVE)));
        assert!(matches!(above("-2"), Some(Point::Number(number)) if number > -2.0 && number < -1.999_999));
    }

    #[test]
    fn scales_bars_and_icons_have_as_many_points_as_they_should() {
        let (low, high) = (raw("min", ""), raw("max", ""));
        let wanted = Ask::Scale(vec![(Point::Lowest, Rgb::BLACK), (Point::Highest, Rgb::BLACK)]);
        assert_eq!(made("colorScale", &[low.clone(), high.clone()], 2, None), Ok(wanted));
        assert_eq!(made("colorScale", &[low.clone(), high.clone()], 3, None), Err(Unmade::Unknown));
        assert_eq!(made("colorScale", std::slice::from_ref(&low), 1, None), Err(Unmade::Unknown));
        assert!(made("dataBar", &[low.clone(), high.clone()], 1, None).is_ok());
        assert_eq!(made("dataBar", &[low.clone(), high.clone()], 0, None), Err(Unmade::Unknown));
        assert_eq!(made("dataBar", &[raw("formula", "A1"), high.clone()], 1, None), Err(Unmade::Formulas));
        assert_eq!(made("dataBar", &[raw("num", "$A$1"), high], 1, None), Err(Unmade::Formulas));
        let three = [raw("percent", "0"), raw("percent", "33"), raw("num", "5")];
        assert!(matches!(made("iconSet", &three, 0, None), Ok(Ask::Icons { set: "3TrafficLights1", .. })));
        assert!(made("iconSet", &three, 0, Some("3Stars")).is_ok());
        assert_eq!(made("iconSet", &three, 0, Some("5Boxes")), Err(Unmade::Unknown));
        assert_eq!(made("iconSet", &three, 0, Some("3Smileys")), Err(Unmade::Unknown));
    }
}
