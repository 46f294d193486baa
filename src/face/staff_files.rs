//! The list of staff and its key on disk: where they are, that nobody else can read them, and that they come whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::detect::staff::{Key, StaffList, StoreError};

/// The name of a list in a rules folder, where it is used without being asked for.
const IN_RULES: &str = "staff.list";

/// The key itself, where it is not in a file.
const KEY_VARIABLE: &str = "FOI_GATE_STAFF_KEY";

/// The largest list that is read: more than ten million people.
const LARGEST: u64 = 1 << 30;

/// Why a list of staff cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum StaffError {
    /// It cannot be read.
    #[error("the staff list {0} cannot be read: {1}; check the path after --staff")]
    Unreadable(String, io::Error),
    /// It is none.
    #[error("the staff list {0} cannot be used: {1}")]
    NoList(String, StoreError),
    /// There is no key.
    #[error(
        "the staff list {0} needs its key: it was looked for in {1} ({2}); name its file with --staff-key, or put its 32 \
         digits into the variable FOI_GATE_STAFF_KEY"
    )]
    NoKey(String, String, io::Error),
    /// The key is none.
    #[error("{0} holds no key of a staff list: that would be 32 hexadecimal digits")]
    BadKey(String),
    /// There is no key, and none can be made.
    #[error("the key file {0} could not be made: {1}")]
    KeyNotMade(String, io::Error),
    /// It could not be written.
    #[error("the staff list could not be written to {0}: {1}")]
    NotWritten(String, io::Error),
    /// Others can read the key.
    #[error(
        "others on this machine can read the key file {0}; make it yours alone (chmod 600), then try again"
    )]
    OpenKey(String),
}

/// Where a list is to be had from.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted<'a> {
    /// The file that was asked for.
    pub(super) list: Option<&'a Path>,
    /// The file of its key.
    pub(super) key: Option<&'a Path>,
    /// The office's own rules folder, which may hold a list.
    pub(super) rules: Option<&'a Path>,
}

/// The list of staff, if there is one.
pub(super) fn load(wanted: &Wanted<'_>) -> Result<Option<StaffList>, StaffError> {
    let in_rules = wanted.rules.map(|folder| folder.join(IN_RULES)).filter(|path| path.exists());
    let Some(path) = wanted.list.map(Path::to_owned).or(in_rules) else { return Ok(None) };
    read(&path, wanted.key).map(Some)
}

/// Reads a list with its key.
pub(super) fn read(path: &Path, key: Option<&Path>) -> Result<StaffList, StaffError> {
    let bytes = bytes(path)?;
    // What is no list needs no key: that is told first.
    StaffList::describe(&bytes).map_err(|error| StaffError::NoList(shown(path), error))?;
    let key = key_of(path, key)?;
    StaffList::read(&bytes, key).map_err(|error| StaffError::NoList(shown(path), error))
}

/// What can be told of a list without its key.
pub(super) fn describe(path: &Path) -> Result<(String, u64, u64), StaffError> {
    StaffList::describe(&bytes(path)?).map_err(|error| StaffError::NoList(shown(path), error))
}

fn bytes(path: &Path) -> Result<Vec<u8>, StaffError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
        .map_err(|error| StaffError::Unreadable(shown(path), error))?;
    Ok(bytes)
}

/// The office's key, if there is one: that of the environment, the file that was asked for, or the one in the rules folder.
pub(super) fn key(wanted: &Wanted<'_>) -> Result<Option<Key>, StaffError> {
    if let Some(key) = key_of_variable()? {
        return Ok(Some(key));
    }
    let beside = wanted.list.map(|list| list.with_extension("key"));
    let in_rules = wanted.rules.map(|folder| folder.join(IN_RULES).with_extension("key"));
    let there = beside.into_iter().chain(in_rules).find(|path| path.exists());
    wanted.key.map(Path::to_owned).or(there).map(|path| read_key(&path)).transpose()
}

/// The key that the environment or a file holds.
fn key_of(list: &Path, key: Option<&Path>) -> Result<Key, StaffError> {
    if let Some(key) = key_of_variable()? {
        return Ok(key);
    }
    let path = key_path(list, key);
    match read_key(&path) {
        Err(StaffError::KeyNotMade(at, error)) => Err(StaffError::NoKey(shown(list), at, error)),
        other => other,
    }
}

fn key_of_variable() -> Result<Option<Key>, StaffError> {
    let Some(value) = std::env::var_os(KEY_VARIABLE).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let key = value.to_str().and_then(|value| Key::parse(value).ok());
    key.map(Some).ok_or_else(|| StaffError::BadKey(format!("the variable {KEY_VARIABLE}")))
}

/// Beside its list, unless said otherwise.
fn key_path(list: &Path, key: Option<&Path>) -> PathBuf {
    key.map_or_else(|| list.with_extension("key"), Path::to_owned)
}

fn read_key(path: &Path) -> Result<Key, StaffError> {
    let mut text = String::new();
    let file = File::open(path).map_err(|error| StaffError::KeyNotMade(shown(path), error))?;
    if is_open_to_others(&file) {
        return Err(StaffError::OpenKey(shown(path)));
    }
    file.take(1024).read_to_string(&mut text).map_err(|_| StaffError::BadKey(shown(path)))?;
    Key::parse(&text).map_err(|_| StaffError::BadKey(shown(path)))
}

/// The key to make a list with: that of the environment, that of its file, or a new one, whose file is made.
pub(super) fn key_for_new(list: &Path, key: Option<&Path>) -> Result<Key, StaffError> {
    if let Some(key) = key_of_variable()? {
        return Ok(key);
    }
    let path = key_path(list, key);
    match read_key(&path) {
        Err(StaffError::KeyNotMade(_, error)) if error.kind() == io::ErrorKind::NotFound => new_key(&path),
        other => other,
    }
}

fn new_key(path: &Path) -> Result<Key, StaffError> {
    let failed = |error: io::Error| StaffError::KeyNotMade(shown(path), error);
    let key = Key::random().map_err(|error| failed(io::Error::other(error)))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(format!("{}\n", key.to_hex()).as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    Ok(key)
}

#[cfg(unix)]
fn is_open_to_others(file: &File) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o077 != 0)
}

/// Elsewhere files have no such mode: the folder they are in says who may read them.
#[cfg(not(unix))]
fn is_open_to_others(_: &File) -> bool {
    false
}

/// Writes a list, whole or not at all; nobody else can read it.
pub(super) fn write(list: &StaffList, path: &Path) -> Result<(), StaffError> {
    let failed = |error: io::Error| StaffError::NotWritten(shown(path), error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".foi-gate-").tempfile_in(folder).map_err(failed)?;
    file.write_all(&list.to_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(failed(io::ErrorKind::AlreadyExists.into()));
    }
    file.persist(path).map(|_| ()).map_err(|error| failed(error.error))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
