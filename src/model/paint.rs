//! How the things of a chart are filled, lined and lettered (DrawingML, ECMA-376 20.1). Cells have their own: see `look`.

use std::sync::Arc;

use super::{Font, Rgb};

/// A fill and a line (20.1.2.2.35 `spPr`). What is `None` is the program's own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paint {
    /// The fill.
    pub fill: Option<Shade>,
    /// The line around it, or of it.
    pub line: Option<Stroke>,
}

/// A fill (20.1.8).
#[derive(Debug, Clone, PartialEq)]
pub enum Shade {
    /// What is behind shows through.
    None,
    /// One colour, and how transparent it is, in per cent.
    Solid(Rgb, u8),
    /// Lines and dots.
    Pattern {
        /// Which, by the standard's name for it (20.1.10.50).
        pattern: Arc<str>,
        /// Of the lines and dots.
        front: Rgb,
        /// Between them.
        back: Rgb,
    },
    /// From colour to colour.
    Gradient {
        /// In which way.
        flow: Flow,
        /// The colours, each at a place from 0 to 100.
        stops: Vec<(Rgb, u8)>,
    },
}

/// How a gradient runs (20.1.8.46, 20.1.8.41).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Flow {
    /// Straight, at this angle in degrees.
    Linear(u16),
    Radial,
    Rectangular,
    Path,
}

/// A line (20.1.2.2.24).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stroke {
    /// There is none.
    pub none: bool,
    /// Its colour and how transparent it is, in per cent; none for the program's own.
    pub color: Option<(Rgb, u8)>,
    /// In quarters of a point; none for the program's own.
    pub width: Option<u16>,
    /// How it is drawn.
    pub dash: Dash,
}

impl Stroke {
    /// No line.
    pub fn none() -> Self {
        Stroke { none: true, ..Stroke::default() }
    }
}

/// How a line is drawn (20.1.10.49).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Dash {
    #[default]
    Solid,
    RoundDot,
    SquareDot,
    Dash,
    DashDot,
    LongDash,
    LongDashDot,
    LongDashDotDot,
}

/// A font on a chart, and how its line is turned.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lettering {
    /// The font.
    pub font: Font,
    /// Degrees, -90 to 90, clockwise; [`Lettering::STACKED`] for letters above each other; none for the program's own.
    pub rotation: Option<i16>,
}

impl Lettering {
    /// Letters above each other (`wordArtVert`).
    pub const STACKED: i16 = 270;
    /// As East Asian writing does (`eaVert`).
    pub const EAST_ASIAN: i16 = 271;
}

/// Where in a chart something is, in shares of the chart's width and height (21.2.2.95): its left and upper edge, and its
/// width and height where they are said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Left edge, upper edge.
    pub from: (f64, f64),
    /// Width, height.
    pub size: Option<(f64, f64)>,
}
