//! Looking ahead of the XML parser gives what the parser gives: on every real file at hand, and on all ways to write a cell,
//! usual and not.

use std::fmt::Debug;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use foi_gate::container::Source;
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::{
    Book, Cell, Format, Frame, Object, Row, Sheet, Substance, TextFact, Trace, Unread, Value,
};
use foi_gate::read::{Child, Input, Visitor, reader};
use rayon::prelude::*;

use crate::support::corpus;
use crate::support::workbook;

/// The facts of a file as numbers, in order.
#[derive(Default, PartialEq)]
struct Facts {
    rebuilds: bool,
    all: Vec<u64>,
    cells: usize,
}

impl Facts {
    fn note(&mut self, what: impl Hash) {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        self.all.push(hasher.finish());
    }

    fn told(&mut self, kind: &str, what: &impl Debug) {
        self.note((kind, format!("{what:?}")));
    }
}

impl Visitor for Facts {
    fn rebuilds(&self) -> bool {
        self.rebuilds
    }
    fn book(&mut self, book: &Book) {
        self.told("book", book);
    }
    fn frame(&mut self, frame: &Frame) {
        self.told("frame", frame);
    }
    fn object(&mut self, object: &Object) {
        self.told("object", object);
    }
    fn row(&mut self, row: &Row) {
        self.told("row", row);
    }
    fn blank(&mut self, row: u32, col: u32, look: u32) {
        self.note((row, col, look));
    }
    fn sheet(&mut self, sheet: &Sheet) {
        self.told("sheet", sheet);
    }
    fn cell(&mut self, cell: &Cell<'_>) {
        self.cells += 1;
        let value = match cell.value {
            Value::Text(text) | Value::Error(text) | Value::Date(text) => text.to_owned(),
            Value::Number(number) => number.to_bits().to_string(),
            Value::Bool(value) => value.to_string(),
        };
        let dress = format!("{:?} {:?}", cell.value, cell.dress);
        self.note((cell.row, cell.col, value, cell.shown, cell.shared, cell.visibility, dress));
    }
    fn sheet_end(&mut self, sheet: &Sheet) {
        self.told("end", sheet);
    }
    fn trace(&mut self, trace: Trace<'_>) {
        let count = match trace.substance {
            Substance::Holds(count) => count,
            _ => 0,
        };
        let texts: Vec<&str> = trace.texts.iter().map(|text| text.expose()).collect();
        self.note((trace.surface, format!("{:?} {:?}", trace.place, trace.substance), count, texts));
    }
    fn text(&mut self, text: TextFact<'_>) {
        self.note((text.surface, format!("{:?}", text.place), text.text.expose()));
    }
    fn child(&mut self, child: Child) {
        self.told("child", &child.place);
    }
    fn unread(&mut self, unread: Unread) {
        self.told("unread", &unread);
    }
}

/// What a workbook tells, rebuilt or only looked through.
fn facts(source: &Source, format: Format, looks_ahead: bool, rebuilds: bool) -> Facts {
    let limits = Limits { looks_ahead, text: 100_000, ..Limits::default() };
    let mut facts = Facts { rebuilds, ..Facts::default() };
    let read = reader(format).expect("it has a reader");
    read(Input { source, format, budget: &Budget::new(&limits) }, &mut facts);
    facts
}

/// Where both ways first differ.
fn difference(source: &Source, format: Format) -> Option<String> {
    [false, true].into_iter().find_map(|rebuilds| {
        let (general, ahead) =
            (facts(source, format, false, rebuilds), facts(source, format, true, rebuilds));
        let at = general.all.iter().zip(&ahead.all).position(|(a, b)| a != b);
        (general != ahead).then(|| {
            format!("fact {at:?} of {} and {}, rebuilding: {rebuilds}", general.all.len(), ahead.all.len())
        })
    })
}

/// A workbook whose first sheet has these rows beside its own, and whose strings end with these.
fn workbook_of(rows: &str, strings: &str) -> Source {
    let mut book = workbook::Book::innocent(false);
    book.patch("xl/worksheets/sheet1.xml", "</sheetData>", &format!("{rows}</sheetData>"));
    book.patch("xl/sharedStrings.xml", "</sst>", &format!("{strings}</sst>"));
    Source::memory(book.bytes())
}

#[test]
fn every_way_to_write_a_row() {
    let long = "x".repeat(300_000);
    let (wide, many) = ("x".repeat(70_000), "<c><v>1</v></c>".repeat(17_000));
    for row in [
        "<row r=\"9\"><c r=\"A9\"><v>1</v></c></row>",
        "<row r=\"9\" spans=\"1:3\" ht=\"15.75\" customHeight=\"1\" hidden=\"1\"><c r=\"A9\" s=\"0\" t=\"str\"><v>a</v></c></row>",
        "<row r=\"9\" note=\"Ann\"><c r=\"A9\"><v>1</v></c><c r=\"B9\" t=\"e\"><v>#N/A</v></c></row>",
        "<row r=\"9\" r=\"10\"><c/></row>",
        "<row r='9'><c r='A9'><v>1</v></c><c r=\"B9\"><v>2</v></c></row>",
        "<row><c><v>1</v></c><c><v>2</v></c><c r=\"D9\"/><c t=\"b\"><v>1</v></c></row>",
        "<row r=\"9\"/><row r=\"9\"/><row r=\"8\"></row><row r=\"0\"/><row r=\"1048577\"/>",
        "<row r=\"9\"><c r=\"A10\"><v>1</v></c><c r=\"XFE9\"><v>1</v></c><c r=\"A9\"/><c r=\"A9\"/></row>",
        "<row r=\"9\"><c r=\"A9\" t=\"s\"><v>0</v></c><c r=\"B9\" t=\"s\"><v>99</v></c><c t=\"s\"><v> 1 </v></c></row>",
        "<row r=\"9\"><c t=\"x\"><v>1</v></c><c t=\"n\"><v>one</v></c><c t=\"d\"><v>2024-01-02</v></c></row>",
        "<row r=\"9\"><c t=\"inlineStr\"><is><t> a </t></is></c><c t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is></c></row>",
        "<row r=\"9\"><c t=\"inlineStr\"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c></row>",
        "<row r=\"9\"><c t=\"inlineStr\"><is><t>a</t></is><v>2</v></c><c><is><t>a</t></is></c><c><v/></c></row>",
        "<row r=\"9\"><c><v>1</v><v>2</v></c><c><f>1</f><f>2</f><v>1</v></c><c><is/><is/></c></row>",
        "<row r=\"9\"><c><f>SUM(A1:A2)</f><v>1</v></c><c><f t=\"shared\" ref=\"B9:B12\" si=\"0\">A9*2</f><v>1</v></c></row>",
        "<row r=\"9\"><c><f t=\"shared\" si=\"0\"/><v>1</v></c><c><f note=\"Ann\">1</f></c><c><f t=\"Ann\">1</f></c></row>",
        "<row r=\"9\"><c t=\"str\"><v>A &amp; B &#65;&#x42; &lt;</v></c><c t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c></row>",
        "<row r=\"9\"><c t=\"str\"><v>&nbsp;</v></c></row>",
        "<row r=\"9\"><c t=\"str\"><v>a\r\nb\rc&#13;d</v></c><c t=\"str\"><v>_x0041_ caf\u{e9} \u{1f600}\u{200b}</v></c></row>",
        "<row r=\"9\">\n <c r=\"A9\">\n  <v>1</v>\n </c>\n <!--Ann--><c r=\"B9\"><!--Ann--><v>1</v></c><?Ann?></row>",
        "<row r=\"9\">stray\r\nAnn<c r=\"A9\"/>Ann<!--Ann-->Ann</row>Ann",
        "stray<row r=\"9\">stray<c r=\"A9\">stray<v>1</v></c><![CDATA[stray]]></row>",
        "<row r=\"9\"><c t=\"str\"><v><![CDATA[a]]></v></c><c><v>1<!--Ann-->2</v></c><c><v><b/>1</v></c></row>",
        "<row r=\"9\"><c cm=\"1\" vm=\"1\" ph=\"1\"><v>1</v></c><c note=\"Ann\"/><c s=\"0\" s=\"1\"/><col/><cell>1</cell></row>",
        "<x:row r=\"9\"><x:c><x:v>1</x:v></x:c></x:row>",
        "<row xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\" r=\"9\" x14ac:dyDescent=\"0.25\"><c/></row>",
        "<x:row xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns=\"urn:example\" r=\"9\"><c r=\"A9\" t=\"str\"><v>Ann</v></c></x:row>",
        "<row xmlns=\"urn:example\" r=\"9\"><c r=\"A9\" t=\"str\"><v>Ann</v></c></row>",
        "<row r=\"9\" x14ac:dyDescent=\"0.25\"><c r=\"A9\"><v>1</v></c></row>",
        "<row r=\"9\" ><c r=\"A9\" ><v >1</v ></c ></row >",
        "<row  r=\"9\"><c\nr=\"A9\"\ts=\"0\"><v>1</v></c></row>",
        "<row r=\"9\"><c r=\"a9\"/><c r=\"$B$9\"/><c r=\"C09\"/><c r=\" D9\"/><c r=\"\"/><c s=\"\"/><c s=\"999999999999\"/></row>",
        "<row r=\"9\"><c r=\"A9\"><v>1</v></c></sheetData><row r=\"10\"/>",
        "<row r=\"9\"><c r=\"A9\"><v>1</c></v></row>",
        "<row r=\"9\"><c r=\"A9\"><v>1</v>",
        "<row r=\"9\"><c r=\"A9\"><v>1</v></c></rows>",
        "<row r=\"9\"><c r=\"A9\"><v>1</v></c></row></sheetData><sheetData><row r=\"10\"/>",
        "<row r=\"07700900123\" spans=\"07700 900123\"><c/></row>",
        &format!("<row r=\"9\"><c t=\"str\"><v>{wide}</v></c><c t=\"str\"><v>{wide}</v></c></row>"),
        &format!("<row r=\"9\"><c t=\"str\"><v>{long}</v></c></row>"),
        &format!("<row r=\"9\">{many}</row>"),
    ] {
        let source = workbook_of(row, "");
        let beginning = row.get(..row.len().min(120)).unwrap_or(row);
        assert_eq!(difference(&source, Format::Xlsx), None, "{beginning}");
    }
}

#[test]
fn every_way_to_write_a_string() {
    let cell = "<row r=\"9\"><c t=\"s\"><v>8</v></c><c t=\"s\"><v>9</v></c></row>";
    let long = "x".repeat(99_000);
    for string in [
        "<si><t>a</t></si><si><t xml:space=\"preserve\"> a </t></si>",
        "<si>\n<t> a </t>\n</si>\n<si><t/></si><si/>",
        "<si><t>A &amp; B</t></si><si><t>_x0041_</t></si><si><t>a\r\nb</t></si>",
        "<si><r><t>a</t></r></si><si><t>a</t><rPh sb=\"0\" eb=\"1\"><t>b</t></rPh></si>",
        "<si><t xml:space='preserve'> a </t></si><si><t note=\"Ann\">a</t></si><si note=\"Ann\"/>",
        "<si><!--Ann--><t>a</t></si>Ann<si><t><![CDATA[a]]></t></si><x><si><t>a</t></si></x>",
        "<si><t>a</si></t>",
        &format!("<si><t>{long}</t></si><si><t>{long}{long}</t></si>"),
    ] {
        let source = workbook_of(cell, string);
        let beginning = string.get(..string.len().min(120)).unwrap_or(string);
        assert_eq!(difference(&source, Format::Xlsx), None, "{beginning}");
    }
    let facts = facts(&workbook_of(cell, "<si><t>a</t></si>"), Format::Xlsx, true, false);
    assert!(facts.cells >= 15, "{}", facts.cells);
}

#[test]
fn real_files_tell_the_same_both_ways() {
    let Some(folder) = corpus() else { return };
    let all = walkdir::WalkDir::new(&folder).into_iter().flatten().map(walkdir::DirEntry::into_path);
    let format = |path: &PathBuf| match path.extension()?.to_str()? {
        "xlsx" => Some(Format::Xlsx),
        "xlsm" => Some(Format::Xlsm),
        _ => None,
    };
    let files: Vec<(PathBuf, Format)> = all.filter_map(|path| Some((path.clone(), format(&path)?))).collect();
    let differ: Vec<String> = files
        .par_iter()
        .filter_map(|(path, format)| {
            let source = Source::file(File::open(path).expect("opens")).expect("has a length");
            let found = difference(&source, *format)?;
            Some(format!("{}: {found}", path.strip_prefix(&folder).expect("inside").display()))
        })
        .collect();
    assert!(files.len() > 500, "only {} workbooks", files.len());
    assert!(differ.is_empty(), "{differ:#?}");
}
