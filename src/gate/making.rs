//! Making the files of a copy: the original is read once more, rebuilt and written, by two threads at once.
//!
//! What is made has no name yet; whether it gets one is decided once it is verified.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::clean::Original;
use super::digest;
use super::kind::Kind;
use super::watching::Watching;
use crate::clean::{
    CsvOptions, CsvScribe, Failure, OdsScribe, Plan, Rebuild, Rebuilt, Scribe, XlsxScribe, beside,
};
use crate::container::Source;
use crate::limits::Budget;
use crate::model::{CopyFile, NoCopy, Reason, Sheet};
use crate::read::{Input, reader};

/// Where the files of a copy are made. Asked from several threads.
pub trait Desk: Send + Sync {
    /// A new, empty file without a name.
    ///
    /// # Errors
    /// Those of the disk.
    fn draft(&self) -> io::Result<Draft>;

    /// Folder for what writers lay aside, in files without a name, while they work.
    fn folder(&self) -> &Path;
}

/// A file that has no name yet.
#[derive(Debug)]
pub struct Draft {
    /// By which its desk knows it.
    pub number: usize,
    /// Open for reading and writing.
    pub file: File,
}

/// A draft, and the sheet that is in it where it holds one only.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) sheet: Option<Sheet>,
    pub(super) number: usize,
    pub(super) source: Source,
}

/// Makes the copy.
pub(super) fn make(
    original: &Original<'_>,
    plan: &Plan,
    kind: Kind,
    csv: CsvOptions,
    desk: &dyn Desk,
) -> Result<(Rebuilt, Vec<Made>), NoCopy> {
    let drafts: Mutex<Vec<(Option<Sheet>, Draft)>> = Mutex::default();
    let draft = |sheet: Option<&Sheet>| {
        let draft = desk.draft()?;
        let file = draft.file.try_clone()?;
        drafts.lock().unwrap_or_else(PoisonError::into_inner).push((sheet.cloned(), draft));
        Ok(file)
    };
    let scribe = || -> Result<Box<dyn Scribe + '_>, Failure> {
        Ok(match kind {
            Kind::Xlsx => Box::new(XlsxScribe::new(draft(None)?, desk.folder())),
            Kind::Ods => Box::new(OdsScribe::new(draft(None)?, desk.folder())),
            Kind::Csv => {
                let open = Box::new(|sheet: &Sheet| draft(Some(sheet)));
                Box::new(CsvScribe::new(open, desk.folder(), csv))
            }
        })
    };
    let (rebuilt, losses) = beside(scribe, |scribe| rebuild(original, plan, scribe)).map_err(refused)?;
    let mut rebuilt = rebuilt?;
    rebuilt.losses.extend(losses);
    let drafts = drafts.into_inner().unwrap_or_else(PoisonError::into_inner);
    let made = |(sheet, draft): (_, Draft)| {
        Ok(Made { sheet, number: draft.number, source: Source::file(draft.file)? })
    };
    let made: io::Result<Vec<Made>> = drafts.into_iter().map(made).collect();
    let mut made = made.map_err(|error| refused(error.into()))?;
    // A sheet without a cell would be an empty file.
    made.retain(|made| made.sheet.is_none() || !is_blank(&made.source));
    Ok((rebuilt, made))
}

/// Whether there is nothing in a text, or nothing but a byte order mark.
fn is_blank(text: &Source) -> bool {
    text.is_empty() || (text.len() == 3 && text.bytes_at(0, 3).is_ok_and(|bytes| bytes == b"\xEF\xBB\xBF"))
}

/// Reads the original and tells the scribe what leaves. That the original could not be read is no failure of the scribe.
pub(super) fn rebuild(
    original: &Original<'_>,
    plan: &Plan,
    scribe: &mut dyn Scribe,
) -> Result<Result<Rebuilt, NoCopy>, Failure> {
    let Some(read) = reader(original.before.format) else { return Ok(Err(NoCopy::Unchecked)) };
    let budget = Budget::new(original.limits);
    let input = Input { source: original.source, format: original.before.format, budget: &budget };
    let mut rebuild = Rebuild::new(plan, scribe);
    let mut watching = Watching::new(&mut rebuild);
    read(input, &mut watching);
    if watching.unread {
        return Ok(Err(NoCopy::Unchecked));
    }
    rebuild.finish().map(Ok)
}

/// Why there is no copy, where it could not be written.
pub(super) fn refused(failure: Failure) -> NoCopy {
    NoCopy::Write(failure.to_string())
}

/// What is known of files that are made.
pub(super) fn described(
    names: Vec<String>,
    kind: &'static str,
    made: &[Made],
) -> Result<Vec<CopyFile>, Reason> {
    let file = |(name, made): (String, &Made)| {
        let sha256 = digest::sha256(&made.source)?;
        Ok(CopyFile { name: name.into(), format: kind, bytes: made.source.len(), sha256 })
    };
    names.into_iter().zip(made).map(file).collect()
}

/// A place in a file from which is read on; each has its own, whatever others do with the file.
#[derive(Debug)]
pub(super) struct At {
    source: Source,
    at: u64,
}

impl At {
    pub(super) fn start(source: &Source) -> Self {
        At { source: source.clone(), at: 0 }
    }
}

impl Read for At {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read_at(self.at, out)?;
        self.at = self.at.saturating_add(read as u64);
        Ok(read)
    }
}

impl Seek for At {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.source.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
