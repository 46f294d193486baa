//! Reads an organisation's own list of people out of a spreadsheet, whatever format it has, for the list of staff.
//!
//! What cannot be read to its end is no list: somebody who is missing from it would not be found. Nothing is kept of a row
//! but what `detect::staff` makes of it.

use std::sync::Arc;

use crate::container::Source;
use crate::detect::heading::{Heading, Phrase};
use crate::detect::staff::{Maker, Person};
use crate::limits::{Budget, Limits};
use crate::model::{Book, Cell, Frame, Object, Reason, Row, Sheet, TextFact, Trace, Unread, Value};
use crate::read::{Child, Input, Visitor, identify, reader};

/// Rows that may stand above the headings.
const MOST_ABOVE: usize = 30;

/// What a column says of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Collar, warrant, pay or employee number.
    Number,
    /// Surname.
    Surname,
    /// Given names or initials.
    Given,
    /// The name that somebody goes by instead.
    KnownAs,
    /// The whole name.
    Name,
}

/// Headings of each, those that say most first: an "employee number" is no "employee".
const HEADINGS: &[(Column, &[&str])] = &[
    (
        Column::Number,
        &[
            "collar no",
            "warrant no",
            "pay no",
            "payroll no",
            "employee no",
            "staff no",
            "service no",
            "personnel no",
            "assignment no",
            "force no",
            "shoulder no",
            "badge no",
            "officer no",
            "employee id",
            "staff id",
            "payroll id",
            "officer id",
            "emp no",
            "emp id",
            "collar",
            "payroll",
        ],
    ),
    (Column::Surname, &["surname", "last name", "family name", "lname", "second name"]),
    (Column::KnownAs, &["known as", "preferred name", "preferred first name", "alias"]),
    (
        Column::Given,
        &[
            "forename",
            "first name",
            "given name",
            "fname",
            "middle name",
            "christian name",
            "initials",
            "initial",
        ],
    ),
    (
        Column::Name,
        &[
            "full name",
            "employee name",
            "staff name",
            "officer name",
            "display name",
            "name",
            "employee",
            "officer",
        ],
    ),
];

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roll {
    /// People taken, of each sheet that has any, with the columns that say who they are.
    pub sheets: Vec<SheetOfPeople>,
    /// Rows below headings that name nobody.
    pub passed_over: u64,
}

/// A sheet with people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetOfPeople {
    /// Its name; none in a csv file.
    pub name: Option<Arc<str>>,
    /// Its columns, by the phrase of [`HEADINGS`] that their heading has. What else stands there may be somebody's name.
    pub columns: Vec<(Column, &'static str)>,
    /// How many people.
    pub people: u64,
}

/// Adds everybody in a file to a list of staff.
///
/// # Errors
/// Why the file could not be read to its end; the list is then short of people and must not be used.
pub fn enrol(name: &str, source: &Source, limits: &Limits, maker: &mut Maker) -> Result<Roll, Reason> {
    let budget = Budget::new(limits);
    let identity = identify(source, name, &budget);
    if let Some(trouble) = identity.trouble {
        return Err(trouble);
    }
    let read = reader(identity.format).ok_or(Reason::NoReader(identity.format))?;
    let mut clerk = Clerk { maker, roll: Roll::default(), sheet: None, trouble: None };
    read(Input { source, format: identity.format, budget: &budget }, &mut clerk);
    match clerk.trouble {
        Some(reason) => Err(reason),
        None => Ok(clerk.roll),
    }
}

/// Takes the cells of one file.
struct Clerk<'m> {
    maker: &'m mut Maker,
    roll: Roll,
    sheet: Option<Reading>,
    trouble: Option<Reason>,
}

/// The sheet that is being read.
struct Reading {
    name: Option<Arc<str>>,
    above: usize,
    /// Once the headings are found.
    columns: Vec<(u32, Column, &'static str)>,
    people: u64,
    row: Option<u32>,
    cells: Vec<(u32, String)>,
}

impl Clerk<'_> {
    /// A row is over.
    fn end_row(&mut self) {
        let Some(sheet) = &mut self.sheet else { return };
        let cells = std::mem::take(&mut sheet.cells);
        if cells.is_empty() {
            return;
        }
        if sheet.columns.is_empty() {
            sheet.above = sheet.above.saturating_add(1);
            if sheet.above <= MOST_ABOVE {
                sheet.columns = headings(&cells);
            }
            return;
        }
        let person = Fields::of(&cells, &sheet.columns);
        if person.add(self.maker) {
            sheet.people = sheet.people.saturating_add(1);
        } else {
            self.roll.passed_over = self.roll.passed_over.saturating_add(1);
        }
    }
}

/// What the cells of a row are headings of; nothing where nobody could be told by them.
fn headings(cells: &[(u32, String)]) -> Vec<(u32, Column, &'static str)> {
    let mut columns = Vec::new();
    for (col, text) in cells {
        let heading = Heading::of(text);
        let named = HEADINGS.iter().find_map(|(column, phrases)| {
            let in_heading = |written: &&&str| {
                let found = Phrase::of(written).and_then(|phrase| phrase.find_in(&heading));
                found.is_some_and(|range| !heading.measures(&range))
            };
            phrases.iter().find(in_heading).map(|phrase| (*column, *phrase))
        });
        columns.extend(named.map(|(column, phrase)| (*col, column, phrase)));
    }
    let telling = columns
        .iter()
        .any(|(_, column, _)| matches!(column, Column::Surname | Column::Name | Column::Number));
    // A surname says all that a column "Name" beside it could.
    if columns.iter().any(|(_, column, _)| *column == Column::Surname) {
        columns.retain(|(_, column, _)| *column != Column::Name);
    }
    if telling { columns } else { Vec::new() }
}

/// What a row says of somebody.
#[derive(Debug, Default)]
struct Fields {
    given: String,
    known_as: String,
    surname: String,
    name: String,
    numbers: Vec<String>,
}

impl Fields {
    fn of(cells: &[(u32, String)], columns: &[(u32, Column, &'static str)]) -> Self {
        let mut fields = Fields::default();
        for (at, column, _) in columns {
            let Some((_, text)) = cells.iter().find(|(col, _)| col == at) else { continue };
            let into = match column {
                Column::Number => {
                    fields.numbers.push(text.clone());
                    continue;
                }
                Column::Surname => &mut fields.surname,
                Column::Given => &mut fields.given,
                Column::KnownAs => &mut fields.known_as,
                Column::Name => &mut fields.name,
            };
            if !into.is_empty() {
                into.push(' ');
            }
            into.push_str(text);
        }
        fields
    }

    fn add(&self, maker: &mut Maker) -> bool {
        let numbers: Vec<&str> = self.numbers.iter().map(String::as_str).collect();
        if self.surname.trim().is_empty() && !self.name.trim().is_empty() {
            return maker.add_whole(&self.name, &numbers);
        }
        let (given, known_as, surname) = (&*self.given, &*self.known_as, &*self.surname);
        maker.add(&Person { given, known_as, surname, numbers: &numbers })
    }
}

impl Visitor for Clerk<'_> {
    fn rebuilds(&self) -> bool {
        false
    }

    fn sheet(&mut self, sheet: &Sheet) {
        self.sheet = Some(Reading {
            name: sheet.name.clone(),
            above: 0,
            columns: Vec::new(),
            people: 0,
            row: None,
            cells: Vec::new(),
        });
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        if self.sheet.as_ref().is_some_and(|sheet| sheet.row != Some(cell.row)) {
            self.end_row();
        }
        let Some(sheet) = &mut self.sheet else { return };
        sheet.row = Some(cell.row);
        // A number is what it is, however few of its digits are shown.
        let text = match cell.value {
            Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
            Value::Text(text) => text.to_owned(),
            _ => cell.shown.to_owned(),
        };
        sheet.cells.push((cell.col, text));
    }

    fn sheet_end(&mut self, _: &Sheet) {
        self.end_row();
        if let Some(sheet) = self.sheet.take().filter(|sheet| !sheet.columns.is_empty()) {
            let columns = sheet.columns.into_iter().map(|(_, column, heading)| (column, heading)).collect();
            self.roll.sheets.push(SheetOfPeople { name: sheet.name, columns, people: sheet.people });
        }
    }

    fn unread(&mut self, unread: Unread) {
        self.trouble.get_or_insert(unread.reason);
    }

    fn book(&mut self, _: &Book) {}
    fn frame(&mut self, _: &Frame) {}
    fn object(&mut self, _: &Object) {}
    fn row(&mut self, _: &Row) {}
    fn blank(&mut self, _: u32, _: u32, _: u32) {}
    fn trace(&mut self, _: Trace<'_>) {}
    fn text(&mut self, _: TextFact<'_>) {}
    fn child(&mut self, _: Child) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Reading as Text;
    use crate::detect::staff::{Key, finder};
    use crate::detect::{Detector, by_name};

    fn enrolled(csv: &str) -> (Result<Roll, Reason>, crate::detect::staff::StaffList) {
        let mut maker = Maker::new(Key::random().unwrap());
        let source = Source::memory(csv.as_bytes().to_vec());
        let roll = enrol("hr.csv", &source, &Limits::default(), &mut maker);
        (roll, maker.finish("2026-01-01"))
    }

    #[test]
    fn people_are_found_under_their_headings() {
        let csv = "Staff in post,,,\nPrinted for HR,,,\nFirst Name,Surname,Payroll No,Grade\nAmara,Okonjo,X-99991,C\n\
                   Ann,,,\n,Kowalewicz,0099992,D\n";
        let (roll, list) = enrolled(csv);
        let roll = roll.unwrap();
        assert_eq!((roll.sheets.len(), roll.sheets[0].people, roll.passed_over), (1, 2, 1));
        let columns: Vec<Column> = roll.sheets[0].columns.iter().map(|(column, _)| *column).collect();
        assert_eq!(columns, [Column::Given, Column::Surname, Column::Number]);
        let hits = |name: &str, text: &str| {
            let detector: &Detector = by_name(name).unwrap();
            let mut hits = 0;
            Text::of(text).ask_listed(detector, &list, finder(detector).unwrap(), &mut |_| hits += 1);
            hits
        };
        assert_eq!(hits("staff-list", "Okonjo, A"), 1);
        assert_eq!(hits("staff-list-number", "99992"), 1);
        assert_eq!(hits("staff-list-number", "x99991"), 1);
        assert_eq!(hits("staff-list", "Someone Else"), 0);
    }

    #[test]
    fn a_column_of_whole_names_will_do() {
        let (roll, list) = enrolled("Name,Number of days\n\"Okonjo, Amara\",3\nMr Bo Kowalewicz,2\n");
        assert_eq!(roll.unwrap().sheets[0].people, 2);
        assert_eq!(list.people, 2);
    }

    #[test]
    fn a_file_without_people_gives_none_and_one_that_cannot_be_read_fails() {
        assert!(enrolled("Ward,Number of staff\nOld Trafford,12\n").0.unwrap().sheets.is_empty());
        assert!(enrolled("PK\u{3}\u{4}broken").0.is_err());
        assert!(enrolled("").0.is_err());
    }
}
