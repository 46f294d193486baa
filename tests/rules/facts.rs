//! Tables as facts, pushed into an inspector the way a reader would. All values are invented.

use std::sync::Arc;

use foi_gate::inspect::{Inspection, Inspector};
use foi_gate::model::{Cell, Finding, Sheet, SheetKind, SheetState, Surface, Value, Visibility};
use foi_gate::read::Visitor;
use foi_gate::rules::RuleBook;

/// The shipped rules.
pub(super) fn book() -> RuleBook {
    RuleBook::shipped().unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// A sheet of this name.
pub(super) fn sheet(name: Option<&str>) -> Sheet {
    Sheet {
        name: name.map(Arc::from),
        part: name.map(|name| Arc::from(format!("xl/worksheets/{name}.xml"))),
        index: 0,
        state: SheetState::Visible,
        kind: SheetKind::Worksheet,
    }
}

/// Pushes a table, row by row; empty texts are no cells.
pub(super) fn push(to: &mut dyn Visitor, sheet: &Sheet, rows: &[Vec<&str>], visibility: Visibility) {
    to.sheet(sheet);
    for (row, cells) in rows.iter().enumerate() {
        for (col, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, col) = (u32::try_from(row).unwrap(), u32::try_from(col).unwrap());
            to.cell(&Cell {
                row,
                col,
                value: Value::Text(text),
                shown: text,
                shared: None,
                visibility,
                dress: foi_gate::model::Dress::default(),
            });
        }
    }
    to.sheet_end(sheet);
}

/// What the shipped rules make of a table on open view; rows are lines, cells are parted by `|`.
pub(super) fn check(table: &str) -> Inspection {
    check_at(table, Visibility::Visible)
}

/// The same, hidden or not.
pub(super) fn check_at(table: &str, visibility: Visibility) -> Inspection {
    let book = book();
    let mut inspector = Inspector::new(&book);
    let rows: Vec<Vec<&str>> =
        table.trim().lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    push(&mut inspector, &sheet(Some("Sheet1")), &rows, visibility);
    inspector.finish()
}

/// `rule range count action`, one line a finding.
pub(super) fn told(inspection: &Inspection) -> Vec<String> {
    inspection.findings.iter().map(line).collect()
}

fn line(finding: &Finding) -> String {
    let range = finding.place.range.map(|range| range.to_string()).unwrap_or_default();
    let hidden = if finding.surface == Surface::VisibleCell {
        String::new()
    } else {
        format!(" in {}", finding.surface.id())
    };
    format!("{} {range} {} {}{hidden}", finding.rule, finding.count, finding.action.id())
}
