//! What becomes of workbooks: rows and columns move up, names and frames with them.

use foi_gate::model::{Action, Choice, Decision, Range, Verdict};

use super::{book, check, decision, run};
use crate::support::workbook::Book;

#[test]
fn what_is_hidden_is_cut_and_the_rest_moves_up() {
    let mut made = Book::innocent(false);
    let sheet = made.add_sheet("Data");
    for row in 1..=6 {
        for (col, letter) in ["A", "B", "C", "D"].into_iter().enumerate() {
            made.number(sheet, &format!("{letter}{row}"), i64::from(row) * 10 + col as i64);
        }
    }
    made.sheets[sheet].row(3, r#"hidden="1""#);
    made.sheets[sheet].set(
        "cols",
        r#"<cols><col min="2" max="2" width="9" hidden="1"/><col min="3" max="3" width="20"/></cols>"#,
    );
    made.sheets[sheet].set(
        "mergeCells",
        r#"<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="C2:D4"/></mergeCells>"#,
    );
    let run = run("book.xlsx", &made.bytes(), &book(), &[], true).unwrap();
    let copy = run.copy.sheets.iter().find(|sheet| sheet.name.as_deref() == Some("Data")).unwrap();
    assert_eq!((copy.at(0, 0), copy.at(2, 0), copy.at(4, 2)), ("10", "40", "63"));
    assert_eq!(copy.at(1, 1), "22");
    assert_eq!(copy.frame.merges.iter().map(Range::to_string).collect::<Vec<_>>(), ["B2:C3"]);
    let wide = copy.frame.columns.iter().find(|columns| columns.width == Some(20.0)).unwrap();
    assert_eq!((wide.first, wide.last), (1, 1));
}

#[test]
fn a_merge_whose_first_cell_is_hidden_shows_its_text_where_it_then_begins() {
    let mut made = Book::innocent(false);
    let sheet = made.add_sheet("Data");
    let texts = [
        ("A1", "Beside"),
        ("D1", "East"),
        ("A2", "Hidden with its row"),
        ("B3", "Below"),
        ("D4", "West"),
        ("A6", "Askew"),
        ("C8", "Unseen row, seen column"),
        ("D10", "Not listed"),
        ("A13", "Hidden with its column"),
    ];
    for (at, text) in texts {
        made.text(sheet, at, text);
    }
    for row in [2, 3, 6, 8, 10] {
        made.sheets[sheet].row(row, r#"hidden="1""#);
    }
    made.sheets[sheet].set("cols", r#"<cols><col min="1" max="1" width="9" hidden="1"/></cols>"#);
    let merges = ["A1:B1", "A2:C2", "B3:C5", "A6:D7", "C8:C9", "D10:D12", "A13:A15"];
    let merges: String = merges.iter().map(|merge| format!(r#"<mergeCell ref="{merge}"/>"#)).collect();
    made.sheets[sheet].set("mergeCells", &format!("<mergeCells>{merges}</mergeCells>"));
    let bytes = made.bytes();
    let run = run("book.xlsx", &bytes, &book(), &[], true).unwrap();
    let copy = run.copy.sheets.iter().find(|sheet| sheet.name.as_deref() == Some("Data")).unwrap();
    let cells: Vec<_> = copy.cells.iter().map(|((row, col), text)| (*row, *col, text.as_str())).collect();
    let wanted = [
        (0, 0, "Beside"),
        (0, 2, "East"),
        (1, 0, "Below"),
        (1, 2, "West"),
        (3, 0, "Askew"),
        (4, 1, "Unseen row, seen column"),
        (5, 2, "Not listed"),
    ];
    assert_eq!(cells, wanted);
    let merges: Vec<_> = copy.frame.merges.iter().map(Range::to_string).collect();
    assert_eq!(merges, ["A2:B3", "A4:C4", "C6:C7"]);
    let number = run.copy.sheets.iter().position(|sheet| sheet.name.as_deref() == Some("Data")).unwrap();
    assert_eq!(run.plan.original(number, 3, 0).range, Some(Range::cell(5, 0)));
}

#[test]
fn what_a_merge_shows_of_a_hidden_cell_is_judged_as_on_view() {
    let mut made = Book::innocent(false);
    let sheet = made.add_sheet("Data");
    made.text(sheet, "A1", "Ring 07700 900123 for more");
    made.text(sheet, "B2", "Total");
    made.sheets[sheet].set("cols", r#"<cols><col min="1" max="1" width="9" hidden="1"/></cols>"#);
    made.sheets[sheet].set("mergeCells", r#"<mergeCells><mergeCell ref="A1:C1"/></mergeCells>"#);
    let (bytes, book) = (made.bytes(), book());
    let before = check("book.xlsx", &bytes, &book);
    assert_eq!(before.verdict, Verdict::Block, "{:?}", before.findings);
    let run = run("book.xlsx", &bytes, &book, &[], true).unwrap();
    let copy = run.copy.sheets.iter().find(|sheet| sheet.name.as_deref() == Some("Data")).unwrap();
    assert_eq!((copy.at(0, 0), copy.at(1, 0)), ("[withheld: s.40(2)]", "Total"));
}

#[test]
fn a_sheet_whose_name_is_found_is_called_otherwise() {
    let mut made = Book::innocent(false);
    let sheet = made.add_sheet("07700 900123");
    made.text(sheet, "A1", "Total");
    let (bytes, book) = (made.bytes(), book());
    let before = check("book.xlsx", &bytes, &book);
    let found: Vec<_> = before.findings.iter().filter(|finding| finding.action == Action::Block).collect();
    assert_eq!(found.len(), 1, "{:?}", before.findings);
    let forced = run("book.xlsx", &bytes, &book, &[], true).unwrap();
    let names: Vec<_> = forced.copy.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    assert!(names.contains(&"Withheld 1") && !names.contains(&"07700 900123"), "{names:?}");
    let mut keep = decision(&before, Choice::Keep, None, None);
    keep.place.sheet = Some("07700 900123".into());
    let kept = run("book.xlsx", &bytes, &book, &[keep], false).unwrap();
    assert!(kept.copy.sheets.iter().any(|sheet| sheet.name.as_deref() == Some("07700 900123")));
    assert_eq!(kept.plan.used(), [0]);
}

#[test]
fn decisions_keep_to_their_sheet() {
    let mut made = Book::innocent(false);
    for name in ["North", "South"] {
        let sheet = made.add_sheet(name);
        made.text(sheet, "A1", "Contact");
        made.text(sheet, "A2", "07700 900123");
    }
    let (bytes, book) = (made.bytes(), book());
    let before = check("book.xlsx", &bytes, &book);
    assert_eq!(before.verdict, Verdict::Block);
    let on = |name: &str, choice: Choice| -> Decision {
        let mut decision = decision(&before, choice, None, Some(Range::cell(1, 0)));
        decision.place.sheet = Some(name.into());
        decision
    };
    let run =
        run("book.xlsx", &bytes, &book, &[on("south", Choice::Keep), on("North", Choice::Withhold)], false);
    let run = run.unwrap();
    let at = |name: &str| {
        let sheet = run.copy.sheets.iter().find(|sheet| sheet.name.as_deref() == Some(name)).unwrap();
        sheet.at(1, 0).to_owned()
    };
    assert_eq!((at("North"), at("South")), ("[withheld: s.40(2)]".into(), "07700 900123".into()));
    assert_eq!(run.plan.used(), [0, 1]);
}
