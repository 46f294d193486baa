//! Number formats (ECMA-376 18.8.30, 18.8.31): what a cell shows instead of what it stores.
//!
//! Rendering is `ssfmt`'s. What is decided here is which section of a format applies and whether that section shows the
//! value at all, since a format can hide it: `;;;`, `[<5]"*"`. The locale is that of the United Kingdom.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ssfmt::{FormatOptions, NumberFormat};

use super::builtin;
use super::color::Rgb;
use super::general::general;
use super::section::{FormatColor, Section, sections, without_words};
use crate::model::Dress;

/// Excel stores no longer code; a longer one is not handed to the renderer.
const LONGEST_CODE: usize = 1024;

/// Days between the first days of the two date systems (18.17.4.1).
const DAYS_TO_1904: f64 = 1462.0;

/// How numbers are rendered in this workbook.
#[derive(Debug)]
pub(super) struct Rendering {
    options: FormatOptions,
    date1904: bool,
}

impl Rendering {
    /// With the date system of the workbook (18.2.28 `date1904`).
    pub(super) fn new(date1904: bool) -> Self {
        Rendering { options: FormatOptions::default(), date1904 }
    }

    /// The value as the 1900 system, which is the one that `ssfmt` knows best, counts it.
    fn serial(&self, value: f64, section: &Section) -> f64 {
        if self.date1904 && section.shows_date && !section.elapsed { value + DAYS_TO_1904 } else { value }
    }
}

/// What a format made of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    /// Whether the text shown is other than the value, so that the value cannot be told from it.
    pub(super) hides: bool,
    /// The colour that the format's section forces on the text.
    pub(super) color: Option<FormatColor>,
    section: usize,
}

impl Shown {
    /// The value as it is.
    pub(super) const PLAIN: Shown = Shown { hides: false, color: None, section: usize::MAX };

    /// A number without a format.
    pub(super) fn plain(out: &mut String, value: f64) -> Shown {
        general(value, out);
        Shown::PLAIN
    }

    /// The number of the section that showed it, as facts say it.
    pub(super) fn section(self) -> u8 {
        u8::try_from(self.section).unwrap_or(Dress::NO_SECTION)
    }
}

/// A number format, parsed.
#[derive(Debug)]
pub(super) struct Format {
    /// None where it shows every value as it is, or cannot be parsed.
    code: Option<Box<str>>,
    sections: Vec<Section>,
    parsed: Option<NumberFormat>,
    /// Which sections were shown in a visible cell, one bit each.
    seen: Cell<u8>,
}

impl Format {
    /// Parses a code. One that the renderer cannot parse shows the plain value wherever its section shows a value.
    pub(super) fn new(code: &str) -> Self {
        let sections = sections(code);
        let plain = code.trim().is_empty() || sections.iter().all(Section::is_plain);
        let parsed = (!plain && code.len() <= LONGEST_CODE).then(|| parse(code)).flatten();
        let code = parsed.is_some().then(|| code.into());
        Format { code, sections: if plain { Vec::new() } else { sections }, parsed, seen: Cell::new(0) }
    }

    /// The format of a number without one in the styles part: built-in, or General.
    pub(super) fn builtin(id: u32) -> Self {
        Format::new(builtin::code(id))
    }

    /// The code in one variant for each section, as [`crate::model::Look::formats`] has it.
    pub(super) fn variants(&self) -> Vec<Arc<str>> {
        let Some(code) = self.code.as_deref() else { return Vec::new() };
        let keeps = (0..self.sections.len()).map(Some).chain([None]);
        let mut all: Vec<Arc<str>> = keeps
            .map(|keep| without_words(code, &self.sections, keep))
            .map(|code| if parse(&code).is_some() { code.into() } else { Arc::from("") })
            .collect();
        if all.iter().all(|code| Some(code) == all.first()) {
            all.truncate(1);
        }
        all
    }

    /// Whether it shows every value as it is.
    pub(super) fn is_plain(&self) -> bool {
        self.sections.is_empty()
    }

    /// Whether it shows numbers as days of the calendar.
    pub(super) fn shows_days(&self) -> bool {
        self.sections.first().is_some_and(|first| first.shows_date && !first.elapsed)
    }

    /// Writes what a number is shown as.
    pub(super) fn number(&self, value: f64, rendering: &Rendering, out: &mut String) -> Shown {
        if self.sections.is_empty() {
            return Shown::plain(out, value);
        }
        let Some((index, section)) = self.section_for(value) else {
            // No section is for it: Excel fills the cell with number signs.
            out.push('#');
            return Shown { hides: true, ..Shown::PLAIN };
        };
        let shown = Shown { hides: false, color: section.color, section: index };
        if section.general || (section.shows_text && !section.shows_number) {
            // The second of two sections has a sign of its own.
            let negative_section = index == 1 && section.condition.is_none();
            let mut digits = String::new();
            general(if negative_section { value.abs() } else { value }, &mut digits);
            section.write(&digits, out);
            return shown;
        }
        if !section.shows_number {
            out.push_str(&section.literal);
            return Shown { hides: !self.tells(value, index, section), ..shown };
        }
        let serial = rendering.serial(value, section);
        match self.parsed.as_ref().map(|parsed| render(parsed, serial, rendering)) {
            Some(Some(text)) if !(text.is_empty() && section.shows_date) => out.push_str(text.trim()),
            // Excel fills the cell with number signs: a date before its calendar.
            Some(_) if section.shows_date => {
                out.push('#');
                return Shown { hides: true, ..shown };
            }
            _ => general(value, out),
        }
        shown
    }

    /// Writes what a text is shown as: by the fourth section, or the last one that has an `@`.
    pub(super) fn text(&self, text: &str, out: &mut String) -> Shown {
        let section = match self.sections.get(3) {
            Some(section) => Some((3, section)),
            None => self.sections.iter().enumerate().next_back().filter(|(_, last)| last.shows_text),
        };
        let Some((index, section)) = section else {
            out.push_str(text);
            return Shown::PLAIN;
        };
        section.write(text, out);
        Shown { hides: !section.shows_text && !section.general, color: section.color, section: index }
    }

    /// Notes that what it made stood in a visible cell, so that its literal text is on open view.
    pub(super) fn note_seen(&self, shown: Shown) {
        if shown.section < 8 {
            self.seen.set(self.seen.get() | 1 << shown.section);
        }
    }

    /// The literal texts of sections that no visible cell has shown.
    pub(super) fn unseen(&self) -> impl Iterator<Item = &str> {
        let seen = self.seen.get();
        let unseen = move |(index, _): &(usize, &Section)| *index >= 8 || seen & (1 << index) == 0;
        self.sections.iter().enumerate().filter(unseen).map(|(_, section)| section.words.as_str())
    }

    /// The section that is for a number, ECMA-376 18.8.31.
    fn section_for(&self, value: f64) -> Option<(usize, &Section)> {
        let numbers = self.number_sections();
        if numbers.iter().any(|section| section.condition.is_some()) {
            let fits = |(_, section): &(usize, &Section)| section.condition.is_none_or(|c| c.holds(value));
            return numbers.iter().enumerate().find(fits);
        }
        let index = match numbers.len() {
            2 if value < 0.0 => 1,
            3.. if value < 0.0 => 1,
            3.. if value == 0.0 => 2,
            _ => 0,
        };
        numbers.get(index).map(|section| (index, section))
    }

    /// The sections that are for numbers: without the one for text.
    fn number_sections(&self) -> &[Section] {
        let count = match self.sections.as_slice() {
            all if all.len() > 3 => 3,
            [_, .., last] if last.shows_text && !last.shows_number => self.sections.len().saturating_sub(1),
            all => all.len(),
        };
        self.sections.get(..count).unwrap_or_default()
    }

    /// Whether a literal gives its value away: the section is for one value only (zero, or `[=1]"Yes"`).
    fn tells(&self, value: f64, index: usize, section: &Section) -> bool {
        if let Some(condition) = section.condition {
            return condition.is_exact();
        }
        let others_show = self.sections.iter().take(index).any(|other| other.shows_number);
        index == 2 && value == 0.0 && others_show
    }
}

/// A renderer's fault is no reason to fail: the value is then shown plainly.
fn parse(code: &str) -> Option<NumberFormat> {
    catch_unwind(|| NumberFormat::parse(code)).ok()?.ok()
}

fn render(format: &NumberFormat, value: f64, rendering: &Rendering) -> Option<String> {
    catch_unwind(AssertUnwindSafe(|| format.try_format(value, &rendering.options))).ok()?.ok()
}

impl FormatColor {
    /// What the screen shows.
    pub(super) fn resolve(self, palette: &super::color::Palette) -> Rgb {
        match self {
            FormatColor::Rgb(rgb) => rgb,
            FormatColor::Indexed(index) => palette.color(index).unwrap_or(Rgb::BLACK),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::color::Palette;

    fn number(code: &str, value: f64) -> (String, bool) {
        let mut out = String::new();
        let shown = Format::new(code).number(value, &Rendering::new(false), &mut out);
        (out, shown.hides)
    }

    fn text(code: &str, value: &str) -> (String, bool) {
        let mut out = String::new();
        let shown = Format::new(code).text(value, &mut out);
        (out, shown.hides)
    }

    fn seen(text: &str) -> (String, bool) {
        (text.to_owned(), false)
    }

    fn hidden(text: &str) -> (String, bool) {
        (text.to_owned(), true)
    }

    #[test]
    fn formats_that_round_hide_nothing() {
        assert_eq!(number("General", 1234.5), seen("1234.5"));
        assert_eq!(number("General", -7.0), seen("-7"));
        assert_eq!(number("0.00", 1234.567), seen("1234.57"));
        assert_eq!(number("#,##0", 1_234_567.0), seen("1,234,567"));
        assert_eq!(number("0%", 0.5), seen("50%"));
        assert_eq!(number("dd/mm/yyyy", 45000.0), seen("15/03/2023"));
        assert_eq!(number("mmm yyyy", 45000.0), seen("Mar 2023"));
        assert_eq!(number("[h]:mm", 1.5), seen("36:00"));
        assert_eq!(number("General;-General", -4.0), seen("-4"));
        assert_eq!(number("@", 12.0), seen("12"));
        let mut out = String::new();
        Format::builtin(14).number(0.0, &Rendering::new(true), &mut out);
        assert_eq!(out, "01/01/1904");
    }

    #[test]
    fn formats_that_show_something_else_hide() {
        assert_eq!(number(";;;", 12.0), hidden(""));
        assert_eq!(number(";;;", 0.0), hidden(""));
        assert_eq!(text(";;;", "abc"), hidden(""));
        assert_eq!(number("[<5]\"*\";0", 3.0), hidden("*"));
        assert_eq!(number("[<5]\"*\";0", 7.0), seen("7"));
        assert_eq!(number("\"*\";\"*\";\"*\"", 9.0), hidden("*"));
        assert_eq!(number("**;**;**;**", 9.0), hidden("*"));
        assert_eq!(text("0;0;0;\"withheld\"", "abc"), hidden("withheld"));
        assert_eq!(number("dd/mm/yyyy", -5.0), hidden("#"));
    }

    #[test]
    fn a_dash_for_nought_tells_it_is_nought() {
        assert_eq!(number("0;-0;\"-\"", 0.0), seen("-"));
        assert_eq!(number("0;-0;;@", 0.0), seen(""));
        assert_eq!(number("[=1]\"Yes\";[=0]\"No\";0", 1.0), seen("Yes"));
        assert_eq!(number("\"Yes\";\"Yes\";\"No\"", 8.0), hidden("Yes"));
    }

    #[test]
    fn text_is_shown_by_its_section() {
        assert_eq!(text("0", "abc"), seen("abc"));
        assert_eq!(text(";;", "abc"), seen("abc"));
        assert_eq!(text("\"Mr \"@", "abc"), seen("Mr abc"));
        assert_eq!(text("0;0;0;@\" (est.)\"", "abc"), seen("abc (est.)"));
        assert_eq!(text("_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-", "abc"), seen("abc"));
    }

    #[test]
    fn a_section_may_force_a_colour() {
        let mut out = String::new();
        let shown = Format::new("[White]0").number(1.0, &Rendering::new(false), &mut out);
        let palette = Palette::new(Vec::new());
        assert_eq!(shown.color.unwrap().resolve(&palette), Rgb::WHITE);
        let shown = Format::new("[Color 2]0").number(1.0, &Rendering::new(false), &mut out);
        assert_eq!(shown.color.unwrap().resolve(&palette), Rgb::WHITE);
    }

    #[test]
    fn literals_are_unseen_until_a_visible_cell_shows_them() {
        let format = Format::new("0\" widgets\";\"minus\"");
        assert_eq!(format.unseen().map(str::trim).collect::<Vec<_>>(), ["widgets", "minus"]);
        let mut out = String::new();
        let shown = format.number(3.0, &Rendering::new(false), &mut out);
        format.note_seen(shown);
        assert_eq!(format.unseen().collect::<Vec<_>>(), ["minus"]);
    }

    fn variants(code: &str) -> Vec<String> {
        Format::new(code).variants().iter().map(|code| code.to_string()).collect()
    }

    #[test]
    fn a_format_comes_in_one_variant_for_each_section() {
        assert!(variants("General").is_empty());
        assert!(variants("").is_empty());
        assert!(variants(&"0".repeat(LONGEST_CODE + 1)).is_empty());
        assert_eq!(variants("#,##0.00;[Red]-#,##0.00"), ["#,##0.00;[Red]-#,##0.00"]);
        assert_eq!(variants("0\" for Zed\""), ["0\" for Zed\"", "0"]);
        let two = variants("\"Zedd\";-0\" owed\"");
        assert_eq!(two, ["\"Zedd\";-0", "\"\";-0\" owed\"", "\"\";-0"]);
        assert_eq!(Format::builtin(14).variants(), ["dd/mm/yyyy".into()]);
        for id in 1..50 {
            assert!(Format::builtin(id).variants().len() <= 1, "{id}");
        }
        assert_eq!(Format::builtin(44).variants().len(), 1);
    }

    #[test]
    fn a_variant_shows_what_the_format_showed() {
        let codes =
            ["\"Zedd\";-0\" owed\";\"none\";@\" (est.)\"", "[<5]\"few\";[>=9]0\" many\";0", "0\" for Zed\""];
        for code in codes {
            let format = Format::new(code);
            let variants = format.variants();
            let of = |shown: Shown| {
                let variant = variants.get(usize::from(shown.section())).or(variants.last());
                Format::new(variant.unwrap())
            };
            for value in [-3.0, 0.0, 7.0, 12.0] {
                let (mut before, mut after) = (String::new(), String::new());
                let shown = format.number(value, &Rendering::new(false), &mut before);
                let again = of(shown).number(value, &Rendering::new(false), &mut after);
                assert_eq!((&before, shown), (&after, again), "{code} {value}");
            }
            let (mut before, mut after) = (String::new(), String::new());
            let shown = format.text("abc", &mut before);
            of(shown).text("abc", &mut after);
            assert_eq!(before, after, "{code}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_code_makes_it_fail(code in "[;0#?@*_\\\\\"\\[\\]<>=$%,./EeGgdmyhsAP é-]{0,24}", value in -1e12_f64..1e12) {
            let mut out = String::new();
            let format = Format::new(&code);
            format.number(value, &Rendering::new(false), &mut out);
            format.text("x", &mut out);
            format.variants();
        }
    }
}
