//! Where the readers of cells and shared strings hand on what they do not read themselves, so that no byte goes unseen.

use crate::container::xml::{Attribute, Element, Ns, Xml};
use crate::model::Reason;

use super::reference::is_plain;
use super::shape::about_xml;

/// Takes what a sheet's data or the table of shared strings holds beyond cells and their texts.
pub trait SheetHooks {
    /// A comment, a processing instruction, or a CDATA section (whose text counts as text too).
    fn remark(&mut self, text: &str);
    /// Text where none belongs: that of an element that is not read.
    fn text(&mut self, text: &str);
    /// An element that is not read. Its children come the same way, its text as remarks.
    fn unknown(&mut self, element: &Element<'_>);
    /// An attribute that is not read, or whose value is not of its kind; `element` is the local name of its element.
    fn attribute(&mut self, element: &str, attribute: &Attribute<'_>);
    /// The name of a font inside a rich text.
    fn font(&mut self, name: &str);
    /// Something that could not be read, or that programs read differently. The reading goes on.
    fn unread(&mut self, reason: Reason);
}

/// Hands on the attributes of a known element that are not in `known`, or whose values could carry a message.
pub(super) fn odd_attributes(
    element: &Element<'_>,
    known: &[&str],
    hooks: &mut dyn SheetHooks,
) -> Result<(), Reason> {
    for attribute in element.attributes() {
        let attribute = attribute?;
        if !is_expected(&attribute, known) {
            hooks.attribute(element.local(), &attribute);
        }
    }
    Ok(())
}

/// Whether an attribute is one of `known` with a plain value, or says how to read the XML.
pub(super) fn is_expected(attribute: &Attribute<'_>, known: &[&str]) -> bool {
    match attribute.ns {
        Ns::Xml => about_xml(attribute.local, &attribute.value),
        // Excel 2010 stores the baseline of a row: [MS-XLSX] 2.6.19.
        Ns::Known => attribute.local == "dyDescent" && is_plain(&attribute.value),
        Ns::None => known.contains(&attribute.local) && is_plain(&attribute.value),
        _ => false,
    }
}

/// Hands on an event that stands where only known elements do. White space between elements is no text.
pub(super) fn stray(event: &Xml<'_>, hooks: &mut dyn SheetHooks) {
    match event {
        Xml::Start(element) => hooks.unknown(element),
        Xml::Text(text) if text.trim().is_empty() => {}
        Xml::Text(text) | Xml::Cdata(text) => hooks.text(text),
        Xml::Remark(text) => hooks.remark(text),
        Xml::End | Xml::Eof => {}
    }
}
