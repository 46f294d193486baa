//! The secret that names are hashed with: SipHash-2-4 (Aumasson and Bernstein, 2012), a keyed function whose results tell
//! nothing to those who have not its 128 bits. With the key, names can be tried one by one: it is kept apart from the list.

use std::fmt;
use std::hash::Hasher;

use siphasher::sip::SipHasher24;

/// The key of a list of staff.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 16]);

/// What is wrong with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It is not 32 hexadecimal digits.
    #[error("a key of a staff list is 32 hexadecimal digits")]
    Form,
    /// The system gave no random bytes.
    #[error("this machine gave no random numbers to make a key of")]
    NoRandom,
}

/// What a hash stands for; the same text has another hash as something else.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// A given name and a surname.
    Name = 1,
    /// An initial and a surname.
    Initial = 2,
    /// A surname that is no other word.
    Surname = 3,
    /// A surname that is also a word.
    Word = 4,
    /// A staff number.
    Number = 5,
    /// The whole list, to know its key and its wholeness by.
    List = 6,
    /// A value that a rule lets past.
    Allowed = 7,
}

impl Key {
    /// A new one.
    ///
    /// # Errors
    /// [`KeyError::NoRandom`].
    pub fn random() -> Result<Self, KeyError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| KeyError::NoRandom)?;
        Ok(Key(bytes))
    }

    /// The key that invented lists are made with.
    pub(super) fn of_examples() -> Self {
        Key([0; 16])
    }

    /// Reads 32 hexadecimal digits; white space around them does not count.
    ///
    /// # Errors
    /// [`KeyError::Form`].
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let digits = text.trim();
        let proper = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u128::from_str_radix(digits, 16).ok().filter(|_| proper);
        number.map(|number| Key(number.to_be_bytes())).ok_or(KeyError::Form)
    }

    /// The digits that [`Key::parse`] reads.
    pub fn to_hex(&self) -> String {
        format!("{:032x}", u128::from_be_bytes(self.0))
    }

    /// What stands for a value that a rule lets past, where the value itself must not be written down.
    pub fn of_allowed(&self, rule: &str, value: &str) -> u64 {
        self.hash(Kind::Allowed, &[rule, value.trim()])
    }

    pub(super) fn hash(&self, kind: Kind, parts: &[&str]) -> u64 {
        self.hashed(kind, parts.iter().map(|part| part.as_bytes()))
    }

    pub(super) fn hash_bytes(&self, kind: Kind, parts: &[&[u8]]) -> u64 {
        self.hashed(kind, parts.iter().copied())
    }

    fn hashed<'p>(&self, kind: Kind, parts: impl Iterator<Item = &'p [u8]>) -> u64 {
        let mut hasher = SipHasher24::new_with_key(&self.0);
        hasher.write_u8(kind as u8);
        for part in parts {
            hasher.write(part);
            // Where one part ends and the next begins.
            hasher.write(&(part.len() as u64).to_le_bytes());
        }
        hasher.finish()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written_and_never_shown() {
        let key = Key::random().unwrap();
        assert_eq!(Key::parse(&format!(" {}\n", key.to_hex())), Ok(key.clone()));
        assert_ne!(Key::random().unwrap(), key);
        assert_eq!(format!("{key:?}"), "Key(secret)");
        for text in ["", "00", &"g".repeat(32), &"0".repeat(33), "+0000000000000000000000000000000"] {
            assert_eq!(Key::parse(text), Err(KeyError::Form), "{text}");
        }
    }

    #[test]
    fn kinds_and_parts_are_kept_apart() {
        let key = Key::of_examples();
        let all = [
            key.hash(Kind::Name, &["a", "b"]),
            key.hash(Kind::Name, &["b", "a"]),
            key.hash(Kind::Name, &["ab"]),
            key.hash(Kind::Initial, &["a", "b"]),
            Key([1; 16]).hash(Kind::Name, &["a", "b"]),
        ];
        assert!(all.iter().enumerate().all(|(at, hash)| !all[..at].contains(hash)));
    }
}
