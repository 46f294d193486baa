//! What the formulas of a workbook give away. A literal that also stands in a visible cell gives nothing away, and that
//! cell may be on a later sheet: so the formulas of all sheets are kept, within a cap, until the last sheet was read.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};

use super::formula::{Piece, pieces};
use super::strings::Strings;
use crate::model::{Place, Private, Range, Sheet, Substance, Surface, Trace};

/// Literals of one sheet that are kept.
const MOST_LITERALS: usize = 1 << 13;

/// Visible texts outside the table of shared strings that are remembered.
const MOST_SHOWN: usize = 1 << 16;

/// Longest text that is kept or remembered.
const LONGEST: usize = 4096;

/// The formulas of the sheets read so far, and the texts that their visible cells show.
#[derive(Debug, Default)]
pub struct Watch {
    sheets: RefCell<Vec<Formulas>>,
    shown: RefCell<HashSet<u64>>,
}

/// The formulas of one sheet.
#[derive(Debug)]
pub(super) struct Formulas {
    place: Place,
    any: bool,
    /// References that give something away, and literals beyond the cap.
    sure: Tally,
    names: BTreeMap<String, ()>,
    literals: BTreeMap<String, Tally>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    count: u64,
    range: Option<Range>,
}

impl Tally {
    fn add(&mut self, count: u64, range: Option<Range>) {
        self.count = self.count.saturating_add(count);
        self.range = match (self.range, range) {
            (Some(a), Some(b)) => Some(a.join(b)),
            (a, b) => a.or(b),
        };
    }
}

impl Watch {
    /// The traces of the surface `formula`, one a sheet, to be asked once all sheets were read.
    pub fn traces(&self, strings: &Strings) -> Vec<Trace<'static>> {
        let sheets = std::mem::take(&mut *self.sheets.borrow_mut());
        let pending = sheets.iter().any(|sheet| !sheet.literals.is_empty());
        if pending {
            let wanted: HashSet<u64> =
                sheets.iter().flat_map(|s| s.literals.keys()).map(|t| hash(t)).collect();
            let mut shown = self.shown.borrow_mut();
            shown.extend(strings.shown().map(hash).filter(|hash| wanted.contains(hash)));
        }
        let shown = self.shown.borrow();
        sheets.into_iter().filter(|sheet| sheet.any).map(|sheet| sheet.trace(&shown)).collect()
    }

    /// Remembers a text on open view that is no shared string.
    pub(super) fn note_shown(&self, text: &str) {
        let mut shown = self.shown.borrow_mut();
        if text.len() <= LONGEST && shown.len() < MOST_SHOWN {
            shown.insert(hash(text));
        }
    }

    /// Keeps the formulas of a sheet that is over.
    pub(super) fn keep(&self, formulas: Formulas) {
        self.sheets.borrow_mut().push(formulas);
    }
}

impl Formulas {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let (sure, names, literals) = (Tally::default(), BTreeMap::new(), BTreeMap::new());
        Formulas { place: sheet.place().at("f"), any: false, sure, names, literals }
    }

    /// Takes a formula. `result` is the text that its cell shows on open view; `is_visible` knows the sheets by name.
    pub(super) fn add(
        &mut self,
        formula: &str,
        at: Range,
        result: Option<&str>,
        is_visible: impl Fn(&str) -> bool,
        is_defined: impl Fn(&str) -> bool,
    ) {
        self.any = true;
        for piece in pieces(formula) {
            match piece {
                Piece::Literal(text) if result.is_some_and(|result| result.contains(text.trim())) => {}
                Piece::Literal(text) => self.literal(text, at),
                Piece::Sheet(name) if is_released(&name, &is_visible) => {}
                Piece::Name(name) if is_defined(&name) => {}
                Piece::Sheet(name) | Piece::Name(name) => {
                    self.sure.add(1, Some(at));
                    if self.names.len() < MOST_LITERALS {
                        self.names.insert(name, ());
                    }
                }
            }
        }
    }

    fn literal(&mut self, text: String, at: Range) {
        let full = self.literals.len() >= MOST_LITERALS && !self.literals.contains_key(&text);
        if full || text.len() > LONGEST {
            return self.sure.add(1, Some(at));
        }
        self.literals.entry(text).or_default().add(1, Some(at));
    }

    fn trace(self, shown: &HashSet<u64>) -> Trace<'static> {
        let mut sum = self.sure;
        let mut texts: Vec<_> = self.names.into_keys().map(Private::new).collect();
        for (text, tally) in self.literals {
            if !shown.contains(&hash(&text)) {
                sum.add(tally.count, tally.range);
                texts.push(Private::new(text));
            }
        }
        let substance = match sum.count {
            0 => Substance::Harmless(
                "the formulas hold no words that are not on view, and refer to nothing outside",
            ),
            count => Substance::Holds(count),
        };
        Trace { surface: Surface::Formula, place: Place { range: sum.range, ..self.place }, substance, texts }
    }
}

/// Whether a reference stays within the sheets on view. One that spans sheets names its ends: `'Jan:Mar'!A1`.
pub(super) fn is_released(name: &str, is_visible: impl Fn(&str) -> bool) -> bool {
    // `[0]` is this workbook itself.
    let name = match name.strip_prefix("[0]") {
        Some("") => return true,
        Some(own) => own,
        None => name,
    };
    let outside = name.contains(['[', '\\', '/']);
    !outside && name.split(':').all(is_visible)
}

/// FNV-1a over the text without regard to case and outer white space.
fn hash(text: &str) -> u64 {
    text.trim().bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SheetKind, SheetState};

    fn traces(formulas: &[(&str, Option<&str>)], shown: &[&str]) -> Vec<Trace<'static>> {
        let sheet = Sheet {
            name: Some("One".into()),
            part: Some("xl/worksheets/sheet1.xml".into()),
            index: 0,
            state: SheetState::Visible,
            kind: SheetKind::Worksheet,
        };
        let (watch, mut all) = (Watch::default(), Formulas::new(&sheet));
        for (formula, result) in formulas {
            all.add(formula, Range::cell(0, 0), *result, |name| name == "One", |_| false);
        }
        watch.keep(all);
        shown.iter().for_each(|text| watch.note_shown(text));
        watch.traces(&Strings::default())
    }

    #[test]
    fn what_is_on_view_gives_nothing_away() {
        let harmless = traces(
            &[("IF(One!A1=\"Female\",1,0)", None), ("\"Total for \"&A1", Some("Total for 9"))],
            &["female "],
        );
        assert!(matches!(harmless[0].substance, Substance::Harmless(_)));
        assert!(traces(&[], &[]).is_empty());
    }

    #[test]
    fn words_and_other_places_are_held() {
        let found = traces(&[("IF(A1=\"J Smith\",Pay!A1,'C:\\x\\[y.xlsx]One'!A1)", None)], &[]);
        assert_eq!(found[0].substance, Substance::Holds(3));
        let texts: Vec<_> = found[0].texts.iter().map(Private::expose).collect();
        assert_eq!(texts, ["C:\\x\\[y.xlsx]One", "Pay", "J Smith"]);
    }
}
