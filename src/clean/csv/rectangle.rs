//! Makes a sheet's rows equally long (RFC 4180 2.4). How wide a sheet is shows only at its end, so its rows wait in a
//! file without a name, which is gone when the program is.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::lines::Line;

/// Rows of a sheet that is not over yet.
pub(super) struct Rectangle {
    rows: BufWriter<File>,
    line: Line,
    /// The row of `line`.
    row: u32,
    /// Rows that wait; those between that hold nothing are not among them.
    waiting: u64,
    width: u32,
}

impl Rectangle {
    pub(super) fn new(folder: &Path, line: Line) -> io::Result<Self> {
        let rows = BufWriter::new(tempfile::tempfile_in(folder)?);
        Ok(Rectangle { rows, line, row: 0, waiting: 0, width: 0 })
    }

    /// The line of the row it is at.
    pub(super) fn line(&mut self) -> &mut Line {
        &mut self.line
    }

    /// Goes on to this row.
    pub(super) fn go_to(&mut self, row: u32) -> io::Result<()> {
        if row > self.row {
            self.put()?;
            self.row = row;
        }
        Ok(())
    }

    /// Lets the row wait, if it holds something: its number, its fields, its length and its text.
    fn put(&mut self) -> io::Result<()> {
        if self.line.fields() == 0 {
            return Ok(());
        }
        let text = self.line.text();
        self.rows.write_all(&self.row.to_le_bytes())?;
        self.rows.write_all(&self.line.fields().to_le_bytes())?;
        self.rows.write_all(&(text.len() as u64).to_le_bytes())?;
        self.rows.write_all(text)?;
        self.width = self.width.max(self.line.fields());
        self.waiting = self.waiting.saturating_add(1);
        self.line.clear();
        Ok(())
    }

    /// Writes all rows; nothing at all where none holds anything.
    pub(super) fn write(mut self, out: &mut impl Write, mark: &[u8]) -> io::Result<()> {
        self.put()?;
        if self.waiting == 0 {
            return Ok(());
        }
        out.write_all(mark)?;
        let mut rows = self.rows.into_inner().map_err(io::IntoInnerError::into_error)?;
        rows.seek(SeekFrom::Start(0))?;
        let mut rows = BufReader::new(rows);
        let mut text = Vec::new();
        let mut next = 0;
        for _ in 0..self.waiting {
            let (row, fields) = (number(&mut rows)?, number(&mut rows)?);
            let mut length = [0; 8];
            rows.read_exact(&mut length)?;
            text.clear();
            rows.by_ref().take(u64::from_le_bytes(length)).read_to_end(&mut text)?;
            for _ in next..row {
                self.line.padded(out, b"", 0, self.width)?;
            }
            self.line.padded(out, &text, fields, self.width)?;
            next = row.saturating_add(1);
        }
        Ok(())
    }
}

fn number(rows: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    rows.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}
