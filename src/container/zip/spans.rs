//! Whose each byte is: claims are laid side by side, what nobody claims is a gap, and gaps are looked into.

use std::ops::Range;

use memchr::memmem;

use super::fields::{END, Fields, LOCAL, bytes_in, is_zero, windows};
use super::local::HEADER_LENGTH;
use super::{Anomaly, AnomalyKind};
use crate::container::Source;
use crate::limits::Budget;
use crate::model::{Reason, Span, SpanOwner};

/// Unlisted entries told of at most: one is enough for the verdict, and gaps may be full of them.
const UNLISTED_TOLD: usize = 64;

/// A stretch of bytes that something in the archive says is its own.
pub(super) struct Claim {
    range: Range<u64>,
    owner: SpanOwner,
    entry: Option<usize>,
}

impl Claim {
    pub(super) fn new(range: Range<u64>, owner: SpanOwner, entry: Option<usize>) -> Self {
        Claim { range, owner, entry }
    }

    pub(super) fn structure(range: Range<u64>, entry: Option<usize>) -> Self {
        Claim::new(range, SpanOwner::Structure, entry)
    }
}

/// Tiles the file: every byte is in exactly one span. Where claims overlap the first keeps the bytes, and it is told.
pub(super) fn tile(length: u64, mut claims: Vec<Claim>, notes: &mut Vec<Anomaly>) -> Vec<Span> {
    claims.sort_by_key(|claim| (claim.range.start, claim.range.end, claim.entry));
    let mut tiles = Tiles { at: 0, spans: Vec::new() };
    for claim in claims.into_iter().filter(|claim| !claim.range.is_empty()) {
        let Range { start, end } = claim.range;
        if start < tiles.at {
            let overlap = start..end.min(tiles.at);
            notes.push(Anomaly::new(AnomalyKind::Overlap, overlap, claim.entry));
        }
        tiles.up_to(start, SpanOwner::Gap);
        tiles.up_to(end, claim.owner);
    }
    tiles.up_to(length, SpanOwner::Gap);
    tiles.spans
}

struct Tiles {
    at: u64,
    spans: Vec<Span>,
}

impl Tiles {
    /// Gives the bytes from where the last span ended to here to an owner; nothing where they have one.
    fn up_to(&mut self, to: u64, owner: SpanOwner) {
        if to <= self.at {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.owner == owner => last.to = to,
            _ => self.spans.push(Span { from: self.at, to, owner }),
        }
        self.at = to;
    }
}

/// Looks into each gap: whether it is all zero, and whether it holds what some program could take for an entry or for
/// the end of an archive.
pub(super) fn look_into_gaps(
    source: &Source,
    spans: &[Span],
    notes: &mut Vec<Anomaly>,
    budget: &Budget,
) -> Result<(), Reason> {
    let mut unlisted = 0;
    for span in spans.iter().filter(|span| span.owner == SpanOwner::Gap) {
        let gap = span.from..span.to;
        let kind = match (span.from, span.to == source.len()) {
            (0, _) => AnomalyKind::BytesBefore,
            (_, true) => AnomalyKind::BytesAfter,
            (_, false) => AnomalyKind::BytesBetween,
        };
        let zero = is_zero(source, gap.clone(), budget)?;
        notes.push(Anomaly::new(kind, gap.clone(), None).zero(zero));
        if !zero {
            look_for_records(source, gap, &mut unlisted, notes, budget)?;
        }
    }
    Ok(())
}

fn look_for_records(
    source: &Source,
    gap: Range<u64>,
    unlisted: &mut usize,
    notes: &mut Vec<Anomaly>,
    budget: &Budget,
) -> Result<(), Reason> {
    let (local, end) = (memmem::Finder::new(&LOCAL), memmem::Finder::new(&END));
    // A signature may lie across two windows: the last three bytes of each are put before the next.
    let mut joined: Vec<u8> = Vec::new();
    let mut ends = false;
    windows(source, gap.clone(), budget, |at, bytes| {
        let carried = joined.len().min(3);
        joined.drain(..joined.len().saturating_sub(carried));
        joined.extend_from_slice(bytes);
        let from = at.saturating_sub(carried as u64);
        ends |= end.find(&joined).is_some();
        for found in local.find_iter(&joined) {
            if *unlisted >= UNLISTED_TOLD {
                break;
            }
            let start = from.saturating_add(found as u64);
            if let Some(range) = unlisted_entry(source, start, &gap)? {
                notes.push(Anomaly::new(AnomalyKind::UnlistedEntry, range, None));
                *unlisted = unlisted.saturating_add(1);
            }
        }
        Ok(true)
    })?;
    if ends {
        notes.push(Anomaly::new(AnomalyKind::SeveralEnds, gap, None));
    }
    Ok(())
}

/// The entry whose local header stands at this place of a gap, if the header makes sense: a name that fits, and a method
/// that exists (APPNOTE 4.4.5).
fn unlisted_entry(source: &Source, at: u64, gap: &Range<u64>) -> Result<Option<Range<u64>>, Reason> {
    let head = bytes_in(source, at..at.saturating_add(HEADER_LENGTH))?.unwrap_or_default();
    let parts = method_and_lengths(&head);
    Ok(parts.and_then(|(method, compressed, name, extra)| {
        let name_at = at.saturating_add(HEADER_LENGTH);
        let data_at = name_at.saturating_add(name.into()).saturating_add(extra.into());
        let makes_sense = name > 0 && data_at <= gap.end && matches!(method, 0..=20 | 93..=99);
        makes_sense.then(|| at..data_at.saturating_add(compressed.into()).min(gap.end))
    }))
}

fn method_and_lengths(head: &[u8]) -> Option<(u16, u32, u16, u16)> {
    let mut fields = Fields::new(head);
    fields.take(8)?;
    let method = fields.u16()?;
    fields.take(8)?;
    let compressed = fields.u32()?;
    fields.take(4)?;
    Some((method, compressed, fields.u16()?, fields.u16()?))
}
