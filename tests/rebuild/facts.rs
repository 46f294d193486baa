//! Frames and objects by a plan, with facts made by hand: one sheet with a hidden row and a hidden column, and a hidden
//! sheet.

use std::sync::Arc;

use foi_gate::clean::{Failure, Plan, Rebuild, Rebuilt, Scribe, Survey};
use foi_gate::model::{
    Action, Anchor, Ask, Book, Cell, CellRef, Cells, Chart, Choice, Columns, Comparison, Condition, Constant,
    Corner, Decision, Dress, FileReport, Finding, Frame, Link, Look, LookChange, Object, Picture, Place,
    Plot, PlotKind, Print, Range, Row, Series, Sheet, SheetKind, SheetState, Shows, Surface, TableLook,
    Value, View, Visibility, Words,
};
use foi_gate::read::Visitor;

use super::recorder::Recorder;
use super::{book as rules, check, decision};

const HIDDEN_ROW: u32 = 2;
const HIDDEN_COLUMN: u32 = 1;

#[derive(Default)]
struct Facts {
    frame: Frame,
    objects: Vec<Object>,
}

fn sheet(index: usize, name: &str, state: SheetState) -> Sheet {
    let part = Some(Arc::from(format!("xl/worksheets/sheet{}.xml", index + 1)));
    Sheet { name: Some(name.into()), part, index, state, kind: SheetKind::Worksheet }
}

impl Facts {
    fn play(&self, visitor: &mut dyn Visitor) {
        let sheets = vec![sheet(0, "Old", SheetState::Hidden), sheet(1, "Data", SheetState::Visible)];
        let money = Look { formats: vec!["[<5]\"*\";0".into()], ..Look::default() };
        let book = Book {
            sheets: sheets.clone(),
            looks: vec![Look::default(), money],
            active: 1,
            ..Book::default()
        };
        visitor.book(&book);
        for sheet in &sheets {
            visitor.sheet(sheet);
            visitor.frame(&self.frame());
            self.objects.iter().for_each(|object| visitor.object(object));
            for row in 0..6 {
                let hidden = (row == HIDDEN_ROW).then_some(Surface::HiddenRow);
                visitor.row(&Row { index: row, hidden, ..Row::default() });
                (0..4).for_each(|col| cell(visitor, row, col));
            }
            visitor.sheet_end(sheet);
        }
    }

    fn frame(&self) -> Frame {
        let hidden = Some(Surface::HiddenColumn);
        let columns = vec![
            Columns { first: 0, last: 0, width: Some(30.0), look: None, hidden: None },
            Columns { first: 1, last: 1, width: None, look: None, hidden },
            Columns { first: 2, last: 9, width: Some(12.0), look: Some(1), hidden: None },
        ];
        Frame { columns, ..self.frame.clone() }
    }

    /// What leaves, with these findings beside.
    fn run(&self, findings: &[Finding], decisions: &[Decision], force: bool) -> (Recorder, Rebuilt) {
        let plan = self.plan(findings, decisions, force);
        let mut copy = Recorder::default();
        let mut rebuild = Rebuild::new(&plan, &mut copy);
        self.play(&mut rebuild);
        let rebuilt = rebuild.finish().unwrap();
        (copy, rebuilt)
    }

    fn plan(&self, findings: &[Finding], decisions: &[Decision], force: bool) -> Plan {
        let mut survey = Survey::default();
        self.play(&mut survey);
        let before = FileReport { findings: findings.to_vec(), ..report() };
        Plan::make(&before, &survey, decisions, force).unwrap()
    }
}

fn report() -> FileReport {
    check("a.csv", b"Contact\r\n07700 900123\r\n", &rules())
}

/// A number in each cell; the last one is suppressed.
fn cell(visitor: &mut dyn Visitor, row: u32, col: u32) {
    let number = f64::from(row * 10 + col);
    let (shown, visibility, look) = match (row, col) {
        (HIDDEN_ROW, _) => (number.to_string(), Visibility::Hidden(Surface::HiddenRow), 0),
        (_, HIDDEN_COLUMN) => (number.to_string(), Visibility::Hidden(Surface::HiddenColumn), 0),
        (5, 3) => ("*".to_owned(), Visibility::Hidden(Surface::FormatHiddenValue), 1),
        _ => (number.to_string(), Visibility::Visible, 0),
    };
    let dress = Dress { look, ..Dress::default() };
    visitor.cell(&Cell {
        row,
        col,
        value: Value::Number(number),
        shown: &shown,
        shared: None,
        visibility,
        dress,
    });
}

fn range(first: (u32, u32), last: (u32, u32)) -> Range {
    Range::cell(first.0, first.1).join(Range::cell(last.0, last.1))
}

fn chart(cells: Range, sheet: &str) -> Chart {
    let values = Some(Cells { sheet: sheet.into(), range: cells });
    let mut plot = Plot::new(PlotKind::Column);
    plot.series.push(Series { values, ..Series::default() });
    Chart { plots: vec![plot], ..Chart::default() }
}

fn object(shows: Shows) -> Object {
    let corner = |row, col| Corner { cell: CellRef { row, col }, right: 5, down: 5 };
    let anchor = Anchor { from: corner(HIDDEN_ROW, HIDDEN_COLUMN), to: Some(corner(5, 3)), size: None };
    let place = Place { part: Some("xl/charts/chart1.xml".into()), ..Place::default() };
    Object { place, anchor, shows }
}

fn drawn(chart: Chart) -> (Recorder, Rebuilt) {
    let facts = Facts { objects: vec![object(Shows::Chart(Box::new(chart)))], ..Facts::default() };
    facts.run(&[], &[], false)
}

#[test]
fn cells_move_and_suppressed_ones_show_what_they_showed() {
    let (copy, rebuilt) = Facts::default().run(&[], &[], false);
    assert_eq!(copy.sheets.len(), 1);
    let sheet = &copy.sheets[0];
    assert_eq!((sheet.at(0, 1), sheet.at(2, 0), sheet.at(4, 2)), ("2", "30", "*"));
    assert_eq!((rebuilt.cells, rebuilt.losses.len(), copy.active), (15, 0, 0));
    assert!(!copy.texts.iter().any(|text| text == "53" || text.contains("\"*\"")), "{:?}", copy.texts);
}

#[test]
fn the_frame_moves_with_its_cells() {
    let table = TableLook {
        range: range((0, 0), (5, 3)),
        headings: true,
        totals: true,
        style: Some("TableStyleMedium2"),
        row_stripes: true,
        column_stripes: false,
        first_column: false,
        last_column: false,
        filter: true,
    };
    let headless = TableLook { range: range((HIDDEN_ROW, 0), (4, 0)), ..table.clone() };
    let print = Print {
        areas: vec![range((0, 0), (5, 3)), range((0, 1), (5, 1))],
        repeat_rows: Some((0, 2)),
        repeat_columns: Some((1, 1)),
        row_breaks: vec![2, 3, 5],
        column_breaks: vec![1],
        ..Print::default()
    };
    let frame = Frame {
        merges: vec![range((0, 0), (0, 1)), range((1, 2), (3, 3)), range((4, 2), (4, 3))],
        view: View { frozen: Some(CellRef { row: 3, col: 2 }), ..View::default() },
        print,
        filter: Some(range((0, 0), (5, 3))),
        tables: vec![table, headless],
        links: vec![Link { range: Range::cell(5, 2), address: "https://example.org".into() }],
        ..Frame::default()
    };
    let (copy, _) = Facts { frame, objects: Vec::new() }.run(&[], &[], false);
    let frame = &copy.sheets[0].frame;
    let said: Vec<String> = frame.merges.iter().map(Range::to_string).collect();
    assert_eq!(said, ["B2:C3", "B4:C4"]);
    assert_eq!(frame.view.frozen, Some(CellRef { row: 2, col: 1 }));
    assert_eq!(frame.print.areas.iter().map(Range::to_string).collect::<Vec<_>>(), ["A1:C5"]);
    assert_eq!((frame.print.repeat_rows, frame.print.repeat_columns), (Some((0, 1)), None));
    assert_eq!(
        (frame.print.row_breaks.as_slice(), frame.print.column_breaks.as_slice()),
        (&[2, 4][..], &[1][..])
    );
    assert_eq!(frame.filter.map(|range| range.to_string()).as_deref(), Some("A1:C5"));
    assert_eq!(frame.tables.iter().map(|table| table.range.to_string()).collect::<Vec<_>>(), ["A1:C5"]);
    assert_eq!(frame.links[0].range, Range::cell(4, 1));
    let columns: Vec<_> = frame.columns.iter().map(|columns| (columns.first, columns.last)).collect();
    assert_eq!(columns, [(0, 0), (1, 8)]);
}

#[test]
fn conditions_that_ask_all_cells_stay_only_where_all_cells_do() {
    let over =
        |ask: Ask, ranges: Vec<Range>| Condition { ranges, ask, look: LookChange::default(), stops: false };
    let more = || Ask::Cell(Comparison::Greater, Constant::Number(3.0));
    let top = || Ask::Top { rank: 3, percent: false };
    let conditions = vec![
        over(more(), vec![range((0, 0), (5, 3))]),
        over(top(), vec![range((0, 0), (5, 0))]),
        over(top(), vec![range((3, 2), (4, 3))]),
        over(top(), vec![range((3, 2), (5, 3))]),
        over(more(), vec![range((0, 1), (5, 1))]),
        over(Ask::Contains("Ann Example".into()), vec![range((0, 0), (5, 3))]),
    ];
    let (copy, rebuilt) =
        Facts { frame: Frame { conditions, ..Frame::default() }, objects: Vec::new() }.run(&[], &[], false);
    let left: Vec<String> =
        copy.sheets[0].frame.conditions.iter().map(|condition| condition.ranges[0].to_string()).collect();
    assert_eq!(left, ["A1:C5", "B3:C4"]);
    let lost: Vec<String> =
        rebuilt.losses.iter().filter_map(|(place, _)| Some(place.range?.to_string())).collect();
    assert_eq!(lost, ["A1:A6", "C4:D6", "A1:D6"]);
}

#[test]
fn a_chart_over_cells_that_leave_is_drawn_over_them() {
    let (copy, rebuilt) = drawn(chart(range((0, 0), (5, 0)), "data"));
    let Shows::Chart(chart) = &copy.sheets[0].objects[0].shows else { panic!("a chart") };
    let cells = chart.plots[0].series[0].values.clone().unwrap();
    assert_eq!((&*cells.sheet, cells.range.to_string().as_str()), ("Data", "A1:A5"));
    let anchor = copy.sheets[0].objects[0].anchor;
    assert_eq!((anchor.from.cell, anchor.from.down), (CellRef { row: 2, col: 1 }, 0));
    assert_eq!((anchor.to.unwrap().cell, rebuilt.losses.len()), (CellRef { row: 4, col: 2 }, 0));
}

#[test]
fn a_chart_that_showed_more_than_leaves_is_left_out_and_said() {
    let whole = range((0, 0), (5, 0));
    for (what, chart) in [
        ("a hidden sheet", chart(whole, "Old")),
        ("no sheet", chart(whole, "Gone")),
        ("hidden rows", Chart { shows_hidden: true, ..chart(whole, "Data") }),
        ("nothing but a hidden column", chart(range((0, 1), (5, 1)), "Data")),
        ("a suppressed value", chart(range((0, 3), (5, 3)), "Data")),
        ("more than can be drawn", Chart::beyond("it cannot be drawn")),
    ] {
        let (copy, rebuilt) = drawn(chart);
        assert!(copy.sheets[0].objects.is_empty(), "{what}");
        assert_eq!(rebuilt.losses.len(), 1, "{what}");
    }
}

fn finding(rule: &str, surface: Surface, action: Action, part: &str) -> Finding {
    let found = report().findings[0].clone();
    let place = Place { part: Some(part.into()), sheet: Some("Data".into()), ..Place::default() };
    Finding { rule: rule.into(), surface, action, place, cells: Vec::new(), ..found }
}

#[test]
fn words_that_only_a_chart_says_stay_behind_where_they_were_found() {
    let mut named = chart(range((0, 0), (5, 0)), "Data");
    named.plots[0].series[0].name = Some(Words::Text("Ann Example".into()));
    let facts = Facts { objects: vec![object(Shows::Chart(Box::new(named)))], ..Facts::default() };
    let said = |findings: &[Finding]| {
        let (copy, _) = facts.run(findings, &[], true);
        copy.texts.iter().any(|text| text == "Ann Example")
    };
    assert!(said(&[]));
    assert!(!said(&[finding("chart-cache", Surface::ChartCache, Action::Strip, "xl/charts/chart1.xml")]));
    assert!(said(&[finding("chart-cache", Surface::ChartCache, Action::Strip, "xl/charts/chart2.xml")]));
    assert!(!said(&[finding("mobile-number", Surface::VisibleCell, Action::Block, "xl/charts/chart1.xml")]));
}

#[test]
fn pictures_leave_where_no_rule_wants_them_gone_or_a_decision_keeps_them() {
    let picture = Picture { bytes: Arc::from([1, 2, 3]), crop: [0.0; 4], beyond: None };
    let facts = Facts { objects: vec![object(Shows::Picture(picture))], ..Facts::default() };
    let leaves = |findings: &[Finding], decisions: &[Decision]| {
        let (copy, rebuilt) = facts.run(findings, decisions, true);
        assert!(rebuilt.losses.is_empty());
        !copy.sheets[0].objects.is_empty()
    };
    let found = |action| finding("image", Surface::Image, action, "xl/media/image1.png");
    let keep = decision(&report(), Choice::Keep, Some("image"), None);
    assert!(leaves(&[], &[]));
    assert!(leaves(&[found(Action::Warn)], &[]));
    assert!(!leaves(&[found(Action::Strip)], &[]));
    assert!(!leaves(&[found(Action::Block)], &[]));
    assert!(leaves(&[found(Action::Block)], &[keep]));
}

#[test]
fn after_a_failure_nothing_more_is_handed_on() {
    struct Full(u32);
    impl Scribe for Full {
        fn rebuilds(&self) -> bool {
            true
        }
        fn book(&mut self, _: &Book) -> Result<(), Failure> {
            Ok(())
        }
        fn sheet(&mut self, _: &Sheet) -> Result<(), Failure> {
            Ok(())
        }
        fn frame(&mut self, _: &Frame) -> Result<(), Failure> {
            Ok(())
        }
        fn object(&mut self, _: &Object) -> Result<(), Failure> {
            Ok(())
        }
        fn row(&mut self, _: &Row) -> Result<(), Failure> {
            self.0 += 1;
            Err(Failure::Io(std::io::ErrorKind::StorageFull.into()))
        }
        fn cell(&mut self, _: &Cell<'_>) -> Result<(), Failure> {
            panic!("after a failure")
        }
        fn blank(&mut self, _: u32, _: u32, _: u32) -> Result<(), Failure> {
            panic!("after a failure")
        }
        fn sheet_end(&mut self, _: &Sheet) -> Result<(), Failure> {
            panic!("after a failure")
        }
        fn finish(&mut self) -> Result<(), Failure> {
            panic!("after a failure")
        }
    }
    let facts = Facts::default();
    let plan = facts.plan(&[], &[], false);
    let mut full = Full(0);
    let mut rebuild = Rebuild::new(&plan, &mut full);
    facts.play(&mut rebuild);
    assert_eq!(rebuild.finish().unwrap_err().to_string(), "the disk is full");
    assert_eq!(full.0, 1);
}
