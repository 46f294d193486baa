//! Little-endian fields one after the other, and bounded reads of a file for them.

use std::ops::Range;

use crate::container::{Source, reason_of};
use crate::limits::Budget;
use crate::model::Reason;

/// Local file header (APPNOTE 4.3.7).
pub(super) const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// Central directory header (4.3.12).
pub(super) const CENTRAL: [u8; 4] = *b"PK\x01\x02";
/// End of central directory record (4.3.16).
pub(super) const END: [u8; 4] = *b"PK\x05\x06";
/// Zip64 end of central directory record (4.3.14).
pub(super) const END64: [u8; 4] = *b"PK\x06\x06";
/// Zip64 end of central directory locator (4.3.15).
pub(super) const LOCATOR: [u8; 4] = *b"PK\x06\x07";
/// Data descriptor (4.3.9.3).
pub(super) const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";

/// What a 16-bit field holds when the value is in a zip64 field (4.4.1.4).
pub(super) const WIDE16: u16 = u16::MAX;
/// What a 32-bit field holds when the value is in a zip64 field (4.4.1.4).
pub(super) const WIDE32: u32 = u32::MAX;

/// Takes fields from the front of some bytes; `None` where they end.
pub(super) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Fields(bytes)
    }

    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    /// `Some` where the next four bytes are this signature.
    pub(super) fn signature(&mut self, signature: [u8; 4]) -> Option<()> {
        (self.take(4)? == signature).then_some(())
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }
}

/// The bytes of a range, or `None` where it does not lie inside the file.
pub(super) fn bytes_in(source: &Source, range: Range<u64>) -> Result<Option<Vec<u8>>, Reason> {
    let Some(length) = range.end.checked_sub(range.start) else { return Ok(None) };
    let Ok(length) = usize::try_from(length) else { return Ok(None) };
    if range.end > source.len() {
        return Ok(None);
    }
    source.bytes_at(range.start, length).map(Some).map_err(|error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => Reason::Changed,
        _ => reason_of(&error),
    })
}

/// Whether a signature stands at this offset.
pub(super) fn signature_at(source: &Source, at: u64, signature: [u8; 4]) -> Result<bool, Reason> {
    let found = bytes_in(source, at..at.saturating_add(4))?;
    Ok(found.is_some_and(|bytes| bytes == signature))
}

/// Calls `look` with the bytes of a range, window by window (each with its offset), for as long as it returns `true`.
pub(super) fn windows(
    source: &Source,
    range: Range<u64>,
    budget: &Budget,
    mut look: impl FnMut(u64, &[u8]) -> Result<bool, Reason>,
) -> Result<(), Reason> {
    const WINDOW: u64 = 64 << 10;
    let mut at = range.start;
    while at < range.end {
        budget.time()?;
        let to = at.saturating_add(WINDOW).min(range.end);
        let bytes = bytes_in(source, at..to)?.ok_or(Reason::Changed)?;
        if !look(at, &bytes)? {
            break;
        }
        at = to;
    }
    Ok(())
}

/// Whether all bytes of a range are zero.
pub(super) fn is_zero(source: &Source, range: Range<u64>, budget: &Budget) -> Result<bool, Reason> {
    let mut zero = true;
    windows(source, range, budget, |_at, bytes| {
        zero = all_zero(bytes);
        Ok(zero)
    })?;
    Ok(zero)
}

/// Whether all of these are zero.
pub(super) fn all_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}
