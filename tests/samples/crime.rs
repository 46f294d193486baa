//! Samples about victims: a pivot table that kept its source, and two CSV files.

use super::Made;
use super::look;
use super::office::{MAIN, Office, escaped};
use super::people::Dice;
use crate::support::package::{OFFICE, SML, xml_head};

const OFFENCES: &[&str] =
    &["Arson", "Burglary", "Criminal damage", "Domestic abuse", "Harassment", "Robbery", "Sexual offence"];

const PLACES: &[&str] = &["Ashdale", "Northmarsh", "Quay Street", "Southmarsh", "Wexmoor"];

const CACHE: &str = "xl/pivotCache/pivotCacheDefinition1.xml";

/// How many records the cache holds.
const RECORDS: i64 = 160;

/// One field of the cache: its shared items, and each record's item.
struct Field {
    name: &'static str,
    items: Vec<String>,
    records: Vec<usize>,
}

impl Field {
    fn new(name: &'static str) -> Self {
        Field { name, items: Vec::new(), records: Vec::new() }
    }

    fn push(&mut self, text: String) {
        let index = self.items.iter().position(|known| *known == text).unwrap_or_else(|| {
            self.items.push(text);
            self.items.len() - 1
        });
        self.records.push(index);
    }

    /// ECMA-376 18.10.1.3 and 18.10.1.90.
    fn xml(&self) -> String {
        let items: String = self.items.iter().map(|item| format!(r#"<s v="{}"/>"#, escaped(item))).collect();
        let (name, count) = (self.name, self.items.len());
        format!(
            r#"<cacheField name="{name}" numFmtId="0"><sharedItems count="{count}">{items}</sharedItems></cacheField>"#
        )
    }
}

/// Counts by offence, as a pivot table; the sheet it was made from is gone, its records are not.
pub(crate) fn pivot_cache_victims() -> Made {
    let mut dice = Dice::new(2);
    let mut planted = Vec::new();
    let mut offence = Field::new("Offence");
    OFFENCES.iter().for_each(|name| offence.items.push((*name).into()));
    let mut fields = [
        Field::new("Victim name"),
        Field::new("Witness name"),
        Field::new("Suspect name"),
        Field::new("Location"),
    ];
    let (mut ages, mut counts) = (Vec::new(), vec![0; OFFENCES.len()]);
    for _ in 0..RECORDS {
        let kind = usize::try_from(dice.below(OFFENCES.len() as u64)).expect("small");
        offence.records.push(kind);
        counts[kind] += 1;
        ages.push(dice.between(11, 89));
        for field in &mut fields[..3] {
            let person = dice.person();
            planted.push(person.full());
            field.push(person.full());
        }
        fields[3].push(dice.pick(PLACES).into());
    }
    let mut book = Office::new(&["Recorded crime"]);
    summary(&mut book, &counts);
    let fields: Vec<&Field> = std::iter::once(&offence).chain(&fields).collect();
    attach_pivot(&mut book, &fields, &ages);
    Made { bytes: book.bytes(), planted }
}

fn summary(book: &mut Office, counts: &[i64]) {
    let row = |(name, count): (&&str, &i64)| vec![(*name).into(), (*count).into()];
    let rows = OFFENCES.iter().zip(counts).map(row).collect();
    let next = book.table(0, 4, &["Row Labels", "Count of Offence"], &[look::PLAIN, look::COUNT], rows);
    book.put(0, next, 1, "Grand Total", look::PLAIN);
    book.put(0, next, 2, RECORDS, look::COUNT);
    book.frame(
        0,
        &["FOI 0098/26: recorded crime", "Offences recorded in the Quayside pilot area, 2025"],
        next + 2,
        "Source: crime recording system, extracted 12 January 2026.",
    );
    book.widths(0, &[24, 18]);
}

fn attach_pivot(book: &mut Office, fields: &[&Field], ages: &[i64]) {
    let (least, most) = (ages.iter().min().unwrap_or(&0), ages.iter().max().unwrap_or(&0));
    let numbers = r#"containsSemiMixedTypes="0" containsString="0" containsNumber="1" containsInteger="1""#;
    let age = format!(
        r#"<cacheField name="Victim age" numFmtId="0"><sharedItems {numbers} minValue="{least}" maxValue="{most}"/></cacheField>"#
    );
    let list: String = fields.iter().map(|field| field.xml()).chain([age]).collect();
    let count = fields.len() + 1;
    let source =
        r#"<cacheSource type="worksheet"><worksheetSource ref="A1:F161" sheet="Raw data"/></cacheSource>"#;
    let version = r#"refreshedDate="46034.418055555558" createdVersion="8" refreshedVersion="8" minRefreshableVersion="3""#;
    let definition = format!(
        r#"{}<pivotCacheDefinition {MAIN} r:id="rId1" {version} recordCount="{RECORDS}">{source}<cacheFields count="{count}">{list}</cacheFields></pivotCacheDefinition>"#,
        xml_head()
    );
    let id =
        book.attach("pivotCacheDefinition", CACHE, &format!("{SML}pivotCacheDefinition+xml"), definition);
    book.set("pivotCaches", &format!(r#"<pivotCaches><pivotCache cacheId="1" r:id="{id}"/></pivotCaches>"#));

    let record = |(index, age): (usize, &i64)| {
        let items: String =
            fields.iter().map(|field| format!(r#"<x v="{}"/>"#, field.records[index])).collect();
        format!(r#"<r>{items}<n v="{age}"/></r>"#)
    };
    let records: String = ages.iter().enumerate().map(record).collect();
    let records =
        format!(r#"{}<pivotCacheRecords {MAIN} count="{RECORDS}">{records}</pivotCacheRecords>"#, xml_head());
    let (part, kind) = ("xl/pivotCache/pivotCacheRecords1.xml", format!("{SML}pivotCacheRecords+xml"));
    book.attach_to(CACHE, "pivotCacheRecords", part, &kind, records);

    let (table, kind) = ("xl/pivotTables/pivotTable1.xml", format!("{SML}pivotTable+xml"));
    let sheet = book.sheets[0].part.clone();
    book.attach_to(&sheet, "pivotTable", table, &kind, pivot_table(count));
    book.package.relate(table, &format!("{OFFICE}pivotCacheDefinition"), CACHE);
}

/// ECMA-376 18.10.1.73: offences down, their count across.
fn pivot_table(fields: usize) -> String {
    let offences = OFFENCES.len();
    let items: String = (0..offences).map(|item| format!(r#"<item x="{item}"/>"#)).collect();
    let all = offences + 1;
    let first = format!(
        r#"<pivotField axis="axisRow" dataField="1" showAll="0"><items count="{all}">{items}<item t="default"/></items></pivotField>"#
    );
    let others = r#"<pivotField showAll="0"/>"#.repeat(fields - 1);
    let rows: String = (1..offences).map(|item| format!(r#"<i><x v="{item}"/></i>"#)).collect();
    let rows = format!(
        r#"<rowFields count="1"><field x="0"/></rowFields><rowItems count="{all}"><i><x/></i>{rows}<i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>"#
    );
    let data = r#"<dataFields count="1"><dataField name="Count of Offence" fld="0" subtotal="count" baseField="0" baseItem="0"/></dataFields>"#;
    let style = r#"<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" showRowStripes="0" showColStripes="0" showLastColumn="1"/>"#;
    let formats = r#"applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1""#;
    let last = 4 + all;
    let location =
        format!(r#"<location ref="A4:B{last}" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>"#);
    format!(
        r#"{}<pivotTableDefinition {MAIN} name="PivotTable1" cacheId="1" {formats} dataCaption="Values" updatedVersion="8" minRefreshableVersion="3" useAutoFormatting="1" itemPrintTitles="1" createdVersion="8" indent="0" outline="1" outlineData="1" multipleFieldFilters="0">{location}<pivotFields count="{fields}">{first}{others}</pivotFields>{rows}{data}{style}</pivotTableDefinition>"#,
        xml_head()
    )
}

/// Counts by place; two hundred empty lines further down, the people behind them.
pub(crate) fn second_table_far_below() -> Made {
    let mut dice = Dice::new(9);
    let mut lines = vec!["Place,2023,2024,2025".to_string()];
    for place in PLACES {
        lines.push(format!(
            "{place},{},{},{}",
            dice.between(120, 480),
            dice.between(120, 480),
            dice.between(120, 480)
        ));
    }
    lines.extend(std::iter::repeat_n(",,,".to_string(), 200));
    lines.push("Patient,NHS number,Date of birth,E-mail".into());
    let mut planted = Vec::new();
    for _ in 0..25 {
        let person = dice.person();
        let (number, born) = (dice.nhs_number(), dice.birthday());
        lines.push(format!("{},{number},{born},{}", person.full(), person.email()));
        planted.extend([person.full(), number, born, person.email()]);
    }
    Made { bytes: csv(&lines), planted }
}

/// Victims, by name, on open view.
pub(crate) fn visible_victims() -> Made {
    let mut dice = Dice::new(17);
    let mut lines = vec!["Offence,Place,Victim name,Telephone,E-mail,NHS number".to_string()];
    let mut planted = Vec::new();
    for _ in 0..40 {
        let person = dice.person();
        let (phone, number) = (dice.mobile(), dice.nhs_number());
        let (offence, place) = (dice.pick(OFFENCES), dice.pick(PLACES));
        lines.push(format!("{offence},{place},{},{phone},{},{number}", person.full(), person.email()));
        planted.extend([person.full(), phone, person.email(), number]);
    }
    Made { bytes: csv(&lines), planted }
}

/// Lines as RFC 4180 ends them.
pub(crate) fn csv(lines: &[String]) -> Vec<u8> {
    lines.iter().flat_map(|line| [line.as_bytes(), b"\r\n"].concat()).collect()
}
