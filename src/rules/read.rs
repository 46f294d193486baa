//! Rule files as typed → rules. Every mistake is noted with its place, and reading goes on.

use std::sync::Arc;

use super::conditions::{Lists, choice, content};
use super::mistake::{Code, File, Mistakes};
use super::raw::{At, Section, nearest, parse};
use super::rule::{About, Allow, Date, Example, ExampleColumn, Given, Rule};
use crate::model::{Action, CATALOGUE, RuleAt, Surface};

/// Keys that every rule may have.
const GENERAL: &[&str] =
    &["id", "title", "action", "why", "remedy", "exemption", "category", "surface", "scope", "staff_list"];
/// Keys of rules on a surface.
const ON_SURFACE: &[&str] = &["ignore", "must_match", "must_not_match"];
/// Keys of rules on personal data.
const ON_CONTENT: &[&str] = &[
    "check",
    "pattern",
    "like",
    "looks_like",
    "words",
    "list",
    "stray",
    "heading_any",
    "heading_not",
    "values",
    "min_count",
    "min_share",
    "min_distinct",
    "mean_at_least",
    "where",
    "beside_any",
    "beside_not",
    "table",
    "must_match",
    "must_not_match",
];
/// Keys of rules on the list of staff.
const ON_STAFF_LIST: &[&str] = &["older_than_days"];
const ON_ALLOW: &[&str] = &["rule", "values", "hashes", "role", "reason", "approved_by", "expires"];

/// What the files hold.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) rules: Vec<(Rule, usize)>,
    pub(super) allows: Vec<(Allow, usize, std::ops::Range<usize>)>,
}

/// Reads all rule files; the number beside each rule is that of its file.
pub(super) fn read(files: &[File], mistakes: &mut Mistakes) -> Read {
    let lists: Lists<'_> = files
        .iter()
        .filter(|file| !is_rules(&file.name))
        .map(|file| (file.name_in_folder(), &*file.text))
        .collect();
    let mut read = Read::default();
    for (number, file) in files.iter().enumerate().filter(|(_, file)| is_rules(&file.name)) {
        let Some(table) = parse(file, mistakes) else { continue };
        let whole = Section::new(&table, 0..0, file);
        whole.only(&["rule", "allow"], mistakes);
        for section in whole.sections("rule", mistakes) {
            read.rules.extend(rule(&section, &lists, mistakes).map(|rule| (rule, number)));
        }
        for section in whole.sections("allow", mistakes) {
            let span = section.key_span("rule");
            read.allows.extend(allow(&section, mistakes).map(|allow| (allow, number, span)));
        }
    }
    read
}

fn is_rules(name: &str) -> bool {
    name.ends_with(".toml")
}

fn at(section: &Section<'_, '_>) -> RuleAt {
    RuleAt { file: Arc::clone(&section.file.name), line: section.file.line(section.key_span("id").start) }
}

fn rule(section: &Section<'_, '_>, lists: &Lists<'_>, mistakes: &mut Mistakes) -> Option<Rule> {
    let keys: Vec<&str> =
        GENERAL.iter().chain(ON_SURFACE).chain(ON_CONTENT).chain(ON_STAFF_LIST).copied().collect();
    section.only(&keys, mistakes);
    let id = id(section, mistakes);
    let title = section.needed("title", "say what the rule finds, as the heading of a finding", mistakes);
    let why = section.needed("why", "say in a sentence why it matters", mistakes);
    let remedy = section.needed("remedy", "say in a sentence what the officer should do", mistakes);
    let action = action(section, mistakes);
    let exemption = section.text("exemption", mistakes);
    let about = about(section, lists, mistakes);
    let examples = examples(section, mistakes);
    let content = matches!(about, Some(About::Content(_)));
    let conditional = content || section.has("ignore");
    for (key, wanted) in [("must_match", true), ("must_not_match", false)] {
        if conditional && !examples.iter().any(|example| example.must_match == wanted) && !section.has(key) {
            let what = format!("the rule has no example in `{key}`");
            let help =
                "write {text = \"...\"} or {heading = \"...\", cells = [\"...\"]}, with invented values";
            mistakes.add(Code::MissingExample, section.file, section.key_span("id"), what, help);
        }
    }
    Some(Rule {
        id: id?.into(),
        title: title?.value.into(),
        about: about?,
        action: action?,
        why: why?.value.into(),
        remedy: remedy?.value.into(),
        exemption: exemption.map(|text| text.value.into()),
        examples,
        at: at(section),
    })
}

fn id(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<String> {
    let id =
        section.needed("id", "give the rule a short name of its own, such as `collar-number`", mistakes)?;
    let fits = id.value.len() <= 60
        && id.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !fits {
        let what = "an id is up to 60 small letters, digits and hyphens";
        mistakes.add(Code::BadId, section.file, id.span.clone(), what, "such as `collar-number`");
    }
    fits.then_some(id.value)
}

fn action(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Action> {
    const ACTIONS: [Action; 4] = [Action::Warn, Action::Strip, Action::Block, Action::Unchecked];
    let written = section.needed("action", "one of warn, strip, block, unchecked", mistakes)?;
    let found = ACTIONS.into_iter().find(|action| action.id() == written.value);
    if found.is_none() {
        let help =
            "warn points it out, strip takes it out, block stops the file, unchecked treats it as not read";
        let what = "there is no action of this name";
        mistakes.add(Code::UnknownAction, section.file, written.span.clone(), what, help);
    }
    found
}

/// Says that a word is not known, and which one may have been meant.
pub(super) fn unknown(
    section: &Section<'_, '_>,
    written: &At<String>,
    code: Code,
    kind: &str,
    known: &[&str],
    mistakes: &mut Mistakes,
) {
    let help = match nearest(&written.value, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.len() <= 12 => format!("one of {}", known.join(", ")),
        None => "see `foi-gate rules list` for those that there are".to_owned(),
    };
    mistakes.add(code, section.file, written.span.clone(), format!("there is no {kind} of this name"), &help);
}

fn about(section: &Section<'_, '_>, lists: &Lists<'_>, mistakes: &mut Mistakes) -> Option<About> {
    let subjects: Vec<&str> =
        ["category", "surface", "scope", "staff_list"].into_iter().filter(|key| section.has(key)).collect();
    match subjects.as_slice() {
        ["category"] => {
            foreign(section, ON_CONTENT, "on personal data", mistakes);
            content(section, lists, mistakes).map(|content| About::Content(Box::new(content)))
        }
        ["surface"] => {
            foreign(section, ON_SURFACE, "on a surface", mistakes);
            on_surface(section, mistakes)
        }
        ["scope"] => {
            foreign(section, &[], "on files that the gate is not for", mistakes);
            choice(section, "scope", &[("out", ())], mistakes).map(|()| About::OutOfScope)
        }
        ["staff_list"] => {
            foreign(section, ON_STAFF_LIST, "on the staff list", mistakes);
            choice(section, "staff_list", &[("stale", ())], mistakes)?;
            on_staff_list(section, mistakes)
        }
        _ => {
            let what = "a rule is about exactly one of `category`, `surface`, `scope` and `staff_list`";
            let help = "`category` for personal data, `surface` for a hiding place, `scope = \"out\"` for other files, \
                        `staff_list = \"stale\"` for a staff list that is old";
            mistakes.add(Code::OneSubject, section.file, section.key_span("id"), what, help);
            None
        }
    }
}

/// Says which conditions belong to another sort of rule.
fn foreign(section: &Section<'_, '_>, own: &[&str], sort: &str, mistakes: &mut Mistakes) {
    let mut others: Vec<&str> = ON_CONTENT
        .iter()
        .chain(ON_SURFACE)
        .chain(ON_STAFF_LIST)
        .filter(|key| !own.contains(key))
        .copied()
        .collect();
    others.sort_unstable();
    others.dedup();
    for key in others.into_iter().filter(|key| section.has(key)) {
        let what = format!("a rule {sort} cannot have `{key}`");
        mistakes.add(Code::NotForThisRule, section.file, section.key_span(key), what, "take the line out");
    }
}

/// A list is old for all files alike: there is nothing to take out of any, and no reason to stop one.
fn on_staff_list(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<About> {
    if !section.has("older_than_days") {
        let what = "`older_than_days` is missing".to_owned();
        let help = "say after how many days the list is old";
        mistakes.add(Code::MissingKey, section.file, section.key_span("id"), what, help);
    }
    let action = section.text("action", mistakes)?;
    if action.value != "warn" {
        let what = "a rule on the staff list can only warn";
        mistakes.add(Code::NotForThisRule, section.file, action.span, what, "write `action = \"warn\"`");
    }
    let older_than = section.count("older_than_days", mistakes)?;
    Some(About::StaffList { older_than })
}

fn on_surface(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<About> {
    let ignore =
        section.texts("ignore", mistakes).into_iter().map(|text| text.value.trim().to_lowercase()).collect();
    let written = section.text("surface", mistakes)?;
    let surface = Surface::from_id(&written.value).filter(|surface| surface.entry().is_some());
    if surface.is_none() {
        let known: Vec<&str> = CATALOGUE.iter().map(|entry| entry.id).collect();
        unknown(section, &written, Code::UnknownSurface, "surface", &known, mistakes);
    }
    Some(About::Surface { surface: surface?, ignore })
}

fn examples(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Vec<Example> {
    let mut examples = Vec::new();
    for (key, must_match) in [("must_match", true), ("must_not_match", false)] {
        for item in section.sections(key, mistakes) {
            item.only(&["text", "heading", "cells", "beside"], mistakes);
            let line = item.file.line(item.span.start);
            match given(&item, mistakes) {
                Some(given) => examples.push(Example { must_match, given, line, span: item.span.clone() }),
                None => {
                    let what = "an example is a text, or a column with cells";
                    let help = "write {text = \"...\"} or {heading = \"...\", cells = [\"...\"]}";
                    mistakes.add(Code::BadExample, item.file, item.span, what, help);
                }
            }
        }
    }
    examples
}

fn given(item: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Given> {
    let text = item.text("text", mistakes);
    let heading = item.text("heading", mistakes).map(|text| text.value);
    let cells: Vec<String> = item.texts("cells", mistakes).into_iter().map(|cell| cell.value).collect();
    let beside = item.columns("beside", mistakes).into_iter();
    match text {
        Some(text) => (heading.is_none() && cells.is_empty()).then_some(Given::Text(text.value)),
        None if cells.is_empty() => None,
        None => {
            let own = ExampleColumn { heading: heading.unwrap_or_default(), cells };
            let others = beside.map(|(heading, cells)| ExampleColumn { heading, cells });
            Some(Given::Columns(std::iter::once(own).chain(others).collect()))
        }
    }
}

fn allow(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Allow> {
    section.only(ON_ALLOW, mistakes);
    let rule = section.needed("rule", "the id of the rule that the values are let past", mistakes);
    let reason = section.needed("reason", "say why these values may be released", mistakes);
    let approved_by = section.needed("approved_by", "say who decided", mistakes);
    let role = section.text("role", mistakes);
    let values: Vec<String> =
        section.texts("values", mistakes).into_iter().map(|value| value.value.trim().to_owned()).collect();
    let hashes = hashes(section, mistakes);
    let by_hash = section.has("hashes");
    for key in
        ["values", "expires"].into_iter().filter(|key| !(section.has(key) || by_hash && *key == "values"))
    {
        let help = match key {
            "values" => "the exact values, in a list, or `hashes`, as `foi-gate rules hash` makes them",
            _ => "the last day on which it holds",
        };
        mistakes.add(
            Code::MissingKey,
            section.file,
            section.span.clone(),
            format!("`{key}` is missing"),
            help,
        );
    }
    let expires = section.date("expires").and_then(|written| {
        let date = date(&written.value);
        if date.is_none() {
            let what = "this is not a date";
            mistakes.add(Code::BadDate, section.file, written.span, what, "write year-month-day: 2027-03-31");
        }
        date
    });
    Some(Allow {
        rule: rule?.value.into(),
        values,
        hashes,
        role: role.map(|text| text.value.into()),
        reason: reason?.value.into(),
        approved_by: approved_by?.value.into(),
        expires: expires?,
        at: RuleAt {
            file: Arc::clone(&section.file.name),
            line: section.file.line(section.key_span("rule").start),
        },
    })
}

/// Hashes of values, 16 hexadecimal digits each.
fn hashes(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Vec<u64> {
    let mut hashes = Vec::new();
    for written in section.texts("hashes", mistakes) {
        let digits = written.value.len() == 16 && written.value.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u64::from_str_radix(&written.value, 16).ok().filter(|_| digits) {
            Some(hash) => hashes.push(hash),
            None => {
                let what = "this is no hash of a value";
                let help = "a hash is 16 digits and letters from a to f; make it with `foi-gate rules hash`";
                mistakes.add(Code::BadNumber, section.file, written.span, what, help);
            }
        }
    }
    hashes
}

/// A day as `2027-03-31`.
pub(crate) fn date(written: &str) -> Option<Date> {
    let mut parts = written.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let date = Date { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
    let fits = year.len() == 4 && (1..=12).contains(&date.month) && (1..=31).contains(&date.day);
    (fits && parts.next().is_none()).then_some(date)
}
