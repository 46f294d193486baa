//! The scribe by hand, and its files read by our reader's splitter and by the csv crate.

use std::fs::File;
use std::path::Path;

use super::{CsvOptions, CsvScribe, Texts};
use crate::clean::Scribe;
use crate::model::{
    Book, Cell, Delimiter, Dress, Frame, Look, Row, Sheet, SheetKind, SheetState, Value, Visibility,
};

fn sheet(index: usize, kind: SheetKind) -> Sheet {
    Sheet { name: Some(format!("s{index}").into()), part: None, index, state: SheetState::Visible, kind }
}

fn look(code: &str) -> Look {
    Look { formats: vec![code.into()], ..Look::default() }
}

fn scribe(folder: &Path, options: CsvOptions) -> CsvScribe<'static> {
    let target = folder.to_owned();
    let open = move |sheet: &Sheet| File::create(target.join(format!("{}.csv", sheet.index)));
    CsvScribe::new(Box::new(open), folder, options)
}

fn cell(scribe: &mut CsvScribe, (row, col): (u32, u32), value: Value<'_>, shown: &str, look: u32) {
    let dress = Dress { look, ..Dress::default() };
    let visibility = Visibility::Visible;
    scribe.cell(&Cell { row, col, value, shown, shared: None, visibility, dress }).unwrap();
}

/// What becomes of one sheet.
fn written(book: &Book, options: CsvOptions, fill: impl FnOnce(&mut CsvScribe)) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut scribe = scribe(folder.path(), options);
    let tab = sheet(0, SheetKind::Worksheet);
    scribe.book(book).unwrap();
    scribe.sheet(&tab).unwrap();
    scribe.frame(&Frame::default()).unwrap();
    fill(&mut scribe);
    scribe.sheet_end(&tab).unwrap();
    scribe.finish().unwrap();
    std::fs::read_to_string(folder.path().join("0.csv")).unwrap()
}

fn from_text(byte: u8, declared: bool) -> Book {
    Book { delimiter: Some(Delimiter { byte, declared }), ..Book::default() }
}

#[test]
fn a_workbooks_sheet_becomes_a_rectangle() {
    let text = written(&Book::default(), CsvOptions::default(), |scribe| {
        scribe.row(&Row { index: 0, ..Row::default() }).unwrap();
        cell(scribe, (1, 1), Value::Text("a, \"b\""), "a, \"b\"", 0);
        cell(scribe, (3, 0), Value::Number(1234.5), "1,234.50", 0);
        cell(scribe, (3, 3), Value::Text("two\nlines"), "two\nlines", 0);
        scribe.blank(4, 9, 0).unwrap();
        scribe.row(&Row { index: 9, ..Row::default() }).unwrap();
    });
    assert_eq!(text, ",,,\r\n,\"a, \"\"b\"\"\",,\r\n,,,\r\n\"1,234.50\",,,\"two\nlines\"\r\n");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[3], ["1,234.50", "", "", "two\nlines"]);
}

#[test]
fn values_in_full() {
    let book = Book { looks: ["", "#,##0.0", "dd/mm/yyyy", "ggge"].map(look).to_vec(), ..Book::default() };
    let fill = |scribe: &mut CsvScribe| {
        cell(scribe, (0, 0), Value::Number(1234.56), "1,234.6", 1);
        cell(scribe, (0, 1), Value::Number(45000.0), "15/03/2023", 2);
        cell(scribe, (0, 2), Value::Number(45000.0), "H35", 3);
        cell(scribe, (0, 3), Value::Bool(true), "TRUE", 0);
        cell(scribe, (0, 4), Value::Error("#N/A"), "#N/A", 0);
        cell(scribe, (0, 5), Value::Text("=a+b"), "=a+b", 0);
    };
    let options = CsvOptions { texts: Texts::Value, delimiter: b';', ..CsvOptions::default() };
    assert_eq!(written(&book, options, fill), "1234.56;2023-03-15;45000;TRUE;#N/A;=a+b\r\n");
    let options = CsvOptions { formula_prefix: true, bom: true, ..CsvOptions::default() };
    let shown = written(&book, options, fill);
    assert_eq!(shown, "\u{FEFF}\"1,234.6\",15/03/2023,H35,TRUE,#N/A,'=a+b\r\n");
}

#[test]
fn a_text_file_keeps_its_shape() {
    let fill = |scribe: &mut CsvScribe| {
        scribe.row(&Row::default()).unwrap();
        cell(scribe, (0, 0), Value::Text("Title"), "Title", 0);
        scribe.row(&Row { index: 1, ..Row::default() }).unwrap();
        scribe.row(&Row { index: 2, ..Row::default() }).unwrap();
        cell(scribe, (2, 0), Value::Text("=\"007\""), "007", 0);
        cell(scribe, (2, 1), Value::Text("a,b"), "a,b", 0);
        scribe.blank(2, 2, 0).unwrap();
        scribe.row(&Row { index: 3, ..Row::default() }).unwrap();
    };
    let text = written(&from_text(b';', false), CsvOptions::default(), fill);
    assert_eq!(text, "Title\r\n\r\n\"=\"\"007\"\"\";a,b;\r\n\r\n");
    let declared = written(&from_text(b';', true), CsvOptions::default(), fill);
    assert_eq!(declared, "Title\r\n\r\n\"=\"\"007\"\"\",\"a,b\",\r\n\r\n");
}

#[test]
fn nothing_becomes_nothing() {
    let options = CsvOptions { bom: true, ..CsvOptions::default() };
    assert_eq!(written(&Book::default(), options, |scribe| scribe.blank(3, 3, 0).unwrap()), "");
    assert_eq!(written(&from_text(b',', false), options, |_| {}), "");
}

#[test]
fn only_sheets_with_cells_have_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut scribe = scribe(folder.path(), CsvOptions::default());
    scribe.book(&Book::default()).unwrap();
    for tab in [sheet(0, SheetKind::Chartsheet), sheet(1, SheetKind::Worksheet)] {
        scribe.sheet(&tab).unwrap();
        cell(&mut scribe, (0, 0), Value::Text("x"), "x", 0);
        scribe.sheet_end(&tab).unwrap();
    }
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["1.csv"]);
}
