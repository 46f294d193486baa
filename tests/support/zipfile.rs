//! Writes zip files byte by byte, so that it can write those that no library would: gaps, remarks, two truths about one
//! entry, entries that the directory does not name. The same input gives the same bytes.
//!
//! Follows PKWARE's APPNOTE 6.3.10 (sections 4.3 and 4.4). It is not a general zip library: no zip64, no encryption.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};

/// APPNOTE 4.4.4, bit 0: encrypted.
pub const FLAG_ENCRYPTED: u16 = 1;
/// APPNOTE 4.4.4, bit 3: sizes and checksum follow the data.
pub const FLAG_DESCRIPTOR: u16 = 1 << 3;
/// APPNOTE 4.4.4, bit 11: the name is UTF-8.
pub const FLAG_UTF8: u16 = 1 << 11;

/// 1 January 1980, 00:00:00, the earliest time that a zip file can hold, and what Excel writes.
const DOS_DATE: u16 = 0x21;

/// One entry, with a handle on everything that is written about it.
#[derive(Clone, Default)]
pub struct Entry {
    /// The name in the central directory, and in the local header unless `local_name` says otherwise.
    pub name: String,
    /// The content, not compressed.
    pub data: Vec<u8>,
    /// Stored as it is instead of deflated.
    pub stored: bool,
    /// Written as the method, whatever was really done.
    pub claimed_method: Option<u16>,
    /// General purpose flags, in both headers.
    pub flags: u16,
    /// The name in the local header, if it is another.
    pub local_name: Option<String>,
    /// The inflated size in the local header, if it is another.
    pub local_size: Option<u32>,
    /// Extra field of the local header, with its own id and length.
    pub local_extra: Vec<u8>,
    /// Extra field of the central header, with its own id and length.
    pub central_extra: Vec<u8>,
    /// The comment in the central header.
    pub comment: Vec<u8>,
    /// Bytes before the local header that belong to nothing.
    pub gap_before: Vec<u8>,
    /// Bytes after the end of the deflate stream, counted in the compressed size.
    pub slack: Vec<u8>,
    /// A data descriptor with its signature follows; the local header's sizes are zero.
    pub descriptor: bool,
    /// No line of the central directory names it.
    pub unlisted: bool,
    /// The central directory names it at the place of the entry before.
    pub no_local: bool,
}

impl Entry {
    /// A deflated entry.
    pub fn new(name: &str, data: impl Into<Vec<u8>>) -> Self {
        Entry { name: name.into(), data: data.into(), ..Entry::default() }
    }
}

/// An extra field (APPNOTE 4.5): id, length, content.
pub fn extra_field(id: u16, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("a short extra field");
    [&id.to_le_bytes()[..], &length.to_le_bytes()[..], content].concat()
}

/// A whole zip file.
#[derive(Clone, Default)]
pub struct ZipFile {
    /// Bytes before the first entry.
    pub prefix: Vec<u8>,
    /// The entries, in the order in which they are written and named.
    pub entries: Vec<Entry>,
    /// Bytes between the last entry and the central directory.
    pub gap_before_directory: Vec<u8>,
    /// Bytes between the central directory and its end record.
    pub gap_after_directory: Vec<u8>,
    /// The comment of the archive.
    pub comment: Vec<u8>,
    /// Bytes after everything.
    pub suffix: Vec<u8>,
}

impl ZipFile {
    /// The entry of this name.
    pub fn entry(&mut self, name: &str) -> &mut Entry {
        self.entries.iter_mut().find(|entry| entry.name == name).unwrap_or_else(|| panic!("no entry {name}"))
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = self.prefix.clone();
        let mut directory = Vec::new();
        let mut listed = 0u16;
        let mut last_offset = 0;
        for entry in &self.entries {
            let packed = Packed::of(entry);
            if !entry.no_local {
                out.extend(&entry.gap_before);
                last_offset = offset(&out);
                local(&mut out, entry, &packed);
            }
            if !entry.unlisted {
                central(&mut directory, entry, &packed, last_offset);
                listed += 1;
            }
        }
        out.extend(&self.gap_before_directory);
        let start = offset(&out);
        out.extend(&directory);
        out.extend(&self.gap_after_directory);
        end_record(&mut out, listed, offset(&directory), start, &self.comment);
        out.extend(&self.suffix);
        out
    }
}

/// The data of an entry as it is stored, and what the headers truly should say of it.
struct Packed {
    bytes: Vec<u8>,
    method: u16,
    crc: u32,
    size: u32,
}

impl Packed {
    fn of(entry: &Entry) -> Self {
        let mut crc = Crc::new();
        crc.update(&entry.data);
        let mut bytes = if entry.stored { entry.data.clone() } else { deflate(&entry.data) };
        bytes.extend(&entry.slack);
        let method = entry.claimed_method.unwrap_or(if entry.stored { 0 } else { 8 });
        Packed { bytes, method, crc: crc.sum(), size: offset(&entry.data) }
    }
}

/// Raw deflate (RFC 1951).
pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(data).expect("memory");
    encoder.finish().expect("memory")
}

fn flags(entry: &Entry) -> u16 {
    let utf8 = if entry.name.is_ascii() { 0 } else { FLAG_UTF8 };
    let descriptor = if entry.descriptor { FLAG_DESCRIPTOR } else { 0 };
    entry.flags | utf8 | descriptor
}

/// APPNOTE 4.3.7 to 4.3.9.
fn local(out: &mut Vec<u8>, entry: &Entry, packed: &Packed) {
    let name = entry.local_name.as_ref().unwrap_or(&entry.name);
    let known = !entry.descriptor;
    put32(out, 0x0403_4b50);
    put16(out, 20);
    put16(out, flags(entry));
    put16(out, packed.method);
    put16(out, 0);
    put16(out, DOS_DATE);
    put32(out, if known { packed.crc } else { 0 });
    put32(out, if known { offset(&packed.bytes) } else { 0 });
    put32(out, entry.local_size.unwrap_or(if known { packed.size } else { 0 }));
    put16(out, length(name.as_bytes()));
    put16(out, length(&entry.local_extra));
    out.extend(name.as_bytes());
    out.extend(&entry.local_extra);
    out.extend(&packed.bytes);
    if entry.descriptor {
        put32(out, 0x0807_4b50);
        put32(out, packed.crc);
        put32(out, offset(&packed.bytes));
        put32(out, packed.size);
    }
}

/// APPNOTE 4.3.12.
fn central(out: &mut Vec<u8>, entry: &Entry, packed: &Packed, at: u32) {
    put32(out, 0x0201_4b50);
    put16(out, 20);
    put16(out, 20);
    put16(out, flags(entry));
    put16(out, packed.method);
    put16(out, 0);
    put16(out, DOS_DATE);
    put32(out, packed.crc);
    put32(out, offset(&packed.bytes));
    put32(out, packed.size);
    put16(out, length(entry.name.as_bytes()));
    put16(out, length(&entry.central_extra));
    put16(out, length(&entry.comment));
    put16(out, 0);
    put16(out, 0);
    put32(out, 0);
    put32(out, at);
    out.extend(entry.name.as_bytes());
    out.extend(&entry.central_extra);
    out.extend(&entry.comment);
}

/// APPNOTE 4.3.16.
fn end_record(out: &mut Vec<u8>, entries: u16, size: u32, start: u32, comment: &[u8]) {
    put32(out, 0x0605_4b50);
    put16(out, 0);
    put16(out, 0);
    put16(out, entries);
    put16(out, entries);
    put32(out, size);
    put32(out, start);
    put16(out, length(comment));
    out.extend(comment);
}

fn put16(out: &mut Vec<u8>, value: u16) {
    out.extend(value.to_le_bytes());
}

fn put32(out: &mut Vec<u8>, value: u32) {
    out.extend(value.to_le_bytes());
}

fn length(bytes: &[u8]) -> u16 {
    u16::try_from(bytes.len()).expect("under 64 KiB")
}

fn offset(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("under 4 GiB")
}
