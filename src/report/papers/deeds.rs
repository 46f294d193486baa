//! What was done, put in order for a reader: steps of one rule with one result and one decision are one *deed*.
//!
//! What was found inside something hidden is told with that. Schedule and JSON list the steps themselves.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::words as said;
use crate::model::{
    Action, Category, CopyReport, Decision, Done, FileReport, Finding, Holding, Place, Step, Surface,
};
use crate::report::{harmless, nouns, view, words};

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A person decided to withhold it, or the officer forced the cleaning of what should have been decided.
    Withheld,
    /// It was taken out without asking anyone.
    Stripped,
    /// A person decided that it stays.
    Kept,
    /// It stays, as its rule only points it out.
    LeftIn,
}

/// A step, and what became of it.
#[derive(Clone, Copy)]
pub(super) struct Sorted<'a> {
    pub(super) step: &'a Step,
    pub(super) kind: Kind,
    pub(super) decision: Option<&'a Decision>,
    /// Its rule stops files, and no decision is behind it.
    pub(super) forced: bool,
}

/// All steps of a copy, in their order.
pub(super) fn sorted(report: &CopyReport) -> Vec<Sorted<'_>> {
    let blocking: HashSet<(&str, Surface, Option<&str>)> = blocking(&report.before)
        .into_iter()
        .chain(emerged(report))
        .map(|finding| (&*finding.rule, finding.surface, finding.place.sheet.as_deref()))
        .collect();
    report.steps.iter().map(|step| sort(step, report, &blocking)).collect()
}

fn sort<'a>(
    step: &'a Step,
    report: &'a CopyReport,
    blocking: &HashSet<(&str, Surface, Option<&str>)>,
) -> Sorted<'a> {
    let decision = step.decision.and_then(|at| report.decisions.get(at));
    let stops = blocking.contains(&(&*step.rule, step.surface, step.place.sheet.as_deref()));
    let forced = step.done != Done::Kept && decision.is_none() && stops;
    let kind = match (step.done, decision) {
        (Done::Kept, Some(_)) => Kind::Kept,
        (Done::Kept, None) => Kind::LeftIn,
        (Done::Withheld, _) | (_, Some(_)) => Kind::Withheld,
        _ if forced => Kind::Withheld,
        _ => Kind::Stripped,
    };
    Sorted { step, kind, decision, forced }
}

/// Findings that stop the file, those of files inside it too.
pub(super) fn blocking(file: &FileReport) -> Vec<&Finding> {
    let own = file.findings.iter().filter(|finding| finding.action == Action::Block);
    own.chain(file.children.iter().flat_map(blocking)).collect()
}

/// Those that came to light in a copy.
pub(super) fn emerged(report: &CopyReport) -> Vec<&Finding> {
    report.emerged.iter().filter(|finding| finding.action == Action::Block).collect()
}

/// Steps of one rule with one result and one decision.
pub(super) struct Deed {
    pub(super) title: String,
    pub(super) rule: String,
    /// "2,400 values, among them 400 staff names and 400 staff numbers".
    pub(super) says: String,
    pub(super) done: &'static str,
    pub(super) places: Vec<String>,
    pub(super) exemption: Option<String>,
    pub(super) decided: Option<Decided>,
    /// What stands in place of a decision.
    pub(super) undecided: Option<&'static str>,
}

/// The decision behind a deed.
pub(super) struct Decided {
    pub(super) who: String,
    pub(super) why: String,
    pub(super) date: String,
}

/// The deeds of one kind, in the order of their first steps.
pub(super) fn deeds(report: &CopyReport, steps: &[Sorted<'_>], kind: Kind) -> Vec<Deed> {
    let of_kind: Vec<Sorted<'_>> = steps.iter().copied().filter(|sorted| sorted.kind == kind).collect();
    let told = told_alone(&of_kind);
    let mut numbers: BTreeMap<_, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<Sorted<'_>>> = Vec::new();
    for sorted in told {
        let Step { done, surface, rule, category, exemption, decision, .. } = sorted.step;
        let key = (done, surface, rule, category, exemption, decision, sorted.forced);
        let number = *numbers.entry(key).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => group.push(sorted),
            None => groups.push(vec![sorted]),
        }
    }
    let held = held(&report.before);
    groups.iter().filter_map(|group| deed(group, &held)).collect()
}

/// Steps but for personal data inside something hidden that has a step of its own.
fn told_alone<'a>(steps: &[Sorted<'a>]) -> Vec<Sorted<'a>> {
    let holders: Vec<&Step> =
        steps.iter().map(|sorted| sorted.step).filter(|step| step.category.is_none()).collect();
    let is_inside = |step: &Step| {
        step.category.is_some()
            && holders
                .iter()
                .any(|holder| holder.surface == step.surface && view::lies_in(&step.place, &holder.place))
    };
    steps.iter().copied().filter(|sorted| !is_inside(sorted.step)).collect()
}

type Held<'a> = HashMap<(&'a str, Surface, &'a Place), &'a [Holding]>;

/// What hidden things held, as the check of the original found.
fn held(file: &FileReport) -> Held<'_> {
    let holding = file.findings.iter().filter(|finding| !finding.holds.is_empty());
    holding.map(|finding| ((&*finding.rule, finding.surface, &finding.place), &*finding.holds)).collect()
}

fn deed(group: &[Sorted<'_>], held: &Held<'_>) -> Option<Deed> {
    let first = group.first()?;
    let step = first.step;
    let mut places: Vec<String> = group.iter().map(|sorted| words::place(&sorted.step.place)).collect();
    places.dedup();
    Some(Deed {
        title: harmless::prose(&step.title),
        rule: harmless::name(&step.rule),
        says: says(group, step, held),
        done: said::done(step, first.decision),
        places,
        exemption: step.exemption.as_deref().map(harmless::prose),
        decided: first.decision.map(decided),
        undecided: said::without_decision(first),
    })
}

fn decided(decision: &Decision) -> Decided {
    Decided {
        who: harmless::prose(&decision.who),
        why: harmless::prose(&decision.why),
        date: said::day(&decision.date),
    }
}

fn says(group: &[Sorted<'_>], step: &Step, held: &Held<'_>) -> String {
    let number = group.iter().map(|sorted| sorted.step.count).fold(0, u64::saturating_add);
    if let Some(category) = step.category {
        return words::personal(number, category, step.surface);
    }
    // Told as one thing, whatever its number counts.
    let whole =
        matches!(step.surface, Surface::OutOfViewSheet | Surface::DisguisedFormat | Surface::Encrypted);
    if whole || number == 0 {
        return nouns::of_surface(step.surface).to_owned();
    }
    let mut sums: Vec<Holding> = Vec::new();
    for sorted in group {
        let key = (&*sorted.step.rule, sorted.step.surface, &sorted.step.place);
        held.get(&key).into_iter().copied().flatten().for_each(|holding| add(&mut sums, holding));
    }
    let all = words::count(number, nouns::counted(step.surface));
    if sums.is_empty() { all } else { format!("{all}, among them {}", words::holdings(&sums)) }
}

fn add(sums: &mut Vec<Holding>, holding: &Holding) {
    match sums.iter_mut().find(|sum| sum.category == holding.category) {
        Some(sum) => sum.count = sum.count.saturating_add(holding.count),
        None => sums.push(holding.clone()),
    }
}

/// What kind of thing a step is about, for a column of the schedule.
pub(super) fn kind_of_data(category: Option<Category>, surface: Surface) -> &'static str {
    category.map_or_else(|| nouns::of_surface(surface), |category| nouns::of_category(category).1)
}

/// What was not carried over though it was on view: what, and where; each kind once.
pub(super) fn losses(losses: &[(Place, &'static str)]) -> Vec<(&'static str, Vec<String>)> {
    let mut kinds: Vec<(&'static str, Vec<String>)> = Vec::new();
    for (place, what) in losses {
        let place = words::place(place);
        match kinds.iter_mut().find(|(known, _)| known == what) {
            Some((_, places)) if places.last() == Some(&place) => {}
            Some((_, places)) => places.push(place),
            None => kinds.push((what, vec![place])),
        }
    }
    kinds
}
