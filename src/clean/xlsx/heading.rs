//! Tables. One is handed to the library when the row of its headings is over and still the current one:
//! a table knows its headings by name (ECMA-376 18.5.1.3), and Excel repairs a file in which they are not what the cells say.

use std::collections::{BTreeSet, VecDeque};

use rust_xlsxwriter::{Format, Table, TableColumn, TableStyle};

use super::fault::{done, failure};
use super::grid::Block;
use super::tab::Pen;
use crate::clean::Failure;
use crate::model::{Place, TableLook};

/// Longest heading of a table, in UTF-16 units.
const LONGEST: usize = 255;

/// The built-in styles, each family from its first.
const LIGHT: [TableStyle; 21] = {
    use TableStyle::*;
    [
        Light1, Light2, Light3, Light4, Light5, Light6, Light7, Light8, Light9, Light10, Light11, Light12,
        Light13, Light14, Light15, Light16, Light17, Light18, Light19, Light20, Light21,
    ]
};
const MEDIUM: [TableStyle; 28] = {
    use TableStyle::*;
    [
        Medium1, Medium2, Medium3, Medium4, Medium5, Medium6, Medium7, Medium8, Medium9, Medium10, Medium11,
        Medium12, Medium13, Medium14, Medium15, Medium16, Medium17, Medium18, Medium19, Medium20, Medium21,
        Medium22, Medium23, Medium24, Medium25, Medium26, Medium27, Medium28,
    ]
};
const DARK: [TableStyle; 11] = {
    use TableStyle::*;
    [Dark1, Dark2, Dark3, Dark4, Dark5, Dark6, Dark7, Dark8, Dark9, Dark10, Dark11]
};

/// A heading as it was written.
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) format: Format,
    /// Its stretches, where it has more than one font.
    pub(super) pieces: Vec<(Format, String)>,
}

/// The tables of a sheet, until their headings are written.
#[derive(Default)]
pub(super) struct Headings {
    waiting: VecDeque<(Block, TableLook)>,
    open: Vec<(Block, TableLook, Vec<Option<Heading>>)>,
}

impl Headings {
    /// Those of a frame. A table without headings has names for its columns all the same, which no cell shows: it leaves
    /// as its cells.
    pub(super) fn of(tables: &[TableLook], place: &Place, pen: &mut Pen<'_>) -> Self {
        let mut waiting = Vec::new();
        for look in tables {
            match Block::of(look.range).filter(|_| look.headings) {
                Some(block) => waiting.push((block, look.clone())),
                None => pen.losses.push((place.clone(), "the look of a table without headings")),
            }
        }
        waiting.sort_by_key(|(block, _)| (block.top, block.left));
        Headings { waiting: waiting.into(), open: Vec::new() }
    }

    /// A row begins.
    pub(super) fn open_row(&mut self, row: u32) {
        while let Some((block, look)) = self.waiting.pop_front_if(|(block, _)| block.top <= row) {
            let columns = (0..block.columns()).map(|_| None).collect();
            self.open.push((block, look, columns));
        }
    }

    /// Whether headings are among the cells of the current row.
    pub(super) fn wanted(&self) -> bool {
        !self.open.is_empty()
    }

    /// A text was written in the current row.
    pub(super) fn see(&mut self, column: u16, make: impl Fn() -> Heading) {
        for (block, _, columns) in &mut self.open {
            let slot = column.checked_sub(block.left).and_then(|offset| columns.get_mut(usize::from(offset)));
            if let Some(slot) = slot {
                *slot = Some(make());
            }
        }
    }

    /// The current row is over.
    pub(super) fn close_row(&mut self, place: &Place, pen: &mut Pen<'_>) -> Result<(), Failure> {
        for (block, look, columns) in std::mem::take(&mut self.open) {
            let headings: Vec<Heading> = columns.into_iter().flatten().collect();
            if headings.len() != block.columns() as usize || !acceptable(&headings) {
                pen.losses.push((
                    place.clone(),
                    "the look of a table whose headings are no names, or not all different",
                ));
                continue;
            }
            let column = |heading: &Heading| {
                TableColumn::new().set_header(&heading.text).set_header_format(&heading.format)
            };
            let columns: Vec<TableColumn> = headings.iter().map(column).collect();
            let table = styled(&look).set_autofilter(look.filter).set_columns(&columns);
            if add(block, &table, place, pen)? {
                rewrite(block, &headings, pen)?;
            }
        }
        Ok(())
    }
}

/// Headings with more than one font: the library has written them with one.
fn rewrite(block: Block, headings: &[Heading], pen: &mut Pen<'_>) -> Result<(), Failure> {
    for (column, heading) in
        (block.left..=block.right).zip(headings).filter(|(_, one)| !one.pieces.is_empty())
    {
        let pieces: Vec<(&Format, &str)> =
            heading.pieces.iter().map(|(font, text)| (font, text.as_str())).collect();
        let written = pen.sheet.write_rich_string_with_format(block.top, column, &pieces, &heading.format);
        written.map_err(failure)?;
    }
    Ok(())
}

/// Whether Excel takes them: none empty or too long, no two the same but for capitals.
fn acceptable(headings: &[Heading]) -> bool {
    let mut seen = BTreeSet::new();
    headings.iter().all(|heading| {
        let length = heading.text.encode_utf16().count();
        (1..=LONGEST).contains(&length) && seen.insert(heading.text.to_lowercase())
    })
}

fn add(block: Block, table: &Table, place: &Place, pen: &mut Pen<'_>) -> Result<bool, Failure> {
    let made = done(pen.sheet.add_table(block.top, block.left, block.bottom, block.right, table))?;
    if !made {
        pen.losses.push((place.clone(), "the look of a table that has no rows or overlaps another"));
    }
    Ok(made)
}

fn styled(look: &TableLook) -> Table {
    Table::new()
        .set_style(look.style.and_then(style).unwrap_or(TableStyle::None))
        .set_total_row(look.totals)
        .set_banded_rows(look.row_stripes)
        .set_banded_columns(look.column_stripes)
        .set_first_column(look.first_column)
        .set_last_column(look.last_column)
}

/// A built-in style by the name that the format gives it, such as `TableStyleMedium2` (18.5.1.5).
fn style(name: &str) -> Option<TableStyle> {
    let name = name.strip_prefix("TableStyle")?;
    let (family, number) = name.split_at_checked(name.find(|c: char| c.is_ascii_digit())?)?;
    let number = number.parse::<usize>().ok()?.checked_sub(1)?;
    match family {
        "Light" => LIGHT.get(number),
        "Medium" => MEDIUM.get(number),
        "Dark" => DARK.get(number),
        _ => None,
    }
    .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_found_by_name() {
        assert!(style("TableStyleMedium2") == Some(TableStyle::Medium2));
        assert!(style("TableStyleDark11") == Some(TableStyle::Dark11));
        assert!(
            style("TableStyleLight22").is_none()
                && style("House style 1").is_none()
                && style("TableStyle").is_none()
        );
    }

    #[test]
    fn headings_must_differ() {
        let heading =
            |text: &str| Heading { text: text.to_owned(), format: Format::new(), pieces: Vec::new() };
        assert!(acceptable(&[heading("Name"), heading("Rank")]));
        assert!(!acceptable(&[heading("Name"), heading("NAME")]));
        assert!(!acceptable(&[heading("")]));
    }
}
