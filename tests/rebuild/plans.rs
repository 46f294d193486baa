//! Each choice of a plan, with the shipped rules, and what a second check of what leaves then finds.

use foi_gate::model::{
    Action, Choice, Decision, Done, FileReport, Finding, NoCopy, Place, Range, Surface, Verdict,
};

use super::{Run, book, check, decision, plan, run};

/// A list of staff: a heading row, surnames, stations, remarks of which one has a telephone number.
fn staff(rows: usize) -> String {
    const NAMES: [&str; 6] = ["Abernathy", "Blenkinsop", "Cartwright", "Dunwoody", "Entwistle", "Fothergill"];
    let mut text = "Surname,Station,Remark\r\n".to_owned();
    for row in 0..rows {
        let remark = if row == 4 { "call 07700 900123 after six" } else { "nothing to add here" };
        text.push_str(&format!("{},Station {},{remark}\r\n", NAMES[row % NAMES.len()], row % 3));
    }
    text
}

fn rules_of(report: &FileReport) -> Vec<(&str, String)> {
    let blocking = report.findings.iter().filter(|finding| finding.action == Action::Block);
    blocking.map(|finding| (&*finding.rule, finding.place.range.unwrap().to_string())).collect()
}

fn again(run: &Run) -> FileReport {
    check("copy.csv", run.copy.csv(0).as_bytes(), &book())
}

fn column(col: u32, first: u32, last: u32) -> Range {
    Range::cell(first, col).join(Range::cell(last, col))
}

#[test]
fn what_blocks_needs_a_decision() {
    let (text, book) = (staff(40), book());
    let before = check("staff.csv", text.as_bytes(), &book);
    assert_eq!(
        rules_of(&before),
        [("surname", "A2:A41".into()), ("mobile-number", "C6".into())],
        "{before:?}"
    );
    let planned = plan(&before, text.as_bytes(), &[], false);
    assert_eq!(planned.unwrap_err(), NoCopy::Undecided(2));
    let one = [decision(&before, Choice::Withhold, Some("surname"), None)];
    assert_eq!(plan(&before, text.as_bytes(), &one, false).unwrap_err(), NoCopy::Undecided(1));
}

#[test]
fn forced_cleaning_withholds_the_very_cells_and_no_more() {
    let text = staff(40);
    let run = run("staff.csv", text.as_bytes(), &book(), &[], true).unwrap();
    let sheet = &run.copy.sheets[0];
    assert_eq!((sheet.at(0, 0), sheet.at(1, 0)), ("Surname", "[withheld: s.40(2)]"));
    for row in 1..=40 {
        assert_eq!(sheet.at(row, 0), "[withheld: s.40(2)]");
        let remark = if row == 5 { "[withheld: s.40(2)]" } else { "nothing to add here" };
        assert_eq!(sheet.at(row, 2), remark, "row {row}");
    }
    assert_eq!(run.rebuilt.cells, 41 * 3);
    let steps: Vec<_> =
        run.plan.steps().iter().map(|step| (step.done, step.exemption.as_deref(), step.count)).collect();
    assert_eq!(
        steps,
        [(Done::Withheld, Some("FOIA s.40(2)"), 40), (Done::Withheld, Some("FOIA s.40(2)"), 1)]
    );
    let after = again(&run);
    assert_eq!(after.verdict, Verdict::Release, "{:?}", after.findings);
}

#[test]
fn cells_between_many_findings_stay() {
    let line = |row: u32| match row % 2 {
        0 => format!("{row},nothing to add here\r\n"),
        _ => format!("{row},call 07700 900{:03}\r\n", row % 1000),
    };
    let text = String::from("Number,Remark\r\n") + &(1..=50_000).map(line).collect::<String>();
    let run = run("remarks.csv", text.as_bytes(), &book(), &[], true).unwrap();
    let sheet = &run.copy.sheets[0];
    let withheld = (1..=50_000).filter(|row| sheet.at(*row, 1).starts_with("[withheld")).count();
    let between = (2..=50_000).step_by(2).filter(|row| sheet.at(*row, 1) == "nothing to add here").count();
    assert_eq!((withheld, between), (25_000, 25_000));
    assert_eq!(run.rebuilt.losses, []);
}

#[test]
fn a_kept_finding_stays_and_is_no_surprise_in_the_copy() {
    let text = staff(40);
    let book = book();
    let before = check("staff.csv", text.as_bytes(), &book);
    let decisions = [
        decision(&before, Choice::Keep, Some("mobile-number"), None),
        decision(&before, Choice::DropColumn, Some("surname"), None),
    ];
    let run = run("staff.csv", text.as_bytes(), &book, &decisions, false).unwrap();
    assert_eq!(run.plan.used(), [0, 1]);
    let sheet = &run.copy.sheets[0];
    assert_eq!(
        (sheet.at(0, 0), sheet.at(0, 1), sheet.at(5, 1)),
        ("Station", "Remark", "call 07700 900123 after six")
    );
    let steps: Vec<_> = run.plan.steps().iter().map(|step| (step.done, step.decision)).collect();
    assert_eq!(steps, [(Done::Dropped, Some(1)), (Done::Kept, Some(0))]);
    let after = again(&run);
    assert_eq!(after.verdict, Verdict::Block);
    assert!(
        run.plan.still_found(&after, None).is_empty() && run.plan.still_found(&after, Some(0)).is_empty()
    );
    assert_eq!(run.plan.original(0, 5, 1).range, Some(Range::cell(5, 2)));
}

#[test]
fn what_nobody_kept_is_still_found() {
    let text = staff(40);
    let book = book();
    let before = check("staff.csv", text.as_bytes(), &book);
    let surname = decision(&before, Choice::Withhold, Some("surname"), None);
    let keep = decision(&before, Choice::Keep, Some("mobile-number"), Some(Range::cell(5, 2)));
    let run = run("staff.csv", text.as_bytes(), &book, &[surname, keep], false).unwrap();
    let mut after = again(&run);
    assert!(run.plan.still_found(&after, None).is_empty());
    let moved: Finding =
        after.findings.iter().find(|finding| finding.action == Action::Block).unwrap().clone();
    let elsewhere = Range::cell(6, 2);
    after.findings.push(Finding {
        place: Place { range: Some(elsewhere), ..moved.place.clone() },
        cells: vec![elsewhere],
        ..moved.clone()
    });
    after.findings.push(Finding { rule: "email".into(), ..moved });
    let left = run.plan.still_found(&after, None);
    assert_eq!(left.len(), 2);
}

#[test]
fn a_part_of_a_finding_can_be_kept_and_the_rest_needs_its_own_decision() {
    let text = staff(40);
    let book = book();
    let before = check("staff.csv", text.as_bytes(), &book);
    let few = decision(&before, Choice::Keep, Some("surname"), Some(column(0, 1, 3)));
    let phone = decision(&before, Choice::Keep, Some("mobile-number"), None);
    assert_eq!(
        plan(&before, text.as_bytes(), &[few.clone(), phone.clone()], false).unwrap_err(),
        NoCopy::Undecided(1)
    );
    let rest = decision(&before, Choice::Withhold, Some("surname"), Some(column(0, 4, 40)));
    let run = run("staff.csv", text.as_bytes(), &book, &[few, phone, rest], false).unwrap();
    let sheet = &run.copy.sheets[0];
    assert_eq!(
        (sheet.at(1, 0), sheet.at(3, 0), sheet.at(4, 0)),
        ("Abernathy", "Cartwright", "[withheld: s.40(2)]")
    );
    assert_eq!(run.plan.used(), [0, 1, 2]);
    let places: Vec<String> =
        run.plan.steps().iter().filter_map(|step| Some(step.place.range?.to_string())).collect();
    assert_eq!(places, ["A5:A41", "A2:A4", "C6"]);
}

#[test]
fn withholding_goes_before_keeping_and_a_decision_that_does_nothing_is_unused() {
    let text = staff(40);
    let book = book();
    let before = check("staff.csv", text.as_bytes(), &book);
    let decisions = [
        decision(&before, Choice::Keep, Some("surname"), None),
        decision(&before, Choice::Withhold, Some("surname"), None),
        decision(&before, Choice::Keep, Some("mobile-number"), None),
        decision(&before, Choice::Keep, Some("nhs-number"), None),
        Decision {
            sha256: "0".repeat(64).into(),
            ..decision(&before, Choice::Keep, None, Some(Range::cell(0, 0)))
        },
        decision(&before, Choice::Keep, None, Some(Range::cell(900, 0))),
    ];
    let plan = plan(&before, text.as_bytes(), &decisions, false).unwrap();
    assert_eq!(plan.used(), [1, 2]);
}

#[test]
fn cells_can_be_withheld_without_a_finding_and_headings_stay_above_findings() {
    let text = staff(40);
    let book = book();
    let before = check("staff.csv", text.as_bytes(), &book);
    let decisions = [
        decision(&before, Choice::Withhold, None, Some(Range::columns(0, 0))),
        decision(&before, Choice::Withhold, None, Some(Range::cell(2, 1))),
        decision(&before, Choice::Keep, Some("mobile-number"), None),
    ];
    let run = run("staff.csv", text.as_bytes(), &book, &decisions, false).unwrap();
    let sheet = &run.copy.sheets[0];
    assert_eq!((sheet.at(0, 0), sheet.at(1, 0)), ("Surname", "[withheld: s.40(2)]"));
    assert_eq!((sheet.at(1, 1), sheet.at(2, 1)), ("Station 0", "[withheld: s.40(2)]"));
    let steps: Vec<_> = run.plan.steps().iter().map(|step| (&*step.rule, step.decision)).collect();
    assert_eq!(steps, [("surname", Some(0)), ("mobile-number", Some(2)), ("decision", Some(1))]);
}

#[test]
fn a_file_that_was_not_read_in_full_has_no_copy() {
    let book = book();
    let mut before = check("staff.csv", staff(3).as_bytes(), &book);
    before.verdict = Verdict::Unchecked;
    let planned = plan(&before, staff(3).as_bytes(), &[], true);
    assert_eq!(planned.unwrap_err(), NoCopy::Unchecked);
}

#[test]
fn what_has_no_cleaning_cannot_be_forced() {
    let text = staff(40);
    let mut before = check("staff.csv", text.as_bytes(), &book());
    let mut remote = before.findings[0].clone();
    (remote.surface, remote.rule, remote.cells) = (Surface::RemoteCell, "remote-cell".into(), Vec::new());
    before.findings.push(remote);
    let bytes = text.as_bytes();
    assert_eq!(plan(&before, bytes, &[], true).unwrap_err(), NoCopy::Uncleanable(1));
    assert_eq!(plan(&before, bytes, &[], false).unwrap_err(), NoCopy::Undecided(3));
    let keep = [decision(&before, Choice::Keep, Some("remote-cell"), None)];
    assert!(plan(&before, bytes, &keep, true).is_ok());
}

#[test]
fn an_allowed_name_is_not_withheld_with_the_others() {
    let allow = "[[allow]]\nrule = \"surname\"\nvalues = [\"Blenkinsop\"]\nreason = \"The head\"\n\
                 approved_by = \"DPO\"\nexpires = 2099-12-31\n";
    let today = foi_gate::rules::Date { year: 2026, month: 11, day: 21 };
    let book = foi_gate::rules::RuleBook::load(vec![("allow.toml".into(), allow.into())]).unwrap().on(today);
    let run = run("staff.csv", staff(40).as_bytes(), &book, &[], true).unwrap();
    let sheet = &run.copy.sheets[0];
    assert_eq!(
        (sheet.at(1, 0), sheet.at(2, 0), sheet.at(3, 0)),
        ("[withheld: s.40(2)]", "Blenkinsop", "[withheld: s.40(2)]")
    );
}
