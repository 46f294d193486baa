//! A chart as far as it can be drawn again over the cells of a copy: kinds, series, titles, axes and their look. What a
//! chart keeps of its cells (its cache) is a surface and no part of this.

use std::sync::Arc;

use super::{Axis, Layout, Lettering, Paint, Range, Series, Stroke};

/// A chart (ECMA-376 21.2).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chart {
    /// What is drawn, one over the other.
    pub plots: Vec<Plot>,
    /// Its title: what it says, or the series' name that programs show where a chart of one series has none.
    pub title: Option<Title>,
    /// Its legend.
    pub legend: Option<Legend>,
    /// The axes that most series are drawn by.
    pub axes: Option<Axes>,
    /// The axes on the other side.
    pub second_axes: Option<Axes>,
    /// Of the whole chart.
    pub area: Paint,
    /// Behind the plots.
    pub plot_area: Paint,
    /// Where in the chart the plots are; none where the program decides.
    pub layout: Option<Layout>,
    /// What is drawn for cells without a value.
    pub blanks: Blanks,
    /// Hidden rows and columns are drawn too (21.2.2.146 `plotVisOnly`).
    pub shows_hidden: bool,
    /// The table of values below the plots.
    pub table: Option<DataTable>,
    /// Something in it cannot be drawn again.
    pub beyond: Option<&'static str>,
    /// What can be drawn only in another way than it was; each is a clause for the officer.
    pub otherwise: Vec<&'static str>,
}

impl Chart {
    /// A chart that cannot be drawn again, and why.
    pub fn beyond(why: &'static str) -> Self {
        Chart { beyond: Some(why), ..Chart::default() }
    }

    /// All cells that it refers to.
    pub fn references(&mut self) -> impl Iterator<Item = &mut Cells> {
        let titles = [self.axes.as_mut(), self.second_axes.as_mut()].into_iter().flatten();
        let titles = titles.flat_map(|axes| [axes.category.title.as_mut(), axes.value.title.as_mut()]);
        let titles = titles.chain([self.title.as_mut()]).flatten().map(|title| &mut title.words);
        let series = self.plots.iter_mut().flat_map(|plot| &mut plot.series);
        titles.filter_map(Words::cells).chain(series.flat_map(Series::references))
    }

    /// All words that stand in it as they are, not in cells.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut Arc<str>> {
        let titles = [self.axes.as_mut(), self.second_axes.as_mut()].into_iter().flatten();
        let titles = titles.flat_map(|axes| [axes.category.title.as_mut(), axes.value.title.as_mut()]);
        let titles = titles.chain([self.title.as_mut()]).flatten().map(|title| &mut title.words);
        let series = self.plots.iter_mut().flat_map(|plot| &mut plot.series);
        titles.filter_map(Words::text).chain(series.flat_map(Series::texts))
    }
}

/// One kind of drawing and its series.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// Which.
    pub kind: PlotKind,
    /// How its series stand to each other.
    pub grouping: Grouping,
    /// It is drawn by the axes on the other side.
    pub second: bool,
    /// Its series, in order.
    pub series: Vec<Series>,
    /// Between bars, in per cent of their width (21.2.2.75).
    pub gap: u16,
    /// Of bars of different series, in per cent; below nought for a space (21.2.2.131).
    pub overlap: i8,
    /// Degrees at which the first slice of a pie begins (21.2.2.68).
    pub first_slice: u16,
    /// Hole of a doughnut, in per cent (21.2.2.82).
    pub hole: u8,
    /// A radar's areas are filled (21.2.2.153).
    pub filled: bool,
    /// Bars between the first and the last series: those that go up, those that go down (21.2.2.218).
    pub up_down: Option<(Paint, Paint)>,
    /// Lines from the highest to the lowest series (21.2.2.80).
    pub high_low: Option<Stroke>,
    /// Lines from the points down to the axis (21.2.2.57).
    pub drops: Option<Stroke>,
}

impl Plot {
    /// A plot of this kind without series, as programs draw it where nothing else is said.
    pub fn new(kind: PlotKind) -> Self {
        Plot {
            kind,
            grouping: Grouping::default(),
            second: false,
            series: Vec::new(),
            gap: 150,
            overlap: 0,
            first_slice: 0,
            hole: 50,
            filled: false,
            up_down: None,
            high_low: None,
            drops: None,
        }
    }
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

/// How series stand to each other (21.2.3.17, 21.2.3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    /// Side by side, or before each other.
    #[default]
    Plain,
    /// On top of each other.
    Stacked,
    /// On top of each other, all together 100 %.
    Percent,
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

impl Words {
    /// The cell that says them.
    pub fn cells(&mut self) -> Option<&mut Cells> {
        match self {
            Words::Cell(cells) => Some(cells),
            Words::Text(_) => None,
        }
    }

    /// The words themselves.
    pub fn text(&mut self) -> Option<&mut Arc<str>> {
        match self {
            Words::Text(text) => Some(text),
            Words::Cell(_) => None,
        }
    }
}

/// A title.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// What it says.
    pub words: Words,
    /// Its font; bold where nothing else is said.
    pub lettering: Option<Lettering>,
    /// What is around and behind it.
    pub paint: Paint,
    /// Where it stands; none where the program decides.
    pub layout: Option<Layout>,
    /// It lies over the plots.
    pub overlay: bool,
}

/// A legend (21.2.2.94).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Legend {
    /// Where it stands.
    pub side: Side,
    /// Its font.
    pub lettering: Option<Lettering>,
    /// What is around and behind it.
    pub paint: Paint,
    /// Where exactly; none where the program decides.
    pub layout: Option<Layout>,
    /// It lies over the plots.
    pub overlay: bool,
    /// Entries that were taken out, counted from 0.
    pub without: Vec<usize>,
}

/// Where the legend stands (21.2.3.24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Side {
    #[default]
    Right,
    Left,
    Top,
    Bottom,
    TopRight,
}

/// Two axes that belong together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axes {
    /// Of categories, or of x values.
    pub category: Axis,
    /// Of values.
    pub value: Axis,
}

/// What is drawn for cells without a value (21.2.3.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Blanks {
    /// Nothing.
    #[default]
    Gap,
    /// As if they were nought.
    Zero,
    /// The line goes on.
    Span,
}

/// The table of values below the plots (21.2.2.54).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DataTable {
    /// Lines between rows, lines between columns, a line around it.
    pub lines: [bool; 3],
    /// With the legend's keys.
    pub keys: bool,
    /// Its lines and fill.
    pub paint: Paint,
    /// Its font.
    pub lettering: Option<Lettering>,
}
