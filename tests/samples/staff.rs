//! Samples about staff: an export behind a summary, a "locked" workbook, a list of who works for a supplier.

use super::Made;
use super::drawn::add_pictures;
use super::look;
use super::office::{Office, Value};
use super::people::{Dice, Person};
use super::photo::portrait;

/// Ranks of a police service, each with its weight among the staff.
const RANKS: &[(&str, u64)] = &[
    ("Constable", 52),
    ("Sergeant", 14),
    ("Inspector", 7),
    ("Chief Inspector", 3),
    ("Superintendent", 2),
    ("Chief Superintendent", 1),
    ("Police staff", 21),
];

#[rustfmt::skip]
const ROLES: &[&str] = &[
    "Response", "Neighbourhood policing", "Custody", "Roads policing", "Public protection", "Intelligence analyst",
    "Digital forensics", "Firearms", "Dog section", "Control room", "Professional standards", "Close protection",
];

const STATIONS: &[&str] =
    &["Northmarsh Central", "Southmarsh", "Wexmoor", "Quay Street", "Ashdale", "Headquarters"];

/// How many people the export lists.
const STAFF: u64 = 400;

/// A summary by rank; the export that it was made from is still there, hidden.
pub(crate) fn hidden_hr_sheet() -> Made {
    let mut dice = Dice::new(1);
    let mut planted = Vec::new();
    let mut counts = vec![0; RANKS.len()];
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for number in 0..STAFF {
        let person = dice.person();
        let rank = weighted(dice.below(100));
        counts[rank] += 1;
        let service = format!("NM{:05}", 20_000 + number * 37 + dice.below(37));
        planted.extend([person.surname.to_string(), service.clone()]);
        rows.push(vec![
            person.surname.into(),
            dice.initials().into(),
            RANKS[rank].0.into(),
            dice.pick(ROLES).into(),
            dice.pick(STATIONS).into(),
            service.into(),
        ]);
    }
    let mut book = Office::new(&["Summary", "Sheet3"]);
    headcount(&mut book, &counts);
    let headings = ["Surname", "Initials", "Rank", "Role", "Location", "Service no"];
    book.table(1, 1, &headings, &[look::PLAIN; 6], rows);
    book.widths(1, &[18, 10, 20, 24, 20, 12]);
    book.sheets[1].attributes = r#" state="hidden""#.into();
    Made { bytes: book.bytes(), planted }
}

fn weighted(throw: u64) -> usize {
    let mut left = throw;
    for (index, (_, weight)) in RANKS.iter().enumerate() {
        if left < *weight {
            return index;
        }
        left -= weight;
    }
    RANKS.len() - 1
}

fn headcount(book: &mut Office, counts: &[i64]) {
    let share = |count: i64| Value::Number(count as f64 / STAFF as f64);
    let row = |(rank, count): (&(&str, u64), &i64)| vec![rank.0.into(), (*count).into(), share(*count)];
    let rows = RANKS.iter().zip(counts).map(row).collect();
    let next =
        book.table(0, 4, &["Rank", "Headcount", "Share"], &[look::CELL, look::COUNT, look::SHARE], rows);
    book.put(0, next, 1, "Total", look::TOTAL);
    book.put(0, next, 2, counts.iter().sum::<i64>(), look::TOTAL);
    book.put(0, next, 3, Value::Number(1.0), look::SHARE);
    book.frame(
        0,
        &[
            "FOI 2026/0117: Northmarsh Police Service, headcount",
            "Police officers and staff in post on 31 January 2026, by rank",
        ],
        next + 2,
        "Source: Workforce Planning. Headcount, not full-time equivalent.",
    );
    book.widths(0, &[26, 12, 10]);
}

#[rustfmt::skip]
const SERVICES: &[(&str, &str)] = &[
    ("Adult Social Care", "Reablement"), ("Adult Social Care", "Occupational therapy"),
    ("Children and Families", "Early help"), ("Children and Families", "Fostering"),
    ("Environment", "Waste collection"), ("Environment", "Grounds maintenance"),
    ("Housing", "Homelessness prevention"), ("Housing", "Repairs"),
    ("Resources", "Revenues"), ("Resources", "Customer contact"),
];

const CONTRACTS: &[&str] = &["Permanent", "Permanent", "Permanent", "Fixed term", "Agency"];

#[rustfmt::skip]
const ABSENCES: &[&str] = &[
    "Back pain", "Depression", "Chemotherapy", "Pregnancy related", "Work-related stress", "Diabetes", "Surgery",
    "Migraine", "Long Covid", "Bereavement",
];

/// A workbook that calls itself locked: four columns of it are only hidden.
pub(crate) fn locked_read_only() -> Made {
    let mut dice = Dice::new(3);
    let mut planted = vec!["Farida Banerjee".to_string()];
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for number in 0..90 {
        let (directorate, service) = SERVICES[number * SERVICES.len() / 90];
        let (payroll, insurance) = (format!("{}", 61_000 + number * 53), dice.national_insurance());
        planted.extend([payroll.clone(), insurance.clone()]);
        let absence = if dice.below(3) == 0 { dice.pick(ABSENCES).into() } else { Value::Empty };
        rows.push(vec![
            directorate.into(),
            service.into(),
            payroll.into(),
            insurance.into(),
            dice.pick(CONTRACTS).into(),
            (dice.between(44, 132) * 500).into(),
            absence,
            dice.pick(&["Full time", "Full time", "Part time"]).into(),
        ]);
    }
    let mut book = Office::new(&["Workforce"]);
    let headings = [
        "Directorate",
        "Service",
        "Payroll no",
        "NI number",
        "Contract",
        "Salary",
        "Sickness reason",
        "Hours",
    ];
    let (cell, pounds) = (look::CELL, look::POUNDS);
    let looks = [cell, cell, cell, cell, cell, pounds, cell, cell];
    let next = book.table(0, 4, &headings, &looks, rows);
    book.frame(
        0,
        &[
            "FOI 26-204: Southmarsh Borough Council, workforce profile",
            "Posts by directorate, service and contract type. This workbook is locked, read only.",
        ],
        next + 1,
        "Source: payroll extract, 31 December 2025.",
    );
    lock(&mut book);
    Made { bytes: book.bytes(), planted }
}

/// Hides columns, and sets the locks that keep nobody from reading them.
fn lock(book: &mut Office) {
    let widths =
        [(24, false), (26, false), (11, true), (16, true), (14, false), (12, true), (22, true), (12, false)];
    let column = |(number, (width, hidden)): (u32, (u32, bool))| {
        let hidden = if hidden { r#" hidden="1""# } else { "" };
        format!(r#"<col min="{number}" max="{number}" width="{width}"{hidden} customWidth="1"/>"#)
    };
    let columns: String = (1..).zip(widths).map(column).collect();
    book.sheets[0].set("cols", &format!("<cols>{columns}</cols>"));
    let sheet = r#"<sheetProtection password="CC1A" sheet="1" objects="1" scenarios="1"/>"#;
    book.sheets[0].set("sheetProtection", sheet);
    book.set("fileSharing", r#"<fileSharing readOnlyRecommended="1" userName="Farida Banerjee"/>"#);
    book.set("workbookProtection", r#"<workbookProtection workbookPassword="CC1A" lockStructure="1"/>"#);
}

/// A supplier's list of the officers it printed passes for, with their photographs, all on open view.
pub(crate) fn supplier_list() -> Made {
    let mut dice = Dice::new(4);
    let mut planted = Vec::new();
    let mut book = Office::new(&["Passes issued"]);
    let headings = ["Photo", "Name", "Rank", "Pay number", "Vetting", "Site", "Pass issued"];
    let looks = [look::CELL, look::CELL, look::CELL, look::CELL, look::CELL, look::CELL, look::DAY];
    let (mut rows, mut pictures) = (Vec::new(), Vec::new());
    for row in 0..8 {
        let person = dice.person();
        let Person { first, surname } = person;
        let pay = format!("{}", 104_000 + dice.below(90_000));
        planted.extend([first.to_string(), surname.to_string(), pay.clone()]);
        rows.push(vec![
            Value::Empty,
            person.full().into(),
            dice.pick(&["Constable", "Detective Constable", "Sergeant", "Detective Sergeant", "Inspector"])
                .into(),
            pay.into(),
            dice.pick(&["CTC", "SC", "DV", "NPPV 3"]).into(),
            dice.pick(STATIONS).into(),
            dice.between(45_700, 46_040).into(),
        ]);
        pictures.push(((4 + row, 0), portrait(&mut dice)));
    }
    let next = book.table(0, 4, &headings, &looks, rows);
    (5..next).for_each(|row| book.sheets[0].row(row, r#"ht="60" customHeight="1""#));
    book.frame(
        0,
        &["Annex B: passes issued by the supplier", "Warrant card passes produced under contract NP-0441"],
        next + 1,
        "Prepared by the supplier for contract management.",
    );
    book.widths(0, &[9, 26, 22, 12, 10, 20, 13]);
    add_pictures(&mut book, pictures);
    Made { bytes: book.bytes(), planted }
}
