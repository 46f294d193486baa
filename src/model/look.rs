//! How a cell looks: font, fill, borders, alignment, number format. What a rebuilder needs to make a cell look as it did;
//! whether a look hides its text is decided by the readers and said in `Cell::visibility`. Knows no format's styles.

use std::sync::Arc;

/// A colour on screen: red, green, blue. Themes, palettes and tints are resolved by the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// All that a cell looks like.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Look {
    /// The code of its number format (ECMA-376 18.8.31), in one variant for each of the format's sections: the variant
    /// of a section says all literal words of that section and none of those that only other sections would show, so
    /// that a copy carries no words that nobody saw. Where these differ, one more follows that says none of the words,
    /// for what no section shows. Empty for General.
    pub formats: Vec<Arc<str>>,
    /// The font.
    pub font: Font,
    /// The fill.
    pub fill: Fill,
    /// The borders.
    pub borders: Borders,
    /// Where in the cell its text stands.
    pub alignment: Alignment,
}

impl Look {
    /// The number format's code for cells that its section with this number shows; empty for General. Cells without a
    /// value, and rows and columns, are shown by [none](Dress::NO_SECTION).
    pub fn format(&self, section: u8) -> &str {
        self.formats.get(usize::from(section)).or(self.formats.last()).map_or("", |code| code)
    }
}

/// A font, ECMA-376 18.8.22.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Font {
    /// Its name; none where the program's own is meant.
    pub name: Option<Arc<str>>,
    /// Size in points; none where the program's own is meant.
    pub size: Option<f64>,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Struck through.
    pub strike: bool,
    /// Underlined.
    pub underline: Underline,
    /// Its colour; none for the window's text colour.
    pub color: Option<Rgb>,
    /// Above or below the line.
    pub script: Script,
}

/// ECMA-376 18.18.82.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Underline {
    #[default]
    None,
    Single,
    Double,
    SingleAccounting,
    DoubleAccounting,
}

/// ECMA-376 22.9.2.17.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Script {
    #[default]
    Baseline,
    Superscript,
    Subscript,
}

/// What is behind the text, ECMA-376 18.8.20.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fill {
    /// The sheet shows through.
    #[default]
    None,
    /// One colour; gradients come as the one between theirs.
    Solid(Rgb),
    /// A pattern of two.
    Pattern {
        /// Which.
        pattern: Pattern,
        /// Of the pattern's lines and dots.
        front: Rgb,
        /// Between them.
        back: Rgb,
    },
}

/// ECMA-376 18.18.55, without `none` and `solid`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Pattern {
    Gray125,
    Gray0625,
    LightGray,
    MediumGray,
    DarkGray,
    LightHorizontal,
    LightVertical,
    LightDown,
    LightUp,
    LightGrid,
    LightTrellis,
    DarkHorizontal,
    DarkVertical,
    DarkDown,
    DarkUp,
    DarkGrid,
    DarkTrellis,
}

/// ECMA-376 18.8.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub struct Borders {
    pub left: Option<Edge>,
    pub right: Option<Edge>,
    pub top: Option<Edge>,
    pub bottom: Option<Edge>,
    /// From corner to corner: the line, whether it goes up (from bottom left), whether it goes down.
    pub diagonal: Option<(Edge, bool, bool)>,
}

/// One line of a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edge {
    /// How it is drawn.
    pub style: EdgeStyle,
    /// Its colour; none for automatic, which is black.
    pub color: Option<Rgb>,
}

/// ECMA-376 18.18.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum EdgeStyle {
    Thin,
    Medium,
    Dashed,
    Dotted,
    Thick,
    Double,
    Hair,
    MediumDashed,
    DashDot,
    MediumDashDot,
    DashDotDot,
    MediumDashDotDot,
    SlantDashDot,
}

/// ECMA-376 18.8.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Alignment {
    /// Left to right.
    pub horizontal: Horizontal,
    /// Top to bottom.
    pub vertical: Vertical,
    /// Lines are broken at the cell's width.
    pub wrap: bool,
    /// Shrunk to the cell's width.
    pub shrink: bool,
    /// Steps of three spaces.
    pub indent: u8,
    /// Degrees, -90 to 90, counter-clockwise; [`Alignment::STACKED`] for letters above each other.
    pub rotation: i16,
    /// Reading order: 0 by the text, 1 left to right, 2 right to left.
    pub reading: u8,
}

impl Alignment {
    /// Letters above each other (`textRotation="255"`).
    pub const STACKED: i16 = 255;
}

/// ECMA-376 18.18.40.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Horizontal {
    #[default]
    General,
    Left,
    Center,
    Right,
    Fill,
    Justify,
    CenterContinuous,
    Distributed,
}

/// ECMA-376 18.18.88.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Vertical {
    #[default]
    Bottom,
    Top,
    Center,
    Justify,
    Distributed,
}

/// What a conditional format, or a run, changes of a look; what is `None` stays.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs, reason = "as the fields of `Font` and `Look` with the same names")]
pub struct LookChange {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub strike: Option<bool>,
    pub underline: Option<Underline>,
    pub color: Option<Rgb>,
    pub fill: Option<Fill>,
    pub borders: Borders,
    pub format: Option<Arc<str>>,
}

impl LookChange {
    /// What this changes, and what the other changes beside it.
    #[must_use]
    pub fn and_then(&self, other: &LookChange) -> LookChange {
        let (lines, more) = (&self.borders, &other.borders);
        LookChange {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            strike: self.strike.or(other.strike),
            underline: self.underline.or(other.underline),
            color: self.color.or(other.color),
            fill: self.fill.or(other.fill),
            borders: Borders {
                left: lines.left.or(more.left),
                right: lines.right.or(more.right),
                top: lines.top.or(more.top),
                bottom: lines.bottom.or(more.bottom),
                diagonal: lines.diagonal.or(more.diagonal),
            },
            format: self.format.clone().or_else(|| other.format.clone()),
        }
    }

    /// The look that a cell then has.
    pub fn applied_to(&self, look: &Look) -> Look {
        let (old, lines) = (&look.font, &look.borders);
        Look {
            formats: self.format.clone().map_or_else(|| look.formats.clone(), |code| vec![code]),
            font: Font {
                bold: self.bold.unwrap_or(old.bold),
                italic: self.italic.unwrap_or(old.italic),
                strike: self.strike.unwrap_or(old.strike),
                underline: self.underline.unwrap_or(old.underline),
                color: self.color.or(old.color),
                ..old.clone()
            },
            fill: self.fill.unwrap_or(look.fill),
            borders: Borders {
                left: self.borders.left.or(lines.left),
                right: self.borders.right.or(lines.right),
                top: self.borders.top.or(lines.top),
                bottom: self.borders.bottom.or(lines.bottom),
                diagonal: self.borders.diagonal.or(lines.diagonal),
            },
            alignment: look.alignment,
        }
    }
}

/// A stretch of a rich text.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// First byte, in the text that is shown.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
    /// Its font.
    pub font: Arc<Font>,
}

/// How one cell looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dress<'a> {
    /// An index into [`super::Book::looks`]; one that is not there is the first.
    pub look: u32,
    /// The section of its number format that shows its value; [`Dress::NO_SECTION`] where none does.
    pub section: u8,
    /// The stretches of `Cell::shown` that have a font of their own, in order; those that nobody sees are not among them.
    pub runs: &'a [Run],
    /// What a conditional format that is not made again changes of the look: an index into [`super::Frame::overlays`].
    pub overlay: Option<u16>,
}

impl Dress<'_> {
    /// The section of what no section shows: texts in formats that are for numbers only, cells without a value.
    pub const NO_SECTION: u8 = u8::MAX;
}
