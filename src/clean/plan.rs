//! From findings, decisions and the survey to what leaves and what does not.
//!
//! What is hidden never leaves, whatever the rules say of it: a rule that is off, or only warns, says that nobody need be
//! told, not that the copy is to carry it. Pictures leave where no rule wants them gone, or a decision keeps them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::charts;
use super::desk::{Desk, EVERYWHERE, same};
use super::region::{around, without};
use super::sheets::{SheetPlan, by_name, number};
use super::survey::Survey;
use crate::model::{
    Action, CellRef, Choice, Decision, FileReport, Finding, NoCopy, Place, Range, Sheet, SheetKind, Step,
    Surface, Verdict,
};

/// Said where a finding's cells were too many to be told apart.
const BETWEEN: &str =
    "cells between those that were found were withheld as well, as there were too many to tell them apart";

/// What leaves of a file.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) sheets: Vec<SheetPlan>,
    /// Sheets by their names in the original, in lower case.
    pub(super) names: HashMap<String, usize>,
    /// What was left out though it was on view, as far as it is known without reading on.
    pub(super) losses: Vec<(Place, &'static str)>,
    /// Words of charts that cells of the copy show.
    words: HashSet<String>,
    /// Parts of charts that hold what no cell shows.
    telling: Vec<Arc<str>>,
    /// Something on view is withheld.
    withholds: bool,
    steps: Vec<Step>,
    used: Vec<usize>,
    /// Decisions to keep, which are about this file.
    kept: Vec<Decision>,
}

/// Why there can be no plan, and what would be done all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The reason.
    pub why: NoCopy,
    /// As [`Plan::steps`]; none where nothing was weighed.
    pub steps: Vec<Step>,
}

impl From<NoCopy> for Refused {
    fn from(why: NoCopy) -> Self {
        Refused { why, steps: Vec::new() }
    }
}

impl Plan {
    /// Makes the plan for a file, of its check and the survey that went with it. With `force` what blocks is withheld
    /// where nothing was decided. Decisions about other files are passed over.
    ///
    /// # Errors
    /// Why there can be no copy.
    pub fn make(
        before: &FileReport,
        survey: &Survey,
        decisions: &[Decision],
        force: bool,
    ) -> Result<Plan, Refused> {
        if before.verdict == Verdict::Unchecked {
            return Err(NoCopy::Unchecked.into());
        }
        let sheets = survey.sheets().iter().map(SheetPlan::new).collect();
        let mut desk = Desk::new(before, decisions, force, sheets);
        desk.places(&before.findings);
        before.findings.iter().for_each(|finding| desk.finding(finding));
        let why = match (desk.uncleanable, desk.undecided) {
            (0, 0) => None,
            (0, undecided) => Some(NoCopy::Undecided(undecided)),
            (uncleanable, _) => Some(NoCopy::Uncleanable(uncleanable)),
        };
        if let Some(why) = why {
            return Err(Refused { why, steps: desk.steps() });
        }
        let plan = settle(desk, survey);
        let leaves = plan.sheets.iter().any(|sheet| sheet.copy.is_some());
        if leaves { Ok(plan) } else { Err(NoCopy::NoWriter("no sheet of it is on view").into()) }
    }

    /// What is done: a step for each finding that is acted on or kept, in the order of the findings, then one for each
    /// decision that is about no finding.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Which of the decisions it uses.
    pub fn used(&self) -> &[usize] {
        &self.used
    }

    /// The sheets of the copy, in the order of their tabs.
    pub fn sheets(&self) -> Vec<Sheet> {
        let mut sheets: Vec<Sheet> = self.sheets.iter().filter_map(|sheet| sheet.copy.clone()).collect();
        sheets.sort_by_key(|sheet| sheet.index);
        sheets
    }

    /// Where a cell of the copy was in the original; `sheet` counts the sheets of the copy.
    pub fn original(&self, sheet: usize, row: u32, col: u32) -> Place {
        let Some(plan) = self.copied(sheet) else { return Place::default() };
        let at = plan.original_cell(row, col);
        plan.original.place().cells(Range { first: at, last: at })
    }

    /// Findings of the check of a copy that no decision lets stay: with any of them it must not go. `only` is the sheet
    /// of the copy that it holds, where each sheet is a file of its own. Files inside the copy, and what could not be
    /// read of it, are not looked at here.
    pub fn still_found<'f>(&self, after: &'f FileReport, only: Option<usize>) -> Vec<&'f Finding> {
        after
            .findings
            .iter()
            .filter(|found| found.action > Action::Warn && !self.keeps(found, only))
            .collect()
    }

    /// Such a finding as one of the original, where it is about cells.
    pub fn in_original(&self, found: &Finding, only: Option<usize>) -> Option<Finding> {
        let range = found.place.range.filter(|_| found.surface == Surface::VisibleCell)?;
        let sheet = self.found_on(found, only)?;
        let own = if found.cells.is_empty() { std::slice::from_ref(&range) } else { &*found.cells };
        let mut cells: Vec<Range> = own.iter().map(|range| sheet.cuts.original_range(*range)).collect();
        let moved = |(from, to): (&CellRef, &CellRef)| {
            let found = own.iter().any(|range| range.contains(to.row, to.col));
            found.then_some(Range { first: *from, last: *from })
        };
        cells.extend(sheet.moves.iter().filter_map(moved));
        let place = Place { range: around(&cells), ..sheet.original.place() };
        Some(Finding { place, cells, ..found.clone() })
    }

    /// The sheet on whose copy something was found.
    fn found_on(&self, found: &Finding, only: Option<usize>) -> Option<&SheetPlan> {
        match (&found.place.sheet, only) {
            (Some(name), _) => self.sheets.iter().find(|sheet| {
                sheet.copy.as_ref().and_then(|copy| copy.name.as_ref()).is_some_and(|own| same(own, name))
            }),
            (None, Some(only)) => self.copied(only),
            (None, None) if self.sheets.len() == 1 => self.sheets.first(),
            (None, None) => None,
        }
    }

    fn keeps(&self, found: &Finding, only: Option<usize>) -> bool {
        let sheet = self.found_on(found, only);
        let about = |decision: &&Decision| {
            let named = decision.place.sheet.as_ref();
            let here = sheet.and_then(|sheet| sheet.original.name.as_ref());
            decision.rule.as_ref().is_none_or(|rule| *rule == found.rule)
                && named.is_none_or(|named| here.is_some_and(|here| same(here, named)))
        };
        let mut kept = self.kept.iter().filter(about).peekable();
        let Some(range) = found.place.range.filter(|_| found.surface == Surface::VisibleCell) else {
            return kept.any(|decision| decision.place.range.is_none());
        };
        let mut left = if found.cells.is_empty() { vec![range] } else { found.cells.clone() };
        for decision in kept {
            let range = decision.place.range.unwrap_or(EVERYWHERE);
            let mapped = sheet.map_or(Some(range), |sheet| sheet.cuts.map_range(range));
            if let Some(mapped) = mapped {
                left = without(&left, mapped);
            }
        }
        left.is_empty()
    }

    /// The sheet with this number in the copy.
    fn copied(&self, number: usize) -> Option<&SheetPlan> {
        self.sheets.iter().find(|sheet| sheet.copy.as_ref().is_some_and(|copy| copy.index == number))
    }

    /// Whether a chart in this part may hold more than cells show.
    pub(super) fn tells_more(&self, part: Option<&Arc<str>>) -> bool {
        self.withholds || part.is_none_or(|part| self.telling.contains(part))
    }

    /// Whether a word of a chart leaves: a cell of the copy shows it, or nothing was found in the chart.
    pub(super) fn shows_word(&self, word: &str, tells_more: bool) -> bool {
        !tells_more || self.words.contains(word.trim())
    }

    /// The sheet of the original that is called this.
    pub(super) fn named(&self, name: &str) -> Option<&SheetPlan> {
        self.sheets.get(*self.names.get(&name.to_lowercase())?)
    }
}

/// The plan, once all is decided.
fn settle(mut desk: Desk<'_>, survey: &Survey) -> Plan {
    let stays = |sheet: &SheetPlan| desk.pictures_stay.contains(&sheet.original.name);
    let pictures: Vec<bool> = desk.sheets.iter().map(|sheet| !desk.pictures_go || stays(sheet)).collect();
    let about_it = |decision: &&Decision| &*decision.sha256 == desk.sha256 && decision.choice == Choice::Keep;
    let kept = desk.decisions.iter().filter(about_it).cloned().collect();
    let used = desk.used.iter().enumerate().filter(|(_, used)| **used).map(|(number, _)| number).collect();
    let steps = desk.steps();
    let mut sheets = desk.sheets;
    for ((sheet, known), pictures) in sheets.iter_mut().zip(survey.sheets()).zip(pictures) {
        sheet.pictures = pictures;
        sheet.cut(known);
    }
    number(&mut sheets);
    let names = by_name(&sheets);
    let withholds = sheets.iter().any(|sheet| !sheet.dropped.is_empty() || sheet.marks.any());
    let telling = desk.telling;
    let losses = desk.vague.into_iter().map(|place| (place, BETWEEN)).collect();
    let words = HashSet::new();
    let mut plan = Plan { sheets, names, losses, words, telling, withholds, steps, used, kept };
    let stays = |(word, sheet, cell): (&str, usize, Range)| {
        let sheet = plan.sheets.get(sheet).filter(|sheet| sheet.copy.is_some())?;
        let leaves = sheet.map_range(cell).is_some() && !sheet.changes(cell);
        leaves.then(|| word.to_owned())
    };
    plan.words = survey.shown_words().filter_map(stays).collect();
    drop_chartsheets(&mut plan, survey);
    plan
}

/// A sheet that is nothing but a chart goes with its chart.
fn drop_chartsheets(plan: &mut Plan, survey: &Survey) {
    let mut gone = Vec::new();
    for (at, known) in survey.sheets().iter().enumerate() {
        let is_one = known.sheet.kind == SheetKind::Chartsheet;
        let Some(sheet) = plan.sheets.get(at).filter(|sheet| is_one && sheet.copy.is_some()) else {
            continue;
        };
        let drawn =
            known.charts.iter().map(|(part, chart)| charts::leaving(plan, sheet, part.as_ref(), chart));
        let reasons: Vec<Result<(), &'static str>> = drawn.map(|chart| chart.map(|_| ())).collect();
        if !reasons.iter().any(Result::is_ok) {
            let why = reasons.into_iter().find_map(Result::err).unwrap_or(charts::NO_CHART);
            gone.push((at, known.sheet.place(), why));
        }
    }
    for (at, place, why) in gone {
        if let Some(sheet) = plan.sheets.get_mut(at) {
            sheet.copy = None;
        }
        plan.losses.push((place, why));
    }
    number(&mut plan.sheets);
}

/// Where a part's words are withheld.
pub(super) fn is_wordless(sheet: &SheetPlan, part: Option<&Arc<str>>) -> bool {
    part.is_some_and(|part| sheet.wordless.contains(part))
}
