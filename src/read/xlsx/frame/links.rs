//! Links to the web (ECMA-376 18.3.1.47) that may leave with a copy: those that say no more than a cell can show.
//!
//! Which of them a cell does show is known when the cells are read: see [`Link::is_shown_by`]. Links into the workbook
//! and to files stay behind, and so do those to mail, which a check reports wherever they stand.

use super::range;
use crate::container::xml::{Element, Ns};
use crate::model::{Link, Range, Reason};
use crate::read::xlsx::package::{Package, Relationship, Target};

/// Links of one sheet that are kept; Excel's own limit.
const MOST: usize = 65_530;

/// Gathers links.
#[derive(Debug, Default)]
pub(super) struct LinksReader {
    all: Vec<(String, Range)>,
}

impl LinksReader {
    pub(super) fn start(&mut self, element: &Element<'_>, above: &[&str]) -> Result<(), Reason> {
        if above != ["hyperlinks"] || element.local() != "hyperlink" || self.all.len() >= MOST {
            return Ok(());
        }
        // A location inside the page is part of the address, which no cell shows then.
        let whole = element.get("location")?.is_none_or(|text| text.is_empty());
        let cells = element.get("ref")?.as_deref().and_then(range);
        if let (true, Some(id), Some(range)) = (whole, element.find(Ns::Rel, "id")?, cells) {
            self.all.push((id, super::bounded(range)));
        }
        Ok(())
    }

    /// The links, their addresses looked up among the relationships of the sheet's part.
    pub(super) fn finish(self, package: &Package, part: usize) -> Vec<Link> {
        let relationships =
            package.parts.get(part).map(|part| part.relationships.as_slice()).unwrap_or_default();
        let known: std::collections::HashMap<&str, &str> = relationships.iter().filter_map(address).collect();
        let link = |(id, range): (String, Range)| {
            let address = known.get(id.as_str()).filter(|address| is_plain(address))?;
            Some(Link { range, address: (*address).into() })
        };
        self.all.into_iter().filter_map(link).collect()
    }
}

fn address(relationship: &Relationship) -> Option<(&str, &str)> {
    match &relationship.target {
        Target::External(address) if relationship.kind == "hyperlink" => Some((&relationship.id, address)),
        _ => None,
    }
}

/// Whether an address is one of the web that programs leave as it is: without a name and password in it (RFC 3986,
/// 3.2.1), without a place inside the page, which they store elsewhere, and without signs that they would escape.
fn is_plain(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let escaped = |c: char| !c.is_ascii_graphic() || "\"<>[]\\^`{}#%".contains(c);
    !host.is_empty() && !host.contains('@') && !address.contains(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_of_the_web_are_kept() {
        for plain in ["http://example.org", "https://example.org/a/b?c=d&e=f", "https://example.org:8080/~x"]
        {
            assert!(is_plain(plain), "{plain}");
        }
        for other in [
            "mailto:office@example.org",
            "ftp://example.org/a",
            "file:///C:/a.xlsx",
            "javascript:alert(1)",
            "https://user:secret@example.org/",
            "https://example.org/a#b",
            "https://example.org/a b",
            "https://example.org/%41",
            "https://example.org/caf\u{e9}",
            "https://",
            "HTTP://example.org",
            "a.html",
        ] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
