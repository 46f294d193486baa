//! Where in a cell its text stands, as the styles part writes it (ECMA-376 18.8.1).

use super::reference::is_true;
use crate::container::xml::Element;
use crate::model::{Alignment, Horizontal, Reason, Vertical};

/// The largest indent that Excel knows.
const DEEPEST: u8 = 250;

/// Reads an `alignment`.
pub(super) fn read(element: &Element<'_>) -> Result<Alignment, Reason> {
    let mut alignment = Alignment::default();
    for attribute in element.attributes() {
        let attribute = attribute?;
        let value = attribute.value.trim();
        match attribute.local {
            "horizontal" => alignment.horizontal = horizontal(value),
            "vertical" => alignment.vertical = vertical(value),
            "wrapText" => alignment.wrap = is_true(value),
            "shrinkToFit" => alignment.shrink = is_true(value),
            "indent" => alignment.indent = value.parse().unwrap_or(0).min(DEEPEST),
            "textRotation" => alignment.rotation = value.parse().map_or(0, rotation),
            "readingOrder" => alignment.reading = value.parse().ok().filter(|order| *order <= 2).unwrap_or(0),
            _ => {}
        }
    }
    Ok(alignment)
}

/// 0 to 90 are degrees up, 91 to 180 are 1 to 90 degrees down, 255 is a stack of letters.
fn rotation(written: i16) -> i16 {
    match written {
        0..=90 | Alignment::STACKED => written,
        91..=180 => 90_i16.saturating_sub(written),
        _ => 0,
    }
}

fn horizontal(word: &str) -> Horizontal {
    match word {
        "left" => Horizontal::Left,
        "center" => Horizontal::Center,
        "right" => Horizontal::Right,
        "fill" => Horizontal::Fill,
        "justify" => Horizontal::Justify,
        "centerContinuous" => Horizontal::CenterContinuous,
        "distributed" => Horizontal::Distributed,
        _ => Horizontal::General,
    }
}

fn vertical(word: &str) -> Vertical {
    match word {
        "top" => Vertical::Top,
        "center" => Vertical::Center,
        "justify" => Vertical::Justify,
        "distributed" => Vertical::Distributed,
        _ => Vertical::Bottom,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::testing::elements;

    fn alignment(attributes: &str) -> Alignment {
        let mut found = None;
        elements(&format!("<alignment {attributes}/>"), |element, _| found = read(element).ok());
        found.unwrap()
    }

    #[test]
    fn all_that_an_alignment_says_is_read() {
        let all = alignment(
            "horizontal='centerContinuous' vertical='top' wrapText='1' shrinkToFit='true' indent='3' readingOrder='2'",
        );
        let wanted = Alignment {
            horizontal: Horizontal::CenterContinuous,
            vertical: Vertical::Top,
            wrap: true,
            shrink: true,
            indent: 3,
            rotation: 0,
            reading: 2,
        };
        assert_eq!(all, wanted);
        assert_eq!(
            alignment("horizontal='x' indent='-1' readingOrder='9' textRotation='x'"),
            Alignment::default()
        );
    }

    #[test]
    fn rotations_run_from_down_to_up() {
        let of = |written: &str| alignment(&format!("textRotation='{written}'")).rotation;
        let all: Vec<i16> = ["0", "45", "90", "91", "135", "180", "181", "255", "-9"].map(of).into();
        assert_eq!(all, [0, 45, 90, -1, -45, -90, 0, 255, 0]);
    }
}
