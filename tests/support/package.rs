//! An OPC package (ECMA-376 part 2): parts with content types and relationships, written as a zip file.
//!
//! It knows no spreadsheet; `workbook` does. Whatever it is told is written as told, also what the standard forbids.

use super::zipfile::{Entry, ZipFile};

/// Relationship types of ECMA-376 transitional, to which only the last word is added.
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// Content types of SpreadsheetML, to which only the last word is added.
pub const SML: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

const RELS_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// One part.
#[derive(Clone)]
pub struct Part {
    /// Without the leading slash.
    pub name: String,
    /// Written as an override; none leaves it to the extension's default.
    pub content_type: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

/// One relationship.
#[derive(Clone)]
struct Relationship {
    source: String,
    kind: String,
    target: String,
    external: bool,
}

/// A package in the making.
#[derive(Clone)]
pub struct Package {
    parts: Vec<Part>,
    relationships: Vec<Relationship>,
    defaults: Vec<(String, String)>,
}

impl Package {
    /// An empty one, that knows the extensions `rels` and `xml`.
    pub fn new() -> Self {
        let defaults = vec![("rels".into(), RELS_TYPE.into()), ("xml".into(), "application/xml".into())];
        Package { parts: Vec::new(), relationships: Vec::new(), defaults }
    }

    /// The content type of every part with this extension that has none of its own.
    pub fn default_type(&mut self, extension: &str, content_type: &str) {
        if !self.defaults.iter().any(|(known, _)| known == extension) {
            self.defaults.push((extension.into(), content_type.into()));
        }
    }

    /// Adds a part that nothing refers to yet. An empty content type leaves it to its extension's default.
    pub fn part(&mut self, name: &str, content_type: &str, bytes: impl Into<Vec<u8>>) {
        assert!(self.find(name).is_none(), "{name} is there already");
        let content_type = Some(content_type.to_string()).filter(|kind| !kind.is_empty());
        self.parts.push(Part { name: name.into(), content_type, bytes: bytes.into() });
    }

    /// Adds a relationship to a part; gives its id. The root is the source with the empty name.
    pub fn relate(&mut self, source: &str, kind: &str, target: &str) -> String {
        self.relation(source, kind, &relative(source, target), false)
    }

    /// Adds a relationship to something outside of the package; gives its id.
    pub fn relate_external(&mut self, source: &str, kind: &str, target: &str) -> String {
        self.relation(source, kind, target, true)
    }

    /// Adds a part and a relationship to it; gives the relationship's id.
    pub fn attach(
        &mut self,
        source: &str,
        kind: &str,
        name: &str,
        content_type: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> String {
        self.part(name, content_type, bytes);
        self.relate(source, kind, name)
    }

    /// Replaces a text in a part; the text has to be there.
    pub fn patch(&mut self, name: &str, from: &str, to: &str) {
        let part = self.parts.iter_mut().find(|part| part.name == name);
        let part = part.unwrap_or_else(|| panic!("no part {name}"));
        part.bytes = patched(&part.bytes, from, to);
    }

    fn find(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    fn relation(&mut self, source: &str, kind: &str, target: &str, external: bool) -> String {
        let source = source.to_string();
        self.relationships.push(Relationship { source, kind: kind.into(), target: target.into(), external });
        let source = &self.relationships.last().expect("just pushed").source;
        format!("rId{}", self.relationships.iter().filter(|other| other.source == *source).count())
    }

    /// The package as a zip file, content types first as Excel writes them.
    pub fn zip(&self) -> ZipFile {
        let mut zip = ZipFile::default();
        zip.entries.push(Entry::new("[Content_Types].xml", self.content_types()));
        let mut sources: Vec<&str> = Vec::new();
        for relationship in &self.relationships {
            if !sources.contains(&relationship.source.as_str()) {
                sources.push(&relationship.source);
            }
        }
        for source in sources {
            zip.entries.push(Entry::new(&rels_name(source), self.relationships_of(source)));
        }
        for part in &self.parts {
            zip.entries.push(Entry::new(&part.name, part.bytes.clone()));
        }
        zip
    }

    fn content_types(&self) -> String {
        let mut xml = xml_head();
        xml += r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#;
        for (extension, kind) in &self.defaults {
            xml += &format!(r#"<Default Extension="{extension}" ContentType="{kind}"/>"#);
        }
        for part in &self.parts {
            if let Some(kind) = &part.content_type {
                xml += &format!(r#"<Override PartName="/{}" ContentType="{kind}"/>"#, part.name);
            }
        }
        xml + "</Types>"
    }

    fn relationships_of(&self, source: &str) -> String {
        let mut xml = xml_head();
        xml += r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
        let own = self.relationships.iter().filter(|relationship| relationship.source == source);
        for (number, relationship) in own.enumerate() {
            let mode = if relationship.external { r#" TargetMode="External""# } else { "" };
            let Relationship { kind, target, .. } = relationship;
            let id = number + 1;
            xml += &format!(r#"<Relationship Id="rId{id}" Type="{kind}" Target="{target}"{mode}/>"#);
        }
        xml + "</Relationships>"
    }
}

/// The first line of every XML part that Excel writes.
pub fn xml_head() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".into()
}

/// Where a part's relationships are kept: `xl/_rels/workbook.xml.rels`.
pub fn rels_name(source: &str) -> String {
    match source.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{source}.rels"),
    }
}

/// The way from one part to another, as Excel writes it: `../media/image1.png`.
fn relative(source: &str, target: &str) -> String {
    let mut from: Vec<&str> = source.split('/').collect();
    from.pop();
    let mut to: Vec<&str> = target.split('/').collect();
    while to.len() > 1 && from.first().is_some_and(|folder| *folder == to[0]) {
        from.remove(0);
        to.remove(0);
    }
    format!("{}{}", "../".repeat(from.len()), to.join("/"))
}

/// Text with every `from` replaced; there has to be one.
pub fn patched(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).expect("a text part");
    assert!(text.contains(from), "{from} is not in the part");
    text.replace(from, to).into_bytes()
}
