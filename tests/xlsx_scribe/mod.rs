//! Workbooks as the scribe writes them, driven by hand: read back by our reader and by calamine, checked by our own rules.

mod frames;
mod recorder;

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use foi_gate::clean::{Scribe, XlsxScribe};
use foi_gate::container::Source;
use foi_gate::gate;
use foi_gate::limits::Limits;
use foi_gate::model::{
    Alignment, Book, Cell, Columns, Dress, Edge, EdgeStyle, Fill, Font, Frame, Horizontal, Look, Rgb, Row,
    Run, TableLook, Underline, Value, Verdict,
};
use foi_gate::rules::RuleBook;

use recorder::{Facts, book, cell, text, written};

/// The verdict of our own check must be release, without a finding.
fn assert_clean(bytes: &[u8]) {
    let rules = RuleBook::load(Vec::new()).unwrap();
    let report =
        gate::check("copy.xlsx", Source::memory(Arc::<[u8]>::from(bytes)), &rules, &Limits::default());
    let told: Vec<String> =
        report.findings.iter().map(|f| format!("{} {:?} {:?}", f.rule, f.surface, f.place)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(report.verdict, Verdict::Release, "{:?}", report.unread);
}

#[test]
fn it_can_run_on_a_thread_of_its_own() {
    fn sent<T: Send>() {}
    sent::<XlsxScribe>();
}

#[test]
fn every_kind_of_value_is_read_back() {
    let texts = [
        "=1+1",
        "'quoted",
        " blanks ",
        "two\nlines",
        "a\r\nb",
        "_x0041_",
        "\u{1}bell",
        "tab\t",
        "é😀",
        "#N/A",
    ];
    let bytes = written(&book(Vec::new()), &Frame::default(), |to| {
        for (row, one) in (0..).zip(texts) {
            to.cell(&text(row, 0, one))?;
        }
        to.cell(&cell(20, 0, Value::Number(0.1 + 0.2)))?;
        to.cell(&cell(20, 1, Value::Number(-1e300)))?;
        to.cell(&cell(20, 2, Value::Bool(true)))?;
        to.cell(&cell(20, 3, Value::Error("#DIV/0!")))?;
        to.cell(&cell(20, 4, Value::Date("2024-02-29")))
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    let shown: Vec<&str> = facts.cells.iter().take(texts.len()).map(|cell| cell.1.as_str()).collect();
    assert_eq!(shown, texts);
    let values: Vec<&str> = facts.cells.iter().skip(texts.len()).map(|cell| cell.2.as_str()).collect();
    assert_eq!(values, ["0.30000000000000004", "-1e300", "true", "Text", "45351.0"]);
    assert_eq!(facts.look("D21").alignment.horizontal, Horizontal::Center);
    assert_eq!(facts.shown().last(), Some(&("E21", "2024-02-29")));
    let mut theirs: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    let range = theirs.worksheet_range("Annex").unwrap();
    assert_eq!(range.get_value((0, 0)), Some(&Data::String("=1+1".to_owned())));
    assert_eq!(range.get_value((20, 0)), Some(&Data::Float(0.1 + 0.2)));
    assert_eq!(range.get_value((20, 2)), Some(&Data::Bool(true)));
    assert_clean(&bytes);
}

#[test]
fn looks_are_read_back() {
    let edge = Edge { style: EdgeStyle::Double, color: Some(Rgb(0, 0, 255)) };
    let mut look = Look {
        formats: vec!["0.00%".into()],
        font: Font {
            name: Some("Arial".into()),
            size: Some(14.5),
            bold: true,
            strike: true,
            underline: Underline::Double,
            color: Some(Rgb(200, 0, 0)),
            ..Font::default()
        },
        fill: Fill::Solid(Rgb(255, 255, 0)),
        ..Look::default()
    };
    look.borders.bottom = Some(edge);
    look.borders.diagonal = Some((edge, true, false));
    look.alignment =
        Alignment { horizontal: Horizontal::Right, wrap: true, indent: 2, rotation: -30, ..look.alignment };
    let stacked = Look {
        alignment: Alignment { rotation: Alignment::STACKED, ..Alignment::default() },
        ..Look::default()
    };
    let bytes = written(&book(vec![Look::default(), look.clone(), stacked]), &Frame::default(), |to| {
        to.cell(&Cell { dress: Dress { look: 1, ..Dress::default() }, ..cell(0, 0, Value::Number(0.5)) })?;
        to.cell(&Cell { dress: Dress { look: 2, ..Dress::default() }, ..text(0, 1, "up") })?;
        to.blank(1, 3, 1)
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    assert_eq!(facts.shown(), [("A1", "50.00%"), ("B1", "up")]);
    let read = facts.look("A1");
    assert_eq!(
        (&read.font, read.fill, read.borders, read.alignment),
        (&look.font, look.fill, look.borders, look.alignment)
    );
    assert_eq!(facts.look("B1").alignment.rotation, Alignment::STACKED);
    assert_eq!(facts.blanks.len(), 1);
    assert_eq!((facts.blanks[0].0, facts.blanks[0].1, facts.blanks[0].2.fill), (1, 3, look.fill));
    assert_clean(&bytes);
}

#[test]
fn a_cell_keeps_its_look_in_a_column_and_a_row_with_another() {
    let filled = |rgb| Look { fill: Fill::Solid(rgb), ..Look::default() };
    let (yellow, green) = (filled(Rgb(255, 255, 0)), filled(Rgb(0, 255, 0)));
    let column = Columns { first: 0, last: 2, width: Some(20.0), look: Some(1), hidden: None };
    let frame = Frame { columns: vec![column], ..Frame::default() };
    let bytes = written(&book(vec![Look::default(), yellow.clone(), green.clone()]), &frame, |to| {
        to.cell(&text(0, 0, "plain in the column"))?;
        to.row(&Row { index: 4, height: Some(40.0), look: Some(2), ..Row::default() })?;
        to.cell(&text(4, 1, "plain in the row"))?;
        to.row(&Row { index: 5, look: Some(2), ..Row::default() })
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    assert_eq!(facts.look("A1").fill, Fill::None);
    assert_eq!(facts.look("B5").fill, Fill::None);
    let look = |look: Option<u32>| facts.book.looks[look.unwrap() as usize].fill;
    let row = |index| *facts.rows.iter().find(|row| row.index == index).unwrap();
    assert_eq!((look(row(4).look), row(4).height), (green.fill, Some(40.0)));
    assert_eq!((look(row(5).look), row(5).height), (green.fill, None));
    assert_eq!(look(facts.frames[0].columns[0].look), yellow.fill);
    assert_clean(&bytes);
}

#[test]
fn rich_texts_keep_their_stretches() {
    let bold = Arc::new(Font { bold: true, ..Font::default() });
    let plain = Arc::new(Font::default());
    let run = |from, to, font: &Arc<Font>| Run { from, to, font: Arc::clone(font) };
    let dressed =
        |row, shown, runs| Cell { dress: Dress { runs, ..Dress::default() }, ..text(row, 0, shown) };
    let (two, whole, odd) =
        ([run(4, 9, &bold), run(9, 12, &plain)], [run(0, 5, &bold)], [run(3, 400, &bold)]);
    let escape = [run(0, 3, &bold)];
    let bytes = written(&book(Vec::new()), &Frame::default(), |to| {
        to.cell(&dressed(0, "not bold& is", &two))?;
        to.cell(&dressed(1, "whole", &whole))?;
        to.cell(&dressed(2, "past the end", &odd))?;
        to.cell(&dressed(3, "abc_x0041_", &escape))
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    let shown: Vec<&str> = facts.cells.iter().map(|cell| cell.1.as_str()).collect();
    assert_eq!(shown, ["not bold& is", "whole", "past the end", "abc_x0041_"]);
    assert!(facts.runs.contains(&("bold&".to_owned(), true)), "{:?}", facts.runs);
    assert!(facts.look("A2").font.bold && !facts.look("A1").font.bold);
    assert_clean(&bytes);
}

#[test]
fn days_from_1904_are_counted_from_1900() {
    let look = Look { formats: vec!["yyyy-mm-dd".into()], ..Look::default() };
    let book = Book { date1904: true, ..book(vec![Look::default(), look]) };
    let bytes = written(&book, &Frame::default(), |to| {
        let dress = Dress { look: 1, ..Dress::default() };
        to.cell(&Cell { dress, ..cell(0, 0, Value::Number(0.0)) })?;
        to.cell(&cell(0, 1, Value::Number(0.0)))
    })
    .unwrap();
    assert_eq!(Facts::of(&bytes).shown(), [("A1", "1904-01-01"), ("B1", "0")]);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let look = |size| Look { font: Font { size: Some(size), ..Font::default() }, ..Look::default() };
    let looks: Vec<Look> = (8..40).map(|size| look(f64::from(size))).collect();
    let table = TableLook {
        range: foi_gate::model::Range { first: at(0, 0), last: at(40, 1) },
        headings: true,
        totals: false,
        style: Some("TableStyleMedium2"),
        row_stripes: true,
        column_stripes: false,
        first_column: false,
        last_column: false,
        filter: true,
    };
    let frame = Frame { tables: vec![table], ..Frame::default() };
    let once = || {
        written(&book(looks.clone()), &frame, |to| {
            for row in 0..40 {
                let name = format!("row {row}");
                let dress = Dress { look: row % 32, ..Dress::default() };
                to.cell(&Cell { dress, ..text(row, 0, &name) })?;
                to.cell(&text(row, 1, "b"))?;
            }
            Ok(())
        })
        .unwrap()
    };
    let first = once();
    assert!(first == once());
    assert_clean(&first);
}

#[test]
fn what_a_workbook_cannot_hold_is_said_without_the_value() {
    let told = |row, col, text: &str| {
        let cell = recorder::text(row, col, text);
        written(&book(Vec::new()), &Frame::default(), |to| to.cell(&cell)).unwrap_err().to_string()
    };
    assert!(told(0, 0, &"é".repeat(32_768)).contains("32,767 characters"));
    assert!(told(1_048_576, 0, "x").contains("more rows or columns"));
    assert!(told(0, 16_384, "x").contains("more rows or columns"));
}

/// A corner.
fn at(row: u32, col: u32) -> foi_gate::model::CellRef {
    foi_gate::model::CellRef { row, col }
}
