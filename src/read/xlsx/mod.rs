//! Workbooks in Office Open XML.

mod bands;
mod cells;
mod color;
mod conditional;
mod expression;
mod formula;
mod geometry;
mod hooks;
mod look;
mod numfmt;
mod reference;
mod remote;
mod rich;
mod section;
mod sink;
mod strings;
mod styles;
mod tally;
#[cfg(test)]
mod testing;
mod theme;
mod value;
mod watch;

pub use cells::read_cells;
pub use geometry::Geometry;
pub use hooks::SheetHooks;
pub use sink::{Context, Totals};
pub use strings::Strings;
pub use styles::Styles;
pub use theme::Theme;
pub use watch::Watch;
