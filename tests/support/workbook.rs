//! A workbook in the making: it starts as an innocent one that Excel opens, and takes on whatever a test wants.
//!
//! The innocent workbook is invented: counts by ward and year, with headings that single nobody out.

use std::collections::BTreeMap;

use super::package::{OFFICE, Package, SML, xml_head};
use super::sheet::Sheet;
use super::styles::Styles;
use super::zipfile::ZipFile;

/// The workbook part.
pub const WORKBOOK: &str = "xl/workbook.xml";
/// The first sheet's part.
pub const SHEET1: &str = "xl/worksheets/sheet1.xml";
/// The first sheet's name.
pub const SUMMARY: &str = "Summary";

/// The children of `workbook` in the order of ECMA-376 18.2.27 (CT_Workbook); the path that Excel 2013 and later save
/// comes after `workbookPr` ([MS-XLSX] 2.2.1).
const ORDER: &[&str] = &[
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "mc:AlternateContent",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
];

type ZipEdit = Box<dyn FnOnce(&mut ZipFile)>;
type FileEdit = Box<dyn FnOnce(Vec<u8>) -> Vec<u8>>;
type Patch = (String, String, String);

/// A workbook.
pub struct Book {
    /// Parts other than the workbook, its sheets, styles and shared strings.
    pub package: Package,
    /// Its worksheets.
    pub sheets: Vec<Sheet>,
    /// Its styles.
    pub styles: Styles,
    strings: Vec<String>,
    pieces: BTreeMap<usize, String>,
    other_sheets: Vec<String>,
    patches: Vec<Patch>,
    zip_edits: Vec<ZipEdit>,
    file_edits: Vec<FileEdit>,
}

impl Book {
    /// The innocent workbook: one sheet, three columns, four rows under their headings. `macros` makes it an xlsm.
    pub fn innocent(macros: bool) -> Self {
        let mut book = Book {
            package: Package::new(),
            sheets: Vec::new(),
            styles: Styles::new(),
            strings: Vec::new(),
            pieces: BTreeMap::new(),
            other_sheets: Vec::new(),
            patches: Vec::new(),
            zip_edits: Vec::new(),
            file_edits: Vec::new(),
        };
        let kind = if macros {
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml".into()
        } else {
            format!("{SML}sheet.main+xml")
        };
        book.package.part(WORKBOOK, &kind, "");
        book.package.relate("", &format!("{OFFICE}officeDocument"), WORKBOOK);
        book.add_sheet(SUMMARY);
        book.package.attach(
            WORKBOOK,
            &format!("{OFFICE}styles"),
            "xl/styles.xml",
            &format!("{SML}styles+xml"),
            "",
        );
        let strings = format!("{OFFICE}sharedStrings");
        book.package.attach(
            WORKBOOK,
            &strings,
            "xl/sharedStrings.xml",
            &format!("{SML}sharedStrings+xml"),
            "",
        );
        book.fill(0);
        book
    }

    /// Writes the innocent table to a sheet.
    pub fn fill(&mut self, sheet: usize) {
        for (at, heading) in [("A1", "Ward"), ("B1", "Year"), ("C1", "Count")] {
            self.text(sheet, at, heading);
        }
        let rows = [
            ("Northmarsh", 2021, 412),
            ("Southmarsh", 2021, 388),
            ("Northmarsh", 2022, 431),
            ("Southmarsh", 2022, 367),
        ];
        for (row, (ward, year, count)) in (2..).zip(rows) {
            self.text(sheet, &format!("A{row}"), ward);
            self.number(sheet, &format!("B{row}"), year);
            self.number(sheet, &format!("C{row}"), count);
        }
    }

    /// Adds an empty worksheet; gives its index.
    pub fn add_sheet(&mut self, name: &str) -> usize {
        let part = format!("xl/worksheets/sheet{}.xml", self.sheets.len() + 1);
        let kind = format!("{SML}worksheet+xml");
        let id = self.package.attach(WORKBOOK, &format!("{OFFICE}worksheet"), &part, &kind, "");
        self.sheets.push(Sheet::new(name, &part, &id));
        self.sheets.len() - 1
    }

    /// Lists a sheet that is not a worksheet, after the worksheets, with its relationship's id.
    pub fn list_sheet(&mut self, name: &str, attributes: &str, id: &str) {
        let number = 50 + self.other_sheets.len();
        self.other_sheets
            .push(format!(r#"<sheet name="{name}" sheetId="{number}"{attributes} r:id="{id}"/>"#));
    }

    /// The first sheet.
    pub fn summary(&mut self) -> &mut Sheet {
        &mut self.sheets[0]
    }

    /// Writes a text into a cell, as a shared string; the same text is kept once.
    pub fn text(&mut self, sheet: usize, at: &str, text: &str) {
        self.styled_text(sheet, at, text, 0);
    }

    /// Writes a text into a cell with this format.
    pub fn styled_text(&mut self, sheet: usize, at: &str, text: &str, style: usize) {
        let space = if text.trim() == text { "" } else { r#" xml:space="preserve""# };
        self.rich_text(sheet, at, &format!("<t{space}>{text}</t>"), style);
    }

    /// Writes a shared string of this inner XML (runs, phonetic runs) into a cell.
    pub fn rich_text(&mut self, sheet: usize, at: &str, inner: &str, style: usize) {
        let index = self.string(inner);
        let style = if style == 0 { String::new() } else { format!(r#" s="{style}""#) };
        self.sheets[sheet].cell(at, &format!(r#"<c r="{at}"{style} t="s"><v>{index}</v></c>"#));
    }

    /// Writes a number into a cell.
    pub fn number(&mut self, sheet: usize, at: &str, number: i64) {
        self.sheets[sheet].cell(at, &format!(r#"<c r="{at}"><v>{number}</v></c>"#));
    }

    /// Writes a number into a cell with this format.
    pub fn styled_number(&mut self, sheet: usize, at: &str, number: i64, style: usize) {
        self.sheets[sheet].cell(at, &format!(r#"<c r="{at}" s="{style}"><v>{number}</v></c>"#));
    }

    /// Puts a string into the shared strings, whether or not a cell uses it; gives its index.
    pub fn string(&mut self, inner: &str) -> usize {
        let item = format!("<si>{inner}</si>");
        if let Some(index) = self.strings.iter().position(|known| *known == item) {
            return index;
        }
        self.strings.push(item);
        self.strings.len() - 1
    }

    /// Sets a child of `workbook`, whole, at its place in the schema.
    pub fn set(&mut self, element: &str, xml: &str) {
        let place = ORDER.iter().position(|known| *known == element);
        self.pieces.insert(place.unwrap_or_else(|| panic!("no child {element}")), xml.into());
    }

    /// Adds a part that the workbook refers to; gives the relationship's id. The kind is the last word of its type, or
    /// the whole type.
    pub fn attach(
        &mut self,
        kind: &str,
        name: &str,
        content_type: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> String {
        self.package.attach(WORKBOOK, &full(OFFICE, kind), name, &full(SML, content_type), bytes)
    }

    /// Adds a part that a part refers to; gives the relationship's id.
    pub fn attach_to(
        &mut self,
        source: &str,
        kind: &str,
        name: &str,
        content_type: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> String {
        self.package.attach(source, &full(OFFICE, kind), name, &full(SML, content_type), bytes)
    }

    /// Replaces a text in a part when all parts are made, those of the package itself included; it has to be there.
    pub fn patch(&mut self, part: &str, from: &str, to: &str) {
        self.patches.push((part.into(), from.into(), to.into()));
    }

    /// Changes the zip file before it is written.
    pub fn edit_zip(&mut self, edit: impl FnOnce(&mut ZipFile) + 'static) {
        self.zip_edits.push(Box::new(edit));
    }

    /// Changes the bytes of the finished file.
    pub fn edit_file(&mut self, edit: impl FnOnce(Vec<u8>) -> Vec<u8> + 'static) {
        self.file_edits.push(Box::new(edit));
    }

    /// The file.
    pub fn bytes(mut self) -> Vec<u8> {
        let mut zip = self.package.zip();
        zip.entry(WORKBOOK).data = self.workbook_xml().into_bytes();
        for sheet in &self.sheets {
            zip.entry(&sheet.part).data = sheet.xml().into_bytes();
        }
        zip.entry("xl/styles.xml").data = self.styles.xml().into_bytes();
        zip.entry("xl/sharedStrings.xml").data = self.strings_xml().into_bytes();
        for (part, from, to) in &self.patches {
            let entry = zip.entry(part);
            entry.data = super::package::patched(&entry.data, from, to);
        }
        std::mem::take(&mut self.zip_edits).into_iter().for_each(|edit| edit(&mut zip));
        self.file_edits.into_iter().fold(zip.bytes(), |bytes, edit| edit(bytes))
    }

    fn workbook_xml(&self) -> String {
        let mut xml = xml_head();
        xml += concat!(
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#,
            r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">"#
        );
        let sheets = ORDER.iter().position(|known| *known == "sheets").expect("in the list");
        self.pieces.range(..sheets).for_each(|(_, piece)| xml += piece);
        xml += "<sheets>";
        for (index, sheet) in self.sheets.iter().enumerate() {
            let Sheet { name, attributes, id, .. } = sheet;
            let number = index + 1;
            xml += &format!(r#"<sheet name="{name}" sheetId="{number}"{attributes} r:id="{id}"/>"#);
        }
        xml += &self.other_sheets.concat();
        xml += "</sheets>";
        self.pieces.range(sheets..).for_each(|(_, piece)| xml += piece);
        xml + "</workbook>"
    }

    fn strings_xml(&self) -> String {
        let count = self.strings.len();
        let head = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
        format!(r#"{}{head} uniqueCount="{count}">{}</sst>"#, xml_head(), self.strings.concat())
    }
}

fn full(space: &str, kind: &str) -> String {
    if kind.is_empty() || kind.contains('/') { kind.into() } else { format!("{space}{kind}") }
}
