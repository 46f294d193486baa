//! A hand-made run to write reports of. All of it is invented.

use std::sync::Arc;

use foi_gate::model::{
    Action, AllowsUsed, Category, CellRef, Coverage, Evidence, FileReport, Finding, Format, Holding, Place,
    Private, Range, Reason, RuleAt, RulesUsed, RunReport, Scope, Seen, SheetKind, SheetState, SheetSummary,
    Surface, Unread, Verdict,
};

/// A value that the findings were made from; it may be nowhere whole.
pub(crate) const PLANTED: &str = "Featherstonehaugh";

/// A workbook with most of what can be found, a letter, an archive with a damaged file in it, and an innocent table.
pub(crate) fn made() -> RunReport {
    let mut letter = file("letter.pdf", Format::Pdf);
    letter.scope = Scope::Out;
    letter.verdict = Verdict::Unchecked;
    letter.unread = vec![Unread::new(Place::default(), Reason::OutOfScope(Format::Pdf))];
    letter.coverage.accounted = 0;
    let mut archive = file("annexes.zip", Format::Zip);
    archive.verdict = Verdict::Unchecked;
    let mut damaged = file("annex b.xlsx", Format::Xlsx);
    damaged.verdict = Verdict::Unchecked;
    damaged.sha256 = None;
    damaged.coverage.accounted = 120;
    damaged.unread = vec![Unread::new(
        Place::part(&"xl/worksheets/sheet1.xml".into()),
        Reason::Damaged("the XML ends too early"),
    )];
    archive.children = vec![file("annex a.csv", Format::Csv), damaged];
    run(vec![workbook(), letter, archive, file("statistics.csv", Format::Csv)])
}

fn workbook() -> FileReport {
    let sheet3 = Place {
        part: Some("xl/worksheets/sheet3.xml".into()),
        sheet: Some("Sheet3".into()),
        ..Place::default()
    };
    let cells = |col| Range { first: CellRef { row: 1, col }, last: CellRef { row: 9483, col } };
    let mut report = file("foi 2023-1.xlsx", Format::Xlsx);
    report.verdict = Verdict::Block;
    let mut picture = finding(
        "image",
        "Pictures",
        None,
        Surface::Image,
        Action::Block,
        Place::part(&"xl/media/image1.png".into()),
        1,
    );
    picture.exemption = Some("FOIA s.40(2)".into());
    let mut sheet = finding(
        "hidden-sheet",
        "Hidden sheets",
        None,
        Surface::HiddenSheet,
        Action::Strip,
        sheet3.clone(),
        56_898,
    );
    sheet.holds = vec![
        Holding { category: Category::StaffName, count: 9_483 },
        Holding { category: Category::StaffNumber, count: 9_483 },
    ];
    let staff = |rule, title, category, col, heading: &str, text: &'static str| {
        let place = sheet3.clone().cells(cells(col));
        let mut found =
            finding(rule, title, Some(category), Surface::HiddenSheet, Action::Strip, place, 9_483);
        found.sample = Some(Private::new(text).masked());
        found.evidence = vec![Evidence::Heading(heading.into())];
        found.confidence = 0.99;
        found
    };
    let mut view = finding(
        "out-of-view-sheet",
        "Sheets out of view",
        None,
        Surface::OutOfViewSheet,
        Action::Warn,
        Place { sheet: Some("Notes".into()), ..Place::default() }.at("workbookView@showSheetTabs"),
        1,
    );
    view.rule_at.line = 30;
    report.findings = vec![
        picture,
        sheet,
        staff("staff-surname", "Names of staff", Category::StaffName, 1, "surname", PLANTED),
        staff("staff-number", "Staff numbers", Category::StaffNumber, 5, "service no", "Z123456789"),
        view,
    ];
    report.seen = vec![Seen { surface: Surface::HiddenRow, count: 3, reason: "they hold no value" }];
    report.sheets = vec![
        summary("Summary", SheetState::Visible, 120, 0),
        summary("Notes", SheetState::Visible, 4, 0),
        summary("Sheet3", SheetState::Hidden, 0, 56_898),
    ];
    report
}

fn summary(name: &str, state: SheetState, visible_cells: u64, hidden_cells: u64) -> SheetSummary {
    SheetSummary { name: Some(name.into()), state, kind: SheetKind::Worksheet, visible_cells, hidden_cells }
}

pub(crate) fn finding(
    rule: &str,
    title: &str,
    category: Option<Category>,
    surface: Surface,
    action: Action,
    place: Place,
    count: u64,
) -> Finding {
    Finding {
        rule: rule.into(),
        title: title.into(),
        category,
        surface,
        action,
        exemption: None,
        place,
        cells: Vec::new(),
        exact: true,
        count,
        confidence: 1.0,
        sample: None,
        why: why(rule).into(),
        remedy: remedy(rule).into(),
        evidence: Vec::new(),
        holds: Vec::new(),
        rule_at: RuleAt {
            file: if rule.starts_with("staff") { "rules/staff.toml" } else { "rules/hidden.toml" }.into(),
            line: 12,
        },
    }
}

fn why(rule: &str) -> &'static str {
    match rule {
        "hidden-sheet" => {
            "Anyone who opens the file can show a hidden sheet with two clicks. Hidden sheets often hold the full \
             list that the visible figures were made from."
        }
        "image" => {
            "A picture can show people and places, and can carry the place and time at which it was taken."
        }
        "out-of-view-sheet" => {
            "The file opens in a way that does not show the sheet's tab, so it is easily overlooked by eye."
        }
        _ => "Names and numbers of staff can be matched with other sources and put people at risk.",
    }
}

fn remedy(rule: &str) -> &'static str {
    match rule {
        "hidden-sheet" => {
            "Leave the sheet out. If it was asked for, show it, decide about what it holds, and check the file again."
        }
        "image" => "Decide whether each picture was asked for and may go.",
        "out-of-view-sheet" => "Look at every sheet, and make sure that each was meant to be sent.",
        _ => "Leave the column out, or record why it may go.",
    }
}

pub(crate) fn file(path: &str, format: Format) -> FileReport {
    FileReport {
        path: Arc::from(path),
        format,
        scope: Scope::In,
        sha256: Some("9b74c9897bac770ffc029102a200c5de0b8c1f5d3b1a6f7e8d9c0a1b2c3d4e5f".into()),
        verdict: Verdict::Release,
        findings: Vec::new(),
        seen: Vec::new(),
        coverage: Coverage { bytes: 18_234, accounted: 18_234 },
        unread: Vec::new(),
        sheets: Vec::new(),
        allows_used: Vec::new(),
        children: Vec::new(),
    }
}

pub(crate) fn run(files: Vec<FileReport>) -> RunReport {
    let verdict = files.iter().filter(|file| file.scope == Scope::In).map(|file| file.verdict).max();
    RunReport {
        notices: Vec::new(),
        allows: AllowsUsed::default(),
        rules: RulesUsed { sha256: "5f2c7d9a0b1e".repeat(6)[..64].to_owned(), count: 63 },
        verdict: verdict.unwrap_or(Verdict::Unchecked),
        files,
    }
}
