//! The formats of a workbook, each made once: by look, section of its number format, and what the cell needs beside.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use rust_xlsxwriter::Format;
use ssfmt::NumberFormat;
use ssfmt::ast::FormatPart;

use super::format::of_look;
use crate::model::{Alignment, Book, Dress, Font, Horizontal, Look, LookChange};

/// What a cell needs beside its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// Nothing.
    Plain,
    /// To keep its look where its row or column has another: the library takes the first format for none at all.
    Own,
    /// A text that stands for an error value: those are centred.
    Error,
    /// A day, whose cell held it as text.
    Day,
}

/// A format that was made.
struct Made {
    format: Format,
    /// Whether it shows a day of the calendar.
    dated: bool,
    /// Whether it is the workbook's own, which need not be said.
    usual: bool,
}

/// What makes one format another: look, section, role and what a conditional format did.
type Key = (u32, u8, Role, Option<u16>);

/// The formats of a workbook. Their numbers in the file come from the order in which cells first need them, and never
/// from the order of this table.
pub(super) struct Paint {
    first: Look,
    looks: Vec<Look>,
    date1904: bool,
    /// Looks that conditional formats give to cells of the sheet.
    overlays: Vec<LookChange>,
    made: HashMap<Key, Arc<Made>>,
    /// The one that was asked for last: most cells look as the one before.
    last: Option<(Key, Arc<Made>)>,
}

/// Days between the two calendars of 18.2.28.
const DAYS_TO_1904: f64 = 1462.0;

/// The number format of days that their cells held as text, ISO 8601.
const DAY: &str = "yyyy-mm-dd";

impl Paint {
    /// For a workbook; what it does not list has the first look.
    pub(super) fn new(book: &Book) -> Self {
        let normal = || Look { font: book.normal.clone(), ..Look::default() };
        Paint {
            first: book.looks.first().cloned().unwrap_or_else(normal),
            looks: book.looks.clone(),
            date1904: book.date1904,
            overlays: Vec::new(),
            made: HashMap::new(),
            last: None,
        }
    }

    /// A sheet begins: looks that conditional formats gave to cells of the one before are none of its own.
    pub(super) fn turn_over(&mut self, overlays: &[LookChange]) {
        self.overlays = overlays.to_vec();
        self.made.retain(|(_, _, _, overlay), _| overlay.is_none());
        self.last = None;
    }

    /// The font of cells that say no look.
    pub(super) fn first_font(&self) -> &Font {
        &self.first.font
    }

    /// The format of a cell.
    pub(super) fn format(&mut self, dress: Dress<'_>, role: Role) -> &Format {
        &self.made(dress, role).format
    }

    /// The format of a cell; none where it is the one that cells have that say none. To find a format among those that
    /// were written costs the library more than to write the cell.
    pub(super) fn unusual(&mut self, dress: Dress<'_>, role: Role) -> Option<&Format> {
        let made = self.made(dress, role);
        (!made.usual).then_some(&made.format)
    }

    /// The format of cells that are not there: of a row, a column or a part of a merge.
    pub(super) fn empty(&mut self, look: u32, role: Role) -> &Format {
        self.format(Dress { look, section: Dress::NO_SECTION, ..Dress::default() }, role)
    }

    /// A number as the copy holds it: its days count from 1900, since the library writes no other workbooks.
    pub(super) fn serial(&mut self, dress: Dress<'_>, number: f64) -> f64 {
        if self.date1904 && self.made(dress, Role::Plain).dated { number + DAYS_TO_1904 } else { number }
    }

    /// The format of a cell whose text has another font from end to end.
    pub(super) fn in_font(&self, dress: Dress<'_>, font: &Font) -> Format {
        let (_, look) = listed(&self.looks, &self.first, dress.look);
        let look = changed(look, &self.overlays, dress.overlay);
        of_look(&Look { font: font.clone(), ..look.into_owned() }, dress.section)
    }

    fn made(&mut self, dress: Dress<'_>, role: Role) -> &Made {
        let (number, look) = listed(&self.looks, &self.first, dress.look);
        let section = if look.formats.len() > 1 { dress.section } else { 0 };
        let key = (number, section, role, dress.overlay);
        let (overlays, date1904, first) = (&self.overlays, self.date1904, &self.first);
        let made_now = || {
            let look = changed(look, overlays, dress.overlay);
            let dated = date1904 && shows_days(look.format(section), section);
            let format = make(&look, section, role);
            let usual = role == Role::Plain && format == make(first, 0, role);
            Arc::new(Made { format, dated, usual })
        };
        let made = match self.last.take() {
            Some((last, made)) if last == key => made,
            _ => Arc::clone(self.made.entry(key).or_insert_with(made_now)),
        };
        &self.last.insert((key, made)).1
    }
}

/// A look by its number, and the number; one that is not there is the first.
fn listed<'l>(looks: &'l [Look], first: &'l Look, number: u32) -> (u32, &'l Look) {
    let found = usize::try_from(number).ok().and_then(|at| looks.get(at));
    found.map_or((0, first), |look| (number, look))
}

/// A look with what a conditional format made of it.
fn changed<'l>(look: &'l Look, overlays: &[LookChange], overlay: Option<u16>) -> Cow<'l, Look> {
    let change = overlay.and_then(|number| overlays.get(usize::from(number)));
    change.map_or(Cow::Borrowed(look), |change| Cow::Owned(change.applied_to(look)))
}

/// A look with what the cell needs beside.
fn make(look: &Look, section: u8, role: Role) -> Format {
    match role {
        Role::Plain => of_look(look, section),
        // The character set of the region: a format that says so looks no other than one that says none.
        Role::Own => of_look(look, section).set_font_charset(1),
        Role::Error if look.alignment.horizontal == Horizontal::General => {
            let alignment = Alignment { horizontal: Horizontal::Center, ..look.alignment };
            of_look(&Look { alignment, ..look.clone() }, section)
        }
        Role::Error => make(look, section, Role::Own),
        Role::Day => of_look(&Look { formats: vec![DAY.into()], ..look.clone() }, 0),
    }
}

/// Whether a format shows days of the calendar; hours that count on and on are none.
fn shows_days(code: &str, section: u8) -> bool {
    let elapsed = |part: &FormatPart| matches!(part, FormatPart::Elapsed(_));
    let Ok(format) = NumberFormat::parse(code) else { return false };
    let sections = format.sections();
    let section = sections.get(usize::from(section)).or(sections.first());
    section.is_some_and(|section| section.has_date_parts() && !section.parts.iter().any(elapsed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(formats: &[&str], date1904: bool) -> Book {
        let look = Look { formats: formats.iter().map(|code| (*code).into()).collect(), ..Look::default() };
        Book { looks: vec![look], date1904, ..Book::default() }
    }

    #[test]
    fn a_look_that_is_kept_against_its_column_is_another_format() {
        let mut paint = Paint::new(&book(&[], false));
        let plain = paint.empty(0, Role::Plain).clone();
        assert!(plain != *paint.empty(0, Role::Own));
        assert!(plain == *paint.empty(99, Role::Plain), "a look that is not there is the first");
    }

    #[test]
    fn a_look_that_a_condition_gave_is_that_of_its_sheet_only() {
        let mut paint = Paint::new(&book(&[], false));
        let dress = Dress { overlay: Some(0), ..Dress::default() };
        paint.turn_over(&[LookChange { bold: Some(true), ..LookChange::default() }]);
        let bold = paint.format(dress, Role::Plain).clone();
        assert!(bold != *paint.empty(0, Role::Plain));
        paint.turn_over(&[]);
        assert!(bold != *paint.format(dress, Role::Plain));
    }

    #[test]
    fn days_of_the_other_calendar_are_counted_anew() {
        let days = |code, date1904| Paint::new(&book(&[code], date1904)).serial(Dress::default(), 1.0);
        assert_eq!(days("dd/mm/yyyy", true), 1463.0);
        assert_eq!(days("dd/mm/yyyy", false), 1.0);
        assert_eq!(days("[h]:mm", true), 1.0);
        assert_eq!(days("0.00", true), 1.0);
    }
}
