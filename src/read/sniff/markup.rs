//! Web pages, XML and the XML kinds of spreadsheet, by the root element after any prologue.

use crate::model::Format;

/// Tags that only web pages begin with; exports named `.xls` often begin with a table or a style sheet.
const HTML: &[&str] = &[
    "html", "head", "body", "table", "meta", "style", "script", "title", "div", "span", "tr", "td", "th",
    "p", "h1", "h2", "center", "font", "br", "b", "thead", "tbody", "base", "link", "form",
];

/// Tells markup from other text; `last` is the last byte of the file that is no white space.
pub(super) fn markup(text: &str, last: Option<u8>) -> Option<Format> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if !text.starts_with('<') {
        return None;
    }
    let declared = text.starts_with("<?xml");
    let lower: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    let Some(root) = root(&lower) else {
        let page =
            lower.starts_with("<!doctype html") || lower.starts_with("<![if") || lower.contains("<html");
        return if page { Some(Format::Html) } else { declared.then_some(Format::Unknown) };
    };
    let (prefix, name) = root.split_once(':').map_or(("", root), |(prefix, name)| (prefix, name));
    match name {
        "workbook" if text.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
            Some(Format::SpreadsheetMl2003)
        }
        _ if lower.contains("mso-application") && lower.contains("excel.sheet") => {
            Some(Format::SpreadsheetMl2003)
        }
        "document" | "document-content" if prefix == "office" => Some(flat_odf(text)),
        _ if HTML.contains(&name) && (prefix.is_empty() || prefix == "html") => Some(Format::Html),
        _ if declared || last == Some(b'>') => Some(Format::Unknown),
        _ => None,
    }
}

/// OpenDocument in one XML file (ODF 1.3 part 3, 3.1.2 and 19.387).
fn flat_odf(text: &str) -> Format {
    if text.contains("opendocument.text") || text.contains("opendocument.presentation") {
        Format::Odt
    } else {
        Format::Ods
    }
}

/// The name of the first element, after declarations, remarks and instructions.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let after = rest.strip_prefix('<')?;
        let (open, close) = match after {
            _ if after.starts_with("!--") => (3, "-->"),
            _ if after.starts_with('?') => (1, "?>"),
            _ if after.starts_with('!') => (1, ">"),
            _ => {
                let end = after
                    .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<' | ',' | ';' | '"'))?;
                let closed = after.get(end..).is_some_and(|rest| !rest.starts_with([',', ';', '"', '<']));
                return after
                    .get(..end)
                    .filter(|name| closed && name.starts_with(|c: char| c.is_alphabetic() || c == '_'));
            }
        };
        let body = after.get(open..)?;
        rest = body.get(body.find(close)?.checked_add(close.len())?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::super::sniff;
    use crate::container::Source;
    use crate::model::Format;

    fn of(text: &str) -> Format {
        let plain = sniff(&Source::memory(text.as_bytes().to_vec()), None);
        let wide: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff(&Source::memory(wide), None), plain, "UTF-16 is no other file: {text:?}");
        plain
    }

    #[test]
    fn web_pages() {
        for text in [
            "<!DOCTYPE html><html><body>",
            "\n <HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\">",
            "<!-- saved --><table border=1><tr><td>1",
            "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>",
            "<meta charset=utf-8><table>",
            "<style>td{}</style>",
        ] {
            assert_eq!(of(text), Format::Html, "{text:?}");
        }
    }

    #[test]
    fn spreadsheets_in_xml() {
        let ns = "urn:schemas-microsoft-com:office:spreadsheet";
        assert_eq!(
            of(&format!("<?xml version=\"1.0\"?><Workbook xmlns=\"{ns}\">")),
            Format::SpreadsheetMl2003
        );
        assert_eq!(of(&format!("<ss:Workbook xmlns:ss=\"{ns}\">")), Format::SpreadsheetMl2003);
        assert_eq!(
            of("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><x>"),
            Format::SpreadsheetMl2003
        );
        let flat = |kind: &str| {
            of(&format!(
                "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.{kind}\">"
            ))
        };
        assert_eq!(flat("spreadsheet"), Format::Ods);
        assert_eq!(flat("text"), Format::Odt);
    }

    #[test]
    fn other_xml_is_not_known_and_angle_brackets_are_no_markup() {
        assert_eq!(of("<?xml version=\"1.0\"?><records><r/></records>"), Format::Unknown);
        assert_eq!(of("<records><r>1</r></records>\n"), Format::Unknown);
        assert_eq!(of("<5,6\n<10,3\n"), Format::Csv);
        assert_eq!(of("<b,c\n1,2\n"), Format::Csv);
    }
}
