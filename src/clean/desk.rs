//! Decisions against findings: which decision is for which finding, and what comes of each finding.
//!
//! Where decisions contradict each other at one cell, dropping goes before withholding, and withholding before keeping.

use std::sync::Arc;

use super::region::{around, common, count, inside, without};
use super::sheets::SheetPlan;
use crate::model::{
    Action, CellRef, Choice, Decision, Done, Evidence, FileReport, Finding, Place, Range, SheetKind, Step,
    Surface, mark,
};

/// Findings and decisions on their way to a plan.
pub(super) struct Desk<'p> {
    pub(super) decisions: &'p [Decision],
    /// The file that the decisions have to be about.
    pub(super) sha256: &'p str,
    pub(super) force: bool,
    pub(super) sheets: Vec<SheetPlan>,
    steps: Vec<Step>,
    /// Steps of decisions that name cells, and the cells.
    by_place: Vec<(Step, Vec<Range>)>,
    /// Cells that steps of findings tell of, by decision.
    told: Vec<(usize, Vec<Range>)>,
    pub(super) used: Vec<bool>,
    pub(super) undecided: usize,
    pub(super) uncleanable: usize,
    /// Pictures that a rule wants gone, and no decision keeps.
    pub(super) pictures_go: bool,
    /// Parts of charts in which something was found that no cell shows.
    pub(super) telling: Vec<Arc<str>>,
    /// Sheets with pictures that a decision keeps.
    pub(super) pictures_stay: Vec<Option<Arc<str>>>,
    /// Where more cells go than were found.
    pub(super) vague: Vec<Place>,
}

impl<'p> Desk<'p> {
    pub(super) fn new(
        before: &'p FileReport,
        decisions: &'p [Decision],
        force: bool,
        sheets: Vec<SheetPlan>,
    ) -> Self {
        Desk {
            decisions,
            sha256: before.sha256.as_deref().unwrap_or_default(),
            force,
            sheets,
            steps: Vec::new(),
            by_place: Vec::new(),
            told: Vec::new(),
            used: vec![false; decisions.len()],
            undecided: 0,
            uncleanable: 0,
            pictures_go: false,
            telling: Vec::new(),
            pictures_stay: Vec::new(),
            vague: Vec::new(),
        }
    }

    /// What comes of a finding.
    pub(super) fn finding(&mut self, finding: &Finding) {
        match (finding.surface, finding.place.range) {
            (Surface::VisibleCell, Some(range)) => {
                let cells = if finding.cells.is_empty() { vec![range] } else { finding.cells.clone() };
                self.cells(finding, cells);
            }
            (Surface::VisibleCell, None) => self.words(finding),
            _ => self.surface(finding),
        }
    }

    /// Decisions that name cells and no rule: the cells go whether anything was found in them or not.
    pub(super) fn places(&mut self, findings: &[Finding]) {
        for number in 0..self.decisions.len() {
            let Some((place, cells)) = self.named_cells(number, findings) else { continue };
            let Some(decision) = self.decisions.get(number) else { continue };
            self.use_up(number);
            let done = self.carry_out(&place, &cells, decision);
            let step = Step {
                done,
                surface: Surface::VisibleCell,
                rule: "decision".into(),
                title: "Cells that a decision names".into(),
                category: None,
                place: Place { range: around(&cells), ..place },
                count: count(&cells),
                exemption: decision.exemption.clone(),
                decision: Some(number),
            };
            self.by_place.push((step, cells));
        }
    }

    /// The steps, in the order of the findings; then those of decisions about cells in which nothing was found.
    pub(super) fn steps(&mut self) -> Vec<Step> {
        let mut steps = std::mem::take(&mut self.steps);
        for (step, mut cells) in std::mem::take(&mut self.by_place) {
            for (_, told) in self.told.iter().filter(|(number, _)| Some(*number) == step.decision) {
                for range in told {
                    cells = without(&cells, *range);
                }
            }
            if !cells.is_empty() {
                steps.push(step);
            }
        }
        steps
    }

    /// The cells on view that a decision without a rule names, and the place of their sheet.
    fn named_cells(&self, number: usize, findings: &[Finding]) -> Option<(Place, Vec<Range>)> {
        let decision = self.decisions.get(number).filter(|decision| &*decision.sha256 == self.sha256)?;
        let range = decision.place.range.filter(|_| decision.rule.is_none())?;
        let sheet = self.sheets.get(self.sheet_of(decision)?).filter(|sheet| sheet.copy.is_some())?;
        let (place, extent) = (sheet.original.place(), sheet.extent?);
        let named = below_headings(range, extent, findings, &place);
        let cells: Vec<Range> = named.into_iter().filter_map(|range| common(range, extent)).collect();
        (!cells.is_empty()).then_some((place, cells))
    }

    /// Cells on view.
    fn cells(&mut self, finding: &Finding, cells: Vec<Range>) {
        let mut left = cells;
        for choice in [Choice::DropColumn, Choice::Withhold, Choice::Keep] {
            for number in 0..self.decisions.len() {
                let Some(decision) = self.decisions.get(number).filter(|one| one.choice == choice) else {
                    continue;
                };
                if !self.is_about(decision, finding) {
                    continue;
                }
                let range = decision.place.range.unwrap_or(EVERYWHERE);
                let part = inside(&left, range);
                if part.is_empty() {
                    continue;
                }
                left = without(&left, range);
                self.use_up(number);
                let done = self.carry_out(&finding.place, &part, decision);
                self.step_of_cells(finding, &part, left.is_empty(), done, Some(number));
                self.told.push((number, part));
            }
        }
        if left.is_empty() {
            return;
        }
        match finding.action {
            Action::Warn => self.step_of_cells(finding, &left, true, Done::Kept, None),
            Action::Block if !self.force => self.undecided += 1,
            _ => {
                self.withhold(&finding.place, &left, finding.exemption.as_deref());
                self.step_of_cells(finding, &left, true, Done::Withheld, None);
            }
        }
    }

    /// Words on view that are in no cell: a sheet's name, the title of a chart.
    fn words(&mut self, finding: &Finding) {
        let (choice, number) = self.decided(finding);
        let done = match (choice, finding.action) {
            (Some(Choice::Keep), _) | (None, Action::Warn) => Done::Kept,
            (None, Action::Block) if !self.force => {
                self.undecided += 1;
                return;
            }
            _ => Done::Withheld,
        };
        if done == Done::Withheld {
            let Some(sheet) = self.sheet_at(&finding.place) else {
                // Words of the workbook as a whole, such as the name of a font, have no place that could go without.
                self.uncleanable += 1;
                return;
            };
            match &finding.place.part {
                Some(part) if sheet.original.part.as_ref() != Some(part) => {
                    sheet.wordless.push(Arc::clone(part))
                }
                _ => sheet.nameless = true,
            }
        }
        self.step(finding, done, number);
    }

    /// A surface, or personal data at one.
    fn surface(&mut self, finding: &Finding) {
        let done = done_at(finding.surface);
        if finding.surface == Surface::ChartCache {
            self.telling.extend(finding.place.part.clone());
        }
        let (choice, number) = self.decided(finding);
        let keepable = done == Done::Kept || finding.surface == Surface::Image;
        let kept = choice == Some(Choice::Keep) && keepable;
        match (finding.action, choice) {
            (Action::Warn, _) => {
                let done = if finding.surface == Surface::Image { Done::Kept } else { done };
                return self.step(finding, done, number);
            }
            _ if kept => {
                if finding.surface == Surface::Image {
                    self.pictures_stay.push(finding.place.sheet.clone());
                }
                return self.step(finding, Done::Kept, number);
            }
            (Action::Block, None) if !self.force => self.undecided += 1,
            // Neither is there a way of leaving it in, nor can these be taken out.
            (Action::Block, Some(Choice::Keep)) => self.uncleanable += 1,
            _ if done == Done::Kept => self.uncleanable += 1,
            _ => self.step(finding, done, number),
        }
        self.pictures_go |= finding.surface == Surface::Image;
    }

    /// Does with cells on view what a decision says.
    fn carry_out(&mut self, place: &Place, cells: &[Range], decision: &Decision) -> Done {
        match decision.choice {
            Choice::Keep => return Done::Kept,
            Choice::Withhold => self.withhold(place, cells, decision.exemption.as_deref()),
            Choice::DropColumn => {
                if let Some(sheet) = self.sheet_at(place) {
                    let last = sheet.extent.map_or(0, |extent| extent.last.col);
                    for range in cells {
                        sheet.dropped.extend(range.first.col..=range.last.col.min(last));
                    }
                    sheet.dropped.sort_unstable();
                    sheet.dropped.dedup();
                    return Done::Dropped;
                }
            }
        }
        Done::Withheld
    }

    fn withhold(&mut self, place: &Place, cells: &[Range], exemption: Option<&str>) {
        let mark: Arc<str> = mark(exemption).into();
        match self.sheet_at(place) {
            Some(sheet) => {
                if let Some(extent) = sheet.extent {
                    sheet.marks.add(cells, extent, &mark);
                }
            }
            None => self.uncleanable += 1,
        }
    }

    /// The decision for a finding that is no cell on view: of several, the one that leaves least.
    fn decided(&mut self, finding: &Finding) -> (Option<Choice>, Option<usize>) {
        for choice in [Choice::DropColumn, Choice::Withhold, Choice::Keep] {
            let found = self.decisions.iter().position(|decision| {
                let touched = decision
                    .place
                    .range
                    .is_none_or(|range| finding.place.range.is_some_and(|own| common(own, range).is_some()));
                decision.choice == choice && self.is_about(decision, finding) && touched
            });
            if let Some(number) = found {
                self.use_up(number);
                return (Some(choice), Some(number));
            }
        }
        (None, None)
    }

    /// Whether a decision is about this file, this finding's rule and its sheet.
    fn is_about(&self, decision: &Decision, finding: &Finding) -> bool {
        &*decision.sha256 == self.sha256
            && decision.rule.as_ref().is_none_or(|rule| *rule == finding.rule)
            && self.is_on(decision, finding.place.sheet.as_ref())
    }

    fn is_on(&self, decision: &Decision, sheet: Option<&Arc<str>>) -> bool {
        match (&decision.place.sheet, decision.place.range) {
            (Some(wanted), _) => sheet.is_some_and(|sheet| same(sheet, wanted)),
            // Cells of no sheet in particular are those of the only one.
            (None, Some(_)) => self.sheet_of(decision).is_some(),
            (None, None) => true,
        }
    }

    /// The sheet that a decision names, or the only one.
    fn sheet_of(&self, decision: &Decision) -> Option<usize> {
        match &decision.place.sheet {
            Some(wanted) => self
                .sheets
                .iter()
                .position(|sheet| sheet.original.name.as_ref().is_some_and(|name| same(name, wanted))),
            None => (self.sheets.len() == 1).then_some(0),
        }
    }

    fn sheet_at(&mut self, place: &Place) -> Option<&mut SheetPlan> {
        self.sheets.iter_mut().find(|sheet| {
            sheet.copy.is_some()
                && sheet.original.kind != SheetKind::Remnant
                && match (&sheet.original.name, &place.sheet) {
                    (None, None) => true,
                    (Some(own), Some(name)) => own == name,
                    _ => false,
                }
        })
    }

    fn use_up(&mut self, number: usize) {
        if let Some(used) = self.used.get_mut(number) {
            *used = true;
        }
    }

    fn step_of_cells(
        &mut self,
        finding: &Finding,
        part: &[Range],
        all: bool,
        done: Done,
        decision: Option<usize>,
    ) {
        let whole = all && around(part) == finding.place.range;
        self.step(finding, done, decision);
        if done == Done::Withheld && !finding.exact {
            self.vague.push(finding.place.clone());
        }
        let Some(step) = self.steps.last_mut() else { return };
        if !whole {
            step.place.range = around(part).or(step.place.range);
            step.count = step.count.min(count(part));
        }
    }

    fn step(&mut self, finding: &Finding, done: Done, decision: Option<usize>) {
        let behind = decision.and_then(|number| self.decisions.get(number));
        let forced =
            finding.exemption.clone().filter(|_| finding.action == Action::Block && done != Done::Kept);
        let withheld = finding.exemption.clone().filter(|_| done == Done::Withheld);
        self.steps.push(Step {
            done,
            surface: finding.surface,
            rule: Arc::clone(&finding.rule),
            title: Arc::clone(&finding.title),
            category: finding.category,
            place: finding.place.clone(),
            count: finding.count,
            exemption: behind.map_or(forced.or(withheld), |decision| decision.exemption.clone()),
            decision,
        });
    }
}

/// Every cell that there can be.
pub(super) const EVERYWHERE: Range =
    Range { first: CellRef { row: 0, col: 0 }, last: CellRef { row: u32::MAX, col: u32::MAX } };

/// Excel takes names of sheets for the same whatever their case.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// The cells that a decision names. Of whole columns the heading stays where it is known which it is: right above a
/// column that was found by its heading, every value of it.
fn below_headings(range: Range, extent: Range, findings: &[Finding], place: &Place) -> Vec<Range> {
    let mut cells = vec![range];
    if range.last.row != u32::MAX {
        return cells;
    }
    for finding in findings {
        // Every value under the heading was found, whatever they look like on average.
        let whole =
            finding.evidence.iter().all(|one| matches!(one, Evidence::Heading(_) | Evidence::Mean { .. }));
        let headed = finding.evidence.iter().any(|one| matches!(one, Evidence::Heading(_)));
        let here = finding.surface == Surface::VisibleCell && finding.place.sheet == place.sheet;
        let found = finding.place.range.filter(|_| whole && headed && here);
        let above = found.and_then(|found| Some((found.first.row.checked_sub(1)?, found.first.col)));
        if let Some((row, col)) = above.filter(|(row, col)| extent.contains(*row, *col)) {
            cells = without(&cells, Range::cell(row, col));
        }
    }
    cells
}

/// What a copy does at a surface, as the catalogue says: it is made anew, of what is on view.
pub(super) fn done_at(surface: Surface) -> Done {
    match surface {
        Surface::InvisibleText => Done::Emptied,
        Surface::FormatHiddenValue
        | Surface::StaleValue
        | Surface::Formula
        | Surface::RichTextRun
        | Surface::CsvInvisibleCharacter => Done::Displayed,
        Surface::OutOfViewSheet
        | Surface::StyleName
        | Surface::PackageAnomaly
        | Surface::XmlRemark
        | Surface::UnallocatedSector
        | Surface::DisguisedFormat
        | Surface::CsvEncoding => Done::Rewritten,
        Surface::BehindObject
        | Surface::RemoteCell
        | Surface::CsvPreamble
        | Surface::CsvFormula
        | Surface::VisibleCell => Done::Kept,
        _ => Done::Dropped,
    }
}
