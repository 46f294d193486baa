//! Fills, lines, fonts and places of the things of a chart (ECMA-376 20.1.8, 20.1.2.2.24, 21.1.2, 21.2.2.95).

use super::super::theme::Theme;
use super::color::color;
use super::tree::{Node, is_yes};
use crate::model::{Dash, Flow, Font, Layout, Lettering, Paint, Rgb, Shade, Stroke, Underline};

/// English Metric Units in a quarter of a point.
const QUARTER: f64 = 3175.0;

/// The `spPr` among the children of an element.
pub(super) fn paint(holder: &Node, theme: &Theme) -> Paint {
    let Some(shape) = holder.child("spPr") else { return Paint::default() };
    Paint { fill: shade(shape, theme), line: stroke(shape, theme) }
}

/// The line of an element that is nothing but one.
pub(super) fn line(holder: &Node, theme: &Theme) -> Stroke {
    paint(holder, theme).line.unwrap_or_default()
}

fn shade(shape: &Node, theme: &Theme) -> Option<Shade> {
    shape.children.iter().find_map(|fill| match &*fill.name {
        "noFill" => Some(Shade::None),
        "solidFill" => color(fill, theme).map(|(rgb, alpha)| Shade::Solid(rgb, alpha)),
        "pattFill" => {
            let of = |name, other| {
                fill.child(name).and_then(|node| color(node, theme)).map_or(other, |(rgb, _)| rgb)
            };
            let pattern = fill.get("prst").unwrap_or("pct50").into();
            Some(Shade::Pattern { pattern, front: of("fgClr", Rgb::BLACK), back: of("bgClr", Rgb::WHITE) })
        }
        "gradFill" => gradient(fill, theme),
        _ => None,
    })
}

/// A gradient; one of a single colour is that colour, and no more than ten can be drawn.
fn gradient(fill: &Node, theme: &Theme) -> Option<Shade> {
    let place = |stop: &Node| {
        let at = stop.get("pos")?.trim_end_matches('%').parse::<f64>().ok()?;
        let at = if at > 100.0 || !stop.get("pos")?.ends_with('%') { at / 1000.0 } else { at };
        Some(at.round().clamp(0.0, 100.0) as u8)
    };
    let all = fill.child("gsLst")?.all("gs");
    let mut stops: Vec<(Rgb, u8)> =
        all.filter_map(|stop| Some((color(stop, theme)?.0, place(stop)?))).take(10).collect();
    stops.sort_by_key(|(_, at)| *at);
    if stops.len() < 2 {
        return stops.first().map(|(rgb, _)| Shade::Solid(*rgb, 0));
    }
    let flow = match fill.child("path").map(|path| path.get("path").unwrap_or_default()) {
        Some("circle") => Flow::Radial,
        Some("rect") => Flow::Rectangular,
        Some(_) => Flow::Path,
        None => {
            let angle = fill.child("lin").and_then(|lin| lin.number::<f64>("ang")).unwrap_or(0.0);
            Flow::Linear((angle / 60_000.0).round().rem_euclid(360.0) as u16)
        }
    };
    Some(Shade::Gradient { flow, stops })
}

fn stroke(shape: &Node, theme: &Theme) -> Option<Stroke> {
    let line = shape.child("ln")?;
    if line.child("noFill").is_some() {
        return Some(Stroke::none());
    }
    let width = line.number::<f64>("w").map(|width| (width / QUARTER).round().clamp(0.0, 6336.0) as u16);
    let color = line
        .child("solidFill")
        .and_then(|fill| color(fill, theme))
        // A line of two colours is drawn in the first.
        .or_else(|| line.child("gradFill")?.child("gsLst")?.children.first().and_then(|gs| color(gs, theme)));
    let stroke = Stroke { none: false, color, width, dash: dash(line.val("prstDash").unwrap_or_default()) };
    (stroke != Stroke::default()).then_some(stroke)
}

fn dash(name: &str) -> Dash {
    match name {
        "sysDot" | "dot" => Dash::RoundDot,
        "sysDash" => Dash::SquareDot,
        "dash" => Dash::Dash,
        "dashDot" | "sysDashDot" => Dash::DashDot,
        "lgDash" => Dash::LongDash,
        "lgDashDot" => Dash::LongDashDot,
        "lgDashDotDot" | "sysDashDotDot" => Dash::LongDashDotDot,
        _ => Dash::Solid,
    }
}

/// The fonts that a text takes over from what is around it.
#[derive(Debug, Clone, Default)]
pub(super) struct Fonts {
    /// What the chart as a whole says; titles take it over at 120 %.
    pub(super) base: Font,
}

impl Fonts {
    /// The `txPr` of the whole chart.
    pub(super) fn of(space: &Node, theme: &Theme) -> Fonts {
        let mut base = Font::default();
        if let Some(text) = space.child("txPr") {
            apply(text, &mut base, theme);
        }
        Fonts { base }
    }

    /// The font of labels: the `txPr` among the children, over that of the chart.
    pub(super) fn lettering(&self, holder: &Node, theme: &Theme) -> Option<Lettering> {
        let mut lettering = Lettering { font: self.base.clone(), rotation: None };
        if let Some(text) = holder.child("txPr").or_else(|| holder.at(&["tx", "rich"])) {
            apply(text, &mut lettering.font, theme);
            lettering.rotation = rotation(text);
        }
        (lettering != Lettering::default()).then_some(lettering)
    }

    /// The font of a title, whose text may be anywhere below: bold unless something says no.
    pub(super) fn title(&self, title: &Node, theme: &Theme) -> Lettering {
        let mut font = Font { bold: true, ..self.base.clone() };
        font.size = font.size.map(|size| (size * 1.2 * 10.0).round() / 10.0);
        let text = title.child("txPr").or_else(|| title.at(&["tx", "rich"]));
        if let Some(text) = text {
            apply(text, &mut font, theme);
        }
        Lettering { font, rotation: text.and_then(rotation) }
    }
}

/// Takes over what the first paragraph and its first run say (21.1.2.3).
fn apply(text: &Node, font: &mut Font, theme: &Theme) {
    let first = text.child("p");
    let run = |p: &Node| {
        let run =
            p.children.iter().find(|child| matches!(&*child.name, "r" | "fld")).map(|run| run.child("rPr"));
        run.flatten().is_some()
    };
    let sources = [
        first.and_then(|p| p.at(&["pPr", "defRPr"])),
        first.filter(|p| run(p)).and_then(|p| p.children.iter().find_map(|child| child.child("rPr"))),
    ];
    for source in sources.into_iter().flatten() {
        let size = source.number::<f64>("sz").map(|size| size / 100.0);
        font.size = size.filter(|size| (1.0..=4000.0).contains(size)).or(font.size);
        font.bold = source.get("b").map_or(font.bold, is_yes);
        font.italic = source.get("i").map_or(font.italic, is_yes);
        font.underline = match source.get("u") {
            None => font.underline,
            Some("none") => Underline::None,
            Some(_) => Underline::Single,
        };
        let fill = source.child("solidFill").and_then(|fill| color(fill, theme));
        font.color = fill.map(|(rgb, _)| rgb).or(font.color);
        // Names that begin with + are those of the theme, which the copy has of its own.
        let name = source.child("latin").and_then(|latin| latin.get("typeface"));
        if let Some(name) = name.filter(|name| !name.starts_with('+') && !name.is_empty()) {
            font.name = Some(name.into());
        }
    }
}

/// How the lines of a text are turned (21.1.2.1.1).
fn rotation(text: &Node) -> Option<i16> {
    let body = text.child("bodyPr")?;
    match body.get("vert") {
        Some("wordArtVert" | "wordArtVertRtl") => return Some(Lettering::STACKED),
        Some("eaVert" | "mongolianVert") => return Some(Lettering::EAST_ASIAN),
        Some("vert") => return Some(90),
        Some("vert270") => return Some(-90),
        _ => {}
    }
    let degrees = (body.number::<f64>("rot")? / 60_000.0).round();
    // -1000 is what current versions write for "as it fits".
    (-90.0..=90.0).contains(&degrees).then_some(degrees as i16)
}

/// The place of a thing, where it was moved by hand (21.2.2.95): edges from the chart's own.
pub(super) fn layout(holder: &Node) -> Option<Layout> {
    let manual = holder.at(&["layout", "manualLayout"])?;
    let edge = |mode| manual.val(mode) == Some("edge");
    let share = |name| manual.float(name).filter(|share| (0.0..=1.0).contains(share));
    let from = (share("x")?, share("y")?);
    if !edge("xMode") || !edge("yMode") {
        return None;
    }
    let size = share("w").zip(share("h"));
    let reaches = edge("wMode") || edge("hMode");
    Some(Layout { from, size: size.filter(|_| !reaches) })
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    #[test]
    fn lines_and_fills_are_read() {
        let theme = Theme::default();
        let node = tree(
            "<spPr><pattFill prst='dkHorz'><fgClr><srgbClr val='010203'/></fgClr></pattFill><ln w='9525'><solidFill><srgbClr val='FF0000'/></solidFill><prstDash val='sysDash'/></ln></spPr>",
        );
        let found = paint(&node, &theme);
        let back = Rgb::WHITE;
        let pattern = Shade::Pattern { pattern: "dkHorz".into(), front: Rgb(1, 2, 3), back };
        assert_eq!(found.fill, Some(pattern));
        let color = Some((Rgb(255, 0, 0), 0));
        assert_eq!(found.line, Some(Stroke { none: false, color, width: Some(3), dash: Dash::SquareDot }));
        let node = tree("<spPr><noFill/><ln><noFill/></ln></spPr>");
        assert_eq!(paint(&node, &theme), Paint { fill: Some(Shade::None), line: Some(Stroke::none()) });
        assert_eq!(paint(&tree("<spPr><ln/></spPr>"), &theme), Paint::default());
    }

    #[test]
    fn titles_are_bold_and_larger_and_runs_have_the_last_word() {
        let theme = Theme::default();
        let space = tree("<txPr><bodyPr/><p><pPr><defRPr sz='1000'/></pPr></p></txPr>");
        let fonts = Fonts::of(&space, &theme);
        assert_eq!(fonts.lettering(&tree("<x/>"), &theme).unwrap().font.size, Some(10.0));
        let title = tree(
            "<tx><rich><bodyPr rot='-5400000'/><p><pPr><defRPr sz='1400' b='1'/></pPr><r><rPr b='0'/><t>x</t></r></p></rich></tx>",
        );
        let found = fonts.title(&title, &theme);
        assert_eq!((found.font.size, found.font.bold, found.rotation), (Some(14.0), false, Some(-90)));
        let found = fonts.title(&tree("<x/>"), &theme);
        assert_eq!((found.font.size, found.font.bold), (Some(12.0), true));
        assert_eq!(Fonts::default().lettering(&tree("<x/>"), &theme), None);
    }

    #[test]
    fn places_count_only_when_measured_from_the_edge() {
        let at = |mode: &str| {
            layout(&tree(&format!(
                "<layout><manualLayout><xMode val='{mode}'/><yMode val='edge'/><x val='0.1'/><y val='0.2'/><w val='0.5'/><h val='0.6'/></manualLayout></layout>"
            )))
        };
        assert_eq!(at("edge"), Some(Layout { from: (0.1, 0.2), size: Some((0.5, 0.6)) }));
        assert_eq!(at("factor"), None);
    }
}
