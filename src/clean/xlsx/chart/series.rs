//! Series of charts in the library's terms: points, markers, labels, trend lines, error bars.

use rust_xlsxwriter::{
    ChartDataLabel, ChartDataLabelPosition, ChartErrorBars, ChartErrorBarsDirection, ChartErrorBarsType,
    ChartMarker, ChartMarkerType, ChartPoint, ChartSeries, ChartTrendline, ChartTrendlineType,
};

use super::axis::{range, said};
use super::paint::{font, format};
use crate::model::{
    Amount, Errors, Grouping, LabelSpot, Labels, Marker, MarkerShape, Paint, Plot, PointLabel, Series, Shown,
    Trend, TrendKind, Words,
};

/// Points that can have a look or a label of their own.
const MOST_POINTS: u32 = 4_000;

/// A series of a plot; none where it has no cells.
pub(super) fn series(from: &Series, plot: &Plot) -> Option<ChartSeries> {
    let mut to = ChartSeries::new();
    to.set_values(&range(from.values.as_ref()?)).set_secondary_axis(plot.second);
    if let Some(cells) = &from.categories {
        to.set_categories(&range(cells));
    }
    match &from.name {
        Some(Words::Text(text)) => {
            to.set_name(said(text).as_str());
        }
        Some(Words::Cell(cells)) => {
            to.set_name(&range(cells));
        }
        None => {}
    }
    to.set_format(&mut format(&from.paint));
    if let Some(marker) = &from.marker {
        to.set_marker(&self::marker(marker));
    }
    if !from.points.is_empty() {
        to.set_points(&points(&from.points));
    }
    if let Some(labels) = &from.labels {
        to.set_data_label(&self::labels(labels));
        if !labels.points.is_empty() {
            to.set_custom_data_labels(&point_labels(&labels.points));
        }
    }
    if let Some(trend) = &from.trend {
        to.set_trendline(&self::trend(trend));
    }
    let [across, along] = &from.errors;
    if let Some(bars) = across.as_ref().and_then(errors) {
        to.set_x_error_bars(&bars);
    }
    if let Some(bars) = along.as_ref().and_then(errors) {
        to.set_y_error_bars(&bars);
    }
    if from.smooth {
        to.set_smooth(true);
    }
    if from.inverts {
        to.set_invert_if_negative();
    }
    to.set_gap(plot.gap.min(500));
    if plot.overlap != 0 || plot.grouping != Grouping::Plain {
        to.set_overlap(plot.overlap.clamp(-100, 100));
    }
    Some(to)
}

fn marker(from: &Marker) -> ChartMarker {
    let mut to = ChartMarker::new();
    let Some(shape) = from.shape else {
        to.set_none();
        return to;
    };
    to.set_type(match shape {
        MarkerShape::Square => ChartMarkerType::Square,
        MarkerShape::Diamond => ChartMarkerType::Diamond,
        MarkerShape::Triangle => ChartMarkerType::Triangle,
        MarkerShape::X => ChartMarkerType::X,
        MarkerShape::Star => ChartMarkerType::Star,
        MarkerShape::Dot => ChartMarkerType::ShortDash,
        MarkerShape::Dash => ChartMarkerType::LongDash,
        MarkerShape::Circle => ChartMarkerType::Circle,
        MarkerShape::Plus => ChartMarkerType::PlusSign,
    });
    if let Some(size) = from.size {
        to.set_size(size.clamp(2, 72));
    }
    to.set_format(&mut format(&from.paint));
    to
}

/// The library wants all points up to the last that looks otherwise.
fn points(from: &[(u32, Paint)]) -> Vec<ChartPoint> {
    spread(from, ChartPoint::new(), |paint| ChartPoint::new().set_format(&mut format(paint)))
}

fn spread<T, U: Clone>(from: &[(u32, T)], plain: U, make: impl Fn(&T) -> U) -> Vec<U> {
    let kept = from.iter().filter(|(index, _)| *index < MOST_POINTS);
    let last = kept.clone().map(|(index, _)| *index).max().unwrap_or(0);
    let mut all = vec![plain; (last as usize).saturating_add(1)];
    for (index, one) in kept {
        if let Some(place) = all.get_mut(*index as usize) {
            *place = make(one);
        }
    }
    all
}

fn labels(from: &Labels) -> ChartDataLabel {
    let mut to = ChartDataLabel::new();
    show(&mut to, from.shown);
    if from.key {
        to.show_legend_key();
    }
    if from.leaders {
        to.show_leader_lines();
    }
    if let Some(spot) = from.position {
        to.set_position(match spot {
            LabelSpot::Center => ChartDataLabelPosition::Center,
            LabelSpot::Left => ChartDataLabelPosition::Left,
            LabelSpot::Right => ChartDataLabelPosition::Right,
            LabelSpot::Above => ChartDataLabelPosition::Above,
            LabelSpot::Below => ChartDataLabelPosition::Below,
            LabelSpot::InsideBase => ChartDataLabelPosition::InsideBase,
            LabelSpot::InsideEnd => ChartDataLabelPosition::InsideEnd,
            LabelSpot::OutsideEnd => ChartDataLabelPosition::OutsideEnd,
            LabelSpot::BestFit => ChartDataLabelPosition::BestFit,
        });
    }
    if let Some(code) = &from.format {
        to.set_num_format(code.as_ref());
    }
    if let Some(separator) = from.separator {
        to.set_separator(separator);
    }
    to.set_format(&mut format(&from.paint));
    if let Some(lettering) = &from.lettering {
        to.set_font(&font(lettering, false));
    }
    to
}

fn show(to: &mut ChartDataLabel, shown: Shown) {
    if shown.value {
        to.show_value();
    }
    if shown.category {
        to.show_category_name();
    }
    if shown.series {
        to.show_series_name();
    }
    if shown.percent {
        to.show_percentage();
    }
}

fn point_labels(from: &[(u32, PointLabel)]) -> Vec<ChartDataLabel> {
    spread(from, ChartDataLabel::default(), |label| {
        let mut to = ChartDataLabel::new();
        if label.deleted {
            to.set_hidden();
            return to;
        }
        match &label.words {
            Some(Words::Text(text)) => {
                to.set_value(said(text).as_str());
            }
            Some(Words::Cell(cells)) => {
                to.set_value(&range(cells));
            }
            None => {}
        }
        show(&mut to, label.shown);
        if let Some(lettering) = &label.lettering {
            to.set_font(&font(lettering, false));
        }
        to
    })
}

fn trend(from: &Trend) -> ChartTrendline {
    let mut to = ChartTrendline::new();
    to.set_type(match from.kind {
        TrendKind::Exponential => ChartTrendlineType::Exponential,
        TrendKind::Linear => ChartTrendlineType::Linear,
        TrendKind::Logarithmic => ChartTrendlineType::Logarithmic,
        TrendKind::Polynomial(order) => ChartTrendlineType::Polynomial(order),
        TrendKind::Power => ChartTrendlineType::Power,
        TrendKind::MovingAverage(period) => ChartTrendlineType::MovingAverage(period),
    });
    if let Some(name) = &from.name {
        to.set_name(name.as_ref());
    }
    to.set_forward_period(from.forward).set_backward_period(from.backward);
    if let Some(intercept) = from.intercept {
        to.set_intercept(intercept);
    }
    to.display_equation(from.equation).display_r_squared(from.r_squared);
    to.set_format(&mut format(&from.paint));
    to
}

/// Error bars; none where their length is nothing.
fn errors(from: &Errors) -> Option<ChartErrorBars> {
    let mut to = ChartErrorBars::new();
    let mut sides = from.sides;
    let amount = match &from.amount {
        Amount::Fixed(value) if *value > 0.0 => ChartErrorBarsType::FixedValue(*value),
        Amount::Percent(value) if *value > 0.0 => ChartErrorBarsType::Percentage(*value),
        Amount::Deviations(value) if *value > 0.0 => ChartErrorBarsType::StandardDeviation(*value),
        Amount::StandardError => ChartErrorBarsType::StandardError,
        Amount::Cells(up, down) => {
            let [more, less] = &mut sides;
            *more &= up.is_some();
            *less &= down.is_some();
            let either = up.as_ref().or(down.as_ref())?;
            let one = |cells: &Option<_>| range(cells.as_ref().unwrap_or(either));
            ChartErrorBarsType::Custom(one(up), one(down))
        }
        _ => return None,
    };
    to.set_type(amount);
    to.set_direction(match sides {
        [true, true] => ChartErrorBarsDirection::Both,
        [true, false] => ChartErrorBarsDirection::Plus,
        [false, true] => ChartErrorBarsDirection::Minus,
        [false, false] => return None,
    });
    to.set_end_cap(from.capped);
    to.set_format(&mut format(&from.paint));
    Some(to)
}
