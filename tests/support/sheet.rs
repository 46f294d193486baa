//! One worksheet in the making: rows of cells, and the pieces around them in the order of the schema.

use std::collections::BTreeMap;

use super::package::xml_head;

/// The children of `worksheet` in the order of ECMA-376 18.3.1.99 (CT_Worksheet).
const ORDER: &[&str] = &[
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// A worksheet.
#[derive(Clone, Default)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// The part it is written to.
    pub part: String,
    /// The workbook's relationship to it.
    pub id: String,
    /// Attributes of its line in the workbook, such as ` state="hidden"`.
    pub attributes: String,
    rows: BTreeMap<u32, Row>,
    pieces: BTreeMap<usize, String>,
}

#[derive(Clone, Default)]
struct Row {
    attributes: String,
    bare: bool,
    cells: BTreeMap<u32, String>,
}

impl Sheet {
    /// An empty one.
    pub fn new(name: &str, part: &str, id: &str) -> Self {
        Sheet { name: name.into(), part: part.into(), id: id.into(), ..Sheet::default() }
    }

    /// Sets a child of `worksheet`, whole, at its place in the schema.
    pub fn set(&mut self, element: &str, xml: &str) {
        self.pieces.insert(place_of(element), xml.into());
    }

    /// Writes a cell's XML at this place (`C4`), replacing what was there.
    pub fn cell(&mut self, at: &str, xml: &str) {
        let (row, col) = position(at);
        self.rows.entry(row).or_default().cells.insert(col, xml.into());
    }

    /// Attributes of a row, such as `hidden="1"`. Rows count from 1, as in the file.
    pub fn row(&mut self, row: u32, attributes: &str) {
        self.rows.entry(row).or_default().attributes = attributes.into();
    }

    /// Writes this row without its number, which the standard allows (ECMA-376 18.3.1.73).
    pub fn bare_row(&mut self, row: u32) {
        self.rows.entry(row).or_default().bare = true;
    }

    /// The part.
    pub fn xml(&self) -> String {
        let mut xml = xml_head();
        xml += concat!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#,
            r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">"#
        );
        let data = place_of("sheetData");
        self.pieces.range(..data).for_each(|(_, piece)| xml += piece);
        xml += "<sheetData>";
        for (number, row) in &self.rows {
            let attributes =
                if row.attributes.is_empty() { String::new() } else { format!(" {}", row.attributes) };
            let number = if row.bare { String::new() } else { format!(r#" r="{number}""#) };
            xml += &format!("<row{number}{attributes}>");
            row.cells.values().for_each(|cell| xml += cell);
            xml += "</row>";
        }
        xml += "</sheetData>";
        self.pieces.range(data..).for_each(|(_, piece)| xml += piece);
        xml + "</worksheet>"
    }
}

fn place_of(element: &str) -> usize {
    ORDER.iter().position(|known| *known == element).unwrap_or_else(|| panic!("no child {element}"))
}

/// `C4` is row 4, column 3.
fn position(at: &str) -> (u32, u32) {
    let letters = at.chars().take_while(char::is_ascii_uppercase);
    let col = letters.fold(0, |col, letter| col * 26 + u32::from(letter) - u32::from('A') + 1);
    let row = at.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse().expect("a row number");
    (row, col)
}
