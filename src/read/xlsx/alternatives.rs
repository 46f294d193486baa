//! Which of several alternatives a program takes (ECMA-376 part 3, `mc:AlternateContent`), so that lists which are counted
//! through hold each entry once. Reads no content.

use crate::container::xml::{Element, Ns};
use crate::model::Reason;

/// Beginnings of the prefixes that the extensions of Excel itself are written with; it takes no other choice.
const EXCELS_OWN: [&str; 5] = ["x12ac", "x14", "x15", "x16", "xr"];

/// Follows a part from element to element.
#[derive(Debug, Default)]
pub(super) struct Alternatives {
    levels: Vec<Level>,
    /// Elements that are open in an alternative that is not taken.
    passed: usize,
}

#[derive(Debug)]
enum Level {
    /// An element of the part.
    Element,
    /// Alternatives, and whether one was taken.
    Several(bool),
    /// The one that is taken.
    Taken,
}

impl Alternatives {
    /// Whether an element that starts is one of the part, as the program sees it.
    pub(super) fn start(&mut self, element: &Element<'_>) -> Result<bool, Reason> {
        if self.passed > 0 {
            self.passed = self.passed.saturating_add(1);
            return Ok(false);
        }
        let level = match (element.ns(), element.local(), self.levels.last_mut()) {
            (Ns::Compat, "AlternateContent", _) => Level::Several(false),
            (Ns::Compat, "Choice" | "Fallback", Some(Level::Several(taken))) => {
                if *taken || element.local() == "Choice" && !is_understood(element)? {
                    self.passed = 1;
                    return Ok(false);
                }
                *taken = true;
                Level::Taken
            }
            _ => Level::Element,
        };
        let own = matches!(level, Level::Element);
        self.levels.push(level);
        Ok(own)
    }

    /// Whether the element that ends is one of the part.
    pub(super) fn end(&mut self) -> bool {
        if self.passed > 0 {
            self.passed = self.passed.saturating_sub(1);
            return false;
        }
        matches!(self.levels.pop(), Some(Level::Element))
    }
}

fn is_understood(choice: &Element<'_>) -> Result<bool, Reason> {
    let required = choice.get("Requires")?.unwrap_or_default();
    let own = |prefix: &str| EXCELS_OWN.iter().any(|own| prefix.starts_with(own));
    Ok(!required.trim().is_empty() && required.split_whitespace().all(own))
}
