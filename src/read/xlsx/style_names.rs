//! Names of cell styles and literal text in number formats (ECMA-376 18.8.7, 18.8.30).
//!
//! Built-in styles and their numbered copies say nothing. What a number format writes out is on view where a cell shows
//! it: that is for the cells to tell, see `Styles::unseen_literals`.

use super::sweep::Observer;
use crate::container::xml::{Element, Ns};
use crate::model::{Place, Private, Reason, Substance, Surface, Trace};
use crate::read::Visitor;

/// Gathers the names of the styles while the part is swept.
#[derive(Default)]
pub(super) struct StyleNames {
    given: Vec<String>,
}

impl Observer for StyleNames {
    fn start(&mut self, element: &Element<'_>, _path: &[&'static str]) -> Result<(), Reason> {
        if element.ns() == Ns::Main && element.local() == "cellStyle" {
            let name = element.get("name")?.unwrap_or_default();
            if !built_in(&name) {
                self.given.push(name);
            }
        }
        Ok(())
    }
}

impl StyleNames {
    /// Reports the names that somebody gave.
    pub(super) fn report(self, visitor: &mut dyn Visitor, place: Place) {
        if self.given.is_empty() {
            return;
        }
        let substance = Substance::Holds(self.given.len() as u64);
        let texts = self.given.into_iter().map(Private::new).collect();
        visitor.trace(Trace { surface: Surface::StyleName, place: place.at("cellStyle"), substance, texts });
    }
}

/// A name of Excel's gallery, as itself or as a numbered copy ("Comma 2"), in any language that `builtinId` covers badly:
/// the name decides, since the id can be put beside any name.
pub(super) fn built_in(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "normal",
        "comma",
        "comma [0]",
        "currency",
        "currency [0]",
        "percent",
        "hyperlink",
        "followed hyperlink",
        "good",
        "bad",
        "neutral",
        "calculation",
        "check cell",
        "explanatory text",
        "input",
        "linked cell",
        "note",
        "output",
        "warning text",
        "heading",
        "title",
        "total",
        "accent",
        "rowlevel",
        "collevel",
        "default",
        "excel built-in normal",
        "excel built-in comma",
        "excel built-in percent",
        "excel_builtin_normal",
        "result",
        "standard",
        "heading1",
        "status",
        "text",
        "error",
        "warning",
        "footnote",
        "style",
        "milliers",
        "pourcentage",
        "prozent",
        "dezimal",
        "währung",
        "hyperlinks",
        "besuchter hyperlink",
        "table style",
    ];
    let lower = name.trim().to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || " _-.".contains(c));
    let accent = lower.contains("% - accent") || lower.contains("% - akzent") || lower.contains("% – accent");
    let shaded = accent
        && lower.chars().all(|c| c.is_ascii_digit() || " %-–_.".contains(c) || "accentakzent".contains(c));
    stem.is_empty() || NAMES.contains(&stem) || NAMES.contains(&lower.as_str()) || shaded
}

#[cfg(test)]
mod tests {
    use super::built_in;

    #[test]
    fn the_gallery_is_told_from_given_names() {
        for name in ["Normal", "Comma 2", "20% - Accent1", "40% - Accent6 2", "Heading 1", "Comma [0]", ""] {
            assert!(built_in(name), "{name}");
        }
        for name in ["Zed's own", "Normal_Staff list", "20% - Accent of Zed"] {
            assert!(!built_in(name), "{name}");
        }
    }
}
