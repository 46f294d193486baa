//! Streaming inflate (RFC 1951) of a stretch of a file: a window of input at a time, never the whole.
//!
//! It tells where the deflate stream ends, which may be before the stretch does, and fails where the stretch ends
//! first. Sizes, checksums and caps are the business of whoever reads from it.

use flate2::{Decompress, FlushDecompress, Status};

use super::Source;
use super::fault::reason_of;
use crate::model::Reason;

/// How much packed input is held at a time.
const WINDOW: usize = 32 << 10;

/// Unpacks one raw deflate stream.
pub struct Inflate {
    packed: Source,
    at: u64,
    window: Box<[u8]>,
    unused: std::ops::Range<usize>,
    stream: Decompress,
    ended: bool,
}

impl Inflate {
    /// At the start of the stream that begins with the first byte of `packed`.
    pub fn new(packed: Source) -> Self {
        Inflate {
            packed,
            at: 0,
            window: vec![0; WINDOW].into_boxed_slice(),
            unused: 0..0,
            stream: Decompress::new(false),
            ended: false,
        }
    }

    /// Unpacks into `out`; 0 means that the stream is over (or that `out` has no room).
    ///
    /// # Errors
    /// [`Reason::Damaged`] where the stream is not valid or not whole; the file system's failures.
    pub fn read(&mut self, out: &mut [u8]) -> Result<usize, Reason> {
        if out.is_empty() {
            return Ok(0);
        }
        while !self.ended {
            let more = self.refill()?;
            let produced = self.step(out)?;
            if produced > 0 {
                return Ok(produced);
            }
            if !more && !self.ended && self.unused.is_empty() {
                return Err(Reason::Damaged("the packed data of a part ends too soon"));
            }
        }
        Ok(0)
    }

    /// Packed bytes that the stream has used; what follows them in the stretch is no part of it.
    pub fn used(&self) -> u64 {
        self.stream.total_in()
    }

    /// Whether there was any input left to hand to the stream.
    fn refill(&mut self) -> Result<bool, Reason> {
        if !self.unused.is_empty() {
            return Ok(true);
        }
        let read = self.packed.read_at(self.at, &mut self.window).map_err(|error| reason_of(&error))?;
        if read == 0 && self.at < self.packed.len() {
            return Err(Reason::Changed);
        }
        self.at = self.at.saturating_add(read as u64);
        self.unused = 0..read;
        Ok(read > 0)
    }

    fn step(&mut self, out: &mut [u8]) -> Result<usize, Reason> {
        const INVALID: Reason = Reason::Damaged("the packed data of a part is not valid");
        let before = (self.stream.total_in(), self.stream.total_out());
        let input = self.window.get(self.unused.clone()).unwrap_or_default();
        let status =
            self.stream.decompress(input, out, FlushDecompress::None).map_err(|_not_deflate| INVALID)?;
        self.ended = status == Status::StreamEnd;
        let used = usize::try_from(self.stream.total_in().saturating_sub(before.0)).unwrap_or(usize::MAX);
        let produced =
            usize::try_from(self.stream.total_out().saturating_sub(before.1)).unwrap_or(usize::MAX);
        if used == 0 && produced == 0 && !self.ended && !self.unused.is_empty() {
            return Err(INVALID);
        }
        self.unused.start = self.unused.start.saturating_add(used).min(self.unused.end);
        Ok(produced)
    }
}
