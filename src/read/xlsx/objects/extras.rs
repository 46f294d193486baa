//! What goes with the series of a chart: labels, trend lines, error bars (ECMA-376 21.2.2.49, 21.2.2.211, 21.2.2.55).

use super::super::theme::Theme;
use super::paint::{Fonts, paint};
use super::source::{Sources, code};
use super::tree::{Node, is_yes};
use crate::model::{
    Amount, Errors, LabelSpot, Labels, Paint, Plot, PlotKind, PointLabel, Shown, Trend, TrendKind,
};

/// Labels of single points that are kept.
const MOST_POINTS: usize = 2_000;

/// What labels are read with.
#[derive(Clone, Copy)]
pub(super) struct LabelReader<'a> {
    pub(super) theme: &'a Theme,
    pub(super) fonts: &'a Fonts,
    pub(super) sources: Sources<'a>,
}

impl LabelReader<'_> {
    /// The `dLbls` of a series with so many points, drawn by this plot; none where they show nothing.
    ///
    /// # Errors
    /// Why the words of one cannot leave.
    pub(super) fn labels(
        self,
        node: &Node,
        plot: &Plot,
        points: u32,
    ) -> Result<Option<Labels>, &'static str> {
        if node.is("delete") {
            return Ok(None);
        }
        let mut labels = Labels {
            shown: shown(node),
            key: node.is("showLegendKey"),
            leaders: node.is("showLeaderLines"),
            position: node.val("dLblPos").and_then(spot).filter(|spot| is_possible(*spot, plot)),
            format: own_format(node),
            separator: node
                .child("separator")
                .and_then(|node| node.text.chars().next())
                .filter(|c| *c != ','),
            paint: paint(node, self.theme),
            lettering: self.fonts.lettering(node, self.theme),
            points: Vec::new(),
        };
        for point in node.all("dLbl").take(MOST_POINTS) {
            if let Some((index, label)) = self.point(point, labels.shown)? {
                labels.points.push((index, label));
            }
        }
        labels.points.sort_by_key(|(index, _)| *index);
        labels.points.dedup_by_key(|(index, _)| *index);
        let only_name = Shown { series: true, ..Shown::default() };
        if labels.shown == only_name {
            // The library adds the value to the name: it draws the name alone at single points only.
            fill(&mut labels, points, &PointLabel { shown: only_name, ..PointLabel::default() });
        }
        if labels.shown.anything() {
            return Ok(Some(labels));
        }
        if !labels.points.iter().any(|(_, label)| !label.deleted) {
            return Ok(None);
        }
        // Only some points have one: the others are taken out, since a series either has labels or has none.
        fill(&mut labels, points, &PointLabel { deleted: true, ..PointLabel::default() });
        Ok(Some(labels))
    }

    /// A `dLbl` that is not as the others are.
    fn point(self, node: &Node, others: Shown) -> Result<Option<(u32, PointLabel)>, &'static str> {
        let Some(index) = node.whole("idx") else { return Ok(None) };
        if node.is("delete") {
            return Ok(Some((index, PointLabel { deleted: true, ..PointLabel::default() })));
        }
        let mut own = shown(node);
        let words = node.child("tx").map(|tx| self.sources.words(tx)).transpose()?.flatten();
        let deleted = words.is_none() && !own.anything();
        // Words stand in place of the value.
        own.value |= words.is_some();
        let has_font = node.child("txPr").is_some() || node.at(&["tx", "rich"]).is_some();
        let lettering = self.fonts.lettering(node, self.theme).filter(|_| has_font);
        let label = PointLabel { deleted, shown: own, words, lettering };
        let same = label.words.is_none() && label.lettering.is_none() && own == others;
        Ok((!same).then_some((index, label)))
    }

    /// A `trendline`.
    ///
    /// # Errors
    /// What is left out instead.
    pub(super) fn trend(self, node: &Node) -> Result<Trend, &'static str> {
        const LEFT_OUT: &str = "a trend line of a kind that cannot be drawn is left out";
        let kind = match node.val("trendlineType").unwrap_or("linear") {
            "exp" => TrendKind::Exponential,
            "log" => TrendKind::Logarithmic,
            "power" => TrendKind::Power,
            "poly" => TrendKind::Polynomial(node.whole("order").unwrap_or(2)),
            "movingAvg" => TrendKind::MovingAverage(node.whole("period").unwrap_or(2)),
            _ => TrendKind::Linear,
        };
        let drawable = match kind {
            TrendKind::Polynomial(order) => (2..6).contains(&order),
            TrendKind::MovingAverage(period) => (2..4).contains(&period),
            _ => true,
        };
        if !drawable {
            return Err(LEFT_OUT);
        }
        Ok(Trend {
            kind,
            name: node
                .child("name")
                .map(|name| name.text.as_str().into())
                .filter(|name: &std::sync::Arc<str>| !name.is_empty()),
            forward: node.float("forward").unwrap_or(0.0).max(0.0),
            backward: node.float("backward").unwrap_or(0.0).max(0.0),
            intercept: node.float("intercept"),
            equation: node.is("dispEq"),
            r_squared: node.is("dispRSqr"),
            paint: Paint { fill: None, ..paint(node, self.theme) },
        })
    }

    /// An `errBars`.
    ///
    /// # Errors
    /// Why the cells that they come from cannot be had.
    pub(super) fn errors(self, node: &Node) -> Result<Errors, &'static str> {
        let side = node.val("errBarType").unwrap_or("both");
        let value = node.float("val").unwrap_or(0.0);
        let amount = match node.val("errValType").unwrap_or("fixedVal") {
            "percentage" => Amount::Percent(value),
            "stdDev" => Amount::Deviations(value),
            "stdErr" => Amount::StandardError,
            "cust" => {
                Amount::Cells(self.sources.of(node.child("plus"))?, self.sources.of(node.child("minus"))?)
            }
            _ => Amount::Fixed(value),
        };
        Ok(Errors {
            sides: [side != "minus", side != "plus"],
            amount,
            capped: !node.is("noEndCap"),
            paint: Paint { fill: None, ..paint(node, self.theme) },
        })
    }
}

/// Makes labels that show the value, and single ones at all points: those that there are, and this at the others.
fn fill(labels: &mut Labels, points: u32, other: &PointLabel) {
    let known: Vec<u32> = labels.points.iter().map(|(index, _)| *index).collect();
    for index in (0..points.min(MOST_POINTS as u32)).filter(|index| !known.contains(index)) {
        labels.points.push((index, other.clone()));
    }
    labels.shown.value = true;
    let plain = PointLabel { shown: labels.shown, ..PointLabel::default() };
    labels.points.retain(|(_, label)| *label != plain);
    labels.points.sort_by_key(|(index, _)| *index);
}

fn shown(node: &Node) -> Shown {
    Shown {
        value: node.is("showVal"),
        category: node.is("showCatName"),
        series: node.is("showSerName"),
        percent: node.is("showPercent"),
    }
}

fn own_format(node: &Node) -> Option<std::sync::Arc<str>> {
    let format = node.child("numFmt").filter(|format| !format.get("sourceLinked").is_some_and(is_yes))?;
    code(format.get("formatCode")?)
}

fn spot(name: &str) -> Option<LabelSpot> {
    match name {
        "ctr" => Some(LabelSpot::Center),
        "l" => Some(LabelSpot::Left),
        "r" => Some(LabelSpot::Right),
        "t" => Some(LabelSpot::Above),
        "b" => Some(LabelSpot::Below),
        "inBase" => Some(LabelSpot::InsideBase),
        "inEnd" => Some(LabelSpot::InsideEnd),
        "outEnd" => Some(LabelSpot::OutsideEnd),
        "bestFit" => Some(LabelSpot::BestFit),
        _ => None,
    }
}

/// Whether programs take such a place on such a plot, and it is not where labels are anyhow: others make a file that Excel
/// calls damaged.
fn is_possible(spot: LabelSpot, plot: &Plot) -> bool {
    use LabelSpot::{Above, Below, Center, InsideBase, InsideEnd, Left, OutsideEnd};
    match plot.kind {
        PlotKind::Bar | PlotKind::Column => matches!(spot, Center | InsideBase | InsideEnd),
        PlotKind::Line | PlotKind::Scatter | PlotKind::Stock => matches!(spot, Above | Below | Center | Left),
        PlotKind::Pie => matches!(spot, Center | InsideEnd | OutsideEnd),
        PlotKind::Area | PlotKind::Doughnut | PlotKind::Radar => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    fn read(xml: &str) -> Option<Labels> {
        let (theme, fonts) = (Theme::default(), Fonts::default());
        let reader = LabelReader { theme: &theme, fonts: &fonts, sources: Sources { sheets: &[] } };
        reader.labels(&tree(xml), &Plot::new(PlotKind::Column), 3).unwrap()
    }

    #[test]
    fn labels_that_show_nothing_are_none() {
        assert_eq!(read("<showVal val='0'/><showCatName val='0'/>"), None);
        assert_eq!(read("<delete val='1'/><showVal val='1'/>"), None);
        let found = read("<dLblPos val='inEnd'/><showVal val='1'/><separator>; </separator>").unwrap();
        assert_eq!((found.position, found.separator), (Some(LabelSpot::InsideEnd), Some(';')));
        assert_eq!(read("<dLblPos val='t'/><showVal val='1'/>").unwrap().position, None);
    }

    #[test]
    fn a_single_label_takes_the_others_out() {
        let found = read("<dLbl><idx val='1'/><showVal val='1'/></dLbl><showVal val='0'/>").unwrap();
        let deleted: Vec<_> = found.points.iter().map(|(index, label)| (*index, label.deleted)).collect();
        assert_eq!(deleted, [(0, true), (2, true)]);
    }

    #[test]
    fn trends_that_cannot_be_drawn_are_said() {
        let (theme, fonts) = (Theme::default(), Fonts::default());
        let reader = LabelReader { theme: &theme, fonts: &fonts, sources: Sources { sheets: &[] } };
        assert!(reader.trend(&tree("<trendlineType val='poly'/><order val='6'/>")).is_err());
        let found = reader.trend(&tree("<trendlineType val='movingAvg'/><period val='3'/>")).unwrap();
        assert_eq!(found.kind, TrendKind::MovingAverage(3));
    }
}
