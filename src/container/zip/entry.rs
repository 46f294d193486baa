//! An entry of an archive, and a reader of its content that fails where the content is not what the directory says.

use std::fmt;
use std::io::{self, Read};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Crc;

use super::directory::LOCKED;
use super::fields::is_zero;
use super::{Anomaly, AnomalyKind};
use crate::container::{Inflate, Source, into_io, reason_of};
use crate::limits::{Budget, Cap};
use crate::model::Reason;

/// An entry as the central directory has it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name in letters.
    pub name: Arc<str>,
    /// Its name in bytes.
    pub raw_name: Arc<[u8]>,
    /// Where the directory's copy of the name is in the file.
    pub name_at: Range<u64>,
    /// How it is packed.
    pub method: Method,
    /// General purpose flags (APPNOTE 4.4.4).
    pub flags: u16,
    /// Checksum of its content.
    pub crc: u32,
    /// Length of its data in the file.
    pub compressed: u64,
    /// Length of its content.
    pub inflated: u64,
    /// Where its local header is in the file.
    pub header: u64,
    /// Where its data is in the file; empty where there is no local header.
    pub data: Range<u64>,
}

/// How an entry is packed (APPNOTE 4.4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// As it is.
    Stored,
    /// With deflate (RFC 1951).
    Deflated,
    /// In a way that documents do not use.
    Other(u16),
}

impl From<u16> for Method {
    fn from(number: u16) -> Self {
        match number {
            0 => Method::Stored,
            8 => Method::Deflated,
            other => Method::Other(other),
        }
    }
}

impl Entry {
    /// Whether it needs a password.
    pub fn is_encrypted(&self) -> bool {
        self.flags & LOCKED != 0
    }

    /// Whether its name is that of a folder.
    pub fn is_folder(&self) -> bool {
        self.name.ends_with(['/', '\\'])
    }

    /// Looks at the caps and at whether it can be read at all, before a byte is.
    fn check(&self, budget: &Budget) -> Result<(), Reason> {
        let limits = budget.limits();
        if self.is_encrypted() {
            return Err(Reason::Encrypted);
        }
        if self.data.end.saturating_sub(self.data.start) != self.compressed {
            return Err(Reason::Damaged("a part that its directory lists is not there"));
        }
        if self.inflated > limits.part_inflated {
            return Err(Cap::PartInflated.into());
        }
        // The content never gets longer than declared, so what is declared can be judged at once.
        let plausible = self.compressed.saturating_mul(limits.ratio);
        if self.inflated > limits.ratio_floor && self.inflated > plausible {
            return Err(Cap::Ratio.into());
        }
        Ok(())
    }
}

/// Streams the content of one entry. When the content is over, its length and checksum have been held against the
/// directory; [`reason_of`] tells why a read failed.
pub struct EntryReader {
    body: Body,
    source: Source,
    entry: Entry,
    number: usize,
    crc: Crc,
    read: u64,
    state: State,
    budget: Budget,
    slack: Arc<Mutex<Vec<Anomaly>>>,
}

enum Body {
    Stored(crate::container::SourceReader),
    Deflated(Box<Inflate>),
}

enum State {
    Reading,
    Over,
    Failed(Reason),
}

impl EntryReader {
    pub(super) fn new(
        source: &Source,
        number: usize,
        entry: &Entry,
        budget: &Budget,
        slack: &Arc<Mutex<Vec<Anomaly>>>,
    ) -> Result<Self, Reason> {
        entry.check(budget)?;
        let packed = source.slice(entry.data.start, entry.data.end);
        let body = match entry.method {
            // Some programs write an empty part as no bytes at all, where deflate needs at least two. There is but one
            // way to read it.
            Method::Deflated if entry.compressed == 0 && entry.inflated == 0 => Body::Stored(packed.reader()),
            Method::Stored => Body::Stored(packed.reader()),
            Method::Deflated => Body::Deflated(Box::new(Inflate::new(packed))),
            Method::Other(_) => {
                return Err(Reason::Damaged("a part is packed in a way that documents do not use"));
            }
        };
        Ok(EntryReader {
            body,
            source: source.clone(),
            entry: entry.clone(),
            number,
            crc: Crc::new(),
            read: 0,
            state: State::Reading,
            budget: budget.clone(),
            slack: Arc::clone(slack),
        })
    }

    /// Reads what is left and throws it away, so that all of it has been checked.
    ///
    /// # Errors
    /// As those of reading.
    pub fn finish(mut self) -> Result<(), Reason> {
        io::copy(&mut self, &mut io::sink()).map(|_length| ()).map_err(|error| reason_of(&error))
    }

    fn step(&mut self, out: &mut [u8]) -> Result<usize, Reason> {
        let read = match &mut self.body {
            Body::Stored(reader) => reader.read(out).map_err(|error| reason_of(&error))?,
            Body::Deflated(inflate) => inflate.read(out)?,
        };
        if read == 0 {
            self.close()?;
            self.state = State::Over;
            return Ok(0);
        }
        self.budget.inflate(read as u64)?;
        self.read = self.read.saturating_add(read as u64);
        if self.read > self.entry.inflated {
            return Err(Reason::Damaged("a part is longer than its directory says"));
        }
        self.crc.update(out.get(..read).unwrap_or_default());
        Ok(read)
    }

    /// Holds what was read against the directory, and notes what lies behind the end of the deflate stream.
    fn close(&mut self) -> Result<(), Reason> {
        if self.read != self.entry.inflated {
            return Err(Reason::Damaged("a part is shorter than its directory says"));
        }
        if self.crc.sum() != self.entry.crc {
            return Err(Reason::Damaged("the checksum of a part is wrong"));
        }
        let Body::Deflated(inflate) = &self.body else { return Ok(()) };
        let rest = self.entry.data.start.saturating_add(inflate.used())..self.entry.data.end;
        if !rest.is_empty() {
            let zero = is_zero(&self.source, rest.clone(), &self.budget)?;
            let slack = Anomaly::new(AnomalyKind::Slack, rest, Some(self.number)).zero(zero);
            let mut known = self.slack.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(at) = known.binary_search(&slack) {
                known.insert(at, slack);
            }
        }
        Ok(())
    }
}

impl Read for EntryReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        let result = match &self.state {
            State::Reading => self.step(out),
            State::Over => Ok(0),
            State::Failed(reason) => Err(reason.clone()),
        };
        result.map_err(|reason| {
            self.state = State::Failed(reason.clone());
            into_io(reason)
        })
    }
}

impl fmt::Debug for EntryReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntryReader({} of {} bytes)", self.read, self.entry.inflated)
    }
}
