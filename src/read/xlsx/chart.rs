//! Drawings and charts (ECMA-376 20.5, 21.2): where their objects lie over the cells, beside their texts.

use super::Session;
use super::parts::PartKind;
use super::sweep::{Observer, sweep};
use crate::container::xml::Element;
use crate::model::{CellRef, Range, Reason};

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
    session.keep_anchors(part, anchors.ranges);
    Ok(())
}

/// Gathers `twoCellAnchor`s (20.5.2.33). The other anchors say their size in units of length, which covers cells as
/// well; they are taken as the cell that they start from.
#[derive(Default)]
struct Anchors {
    ranges: Vec<Range>,
    from: [Option<u32>; 2],
    to: [Option<u32>; 2],
}

impl Observer for Anchors {
    fn start(&mut self, element: &Element<'_>, _path: &[&'static str]) -> Result<(), Reason> {
        if matches!(element.local(), "twoCellAnchor" | "oneCellAnchor") {
            self.from = [None; 2];
            self.to = [None; 2];
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
        if !matches!(path.last(), Some(&"twoCellAnchor" | &"oneCellAnchor"))
            || self.ranges.len() >= MOST_ANCHORS
        {
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
