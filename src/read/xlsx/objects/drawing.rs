//! A drawing part (ECMA-376 20.5) → where its charts and pictures lie, also those in groups. Shapes, text boxes, controls and
//! whatever is hidden are passed over: a copy does without them.

use super::super::reference::{COLUMNS, ROWS};
use super::tree::{Node, is_yes};
use crate::model::{Anchor, CellRef, Corner};

/// Objects of one drawing that are taken.
const MOST: usize = 1_000;

/// How deep groups may be in groups.
const DEEPEST: usize = 8;

/// A chart or picture of a drawing.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) anchor: Anchor,
    pub(super) what: What,
}

/// What it is; parts by the id of the drawing's relationship.
#[derive(Debug, PartialEq)]
pub(super) enum What {
    Chart(String),
    Picture {
        part: String,
        /// As [`crate::model::Picture::crop`].
        crop: [f64; 4],
    },
    /// A picture that shows something else than its file does.
    Changed(&'static str),
}

/// All of a drawing.
pub(super) fn drawn(part: &Node) -> Vec<Drawn> {
    let mut all = Vec::new();
    for node in part.children.iter().flat_map(|drawing| unwrapped(&drawing.children)) {
        if let Some(anchor) = anchor(node) {
            for object in unwrapped(&node.children) {
                walk(object, anchor, None, 0, &mut all);
            }
        }
    }
    all.truncate(MOST);
    all
}

/// Elements, and those that stand in for others that not all programs know (part 3, 7.5): the choice where it holds
/// something to take, else what falls back.
fn unwrapped(nodes: &[Node]) -> Vec<&Node> {
    const TAKEN: [&str; 2] = ["graphicFrame", "pic"];
    let mut all = Vec::new();
    for node in nodes {
        if &*node.name != "AlternateContent" {
            all.push(node);
            continue;
        }
        let holds = |choice: &&Node| TAKEN.iter().any(|name| choice.find(name).is_some());
        let chosen = node.all("Choice").find(holds).or_else(|| node.child("Fallback"));
        all.extend(chosen.into_iter().flat_map(|chosen| chosen.children.iter()));
    }
    all
}

fn anchor(node: &Node) -> Option<Anchor> {
    let length = |value: Option<&str>| value.and_then(|value| value.parse::<i64>().ok());
    let unsigned = |value: Option<&str>| length(value).and_then(|value| u64::try_from(value).ok());
    let size = || {
        let ext = node.child("ext")?;
        Some((unsigned(ext.get("cx"))?, unsigned(ext.get("cy"))?))
    };
    let corner = |name| {
        let corner: &Node = node.child(name)?;
        let number = |name| corner.child(name).and_then(|child| length(Some(child.text.trim())));
        let at = |name, most: u32| number(name).and_then(|at| u32::try_from(at).ok()).filter(|at| *at < most);
        // A corner before the edge of its cell is at the edge.
        let inside = |name| number(name).and_then(|at| u64::try_from(at).ok()).unwrap_or(0);
        let cell = CellRef { row: at("row", ROWS)?, col: at("col", COLUMNS)? };
        Some(Corner { cell, right: inside("colOff"), down: inside("rowOff") })
    };
    match &*node.name {
        "twoCellAnchor" => Some(Anchor { from: corner("from")?, to: Some(corner("to")?), size: None }),
        "oneCellAnchor" => Some(Anchor { from: corner("from")?, to: None, size: Some(size()?) }),
        "absoluteAnchor" => {
            let at = |name| node.child("pos").and_then(|pos| unsigned(pos.get(name))).unwrap_or(0);
            let from = Corner { cell: CellRef { row: 0, col: 0 }, right: at("x"), down: at("y") };
            Some(Anchor { from, to: None, size: Some(size()?) })
        }
        _ => None,
    }
}

/// How the lengths inside a group stand to those of the sheet, from the upper left corner of its anchor.
#[derive(Debug, Clone, Copy)]
struct Frame {
    offset: [f64; 2],
    scale: [f64; 2],
}

fn walk(node: &Node, anchor: Anchor, frame: Option<Frame>, depth: usize, all: &mut Vec<Drawn>) {
    if depth > DEEPEST || all.len() > MOST || is_hidden(node) {
        return;
    }
    match &*node.name {
        "grpSp" => {
            if let Some(inner) = group(node, frame) {
                for child in unwrapped(&node.children) {
                    walk(child, anchor, Some(inner), depth.saturating_add(1), all);
                }
            }
        }
        "graphicFrame" => {
            let chart = node.at(&["graphic", "graphicData", "chart"]).and_then(|chart| chart.get("r:id"));
            if let (Some(id), Some(anchor)) = (chart, placed(anchor, node.child("xfrm"), frame)) {
                all.push(Drawn { anchor, what: What::Chart(id.to_owned()) });
            }
        }
        "pic" => {
            if let Some(anchor) = placed(anchor, node.at(&["spPr", "xfrm"]), frame) {
                all.push(Drawn { anchor, what: picture(node) });
            }
        }
        _ => {}
    }
}

fn is_hidden(node: &Node) -> bool {
    let named = node.children.iter().filter(|child| child.name.starts_with("nv"));
    named.filter_map(|child| child.child("cNvPr")?.get("hidden")).any(is_yes)
}

/// A point or size of a transform (20.1.7).
fn pair(node: Option<&Node>, child: &str, names: [&str; 2]) -> Option<[f64; 2]> {
    let child = node?.child(child)?;
    let [first, second] = names.map(|name| child.number::<f64>(name).filter(|value| value.is_finite()));
    Some([first?, second?])
}

/// The inside of a group; none where it is turned or says no sizes.
fn group(node: &Node, outer: Option<Frame>) -> Option<Frame> {
    let transform = node.at(&["grpSpPr", "xfrm"])?;
    if is_turned(transform) {
        return None;
    }
    let transform = Some(transform);
    let ext = pair(transform, "ext", ["cx", "cy"])?;
    let inner_ext = pair(transform, "chExt", ["cx", "cy"])?;
    let inner = pair(transform, "chOff", ["x", "y"])?;
    let at = match outer {
        None => [0.0, 0.0],
        Some(outer) => mapped(pair(transform, "off", ["x", "y"])?, outer),
    };
    let outer_scale = outer.map_or([1.0, 1.0], |outer| outer.scale);
    let mut frame = Frame { offset: [0.0; 2], scale: [0.0; 2] };
    let parts = ext.into_iter().zip(inner_ext).zip(outer_scale).zip(at.into_iter().zip(inner));
    let out = frame.offset.iter_mut().zip(&mut frame.scale);
    for ((((ext, inner_ext), outer), (at, inner)), (offset, scale)) in parts.zip(out) {
        if inner_ext <= 0.0 {
            return None;
        }
        *scale = ext / inner_ext * outer;
        *offset = at - inner * *scale;
    }
    Some(frame)
}

fn mapped(point: [f64; 2], frame: Frame) -> [f64; 2] {
    let [x, y] = point;
    let ([dx, dy], [sx, sy]) = (frame.offset, frame.scale);
    [x * sx + dx, y * sy + dy]
}

/// Where an object of a group is; one that is in none is where its anchor says.
fn placed(anchor: Anchor, transform: Option<&Node>, frame: Option<Frame>) -> Option<Anchor> {
    let Some(frame) = frame else { return Some(anchor) };
    let [x, y] = mapped(pair(transform, "off", ["x", "y"])?, frame);
    let ([width, height], [sx, sy]) = (pair(transform, "ext", ["cx", "cy"])?, frame.scale);
    // No sheet is wider than 16,384 columns of 255 characters.
    let emu = |length: f64| length.round().clamp(0.0, 1e12) as u64;
    let from = Corner {
        right: anchor.from.right.saturating_add(emu(x)),
        down: anchor.from.down.saturating_add(emu(y)),
        ..anchor.from
    };
    Some(Anchor { from, to: None, size: Some((emu(width * sx), emu(height * sy))) })
}

fn is_turned(transform: &Node) -> bool {
    let turned = transform.number::<f64>("rot").is_some_and(|angle| angle.abs() >= 30_000.0);
    turned || ["flipH", "flipV"].iter().any(|name| transform.get(name).is_some_and(is_yes))
}

/// A picture (20.5.2.25), as far as it shows what its file does.
fn picture(node: &Node) -> What {
    let Some(fill) = node.child("blipFill") else { return What::Changed("it has no picture in it") };
    let Some(blip) = fill.child("blip") else { return What::Changed("it has no picture in it") };
    let shape = node.child("spPr");
    if shape.and_then(|shape| shape.child("xfrm")).is_some_and(is_turned) {
        return What::Changed("it is turned or mirrored");
    }
    let outline = shape.and_then(|shape| shape.child("prstGeom")).and_then(|shape| shape.get("prst"));
    let cut = shape.is_some_and(|shape| shape.child("custGeom").is_some());
    if cut || outline.is_some_and(|outline| outline != "rect") {
        return What::Changed("it is cut to a shape");
    }
    if blip.children.iter().any(is_change) {
        return What::Changed("its colours are changed");
    }
    let stretch = fill.at(&["stretch", "fillRect"]);
    if fill.child("tile").is_some() || stretch.is_some_and(|rect| edges(rect) != [0.0; 4]) {
        return What::Changed("only a part of it, or several of it, are shown");
    }
    match blip.get("r:embed").filter(|id| !id.is_empty()) {
        None => What::Changed("it is in another file"),
        Some(id) => What::Picture {
            part: id.to_owned(),
            crop: fill.child("srcRect").map_or([0.0; 4], edges).map(|edge| edge.clamp(0.0, 1.0)),
        },
    }
}

/// Whether a child of a `blip` changes what it shows (20.1.8.13).
fn is_change(effect: &Node) -> bool {
    match &*effect.name {
        "extLst" => false,
        "lum" => {
            ["bright", "contrast"].iter().any(|name| effect.number::<f64>(name).is_some_and(|by| by != 0.0))
        }
        "alphaModFix" => effect.get("amt").is_some_and(|amount| !matches!(amount, "100000" | "100%")),
        _ => true,
    }
}

/// Left, top, right and bottom of a rectangle, as shares.
fn edges(rect: &Node) -> [f64; 4] {
    ["l", "t", "r", "b"].map(|name| {
        let value = rect.get(name).unwrap_or("0");
        let share = match value.strip_suffix('%') {
            Some(percent) => percent.parse::<f64>().map(|percent| percent / 100.0),
            None => value.parse::<f64>().map(|value| value / 100_000.0),
        };
        share.ok().filter(|share| share.is_finite()).unwrap_or(0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    const REL: &str = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

    fn read(inside: &str) -> Vec<Drawn> {
        drawn(&tree(&format!("<wsDr {REL}>{inside}</wsDr>")))
    }

    fn picture(attributes: &str, shape: &str) -> String {
        format!(
            "<pic><nvPicPr><cNvPr id='1' {attributes}/></nvPicPr><blipFill><blip r:embed='rId1'/><srcRect l='25000' b='50%'/><stretch><fillRect/></stretch></blipFill>
            <spPr><xfrm {shape}><off x='100' y='200'/><ext cx='10' cy='20'/></xfrm><prstGeom prst='rect'/></spPr></pic>"
        )
    }

    fn anchored(object: &str) -> String {
        format!(
            "<oneCellAnchor><from><col>1</col><colOff>5</colOff><row>2</row><rowOff>-6</rowOff></from><ext cx='7' cy='8'/>{object}</oneCellAnchor>"
        )
    }

    #[test]
    fn anchors_of_all_kinds() {
        let frame =
            "<graphicFrame><graphic><graphicData><chart r:id='rId9'/></graphicData></graphic></graphicFrame>";
        let two = format!(
            "<twoCellAnchor><from><col>1</col><row>2</row></from><to><col>3</col><row>4</row></to>{frame}</twoCellAnchor>"
        );
        let absolute =
            format!("<absoluteAnchor><pos x='3' y='4'/><ext cx='5' cy='6'/>{frame}</absoluteAnchor>");
        let all = read(&format!("{two}{}{absolute}<editAs/>", anchored(frame)));
        assert!(all.iter().all(|one| one.what == What::Chart("rId9".to_owned())));
        let corner = |row, col, right, down| Corner { cell: CellRef { row, col }, right, down };
        let found: Vec<_> = all.iter().map(|one| one.anchor).collect();
        assert_eq!(
            found,
            [
                Anchor { from: corner(2, 1, 0, 0), to: Some(corner(4, 3, 0, 0)), size: None },
                Anchor { from: corner(2, 1, 5, 0), to: None, size: Some((7, 8)) },
                Anchor { from: corner(0, 0, 3, 4), to: None, size: Some((5, 6)) },
            ]
        );
    }

    #[test]
    fn pictures_that_show_something_else_than_their_file_are_said() {
        let plain = read(&anchored(&picture("", "")));
        let crop = [0.25, 0.0, 0.0, 0.5];
        assert_eq!(plain[0].what, What::Picture { part: "rId1".to_owned(), crop });
        assert!(matches!(read(&anchored(&picture("", "rot='5400000'")))[0].what, What::Changed(_)));
        assert!(read(&anchored(&picture("hidden='1'", ""))).is_empty());
        let round = picture("", "").replace("'rect'", "'ellipse'");
        assert!(matches!(read(&anchored(&round))[0].what, What::Changed(_)));
        let pale = picture("", "")
            .replace("<blip r:embed='rId1'/>", "<blip r:embed='rId1'><lum bright='70000'/></blip>");
        assert!(matches!(read(&anchored(&pale))[0].what, What::Changed(_)));
        let linked = picture("", "").replace("r:embed", "r:link");
        assert!(matches!(read(&anchored(&linked))[0].what, What::Changed(_)));
    }

    #[test]
    fn groups_place_what_is_in_them() {
        let group = format!(
            "<grpSp><nvGrpSpPr><cNvPr id='3'/></nvGrpSpPr><grpSpPr><xfrm><off x='0' y='0'/><ext cx='400' cy='400'/><chOff x='50' y='100'/><chExt cx='200' cy='200'/></xfrm></grpSpPr>{}</grpSp>",
            picture("", "")
        );
        let all = read(&anchored(&group));
        assert_eq!(all[0].anchor.size, Some((20, 40)));
        assert_eq!((all[0].anchor.from.right, all[0].anchor.from.down), (5 + 100, 200));
    }

    #[test]
    fn the_choice_counts_where_it_holds_something() {
        let chosen = "<AlternateContent><Choice><graphicFrame><graphic><graphicData><chart r:id='a'/></graphicData></graphic></graphicFrame></Choice><Fallback><sp/></Fallback></AlternateContent>";
        assert_eq!(read(&anchored(chosen)).len(), 1);
        let fallen = format!(
            "<AlternateContent><Choice><contentPart/></Choice><Fallback>{}</Fallback></AlternateContent>",
            picture("", "")
        );
        assert_eq!(read(&anchored(&fallen)).len(), 1);
    }
}
