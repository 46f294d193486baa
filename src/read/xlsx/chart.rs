//! Drawings and charts (ECMA-376 20.5, 21.2): where their objects lie over the cells, beside their texts.

use super::Session;
use super::parts::PartKind;
use super::sweep::{Observer, sweep};
use crate::container::xml::Element;
use crate::model::{CellRef, Range, Reason, Substance, Surface, Trace};

/// Most objects of one drawing whose place is kept.
const MOST_ANCHORS: usize = 10_000;

/// Inspector of the registry: sweeps the texts and notes the cells that the objects cover.
pub(super) fn inspect_drawing(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let mut anchors = Anchors::default();
    sweep(session, part, kind, &mut anchors)?;
    if anchors.external {
        let (place, substance) = (session.place(part).at("externalData"), Substance::Holds(1));
        let surface = Surface::ChartCache;
        session.visitor.trace(Trace { surface, place, substance, texts: Vec::new() });
    }
    session.keep_anchors(part, anchors.ranges);
    Ok(())
}

/// Gathers the anchors (20.5.2.1, 20.5.2.24, 20.5.2.33). Those that say a size in units of length are taken to lie over
/// cells of the default size: near enough for a remark that something lies over cells.
#[derive(Default)]
struct Anchors {
    ranges: Vec<Range>,
    from: [Option<u32>; 2],
    to: [Option<u32>; 2],
    external: bool,
}

/// Height of a row and width of a column that nobody set, in English Metric Units (18.3.1.81).
const CELL: [u64; 2] = [190_500, 609_600];

impl Anchors {
    /// How many cells a length covers at most.
    fn cells(length: Option<String>, size: u64) -> u32 {
        let length: u64 = length.and_then(|text| text.trim().parse().ok()).unwrap_or(0);
        u32::try_from(length.checked_div(size).unwrap_or(0)).unwrap_or(u32::MAX)
    }
}

impl Observer for Anchors {
    fn start(&mut self, element: &Element<'_>, path: &[&'static str]) -> Result<(), Reason> {
        let anchor = path.last().copied().unwrap_or_default();
        match element.local() {
            "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                self.from = [None; 2];
                self.to = [None; 2];
            }
            "pos" if anchor == "absoluteAnchor" => {
                let [row, col] = CELL;
                self.from =
                    [Some(Self::cells(element.get("y")?, row)), Some(Self::cells(element.get("x")?, col))];
            }
            "ext" if matches!(anchor, "oneCellAnchor" | "absoluteAnchor") => {
                let [row, col] = CELL;
                let reach = [Self::cells(element.get("cy")?, row), Self::cells(element.get("cx")?, col)];
                for ((to, from), reach) in self.to.iter_mut().zip(self.from).zip(reach) {
                    *to = from.map(|from| from.saturating_add(reach));
                }
            }
            "externalData" => self.external = true,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str, path: &[&'static str]) -> Result<(), Reason> {
        let corner = match path.iter().rev().nth(1) {
            Some(&"from") => &mut self.from,
            Some(&"to") => &mut self.to,
            _ => return Ok(()),
        };
        let value = text.trim().parse().ok();
        match (path.last(), corner) {
            (Some(&"row"), [row, _]) => *row = value,
            (Some(&"col"), [_, col]) => *col = value,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, path: &[&'static str]) -> Result<(), Reason> {
        let is_anchor = matches!(path.last(), Some(&"twoCellAnchor" | &"oneCellAnchor" | &"absoluteAnchor"));
        if !is_anchor || self.ranges.len() >= MOST_ANCHORS {
            return Ok(());
        }
        if let [Some(row), Some(col)] = self.from {
            let first = CellRef { row, col };
            let last = match self.to {
                [Some(row), Some(col)] => CellRef { row, col },
                _ => first,
            };
            self.ranges.push(Range { first, last });
        }
        Ok(())
    }
}
