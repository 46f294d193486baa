//! The end of an archive: the end record, its zip64 sister, and where they say that the directory is.
//!
//! Programs find the end record in different ways (from behind, from the front, only where its comment reaches the end
//! of the file), so whatever could be taken for another one is told.

use std::ops::Range;

use memchr::memmem;

use super::fields::{CENTRAL, END, END64, Fields, LOCATOR, WIDE16, WIDE32, all_zero, bytes_in, signature_at};
use super::{Anomaly, AnomalyKind};
use crate::container::Source;
use crate::model::Reason;

/// Length of an end record without its comment (APPNOTE 4.3.16).
const END_LENGTH: u64 = 22;
/// Length of a zip64 locator (4.3.15).
const LOCATOR_LENGTH: u64 = 20;
/// Length of a zip64 end record without an extension (4.3.14).
const END64_LENGTH: u64 = 56;

/// What the end of an archive says.
pub(super) struct End {
    /// Entries in the directory.
    pub(super) count: u64,
    /// Where the directory is, by its declared size.
    pub(super) directory: Range<u64>,
    /// Where the end records begin, before which the directory must end.
    pub(super) limit: u64,
    /// What must be added to the offsets that the archive gives, as bytes were put in front of it.
    pub(super) shift: u64,
    /// The end records themselves.
    pub(super) structure: Vec<Range<u64>>,
    /// What is odd about them.
    pub(super) notes: Vec<Anomaly>,
}

/// Finds the end record that programs which search from behind take, and the directory.
pub(super) fn find(source: &Source) -> Result<End, Reason> {
    let from = source.len().saturating_sub(END_LENGTH + u64::from(u16::MAX));
    let tail = bytes_in(source, from..source.len())?.ok_or(Reason::Changed)?;
    let mut seen = false;
    for at in memmem::rfind_iter(&tail, &END) {
        seen = true;
        let record = tail.get(at..).unwrap_or_default();
        if let Some(end) = at_record(source, from.saturating_add(at as u64), record)? {
            return Ok(end);
        }
    }
    Err(Reason::Damaged(match seen {
        true => "the directory of its parts cannot be found; it may have been cut short",
        false => "it has no end record; it may have been cut short",
    }))
}

/// The figures of an end record, zip64 or not (the fields of 4.3.16 and 4.3.14 without those about disks).
#[derive(Clone, Copy)]
struct Figures {
    count: u64,
    size: u64,
    offset: u64,
}

/// The archive that ends with the record at this place; `None` where it is not one, or where it leads nowhere.
fn at_record(source: &Source, at: u64, record: &[u8]) -> Result<Option<End>, Reason> {
    let Some((narrow, comment)) = read_record(record) else { return Ok(None) };
    let comment_at = at.saturating_add(END_LENGTH);
    let comment_range = comment_at..comment_at.saturating_add(comment.len() as u64);
    let mut structure: Vec<Range<u64>> = std::iter::once(at..comment_range.end).collect();
    let mut notes = about_comment(comment, comment_range);
    let (mut figures, mut limit) = (narrow, at);
    let locator_at = at.saturating_sub(LOCATOR_LENGTH);
    match zip64(source, locator_at, &mut notes)? {
        Zip64::Absent => {}
        Zip64::Lost => return Ok(None),
        Zip64::At(range, wide) => {
            (figures, limit) = (wide, range.start);
            if contradicts(narrow, wide) {
                notes.push(Anomaly::new(AnomalyKind::Zip64Mismatch, range.clone(), None));
            }
            structure.extend([locator_at..at, range]);
        }
    }
    let start = directory_start(source, figures, limit, &mut notes)?;
    Ok(start.map(|(start, shift)| {
        let directory = start..start.saturating_add(figures.size);
        End { count: figures.count, directory, limit, shift, structure, notes }
    }))
}

fn about_comment(comment: &[u8], range: Range<u64>) -> Vec<Anomaly> {
    let told = Anomaly::new(AnomalyKind::ArchiveComment, range.clone(), None).zero(all_zero(comment));
    let another = Anomaly::new(AnomalyKind::SeveralEnds, range, None);
    let holds_another = memmem::find(comment, &END).is_some();
    let told = (!comment.is_empty()).then_some(told);
    told.into_iter().chain(holds_another.then_some(another)).collect()
}

/// The record's figures and comment; `None` where it does not fit, or is about one of several disks.
fn read_record(record: &[u8]) -> Option<(Figures, &[u8])> {
    let mut fields = Fields::new(record);
    fields.signature(END)?;
    let disks = [fields.u16()?, fields.u16()?];
    let (here, count) = (fields.u16()?, fields.u16()?);
    let (size, offset) = (fields.u32()?, fields.u32()?);
    let length = usize::from(fields.u16()?);
    let comment = fields.take(length)?;
    let one_disk = disks.into_iter().all(|disk| disk == 0 || disk == WIDE16) && here == count;
    let figures = Figures { count: u64::from(count), size: u64::from(size), offset: u64::from(offset) };
    one_disk.then_some((figures, comment))
}

enum Zip64 {
    /// No locator, so no zip64.
    Absent,
    /// A locator that leads nowhere.
    Lost,
    /// The zip64 end record and its figures.
    At(Range<u64>, Figures),
}

/// Looks for the zip64 locator just before the end record, and for what it points to. With bytes in front of the archive
/// it points too low, and the record stands right before it.
fn zip64(source: &Source, locator_at: u64, notes: &mut Vec<Anomaly>) -> Result<Zip64, Reason> {
    let locator = bytes_in(source, locator_at..locator_at.saturating_add(LOCATOR_LENGTH))?;
    let locator = locator.unwrap_or_default();
    let mut fields = Fields::new(&locator);
    if fields.signature(LOCATOR).is_none() {
        return Ok(Zip64::Absent);
    }
    let Some((_disk, told)) = fields.u32().zip(fields.u64()) else { return Ok(Zip64::Lost) };
    let near = locator_at.saturating_sub(END64_LENGTH);
    let is_told = signature_at(source, told, END64)?;
    let is_near = signature_at(source, near, END64)?;
    if is_told && is_near && told != near {
        notes.push(Anomaly::new(AnomalyKind::SeveralEnds, near..locator_at, None));
    }
    let at = if is_told { told } else { near };
    let record = bytes_in(source, at..at.saturating_add(END64_LENGTH))?.unwrap_or_default();
    let Some((length, figures)) = read_zip64_record(&record) else { return Ok(Zip64::Lost) };
    let end = at.saturating_add(12).saturating_add(length);
    let body_end = at.saturating_add(END64_LENGTH);
    if end < body_end || end > locator_at {
        return Ok(Zip64::Lost);
    }
    if end > body_end {
        notes.push(Anomaly::new(AnomalyKind::EndExtension, body_end..end, None));
    }
    Ok(Zip64::At(at..end, figures))
}

fn read_zip64_record(record: &[u8]) -> Option<(u64, Figures)> {
    let mut fields = Fields::new(record);
    fields.signature(END64)?;
    let length = fields.u64()?;
    fields.take(4)?;
    let disks = [fields.u32()?, fields.u32()?];
    let (here, count) = (fields.u64()?, fields.u64()?);
    let (size, offset) = (fields.u64()?, fields.u64()?);
    let one_disk = disks == [0, 0] && here == count;
    one_disk.then_some((length, Figures { count, size, offset }))
}

/// Whether a plain figure that is there is not what the zip64 record says.
fn contradicts(narrow: Figures, wide: Figures) -> bool {
    let differs = |narrow: u64, open: u64, wide: u64| narrow != open && narrow != wide;
    differs(narrow.count, u64::from(WIDE16), wide.count)
        || differs(narrow.size, u64::from(WIDE32), wide.size)
        || differs(narrow.offset, u64::from(WIDE32), wide.offset)
}

/// Where the directory starts, and by how much the archive was shifted. Some programs go by the offset that the archive
/// gives, some count the directory's size back from the end record.
fn directory_start(
    source: &Source,
    figures: Figures,
    limit: u64,
    notes: &mut Vec<Anomaly>,
) -> Result<Option<(u64, u64)>, Reason> {
    let counted_back = limit.checked_sub(figures.size);
    if figures.count == 0 && figures.size == 0 {
        return Ok(Some((limit, 0)));
    }
    let is_told = figures.offset < limit && signature_at(source, figures.offset, CENTRAL)?;
    let shift = counted_back.and_then(|at| at.checked_sub(figures.offset)).filter(|shift| *shift > 0);
    let is_counted = match (counted_back, shift) {
        (Some(at), Some(_)) => signature_at(source, at, CENTRAL)?,
        _ => false,
    };
    match (counted_back, shift) {
        (Some(at), Some(shift)) if is_counted => {
            if is_told {
                let range = figures.offset..figures.offset.saturating_add(4);
                notes.push(Anomaly::new(AnomalyKind::SeveralDirectories, range, None));
            }
            notes.push(Anomaly::new(AnomalyKind::Shifted, 0..shift, None));
            Ok(Some((at, shift)))
        }
        _ if is_told => Ok(Some((figures.offset, 0))),
        _ => Ok(None),
    }
}
