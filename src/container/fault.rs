//! Carries a [`Reason`] through `std::io::Error`, so that a cap met inside a chain of readers comes out as what it was.

use std::io;

use crate::model::Reason;

/// Wraps a reason for the way through `io::Read`.
pub fn fault(reason: impl Into<Reason>) -> io::Error {
    io::Error::other(reason.into())
}

/// The reason inside an error; one that came from the system is told by its kind.
pub fn reason_of(error: &io::Error) -> Reason {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Reason>()) {
        Some(reason) => reason.clone(),
        None if error.kind() == io::ErrorKind::UnexpectedEof => Reason::Damaged("it ends too early"),
        None => Reason::Io(error.kind()),
    }
}
