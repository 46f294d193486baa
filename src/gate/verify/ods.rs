//! Reads an OpenDocument copy, with calamine: there is no reader of such files here yet. All of it is in memory for that,
//! so that what is too large is refused before it is made.

use std::io::BufReader;

use calamine::{Data, Ods, Reader, SheetVisible};

use super::super::digest;
use super::super::making::At;
use super::super::tee::Tee;
use super::super::walk::Walk;
use super::differs;
use super::other::UNREADABLE;
use crate::container::Source;
use crate::container::zip::Archive;
use crate::inspect::Inspector;
use crate::limits::Budget;
use crate::model::{
    Cell, Coverage, Dress, FileReport, Format, NoCopy, Place, Reason, Scope, Sheet, SheetKind, SheetState,
    Unread, Value, Visibility,
};
use crate::read::{Identity, Visitor};
use crate::rules::RuleBook;

/// What our writer puts into a package; anything else in it would be nobody's.
const PARTS: [&str; 5] = ["mimetype", "META-INF/manifest.xml", "styles.xml", "settings.xml", "content.xml"];

/// Checks a copy against the rules, and tells `beside` what cells it has.
pub(super) fn check(
    name: &str,
    source: &Source,
    book: &RuleBook,
    budget: &Budget,
    beside: &mut dyn Visitor,
) -> Result<FileReport, NoCopy> {
    let mut walk = Walk::new(Inspector::new(book), book, budget);
    parts(source, budget, &mut walk);
    read(source, &mut Tee { first: &mut walk, second: beside }).ok_or_else(|| differs(UNREADABLE))?;
    let sha256 = digest::sha256(source).map_err(|_| differs(UNREADABLE))?;
    let (inspector, children) = walk.into_parts();
    let identity = Identity { format: Format::Ods, scope: Scope::In, trouble: None };
    let coverage = Coverage { bytes: source.len(), accounted: source.len() };
    Ok(super::super::conclude(name, &identity, Some(sha256), inspector, coverage, children, book))
}

/// Whether the package is what our writer makes.
fn parts(source: &Source, budget: &Budget, visitor: &mut dyn Visitor) {
    match Archive::open(source, budget) {
        Err(reason) => visitor.unread(Unread::new(Place::default(), reason)),
        Ok(archive) => {
            let known = archive.entries().iter().all(|entry| PARTS.contains(&&*entry.name));
            if !known || !archive.anomalies().is_empty() {
                visitor.unread(Unread::new(Place::default(), Reason::Unknown));
            }
        }
    }
}

/// Tells what calamine finds.
fn read(source: &Source, visitor: &mut dyn Visitor) -> Option<()> {
    let mut document = Ods::new(BufReader::new(At::start(source))).ok()?;
    for (index, known) in document.sheets_metadata().to_vec().into_iter().enumerate() {
        let state = match known.visible {
            SheetVisible::Visible => SheetState::Visible,
            SheetVisible::Hidden | SheetVisible::VeryHidden => SheetState::Hidden,
        };
        let name = Some(known.name.as_str().into());
        let sheet = Sheet { name, part: None, index, state, kind: SheetKind::Worksheet };
        visitor.sheet(&sheet);
        let range = document.worksheet_range(&known.name).ok()?;
        let (first_row, first_col) = range.start().unwrap_or_default();
        for (row, col, data) in range.used_cells() {
            let row = first_row.checked_add(u32::try_from(row).ok()?)?;
            let col = first_col.checked_add(u32::try_from(col).ok()?)?;
            cell(row, col, data, visitor);
        }
        visitor.sheet_end(&sheet);
    }
    Some(())
}

fn cell(row: u32, col: u32, data: &Data, visitor: &mut dyn Visitor) {
    let words;
    let value = match data {
        Data::Empty => return,
        Data::Int(number) => Value::Number(*number as f64),
        Data::Float(number) => Value::Number(*number),
        Data::Bool(value) => Value::Bool(*value),
        Data::String(text) => Value::Text(text),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Value::Date(text),
        Data::DateTime(instant) => Value::Number(instant.as_f64()),
        Data::Error(error) => {
            words = error.to_string();
            Value::Text(&words)
        }
    };
    let number;
    let shown = match value {
        Value::Text(text) | Value::Date(text) | Value::Error(text) => text,
        Value::Bool(true) => "TRUE",
        Value::Bool(false) => "FALSE",
        Value::Number(value) => {
            number = value.to_string();
            &number
        }
    };
    let visibility = Visibility::Visible;
    visitor.cell(&Cell { row, col, value, shown, shared: None, visibility, dress: Dress::default() });
}
