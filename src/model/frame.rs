//! What there is to a workbook and its sheets beside cells, as far as the eye sees it: widths, heights, merges, panes,
//! pages, links, tables. Only what is on view, or decides how it is shown; names, formulas and hidden texts are no part.

use std::sync::Arc;

use super::{CellRef, Font, Look, Range, Rgb, Sheet, Surface};

/// What a workbook is, before its first sheet.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// All sheets, in the order of their tabs, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// Looks of cells; [`super::Dress::look`] counts into them. The first is that of cells that say none.
    pub looks: Vec<Look>,
    /// The font by whose digits columns are measured (the font of the style Normal).
    pub normal: Font,
    /// Whether dates count from 1904 (ECMA-376 18.2.28).
    pub date1904: bool,
    /// Position among the tabs of the sheet that is shown on opening.
    pub active: usize,
    /// What separates the fields of a delimited text; none where the workbook is none.
    pub delimiter: Option<Delimiter>,
}

/// What separates the fields of a delimited text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter {
    /// The character.
    pub byte: u8,
    /// Whether a first line (`sep=;`) says so, which is no row.
    pub declared: bool,
}

/// A sheet's frame, before its cells. Rows come with the cells.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Columns with settings, from left to right, none twice.
    pub columns: Vec<Columns>,
    /// Width of all other columns, in characters of the normal font with the cell's padding (18.3.1.13 `width`).
    pub default_width: Option<f64>,
    /// The same in characters, padding left out, where a file says only that (18.3.1.81 `baseColWidth`): programs differ in
    /// how wide it makes a column.
    pub base_width: Option<u32>,
    /// Height of rows that say none, in points.
    pub default_height: Option<f64>,
    /// What such rows came to, in points, where nobody chose a height: what their font needed on the screen of the one who
    /// saved the file (18.3.1.81 `defaultRowHeight` without `customHeight`).
    pub usual_height: Option<f64>,
    /// Rows that are not listed are hidden (18.3.1.81 `zeroHeight`).
    pub hides_unlisted_rows: bool,
    /// Merged cells.
    pub merges: Vec<Range>,
    /// How it is looked at.
    pub view: View,
    /// Colour of its tab.
    pub tab_color: Option<Rgb>,
    /// How it is printed.
    pub print: Print,
    /// Cells with the arrows of a filter; its criteria are no part of this.
    pub filter: Option<Range>,
    /// Tables.
    pub tables: Vec<TableLook>,
    /// Links to the web or mail whose cell shows the address or a text for it.
    pub links: Vec<Link>,
    /// Conditional formats, the first one wins.
    pub conditions: Vec<super::Condition>,
    /// Looks that conditional formats give to single cells; [`super::Dress::overlay`] counts into them.
    pub overlays: Vec<super::LookChange>,
    /// What is on view and cannot be made again, in plain words: one entry for each.
    pub left_out: Vec<&'static str>,
}

/// Columns that lie side by side and have the same settings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Columns {
    /// First, from 0.
    pub first: u32,
    /// Last, included.
    pub last: u32,
    /// In characters of the normal font, padding included; none for the default.
    pub width: Option<f64>,
    /// Look of cells that are not there.
    pub look: Option<u32>,
    /// The surface that hides them.
    pub hidden: Option<Surface>,
}

/// A row that the file lists, before its cells.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Row {
    /// From 0.
    pub index: u32,
    /// In points; none where it fits its text.
    pub height: Option<f64>,
    /// Nobody chose the height: it is what the row's text came to (18.3.1.73 `ht` without `customHeight`).
    pub fits: bool,
    /// Look of cells that are not there.
    pub look: Option<u32>,
    /// The surface that hides it.
    pub hidden: Option<Surface>,
}

/// ECMA-376 18.3.1.87.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Lines between cells are shown.
    pub gridlines: bool,
    /// Row numbers and column letters are shown.
    pub headings: bool,
    /// Noughts are shown.
    pub zeros: bool,
    /// Columns run from right to left.
    pub right_to_left: bool,
    /// In per cent; none for 100.
    pub zoom: Option<u16>,
    /// The first cell that moves: what is above and to the left of it stays.
    pub frozen: Option<CellRef>,
}

impl Default for View {
    fn default() -> Self {
        View { gridlines: true, headings: true, zeros: true, right_to_left: false, zoom: None, frozen: None }
    }
}

/// ECMA-376 18.3.1.63 and around it; headers and footers are a surface of their own and no part.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Print {
    /// Across.
    pub landscape: bool,
    /// 18.18.50; none for the printer's own.
    pub paper: Option<u8>,
    /// In per cent.
    pub scale: Option<u16>,
    /// So many pages wide and high, 0 for as many as it takes.
    pub fit: Option<(u16, u16)>,
    /// Left, right, top, bottom, header, footer, in inches.
    pub margins: Option<[f64; 6]>,
    /// Centred between left and right.
    pub center_horizontally: bool,
    /// Centred between top and bottom.
    pub center_vertically: bool,
    /// Lines between cells.
    pub gridlines: bool,
    /// Row numbers and column letters.
    pub headings: bool,
    /// Without colour.
    pub black_and_white: bool,
    /// Over, then down.
    pub over_then_down: bool,
    /// Number of the first page.
    pub first_page: Option<u16>,
    /// Cells that are printed; none for all.
    pub areas: Vec<Range>,
    /// Rows on each page, first and last.
    pub repeat_rows: Option<(u32, u32)>,
    /// Columns on each page, first and last.
    pub repeat_columns: Option<(u32, u32)>,
    /// A page begins at each of these rows.
    pub row_breaks: Vec<u32>,
    /// A page begins at each of these columns.
    pub column_breaks: Vec<u32>,
    /// What stands above and below each page (18.3.1.46), where it is but a page number, a date or the like.
    pub header: Option<String>,
    /// Below.
    pub footer: Option<String>,
}

/// A table's look (ECMA-376 18.5.1.5). Its names and formulas are no part.
#[derive(Debug, Clone, PartialEq)]
pub struct TableLook {
    /// Headings and totals included.
    pub range: Range,
    /// It has a row of headings.
    pub headings: bool,
    /// It has a row of totals.
    pub totals: bool,
    /// The built-in style, such as `TableStyleMedium2`; none for none, or for one of the workbook's own.
    pub style: Option<&'static str>,
    /// Rows in turns.
    pub row_stripes: bool,
    /// Columns in turns.
    pub column_stripes: bool,
    /// The first column stands out.
    pub first_column: bool,
    /// The last column stands out.
    pub last_column: bool,
    /// Arrows of a filter in the headings.
    pub filter: bool,
}

/// A link in cells. Readers give those that may be harmless; only those whose cell [shows](Link::is_shown_by) the address
/// are, and the others stay behind while the text of their cells leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The cells.
    pub range: Range,
    /// An `http` or `https` address.
    pub address: Arc<str>,
}

impl Link {
    /// Whether a cell with this text shows all that the link says: the text is the address, but for blanks around it and
    /// closing slashes. Less than all, such as an address without its `https://`, would make the copy one that hides a
    /// link again.
    pub fn is_shown_by(&self, shown: &str) -> bool {
        let bare = |text: &'_ str| text.trim().trim_end_matches('/').to_owned();
        let web = ["http://", "https://"].iter().any(|scheme| self.address.starts_with(scheme));
        web && bare(shown) == bare(&self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_shown_by_its_whole_address_only() {
        let link = |address: &str| Link { range: Range::cell(0, 0), address: address.into() };
        let page = link("https://example.org/a/");
        for shown in ["https://example.org/a/", "https://example.org/a", " https://example.org/a\n"] {
            assert!(page.is_shown_by(shown), "{shown}");
        }
        for other in ["example.org/a", "http://example.org/a", "https://example.org/A", "Annual report", ""] {
            assert!(!page.is_shown_by(other), "{other}");
        }
        assert!(!link("mailto:office@example.org").is_shown_by("mailto:office@example.org"));
    }
}
