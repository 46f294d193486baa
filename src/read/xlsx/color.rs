//! Colours as SpreadsheetML writes them (ECMA-376 18.8.3, 18.8.19, 18.8.27), resolved to what the screen shows.
//!
//! Alpha is left out, as Excel does. What two colours next to each other mean for the eye is said here once.

use super::theme::Theme;
use crate::container::xml::Element;
use crate::model::Reason;

pub(super) use crate::model::Rgb;

impl Rgb {
    /// The window's text colour, which is what "automatic" means for a font.
    pub(super) const BLACK: Rgb = Rgb(0, 0, 0);
    /// The window's background, which is what a cell without a fill shows.
    pub(super) const WHITE: Rgb = Rgb(255, 255, 255);

    /// Reads `AARRGGBB` or `RRGGBB`.
    pub(super) fn parse(text: &str) -> Option<Rgb> {
        let text = text.trim().trim_start_matches('#');
        let digits = match text.len() {
            8 => text.get(2..)?,
            6 => text,
            _ => return None,
        };
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Rgb(red, green, blue))
    }

    /// Whether text of this colour cannot be told from the other behind it: the same, or so near that nobody reads it.
    ///
    /// The distance weighs the channels as the eye does (ITU-R BT.601); 25 of 255 is the palest grey of the Office theme
    /// (E7E6E6) on white, a contrast of 1.25 : 1.
    pub(super) fn is_near(self, other: Rgb) -> bool {
        let square = |a: u8, b: u8| f64::from(a.abs_diff(b)).powi(2);
        let distance = 0.299 * square(self.0, other.0)
            + 0.587 * square(self.1, other.1)
            + 0.114 * square(self.2, other.2);
        // No root is taken: this is asked of every cell.
        distance <= 25.0 * 25.0
    }

    /// Lightens (above 0) or darkens (below 0) in HSL, ECMA-376 18.8.19 `tint`.
    fn tinted(self, tint: f64) -> Rgb {
        if tint == 0.0 || !tint.is_finite() {
            return self;
        }
        let tint = tint.clamp(-1.0, 1.0);
        let (hue, saturation, light) = self.hsl();
        let light = if tint < 0.0 { light * (1.0 + tint) } else { light * (1.0 - tint) + tint };
        Rgb::from_hsl(hue, saturation, light)
    }

    pub(super) fn hsl(self) -> (f64, f64, f64) {
        let [red, green, blue] = [self.0, self.1, self.2].map(|channel| f64::from(channel) / 255.0);
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let (sum, span) = (most + least, most - least);
        let light = sum / 2.0;
        if span == 0.0 {
            return (0.0, 0.0, light);
        }
        let saturation = if light <= 0.5 { span / sum } else { span / (2.0 - sum) };
        let sixths = if most == red {
            ((green - blue) / span).rem_euclid(6.0)
        } else if most == green {
            (blue - red) / span + 2.0
        } else {
            (red - green) / span + 4.0
        };
        (sixths / 6.0, saturation, light)
    }

    pub(super) fn from_hsl(hue: f64, saturation: f64, light: f64) -> Rgb {
        let chroma = (1.0 - (2.0 * light - 1.0).abs()) * saturation;
        let sixths = hue * 6.0;
        let second = chroma * (1.0 - (sixths.rem_euclid(2.0) - 1.0).abs());
        let (red, green, blue) = match sixths {
            s if s < 1.0 => (chroma, second, 0.0),
            s if s < 2.0 => (second, chroma, 0.0),
            s if s < 3.0 => (0.0, chroma, second),
            s if s < 4.0 => (0.0, second, chroma),
            s if s < 5.0 => (second, 0.0, chroma),
            _ => (chroma, 0.0, second),
        };
        let base = light - chroma / 2.0;
        let byte = |channel: f64| ((channel + base) * 255.0).round().clamp(0.0, 255.0) as u8;
        Rgb(byte(red), byte(green), byte(blue))
    }
}

/// A colour as it is written (CT_Color, 18.8.3).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Color {
    base: Base,
    tint: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Hash, Default)]
enum Base {
    #[default]
    Auto,
    Rgb(Rgb),
    Theme(usize),
    Indexed(usize),
}

impl std::hash::Hash for Color {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.base.hash(state);
        self.tint.to_bits().hash(state);
    }
}

impl Color {
    /// Reads the attributes of `color`, `fgColor`, `bgColor` and their like.
    pub(super) fn read(element: &Element<'_>) -> Result<Color, Reason> {
        let mut color = Color::default();
        for attribute in element.attributes() {
            let attribute = attribute?;
            let value = attribute.value.trim();
            match attribute.local {
                "rgb" => color.base = Rgb::parse(value).map_or(color.base, Base::Rgb),
                "theme" => color.base = value.parse().map_or(color.base, Base::Theme),
                "indexed" => color.base = value.parse().map_or(color.base, Base::Indexed),
                "tint" => color.tint = value.parse().unwrap_or(0.0),
                _ => {}
            }
        }
        Ok(color)
    }

    /// What the screen shows; `auto` is what "automatic" means here.
    pub(super) fn resolve(self, theme: &Theme, palette: &Palette, auto: Rgb) -> Rgb {
        self.base(theme, palette).unwrap_or(auto).tinted(self.tint)
    }

    /// What the screen shows; none for "automatic".
    pub(super) fn paint(self, theme: &Theme, palette: &Palette) -> Option<Rgb> {
        Some(self.base(theme, palette)?.tinted(self.tint))
    }

    fn base(self, theme: &Theme, palette: &Palette) -> Option<Rgb> {
        match self.base {
            Base::Auto => None,
            Base::Rgb(rgb) => Some(rgb),
            Base::Theme(index) => theme.color(index),
            Base::Indexed(index) => palette.color(index),
        }
    }
}

/// The indexed colours (18.8.27), as a workbook may redefine them.
#[derive(Debug, Clone)]
pub(super) struct Palette {
    redefined: Vec<Rgb>,
}

impl Palette {
    /// The default palette with its first colours replaced.
    pub(super) fn new(redefined: Vec<Rgb>) -> Self {
        Palette { redefined }
    }

    /// The colour of an index; none for "automatic" ones that depend on where they are used.
    pub(super) fn color(&self, index: usize) -> Option<Rgb> {
        if index == 65 {
            return Some(Rgb::WHITE);
        }
        if let Some(found) = self.redefined.get(index) {
            return Some(*found);
        }
        // 0 to 7 are the same as 8 to 15.
        let index = if index < 8 { index } else { index.saturating_sub(8) };
        let [_, red, green, blue] = PALETTE.get(index)?.to_be_bytes();
        Some(Rgb(red, green, blue))
    }
}

/// Indices 8 to 63 of the default palette.
const PALETTE: [u32; 56] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000,
    0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF,
    0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000,
    0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
    0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966,
    0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tint_moves_the_lightness_only() {
        // Values as Excel shows them: accent1 of the 2007 theme at 80 % lighter, white at 15 % darker, black at half.
        assert!(Rgb(0x4F, 0x81, 0xBD).tinted(0.799_981_688_894_314_3).is_near(Rgb(0xDC, 0xE6, 0xF1)));
        assert_eq!(Rgb::WHITE.tinted(-0.149_998_474_074_526_2), Rgb(217, 217, 217));
        assert_eq!(Rgb::BLACK.tinted(0.499_984_740_745_262_2), Rgb(127, 127, 127));
        assert_eq!(Rgb(1, 2, 3).tinted(f64::NAN), Rgb(1, 2, 3));
        for channel in 0..=255 {
            let color = Rgb(channel, 255 - channel, channel / 2);
            let (hue, saturation, light) = color.hsl();
            assert_eq!(Rgb::from_hsl(hue, saturation, light), color);
        }
    }

    #[test]
    fn near_is_what_nobody_reads() {
        assert!(Rgb::WHITE.is_near(Rgb(0xF2, 0xF2, 0xF2)));
        assert!(Rgb::WHITE.is_near(Rgb(0xFF, 0xFF, 0xE0)));
        assert!(!Rgb::WHITE.is_near(Rgb(0xD9, 0xD9, 0xD9)));
        assert!(!Rgb::WHITE.is_near(Rgb(0xFF, 0xFF, 0)));
        assert!(!Rgb(255, 0, 0).is_near(Rgb(0, 128, 0)));
    }

    #[test]
    fn indexed_colours_follow_the_palette() {
        let palette = Palette::new(Vec::new());
        assert_eq!(palette.color(1), Some(Rgb::WHITE));
        assert_eq!(palette.color(9), Some(Rgb::WHITE));
        assert_eq!(palette.color(63), Some(Rgb(0x33, 0x33, 0x33)));
        assert_eq!(palette.color(64), None);
        assert_eq!(palette.color(65), Some(Rgb::WHITE));
        assert_eq!(Palette::new(vec![Rgb(1, 1, 1)]).color(0), Some(Rgb(1, 1, 1)));
    }

    #[test]
    fn argb_and_rgb_are_read_and_nonsense_is_not() {
        assert_eq!(Rgb::parse("FF102030"), Some(Rgb(0x10, 0x20, 0x30)));
        assert_eq!(Rgb::parse("102030"), Some(Rgb(0x10, 0x20, 0x30)));
        assert_eq!(Rgb::parse("1020"), None);
        assert_eq!(Rgb::parse("é02030xx"), None);
    }
}
