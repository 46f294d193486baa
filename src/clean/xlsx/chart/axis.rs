//! Axes and titles of charts in the library's terms.

use rust_xlsxwriter::{
    ChartAxis, ChartAxisCrossing, ChartAxisDateUnitType, ChartAxisDisplayUnitType, ChartAxisLabelPosition,
    ChartAxisTickType, ChartRange,
};

use super::paint::{font, format, line};
use crate::model::{Axis, AxisKind, AxisLabels, Cells, Crossing, DisplayUnit, Ticks, TimeUnit, Title, Words};

/// Makes an axis what it was; `of_bars` where dates cannot be counted, as the library has it for lying bars.
pub(super) fn dress(to: &mut ChartAxis, axis: &Axis, of_bars: bool) {
    match axis.kind {
        AxisKind::Value => {}
        AxisKind::Date if !of_bars => {
            to.set_date_axis(true);
        }
        AxisKind::Text => {
            to.set_date_axis(false).set_text_axis(true);
        }
        AxisKind::Category | AxisKind::Date => {
            to.set_date_axis(false).set_automatic_axis(false);
        }
    }
    to.set_hidden(!axis.shown);
    if let Some(title) = &axis.title {
        entitle(to, title);
    }
    scale(to, axis);
    if let Some(code) = &axis.format {
        to.set_num_format(code.as_ref());
    }
    to.set_label_position(match axis.labels {
        AxisLabels::NextTo => ChartAxisLabelPosition::NextTo,
        AxisLabels::High => ChartAxisLabelPosition::High,
        AxisLabels::Low => ChartAxisLabelPosition::Low,
        AxisLabels::None => ChartAxisLabelPosition::None,
    });
    let [major, minor] = axis.ticks.map(ticks);
    to.set_major_tick_type(major).set_minor_tick_type(minor);
    let [major, minor] = &axis.grid;
    to.set_major_gridlines(major.is_some()).set_minor_gridlines(minor.is_some());
    if let Some(stroke) = major.as_ref().filter(|stroke| **stroke != Default::default()) {
        to.set_major_gridlines_line(&line(stroke));
    }
    if let Some(stroke) = minor.as_ref().filter(|stroke| **stroke != Default::default()) {
        to.set_minor_gridlines_line(&line(stroke));
    }
    to.set_format(&mut format(&axis.paint));
    if let Some(lettering) = &axis.lettering {
        to.set_font(&font(lettering, false));
    }
    to.set_crossing(crossing(axis));
    to.set_position_between_ticks(axis.between);
}

fn entitle(to: &mut ChartAxis, title: &Title) {
    match &title.words {
        Words::Text(text) => to.set_name(said(text).as_str()),
        Words::Cell(cells) => to.set_name(&range(cells)),
    };
    if let Some(lettering) = &title.lettering {
        to.set_name_font(&font(lettering, true));
    }
    to.set_name_format(&mut format(&title.paint));
}

fn scale(to: &mut ChartAxis, axis: &Axis) {
    if let Some(min) = axis.min {
        to.set_min(min);
    }
    if let Some(max) = axis.max {
        to.set_max(max);
    }
    if let Some(major) = axis.major.filter(|unit| *unit > 0.0) {
        to.set_major_unit(major);
    }
    if let Some(minor) = axis.minor.filter(|unit| *unit > 0.0) {
        to.set_minor_unit(minor);
    }
    let [major, minor] = axis.time.map(|unit| unit.map(time));
    if let Some(unit) = major {
        to.set_major_unit_date_type(unit);
    }
    if let Some(unit) = minor {
        to.set_minor_unit_date_type(unit);
    }
    if let Some(base) = axis.log.filter(|base| (2..=1000).contains(base)) {
        to.set_log_base(base);
    }
    if axis.reversed {
        to.set_reverse();
    }
    let [label, tick] = axis.every;
    if let Some(every) = label {
        to.set_label_interval(every);
    }
    if let Some(every) = tick {
        to.set_tick_interval(every);
    }
    if let Some((unit, named)) = axis.units {
        to.set_display_unit_type(display(unit)).set_display_units_visible(named);
    }
}

fn crossing(axis: &Axis) -> ChartAxisCrossing {
    match axis.crossing {
        Crossing::Automatic => ChartAxisCrossing::Automatic,
        Crossing::Min => ChartAxisCrossing::Min,
        Crossing::Max => ChartAxisCrossing::Max,
        Crossing::At(at) if matches!(axis.kind, AxisKind::Category | AxisKind::Text) => {
            ChartAxisCrossing::CategoryNumber(at.clamp(1.0, 1e9) as u32)
        }
        Crossing::At(at) => ChartAxisCrossing::AxisValue(at),
    }
}

fn ticks(ticks: Ticks) -> ChartAxisTickType {
    match ticks {
        Ticks::None => ChartAxisTickType::None,
        Ticks::Inside => ChartAxisTickType::Inside,
        Ticks::Outside => ChartAxisTickType::Outside,
        Ticks::Cross => ChartAxisTickType::Cross,
    }
}

fn time(unit: TimeUnit) -> ChartAxisDateUnitType {
    match unit {
        TimeUnit::Days => ChartAxisDateUnitType::Days,
        TimeUnit::Months => ChartAxisDateUnitType::Months,
        TimeUnit::Years => ChartAxisDateUnitType::Years,
    }
}

fn display(unit: DisplayUnit) -> ChartAxisDisplayUnitType {
    match unit {
        DisplayUnit::Hundreds => ChartAxisDisplayUnitType::Hundreds,
        DisplayUnit::Thousands => ChartAxisDisplayUnitType::Thousands,
        DisplayUnit::TenThousands => ChartAxisDisplayUnitType::TenThousands,
        DisplayUnit::HundredThousands => ChartAxisDisplayUnitType::HundredThousands,
        DisplayUnit::Millions => ChartAxisDisplayUnitType::Millions,
        DisplayUnit::TenMillions => ChartAxisDisplayUnitType::TenMillions,
        DisplayUnit::HundredMillions => ChartAxisDisplayUnitType::HundredMillions,
        DisplayUnit::Billions => ChartAxisDisplayUnitType::Billions,
        DisplayUnit::Trillions => ChartAxisDisplayUnitType::Trillions,
    }
}

/// Cells in the library's terms.
pub(super) fn range(cells: &Cells) -> ChartRange {
    let (first, last) = (cells.range.first, cells.range.last);
    let column = |col: u32| u16::try_from(col).unwrap_or(u16::MAX);
    ChartRange::new_from_range(&cells.sheet, first.row, column(first.col), last.row, column(last.col))
}

/// Words that the library does not take for a reference: it takes those for one that begin with `=`, or have cells after
/// their first exclamation mark.
pub(super) fn said(text: &str) -> String {
    let cells = |rest: &str| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"$:".contains(&b))
    };
    let mut said = text.to_owned();
    if text.split_once('!').is_some_and(|(_, rest)| cells(rest)) {
        said.push(' ');
    }
    if said.starts_with('=') {
        said.insert(0, ' ');
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_references() {
        for text in ["Sheet1!A1", "=Sheet1!$A$1:$B$2", "=(Sheet1!A1,Sheet1!A2)", "=Table[Name]"] {
            assert_ne!(said(text), text);
        }
        assert_eq!(said("Hello! 2024"), "Hello! 2024");
    }
}
