//! Series of a chart (ECMA-376 21.2.2.170): where their values are and how they look, with what programs choose for what
//! they do not say.

use super::automatic::{Automatic, is_drawn_by_lines, marker};
use super::extras::LabelReader;
use super::paint::paint;
use super::source::LITERAL;
use super::tree::Node;
use crate::model::{Cells, Marker, MarkerShape, Paint, Plot, PlotKind, Series};

/// Series that programs take in one chart.
const MOST_SERIES: usize = 255;

/// Points of one series that can have a look of their own.
const MOST_POINTS: u32 = 500;

/// What series are read with.
#[derive(Clone, Copy)]
pub(super) struct SeriesReader<'a> {
    pub(super) automatic: Automatic<'a>,
    pub(super) labels: LabelReader<'a>,
}

impl SeriesReader<'_> {
    /// All series of a plot, in the order in which they are drawn. What is left out is added to `otherwise`.
    ///
    /// # Errors
    /// Why one cannot be drawn over cells.
    pub(super) fn all(
        self,
        node: &Node,
        plot: &Plot,
        otherwise: &mut Vec<&'static str>,
    ) -> Result<Vec<Series>, &'static str> {
        let mut nodes: Vec<&Node> = node.all("ser").collect();
        if nodes.len() > MOST_SERIES {
            return Err("it has more series than a chart can have");
        }
        nodes.sort_by_key(|series| series.whole("order").unwrap_or(u32::MAX));
        let pie = matches!(plot.kind, PlotKind::Pie | PlotKind::Doughnut);
        let varied = node.child("varyColors").map_or(pie, |_| node.is("varyColors"));
        let varied = varied && (pie || nodes.len() == 1) && !is_drawn_by_lines(plot.kind);
        let mut all = Vec::new();
        for (position, series) in (0..).zip(nodes) {
            let one = self.one(node, series, plot, (position, varied), otherwise)?;
            // Programs draw nothing for a series without values.
            if one.values.is_some() {
                all.push(one);
            }
        }
        Ok(all)
    }

    fn one(
        self,
        holder: &Node,
        node: &Node,
        plot: &Plot,
        (position, varied): (u32, bool),
        otherwise: &mut Vec<&'static str>,
    ) -> Result<Series, &'static str> {
        let sources = self.labels.sources;
        let number = node.whole("idx").unwrap_or(position);
        let number = (number, u32::try_from(holder.all("ser").count()).unwrap_or(u32::MAX));
        let values = sources.of(node.child("val").or(node.child("yVal")))?;
        let points = values.as_ref().map_or(0, points);
        let mut series = Series {
            name: node
                .child("tx")
                .map(|tx| sources.words(tx))
                .transpose()
                .unwrap_or_else(|_| {
                    otherwise.push("the name of a series, which is in no cell of the workbook, is left out");
                    None
                })
                .flatten(),
            categories: self.categories(node, otherwise)?,
            values,
            paint: paint(node, self.automatic.theme),
            smooth: node.is("smooth") && matches!(plot.kind, PlotKind::Line | PlotKind::Scatter),
            inverts: node.is("invertIfNegative") && !is_drawn_by_lines(plot.kind),
            ..Series::default()
        };
        let said = series.paint.fill.is_some();
        if !varied {
            self.automatic.complete(&mut series.paint, plot.kind, plot.filled, number);
        }
        series.marker = self.marker(holder, node, plot, number);
        series.points = self.points(node, plot, varied && !said, points, otherwise);
        let labels = node.child("dLbls").or(holder.child("dLbls"));
        series.labels = labels.map(|labels| self.labels.labels(labels, plot, points)).transpose()?.flatten();
        let mut trends = node.all("trendline");
        series.trend =
            trends.next().and_then(|trend| self.labels.trend(trend).map_err(|why| otherwise.push(why)).ok());
        if trends.next().is_some() {
            otherwise.push("of several trend lines of a series, only the first is drawn");
        }
        for bars in node.all("errBars") {
            let across = bars.val("errDir").map_or(plot.kind == PlotKind::Bar, |dir| dir == "x");
            match (self.labels.errors(bars), &mut series.errors) {
                (Ok(errors), [first, _]) if across => *first = Some(errors),
                (Ok(errors), [_, second]) => *second = Some(errors),
                (Err(_), _) => otherwise.push("error bars whose lengths are in no cell are left out"),
            }
        }
        Ok(series)
    }

    /// Categories that are lost leave the numbers 1, 2, 3, as programs show them; those that stand in the chart would
    /// have to be kept in it.
    fn categories(
        self,
        node: &Node,
        otherwise: &mut Vec<&'static str>,
    ) -> Result<Option<Cells>, &'static str> {
        match self.labels.sources.of(node.child("cat").or(node.child("xVal"))) {
            Err(LITERAL) => Err(LITERAL),
            Err(why) if node.child("xVal").is_some() => Err(why),
            Err(_) => {
                otherwise.push("categories that are in no cell of the workbook are left out");
                Ok(None)
            }
            found => found,
        }
    }

    /// The markers of a series that has lines; those that nothing is said about are the program's own.
    fn marker(self, holder: &Node, node: &Node, plot: &Plot, number: (u32, u32)) -> Option<Marker> {
        if !is_drawn_by_lines(plot.kind) || plot.filled {
            return None;
        }
        let said = node.child("marker");
        let style = holder.val("scatterStyle").or(holder.val("radarStyle"));
        let on = match plot.kind {
            PlotKind::Line => holder.is("marker"),
            PlotKind::Scatter => !matches!(style, Some("line" | "smooth" | "none")),
            PlotKind::Radar => style == Some("marker"),
            _ => false,
        };
        let shape = match said.and_then(|said| said.val("symbol")) {
            Some("none") => None,
            Some(symbol) => Some(shape(symbol).unwrap_or(marker(number.0))),
            None => on.then(|| marker(number.0)),
        };
        let mut found = Marker { shape, ..Marker::default() };
        if shape.is_some() {
            found.size = said.and_then(|said| said.whole("size")).filter(|size| (2..=72).contains(size));
            found.paint = said.map_or_else(Paint::default, |said| paint(said, self.automatic.theme));
            self.automatic.complete_marker(&mut found.paint, number);
        }
        Some(found)
    }

    /// Points with a look of their own: those that say so, and where colours vary all of them.
    fn points(
        self,
        node: &Node,
        plot: &Plot,
        varied: bool,
        count: u32,
        otherwise: &mut Vec<&'static str>,
    ) -> Vec<(u32, Paint)> {
        let theme = self.automatic.theme;
        let lines = is_drawn_by_lines(plot.kind);
        let mut found: Vec<(u32, Paint)> = Vec::new();
        for point in node.all("dPt").take(MOST_POINTS as usize) {
            let Some(index) = point.whole::<u32>("idx").filter(|index| *index < count) else { continue };
            let own = if lines { point.child("marker").unwrap_or(point) } else { point };
            found.push((index, paint(own, theme)));
            if lines && point.at(&["spPr", "ln"]).is_some() {
                otherwise.push("stretches of a line that look otherwise are drawn like the rest of it");
            }
        }
        if node.find("explosion").is_some() {
            otherwise.push("slices that are pulled out are drawn in their place");
        }
        if varied {
            for index in 0..count.min(MOST_POINTS) {
                if !found.iter().any(|(known, _)| *known == index) {
                    found.push((index, Paint::default()));
                }
            }
            for (index, paint) in &mut found {
                self.automatic.complete(paint, plot.kind, plot.filled, (*index, count.min(MOST_POINTS)));
            }
        }
        found.retain(|(_, paint)| *paint != Paint::default());
        found.sort_by_key(|(index, _)| *index);
        found.dedup_by_key(|(index, _)| *index);
        found
    }
}

/// How many points cells make.
fn points(cells: &Cells) -> u32 {
    let (first, last) = (cells.range.first, cells.range.last);
    let rows = last.row.saturating_sub(first.row).saturating_add(1);
    let cols = last.col.saturating_sub(first.col).saturating_add(1);
    rows.max(cols)
}

fn shape(name: &str) -> Option<MarkerShape> {
    match name {
        "square" => Some(MarkerShape::Square),
        "diamond" => Some(MarkerShape::Diamond),
        "triangle" => Some(MarkerShape::Triangle),
        "x" => Some(MarkerShape::X),
        "star" => Some(MarkerShape::Star),
        "dot" => Some(MarkerShape::Dot),
        "dash" => Some(MarkerShape::Dash),
        "circle" => Some(MarkerShape::Circle),
        "plus" => Some(MarkerShape::Plus),
        _ => None,
    }
}
