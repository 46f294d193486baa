//! Every surface that a csv file can have, each variant of it, and the same file without it.

use foi_gate::model::Reason;

use super::recorder::Facts;

const TABLE: &str = "Ward,Year,Count\nSale,2023,14\nHale,2023,9\nUrmston,2024,11\n";

/// Reads a file and expects exactly this, with all of it read.
fn expect(bytes: impl Into<Vec<u8>>, findings: &[(&str, Option<&str>, u64)]) -> Facts {
    let facts = Facts::of(bytes);
    assert_eq!(facts.findings(), findings);
    assert!(facts.is_whole(), "{:?} {:?}", facts.unread, facts.coverage);
    facts
}

#[test]
fn a_plain_table_is_cells_and_nothing_else() {
    let facts = expect(TABLE, &[]);
    assert_eq!(facts.rows()[1], ["Sale", "2023", "14"]);
    assert_eq!(facts.cells.len(), 12);
    assert!(facts.harmless().is_empty());
    for same in [
        TABLE.replace('\n', "\r\n"),
        TABLE.replace('\n', "\r"),
        TABLE.trim_end().to_owned(),
        format!("{TABLE}\n\n"),
        format!("{TABLE}Total,,34\n"),
        TABLE.replace("14", "14,,,"),
        format!("{TABLE},,\n,,\n"),
        TABLE.replace("Sale", "\"Sale\""),
    ] {
        let facts = expect(same.as_bytes(), &[]);
        assert_eq!(facts.rows()[1], ["Sale", "2023", "14"], "{same:?}");
    }
}

#[test]
fn every_delimiter_in_every_encoding() {
    let text = "Ward;Café;Count\nSale;£5;14\nHale;£6;9\n";
    for delimiter in [",", ";", "\t", "|"] {
        let text = text.replace(';', delimiter);
        let wide = |big: bool, mark: bool| -> Vec<u8> {
            let marked = if mark { format!("\u{FEFF}{text}") } else { text.clone() };
            marked.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let wider: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let narrow: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let files = [
            (text.clone().into_bytes(), 0),
            (format!("\u{FEFF}{text}").into_bytes(), 0),
            (narrow, 0),
            (wide(false, true), 1),
            (wide(true, true), 1),
            (wide(false, false), 1),
            (wide(true, false), 1),
            (wider, 1),
        ];
        for (at, (bytes, encoded)) in files.into_iter().enumerate() {
            let facts = expect(bytes, &[("csv-encoding", None, 1)][..encoded]);
            assert_eq!(
                facts.rows()[..2],
                [["Ward", "Café", "Count"], ["Sale", "£5", "14"]],
                "{delimiter:?} {at}"
            );
            let harmless: &[&str] = if at == 1 || at == 2 { &["csv-encoding"] } else { &[] };
            assert_eq!(facts.harmless(), harmless);
        }
    }
}

#[test]
fn encodings_that_readers_show_differently() {
    let facts =
        expect(b"Name,Fee\nZo\xEB,\xA35\nZo\xC3\xAB,\xC2\xA36\n".as_slice(), &[("csv-encoding", None, 2)]);
    assert_eq!(facts.rows()[1..], [["Zoë", "£5"], ["Zoë", "£6"]]);
    let facts = expect(b"Name,Fee\nAnn\0 Able,5\nBob,6\n".as_slice(), &[("csv-encoding", None, 1)]);
    assert_eq!((facts.cells[2].value.as_str(), facts.cells[2].shown.as_str()), ("Ann\0 Able", "Ann Able"));
    let facts = expect(b"Name,Fee\nM\x81ller,5\nBob,6\n".as_slice(), &[("csv-encoding", None, 1)]);
    assert_eq!(facts.rows()[1][0], "M\u{FFFD}ller");
    expect(b"\xEF\xBB\xBFName,Fee\nZo\xEB,5\nBob,6\n".as_slice(), &[("csv-encoding", None, 1)]);
    let mut wide: Vec<u8> = "\u{FEFF}Name,Fee\nAnn,5\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    wide.extend([0, 0xD8, b'x', 0, b',', 0, b'6', 0]);
    let facts = expect(wide, &[("csv-encoding", None, 1)]);
    assert_eq!(facts.rows()[2], ["\u{FFFD}x", "6"]);
    let lying = [&[0xFF, 0xFE][..], TABLE.repeat(3).as_bytes()].concat();
    assert!(matches!(Facts::of(lying).unread[..], [Reason::Ambiguous(_)]));
}

#[test]
fn one_byte_at_the_very_end_decides_the_encoding() {
    let mut bytes = format!("Name,Fee\n{}", "Zoë,5\n".repeat(100_000)).into_bytes();
    bytes.extend(b"Zo\xEB,6\n");
    let facts = expect(bytes, &[("csv-encoding", None, 1)]);
    assert_eq!(facts.cells[2].value, "Zoë");
    assert_eq!(facts.cells[facts.cells.len() - 2].value, "Zoë");
}

#[test]
fn characters_that_nobody_sees() {
    for hidden in ["\u{200B}", "\u{200D}", "\u{202E}", "\u{2066}", "\u{FEFF}", "\u{E0041}", "\u{7}", "\u{85}"]
    {
        let text = TABLE.replace("Hale", &format!("Ha{hidden}le"));
        let facts = expect(text, &[("csv-invisible-character", Some("A3"), 1)]);
        assert_eq!(facts.cells[6].shown, "Hale");
        assert_eq!(facts.cells[6].value, format!("Ha{hidden}le"));
    }
    let tags: String = "Ann Able".chars().filter_map(|c| char::from_u32(0xE0000 + u32::from(c))).collect();
    let facts =
        expect(TABLE.replace("Hale", &format!("Hale{tags}")), &[("csv-invisible-character", Some("A3"), 8)]);
    assert_eq!(facts.texts.len(), 1);
    assert_eq!((facts.texts[0].0.id(), facts.texts[0].1.as_str()), ("csv-invisible-character", "Ann Able"));
    let facts = expect(TABLE.replace("Hale", "\u{200B}Hale"), &[]);
    assert_eq!((facts.harmless(), facts.cells[6].shown.as_str()), (vec!["csv-invisible-character"], "Hale"));
    expect(TABLE.replace("Hale", "Hale\u{A0}Barns ❤\u{FE0F}"), &[]);
    expect(format!("\u{FEFF}{TABLE}"), &[]);
}

#[test]
fn lines_that_are_not_the_table() {
    expect(format!("Request 2024/117\n{TABLE}"), &[("csv-preamble", Some("A1"), 1)]);
    expect(format!("Request 2024/117\nFor,Ann Able\n\n{TABLE}"), &[("csv-preamble", Some("A1:B2"), 2)]);
    expect(format!("Request 2024/117,,\n,,\n{TABLE}"), &[("csv-preamble", Some("A1"), 1)]);
    expect(format!("# made by Ann Able\n{TABLE}"), &[("csv-preamble", Some("A1"), 1)]);
    expect(format!("{TABLE}# made by Ann Able\n"), &[("csv-preamble", Some("A5"), 1)]);
    expect(format!("{TABLE}\nSource: the register\n"), &[("csv-preamble", Some("A6"), 1)]);
    expect(TABLE.replace("Hale,2023,9", "Hale"), &[("csv-preamble", Some("A3"), 1)]);
    let both = format!("Request 2024/117\n{TABLE}\nSource: the register\n");
    expect(both, &[("csv-preamble", Some("A1"), 1), ("csv-preamble", Some("A7"), 1)]);
}

#[test]
fn cells_out_of_sight() {
    for blank in ["\n", ",,\n", " , ,\n"] {
        let far = format!("{TABLE}{}Surname,Rank,Pay\nAble,Inspector,1\n", blank.repeat(30));
        expect(far, &[("remote-cell", Some("A35:C36"), 2)]);
        let near = format!("{TABLE}{}Surname,Rank,Pay\nAble,Inspector,1\n", blank.repeat(3));
        expect(near, &[]);
        expect(format!("{TABLE}{}", blank.repeat(30)), &[]);
    }
    expect(TABLE.replace("14", "14,,Ann Able"), &[("remote-cell", Some("E2"), 1)]);
    let gap = ",".repeat(30);
    expect(TABLE.replace('\n', &format!("{gap}Ann Able\n")), &[("remote-cell", Some("AG1:AG4"), 4)]);
    let pushed = TABLE.replace("Hale", &format!("Hale{}Ann Able", " ".repeat(60)));
    expect(pushed, &[("remote-cell", Some("A3"), 1)]);
    expect(TABLE.replace("Hale", &format!("Hale{}", " ".repeat(60))), &[]);
}

#[test]
fn fields_that_run() {
    for formula in [
        "=1+1",
        "+SUM(A1:A2)",
        "-1+cmd|' /C calc'!A0",
        "@SUM(1)",
        "@example",
        "-ve",
        "\t=1+1",
        "\"\r=1+1\"",
        "\"=\"\"a\"\"&A1\"",
    ] {
        expect(TABLE.replace("14", formula), &[("csv-formula", Some("C2"), 1)]);
    }
    let many = TABLE.replace("14", "=A2").replace("11", "=A4");
    expect(many, &[("csv-formula", Some("C2:C4"), 2)]);
    for plain in ["-14", "+44 20 7946 0000", "-", "- see note", "=\"0014\""] {
        expect(TABLE.replace("14", plain), &[]);
    }
    let facts = expect(TABLE.replace("14", "\"=\"\"0014\"\"\""), &[]);
    assert_eq!((facts.cells[5].value.as_str(), facts.cells[5].shown.as_str()), ("=\"0014\"", "0014"));
}

#[test]
fn a_declared_delimiter_is_no_row() {
    let facts = expect(format!("sep=;\r\n{}", TABLE.replace(',', ";")), &[]);
    assert_eq!(facts.rows()[0], ["Ward", "Year", "Count"]);
    let facts = Facts::of(format!("sep=; Ann Able\n{TABLE}"));
    assert_eq!(facts.rows()[0], ["sep=; Ann Able"]);
}

#[test]
fn quoted_line_ends_keep_the_row_numbers_of_a_spreadsheet() {
    let facts = expect("Ward,Note\nSale,\"two\r\nlines, \"\"here\"\"\"\n\nHale,x\n", &[]);
    assert_eq!(facts.rows()[1][1], "two\r\nlines, \"here\"");
    assert_eq!((facts.cells[4].row, facts.cells[4].value.as_str()), (3, "Hale"));
}

#[test]
fn a_quotation_mark_that_is_never_closed_swallows_nothing() {
    let facts = expect(TABLE.replace("Hale", "\"Hale"), &[("csv-preamble", Some("A3:C3"), 1)]);
    assert_eq!(facts.rows()[2..], [["\"Hale", "2023", "9"], ["Urmston", "2024", "11"]]);
}
