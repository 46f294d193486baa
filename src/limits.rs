//! Caps on what a file may cost: bytes, ratio, depth, parts, text, cells and time.
//!
//! Everything that reads a file asks here before it spends; a cap that is met makes the file `unchecked`, never
//! `release`. This is not a place for thresholds of rules: those belong to the rule files.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What a file, with everything inside it, may cost. All sizes are in bytes.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Largest single part after inflation.
    pub part_inflated: u64,
    /// Largest sum of all inflated parts, children included.
    pub total_inflated: u64,
    /// Largest inflated size for one compressed byte, counted once `ratio_floor` bytes have come out.
    pub ratio: u64,
    /// Inflated bytes of one part below which the ratio is not looked at.
    pub ratio_floor: u64,
    /// How deep files may be nested in files.
    pub depth: u32,
    /// Entries in one archive.
    pub parts: usize,
    /// Longest single text (a cell, an attribute, a csv field).
    pub text: usize,
    /// Bytes of one table of shared strings held in memory.
    pub shared_strings: usize,
    /// Deepest nesting of XML elements.
    pub xml_depth: usize,
    /// Cells in one file, children included.
    pub cells: u64,
    /// Largest part that is held in memory whole (anything but sheets, shared strings and csv).
    pub part_in_memory: u64,
    /// Longest time for one file, children included.
    pub time: Duration,
    /// Whether what is written as nearly all programs write it is read without the general XML parser. Both ways give the
    /// same, the other one only slower; it is here so that they can be held against each other.
    pub looks_ahead: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            part_inflated: 8 << 30,
            total_inflated: 16 << 30,
            ratio: 300,
            ratio_floor: 16 << 20,
            depth: 5,
            parts: 20_000,
            text: 4 << 20,
            shared_strings: 1 << 30,
            xml_depth: 256,
            cells: 2_000_000_000,
            part_in_memory: 64 << 20,
            time: Duration::from_secs(600),
            looks_ahead: true,
        }
    }
}

/// Which cap a file met. The sentence of each is what the officer reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Cap {
    /// One part is too large once inflated.
    #[error("a part of the file is too large once unpacked")]
    PartInflated,
    /// All parts together are too large once inflated.
    #[error("the file is too large once unpacked")]
    TotalInflated,
    /// A part inflates to far more than any real spreadsheet does.
    #[error("a part of the file unpacks to an implausible size, as a zip bomb does")]
    Ratio,
    /// Files nested too deep.
    #[error("files are nested too deep inside each other")]
    Depth,
    /// Too many entries.
    #[error("the archive has too many entries")]
    Parts,
    /// A text is too long.
    #[error("a single text is too long")]
    Text,
    /// The table of shared strings is too large.
    #[error("the table of shared strings is too large")]
    SharedStrings,
    /// XML elements nested too deep.
    #[error("XML elements are nested too deep")]
    XmlDepth,
    /// Too many cells.
    #[error("there are too many cells")]
    Cells,
    /// A part other than a sheet is too large to read whole.
    #[error("a part that has to be read whole is too large")]
    PartInMemory,
    /// It took too long.
    #[error("reading it took too long")]
    Time,
}

/// What one top-level file has spent so far; clones share the account, so children are paid from the same purse.
#[derive(Debug, Clone)]
pub struct Budget {
    limits: Arc<Limits>,
    spent: Arc<Spent>,
    deadline: Instant,
    depth: u32,
}

#[derive(Debug, Default)]
struct Spent {
    inflated: AtomicU64,
    cells: AtomicU64,
}

impl Budget {
    /// A full purse; the clock starts now.
    pub fn new(limits: &Limits) -> Self {
        Budget {
            limits: Arc::new(limits.clone()),
            spent: Arc::default(),
            deadline: Instant::now() + limits.time,
            depth: 0,
        }
    }

    /// The caps themselves.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The purse for a file found inside this one.
    ///
    /// # Errors
    /// [`Cap::Depth`] when it would be nested too deep.
    pub fn child(&self) -> Result<Self, Cap> {
        let depth = self.depth.saturating_add(1);
        if depth > self.limits.depth {
            return Err(Cap::Depth);
        }
        Ok(Budget { depth, ..self.clone() })
    }

    /// Pays for `bytes` more of inflated output and looks at the clock.
    ///
    /// # Errors
    /// [`Cap::TotalInflated`] or [`Cap::Time`].
    pub fn inflate(&self, bytes: u64) -> Result<(), Cap> {
        let before = self.spent.inflated.fetch_add(bytes, Ordering::Relaxed);
        if before.saturating_add(bytes) > self.limits.total_inflated {
            return Err(Cap::TotalInflated);
        }
        self.time()
    }

    /// Pays for `count` more cells.
    ///
    /// # Errors
    /// [`Cap::Cells`].
    pub fn cells(&self, count: u64) -> Result<(), Cap> {
        let before = self.spent.cells.fetch_add(count, Ordering::Relaxed);
        if before.saturating_add(count) > self.limits.cells { Err(Cap::Cells) } else { Ok(()) }
    }

    /// Looks at the clock.
    ///
    /// # Errors
    /// [`Cap::Time`] once the time is over.
    pub fn time(&self) -> Result<(), Cap> {
        if Instant::now() > self.deadline { Err(Cap::Time) } else { Ok(()) }
    }
}
