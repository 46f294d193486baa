//! What is to be checked: files, folders with everything in them, standard input. Nothing that was named is ever skipped:
//! what cannot be opened stays in the list, with the reason.

use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tempfile::SpooledTempFile;
use walkdir::WalkDir;

use crate::container::Source;
use crate::limits::{Cap, Limits};
use crate::model::Reason;

/// Standard input is held in memory up to this size, in a private temporary file without a name beyond it.
const SPOOL_IN_MEMORY: usize = 64 << 20;

/// One file to check.
#[derive(Debug)]
pub(super) struct Input {
    /// The path as it was given; within a folder, the folder as it was given and the way from there.
    pub(super) label: Arc<str>,
    /// The way from the folder that was given to the one that it is in.
    pub(super) inside: PathBuf,
    from: From,
    /// What can be read once only, once it was.
    held: OnceLock<Result<Source, Reason>>,
}

#[derive(Debug)]
enum From {
    File(PathBuf),
    /// A pipe or device that was named outright: read to its end.
    Stream(PathBuf),
    Stdin,
    Nothing(Reason),
}

/// The files that these paths name, in their order; those of a folder sorted by name.
pub(super) fn collect(paths: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(input(Path::new("-"), From::Stdin));
            continue;
        }
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => folder(path, &mut inputs),
            Ok(found) if found.is_file() => inputs.push(input(path, From::File(path.clone()))),
            Ok(_) => inputs.push(input(path, From::Stream(path.clone()))),
            Err(error) => inputs.push(input(path, From::Nothing(Reason::Io(error.kind())))),
        }
    }
    inputs
}

/// Everything in a folder. Links in it are not followed, since they could lead anywhere, but are listed.
fn folder(path: &Path, inputs: &mut Vec<Input>) {
    let before = inputs.len();
    for entry in WalkDir::new(path).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => {
                let mut file = input(entry.path(), From::File(entry.path().to_owned()));
                let way = entry.path().strip_prefix(path).ok().and_then(Path::parent);
                file.inside = way.unwrap_or(Path::new("")).to_owned();
                inputs.push(file);
            }
            Ok(entry) => inputs.push(input(entry.path(), From::Nothing(Reason::NotAFile))),
            Err(error) => {
                let kind = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
                inputs.push(input(error.path().unwrap_or(path), From::Nothing(Reason::Io(kind))));
            }
        }
    }
    if inputs.len() == before {
        inputs.push(input(path, From::Nothing(Reason::NoFiles)));
    }
}

fn input(path: &Path, from: From) -> Input {
    let label = path.to_string_lossy().into();
    Input { label, inside: PathBuf::new(), from, held: OnceLock::new() }
}

impl Input {
    /// Opens it for reading, as often as asked.
    ///
    /// # Errors
    /// The reason why it cannot be checked.
    pub(super) fn open(&self, limits: &Limits) -> Result<Source, Reason> {
        let failed = |error: io::Error| Reason::Io(error.kind());
        let once = |read: &dyn Fn() -> Result<Source, Reason>| self.held.get_or_init(read).clone();
        match &self.from {
            From::File(path) => File::open(path).and_then(Source::file).map_err(failed),
            From::Stream(path) => once(&|| spool(File::open(path).map_err(failed)?, limits)),
            From::Stdin => once(&|| spool(io::stdin().lock(), limits)),
            From::Nothing(reason) => Err(reason.clone()),
        }
    }

    /// Its path, where it is a file.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.from {
            From::File(path) => Some(path),
            From::Stream(_) | From::Stdin | From::Nothing(_) => None,
        }
    }
}

/// Reads a stream to its end, so that it can be read at any offset.
fn spool(stream: impl Read, limits: &Limits) -> Result<Source, Reason> {
    let cap = limits.total_inflated;
    let mut spool = SpooledTempFile::new(SPOOL_IN_MEMORY);
    let failed = |error: io::Error| Reason::Io(error.kind());
    let copied = io::copy(&mut stream.take(cap.saturating_add(1)), &mut spool).map_err(failed)?;
    if copied > cap {
        return Err(Reason::Cap(Cap::TotalInflated));
    }
    if spool.is_rolled() {
        return spool.into_file().and_then(Source::file).map_err(failed);
    }
    let mut bytes = Vec::new();
    spool.rewind().and_then(|()| spool.read_to_end(&mut bytes)).map_err(failed)?;
    Ok(Source::memory(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_read_whole_or_not_at_all() {
        let limits = Limits { total_inflated: 10, ..Limits::default() };
        let source = spool(&b"0123456789"[..], &limits).unwrap();
        assert_eq!(source.bytes_at(0, 10).unwrap(), b"0123456789");
        assert_eq!(spool(&b"0123456789a"[..], &limits).unwrap_err(), Reason::Cap(Cap::TotalInflated));
    }

    #[test]
    fn a_folder_lists_everything_in_order() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["c.csv", "b/d.csv", "a.csv"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("/", folder.path().join("z")).unwrap();
        let inputs = collect(&[folder.path().to_owned()]);
        let names: Vec<_> =
            inputs.iter().map(|input| input.label.rsplit(['/', '\\']).next().unwrap().to_owned()).collect();
        assert_eq!(names[..3], ["a.csv", "d.csv", "c.csv"]);
        #[cfg(unix)]
        assert_eq!(inputs[3].open(&Limits::default()).unwrap_err(), Reason::NotAFile);
    }

    #[test]
    fn what_is_not_there_stays_in_the_list() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = collect(&[folder.path().to_owned(), folder.path().join("missing.xlsx")]);
        let reasons: Vec<_> =
            inputs.iter().map(|input| input.open(&Limits::default()).unwrap_err()).collect();
        assert_eq!(reasons, [Reason::NoFiles, Reason::Io(io::ErrorKind::NotFound)]);
    }
}
