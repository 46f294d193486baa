//! The columns of a sheet: widths, looks, breaks and those repeated on each page (ODF 1.3 part 3, 9.1.9 to 9.1.12). All
//! columns of the sheet are said.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::address::COLUMNS;
use super::grid::Pen;
use super::styles::{Role, name};
use super::xml::Tag;
use crate::clean::xlsx::measure::Measure;
use crate::model::{Dress, Frame};

/// Writes the columns of a sheet.
pub(super) fn write<W: Write>(pen: &mut Pen<'_, W>, frame: &Frame, measure: Measure) -> io::Result<()> {
    let headings = frame.print.repeat_columns.filter(|(first, last)| first <= last && *last < COLUMNS);
    let headings = headings.map(|(first, last)| (first, last.saturating_add(1)));
    let breaks: BTreeSet<u32> = frame.print.column_breaks.iter().copied().collect();
    let mut changes = BTreeSet::from([0, COLUMNS]);
    changes.extend(headings.iter().flat_map(|(first, end)| [*first, *end]));
    changes.extend(breaks.iter().flat_map(|col| [*col, col.saturating_add(1)]));
    changes.extend(frame.columns.iter().flat_map(|columns| [columns.first, columns.last.saturating_add(1)]));
    let changes: Vec<u32> = changes.into_iter().filter(|col| *col <= COLUMNS).collect();
    let mut settings = frame.columns.iter().peekable();
    for (from, to) in changes.iter().zip(changes.iter().skip(1)) {
        while settings.next_if(|columns| columns.last < *from).is_some() {}
        let set = settings.peek().filter(|columns| columns.first <= *from);
        let width = set.and_then(|columns| columns.width).or(frame.default_width);
        let pixels = width.map_or(measure.column, |width| measure.column(width));
        let look = set.and_then(|columns| columns.look).unwrap_or(0);
        if headings.is_some_and(|(first, _)| first == *from) {
            pen.xml.open(Tag::new("table:table-header-columns"))?;
        }
        let cells = pen.styles.cell(look, Role::Value(Dress::NO_SECTION));
        let tag = Tag::new("table:table-column")
            .with("table:style-name", pen.styles.column(pixels, breaks.contains(from)))
            .with("table:default-cell-style-name", name(cells))
            .times("table:number-columns-repeated", to.saturating_sub(*from));
        pen.xml.empty(tag)?;
        if headings.is_some_and(|(_, end)| end == *to) {
            pen.xml.close("table:table-header-columns")?;
        }
    }
    Ok(())
}
