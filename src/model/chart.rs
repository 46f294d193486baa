//! A chart as far as it can be drawn again over the cells of a copy: kinds, series, titles, axes and their look. What a
//! chart keeps of its cells (its cache) is a surface and no part of this.

use std::sync::Arc;

use super::{Fill, Font, Range, Rgb};

/// A chart (ECMA-376 21.2).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chart {
    /// What is drawn, one over the other.
    pub plots: Vec<Plot>,
    /// Its title.
    pub title: Option<Title>,
    /// Where the legend stands.
    pub legend: Option<Legend>,
    /// It draws cells of hidden rows and columns too (21.2.2.146 `plotVisOnly="0"`).
    pub shows_hidden: bool,
    /// Something in it cannot be drawn again.
    pub beyond: Option<&'static str>,
}

/// One kind of drawing and its series.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// Which.
    pub kind: PlotKind,
    /// Its series, in order.
    pub series: Vec<Series>,
}

/// Kinds of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum PlotKind {
    Area,
    Bar,
    Column,
    Line,
    Pie,
    Doughnut,
    Radar,
    Scatter,
    Stock,
}

/// A series.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// What the legend calls it.
    pub name: Option<Words>,
    /// Cells of its categories, or x values.
    pub categories: Option<Cells>,
    /// Cells of its values.
    pub values: Option<Cells>,
    /// What its areas are filled with.
    pub fill: Option<Fill>,
    /// Colour of its line.
    pub line: Option<Rgb>,
}

/// Cells of a sheet of the same workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// The sheet, by the name on its tab.
    pub sheet: Arc<str>,
    /// The cells.
    pub range: Range,
}

/// Words on a chart: as they stand, or from a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Words {
    Text(Arc<str>),
    Cell(Cells),
}

/// A title.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// What it says.
    pub words: Words,
    /// Its font.
    pub font: Option<Font>,
}

/// Where the legend stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Legend {
    Right,
    Left,
    Top,
    Bottom,
    TopRight,
}
