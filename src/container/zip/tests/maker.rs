//! Writes archives byte by byte, with any oddity a test asks for. All content is invented.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// One entry to write; the `local_*` fields are what the local header says instead, where set.
#[derive(Clone, Default)]
pub(super) struct Part {
    pub(super) gap_before: Vec<u8>,
    pub(super) name: Vec<u8>,
    pub(super) local_name: Option<Vec<u8>>,
    pub(super) method: u16,
    pub(super) local_method: Option<u16>,
    pub(super) flags: u16,
    pub(super) local_flags: Option<u16>,
    pub(super) packed: Vec<u8>,
    pub(super) inflated: u32,
    pub(super) crc: u32,
    /// Checksum, packed size, size.
    pub(super) local_figures: Option<[u32; 3]>,
    /// The sizes in the directory, where not the real ones; `u32::MAX` for zip64.
    pub(super) sizes: Option<[u32; 2]>,
    pub(super) local_extra: Vec<u8>,
    pub(super) extra: Vec<u8>,
    pub(super) comment: Vec<u8>,
    pub(super) descriptor: Vec<u8>,
    pub(super) made_by: u16,
    pub(super) attributes: u32,
    /// Where the directory says that the local header is.
    pub(super) header: Option<u32>,
    /// The local header and data are written, but the directory does not list them.
    pub(super) unlisted: bool,
}

/// An archive to write.
#[derive(Clone, Default)]
pub(super) struct Maker {
    pub(super) before: Vec<u8>,
    /// Bytes in front that the offsets do not count.
    pub(super) uncounted: Vec<u8>,
    pub(super) parts: Vec<Part>,
    pub(super) gap: Vec<u8>,
    pub(super) gap_behind_directory: Vec<u8>,
    pub(super) zip64: bool,
    pub(super) extension: Vec<u8>,
    pub(super) comment: Vec<u8>,
    pub(super) after: Vec<u8>,
    pub(super) count: Option<u16>,
    pub(super) size: Option<u32>,
    pub(super) offset: Option<u32>,
}

pub(super) fn crc_of(content: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(content);
    crc.sum()
}

pub(super) fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A deflated entry.
pub(super) fn part(name: &str, content: &[u8]) -> Part {
    let packed = deflated(content);
    Part { method: 8, packed, ..stored(name, content) }
}

/// A stored entry.
pub(super) fn stored(name: &str, content: &[u8]) -> Part {
    Part {
        name: name.into(),
        packed: content.into(),
        inflated: u32::try_from(content.len()).unwrap(),
        crc: crc_of(content),
        ..Part::default()
    }
}

/// An entry whose local header leaves the figures to the descriptor.
pub(super) fn described(name: &str, content: &[u8], signature: bool, wide: bool) -> Part {
    let plain = part(name, content);
    let mut descriptor = if signature { b"PK\x07\x08".to_vec() } else { Vec::new() };
    descriptor.extend(plain.crc.to_le_bytes());
    for size in [plain.packed.len() as u64, content.len() as u64] {
        let bytes = size.to_le_bytes();
        descriptor.extend(&bytes[..if wide { 8 } else { 4 }]);
    }
    Part { flags: 8, local_figures: Some([0; 3]), descriptor, ..plain }
}

pub(super) fn extra(id: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap();
    [&id.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
}

pub(super) fn archive(parts: Vec<Part>) -> Maker {
    Maker { parts, ..Maker::default() }
}

impl Part {
    fn packed_length(&self) -> u32 {
        u32::try_from(self.packed.len()).unwrap()
    }

    fn write_local(&self, out: &mut Vec<u8>) {
        let name = self.local_name.as_ref().unwrap_or(&self.name);
        out.extend(b"PK\x03\x04\x14\x00");
        out.extend(self.local_flags.unwrap_or(self.flags).to_le_bytes());
        out.extend(self.local_method.unwrap_or(self.method).to_le_bytes());
        out.extend([0; 4]);
        let figures = self.local_figures.unwrap_or([self.crc, self.packed_length(), self.inflated]);
        figures.iter().for_each(|figure| out.extend(figure.to_le_bytes()));
        for length in [name.len(), self.local_extra.len()] {
            out.extend(u16::try_from(length).unwrap().to_le_bytes());
        }
        for bytes in [name, &self.local_extra, &self.packed, &self.descriptor] {
            out.extend(bytes);
        }
    }

    fn write_central(&self, header: u32, out: &mut Vec<u8>) {
        out.extend(b"PK\x01\x02");
        out.extend(self.made_by.to_le_bytes());
        out.extend(b"\x14\x00");
        out.extend(self.flags.to_le_bytes());
        out.extend(self.method.to_le_bytes());
        out.extend([0; 4]);
        out.extend(self.crc.to_le_bytes());
        let sizes = self.sizes.unwrap_or([self.packed_length(), self.inflated]);
        sizes.iter().for_each(|size| out.extend(size.to_le_bytes()));
        for length in [self.name.len(), self.extra.len(), self.comment.len()] {
            out.extend(u16::try_from(length).unwrap().to_le_bytes());
        }
        out.extend([0; 4]);
        out.extend(self.attributes.to_le_bytes());
        out.extend(self.header.unwrap_or(header).to_le_bytes());
        for bytes in [&self.name, &self.extra, &self.comment] {
            out.extend(bytes);
        }
    }
}

impl Maker {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = self.before.clone();
        let mut directory = Vec::new();
        let mut count = 0u16;
        for part in &self.parts {
            out.extend(&part.gap_before);
            let header = u32::try_from(out.len()).unwrap();
            part.write_local(&mut out);
            if !part.unlisted {
                part.write_central(header, &mut directory);
                count = count.wrapping_add(1);
            }
        }
        out.extend(&self.gap);
        let offset = out.len();
        out.extend(&directory);
        out.extend(&self.gap_behind_directory);
        let listed = self.parts.iter().filter(|part| !part.unlisted).count();
        let figures = [listed, directory.len(), offset];
        if self.zip64 {
            self.write_zip64(figures, &mut out);
        }
        out.extend(b"PK\x05\x06\x00\x00\x00\x00");
        let narrow = |own: Option<u32>, real: usize| match self.zip64 {
            true => own.unwrap_or(u32::MAX),
            false => own.unwrap_or(u32::try_from(real).unwrap()),
        };
        let count = self.count.unwrap_or(if self.zip64 { u16::MAX } else { count });
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(narrow(self.size, directory.len()).to_le_bytes());
        out.extend(narrow(self.offset, offset).to_le_bytes());
        out.extend(u16::try_from(self.comment.len()).unwrap().to_le_bytes());
        out.extend(&self.comment);
        out.extend(&self.after);
        [&self.uncounted[..], &out].concat()
    }

    fn write_zip64(&self, [count, size, offset]: [usize; 3], out: &mut Vec<u8>) {
        let at = out.len() as u64;
        out.extend(b"PK\x06\x06");
        out.extend((44 + self.extension.len() as u64).to_le_bytes());
        out.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for figure in [count, count, size, offset] {
            out.extend((figure as u64).to_le_bytes());
        }
        out.extend(&self.extension);
        out.extend(b"PK\x06\x07\x00\x00\x00\x00");
        out.extend(at.to_le_bytes());
        out.extend(1u32.to_le_bytes());
    }
}
