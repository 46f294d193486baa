//! A sample of what people leave in a workbook without a word in its cells: comments, properties, a path, a printer.

use super::Made;
use super::look;
use super::office::{MAIN, Office};
use super::people::{Dice, Person};
use crate::support::package::{SML, xml_head};

const THREAD: &str = "{66666666-7777-4888-8999-AAAAAAAAAAAA}";
const WRITER: &str = "{11111111-2222-4333-8444-555555555555}";

/// Spending by category, with what two members of staff thought of it.
pub(crate) fn comments_and_properties() -> Made {
    let mut dice = Dice::new(12);
    let (author, second) = (dice.person(), dice.person());
    let mut book = Office::new(&["Spending"]);
    let kinds = ["Agency staff", "Consultants", "Conferences", "Hospitality", "Travel"];
    let rows = kinds.iter().map(|kind| {
        vec![(*kind).into(), dice.between(4_000, 190_000).into(), dice.between(4_000, 190_000).into()]
    });
    let looks = [look::CELL, look::POUNDS, look::POUNDS];
    let rows = rows.collect();
    let next = book.table(0, 4, &["Category", "2023/24", "2024/25"], &looks, rows);
    book.frame(
        0,
        &["FOI 2026-031: Wexmoor Combined Authority, spending", "Spending by category"],
        next + 1,
        "Source: general ledger.",
    );
    book.widths(0, &[22, 14, 14]);
    properties(&mut book, author, second);
    comments(&mut book, author, second);
    printer(&mut book, author);
    let planted = vec![
        author.full(),
        second.full(),
        author.email(),
        second.email(),
        author.surname.into(),
        second.surname.into(),
    ];
    Made { bytes: book.bytes(), planted }
}

fn properties(book: &mut Office, author: Person, second: Person) {
    let (creator, last) = (author.full(), second.full());
    book.core = format!(
        "<dc:title>Draft reply, not for release</dc:title><dc:creator>{creator}</dc:creator><cp:lastModifiedBy>{last}</cp:lastModifiedBy>"
    );
    book.app = format!("<Manager>{last}</Manager><Company>Wexmoor Combined Authority</Company>");
    let mc = r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;
    let x15 = r#"xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main""#;
    let ac = r#"xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac""#;
    let path =
        format!(r#"<x15ac:absPath url="C:\Users\{}.{}\Documents\FOI\" {ac}/>"#, author.first, author.surname);
    let choice = format!(r#"<mc:Choice Requires="x15" {x15}>{path}</mc:Choice>"#);
    book.set("mc:AlternateContent", &format!("<mc:AlternateContent {mc}>{choice}</mc:AlternateContent>"));
}

/// A note, and a threaded comment with the note that older programs show in its place ([MS-XLSX] 2.1.47).
fn comments(book: &mut Office, author: Person, second: Person) {
    let sheet = book.sheets[0].part.clone();
    let remark = format!(
        "{} wants the hospitality line gone before this goes out. Can we merge it with travel?",
        second.full()
    );
    let stand_in = format!(
        "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment.\n\nComment:\n    {remark}"
    );
    let note =
        format!("{}:\nAsk {} at {} about the agency invoices.", author.full(), second.first, second.email());
    let authors =
        format!("<authors><author>{}</author><author>tc={THREAD}</author></authors>", author.full());
    let comment = |at: &str, who: u32, text: &str, tail: &str| {
        format!(
            r#"<comment ref="{at}" authorId="{who}" shapeId="0"{tail}><text><t xml:space="preserve">{text}</t></text></comment>"#
        )
    };
    let list = comment("B5", 0, &note, "") + &comment("C8", 1, &stand_in, &format!(r#" xr:uid="{THREAD}""#));
    let xr = r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="xr" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision""#;
    let xml =
        format!("{}<comments {MAIN} {xr}>{authors}<commentList>{list}</commentList></comments>", xml_head());
    book.attach_to(&sheet, "comments", "xl/comments1.xml", &format!("{SML}comments+xml"), xml);
    book.package.default_type("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing");
    let id = book.attach_to(
        &sheet,
        "vmlDrawing",
        "xl/drawings/vmlDrawing1.vml",
        "",
        note_shapes(&[(4, 1), (7, 2)]),
    );
    book.sheets[0].set("legacyDrawing", &format!(r#"<legacyDrawing r:id="{id}"/>"#));
    conversation(book, author, &remark);
}

/// The threaded comment itself, and who wrote it.
fn conversation(book: &mut Office, author: Person, remark: &str) {
    let sheet = book.sheets[0].part.clone();
    let space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments";
    let thread = format!(
        r#"<threadedComment ref="C8" dT="2026-02-17T10:21:09.44" personId="{WRITER}" id="{THREAD}"><text>{remark}</text></threadedComment>"#
    );
    let xml = format!(r#"{}<ThreadedComments xmlns="{space}">{thread}</ThreadedComments>"#, xml_head());
    let relation = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment";
    let kind = "application/vnd.ms-excel.threadedcomments+xml";
    book.attach_to(&sheet, relation, "xl/threadedComments/threadedComment1.xml", kind, xml);
    let user = format!("S::{}::22222222-3333-4444-8555-666666666666", author.email());
    let person =
        format!(r#"<person displayName="{}" id="{WRITER}" userId="{user}" providerId="AD"/>"#, author.full());
    let xml = format!(r#"{}<personList xmlns="{space}">{person}</personList>"#, xml_head());
    let relation = "http://schemas.microsoft.com/office/2017/10/relationships/person";
    book.attach(relation, "xl/persons/person.xml", "application/vnd.ms-excel.person+xml", xml);
}

/// The yellow squares of notes, by row and column counted from 0.
fn note_shapes(cells: &[(u32, u32)]) -> String {
    let kind = r#"<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"#;
    let shape = |(number, (row, col)): (u32, &(u32, u32))| {
        let cell = format!("<x:Row>{row}</x:Row><x:Column>{col}</x:Column>");
        format!(
            r##"<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:200pt;margin-top:60pt;width:160pt;height:80pt;z-index:1;visibility:hidden" fillcolor="infoBackground [80]" o:insetmode="auto"><v:fill color2="infoBackground [80]"/><v:shadow color="none [81]" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>{cell}</x:ClientData></v:shape>"##
        )
    };
    let shapes: String = (1025..).zip(cells).map(shape).collect();
    format!(
        r#"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>{kind}{shapes}</xml>"#
    )
}

/// [MS-RPRN] 2.2.2.1: the printer's name in 32 UTF-16 units, sizes, then what its driver keeps, here the user's address.
fn printer(book: &mut Office, author: Person) {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let mut bytes = wide(r"\\wx-print02\Floor 3 East");
    bytes.resize(64, 0);
    let driver = wide(&author.email());
    for value in [0x0401u16, 0x0600, 220, u16::try_from(driver.len()).expect("short")] {
        bytes.extend(value.to_le_bytes());
    }
    bytes.resize(220, 0);
    bytes.extend(driver);
    book.package.default_type("bin", &format!("{SML}printerSettings"));
    let sheet = book.sheets[0].part.clone();
    let id = book.attach_to(&sheet, "printerSettings", "xl/printerSettings/printerSettings1.bin", "", bytes);
    book.sheets[0]
        .set("pageSetup", &format!(r#"<pageSetup paperSize="9" orientation="portrait" r:id="{id}"/>"#));
}
