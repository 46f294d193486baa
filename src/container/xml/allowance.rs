//! Bytes on their way to the parser: no more of them for one event than a text may have, and none for what is passed over.

use std::io::{self, BufRead, Read};

use crate::container::into_io;
use crate::limits::Cap;

/// Lets one event take no more bytes than a text may have, so that a huge text never fills the memory.
pub(super) struct Allowance<R> {
    input: R,
    /// How many bytes the next event may take.
    pub(super) left: usize,
    /// Bytes that were read too far, and come first.
    front: Vec<u8>,
}

impl<R: BufRead> Allowance<R> {
    /// Around an input.
    pub(super) fn new(input: R) -> Self {
        Allowance { input, left: 0, front: Vec::new() }
    }

    /// Passes over everything before the next `wanted`; at the end of the input where there is none.
    pub(super) fn skip_to(&mut self, wanted: &[u8]) -> io::Result<()> {
        let finder = memchr::memmem::Finder::new(wanted);
        let keep = wanted.len().saturating_sub(1);
        let mut tail = std::mem::take(&mut self.front);
        loop {
            let bytes = self.input.fill_buf()?;
            if bytes.is_empty() {
                return Ok(());
            }
            // What is wanted may begin in one stretch and end in the next.
            let joint = [tail.as_slice(), bytes.get(..keep.min(bytes.len())).unwrap_or(bytes)].concat();
            if let Some(at) = finder.find(&joint).filter(|at| *at < tail.len()) {
                self.front = tail.split_off(at);
                return Ok(());
            }
            let (passed, found) = match finder.find(bytes) {
                Some(at) => (at, true),
                None => (bytes.len(), false),
            };
            tail.extend_from_slice(bytes.get(passed.saturating_sub(keep)..passed).unwrap_or_default());
            tail.drain(..tail.len().saturating_sub(keep));
            self.input.consume(passed);
            if found {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> BufRead for Allowance<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let left = self.left;
        let bytes = if self.front.is_empty() { self.input.fill_buf()? } else { self.front.as_slice() };
        if left == 0 && !bytes.is_empty() {
            return Err(into_io(Cap::Text.into()));
        }
        Ok(bytes.get(..left.min(bytes.len())).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        if self.front.is_empty() {
            self.input.consume(amount);
        } else {
            self.front.drain(..amount.min(self.front.len()));
        }
    }
}

impl<R: BufRead> Read for Allowance<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut from = self.fill_buf()?;
        let read = from.read(out)?;
        self.consume(read);
        Ok(read)
    }
}
