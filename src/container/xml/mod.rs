//! XML as the parts of a package use it: events with resolved namespaces, no entities of their own, everything capped.
//!
//! Comments, processing instructions and CDATA come out as events, since text can hide in them (surface `xml-remark`).
//! A document type declaration ends the reading: ECMA-376 part 2, 9.1.7 forbids it, and it is what entity bombs are made of.

mod names;
mod window;

use std::borrow::Cow;
use std::io::{BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};

use super::{Utf8Reader, reason_of};
use crate::limits::{Cap, Limits};
use crate::model::Reason;
pub use names::{Ns, namespace};
use names::{Scope, close, declare, resolve};
use window::Window;

/// Most attributes that one element may have; the parser compares each with each.
const MOST_ATTRIBUTES: usize = 512;

/// What comes next in a part.
#[derive(Debug)]
pub enum Xml<'a> {
    /// An element begins. Empty elements begin and end.
    Start(Element<'a>),
    /// The element that began last ends.
    End,
    /// Text, character references resolved and line ends made one (XML 1.0, 2.11). One text may come in several pieces.
    Text(Cow<'a, str>),
    /// A CDATA section: text that most programs show like any other.
    Cdata(Cow<'a, str>),
    /// A comment or processing instruction: text that no program shows.
    Remark(Cow<'a, str>),
    /// The part is over, and all elements were closed.
    Eof,
}

/// An element that begins.
#[derive(Debug)]
pub struct Element<'a> {
    start: BytesStart<'a>,
    ns: Ns,
    scopes: &'a [Scope],
}

/// An attribute.
#[derive(Debug)]
pub struct Attribute<'a> {
    /// Name without prefix.
    pub local: &'a str,
    /// Namespace; [`Ns::None`] for a name without prefix.
    pub ns: Ns,
    /// Value, references resolved.
    pub value: Cow<'a, str>,
}

impl Element<'_> {
    /// Name as it is written, prefix included.
    pub fn name(&self) -> &str {
        self.start.name().into_inner()
    }

    /// Name without prefix.
    pub fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Namespace.
    pub fn ns(&self) -> Ns {
        self.ns
    }

    /// Whether it is this element of SpreadsheetML.
    pub fn is(&self, local: &str) -> bool {
        self.ns == Ns::Main && self.local() == local
    }

    /// Its attributes, `xmlns` declarations included (as [`Ns::Xml`]).
    ///
    /// # Errors
    /// [`Reason::Damaged`] for attributes that are not well formed, or given twice.
    pub fn attributes(&self) -> impl Iterator<Item = Result<Attribute<'_>, Reason>> {
        let mut seen = 0_usize;
        self.start.attributes().map(move |attribute| {
            seen = seen.saturating_add(1);
            if seen > MOST_ATTRIBUTES {
                return Err(Reason::Damaged("an XML element has too many attributes"));
            }
            let attribute = attribute.map_err(|_| BAD_ATTRIBUTE)?;
            let (ns, local) = self.name_of(attribute.key);
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| BAD_ATTRIBUTE)?;
            Ok(Attribute { local, ns, value })
        })
    }

    /// The value of an attribute without namespace.
    ///
    /// # Errors
    /// As [`Element::attributes`].
    pub fn get(&self, local: &str) -> Result<Option<String>, Reason> {
        self.find(Ns::None, local)
    }

    /// The value of an attribute in a namespace.
    ///
    /// # Errors
    /// As [`Element::attributes`].
    pub fn find(&self, ns: Ns, local: &str) -> Result<Option<String>, Reason> {
        for attribute in self.attributes() {
            let attribute = attribute?;
            if attribute.ns == ns && attribute.local == local {
                return Ok(Some(attribute.value.into_owned()));
            }
        }
        Ok(None)
    }

    fn name_of<'n>(&self, name: QName<'n>) -> (Ns, &'n str) {
        let (local, prefix) = name.decompose();
        let (local, prefix) = (local.into_inner(), prefix.map(|p| p.into_inner()));
        let ns = match prefix {
            None if local == "xmlns" => Ns::Xml,
            None => Ns::None,
            Some("xml" | "xmlns") => Ns::Xml,
            Some(prefix) => resolve(self.scopes, prefix),
        };
        (ns, local)
    }
}

/// Why a part with a document type declaration is not read.
pub const DOCUMENT_TYPE: Reason =
    Reason::Damaged("a part declares a document type, which is not allowed in a workbook");

const BAD_ATTRIBUTE: Reason = Reason::Damaged("an XML attribute is malformed or given twice");

/// A part's bytes on their way to the parser: decoded to UTF-8, and no more of them than one event may have.
type Input<'r> = Window<Utf8Reader<BufReader<Box<dyn Read + 'r>>>>;

/// Reads the events of one part.
pub struct XmlReader<'r> {
    reader: Reader<Input<'r>>,
    buffer: Vec<u8>,
    scopes: Vec<Scope>,
    depth: usize,
    rooted: bool,
    /// The element that began last is empty: its end comes next.
    empty: bool,
    /// The parser has read no further than to the end of what it gave last.
    between: bool,
    /// Whether anyone may look ahead.
    looks_ahead: bool,
    most_text: usize,
    most_depth: usize,
}

impl<'r> XmlReader<'r> {
    /// Starts on a part's bytes.
    ///
    /// # Errors
    /// Those of the input.
    pub fn new(input: impl Read + 'r, limits: &Limits) -> Result<Self, Reason> {
        let boxed: Box<dyn Read + 'r> = Box::new(input);
        let input = Utf8Reader::new(boxed).map_err(|error| reason_of(&error))?;
        Ok(XmlReader {
            reader: Reader::from_reader(Window::new(input)),
            empty: false,
            between: false,
            looks_ahead: limits.looks_ahead,
            buffer: Vec::new(),
            scopes: Vec::new(),
            depth: 0,
            rooted: false,
            most_text: limits.text,
            most_depth: limits.xml_depth,
        })
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The next event.
    ///
    /// # Errors
    /// [`Reason::Damaged`] where it is not well-formed XML, [`Reason::Cap`] where a text or the nesting is beyond the
    /// caps, and those of the input.
    #[allow(
        clippy::should_implement_trait,
        reason = "events borrow from the reader, as an iterator's items cannot"
    )]
    pub fn next(&mut self) -> Result<Xml<'_>, Reason> {
        if std::mem::take(&mut self.empty) {
            self.between = true;
            close(&mut self.scopes, &mut self.depth);
            return Ok(Xml::End);
        }
        self.buffer.clear();
        self.reader.get_mut().left = self.most_text;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| damage(&error))?;
        self.empty = matches!(event, Event::Empty(_));
        // Behind a text the parser has read on, to what ends it.
        self.between = !matches!(event, Event::Empty(_) | Event::Text(_) | Event::GeneralRef(_) | Event::Eof);
        match event {
            Event::Start(start) | Event::Empty(start) => {
                self.depth = self.depth.saturating_add(1);
                self.rooted = true;
                if self.depth > self.most_depth {
                    return Err(Cap::XmlDepth.into());
                }
                declare(&mut self.scopes, &start, self.depth)?;
                let prefix = start.name().prefix().map_or("", |p| p.into_inner());
                let ns = resolve(&self.scopes, prefix);
                Ok(Xml::Start(Element { ns, start, scopes: &self.scopes }))
            }
            Event::End(_) => {
                close(&mut self.scopes, &mut self.depth);
                Ok(Xml::End)
            }
            Event::Text(text) => Ok(Xml::Text(text.xml10_content())),
            Event::CData(text) => Ok(Xml::Cdata(text.xml10_content())),
            Event::Comment(text) => Ok(Xml::Remark(text.into_inner())),
            Event::PI(text) => Ok(Xml::Remark(text.into_inner())),
            Event::GeneralRef(name) => reference(&name).map(|text| Xml::Text(Cow::Owned(text))),
            // It has said its encoding already.
            Event::Decl(text) if is_declaration(&text) => Ok(Xml::Text(Cow::Borrowed(""))),
            Event::Decl(text) => Ok(Xml::Remark(Cow::Owned(text.to_string()))),
            Event::DocType(_) => Err(DOCUMENT_TYPE),
            Event::Eof if self.depth > 0 => Err(Reason::Damaged("the XML of a part ends too early")),
            Event::Eof if !self.rooted => Err(Reason::Damaged("a part that should be XML has no element")),
            Event::Eof => Ok(Xml::Eof),
        }
    }

    /// Passes over all that is inside the element that began last, without parsing it; the next event is its end. `name`
    /// is the element's, as [`Element::name`] gives it.
    ///
    /// What looks like its end inside a comment ends it too early: the real end is then one too many, and so an error.
    ///
    /// # Errors
    /// Those of the input.
    pub fn skip_inside(&mut self, name: &str) -> Result<(), Reason> {
        if self.empty {
            return Ok(());
        }
        let end = format!("</{name}");
        self.reader.get_mut().skip_to(&end).map_err(|error| reason_of(&error))
    }

    /// The text that comes next and is at hand, for those who know what it will be; none where the parser has read on
    /// already, as it does behind a text.
    pub fn ahead(&self) -> Option<&str> {
        (self.between && self.looks_ahead).then(|| self.reader.get_ref().rest())
    }

    /// Has more of the text at hand; `false` where there is no more, or as much as there may be.
    ///
    /// # Errors
    /// Those of the input.
    pub fn look_further(&mut self) -> Result<bool, Reason> {
        self.reader.get_mut().more().map_err(|error| reason_of(&error))
    }

    /// Passes over so many bytes of what [`XmlReader::ahead`] gave: whole elements, and white space between them.
    pub fn pass(&mut self, bytes: usize) {
        self.reader.get_mut().pass(bytes);
    }

    /// What an element's name with this prefix, or none, would belong to here.
    pub fn namespace_of(&self, prefix: &str) -> Ns {
        resolve(&self.scopes, prefix)
    }

    /// All text up to the end of the element that began last, of its children too; remarks are left out.
    ///
    /// # Errors
    /// As [`XmlReader::next`], and [`Cap::Text`] for their sum.
    pub fn text(&mut self) -> Result<String, Reason> {
        let floor = self.depth.saturating_sub(1);
        let most = self.most_text;
        let mut all = String::new();
        while self.depth > floor {
            match self.next()? {
                Xml::Text(text) | Xml::Cdata(text) => all.push_str(&text),
                Xml::Eof => break,
                _ => {}
            }
            if all.len() > most {
                return Err(Cap::Text.into());
            }
        }
        Ok(all)
    }
}

/// Whether an XML declaration says what XML 1.0, 2.8 has for it, in words too short for a message.
fn is_declaration(text: &str) -> bool {
    let known = ["xml", "version", "encoding", "standalone"];
    let mut words = text.split(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
    text.len() <= 100 && words.all(|word| word.is_empty() || known.contains(&word) || is_short_value(word))
}

/// A version, the name of an encoding, `yes` or `no`.
fn is_short_value(word: &str) -> bool {
    let numeral = word.bytes().any(|b| b.is_ascii_digit());
    matches!(word, "yes" | "no") || word.eq_ignore_ascii_case("us-ascii") || numeral && word.len() <= 14
}

/// A character reference or one of the five names of XML 1.0, 4.6.
fn reference(name: &quick_xml::events::BytesRef<'_>) -> Result<String, Reason> {
    let unknown = Reason::Damaged("a part uses an XML entity that it does not have");
    if let Some(found) = name.resolve_char_ref().map_err(|_| unknown.clone())? {
        return Ok(found.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(&name.xml10_content()).map(str::to_owned).ok_or(unknown)
}

fn damage(error: &quick_xml::Error) -> Reason {
    match error {
        quick_xml::Error::Io(error) => reason_of(error),
        quick_xml::Error::Encoding(_) => Reason::Damaged("a part holds bytes that are no text"),
        _ => Reason::Damaged("the XML of a part is malformed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(xml: &[u8]) -> Result<Vec<String>, Reason> {
        let mut reader = XmlReader::new(xml, &Limits { text: 1000, ..Limits::default() })?;
        let mut all = Vec::new();
        loop {
            all.push(match reader.next()? {
                Xml::Start(e) => format!("<{} {:?}", e.local(), e.ns()),
                Xml::End => ">".to_owned(),
                Xml::Text(t) if t.is_empty() => continue,
                Xml::Text(t) => t.into_owned(),
                Xml::Cdata(t) => format!("[{t}"),
                Xml::Remark(t) => format!("!{t}"),
                Xml::Eof => return Ok(all),
            });
        }
    }

    #[test]
    fn any_prefix_and_both_namespaces_are_the_same_word() {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
        for xml in [format!("<a xmlns='{main}'/>"), format!("<x:a xmlns:x='{strict}'/>")] {
            assert_eq!(events(xml.as_bytes()).unwrap(), ["<a Main", ">"]);
        }
        assert_eq!(
            events(b"<x:a xmlns:x='urn:example'><b/></x:a>").unwrap(),
            ["<a Foreign", "<b None", ">", ">"]
        );
    }

    #[test]
    fn text_in_any_clothes_comes_out() {
        let all = events(b"<a>x&amp;&#65;<![CDATA[y]]><!--z--><?p q?></a>").unwrap();
        assert_eq!(all, ["<a None", "x", "&", "A", "[y", "!z", "!p q", ">"]);
    }

    #[test]
    fn what_is_passed_over_ends_where_its_element_does() {
        let inside = "x".repeat(70_000);
        for length in [0, 1, 65_520, 65_525, 65_530, 65_536, 70_000] {
            let xml = format!("<a><p:b q='1'>{}<p:bx/></p:b><c/></a>", &inside[..length]);
            let mut reader = XmlReader::new(xml.as_bytes(), &Limits::default()).unwrap();
            let mut names = Vec::new();
            loop {
                let skip = match reader.next().unwrap() {
                    Xml::Start(element) => {
                        names.push(element.local().to_owned());
                        (element.local() == "b").then(|| element.name().to_owned())
                    }
                    Xml::Text(text) => panic!("{length}: {}", text.len()),
                    Xml::Eof => break,
                    _ => None,
                };
                if let Some(name) = skip {
                    reader.skip_inside(&name).unwrap();
                }
            }
            assert_eq!(names, ["a", "b", "c"], "{length}");
        }
        let early = "<a><b><!--</b>--><d/></b></a>";
        let mut reader = XmlReader::new(early.as_bytes(), &Limits::default()).unwrap();
        reader.next().unwrap();
        reader.next().unwrap();
        reader.skip_inside("b").unwrap();
        let ended = std::iter::from_fn(|| Some(reader.next().map(|event| matches!(event, Xml::Eof))))
            .find(|e| e != &Ok(false));
        assert!(ended.unwrap().is_err());
    }

    #[test]
    fn bad_xml_is_an_error_and_never_a_panic() {
        for xml in [
            &b"<a>"[..],
            b"",
            b"<a></b>",
            b"<a b='1' b='2'",
            b"<!DOCTYPE a [<!ENTITY x 'y'>]><a/>",
            b"<a>&x;</a>",
            b"<a>\xFF</a>",
            b"plain",
        ] {
            assert!(events(xml).is_err(), "{}", String::from_utf8_lossy(xml));
        }
        let long = format!("<a>{}</a>", "x".repeat(5000));
        assert_eq!(events(long.as_bytes()).unwrap_err(), Reason::Cap(Cap::Text));
        assert_eq!(events("<a>".repeat(5000).as_bytes()).unwrap_err(), Reason::Cap(Cap::XmlDepth));
    }
}
