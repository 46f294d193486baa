//! Writes XML: elements, attributes, texts. Letters that XML 1.0 has no place for (2.2) are left out. Knows no vocabulary.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// A start tag with its attributes.
pub(super) struct Tag(BytesStart<'static>);

impl Tag {
    /// Of an element with this name.
    pub(super) fn new(name: &'static str) -> Self {
        Tag(BytesStart::new(name))
    }

    /// With this attribute.
    pub(super) fn with(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.0.push_attribute((name, allowed(value.as_ref()).as_ref()));
        self
    }

    /// With this attribute, where there is a value for it.
    pub(super) fn maybe(self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With this attribute, where it says more than one.
    pub(super) fn times(self, name: &str, count: u32) -> Self {
        if count > 1 { self.with(name, count.to_string()) } else { self }
    }
}

/// Writes elements one after the other.
pub(super) struct Xml<W: Write>(Writer<W>);

impl<W: Write> Xml<W> {
    /// Into this.
    pub(super) fn new(out: W) -> Self {
        Xml(Writer::new(out))
    }

    /// What it was written into.
    pub(super) fn into_inner(self) -> W {
        self.0.into_inner()
    }

    /// What it is written into.
    pub(super) fn get_mut(&mut self) -> &mut W {
        self.0.get_mut()
    }

    /// `<?xml ...?>`
    pub(super) fn declaration(&mut self) -> io::Result<()> {
        self.get_mut().write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    }

    pub(super) fn open(&mut self, tag: Tag) -> io::Result<()> {
        self.0.write_event(Event::Start(tag.0))
    }

    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    pub(super) fn empty(&mut self, tag: Tag) -> io::Result<()> {
        self.0.write_event(Event::Empty(tag.0))
    }

    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.0.write_event(Event::Text(BytesText::new(&allowed(text))))
    }

    /// An element with a text and nothing else.
    pub(super) fn element(&mut self, name: &'static str, tag: Tag, text: &str) -> io::Result<()> {
        self.open(tag)?;
        self.text(text)?;
        self.close(name)
    }
}

/// The letters that XML allows.
fn allowed(text: &str) -> Cow<'_, str> {
    let outside = |c: char| matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    if text.contains(outside) {
        Cow::Owned(text.chars().filter(|c| !outside(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_is_escaped_and_what_has_no_place_goes() {
        let mut xml = Xml::new(Vec::new());
        xml.element("a", Tag::new("a").with("b", "\"<&>'\u{1}"), "x<\u{0}&\u{FFFF}>").unwrap();
        let text = String::from_utf8(xml.into_inner()).unwrap();
        assert_eq!(text, "<a b=\"&quot;&lt;&amp;&gt;&apos;\">x&lt;&amp;&gt;</a>");
    }
}
