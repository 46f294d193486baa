//! Samples about complaints: rows that are hidden, by hand or by a filter.

use super::Made;
use super::drawn::{Chart, add_chart};
use super::look;
use super::office::{Office, Value};
use super::people::Dice;

const WARDS: &[&str] = &["Ashdale", "Castle", "Harbour", "Northmarsh", "Quayside", "Wexmoor"];

/// Allegations by district, with a chart; the rows by officer are hidden, and the chart keeps what they hold.
pub(crate) fn chart_over_hidden_rows() -> Made {
    let mut dice = Dice::new(8);
    let mut planted = Vec::new();
    let mut labels: Vec<String> = WARDS.iter().map(|ward| (*ward).to_string()).collect();
    let mut counts: Vec<i64> = WARDS.iter().map(|_| dice.between(24, 96)).collect();
    for _ in 0..14 {
        let person = dice.person();
        planted.push(person.surname.to_string());
        labels.push(format!("{} {}", dice.pick(&["PC", "DC", "Sgt", "DS"]), person.surname));
        counts.push(dice.between(5, 19));
    }
    let mut book = Office::new(&["Allegations"]);
    let rows = labels
        .iter()
        .zip(&counts)
        .map(|(label, count)| vec![label.clone().into(), (*count).into()])
        .collect();
    let next = book.table(0, 4, &["District", "Allegations"], &[look::CELL, look::COUNT], rows);
    let first_hidden = 5 + u32::try_from(WARDS.len()).expect("few");
    (first_hidden..next).for_each(|row| book.sheets[0].row(row, r#"hidden="1""#));
    book.frame(
        0,
        &[
            "FOI 2026/0203: Northmarsh Police Service, allegations",
            "Allegations received in 2025, by policing district",
        ],
        next + 1,
        "Source: Professional Standards.",
    );
    book.widths(0, &[24, 14]);
    let last = next - 1;
    let (categories, values) = (format!("Allegations!$A$5:$A${last}"), format!("Allegations!$B$5:$B${last}"));
    let chart = Chart {
        name: ("Allegations!$B$4", "Allegations"),
        categories: (&categories, &labels),
        values: (&values, &counts),
    };
    add_chart(&mut book, (3, 3), (next + 2, 11), &chart);
    Made { bytes: book.bytes(), planted }
}

/// Complaints by ward: a filter shows the totals only, and keeps each complainant.
pub(crate) fn filtered_rows() -> Made {
    let mut dice = Dice::new(13);
    let mut planted = Vec::new();
    let mut book = Office::new(&["Complaints"]);
    let (mut rows, mut hidden) = (Vec::<Vec<Value>>::new(), Vec::new());
    for ward in WARDS {
        let complaints = dice.between(9, 14);
        for _ in 0..complaints {
            let person = dice.person();
            let phone = dice.mobile();
            planted.extend([person.full(), phone.clone()]);
            hidden.push(5 + u32::try_from(rows.len()).expect("few"));
            let subject = dice.pick(&["Missed bin", "Noise", "Parking", "Repairs", "Council tax"]);
            rows.push(vec![
                (*ward).into(),
                "Complaint".into(),
                subject.into(),
                1.into(),
                person.full().into(),
                phone.into(),
            ]);
        }
        rows.push(vec![
            (*ward).into(),
            "Ward total".into(),
            "All".into(),
            complaints.into(),
            Value::Empty,
            Value::Empty,
        ]);
    }
    let headings = ["Ward", "Line", "Subject", "Number", "Complainant", "Telephone"];
    let looks = [look::CELL, look::CELL, look::CELL, look::COUNT, look::CELL, look::CELL];
    let next = book.table(0, 4, &headings, &looks, rows);
    filter(&mut book, next - 1, &hidden);
    book.frame(
        0,
        &["FOI 26-233: Southmarsh Borough Council, complaints", "Complaints received in 2025, by ward"],
        next + 1,
        "Source: complaints register.",
    );
    book.widths(0, &[16, 14, 14, 10, 26, 16]);
    Made { bytes: book.bytes(), planted }
}

/// Shows the totals only.
fn filter(book: &mut Office, last: u32, hidden: &[u32]) {
    let shown = r#"<filterColumn colId="1"><filters><filter val="Ward total"/></filters></filterColumn>"#;
    book.sheets[0].set("autoFilter", &format!(r#"<autoFilter ref="A4:F{last}">{shown}</autoFilter>"#));
    book.sheets[0].set("sheetPr", r#"<sheetPr filterMode="1"/>"#);
    hidden.iter().for_each(|row| book.sheets[0].row(*row, r#"hidden="1""#));
    let attributes = r#"name="_xlnm._FilterDatabase" localSheetId="0" hidden="1""#;
    book.name(attributes, &format!("Complaints!$A$4:$F${last}"), None);
}
