//! Document properties that need a second look, and custom XML, where anybody may store anything.

use super::Session;
use super::parts::PartKind;
use super::sweep::{Observer, sweep};
use crate::container::xml::{Element, Xml};
use crate::container::zip::Archive;
use crate::container::{Source, strings};
use crate::model::{Place, Private, Reason, Substance, Surface, Trace};

/// Inspector of the registry: extended and custom properties (ECMA-376 22.2, 22.3).
pub(super) fn inspect_properties(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let mut properties = Properties::default();
    sweep(session, part, kind, &mut properties)?;
    let place = session.place(part);
    report_titles(session, &place, properties.titles);
    if properties.label {
        let surface = Surface::SensitivityLabel;
        let place = place.at("property");
        session.visitor.trace(Trace { surface, place, substance: Substance::Holds(1), texts: Vec::new() });
    }
    Ok(())
}

#[derive(Default)]
struct Properties {
    titles: Vec<String>,
    label: bool,
}

impl Observer for Properties {
    fn start(&mut self, element: &Element<'_>, _path: &[&'static str]) -> Result<(), Reason> {
        if element.local() == "property" {
            self.label |=
                element.get("name")?.is_some_and(|name| name.to_ascii_lowercase().starts_with("msip_label_"));
        }
        Ok(())
    }

    fn text(&mut self, text: &str, path: &[&'static str]) -> Result<(), Reason> {
        if path.contains(&"TitlesOfParts") {
            self.titles.push(text.to_owned());
        }
        Ok(())
    }
}

/// Inspector of the registry: connections (18.13). One that runs a Power Query says so in its provider.
pub(super) fn inspect_connections(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let mut queries = Queries::default();
    sweep(session, part, kind, &mut queries)?;
    if queries.count > 0 {
        let (surface, substance) = (Surface::PowerQuery, Substance::Holds(queries.count));
        let place = session.place(part).at("connection");
        session.visitor.trace(Trace { surface, place, substance, texts: Vec::new() });
    }
    Ok(())
}

#[derive(Default)]
struct Queries {
    count: u64,
}

impl Observer for Queries {
    fn start(&mut self, element: &Element<'_>, _path: &[&'static str]) -> Result<(), Reason> {
        if element.get("connection")?.is_some_and(|text| text.contains("Microsoft.Mashup")) {
            self.count = self.count.saturating_add(1);
        }
        Ok(())
    }
}

/// Titles of parts (22.2.2.27) name the sheets and named ranges: those on view are nothing new, the names of hidden or
/// deleted sheets are.
fn report_titles(session: &mut Session<'_>, place: &Place, titles: Vec<String>) {
    let visible = session.visible_sheets();
    let shown = |title: &String| {
        // Titles of named ranges quote the sheet as formulas do; a sheet's own name may hold the same signs.
        let quoted = |sheet: &str| sheet.trim_matches('\'').replace("''", "'").to_lowercase();
        let of_name = title.rsplit_once('!').is_some_and(|(sheet, _)| visible.contains(&quoted(sheet)));
        of_name || visible.contains(&title.to_lowercase()) || title.trim().is_empty()
    };
    let (shown, told): (Vec<_>, Vec<_>) = titles.into_iter().partition(shown);
    let place = place.clone().at("TitlesOfParts");
    if !told.is_empty() {
        let substance = Substance::Holds(told.len() as u64);
        let texts = told.into_iter().map(Private::new).collect();
        session.visitor.trace(Trace { surface: Surface::DocumentProperty, place, substance, texts });
    } else if !shown.is_empty() {
        let substance = Substance::Harmless("it only names the sheets on view");
        session.visitor.trace(Trace {
            surface: Surface::DocumentProperty,
            place,
            substance,
            texts: Vec::new(),
        });
    }
}

/// Inspector of the registry: custom XML (part 1, 15.2.5). A Power Query mash-up is told by its root ([MS-QDEFF] 2.2).
pub(super) fn inspect_custom_xml(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let mut surface = kind.home;
    let mut texts = Vec::new();
    let mut mashup = String::new();
    let mut xml = session.xml(part)?;
    loop {
        let inside_mashup = surface == Surface::PowerQuery;
        match xml.next()? {
            Xml::Start(element) => {
                if element.local() == "DataMashup" {
                    surface = Surface::PowerQuery;
                }
                texts.push(Private::new(element.local().to_owned()));
                for attribute in element.attributes() {
                    texts.push(Private::new(attribute?.value.into_owned()));
                }
            }
            Xml::Text(text) | Xml::Cdata(text) | Xml::Remark(text) if !text.trim().is_empty() => {
                if inside_mashup {
                    mashup.push_str(&text);
                } else {
                    texts.push(Private::new(text.into_owned()));
                }
            }
            Xml::Eof => break,
            _ => {}
        }
    }
    texts.extend(mashup_texts(session, &mashup).into_iter().map(Private::new));
    let place = session.place(part);
    session.visitor.trace(Trace { surface, place, substance: Substance::Holds(1), texts });
    Ok(())
}

/// A mash-up is base64: a version, a length, a package with the queries, then permissions and metadata.
fn mashup_texts(session: &Session<'_>, text: &str) -> Vec<String> {
    let bytes = base64(text);
    let mut texts = strings(&bytes, 5);
    let start = memchr::memmem::find(&bytes, b"PK\x03\x04").unwrap_or(bytes.len());
    let source = Source::memory(bytes.get(start..).unwrap_or_default().to_vec());
    if let Ok(archive) = Archive::open(&source, session.budget) {
        for entry in 0..archive.entries().len() {
            if let Ok(inside) = archive.read_whole(entry, session.budget) {
                texts.extend(strings(&inside, 5));
            }
        }
    }
    texts
}

/// RFC 4648, 4, taking what it can: anything outside the alphabet is passed over.
fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = (held << 6 | u32::from(six)) & 0x3FFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).unwrap_or_default());
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_is_decoded() {
        assert_eq!(super::base64("UXVpbGxmZWF0aGVy"), b"Quillfeather");
        assert_eq!(super::base64("WmVi\nZQ=="), b"Zebe");
    }
}
