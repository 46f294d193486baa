//! Zip archives (PKWARE APPNOTE 6.3, ISO/IEC 21320-1): entries, the owner of every byte, and what is odd.
//!
//! The walk goes from the end record to the directory to each local header, as programs do, and then accounts for all
//! bytes that the walk did not touch. Nothing is inflated on opening. What an oddity means for a release is not said
//! here, only whether two programs could see different content.
//!
//! Not looked at: times and version numbers in headers, which have no room for text, and the up to seven bits between
//! the end of a deflate stream and the end of its last byte.

mod anomaly;
mod directory;
mod end;
mod entry;
mod extra;
mod fields;
mod local;
mod name;
mod spans;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

pub use anomaly::{Anomaly, AnomalyKind};
pub use entry::{Entry, EntryReader, Method};

use super::{Source, reason_of};
use crate::limits::{Budget, Cap};
use crate::model::{Reason, Span};
use spans::Claim;

/// An archive that has been walked from end to end.
#[derive(Debug)]
pub struct Archive {
    source: Source,
    entries: Vec<Entry>,
    spans: Vec<Span>,
    anomalies: Vec<Anomaly>,
    slack: Arc<Mutex<Vec<Anomaly>>>,
    names: HashMap<String, usize>,
}

impl Archive {
    /// Walks an archive. What is odd about it is told by [`Archive::anomalies`], fatal or not.
    ///
    /// # Errors
    /// [`Reason::Damaged`] where there is no directory to go by or data is missing, [`Reason::Cap`] where there are too
    /// many entries or it takes too long, and the file system's failures.
    pub fn open(source: &Source, budget: &Budget) -> Result<Archive, Reason> {
        let end = end::find(source)?;
        let mut directory = directory::read(source, &end, budget)?;
        let mut claims = local::read(source, &end, &mut directory, budget)?;
        claims.extend(end.structure.iter().map(|range| Claim::structure(range.clone(), None)));
        let mut anomalies = [end.notes, directory.notes].concat();
        let spans = spans::tile(source.len(), claims, &mut anomalies);
        spans::look_into_gaps(source, &spans, &mut anomalies, budget)?;
        anomalies.sort_unstable();
        let mut names = HashMap::new();
        for (number, entry) in directory.entries.iter().enumerate() {
            names.entry(name::folded(&entry.name)).or_insert(number);
        }
        let (source, slack) = (source.clone(), Arc::default());
        Ok(Archive { source, entries: directory.entries, spans, anomalies, slack, names })
    }

    /// The entries, in the order of the directory; an entry's number is its place in here.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whose each byte is. The spans tile the file.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// All that is odd, in the order of the file, but for [`Archive::slack`].
    pub fn anomalies(&self) -> &[Anomaly] {
        &self.anomalies
    }

    /// The bytes behind the ends of deflate streams, of those entries that have been read to the end so far.
    pub fn slack(&self) -> Vec<Anomaly> {
        self.slack.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The bytes that an anomaly is about.
    pub fn raw(&self, anomaly: &Anomaly) -> Source {
        self.source.slice(anomaly.from, anomaly.to)
    }

    /// The entry of this name. Names are equal as those of parts are (ECMA-376-2, part name equivalence: ASCII letters
    /// without case), a backslash is a slash, and a leading slash does not count. Of several the first is taken.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.get(&name::folded(name)).copied()
    }

    /// Streams an entry's content. Its length and checksum are checked where the stream ends, so read it to its end (or
    /// call [`EntryReader::finish`]).
    ///
    /// # Errors
    /// [`Reason::Encrypted`], [`Reason::Cap`], or [`Reason::Damaged`] where it cannot be read.
    pub fn read(&self, entry: usize, budget: &Budget) -> Result<EntryReader, Reason> {
        let found = self.entries.get(entry).ok_or(Reason::Internal)?;
        EntryReader::new(&self.source, entry, found, budget, &self.slack)
    }

    /// An entry's content in memory.
    ///
    /// # Errors
    /// [`Cap::PartInMemory`] where it is too large for that; those of [`Archive::read`] and of reading.
    pub fn read_whole(&self, entry: usize, budget: &Budget) -> Result<Vec<u8>, Reason> {
        let mut reader = self.read(entry, budget)?;
        let length = self.entries.get(entry).map_or(0, |entry| entry.inflated);
        if length > budget.limits().part_in_memory {
            return Err(Cap::PartInMemory.into());
        }
        // What is declared is not believed before it is there: memory grows with what really comes out.
        let mut content = Vec::with_capacity(usize::try_from(length.min(1 << 20)).unwrap_or(0));
        reader.read_to_end(&mut content).map_err(|error| reason_of(&error))?;
        Ok(content)
    }
}
