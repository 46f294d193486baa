//! Samples of what stays when the visible part was tidied: a link's cache, a deleted sheet's strings, white letters.

use super::Made;
use super::look;
use super::office::{MAIN, Office, Value};
use super::people::Dice;
use crate::support::package::{OFFICE, SML, xml_head};

const TEAMS: &[&str] = &["Housing", "Parking", "Planning", "Revenues", "Waste"];

/// Counts that are taken from a casework file; the link keeps a copy of its rows.
pub(crate) fn external_link_cache() -> Made {
    let mut dice = Dice::new(5);
    let mut planted = Vec::new();
    let (mut cached, mut open) = (String::new(), vec![0; TEAMS.len()]);
    for row in 2..62 {
        let person = dice.person();
        let team = usize::try_from(dice.below(TEAMS.len() as u64)).expect("small");
        let phone = dice.mobile();
        open[team] += 1;
        planted.extend([person.full(), person.email(), phone.clone()]);
        let cells = [TEAMS[team].to_string(), person.full(), phone, person.email()];
        let cell =
            |(col, text): (char, String)| format!(r#"<cell r="{col}{row}" t="str"><v>{text}</v></cell>"#);
        let cells: String = ('A'..='D').zip(cells).map(cell).collect();
        cached += &format!(r#"<row r="{row}">{cells}</row>"#);
    }
    let mut book = Office::new(&["Open cases"]);
    let rows = (5..).zip(TEAMS).zip(&open).map(|((row, team), count)| {
        let formula = format!("COUNTIF([1]Casework!$A$2:$A$61,A{row})");
        vec![(*team).into(), Value::Formula(formula, f64::from(*count))]
    });
    let rows = rows.collect();
    let next = book.table(0, 4, &["Team", "Open"], &[look::CELL, look::COUNT], rows);
    book.frame(
        0,
        &["FOI 26-188: open complaints", "Open complaints on 31 January 2026, by team"],
        next + 1,
        "Counted by the complaints team.",
    );
    book.widths(0, &[22, 10]);
    add_link(&mut book, &cached);
    Made { bytes: book.bytes(), planted }
}

/// The link to the casework file, with the rows that it keeps.
fn add_link(book: &mut Office, cached: &str) {
    let names = r#"<sheetNames><sheetName val="Casework"/></sheetNames>"#;
    let data = format!(r#"<sheetDataSet><sheetData sheetId="0">{cached}</sheetData></sheetDataSet>"#);
    let xml = format!(
        r#"{}<externalLink {MAIN}><externalBook r:id="rId1">{names}{data}</externalBook></externalLink>"#,
        xml_head()
    );
    let part = "xl/externalLinks/externalLink1.xml";
    let id = book.attach("externalLink", part, &format!("{SML}externalLink+xml"), xml);
    let path = r"file:///\\sm-files01\complaints\2026\Casework%20master.xlsx";
    book.package.relate_external(part, &format!("{OFFICE}externalLinkPath"), path);
    book.set(
        "externalReferences",
        &format!(r#"<externalReferences><externalReference r:id="{id}"/></externalReferences>"#),
    );
}

/// Waiting times; the list of patients that they were counted from was deleted, its texts were not.
pub(crate) fn deleted_sheet_strings() -> Made {
    let mut dice = Dice::new(6);
    let mut planted = Vec::new();
    let mut book = Office::new(&["Waiting times"]);
    for _ in 0..70 {
        let person = dice.person();
        let number = dice.nhs_number();
        for text in [person.full(), number, person.email()] {
            book.string(&text);
            planted.push(text);
        }
    }
    let clinics = ["Audiology", "Cardiology", "Dermatology", "Ophthalmology", "Physiotherapy", "Podiatry"];
    let rows = clinics
        .iter()
        .map(|clinic| vec![(*clinic).into(), dice.between(90, 900).into(), dice.between(4, 38).into()]);
    let rows = rows.collect();
    let next = book.table(
        0,
        4,
        &["Clinic", "Waiting", "Median weeks"],
        &[look::CELL, look::COUNT, look::COUNT],
        rows,
    );
    book.frame(
        0,
        &[
            "FOI 2025-1140: Wexmoor Community Trust, waiting times",
            "Waiting lists on 30 November 2025, by clinic",
        ],
        next + 1,
        "Counts under ten are not shown.",
    );
    book.widths(0, &[22, 10, 14]);
    Made { bytes: book.bytes(), planted }
}

/// Inspections by street; who reported each is there too, in white.
pub(crate) fn white_text() -> Made {
    let mut dice = Dice::new(7);
    let mut planted = Vec::new();
    let streets =
        ["Alder Row", "Brook Lane", "Canal Walk", "Dyers Court", "Elm Place", "Foundry Road", "Glebe Way"];
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for number in 0..42 {
        let person = dice.person();
        planted.extend([person.full(), person.email()]);
        rows.push(vec![
            streets[number % streets.len()].into(),
            dice.between(45_658, 46_022).into(),
            dice.pick(&["No defect", "Pothole", "Loose slab", "Blocked gully"]).into(),
            person.full().into(),
            person.email().into(),
        ]);
    }
    let mut book = Office::new(&["Inspections"]);
    let looks = [look::CELL, look::DAY, look::CELL, look::WHITE, look::WHITE];
    let headings = ["Street", "Inspected", "Result"];
    let next = book.table(0, 4, &headings, &looks, rows);
    book.put(0, 4, 4, "Reported by", look::WHITE);
    book.put(0, 4, 5, "E-mail", look::WHITE);
    book.frame(
        0,
        &["FOI 26-051: Southmarsh Borough Council, highway inspections", "Highway inspections, 2025"],
        next + 1,
        "Source: highways system.",
    );
    book.widths(0, &[20, 14, 18, 24, 32]);
    Made { bytes: book.bytes(), planted }
}
