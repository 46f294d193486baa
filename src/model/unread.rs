//! What could not be read, and why: the reason that a file is `unchecked`.

use super::{Format, Place};
use crate::limits::Cap;

/// Something in the file that was not read.
#[derive(Debug, Clone)]
pub struct Unread {
    /// Where.
    pub place: Place,
    /// Why.
    pub reason: Reason,
}

impl Unread {
    /// At this place, for this reason.
    pub fn new(place: Place, reason: impl Into<Reason>) -> Self {
        Unread { place, reason: reason.into() }
    }
}

/// Why something was not read. Each is one plain sentence for the officer; none holds a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// A cap of `limits` was met.
    #[error("{0}")]
    Cap(#[from] Cap),
    /// It is damaged, or not what its format allows; the clause says how.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
    /// It needs a password.
    #[error("it is locked with a password; take the password off and check it again")]
    Encrypted,
    /// There is no reader for it yet.
    #[error("{} cannot be read yet; save it as .xlsx or .csv and check that instead", .0.label())]
    NoReader(Format),
    /// It could not be told what it is.
    #[error("it could not be told what kind of file it is")]
    Unknown,
    /// It holds nothing at all.
    #[error("the file is empty")]
    Empty,
    /// The gate is not for this kind.
    #[error("{} is not a kind of file that this program checks", .0.label())]
    OutOfScope(Format),
    /// The disk or the system failed.
    #[error("it could not be read from disk: {}", in_words(*.0))]
    Io(std::io::ErrorKind),
    /// It is a link, a device or a pipe in a folder: following it could lead anywhere.
    #[error("it is a link or a device, not an ordinary file; check what it points at instead")]
    NotAFile,
    /// A folder without a file in it: nothing was checked.
    #[error("there is no file in this folder")]
    NoFiles,
    /// Two programs would see different things in it.
    #[error("programs could read it differently: {0}")]
    Ambiguous(&'static str),
    /// The file changed while it was read.
    #[error("the file changed while it was being checked")]
    Changed,
    /// This program failed.
    #[error("an internal error of this program; please report it")]
    Internal,
}

/// The commonest failures as the officer would say them.
fn in_words(kind: std::io::ErrorKind) -> String {
    match kind {
        std::io::ErrorKind::NotFound => "there is no file of this name".to_owned(),
        std::io::ErrorKind::PermissionDenied => "you are not allowed to open it".to_owned(),
        other => other.to_string(),
    }
}
