//! Pivot caches (ECMA-376 18.10.1): the copy of the source table that a pivot table keeps, put together again.
//!
//! The definition has the headings and, per field, each value once; the records have the rows, which refer to them. Rows
//! are judged as the table they are, and so are values that no row refers to any more: those of rows that were deleted.
//! Where there are no records, all values are such. Everything else in both parts is only swept.

use super::fields::{Fields, kind_of};
use super::package::Target;
use super::parts::{PartKind, kind_of as part_kind_of};
use super::remnant::{Kind, Remnant};
use super::sweep::{Observer, sweep};
use super::{Session, rich};
use crate::container::xml::{Element, Ns};
use crate::model::{Reason, Surface};

const RECORDS: &str = "pivotCacheRecords";
const RECORD: &[&str] = &[RECORDS, "r"];

/// Inspector of the registry: a definition. Where it has records, these hand its values on.
pub(super) fn inspect_definition(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let mut fields = Fields::new(session.budget.limits());
    sweep(session, part, kind, &mut fields)?;
    if records_of(session, part).is_some() {
        return Ok(());
    }
    hand_on_unused(session, part, &fields, true)
}

/// Inspector of the registry: the records of a definition.
pub(super) fn inspect_records(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let definition = definition_of(session, part);
    // A definition that cannot be read is reported where it is inspected itself.
    let fields = definition.and_then(|definition| Fields::read(session, definition).ok());
    let fields = fields.unwrap_or_else(|| Fields::new(session.budget.limits()));
    let table = Remnant::new(session.name(part), None, Surface::PivotCache);
    let mut rows = Rows { columns: fields.columns(), fields, table, row: 0, col: 0, raw: None, ready: None };
    let swept = rows.headings(session).and_then(|()| sweep(session, part, kind, &mut rows));
    rows.table.end(session);
    if let Some(definition) = definition.filter(|one| records_of(session, *one) == Some(part)) {
        hand_on_unused(session, definition, &rows.fields, false)?;
    }
    swept
}

/// Hands on the values that no record refers to, the first of each field in one row, and so on.
fn hand_on_unused(
    session: &mut Session<'_>,
    definition: usize,
    fields: &Fields,
    even_if_none: bool,
) -> Result<(), Reason> {
    if !even_if_none && !fields.any_unused() {
        return Ok(());
    }
    let mut table = Remnant::new(session.name(definition), None, Surface::PivotCache);
    let handed = fields.each_unused(|at, kind, text| table.cell(session, at, kind, text));
    table.end(session);
    handed
}

/// The definition that has these records.
fn definition_of(session: &Session<'_>, records: usize) -> Option<usize> {
    session.package.parts.iter().position(|part| {
        let mut relationships = part.relationships.iter();
        relationships.any(|to| to.kind == RECORDS && matches!(to.target, Target::Part(at) if at == records))
    })
}

/// The records of a definition, if they are read as such, and as its own.
fn records_of(session: &Session<'_>, definition: usize) -> Option<usize> {
    let records = session.package.related(definition, RECORDS)?;
    let kind = part_kind_of(session.package.parts.get(records)?);
    let own = definition_of(session, records) == Some(definition);
    (own && kind.relationships.contains(&RECORDS)).then_some(records)
}

/// The records (18.10.1.66), while they stream by. Rows count from 1: above them are the headings.
struct Rows {
    fields: Fields,
    /// The field of each column.
    columns: Vec<usize>,
    table: Remnant,
    row: u32,
    col: u32,
    /// The value of the element that began last, as written.
    raw: Option<String>,
    ready: Option<Ready>,
}

/// A value that was read and not yet handed on.
#[derive(Clone, Copy)]
enum Ready {
    /// This one of the values that fields share.
    Shared(usize),
    /// The raw one.
    Own(Kind),
}

impl Rows {
    fn headings(&mut self, session: &mut Session<'_>) -> Result<(), Reason> {
        for (col, name) in (0..).zip(self.fields.headings()) {
            self.table.cell(session, (0, col), Kind::Text, name)?;
        }
        Ok(())
    }

    /// What an element says that is one value of a record; none where it is no value that the table can take.
    fn read(&mut self, local: &str, value: &str, col: u32) -> Option<Ready> {
        if local != "x" {
            return kind_of(local).map(Ready::Own);
        }
        let field = self.columns.get(usize::try_from(col).ok()?)?;
        self.fields.use_item(*field, value.trim().parse().ok()?).map(Ready::Shared)
    }
}

impl Observer for Rows {
    fn start(&mut self, element: &Element<'_>, path: &[&'static str]) -> Result<(), Reason> {
        self.raw = None;
        if path == [RECORDS] && element.is("r") {
            self.row = self.row.saturating_add(1);
            self.col = 0;
        } else if path == RECORD && element.ns() == Ns::Main {
            let col = self.col;
            self.col = col.saturating_add(1);
            let Some(value) = element.get("v")? else { return Ok(()) };
            self.ready = self.read(element.local(), &value, col);
            self.raw = self.ready.is_some().then_some(value);
        }
        Ok(())
    }

    fn takes(&mut self, attribute: &str, text: &str, path: &[&'static str]) -> bool {
        attribute == "v"
            && path.split_last().is_some_and(|(_, above)| above == RECORD)
            && self.raw.as_deref() == Some(text)
    }

    fn hand_on(&mut self, session: &mut Session<'_>) -> Result<(), Reason> {
        let at = (self.row, self.col.saturating_sub(1));
        match self.ready.take() {
            Some(Ready::Shared(item)) => {
                let (kind, text) = self.fields.item(item);
                self.table.cell(session, at, kind, text)
            }
            Some(Ready::Own(kind)) => {
                let mut text = self.raw.clone().unwrap_or_default();
                rich::unescape(&mut text, 0);
                self.table.cell(session, at, kind, &text)
            }
            None => Ok(()),
        }
    }
}
