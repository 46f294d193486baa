//! Several rules on one cell: of each property the first rule that sets it counts, down to the first one that stops the
//! others (ECMA-376 18.3.1.10 `priority`, `stopIfTrue`). Which rules apply is for those who read the cells; here stands
//! what any of them come to together.

use std::collections::HashMap;

use crate::model::{LookChange, Range};
use crate::read::xlsx::conditional::PerCell;

/// Most looks that are made of others.
const MOST: usize = 1 << 12;
/// Most pairs of ranges that are compared.
const MOST_PAIRS: usize = 1 << 18;

/// By the look so far and that of the next rule: the look of both, where it is another than that so far. New looks are
/// added to the others. None where there are too many.
pub(super) fn joined(rules: &[PerCell], overlays: &mut Vec<LookChange>) -> Option<HashMap<(u16, u16), u16>> {
    let mut joined = HashMap::new();
    let mut pairs = MOST_PAIRS;
    // Looks of several rules, and which these are.
    let mut open: Vec<(u16, Vec<usize>)> =
        rules.iter().enumerate().map(|(number, rule)| (rule.overlay, vec![number])).collect();
    while let Some((so_far, of)) = open.pop() {
        let last = of.last().copied().unwrap_or_default();
        if rules.get(last).is_none_or(|rule| rule.rule.stops) {
            continue;
        }
        for (number, rule) in rules.iter().enumerate().skip(last.saturating_add(1)) {
            let mut meets =
                |other: &usize| rules.get(*other).is_some_and(|other| overlap(other, rule, &mut pairs));
            if !adds(so_far, rule.overlay, overlays) || !of.iter().all(&mut meets) {
                continue;
            }
            if pairs == 0 || overlays.len() > MOST {
                return None;
            }
            if let Some(both) = both(so_far, rule.overlay, overlays, &mut joined) {
                open.push((both, of.iter().copied().chain([number]).collect()));
            }
        }
    }
    Some(joined)
}

/// Whether the second look sets what the first does not.
fn adds(first: u16, second: u16, overlays: &[LookChange]) -> bool {
    let look = |number: u16| overlays.get(usize::from(number));
    look(first).zip(look(second)).is_some_and(|(one, other)| one.and_then(other) != *one)
}

/// The look of two, of which the second adds to the first.
fn both(
    first: u16,
    second: u16,
    overlays: &mut Vec<LookChange>,
    joined: &mut HashMap<(u16, u16), u16>,
) -> Option<u16> {
    if let Some(known) = joined.get(&(first, second)) {
        return Some(*known);
    }
    let look = overlays.get(usize::from(first))?.and_then(overlays.get(usize::from(second))?);
    let known = overlays.iter().position(|other| *other == look);
    let number = u16::try_from(known.unwrap_or(overlays.len())).ok()?;
    if known.is_none() {
        overlays.push(look);
    }
    joined.insert((first, second), number);
    Some(number)
}

/// Whether two rules share a cell.
fn overlap(one: &PerCell, other: &PerCell, pairs: &mut usize) -> bool {
    let touch = |a: &Range, b: &Range| {
        *pairs = pairs.saturating_sub(1);
        a.first.row <= b.last.row
            && b.first.row <= a.last.row
            && a.first.col <= b.last.col
            && b.first.col <= a.last.col
    };
    let mut touch = touch;
    one.ranges.iter().any(|a| other.ranges.iter().any(|b| touch(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fill, Rgb};
    use crate::read::xlsx::conditional::Rule;
    use crate::read::xlsx::reference::range;

    fn rule(cells: &str, overlay: u16, stops: bool) -> PerCell {
        let ranges: Vec<Range> = cells.split(' ').filter_map(range).collect();
        let anchor = ranges[0].first;
        PerCell { ranges, anchor, rule: Rule { stops, ..Rule::default() }, overlay }
    }

    fn looks() -> Vec<LookChange> {
        let bold = LookChange { bold: Some(true), ..LookChange::default() };
        let red = LookChange { fill: Some(Fill::Solid(Rgb(255, 0, 0))), ..LookChange::default() };
        let blue = LookChange {
            fill: Some(Fill::Solid(Rgb(0, 0, 255))),
            italic: Some(true),
            ..LookChange::default()
        };
        vec![bold, red, blue]
    }

    #[test]
    fn of_each_property_the_first_rule_counts() {
        let mut all = looks();
        let rules = [rule("A1:A9", 0, false), rule("A5:C5", 1, false), rule("A5", 2, false)];
        let joined = joined(&rules, &mut all).unwrap();
        let both = joined[&(0, 1)];
        let three = &all[usize::from(joined[&(both, 2)])];
        assert_eq!((three.bold, three.fill, three.italic), (Some(true), all[1].fill, Some(true)));
        assert_eq!(all[usize::from(joined[&(1, 2)])].fill, all[1].fill);
    }

    #[test]
    fn rules_that_stop_or_share_no_cell_are_not_joined() {
        let mut all = looks();
        assert!(joined(&[rule("A1:A9", 0, true), rule("A5", 1, false)], &mut all).unwrap().is_empty());
        assert!(joined(&[rule("A1:A4", 0, false), rule("A5", 1, false)], &mut all).unwrap().is_empty());
        assert!(joined(&[rule("A1", 1, false), rule("A1", 1, false)], &mut all).unwrap().is_empty());
        assert_eq!(all.len(), 3);
    }

    #[test]
    fn too_many_are_none() {
        let mut all: Vec<LookChange> = (0..40)
            .map(|number| LookChange { format: Some(format!("0.{number}").into()), ..LookChange::default() })
            .collect();
        let many: Vec<PerCell> = (0..40).map(|overlay| rule("A1:Z99", overlay, false)).collect();
        assert!(joined(&many, &mut all).is_some(), "the first one counts alone");
        let wide: Vec<PerCell> = (0..2000).map(|number| rule("A1:B2", number % 2, false)).collect();
        assert!(joined(&wide, &mut looks()).is_none());
        let same: Vec<PerCell> = (0..2000).map(|_| rule("A1:B2", 0, false)).collect();
        assert!(joined(&same, &mut looks()).is_some());
    }
}
