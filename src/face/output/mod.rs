//! Files that are there whole or not at all: made without a name, and given it at once when all is known to be right.
//!
//! On Linux a draft has no name in any folder, so that a killed run leaves nothing of it. Elsewhere, and on file systems
//! that cannot do that, it has a temporary name beside its target. Decides nothing about what is in them.

mod draft;
mod targets;

pub(super) use targets::{Target, check};

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::gate;
use draft::Handle;

/// The folder that copies go to.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    overwrite: bool,
    /// What was named in this run, in small letters: no copy may take the place of another one.
    given: Mutex<HashSet<PathBuf>>,
}

/// Where the drafts of one file are made; those that get no name go with it.
#[derive(Debug)]
pub(super) struct Desk<'f> {
    folder: &'f Path,
    drafts: Mutex<Vec<Option<Handle>>>,
}

/// A file that is to be named: its draft's number, and the name.
pub(super) type Named<'a> = (usize, &'a str);

impl Folder {
    /// A folder that is there and can be written to.
    ///
    /// # Errors
    /// What is wrong with it, and what to do.
    pub(super) fn open(path: &Path, overwrite: bool) -> Result<Self, String> {
        let shown = path.display();
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(format!("{shown} is a file; --out needs a folder for the copies")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(format!(
                    "the folder {shown} is not there; make it first, or check the path after --out"
                ));
            }
            Err(error) => return Err(format!("the folder {shown} cannot be used: {error}")),
        }
        // A draft that is dropped at once shows whether files can be made there.
        Handle::new(path)
            .map_err(|error| format!("no file can be made in the folder {shown}: {}", said(&error)))?;
        Ok(Folder { path: path.to_owned(), overwrite, given: Mutex::default() })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Why it cannot be used for copies of what this path names: it lies in that, so that the next run would take copies
    /// and papers for originals.
    pub(super) fn lies_in(&self, path: &Path) -> Option<String> {
        let (own, other) = (fs::canonicalize(&self.path).ok()?, fs::canonicalize(path).ok()?);
        own.starts_with(&other).then(|| {
            let (own, other) = (self.path.display(), path.display());
            format!("the folder for the copies, {own}, lies in {other}, which is to be cleaned; choose another one")
        })
    }

    /// Names papers and copies, in the folder `inside` this one, once they are safe on the disk.
    ///
    /// The papers come first: between the two a killed run leaves papers of a copy that nobody has, which is harmless.
    /// The other way round it would leave a copy that can be sent and that nobody can account for.
    ///
    /// # Errors
    /// What is wrong, for the officer; then none of them is there.
    pub(super) fn publish(
        &self,
        desk: &Desk<'_>,
        inside: &Path,
        papers: &[(String, Vec<u8>)],
        copies: &[Named<'_>],
    ) -> Result<(), String> {
        let folder = self.path.join(inside);
        fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
        let mut all: Vec<(Handle, PathBuf)> = Vec::new();
        for (name, bytes) in papers {
            let target = folder.join(name);
            let handle = Handle::holding(&self.path, bytes).map_err(|error| unwritable(&target, &error))?;
            all.push((handle, target));
        }
        for (number, name) in copies {
            let target = folder.join(name);
            let handle = desk.take(*number).ok_or("an internal error of this program; please report it")?;
            handle.sync().map_err(|error| unwritable(&target, &error))?;
            all.push((handle, target));
        }
        self.name_all(all)?;
        sync_folder(&folder).map_err(|error| unwritable(&folder, &error))
    }

    fn name_all(&self, all: Vec<(Handle, PathBuf)>) -> Result<(), String> {
        let mut named: Vec<PathBuf> = Vec::new();
        for (handle, target) in all {
            let given = self.reserve(&target).and_then(|()| {
                handle.name(&target, self.overwrite).map_err(|error| unwritable(&target, &error))
            });
            match given {
                Ok(()) => named.push(target),
                Err(why) => {
                    for path in named.iter().rev() {
                        // What cannot be taken back stays, and the message says that there is no copy.
                        let _ = fs::remove_file(path);
                    }
                    return Err(why);
                }
            }
        }
        Ok(())
    }

    fn reserve(&self, target: &Path) -> Result<(), String> {
        let key = PathBuf::from(target.to_string_lossy().to_lowercase());
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        if given.insert(key) {
            Ok(())
        } else {
            Err(format!("{} is another copy of this run", target.display()))
        }
    }
}

impl<'f> Desk<'f> {
    /// For drafts that never get a name in a folder of their own.
    pub(super) fn in_folder(folder: &'f Path) -> Self {
        Desk { folder, drafts: Mutex::default() }
    }

    fn take(&self, number: usize) -> Option<Handle> {
        self.drafts().get_mut(number)?.take()
    }

    /// The draft with this number, to be read from its start.
    pub(super) fn file(&self, number: usize) -> Option<File> {
        self.take(number)?.reopened().ok()
    }

    fn drafts(&self) -> MutexGuard<'_, Vec<Option<Handle>>> {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl gate::Desk for Desk<'_> {
    fn draft(&self) -> io::Result<gate::Draft> {
        let handle = Handle::new(self.folder)?;
        let file = handle.file()?;
        let mut drafts = self.drafts();
        drafts.push(Some(handle));
        Ok(gate::Draft { number: drafts.len().saturating_sub(1), file })
    }

    fn folder(&self) -> &Path {
        self.folder
    }
}

fn unwritable(target: &Path, error: &io::Error) -> String {
    let shown = target.display();
    match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!("{shown} is there already; move it away, or say --overwrite")
        }
        _ => format!("{shown}: {}", said(error)),
    }
}

/// The commonest failures as the officer would say them.
fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::PermissionDenied => "you are not allowed to write there".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        io::ErrorKind::IsADirectory => "there is a folder of this name".to_owned(),
        kind => kind.to_string(),
    }
}

/// A name is safe only once its folder is written (`man 2 fsync`).
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::Desk as _;
    use std::io::Write;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_has_a_name_before_all_is_right() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path(), false).unwrap();
        let desk = Desk::in_folder(folder.path());
        let mut draft = desk.draft().unwrap();
        draft.file.write_all(b"the copy").unwrap();
        #[cfg(target_os = "linux")]
        assert!(names(root.path()).is_empty(), "{:?}", names(root.path()));
        let papers = [("a.certificate.json".to_owned(), b"{}".to_vec())];
        folder.publish(&desk, Path::new("deep/er"), &papers, &[(draft.number, "a.csv")]).unwrap();
        let inside = root.path().join("deep/er");
        assert_eq!(names(&inside), ["a.certificate.json", "a.csv"]);
        assert_eq!(fs::read(inside.join("a.csv")).unwrap(), b"the copy");
    }

    #[test]
    fn what_is_there_stays_unless_it_may_go() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a.csv"), "old").unwrap();
        let publish = |overwrite| {
            let folder = Folder::open(root.path(), overwrite).unwrap();
            let desk = Desk::in_folder(folder.path());
            let mut draft = desk.draft().unwrap();
            draft.file.write_all(b"new").unwrap();
            let papers = [("a.json".to_owned(), Vec::new())];
            folder.publish(&desk, Path::new(""), &papers, &[(draft.number, "a.csv")])
        };
        let why = publish(false).unwrap_err();
        assert!(why.ends_with("a.csv is there already; move it away, or say --overwrite"), "{why}");
        assert_eq!(names(root.path()), ["a.csv"], "papers of a copy that has no name are taken back");
        assert_eq!(fs::read(root.path().join("a.csv")).unwrap(), b"old");
        publish(true).unwrap();
        assert_eq!(fs::read(root.path().join("a.csv")).unwrap(), b"new");
        assert_eq!(names(root.path()), ["a.csv", "a.json"]);
    }

    #[test]
    fn no_copy_takes_the_place_of_another() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path(), true).unwrap();
        let desk = Desk::in_folder(folder.path());
        let (one, other) = (desk.draft().unwrap().number, desk.draft().unwrap().number);
        folder.publish(&desk, Path::new(""), &[], &[(one, "a.csv")]).unwrap();
        let why = folder.publish(&desk, Path::new(""), &[], &[(other, "A.csv")]).unwrap_err();
        assert!(why.ends_with("A.csv is another copy of this run"), "{why}");
    }

    #[test]
    fn a_folder_has_to_be_one() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a");
        fs::write(&file, "").unwrap();
        assert!(Folder::open(&file, false).unwrap_err().contains("is a file"));
        assert!(Folder::open(&root.path().join("b"), false).unwrap_err().contains("is not there"));
    }
}
