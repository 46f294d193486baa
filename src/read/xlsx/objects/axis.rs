//! Axes of charts (ECMA-376 21.2.2.25, 21.2.2.43, 21.2.2.226).

use super::super::theme::Theme;
use super::paint::{Fonts, layout, line, paint};
use super::source::{Sources, code};
use super::tree::{Node, is_yes};
use crate::model::{
    Axes, Axis, AxisKind, AxisLabels, Crossing, DisplayUnit, Font, Layout, Lettering, Stroke, Ticks,
    TimeUnit, Title,
};

/// What axes are read with.
#[derive(Clone, Copy)]
pub(super) struct AxisReader<'a> {
    pub(super) theme: &'a Theme,
    pub(super) fonts: &'a Fonts,
    pub(super) sources: Sources<'a>,
}

impl AxisReader<'_> {
    /// The axes with these ids; `of_points` where both count values, as those of scattered points do.
    ///
    /// # Errors
    /// Why their titles cannot leave, as a clause.
    pub(super) fn pair(
        self,
        area: &Node,
        ids: &[&str],
        of_points: bool,
    ) -> Result<Option<Axes>, &'static str> {
        let is_axis = |node: &&Node| matches!(&*node.name, "catAx" | "dateAx" | "valAx");
        let found = area.children.iter().filter(is_axis);
        let found: Vec<&Node> =
            found.filter(|axis| axis.val("axId").is_some_and(|id| ids.contains(&id))).collect();
        let across = |axis: &&&Node| matches!(axis.val("axPos"), Some("b" | "t"));
        let category = if of_points {
            found.iter().find(across).or(found.first())
        } else {
            found.iter().find(|axis| &*axis.name != "valAx").or(found.first())
        };
        let Some(category) = category.copied() else { return Ok(None) };
        let Some(value) = found.iter().find(|axis| !std::ptr::eq(**axis, category)).copied() else {
            return Ok(None);
        };
        let mut axes = Axes { category: self.axis(category)?, value: self.axis(value)? };
        if of_points {
            axes.category.kind = AxisKind::Value;
        }
        // An axis says where it crosses the other one; the model says where it is crossed.
        axes.category.crossing = crossing(value);
        axes.value.crossing = crossing(category);
        // Categories count from 1.
        let named = matches!(axes.category.kind, AxisKind::Category | AxisKind::Text);
        if named && matches!(axes.category.crossing, Crossing::At(at) if at < 1.0) {
            axes.category.crossing = Crossing::Automatic;
        }
        axes.category.between = value.val("crossBetween") != Some("midCat");
        Ok(Some(axes))
    }

    fn axis(self, node: &Node) -> Result<Axis, &'static str> {
        let default = Axis::default();
        let scaling = node.child("scaling");
        let scale = |name| scaling.and_then(|scaling| scaling.float(name));
        let tick = |name, other| node.val(name).map_or(other, ticks);
        let every = |name| node.whole::<u16>(name).filter(|every| *every > 1);
        let grid = |name| node.child(name).map(|grid| line(grid, self.theme));
        let linked = node.child("numFmt").is_none_or(|format| format.get("sourceLinked").is_some_and(is_yes));
        // Titles of axes are drawn where programs have them.
        let title = node.child("title").map(|title| self.title(title, upright(node))).transpose()?.flatten();
        // Categories have no ends.
        let counts = &*node.name != "catAx";
        Ok(Axis {
            kind: match &*node.name {
                "valAx" => AxisKind::Value,
                "dateAx" => AxisKind::Date,
                _ if node.is("auto") => AxisKind::Category,
                _ => AxisKind::Text,
            },
            shown: !node.is("delete"),
            title: title.map(|title| Title { layout: None, overlay: false, ..title }),
            min: scale("min").filter(|_| counts),
            max: scale("max").filter(|_| counts),
            major: node.float("majorUnit").filter(|unit| *unit > 0.0),
            minor: node.float("minorUnit").filter(|unit| *unit > 0.0),
            time: ["majorTimeUnit", "minorTimeUnit"].map(|name| node.val(name).and_then(time)),
            log: scale("logBase").filter(|base| (2.0..=1000.0).contains(base)).map(|base| base as u16),
            reversed: scaling.and_then(|scaling| scaling.val("orientation")) == Some("maxMin"),
            format: node.child("numFmt").filter(|_| !linked).and_then(|f| code(f.get("formatCode")?)),
            labels: match node.val("tickLblPos") {
                Some("high") => AxisLabels::High,
                Some("low") => AxisLabels::Low,
                Some("none") => AxisLabels::None,
                _ => AxisLabels::NextTo,
            },
            ticks: [tick("majorTickMark", Ticks::Outside), tick("minorTickMark", Ticks::None)],
            grid: ["majorGridlines", "minorGridlines"].map(grid),
            paint: paint(node, self.theme),
            lettering: self.fonts.lettering(node, self.theme),
            every: ["tickLblSkip", "tickMarkSkip"].map(every),
            units: node.child("dispUnits").and_then(units),
            ..default
        })
    }

    /// A title of the chart or of an axis; none where it says nothing itself.
    ///
    /// # Errors
    /// As [`Sources::words`].
    pub(super) fn title(self, title: &Node, turned: bool) -> Result<Option<Title>, &'static str> {
        let Some(words) = title.child("tx").map(|tx| self.sources.words(tx)).transpose()?.flatten() else {
            return Ok(None);
        };
        let lettering = self.title_lettering(title, turned);
        Ok(Some(Title {
            words,
            lettering,
            paint: paint(title, self.theme),
            layout: layout(title).map(|place| Layout { size: None, ..place }),
            overlay: title.is("overlay"),
        }))
    }

    /// The font of a title; none where nothing is said about it.
    pub(super) fn title_lettering(self, title: &Node, turned: bool) -> Option<Lettering> {
        let mut lettering = self.fonts.title(title, self.theme);
        if turned {
            lettering.rotation.get_or_insert(-90);
        }
        let plain = Lettering { font: Font { bold: true, ..Font::default() }, rotation: None };
        (lettering != plain).then_some(lettering)
    }
}

/// Whether an axis stands, so that its title is turned.
fn upright(axis: &Node) -> bool {
    matches!(axis.val("axPos"), Some("l" | "r"))
}

fn crossing(axis: &Node) -> Crossing {
    match (axis.float("crossesAt"), axis.val("crosses")) {
        (Some(at), _) => Crossing::At(at),
        (None, Some("max")) => Crossing::Max,
        (None, Some("min")) => Crossing::Min,
        _ => Crossing::Automatic,
    }
}

fn ticks(name: &str) -> Ticks {
    match name {
        "none" => Ticks::None,
        "in" => Ticks::Inside,
        "cross" => Ticks::Cross,
        _ => Ticks::Outside,
    }
}

fn time(name: &str) -> Option<TimeUnit> {
    match name {
        "days" => Some(TimeUnit::Days),
        "months" => Some(TimeUnit::Months),
        "years" => Some(TimeUnit::Years),
        _ => None,
    }
}

fn units(node: &Node) -> Option<(DisplayUnit, bool)> {
    let unit = match node.val("builtInUnit")? {
        "hundreds" => DisplayUnit::Hundreds,
        "thousands" => DisplayUnit::Thousands,
        "tenThousands" => DisplayUnit::TenThousands,
        "hundredThousands" => DisplayUnit::HundredThousands,
        "millions" => DisplayUnit::Millions,
        "tenMillions" => DisplayUnit::TenMillions,
        "hundredMillions" => DisplayUnit::HundredMillions,
        "billions" => DisplayUnit::Billions,
        "trillions" => DisplayUnit::Trillions,
        _ => return None,
    };
    Some((unit, node.child("dispUnitsLbl").is_some()))
}

/// Lines that are there say at least that; what they look like is the program's own where nothing else is said.
pub(super) fn lines(node: Option<&Node>, theme: &Theme) -> Option<Stroke> {
    node.map(|node| line(node, theme))
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    #[test]
    fn axes_are_told_apart_and_crossed_by_each_other() {
        let area = tree(
            "<catAx><axId val='1'/><axPos val='b'/><crosses val='max'/><auto val='1'/></catAx>
            <valAx><axId val='2'/><scaling><logBase val='10'/><orientation val='maxMin'/><min val='5'/></scaling><axPos val='l'/><majorGridlines/>
            <title><tx><rich><p><r><t>Cases</t></r></p></rich></tx></title><numFmt formatCode='0.0' sourceLinked='0'/>
            <crossesAt val='3'/><crossBetween val='midCat'/></valAx>",
        );
        let theme = Theme::default();
        let fonts = Fonts::default();
        let reader = AxisReader { theme: &theme, fonts: &fonts, sources: Sources { sheets: &[] } };
        let axes = reader.pair(&area, &["1", "2"], false).unwrap().unwrap();
        assert_eq!(axes.category.kind, AxisKind::Category);
        assert_eq!(axes.category.crossing, Crossing::At(3.0));
        assert!(!axes.category.between);
        assert_eq!(axes.value.crossing, Crossing::Max);
        assert_eq!((axes.value.min, axes.value.max, axes.value.log), (Some(5.0), None, Some(10)));
        assert!(axes.value.reversed);
        assert_eq!(axes.value.grid, [Some(Stroke::default()), None]);
        assert_eq!(axes.value.format.as_deref(), Some("0.0"));
        assert_eq!(axes.value.title.unwrap().lettering.unwrap().rotation, Some(-90));
        assert_eq!(reader.pair(&area, &["7", "8"], false), Ok(None));
    }
}
