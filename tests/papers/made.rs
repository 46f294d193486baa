//! A hand-made cleaning with everything in it, to write papers of. All of it is invented.

use foi_gate::model::{
    Action, Category, CellRef, Choice, CopyFile, CopyReport, Decision, Done, Finding, Format, Holding,
    NoCopy, Place, Private, Range, Reason, RulesUsed, Step, Surface, Unread, Verdict,
};

use crate::report::made::{PLANTED, file, finding};

pub(super) const SHA: &str = "1c0ffee5a9b0d4e7f8a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4";

pub(super) fn rules() -> RulesUsed {
    RulesUsed { sha256: "5f2c7d9a0b1e".repeat(6)[..64].to_owned(), count: 63 }
}

/// A workbook of which something was withheld, kept, forced, taken out, made anew, left in and lost.
pub(super) fn cleaned() -> CopyReport {
    let mut report = copy_of("responses/foi 2023-1.xlsx", Format::Xlsx);
    report.before.findings = findings();
    report.before.verdict = Verdict::Block;
    report.steps = report.before.findings.iter().map(step).collect();
    decide(&mut report, "staff-surname", Done::Withheld, 0);
    decide(&mut report, "salary", Done::Dropped, 1);
    decide(&mut report, "email", Done::Kept, 2);
    report.decisions = vec![
        decision("staff-surname", Choice::Withhold, Some("s.40(2)"), 1),
        decision("salary", Choice::DropColumn, Some("s.40(2)"), 9),
        decision("email", Choice::Keep, None, 17),
    ];
    report.losses = vec![
        (sheet("Summary", Some(range(0, 5, 20, 9))), "a chart that showed withheld cells"),
        (sheet("Notes", None), "a page header or footer"),
        (sheet("Summary", None), "a page header or footer"),
    ];
    report.files = vec![copy("foi 2023-1.xlsx", "xlsx")];
    report.after = vec![file("foi 2023-1.xlsx", Format::Xlsx)];
    report.unchanged = (12_345, 12_345);
    report
}

fn findings() -> Vec<Finding> {
    use Category as C;
    use Surface as S;
    let part = |name: &str| Place::part(&name.into());
    let found = |rule, title, category, surface, action, place, count| {
        let mut found = finding(rule, title, category, surface, action, place, count);
        found.sample = Some(Private::new(PLANTED).masked());
        found
    };
    let pay = |col| sheet("Pay", Some(range(1, col, 40, col)));
    let mut picture =
        found("image", "Pictures", None, S::Image, Action::Block, part("xl/media/image1.png"), 1);
    picture.exemption = Some("FOIA s.40(2)".into());
    let mut hidden = found(
        "hidden-sheet",
        "Hidden sheets",
        None,
        S::HiddenSheet,
        Action::Strip,
        sheet("Sheet3", None),
        56_898,
    );
    hidden.holds = vec![
        Holding { category: C::StaffName, count: 9_483 },
        Holding { category: C::StaffNumber, count: 9_483 },
    ];
    let inner = sheet("Sheet3", Some(range(1, 1, 9_483, 1)));
    vec![
        picture,
        found(
            "staff-surname",
            "Names of staff",
            Some(C::StaffName),
            S::VisibleCell,
            Action::Block,
            pay(1),
            40,
        ),
        found("salary", "Salaries", Some(C::Salary), S::VisibleCell, Action::Block, pay(3), 40),
        found("email", "E-mail addresses", Some(C::Email), S::VisibleCell, Action::Block, pay(4), 2),
        hidden,
        found(
            "staff-surname",
            "Names of staff",
            Some(C::StaffName),
            S::HiddenSheet,
            Action::Strip,
            inner,
            9_483,
        ),
        found(
            "hidden-row",
            "Hidden rows",
            None,
            S::HiddenRow,
            Action::Strip,
            sheet("Pay", Some(Range::rows(44, 48))),
            12,
        ),
        found(
            "document-property",
            "Document properties",
            None,
            S::DocumentProperty,
            Action::Strip,
            part("docProps/core.xml"),
            3,
        ),
        found("style-name", "Names of styles", None, S::StyleName, Action::Strip, part("xl/styles.xml"), 2),
        found(
            "stale-value",
            "Stale values",
            None,
            S::StaleValue,
            Action::Strip,
            sheet("Pay", Some(Range::cell(2, 6))),
            1,
        ),
        found(
            "out-of-view-sheet",
            "Sheets out of view",
            None,
            S::OutOfViewSheet,
            Action::Warn,
            sheet("Notes", None),
            1,
        ),
    ]
}

/// What is done without a decision; the picture goes because cleaning was forced.
fn step(finding: &Finding) -> Step {
    Step {
        done: match finding.surface {
            Surface::StyleName => Done::Rewritten,
            Surface::StaleValue => Done::Displayed,
            Surface::OutOfViewSheet => Done::Kept,
            _ => Done::Dropped,
        },
        surface: finding.surface,
        rule: finding.rule.clone(),
        title: finding.title.clone(),
        category: finding.category,
        place: finding.place.clone(),
        count: finding.count,
        exemption: finding.exemption.clone(),
        decision: None,
    }
}

fn decide(report: &mut CopyReport, rule: &str, done: Done, decision: usize) {
    let visible = |step: &&mut Step| &*step.rule == rule && step.surface == Surface::VisibleCell;
    let step = report.steps.iter_mut().find(visible).unwrap();
    step.done = done;
    step.decision = Some(decision);
    step.exemption = (done != Done::Kept).then(|| "s.40(2)".into());
}

pub(super) fn decision(rule: &str, choice: Choice, exemption: Option<&str>, line: usize) -> Decision {
    Decision {
        sha256: "9b74c9897bac770ffc029102a200c5de0b8c1f5d3b1a6f7e8d9c0a1b2c3d4e5f".into(),
        rule: Some(rule.into()),
        place: sheet("Pay", None),
        choice,
        who: "A. Officer, Information Rights".into(),
        why: if choice == Choice::Keep {
            "the mailbox of a team, which is published"
        } else {
            "identifies junior staff"
        }
        .into(),
        exemption: exemption.map(Into::into),
        date: "2026-11-20".into(),
        line,
    }
}

/// A table in which nothing was found.
pub(super) fn same() -> CopyReport {
    let mut report = copy_of("responses/statistics.csv", Format::Csv);
    report.files = vec![copy("statistics.csv", "csv")];
    report.after = vec![file("statistics.csv", Format::Csv)];
    report.same_bytes = true;
    report.unchanged = (240, 240);
    report
}

/// A workbook with findings that nobody decided about, on a sheet of this name.
pub(super) fn undecided(name: &str) -> CopyReport {
    let mut report = copy_of("responses/annex.xlsx", Format::Xlsx);
    let mut found = findings()[1].clone();
    found.place = sheet(name, Some(range(1, 1, 40, 1)));
    report.before.findings = vec![findings()[0].clone(), found];
    report.before.findings.swap(0, 1);
    report.before.verdict = Verdict::Block;
    report.no_copy = Some(NoCopy::Undecided(2));
    report
}

/// A file that could not be read.
pub(super) fn unreadable() -> CopyReport {
    let mut report = copy_of("responses/old.xlsx", Format::Xlsx);
    report.before.verdict = Verdict::Unchecked;
    report.before.unread = vec![Unread::new(
        Place::part(&"xl/worksheets/sheet1.xml".into()),
        Reason::Damaged("the XML ends too early"),
    )];
    report.before.coverage.accounted = 120;
    report.no_copy = Some(NoCopy::Unchecked);
    report
}

fn copy_of(path: &str, format: Format) -> CopyReport {
    CopyReport {
        before: file(path, format),
        steps: Vec::new(),
        decisions: Vec::new(),
        losses: Vec::new(),
        files: Vec::new(),
        same_bytes: false,
        unchanged: (0, 0),
        after: Vec::new(),
        emerged: Vec::new(),
        no_copy: None,
    }
}

pub(super) fn copy(name: &str, format: &'static str) -> CopyFile {
    CopyFile { name: name.into(), format, bytes: 9_876, sha256: SHA.to_owned() }
}

pub(super) fn sheet(name: &str, range: Option<Range>) -> Place {
    Place { sheet: Some(name.into()), range, ..Place::default() }
}

pub(super) fn range(top: u32, left: u32, bottom: u32, right: u32) -> Range {
    Range { first: CellRef { row: top, col: left }, last: CellRef { row: bottom, col: right } }
}
