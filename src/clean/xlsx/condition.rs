//! Conditional formats, one by one in their order.

use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormat3ColorScale, ConditionalFormatAverage,
    ConditionalFormatAverageRule, ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatCustomIcon, ConditionalFormatDataBar, ConditionalFormatDuplicate,
    ConditionalFormatError, ConditionalFormatFormula, ConditionalFormatIconSet, ConditionalFormatIconType,
    ConditionalFormatText, ConditionalFormatTextRule, ConditionalFormatTop, ConditionalFormatTopRule,
    ConditionalFormatType, ConditionalFormatValue, Worksheet,
};

use super::fault::done;
use super::format::{color, of_change};
use super::grid::Block;
use crate::clean::Failure;
use crate::model::{Ask, Comparison, Condition, Constant, Point, Rgb};

/// Adds one; the answer is whether the library took it.
pub(super) fn add(sheet: &mut Worksheet, condition: &Condition) -> Result<bool, Failure> {
    let blocks: Vec<Block> = condition.ranges.iter().copied().filter_map(Block::of).collect();
    let Some(first) = blocks.first().copied() else { return Ok(true) };
    let cells = |block: &Block| {
        rust_xlsxwriter::utility::cell_range(block.top, block.left, block.bottom, block.right)
    };
    let all = blocks.iter().map(cells).collect::<Vec<_>>().join(" ");
    let target =
        Target { first, all: if blocks.len() > 1 { all } else { String::new() }, stops: condition.stops };
    ask(sheet, &target, condition)
}

/// Where it is added.
struct Target {
    first: Block,
    all: String,
    stops: bool,
}

/// Each kind has the same three methods, and a type of its own.
macro_rules! put {
    ($sheet:expr, $target:expr, $rule:expr) => {{
        let rule = $rule.set_stop_if_true($target.stops).set_multi_range($target.all.as_str());
        let Block { top, left, bottom, right } = $target.first;
        done($sheet.add_conditional_format(top, left, bottom, right, &rule))
    }};
}

fn ask(sheet: &mut Worksheet, target: &Target, condition: &Condition) -> Result<bool, Failure> {
    let look = || of_change(&condition.look);
    match &condition.ask {
        Ask::Cell(..) | Ask::Between(..) | Ask::NotBetween(..) => match cell(&condition.ask) {
            Some(rule) => put!(sheet, target, ConditionalFormatCell::new().set_rule(rule).set_format(look())),
            None => Ok(false),
        },
        Ask::Contains(_) | Ask::NotContains(_) | Ask::BeginsWith(_) | Ask::EndsWith(_) => {
            match text(&condition.ask) {
                Some(rule) => {
                    put!(sheet, target, ConditionalFormatText::new().set_rule(rule).set_format(look()))
                }
                None => Ok(false),
            }
        }
        Ask::Blanks => put!(sheet, target, ConditionalFormatBlank::new().set_format(look())),
        Ask::NoBlanks => put!(sheet, target, ConditionalFormatBlank::new().invert().set_format(look())),
        Ask::NoErrors => put!(sheet, target, ConditionalFormatError::new().invert().set_format(look())),
        Ask::Duplicate => put!(sheet, target, ConditionalFormatDuplicate::new().set_format(look())),
        Ask::Unique => put!(sheet, target, ConditionalFormatDuplicate::new().invert().set_format(look())),
        Ask::Top { .. } | Ask::Bottom { .. } => match top(&condition.ask) {
            Some(rule) => put!(sheet, target, ConditionalFormatTop::new().set_rule(rule).set_format(look())),
            None => Ok(false),
        },
        Ask::AboveAverage { .. } | Ask::BelowAverage { .. } => match average(&condition.ask) {
            Some(rule) => {
                put!(sheet, target, ConditionalFormatAverage::new().set_rule(rule).set_format(look()))
            }
            None => Ok(false),
        },
        Ask::Bands { columns, every, rest } => {
            let number = if *columns { "COLUMN()" } else { "ROW()" };
            let formula = format!("=MOD({number},{every})={rest}");
            put!(sheet, target, ConditionalFormatFormula::new().set_rule(formula.as_str()).set_format(look()))
        }
        Ask::Scale(points) => scale(sheet, target, points),
        Ask::Bar { from, to, color: rgb, value, solid } => {
            let bar = ConditionalFormatDataBar::new().set_fill_color(color(*rgb));
            let bar = bar.set_bar_only(!value).set_solid_fill(*solid);
            let (from, to) = (bound(*from), bound(*to));
            put!(sheet, target, bar.set_minimum(from.0, from.1).set_maximum(to.0, to.1))
        }
        Ask::Icons { set, points, value, reversed } => match icons(set, points) {
            Some(icons) => put!(sheet, target, icons.show_icons_only(!value).reverse_icons(*reversed)),
            None => Ok(false),
        },
    }
}

fn constant(constant: &Constant) -> ConditionalFormatValue {
    match constant {
        Constant::Number(number) => ConditionalFormatValue::from(*number),
        // Quoted here: the library takes a text that has quotes at both ends for one that it need not quote.
        Constant::Text(text) => ConditionalFormatValue::from(format!("\"{}\"", text.replace('"', "\"\""))),
    }
}

fn cell(ask: &Ask) -> Option<ConditionalFormatCellRule<ConditionalFormatValue>> {
    use ConditionalFormatCellRule as Rule;
    Some(match ask {
        Ask::Between(low, high) => Rule::Between(constant(low), constant(high)),
        Ask::NotBetween(low, high) => Rule::NotBetween(constant(low), constant(high)),
        Ask::Cell(comparison, value) => {
            let value = constant(value);
            match comparison {
                Comparison::Equal => Rule::EqualTo(value),
                Comparison::NotEqual => Rule::NotEqualTo(value),
                Comparison::Greater => Rule::GreaterThan(value),
                Comparison::GreaterOrEqual => Rule::GreaterThanOrEqualTo(value),
                Comparison::Less => Rule::LessThan(value),
                Comparison::LessOrEqual => Rule::LessThanOrEqualTo(value),
            }
        }
        _ => return None,
    })
}

fn text(ask: &Ask) -> Option<ConditionalFormatTextRule> {
    Some(match ask {
        Ask::Contains(text) => ConditionalFormatTextRule::Contains(text.clone()),
        Ask::NotContains(text) => ConditionalFormatTextRule::DoesNotContain(text.clone()),
        Ask::BeginsWith(text) => ConditionalFormatTextRule::BeginsWith(text.clone()),
        Ask::EndsWith(text) => ConditionalFormatTextRule::EndsWith(text.clone()),
        _ => return None,
    })
}

fn top(ask: &Ask) -> Option<ConditionalFormatTopRule> {
    Some(match *ask {
        Ask::Top { rank, percent: false } => ConditionalFormatTopRule::Top(rank),
        Ask::Top { rank, percent: true } => ConditionalFormatTopRule::TopPercent(rank),
        Ask::Bottom { rank, percent: false } => ConditionalFormatTopRule::Bottom(rank),
        Ask::Bottom { rank, percent: true } => ConditionalFormatTopRule::BottomPercent(rank),
        _ => return None,
    })
}

fn average(ask: &Ask) -> Option<ConditionalFormatAverageRule> {
    Some(match ask {
        Ask::AboveAverage { or_equal: false } => ConditionalFormatAverageRule::AboveAverage,
        Ask::AboveAverage { or_equal: true } => ConditionalFormatAverageRule::EqualOrAboveAverage,
        Ask::BelowAverage { or_equal: false } => ConditionalFormatAverageRule::BelowAverage,
        Ask::BelowAverage { or_equal: true } => ConditionalFormatAverageRule::EqualOrBelowAverage,
        _ => return None,
    })
}

/// A point in the library's terms. It prints a warning on shares that are none.
fn bound(point: Point) -> (ConditionalFormatType, f64) {
    match point {
        Point::Lowest => (ConditionalFormatType::Lowest, 0.0),
        Point::Highest => (ConditionalFormatType::Highest, 0.0),
        Point::Number(number) => (ConditionalFormatType::Number, number),
        Point::Percent(share) => (ConditionalFormatType::Percent, share.clamp(0.0, 100.0)),
        Point::Percentile(share) => (ConditionalFormatType::Percentile, share.clamp(0.0, 100.0)),
        Point::Automatic => (ConditionalFormatType::Automatic, 0.0),
    }
}

fn scale(sheet: &mut Worksheet, target: &Target, points: &[(Point, Rgb)]) -> Result<bool, Failure> {
    match *points {
        [(low, first), (high, last)] => {
            let (low, high) = (bound(low), bound(high));
            let rule = ConditionalFormat2ColorScale::new()
                .set_minimum(low.0, low.1)
                .set_maximum(high.0, high.1)
                .set_minimum_color(color(first))
                .set_maximum_color(color(last));
            put!(sheet, target, rule)
        }
        [(low, first), (middle, second), (high, last)] => {
            let (low, middle, high) = (bound(low), bound(middle), bound(high));
            let rule = ConditionalFormat3ColorScale::new()
                .set_minimum(low.0, low.1)
                .set_midpoint(middle.0, middle.1)
                .set_maximum(high.0, high.1)
                .set_minimum_color(color(first))
                .set_midpoint_color(color(second))
                .set_maximum_color(color(last));
            put!(sheet, target, rule)
        }
        _ => Ok(false),
    }
}

fn icons(set: &str, points: &[Point]) -> Option<ConditionalFormatIconSet> {
    use ConditionalFormatIconType as Icon;
    let kind = match set {
        "3Arrows" => Icon::ThreeArrows,
        "3ArrowsGray" => Icon::ThreeArrowsGray,
        "3Flags" => Icon::ThreeFlags,
        "3TrafficLights1" => Icon::ThreeTrafficLights,
        "3TrafficLights2" => Icon::ThreeTrafficLightsWithRim,
        "3Signs" => Icon::ThreeSigns,
        "3Symbols" => Icon::ThreeSymbolsCircled,
        "3Symbols2" => Icon::ThreeSymbols,
        "4Arrows" => Icon::FourArrows,
        "4ArrowsGray" => Icon::FourArrowsGray,
        "4RedToBlack" => Icon::FourRedToBlack,
        "4Rating" => Icon::FourHistograms,
        "4TrafficLights" => Icon::FourTrafficLights,
        "5Arrows" => Icon::FiveArrows,
        "5ArrowsGray" => Icon::FiveArrowsGray,
        "5Rating" => Icon::FiveHistograms,
        "5Quarters" => Icon::FiveQuadrants,
        _ => return None,
    };
    let icon = |point: &Point| {
        let (kind, value) = bound(*point);
        ConditionalFormatCustomIcon::new().set_rule(kind, value)
    };
    let icons: Vec<ConditionalFormatCustomIcon> = points.iter().map(icon).collect();
    Some(ConditionalFormatIconSet::new().set_icon_type(kind).set_icons(&icons))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LookChange, Range};

    #[test]
    fn every_kind_is_taken() {
        let share = Point::Percent(50.0);
        let asks = [
            Ask::Cell(Comparison::Greater, Constant::Number(5.0)),
            Ask::Cell(Comparison::Equal, Constant::Text("a \"b\"".to_owned())),
            Ask::Between(Constant::Number(1.0), Constant::Number(2.0)),
            Ask::Contains("late".to_owned()),
            Ask::Blanks,
            Ask::NoBlanks,
            Ask::NoErrors,
            Ask::Duplicate,
            Ask::Unique,
            Ask::Top { rank: 10, percent: false },
            Ask::BelowAverage { or_equal: false },
            Ask::Scale(vec![
                (Point::Lowest, Rgb(255, 0, 0)),
                (share, Rgb(0, 255, 0)),
                (Point::Highest, Rgb(0, 0, 255)),
            ]),
            Ask::Bar {
                from: Point::Automatic,
                to: Point::Highest,
                color: Rgb(1, 2, 3),
                value: true,
                solid: true,
            },
            Ask::Icons {
                set: "3Arrows",
                points: vec![Point::Percent(0.0), share, share],
                value: true,
                reversed: false,
            },
        ];
        let mut sheet = Worksheet::new();
        for ask in asks {
            let ranges = vec![Range::cell(0, 0), Range::columns(2, 3)];
            let condition = Condition { ranges, ask, look: LookChange::default(), stops: false };
            assert!(add(&mut sheet, &condition).unwrap(), "{:?}", condition.ask);
        }
        let condition = Condition {
            ranges: vec![Range::cell(0, 0)],
            ask: Ask::Icons { set: "3Arrows", points: vec![share], value: true, reversed: false },
            look: LookChange::default(),
            stops: false,
        };
        assert!(!add(&mut sheet, &condition).unwrap(), "three icons have three points");
    }
}
