//! How wide columns and how high rows are on screen. The library keeps both in pixels, and writes widths in digits of the
//! normal font (ECMA-376 18.3.1.13), of which it knows a few sizes by the width of their standard column.

use crate::model::Font;

/// Sizes that the library knows: pixels of the widest digit, and of a standard column.
const KNOWN: [(u32, u32); 7] = [(6, 56), (7, 64), (8, 72), (9, 80), (11, 96), (12, 104), (13, 120)];

/// Widths of the digits of common fonts, in parts of the font's size; Calibri's is taken for all others.
const DIGITS: &[(&str, f64)] = &[
    ("aptos", 0.561),
    ("aptos narrow", 0.500),
    ("arial", 0.556),
    ("arial narrow", 0.456),
    ("arial unicode ms", 0.556),
    ("cambria", 0.554),
    ("century gothic", 0.554),
    ("comic sans ms", 0.610),
    ("courier new", 0.600),
    ("dejavu sans", 0.636),
    ("garamond", 0.470),
    ("georgia", 0.614),
    ("gill sans mt", 0.500),
    ("helvetica", 0.556),
    ("liberation sans", 0.556),
    ("lucida sans unicode", 0.632),
    ("ms sans serif", 0.556),
    ("open sans", 0.572),
    ("segoe ui", 0.539),
    ("tahoma", 0.546),
    ("times new roman", 0.500),
    ("trebuchet ms", 0.524),
    ("verdana", 0.636),
];

const CALIBRI: f64 = 0.507;

/// What is measured by the normal font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::clean) struct Measure {
    /// The widest digit, in pixels.
    pub(in crate::clean) digit: u32,
    /// A standard column, in pixels.
    pub(in crate::clean) column: u32,
    /// A row of one line, in pixels.
    pub(in crate::clean) row: u32,
}

impl Measure {
    /// By a font; none of its fields stands for Calibri 11.
    pub(in crate::clean) fn of(font: &Font) -> Self {
        let name = font.name.as_deref().unwrap_or_default().to_lowercase();
        let share = DIGITS.iter().find(|(known, _)| *known == name).map_or(CALIBRI, |(_, share)| *share);
        let points = font.size.filter(|size| (1.0..=409.0).contains(size)).unwrap_or(11.0);
        let pixels = points * 4.0 / 3.0;
        let wanted = whole(pixels * share);
        let nearest = KNOWN.iter().min_by_key(|(digit, _)| digit.abs_diff(wanted));
        let (digit, column) = nearest.copied().unwrap_or((7, 64));
        let row = match whole(points) {
            0..=8 => 15,
            9 => 16,
            10 => 17,
            11 => 20,
            12 => 21,
            _ => whole(pixels * 1.3),
        };
        Measure { digit, column, row }
    }

    /// Pixels of a column whose width is in digits, padding included; 255 digits at most, as in Excel.
    pub(in crate::clean) fn column(self, width: f64) -> u32 {
        whole(width.clamp(0.0, 256.0) * f64::from(self.digit)).max(1)
    }
}

/// Pixels of a row's height in points; 409.5 points at most, as in Excel.
pub(in crate::clean) fn row_pixels(height: f64) -> u32 {
    whole(height.clamp(0.0, 409.5) * 4.0 / 3.0).max(1)
}

/// The nearest whole number of pixels.
fn whole(pixels: f64) -> u32 {
    let pixels = pixels.round().clamp(0.0, 100_000.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let whole = pixels as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn font(name: &str, size: f64) -> Font {
        Font { name: Some(name.into()), size: Some(size), ..Font::default() }
    }

    #[test]
    fn common_fonts_are_measured_as_excel_does() {
        assert_eq!(Measure::of(&Font::default()), Measure { digit: 7, column: 64, row: 20 });
        assert_eq!(Measure::of(&font("Arial", 10.0)), Measure { digit: 7, column: 64, row: 17 });
        assert_eq!(Measure::of(&font("Aptos Narrow", 11.0)).column, 64);
        assert_eq!(Measure::of(&font("Verdana", 10.0)).column, 72);
        assert_eq!(Measure::of(&font("Calibri", f64::NAN)).column, 64);
    }

    #[test]
    fn widths_that_excel_wrote_come_out_as_they_were() {
        let measure = Measure::of(&Font::default());
        for written in [8.7109375, 9.140625, 12.85546875, 50.7109375] {
            let pixels = measure.column(written);
            assert!((f64::from(pixels * 256 / measure.digit) / 256.0 - written).abs() < 1e-9, "{written}");
        }
        assert_eq!((row_pixels(15.0), row_pixels(12.75), row_pixels(f64::MAX)), (20, 17, 546));
    }
}
