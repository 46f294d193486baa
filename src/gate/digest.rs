//! The hash by which a case file, a decision or a released copy knows the very file that was checked.

use std::fmt::Write as _;
use std::io::Read;

use sha2::{Digest, Sha256};

use crate::container::Source;
use crate::model::Reason;

/// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
///
/// # Errors
/// Where the file cannot be read to the length that it had when it was opened: it changed meanwhile.
pub(super) fn sha256(source: &Source) -> Result<String, Reason> {
    let mut hasher = Sha256::new();
    let mut reader = source.reader();
    let mut buffer = vec![0; 256 << 10];
    let mut length = 0_u64;
    loop {
        let read = reader.read(&mut buffer).map_err(|error| Reason::Io(error.kind()))?;
        if read == 0 {
            break;
        }
        length = length.saturating_add(read as u64);
        hasher.update(buffer.get(..read).unwrap_or_default());
    }
    if length != source.len() {
        return Err(Reason::Changed);
    }
    let mut text = String::with_capacity(64);
    for byte in hasher.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}
