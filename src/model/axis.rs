//! An axis of a chart: its scale, its labels and its lines.

use std::sync::Arc;

use super::{Lettering, Paint, Stroke, Title};

/// An axis (ECMA-376 21.2.2.25, 21.2.2.43, 21.2.2.226).
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What it counts.
    pub kind: AxisKind,
    /// It is drawn.
    pub shown: bool,
    /// Its title.
    pub title: Option<Title>,
    /// Where it begins; none where the program decides.
    pub min: Option<f64>,
    /// Where it ends.
    pub max: Option<f64>,
    /// From label to label.
    pub major: Option<f64>,
    /// From tick to tick.
    pub minor: Option<f64>,
    /// What `major` and `minor` count on an axis of dates.
    pub time: [Option<TimeUnit>; 2],
    /// Each step is so many times the last.
    pub log: Option<u16>,
    /// It runs from right to left, or from top to bottom.
    pub reversed: bool,
    /// The code of its number format; none for that of the cells.
    pub format: Option<Arc<str>>,
    /// Where its labels stand.
    pub labels: AxisLabels,
    /// Its ticks: at each label, between them.
    pub ticks: [Ticks; 2],
    /// Lines across the plots, at each label and between them; those that say no more are the program's own.
    pub grid: [Option<Stroke>; 2],
    /// The axis' own line.
    pub paint: Paint,
    /// Font of its labels.
    pub lettering: Option<Lettering>,
    /// Where on it the other axis crosses.
    pub crossing: Crossing,
    /// Of categories: the other axis crosses between two of them, not at one.
    pub between: bool,
    /// Of categories: every so many one has a label, and a tick; none where the program decides.
    pub every: [Option<u16>; 2],
    /// Values are shown in this unit, and whether its name is.
    pub units: Option<(DisplayUnit, bool)>,
}

impl Default for Axis {
    fn default() -> Self {
        Axis {
            kind: AxisKind::Value,
            shown: true,
            title: None,
            min: None,
            max: None,
            major: None,
            minor: None,
            time: [None; 2],
            log: None,
            reversed: false,
            format: None,
            labels: AxisLabels::NextTo,
            ticks: [Ticks::Outside, Ticks::None],
            grid: [None, None],
            paint: Paint::default(),
            lettering: None,
            crossing: Crossing::Automatic,
            between: true,
            every: [None; 2],
            units: None,
        }
    }
}

/// What an axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisKind {
    /// Categories, or dates where the cells hold such.
    Category,
    /// Categories, even where the cells hold dates.
    Text,
    /// Dates.
    Date,
    /// Numbers.
    Value,
}

/// Where labels of an axis stand (21.2.3.46).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum AxisLabels {
    NextTo,
    High,
    Low,
    None,
}

/// How ticks stand to the axis (21.2.3.48).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Ticks {
    None,
    Inside,
    Outside,
    Cross,
}

/// Where one axis crosses another (21.2.3.8).
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Crossing {
    Automatic,
    Min,
    Max,
    At(f64),
}

/// What a step on an axis of dates is (21.2.3.49).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum TimeUnit {
    Days,
    Months,
    Years,
}

/// The unit that values are shown in (21.2.3.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum DisplayUnit {
    Hundreds,
    Thousands,
    TenThousands,
    HundredThousands,
    Millions,
    TenMillions,
    HundredMillions,
    Billions,
    Trillions,
}
