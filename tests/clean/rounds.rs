//! Files in which something hidden kept the rules from seeing the rest for what it is.

use std::fs;

use super::{Office, decisions, verdict};
use crate::support::workbook::Book;

/// Names beside a hidden column of a kind that tables of places have: with it, the names are no people's.
fn beside_a_hidden_heading() -> Vec<u8> {
    let mut made = Book::innocent(false);
    let sheet = made.add_sheet("Contacts");
    for (at, text) in [("A1", "Latitude"), ("B1", "Name"), ("C1", "Remark")] {
        made.text(sheet, at, text);
    }
    for (row, name) in (2..).zip(["Ann Example", "Bob Sample", "Test, Carol", "Dan Example", "Eve Sample"]) {
        made.number(sheet, &format!("A{row}"), 53);
        made.text(sheet, &format!("B{row}"), name);
        made.text(sheet, &format!("C{row}"), "nothing to add");
    }
    made.sheets[sheet].set("cols", r#"<cols><col min="1" max="1" width="9" hidden="1"/></cols>"#);
    made.bytes()
}

fn office() -> Office {
    let office = Office::new();
    fs::write(office.original("contacts.xlsx"), beside_a_hidden_heading()).unwrap();
    office
}

#[test]
fn the_officer_decides_about_what_comes_to_light() {
    let office = office();
    assert_eq!(verdict(&office.original("contacts.xlsx")), 10);
    let (code, said) = office.said(&["in/contacts.xlsx"]);
    assert_eq!(code, 20, "{said}");
    assert!(said.contains("more in it, and 1 finding needs a decision first"), "{said}");
    assert!(said.contains("cells = \"B2:B6\"") && !said.contains("rule = "), "{said}");
    assert!(said.contains("Would be taken out:"), "{said}");
    assert_eq!(office.made(), [""; 0]);
    let keep = ["sheet = \"Contacts\"\ncells = \"B2:B6\"\naction = \"keep\""];
    let path = decisions(&office, "contacts.xlsx", &keep);
    let (code, said) = office.said(&["in/contacts.xlsx", "--decisions", path.to_str().unwrap()]);
    assert_eq!(code, 10, "{said}");
    assert!(said.contains("A. Officer"), "{said}");
}

#[test]
fn forced_cleaning_withholds_what_comes_to_light_and_says_so() {
    let office = office();
    let (code, said) = office.said(&["in/contacts.xlsx", "--force-clean"]);
    assert_eq!(code, 10, "{said}");
    assert_eq!(verdict(&office.copy("contacts.xlsx")), 0);
    assert!(said.contains("Names of people") && said.contains("Contacts, cells B2:B6"), "{said}");
    let certificate = fs::read_to_string(office.copy("contacts.certificate.html")).unwrap();
    assert!(certificate.contains("the rules made 1 more finding"), "{certificate}");
    let schedule = fs::read_to_string(office.copy("contacts.redactions.csv")).unwrap();
    assert!(schedule.contains("--force-clean"), "{schedule}");
}
