//! Columns and default sizes (ECMA-376 18.3.1.13, 18.3.1.81). What hides a column is for the geometry to say.

use super::{decimal, number, truth};
use crate::container::xml::Element;
use crate::model::{Columns, Reason, Surface};
use crate::read::xlsx::reference::COLUMNS;
use crate::read::xlsx::styles::Styles;

/// Entries of one sheet that are kept; the geometry calls more of them damage.
const MOST: usize = 1 << 14;

/// The widest column, and the highest row, that Excel knows.
const WIDEST: f64 = 255.0;
const HIGHEST: f64 = 409.5;

/// Pixels of a digit, and of a cell's padding with its line, in the font of most workbooks.
const DIGIT: f64 = 7.0;
const PADDING: f64 = 5.0;

/// Excel makes columns of default width as wide as a multiple of so many pixels.
const STEP: f64 = 8.0;

/// Characters of a column of which nothing is said.
const BASE: u32 = 8;

/// Most characters that are handed on.
const MOST_CHARACTERS: u32 = 255;

/// Gathers columns.
#[derive(Debug, Default)]
pub(super) struct ColumnsReader {
    listed: Vec<Entry>,
    sizes: Sizes,
}

/// Sizes of columns and rows that say none.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Sizes {
    pub(super) width: Option<f64>,
    /// Characters, where only those are said.
    pub(super) base: Option<u32>,
    pub(super) height: Option<f64>,
    /// What rows came to where nobody chose a height.
    pub(super) usual: Option<f64>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    first: u32,
    last: u32,
    width: Option<f64>,
    style: Option<usize>,
}

impl ColumnsReader {
    pub(super) fn start(&mut self, element: &Element<'_>, above: &[&str]) -> Result<(), Reason> {
        match (above, element.local()) {
            ([], "sheetFormatPr") => self.sizes = Sizes::read(element)?,
            (["cols"], "col") if self.listed.len() < MOST => self.listed.extend(Entry::read(element)?),
            _ => {}
        }
        Ok(())
    }

    /// Default sizes, and the columns with settings from left to right. `hidden` says of each column what hides it.
    pub(super) fn finish(&self, hidden: &[Option<Surface>], styles: &Styles) -> (Sizes, Vec<Columns>) {
        // Of entries for the same column the later one counts, as for the geometry.
        let mut entries: Vec<Option<&Entry>> = vec![None; COLUMNS as usize];
        for entry in &self.listed {
            if let Some(some) = entries.get_mut(entry.first as usize..=entry.last as usize) {
                some.fill(Some(entry));
            }
        }
        let mut columns: Vec<Columns> = Vec::new();
        for (col, (entry, hidden)) in (0..).zip(entries.iter().zip(hidden)) {
            let (width, look) = entry
                .map_or((None, None), |entry| (entry.width, entry.style.map(|style| styles.number(style))));
            if (width, look, *hidden) == (None, None, None) {
                continue;
            }
            match columns.last_mut() {
                Some(left)
                    if left.last.checked_add(1) == Some(col)
                        && (left.width, left.look, left.hidden) == (width, look, *hidden) =>
                {
                    left.last = col;
                }
                _ => columns.push(Columns { first: col, last: col, width, look, hidden: *hidden }),
            }
        }
        (self.sizes, columns)
    }
}

impl Entry {
    /// None for columns that a sheet does not have; the geometry says so.
    fn read(element: &Element<'_>) -> Result<Option<Self>, Reason> {
        let (first, last) = (number::<u32>(element, "min")?, number::<u32>(element, "max")?);
        let (Some(first), Some(last)) = (first, last) else { return Ok(None) };
        if !(1..=COLUMNS).contains(&first) || last < first {
            return Ok(None);
        }
        Ok(Some(Entry {
            first: first.saturating_sub(1),
            last: last.min(COLUMNS).saturating_sub(1),
            width: decimal(element, "width")?.map(|width| width.clamp(0.0, WIDEST)),
            style: number(element, "style")?,
        }))
    }
}

impl Sizes {
    fn read(element: &Element<'_>) -> Result<Self, Reason> {
        let said = decimal(element, "defaultColWidth")?.map(|width| width.clamp(0.0, WIDEST));
        let base = number::<u32>(element, "baseColWidth")?.filter(|base| *base != BASE);
        // Without `customHeight` the number is what a row came to on the screen of the one who saved it.
        let custom = truth(element, "customHeight", false)?;
        let height = decimal(element, "defaultRowHeight")?.filter(|height| *height > 0.0);
        let height = height.map(|height| height.min(HIGHEST));
        Ok(Sizes {
            width: said.or_else(|| base.map(|base| of_characters(f64::from(base)))),
            base: base.filter(|base| said.is_none() && *base <= MOST_CHARACTERS),
            height: height.filter(|_| custom),
            usual: height.filter(|_| !custom),
        })
    }
}

/// The width of a column for so many characters, its padding included (18.3.1.81 `baseColWidth`, 18.3.1.13 `width`).
fn of_characters(count: f64) -> f64 {
    let pixels = ((count.clamp(0.0, WIDEST) * DIGIT + PADDING) / STEP).ceil() * STEP;
    ((pixels / DIGIT * 256.0).trunc() / 256.0).min(WIDEST)
}

#[cfg(test)]
mod tests {
    use super::super::testing::each;
    use super::*;

    fn read(inside: &str, hidden: &[(usize, Surface)]) -> (Sizes, Vec<Columns>) {
        let mut reader = ColumnsReader::default();
        each(inside, |element, path| reader.start(element, path.get(1..).unwrap_or_default()).unwrap());
        let mut all = vec![None; COLUMNS as usize];
        hidden.iter().for_each(|(at, surface)| all[*at] = Some(*surface));
        reader.finish(&all, &Styles::default())
    }

    fn shape(columns: &[Columns]) -> Vec<(u32, u32, Option<f64>, Option<u32>)> {
        columns.iter().map(|one| (one.first, one.last, one.width, one.look)).collect()
    }

    #[test]
    fn entries_in_any_order_become_columns_from_left_to_right() {
        let (_, columns) = read(
            "<cols><col min='5' max='9' width='20'/><col min='1' max='2' width='3' style='4'/><col min='7' max='8' width='1'/>
             <col min='16384' max='99999' width='300'/><col min='0' max='3' width='7'/><col min='9' max='8'/></cols>",
            &[],
        );
        let wanted = [
            (0, 1, Some(3.0), Some(0)),
            (4, 5, Some(20.0), None),
            (6, 7, Some(1.0), None),
            (8, 8, Some(20.0), None),
            (16_383, 16_383, Some(255.0), None),
        ];
        assert_eq!(shape(&columns), wanted);
    }

    #[test]
    fn columns_part_where_they_are_hidden() {
        let hidden = [(1, Surface::HiddenColumn), (7, Surface::TinyRowOrColumn)];
        let (_, columns) = read("<cols><col min='1' max='3' width='9'/></cols>", &hidden);
        let surfaces: Vec<_> = columns.iter().map(|one| (one.first, one.last, one.hidden)).collect();
        assert_eq!(
            surfaces,
            [
                (0, 0, None),
                (1, 1, Some(Surface::HiddenColumn)),
                (2, 2, None),
                (7, 7, Some(Surface::TinyRowOrColumn))
            ]
        );
    }

    #[test]
    fn settings_elsewhere_are_not_the_sheets() {
        let (_, columns) =
            read("<customSheetViews><cols><col min='1' max='3' width='9'/></cols></customSheetViews>", &[]);
        assert_eq!(columns, []);
    }

    #[test]
    fn default_sizes_are_those_that_matter() {
        let sizes = |attributes: &str| read(&format!("<sheetFormatPr {attributes}/>"), &[]).0;
        assert_eq!(sizes("defaultRowHeight='14.4'"), Sizes { usual: Some(14.4), ..Sizes::default() });
        assert_eq!(sizes("defaultRowHeight='30' customHeight='1'").height, Some(30.0));
        assert_eq!(sizes("defaultRowHeight='NaN' customHeight='1'").height, None);
        assert_eq!(sizes("baseColWidth='10' defaultColWidth='12.5'").width, Some(12.5));
        assert_eq!(sizes("baseColWidth='10' defaultColWidth='12.5'").base, None);
        assert_eq!(sizes("baseColWidth='8'").width, None);
        assert_eq!(sizes("baseColWidth='10'").base, Some(10));
        assert_eq!(sizes("baseColWidth='10'").width, Some(11.425_781_25));
        assert!((of_characters(f64::from(BASE)) - 9.140_625).abs() < 1e-9, "64 pixels, as Excel has it");
    }
}
