//! A list of staff as a file: one line that says what it is, then the hashes, eight bytes each, the smallest first.

use serde::{Deserialize, Serialize};

use super::StaffList;
use super::key::{Key, Kind};

/// What the first line says.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    foi_gate_staff_list: u32,
    made: String,
    people: u64,
    numbers: u64,
    hashes: u64,
    /// What the key makes of the hashes, in hexadecimal.
    seal: String,
}

/// The form of the file.
const FORM: u32 = 1;

/// Why a list cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// It is none, or one of a later version.
    #[error(
        "it is not a staff list that this version of the program made; make it again with `foi-gate staff build`"
    )]
    Form,
    /// It is not whole, or the key is another's.
    #[error(
        "its key does not fit, or it was changed or cut short; check the key file, or make the list again with `foi-gate staff build`"
    )]
    Seal,
}

impl StaffList {
    /// The bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let hashes: Vec<u8> = self.hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect();
        let head = Head {
            foi_gate_staff_list: FORM,
            made: self.made.clone(),
            people: self.people,
            numbers: self.numbers,
            hashes: self.hashes.len() as u64,
            seal: seal(&self.key, self, &hashes),
        };
        // Numbers and plain texts can always be written.
        let mut bytes = serde_json::to_vec(&head).unwrap_or_default();
        bytes.push(b'\n');
        bytes.extend(hashes);
        bytes
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn read(bytes: &[u8], key: Key) -> Result<Self, StoreError> {
        let (head, rest) = head(bytes)?;
        let (words, odd) = rest.as_chunks::<8>();
        let hashes: Vec<u64> = words.iter().map(|word| u64::from_le_bytes(*word)).collect();
        let list = StaffList { made: head.made, people: head.people, numbers: head.numbers, key, hashes };
        let whole = odd.is_empty()
            && list.hashes.len() as u64 == head.hashes
            && list.hashes.is_sorted()
            && seal(&list.key, &list, rest) == head.seal;
        whole.then_some(list).ok_or(StoreError::Seal)
    }

    /// What can be told of a file without its key: the day it was made, how many people and how many numbers.
    ///
    /// # Errors
    /// [`StoreError::Form`].
    pub fn describe(bytes: &[u8]) -> Result<(String, u64, u64), StoreError> {
        head(bytes).map(|(head, _)| (head.made, head.people, head.numbers))
    }
}

fn head(bytes: &[u8]) -> Result<(Head, &[u8]), StoreError> {
    let end = memchr::memchr(b'\n', bytes).ok_or(StoreError::Form)?;
    let (line, rest) = bytes.split_at_checked(end).ok_or(StoreError::Form)?;
    let head: Head = serde_json::from_slice(line).map_err(|_| StoreError::Form)?;
    let rest = rest.get(1..).unwrap_or_default();
    (head.foi_gate_staff_list == FORM).then_some((head, rest)).ok_or(StoreError::Form)
}

/// Over all that the file says.
fn seal(key: &Key, list: &StaffList, hashes: &[u8]) -> String {
    let numbers = format!("{} {}", list.people, list.numbers);
    format!("{:016x}", key.hash_bytes(Kind::List, &[list.made.as_bytes(), numbers.as_bytes(), hashes]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let list = StaffList::invented();
        let bytes = list.to_bytes();
        assert_eq!(StaffList::read(&bytes, Key::of_examples()).as_ref(), Ok(list));
        assert_eq!(StaffList::describe(&bytes), Ok(("2026-01-01".to_owned(), 4, 4)));
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("okonjo") && !text.contains("999991"));
    }

    #[test]
    fn what_is_not_whole_or_not_ours_is_not_read() {
        let bytes = StaffList::invented().to_bytes();
        let read = |bytes: &[u8]| StaffList::read(bytes, Key::of_examples());
        for cut in 0..bytes.len() {
            assert!(read(&bytes[..cut]).is_err(), "{cut}");
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(read(&changed).is_err(), "{at}");
        }
        assert_eq!(StaffList::read(&bytes, Key::random().unwrap()), Err(StoreError::Seal));
        assert_eq!(read(b"Surname,Initials\nExample,A\n"), Err(StoreError::Form));
        assert_eq!(read(b""), Err(StoreError::Form));
    }
}
