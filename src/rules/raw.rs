//! TOML as typed, read key by key with the place of every key, so that one reading finds all mistakes.
//!
//! Nothing here knows what a rule means; see `read`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Code, File, Mistakes};

/// A value with its place in the file.
#[derive(Debug, Clone)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// Parses a file; mistakes of syntax are added.
pub(crate) fn parse<'f>(file: &'f File, mistakes: &mut Mistakes) -> Option<DeTable<'f>> {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let what = format!("this is not valid TOML: {}", error.message());
        mistakes.add(
            Code::Syntax,
            file,
            span,
            what,
            "texts stand in \"quotes\", lists in [brackets], one key on a line",
        );
    }
    errors.is_empty().then(|| table.into_inner())
}

/// A table being read: each key is asked for once, and what was not asked for is unknown.
pub(crate) struct Section<'a, 'f> {
    table: &'a DeTable<'f>,
    /// Where the section stands.
    pub(crate) span: Range<usize>,
    /// Its file.
    pub(crate) file: &'f File,
}

impl<'a, 'f> Section<'a, 'f> {
    pub(crate) fn new(table: &'a DeTable<'f>, span: Range<usize>, file: &'f File) -> Self {
        Section { table, span, file }
    }

    /// Says which keys are not among these.
    pub(crate) fn only(&self, known: &[&str], mistakes: &mut Mistakes) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let help = match nearest(name, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys here are {}", once(known).join(", ")),
                };
                let what = format!("there is no key `{}`", plain(name));
                mistakes.add(Code::UnknownKey, self.file, key.span(), what, &help);
            }
        }
    }

    /// Where a key stands; the section's first line where it does not.
    pub(crate) fn key_span(&self, key: &str) -> Range<usize> {
        self.entry(key).map_or(self.span.clone(), |(key, _)| key.span())
    }

    /// Whether there is such a key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// A text that may be left out, but not be empty.
    pub(crate) fn text(&self, key: &str, mistakes: &mut Mistakes) -> Option<At<String>> {
        let (_, value) = self.entry(key)?;
        let text = self.as_text(key, value, mistakes)?;
        if text.value.trim().is_empty() {
            mistakes.add(
                Code::Empty,
                self.file,
                text.span,
                format!("`{key}` is empty"),
                "write something, or leave it out",
            );
            return None;
        }
        Some(text)
    }

    /// A text that must be there.
    pub(crate) fn needed(&self, key: &str, help: &str, mistakes: &mut Mistakes) -> Option<At<String>> {
        if !self.has(key) {
            mistakes.add(Code::MissingKey, self.file, self.span.clone(), format!("`{key}` is missing"), help);
        }
        self.text(key, mistakes)
    }

    /// A list of texts; one text alone counts as a list.
    pub(crate) fn texts(&self, key: &str, mistakes: &mut Mistakes) -> Vec<At<String>> {
        let Some((_, value)) = self.entry(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            return self.text(key, mistakes).into_iter().collect();
        };
        if items.is_empty() {
            let what = format!("`{key}` is an empty list");
            mistakes.add(Code::Empty, self.file, value.span(), what, "write something, or leave it out");
        }
        items.iter().filter_map(|item| self.as_text(key, item, mistakes)).collect()
    }

    /// A whole number from 1.
    pub(crate) fn count(&self, key: &str, mistakes: &mut Mistakes) -> Option<u64> {
        let (_, value) = self.entry(key)?;
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        let number = number.filter(|number| *number >= 1);
        if number.is_none() {
            let what = format!("`{key}` must be a whole number from 1");
            mistakes.add(Code::BadNumber, self.file, value.span(), what, "");
        }
        number
    }

    /// A share from 0 to 1.
    pub(crate) fn share(&self, key: &str, mistakes: &mut Mistakes) -> Option<f64> {
        let (_, value) = self.entry(key)?;
        let share = decimal(value.get_ref()).filter(|share| (0.0..=1.0).contains(share));
        if share.is_none() {
            let what = format!("`{key}` must be a share between 0 and 1");
            mistakes.add(Code::BadShare, self.file, value.span(), what, "0.9 means nine values of ten");
        }
        share
    }

    /// A number between -8 and 8, the ends of the scale of how much a text looks like something.
    pub(crate) fn log_odds(&self, key: &str, mistakes: &mut Mistakes) -> Option<f64> {
        let (_, value) = self.entry(key)?;
        let number = decimal(value.get_ref()).filter(|number| (-8.0..=8.0).contains(number));
        if number.is_none() {
            let what = format!("`{key}` must be a number between -8 and 8");
            let help = "0 means as likely as not; names of people have a mean of 1 to 4";
            mistakes.add(Code::BadNumber, self.file, value.span(), what, help);
        }
        number
    }

    /// True or false.
    pub(crate) fn flag(&self, key: &str, mistakes: &mut Mistakes) -> Option<bool> {
        let (_, value) = self.entry(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(key, "true or false", value, mistakes);
        }
        flag
    }

    /// A date, written bare or in quotes.
    pub(crate) fn date(&self, key: &str) -> Option<At<String>> {
        let (_, value) = self.entry(key)?;
        let written = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        Some(At { value: written, span: value.span() })
    }

    /// A list of sections, written as `[[key]]` or as `key = [{...}]`.
    pub(crate) fn sections(&self, key: &str, mistakes: &mut Mistakes) -> Vec<Section<'a, 'f>> {
        let Some((_, value)) = self.entry(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, "a list", value, mistakes);
            return Vec::new();
        };
        let mut sections = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_table() {
                Some(table) => sections.push(Section::new(table, item.span(), self.file)),
                None => self.wrong(key, "a list of {...}", item, mistakes),
            }
        }
        sections
    }

    /// A section of free keys, each with a list of texts.
    pub(crate) fn columns(&self, key: &str, mistakes: &mut Mistakes) -> Vec<(String, Vec<String>)> {
        let Some((_, value)) = self.entry(key) else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, "{\"Heading\" = [\"value\", \"value\"]}", value, mistakes);
            return Vec::new();
        };
        let inner = Section::new(table, value.span(), self.file);
        let names = table.keys().map(|name| name.get_ref().to_string());
        names
            .map(|name| {
                let cells = inner.texts(&name, mistakes).into_iter().map(|cell| cell.value).collect();
                (name, cells)
            })
            .collect()
    }

    fn entry(&self, key: &str) -> Option<(&'a Spanned<std::borrow::Cow<'f, str>>, &'a Spanned<DeValue<'f>>)> {
        self.table.iter().find(|(name, _)| name.get_ref() == key)
    }

    fn as_text(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        mistakes: &mut Mistakes,
    ) -> Option<At<String>> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(key, "a text in \"quotes\"", value, mistakes);
        }
        text.map(|text| At { value: text.to_owned(), span: value.span() })
    }

    fn wrong(&self, key: &str, wanted: &str, value: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes) {
        mistakes.add(
            Code::WrongType,
            self.file,
            value.span(),
            format!("`{}` must be {wanted}", plain(key)),
            "",
        );
    }
}

/// A number with or without a point.
fn decimal(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(number) => number.as_str().parse().ok(),
        DeValue::Integer(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

/// The known word that is nearest to a mistyped one, if one is near.
pub(crate) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let scored = known.iter().map(|name| (strsim::damerau_levenshtein(word, name), *name));
    let (distance, name) = scored.min()?;
    (distance <= usize::max(1, word.len() / 3)).then_some(name)
}

/// Each name once: keys that sections share come in several lists.
fn once<'k>(names: &[&'k str]) -> Vec<&'k str> {
    let mut kept = Vec::new();
    for name in names {
        if !kept.contains(name) {
            kept.push(*name);
        }
    }
    kept
}

/// A name as it may be printed.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}
