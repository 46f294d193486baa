//! Charts drawn anew over the cells of the copy, with the library's own means: nothing of the original's parts is in them.

mod axis;
mod paint;
mod series;

use rust_xlsxwriter::{
    Chart as Drawing, ChartDataTable, ChartEmptyCells, ChartLegendPosition, ChartTitle, ChartType,
};

use crate::model::{Axes, Blanks, Chart, DataTable, Grouping, Legend, Plot, PlotKind, Side, Title, Words};
use axis::{dress, range, said};
use paint::{font, format, layout, line};

/// The chart; none where it cannot be drawn.
pub fn draw(chart: &Chart) -> Option<Drawing> {
    if chart.beyond.is_some() {
        return None;
    }
    let first = chart.plots.first()?;
    let is_first = |plot: &&Plot| (plot.kind, plot.grouping) == (first.kind, first.grouping);
    let mut drawing = plotted(chart.plots.iter().filter(is_first))?;
    let mut others = chart.plots.iter().filter(|plot| !is_first(plot)).peekable();
    if others.peek().is_some() {
        drawing.combine(&plotted(others)?);
    }
    match &chart.title {
        Some(title) => entitle(drawing.title(), title),
        None => {
            drawing.title().set_hidden();
        }
    }
    set_legend(&mut drawing, chart.legend.as_ref());
    let bars = first.kind == PlotKind::Bar;
    if let Some(axes) = &chart.axes {
        set_axes(&mut drawing, axes, bars, false);
    }
    if let Some(axes) = &chart.second_axes {
        set_axes(&mut drawing, axes, bars, true);
    }
    drawing.chart_area().set_format(&mut format(&chart.area));
    drawing.plot_area().set_format(&mut format(&chart.plot_area));
    if let Some(place) = &chart.layout {
        drawing.plot_area().set_layout(&layout(place));
    }
    drawing.show_empty_cells_as(match chart.blanks {
        Blanks::Gap => ChartEmptyCells::Gaps,
        Blanks::Zero => ChartEmptyCells::Zero,
        Blanks::Span => ChartEmptyCells::Connected,
    });
    if chart.shows_hidden {
        drawing.show_hidden_data();
    }
    if let Some(from) = &chart.table {
        drawing.set_data_table(&table(from));
    }
    // What the library would not take is not drawn.
    drawing.validate().is_ok().then_some(drawing)
}

/// Plots of one kind, by one or both pairs of axes.
fn plotted<'p>(plots: impl Iterator<Item = &'p Plot>) -> Option<Drawing> {
    let mut plots = plots.peekable();
    let mut drawing = Drawing::new(kind(plots.peek()?));
    for plot in plots {
        for from in &plot.series {
            // Pushing a series takes its markers away.
            *drawing.add_series() = series::series(from, plot)?;
        }
        drawing.set_rotation(plot.first_slice.min(360)).set_hole_size(plot.hole.clamp(0, 90));
        if let Some((up, down)) = &plot.up_down {
            drawing.set_up_down_bars(true);
            drawing.set_up_bar_format(&mut format(up)).set_down_bar_format(&mut format(down));
        }
        if let Some(stroke) = &plot.high_low {
            drawing.set_high_low_lines(true);
            if *stroke != Default::default() {
                drawing.set_high_low_lines_format(&mut line(stroke));
            }
        }
        if let Some(stroke) = &plot.drops {
            drawing.set_drop_lines(true);
            if *stroke != Default::default() {
                drawing.set_drop_lines_format(&mut line(stroke));
            }
        }
    }
    Some(drawing)
}

fn kind(plot: &Plot) -> ChartType {
    match (plot.kind, plot.grouping) {
        (PlotKind::Area, Grouping::Plain) => ChartType::Area,
        (PlotKind::Area, Grouping::Stacked) => ChartType::AreaStacked,
        (PlotKind::Area, Grouping::Percent) => ChartType::AreaPercentStacked,
        (PlotKind::Bar, Grouping::Plain) => ChartType::Bar,
        (PlotKind::Bar, Grouping::Stacked) => ChartType::BarStacked,
        (PlotKind::Bar, Grouping::Percent) => ChartType::BarPercentStacked,
        (PlotKind::Column, Grouping::Plain) => ChartType::Column,
        (PlotKind::Column, Grouping::Stacked) => ChartType::ColumnStacked,
        (PlotKind::Column, Grouping::Percent) => ChartType::ColumnPercentStacked,
        (PlotKind::Line, Grouping::Plain) => ChartType::Line,
        (PlotKind::Line, Grouping::Stacked) => ChartType::LineStacked,
        (PlotKind::Line, Grouping::Percent) => ChartType::LinePercentStacked,
        (PlotKind::Pie, _) => ChartType::Pie,
        (PlotKind::Doughnut, _) => ChartType::Doughnut,
        (PlotKind::Radar, _) if plot.filled => ChartType::RadarFilled,
        (PlotKind::Radar, _) => ChartType::RadarWithMarkers,
        // Lines, curves and markers are said by each series; this kind adds none of its own.
        (PlotKind::Scatter, _) => ChartType::ScatterStraightWithMarkers,
        (PlotKind::Stock, _) => ChartType::Stock,
    }
}

fn entitle(to: &mut ChartTitle, title: &Title) {
    match &title.words {
        Words::Text(text) => to.set_name(said(text).as_str()),
        Words::Cell(cells) => to.set_name(&range(cells)),
    };
    if let Some(lettering) = &title.lettering {
        to.set_font(&font(lettering, true));
    }
    to.set_format(&mut format(&title.paint)).set_overlay(title.overlay);
    if let Some(place) = &title.layout {
        to.set_layout(&layout(place));
    }
}

fn set_legend(drawing: &mut Drawing, legend: Option<&Legend>) {
    let to = drawing.legend();
    let Some(legend) = legend else {
        to.set_hidden();
        return;
    };
    to.set_position(match legend.side {
        Side::Right => ChartLegendPosition::Right,
        Side::Left => ChartLegendPosition::Left,
        Side::Top => ChartLegendPosition::Top,
        Side::Bottom => ChartLegendPosition::Bottom,
        Side::TopRight => ChartLegendPosition::TopRight,
    });
    if let Some(lettering) = &legend.lettering {
        to.set_font(&font(lettering, false));
    }
    to.set_format(&mut format(&legend.paint)).set_overlay(legend.overlay);
    if let Some(place) = &legend.layout {
        to.set_layout(&layout(place));
    }
    to.delete_entries(&legend.without);
}

/// The library calls the standing axis of lying bars y, though it counts categories.
fn set_axes(drawing: &mut Drawing, axes: &Axes, bars: bool, second: bool) {
    let (across, along) = if bars { (&axes.value, &axes.category) } else { (&axes.category, &axes.value) };
    let x = if second { drawing.x2_axis() } else { drawing.x_axis() };
    dress(x, across, bars);
    let y = if second { drawing.y2_axis() } else { drawing.y_axis() };
    dress(y, along, bars);
}

fn table(from: &DataTable) -> ChartDataTable {
    let [across, along, around] = from.lines;
    let to = ChartDataTable::new()
        .show_horizontal_borders(across)
        .show_vertical_borders(along)
        .show_outline_borders(around)
        .show_legend_keys(from.keys)
        .set_format(&mut format(&from.paint));
    match &from.lettering {
        Some(lettering) => to.set_font(&font(lettering, false)),
        None => to,
    }
}
