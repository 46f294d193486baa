//! Signatures of kinds of file that are not text. Which part of a signature may be trusted alone is said at each.

use super::compound;
use crate::container::Source;
use crate::model::Format;

/// Containers and tables, by what the file begins with.
pub(super) fn signature(source: &Source, head: &[u8]) -> Option<Format> {
    match head {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Some(Format::Zip),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Some(compound::kind(source)),
        [0x1F, 0x8B, 8, ..] => Some(Format::Gzip),
        [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => Some(Format::SevenZip),
        [b'R', b'a', b'r', b'!', 0x1A, 7, ..] => Some(Format::Rar),
        _ if is_raw_biff(head) => Some(Format::Xls),
        _ if is_tar(head) => Some(Format::Tar),
        _ if is_dbase(head, source.len()) => Some(Format::Dbase),
        _ => None,
    }
}

/// Kinds that the gate is not for. These are asked for last, since what is one of them is not checked.
pub(super) fn picture_or_document(source: &Source, head: &[u8]) -> Option<Format> {
    match head {
        _ if is_picture(head, source.len()) => Some(Format::Image),
        _ if is_pdf(source, head) => Some(Format::Pdf),
        _ if unmarked(head).starts_with(b"{\\rtf") => Some(Format::Rtf),
        _ => None,
    }
}

/// Whether the file ends as a zip does (APPNOTE 4.3.16), whatever it begins with: programs read a zip from its end.
pub(super) fn ends_as_zip(source: &Source) -> bool {
    const RECORD: usize = 22;
    let length = source.len().min((1 << 16) + RECORD as u64);
    let from = source.len().saturating_sub(length);
    let Ok(tail) = source.bytes_at(from, usize::try_from(length).unwrap_or(0)) else { return false };
    memchr::memmem::rfind_iter(&tail, b"PK\x05\x06").any(|at| {
        let Some(record) = tail.get(at..).filter(|rest| rest.len() >= RECORD) else { return false };
        let comment = usize::from(u16_at(record, 20));
        let directory = u64::from(u32_at(record, 12));
        record.len() == RECORD + comment && directory <= from.saturating_add(at as u64)
    })
}

/// A BOF record without a compound file around it, as Excel 2 to 4 wrote ([MS-XLS] 2.4.21 and its forebears).
fn is_raw_biff(head: &[u8]) -> bool {
    let [9, version, length, 0, ..] = head else { return false };
    let kind = u16_at(head, 6);
    match (version, length) {
        (0, 4 | 6) | (2 | 4, 6) | (8, 8 | 16) => {
            matches!(kind, 0x05 | 0x06 | 0x10 | 0x20 | 0x40 | 0x100)
        }
        _ => false,
    }
}

/// The checksum of the first header is right (POSIX ustar; older tars have no name of their own).
fn is_tar(head: &[u8]) -> bool {
    let Some(header) = head.get(..512) else { return false };
    let field = header.get(148..156).unwrap_or_default();
    let digits: String = field
        .iter()
        .map(|&b| char::from(b))
        .skip_while(|c| *c == ' ')
        .take_while(char::is_ascii_digit)
        .collect();
    let Ok(wanted) = u32::from_str_radix(&digits, 8) else { return false };
    let sum: u32 = header.iter().map(|&b| u32::from(b)).sum();
    let own: u32 = field.iter().map(|&b| u32::from(b)).sum();
    wanted > 0 && sum.saturating_sub(own).saturating_add(8 * 32) == wanted
}

/// Version, a date, and header and record lengths that agree with the field descriptors' end mark (dBase III to 7).
fn is_dbase(head: &[u8], length: u64) -> bool {
    let [version, _, month, day, ..] = head else { return false };
    let known = matches!(version, 0x02..=0x05 | 0x30..=0x32 | 0x43 | 0x63 | 0x83 | 0x8B | 0x8E | 0xCB | 0xE5 | 0xF5 | 0xFB);
    if !known || !(1..=12).contains(month) || !(1..=31).contains(day) {
        return false;
    }
    let header = usize::from(u16_at(head, 8));
    let record = u16_at(head, 10);
    let ends = |at: usize| head.get(at) == Some(&0x0D);
    let closed =
        ends(header.saturating_sub(1)) || ends(header.saturating_sub(2)) || ends(header.saturating_sub(264));
    header >= 33 && record >= 1 && header as u64 <= length && closed
}

fn is_picture(head: &[u8], length: u64) -> bool {
    match head {
        [0x89, b'P', b'N', b'G', 13, 10, 0x1A, 10, ..] | [0xFF, 0xD8, 0xFF, ..] => true,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => true,
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => true,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => true,
        [0xD7, 0xCD, 0xC6, 0x9A, ..] | [1 | 2, 0, 9, 0, 0, 1 | 3, ..] => true,
        [0, 0, 1 | 2, 0, count, 0, ..] => *count > 0 && (6 + 16 * u64::from(*count)) < length,
        [1, 0, 0, 0, ..] => head.get(40..44) == Some(b" EMF"),
        [b'B', b'M', ..] => is_bitmap(head, length),
        _ => {
            head.get(4..8) == Some(b"ftyp")
                && matches!(head.get(8..12), Some(b"heic" | b"heix" | b"mif1" | b"avif"))
        }
    }
}

/// `BM` begins many a sentence: the sizes have to agree too.
fn is_bitmap(head: &[u8], length: u64) -> bool {
    let pixels = u64::from(u32_at(head, 10));
    let header = u32_at(head, 14);
    u32_at(head, 6) == 0
        && matches!(header, 12 | 40 | 52 | 56 | 64 | 108 | 124)
        && pixels >= 26
        && pixels <= length
}

/// The signature and an object or the end mark: a table may begin with the words alone.
fn is_pdf(source: &Source, head: &[u8]) -> bool {
    let start = unmarked(head);
    let near = start.get(..1024.min(start.len())).unwrap_or_default();
    let signed =
        start.starts_with(b"%PDF-") || (near.contains(&0) && memchr::memmem::find(near, b"%PDF-").is_some());
    if !signed {
        return false;
    }
    let from = source.len().saturating_sub(2048);
    let tail = source
        .bytes_at(from, usize::try_from(source.len().saturating_sub(from)).unwrap_or(0))
        .unwrap_or_default();
    memchr::memmem::find(&tail, b"%%EOF").is_some() || memchr::memmem::find(head, b" obj").is_some()
}

/// Without a byte order mark and white space.
fn unmarked(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let found = bytes.get(at..at.saturating_add(2)).and_then(|two| <[u8; 2]>::try_from(two).ok());
    found.map_or(0, u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..at.saturating_add(4)).and_then(|four| <[u8; 4]>::try_from(four).ok());
    found.map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::super::sniff;
    use super::*;

    fn of(bytes: &[u8]) -> Format {
        sniff(&Source::memory(bytes.to_vec()), None)
    }

    fn padded(start: &[u8], length: usize) -> Vec<u8> {
        let mut bytes = start.to_vec();
        bytes.resize(length, 0);
        bytes
    }

    #[test]
    fn containers_by_their_start() {
        assert_eq!(of(b"PK\x03\x04rest"), Format::Zip);
        assert_eq!(of(&padded(b"PK\x05\x06", 22)), Format::Zip);
        assert_eq!(of(b"\x1F\x8B\x08\0rest"), Format::Gzip);
        assert_eq!(of(b"7z\xBC\xAF\x27\x1C\0\x04"), Format::SevenZip);
        assert_eq!(of(b"Rar!\x1A\x07\x01\0"), Format::Rar);
        assert_eq!(of(&[9, 8, 16, 0, 0, 6, 5, 0, 1, 2]), Format::Xls);
        assert_eq!(of(&[9, 0, 4, 0, 2, 0, 16, 0, 1, 2]), Format::Xls);
    }

    #[test]
    fn a_zip_behind_text_or_a_picture_is_a_zip() {
        let end = padded(b"PK\x05\x06", 22);
        assert_eq!(of(&[b"a,b\n1,2\n".as_slice(), &end].concat()), Format::Zip);
        assert_eq!(of(&[b"\xFF\xD8\xFF\xE0".as_slice(), &[0; 90], &end].concat()), Format::Zip);
        assert_eq!(
            of(&[b"a,b\n".repeat(50).as_slice(), b"PK\x05\x06,no zip is this\n"].concat()),
            Format::Csv
        );
    }

    #[test]
    fn tar_needs_its_checksum() {
        let mut header = padded(b"annex.csv", 512);
        header[100..107].copy_from_slice(b"0000644");
        header[257..263].copy_from_slice(b"ustar\0");
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|&b| u32::from(b)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        assert_eq!(of(&header), Format::Tar);
        header[0] = b'b';
        assert_ne!(of(&header), Format::Tar);
    }

    #[test]
    fn dbase_needs_its_lengths() {
        let mut file = padded(&[3, 124, 1, 31, 1, 0, 0, 0, 65, 0, 11, 0], 64);
        file.extend(b"\x0D Ann Examp");
        assert_eq!(of(&file), Format::Dbase);
        file[8] = 200;
        assert_ne!(of(&file), Format::Dbase);
    }

    #[test]
    fn pictures_and_documents() {
        assert_eq!(of(b"\x89PNG\r\n\x1A\n\0\0"), Format::Image);
        assert_eq!(of(b"\xFF\xD8\xFF\xE0\0\x10JFIF"), Format::Image);
        assert_eq!(of(b"GIF89a\x01\0"), Format::Image);
        assert_eq!(of(b"II*\0\x08\0\0\0"), Format::Image);
        assert_eq!(of(b"MM\0*\0\0\0\x08"), Format::Image);
        assert_eq!(of(b"RIFF\x10\0\0\0WEBPVP8 "), Format::Image);
        assert_eq!(of(b"\xD7\xCD\xC6\x9A\0\0"), Format::Image);
        assert_eq!(of(&padded(b"\0\0\x01\0\x01\0\x10\x10", 200)), Format::Image);
        let mut emf = padded(&[1], 100);
        emf[40..44].copy_from_slice(b" EMF");
        assert_eq!(of(&emf), Format::Image);
        let mut bitmap = padded(b"BM", 100);
        bitmap[10] = 54;
        bitmap[14] = 40;
        assert_eq!(of(&bitmap), Format::Image);
        assert_eq!(of(b"BM,Name\n1,2\n"), Format::Csv);
        assert_eq!(of(b"\xEF\xBB\xBF%PDF-1.7\n1 0 obj\n"), Format::Pdf);
        assert_eq!(of(b"%PDF-reader,count\n1,2\n"), Format::Csv);
        assert_eq!(of(b" {\\rtf1\\ansi hello}"), Format::Rtf);
    }
}
