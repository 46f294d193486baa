//! A cell's text: paragraphs, blanks, stretches with a font of their own, links (ODF 1.3 part 3, 5.1.3, 6.1.2, 6.1.3,
//! 6.1.4, 6.1.7, 6.1.8). Of blanks that follow each other or begin a paragraph a reader takes no notice, so they are counted.

use std::io::{self, Write};

use super::xml::{Tag, Xml};

/// Stretches of a text that have a style of their own: first byte, one past the last, the style.
pub(super) type Stretches<'a> = &'a [(usize, usize, String)];

/// Writes a text as paragraphs.
pub(super) fn paragraphs<W: Write>(
    xml: &mut Xml<W>,
    text: &str,
    stretches: Stretches<'_>,
    link: Option<&str>,
) -> io::Result<()> {
    let mut at = 0;
    for line in text.split('\n') {
        let shown = line.strip_suffix('\r').unwrap_or(line);
        xml.open(Tag::new("text:p"))?;
        if let Some(address) = link {
            xml.open(Tag::new("text:a").with("xlink:type", "simple").with("xlink:href", address))?;
        }
        paragraph(xml, shown, at, stretches)?;
        if link.is_some() {
            xml.close("text:a")?;
        }
        xml.close("text:p")?;
        at = at.saturating_add(line.len()).saturating_add(1);
    }
    Ok(())
}

/// Writes one paragraph, which begins at this byte of the text.
fn paragraph<W: Write>(xml: &mut Xml<W>, line: &str, at: usize, stretches: Stretches<'_>) -> io::Result<()> {
    let end = at.saturating_add(line.len());
    let part = |from: usize, to: usize| line.get(from.saturating_sub(at)..to.saturating_sub(at)).unwrap_or_default();
    let mut done = at;
    let mut begun = false;
    for (from, to, style) in stretches {
        let (from, to) = ((*from).clamp(done, end), (*to).clamp(done, end));
        if from >= to || part(from, to).is_empty() {
            continue;
        }
        begun = piece(xml, part(done, from), begun)?;
        xml.open(Tag::new("text:span").with("text:style-name", style))?;
        begun = piece(xml, part(from, to), begun)?;
        xml.close("text:span")?;
        done = to;
    }
    piece(xml, part(done, end), begun)?;
    Ok(())
}

/// Writes a piece of a paragraph; `begun` tells whether a letter stands before it, as it does for the next piece.
fn piece<W: Write>(xml: &mut Xml<W>, text: &str, mut begun: bool) -> io::Result<bool> {
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        match letter {
            ' ' => {
                let after = rest.trim_start_matches(' ');
                let blanks = rest.len().saturating_sub(after.len());
                let single = usize::from(begun && !after.is_empty());
                if single > 0 {
                    xml.text(" ")?;
                }
                let more = u32::try_from(blanks.saturating_sub(single)).unwrap_or(u32::MAX);
                if more > 0 {
                    xml.empty(Tag::new("text:s").times("text:c", more))?;
                }
                rest = after;
            }
            '\t' => {
                xml.empty(Tag::new("text:tab"))?;
                rest = rest.get(1..).unwrap_or_default();
            }
            // An old end of a line.
            '\r' => {
                xml.empty(Tag::new("text:line-break"))?;
                rest = rest.get(1..).unwrap_or_default();
            }
            _ => {
                let letters = rest.find([' ', '\t', '\r']).unwrap_or(rest.len());
                let (before, after) = rest.split_at_checked(letters).unwrap_or((rest, ""));
                xml.text(before)?;
                rest = after;
            }
        }
        begun = true;
    }
    Ok(begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, stretches: Stretches<'_>, link: Option<&str>) -> String {
        let mut xml = Xml::new(Vec::new());
        paragraphs(&mut xml, text, stretches, link).unwrap();
        String::from_utf8(xml.into_inner()).unwrap()
    }

    #[test]
    fn lines_blanks_and_tabs() {
        assert_eq!(written("a b", &[], None), "<text:p>a b</text:p>");
        assert_eq!(written("a\r\nb", &[], None), "<text:p>a</text:p><text:p>b</text:p>");
        let blanks = "<text:p><text:s text:c=\"2\"/>a <text:s text:c=\"2\"/>b<text:s/></text:p>";
        assert_eq!(written("  a   b ", &[], None), blanks);
        assert_eq!(written("a\tb", &[], None), "<text:p>a<text:tab/>b</text:p>");
        assert_eq!(written("", &[], None), "<text:p></text:p>");
    }

    #[test]
    fn stretches_go_over_line_ends() {
        let stretches = [(1, 4, "T1".to_owned()), (4, 99, "T2".to_owned())];
        let span = |style: &str, text: &str| format!("<text:span text:style-name=\"{style}\">{text}</text:span>");
        let expected = format!(
            "<text:p>a{}</text:p><text:p>{}{}</text:p>",
            span("T1", "b"),
            span("T1", "c"),
            span("T2", "d £")
        );
        assert_eq!(written("ab\ncd £", &stretches, None), expected);
    }

    #[test]
    fn a_link_goes_around_its_text() {
        let link = written("https://example.org/", &[], Some("https://example.org/?a&b"));
        assert!(link.starts_with("<text:p><text:a xlink:type=\"simple\" xlink:href=\"https://example.org/?a&amp;b\">"));
    }
}
