//! One file without a name, and how it gets one: at once, by the system.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// What temporary names begin with, where there have to be any.
const PREFIX: &str = ".foi-gate-";

/// A file that was not named yet.
#[derive(Debug)]
pub(super) enum Handle {
    /// It is in no folder (Linux, `O_TMPFILE`).
    #[cfg(target_os = "linux")]
    Nameless(File),
    /// It has a temporary name, which it loses when this is dropped.
    Aside(NamedTempFile),
}

impl Handle {
    /// A new, empty one, on the disk of this folder.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Some(file) = nameless(folder)? {
            return Ok(Handle::Nameless(file));
        }
        aside(folder).map(Handle::Aside)
    }

    /// One that holds these bytes, safe on the disk.
    pub(super) fn holding(folder: &Path, bytes: &[u8]) -> io::Result<Self> {
        let handle = Handle::new(folder)?;
        handle.file()?.write_all(bytes)?;
        handle.sync()?;
        Ok(handle)
    }

    /// For reading and writing it.
    pub(super) fn file(&self) -> io::Result<File> {
        match self {
            #[cfg(target_os = "linux")]
            Handle::Nameless(file) => file.try_clone(),
            Handle::Aside(file) => file.as_file().try_clone(),
        }
    }

    /// For reading it from its start.
    pub(super) fn reopened(&self) -> io::Result<File> {
        let mut file = self.file()?;
        file.rewind()?;
        Ok(file)
    }

    /// Waits until it is safe on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file()?.sync_all()
    }

    /// Gives it its name. What has that name already stays, unless `overwrite` says that it may go.
    pub(super) fn name(self, target: &Path, overwrite: bool) -> io::Result<()> {
        let aside = match self {
            #[cfg(target_os = "linux")]
            Handle::Nameless(file) => match link(&file, target) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && overwrite => {
                    return link_over(&file, target);
                }
                // Without /proc, or from another disk, it has to be copied.
                Err(error) if matches!(error.raw_os_error(), Some(NO_ENTRY | CROSS_DEVICE)) => {
                    copied(&file, target)?
                }
                named => return named,
            },
            Handle::Aside(file) => file,
        };
        let named = if overwrite { aside.persist(target) } else { aside.persist_noclobber(target) };
        named.map(|_| ()).map_err(|error| error.error)
    }
}

/// `ENOENT` and `EXDEV`.
#[cfg(target_os = "linux")]
const NO_ENTRY: i32 = rustix::io::Errno::NOENT.raw_os_error();
#[cfg(target_os = "linux")]
const CROSS_DEVICE: i32 = rustix::io::Errno::XDEV.raw_os_error();

fn aside(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)
}

/// A file in no folder; none where the file system has no such thing (`man 2 open`, `O_TMPFILE`).
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    use rustix::io::Errno;
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    // Whoever may read new files in that folder may read this one, once it has a name.
    match openat(CWD, folder, flags, Mode::from_raw_mode(0o666)) {
        Ok(file) => Ok(Some(File::from(file))),
        Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::NOENT | Errno::INVAL) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// `man 2 open` names files without a name in this way.
#[cfg(target_os = "linux")]
fn link(file: &File, target: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let from = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, &*from, CWD, target, AtFlags::SYMLINK_FOLLOW)?)
}

/// No call both links and replaces: it gets a temporary name for a moment, and with that the other's.
#[cfg(target_os = "linux")]
fn link_over(file: &File, target: &Path) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let aside = tempfile::Builder::new().prefix(PREFIX).make_in(folder, |path| link(file, path))?;
    aside.persist(target).map(|_| ()).map_err(|error| error.error)
}

/// The same bytes beside the target.
#[cfg(target_os = "linux")]
fn copied(file: &File, target: &Path) -> io::Result<NamedTempFile> {
    let mut from = file.try_clone()?;
    from.rewind()?;
    let mut to = aside(target.parent().unwrap_or(Path::new(".")))?;
    io::copy(&mut from, to.as_file_mut())?;
    to.as_file().sync_all()?;
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn one_with_a_temporary_name_gets_its_own_too() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("a.csv");
        let handle = |bytes: &[u8]| {
            let handle = Handle::Aside(aside(root.path()).unwrap());
            handle.file().unwrap().write_all(bytes).unwrap();
            handle
        };
        handle(b"old").name(&target, false).unwrap();
        let refused = handle(b"new").name(&target, false).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        handle(b"new").name(&target, true).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 1, "no temporary name is left");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn from_another_disk_it_is_copied() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("a.csv");
        let handle = Handle::holding(root.path(), b"bytes").unwrap();
        let copy = copied(&handle.file().unwrap(), &target).unwrap();
        copy.persist_noclobber(&target).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"bytes");
    }
}
