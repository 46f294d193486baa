//! Looks that only come out right where the parts of a copy go together.

use std::io::{Cursor, Read};

use foi_gate::container::Source;
use foi_gate::gate::Kind;

use super::{book, cleaned};
use crate::support::workbook::Book;

/// The copy's part with this name.
fn part(copy: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(copy)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_stretch_without_a_colour_has_that_of_its_cell() {
    let mut made = Book::innocent(false);
    let white = made.styles.look(
        r#"<sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/>"#,
        r#"<patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill>"#,
    );
    let runs = r#"<r><t xml:space="preserve">Plain </t></r><r><rPr><b/></rPr><t>and bold</t></r>"#;
    let sheet = made.add_sheet("Data");
    made.rich_text(sheet, "A1", runs, white);
    made.text(sheet, "A3", "hidden");
    made.sheets[sheet].row(3, r#"hidden="1""#);
    let bytes = made.bytes();
    for kind in [Kind::Xlsx, Kind::Ods] {
        let (cleaned, _) = cleaned("book.xlsx", &Source::memory(&*bytes), &book(), Some(kind));
        assert_eq!(cleaned.report.no_copy, None, "{kind:?}");
    }
}

#[test]
fn bands_go_on_over_empty_cells_and_begin_as_they_did() {
    let mut made = Book::innocent(false);
    let grey = made.styles.dxf("<fill><patternFill><bgColor rgb=\"FFDDDDDD\"/></patternFill></fill>");
    let sheet = made.add_sheet("Data");
    for row in 1..=8 {
        made.number(sheet, &format!("A{row}"), row);
    }
    made.sheets[sheet].row(1, r#"hidden="1""#);
    let rule = format!(
        r#"<cfRule type="expression" dxfId="{grey}" priority="1"><formula>MOD(ROW(),2)=0</formula></cfRule>"#
    );
    made.sheets[sheet].set(
        "conditionalFormatting",
        &format!(r#"<conditionalFormatting sqref="A2:H20">{rule}</conditionalFormatting>"#),
    );
    let (cleaned, files) = cleaned("book.xlsx", &Source::memory(made.bytes()), &book(), None);
    assert_eq!((cleaned.report.no_copy, cleaned.report.losses), (None, Vec::new()));
    let sheet = part(&files[0], "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("sqref=\"A1:H19\"") && sheet.contains(">MOD(ROW(),2)=1<"), "{sheet}");
}

#[test]
fn days_that_no_calendar_has_leave_as_they_are_shown() {
    let mut made = Book::innocent(false);
    let day = made.styles.number_format("dd/mm/yyyy");
    let sheet = made.add_sheet("Data");
    for (at, number) in [("A1", 0), ("A2", 60), ("A3", -5), ("A4", 61)] {
        made.styled_number(sheet, at, number, day);
    }
    made.text(sheet, "A5", "hidden");
    made.sheets[sheet].row(5, r#"hidden="1""#);
    let (cleaned, _) = cleaned("book.xlsx", &Source::memory(made.bytes()), &book(), Some(Kind::Ods));
    assert_eq!(cleaned.report.no_copy, None);
}

#[test]
fn formulas_without_a_result_that_can_be_trusted_are_said() {
    let copy = |recalculates: &str| {
        let mut made = Book::innocent(false);
        let sheet = made.add_sheet("Data");
        made.sheets[sheet].cell("A1", r#"<c r="A1"><f>1+1</f><v>2</v></c>"#);
        made.sheets[sheet].cell("B2", r#"<c r="B2"><f>1+2</f></c>"#);
        made.sheets[sheet].cell("B3", r#"<c r="B3"><f>1+3</f><v/></c>"#);
        made.sheets[sheet].cell("C9", r#"<c r="C9" t="str"><f>""</f><v></v></c>"#);
        made.set("calcPr", &format!(r#"<calcPr calcId="191029"{recalculates}/>"#));
        made.sheets[sheet].cell("A4", r#"<c r="A4"><v>4</v></c>"#);
        made.sheets[sheet].row(4, r#"hidden="1""#);
        let (cleaned, _) = cleaned("book.xlsx", &Source::memory(made.bytes()), &book(), None);
        let report = cleaned.report;
        assert_eq!(report.no_copy, None);
        let range = |place: &foi_gate::model::Place| place.range.map(|range| range.to_string());
        report.losses.iter().map(|(at, what)| (range(at).unwrap(), *what)).collect::<Vec<_>>()
    };
    let said = copy("");
    assert!(matches!(&*said, [(at, what)] if at == "B2:B3" && what.contains("not stored")), "{said:?}");
    let said = copy(r#" fullCalcOnLoad="1""#);
    assert!(matches!(&*said, [_, (at, what)] if at == "A1:C9" && what.contains("anew")), "{said:?}");
}
