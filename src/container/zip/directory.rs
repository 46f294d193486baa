//! The central directory (APPNOTE 4.3.12): the list of entries that programs go by.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::end::End;
use super::extra::{self, Extra, Narrow};
use super::fields::{CENTRAL, Fields, all_zero, bytes_in};
use super::{Anomaly, AnomalyKind, Entry, name};
use crate::container::Source;
use crate::limits::{Budget, Cap};
use crate::model::Reason;

/// Length of a directory record without name, extra data and comment.
const RECORD_LENGTH: u64 = 46;

/// General purpose flags (4.4.4) that hide the content: encryption, strong encryption, masked headers.
pub(super) const LOCKED: u16 = 1 | 1 << 6 | 1 << 13;
/// The flag for a name in UTF-8.
pub(super) const UTF8: u16 = 1 << 11;
/// The flag for a data descriptor.
pub(super) const DESCRIBED: u16 = 1 << 3;
/// Flags that say how hard deflate tried.
const EFFORT: u16 = 1 << 1 | 1 << 2;

/// The directory as read.
pub(super) struct Directory {
    pub(super) entries: Vec<Entry>,
    /// The bytes of its records.
    pub(super) range: Range<u64>,
    pub(super) notes: Vec<Anomaly>,
}

/// Reads the directory that the end record leads to.
pub(super) fn read(source: &Source, end: &End, budget: &Budget) -> Result<Directory, Reason> {
    let limits = budget.limits();
    if end.count > limits.parts as u64 {
        return Err(Cap::Parts.into());
    }
    let range = end.directory.start..end.directory.end.min(end.limit);
    if range.end.saturating_sub(range.start) > limits.part_in_memory {
        return Err(Cap::PartInMemory.into());
    }
    let bytes = bytes_in(source, range.clone())?.ok_or(Reason::Changed)?;
    let mut records = Records { rest: Fields::new(&bytes), at: range.start, shift: end.shift };
    let mut found = Directory { entries: Vec::new(), range, notes: Vec::new() };
    while let Some(record) = records.next_record() {
        budget.time()?;
        if found.entries.len() >= limits.parts {
            return Err(Cap::Parts.into());
        }
        found.push(record)?;
    }
    found.range.end = records.at;
    found.check_figures(end);
    found.check_names();
    Ok(found)
}

/// One record, its variable parts still raw.
struct Record<'a> {
    at: Range<u64>,
    shift: u64,
    made_by: u16,
    flags: u16,
    method: u16,
    crc: u32,
    sizes: Narrow,
    attributes: u32,
    name: &'a [u8],
    extra: &'a [u8],
    comment: &'a [u8],
}

struct Records<'a> {
    rest: Fields<'a>,
    at: u64,
    shift: u64,
}

impl<'a> Records<'a> {
    /// The next record; `None` at the first bytes that are not a whole one.
    fn next_record(&mut self) -> Option<Record<'a>> {
        let mut fields = Fields::new(self.rest.rest());
        fields.signature(CENTRAL)?;
        let made_by = fields.u16()?;
        fields.take(2)?;
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.take(4)?;
        let crc = fields.u32()?;
        let (compressed, inflated) = (fields.u32()?, fields.u32()?);
        let lengths = [fields.u16()?, fields.u16()?, fields.u16()?].map(usize::from);
        let disk = fields.u16()?;
        fields.take(2)?;
        let (attributes, header) = (fields.u32()?, fields.u32()?);
        let [name, extra, comment] = lengths;
        let (name, extra, comment) = (fields.take(name)?, fields.take(extra)?, fields.take(comment)?);
        let from = self.at;
        let length = self.rest.rest().len().saturating_sub(fields.rest().len());
        self.at = from.saturating_add(length as u64);
        self.rest = fields;
        let sizes = Narrow { inflated, compressed, header: Some((header, disk)) };
        let at = from..self.at;
        let shift = self.shift;
        Some(Record { at, shift, made_by, flags, method, crc, sizes, attributes, name, extra, comment })
    }
}

impl Record<'_> {
    fn name_at(&self) -> Range<u64> {
        let from = self.at.start.saturating_add(RECORD_LENGTH);
        from..from.saturating_add(self.name.len() as u64)
    }

    fn extra_at(&self, range: &Range<usize>) -> Range<u64> {
        let from = self.name_at().end;
        from.saturating_add(range.start as u64)..from.saturating_add(range.end as u64)
    }

    fn comment_at(&self) -> Range<u64> {
        self.at.end.saturating_sub(self.comment.len() as u64)..self.at.end
    }

    /// Whether a Unix system would make a link, device or pipe of it: the file type in the upper half of the external
    /// attributes, where a Unix (3) or macOS (19) program wrote it.
    fn is_special(&self) -> bool {
        let file_type = (self.attributes >> 16) & 0o170_000;
        matches!(self.made_by >> 8, 3 | 19) && !matches!(file_type, 0 | 0o100_000 | 0o040_000)
    }
}

impl Directory {
    fn push(&mut self, record: Record<'_>) -> Result<(), Reason> {
        const SIZES: Reason = Reason::Damaged("the sizes of a part are missing");
        const DISKS: Reason = Reason::Damaged("it is one of several volumes of an archive");
        let number = self.entries.len();
        let extra = extra::read(record.extra, None);
        let wide = record.sizes.widen(&extra).ok_or(SIZES)?;
        if wide.disk != 0 {
            return Err(DISKS);
        }
        let mut note = |kind, at| self.notes.push(Anomaly::new(kind, at, Some(number)));
        if let Some(stray) = &extra.stray {
            note(AnomalyKind::ExtraField, record.extra_at(stray));
        }
        if wide.contradicted {
            note(AnomalyKind::Zip64Mismatch, record.at.clone());
        }
        if record.is_special() {
            note(AnomalyKind::SpecialFile, record.at.clone());
        }
        if !record.comment.is_empty() {
            let comment = Anomaly::new(AnomalyKind::EntryComment, record.comment_at(), Some(number));
            self.notes.push(comment.zero(all_zero(record.comment)));
        }
        let name = self.name(&record, &extra, number);
        let entry = Entry {
            name: Arc::from(name),
            raw_name: Arc::from(record.name),
            name_at: record.name_at(),
            method: record.method.into(),
            flags: record.flags,
            crc: record.crc,
            compressed: wide.compressed,
            inflated: wide.inflated,
            header: wide.header.saturating_add(record.shift),
            data: 0..0,
        };
        self.check_entry(&entry, number);
        self.entries.push(entry);
        Ok(())
    }

    /// The name of an entry, and what is odd about it.
    fn name(&mut self, record: &Record<'_>, extra: &Extra<'_>, number: usize) -> String {
        let (mut letters, mut odd) = name::decode(record.name, record.flags & UTF8 != 0);
        if let Some((checksum, path)) = extra.path {
            match std::str::from_utf8(path) {
                Ok(path) if path == letters => odd = None,
                // A name that had to be guessed is what the extra field is for.
                Ok(path)
                    if odd == Some(AnomalyKind::NameEncoding)
                        && extra::path_is_for(checksum, record.name) =>
                {
                    path.clone_into(&mut letters);
                }
                _ => odd = Some(AnomalyKind::UnicodePath),
            }
        }
        let all = odd.into_iter().chain(name::oddities(&letters));
        self.notes.extend(all.map(|kind| Anomaly::new(kind, record.name_at(), Some(number))));
        letters
    }

    /// Oddities that an entry shows by itself.
    fn check_entry(&mut self, entry: &Entry, number: usize) {
        let odd_flags = entry.flags & !(LOCKED | UTF8 | DESCRIBED | EFFORT) != 0;
        let stored = entry.method == super::Method::Stored && !entry.is_encrypted();
        let checks = [
            (entry.is_encrypted(), AnomalyKind::Encrypted),
            (odd_flags, AnomalyKind::OddFlags),
            (matches!(entry.method, super::Method::Other(_)), AnomalyKind::OddMethod),
            (entry.is_folder() && entry.inflated > 0, AnomalyKind::FolderData),
            (stored && entry.compressed != entry.inflated, AnomalyKind::StoredSize),
        ];
        let found = checks.into_iter().filter_map(|(is, kind)| is.then_some(kind));
        self.notes.extend(found.map(|kind| Anomaly::new(kind, entry.name_at.clone(), Some(number))));
    }

    /// Holds what was read against what the end record says.
    fn check_figures(&mut self, end: &End) {
        if self.entries.len() as u64 != end.count {
            self.notes.push(Anomaly::new(AnomalyKind::DirectoryCount, self.range.clone(), None));
        }
        if self.range.end != end.directory.end {
            let range = self.range.end.min(end.directory.end)..end.limit;
            self.notes.push(Anomaly::new(AnomalyKind::DirectorySize, range, None));
        }
    }

    /// Finds names that are the same, or count as the same.
    fn check_names(&mut self) {
        let mut exact: HashMap<&str, usize> = HashMap::new();
        let mut wide: HashMap<String, usize> = HashMap::new();
        for (number, entry) in self.entries.iter().enumerate() {
            let twice = exact.insert(&entry.name, number).is_some();
            let like = wide.insert(name::collapsed(&entry.name), number).is_some();
            let kind = match (twice, like) {
                (true, _) => AnomalyKind::DuplicateName,
                (false, true) => AnomalyKind::EquivalentName,
                (false, false) => continue,
            };
            self.notes.push(Anomaly::new(kind, entry.name_at.clone(), Some(number)));
        }
    }
}
