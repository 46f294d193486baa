//! What the reader says of a chart is what it says of the chart that is drawn from it, for every kind and property.

use foi_gate::clean::xlsx::{draw, made_anew, spot};
use foi_gate::model::{AxisKind, Grouping, MarkerShape, PlotKind, Shade, Words};
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisDisplayUnitType, ChartAxisLabelPosition, ChartAxisTickType,
    ChartDataLabel, ChartDataLabelPosition, ChartDataTable, ChartEmptyCells, ChartErrorBars,
    ChartErrorBarsDirection, ChartErrorBarsType, ChartFont, ChartFormat, ChartGradientFill,
    ChartGradientStop, ChartLayout, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartPoint, ChartRange, ChartSeries,
    ChartSolidFill, ChartTrendline, ChartTrendlineType, ChartType, Image, Workbook, Worksheet,
};

use super::recorder::Objects;
use crate::support::images;

const SHEET: &str = "Returns by ward";

fn cells(column: u16) -> ChartRange {
    ChartRange::new_from_range(SHEET, 1, column, 6, column)
}

/// A workbook with numbers and this chart over them.
fn workbook(chart: &Chart) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(SHEET).unwrap();
    for row in 0..7 {
        for column in 0..5 {
            if row == 0 || column == 0 {
                sheet.write(row, column, format!("Ward {row}{column}")).unwrap();
            } else {
                sheet.write(row, column, f64::from(row * 7 % 5 + u32::from(column))).unwrap();
            }
        }
    }
    sheet.insert_chart_with_offset(8, 1, chart, 5, 6).unwrap();
    workbook.save_to_buffer().unwrap()
}

fn series(column: u16) -> ChartSeries {
    let mut series = ChartSeries::new();
    series.set_name((SHEET, 0, column)).set_categories(&cells(0)).set_values(&cells(column));
    series
}

/// Reads a chart, draws it, reads that, and gives what both are.
fn twice(chart: &Chart) -> foi_gate::model::Chart {
    let first = Objects::of(workbook(chart)).charts().remove(0);
    assert_eq!(first.beyond, None);
    let drawing = draw(&first).expect("it can be drawn");
    let second = Objects::of(workbook(&drawing)).charts().remove(0);
    assert_eq!(first, second);
    first
}

const KINDS: &[(ChartType, PlotKind, Grouping)] = &[
    (ChartType::Area, PlotKind::Area, Grouping::Plain),
    (ChartType::AreaStacked, PlotKind::Area, Grouping::Stacked),
    (ChartType::AreaPercentStacked, PlotKind::Area, Grouping::Percent),
    (ChartType::Bar, PlotKind::Bar, Grouping::Plain),
    (ChartType::BarStacked, PlotKind::Bar, Grouping::Stacked),
    (ChartType::BarPercentStacked, PlotKind::Bar, Grouping::Percent),
    (ChartType::Column, PlotKind::Column, Grouping::Plain),
    (ChartType::ColumnStacked, PlotKind::Column, Grouping::Stacked),
    (ChartType::ColumnPercentStacked, PlotKind::Column, Grouping::Percent),
    (ChartType::Doughnut, PlotKind::Doughnut, Grouping::Plain),
    (ChartType::Line, PlotKind::Line, Grouping::Plain),
    (ChartType::LineStacked, PlotKind::Line, Grouping::Stacked),
    (ChartType::LinePercentStacked, PlotKind::Line, Grouping::Percent),
    (ChartType::Pie, PlotKind::Pie, Grouping::Plain),
    (ChartType::Radar, PlotKind::Radar, Grouping::Plain),
    (ChartType::RadarWithMarkers, PlotKind::Radar, Grouping::Plain),
    (ChartType::RadarFilled, PlotKind::Radar, Grouping::Plain),
    (ChartType::Scatter, PlotKind::Scatter, Grouping::Plain),
    (ChartType::ScatterStraight, PlotKind::Scatter, Grouping::Plain),
    (ChartType::ScatterStraightWithMarkers, PlotKind::Scatter, Grouping::Plain),
    (ChartType::ScatterSmooth, PlotKind::Scatter, Grouping::Plain),
    (ChartType::ScatterSmoothWithMarkers, PlotKind::Scatter, Grouping::Plain),
    (ChartType::Stock, PlotKind::Stock, Grouping::Plain),
];

#[test]
fn every_kind_comes_out_as_it_went_in() {
    for (kind, plot, grouping) in KINDS {
        let mut chart = Chart::new(*kind);
        chart.push_series(&series(1)).push_series(&series(2)).push_series(&series(3));
        let found = twice(&chart);
        assert_eq!((found.plots[0].kind, found.plots[0].grouping), (*plot, *grouping));
        assert_eq!(found.plots[0].series.len(), 3);
        assert_eq!(found.title, None);
        let axes = !matches!(plot, PlotKind::Pie | PlotKind::Doughnut);
        assert_eq!(found.axes.is_some(), axes, "{plot:?}");
    }
}

#[test]
fn a_single_series_is_the_title_unless_it_was_taken_out() {
    let mut chart = Chart::new(ChartType::Column);
    chart.push_series(&series(1));
    let found = twice(&chart);
    assert!(matches!(found.title.unwrap().words, Words::Cell(cells) if cells.range.to_string() == "B1"));
    chart.title().set_hidden();
    assert_eq!(twice(&chart).title, None);
}

fn font() -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name("Arial").set_size(11.5).set_bold().set_italic().set_underline().set_color("#102030");
    font.set_rotation(-30);
    font
}

fn line() -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color("#FF8800")
        .set_width(1.5)
        .set_dash_type(ChartLineDashType::LongDashDot)
        .set_transparency(20);
    line
}

fn solid() -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color("#00AA55").set_transparency(40)).set_line(&line());
    format
}

#[test]
fn titles_legend_and_areas_keep_their_look() {
    let mut chart = Chart::new(ChartType::Line);
    chart.push_series(&series(1)).push_series(&series(2));
    let layout = ChartLayout::new().set_offset(0.25, 0.125).set_dimensions(0.5, 0.625);
    chart
        .title()
        .set_name("Returns!A1 and \"others\" <2024>")
        .set_font(&font())
        .set_format(&mut solid())
        .set_overlay(true)
        .set_layout(&layout);
    chart
        .legend()
        .set_position(ChartLegendPosition::Bottom)
        .set_font(&font())
        .set_format(&mut solid())
        .delete_entries(&[1])
        .set_layout(&layout);
    chart.chart_area().set_format(&mut solid());
    chart.plot_area().set_format(&mut solid()).set_layout(&layout);
    chart.set_data_table(&ChartDataTable::new().show_legend_keys(true).set_font(&font()));
    chart.set_drop_lines(true).set_high_low_lines(true).set_high_low_lines_format(&mut line());
    chart.set_up_down_bars(true).set_up_bar_format(&mut solid());
    chart.show_empty_cells_as(ChartEmptyCells::Connected).show_hidden_data();
    let found = twice(&chart);
    let title = found.title.unwrap();
    assert_eq!(title.lettering.unwrap().font.size, Some(11.5));
    assert!(found.shows_hidden && title.overlay && found.table.unwrap().keys);
    let legend = found.legend.unwrap();
    assert_eq!((legend.without, legend.layout.unwrap().size), (vec![1], Some((0.5, 0.625))));
    assert_eq!(found.layout.unwrap().from, (0.25, 0.125));
    assert!(matches!(found.area.fill, Some(Shade::Solid(_, 40))));
    assert!(found.plots[0].up_down.is_some() && found.plots[0].drops.is_some());
}

#[test]
fn axes_keep_their_scale_and_look() {
    for kind in [ChartType::Column, ChartType::Bar, ChartType::ScatterSmooth] {
        let mut chart = Chart::new(kind);
        chart.push_series(&series(1)).push_series(&series(2));
        for axis in 0..2 {
            let axis = if axis == 0 { chart.x_axis() } else { chart.y_axis() };
            axis.set_name("Cases").set_name_font(&font()).set_name_format(&mut solid()).set_font(&font());
            axis.set_format(&mut line()).set_num_format("0.0").set_reverse();
            axis.set_min(-2.5).set_max(40).set_major_unit(5).set_minor_unit(1);
            axis.set_major_gridlines(true).set_minor_gridlines(true).set_minor_gridlines_line(&line());
            axis.set_major_tick_type(ChartAxisTickType::Inside).set_minor_tick_type(ChartAxisTickType::Cross);
            axis.set_label_position(ChartAxisLabelPosition::Low).set_label_interval(2).set_tick_interval(3);
            axis.set_crossing(ChartAxisCrossing::Max)
                .set_display_unit_type(ChartAxisDisplayUnitType::Thousands);
        }
        let found = twice(&chart);
        let axes = found.axes.unwrap();
        assert_eq!((axes.value.min, axes.value.max, axes.value.reversed), (Some(-2.5), Some(40.0), true));
        assert_eq!(axes.category.kind == AxisKind::Value, kind == ChartType::ScatterSmooth);
    }
    let mut chart = Chart::new(ChartType::Line);
    chart.push_series(&series(1));
    chart.x_axis().set_date_axis(true).set_hidden(true);
    chart.y_axis().set_log_base(10).set_crossing(ChartAxisCrossing::AxisValue(3.0));
    let axes = twice(&chart).axes.unwrap();
    assert_eq!((axes.category.kind, axes.category.shown, axes.value.log), (AxisKind::Date, false, Some(10)));
}

#[test]
fn series_keep_all_that_belongs_to_them() {
    let mut one = series(1);
    one.set_format(&mut solid()).set_smooth(true);
    one.set_marker(ChartMarker::new().set_type(ChartMarkerType::Star).set_size(9).set_format(&mut solid()));
    one.set_trendline(
        ChartTrendline::new()
            .set_type(ChartTrendlineType::Polynomial(3))
            .set_name("Trend")
            .set_forward_period(0.5)
            .display_equation(true)
            .display_r_squared(true)
            .set_format(&mut line()),
    );
    one.set_y_error_bars(
        ChartErrorBars::new()
            .set_type(ChartErrorBarsType::Custom(cells(2), cells(3)))
            .set_direction(ChartErrorBarsDirection::Both)
            .set_end_cap(false),
    );
    let mut labels = ChartDataLabel::new();
    labels
        .show_value()
        .show_category_name()
        .show_series_name()
        .show_legend_key()
        .set_separator(';')
        .set_num_format("0.00")
        .set_font(&font())
        .set_format(&mut solid())
        .set_position(ChartDataLabelPosition::Above);
    let custom = [
        ChartDataLabel::new().set_value("By hand").set_font(&font()).to_custom(),
        ChartDataLabel::default(),
        ChartDataLabel::new().set_hidden().to_custom(),
        ChartDataLabel::new().set_value(format!("='{SHEET}'!$B$3").as_str()).to_custom(),
    ];
    one.set_data_label(&labels).set_custom_data_labels(&custom);
    one.set_points(&[ChartPoint::new(), ChartPoint::new().set_format(&mut solid())]);
    let mut chart = Chart::new(ChartType::Line);
    // Pushing it would take its markers away.
    *chart.add_series() = one;
    chart.push_series(&series(2));
    let mut found = twice(&chart);
    let first = &found.plots[0].series[0];
    assert!(first.smooth && first.trend.is_some() && first.errors[1].is_some());
    assert_eq!(first.labels.as_ref().unwrap().points.len(), 3);
    assert_eq!(first.points.len(), 1);
    assert_eq!(first.marker.as_ref().unwrap().shape, Some(MarkerShape::Star));
    let cells: Vec<String> = found.references().map(|cells| cells.range.to_string()).collect();
    for expected in ["A2:A7", "B2:B7", "B1", "C2:C7", "D2:D7", "B3"] {
        assert!(cells.iter().any(|cell| cell == expected), "{expected} of {cells:?}");
    }
    let texts: Vec<String> = found.texts().map(|text| text.to_string()).collect();
    assert_eq!(texts, ["Trend", "By hand"]);
}

#[test]
fn fills_of_all_kinds_are_kept() {
    let mut patterned = series(1);
    let mut pattern = ChartPatternFill::new();
    pattern
        .set_pattern(ChartPatternFillType::DiagonalBrick)
        .set_foreground_color("#112233")
        .set_background_color("#DDEEFF");
    patterned.set_format(ChartFormat::new().set_pattern_fill(&pattern)).set_gap(40).set_overlap(-20);
    let mut graded = series(2);
    let mut gradient = ChartGradientFill::new();
    gradient
        .set_gradient_stops(&[ChartGradientStop::new("#112233", 0), ChartGradientStop::new("#AABBCC", 100)])
        .set_angle(45);
    graded.set_format(ChartFormat::new().set_gradient_fill(&gradient)).set_invert_if_negative();
    let mut empty = series(3);
    empty.set_format(ChartFormat::new().set_no_fill().set_no_line());
    let mut chart = Chart::new(ChartType::Column);
    chart.push_series(&patterned).push_series(&graded).push_series(&empty);
    let found = twice(&chart);
    assert_eq!((found.plots[0].gap, found.plots[0].overlap), (40, -20));
    assert!(matches!(found.plots[0].series[1].paint.fill, Some(Shade::Gradient { .. })));
    assert_eq!(found.plots[0].series[2].paint.fill, Some(Shade::None));
}

#[test]
fn two_kinds_and_a_second_axis_are_drawn_together() {
    let mut columns = Chart::new(ChartType::ColumnStacked);
    columns.push_series(&series(1)).push_series(&series(2));
    let mut lines = Chart::new(ChartType::Line);
    lines.push_series(series(3).set_secondary_axis(true));
    columns.combine(&lines);
    columns.y2_axis().set_name("Share").set_num_format("0%");
    let found = twice(&columns);
    assert_eq!(found.plots.len(), 2);
    assert!(found.plots[1].second && found.second_axes.is_some());
    assert_eq!(found.second_axes.unwrap().value.format.as_deref(), Some("0%"));

    let mut pie = Chart::new(ChartType::Doughnut);
    pie.push_series(&series(1)).set_rotation(90).set_hole_size(33);
    let found = twice(&pie);
    assert_eq!((found.plots[0].first_slice, found.plots[0].hole), (90, 33));
    assert_eq!(found.plots[0].series[0].points.len(), 6, "slices have colours of their own");
}

#[test]
fn a_chart_on_a_sheet_of_its_own_is_read_too() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name(SHEET).unwrap().write(1, 1, 5).unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.push_series(&series(1));
    let mut sheet = Worksheet::new_chartsheet();
    sheet.insert_chart(0, 0, &chart).unwrap();
    workbook.push_worksheet(sheet);
    let found = Objects::of(workbook.save_to_buffer().unwrap());
    assert_eq!(found.all.len(), 1);
    assert!(found.all[0].1.anchor.size.is_some() && found.unread.is_empty());
    assert_eq!(found.charts()[0].beyond, None);
}

#[test]
fn pictures_are_read_and_made_anew_where_they_were() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let image = Image::new_from_buffer(&images::png(&[])).unwrap().set_width(50).set_height(40);
    sheet.insert_image_with_offset(3, 2, &image, 7, 8).unwrap();
    let found = Objects::of(workbook.save_to_buffer().unwrap());
    let place = spot(&found.all[0].1.anchor, |_| 64, |_| 20).unwrap();
    assert_eq!((place.row, place.col, place.right, place.down), (3, 2, 7, 8));
    assert_eq!((place.width, place.height), (50, 40));
    assert!(made_anew(&found.pictures()[0]).is_some());
}
