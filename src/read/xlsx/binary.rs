//! Parts that are not XML, or that nobody knows: the texts that stand in their bytes, and the files that they are.

use std::sync::Arc;

use super::Session;
use super::parts::{PartKind, kind_for};
use crate::container::{Source, strings};
use crate::model::{Format, Private, Reason, Substance, Trace};
use crate::read::Child;

/// Shortest run of letters that counts as a text.
pub(super) const RUN: usize = 5;
/// The same in pictures, whose bytes look like letters by chance.
const RUN_IN_IMAGE: usize = 12;

/// Inspector of the registry: any bytes, searched for texts.
pub(super) fn inspect_binary(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    inspect_bytes(session, part, kind, RUN).map(|_| ())
}

/// Inspector of the registry: a picture; its metadata (EXIF, XMP, comments) are texts.
pub(super) fn inspect_image(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let kind = if session.is_preview(part) { kind_for("oleObject")? } else { kind };
    inspect_bytes(session, part, kind, RUN_IN_IMAGE).map(|_| ())
}

/// Inspector of the registry: a file inside the workbook, checked in turn.
pub(super) fn inspect_embedded(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let bytes = inspect_bytes(session, part, kind, RUN_IN_IMAGE)?;
    let place = session.place(part);
    let name = session.name(part);
    let declared = Path(&name).format();
    session.visitor.child(Child { name, place, source: Source::memory(bytes), declared });
    Ok(())
}

/// Any bytes, searched for runs of letters of at least this length; gives them back.
pub(super) fn inspect_bytes(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
    run: usize,
) -> Result<Vec<u8>, Reason> {
    let bytes = session.package.archive.read_whole(part, session.budget)?;
    let texts: Vec<_> = strings(&bytes, run).into_iter().map(Private::new).collect();
    let place = session.place(part);
    let substance = Substance::Holds(1);
    session.visitor.trace(Trace { surface: kind.home, place, substance, texts });
    Ok(bytes)
}

/// The end of a part's name, as a hint at what it is.
struct Path<'a>(&'a Arc<str>);

impl Path<'_> {
    fn format(&self) -> Option<Format> {
        let extension = self.0.rsplit_once('.')?.1.to_ascii_lowercase();
        match extension.as_str() {
            "xlsx" => Some(Format::Xlsx),
            "xlsm" => Some(Format::Xlsm),
            "docx" => Some(Format::Docx),
            "pptx" => Some(Format::Pptx),
            _ => None,
        }
    }
}
