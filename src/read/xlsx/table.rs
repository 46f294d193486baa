//! Tables (ECMA-376 18.5) and pivot tables (18.10.1.73): which cells they style or filter, beside their texts.

use super::Session;
use super::geometry::Geometry;
use super::parts::PartKind;
use super::reference::{is_true, range};
use super::sweep::{Observer, sweep};
use crate::container::xml::Element;
use crate::model::{Range, Reason, TableLook};

/// What a table does to the cells under it.
#[derive(Debug, Clone, Default)]
pub(super) struct Overlay {
    range: Option<Range>,
    heading_rows: u32,
    total_rows: u32,
    style: Option<String>,
    /// First column, last column, stripes of rows, stripes of columns.
    shows: [bool; 4],
    arrows: bool,
    names: Vec<String>,
    filter: Option<Range>,
    filters: bool,
    pivot: bool,
}

/// Inspector of the registry: sweeps the texts and notes what lies over the cells.
pub(super) fn inspect_table(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let mut overlay = Overlay { heading_rows: 1, ..Overlay::default() };
    sweep(session, part, kind, &mut overlay)?;
    session.keep_overlay(part, overlay);
    Ok(())
}

impl Observer for Overlay {
    fn start(&mut self, element: &Element<'_>, path: &[&'static str]) -> Result<(), Reason> {
        let rows = |name| Ok::<_, Reason>(element.get(name)?.and_then(|text| text.trim().parse().ok()));
        match (element.local(), path.len()) {
            ("table", 0) => {
                self.range = element.get("ref")?.as_deref().and_then(range);
                self.names.extend([element.get("name")?, element.get("displayName")?].into_iter().flatten());
                self.heading_rows = rows("headerRowCount")?.unwrap_or(1);
                self.total_rows = rows("totalsRowCount")?.unwrap_or(0);
            }
            ("tableStyleInfo", 1) => {
                self.style = element.get("name")?;
                let names = ["showFirstColumn", "showLastColumn", "showRowStripes", "showColumnStripes"];
                for (shows, name) in self.shows.iter_mut().zip(names) {
                    *shows = element.get(name)?.is_some_and(|text| is_true(&text));
                }
            }
            ("autoFilter", 1) => {
                self.filter = element.get("ref")?.as_deref().and_then(range);
                self.arrows = true;
            }
            ("location", 1) => {
                self.range = element.get("ref")?.as_deref().and_then(range);
                self.pivot = true;
            }
            _ => self.filters |= path.last() == Some(&"filterColumn"),
        }
        Ok(())
    }
}

impl Overlay {
    /// The names by which formulas call it.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// How it looks; none for a pivot table.
    pub(super) fn look(&self) -> Option<TableLook> {
        let range = super::frame::bounded(self.range.filter(|_| !self.pivot)?);
        let [first_column, last_column, row_stripes, column_stripes] = self.shows;
        Some(TableLook {
            range,
            headings: self.heading_rows > 0,
            totals: self.total_rows > 0,
            style: self.style.as_deref().and_then(super::frame::gallery),
            row_stripes,
            column_stripes,
            first_column,
            last_column,
            filter: self.arrows && self.heading_rows > 0,
        })
    }

    /// Whether it has a style, be it one of Excel's own or another.
    pub(super) fn has_style(&self) -> bool {
        self.style.as_deref().is_some_and(|style| !style.is_empty() && style != "None")
    }

    /// Tells the geometry of the sheet.
    pub(super) fn lay(&self, geometry: &mut Geometry) {
        match self.range {
            Some(range) if self.pivot => geometry.add_backdrop(range),
            Some(range) => {
                geometry.add_table(range, self.heading_rows, self.total_rows, self.style.as_deref())
            }
            None => {}
        }
        if let Some(range) = self.filter {
            geometry.add_filter(range, self.filters);
        }
    }
}
