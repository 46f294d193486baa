//! Writes small compound files ([MS-CFB] version 3): what embedded objects, VBA projects, encrypted packages and old
//! workbooks are kept in. Every stream is padded to whole sectors and to 4096 bytes, so that no mini stream is needed.
//!
//! It is not a general writer: one level of storages, no more than 128 sectors of data and directory together.

const SECTOR: usize = 512;
const MINI_CUTOFF: usize = 4096;
const FREE: u32 = 0xFFFF_FFFF;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FAT_SECTOR: u32 = 0xFFFF_FFFD;
const NO_STREAM: u32 = 0xFFFF_FFFF;

/// A compound file in which these streams lie side by side in the root.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let padded: Vec<(&str, Vec<u8>)> = streams.iter().map(|(name, data)| (*name, padded(data))).collect();
    let directory_sectors = (1 + padded.len()).div_ceil(4);
    let data_sectors: usize = padded.iter().map(|(_, data)| data.len() / SECTOR).sum();
    assert!(1 + directory_sectors + data_sectors <= SECTOR / 4, "one FAT sector is all there is");

    // Sector 0 is the FAT, the directory follows, then the streams.
    let mut fat = vec![FAT_SECTOR];
    chain(&mut fat, directory_sectors);
    let mut directory = root_entry(padded.len());
    let mut body: Vec<u8> = Vec::new();
    for (index, (name, data)) in padded.iter().enumerate() {
        let start = u32::try_from(fat.len()).expect("few sectors");
        chain(&mut fat, data.len() / SECTOR);
        directory.extend(stream_entry(name, index, padded.len(), start, data.len()));
        body.extend(data);
    }
    fat.resize(SECTOR / 4, FREE);
    while directory.len() < directory_sectors * SECTOR {
        directory.extend(entry("", 0, [NO_STREAM; 3], 0, 0));
    }
    let mut out = header();
    out.extend(fat.iter().flat_map(|sector| sector.to_le_bytes()));
    out.extend(directory);
    out.extend(body);
    out
}

fn padded(data: &[u8]) -> Vec<u8> {
    let mut data = data.to_vec();
    let length = data.len().max(MINI_CUTOFF).next_multiple_of(SECTOR);
    data.resize(length, 0);
    data
}

/// [MS-CFB] 2.3: each sector names the next.
fn chain(fat: &mut Vec<u32>, sectors: usize) {
    for left in (0..sectors).rev() {
        let next = u32::try_from(fat.len() + 1).expect("few sectors");
        fat.push(if left == 0 { END_OF_CHAIN } else { next });
    }
}

/// [MS-CFB] 2.2.
fn header() -> Vec<u8> {
    let mut out = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    out.extend([0; 16]);
    for value in [0x3Eu16, 3, 0xFFFE, 9, 6] {
        out.extend(value.to_le_bytes());
    }
    out.extend([0; 6]);
    let (directory_start, fat_sectors) = (1u32, 1u32);
    for value in [0, fat_sectors, directory_start, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0, 0] {
        out.extend(value.to_le_bytes());
    }
    for _ in 1..109 {
        out.extend(FREE.to_le_bytes());
    }
    out
}

fn root_entry(streams: usize) -> Vec<u8> {
    let child = if streams == 0 { NO_STREAM } else { 1 };
    entry("Root Entry", 5, [NO_STREAM, NO_STREAM, child], END_OF_CHAIN, 0)
}

/// The streams hang in one row, each the right sibling of the one before; they are given in the order of the format
/// (shorter names first).
fn stream_entry(name: &str, index: usize, of: usize, start: u32, size: usize) -> Vec<u8> {
    let right = if index + 1 < of { u32::try_from(index + 2).expect("few streams") } else { NO_STREAM };
    entry(name, 2, [NO_STREAM, right, NO_STREAM], start, size)
}

/// [MS-CFB] 2.6.1.
fn entry(name: &str, kind: u8, links: [u32; 3], start: u32, size: usize) -> Vec<u8> {
    let mut units: Vec<u16> = name.encode_utf16().collect();
    let name_bytes = if name.is_empty() { 0 } else { u16::try_from(units.len() * 2 + 2).expect("short") };
    units.resize(32, 0);
    let mut out: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    out.extend(name_bytes.to_le_bytes());
    out.extend([kind, 1]);
    out.extend(links.iter().flat_map(|link| link.to_le_bytes()));
    out.extend([0; 36]);
    out.extend(start.to_le_bytes());
    out.extend(u64::try_from(size).expect("small").to_le_bytes());
    out
}
