//! Text files that leave as text files, and as spreadsheets: from their bytes to those of the copy.

use std::fs::File;
use std::io::Cursor;

use calamine::{Data, Reader};
use foi_gate::clean::{CsvOptions, CsvScribe, OdsScribe, Rebuild, Scribe};
use foi_gate::model::Sheet;

use super::{book, check, plan, read};

/// Lets a scribe write what leaves of a file.
fn write(name: &str, bytes: &[u8], scribe: &mut dyn Scribe) {
    let before = check(name, bytes, &book());
    let plan = plan(&before, bytes, &[], true).unwrap_or_else(|why| panic!("{name}: {why}"));
    let mut rebuild = Rebuild::new(&plan, scribe);
    read(&before, bytes, &mut rebuild);
    rebuild.finish().unwrap_or_else(|failure| panic!("{name}: {failure}"));
}

fn as_csv(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("copy.csv");
    let open = {
        let target = target.clone();
        move |_: &Sheet| File::create(&target)
    };
    let mut scribe = CsvScribe::new(Box::new(open), folder.path(), CsvOptions::default());
    write("a.csv", bytes, &mut scribe);
    std::fs::read_to_string(target).expect("UTF-8")
}

#[test]
fn lines_and_fields_stay_where_they_were() {
    let text =
        "Requests by ward\n\nWard;Count;Note\nSale;1;\"a; b\"\n\nHale;2;\n;;\nAltrincham;=\"003\";\"\"\n";
    let copy = as_csv(text.as_bytes());
    let expected = "Requests by ward\r\n\r\nWard;Count;Note\r\nSale;1;\"a; b\"\r\n\r\nHale;2;\r\n;;\r\n\
                    Altrincham;\"=\"\"003\"\"\";\r\n";
    assert_eq!(copy, expected);
    assert_eq!(as_csv(copy.as_bytes()), expected, "a copy of the copy is the copy");
}

#[test]
fn other_encodings_and_what_nobody_sees_do_not_leave() {
    let mut wide = vec![0xFF, 0xFE];
    wide.extend("Ward\tCaf\u{E9}\r\nSa\u{200B}le\t£5\r\n".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(as_csv(&wide), "Ward\tCafé\r\nSale\t£5\r\n");
    assert_eq!(
        as_csv(b"sep=;\r\nWard;Cost\r\nSale;1,5\r\nHale;2\r\n"),
        "Ward,Cost\r\nSale,\"1,5\"\r\nHale,2\r\n"
    );
}

#[test]
fn a_text_file_can_leave_as_a_spreadsheet() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("copy.ods");
    let mut scribe = OdsScribe::new(File::create(&target).expect("a file"), folder.path());
    write("a.csv", b"Ward,Count\nSale,=\"003\"\n\nHale,2\n", &mut scribe);
    let bytes = std::fs::read(target).expect("a file");
    let mut copy = calamine::Ods::new(Cursor::new(bytes)).expect("a spreadsheet");
    let cells = copy.worksheet_range_at(0).expect("a sheet").expect("cells");
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(cells.get_value((1, 1)), Some(&text("003")));
    assert_eq!(cells.get_value((3, 0)), Some(&text("Hale")));
}
