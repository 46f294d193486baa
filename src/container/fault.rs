//! Carries a [`Reason`] through `std::io`: readers of parts speak `io::Error`, reports speak `Reason`. Nothing is read here.

use std::io;

use crate::model::Reason;

/// Wraps a reason so that it can pass through [`io::Read`]; [`reason_of`] takes it out again.
pub fn into_io(reason: Reason) -> io::Error {
    io::Error::other(reason)
}

/// The reason inside an error, or the kind of the system's failure where it carries none.
pub fn reason_of(error: &io::Error) -> Reason {
    let carried = error.get_ref().and_then(|inner| inner.downcast_ref::<Reason>());
    match carried {
        Some(reason) => reason.clone(),
        None => Reason::Io(error.kind()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Cap;

    #[test]
    fn a_reason_comes_back_as_it_went_in() {
        assert_eq!(reason_of(&into_io(Reason::Cap(Cap::Ratio))), Reason::Cap(Cap::Ratio));
        let plain = io::Error::from(io::ErrorKind::PermissionDenied);
        assert_eq!(reason_of(&plain), Reason::Io(io::ErrorKind::PermissionDenied));
    }
}
