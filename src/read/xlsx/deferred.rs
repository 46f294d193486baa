//! Texts that give nothing away if the same text is on open view in a cell of the workbook: points that a chart keeps of
//! its cells, the heading that a table knows by name, the address of a link that is itself shown.
//!
//! They are held back until all sheets are read. What was not seen by then is a trace.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};

use crate::model::{Place, Private, Substance, Surface, Trace, Value};
use crate::read::Visitor;

/// Longest text that a cell is compared by; no name, address or point of a chart is longer.
const LONGEST: usize = 4096;

/// Most texts that wait.
const MOST: usize = 200_000;

/// Texts that wait for a cell that shows them.
#[derive(Default)]
pub(super) struct Deferred {
    hasher: RandomState,
    wanted: HashMap<u64, bool>,
    waiting: Vec<Waiting>,
}

struct Waiting {
    surface: Surface,
    place: Place,
    text: String,
}

impl Deferred {
    /// Holds a text back; `false` where too many wait already, so that it has to be reported at once.
    #[must_use]
    pub(super) fn defer(&mut self, surface: Surface, place: Place, text: &str) -> bool {
        if self.waiting.len() >= MOST {
            return false;
        }
        let key = self.key(text);
        self.wanted.entry(key).or_insert(false);
        self.waiting.push(Waiting { surface, place, text: text.to_owned() });
        true
    }

    /// Looks out for a text that will be held back once all cells are read.
    pub(super) fn expect(&mut self, text: &str) {
        if self.wanted.len() < MOST {
            let key = self.key(text);
            self.wanted.entry(key).or_insert(false);
        }
    }

    /// Whether anything waits, so that cells need not be looked at for nothing.
    pub(super) fn idle(&self) -> bool {
        self.wanted.is_empty()
    }

    /// A cell on open view.
    pub(super) fn see(&mut self, shown: &str, value: Value<'_>) {
        if shown.len() > LONGEST {
            return;
        }
        let key = self.key(shown);
        self.mark(key);
        match value {
            Value::Number(number) => {
                let key = self.hasher.hash_one(number.to_bits());
                self.mark(key);
            }
            Value::Bool(flag) => {
                let key = self.key(if flag { "1" } else { "0" });
                self.mark(key);
            }
            Value::Text(text) | Value::Error(text) | Value::Date(text) => {
                let key = self.key(text);
                self.mark(key);
            }
        }
    }

    fn mark(&mut self, key: u64) {
        if let Some(seen) = self.wanted.get_mut(&key) {
            *seen = true;
        }
    }

    /// Numbers are the same however they are written; texts without regard to line breaks and a closing slash.
    fn key(&self, text: &str) -> u64 {
        let text = text.trim().trim_end_matches('/');
        match text.parse::<f64>() {
            Ok(number) => self.hasher.hash_one(number.to_bits()),
            Err(_) => self.hasher.hash_one(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }

    /// All sheets are read: sends out what was not seen, and says of the rest that it was.
    pub(super) fn settle(&mut self, visitor: &mut dyn Visitor) {
        let mut unseen: BTreeMap<(Surface, Place), Vec<Private<'static>>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for waiting in std::mem::take(&mut self.waiting) {
            let key = (waiting.surface, waiting.place);
            if self.wanted.get(&self.key(&waiting.text)) == Some(&true) {
                seen.insert(key);
            } else {
                unseen.entry(key).or_default().push(Private::new(waiting.text));
            }
        }
        for (surface, place) in seen.into_iter().filter(|key| !unseen.contains_key(key)) {
            let substance = Substance::Harmless("all of it is on open view in the cells");
            visitor.trace(Trace { surface, place, substance, texts: Vec::new() });
        }
        for ((surface, place), texts) in unseen {
            let substance = Substance::Holds(texts.len() as u64);
            visitor.trace(Trace { surface, place, substance, texts });
        }
    }
}
