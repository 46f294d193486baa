//! Conditional formats (ECMA-376 18.3.1.18, and x14 of [MS-XLSX] 2.6) as far as they can make text invisible.
//!
//! A rule that asks about other cells cannot be evaluated here. Where it would hide the text if it applied, that is a
//! doubt: the cell counts as on view, so that its text is judged and kept as such, and the surface is traced all the same.

use std::collections::HashMap;

use super::color::Rgb;
use super::expression::{Known, Question, holds};
use super::look::{Backdrop, RawLook};
use super::numfmt::Format;
use super::reference::range;
use super::styles::{Ground, RuleLook, Styles};
use crate::container::xml::Element;
use crate::model::{CellRef, Range, Reason, Surface};

/// A rule as written.
#[derive(Debug, Clone, Default)]
pub(super) struct Rule {
    pub(super) kind: String,
    pub(super) operator: String,
    pub(super) text: Option<String>,
    pub(super) priority: i64,
    pub(super) stops: bool,
    pub(super) look: Option<usize>,
    /// The look that an x14 rule brings along.
    pub(super) own_look: Option<RawLook>,
    /// `showValue="0"` of data bars and icon sets: the value is not shown.
    pub(super) without_value: bool,
    pub(super) formulas: Vec<String>,
}

/// A rule, with its look resolved, and the first cell of the cells that it is for.
#[derive(Debug)]
pub(super) struct Applied<'s> {
    rule: Rule,
    anchor: CellRef,
    look: Resolved<'s>,
}

/// A rule that is answered cell by cell, so that its words or formulas need not leave with a copy.
#[derive(Debug)]
pub(super) struct PerCell {
    pub(super) ranges: Vec<Range>,
    pub(super) anchor: CellRef,
    pub(super) rule: Rule,
    /// The look that it gives: its place among the overlays of the sheet's frame.
    pub(super) overlay: u16,
}

/// Those of a sheet, the first of which counts first.
#[derive(Debug, Default)]
pub(super) struct PerCells {
    pub(super) rules: Vec<PerCell>,
    /// By the look so far and that of the next rule: the look of both, where it is another than that so far.
    pub(super) joined: HashMap<(u16, u16), u16>,
}

#[derive(Debug)]
enum Resolved<'s> {
    Shared(&'s RuleLook),
    Own(RuleLook),
    None,
}

impl Rule {
    /// Reads the attributes of a `cfRule`.
    pub(super) fn read(element: &Element<'_>) -> Result<Self, Reason> {
        let mut rule = Rule { priority: i64::MAX, ..Rule::default() };
        for attribute in element.attributes() {
            let attribute = attribute?;
            let value = attribute.value;
            match attribute.local {
                "type" => rule.kind = value.into_owned(),
                "operator" => rule.operator = value.into_owned(),
                "text" => rule.text = Some(value.into_owned()),
                "priority" => rule.priority = value.trim().parse().unwrap_or(i64::MAX),
                "stopIfTrue" => rule.stops = super::reference::is_true(&value),
                "dxfId" => rule.look = value.trim().parse().ok(),
                _ => {}
            }
        }
        Ok(rule)
    }

    /// Whether the rule could change what is seen, or stop one that does.
    fn matters(&self, look: &Resolved<'_>) -> bool {
        let idle = look.get().is_none_or(RuleLook::is_idle);
        self.without_value || self.stops || !idle
    }

    /// Whether it applies to a cell; none where it cannot be told.
    pub(super) fn applies(&self, anchor: CellRef, at: CellRef, value: &Known) -> Option<bool> {
        let ask = |formula: &String| Question { formula, anchor, at, value }.answer();
        let operand = |index: usize| self.formulas.get(index).and_then(ask);
        match self.kind.as_str() {
            "cellIs" => self.compares(value, operand(0), || operand(1)),
            "expression" => operand(0).map(|known| known.is_true()),
            "containsText" | "notContainsText" | "beginsWith" | "endsWith" => self.matches_text(value),
            "containsErrors" => Some(*value == Known::Error),
            "notContainsErrors" => Some(*value != Known::Error),
            "containsBlanks" => Some(is_blank(value)),
            "notContainsBlanks" => Some(!is_blank(value)),
            "dataBar" | "iconSet" | "colorScale" => Some(matches!(value, Known::Number(_))),
            _ => None,
        }
    }

    fn compares(
        &self,
        value: &Known,
        first: Option<Known>,
        second: impl Fn() -> Option<Known>,
    ) -> Option<bool> {
        if *value == Known::Error {
            return Some(false);
        }
        let first = first?;
        let within = || {
            let second = second()?;
            let (least, most) =
                if holds("<=", &first, &second)? { (&first, &second) } else { (&second, &first) };
            Some(holds(">=", value, least)? && holds("<=", value, most)?)
        };
        match self.operator.as_str() {
            "lessThan" => holds("<", value, &first),
            "lessThanOrEqual" => holds("<=", value, &first),
            "equal" => holds("=", value, &first),
            "notEqual" => holds("<>", value, &first),
            "greaterThanOrEqual" => holds(">=", value, &first),
            "greaterThan" => holds(">", value, &first),
            "between" => within(),
            "notBetween" => within().map(|inside| !inside),
            _ => None,
        }
    }

    fn matches_text(&self, value: &Known) -> Option<bool> {
        let needle = self.text.as_ref()?.to_lowercase();
        let text = match value {
            Known::Text(text) => text.to_lowercase(),
            Known::Number(number) => number.to_string(),
            Known::Bool(truth) => truth.to_string(),
            Known::Error | Known::Blank => return Some(self.kind == "notContainsText"),
        };
        Some(match self.kind.as_str() {
            "beginsWith" => text.starts_with(&needle),
            "endsWith" => text.ends_with(&needle),
            "notContainsText" => !text.contains(&needle),
            _ => text.contains(&needle),
        })
    }
}

fn is_blank(value: &Known) -> bool {
    match value {
        Known::Blank => true,
        Known::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

impl Resolved<'_> {
    fn get(&self) -> Option<&RuleLook> {
        match self {
            Resolved::Shared(look) => Some(look),
            Resolved::Own(look) => Some(look),
            Resolved::None => None,
        }
    }
}

/// The ranges of an `sqref`, and the first cell of them all, which relative references count from.
pub(super) fn ranges(sqref: &str, most: usize) -> (Vec<Range>, CellRef) {
    let all: Vec<Range> = sqref.split_whitespace().filter_map(range).take(most).collect();
    let around = all.iter().copied().reduce(Range::join);
    (all, around.map_or(CellRef { row: 0, col: 0 }, |range| range.first))
}

/// Resolves a rule; none where it can never change what is seen.
pub(super) fn resolve<'s>(rule: &Rule, anchor: CellRef, styles: &'s Styles) -> Option<Applied<'s>> {
    let shared = || rule.look.and_then(|index| styles.rule(index)).map_or(Resolved::None, Resolved::Shared);
    let look = rule.own_look.as_ref().map_or_else(shared, |raw| Resolved::Own(styles.resolve_rule(raw)));
    rule.matters(&look).then(|| Applied { rule: rule.clone(), anchor, look })
}

/// What the rules on a cell make of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verdict {
    /// It is on view.
    Seen,
    /// It is hidden.
    Hidden(Surface),
    /// It is hidden if a rule applies that could not be evaluated.
    Doubtful(Surface),
}

/// What is known of a cell's look while its rules are gone through: for each property the first rule wins.
#[derive(Debug, Clone, Copy)]
struct Layers<'r> {
    ground: Ground<'r>,
    color: Option<Rgb>,
    backdrop: Option<&'r Backdrop>,
    format_hides: Option<bool>,
}

impl<'r> Layers<'r> {
    fn with(self, look: &'r RuleLook, hides: impl Fn(&Format) -> bool) -> Self {
        Layers {
            ground: self.ground,
            color: self.color.or(look.color),
            backdrop: self.backdrop.or(look.backdrop.as_ref()),
            format_hides: self.format_hides.or_else(|| look.format.as_ref().map(hides)),
        }
    }

    fn surface(&self) -> Option<Surface> {
        let color = self.color.unwrap_or(self.ground.color);
        let backdrop = self.backdrop.unwrap_or(self.ground.backdrop);
        if (Ground { color, backdrop, ..self.ground }).is_invisible() {
            return Some(Surface::InvisibleText);
        }
        (self.format_hides == Some(true)).then_some(Surface::FormatHiddenValue)
    }
}

/// Goes through the rules on a cell.
pub(super) fn judge<'r>(
    rules: &mut Vec<&'r Applied<'_>>,
    at: CellRef,
    value: &Known,
    ground: Ground<'r>,
    hides: impl Fn(&Format) -> bool,
) -> Verdict {
    let mut doubt = None;
    rules.sort_by_key(|applied| applied.rule.priority);
    let mut layers = Layers { ground, color: None, backdrop: None, format_hides: None };
    for applied in rules.iter() {
        let truth = applied.rule.applies(applied.anchor, at, value);
        if truth == Some(false) {
            continue;
        }
        if applied.rule.without_value {
            return Verdict::Hidden(Surface::FormatHiddenValue);
        }
        let with = applied.look.get().map_or(layers, |look| layers.with(look, &hides));
        match truth {
            Some(_) => layers = with,
            // It may apply or not: it counts only where it would hide.
            None => doubt = doubt.or(with.surface()),
        }
        if truth == Some(true) && applied.rule.stops {
            break;
        }
    }
    match (layers.surface(), doubt) {
        (Some(surface), _) => Verdict::Hidden(surface),
        (None, Some(surface)) => Verdict::Doubtful(surface),
        (None, None) => Verdict::Seen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::font::RawFont;

    const AT: CellRef = CellRef { row: 0, col: 0 };

    fn rule(kind: &str, operator: &str, formulas: &[&str]) -> Rule {
        Rule {
            kind: kind.to_owned(),
            operator: operator.to_owned(),
            formulas: formulas.iter().map(|text| (*text).to_owned()).collect(),
            ..Rule::default()
        }
    }

    #[test]
    fn constants_are_compared_as_excel_does() {
        let less = rule("cellIs", "lessThan", &["5"]);
        assert_eq!(less.applies(AT, AT, &Known::Number(3.0)), Some(true));
        assert_eq!(less.applies(AT, AT, &Known::Number(7.0)), Some(false));
        assert_eq!(less.applies(AT, AT, &Known::Text("a".into())), Some(false));
        let between = rule("cellIs", "between", &["9", "1"]);
        assert_eq!(between.applies(AT, AT, &Known::Number(3.0)), Some(true));
        assert_eq!(rule("cellIs", "equal", &["$Z$9"]).applies(AT, AT, &Known::Number(3.0)), None);
        assert_eq!(rule("duplicateValues", "", &[]).applies(AT, AT, &Known::Number(3.0)), None);
        assert_eq!(rule("containsErrors", "", &[]).applies(AT, AT, &Known::Error), Some(true));
        let text = Rule { text: Some("Bc".into()), ..rule("containsText", "", &[]) };
        assert_eq!(text.applies(AT, AT, &Known::Text("ABCD".into())), Some(true));
    }

    #[test]
    fn a_rule_that_cannot_be_told_is_doubted_only_where_it_would_hide() {
        let styles = Styles::default();
        let look = styles.look(0).ground();
        let font = RawFont { color: Some(super::super::color::Color::default()), ..RawFont::default() };
        let white = RawLook { font, ..RawLook::default() };
        let doubtful = rule("top10", "", &[]);
        let plain = Rule { own_look: Some(white), ..doubtful.clone() };
        let harmless = resolve(&plain, AT, &styles).unwrap();
        assert_eq!(judge(&mut vec![&harmless], AT, &Known::Number(1.0), look, |_| false), Verdict::Seen);
        let coded = RawLook { code: Some(";;;".into()), ..RawLook::default() };
        let hiding = resolve(&Rule { own_look: Some(coded), ..doubtful }, AT, &styles).unwrap();
        let found = judge(&mut vec![&hiding], AT, &Known::Number(1.0), look, |_| true);
        assert_eq!(found, Verdict::Doubtful(Surface::FormatHiddenValue));
        assert!(resolve(&rule("top10", "", &[]), AT, &styles).is_none());
    }
}
