//! Reads delimited text (csv, tsv, txt): every field as a cell, and the surfaces that such a file can have.
//!
//! Twice through the bytes and never all of them in memory: once to tell the encoding, which one byte at the very end
//! can decide, and once for the fields. Decides no rule; detects no personal data; numbers stay text.

mod delimiter;
mod encoding;
mod feed;
mod fields;
mod formula;
mod layout;
mod table;

pub(crate) use delimiter::guess;
pub(crate) use encoding::{Encoding, Survey};
pub(crate) use formula::is_formula;

use feed::Feed;
use fields::Fields;
use layout::{Layout, Shape};
use table::Table;

use super::{Input, Visitor};
use crate::container::Source;
use crate::limits::{Budget, Cap};
use crate::model::{
    Book, Coverage, Delimiter, Frame, Look, Place, Reason, Sheet, SheetKind, SheetState, Substance, Surface,
    Trace, Unread,
};

/// How much of the start is looked at for the delimiter and the header.
const START: usize = 256 << 10;

/// Reads a delimited text file. Rows and columns are those that a spreadsheet would show, so empty lines count and a
/// first line `sep=;` does not. The header row is not decided here, but guessed for `csv-preamble`: that trace's place
/// ends with the row before it.
pub fn read(input: Input<'_>, visitor: &mut dyn Visitor) -> Coverage {
    let bytes = input.source.len();
    let survey = match Survey::of(input.source, input.budget) {
        Ok(survey) => survey,
        Err(reason) => {
            visitor.unread(Unread::new(Place::default(), reason));
            return Coverage { bytes, accounted: 0 };
        }
    };
    let sheet =
        Sheet { name: None, part: None, index: 0, state: SheetState::Visible, kind: SheetKind::Worksheet };
    let plan = Plan::of(input.source, &survey, input.budget);
    if visitor.rebuilds() {
        visitor.book(&book(&sheet, plan.as_ref().ok()));
    }
    visitor.sheet(&sheet);
    let accounted = match plan {
        Ok(plan) => read_sheet(input, &survey, plan, visitor),
        Err(reason) => {
            visitor.unread(Unread::new(Place::default(), reason));
            0
        }
    };
    visitor.sheet_end(&sheet);
    Coverage { bytes, accounted }
}

/// What a workbook that is a text file looks like: it has no looks, and one sheet.
fn book(sheet: &Sheet, plan: Option<&Plan>) -> Book {
    let delimiter = plan.map(|plan| Delimiter { byte: plan.delimiter, declared: plan.skip_line });
    Book { sheets: vec![sheet.clone()], looks: vec![Look::default()], delimiter, ..Book::default() }
}

/// Reads the one sheet; gives the bytes that have an owner.
fn read_sheet(input: Input<'_>, survey: &Survey, plan: Plan, visitor: &mut dyn Visitor) -> u64 {
    let limits = input.budget.limits();
    if visitor.rebuilds() {
        visitor.frame(&Frame::default());
    }
    let feed = Feed::new(input.source, survey, input.budget);
    let mut fields = Fields::new(feed, plan.delimiter, limits.text);
    let mut table = Table::new(plan.layout, survey.tame, input.budget);
    let ended = (if plan.skip_line { fields.skip_line() } else { Ok(()) })
        .and_then(|()| table.read(&mut fields, visitor));
    let (taken, garbled) = fields.feed().map_or((0, 0), |feed| (feed.taken, feed.garbled()));
    encoding_trace(survey, garbled, visitor);
    table.traces(visitor);
    let whole = Ended { taken, garbled, too_long: fields.too_long, cells: table.cells };
    let holes = whole.unread(input.source, survey, ended, visitor);
    taken.saturating_sub(holes)
}

fn encoding_trace(survey: &Survey, garbled: u64, visitor: &mut dyn Visitor) {
    let Some(substance) = survey.substance(garbled) else { return };
    let place = match (survey.first_odd, substance) {
        (Some(at), Substance::Holds(_)) => Place::bytes(at, at.saturating_add(1)),
        _ => Place::default(),
    };
    visitor.trace(Trace { surface: Surface::CsvEncoding, place, substance, texts: Vec::new() });
}

/// What is known once the fields are read.
struct Ended {
    taken: u64,
    garbled: u64,
    too_long: u64,
    cells: u64,
}

impl Ended {
    /// Says what could not be read; gives the bytes that have no owner for it.
    fn unread(
        &self,
        source: &Source,
        survey: &Survey,
        ended: Result<(), Reason>,
        visitor: &mut dyn Visitor,
    ) -> u64 {
        let mut say = |place: Place, reason: Reason| visitor.unread(Unread::new(place, reason));
        let complete = ended.is_ok();
        if let Err(reason) = ended {
            say(Place::default(), reason);
        } else if self.taken != source.len() || survey.bytes != source.len() {
            say(Place::default(), Reason::Changed);
        } else if self.cells == 0 {
            say(Place::default(), Reason::Empty);
        }
        if self.too_long > 0 {
            say(Place::default(), Reason::Cap(Cap::Text));
        }
        if let Some((from, to)) = survey.binary {
            say(Place::bytes(from, to), Reason::Damaged("part of it is not text"));
            return to.saturating_sub(from).min(self.taken);
        }
        if survey.mislabelled {
            say(
                Place::default(),
                Reason::Ambiguous("parts of it are in another encoding than its start says"),
            );
        }
        // Bytes that hardly ever make a character were never meant to.
        if complete && self.garbled > 16 && self.garbled.saturating_mul(50) > source.len() {
            say(Place::default(), Reason::Damaged("much of it is not text"));
        }
        0
    }
}

/// How the fields are to be found: what the start of the file says.
struct Plan {
    delimiter: u8,
    skip_line: bool,
    layout: Layout,
}

impl Plan {
    fn of(source: &Source, survey: &Survey, budget: &Budget) -> Result<Self, Reason> {
        let mut feed = Feed::new(source, survey, budget);
        let mut start = Vec::new();
        while start.len() < START && feed.more(&mut start)? {}
        let whole = feed.taken >= source.len();
        let guess = guess(&start, whole);
        let mut fields = if whole {
            Fields::sample(start, guess.delimiter, budget.limits().text)
        } else {
            Fields::start_of(start, guess.delimiter, budget.limits().text)
        };
        if guess.declared {
            fields.skip_line()?;
        }
        let mut rows = Vec::new();
        let mut shape = Shape::default();
        while let Some(end) = fields.next()? {
            shape.push(table::holds(fields.field()), u32::MAX);
            if end == fields::End::Row {
                let next = shape.row.saturating_add(1);
                rows.push(std::mem::replace(&mut shape, Shape { row: next, ..Shape::default() }));
            }
        }
        Ok(Plan { delimiter: guess.delimiter, skip_line: guess.declared, layout: Layout::of(&rows) })
    }
}
