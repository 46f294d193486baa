//! What a compound file ([MS-CFB]) holds, by the names in its root storage: a bounded walk of its directory and no more.
//!
//! Reads no stream; the walk that owns every byte of a compound file is the container's.

use std::collections::HashSet;

use super::binary::{u16_at, u32_at};
use crate::container::Source;
use crate::model::Format;

/// Most directory entries that are looked at.
const ENTRIES: usize = 65_536;
/// Most sectors of the DIFAT that are followed; each lists the sectors of about 8 MB of file.
const DIFAT_SECTORS: usize = 4_096;
/// Sector numbers from here on are marks, not numbers (2.1).
const LAST_SECTOR: u32 = 0xFFFF_FFFA;

/// Tells what a compound file is. Where its directory cannot be walked it is just a compound file.
pub(super) fn kind(source: &Source) -> Format {
    let names = Walk::new(source).map(|walk| root_names(&walk.directory())).unwrap_or_default();
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("EncryptedPackage") {
        Format::EncryptedPackage
    } else if has("Workbook") || has("Book") {
        Format::Xls
    } else if has("__properties_version1.0") {
        Format::Msg
    } else {
        Format::Compound
    }
}

/// Finds its way through the sectors.
struct Walk<'a> {
    source: &'a Source,
    header: Vec<u8>,
    sector: u64,
}

impl<'a> Walk<'a> {
    fn new(source: &'a Source) -> Option<Self> {
        let header = source.bytes_at(0, 512).ok()?;
        let shift = u16_at(&header, 30);
        matches!(shift, 9 | 12).then(|| Walk { source, header, sector: 1 << shift })
    }

    /// The directory's bytes (2.6), as far as they can be reached.
    fn directory(&self) -> Vec<u8> {
        let fat = self.fat_sectors();
        let mut out = Vec::new();
        let mut seen = HashSet::new();
        let mut at = u32_at(&self.header, 48);
        while at < LAST_SECTOR && seen.insert(at) && out.len() < ENTRIES * ENTRY {
            let Some(bytes) = self.read(at) else { break };
            out.extend(bytes);
            let Some(next) = self.next(&fat, at) else { break };
            at = next;
        }
        out
    }

    /// Where the FAT is: 109 places in the header, the others in a chain of sectors (2.5).
    fn fat_sectors(&self) -> Vec<u32> {
        let number = |bytes: &[u8]| u32_at(bytes, 0);
        let mut places: Vec<u32> =
            self.header.get(76..).unwrap_or_default().chunks_exact(4).map(number).collect();
        let mut at = u32_at(&self.header, 68);
        for _ in 0..DIFAT_SECTORS {
            let Some(bytes) = Some(at).filter(|&at| at < LAST_SECTOR).and_then(|at| self.read(at)) else {
                break;
            };
            places.extend(bytes.chunks_exact(4).map(number));
            at = places.pop().unwrap_or(LAST_SECTOR);
        }
        places
    }

    fn next(&self, fat: &[u32], sector: u32) -> Option<u32> {
        let per_sector = u32::try_from(self.sector / 4).ok()?;
        let place = fat.get(usize::try_from(sector / per_sector).ok()?)?;
        let bytes = self.read(*place)?;
        let at = usize::try_from(sector % per_sector).ok()?.checked_mul(4)?;
        bytes.get(at..)?;
        Some(u32_at(&bytes, at))
    }

    fn read(&self, sector: u32) -> Option<Vec<u8>> {
        let offset = (u64::from(sector) + 1).checked_mul(self.sector)?;
        let whole = usize::try_from(self.sector).ok()?;
        let left = usize::try_from(self.source.len().saturating_sub(offset)).unwrap_or(whole);
        // The last sector of a file may be short.
        self.source.bytes_at(offset, whole.min(left)).ok().filter(|bytes| !bytes.is_empty())
    }
}

/// Bytes of a directory entry (2.6.1).
const ENTRY: usize = 128;

/// The names of the root storage's children; of all entries, where the tree of siblings is broken.
fn root_names(directory: &[u8]) -> Vec<String> {
    let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
    let mut names = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![entries.first().map_or(u32::MAX, |root| u32_at(root, 76))];
    while let Some(at) = open.pop() {
        if at >= LAST_SECTOR || !seen.insert(at) {
            continue;
        }
        let Some(entry) = usize::try_from(at).ok().and_then(|at| entries.get(at)) else {
            return entries.iter().map(|entry| name(entry)).collect();
        };
        names.push(name(entry));
        open.extend([u32_at(entry, 68), u32_at(entry, 72)]);
    }
    if names.is_empty() { entries.iter().map(|entry| name(entry)).collect() } else { names }
}

fn name(entry: &[u8]) -> String {
    let length = usize::from(u16_at(entry, 64)).min(64).saturating_sub(2);
    let units = entry.get(..length).unwrap_or_default().chunks_exact(2).map(|unit| u16_at(unit, 0));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sniff;
    use super::*;

    /// A compound file of header, FAT and directory: name, left sibling, right sibling and child of each entry.
    fn file(entries: &[(&str, u32, u32, u32)]) -> Vec<u8> {
        let mut bytes = vec![0; 512];
        bytes[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        bytes[30] = 9;
        bytes[48] = 1;
        bytes[68..512].fill(0xFF);
        bytes[76..80].fill(0);
        let sectors = entries.len().div_ceil(4) as u32;
        let mut fat = vec![0xFF; 512];
        for at in 1..sectors {
            fat[at as usize * 4..][..4].copy_from_slice(&(at + 1).to_le_bytes());
        }
        bytes.extend(fat);
        for (name, left, right, child) in entries {
            let mut entry = vec![0; ENTRY];
            let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry[..units.len()].copy_from_slice(&units);
            entry[64] = units.len() as u8 + 2;
            for (at, number) in [(68, left), (72, right), (76, child)] {
                entry[at..at + 4].copy_from_slice(&number.to_le_bytes());
            }
            bytes.extend(entry);
        }
        bytes
    }

    const NO: u32 = u32::MAX;

    fn of(entries: &[(&str, u32, u32, u32)]) -> Format {
        sniff(&Source::memory(file(entries)), None)
    }

    #[test]
    fn the_root_names_tell_the_kind() {
        for (name, format) in [
            ("Workbook", Format::Xls),
            ("BOOK", Format::Xls),
            ("EncryptedPackage", Format::EncryptedPackage),
            ("WordDocument", Format::Compound),
            ("PowerPoint Document", Format::Compound),
            ("__properties_version1.0", Format::Msg),
        ] {
            let root = ("Root Entry", NO, NO, 3);
            assert_eq!(of(&[root, ("a", NO, NO, NO), (name, 1, NO, NO), ("b", 2, NO, NO)]), format, "{name}");
        }
    }

    #[test]
    fn a_workbook_inside_a_letter_is_not_the_file() {
        let root = ("Root Entry", NO, NO, 1);
        assert_eq!(
            of(&[root, ("WordDocument", NO, 2, NO), ("ObjectPool", NO, NO, 3), ("Workbook", NO, NO, NO)]),
            Format::Compound
        );
    }

    #[test]
    fn directories_that_are_long_broken_or_endless() {
        let mut entries = vec![("Root Entry", NO, NO, 9); 1];
        entries.extend(std::iter::repeat_n(("x", NO, NO, NO), 8));
        entries.push(("Workbook", 9, 9, NO));
        assert_eq!(of(&entries), Format::Xls);
        assert_eq!(of(&[("Root Entry", NO, NO, 99), ("Workbook", NO, NO, NO)]), Format::Xls);
        let bytes = file(&[("Root Entry", NO, NO, 1), ("Workbook", NO, NO, NO)]);
        for length in (8..bytes.len()).step_by(37) {
            sniff(&Source::memory(bytes[..length].to_vec()), None);
        }
    }
}
