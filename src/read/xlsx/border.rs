//! Borders as the styles part writes them (ECMA-376 18.8.4), and what is seen of them.

use super::color::{Color, Palette};
use super::reference::is_true;
use super::theme::Theme;
use crate::container::xml::Element;
use crate::model::{Borders, Edge, EdgeStyle, Reason};

/// A border as written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RawBorder {
    left: RawEdge,
    right: RawEdge,
    top: RawEdge,
    bottom: RawEdge,
    diagonal: RawEdge,
    up: bool,
    down: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct RawEdge {
    style: Option<EdgeStyle>,
    color: Option<Color>,
}

impl RawBorder {
    /// Reads the attributes of a `border`.
    pub(super) fn read(element: &Element<'_>) -> Result<Self, Reason> {
        let flag = |name| Ok::<_, Reason>(element.get(name)?.is_some_and(|value| is_true(&value)));
        Ok(RawBorder { up: flag("diagonalUp")?, down: flag("diagonalDown")?, ..RawBorder::default() })
    }

    /// Takes one element below `border`.
    pub(super) fn element(&mut self, parent: &str, element: &Element<'_>) -> Result<(), Reason> {
        match (parent, element.local()) {
            (side, "color") => {
                if let Some(edge) = self.edge(side) {
                    edge.color = Some(Color::read(element)?);
                }
            }
            (_, side) => {
                if let Some(edge) = self.edge(side) {
                    edge.style = element.get("style")?.as_deref().and_then(style);
                }
            }
        }
        Ok(())
    }

    /// What is seen of it.
    pub(super) fn resolve(&self, theme: &Theme, palette: &Palette) -> Borders {
        let edge = |raw: RawEdge| {
            let color = raw.color.and_then(|color| color.paint(theme, palette));
            raw.style.map(|style| Edge { style, color })
        };
        Borders {
            left: edge(self.left),
            right: edge(self.right),
            top: edge(self.top),
            bottom: edge(self.bottom),
            diagonal: edge(self.diagonal)
                .filter(|_| self.up || self.down)
                .map(|edge| (edge, self.up, self.down)),
        }
    }

    /// The side of a name; strict files say `start` and `end`, and those between the cells of a table are no cell's.
    fn edge(&mut self, side: &str) -> Option<&mut RawEdge> {
        match side {
            "left" | "start" => Some(&mut self.left),
            "right" | "end" => Some(&mut self.right),
            "top" => Some(&mut self.top),
            "bottom" => Some(&mut self.bottom),
            "diagonal" => Some(&mut self.diagonal),
            _ => None,
        }
    }
}

/// ECMA-376 18.18.3.
fn style(word: &str) -> Option<EdgeStyle> {
    Some(match word.trim() {
        "thin" => EdgeStyle::Thin,
        "medium" => EdgeStyle::Medium,
        "dashed" => EdgeStyle::Dashed,
        "dotted" => EdgeStyle::Dotted,
        "thick" => EdgeStyle::Thick,
        "double" => EdgeStyle::Double,
        "hair" => EdgeStyle::Hair,
        "mediumDashed" => EdgeStyle::MediumDashed,
        "dashDot" => EdgeStyle::DashDot,
        "mediumDashDot" => EdgeStyle::MediumDashDot,
        "dashDotDot" => EdgeStyle::DashDotDot,
        "mediumDashDotDot" => EdgeStyle::MediumDashDotDot,
        "slantDashDot" => EdgeStyle::SlantDashDot,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rgb;
    use crate::read::xlsx::testing::elements;

    fn borders(xml: &str) -> Borders {
        let mut border = RawBorder::default();
        elements(xml, |element, parent| match element.local() {
            "border" => border = RawBorder::read(element).unwrap(),
            _ => border.element(parent, element).unwrap(),
        });
        border.resolve(&Theme::default(), &Palette::new(Vec::new()))
    }

    #[test]
    fn each_side_has_its_line_and_colour() {
        let all = borders(
            "<border diagonalUp='1'><left style='thin'><color auto='1'/></left><end style='slantDashDot'><color indexed='10'/></end>
             <top/><bottom style='none'/><diagonal style='hair'><color rgb='FF010203'/></diagonal>
             <vertical style='thick'><color rgb='FF010203'/></vertical></border>",
        );
        assert_eq!(all.left, Some(Edge { style: EdgeStyle::Thin, color: None }));
        assert_eq!(all.right, Some(Edge { style: EdgeStyle::SlantDashDot, color: Some(Rgb(255, 0, 0)) }));
        assert_eq!((all.top, all.bottom), (None, None));
        let line = Edge { style: EdgeStyle::Hair, color: Some(Rgb(1, 2, 3)) };
        assert_eq!(all.diagonal, Some((line, true, false)));
        assert_eq!(borders("<border><diagonal style='thin'/></border>").diagonal, None);
    }

    #[test]
    fn every_style_of_line_has_a_name() {
        let names = "thin medium dashed dotted thick double hair mediumDashed dashDot mediumDashDot dashDotDot \
                     mediumDashDotDot slantDashDot";
        let all: std::collections::HashSet<_> = names.split_whitespace().filter_map(style).collect();
        assert_eq!(all.len(), 13);
    }
}
