//! Copies of tables that pivot caches and links keep are judged as tables: by their headings, each value once.
//!
//! All people are invented; telephone numbers are of the range that Ofcom keeps for drama.

use foi_gate::container::Source;
use foi_gate::gate;
use foi_gate::limits::Limits;
use foi_gate::model::{Action, Category, FileReport, Finding, Surface, Verdict};
use foi_gate::rules::RuleBook;

use crate::fixtures::parts::sml;
use crate::support::package::OFFICE;
use crate::support::workbook::Book;

const DEFINITION: &str = "xl/pivotCache/pivotCacheDefinition1.xml";
const RECORDS: &str = "xl/pivotCache/pivotCacheRecords1.xml";
const LINK: &str = "xl/externalLinks/externalLink1.xml";
const VICTIMS: &[&str] = &["Zelda Quillfeather", "Osric Thornapple", "Wanda Merriweather", "Piers Oakenshaw"];

fn check(book: Book) -> FileReport {
    let rules = RuleBook::shipped().unwrap_or_else(|mistakes| panic!("{mistakes}"));
    gate::check("made.xlsx", Source::memory(book.bytes()), &rules, &Limits::default())
}

/// Fields of offence, victim, telephone and age; the last has no shared values. Names that are retained are those of
/// records that are gone.
fn fields(retained: &[&str]) -> String {
    let list = |tag: &str, values: &[String]| {
        values.iter().map(|value| format!(r#"<{tag} v="{value}"/>"#)).collect::<String>()
    };
    let field = |name: &str, items: String| {
        format!(r#"<cacheField name="{name}" numFmtId="0"><sharedItems>{items}</sharedItems></cacheField>"#)
    };
    let offences = list("s", &["Theft".into(), "Burglary".into()]);
    let names: Vec<String> = VICTIMS.iter().chain(retained).map(|name| (*name).to_owned()).collect();
    let phones: Vec<String> = (0..4).map(|number| format!("077009001{number}0")).collect();
    let all = [
        field("Offence", offences),
        // Places count with what is missing among the values.
        field("Victim name", format!("<m/>{}", list("s", &names))),
        field("Telephone", list("s", &phones)),
        field("Victim age", String::new()),
        r#"<cacheField name="Ratio" formula="1" databaseField="0"/>"#.to_owned(),
    ];
    format!(r#"<cacheFields count="5">{}</cacheFields>"#, all.concat())
}

fn add_cache(book: &mut Book, fields: &str, id: &str) {
    let source = r#"<cacheSource type="worksheet"><worksheetSource ref="A1:D5" sheet="Raw"/></cacheSource>"#;
    let xml = sml(&format!("pivotCacheDefinition{id}"), &format!("{source}{fields}"));
    let id = book.attach("pivotCacheDefinition", DEFINITION, "pivotCacheDefinition+xml", xml);
    book.set("pivotCaches", &format!(r#"<pivotCaches><pivotCache cacheId="1" r:id="{id}"/></pivotCaches>"#));
}

fn with_records(retained: &[&str]) -> Book {
    let mut book = Book::innocent(false);
    add_cache(&mut book, &fields(retained), r#" r:id="rId1""#);
    let row = |index: usize| {
        let (offence, victim, age) = (index % 2, index + 1, 20 + index);
        format!(r#"<r><x v="{offence}"/><x v="{victim}"/><x v="{index}"/><n v="{age}"/></r>"#)
    };
    let rows: String = (0..VICTIMS.len()).map(row).collect();
    let xml = sml("pivotCacheRecords", &rows);
    book.attach_to(DEFINITION, "pivotCacheRecords", RECORDS, "pivotCacheRecords+xml", xml);
    book
}

/// The findings of one part: how many there are of each category, with the cells.
fn told(report: &FileReport, part: &str) -> Vec<(Category, u64, String)> {
    let mut found: Vec<_> = in_part(report, part)
        .filter_map(|finding| {
            let range = finding.place.range.map(|range| range.to_string()).unwrap_or_default();
            Some((finding.category?, finding.count, range))
        })
        .collect();
    found.sort();
    found
}

fn in_part<'r>(report: &'r FileReport, part: &'r str) -> impl Iterator<Item = &'r Finding> {
    report.findings.iter().filter(move |finding| finding.place.part.as_deref() == Some(part))
}

fn structure<'r>(report: &'r FileReport, part: &str) -> &'r Finding {
    let mut all = report.findings.iter().filter(|finding| finding.category.is_none());
    all.find(|finding| finding.place.part.as_deref() == Some(part))
        .unwrap_or_else(|| panic!("nothing at {part}"))
}

fn holds(finding: &Finding, category: Category) -> u64 {
    finding.holds.iter().find(|holding| holding.category == category).map_or(0, |holding| holding.count)
}

fn all_goes(report: &FileReport) {
    assert_eq!(report.verdict, Verdict::Strip);
    assert!(report.findings.iter().all(|finding| finding.action <= Action::Strip), "{:?}", report.findings);
    let names: Vec<_> = report.sheets.iter().map(|sheet| sheet.name.as_deref()).collect();
    assert_eq!(names, [Some("Summary")], "a cache is no sheet");
    assert_eq!((report.sheets[0].visible_cells, report.sheets[0].hidden_cells), (15, 0));
}

#[test]
fn records_are_put_together_with_the_values_that_they_refer_to() {
    let report = check(with_records(&[]));
    all_goes(&report);
    let found = told(&report, RECORDS);
    assert!(found.contains(&(Category::VictimDetail, 4, "B2:B5".into())), "{found:?}");
    assert!(found.contains(&(Category::Phone, 4, "C2:C5".into())), "{found:?}");
    assert!(report.findings.iter().filter_map(|finding| finding.category).count() == found.len());
    assert!(told(&report, DEFINITION).is_empty(), "values are told where the rows are");
    let cache = structure(&report, RECORDS);
    assert_eq!((cache.surface, cache.action, cache.count), (Surface::PivotCache, Action::Strip, 16));
    assert_eq!(holds(cache, Category::Phone), 4);
    assert!(holds(cache, Category::VictimDetail) >= 4);
}

#[test]
fn values_that_no_record_refers_to_any_more_are_judged_too() {
    let report = check(with_records(&["Lettice Bramblewick", "Hob Underhill"]));
    let found = told(&report, DEFINITION);
    assert_eq!(found, [(Category::VictimDetail, 2, "B2:B3".into())]);
    assert!(told(&report, RECORDS).contains(&(Category::VictimDetail, 4, "B2:B5".into())));
    assert_eq!(holds(structure(&report, DEFINITION), Category::VictimDetail), 2);
}

#[test]
fn a_cache_without_records_is_a_table_of_its_values() {
    let mut book = Book::innocent(false);
    add_cache(&mut book, &fields(&[]), r#" saveData="0""#);
    let report = check(book);
    all_goes(&report);
    let found = told(&report, DEFINITION);
    assert!(found.contains(&(Category::VictimDetail, 4, "B2:B5".into())), "{found:?}");
    assert!(found.contains(&(Category::Phone, 4, "C2:C5".into())), "{found:?}");
    // Ten values, five headings, the source sheet's name.
    assert_eq!(structure(&report, DEFINITION).count, 16);
}

#[test]
fn records_stand_by_themselves_where_their_definition_is_gone() {
    let mut book = Book::innocent(false);
    let rows = r#"<r><s v="zed@example.org"/><x v="Zelda Quillfeather"/><x v="3"/></r>"#;
    let kind = format!("{}pivotCacheRecords+xml", crate::support::package::SML);
    book.package.part(RECORDS, &kind, sml("pivotCacheRecords", rows));
    let report = check(book);
    let of_cache = report.findings.iter().filter(|finding| finding.surface == Surface::PivotCache);
    let emails =
        of_cache.filter(|finding| finding.category == Some(Category::Email)).map(|finding| finding.count);
    assert_eq!(emails.collect::<Vec<_>>(), [1]);
}

/// A link whose copies of two sheets are these.
fn linked(sheets: &str) -> Book {
    let mut book = Book::innocent(false);
    let names = r#"<sheetNames><sheetName val="Index"/><sheetName val="Casework"/></sheetNames>"#;
    let data =
        format!(r#"<externalBook r:id="rId1">{names}<sheetDataSet>{sheets}</sheetDataSet></externalBook>"#);
    let id = book.attach("externalLink", LINK, "externalLink+xml", sml("externalLink", &data));
    book.package.relate_external(LINK, &format!("{OFFICE}externalLinkPath"), "casework.xlsx");
    book.set(
        "externalReferences",
        &format!(r#"<externalReferences><externalReference r:id="{id}"/></externalReferences>"#),
    );
    book
}

#[test]
fn cells_that_a_link_keeps_are_a_table_with_numbers_too() {
    let text = |at: &str, text: &str| format!(r#"<cell r="{at}" t="str"><v>{text}</v></cell>"#);
    let mut rows = format!(r#"<row r="1">{}{}</row>"#, text("B1", "Surname"), text("C1", "Telephone"));
    for (number, name) in (2..).zip(VICTIMS) {
        let surname = name.split(' ').next_back().unwrap();
        let surname = text(&format!("B{number}"), surname);
        rows += &format!(
            r#"<row r="{number}">{surname}<cell r="C{number}"><v>770090012{number}</v></cell></row>"#
        );
    }
    let other = r#"<sheetData sheetId="0"><row r="1"><cell r="A1"><v>12</v></cell></row></sheetData>"#;
    let report = check(linked(&format!(r#"{other}<sheetData sheetId="1">{rows}</sheetData>"#)));
    all_goes(&report);
    let found = told(&report, LINK);
    assert!(found.contains(&(Category::PersonName, 4, "B2:B5".into())), "{found:?}");
    assert!(found.contains(&(Category::Phone, 4, "C2:C5".into())), "{found:?}");
    let named = in_part(&report, LINK).filter(|finding| finding.category.is_some());
    assert!(named.into_iter().all(|finding| finding.place.sheet.as_deref() == Some("Casework")));
    let link = structure(&report, LINK);
    assert_eq!((link.surface, link.action), (Surface::ExternalLink, Action::Strip));
    // Eleven cells, two names of sheets, the address of the file.
    assert_eq!(link.count, 14);
    assert_eq!((holds(link, Category::Phone), holds(link, Category::PersonName)), (4, 4));
}

#[test]
fn a_value_in_a_cache_is_found_once() {
    let cell = r#"<row r="1"><cell r="A1" t="str"><v>write to zed@example.org</v></cell></row>"#;
    let report = check(linked(&format!(r#"<sheetData sheetId="1">{cell}</sheetData>"#)));
    let emails: Vec<_> =
        told(&report, LINK).into_iter().filter(|(kind, ..)| *kind == Category::Email).collect();
    assert_eq!(emails, [(Category::Email, 1, "A1".into())]);
}
