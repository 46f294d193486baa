//! Namespaces: whose word a name is, Transitional and Strict (ISO/IEC 29500-1) being the same.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::{BAD_ATTRIBUTE, MOST_ATTRIBUTES};
use crate::model::Reason;

/// Whose vocabulary a name belongs to, the Transitional and the Strict URI of a namespace being the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ns {
    /// No namespace.
    None,
    /// SpreadsheetML main.
    Main,
    /// Relationships in a document (`r:id`).
    Rel,
    /// Markup compatibility (`mc:`).
    Compat,
    /// `xml:` and `xmlns:`.
    Xml,
    /// Another one of ECMA-376, Microsoft, W3C or Dublin Core.
    Known,
    /// Anyone's.
    Foreign,
}

/// A declaration that is in force: from the element at this depth on.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) depth: usize,
    pub(super) prefix: String,
    pub(super) ns: Ns,
}

/// What a prefix stands for.
pub(super) fn resolve(scopes: &[Scope], prefix: &str) -> Ns {
    let found = scopes.iter().rev().find(|scope| scope.prefix == prefix).map(|scope| scope.ns);
    found.unwrap_or(if prefix.is_empty() { Ns::None } else { Ns::Foreign })
}

/// Sorts a namespace URI: Strict ones (ISO/IEC 29500-1) count as their Transitional twins.
pub fn namespace(uri: &str) -> Ns {
    const KNOWN: &[&str] = &[
        "http://schemas.openxmlformats.org/",
        "http://purl.oclc.org/ooxml/",
        "http://schemas.microsoft.com/",
        "https://schemas.microsoft.com/",
        "urn:schemas-microsoft-com:",
        "http://purl.org/dc/",
        "http://www.w3.org/",
        "http://uri.etsi.org/",
        // Programs that write workbooks declare these.
        "http://schemas.libreoffice.org/",
        "http://www.wps.cn/officeDocument/",
        "http://customooxmlschemas.google.com/",
        "http://www.gnumeric.org/ext/",
        "http://schemas.haansoft.com/office/",
        "http://macVmlSchemaUri",
        "urn:oasis:names:tc:opendocument:",
        "uuid:C2F41010-65B3-11d1-A29F-00AA00C14882",
    ];
    match uri {
        "" => Ns::None,
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Ns::Main,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Ns::Rel,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compat,
        _ if KNOWN.iter().any(|known| uri.starts_with(known)) => Ns::Known,
        _ => Ns::Foreign,
    }
}

/// Ends the element that began last, and what it declared.
pub(super) fn close(scopes: &mut Vec<Scope>, depth: &mut usize) {
    while scopes.last().is_some_and(|scope| scope.depth >= *depth) {
        scopes.pop();
    }
    *depth = depth.saturating_sub(1);
}

/// Notes the `xmlns` declarations of an element.
pub(super) fn declare(scopes: &mut Vec<Scope>, start: &BytesStart<'_>, depth: usize) -> Result<(), Reason> {
    if memchr::memmem::find(start.attributes_raw().as_bytes(), b"xmlns").is_none() {
        return Ok(());
    }
    for attribute in start.attributes().take(MOST_ATTRIBUTES) {
        let attribute = attribute.map_err(|_| BAD_ATTRIBUTE)?;
        let (local, prefix) = attribute.key.decompose();
        let prefix = match prefix.map(|p| p.into_inner()) {
            None if local.into_inner() == "xmlns" => "",
            Some("xmlns") => local.into_inner(),
            _ => continue,
        };
        let uri = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| BAD_ATTRIBUTE)?;
        scopes.push(Scope { depth, prefix: prefix.to_owned(), ns: namespace(&uri) });
        if scopes.len() > 4096 {
            return Err(Reason::Damaged("a part declares too many XML namespaces"));
        }
    }
    Ok(())
}
