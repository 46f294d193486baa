//! What the xlsx reader says to those who rebuild: the frames of sheets, and which looks conditional formats give to cells.

use std::path::Path;

use foi_gate::container::Source;
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::{
    Ask, Book as Workbook, Cell, CellRef, Columns, Comparison, Constant, Fill, Format, Frame, Object, Range,
    Rgb, Row, Sheet, Surface, TextFact, Trace, Unread,
};
use foi_gate::read::{Child, Input, Visitor, reader};

use rayon::prelude::*;

use crate::support::corpus;
use crate::support::package::OFFICE;
use crate::support::workbook::{Book, SHEET1};

/// Keeps frames, and the overlays of cells.
#[derive(Default)]
struct Recorder {
    frames: Vec<Frame>,
    overlays: Vec<(CellRef, u16)>,
    active: Option<usize>,
    /// Cells came before the frame of their sheet.
    early: bool,
    sheets: usize,
}

impl Visitor for Recorder {
    fn rebuilds(&self) -> bool {
        true
    }
    fn book(&mut self, book: &Workbook) {
        self.active = Some(book.active);
    }
    fn frame(&mut self, frame: &Frame) {
        self.frames.push(frame.clone());
    }
    fn object(&mut self, _: &Object) {}
    fn row(&mut self, _: &Row) {}
    fn blank(&mut self, _: u32, _: u32, _: u32) {}
    fn sheet(&mut self, _: &Sheet) {
        self.sheets += 1;
    }
    fn cell(&mut self, cell: &Cell<'_>) {
        self.early |= self.frames.len() < self.sheets;
        let at = CellRef { row: cell.row, col: cell.col };
        self.overlays.extend(cell.dress.overlay.map(|overlay| (at, overlay)));
    }
    fn sheet_end(&mut self, _: &Sheet) {}
    fn trace(&mut self, _: Trace<'_>) {}
    fn text(&mut self, _: TextFact<'_>) {}
    fn child(&mut self, _: Child) {}
    fn unread(&mut self, _: Unread) {}
}

fn read(bytes: Vec<u8>) -> Recorder {
    let (source, limits) = (Source::memory(bytes), Limits::default());
    let budget = Budget::new(&limits);
    let mut recorder = Recorder::default();
    let read = reader(Format::Xlsx).expect("a reader");
    read(Input { source: &source, format: Format::Xlsx, budget: &budget }, &mut recorder);
    recorder
}

fn frame(change: impl FnOnce(&mut Book)) -> Frame {
    let mut book = Book::innocent(false);
    change(&mut book);
    let recorder = read(book.bytes());
    assert_eq!((recorder.frames.len(), recorder.early), (1, false));
    recorder.frames.into_iter().next().expect("one sheet")
}

fn range(first: (u32, u32), last: (u32, u32)) -> Range {
    Range::cell(first.0, first.1).join(Range::cell(last.0, last.1))
}

#[test]
fn a_plain_sheet_has_a_plain_frame() {
    let plain = frame(|_| {});
    assert!(plain.columns.is_empty() && plain.merges.is_empty() && plain.conditions.is_empty());
    assert_eq!((plain.default_width, plain.default_height, plain.filter), (None, None, None));
    assert!(plain.left_out.is_empty() && plain.tables.is_empty() && plain.links.is_empty());
}

#[test]
fn columns_views_and_pages_are_told() {
    let frame = frame(|book| {
        book.styles.number_format("0.0");
        let sheet = book.summary();
        sheet.set("sheetPr", r#"<sheetPr><tabColor rgb="FF00FF00"/><pageSetUpPr fitToPage="1"/></sheetPr>"#);
        sheet.set(
            "sheetViews",
            r#"<sheetViews><sheetView showGridLines="0" zoomScale="90" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>"#,
        );
        sheet.set("sheetFormatPr", r#"<sheetFormatPr defaultColWidth="12" defaultRowHeight="15"/>"#);
        sheet.set("cols", r#"<cols><col min="1" max="1" width="30" style="1"/><col min="2" max="2" width="9" hidden="1"/></cols>"#);
        sheet.set("autoFilter", r#"<autoFilter ref="A1:C5"/>"#);
        sheet.set(
            "mergeCells",
            r#"<mergeCells><mergeCell ref="E1:F2"/><mergeCell ref="F2:G3"/></mergeCells>"#,
        );
        sheet.set("pageSetup", r#"<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>"#);
        let names = concat!(
            r#"<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Summary!$A$1:$C$5</definedName>"#,
            r#"<definedName name="_xlnm.Print_Titles" localSheetId="0">Summary!$1:$1</definedName></definedNames>"#
        );
        book.set("definedNames", names);
    });
    let column = |at, width, look, hidden| Columns { first: at, last: at, width: Some(width), look, hidden };
    assert_eq!(
        frame.columns,
        [column(0, 30.0, Some(1), None), column(1, 9.0, None, Some(Surface::HiddenColumn))]
    );
    assert_eq!((frame.default_width, frame.default_height), (Some(12.0), None));
    assert_eq!(frame.usual_height, Some(15.0));
    assert_eq!(frame.merges, [range((0, 4), (1, 5))]);
    assert_eq!(frame.filter, Some(range((0, 0), (4, 2))));
    assert_eq!(frame.tab_color, Some(Rgb(0, 255, 0)));
    assert_eq!((frame.view.gridlines, frame.view.zoom), (false, Some(90)));
    assert_eq!(frame.view.frozen, Some(CellRef { row: 1, col: 0 }));
    let print = frame.print;
    assert_eq!((print.landscape, print.paper, print.fit), (true, Some(9), Some((1, 0))));
    assert_eq!((print.areas, print.repeat_rows), (vec![range((0, 0), (4, 2))], Some((0, 0))));
}

#[test]
fn the_sheet_that_is_shown_on_opening_is_one_that_can_be_seen() {
    let active = |tab: usize, hidden: &[usize]| {
        let mut book = Book::innocent(false);
        for name in ["Second", "Third", "Fourth"] {
            book.add_sheet(name);
        }
        for sheet in hidden {
            book.sheets[*sheet].attributes = r#" state="hidden""#.into();
        }
        book.set(
            "bookViews",
            &format!(
                r#"<bookViews><workbookView activeTab="{tab}"/><workbookView activeTab="1"/></bookViews>"#
            ),
        );
        read(book.bytes()).active
    };
    assert_eq!(active(2, &[]), Some(2));
    assert_eq!(active(1, &[1]), Some(2));
    assert_eq!(active(3, &[2, 3]), Some(1));
    assert_eq!(active(99, &[]), Some(3));
}

#[test]
fn tables_have_looks_of_the_gallery_only() {
    let table = |style: &str| {
        let style = format!(r#"<tableStyleInfo name="{style}" showRowStripes="1" showLastColumn="1"/>"#);
        frame(|book| {
            let columns = r#"<tableColumns count="3"><tableColumn id="1" name="Ward"/><tableColumn id="2" name="Year"/><tableColumn id="3" name="Count"/></tableColumns>"#;
            let xml = format!(
                r#"<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="Table1" displayName="Table1" ref="A1:C5"><autoFilter ref="A1:C5"/>{columns}{style}</table>"#
            );
            let id = book.attach_to(SHEET1, "table", "xl/tables/table1.xml", "table+xml", xml);
            book.summary().set(
                "tableParts",
                &format!(r#"<tableParts count="1"><tablePart r:id="{id}"/></tableParts>"#),
            );
        })
    };
    let known = table("TableStyleMedium2");
    let look = &known.tables[0];
    assert_eq!((look.range, look.style), (range((0, 0), (4, 2)), Some("TableStyleMedium2")));
    assert!(look.headings && !look.totals && look.filter);
    assert!(look.row_stripes && look.last_column && !look.column_stripes && !look.first_column);
    assert!(known.left_out.is_empty());
    let own = table("Ours");
    assert_eq!((own.tables[0].style, own.left_out.len()), (None, 1));
}

#[test]
fn links_to_the_web_are_told_and_no_others() {
    let frame = frame(|book| {
        let kind = format!("{OFFICE}hyperlink");
        let mut links = String::new();
        for (at, address) in
            [("A2", "https://example.org/a"), ("A3", "mailto:office@example.org"), ("A4", "notes.docx")]
        {
            let id = book.package.relate_external(SHEET1, &kind, address);
            links += &format!(r#"<hyperlink ref="{at}" r:id="{id}"/>"#);
        }
        links += r#"<hyperlink ref="A5" location="Summary!A1"/>"#;
        book.summary().set("hyperlinks", &format!("<hyperlinks>{links}</hyperlinks>"));
    });
    let links: Vec<_> = frame.links.iter().map(|link| (link.range, &*link.address)).collect();
    assert_eq!(links, [(Range::cell(1, 0), "https://example.org/a")]);
}

#[test]
fn conditional_formats_are_made_again_or_given_to_cells_or_said_to_be_lost() {
    let mut book = Book::innocent(false);
    let red = "<font><b/><color rgb=\"FFFF0000\"/></font><fill><patternFill><bgColor rgb=\"FFFFFF00\"/></patternFill></fill>";
    let dxf = book.styles.dxf(red);
    let rules = format!(
        r#"<conditionalFormatting sqref="C2:C5"><cfRule type="cellIs" dxfId="{dxf}" priority="3" operator="greaterThan"><formula>400</formula></cfRule></conditionalFormatting><conditionalFormatting sqref="A2:A5"><cfRule type="containsText" dxfId="{dxf}" priority="1" operator="containsText" text="North"><formula>NOT(ISERROR(SEARCH("North",A2)))</formula></cfRule><cfRule type="expression" dxfId="{dxf}" priority="2"><formula>$C2&gt;400</formula></cfRule></conditionalFormatting>"#
    );
    book.summary().set("conditionalFormatting", &rules);
    let recorder = read(book.bytes());
    let frame = &recorder.frames[0];
    assert_eq!(frame.conditions.len(), 1);
    let condition = &frame.conditions[0];
    assert_eq!(condition.ask, Ask::Cell(Comparison::Greater, Constant::Number(400.0)));
    assert_eq!(condition.ranges, [range((1, 2), (4, 2))]);
    let wanted = (Some(true), Some(Rgb(255, 0, 0)), Some(Fill::Solid(Rgb(255, 255, 0))));
    assert_eq!((condition.look.bold, condition.look.color, condition.look.fill), wanted);
    assert_eq!(frame.overlays, std::slice::from_ref(&condition.look));
    let at = |row| (CellRef { row, col: 0 }, 0);
    assert_eq!(recorder.overlays, [at(1), at(3)]);
    assert_eq!(frame.left_out.len(), 1);
}

#[test]
fn several_rules_on_a_cell_add_up_and_cells_that_hold_nothing_are_asked_without_words() {
    let mut book = Book::innocent(false);
    let bold = book.styles.dxf("<font><b/></font>");
    let red = book.styles.dxf("<fill><patternFill><bgColor rgb=\"FFFF0000\"/></patternFill></fill>");
    let blue = book.styles.dxf(
        "<font><b val=\"0\"/><i/></font><fill><patternFill><bgColor rgb=\"FF0000FF\"/></patternFill></fill>",
    );
    let rule = |dxf, priority, stops: &str, word: &str| {
        let ask = format!(r#"<formula>"{word}"</formula></cfRule>"#);
        let kind = r#"type="cellIs" operator="notEqual""#;
        format!(r#"<cfRule {kind} dxfId="{dxf}" priority="{priority}"{stops}>{ask}"#)
    };
    let stops = r#" stopIfTrue="1""#;
    let rules = rule(red, 3, "", "c")
        + &rule(blue, 4, stops, "d")
        + &rule(red, 5, "", "e")
        + &rule(bold, 2, "", "North");
    book.summary().set(
        "conditionalFormatting",
        &format!(r#"<conditionalFormatting sqref="A2:A9">{rules}</conditionalFormatting>"#),
    );
    let recorder = read(book.bytes());
    let frame = &recorder.frames[0];
    let looks: Vec<_> = recorder
        .overlays
        .iter()
        .map(|(_, overlay)| &frame.overlays[usize::from(*overlay)])
        .map(|look| (look.bold, look.italic, look.fill))
        .collect();
    let fill = Some(Fill::Solid(Rgb(255, 0, 0)));
    assert!(looks.contains(&(Some(true), Some(true), fill)), "{looks:?}");
    assert!(looks.iter().all(|look| look.1 == Some(true) && look.2 == fill), "{looks:?}");
    let asked: Vec<_> = frame.conditions.iter().map(|condition| (&condition.ask, condition.stops)).collect();
    let blanks = &Ask::Blanks;
    assert_eq!(asked, [(blanks, false), (blanks, false), (blanks, true), (blanks, false)]);
    assert!(frame.left_out.is_empty());
}

#[test]
fn no_real_file_makes_a_frame_that_no_sheet_has() {
    let Some(folder) = corpus() else { return };
    let known =
        |path: &Path| path.extension().is_some_and(|extension| extension == "xlsx" || extension == "xlsm");
    let entries = walkdir::WalkDir::new(&folder).into_iter().flatten();
    let files: Vec<_> = entries
        .filter(|entry| known(entry.path()) && entry.metadata().is_ok_and(|file| file.len() < 1 << 20))
        .collect();
    let count = |entry: &walkdir::DirEntry| {
        let frames = read(std::fs::read(entry.path()).expect("readable")).frames;
        frames.iter().for_each(|frame| proper(frame, entry.path()));
        frames.len()
    };
    let sheets: usize = files.par_iter().map(count).sum();
    println!("{sheets} frames of real files");
}

/// Columns in order, nothing out of bounds, no two merges over each other.
fn proper(frame: &Frame, path: &Path) {
    let place = path.display();
    let inside = |range: &Range| {
        range.first.row <= range.last.row
            && range.first.col <= range.last.col
            && range.last.row < 1 << 20
            && range.last.col < 1 << 14
    };
    assert!(frame.columns.iter().all(|one| one.first <= one.last && one.last < 1 << 14), "{place}");
    assert!(frame.columns.windows(2).all(|two| two[0].last < two[1].first), "{place}");
    let ranges =
        frame.merges.iter().chain(&frame.filter).chain(frame.tables.iter().map(|table| &table.range));
    let ranges = ranges.chain(frame.links.iter().map(|link| &link.range));
    let ranges = ranges.chain(frame.conditions.iter().flat_map(|condition| &condition.ranges));
    assert!(ranges.into_iter().all(inside), "{place}");
    let mut merges = frame.merges.clone();
    merges.sort_by_key(|merge| merge.first);
    for (index, merge) in merges.iter().enumerate() {
        let below = merges[index + 1..].iter().take_while(|other| other.first.row <= merge.last.row);
        for other in below {
            assert!(
                other.first.col > merge.last.col || other.last.col < merge.first.col,
                "{place}: {merge} {other}"
            );
        }
    }
}
