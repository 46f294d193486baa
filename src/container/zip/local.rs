//! Local headers (APPNOTE 4.3.7) and data descriptors (4.3.9), held against the directory.
//!
//! The directory decides what an entry is; programs that read a file from the front go by what is here instead.

use std::ops::Range;

use super::directory::{DESCRIBED, Directory, LOCKED, UTF8};
use super::end::End;
use super::extra::{self, Narrow, Wide};
use super::fields::{DESCRIPTOR, Fields, LOCAL, WIDE32, bytes_in, signature_at};
use super::spans::Claim;
use super::{Anomaly, AnomalyKind, Entry};
use crate::container::Source;
use crate::limits::Budget;
use crate::model::{Reason, SpanOwner};

/// Length of a local header without name and extra data.
pub(super) const HEADER_LENGTH: u64 = 30;
/// Length of the longest data descriptor: signature, checksum, two sizes of 64 bits.
const LONGEST_DESCRIPTOR: u64 = 24;

/// A local header, its variable parts still raw.
struct Local {
    range: Range<u64>,
    flags: u16,
    method: u16,
    crc: u32,
    sizes: Narrow,
    name: Vec<u8>,
    extra: Vec<u8>,
}

/// Finds the data of each entry, and says what belongs to whom.
pub(super) fn read(
    source: &Source,
    end: &End,
    directory: &mut Directory,
    budget: &Budget,
) -> Result<Vec<Claim>, Reason> {
    let mut claims = vec![Claim::structure(directory.range.clone(), None)];
    let mut described = Vec::new();
    for (number, entry) in directory.entries.iter_mut().enumerate() {
        budget.time()?;
        let Some(local) = Local::at(source, entry.header)? else {
            let missing = Anomaly::new(AnomalyKind::LocalMissing, entry.name_at.clone(), Some(number));
            directory.notes.push(missing);
            continue;
        };
        local.compare(entry, number, &mut directory.notes);
        let to = local.range.end.checked_add(entry.compressed).filter(|to| *to <= source.len());
        let to = to.ok_or(Reason::Damaged("the data of a part runs past the end of the file"))?;
        entry.data = local.range.end..to;
        if (local.flags | entry.flags) & DESCRIBED != 0 {
            described.push(number);
        }
        claims.push(Claim::structure(local.range, Some(number)));
        claims.push(Claim::new(entry.data.clone(), SpanOwner::Data(number), Some(number)));
    }
    check_shift(source, end, directory)?;
    let descriptors = descriptors(source, directory, &described, budget)?;
    claims.extend(descriptors);
    Ok(claims)
}

impl Local {
    /// The local header at this offset; `None` where there is none.
    fn at(source: &Source, at: u64) -> Result<Option<Self>, Reason> {
        let name_at = at.saturating_add(HEADER_LENGTH);
        let Some(head) = bytes_in(source, at..name_at)? else { return Ok(None) };
        let Some((mut local, lengths)) = Self::parse(&head, at) else { return Ok(None) };
        let [name, extra] = lengths.map(u64::from);
        let extra_at = name_at.saturating_add(name);
        local.range.end = extra_at.saturating_add(extra);
        let Some(name) = bytes_in(source, name_at..extra_at)? else { return Ok(None) };
        let Some(extra) = bytes_in(source, extra_at..local.range.end)? else { return Ok(None) };
        (local.name, local.extra) = (name, extra);
        Ok(Some(local))
    }

    fn parse(head: &[u8], at: u64) -> Option<(Self, [u16; 2])> {
        let mut fields = Fields::new(head);
        fields.signature(LOCAL)?;
        fields.take(2)?;
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.take(4)?;
        let crc = fields.u32()?;
        let (compressed, inflated) = (fields.u32()?, fields.u32()?);
        let lengths = [fields.u16()?, fields.u16()?];
        let sizes = Narrow { inflated, compressed, header: None };
        let (name, extra) = (Vec::new(), Vec::new());
        Some((Local { range: at..at, flags, method, crc, sizes, name, extra }, lengths))
    }

    /// Notes where this header is not what the directory says.
    fn compare(&self, entry: &Entry, number: usize, notes: &mut Vec<Anomaly>) {
        let extra = extra::read(&self.extra, Some([entry.inflated, entry.compressed]));
        let wide = self.sizes.widen(&extra);
        let differing = self.flags ^ entry.flags;
        let name_written_otherwise = differing & UTF8 != 0 && !self.name.is_ascii();
        let path_differs = extra.path.is_some_and(|(_checksum, path)| path != entry.name.as_bytes());
        let checks = [
            (*self.name != *entry.raw_name, AnomalyKind::LocalName),
            (entry.method != self.method.into(), AnomalyKind::LocalMethod),
            (differing & LOCKED != 0 || name_written_otherwise, AnomalyKind::LocalFlags),
            (!self.has_sizes_of(entry, wide), AnomalyKind::LocalSize),
            (!self.agrees(self.crc.into(), entry.crc.into()), AnomalyKind::LocalChecksum),
            (wide.is_some_and(|wide| wide.contradicted), AnomalyKind::Zip64Mismatch),
            (path_differs, AnomalyKind::UnicodePath),
        ];
        let found = checks.into_iter().filter_map(|(is, kind)| is.then_some(kind));
        notes.extend(found.map(|kind| Anomaly::new(kind, self.range.clone(), Some(number))));
        if let Some(stray) = extra.stray {
            let from = self.range.end.saturating_sub(self.extra.len() as u64);
            let at = from.saturating_add(stray.start as u64)..from.saturating_add(stray.end as u64);
            notes.push(Anomaly::new(AnomalyKind::ExtraField, at, Some(number)));
        }
    }

    fn has_sizes_of(&self, entry: &Entry, wide: Option<Wide>) -> bool {
        wide.is_some_and(|wide| {
            self.agrees(wide.inflated, entry.inflated) && self.agrees(wide.compressed, entry.compressed)
        })
    }

    /// A header that is followed by a data descriptor may leave its sizes and checksum zero (4.4.4, bit 3).
    fn agrees(&self, here: u64, directory: u64) -> bool {
        here == directory || (here == 0 && self.flags & DESCRIBED != 0)
    }
}

/// An archive that was shifted by bytes in front of it: programs that do not allow for that must find nothing.
fn check_shift(source: &Source, end: &End, directory: &mut Directory) -> Result<(), Reason> {
    if end.shift == 0 {
        return Ok(());
    }
    for (number, entry) in directory.entries.iter().enumerate() {
        let unshifted = entry.header.saturating_sub(end.shift);
        if signature_at(source, unshifted, LOCAL)? {
            let at = unshifted..unshifted.saturating_add(HEADER_LENGTH);
            directory.notes.push(Anomaly::new(AnomalyKind::SeveralDirectories, at, Some(number)));
            break;
        }
    }
    Ok(())
}

/// Finds the data descriptors of the entries with these numbers.
fn descriptors(
    source: &Source,
    directory: &mut Directory,
    described: &[usize],
    budget: &Budget,
) -> Result<Vec<Claim>, Reason> {
    let mut starts: Vec<u64> = directory.entries.iter().map(|entry| entry.header).collect();
    starts.push(directory.range.start);
    starts.sort_unstable();
    let mut claims = Vec::new();
    for number in described {
        budget.time()?;
        let Some(entry) = directory.entries.get(*number) else { continue };
        let from = entry.data.end;
        let next = starts.get(starts.partition_point(|start| *start < from)).copied();
        let longest = from.saturating_add(LONGEST_DESCRIPTOR).min(source.len());
        let to = next.map_or(longest, |next| next.min(longest));
        let bytes = bytes_in(source, from..to)?.unwrap_or_default();
        if let Some(length) = descriptor_length(&bytes, entry) {
            let range = from..from.saturating_add(length as u64);
            claims.push(Claim::structure(range, Some(*number)));
            continue;
        }
        let kind = match bytes.starts_with(&DESCRIPTOR) {
            true => AnomalyKind::DescriptorMismatch,
            false => AnomalyKind::DescriptorMissing,
        };
        directory.notes.push(Anomaly::new(kind, from..to, Some(*number)));
    }
    Ok(claims)
}

/// The length of the longest form of a descriptor that these bytes begin with and that says what the directory says:
/// with or without signature, with sizes of 64 or 32 bits (4.3.9.2, 4.3.9.3). Programs differ in which they write.
fn descriptor_length(bytes: &[u8], entry: &Entry) -> Option<usize> {
    let crc = entry.crc.to_le_bytes();
    let wide = [entry.compressed, entry.inflated].map(u64::to_le_bytes).concat();
    let sizes = [entry.compressed, entry.inflated].map(|size| u32::try_from(size).unwrap_or(WIDE32));
    let narrow = sizes.map(u32::to_le_bytes).concat();
    let forms = [
        [&DESCRIPTOR[..], &crc, &wide].concat(),
        [&crc[..], &wide].concat(),
        [&DESCRIPTOR[..], &crc, &narrow].concat(),
        [&crc[..], &narrow].concat(),
    ];
    forms.into_iter().find(|form| bytes.starts_with(form)).map(|form| form.len())
}
