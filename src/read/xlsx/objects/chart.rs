//! A chart part (ECMA-376 21.2.2.29) → what of it can be drawn again.

use std::sync::Arc;

use super::super::theme::Theme;
use super::automatic::Automatic;
use super::axis::{AxisReader, lines};
use super::extras::LabelReader;
use super::paint::{Fonts, layout, paint};
use super::series::SeriesReader;
use super::source::Sources;
use super::tree::Node;
use crate::model::{
    Axes, Blanks, Chart, DataTable, Grouping, Layout, Legend, Plot, PlotKind, Side, Title, Words,
};

/// Reads the tree of a chart part of a workbook with these sheets.
pub(super) fn chart(part: &Node, theme: &Theme, sheets: &[Arc<str>]) -> Chart {
    let Some(space) = part.child("chartSpace") else { return Chart::beyond(UNKNOWN) };
    if space.child("chartData").is_some() {
        return Chart::beyond("charts of this newer kind cannot be drawn again");
    }
    let Some(node) = space.child("chart") else { return Chart::beyond(UNKNOWN) };
    let reading = Reading { theme, fonts: Fonts::of(space, theme), sources: Sources { sheets } };
    let style = space.whole("style").filter(|style| (1..=48).contains(style)).unwrap_or(2);
    match reading.read(space, node, style) {
        Ok(chart) => chart,
        Err(why) => Chart::beyond(why),
    }
}

const UNKNOWN: &str = "it is a kind of chart that cannot be drawn again";

struct Reading<'a> {
    theme: &'a Theme,
    fonts: Fonts,
    sources: Sources<'a>,
}

impl Reading<'_> {
    fn read(&self, space: &Node, node: &Node, style: u8) -> Result<Chart, &'static str> {
        let area = node.child("plotArea").ok_or(UNKNOWN)?;
        let mut chart = Chart {
            area: paint(space, self.theme),
            plot_area: paint(area, self.theme),
            // Only where it says the plots' own edges, not those of their labels (21.2.2.96).
            layout: layout(area).filter(|_| inner(area)),
            blanks: match node.val("dispBlanksAs") {
                Some("zero") => Blanks::Zero,
                Some("span") => Blanks::Span,
                _ => Blanks::Gap,
            },
            shows_hidden: !node.is("plotVisOnly"),
            legend: node.child("legend").map(|legend| self.legend(legend)),
            table: area.child("dTable").map(|table| self.table(table)),
            ..Chart::default()
        };
        self.plots(area, style, &mut chart)?;
        chart.title = self.title(node, &chart.plots)?;
        if space.child("userShapes").is_some() {
            chart.otherwise.push("shapes and texts that were drawn on the chart are left out");
        }
        chart.otherwise.sort_unstable();
        chart.otherwise.dedup();
        Ok(chart)
    }

    fn axes(&self) -> AxisReader<'_> {
        AxisReader { theme: self.theme, fonts: &self.fonts, sources: self.sources }
    }

    /// Everything that is drawn, and the axes that it is drawn by.
    fn plots(&self, area: &Node, style: u8, chart: &mut Chart) -> Result<(), &'static str> {
        let automatic = Automatic { theme: self.theme, style };
        let labels = LabelReader { theme: self.theme, fonts: &self.fonts, sources: self.sources };
        let reader = SeriesReader { automatic, labels };
        let mut groups: Vec<Vec<&str>> = Vec::new();
        for node in area.children.iter().filter(|node| node.name.ends_with("Chart")) {
            let mut plot = self.plot(node, &mut chart.otherwise)?;
            let ids: Vec<&str> = node.all("axId").filter_map(|id| id.get("val")).collect();
            let known = groups.iter().position(|group| group.iter().any(|id| ids.contains(id)));
            let of_points = plot.kind == PlotKind::Scatter;
            let axes = || self.axes().pair(area, &ids, of_points);
            plot.second = match known.unwrap_or(groups.len()) {
                0 => false,
                1 => true,
                _ => return Err("it has more than two pairs of axes"),
            };
            // By the other axes, the library draws no lines from high to low but to lines.
            if plot.second && plot.kind == PlotKind::Stock {
                plot.kind = PlotKind::Line;
            }
            plot.series = reader.all(node, &plot, &mut chart.otherwise)?;
            if plot.series.is_empty() {
                continue;
            }
            let slot: &mut Option<Axes> = if plot.second { &mut chart.second_axes } else { &mut chart.axes };
            if slot.is_none() {
                *slot = axes()?;
            }
            if known.is_none() {
                groups.push(ids);
            }
            add(&mut chart.plots, plot);
        }
        drawable(&chart.plots)
    }

    /// A plot without its series.
    fn plot(&self, node: &Node, otherwise: &mut Vec<&'static str>) -> Result<Plot, &'static str> {
        let kind = kind(node)?;
        if node.name.contains("3D") {
            otherwise.push("it is drawn flat, without its depth");
        }
        let grouping = match node.val("grouping") {
            Some("stacked") => Grouping::Stacked,
            Some("percentStacked") => Grouping::Percent,
            _ => Grouping::Plain,
        };
        let bars = node.child("upDownBars").map(|bars| {
            let of = |name| bars.child(name).map(|bars| paint(bars, self.theme)).unwrap_or_default();
            (of("upBars"), of("downBars"))
        });
        // Bars with depth that are stacked always lie on each other.
        let solid = node.name.contains("3D") && grouping != Grouping::Plain;
        let overlap = node.whole("overlap").filter(|overlap| (-100..=100).contains(overlap));
        let overlap = overlap.unwrap_or(if solid { 100 } else { 0 });
        let bar = matches!(kind, PlotKind::Bar | PlotKind::Column);
        Ok(Plot {
            grouping,
            gap: node.whole("gapWidth").filter(|gap| *gap <= 500).unwrap_or(150),
            overlap: if bar { overlap } else { 0 },
            first_slice: node.whole("firstSliceAng").filter(|angle| *angle <= 360).unwrap_or(0),
            hole: node.whole("holeSize").filter(|hole| (10..=90).contains(hole)).unwrap_or(50),
            filled: node.val("radarStyle") == Some("filled"),
            up_down: bars,
            high_low: lines(node.child("hiLowLines"), self.theme),
            drops: lines(node.child("dropLines"), self.theme),
            ..Plot::new(kind)
        })
    }

    /// The title. Where there is none, and it was not taken out, programs show the name of the only series (21.2.2.7).
    fn title(&self, node: &Node, plots: &[Plot]) -> Result<Option<Title>, &'static str> {
        let said = node.child("title");
        if let Some(title) = said.map(|title| self.axes().title(title, false)).transpose()?.flatten() {
            return Ok(Some(title));
        }
        if node.is("autoTitleDeleted") {
            return Ok(None);
        }
        let mut series = plots.iter().flat_map(|plot| &plot.series);
        let name = match (series.next(), series.next()) {
            (Some(only), None) => only.name.clone(),
            _ => None,
        };
        let words = match (name, said) {
            (Some(name), _) => name,
            (None, Some(_)) => Words::Text("Chart Title".into()),
            (None, None) => return Ok(None),
        };
        let empty = Node::default();
        let said = said.unwrap_or(&empty);
        Ok(Some(Title {
            words,
            lettering: self.axes().title_lettering(said, false),
            paint: paint(said, self.theme),
            layout: layout(said).map(|place| Layout { size: None, ..place }),
            overlay: said.is("overlay"),
        }))
    }

    fn legend(&self, node: &Node) -> Legend {
        let without = node.all("legendEntry").filter(|entry| entry.is("delete"));
        Legend {
            side: match node.val("legendPos") {
                Some("l") => Side::Left,
                Some("t") => Side::Top,
                Some("b") => Side::Bottom,
                Some("tr") => Side::TopRight,
                _ => Side::Right,
            },
            lettering: self.fonts.lettering(node, self.theme),
            paint: paint(node, self.theme),
            layout: layout(node),
            overlay: node.is("overlay"),
            without: without.filter_map(|entry| entry.whole("idx")).take(1000).collect(),
        }
    }

    fn table(&self, node: &Node) -> DataTable {
        DataTable {
            lines: ["showHorzBorder", "showVertBorder", "showOutline"].map(|name| node.is(name)),
            keys: node.is("showKeys"),
            paint: paint(node, self.theme),
            lettering: self.fonts.lettering(node, self.theme),
        }
    }
}

/// Whether a place is that of the plots without the labels of their axes.
fn inner(area: &Node) -> bool {
    area.at(&["layout", "manualLayout"]).and_then(|manual| manual.val("layoutTarget")) == Some("inner")
}

fn kind(node: &Node) -> Result<PlotKind, &'static str> {
    match &*node.name {
        "areaChart" | "area3DChart" => Ok(PlotKind::Area),
        "barChart" | "bar3DChart" if node.val("barDir") == Some("bar") => Ok(PlotKind::Bar),
        "barChart" | "bar3DChart" => Ok(PlotKind::Column),
        "lineChart" | "line3DChart" => Ok(PlotKind::Line),
        "pieChart" | "pie3DChart" => Ok(PlotKind::Pie),
        "doughnutChart" => Ok(PlotKind::Doughnut),
        "radarChart" => Ok(PlotKind::Radar),
        "scatterChart" => Ok(PlotKind::Scatter),
        "stockChart" => Ok(PlotKind::Stock),
        "bubbleChart" => Err("bubble charts cannot be drawn again"),
        "ofPieChart" => Err("pies with a second pie or bar cannot be drawn again"),
        "surfaceChart" | "surface3DChart" => Err("surface charts cannot be drawn again"),
        _ => Err(UNKNOWN),
    }
}

/// Adds a plot to those that are there, or its series to one that is drawn in the same way.
fn add(plots: &mut Vec<Plot>, plot: Plot) {
    let same = |known: &&mut Plot| {
        (known.kind, known.grouping, known.second) == (plot.kind, plot.grouping, plot.second)
    };
    match plots.iter_mut().find(same) {
        Some(known) => known.series.extend(plot.series),
        None => plots.push(plot),
    }
}

/// Whether such plots can be drawn over each other.
///
/// # Errors
/// Why not.
fn drawable(plots: &[Plot]) -> Result<(), &'static str> {
    let Some(first) = plots.first() else { return Err("it shows no values") };
    let mut kinds: Vec<(PlotKind, Grouping)> = Vec::new();
    for plot in plots {
        if !kinds.contains(&(plot.kind, plot.grouping)) {
            kinds.push((plot.kind, plot.grouping));
        }
        let missing =
            plot.kind == PlotKind::Scatter && plot.series.iter().any(|one| one.categories.is_none());
        if missing {
            return Err("points of it have no cells for their x values");
        }
    }
    let alone = [PlotKind::Pie, PlotKind::Doughnut, PlotKind::Radar, PlotKind::Bar];
    let mixed = plots
        .iter()
        .any(|plot| plot.kind != first.kind && (alone.contains(&plot.kind) || alone.contains(&first.kind)));
    match kinds.len() {
        1 => Ok(()),
        2 if !mixed => Ok(()),
        2 => Err("two kinds of chart in it cannot be drawn together"),
        _ => Err("it is made of more than two kinds of chart"),
    }
}
