//! From piles of facts to findings: which action holds, what hidden things hold, in which order they are told.

use std::cmp::Reverse;

use super::piles::{ContentPile, Key, StructurePile};
use super::{Inspection, Inspector};
use crate::model::{Action, Category, Finding, Holding, Place, Surface};
use crate::rules::{Rule, RuleBook};

pub(super) fn inspection(inspector: Inspector<'_>) -> Inspection {
    let book = inspector.book;
    let content: Vec<(usize, Finding)> = inspector
        .content
        .into_sorted()
        .filter_map(|(key, place, pile)| personal(book, &key, place, pile).map(|finding| (key.rule, finding)))
        .collect();
    let mut structure: Vec<(usize, Finding)> = inspector
        .structure
        .into_sorted()
        .filter_map(|(key, place, pile)| structural(book, &key, place, &pile))
        .collect();
    for (_, finding) in content.iter().filter(|(_, finding)| finding.surface != Surface::VisibleCell) {
        attach(&mut structure, finding);
    }
    for (_, finding) in &mut structure {
        finding.holds.sort_by_key(|holding| (Reverse(holding.count), holding.category));
    }
    let mut findings: Vec<(usize, Finding)> = structure.into_iter().chain(content).collect();
    findings.sort_by(|(a_rule, a), (b_rule, b)| {
        let order = |rule: usize, finding: &Finding| {
            (
                Reverse(finding.action),
                finding.surface,
                finding.category.is_some(),
                finding.place.clone(),
                rule,
            )
        };
        order(*a_rule, a).cmp(&order(*b_rule, b))
    });
    let mut seen = inspector.seen;
    seen.sort_by_key(|seen| (seen.surface, seen.reason));
    Inspection {
        findings: findings.into_iter().map(|(_, finding)| finding).collect(),
        seen,
        unread: inspector.unread,
        sheets: inspector.sheets,
        allows_used: inspector.used,
    }
}

/// A finding on a surface. One that is there but empty gives nothing away, and is only told.
fn structural(book: &RuleBook, key: &Key, place: Place, pile: &StructurePile) -> Option<(usize, Finding)> {
    let (number, rule) = book.on_surface(key.surface)?;
    let empty = pile.count == 0 && rule.action != Action::Unchecked;
    let action = if empty { Action::Warn } else { rule.action };
    let mut finding = finding(rule, key.surface, action, place);
    finding.count = pile.count;
    finding.confidence = 1.0;
    Some((number, finding))
}

fn personal(book: &RuleBook, key: &Key, place: Place, pile: ContentPile) -> Option<Finding> {
    let rule = book.rule(key.rule)?;
    let mut finding = finding(rule, key.surface, action(book, rule, key.surface), place);
    finding.category = rule.content().map(|content| content.category);
    finding.cells = pile.cells;
    finding.exact = pile.exact;
    finding.count = pile.count;
    finding.confidence = pile.confidence;
    finding.evidence = pile.evidence;
    finding.sample = pile.sample;
    Some(finding)
}

/// What was hidden goes with what hides it, and needs no decision of its own. But where the rule on the surface only
/// warns, nothing goes: then the personal data stays in the file, and its own rule decides.
fn action(book: &RuleBook, rule: &Rule, surface: Surface) -> Action {
    match book.on_surface(surface).map(|(_, structural)| structural.action) {
        Some(structural) if structural > Action::Warn => rule.action.min(structural),
        _ => rule.action,
    }
}

fn finding(rule: &Rule, surface: Surface, action: Action, place: Place) -> Finding {
    Finding {
        rule: rule.id.clone(),
        title: rule.title.clone(),
        category: None,
        surface,
        action,
        exemption: rule.exemption.clone(),
        place,
        cells: Vec::new(),
        exact: true,
        count: 0,
        confidence: 0.0,
        sample: None,
        why: rule.why.clone(),
        remedy: rule.remedy.clone(),
        evidence: Vec::new(),
        holds: Vec::new(),
        rule_at: rule.at.clone(),
    }
}

/// Tells the finding on the hiding place what it holds. The nearest one is told: of the same sheet before the same part.
fn attach(structure: &mut [(usize, Finding)], personal: &Finding) {
    let Some(category) = personal.category else { return };
    let nearness = |finding: &Finding| -> u8 {
        let same = |a: &Option<std::sync::Arc<str>>, b: &Option<std::sync::Arc<str>>| a.is_some() && a == b;
        let sheet = same(&finding.place.sheet, &personal.place.sheet);
        let part = same(&finding.place.part, &personal.place.part);
        let nowhere = finding.place.sheet.is_none()
            && personal.place.sheet.is_none()
            && finding.place.part == personal.place.part;
        2 * u8::from(sheet) + u8::from(part || nowhere)
    };
    let near = structure
        .iter_mut()
        .map(|(_, finding)| finding)
        .filter(|finding| finding.surface == personal.surface && nearness(finding) > 0)
        .max_by_key(|finding| nearness(finding));
    let Some(finding) = near else { return };
    match finding.holds.iter_mut().find(|holding| holding.category == category) {
        // Surname and initials in two columns are one name a row.
        Some(holding) if NAMES.contains(&category) => holding.count = holding.count.max(personal.count),
        Some(holding) => holding.count = holding.count.saturating_add(personal.count),
        None => finding.holds.push(Holding { category, count: personal.count }),
    }
}

/// Categories that one row often holds in several columns.
const NAMES: &[Category] = &[Category::PersonName, Category::StaffName, Category::VictimDetail];
