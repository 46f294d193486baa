//! Files that are broken, hostile or not what they say: each gets a plain reason and the exit code of `unchecked`, and
//! none crashes, hangs or is released.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use foi_gate::container::Source;
use foi_gate::gate;
use foi_gate::limits::Limits;
use foi_gate::model::{FileReport, Surface, Verdict};
use foi_gate::rules::RuleBook;

use crate::support::cfb::compound;
use crate::support::workbook::Book;
use crate::support::zipfile::{Entry, ZipFile};

fn check(name: &str, bytes: Vec<u8>) -> FileReport {
    gate::check(
        name,
        Source::memory(bytes),
        &RuleBook::shipped().expect("the shipped rules load"),
        &Limits::default(),
    )
}

/// All that could not be read, in words.
fn reasons(report: &FileReport) -> String {
    report.unread.iter().map(|unread| unread.reason.to_string()).collect::<Vec<_>>().join("; ")
}

fn unchecked(name: &str, bytes: Vec<u8>, reason: &str) {
    let report = check(name, bytes);
    assert_eq!(report.verdict, Verdict::Unchecked, "{name}");
    assert!(reasons(&report).contains(reason), "{name}: {}", reasons(&report));
}

fn innocent() -> Vec<u8> {
    Book::innocent(false).bytes()
}

/// The innocent workbook with this inside the rows of its first sheet.
fn with_rows(rows: &str) -> Vec<u8> {
    let mut book = Book::innocent(false);
    let part = "xl/worksheets/sheet1.xml";
    book.patch(part, "</sheetData>", &format!("{rows}</sheetData>"));
    book.bytes()
}

#[test]
fn an_innocent_workbook_is_released() {
    let report = check("innocent.xlsx", innocent());
    assert_eq!(report.verdict, Verdict::Release, "{:?} {}", report.findings, reasons(&report));
    assert_eq!(report.coverage.bytes, report.coverage.accounted);
}

#[test]
fn an_empty_file_says_so() {
    unchecked("empty.xlsx", Vec::new(), "the file is empty");
}

#[test]
fn every_truncation_is_unchecked() {
    let whole = innocent();
    for tenth in 1..10 {
        let report = check("cut.xlsx", whole[..whole.len() * tenth / 10].to_vec());
        assert_eq!(report.verdict, Verdict::Unchecked, "cut at {tenth}0 %");
        assert!(!reasons(&report).is_empty(), "cut at {tenth}0 % without a reason");
    }
}

#[test]
fn one_flipped_byte_never_crashes_and_never_hides_anything() {
    let mut book = Book::innocent(false);
    book.text(0, "F40", "plantedkettle9999zzq");
    let whole = book.bytes();
    let step = whole.len() / 200;
    for at in (0..whole.len()).step_by(step.max(1)) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let report = check("flipped.xlsx", bytes);
        assert!(
            report.verdict == Verdict::Unchecked || report.coverage.bytes == report.coverage.accounted,
            "byte {at}: {:?} {:?}",
            report.verdict,
            report.coverage
        );
    }
}

#[test]
fn what_is_no_archive_is_named() {
    unchecked("noise.xlsx", vec![0x9D; 4000], "could not be told");
}

#[test]
fn an_archive_without_content_types_is_named() {
    let mut zip = ZipFile::default();
    zip.entries.push(Entry::new("xl/workbook.xml", "<workbook/>"));
    unchecked("plain.xlsx", zip.bytes(), "zip archive");
}

#[test]
fn a_locked_workbook_says_to_take_the_password_off() {
    let file = compound(&[("EncryptionInfo", &[4, 0, 4, 0]), ("EncryptedPackage", &[0; 512])]);
    unchecked("locked.xlsx", file, "password");
}

#[test]
fn a_cell_beyond_the_sheet_is_damage() {
    unchecked(
        "far.xlsx",
        with_rows(r#"<row r="4294967297"><c r="A4294967297"><v>1</v></c></row>"#),
        "damaged",
    );
}

#[test]
fn two_cells_at_the_corners_cost_nothing() {
    let far = with_rows(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    let report = check("corners.xlsx", far);
    assert_ne!(report.verdict, Verdict::Unchecked, "{}", reasons(&report));
    assert_eq!(report.coverage.bytes, report.coverage.accounted);
}

#[test]
fn a_gibibyte_of_zeros_is_a_bomb() {
    let mut book = Book::innocent(false);
    book.edit_zip(|zip| zip.entry("xl/worksheets/sheet1.xml").data = vec![0; 1 << 30]);
    let bytes = book.bytes();
    assert!(bytes.len() < 2 << 20);
    let report = check("bomb.xlsx", bytes);
    assert_eq!(report.verdict, Verdict::Unchecked);
}

#[test]
fn a_listed_sheet_that_is_gone_is_damage_and_one_that_never_had_a_part_is_odd() {
    for (id, verdict) in [("rId99", Verdict::Unchecked), ("", Verdict::Release)] {
        let mut book = Book::innocent(false);
        let sheet = format!(r#"<sheet name="Module" sheetId="9" r:id="{id}"/></sheets>"#);
        book.patch("xl/workbook.xml", "</sheets>", &sheet);
        let report = check("module.xlsx", book.bytes());
        assert_eq!(report.verdict, verdict, "{id}: {}", reasons(&report));
        let odd = report.findings.iter().any(|finding| finding.surface == Surface::OutOfViewSheet);
        assert!(odd, "{id}: {:?}", report.findings);
    }
}

#[test]
fn entities_are_not_expanded() {
    let mut book = Book::innocent(false);
    let bomb = r#"<!DOCTYPE worksheet [<!ENTITY a "zzzzzzzzzz"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet"#;
    book.patch("xl/worksheets/sheet1.xml", "<worksheet", bomb);
    unchecked("entities.xlsx", book.bytes(), "document type");
}

#[test]
fn tens_of_thousands_of_parts_are_too_many() {
    let mut book = Book::innocent(false);
    book.edit_zip(|zip| {
        for number in 0..60_000 {
            zip.entries.push(Entry::new(&format!("xl/media/{number}"), ""));
        }
    });
    unchecked("many.xlsx", book.bytes(), "too many entries");
}

#[test]
fn other_formats_are_named_for_what_they_are() {
    unchecked("old.xlsx", compound(&[("Workbook", b"\x09\x08\x10\x00")]), "97-2003");
    let report = check("letter.pdf", b"%PDF-1.7\n1 0 obj\n".to_vec());
    assert_eq!((report.verdict, report.format.id()), (Verdict::Unchecked, "pdf"));
    let page = check("page.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>".to_vec());
    assert_eq!((page.verdict, page.format.id()), (Verdict::Unchecked, "html"));
    let zip = check("table.csv", ZipFile::default().bytes());
    assert_eq!((zip.verdict, zip.format.id()), (Verdict::Unchecked, "zip"));
}

fn program() -> Command {
    Command::cargo_bin("foi-gate").expect("the program is built")
}

fn rules_folder(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("own.toml"), text).expect("a file");
    folder
}

#[test]
fn a_missing_rules_folder_is_a_usage_error() {
    let done = program().args(["rules", "check", "--rules", "/no/such/folder"]).assert().code(2);
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(said.contains("/no/such/folder"), "{said}");
}

#[test]
fn mistakes_in_rules_are_pointed_at() {
    let broken = "[[rule]]\nid = \"own\"\ntitle = \"Own\"\npattern = \"(\"\nsurprise = 1\n";
    let folder = rules_folder("broken-rules", broken);
    let done = program().args(["rules", "check", "--rules"]).arg(&folder).assert().code(2);
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    for word in ["own.toml", "surprise", "4", "5"] {
        assert!(said.contains(word), "{word} is missing in {said}");
    }
}
