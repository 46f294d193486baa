//! What goes wrong in the library that writes workbooks, said in this program's terms. No message of the library is handed
//! on: some quote a name or a value.

use std::any::Any;
use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

use crate::clean::Failure;

thread_local! {
    /// Whether a panic in this thread is the library's way to say that the disk is full.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic in this thread is caught and told as a failure, so that nobody else need tell of it.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Runs what calls the library. Writing the rows to its temporary file, it panics where the disk is full.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    GUARDED.set(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.unwrap_or_else(|panic| Err(of_panic(&*panic)))
}

/// The failure behind a panic: the library unwraps the errors of its temporary file, so that their kind is in the message.
fn of_panic(panic: &(dyn Any + Send)) -> Failure {
    let message = panic.downcast_ref::<String>().map(String::as_str);
    let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
    let kinds = [
        ("StorageFull", io::ErrorKind::StorageFull),
        ("QuotaExceeded", io::ErrorKind::QuotaExceeded),
        ("FileTooLarge", io::ErrorKind::FileTooLarge),
        ("PermissionDenied", io::ErrorKind::PermissionDenied),
    ];
    match kinds.iter().find(|(name, _)| message.contains(name)) {
        Some((_, kind)) => Failure::Io(io::Error::from(*kind)),
        None if message.contains("Os {") => Failure::Io(io::Error::from(io::ErrorKind::Other)),
        None => Failure::Internal,
    }
}

/// The library's errors as failures.
pub(super) fn failure(error: XlsxError) -> Failure {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => Failure::Io(error),
        XlsxError::ZipError(ZipError::Io(error)) => Failure::Io(error),
        XlsxError::MaxStringLengthExceeded => {
            Failure::Beyond("a cell holds more text than a cell of a workbook can: 32,767 characters")
        }
        XlsxError::RowColumnLimitError => beyond_the_grid(),
        _ => Failure::Internal,
    }
}

/// For cells that a workbook has no place for.
pub(super) fn beyond_the_grid() -> Failure {
    Failure::Beyond("there are more rows or columns than a sheet of a workbook has: 1,048,576 and 16,384")
}

/// Whether it was done. What the library will not do is a loss and no failure, unless the disk failed.
pub(super) fn done<T>(result: Result<T, XlsxError>) -> Result<bool, Failure> {
    match result {
        Ok(_) => Ok(true),
        Err(error) => match failure(error) {
            Failure::Io(error) => Err(Failure::Io(error)),
            _ => Ok(false),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_though_the_library_panics() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let result: Result<(), Failure> =
            guarded(|| Err::<(), _>(full).map_err(|e| panic!("not written: {e:?}")));
        assert_eq!(result.unwrap_err().to_string(), "the disk is full");
    }

    #[test]
    fn no_message_of_the_library_is_handed_on() {
        let error = failure(XlsxError::SheetnameReused("Jane Example".to_owned()));
        assert!(!error.to_string().contains("Example"));
        let panic: Result<(), Failure> = guarded(|| panic!("Jane Example"));
        assert!(!panic.unwrap_err().to_string().contains("Example"));
    }
}
