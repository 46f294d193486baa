//! What the rules found in texts that were judged before: each shared string is judged once.

use std::sync::Arc;

use crate::rules::{RuleBook, RuleHit};

/// Shared strings whose answers are kept; the rest are judged each time they come.
const MOST: usize = 4 << 20;

/// Answers by the number of the shared string. Most texts have no hit, and cost one byte each.
#[derive(Debug, Default)]
pub(super) struct Answers {
    known: Vec<Known>,
    hits: std::collections::HashMap<u32, Arc<[RuleHit]>>,
    nothing: Option<Arc<[RuleHit]>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Known {
    No,
    Nothing,
    Hits,
}

impl Answers {
    /// What the rules find in a text, asked anew only where it has to be.
    pub(super) fn of(
        &mut self,
        book: &RuleBook,
        used: &mut [bool],
        shared: Option<u32>,
        text: &str,
    ) -> Arc<[RuleHit]> {
        let index = shared.and_then(|shared| usize::try_from(shared).ok()).filter(|index| *index < MOST);
        let (Some(index), Some(shared)) = (index, shared) else { return self.judge(book, used, text) };
        match self.known.get(index) {
            Some(Known::Nothing) => return self.nothing(),
            Some(Known::Hits) => {
                if let Some(hits) = self.hits.get(&shared) {
                    return Arc::clone(hits);
                }
            }
            _ => {}
        }
        let hits = self.judge(book, used, text);
        if self.known.len() <= index {
            self.known.resize(index + 1, Known::No);
        }
        if let Some(known) = self.known.get_mut(index) {
            *known = if hits.is_empty() { Known::Nothing } else { Known::Hits };
        }
        if !hits.is_empty() {
            self.hits.insert(shared, Arc::clone(&hits));
        }
        hits
    }

    fn judge(&mut self, book: &RuleBook, used: &mut [bool], text: &str) -> Arc<[RuleHit]> {
        let hits = book.hits(text, used);
        if hits.is_empty() { self.nothing() } else { hits.into() }
    }

    fn nothing(&mut self) -> Arc<[RuleHit]> {
        Arc::clone(self.nothing.get_or_insert_with(|| Arc::from([])))
    }
}
