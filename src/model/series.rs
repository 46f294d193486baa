//! A series of a chart and what belongs to its points: markers, labels, trend lines, error bars.

use std::sync::Arc;

use super::{Cells, Lettering, Paint, Words};

/// A series (ECMA-376 21.2.2.170).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// What the legend calls it.
    pub name: Option<Words>,
    /// Cells of its categories, or x values.
    pub categories: Option<Cells>,
    /// Cells of its values.
    pub values: Option<Cells>,
    /// What its areas are filled with, and its line.
    pub paint: Paint,
    /// The marker at each point; none where its kind has none.
    pub marker: Option<Marker>,
    /// Points that look otherwise, by their position from 0.
    pub points: Vec<(u32, Paint)>,
    /// What stands at each point.
    pub labels: Option<Labels>,
    /// A line through its points.
    pub trend: Option<Trend>,
    /// Bars to the sides of each point, and above and below it.
    pub errors: [Option<Errors>; 2],
    /// Its line is a curve.
    pub smooth: bool,
    /// Bars below nought are white (21.2.2.86).
    pub inverts: bool,
}

impl Series {
    /// All cells that it refers to.
    pub fn references(&mut self) -> impl Iterator<Item = &mut Cells> {
        let name = self.name.as_mut().and_then(Words::cells);
        let points = self.labels.iter_mut().flat_map(|labels| &mut labels.points);
        let points = points.filter_map(|(_, label)| label.words.as_mut()?.cells());
        let errors = self.errors.iter_mut().flatten().flat_map(|errors| match &mut errors.amount {
            Amount::Cells(up, down) => [up.as_mut(), down.as_mut()],
            _ => [None, None],
        });
        let own = [self.categories.as_mut(), self.values.as_mut(), name];
        own.into_iter().chain(errors).flatten().chain(points)
    }

    /// All words that stand in it as they are.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut Arc<str>> {
        let name = self.name.as_mut().and_then(Words::text);
        let trend = self.trend.as_mut().and_then(|trend| trend.name.as_mut());
        let points = self.labels.iter_mut().flat_map(|labels| &mut labels.points);
        let points = points.filter_map(|(_, label)| label.words.as_mut()?.text());
        [name, trend].into_iter().flatten().chain(points)
    }
}

/// A marker (21.2.2.106).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Marker {
    /// Its shape; none for no marker.
    pub shape: Option<MarkerShape>,
    /// In points; none for the program's own.
    pub size: Option<u8>,
    /// Its fill and border.
    pub paint: Paint,
}

/// Shapes of markers (21.2.3.27).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum MarkerShape {
    Square,
    Diamond,
    Triangle,
    X,
    Star,
    Dot,
    Dash,
    Circle,
    Plus,
}

/// What stands at each point (21.2.2.49).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Labels {
    /// What they say.
    pub shown: Shown,
    /// The legend's key.
    pub key: bool,
    /// Lines from the label to the point.
    pub leaders: bool,
    /// Where; none where its kind of chart has it if nothing is said.
    pub position: Option<LabelSpot>,
    /// The code of its number format; none for that of the cells.
    pub format: Option<Arc<str>>,
    /// What stands between two of them; none for a comma.
    pub separator: Option<char>,
    /// What is around and behind it.
    pub paint: Paint,
    /// Its font.
    pub lettering: Option<Lettering>,
    /// Labels of single points, by their position from 0.
    pub points: Vec<(u32, PointLabel)>,
}

/// What labels say of their points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// The value.
    pub value: bool,
    /// The category.
    pub category: bool,
    /// The series' name.
    pub series: bool,
    /// The share of a pie.
    pub percent: bool,
}

impl Shown {
    /// Whether they say anything at all.
    pub fn anything(self) -> bool {
        self != Shown::default()
    }
}

/// The label of one point (21.2.2.47).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PointLabel {
    /// There is none.
    pub deleted: bool,
    /// What it shows of its point.
    pub shown: Shown,
    /// What it says instead.
    pub words: Option<Words>,
    /// Its font, where it has one of its own.
    pub lettering: Option<Lettering>,
}

/// Where a label stands (21.2.3.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum LabelSpot {
    Center,
    Left,
    Right,
    Above,
    Below,
    InsideBase,
    InsideEnd,
    OutsideEnd,
    BestFit,
}

/// A line through the points (21.2.2.211).
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// How it is computed.
    pub kind: TrendKind,
    /// What the legend calls it.
    pub name: Option<Arc<str>>,
    /// So many periods on.
    pub forward: f64,
    /// So many periods back.
    pub backward: f64,
    /// Where it meets the axis.
    pub intercept: Option<f64>,
    /// The equation is shown.
    pub equation: bool,
    /// R squared is shown.
    pub r_squared: bool,
    /// The line.
    pub paint: Paint,
}

/// How a trend is computed (21.2.3.50).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum TrendKind {
    Exponential,
    Linear,
    Logarithmic,
    Polynomial(u8),
    Power,
    MovingAverage(u8),
}

/// Error bars (21.2.2.55).
#[derive(Debug, Clone, PartialEq)]
pub struct Errors {
    /// Towards more, towards less.
    pub sides: [bool; 2],
    /// How long they are.
    pub amount: Amount,
    /// With a bar at the end.
    pub capped: bool,
    /// The line.
    pub paint: Paint,
}

/// How long error bars are (21.2.3.15).
#[derive(Debug, Clone, PartialEq)]
pub enum Amount {
    /// So much.
    Fixed(f64),
    /// So many per cent.
    Percent(f64),
    /// So many standard deviations.
    Deviations(f64),
    /// The standard error.
    StandardError,
    /// As these cells say: towards more, towards less.
    Cells(Option<Cells>, Option<Cells>),
}
