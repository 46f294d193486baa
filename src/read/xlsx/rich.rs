//! Rich text (ECMA-376 18.4.8 `si`, 18.3.1.53 `is`): the text, its runs, and the phonetic text that is not shown.

use super::font::{Fonts, RawFont, proper_name};
use super::hooks::{SheetHooks, odd_attributes, stray};
use super::regular::Plain;
use super::runs::Run;
use crate::container::xml::{Element, Ns, Xml, XmlReader};
use crate::limits::Cap;
use crate::model::Reason;

/// Runs of one text that are told apart.
const MOST_RUNS: usize = 1 << 16;

/// A rich text. Kept and cleared, so that reading one costs no allocation.
#[derive(Debug, Default)]
pub(super) struct Rich {
    /// All runs, one after the other.
    pub(super) text: String,
    /// Its runs.
    pub(super) runs: Vec<Run>,
    /// The fonts of its runs, and of those of the texts read before.
    pub(super) fonts: Fonts,
    /// Phonetic runs (18.4.6 `rPh`).
    pub(super) phonetic: String,
    /// The font that is being read.
    font: RawFont,
    path: Vec<Tag>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Tag {
    Text(Start),
    Run,
    Properties,
    Phonetic,
    PhoneticRun,
    PhoneticText(Start),
    Leaf,
    Unknown,
}

/// Where a text begins, and whether its outer white space counts.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Start {
    at: usize,
    preserves: bool,
}

impl Start {
    fn of(element: &Element<'_>, text: &str) -> Result<Self, Reason> {
        let preserves = element.find(Ns::Xml, "space")?.is_some_and(|space| space == "preserve");
        Ok(Start { at: text.len(), preserves })
    }

    /// Ends the text: without `xml:space`, Excel takes white space off its ends.
    fn end(self, text: &mut String) {
        if !self.preserves {
            let tail = text.get(self.at..).unwrap_or_default();
            let trimmed = tail.trim_matches([' ', '\t', '\r', '\n']);
            if trimmed.len() < tail.len() {
                let trimmed = trimmed.to_owned();
                text.truncate(self.at);
                text.push_str(&trimmed);
            }
        }
        unescape(text, self.at);
    }
}

impl Rich {
    fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
        self.phonetic.clear();
        self.path.clear();
    }

    /// Takes a text without runs.
    pub(super) fn set(&mut self, plain: &Plain<'_>) {
        self.clear();
        self.text.push_str(&plain.text);
        Start { at: 0, preserves: plain.preserves }.end(&mut self.text);
    }

    /// Reads up to the end of the element that began last. `most` caps the text in bytes.
    pub(super) fn read(
        &mut self,
        reader: &mut XmlReader<'_>,
        most: usize,
        hooks: &mut dyn SheetHooks,
    ) -> Result<(), Reason> {
        self.clear();
        let floor = reader.depth();
        while reader.depth() >= floor {
            match reader.next()? {
                Xml::Start(element) => {
                    let tag = self.start(&element, hooks)?;
                    self.path.push(tag);
                }
                Xml::End => self.end()?,
                Xml::Text(text) if self.takes_text() => self.push(&text, most)?,
                Xml::Cdata(text) if self.takes_text() => {
                    self.push(&text, most)?;
                    hooks.remark(&text);
                }
                other => stray(&other, hooks),
            }
        }
        Ok(())
    }

    fn start(&mut self, element: &Element<'_>, hooks: &mut dyn SheetHooks) -> Result<Tag, Reason> {
        let parent = self.path.last().copied();
        let local = if element.ns() == Ns::Main { element.local() } else { "" };
        let (tag, known): (Tag, &[&str]) = match (parent, local) {
            (None | Some(Tag::Run), "t") => (Tag::Text(Start::of(element, &self.text)?), &[]),
            (None, "r") => {
                self.begin_run()?;
                (Tag::Run, &[])
            }
            (Some(Tag::Run), "rPr") => (Tag::Properties, &[]),
            (Some(Tag::Properties), "rFont") => {
                let name = element.get("val")?.unwrap_or_default();
                hooks.font(&name);
                self.font.name = proper_name(name);
                return Ok(Tag::Leaf);
            }
            (Some(Tag::Properties), name) if PROPERTIES.contains(&name) => {
                self.font.element(element)?;
                (Tag::Leaf, &["val", "rgb", "theme", "indexed", "tint", "auto"])
            }
            (None, "rPh") => (Tag::Phonetic, &["sb", "eb"]),
            // Some writers put runs where the schema has plain text only.
            (Some(Tag::Phonetic), "r") => (Tag::PhoneticRun, &[]),
            (Some(Tag::Phonetic | Tag::PhoneticRun), "t") => {
                (Tag::PhoneticText(Start::of(element, &self.phonetic)?), &[])
            }
            (None, "phoneticPr") => (Tag::Leaf, &["fontId", "type", "alignment"]),
            _ => {
                hooks.unknown(element);
                return Ok(Tag::Unknown);
            }
        };
        odd_attributes(element, known, hooks)?;
        Ok(tag)
    }

    fn begin_run(&mut self) -> Result<(), Reason> {
        let at = self.text.len();
        self.font = RawFont::default();
        self.runs.push(Run { from: at, to: at, font: None });
        if self.runs.len() > MOST_RUNS { Err(Cap::Text.into()) } else { Ok(()) }
    }

    fn end(&mut self) -> Result<(), Reason> {
        match self.path.pop() {
            Some(Tag::Text(start)) => start.end(&mut self.text),
            Some(Tag::PhoneticText(start)) => start.end(&mut self.phonetic),
            Some(Tag::Properties) => {
                if let Some(run) = self.runs.last_mut() {
                    run.font = Some(self.fonts.number(&self.font)?);
                }
            }
            Some(Tag::Run) => {
                let at = self.text.len();
                if let Some(run) = self.runs.last_mut() {
                    run.to = at;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn takes_text(&self) -> bool {
        matches!(self.path.last(), Some(Tag::Text(_) | Tag::PhoneticText(_)))
    }

    fn push(&mut self, text: &str, most: usize) -> Result<(), Reason> {
        let into = match self.path.last() {
            Some(Tag::PhoneticText(_)) => &mut self.phonetic,
            _ => &mut self.text,
        };
        into.push_str(text);
        if into.len() > most { Err(Cap::Text.into()) } else { Ok(()) }
    }
}

const PROPERTIES: &[&str] = &[
    "charset",
    "family",
    "b",
    "i",
    "strike",
    "outline",
    "shadow",
    "condense",
    "extend",
    "color",
    "sz",
    "u",
    "vertAlign",
    "scheme",
];

/// Resolves the escapes of ST_Xstring (22.9.2.19) from a byte on: `_x000D_` is a carriage return.
pub(super) fn unescape(text: &mut String, from: usize) {
    // To look for one letter is far quicker than for two, and hardly any text has it.
    let begins = |tail: &&str| memchr::memchr(b'_', tail.as_bytes()).is_some() && tail.contains("_x");
    let Some(tail) = text.get(from..).filter(begins) else { return };
    let mut out = String::with_capacity(tail.len());
    let mut rest = tail;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let (letter, length) = escaped(escape).unwrap_or(('_', 1));
        out.push(letter);
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    text.truncate(from);
    text.push_str(&out);
}

/// The character that an escape at the front stands for, and the escape's length. Beyond the first plane it takes two.
fn escaped(text: &str) -> Option<(char, usize)> {
    let first = unit(text)?;
    if let Some(letter) = char::from_u32(u32::from(first)) {
        return Some((letter, 7));
    }
    let pair = text.get(7..).and_then(unit).map(|second| char::decode_utf16([first, second]).next());
    match pair {
        Some(Some(Ok(letter))) => Some((letter, 14)),
        // Half a character is none.
        _ => Some((char::REPLACEMENT_CHARACTER, 7)),
    }
}

/// The UTF-16 unit of `_xHHHH_` at the front.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4).filter(|_| text.as_bytes().get(6) == Some(&b'_'))?;
    let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|_| hex)
}

/// Reads the text of a simple element (`v`, `f`) up to its end; what else is in it is handed on.
pub(super) fn simple_text(
    reader: &mut XmlReader<'_>,
    into: &mut String,
    most: usize,
    hooks: &mut dyn SheetHooks,
) -> Result<(), Reason> {
    let floor = reader.depth();
    while reader.depth() >= floor {
        let depth = reader.depth();
        match reader.next()? {
            Xml::Text(text) if depth == floor => into.push_str(&text),
            Xml::Cdata(text) if depth == floor => {
                into.push_str(&text);
                hooks.remark(&text);
            }
            Xml::Start(element) => hooks.unknown(&element),
            Xml::End => {}
            other => stray(&other, hooks),
        }
        if into.len() > most {
            return Err(Cap::Text.into());
        }
    }
    Ok(())
}

/// Reads past an element that is not known; everything in it is handed on.
pub(super) fn skip(reader: &mut XmlReader<'_>, hooks: &mut dyn SheetHooks) -> Result<(), Reason> {
    let floor = reader.depth();
    while reader.depth() >= floor {
        stray(&reader.next()?, hooks);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::read::xlsx::runs::Runs;
    use crate::read::xlsx::styles::Styles;
    use crate::read::xlsx::testing::Hooks;

    fn rich(inside: &str) -> (Rich, Hooks) {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let xml = format!("<si xmlns='{main}'>{inside}</si>");
        let mut reader = XmlReader::new(xml.as_bytes(), &Limits::default()).unwrap();
        reader.next().unwrap();
        let (mut rich, mut hooks) = (Rich::default(), Hooks::default());
        rich.read(&mut reader, 1000, &mut hooks).unwrap();
        (rich, hooks)
    }

    #[test]
    fn runs_and_phonetic_text_are_told_apart() {
        let (rich, hooks) = rich(
            "<r><t xml:space='preserve'>ab </t></r><r><rPr><sz val='1'/><rFont val='Arial'/></rPr><t>c_x0041_d</t></r>
             <rPh sb='0' eb='1'><t>reading</t></rPh><phoneticPr fontId='1'/>",
        );
        assert_eq!((rich.text.as_str(), rich.phonetic.as_str()), ("ab cAd", "reading"));
        let styles = Styles::default();
        let (mut seen, mut unseen) = (String::new(), String::new());
        let runs = Runs::new(&rich.runs, &rich.fonts).unwrap();
        runs.split(&rich.text, styles.look(0), &styles, &mut seen, &mut unseen);
        assert_eq!(rich.runs[0].font, None);
        assert_eq!(rich.fonts.raw(rich.runs[1].font.unwrap()).unwrap().name.as_deref(), Some("Arial"));
        assert_eq!((seen.as_str(), unseen.as_str()), ("ab ", "cAd"));
        assert_eq!(hooks.all, ["font Arial"]);
    }

    #[test]
    fn each_run_has_a_font_of_its_own() {
        let (rich, _) = rich(
            "<r><rPr><b/><rFont val='Arial'/></rPr><t>a</t></r><r><rPr><i/></rPr><t>b</t></r>
             <r><rPr><rFont val='Arial'/><b val='1'/></rPr><t>c</t></r>",
        );
        let numbers: Vec<_> = rich.runs.iter().map(|run| run.font).collect();
        assert_eq!(numbers, [Some(0), Some(1), Some(0)]);
        let second = RawFont { italic: Some(true), ..RawFont::default() };
        assert_eq!(rich.fonts.raw(1), Some(&second));
    }

    #[test]
    fn outer_white_space_counts_only_where_it_is_said() {
        assert_eq!(rich("<t> a\u{A0} </t>").0.text, "a\u{A0}");
        assert_eq!(rich("<r><t xml:space='preserve'> a </t></r><r><t> b </t></r>").0.text, " a b");
        assert_eq!(rich("<rPh><r><t>reading</t></r></rPh>").0.phonetic, "reading");
    }

    #[test]
    fn what_is_not_read_is_handed_on() {
        let (rich, hooks) = rich(
            "<t x='note'>a<![CDATA[b]]></t>stray<!--c--><x><y>z</y></x><r><rPr><color rgb='no'/></rPr></r>",
        );
        assert_eq!(rich.text, "ab");
        assert_eq!(hooks.all, ["@t x=note", "!b", "!stray", "!c", "<x", "<y", "!z", "@color rgb=no"]);
    }

    #[test]
    fn escapes_of_strings_are_resolved_once() {
        let mut text = "_x0041__x005F_x0042__x00e9_x_x12_".to_owned();
        unescape(&mut text, 0);
        assert_eq!(text, "A_x0042_éx_x12_");
        let mut text = "_xD801__xDC05_ _xD801_ _xDC05_".to_owned();
        unescape(&mut text, 0);
        assert_eq!(text, "\u{10405} \u{FFFD} \u{FFFD}");
    }
}
