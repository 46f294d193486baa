//! What the unit tests of this module share.

use crate::container::xml::{Attribute, Element};
use crate::model::Reason;

use super::hooks::SheetHooks;

/// Writes down everything that is handed on.
#[derive(Debug, Default)]
pub(super) struct Hooks {
    pub(super) all: Vec<String>,
}

impl SheetHooks for Hooks {
    fn remark(&mut self, text: &str) {
        self.all.push(format!("!{text}"));
    }

    fn text(&mut self, text: &str) {
        self.all.push(format!("!{text}"));
    }

    fn unknown(&mut self, element: &Element<'_>) {
        self.all.push(format!("<{}", element.local()));
    }

    fn attribute(&mut self, element: &str, attribute: &Attribute<'_>) {
        self.all.push(format!("@{element} {}={}", attribute.local, attribute.value));
    }

    fn font(&mut self, name: &str) {
        self.all.push(format!("font {name}"));
    }

    fn unread(&mut self, reason: Reason) {
        self.all.push(format!("? {reason}"));
    }
}
