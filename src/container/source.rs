//! Where a file's bytes come from: a file opened for reading only, or memory. Reads at any offset, by many at once.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

/// The bytes of a file, or a stretch of them. Cheap to clone.
#[derive(Clone)]
pub struct Source {
    bytes: Bytes,
    from: u64,
    to: u64,
}

#[derive(Clone)]
enum Bytes {
    File(Arc<File>),
    Memory(Arc<[u8]>),
}

impl Source {
    /// A file that is open for reading.
    ///
    /// # Errors
    /// When its length cannot be told.
    pub fn file(file: File) -> io::Result<Self> {
        let to = file.metadata()?.len();
        Ok(Source { bytes: Bytes::File(Arc::new(file)), from: 0, to })
    }

    /// Bytes in memory.
    pub fn memory(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let to = bytes.len() as u64;
        Source { bytes: Bytes::Memory(bytes), from: 0, to }
    }

    /// Length in bytes.
    pub fn len(&self) -> u64 {
        self.to.saturating_sub(self.from)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A stretch of it; whatever lies past the end is cut off.
    #[must_use]
    pub fn slice(&self, from: u64, to: u64) -> Self {
        let start = self.from.saturating_add(from).min(self.to);
        let end = self.from.saturating_add(to).min(self.to).max(start);
        Source { bytes: self.bytes.clone(), from: start, to: end }
    }

    /// Reads at an offset; fewer bytes than asked for only at the end.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn read_at(&self, offset: u64, out: &mut [u8]) -> io::Result<usize> {
        let wanted = self.len().saturating_sub(offset).min(out.len() as u64);
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
        let Some(out) = out.get_mut(..wanted) else { return Ok(0) };
        let at = self.from.saturating_add(offset);
        match &self.bytes {
            Bytes::Memory(bytes) => {
                let start = usize::try_from(at).unwrap_or(usize::MAX);
                let Some(found) = bytes.get(start..start.saturating_add(wanted)) else { return Ok(0) };
                out.copy_from_slice(found);
                Ok(wanted)
            }
            Bytes::File(file) => read_file_at(file, at, out),
        }
    }

    /// Reads exactly `length` bytes at an offset.
    ///
    /// # Errors
    /// [`io::ErrorKind::UnexpectedEof`] where the file ends before; those of the file system.
    pub fn bytes_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        if offset.saturating_add(length as u64) > self.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut out = vec![0; length];
        let mut done = 0;
        while let Some(rest) = out.get_mut(done..).filter(|rest| !rest.is_empty()) {
            match self.read_at(offset.saturating_add(done as u64), rest)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                read => done += read,
            }
        }
        Ok(out)
    }

    /// A reader from the start.
    pub fn reader(&self) -> SourceReader {
        SourceReader { source: self.clone(), at: 0 }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({} bytes)", self.len())
    }
}

/// Reads a [`Source`] from start to end.
#[derive(Debug)]
pub struct SourceReader {
    source: Source,
    at: u64,
}

impl Read for SourceReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read_at(self.at, out)?;
        self.at = self.at.saturating_add(read as u64);
        Ok(read)
    }
}

#[cfg(unix)]
fn read_file_at(file: &File, at: u64, out: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, out, at)
}

#[cfg(windows)]
fn read_file_at(file: &File, at: u64, out: &mut [u8]) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, out, at)
}
