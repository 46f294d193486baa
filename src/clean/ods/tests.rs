//! The scribe by hand: what is said to it, and what other readers then find.

use std::fs::File;
use std::io::{Cursor, Read};

use calamine::{Data, Reader};

use super::OdsScribe;
use crate::clean::Scribe;
use crate::model::{
    Book, Borders, Cell, CellRef, Columns, Dress, Edge, EdgeStyle, Fill, Font, Frame, Link, Look, Print,
    Range, Rgb, Row, Run, Sheet, SheetKind, SheetState, TableLook, Value, View, Visibility,
};

fn look(code: &str) -> Look {
    Look { formats: vec![code.into()], ..Look::default() }
}

fn sheet(index: usize, name: &str) -> Sheet {
    Sheet {
        name: Some(name.into()),
        part: None,
        index,
        state: SheetState::Visible,
        kind: SheetKind::Worksheet,
    }
}

fn range(first: (u32, u32), last: (u32, u32)) -> Range {
    let cell = |(row, col)| CellRef { row, col };
    Range { first: cell(first), last: cell(last) }
}

/// A scribe and its file.
struct Made {
    folder: tempfile::TempDir,
    scribe: OdsScribe,
}

impl Made {
    fn new(book: &Book) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let out = File::create(folder.path().join("copy.ods")).unwrap();
        let mut scribe = OdsScribe::new(out, folder.path());
        scribe.book(book).unwrap();
        Made { folder, scribe }
    }

    fn cell(&mut self, (row, col): (u32, u32), value: Value<'_>, shown: &str, look: u32) {
        self.dressed((row, col), value, shown, Dress { look, ..Dress::default() });
    }

    fn dressed(&mut self, (row, col): (u32, u32), value: Value<'_>, shown: &str, dress: Dress<'_>) {
        let visibility = Visibility::Visible;
        self.scribe.cell(&Cell { row, col, value, shown, shared: None, visibility, dress }).unwrap();
    }

    fn bytes(mut self) -> Vec<u8> {
        self.scribe.finish().unwrap();
        std::fs::read(self.folder.path().join("copy.ods")).unwrap()
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn one_sheet(looks: Vec<Look>, frame: &Frame, fill: impl FnOnce(&mut Made)) -> Vec<u8> {
    let tab = sheet(0, "Ann's list");
    let mut made = Made::new(&Book { sheets: vec![tab.clone()], looks, ..Book::default() });
    made.scribe.sheet(&tab).unwrap();
    made.scribe.frame(frame).unwrap();
    fill(&mut made);
    made.scribe.sheet_end(&tab).unwrap();
    made.bytes()
}

fn cells(bytes: &[u8]) -> calamine::Range<Data> {
    let mut book = calamine::Ods::new(Cursor::new(bytes.to_vec())).unwrap();
    book.worksheet_range("Ann's list").unwrap()
}

#[test]
fn values_keep_their_types_and_places() {
    let codes = ["", "0.0%", "dd/mm/yyyy", "hh:mm", "[h]:mm", "ggge", "[<10]\"few\";0"];
    let bytes = one_sheet(codes.map(look).to_vec(), &Frame::default(), |made| {
        made.cell((0, 0), Value::Text("a  <b> & c\nd"), "a  <b> & c\nd", 0);
        made.cell((0, 2), Value::Number(12.5), "12.5", 0);
        made.cell((3, 0), Value::Number(0.125), "12.5%", 1);
        made.cell((3, 1), Value::Number(45000.0), "15/03/2023", 2);
        made.cell((3, 2), Value::Number(0.25), "06:00", 3);
        made.cell((3, 3), Value::Number(1.5), "36:00", 4);
        made.cell((3, 4), Value::Bool(true), "TRUE", 0);
        made.cell((3, 5), Value::Number(45000.0), "2023", 5);
        made.cell((3, 6), Value::Number(4.0), "few", 6);
        made.cell((3, 7), Value::Error("#N/A"), "#N/A", 0);
        made.cell((3, 8), Value::Number(60.0), "29/02/1900", 2);
    });
    let cells = cells(&bytes);
    let at = |row, col| cells.get_value((row, col)).unwrap_or(&Data::Empty).clone();
    assert_eq!(at(0, 0), Data::String("a  <b> & c\nd".to_owned()));
    assert_eq!(at(0, 2), Data::Float(12.5));
    assert_eq!(at(3, 0), Data::Float(0.125));
    assert_eq!(at(3, 1), Data::DateTimeIso("2023-03-15".to_owned()));
    assert_eq!(at(3, 2), Data::DurationIso("PT06H00M00S".to_owned()));
    assert_eq!(at(3, 3), Data::DurationIso("PT36H00M00S".to_owned()));
    assert_eq!(at(3, 4), Data::Bool(true));
    assert_eq!(at(3, 5), Data::String("2023".to_owned()), "a format that ODF has not leaves as its text");
    assert_eq!(at(3, 6), Data::Float(4.0));
    assert_eq!(at(3, 7), Data::String("#N/A".to_owned()));
    assert_eq!(at(3, 8), Data::String("29/02/1900".to_owned()), "a day that never was");
    assert_eq!(at(2, 0), Data::Empty);
}

#[test]
fn merged_cells_are_covered_and_keep_their_edges() {
    let line = Edge { style: EdgeStyle::Thick, color: Some(Rgb(1, 2, 3)) };
    let edged = |borders: Borders| Look { borders, ..Look::default() };
    let right = edged(Borders { right: Some(line), ..Borders::default() });
    let bottom = edged(Borders { bottom: Some(line), ..Borders::default() });
    let frame = Frame { merges: vec![range((1, 1), (3, 2)), range((6, 0), (7, 0))], ..Frame::default() };
    let bytes = one_sheet(vec![Look::default(), right, bottom], &frame, |made| {
        made.cell((1, 1), Value::Text("over all"), "over all", 0);
        made.scribe.blank(1, 2, 1).unwrap();
        made.scribe.blank(3, 1, 2).unwrap();
        made.cell((3, 3), Value::Text("beside"), "beside", 0);
    });
    let content = part(&bytes, "content.xml");
    let spans = "table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\"";
    assert_eq!(content.matches(spans).count(), 1, "{content}");
    assert_eq!(content.matches("table:number-rows-spanned=\"2\"").count(), 1, "one that no cell is in");
    assert!(
        content
            .contains("fo:border-right=\"2.49pt solid #010203\" fo:border-bottom=\"2.49pt solid #010203\"")
    );
    // B1:C1 of the merge's second row, C of its first, and the last row of the other.
    assert!(content.contains("<table:table-row table:style-name=\"ro0\"><table:table-cell/><table:covered-table-cell table:number-columns-repeated=\"2\"/></table:table-row>"), "{content}");
    let cells = cells(&bytes);
    assert_eq!(cells.get_value((3, 3)), Some(&Data::String("beside".to_owned())));
    assert_eq!(cells.get_value((1, 1)), Some(&Data::String("over all".to_owned())));
}

#[test]
fn frames_are_said() {
    let frame = Frame {
        columns: vec![Columns { first: 1, last: 2, width: Some(20.0), look: Some(1), hidden: None }],
        view: View {
            frozen: Some(CellRef { row: 1, col: 2 }),
            gridlines: false,
            zoom: Some(80),
            ..View::default()
        },
        tab_color: Some(Rgb(255, 128, 0)),
        print: Print {
            landscape: true,
            areas: vec![range((0, 0), (5, 3)), Range::columns(5, 6)],
            repeat_rows: Some((0, 1)),
            repeat_columns: Some((0, 0)),
            row_breaks: vec![4],
            fit: Some((1, 0)),
            ..Print::default()
        },
        filter: Some(range((0, 0), (9, 3))),
        tables: vec![TableLook {
            range: range((20, 0), (30, 3)),
            headings: true,
            totals: false,
            style: Some("TableStyleMedium2"),
            row_stripes: true,
            column_stripes: false,
            first_column: false,
            last_column: false,
            filter: true,
        }],
        ..Frame::default()
    };
    let filled = Look { fill: Fill::Solid(Rgb(9, 9, 9)), ..Look::default() };
    let mut losses = Vec::new();
    let bytes = one_sheet(vec![Look::default(), filled], &frame, |made| {
        made.scribe.row(&Row { index: 5, height: Some(30.0), look: Some(1), ..Row::default() }).unwrap();
        made.cell((5, 0), Value::Number(1.0), "1", 0);
        losses = made.scribe.losses();
    });
    let (content, settings, styles) =
        (part(&bytes, "content.xml"), part(&bytes, "settings.xml"), part(&bytes, "styles.xml"));
    for expected in [
        "table:print-ranges=\"&apos;Ann&apos;&apos;s list&apos;.A1:&apos;Ann&apos;&apos;s list&apos;.D6 &apos;Ann&apos;&apos;s list&apos;.F1:&apos;Ann&apos;&apos;s list&apos;.G1048576\"",
        "<table:table-header-columns><table:table-column ",
        "style:column-width=\"1.4583in\"",
        "table:tab-color=\"#ff8000\"",
        "<table:table-header-rows><table:table-row table:style-name=\"ro0\" table:number-rows-repeated=\"2\">",
        "style:row-height=\"30pt\"",
        "fo:break-before=\"page\"",
        "table:number-columns-repeated=\"16383\"/></table:table-row>",
        "table:target-range-address=\"&apos;Ann&apos;&apos;s list&apos;.A21:&apos;Ann&apos;&apos;s list&apos;.D31\"",
    ] {
        assert!(content.contains(expected), "{expected}\n{content}");
    }
    assert!(settings.contains("config:name=\"VerticalSplitPosition\" config:type=\"int\">1<"));
    assert!(settings.contains("config:name=\"ZoomValue\" config:type=\"int\">80<"));
    assert!(
        styles.contains("style:print-orientation=\"landscape\"") && styles.contains("style:scale-to-X=\"1\"")
    );
    assert_eq!(losses.iter().map(|(_, what)| *what).collect::<Vec<_>>(), ["the looks of tables"]);
}

#[test]
fn rich_texts_and_links() {
    let bold = std::sync::Arc::new(Font { bold: true, ..Font::default() });
    let link = Link { range: Range::cell(1, 0), address: "https://example.org/".into() };
    let bytes = one_sheet(vec![Look::default()], &Frame { links: vec![link], ..Frame::default() }, |made| {
        let runs = [Run { from: 2, to: 5, font: bold.clone() }];
        made.dressed(
            (0, 0),
            Value::Text("A bold word"),
            "A bold word",
            Dress { runs: &runs, ..Dress::default() },
        );
        made.cell((1, 0), Value::Text("https://example.org"), "https://example.org", 0);
    });
    let content = part(&bytes, "content.xml");
    assert!(
        content
            .contains("<text:p>A<text:s/><text:span text:style-name=\"T0\">bol</text:span>d word</text:p>"),
        "{content}"
    );
    assert!(content.contains(
        "<text:a xlink:type=\"simple\" xlink:href=\"https://example.org/\">https://example.org</text:a>"
    ));
}

#[test]
fn the_package_is_one_and_always_the_same() {
    let make = || {
        one_sheet(vec![Look::default()], &Frame::default(), |made| {
            made.cell((0, 0), Value::Text("x"), "x", 0);
        })
    };
    let bytes = make();
    assert_eq!(bytes, make());
    // ODF 1.3 part 2, 3.3: the media type can be read at its place without opening the archive.
    let start = bytes.get(30..84).unwrap();
    assert_eq!(start, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(archive.len(), 5);
}

#[test]
fn what_no_program_takes_is_refused() {
    let tab = sheet(0, "Ann's list");
    let mut made = Made::new(&Book { sheets: vec![tab.clone()], ..Book::default() });
    made.scribe.sheet(&tab).unwrap();
    let row = made.scribe.row(&Row { index: 1_048_576, ..Row::default() });
    assert!(matches!(row, Err(crate::clean::Failure::Beyond(_))));
    assert!(made.scribe.blank(0, 16_384, 0).is_err());
}

#[test]
fn a_workbook_without_cells_is_no_spreadsheet() {
    let chart = Sheet { kind: SheetKind::Chartsheet, ..sheet(0, "Chart") };
    let mut made = Made::new(&Book { sheets: vec![chart.clone()], ..Book::default() });
    made.scribe.sheet(&chart).unwrap();
    made.scribe.frame(&Frame::default()).unwrap();
    made.scribe.sheet_end(&chart).unwrap();
    assert!(made.scribe.finish().is_err());
}
