//! Links: only where the cell shows the address itself. Any other would tell the reader of the copy what no cell shows.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::Link;

/// Most links of a sheet that Excel opens.
const MOST: usize = 65_530;

/// Most cells of one link; more are a whole column's.
const MOST_IN_ONE: u32 = 10_000;

/// The links of a sheet, by cell.
#[derive(Default)]
pub(in crate::clean) struct Links {
    waiting: HashMap<(u32, u32), Link>,
    written: usize,
}

impl Links {
    /// Those of a frame.
    pub(in crate::clean) fn of(links: &[Link]) -> Self {
        let mut waiting = HashMap::new();
        for link in links.iter().filter(|link| writable(&link.address)) {
            let (first, last) = (link.range.first, link.range.last);
            let rows = last.row.saturating_sub(first.row).saturating_add(1);
            let columns = last.col.saturating_sub(first.col).saturating_add(1);
            if rows.saturating_mul(columns) > MOST_IN_ONE {
                continue;
            }
            for row in first.row..=last.row {
                for col in first.col..=last.col {
                    if waiting.len() < MOST {
                        waiting.entry((row, col)).or_insert_with(|| link.clone());
                    }
                }
            }
        }
        Links { waiting, written: 0 }
    }

    /// The address that a cell shows and leads to.
    pub(in crate::clean) fn take(&mut self, row: u32, col: u32, shown: &str) -> Option<Arc<str>> {
        if self.waiting.is_empty() || self.written >= MOST {
            return None;
        }
        let link = self.waiting.remove(&(row, col)).filter(|link| link.is_shown_by(shown))?;
        self.written = self.written.saturating_add(1);
        Some(link.address)
    }
}

/// A web address that the library writes as it is: it cuts addresses at `#`, and escapes some signs in those that it does
/// not take for escaped.
fn writable(address: &str) -> bool {
    let web = address.starts_with("http://") || address.starts_with("https://");
    let escaped = |c: char| c.is_whitespace() || c.is_control() || "#\"<>[]^`{}".contains(c);
    let done = !address.contains('%') || ["%20", "%25"].iter().any(|escape| address.contains(escape));
    web && done && address.encode_utf16().count() <= 2079 && !address.contains(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Range;

    #[test]
    fn a_link_is_written_where_its_address_is_shown() {
        let link = |row, address: &str| Link { range: Range::cell(row, 0), address: address.into() };
        let all = [
            link(0, "https://example.org/"),
            link(1, "https://example.org/other"),
            link(2, "mailto:a@example.org"),
            link(3, "https://example.org/#part"),
        ];
        let mut links = Links::of(&all);
        assert_eq!(links.take(0, 0, "https://example.org").as_deref(), Some("https://example.org/"));
        assert_eq!(links.take(1, 0, "our pages"), None);
        assert_eq!(links.take(2, 0, "mailto:a@example.org"), None);
        assert_eq!(links.take(3, 0, "https://example.org/#part"), None);
    }
}
