//! What can be made again of conditional formats: those that ask about the cell's own number, or about all numbers of
//! their cells, as such; those that ask for words, or by a formula that the cell alone answers, as the look that they
//! give to each cell. The words and formulas themselves stay behind; so does what no cell alone can answer.

use std::collections::HashMap;

use super::changes::change;
use super::conditions::{Scale, Written};
use super::joined::joined;
use super::scales::{self, Unmade, constant};
use super::simple;
use crate::model::{Ask, CellRef, Comparison, Condition, Constant, LookChange, Range, Rgb};
use crate::read::xlsx::conditional::{PerCell, Rule};
use crate::read::xlsx::expression::Known;
use crate::read::xlsx::look::{Backdrop, RawLook};
use crate::read::xlsx::numfmt::{Format, Rendering};
use crate::read::xlsx::styles::{Ground, RuleLook, Styles};

/// What comes of the conditional formats of a sheet.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) conditions: Vec<Condition>,
    /// Looks that rules give to single cells.
    pub(super) overlays: Vec<LookChange>,
    /// The rules that do, for those who read the cells.
    pub(super) per_cell: Vec<PerCell>,
    /// What several of them come to.
    pub(super) joined: HashMap<(u16, u16), u16>,
    pub(super) left_out: Vec<&'static str>,
}

/// What is to be done with one rule.
enum Fate {
    Again(Ask),
    PerCell,
    LeftOut(&'static str),
}

use Fate::{Again, LeftOut};

const OTHER_CELLS: &str = "a highlighting rule that depends on other cells";
const TODAY: &str = "a highlighting rule that depends on the day on which the file is opened";
const DEVIATIONS: &str = "a highlighting rule about standard deviations";
const IN_PLACE: &str = "bars or icons that stand in place of their numbers";
const BY_HAND: &str = "icons that were chosen one by one";
const FORMULAS: &str = "a scale, bars or icons whose limits are formulas";
const MAY_HIDE: &str = "a highlighting rule that may make text invisible";
const UNKNOWN: &str = "a highlighting rule of a kind that is not known";
const TOGETHER: &str = "what several highlighting rules come to on the same cell: there are too many of them";
const TOO_MANY: &str = "a highlighting rule beyond the number of those that can be kept";

/// Goes through the rules, in the order in which they count.
pub(super) fn make(rules: Vec<Written>, styles: &Styles) -> Made {
    let mut made = Made::default();
    let mut shared = HashMap::new();
    for written in rules {
        let look = look(&written.rule, styles);
        let change = look.map(|look| change(look, styles)).unwrap_or_default();
        let scale = matches!(written.rule.kind.as_str(), "colorScale" | "dataBar" | "iconSet");
        let idle = change == LookChange::default() && !scale && !written.rule.stops;
        if written.ranges.is_empty() || idle {
            continue;
        }
        match fate(&written, look, styles) {
            Again(ask) => made.conditions.push(Condition {
                ranges: written.ranges,
                ask,
                look: if scale { LookChange::default() } else { change },
                stops: written.rule.stops,
            }),
            LeftOut(reason) => made.left_out.push(reason),
            Fate::PerCell => {
                made.conditions.extend(for_blanks(&written, &change));
                made.per_cell(written, change, &mut shared);
            }
        }
    }
    match joined(&made.per_cell, &mut made.overlays) {
        Some(joined) => made.joined = joined,
        None => made.left_out.push(TOGETHER),
    }
    made
}

/// What a rule says of cells that hold nothing, which are asked without its words.
fn for_blanks(written: &Written, change: &LookChange) -> Option<Condition> {
    let anchor = written.anchor?;
    let says = |at: CellRef| written.rule.applies(anchor, at, &Known::Blank) == Some(true);
    written.ranges.iter().flat_map(corners).all(says).then(|| Condition {
        ranges: written.ranges.clone(),
        ask: Ask::Blanks,
        look: change.clone(),
        stops: written.rule.stops,
    })
}

impl Made {
    /// Notes a rule that the cells answer one by one; `shared` knows the looks that were noted already.
    fn per_cell(&mut self, written: Written, change: LookChange, shared: &mut HashMap<usize, u16>) {
        let key = written.rule.look.filter(|_| written.rule.own_look.is_none());
        let known = key.and_then(|key| shared.get(&key).copied());
        let Some(overlay) = known.or_else(|| u16::try_from(self.overlays.len()).ok()) else {
            self.left_out.push(TOO_MANY);
            return;
        };
        if known.is_none() {
            self.overlays.push(change);
            shared.extend(key.map(|key| (key, overlay)));
        }
        let anchor = written.anchor.unwrap_or(CellRef { row: 0, col: 0 });
        self.per_cell.push(PerCell { ranges: written.ranges, anchor, rule: written.rule, overlay });
    }
}

/// The look of a rule as written: its own, or the shared one that it names.
fn look<'w>(rule: &'w Rule, styles: &'w Styles) -> Option<&'w RawLook> {
    rule.own_look.as_ref().or_else(|| styles.raw().rules.get(rule.look?))
}

fn fate(written: &Written, look: Option<&RawLook>, styles: &Styles) -> Fate {
    let rule = &written.rule;
    let asked = match rule.kind.as_str() {
        "cellIs" => match by_number(rule) {
            Some(ask) => return Again(ask),
            None => return alone(written),
        },
        "expression" => return simple::ask(written).map_or_else(|| alone(written), Again),
        "containsText" | "notContainsText" | "beginsWith" | "endsWith" => return alone(written),
        "timePeriod" => return LeftOut(TODAY),
        "colorScale" | "dataBar" | "iconSet" => return scale(rule, &written.scale, styles),
        "containsBlanks" => return Again(Ask::Blanks),
        "notContainsBlanks" => return Again(Ask::NoBlanks),
        // A copy says errors as texts, of which no rule about errors asks.
        "containsErrors" => return alone(written),
        "notContainsErrors" => return Again(Ask::NoErrors),
        "duplicateValues" => Ask::Duplicate,
        "uniqueValues" => Ask::Unique,
        "top10" => top(written),
        "aboveAverage" if written.deviations => return LeftOut(DEVIATIONS),
        "aboveAverage" if written.below => Ask::BelowAverage { or_equal: written.or_equal },
        "aboveAverage" => Ask::AboveAverage { or_equal: written.or_equal },
        _ => return LeftOut(UNKNOWN),
    };
    // What a cell answers here nobody can tell by the cell: a look that hides would be doubted in the copy again.
    if look.is_some_and(|look| may_hide(&styles.resolve_rule(look))) {
        LeftOut(MAY_HIDE)
    } else {
        Again(asked)
    }
}

fn top(written: &Written) -> Ask {
    let rank = written.rank.unwrap_or(10).clamp(1, if written.percent { 100 } else { 1000 });
    if written.bottom {
        Ask::Bottom { rank, percent: written.percent }
    } else {
        Ask::Top { rank, percent: written.percent }
    }
}

/// Whether text disappears under this look on a sheet without other colours.
fn may_hide(look: &RuleLook) -> bool {
    let color = look.color.unwrap_or(Rgb::BLACK);
    let backdrop = look.backdrop.as_ref().unwrap_or(&Backdrop::Sheet);
    let rendering = Rendering::new(false);
    let hides = |format: &Format| {
        let mut out = String::new();
        let mut number = |value: f64| format.number(value, &rendering, &mut out).hides;
        number(1.0) || number(0.0) || number(-1.0) || format.text("a", &mut out).hides
    };
    Ground { color, tiny: false, backdrop }.is_invisible() || look.format.as_ref().is_some_and(hides)
}

/// A comparison with constant numbers. Those with words are answered cell by cell, so that the words stay behind.
fn by_number(rule: &Rule) -> Option<Ask> {
    let operand =
        |index: usize| rule.formulas.get(index).and_then(|text| constant(text)).map(Constant::Number);
    let first = operand(0)?;
    Some(match rule.operator.as_str() {
        "between" => Ask::Between(first, operand(1)?),
        "notBetween" => Ask::NotBetween(first, operand(1)?),
        "equal" => Ask::Cell(Comparison::Equal, first),
        "notEqual" => Ask::Cell(Comparison::NotEqual, first),
        "greaterThan" => Ask::Cell(Comparison::Greater, first),
        "greaterThanOrEqual" => Ask::Cell(Comparison::GreaterOrEqual, first),
        "lessThan" => Ask::Cell(Comparison::Less, first),
        "lessThanOrEqual" => Ask::Cell(Comparison::LessOrEqual, first),
        _ => return None,
    })
}

/// A rule that each cell answers by itself, as far as that can be told at the corners of its cells.
fn alone(written: &Written) -> Fate {
    let Some(anchor) = written.anchor else { return LeftOut(OTHER_CELLS) };
    let values = [Known::Number(1.0), Known::Text("a".to_owned())];
    let told = |at: CellRef| values.iter().all(|value| written.rule.applies(anchor, at, value).is_some());
    if written.ranges.iter().flat_map(corners).all(told) { Fate::PerCell } else { LeftOut(OTHER_CELLS) }
}

/// The four cells at the corners of a range.
fn corners(range: &Range) -> [CellRef; 4] {
    let (first, last) = (range.first, range.last);
    [first, last, CellRef { row: first.row, ..last }, CellRef { row: last.row, ..first }]
}

fn scale(rule: &Rule, scale: &Scale, styles: &Styles) -> Fate {
    if rule.without_value {
        return LeftOut(IN_PLACE);
    }
    if scale.by_hand {
        return LeftOut(BY_HAND);
    }
    match scales::ask(&rule.kind, scale, styles) {
        Ok(ask) => Again(ask),
        Err(Unmade::Formulas) => LeftOut(FORMULAS),
        Err(Unmade::Unknown) => LeftOut(UNKNOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::color::Color;

    fn rule(kind: &str, operator: &str, formulas: &[&str]) -> Written {
        let look = RawLook { code: Some("0.0".into()), ..RawLook::default() };
        let rule = Rule {
            kind: kind.to_owned(),
            operator: operator.to_owned(),
            formulas: formulas.iter().map(|text| (*text).to_owned()).collect(),
            own_look: Some(look),
            ..Rule::default()
        };
        let first = CellRef { row: 1, col: 1 };
        let range = Range { first, last: CellRef { row: 8, col: 1 } };
        Written { ranges: vec![range], anchor: Some(first), rule, ..Written::default() }
    }

    fn one(written: Written) -> Made {
        make(vec![written], &Styles::default())
    }

    #[test]
    fn numbers_are_asked_again_and_words_cell_by_cell() {
        let made = one(rule("cellIs", "between", &["1", "9"]));
        let ask = Ask::Between(Constant::Number(1.0), Constant::Number(9.0));
        assert_eq!(made.conditions[0].ask, ask);
        assert_eq!(made.conditions[0].look.format.as_deref(), Some("0.0"));
        let made = one(rule("cellIs", "equal", &["\"Late\""]));
        assert_eq!((made.conditions.len(), made.per_cell.len(), made.overlays.len()), (0, 1, 1));
        let made = one(rule("expression", "", &["B2+C2>5"]));
        assert_eq!((made.per_cell.len(), made.left_out.as_slice()), (0, &[OTHER_CELLS][..]));
        let made = one(rule("expression", "", &["AND(B2>5,B2<9)"]));
        assert_eq!((made.per_cell.len(), made.left_out.len()), (1, 0));
        // Errors leave as texts, of which no rule about errors says yes.
        let made = one(rule("expression", "", &["ISERROR(B2)"]));
        assert_eq!((made.per_cell.len(), made.left_out.len()), (1, 0));
        let made = one(rule("expression", "", &["LEN(TRIM(B2))=0"]));
        assert_eq!(made.conditions[0].ask, Ask::Blanks);
    }

    #[test]
    fn what_asks_about_other_cells_or_the_day_is_left_out_and_said() {
        for (written, reason) in [
            (rule("expression", "", &["$C2=\"Late\""]), OTHER_CELLS),
            (rule("cellIs", "equal", &["$Z$9"]), OTHER_CELLS),
            (rule("timePeriod", "", &["TODAY()"]), TODAY),
            (rule("smileys", "", &[]), UNKNOWN),
            (Written { deviations: true, ..rule("aboveAverage", "", &[]) }, DEVIATIONS),
            (rule("iconSet", "", &[]), UNKNOWN),
        ] {
            let made = one(written);
            assert_eq!(made.left_out, [reason]);
            assert!(made.conditions.is_empty() && made.per_cell.is_empty());
        }
    }

    #[test]
    fn an_absolute_reference_is_the_cell_itself_in_its_own_column_only() {
        let mut wide = rule("expression", "", &["NOT($B2>5)"]);
        assert_eq!(one(rule("expression", "", &["NOT($B2>5)"])).per_cell.len(), 1);
        wide.ranges[0].last.col = 4;
        assert_eq!(one(wide).left_out, [OTHER_CELLS]);
    }

    #[test]
    fn a_look_that_may_hide_is_given_to_no_cell_that_cannot_be_judged() {
        let white = || {
            let mut written = rule("duplicateValues", "", &[]);
            let look = written.rule.own_look.get_or_insert_default();
            look.code = None;
            look.font.color = Some(Color::default());
            written
        };
        // Black on white, then black on a black of its own.
        assert_eq!(one(white()).conditions.len(), 1);
        let mut black = white();
        let fill = black.rule.own_look.get_or_insert_default().fill.get_or_insert_default();
        fill.pattern = Some("darkGray".to_owned());
        assert_eq!(one(black).left_out, [MAY_HIDE]);
    }

    #[test]
    fn a_rule_without_a_look_counts_only_where_it_stops_others() {
        let mut idle = rule("cellIs", "equal", &["5"]);
        idle.rule.own_look = None;
        assert!(one(idle).conditions.is_empty());
        let mut stops = rule("cellIs", "equal", &["5"]);
        stops.rule.own_look = None;
        stops.rule.stops = true;
        assert!(one(stops).conditions[0].stops);
    }

    #[test]
    fn rules_with_one_shared_look_share_its_overlay() {
        let shared = |look| {
            let mut written = rule("containsText", "", &[]);
            written.rule.own_look = None;
            written.rule.stops = true;
            written.rule.look = Some(look);
            written.rule.text = Some("x".to_owned());
            written
        };
        let made = make(vec![shared(1), shared(1), shared(2)], &Styles::default());
        let overlays: Vec<u16> = made.per_cell.iter().map(|one| one.overlay).collect();
        assert_eq!((overlays, made.overlays.len()), (vec![0, 0, 1], 2));
    }
}
