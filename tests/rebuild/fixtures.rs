//! Nothing hidden reaches a scribe, from any place of the catalogue; and everything on view does.

use foi_gate::model::{
    Action, Cell, Done, Format, NoCopy, Sheet, SheetKind, SheetState, Surface, Value, Verdict, Visibility,
};
use foi_gate::model::{Book, Frame, Object, Row, TextFact, Trace, Unread};
use foi_gate::read::{Child, Visitor};

use super::{book, read, run};
use crate::fixtures::{Fixture, all};

fn chosen() -> Vec<Fixture> {
    let wanted = std::env::var("FIXTURE").unwrap_or_default();
    all().into_iter().filter(|fixture| fixture.id().contains(&wanted)).collect()
}

#[test]
fn what_is_planted_reaches_no_scribe() {
    let book = book();
    let (mut wrong, mut looked_at) = (Vec::new(), 0);
    for fixture in chosen() {
        let id = fixture.id();
        let run = match run(&fixture.name, &fixture.bytes, &book, &[], true) {
            Ok(run) => run,
            Err(NoCopy::Unchecked) => continue,
            Err(why) => {
                wrong.push(format!("{id}: {why}"));
                continue;
            }
        };
        // What is read otherwise than some programs would is on view in the copy.
        if [Surface::CsvEncoding, Surface::DisguisedFormat].contains(&fixture.surface) {
            continue;
        }
        let own = run.plan.steps().iter().filter(|step| step.surface == fixture.surface);
        let kept = own.clone().all(|step| step.done == Done::Kept);
        if own.count() == 0 {
            wrong.push(format!("{id}: no step"));
        }
        let Some(word) = fixture.planted.as_deref().filter(|_| !kept) else { continue };
        looked_at += 1;
        if run.copy.texts.iter().any(|text| text.contains(word)) {
            wrong.push(format!("{id}: the planted word leaves"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(looked_at > 200 || std::env::var_os("FIXTURE").is_some(), "only {looked_at} looked at");
}

#[test]
fn what_is_on_view_leaves() {
    let book = book();
    let mut wrong = Vec::new();
    for fixture in chosen() {
        let id = fixture.id();
        let Ok(run) = run(&fixture.name, &fixture.bytes, &book, &[], true) else { continue };
        if run
            .before
            .findings
            .iter()
            .any(|finding| finding.action == Action::Block && finding.place.range.is_some())
        {
            continue;
        }
        let mut eye = Eye::default();
        read(&run.before, &fixture.bytes, &mut eye);
        let left: Vec<&String> = run.copy.sheets.iter().flat_map(|sheet| sheet.cells.values()).collect();
        let mut rest = left.iter();
        for shown in &eye.shown {
            if !rest.any(|cell| *cell == shown) {
                wrong.push(format!(
                    "{id}: a cell on view is missing, of {} and {}",
                    eye.shown.len(),
                    left.len()
                ));
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_file_without_anything_leaves_whole() {
    let book = book();
    let mut seen = Vec::new();
    for fixture in chosen() {
        if seen.contains(&fixture.without) {
            continue;
        }
        let id = fixture.id();
        let run = run(&fixture.without_name, &fixture.without, &book, &[], false)
            .unwrap_or_else(|why| panic!("{id}: {why}"));
        assert_ne!(run.before.verdict, Verdict::Unchecked);
        let cells: u64 = run
            .before
            .sheets
            .iter()
            .filter(|sheet| sheet.state == SheetState::Visible)
            .map(|sheet| sheet.visible_cells)
            .sum();
        assert_eq!(
            (run.rebuilt.cells, run.rebuilt.losses.len()),
            (cells, 0),
            "{id}: {:?}",
            run.rebuilt.losses
        );
        assert!(fixture.format != Format::Csv || cells > 0);
        seen.push(fixture.without);
    }
}

/// What is on view, in order.
#[derive(Default)]
struct Eye {
    shown: Vec<String>,
    /// Sheets of macros go with them.
    macros: bool,
}

impl Visitor for Eye {
    fn rebuilds(&self) -> bool {
        false
    }
    fn cell(&mut self, cell: &Cell<'_>) {
        let hidden = foi_gate::read::invisible::invisible(cell.shown);
        let shown = hidden.map_or_else(|| cell.shown.to_owned(), |found| found.shown);
        if cell.visibility == Visibility::Visible
            && !self.macros
            && !(shown.trim().is_empty() && matches!(cell.value, Value::Text(_)))
        {
            self.shown.push(shown);
        }
    }
    fn book(&mut self, _: &Book) {}
    fn frame(&mut self, _: &Frame) {}
    fn object(&mut self, _: &Object) {}
    fn row(&mut self, _: &Row) {}
    fn blank(&mut self, _: u32, _: u32, _: u32) {}
    fn sheet(&mut self, sheet: &Sheet) {
        self.macros = sheet.kind == SheetKind::Macrosheet;
    }
    fn sheet_end(&mut self, _: &Sheet) {}
    fn trace(&mut self, _: Trace<'_>) {}
    fn text(&mut self, _: TextFact<'_>) {}
    fn child(&mut self, _: Child) {}
    fn unread(&mut self, _: Unread) {}
}
