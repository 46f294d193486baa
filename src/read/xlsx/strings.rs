//! The table of shared strings (ECMA-376 18.4.9) in memory: all texts in one piece, and which of them cells refer to.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use super::font::Fonts;
use super::hooks::{SheetHooks, odd_attributes, stray};
use super::regular::{self, Stop};
use super::rich::Rich;
use super::runs::{Run, Runs};
use crate::container::xml::{Ns, Xml, XmlReader};
use crate::limits::{Cap, Limits};
use crate::model::{Place, Private, Reason, Substance, Surface, Trace};

/// The shared strings of a workbook. Looking one up marks it.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    /// Where each text ends.
    ends: Vec<u32>,
    /// What few texts have: runs with a look of their own, phonetic text.
    extras: HashMap<u32, Extra>,
    /// The fonts of their runs.
    fonts: Fonts,
    used: Marks,
    shown: Marks,
    /// Those that were searched for invisible characters, and those that have some.
    searched: Marks,
    invisible: Marks,
}

/// What a text has beyond itself.
#[derive(Debug)]
struct Extra {
    /// None where all of them look as their cell does.
    runs: Box<[Run]>,
    can_hide: bool,
    phonetic: Box<str>,
}

/// A text with what it has beyond itself.
#[derive(Debug)]
pub(super) struct Shared<'s> {
    pub(super) text: &'s str,
    pub(super) runs: Option<Runs<'s>>,
    pub(super) phonetic: &'s str,
}

/// One bit a string.
#[derive(Debug, Default)]
struct Marks(Vec<Cell<u64>>);

impl Marks {
    fn new(count: usize) -> Self {
        Marks(vec![Cell::new(0); count.div_ceil(64)])
    }

    fn set(&self, index: u32) {
        if let Some(word) = self.0.get(index as usize / 64) {
            word.set(word.get() | 1 << (index % 64));
        }
    }

    fn get(&self, index: u32) -> bool {
        self.0.get(index as usize / 64).is_some_and(|word| word.get() & 1 << (index % 64) != 0)
    }
}

impl Strings {
    /// Reads a part of shared strings.
    ///
    /// # Errors
    /// Those of [`XmlReader::next`], and [`Cap::SharedStrings`] where it takes more memory than the cap.
    pub fn read(input: impl Read, limits: &Limits, hooks: &mut dyn SheetHooks) -> Result<Self, Reason> {
        let mut reader = XmlReader::new(input, limits)?;
        let (mut strings, mut rich, mut cost) = (Strings::default(), Rich::default(), 0_usize);
        loop {
            let depth = reader.depth();
            if depth == 1 && main_by_default(&reader) && regular(&mut reader, &mut rich, limits)? {
                cost = strings.pay(&rich, cost, limits)?;
                continue;
            }
            match reader.next()? {
                Xml::Start(element) if depth == 0 && element.is("sst") => {
                    odd_attributes(&element, &["count", "uniqueCount"], hooks)?;
                }
                Xml::Start(element) if depth == 1 && element.is("si") => {
                    odd_attributes(&element, &[], hooks)?;
                    rich.read(&mut reader, limits.text, hooks)?;
                    cost = strings.pay(&rich, cost, limits)?;
                }
                Xml::Eof => break,
                other => stray(&other, hooks),
            }
        }
        let marks = || Marks::new(strings.ends.len());
        let (used, shown, searched, invisible) = (marks(), marks(), marks(), marks());
        Ok(Strings { used, shown, searched, invisible, fonts: rich.fonts, ..strings })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The trace of the strings that no cell refers to, to be asked once all sheets were read; none where there are none
    /// or all of them are empty.
    pub fn orphans(&self, part: &Arc<str>) -> Option<Trace<'_>> {
        let orphans = self.iter().filter(|(index, text)| !self.used.get(*index) && !text.trim().is_empty());
        let texts: Vec<_> = orphans.map(|(_, text)| Private::new(text)).collect();
        let substance = Substance::Holds(texts.len() as u64);
        let place = Place::part(part).at("si");
        (!texts.is_empty()).then_some(Trace { surface: Surface::OrphanString, place, substance, texts })
    }

    /// A text, which is marked as used.
    pub(super) fn get(&self, index: u32) -> Option<Shared<'_>> {
        let text = self.text(index)?;
        self.used.set(index);
        let Some(extra) = self.extras.get(&index) else {
            return Some(Shared { text, runs: None, phonetic: "" });
        };
        let runs = || Runs::again(&extra.runs, &self.fonts, extra.can_hide);
        let runs = (!extra.runs.is_empty()).then(runs);
        Some(Shared { text, runs, phonetic: &extra.phonetic })
    }

    /// Notes that a text stands on open view in some cell.
    pub(super) fn note_shown(&self, index: u32) {
        self.shown.set(index);
    }

    /// Whether a text has characters that nobody sees; each text is searched once, however many cells refer to it.
    pub(super) fn has_invisible(&self, index: u32, search: impl Fn(&str) -> bool) -> bool {
        if !self.searched.get(index) {
            self.searched.set(index);
            if self.text(index).is_some_and(search) {
                self.invisible.set(index);
            }
        }
        self.invisible.get(index)
    }

    /// The texts that stand on open view.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        self.iter().filter(|(index, _)| self.shown.get(*index)).map(|(_, text)| text)
    }

    fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        (0_u32..).zip(self.ends.iter()).filter_map(|(index, _)| Some((index, self.text(index)?)))
    }

    fn text(&self, index: u32) -> Option<&str> {
        let index = index as usize;
        let to = *self.ends.get(index)? as usize;
        let from =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.text.get(from..to)
    }

    /// Adds a text to those that cost so much; gives back what all of them cost.
    fn pay(&mut self, rich: &Rich, cost: usize, limits: &Limits) -> Result<usize, Reason> {
        let cost = cost.saturating_add(self.push(rich)?);
        if cost > limits.shared_strings { Err(Cap::SharedStrings.into()) } else { Ok(cost) }
    }

    /// Adds a text, and gives back what it costs in bytes.
    fn push(&mut self, rich: &Rich) -> Result<usize, Reason> {
        let full = |_| Reason::from(Cap::SharedStrings);
        let index = u32::try_from(self.ends.len()).map_err(full)?;
        self.text.push_str(&rich.text);
        self.ends.push(u32::try_from(self.text.len()).map_err(full)?);
        let mut cost = rich.text.len().saturating_add(5);
        let runs = Runs::new(&rich.runs, &rich.fonts);
        if !rich.phonetic.is_empty() || runs.is_some() {
            let can_hide = runs.is_some_and(|runs| runs.can_hide());
            let runs: Box<[Run]> = runs.map_or(&[][..], |_| &rich.runs).into();
            cost = cost.saturating_add(size_of_val(&*runs)).saturating_add(rich.phonetic.len() + 96);
            self.extras.insert(index, Extra { runs, can_hide, phonetic: rich.phonetic.as_str().into() });
        }
        Ok(cost)
    }
}

/// Whether names without a prefix are those of SpreadsheetML here.
pub(super) fn main_by_default(reader: &XmlReader<'_>) -> bool {
    reader.namespace_of("") == Ns::Main
}

/// Reads a string that is written as usual; whether one came.
fn regular(reader: &mut XmlReader<'_>, rich: &mut Rich, limits: &Limits) -> Result<bool, Reason> {
    loop {
        let Some(text) = reader.ahead() else { return Ok(false) };
        match regular::string(text) {
            Ok((plain, length)) if plain.text.len() <= limits.text => {
                rich.set(&plain);
                drop(plain);
                reader.pass(length);
                return Ok(true);
            }
            Err(Stop::More) => {
                if !reader.look_further()? {
                    return Ok(false);
                }
            }
            _ => return Ok(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::testing::Hooks;

    fn strings(inside: &str, limits: &Limits) -> Result<Strings, Reason> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let xml = format!("<sst xmlns='{main}' count='3' uniqueCount='3'>{inside}</sst>");
        Strings::read(xml.as_bytes(), limits, &mut Hooks::default())
    }

    #[test]
    fn strings_that_no_cell_uses_are_orphans() {
        let all =
            strings("<si><t>used</t></si><si/><si><t>left &amp; lost</t></si>", &Limits::default()).unwrap();
        assert_eq!(all.len(), 3);
        assert_eq!(all.get(0).unwrap().text, "used");
        assert!(all.get(3).is_none());
        let trace = all.orphans(&"xl/sharedStrings.xml".into()).unwrap();
        assert_eq!(trace.substance, Substance::Holds(1));
        assert_eq!(trace.texts[0].expose(), "left & lost");
        all.get(2);
        assert!(all.orphans(&"xl/sharedStrings.xml".into()).is_none());
    }

    #[test]
    fn the_table_is_capped_also_by_its_number() {
        let limits = Limits { shared_strings: 100, ..Limits::default() };
        let cap = Reason::Cap(Cap::SharedStrings);
        assert_eq!(strings(&"<si/>".repeat(50), &limits).unwrap_err(), cap);
        assert_eq!(strings(&format!("<si><t>{}</t></si>", "x".repeat(200)), &limits).unwrap_err(), cap);
        assert!(strings("<si><t>x</t></si>", &limits).is_ok());
    }
}
