//! The copy of a file in which nothing was found: the file itself, byte for byte.

use std::io::{Read, Write};

use super::clean::Original;
use super::digest;
use super::making::{Desk, Made, refused};
use super::rounds::Copied;
use super::verify::Verified;
use crate::container::Source;
use crate::model::{FileReport, Format, NoCopy};

/// Copies, and holds the hash of the copy against that of the original as it was checked.
pub(super) fn copy(original: &Original<'_>, names: Vec<String>, desk: &dyn Desk) -> Result<Copied, NoCopy> {
    let failed = |error: std::io::Error| refused(error.into());
    let draft = desk.draft().map_err(failed)?;
    let mut file = draft.file;
    let mut reader = original.source.reader();
    let mut buffer = vec![0; 256 << 10];
    loop {
        // What cannot be read any more was not checked either.
        let read = reader.read(&mut buffer).map_err(|_| NoCopy::Unchecked)?;
        if read == 0 {
            break;
        }
        file.write_all(buffer.get(..read).unwrap_or_default()).map_err(failed)?;
    }
    let source = Source::file(file).map_err(failed)?;
    let now = digest::sha256(&source).map_err(|_| NoCopy::Unchecked)?;
    if Some(&now) != original.before.sha256.as_ref() {
        return Err(NoCopy::Unchecked);
    }
    let cells = original.before.sheets.iter().map(|sheet| sheet.visible_cells).fold(0, u64::saturating_add);
    Ok(Copied {
        made: vec![Made { sheet: None, number: draft.number, source }],
        kind: original.before.format.id(),
        names,
        losses: Vec::new(),
        verified: Verified { after: Vec::new(), unchanged: (cells, cells) },
    })
}

/// The ending that the original's content asks for; a text file's own, where it is one of those that text files have.
pub(super) fn ending(before: &FileReport) -> &'static str {
    let own = before.path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let texts = ["csv", "tsv", "tab", "txt"];
    match before.format {
        Format::Csv => texts.into_iter().find(|text| own.eq_ignore_ascii_case(text)).unwrap_or("csv"),
        format => format.id(),
    }
}
