//! What a sheet looks like around its cells, for those who rebuild it: columns, merges, view, page, tables, links.
//!
//! Fed with the events of the first pass over the sheet's part. Which cells are hidden is decided by the geometry, and
//! what is a finding by those who sweep; nothing here says anything about either.

mod columns;
mod links;
mod merges;
mod print;
mod tables;
mod view;

use std::str::FromStr;

use super::Session;
use super::geometry::Geometry;
use super::reference::{COLUMNS, ROWS, is_true, range};
use super::workbook::Tab;
use crate::container::xml::{Element, Ns};
use crate::model::{Frame, Range, Reason};
use columns::ColumnsReader;
use links::LinksReader;
pub(super) use print::PrintName;
use print::PrintReader;
pub(super) use tables::gallery;
use view::ViewReader;

/// Gathers a sheet's frame.
#[derive(Debug, Default)]
pub(super) struct Framer {
    columns: ColumnsReader,
    view: ViewReader,
    print: PrintReader,
    links: LinksReader,
    filter: Option<Range>,
}

impl Framer {
    /// Takes the begin of an element outside the sheet's data; `path` holds the local names above it.
    pub(super) fn start(&mut self, element: &Element<'_>, path: &[&'static str]) -> Result<(), Reason> {
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

    /// The frame, with what the rest of the workbook says about this sheet.
    pub(super) fn finish(self, session: &Session<'_>, part: usize, tab: &Tab, geometry: &Geometry) -> Frame {
        let styles = &session.styles;
        let (view, tab_color) = self.view.finish(styles.theme(), styles.palette());
        let (sizes, columns) = self.columns.finish(&geometry.columns());
        let name = tab.sheet.name.as_deref().unwrap_or_default();
        let overlays = session.overlays(part);
        let mut left_out = Vec::new();
        let tables = tables::looks(&overlays, &mut left_out);
        Frame {
            columns,
            default_width: sizes.width,
            default_height: sizes.height,
            hides_unlisted_rows: geometry.hides_unlisted_rows(),
            merges: merges::sorted_out(&geometry.merges),
            view,
            tab_color,
            print: self.print.finish(name, session.book.print_names(tab.sheet.index)),
            filter: self.filter,
            tables,
            links: self.links.finish(session.package, part),
            left_out,
            ..Frame::default()
        }
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
    use crate::model::Reason;
    use crate::read::xlsx::lexicon;

    /// Calls with each element of a worksheet with these children, and the names above it.
    pub(super) fn each(inside: &str, mut call: impl FnMut(&Element<'_>, &[&'static str])) {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let xml = format!("<worksheet xmlns='{main}' xmlns:r='{rel}'>{inside}</worksheet>");
        let done: Result<(), Reason> = (|| {
            let mut reader = XmlReader::new(xml.as_bytes(), &Limits::default())?;
            let mut path = Vec::new();
            loop {
                match reader.next()? {
                    Xml::Start(element) => {
                        call(&element, &path);
                        path.push(lexicon::element(element.local()).unwrap_or_default());
                    }
                    Xml::End => {
                        path.pop();
                    }
                    Xml::Eof => return Ok(()),
                    _ => {}
                }
            }
        })();
        done.unwrap();
    }
}
