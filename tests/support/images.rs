//! The smallest pictures that a decoder accepts, with room for what people hide in them.
//!
//! Not a codec: one pixel each.

use flate2::{Compression, Crc, write::ZlibEncoder};
use std::io::Write;

/// A PNG of one white pixel, with these extra chunks (`tEXt`, `iTXt`, `eXIf`) before the image data.
pub fn png(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut out, b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
    for (kind, data) in chunks {
        chunk(&mut out, kind, data);
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(&[0, 255, 255, 255]).expect("memory");
    chunk(&mut out, b"IDAT", &encoder.finish().expect("memory"));
    chunk(&mut out, b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend(u32::try_from(data.len()).expect("small").to_be_bytes());
    let body = [&kind[..], data].concat();
    let mut crc = Crc::new();
    crc.update(&body);
    out.extend(body);
    out.extend(crc.sum().to_be_bytes());
}

/// A PNG text chunk's content: keyword, zero, text.
pub fn png_text(keyword: &str, text: &str) -> Vec<u8> {
    format!("{keyword}\0{text}").into_bytes()
}

/// A JPEG of one grey pixel, with these segments after its start.
pub fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut out = vec![0xFF, 0xD8];
    segment(&mut out, 0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    for (marker, data) in segments {
        segment(&mut out, *marker, data);
    }
    let mut table = vec![0];
    table.extend([1; 64]);
    segment(&mut out, 0xDB, &table);
    segment(&mut out, 0xC0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    for class in [0x00, 0x10] {
        let mut huffman = vec![class, 1];
        huffman.extend([0; 15]);
        huffman.push(0);
        segment(&mut out, 0xC4, &huffman);
    }
    segment(&mut out, 0xDA, &[1, 1, 0, 0, 63, 0]);
    out.extend([0x3F, 0xFF, 0xD9]);
    out
}

fn segment(out: &mut Vec<u8>, marker: u8, data: &[u8]) {
    out.extend([0xFF, marker]);
    out.extend(u16::try_from(data.len() + 2).expect("small").to_be_bytes());
    out.extend(data);
}

/// A TIFF structure (Exif 2.32, 4.5) with one text under this tag: what EXIF segments hold.
pub fn exif(tag: u16, text: &str) -> Vec<u8> {
    let mut out = b"Exif\0\0".to_vec();
    out.extend(tiff(tag, text));
    out
}

/// A TIFF structure with one ASCII field.
pub fn tiff(tag: u16, text: &str) -> Vec<u8> {
    let text = format!("{text}\0\0\0\0\0");
    let mut out = b"II*\0\x08\0\0\0\x01\0".to_vec();
    out.extend(tag.to_le_bytes());
    out.extend(2u16.to_le_bytes());
    out.extend(u32::try_from(text.len()).expect("small").to_le_bytes());
    out.extend(26u32.to_le_bytes());
    out.extend(0u32.to_le_bytes());
    out.extend(text.as_bytes());
    out
}

/// A TIFF structure whose GPS directory (Exif 2.32, 4.6.6) names a place in the open sea.
pub fn exif_gps(area: &str) -> Vec<u8> {
    let area = [b"ASCII\0\0\0", area.as_bytes(), b"\0"].concat();
    let mut out = b"Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
    // GPSInfo IFD pointer, then the directory with one field: GPSAreaInformation.
    out.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0]);
    out.extend([1, 0, 0x1C, 0, 7, 0]);
    out.extend(u32::try_from(area.len()).expect("small").to_le_bytes());
    out.extend([44, 0, 0, 0, 0, 0, 0, 0]);
    out.extend(area);
    out
}

/// A GIF of one pixel with a comment extension.
pub fn gif(comment: &str) -> Vec<u8> {
    let mut out = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec();
    out.extend([0x21, 0xFE, u8::try_from(comment.len()).expect("short")]);
    out.extend(comment.as_bytes());
    out.extend(b"\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;");
    out
}

/// An SVG with one text.
pub fn svg(text: &str) -> Vec<u8> {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><desc>{text}</desc></svg>"#)
        .into_bytes()
}

/// An enhanced metafile ([MS-EMF] 2.3.4.2 and 2.3.4.1) that draws nothing and is described by this text.
pub fn emf(description: &str) -> Vec<u8> {
    let mut text: Vec<u8> = description.encode_utf16().chain([0, 0]).flat_map(u16::to_le_bytes).collect();
    let units = u32::try_from(text.len() / 2).expect("small");
    text.resize(text.len().next_multiple_of(4), 0);
    let header = 88 + u32::try_from(text.len()).expect("small");
    let mut out = Vec::new();
    for value in [1, header, 0, 0, 1, 1, 0, 0, 100, 100, 0x464D_4520, 0x10000, header + 20, 2] {
        out.extend(u32::to_le_bytes(value));
    }
    out.extend([1, 0, 0, 0]);
    for value in [units, 88, 0, 1024, 768, 320, 240] {
        out.extend(u32::to_le_bytes(value));
    }
    out.extend(text);
    for value in [14u32, 20, 0, 16, 20] {
        out.extend(value.to_le_bytes());
    }
    out
}
