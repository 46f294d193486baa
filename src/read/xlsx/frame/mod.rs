//! What a sheet looks like around its cells, for those who rebuild it: columns, merges, view, page, tables, links.
//!
//! Fed with the events of the first pass over the sheet's part. Which cells are hidden is decided by the geometry, and
//! what is a finding by those who sweep; nothing here says anything about either.

mod changes;
mod columns;
mod conditions;
mod joined;
mod links;
mod merges;
mod print;
mod rules;
mod scales;
mod simple;
mod tables;
mod view;

use std::str::FromStr;

use super::Session;
use super::conditional::PerCells;
use super::geometry::Geometry;
use super::reference::{COLUMNS, ROWS, is_true, range};
use super::workbook::Tab;
use crate::container::xml::{Element, Ns};
use crate::model::{Frame, Range, Reason};
use columns::ColumnsReader;
use conditions::ConditionsReader;
use links::LinksReader;
pub(super) use merges::sorted_out;
pub(super) use print::PrintName;
use print::PrintReader;
use rules::Made;
pub(super) use tables::gallery;
use view::ViewReader;

/// Gathers a sheet's frame.
#[derive(Debug, Default)]
pub(super) struct Framer {
    columns: ColumnsReader,
    view: ViewReader,
    print: PrintReader,
    links: LinksReader,
    conditions: ConditionsReader,
    filter: Option<Range>,
}

impl Framer {
    /// Takes the begin of an element outside the sheet's data; `path` holds the local names above it.
    pub(super) fn start(&mut self, element: &Element<'_>, path: &[&'static str]) -> Result<(), Reason> {
        self.conditions.start(element, path)?;
        if element.ns() != Ns::Main {
            return Ok(());
        }
        // The first of these is the root: a worksheet, chart sheet or dialog.
        let above = path.get(1..).unwrap_or_default();
        self.columns.start(element, above)?;
        self.view.start(element, above)?;
        self.print.start(element, above)?;
        self.links.start(element, above)?;
        if path.len() == 1 && element.local() == "autoFilter" {
            self.filter = element.get("ref")?.as_deref().and_then(range).map(bounded);
        }
        Ok(())
    }

    /// Takes the text of the element whose name comes last in `path`.
    pub(super) fn text(&mut self, text: &str, path: &[&'static str]) {
        self.conditions.text(text, path);
        self.print.text(text, path.get(1..).unwrap_or_default());
    }

    /// The element whose name comes last in `path` ends.
    pub(super) fn end(&mut self, path: &[&'static str]) {
        self.conditions.end(path);
    }

    /// The frame, with what the rest of the workbook says about this sheet, and the rules that are left to its cells.
    pub(super) fn finish(
        self,
        session: &Session<'_>,
        part: usize,
        tab: &Tab,
        geometry: &Geometry,
    ) -> (Frame, PerCells) {
        let styles = &session.styles;
        let (view, tab_color) = self.view.finish(styles.theme(), styles.palette());
        let (sizes, columns) = self.columns.finish(&geometry.columns(), styles);
        let name = tab.sheet.name.as_deref().unwrap_or_default();
        let overlays = session.overlays(part);
        let Made { conditions, overlays: looks, per_cell, joined, mut left_out } =
            rules::make(self.conditions.finish(), styles);
        let tables = tables::looks(&overlays, &mut left_out);
        let frame = Frame {
            columns,
            default_width: sizes.width,
            base_width: sizes.base,
            default_height: sizes.height,
            usual_height: sizes.usual,
            hides_unlisted_rows: geometry.hides_unlisted_rows(),
            merges: merges::sorted_out(&geometry.merges),
            view,
            tab_color,
            print: self.print.finish(name, session.book.print_names(tab.sheet.index)),
            filter: self.filter,
            tables,
            links: self.links.finish(session.package, part),
            conditions,
            overlays: looks,
            left_out,
        };
        (frame, PerCells { rules: per_cell, joined })
    }
}

/// A number in an attribute; none where it is not there or none.
fn number<T: FromStr>(element: &Element<'_>, name: &str) -> Result<Option<T>, Reason> {
    Ok(element.get(name)?.and_then(|text| text.trim().parse().ok()))
}

/// A finite number in an attribute.
fn decimal(element: &Element<'_>, name: &str) -> Result<Option<f64>, Reason> {
    Ok(number::<f64>(element, name)?.filter(|value| value.is_finite()))
}

/// A truth value in an attribute.
fn truth(element: &Element<'_>, name: &str, default: bool) -> Result<bool, Reason> {
    Ok(element.get(name)?.map_or(default, |text| is_true(&text)))
}

/// The part of a range that lies on a sheet: whole rows and columns end with it.
pub(super) fn bounded(range: Range) -> Range {
    let mut range = range;
    range.last.row = range.last.row.min(ROWS.saturating_sub(1));
    range.last.col = range.last.col.min(COLUMNS.saturating_sub(1));
    range
}

#[cfg(test)]
mod testing {
    //! What the unit tests of this folder share: the elements of a sheet's part, one after the other.

    use crate::container::xml::{Element, Xml, XmlReader};
    use crate::limits::Limits;
    use crate::read::xlsx::lexicon;

    /// What a reader is fed with; the names are those above an element, or its own with them.
    pub(super) enum Step<'a> {
        Start(&'a Element<'a>, &'a [&'static str]),
        Text(&'a str, &'a [&'static str]),
        End(&'a [&'static str]),
    }

    /// Calls with each element of a worksheet with these children, and the names above it.
    pub(super) fn each(inside: &str, mut call: impl FnMut(&Element<'_>, &[&'static str])) {
        steps(inside, |step| {
            if let Step::Start(element, path) = step {
                call(element, path);
            }
        });
    }

    /// Calls with all that a sweep of such a worksheet tells.
    pub(super) fn steps(inside: &str, mut call: impl FnMut(Step<'_>)) {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
        let xm = "http://schemas.microsoft.com/office/excel/2006/main";
        let spaces = format!("xmlns='{main}' xmlns:r='{rel}' xmlns:x14='{x14}' xmlns:xm='{xm}'");
        let xml = format!("<worksheet {spaces}>{inside}</worksheet>");
        let mut reader = XmlReader::new(xml.as_bytes(), &Limits::default()).unwrap();
        let mut path = Vec::new();
        loop {
            match reader.next().unwrap() {
                Xml::Start(element) => {
                    call(Step::Start(&element, &path));
                    path.push(lexicon::element(element.local()).unwrap_or_default());
                }
                Xml::Text(text) => call(Step::Text(&text, &path)),
                Xml::End => {
                    call(Step::End(&path));
                    path.pop();
                }
                Xml::Eof => return,
                _ => {}
            }
        }
    }
}
