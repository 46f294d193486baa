//! What the reader of workbooks says to those who rebuild one: looks, rows, cells without a value, runs. All samples are
//! invented.

use foi_gate::container::Source;
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::{
    Book, Cell, Dress, Fill, Format, Frame, Horizontal, Object, Rgb, Row, Sheet, Surface, TextFact, Trace,
    Unread, Visibility,
};
use foi_gate::read::{Child, Input, Visitor, reader};

use crate::support::workbook;

/// Writes down how things look, cells as `F1 look/section text runs`.
#[derive(Default)]
struct Mirror {
    rebuilds: bool,
    book: Option<Book>,
    lines: Vec<String>,
    unread: Vec<String>,
}

impl Visitor for Mirror {
    fn rebuilds(&self) -> bool {
        self.rebuilds
    }
    fn book(&mut self, book: &Book) {
        assert!(self.book.is_none() && self.lines.is_empty(), "the book comes first and once");
        self.book = Some(book.clone());
    }
    fn frame(&mut self, _: &Frame) {}
    fn object(&mut self, _: &Object) {}
    fn row(&mut self, row: &Row) {
        let hidden = row.hidden.map_or("", Surface::id);
        self.lines.push(format!("row {} {:?} {:?} {hidden}", row.index + 1, row.height, row.look));
    }
    fn blank(&mut self, row: u32, col: u32, look: u32) {
        self.lines.push(format!("blank {} {look}", at(row, col)));
    }
    fn sheet(&mut self, _: &Sheet) {}
    fn cell(&mut self, cell: &Cell<'_>) {
        let Dress { look, section, runs, .. } = cell.dress;
        let run = |run: &foi_gate::model::Run| {
            let name = run.font.name.as_deref().unwrap_or_default();
            let bold = if run.font.bold { " bold" } else { "" };
            format!(" [{} {name}{bold}]", &cell.shown[run.from..run.to])
        };
        let runs: String = runs.iter().map(run).collect();
        let hidden = if cell.visibility == Visibility::Visible { "" } else { " hidden" };
        self.lines.push(format!("{} {look}/{section} {}{runs}{hidden}", at(cell.row, cell.col), cell.shown));
    }
    fn sheet_end(&mut self, _: &Sheet) {}
    fn trace(&mut self, _: Trace<'_>) {}
    fn text(&mut self, _: TextFact<'_>) {}
    fn child(&mut self, _: Child) {}
    fn unread(&mut self, unread: Unread) {
        self.unread.push(unread.reason.to_string());
    }
}

fn at(row: u32, col: u32) -> String {
    foi_gate::model::CellRef { row, col }.to_string()
}

fn mirror(rebuilds: bool) -> Mirror {
    let mut mirror = Mirror { rebuilds, ..Mirror::default() };
    let source = Source::memory(sample().bytes());
    let budget = Budget::new(&Limits::default());
    let read = reader(Format::Xlsx).unwrap();
    read(Input { source: &source, format: Format::Xlsx, budget: &budget }, &mut mirror);
    assert!(mirror.unread.is_empty(), "{:?}", mirror.unread);
    mirror
}

/// Styles 1 to 3: a heading, a format with words, text.
fn sample() -> workbook::Book {
    let mut book = workbook::Book::innocent(false);
    let solid = r#"<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>"#;
    book.styles.look(r#"<b/><sz val="14"/><color rgb="FFC00000"/><name val="Arial"/>"#, solid);
    book.styles.number_format(r#"0" owed to Zed";-0" owed by Zed""#);
    book.styles.xfs.push(
        r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"><alignment horizontal="center"/></xf>"#.into(),
    );
    book.summary().set("cols", r#"<cols><col min="8" max="8" width="9" style="1" customWidth="1"/></cols>"#);
    book.summary().set("mergeCells", r#"<mergeCells count="1"><mergeCell ref="F6:G6"/></mergeCells>"#);
    book.styled_text(0, "E1", "Heading", 1);
    book.styled_number(0, "F1", 7, 2);
    book.styled_number(0, "G1", -7, 2);
    book.styled_text(0, "H1", "none", 2);
    book.styled_text(0, "I1", "0042", 3);
    let tiny = r#"<r><rPr><sz val="1"/><rFont val="Arial"/></rPr><t>gone</t></r>"#;
    let bold = r#"<r><rPr><b/><sz val="11"/><rFont val="Verdana"/></rPr><t>bold</t></r>"#;
    book.rich_text(0, "E2", &format!(r#"<r><t xml:space="preserve">plain </t></r>{tiny}{bold}"#), 0);
    let only_bold = format!("<r><t>a</t></r>{}", bold.replace(r#"<sz val="11"/>"#, ""));
    book.rich_text(0, "F2", &only_bold, 0);
    let inline = format!(r#"<c r="G2" s="3" t="inlineStr"><is>{bold}<r><t>b</t></r></is></c>"#);
    book.summary().cell("G2", &inline);
    book.summary().row(3, r#"ht="30.75" customHeight="1" s="1" customFormat="1""#);
    book.summary().cell("E3", r#"<c r="E3"/>"#);
    book.summary().cell("F3", r#"<c r="F3" s="3"/>"#);
    book.summary().row(4, r#"hidden="1" s="1""#);
    book.summary().cell("G4", r#"<c r="G4"/>"#);
    book.summary().cell("H4", r#"<c r="H4"/>"#);
    book.styled_text(0, "F6", "merged", 1);
    book.summary().cell("G6", r#"<c r="G6" s="1"/>"#);
    book
}

#[test]
fn a_rebuilder_hears_how_everything_looks() {
    let mirror = mirror(true);
    let wanted = [
        "row 1 None None ",
        "E1 1/255 Heading",
        "F1 2/0 7 owed to Zed",
        "G1 2/1 -7 owed by Zed",
        "H1 2/255 none",
        "I1 3/0 0042",
        "row 2 None None ",
        "E2 0/255 plain bold [bold Verdana bold]",
        "F2 0/255 abold [bold Verdana bold]",
        "G2 3/0 boldb [bold Verdana bold]",
        "row 3 Some(30.75) Some(1) ",
        "blank E3 0",
        "blank F3 3",
        "row 4 None None hidden-row",
        "blank H4 0",
        "row 5 None None ",
        "row 6 None None ",
        "F6 1/255 merged",
        "blank G6 1",
    ];
    let lines = mirror.lines.iter().filter(|line| !line.starts_with(['A', 'B', 'C']));
    assert_eq!(lines.collect::<Vec<_>>(), wanted);
}

#[test]
fn the_book_holds_every_look_once_and_no_words_that_another_cell_shows() {
    let book = mirror(true).book.unwrap();
    assert_eq!(book.looks.len(), 4);
    assert_eq!((book.normal.name.as_deref(), book.normal.size), (Some("Calibri"), Some(11.0)));
    assert_eq!(book.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect::<Vec<_>>(), ["Summary"]);
    let [plain, heading, words, text] = book.looks.as_slice() else { panic!("four looks") };
    assert!(plain.formats.is_empty());
    assert_eq!((heading.fill, heading.font.color), (Fill::Solid(Rgb(255, 255, 0)), Some(Rgb(0xC0, 0, 0))));
    assert_eq!((heading.font.bold, heading.font.size), (true, Some(14.0)));
    let codes = [0, 1, Dress::NO_SECTION].map(|section| words.format(section));
    assert_eq!(codes, [r#"0" owed to Zed";-0"#, r#"0;-0" owed by Zed""#, "0;-0"]);
    assert_eq!((text.format(0), text.alignment.horizontal), ("@", Horizontal::Center));
}

#[test]
fn who_only_looks_hears_of_cells_alone() {
    let mirror = mirror(false);
    assert!(mirror.book.is_none());
    assert!(mirror.lines.iter().all(|line| !line.starts_with("row") && !line.starts_with("blank")));
    assert!(mirror.lines.contains(&"E2 0/255 plain bold".to_owned()));
}
