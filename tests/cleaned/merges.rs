//! Copies of sheets on which a merge shows the text of a hidden cell.

use foi_gate::container::Source;
use foi_gate::gate::Kind;

use super::{book, cleaned};
use crate::support::workbook::Book;

#[test]
fn every_format_shows_what_the_merge_did() {
    let mut made = Book::innocent(false);
    let sheet = made.add_sheet("Data");
    for (at, text) in [("A1", "Across"), ("A2", "secret"), ("B3", "Down"), ("C4", "Plain"), ("B5", "Last")] {
        made.text(sheet, at, text);
    }
    made.sheets[sheet].row(3, r#"hidden="1""#);
    made.sheets[sheet].set("cols", r#"<cols><col min="1" max="1" width="9" hidden="1"/></cols>"#);
    made.sheets[sheet]
        .set("mergeCells", r#"<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B3:B4"/></mergeCells>"#);
    let bytes = made.bytes();
    for kind in [Kind::Xlsx, Kind::Ods, Kind::Csv] {
        let (cleaned, files) = cleaned("book.xlsx", &Source::memory(&*bytes), &book(), Some(kind));
        assert_eq!(cleaned.report.no_copy, None, "{kind:?}");
        let (same, of) = cleaned.report.unchanged;
        assert_eq!(same, of);
        if kind == Kind::Csv {
            assert_eq!(
                String::from_utf8_lossy(files.last().unwrap()),
                "Across,\r\n,\r\nDown,Plain\r\nLast,\r\n"
            );
        }
    }
}
