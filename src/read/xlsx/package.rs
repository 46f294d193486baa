//! The package: content types, and the graph of relationships from the root (ECMA-376 part 2).
//!
//! Knows which entry is which part and who points at it. What a part holds is for its inspector.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::Arc;

use crate::container::xml::{Xml, XmlReader};
use crate::container::zip::Archive;
use crate::limits::Budget;
use crate::model::Reason;

/// Name of the part that says what the others are.
pub(crate) const CONTENT_TYPES: &str = "[Content_Types].xml";

/// An opened package.
pub(crate) struct Package {
    /// The archive that holds it.
    pub(crate) archive: Archive,
    /// Its parts; the number of a part is that of its entry.
    pub(crate) parts: Vec<Part>,
    /// Relationships of the package itself.
    pub(crate) roots: Vec<Relationship>,
    /// Names of parts that the content types list and that are not there.
    pub(crate) lost: Vec<String>,
}

/// A part: an entry of the archive, with what the package says of it.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Name as the archive spells it.
    pub(crate) name: Arc<str>,
    /// Declared content type, in lower case.
    pub(crate) content_type: Option<String>,
    /// The relationships that start from it.
    pub(crate) relationships: Vec<Relationship>,
    /// The first relationship that reaches it: the last segment of its type.
    pub(crate) reached_as: Option<String>,
    /// The part that this relationship starts from; none for the package itself.
    pub(crate) reached_from: Option<usize>,
    /// What the entry is for.
    pub(crate) role: Role,
}

/// What an entry is for in the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// `[Content_Types].xml`.
    Types,
    /// A relationships part.
    Relationships,
    /// A folder, which packages do not need.
    Folder,
    /// Any other.
    Content,
}

/// A relationship, its target resolved.
#[derive(Debug, Clone)]
pub(crate) struct Relationship {
    /// Its id, by which the XML of its source names it.
    pub(crate) id: String,
    /// Last segment of its type: the same for Transitional and Strict.
    pub(crate) kind: String,
    /// Where it points.
    pub(crate) target: Target,
    /// Its address, where that says more than is needed to find a part: a fragment, a query, a detour.
    pub(crate) detour: Option<String>,
}

/// Where a relationship points.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// A part of the package.
    Part(usize),
    /// Something outside, by this address.
    External(String),
    /// A part that is not there, by this address.
    Missing(String),
}

impl Package {
    /// Reads content types and all relationships.
    ///
    /// # Errors
    /// Where the package has no content types, or one of these parts cannot be read.
    pub(crate) fn open(archive: Archive, budget: &Budget) -> Result<Self, Reason> {
        let types = ContentTypes::read(&archive, budget)?;
        let mut parts: Vec<Part> =
            archive.entries().iter().map(|entry| Part::new(&entry.name, entry.is_folder(), &types)).collect();
        let mut all = BTreeMap::new();
        for number in 0..parts.len() {
            let Some(part) = parts.get(number).filter(|part| part.role == Role::Relationships) else {
                continue;
            };
            let Some(source) = source_of(&part.name) else { continue };
            let found = read_relationships(&archive, number, &source, budget)?;
            let key = if source.is_empty() { None } else { archive.find(&source) };
            if key.is_some() || source.is_empty() {
                all.entry(key).or_insert_with(Vec::new).extend(found);
            }
        }
        let roots = all.remove(&None).unwrap_or_default();
        for (source, found) in all {
            if let Some(part) = source.and_then(|source| parts.get_mut(source)) {
                part.relationships = found;
            }
        }
        let lost = types.names.into_keys().filter(|name| archive.find(name).is_none()).collect();
        let mut package = Package { archive, parts, roots, lost };
        package.walk();
        Ok(package)
    }

    /// Marks what can be reached from the root, breadth first.
    fn walk(&mut self) {
        let mut queue: VecDeque<(Option<usize>, Relationship)> =
            self.roots.iter().map(|relationship| (None, relationship.clone())).collect();
        while let Some((source, relationship)) = queue.pop_front() {
            let Target::Part(number) = relationship.target else { continue };
            let Some(part) = self.parts.get_mut(number) else { continue };
            if part.reached_as.is_none() && part.role == Role::Content {
                part.reached_as = Some(relationship.kind);
                part.reached_from = source;
                queue.extend(part.relationships.iter().map(|next| (Some(number), next.clone())));
            }
        }
    }

    /// The part that a relationship of this part points at, by the relationship's id.
    pub(crate) fn target(&self, source: usize, id: &str) -> Option<usize> {
        let part = self.parts.get(source)?;
        let found = part.relationships.iter().find(|relationship| relationship.id == id)?;
        match found.target {
            Target::Part(number) => Some(number),
            Target::External(_) | Target::Missing(_) => None,
        }
    }

    /// The first part that this part points at by a relationship of this kind.
    pub(crate) fn related(&self, source: usize, kind: &str) -> Option<usize> {
        self.related_all(source, kind).next()
    }

    /// All parts that this part points at by relationships of this kind.
    pub(crate) fn related_all<'p>(
        &'p self,
        source: usize,
        kind: &'p str,
    ) -> impl Iterator<Item = usize> + 'p {
        let relationships =
            self.parts.get(source).map(|part| part.relationships.as_slice()).unwrap_or_default();
        relationships.iter().filter_map(move |relationship| match relationship.target {
            Target::Part(number) if relationship.kind == kind => Some(number),
            _ => None,
        })
    }

    /// Whether a relationships part belongs to no part that is there.
    pub(crate) fn speaks_for_nothing(&self, number: usize) -> bool {
        let source = self.parts.get(number).and_then(|part| source_of(&part.name));
        source.is_some_and(|source| !source.is_empty() && self.archive.find(&source).is_none())
    }

    /// The workbook part, by the root's relationship: at whatever path it is.
    pub(crate) fn main(&self) -> Option<usize> {
        self.roots.iter().find_map(|relationship| match relationship.target {
            Target::Part(number) if relationship.kind == "officeDocument" => Some(number),
            _ => None,
        })
    }
}

impl Part {
    fn new(name: &Arc<str>, is_folder: bool, types: &ContentTypes) -> Self {
        let folded = fold(name);
        let role = if folded == fold(CONTENT_TYPES) {
            Role::Types
        } else if source_of(name).is_some() {
            Role::Relationships
        } else if is_folder {
            Role::Folder
        } else {
            Role::Content
        };
        Part {
            name: Arc::clone(name),
            content_type: types.of(&folded),
            relationships: Vec::new(),
            reached_as: None,
            reached_from: None,
            role,
        }
    }
}

/// Content types by name and by extension (ECMA-376 part 2, 10.1.2.2), both folded.
struct ContentTypes {
    names: BTreeMap<String, String>,
    extensions: BTreeMap<String, String>,
}

impl ContentTypes {
    fn read(archive: &Archive, budget: &Budget) -> Result<Self, Reason> {
        let missing = Reason::Damaged("it has no list of content types, so it is no Office file");
        let entry = archive.find(CONTENT_TYPES).ok_or(missing)?;
        let mut types = ContentTypes { names: BTreeMap::new(), extensions: BTreeMap::new() };
        let mut xml = XmlReader::new(archive.read(entry, budget)?, budget.limits())?;
        loop {
            let element = match xml.next()? {
                Xml::Start(element) => element,
                Xml::Eof => return Ok(types),
                _ => continue,
            };
            let (map, key) = match element.local() {
                "Override" => (&mut types.names, element.get("PartName")?),
                "Default" => (&mut types.extensions, element.get("Extension")?),
                _ => continue,
            };
            if let (Some(key), Some(value)) = (key, element.get("ContentType")?) {
                map.insert(fold(&key), value.to_ascii_lowercase());
            }
        }
    }

    fn of(&self, folded: &str) -> Option<String> {
        let extension = folded.rsplit_once('.').map(|(_, extension)| extension);
        self.names.get(folded).or_else(|| self.extensions.get(extension?)).cloned()
    }
}

/// Part names are equal without regard to case (ECMA-376 part 2, 9.1.1.2); programs also take a backslash as a slash.
pub(crate) fn fold(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// `xl/_rels/workbook.xml.rels` speaks for `xl/workbook.xml`, `_rels/.rels` for the package (the empty name).
fn source_of(name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    let (folder, file) = name.rsplit_once('/')?;
    let file =
        file.get(..file.len().checked_sub(5)?).filter(|_| file.to_ascii_lowercase().ends_with(".rels"))?;
    let folder = folder.trim_start_matches('/');
    let parent = folder.get(..folder.len().checked_sub(5)?)?;
    if !folder.to_ascii_lowercase().ends_with("_rels") || !(parent.is_empty() || parent.ends_with('/')) {
        return None;
    }
    Some(format!("{parent}{file}"))
}

fn read_relationships(
    archive: &Archive,
    entry: usize,
    source: &str,
    budget: &Budget,
) -> Result<Vec<Relationship>, Reason> {
    let mut found = Vec::new();
    let mut ids = HashSet::new();
    let mut xml = XmlReader::new(archive.read(entry, budget)?, budget.limits())?;
    loop {
        let element = match xml.next()? {
            Xml::Start(element) if element.local() == "Relationship" => element,
            Xml::Eof => return Ok(found),
            _ => continue,
        };
        let id = element.get("Id")?.unwrap_or_default();
        let kind = element.get("Type")?.unwrap_or_default();
        let kind = kind.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let address = element.get("Target")?.unwrap_or_default();
        let outside = element.get("TargetMode")?.is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
        if !ids.insert(id.clone()) {
            return Err(Reason::Ambiguous("two relationships of a part have the same id"));
        }
        let raw = address.clone();
        let target = match resolve(source, &address).and_then(|name| archive.find(&name)) {
            _ if outside => Target::External(address),
            Some(number) => Target::Part(number),
            None => Target::Missing(address),
        };
        let detour = matches!(target, Target::Part(_)).then(|| raw.clone()).filter(|raw| is_detour(raw));
        found.push(Relationship { id, kind, target, detour });
    }
}

/// A target relative to its source (RFC 3986, 5.2, as far as part names need it).
fn resolve(source: &str, address: &str) -> Option<String> {
    let address = percent_decoded(address).replace('\\', "/");
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let mut path: Vec<&str> = Vec::new();
    if !address.starts_with('/') {
        path.extend(source.split('/'));
        path.pop();
    }
    for segment in address.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(segment),
        }
    }
    (!path.is_empty()).then(|| path.join("/"))
}

/// Whether an address holds more than steps up, then folders and a name.
fn is_detour(address: &str) -> bool {
    let decoded = percent_decoded(address).replace('\\', "/");
    let mut down = false;
    decoded.contains(['#', '?'])
        || decoded.split('/').any(|step| {
            let back = matches!(step, ".." | ".") && down;
            down |= !matches!(step, ".." | "." | "");
            back
        })
}

fn percent_decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if first == b'%' => {
                out.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                out.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relationship_parts_name_their_source() {
        assert_eq!(source_of("_rels/.rels").as_deref(), Some(""));
        assert_eq!(source_of("xl\\_rels\\workbook.xml.rels").as_deref(), Some("xl/workbook.xml"));
        assert_eq!(source_of("/xl/_RELS/a.xml.RELS").as_deref(), Some("xl/a.xml"));
        assert_eq!(source_of("xl/workbook.xml"), None);
        assert_eq!(source_of("xl/not_rels/a.rels"), None);
    }

    #[test]
    fn targets_are_resolved_as_addresses() {
        assert_eq!(
            resolve("xl/workbook.xml", "worksheets/sheet1.xml").as_deref(),
            Some("xl/worksheets/sheet1.xml")
        );
        assert_eq!(resolve("xl/worksheets/s.xml", "../media/a%20b.png").as_deref(), Some("xl/media/a b.png"));
        assert_eq!(resolve("xl/workbook.xml", "/xl/styles.xml").as_deref(), Some("xl/styles.xml"));
        assert_eq!(resolve("a.xml", "../../../b.xml").as_deref(), Some("b.xml"));
    }
}
