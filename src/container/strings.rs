//! Texts that stand in bytes of an unknown kind: runs of letters in UTF-8 and in UTF-16, as residue shows itself.

/// Most texts taken from one stretch of bytes, and most bytes of them.
const MOST: usize = 4096;
const MOST_BYTES: usize = 1 << 20;

/// Runs of at least `shortest` printable characters, in UTF-8 and then in little-endian UTF-16.
pub fn strings(bytes: &[u8], shortest: usize) -> Vec<String> {
    let mut found = Found { texts: Vec::new(), bytes: 0, shortest };
    let mut rest = bytes;
    while !rest.is_empty() {
        let (valid, next) = match std::str::from_utf8(rest) {
            Ok(text) => (text, rest.len()),
            Err(error) => {
                let valid = rest.get(..error.valid_up_to()).and_then(|head| std::str::from_utf8(head).ok());
                (valid.unwrap_or_default(), error.valid_up_to().saturating_add(1))
            }
        };
        for run in valid.split(|c: char| !printable(c)) {
            found.add(run);
        }
        rest = rest.get(next..).unwrap_or_default();
    }
    for odd in [0, 1] {
        found.wide(bytes.get(odd..).unwrap_or_default());
    }
    found.texts
}

fn printable(c: char) -> bool {
    !c.is_control() && c != '\u{FFFD}'
}

struct Found {
    texts: Vec<String>,
    bytes: usize,
    shortest: usize,
}

impl Found {
    fn add(&mut self, run: &str) {
        let run = run.trim();
        let letters = run.chars().filter(|c| c.is_alphanumeric()).count();
        if letters >= self.shortest
            && self.texts.len() < MOST
            && self.bytes.saturating_add(run.len()) <= MOST_BYTES
        {
            self.bytes = self.bytes.saturating_add(run.len());
            self.texts.push(run.to_owned());
        }
    }

    /// UTF-16 text of Latin scripts: other scripts look like any bytes.
    fn wide(&mut self, bytes: &[u8]) {
        let mut run = String::new();
        for pair in bytes.chunks(2) {
            let unit = match pair {
                [low, high] => u16::from_le_bytes([*low, *high]),
                _ => 0,
            };
            match char::from_u32(u32::from(unit)).filter(|c| printable(*c) && unit < 0x250) {
                Some(c) => run.push(c),
                None => {
                    self.add(&run);
                    run.clear();
                }
            }
        }
        self.add(&run);
    }
}

#[cfg(test)]
mod tests {
    use super::strings;

    #[test]
    fn runs_in_both_encodings_are_found() {
        let wide: Vec<u8> = "Quillfeather".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bytes = [b"\x00\x01Zebedee Example\xFF\xFE\x00".as_slice(), &wide, b"\x00\x00"].concat();
        let found = strings(&bytes, 5);
        assert!(found.iter().any(|text| text == "Zebedee Example"));
        assert!(found.iter().any(|text| text.contains("Quillfeather")));
        assert!(strings(b"\x00ab\x00cd\x01", 5).is_empty());
    }
}
