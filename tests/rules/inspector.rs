//! What the inspector makes of facts: columns, hidden things, traces, allow entries. All values are invented.

use std::sync::Arc;

use foi_gate::inspect::Inspector;
use foi_gate::model::{
    Action, Category, Cell, Evidence, Finding, Holding, Place, Private, Range, Spot, Substance, Surface,
    TextFact, Trace, Value, Visibility,
};
use foi_gate::read::Visitor;
use foi_gate::rules::{Date, RuleBook};

use super::facts::{book, check, check_at, push, sheet, told};

const HR: &str = "
    Surname | Initials | Rank      | Role     | Location   | Gender | Service No
    Example | A        | Constable | Response | Exampleton | F      | 999999
    Sample  | B        | Sergeant  | Response | Sampleton  | M      | 999998
    Test    | C        | Constable | Custody  | Exampleton | F      | 999997";

#[test]
fn a_staff_table_is_found_column_by_column() {
    assert_eq!(
        told(&check(HR)),
        [
            "staff-surname A2:A4 3 block",
            "staff-surname B2:B4 3 block",
            "staff-number G2:G4 3 block",
            "rank-or-grade C2:C4 3 warn",
            "gender F2:F4 3 warn",
        ]
    );
}

#[test]
fn an_aggregate_table_of_the_same_attributes_is_not() {
    let table = "
        Rank      | Gender | Number of officers
        Constable | F      | 1200
        Constable | M      | 3400
        Sergeant  | F      | 310";
    assert_eq!(told(&check(table)), [""; 0]);
}

#[test]
fn hidden_personal_data_goes_with_what_hides_it() {
    let found = check_at(HR, Visibility::Hidden(Surface::HiddenSheet));
    assert!(found.findings.iter().all(|finding| finding.action <= Action::Strip));
    assert!(found.findings.iter().any(|finding| finding.surface == Surface::HiddenSheet));
}

#[test]
fn a_hidden_sheet_says_what_it_holds() {
    let book = book();
    let mut inspector = Inspector::new(&book);
    let sheet = sheet(Some("Sheet3"));
    let rows: Vec<Vec<&str>> =
        HR.trim().lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    push(&mut inspector, &sheet, &rows, Visibility::Hidden(Surface::HiddenSheet));
    let part: Arc<str> = "xl/workbook.xml".into();
    let place = Place::part(&part).on(sheet.name.as_ref());
    inspector.trace(Trace {
        surface: Surface::HiddenSheet,
        place,
        substance: Substance::Holds(28),
        texts: vec![],
    });
    let found = inspector.finish().findings;
    let structural = found.iter().find(|finding| finding.category.is_none()).unwrap();
    let holds: Vec<_> =
        structural.holds.iter().map(|holding| (holding.category.id(), holding.count)).collect();
    assert_eq!(holds, [("staff-name", 3), ("staff-number", 3), ("rank-or-grade", 3), ("gender", 3)]);
    assert_eq!(structural.count, 28);
}

#[test]
fn where_the_surface_only_warns_the_data_stays_and_so_blocks() {
    let found = check_at("Email\na.test@example.org", Visibility::Hidden(Surface::RemoteCell));
    assert_eq!(told(&found), ["email A2 1 block in remote-cell"]);
}

#[test]
fn traces_of_one_place_are_one_finding() {
    let book = book();
    let mut inspector = Inspector::new(&book);
    let part: Arc<str> = "xl/comments1.xml".into();
    for (row, spot) in [(0, "text"), (4, "text"), (2, "author")] {
        let place = Place::part(&part).cells(Range::cell(row, 1)).at(spot);
        let texts = vec![Private::new("write to a.test@example.org")];
        inspector.trace(Trace { surface: Surface::Comment, place, substance: Substance::Holds(1), texts });
    }
    let found = inspector.finish().findings;
    assert_eq!(
        found
            .iter()
            .map(|f| (f.category, f.count, f.action, f.place.range.unwrap().to_string()))
            .collect::<Vec<_>>(),
        [
            (None, 3, Action::Strip, "B1:B5".to_owned()),
            (Some(Category::Email), 3, Action::Strip, "B1:B5".to_owned()),
        ]
    );
    assert_eq!(found.first().unwrap().place.spot, None);
    assert_eq!(found.first().unwrap().holds, [Holding { category: Category::Email, count: 3 }]);
}

#[test]
fn the_spot_stays_where_it_is_the_same() {
    let book = book();
    let mut inspector = Inspector::new(&book);
    let part: Arc<str> = "docProps/core.xml".into();
    for _ in 0..2 {
        let place = Place::part(&part).at("creator");
        inspector.trace(Trace {
            surface: Surface::DocumentProperty,
            place,
            substance: Substance::Holds(1),
            texts: vec![Private::new("A Example")],
        });
    }
    let found = inspector.finish().findings;
    assert_eq!(found.first().unwrap().place.spot, Some(Spot::Named("creator")));
}

#[test]
fn severity_follows_content() {
    let book = book();
    let mut inspector = Inspector::new(&book);
    let trace = |surface, substance, texts: &[&'static str]| Trace {
        surface,
        place: Place::part(&Arc::from("part")),
        substance,
        texts: texts.iter().map(|text| Private::new(*text)).collect(),
    };
    inspector.trace(trace(Surface::HiddenSheet, Substance::Empty, &[]));
    inspector.trace(trace(Surface::HiddenRow, Substance::Harmless("no hidden row holds a value"), &[]));
    inspector.trace(trace(
        Surface::DocumentProperty,
        Substance::Holds(2),
        &["openpyxl", " Microsoft Excel "],
    ));
    inspector.trace(trace(Surface::Encrypted, Substance::Empty, &[]));
    let found = inspector.finish();
    let actions: Vec<_> = found.findings.iter().map(|finding| (finding.surface, finding.action)).collect();
    assert_eq!(actions, [(Surface::Encrypted, Action::Unchecked), (Surface::HiddenSheet, Action::Warn)]);
    let seen: Vec<_> = found.seen.iter().map(|seen| (seen.surface, seen.count)).collect();
    assert_eq!(seen, [(Surface::HiddenRow, 1), (Surface::DocumentProperty, 1)]);
}

#[test]
fn one_named_author_among_programs_counts() {
    let book = book();
    let mut inspector = Inspector::new(&book);
    inspector.trace(Trace {
        surface: Surface::DocumentProperty,
        place: Place::default(),
        substance: Substance::Holds(2),
        texts: vec![Private::new("openpyxl"), Private::new("A Example")],
    });
    assert_eq!(inspector.finish().findings.len(), 1);
}

#[test]
fn piles_are_capped() {
    let book = book();
    let mut inspector = Inspector::new(&book);
    for number in 0..12_000 {
        let place = Place::part(&Arc::from(format!("part{number}")));
        inspector.trace(Trace {
            surface: Surface::UnknownPart,
            place,
            substance: Substance::Holds(1),
            texts: vec![],
        });
    }
    let found = inspector.finish().findings;
    assert!(found.len() <= 10_001);
    assert_eq!(found.iter().map(|finding| finding.count).sum::<u64>(), 12_000);
}

#[test]
fn headings_need_not_stand_in_row_one() {
    let table = "
        Response to request | 
         | 
        Date | August
        Case | Victim | Outcome
        1    | A Example | None
        2    | B Sample  | None";
    assert_eq!(told(&check(table)), ["victim-detail B5:B6 2 block"]);
}

#[test]
fn a_second_table_below_has_its_own_headings() {
    let table = "
        Year | Offences | Total
        2021 | 12       | 14
        2022 | 13       | 15
        Surname | Forename | Grade
        Example | Ann | C
        Sample  | Bob | D";
    assert_eq!(
        told(&check(table)),
        ["staff-surname A5:A6 2 block", "staff-surname B5:B6 2 block", "rank-or-grade C5:C6 2 warn",]
    );
}

#[test]
fn headings_of_two_rows_are_read_together() {
    let table = "
        Victim |      | Officer |
        Name   | Age  | Name    | Station
        Ann Example | 34 | PC Sample | Exampleton";
    let found = told(&check(table));
    assert!(found.contains(&"victim-detail A3 1 block".to_owned()), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("staff-role-name C3")), "{found:?}");
}

#[test]
fn a_blank_row_does_not_end_a_table() {
    let table = "
        Surname | Station
        Example | Exampleton
         |
        Sample | Sampleton";
    assert_eq!(told(&check(table)), ["surname A2:A4 2 block"]);
}

#[test]
fn a_bare_column_of_checked_numbers_needs_no_heading() {
    // Numbers of the test range 999 000 00xx and up whose check digit is right.
    let valid = |n: u64| {
        let body = 999_000_000 + n;
        let sum: u64 = (0..9).map(|i| body / 10u64.pow(i) % 10 * (u64::from(i) + 2)).sum();
        let check = (11 - sum % 11) % 11;
        (check < 10).then(|| (body * 10 + check).to_string())
    };
    let numbers: Vec<String> = (1..60).filter_map(valid).take(30).collect();
    let few = numbers[..15].join("\n");
    assert_eq!(told(&check(&few)), [""; 0]);
    let many = numbers.join("\n");
    assert_eq!(told(&check(&many)), ["nhs-number A1:A30 30 block"]);
    let counts: Vec<String> = (0..30).map(|n| (9_990_000_018u64 + n).to_string()).collect();
    assert_eq!(told(&check(&counts.join("\n"))), [""; 0]);
}

#[test]
fn a_postcode_alone_warns_and_beside_a_person_blocks() {
    assert_eq!(told(&check("School | Postcode\nExample Primary School | SW1A 1AA")), ["postcode B2 1 warn"]);
    assert_eq!(
        told(&check("DOB | Postcode\n01/01/1900 | SW1A 1AA")),
        ["date-of-birth A2 1 block", "postcode-of-person B2 1 block",]
    );
}

#[test]
fn a_stored_value_is_judged_where_the_shown_one_hides_it() {
    let book = book();
    let mut inspector = Inspector::new(&book);
    let sheet = sheet(Some("Sheet1"));
    inspector.sheet(&sheet);
    let visibility = Visibility::Hidden(Surface::FormatHiddenValue);
    let value = Value::Text("a.test@example.org");
    inspector.cell(&Cell {
        row: 0,
        col: 0,
        value,
        shown: "***",
        shared: None,
        visibility,
        dress: foi_gate::model::Dress::default(),
    });
    let value = Value::Number(7_700_900_123.0);
    inspector.cell(&Cell {
        row: 1,
        col: 0,
        value: Value::Text("Mobile"),
        shown: "Mobile",
        shared: None,
        visibility,
        dress: foi_gate::model::Dress::default(),
    });
    inspector.cell(&Cell {
        row: 2,
        col: 0,
        value,
        shown: "7.7E+09",
        shared: None,
        visibility,
        dress: foi_gate::model::Dress::default(),
    });
    inspector.sheet_end(&sheet);
    let found = told(&inspector.finish());
    assert!(found.contains(&"email A1 1 strip in format-hidden-value".to_owned()), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("mobile-number A3 1 strip")), "{found:?}");
}

#[test]
fn a_shared_string_is_judged_once_and_counts_each_time() {
    let book = book();
    let mut inspector = Inspector::new(&book);
    let sheet = sheet(Some("Sheet1"));
    inspector.sheet(&sheet);
    for row in 0..50 {
        let text = "a.test@example.org";
        let value = Value::Text(text);
        let visibility = Visibility::Visible;
        inspector.cell(&Cell {
            row,
            col: 3,
            value,
            shown: text,
            shared: Some(7),
            visibility,
            dress: foi_gate::model::Dress::default(),
        });
    }
    inspector.sheet_end(&sheet);
    assert_eq!(told(&inspector.finish()), ["email D1:D50 50 block"]);
}

#[test]
fn loose_texts_are_judged_where_they_are() {
    let book = book();
    let mut inspector = Inspector::new(&book);
    let text = Private::new("Sheet of a.test@example.org");
    inspector.text(TextFact { surface: Surface::VisibleCell, place: Place::default(), text });
    assert_eq!(told(&inspector.finish()), ["email  1 block"]);
}

fn allowing(expires: &str) -> RuleBook {
    let file = format!(
        "[[allow]]\nrule = \"email\"\nvalues = [\"a.test@example.org\"]\nrole = \"Chief officer\"\n\
         reason = \"published on the website\"\napproved_by = \"DPO\"\nexpires = {expires}\n"
    );
    RuleBook::load(vec![("ours.toml".to_owned(), file)]).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

#[test]
fn an_allow_entry_lets_its_value_past_until_it_expires() {
    let today = Date { year: 2026, month: 11, day: 21 };
    let count = |book: &RuleBook| {
        let mut inspector = Inspector::new(book);
        let rows = [vec!["a.test@example.org"], vec!["b.test@example.org"], vec!["xa.test@example.org"]];
        push(&mut inspector, &sheet(None), &rows, Visibility::Visible);
        let found = inspector.finish();
        (found.findings.iter().map(|finding| finding.count).sum::<u64>(), found.allows_used)
    };
    let live = allowing("2027-03-31").on(today);
    assert_eq!(count(&live), (2, vec![true]));
    assert!(live.expired(today).is_empty());
    let over = allowing("2026-11-20").on(today);
    assert_eq!(count(&over), (3, vec![]));
    assert_eq!(over.expired(today).len(), 1);
    assert_eq!(count(&allowing("2027-03-31")), (3, vec![]), "without a day, nothing is let past");
}

#[test]
fn an_allowed_value_under_a_heading_does_not_count() {
    let file = "[[allow]]\nrule = \"surname\"\nvalues = [\"Example\"]\nreason = \"public\"\napproved_by = \"DPO\"\n\
                expires = 2027-03-31\n";
    let book = RuleBook::load(vec![("ours.toml".to_owned(), file.to_owned())]).unwrap();
    let book = book.on(Date { year: 2026, month: 1, day: 1 });
    let mut inspector = Inspector::new(&book);
    push(
        &mut inspector,
        &sheet(None),
        &[vec!["Surname"], vec!["Example"], vec!["Sample"]],
        Visibility::Visible,
    );
    assert_eq!(inspector.finish().findings.first().map(|finding| finding.count), Some(1));
}

#[test]
fn findings_say_what_convinced() {
    let found = check(HR);
    let surname = found.findings.first().unwrap();
    assert_eq!(surname.evidence, [Evidence::Heading("surname".into())]);
    assert_eq!(surname.sample.as_ref().map(foi_gate::model::Masked::as_str), Some("E•••••e"));
    let found = check("x\na.test@example.org");
    let email = found.findings.first().unwrap();
    assert_eq!(email.evidence, [Evidence::Check { name: "email", passed: 1, of: 2 }]);
}

#[test]
fn the_worst_comes_first_and_the_order_is_always_the_same() {
    let order = || -> Vec<(Action, Surface)> {
        check(HR).findings.iter().map(|finding: &Finding| (finding.action, finding.surface)).collect()
    };
    let once = order();
    assert!(once.windows(2).all(|pair| pair[0].0 >= pair[1].0));
    assert_eq!(once, order());
}

#[test]
fn no_finding_holds_a_value() {
    use proptest::prelude::*;
    let book = book();
    proptest!(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }, |(local in "[a-z]{4,12}", surname in "[A-Z][a-z]{5,12}", mobile in "07[1-57-9][0-9]{8}")| {
        let email = format!("{local}@example.org");
        let mut inspector = Inspector::new(&book);
        let rows = [
            vec!["Surname", "Mobile", "Email"],
            vec![surname.as_str(), mobile.as_str(), email.as_str()],
        ];
        push(&mut inspector, &sheet(None), &rows, Visibility::Visible);
        let texts = vec![Private::new(email.as_str())];
        inspector.trace(Trace { surface: Surface::Comment, place: Place::default(), substance: Substance::Holds(1), texts });
        let found = inspector.finish();
        let printed = format!("{:?}", found.findings);
        prop_assert!(found.findings.len() >= 3);
        for value in [&surname, &mobile, &email, &local] {
            prop_assert!(!printed.contains(value.as_str()));
        }
    });
}
