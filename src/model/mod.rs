//! The common language of the program: what a file is made of, where things are, what was found, what it means.
//!
//! Nothing here reads a file, knows a format's inside or prints: it is what all other layers say to each other.

mod axis;
mod category;
mod cell;
mod chart;
mod condition;
mod copy;
mod coverage;
mod fact;
mod finding;
mod format;
mod frame;
mod look;
mod mark;
mod object;
mod outcome;
mod paint;
mod place;
mod series;
mod stretches;
mod surface;
mod text;
mod unread;

pub use axis::{Axis, AxisKind, AxisLabels, Crossing, DisplayUnit, Ticks, TimeUnit};
pub use category::{CATEGORIES, Category, CategoryEntry};
pub use cell::{Cell, Value, Visibility};
pub use chart::{
    Axes, Blanks, Cells, Chart, DataTable, Grouping, Legend, Plot, PlotKind, Side, Title, Words,
};
pub use condition::{Ask, Comparison, Condition, Constant, Point};
pub use copy::{Choice, CopyFile, CopyReport, Decision, Done, NoCopy, Step};
pub use coverage::{Coverage, Span, SpanOwner};
pub use fact::{Sheet, SheetKind, SheetState, Substance, TextFact, Trace};
pub use finding::{Action, Evidence, Finding, Holding, RuleAt, Verdict};
pub use format::{Format, Scope};
pub use frame::{Book, Columns, Delimiter, Frame, Link, Print, Row, TableLook, View};
pub use look::{
    Alignment, Borders, Dress, Edge, EdgeStyle, Fill, Font, Horizontal, Look, LookChange, Pattern, Rgb, Run,
    Script, Underline, Vertical,
};
pub use mark::{is_mark, mark};
pub use object::{Anchor, Corner, Object, Picture, Shows};
pub use outcome::{AllowsUsed, FileReport, Notice, RulesUsed, RunReport, Seen, SheetSummary};
pub use paint::{Dash, Flow, Layout, Lettering, Paint, Shade, Stroke};
pub use place::{CellRef, Place, Range, Spot};
pub use series::{
    Amount, Errors, LabelSpot, Labels, Marker, MarkerShape, PointLabel, Series, Shown, Trend, TrendKind,
};
pub use stretches::Stretches;
pub use surface::{CATALOGUE, Surface, SurfaceEntry};
pub use text::{Masked, Private};
pub use unread::{Reason, Unread};
