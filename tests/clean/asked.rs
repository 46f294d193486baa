//! What the officer gets for what was asked: exit code, words, copies and papers.

use std::fs;

use super::{Office, decisions, verdict};

#[test]
fn what_can_be_stripped_is_and_the_copy_can_go() {
    let office = Office::with(&["hidden-hr-sheet.xlsx"]);
    let (code, said) = office.said(&["in/hidden-hr-sheet.xlsx", "--case", "FOI 2026/17"]);
    assert_eq!(code, 10, "{said}");
    assert!(said.contains("Visible cells unchanged: 31 of 31"), "{said}");
    let papers = ["certificate.html", "certificate.json", "redactions.csv", "xlsx"];
    assert_eq!(office.made(), papers.map(|ending| format!("hidden-hr-sheet.{ending}")));
    assert_eq!(verdict(&office.copy("hidden-hr-sheet.xlsx")), 0);
    let certificate = fs::read_to_string(office.copy("hidden-hr-sheet.certificate.json")).unwrap();
    assert!(
        certificate.contains("FOI 2026/17") && certificate.contains("2023-11-14T22:13:20Z"),
        "{certificate}"
    );
}

#[test]
fn what_holds_nothing_goes_as_it_is() {
    let office = Office::with(&["innocent-workbook.xlsx", "innocent-table.csv"]);
    let (code, said) = office.said(&["in"]);
    assert_eq!(code, 0, "{said}");
    for name in ["innocent-workbook.xlsx", "innocent-table.csv"] {
        assert!(fs::read(office.copy(name)).unwrap() == fs::read(office.original(name)).unwrap(), "{name}");
    }
}

#[test]
fn what_needs_a_decision_is_not_written() {
    let office = Office::with(&["visible-victims.csv"]);
    let (code, said) = office.said(&["in/visible-victims.csv"]);
    assert_eq!(code, 20, "{said}");
    assert!(said.contains("4 findings need a decision first"), "{said}");
    assert_eq!(office.made(), [""; 0]);
}

#[test]
fn what_is_decided_already_is_told_with_what_is_not() {
    let office = Office::with(&["visible-victims.csv"]);
    let some = [
        "cells = \"C2:C41\"\naction = \"keep\"",
        "cells = \"D2:D41\"\naction = \"withhold\"\nexemption = \"FOIA s.40(2)\"",
    ];
    let path = decisions(&office, "visible-victims.csv", &some);
    let arguments = ["in/visible-victims.csv", "--decisions", path.to_str().unwrap()];
    let (code, said) = office.said(&arguments);
    assert_eq!(code, 20, "{said}");
    for part in ["2 findings need a decision first", "Would be withheld:", "Would be kept by decision:"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(said.contains("D2:D41") && said.contains("C2:C41"), "{said}");
    let (_, json) = office.said(&[&arguments[..], &["--format", "json"]].concat());
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(told["files"][0]["steps"].as_array().unwrap().len(), 2, "{json}");
    assert_eq!(told["files"][0]["decisions"].as_array().unwrap().len(), 2, "{json}");
    assert_eq!(told["files"][0]["undecided"].as_array().unwrap().len(), 2, "{json}");
    assert_eq!(office.made(), [""; 0]);
}

#[test]
fn forced_cleaning_withholds_without_a_decision() {
    let office = Office::with(&["visible-victims.csv"]);
    let (code, said) = office.said(&["in/visible-victims.csv", "--force-clean"]);
    assert_eq!(code, 10, "{said}");
    let copy = fs::read_to_string(office.copy("visible-victims.csv")).unwrap();
    assert!(copy.contains("[withheld"), "{copy}");
    assert!(!copy.contains('@') && !copy.contains("07700"), "{copy}");
    assert_eq!(verdict(&office.copy("visible-victims.csv")), 0);
}

#[test]
fn decisions_are_carried_out() {
    let office = Office::with(&["visible-victims.csv"]);
    let path = decisions(
        &office,
        "visible-victims.csv",
        &[
            "cells = \"C2:C41\"\naction = \"keep\"",
            "cells = \"D2:D41\"\naction = \"withhold\"\nexemption = \"FOIA s.40(2)\"",
            "cells = \"E2:E41\"\naction = \"drop-column\"\nexemption = \"FOIA s.40(2)\"",
            "cells = \"F2:F41\"\naction = \"drop-column\"\nexemption = \"FOIA s.40(2)\"",
        ],
    );
    let (code, said) = office.said(&["in/visible-victims.csv", "--decisions", path.to_str().unwrap()]);
    assert_eq!(code, 10, "{said}");
    assert!(said.contains("A. Officer"), "{said}");
    let rows = |path| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
        reader
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    let (before, after) =
        (rows(office.original("visible-victims.csv")), rows(office.copy("visible-victims.csv")));
    assert_eq!(before.len(), after.len());
    for (row, (before, after)) in before.iter().zip(&after).enumerate().skip(1).take(40) {
        assert_eq!(before[..3], after[..3], "row {row}");
        assert_eq!(after[3], "[withheld: s.40(2)]", "row {row}");
        assert_eq!(after.len(), before.len() - 2, "row {row}");
    }
    let schedule = fs::read_to_string(office.copy("visible-victims.redactions.csv")).unwrap();
    assert!(schedule.contains("A. Officer") && schedule.contains("s.40(2)"), "{schedule}");
}

#[test]
fn a_decision_without_a_use_stops_everything() {
    let office = Office::with(&["visible-victims.csv", "hidden-hr-sheet.xlsx"]);
    let wanted = "cells = \"A1:Z400\"\naction = \"withhold\"\nexemption = \"FOIA s.40(2)\"";
    let nothing = "cells = \"J900\"\naction = \"keep\"";
    let path = decisions(&office, "visible-victims.csv", &[wanted, nothing]);
    let (code, said) = office.said(&["in", "--decisions", path.to_str().unwrap()]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("line 9 of the decisions file is of no use"), "{said}");
    assert_eq!(office.made(), [""; 0]);
    // Once the file has changed, no decision is about it.
    let path = decisions(&office, "visible-victims.csv", &[wanted]);
    fs::write(office.original("visible-victims.csv"), "a,b\n1,2\n").unwrap();
    let (code, said) = office.said(&["in", "--decisions", path.to_str().unwrap()]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("about none of these files"), "{said}");
    assert_eq!(office.made(), [""; 0]);
}

#[test]
fn what_is_not_a_spreadsheet_is_listed_and_not_copied() {
    let office = Office::with(&["letter.pdf", "innocent-table.csv"]);
    let (code, said) = office.said(&["in"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("letter.pdf: Not checked"), "{said}");
    assert!(!office.made().iter().any(|name| name.starts_with("letter")), "{:?}", office.made());
}

#[test]
fn other_formats_are_verified_too() {
    for (kind, wanted) in [("csv", "hidden-hr-sheet.csv"), ("ods", "hidden-hr-sheet.ods")] {
        let office = Office::with(&["hidden-hr-sheet.xlsx"]);
        let (code, said) = office.said(&["in/hidden-hr-sheet.xlsx", "--as", kind]);
        assert_eq!(code, 10, "{said}");
        assert!(said.contains("Visible cells unchanged: 31 of 31"), "{said}");
        assert!(office.made().contains(&wanted.to_owned()), "{:?}", office.made());
    }
}

#[test]
fn standard_input_and_output_are_files() {
    let office = Office::with(&["hidden-hr-sheet.xlsx"]);
    let mut command = office.clean(&["-"]);
    let ended =
        command.arg("--out=-").write_stdin(fs::read(office.original("hidden-hr-sheet.xlsx")).unwrap());
    // `--out` twice is a mistake of its own.
    ended.assert().code(2);
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_foi-gate"));
    let bytes = fs::read(office.original("hidden-hr-sheet.xlsx")).unwrap();
    let ended = command.args(["clean", "--out", "-", "-"]).write_stdin(bytes).assert().code(10);
    let copy = office.copy("copy.xlsx");
    fs::write(&copy, &ended.get_output().stdout).unwrap();
    assert_eq!(verdict(&copy), 0);
    let said = String::from_utf8(ended.get_output().stderr.clone()).unwrap();
    assert!(said.contains("Visible cells unchanged: 31 of 31"), "{said}");
}

#[test]
fn a_run_gives_the_same_bytes_again() {
    let all = |kind: &[&str]| {
        let office =
            Office::with(&["hidden-hr-sheet.xlsx", "chart-over-hidden-rows.xlsx", "visible-victims.csv"]);
        let arguments: Vec<&str> = ["in", "--force-clean"].iter().chain(kind).copied().collect();
        let (code, said) = office.said(&arguments);
        assert_eq!(code, 10, "{said}");
        office
            .made()
            .into_iter()
            .map(|name| (fs::read(office.copy(&name)).unwrap(), name))
            .collect::<Vec<_>>()
    };
    for kind in [&[][..], &["--as", "ods"], &["--as", "csv"]] {
        assert!(all(kind) == all(kind), "{kind:?}");
    }
}

#[test]
fn scripts_are_told_in_json() {
    let office = Office::with(&["hidden-hr-sheet.xlsx"]);
    let ended = office.clean(&["in", "--format", "json"]).assert().code(10);
    let json: serde_json::Value = serde_json::from_slice(&ended.get_output().stdout).unwrap();
    assert_eq!(json["clean"], 1);
    assert_eq!(json["files"].as_array().unwrap().len(), 1);
}
