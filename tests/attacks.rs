//! Texts in places that only programs read: each of these workbooks once passed as harmless, and none may again.
//!
//! The person and the sentence are invented.

use foi_gate::container::Source;
use foi_gate::gate;
use foi_gate::limits::Limits;
use foi_gate::model::Verdict;
use foi_gate::rules::RuleBook;

use crate::support::package::{OFFICE, SML};
use crate::support::workbook::{Book, SHEET1, WORKBOOK};
use crate::support::zipfile::Entry;

const TEXT: &str = "Zed Quillfeather was warned in March";

#[test]
fn a_text_is_found_in_places_that_only_programs_read() {
    let book = RuleBook::shipped().unwrap();
    let mut released = Vec::new();
    for (what, part, from, to) in PATCHES {
        let mut made = Book::innocent(false);
        made.patch(part, from, &to.replace("TEXT", TEXT));
        let report = gate::check("a.xlsx", Source::memory(made.bytes()), &book, &Limits::default());
        if report.verdict == Verdict::Release {
            released.push(*what);
        }
    }
    assert!(released.is_empty(), "released: {released:?}");
}

/// What is done, to which part, and how.
#[rustfmt::skip]
const PATCHES: &[(&str, &str, &str, &str)] = &[
    ("text behind the root", "[Content_Types].xml", "</Types>", "</Types>TEXT"),
    ("text behind a sheet", SHEET1, "</worksheet>", "</worksheet>TEXT"),
    ("relationship in the types", "[Content_Types].xml", "</Types>", "<Relationship Target='TEXT'/></Types>"),
    ("id of a relationship", WORKBOOK, "</workbook>", "<oleSize r:id='TEXT'/></workbook>"),
    ("xml:space", WORKBOOK, "</workbook>", "<oleSize xml:space='TEXT'/></workbook>"),
    ("xml:lang", WORKBOOK, "</workbook>", "<oleSize xml:lang='TEXT'/></workbook>"),
    ("xml:base", WORKBOOK, "</workbook>", "<oleSize xml:base='TEXT'/></workbook>"),
    ("namespace", WORKBOOK, "</workbook>", "<oleSize xmlns:q='http://schemas.microsoft.com/TEXT'/></workbook>"),
    ("prefix", WORKBOOK, "</workbook>", "<oleSize xmlns:Zed_Quillfeather='http://www.w3.org/'/></workbook>"),
    ("name without namespace", WORKBOOK, "</workbook>", "<definedName xmlns='' name='x'>TEXT</definedName></workbook>"),
    ("language", WORKBOOK, "</workbook>", "<oleSize lang='TEXT'/></workbook>"),
    ("place of a link", SHEET1, "</worksheet>", "<hyperlinks><hyperlink ref='TEXT' location='A1'/></hyperlinks></worksheet>"),
    ("extension", SHEET1, "</worksheet>", "<extLst><ext uri='TEXT'/></extLst></worksheet>"),
    ("rule", SHEET1, "</worksheet>", "<conditionalFormatting sqref='A1'><cfRule type='expression' priority='1' id='TEXT'><formula>A1&gt;1</formula></cfRule></conditionalFormatting></worksheet>"),
    ("style without namespace", "xl/styles.xml", "</styleSheet>", "<cellStyle xmlns='' name='TEXT'/></styleSheet>"),
    ("format out of its list", "xl/styles.xml", "</styleSheet>", "<numFmt numFmtId='200' formatCode='\"TEXT\"'/></styleSheet>"),
    ("name of the code", WORKBOOK, "</workbook>", "<workbookPr codeName='TEXT'/></workbook>"),
    ("salt", WORKBOOK, "</workbook>", "<workbookProtection workbookSaltValue='TEXT'/></workbook>"),
    ("font", "xl/styles.xml", "</styleSheet>", "<font><name val='TEXT'/></font></styleSheet>"),
    ("type of a part that is not there", "[Content_Types].xml", "</Types>", "<Override PartName='/TEXT' ContentType='a/b'/></Types>"),
    ("type in a relationships part", "_rels/.rels", "</Relationships>", "<Relationship Id='rId78' Type='a/TEXT' Target='xl/styles.xml'/></Relationships>"),
    ("fragment of an address", "_rels/.rels", "xl/workbook.xml", "xl/workbook.xml#TEXT"),
    ("detour of an address", "_rels/.rels", "xl/workbook.xml", "TEXT/../xl/workbook.xml"),
    ("address of nothing", "_rels/.rels", "</Relationships>", "<Relationship Id='rId77' Type='a/b' Target='TEXT'/></Relationships>"),
    ("type of a relationship", "_rels/.rels", "</Relationships>", "<Relationship Id='rId77' Type='TEXT' Target='xl/styles.xml'/></Relationships>"),
    ("print area that is a number", WORKBOOK, "</workbook>", "<definedNames><definedName name='_xlnm.Print_Area' localSheetId='0'>7700900123</definedName></definedNames></workbook>"),
    ("declaration", WORKBOOK, "standalone=\"yes\"", "standalone=\"TEXT\""),
];

#[test]
fn a_text_as_the_name_of_an_empty_folder_is_found() {
    let mut made = Book::innocent(false);
    made.edit_zip(|zip| zip.entries.push(Entry::new(&format!("{TEXT}/"), "")));
    let book = RuleBook::shipped().unwrap();
    let report = gate::check("a.xlsx", Source::memory(made.bytes()), &book, &Limits::default());
    assert_ne!(report.verdict, Verdict::Release);
}

#[test]
fn a_text_in_the_outline_or_formula_of_a_shape_is_found() {
    let book = RuleBook::shipped().unwrap();
    let shapes = [
        format!("<v:shapetype id=\"_x0000_t202\" path=\"{TEXT}\"/>"),
        format!(
            "<v:shapetype id=\"_x0000_t202\"><v:formulas><v:f eqn=\"{TEXT}\"/></v:formulas></v:shapetype>"
        ),
        format!(
            "<v:shapetype id=\"_x0000_t202\"><v:handles><v:h position=\"{TEXT}\"/></v:handles></v:shapetype>"
        ),
    ];
    for (shape, found) in shapes.iter().map(|shape| (shape.clone(), true)).chain([(
        "<v:shapetype id=\"_x0000_t75\" path=\"m@4@5l@4@11@9@11@9@5xe\"><v:formulas><v:f eqn=\"if lineDrawn pixelLineWidth 0\"/></v:formulas></v:shapetype>".to_owned(),
        false,
    )]) {
        let mut made = Book::innocent(false);
        let xml = format!("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\">{shape}</xml>");
        made.package.default_type("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing");
        made.package.attach(SHEET1, &format!("{OFFICE}vmlDrawing"), "xl/drawings/vmlDrawing1.vml", "", xml);
        let report = gate::check("a.xlsx", Source::memory(made.bytes()), &book, &Limits::default());
        assert_eq!(report.verdict != Verdict::Release, found, "{shape}");
    }
}

#[test]
fn a_second_part_of_a_kind_that_has_one_is_found() {
    let book = RuleBook::shipped().unwrap();
    let strings = format!("<sst xmlns=\"{MAIN}\"><si><t>{TEXT}</t></si></sst>");
    let names = format!("<definedNames><definedName name=\"x\">\"{TEXT}\"</definedName></definedNames>");
    let styles = format!("<cellStyles><cellStyle name=\"{TEXT}\" xfId=\"0\"/></cellStyles>");
    let second = [
        ("sharedStrings", "sharedStrings+xml", strings),
        ("officeDocument", "sheet.main+xml", format!("<workbook xmlns=\"{MAIN}\">{names}</workbook>")),
        ("styles", "styles+xml", format!("<styleSheet xmlns=\"{MAIN}\">{styles}</styleSheet>")),
    ];
    for (kind, content_type, xml) in second {
        let mut made = Book::innocent(false);
        let (kind, content_type) = (format!("{OFFICE}{kind}"), format!("{SML}{content_type}"));
        made.package.attach(WORKBOOK, &kind, "xl/second.xml", &content_type, xml);
        let report = gate::check("a.xlsx", Source::memory(made.bytes()), &book, &Limits::default());
        assert_ne!(report.verdict, Verdict::Release, "{kind}");
    }
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
