//! What the unit tests of this module share.

use crate::container::xml::{Attribute, Element, Xml, XmlReader};
use crate::limits::Limits;
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

/// Calls with each element of a piece of XML in the main namespace, and the name of its parent.
pub(super) fn elements(xml: &str, mut call: impl FnMut(&Element<'_>, &str)) {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let xml = format!("<x xmlns='{main}'>{xml}</x>");
    let mut reader = XmlReader::new(xml.as_bytes(), &Limits::default()).unwrap();
    let mut path: Vec<String> = Vec::new();
    loop {
        match reader.next().unwrap() {
            Xml::Start(element) => {
                if let Some(parent) = path.last() {
                    call(&element, parent);
                }
                path.push(element.local().to_owned());
            }
            Xml::End => {
                path.pop();
            }
            Xml::Eof => return,
            _ => {}
        }
    }
}
