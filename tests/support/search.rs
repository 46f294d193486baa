//! Looks for a text in a file as a determined reader would: unpacked, in any encoding, in files inside files.
//!
//! It has its own way into packages, so that it sees also what the program does not.

use std::io::Read;

/// Whether a text is in these bytes: as they are, or in any deflated entry (found by its local header, so that what the
/// directory does not name is seen too), in UTF-8, UTF-16 or base64, and so on inside.
pub fn holds(bytes: &[u8], word: &str) -> bool {
    if holds_plainly(bytes, word) {
        return true;
    }
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"PK\x03\x04") {
        rest = &rest[at..];
        if rest.len() > 30 {
            let skip = 30
                + usize::from(rest[26])
                + 256 * usize::from(rest[27])
                + usize::from(rest[28])
                + 256 * usize::from(rest[29]);
            let mut inflated = Vec::new();
            let data = rest.get(skip..).unwrap_or_default();
            let _ = flate2::read::DeflateDecoder::new(data).read_to_end(&mut inflated);
            if holds(&inflated, word) {
                return true;
            }
        }
        rest = &rest[4..];
    }
    base64_runs(bytes).iter().any(|decoded| holds(decoded, word))
}

fn holds_plainly(bytes: &[u8], word: &str) -> bool {
    let little: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    [word.as_bytes(), &little, &big].iter().any(|needle| memchr::memmem::find(bytes, needle).is_some())
}

/// Long runs of base64 letters, decoded; UTF-16 text is narrowed first.
fn base64_runs(bytes: &[u8]) -> Vec<Vec<u8>> {
    let narrow: Vec<u8> = if bytes.starts_with(&[0xFF, 0xFE]) {
        bytes[2..].iter().step_by(2).copied().collect()
    } else {
        bytes.to_vec()
    };
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let runs = narrow.split(|byte| !letter(byte)).filter(|run| run.len() > 20);
    runs.map(decode).collect()
}

fn decode(run: &[u8]) -> Vec<u8> {
    let value = |byte: &u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut out = Vec::new();
    for chunk in run.chunks(4).filter(|chunk| chunk.len() > 1) {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 6 | u32::from(value(byte)))
            << (6 * (4 - chunk.len()));
        out.extend(&bits.to_be_bytes()[1..chunk.len()]);
    }
    out
}
