//! How a cell looks, as far as that decides whether its text can be seen: font colour and size against the fill. What
//! else there is to a look is in `appearance`.

use super::border::RawBorder;
use super::color::{Color, Palette, Rgb};
use super::font::RawFont;
use super::theme::Theme;
use crate::container::xml::Element;
use crate::model::Reason;

/// Text smaller than this, in points, cannot be read.
const SMALLEST: f64 = 2.0;

/// Stops of one gradient that are kept.
const MOST_STOPS: usize = 256;

/// What is behind the text. Text is invisible when it is near to every colour of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Backdrop {
    /// The sheet's white.
    Sheet,
    /// A fill that shows these colours.
    Fill(Vec<Rgb>),
    /// A look that is not known; nothing is held to be invisible on it.
    Unknown,
}

impl Backdrop {
    /// Whether text of this colour disappears.
    pub(super) fn swallows(&self, text: Rgb) -> bool {
        match self {
            Backdrop::Sheet => text.is_near(Rgb::WHITE),
            Backdrop::Fill(colors) => !colors.is_empty() && colors.iter().all(|color| text.is_near(*color)),
            Backdrop::Unknown => false,
        }
    }
}

/// Whether a font size is too small to read.
pub(super) fn is_tiny(size: f64) -> bool {
    size < SMALLEST
}

/// Font, fill, border and number format as written, of one `dxf` element.
#[derive(Debug, Clone, Default)]
pub(super) struct RawLook {
    pub(super) font: RawFont,
    pub(super) fill: Option<RawFill>,
    pub(super) border: RawBorder,
    /// The code of a number format.
    pub(super) code: Option<String>,
}

/// A fill as written (18.8.20).
#[derive(Debug, Clone, Default)]
pub(super) struct RawFill {
    pub(super) pattern: Option<String>,
    pub(super) front: Option<Color>,
    pub(super) back: Option<Color>,
    pub(super) stops: Vec<Color>,
}

impl RawLook {
    /// Takes one element below `dxf`.
    pub(super) fn element(&mut self, parent: &str, element: &Element<'_>) -> Result<(), Reason> {
        match (parent, element.local()) {
            ("font", _) => self.font.element(element),
            (_, "numFmt") => {
                self.code = element.get("formatCode")?;
                Ok(())
            }
            ("fill" | "patternFill" | "stop", _) => {
                self.fill.get_or_insert_default().element(parent, element)
            }
            ("dxf", "border") => {
                self.border = RawBorder::read(element)?;
                Ok(())
            }
            ("border" | "left" | "right" | "top" | "bottom" | "start" | "end" | "diagonal", _) => {
                self.border.element(parent, element)
            }
            _ => Ok(()),
        }
    }
}

impl RawFill {
    /// Takes one element below `fill`.
    pub(super) fn element(&mut self, parent: &str, element: &Element<'_>) -> Result<(), Reason> {
        match (parent, element.local()) {
            ("fill", "patternFill") => self.pattern = element.get("patternType")?,
            ("patternFill", "fgColor") => self.front = Some(Color::read(element)?),
            ("patternFill", "bgColor") => self.back = Some(Color::read(element)?),
            ("fill", "gradientFill") => self.pattern = Some("gradient".to_owned()),
            ("stop", "color") if self.stops.len() < MOST_STOPS => self.stops.push(Color::read(element)?),
            _ => {}
        }
        Ok(())
    }

    /// What a cell with this fill shows.
    pub(super) fn of_cell(&self, theme: &Theme, palette: &Palette) -> Backdrop {
        let front = self.front.map(|color| color.resolve(theme, palette, Rgb::BLACK));
        let back = self.back.map_or(Rgb::WHITE, |color| color.resolve(theme, palette, Rgb::WHITE));
        match self.pattern.as_deref().unwrap_or("none") {
            "none" => Backdrop::Sheet,
            // Programs differ about a solid fill that says no colour.
            "solid" => front.map_or(Backdrop::Unknown, |front| Backdrop::Fill(vec![front])),
            "gradient" => {
                let stops = self.stops.iter().map(|stop| stop.resolve(theme, palette, Rgb::WHITE));
                Backdrop::Fill(stops.collect())
            }
            // A quarter or less of the other colour hides no text of the main one.
            "gray125" | "gray0625" | "lightGray" => Backdrop::Fill(vec![back]),
            "darkGray" => Backdrop::Fill(vec![front.unwrap_or(Rgb::BLACK)]),
            _ => Backdrop::Fill(vec![front.unwrap_or(Rgb::BLACK), back]),
        }
    }

    /// What a conditional format with this fill shows: there, solid is meant where no pattern is said, and its colour
    /// is the background's (18.8.14).
    pub(super) fn of_rule(&self, theme: &Theme, palette: &Palette) -> Backdrop {
        if !matches!(self.pattern.as_deref(), None | Some("solid")) {
            return self.of_cell(theme, palette);
        }
        match self.back.or(self.front) {
            Some(color) => Backdrop::Fill(vec![color.resolve(theme, palette, Rgb::WHITE)]),
            None => Backdrop::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_disappears_only_when_near_to_all_that_is_behind_it() {
        let grey = Rgb(128, 128, 128);
        assert!(Backdrop::Sheet.swallows(Rgb(250, 250, 250)));
        assert!(!Backdrop::Sheet.swallows(Rgb::BLACK));
        assert!(Backdrop::Fill(vec![grey]).swallows(grey));
        assert!(!Backdrop::Fill(vec![grey, Rgb::WHITE]).swallows(grey));
        assert!(!Backdrop::Fill(Vec::new()).swallows(grey));
        assert!(!Backdrop::Unknown.swallows(Rgb::WHITE));
    }

    #[test]
    fn patterns_show_their_main_colour() {
        let (theme, palette) = (Theme::default(), Palette::new(Vec::new()));
        let fill = |pattern: &str| RawFill { pattern: Some(pattern.to_owned()), ..RawFill::default() };
        assert_eq!(fill("none").of_cell(&theme, &palette), Backdrop::Sheet);
        assert_eq!(fill("solid").of_cell(&theme, &palette), Backdrop::Unknown);
        assert_eq!(fill("gray125").of_cell(&theme, &palette), Backdrop::Fill(vec![Rgb::WHITE]));
        assert_eq!(fill("darkGray").of_cell(&theme, &palette), Backdrop::Fill(vec![Rgb::BLACK]));
        assert_eq!(fill("darkGrid").of_cell(&theme, &palette), Backdrop::Fill(vec![Rgb::BLACK, Rgb::WHITE]));
        assert_eq!(fill("solid").of_rule(&theme, &palette), Backdrop::Unknown);
    }
}
