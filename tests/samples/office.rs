//! Writes workbooks that look as Excel writes them: theme, properties, styles, views, page setup and all.
//!
//! It knows nothing of traps; each sample adds its own. `support::workbook` is not used, since its workbooks begin with a
//! table of their own and as little as possible around it.

use std::collections::{BTreeMap, HashMap};

use super::look::{self, styles};
use super::theme;
use crate::support::package::{OFFICE, Package, SML, xml_head};
use crate::support::sheet::Sheet;

/// The workbook part.
pub(crate) const WORKBOOK: &str = "xl/workbook.xml";

/// The main namespace, and that of relationship ids.
pub(crate) const MAIN: &str = concat!(
    r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#,
    r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
);

/// The children of `workbook` that samples set, in the order of the schema (ECMA-376 18.2.27).
const ORDER: &[&str] = &[
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "mc:AlternateContent",
    "workbookProtection",
    "bookViews",
    "sheets",
    "externalReferences",
    "definedNames",
    "calcPr",
    "pivotCaches",
];

/// What a cell holds.
#[derive(Clone)]
pub(crate) enum Value {
    /// Nothing, with its look.
    Empty,
    /// A text, kept as a shared string.
    Text(String),
    /// A number.
    Number(f64),
    /// A formula and the number it gave.
    Formula(String, f64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Number(number as f64)
    }
}

/// A workbook.
pub(crate) struct Office {
    /// Parts other than the workbook, its sheets, styles, strings and properties.
    pub(crate) package: Package,
    /// Its sheets.
    pub(crate) sheets: Vec<Sheet>,
    /// `Company` and what else the extended properties hold.
    pub(crate) app: String,
    /// Elements of the core properties, before the dates.
    pub(crate) core: String,
    strings: Vec<String>,
    known: HashMap<String, usize>,
    uses: usize,
    pieces: BTreeMap<usize, String>,
    names: Vec<String>,
    titles_of_names: Vec<String>,
}

impl Office {
    /// A workbook of these sheets, all shown, all empty.
    pub(crate) fn new(names: &[&str]) -> Self {
        Office::of_kind(names, &format!("{SML}sheet.main+xml"))
    }

    /// A workbook that can hold macros.
    pub(crate) fn with_macros(names: &[&str]) -> Self {
        Office::of_kind(names, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    }

    fn of_kind(names: &[&str], kind: &str) -> Self {
        let mut book = Office {
            package: Package::new(),
            sheets: Vec::new(),
            app: String::new(),
            core: String::new(),
            strings: Vec::new(),
            known: HashMap::new(),
            uses: 0,
            pieces: BTreeMap::new(),
            names: Vec::new(),
            titles_of_names: Vec::new(),
        };
        book.package.attach("", &format!("{OFFICE}officeDocument"), WORKBOOK, kind, "");
        for (number, name) in (1..).zip(names) {
            let part = format!("xl/worksheets/sheet{number}.xml");
            let id = book.attach("worksheet", &part, &format!("{SML}worksheet+xml"), "");
            book.sheets.push(Sheet::new(name, &part, &id));
        }
        book.attach(
            "theme",
            "xl/theme/theme1.xml",
            "application/vnd.openxmlformats-officedocument.theme+xml",
            theme::xml(),
        );
        book.attach("styles", "xl/styles.xml", &format!("{SML}styles+xml"), "");
        book.attach("sharedStrings", "xl/sharedStrings.xml", &format!("{SML}sharedStrings+xml"), "");
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        let relation =
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
        book.package.attach("", relation, "docProps/core.xml", core, "");
        let app = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
        book.package.attach("", &format!("{OFFICE}extended-properties"), "docProps/app.xml", app, "");
        book.begin();
        book
    }

    fn begin(&mut self) {
        self.set(
            "fileVersion",
            r#"<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="22228"/>"#,
        );
        self.set("workbookPr", r#"<workbookPr defaultThemeVersion="166925"/>"#);
        let view = r#"<workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="12180"/>"#;
        self.set("bookViews", &format!("<bookViews>{view}</bookViews>"));
        self.set("calcPr", r#"<calcPr calcId="191029"/>"#);
        let margins =
            r#"<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>"#;
        for (index, sheet) in self.sheets.iter_mut().enumerate() {
            let selected = if index == 0 { r#" tabSelected="1""# } else { "" };
            sheet.set(
                "sheetViews",
                &format!(r#"<sheetViews><sheetView{selected} workbookViewId="0"/></sheetViews>"#),
            );
            sheet.set("sheetFormatPr", r#"<sheetFormatPr defaultRowHeight="15"/>"#);
            sheet.set("pageMargins", margins);
            sheet.set("pageSetup", r#"<pageSetup paperSize="9" orientation="portrait"/>"#);
        }
    }

    /// Sets a child of `workbook`, whole.
    pub(crate) fn set(&mut self, element: &str, xml: &str) {
        let place = ORDER.iter().position(|known| *known == element);
        self.pieces.insert(place.unwrap_or_else(|| panic!("no child {element}")), xml.into());
    }

    /// Adds a part that the workbook refers to; gives the relationship's id. The kind is the last word of its type, or
    /// the whole type.
    pub(crate) fn attach(
        &mut self,
        kind: &str,
        part: &str,
        content_type: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> String {
        self.attach_to(WORKBOOK, kind, part, content_type, bytes)
    }

    /// Adds a part that a part refers to; gives the relationship's id.
    pub(crate) fn attach_to(
        &mut self,
        from: &str,
        kind: &str,
        part: &str,
        content_type: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> String {
        let kind = if kind.contains('/') { kind.to_string() } else { format!("{OFFICE}{kind}") };
        self.package.attach(from, &kind, part, content_type, bytes)
    }

    /// A defined name; the title is how the extended properties list it, if they do.
    pub(crate) fn name(&mut self, attributes: &str, refers_to: &str, title: Option<&str>) {
        self.names.push(format!("<definedName {attributes}>{}</definedName>", escaped(refers_to)));
        self.titles_of_names.extend(title.map(String::from));
    }

    /// Writes a cell. Rows and columns count from 1.
    pub(crate) fn put(&mut self, sheet: usize, row: u32, col: u32, value: impl Into<Value>, look: usize) {
        let at = cell_name(row, col);
        let style = if look == 0 { String::new() } else { format!(r#" s="{look}""#) };
        let xml = match value.into() {
            Value::Empty => format!(r#"<c r="{at}"{style}/>"#),
            Value::Text(text) => {
                self.uses += 1;
                let index = self.string(&text);
                format!(r#"<c r="{at}"{style} t="s"><v>{index}</v></c>"#)
            }
            Value::Number(number) => format!(r#"<c r="{at}"{style}><v>{number}</v></c>"#),
            Value::Formula(formula, number) => {
                format!(r#"<c r="{at}"{style}><f>{}</f><v>{number}</v></c>"#, escaped(&formula))
            }
        };
        self.sheets[sheet].cell(&at, &xml);
    }

    /// Writes a table: headings in this row, then the rows, each column in its look. Gives the row after the last.
    pub(crate) fn table(
        &mut self,
        sheet: usize,
        top: u32,
        headings: &[&str],
        looks: &[usize],
        rows: Vec<Vec<Value>>,
    ) -> u32 {
        for (col, heading) in (1..).zip(headings) {
            self.put(sheet, top, col, *heading, look::HEAD);
        }
        let mut row = top + 1;
        for values in rows {
            assert_eq!(values.len(), looks.len(), "a look for each value");
            for ((col, value), look) in (1..).zip(values).zip(looks) {
                self.put(sheet, row, col, value, *look);
            }
            row += 1;
        }
        row
    }

    /// Titles in the first rows; from this row on, a note and the remark that all is invented.
    pub(crate) fn frame(&mut self, sheet: usize, titles: &[&str], note_row: u32, note: &str) {
        for ((row, title), look) in (1..).zip(titles).zip([look::TITLE, look::PLAIN]) {
            self.put(sheet, row, 1, *title, look);
        }
        self.put(sheet, note_row, 1, note, look::NOTE);
        self.put(sheet, note_row + 1, 1, super::INVENTED, look::NOTE);
    }

    /// The widths of the first columns.
    pub(crate) fn widths(&mut self, sheet: usize, widths: &[u32]) {
        let col = |(number, width): (usize, &u32)| {
            format!(r#"<col min="{number}" max="{number}" width="{width}.7109375" customWidth="1"/>"#)
        };
        let cols: String = (1..).zip(widths).map(col).collect();
        self.sheets[sheet].set("cols", &format!("<cols>{cols}</cols>"));
    }

    /// Keeps the first rows in sight.
    pub(crate) fn freeze(&mut self, sheet: usize, rows: u32) {
        let selected = if sheet == 0 { r#" tabSelected="1""# } else { "" };
        let (next, pane) =
            (rows + 1, r#"activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft""#);
        self.sheets[sheet].set(
            "sheetViews",
            &format!(
                r#"<sheetViews><sheetView{selected} workbookViewId="0"><pane ySplit="{rows}" topLeftCell="A{next}" {pane} activeCell="A{next}" sqref="A{next}"/></sheetView></sheetViews>"#
            ),
        );
    }

    /// Puts a text into the shared strings, whether or not a cell uses it; gives its index.
    pub(crate) fn string(&mut self, text: &str) -> usize {
        if let Some(index) = self.known.get(text) {
            return *index;
        }
        self.strings.push(text.into());
        self.known.insert(text.into(), self.strings.len() - 1);
        self.strings.len() - 1
    }

    /// The file.
    pub(crate) fn bytes(self) -> Vec<u8> {
        let mut zip = self.package.zip();
        zip.entry(WORKBOOK).data = self.workbook_xml().into_bytes();
        for sheet in &self.sheets {
            zip.entry(&sheet.part).data = sheet.xml().into_bytes();
        }
        zip.entry("xl/styles.xml").data = styles().into_bytes();
        zip.entry("xl/sharedStrings.xml").data = self.strings_xml().into_bytes();
        zip.entry("docProps/core.xml").data = self.core_xml().into_bytes();
        zip.entry("docProps/app.xml").data = self.app_xml().into_bytes();
        zip.bytes()
    }

    fn workbook_xml(&self) -> String {
        let mut pieces = self.pieces.clone();
        let mut sheets = String::from("<sheets>");
        for (number, sheet) in (1..).zip(&self.sheets) {
            let Sheet { name, attributes, id, .. } = sheet;
            sheets += &format!(r#"<sheet name="{name}" sheetId="{number}"{attributes} r:id="{id}"/>"#);
        }
        let place = |element| ORDER.iter().position(|known| *known == element).expect("in the list");
        pieces.insert(place("sheets"), sheets + "</sheets>");
        if !self.names.is_empty() {
            pieces.insert(
                place("definedNames"),
                format!("<definedNames>{}</definedNames>", self.names.concat()),
            );
        }
        let pieces: String = pieces.into_values().collect();
        format!("{}<workbook {MAIN}>{pieces}</workbook>", xml_head())
    }

    fn strings_xml(&self) -> String {
        let item = |text: &String| {
            let space =
                if text.trim() == text && !text.contains('\n') { "" } else { r#" xml:space="preserve""# };
            format!("<si><t{space}>{}</t></si>", escaped(text))
        };
        let items: String = self.strings.iter().map(item).collect();
        let (uses, count) = (self.uses, self.strings.len());
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        format!(r#"{}<sst xmlns="{main}" count="{uses}" uniqueCount="{count}">{items}</sst>"#, xml_head())
    }

    /// ECMA-376 part 2, 11.1.
    fn core_xml(&self) -> String {
        let spaces = r#"xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;
        let dates = r#"<dcterms:created xsi:type="dcterms:W3CDTF">2026-02-02T09:14:07Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-02-19T15:41:52Z</dcterms:modified>"#;
        format!("{}<cp:coreProperties {spaces}>{}{dates}</cp:coreProperties>", xml_head(), self.core)
    }

    /// ECMA-376 22.2: the sheets, hidden ones too, then the names.
    fn app_xml(&self) -> String {
        let spaces = r#"xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes""#;
        let pair = |title: &str, count: usize| {
            format!(
                "<vt:variant><vt:lpstr>{title}</vt:lpstr></vt:variant><vt:variant><vt:i4>{count}</vt:i4></vt:variant>"
            )
        };
        let mut pairs = vec![pair("Worksheets", self.sheets.len())];
        if !self.titles_of_names.is_empty() {
            pairs.push(pair("Named Ranges", self.titles_of_names.len()));
        }
        let titles: Vec<&String> =
            self.sheets.iter().map(|sheet| &sheet.name).chain(&self.titles_of_names).collect();
        let (size, count) = (pairs.len() * 2, titles.len());
        let titles: String = titles.iter().map(|title| format!("<vt:lpstr>{title}</vt:lpstr>")).collect();
        let lists = format!(
            r#"<HeadingPairs><vt:vector size="{size}" baseType="variant">{}</vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="{count}" baseType="lpstr">{titles}</vt:vector></TitlesOfParts>"#,
            pairs.concat()
        );
        let before = "<Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop>";
        let after = "<LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>16.0300</AppVersion>";
        format!("{}<Properties {spaces}>{before}{lists}{}{after}</Properties>", xml_head(), self.app)
    }
}

/// `C4` is row 4, column 3.
pub(crate) fn cell_name(row: u32, col: u32) -> String {
    let letter =
        char::from_u32(u32::from('A') + col - 1).filter(char::is_ascii_uppercase).expect("up to column Z");
    format!("{letter}{row}")
}

/// Text as XML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
