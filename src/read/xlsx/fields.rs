//! The fields of a pivot cache (ECMA-376 18.10.1.6) in memory: their headings, and the values that they share
//! (18.10.1.90), all texts in one piece. Groups of values are left to the sweep: they are no values of the source.

use std::ops::Range;

use super::remnant::Kind;
use super::sweep::Observer;
use super::{Session, lexicon, rich};
use crate::container::xml::{Element, Ns, Xml};
use crate::limits::{Cap, Limits};
use crate::model::Reason;

const FIELDS: &[&str] = &["pivotCacheDefinition", "cacheFields"];
const FIELD: &[&str] = &["pivotCacheDefinition", "cacheFields", "cacheField"];
const ITEMS: &[&str] = &["pivotCacheDefinition", "cacheFields", "cacheField", "sharedItems"];

/// The fields of one cache.
pub(super) struct Fields {
    fields: Vec<Field>,
    items: Vec<Item>,
    text: String,
    /// The heading or value of the element that began last, as written.
    raw: Option<String>,
    cost: usize,
    most: usize,
}

struct Field {
    name: String,
    /// Where its values begin; they end where the next field's begin.
    first: usize,
    /// It comes from the source, and so has a column in the records (`databaseField`).
    source: bool,
}

struct Item {
    end: usize,
    kind: Kind,
    used: bool,
}

impl Fields {
    /// None yet.
    pub(super) fn new(limits: &Limits) -> Self {
        let (fields, items, text) = (Vec::new(), Vec::new(), String::new());
        Fields { fields, items, text, raw: None, cost: 0, most: limits.shared_strings }
    }

    /// Reads them from a definition, without a look at anything else.
    ///
    /// # Errors
    /// Those of [`crate::container::xml::XmlReader::next`], and [`Cap::SharedStrings`].
    pub(super) fn read(session: &Session<'_>, definition: usize) -> Result<Self, Reason> {
        let mut fields = Fields::new(session.budget.limits());
        let mut xml = session.xml(definition)?;
        let mut path = Vec::new();
        loop {
            match xml.next()? {
                Xml::Start(element) => {
                    fields.start(&element, &path)?;
                    path.push(lexicon::element(element.local()).unwrap_or_default());
                }
                Xml::End => {
                    path.pop();
                }
                Xml::Eof => return Ok(fields),
                _ => {}
            }
        }
    }

    /// The headings: those of the columns of the records, then those of fields that were calculated.
    pub(super) fn headings(&self) -> impl Iterator<Item = &str> {
        self.order().map(|(_, field)| field.name.as_str())
    }

    /// The field of each column of the records.
    pub(super) fn columns(&self) -> Vec<usize> {
        self.order().filter(|(_, field)| field.source).map(|(index, _)| index).collect()
    }

    fn order(&self) -> impl Iterator<Item = (usize, &Field)> {
        let of = |source| self.fields.iter().enumerate().filter(move |(_, field)| field.source == source);
        of(true).chain(of(false))
    }

    /// Notes that a record refers to this one of a field's values; gives its number among all values.
    pub(super) fn use_item(&mut self, field: usize, index: usize) -> Option<usize> {
        let range = self.range(field)?;
        let number = range.start.checked_add(index).filter(|number| range.contains(number))?;
        self.items.get_mut(number)?.used = true;
        Some(number)
    }

    /// A value, by its number among all.
    pub(super) fn item(&self, number: usize) -> (Kind, &str) {
        let end = |number: usize| self.items.get(number).map(|item| item.end);
        let from = number.checked_sub(1).and_then(end).unwrap_or_default();
        let text = end(number).and_then(|to| self.text.get(from..to)).unwrap_or_default();
        (self.items.get(number).map_or(Kind::Text, |item| item.kind), text)
    }

    /// Whether there is a value that no record refers to.
    pub(super) fn any_unused(&self) -> bool {
        (0..self.items.len()).any(|number| self.is_unused(number))
    }

    /// Calls with the headings and the values that no record refers to, as a table: row and column, kind, text.
    pub(super) fn each_unused(
        &self,
        mut call: impl FnMut((u32, u32), Kind, &str) -> Result<(), Reason>,
    ) -> Result<(), Reason> {
        let mut rest: Vec<(u32, Range<usize>)> = Vec::new();
        for (col, (index, field)) in (0..).zip(self.order()) {
            call((0, col), Kind::Text, &field.name)?;
            rest.extend(self.range(index).map(|range| (col, range)));
        }
        let mut row = 0_u32;
        while !rest.is_empty() {
            row = row.saturating_add(1);
            for (col, numbers) in &mut rest {
                if let Some(number) = numbers.find(|number| self.is_unused(*number)) {
                    let (kind, text) = self.item(number);
                    call((row, *col), kind, text)?;
                }
            }
            rest.retain(|(_, numbers)| !numbers.is_empty());
        }
        Ok(())
    }

    fn is_unused(&self, number: usize) -> bool {
        self.items.get(number).is_some_and(|item| !item.used) && !self.item(number).1.trim().is_empty()
    }

    /// The numbers of a field's values.
    fn range(&self, field: usize) -> Option<Range<usize>> {
        let first = self.fields.get(field)?.first;
        let next = field.checked_add(1).and_then(|next| self.fields.get(next));
        Some(first..next.map_or(self.items.len(), |next| next.first))
    }

    fn pay(&mut self, bytes: usize) -> Result<(), Reason> {
        self.cost = self.cost.saturating_add(bytes);
        if self.cost > self.most { Err(Cap::SharedStrings.into()) } else { Ok(()) }
    }

    fn add_field(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        self.raw = element.get("name")?;
        let name = unescaped(self.raw.as_deref());
        self.pay(name.len().saturating_add(size_of::<Field>()))?;
        let source = !matches!(element.get("databaseField")?.as_deref(), Some("0" | "false"));
        self.fields.push(Field { name, first: self.items.len(), source });
        Ok(())
    }

    fn add_item(&mut self, element: &Element<'_>, kind: Kind) -> Result<(), Reason> {
        self.raw = element.get("v")?;
        let value = unescaped(self.raw.as_deref());
        self.pay(value.len().saturating_add(size_of::<Item>()))?;
        self.text.push_str(&value);
        self.items.push(Item { end: self.text.len(), kind, used: false });
        Ok(())
    }
}

impl Observer for Fields {
    fn start(&mut self, element: &Element<'_>, path: &[&'static str]) -> Result<(), Reason> {
        self.raw = None;
        if path == FIELDS && element.is("cacheField") {
            self.add_field(element)?;
        } else if path == ITEMS && element.ns() == Ns::Main {
            // A missing value counts too: records refer to values by their place.
            let kind = kind_of(element.local()).or((element.local() == "m").then_some(Kind::Text));
            if let Some(kind) = kind {
                self.add_item(element, kind)?;
            }
        }
        Ok(())
    }

    fn takes(&mut self, attribute: &str, text: &str, path: &[&'static str]) -> bool {
        let above = path.split_last().map(|(_, above)| above);
        let value = attribute == "v" && above == Some(ITEMS);
        (value || attribute == "name" && path == FIELD) && self.raw.as_deref() == Some(text)
    }
}

/// What an element is that is one value (18.10.1.17 and others): a text, a number, a truth value, an error, a date.
pub(super) fn kind_of(local: &str) -> Option<Kind> {
    match local {
        "s" => Some(Kind::Text),
        "n" => Some(Kind::Number),
        "b" => Some(Kind::Bool),
        "e" => Some(Kind::Error),
        "d" => Some(Kind::Date),
        _ => None,
    }
}

fn unescaped(raw: Option<&str>) -> String {
    let mut text = raw.unwrap_or_default().to_owned();
    rich::unescape(&mut text, 0);
    text
}
