//! The conditions of a rule on personal data, as typed → as used.

use std::collections::BTreeMap;
use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use super::mistake::{Code, Mistakes};
use super::raw::{At, Section, nearest};
use super::read::unknown;
use super::rule::{Content, Matcher, Source, Values, Where};
use super::{form, like};
use crate::detect::heading::Phrase;
use crate::detect::{self, ColumnUse, DETECTORS};
use crate::model::{CATEGORIES, Category};

/// Largest compiled pattern, so that one rule cannot take all memory.
const PATTERN_BYTES: usize = 1 << 20;

/// Word lists by name.
pub(super) type Lists<'f> = BTreeMap<&'f str, &'f str>;

/// All conditions; none if one of them is mistaken.
pub(super) fn content(
    section: &Section<'_, '_>,
    lists: &Lists<'_>,
    mistakes: &mut Mistakes,
) -> Option<Content> {
    let before = mistakes.list.len();
    let category =
        section.text("category", mistakes).and_then(|written| category(section, &written, mistakes));
    let matcher = matcher(section, lists, mistakes);
    let heading_any = phrases(section, "heading_any", mistakes);
    let (min_share, min_distinct) =
        (section.share("min_share", mistakes), section.count("min_distinct", mistakes));
    let min_mean = min_mean(section, matcher.as_ref(), mistakes);
    let bounded = min_share.is_some() || min_distinct.is_some() || min_mean.is_some();
    let detector = matches!(matcher, Some(Matcher::Check(_)));
    let stray = !bounded && (heading_any.is_empty() || detector);
    let beside_any = section.texts("beside_any", mistakes);
    let content = Content {
        category: category.unwrap_or(Category::PersonName),
        matcher,
        stray: section.flag("stray", mistakes).unwrap_or(stray),
        heading_any,
        heading_not: phrases(section, "heading_not", mistakes),
        values: choice(section, "values", VALUES, mistakes).unwrap_or(Values::Any),
        min_count: section.count("min_count", mistakes).unwrap_or(1),
        min_share,
        min_distinct,
        min_mean,
        seen: choice(section, "where", PLACES, mistakes).unwrap_or(Where::Anywhere),
        beside_any: beside_any
            .iter()
            .filter_map(|written| self::category(section, written, mistakes))
            .collect(),
        beside_not: phrases(section, "beside_not", mistakes),
        row_per_person: choice(section, "table", &[("one-row-per-person", ())], mistakes).is_some(),
    };
    if content.matcher.is_none() && content.heading_any.is_empty() && mistakes.list.len() == before {
        let what = "the rule does not say how the personal data is recognised";
        let help = "add `heading_any`, or one of `check`, `pattern`, `like`, `looks_like`, `words`, `list`";
        mistakes.add(Code::NoCondition, section.file, section.key_span("id"), what, help);
    }
    (mistakes.list.len() == before).then_some(content)
}

/// The mean that a column must have: of a check that has one, and instead of what single hits count for.
fn min_mean(section: &Section<'_, '_>, matcher: Option<&Matcher>, mistakes: &mut Mistakes) -> Option<f64> {
    let mean = section.log_odds("mean_at_least", mistakes)?;
    let scored = matches!(matcher, Some(Matcher::Check(check)) if matches!(check.column, ColumnUse::Mean(_)));
    if !scored {
        let what = "only a check of how much texts look like something has a mean";
        let help = "write `check = \"person-name\"`";
        mistakes.add(Code::NotForThisRule, section.file, section.key_span("mean_at_least"), what, help);
    }
    for key in ["min_share", "stray"].into_iter().filter(|key| section.has(key)) {
        let what = format!("a rule with `mean_at_least` cannot have `{key}`");
        let help = "a mean is of whole columns, not of single hits; take the line out";
        mistakes.add(Code::NotForThisRule, section.file, section.key_span(key), what, help);
    }
    Some(mean)
}

/// Keys that say how a text is recognised.
const WAYS: &[&str] = &["check", "pattern", "like", "looks_like", "words", "list"];
const VALUES: &[(&str, Values)] =
    &[("any", Values::Any), ("text", Values::Text), ("number", Values::Number), ("date", Values::Date)];
const PLACES: &[(&str, Where)] =
    &[("anywhere", Where::Anywhere), ("visible", Where::Visible), ("hidden", Where::Hidden)];

/// One of some words.
pub(super) fn choice<T: Copy>(
    section: &Section<'_, '_>,
    key: &str,
    choices: &[(&str, T)],
    mistakes: &mut Mistakes,
) -> Option<T> {
    let written = section.text(key, mistakes)?;
    let found = choices.iter().find(|(name, _)| *name == written.value).map(|(_, choice)| *choice);
    if found.is_none() {
        let known: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        unknown(section, &written, Code::UnknownChoice, &format!("`{key}`"), &known, mistakes);
    }
    found
}

fn category(section: &Section<'_, '_>, written: &At<String>, mistakes: &mut Mistakes) -> Option<Category> {
    let found = Category::from_id(&written.value);
    if found.is_none() {
        let known: Vec<&str> = CATEGORIES.iter().map(|entry| entry.id).collect();
        unknown(section, written, Code::UnknownCategory, "category", &known, mistakes);
    }
    found
}

fn phrases(section: &Section<'_, '_>, key: &str, mistakes: &mut Mistakes) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for text in section.texts(key, mistakes) {
        match Phrase::of(&text.value) {
            Some(phrase) => phrases.push(phrase),
            None => {
                let what = "there is no word in this heading";
                mistakes.add(Code::HeadingWithoutWord, section.file, text.span, what, "");
            }
        }
    }
    phrases
}

fn matcher(section: &Section<'_, '_>, lists: &Lists<'_>, mistakes: &mut Mistakes) -> Option<Matcher> {
    let ways: Vec<&str> = WAYS.iter().copied().filter(|key| section.has(key)).collect();
    match ways.as_slice() {
        [] => None,
        [way] => by(way, section, lists, mistakes),
        [_, second, ..] => {
            let what = "a rule recognises texts in one way only";
            let help = "keep one of `check`, `pattern`, `like`, `looks_like`, `words`, `list`; write a second rule for the other";
            mistakes.add(Code::TwoConditions, section.file, section.key_span(second), what, help);
            None
        }
    }
}

fn by(way: &str, section: &Section<'_, '_>, lists: &Lists<'_>, mistakes: &mut Mistakes) -> Option<Matcher> {
    match way {
        "check" => check(section, mistakes),
        "pattern" => {
            let written = section.text("pattern", mistakes)?;
            let regex = regex(section, &written, mistakes)?;
            Some(Matcher::Pattern { regex, made_of: Source::Regex })
        }
        "like" => {
            let examples = section.texts("like", mistakes);
            let span = section.key_span("like");
            let like: Vec<Arc<str>> = examples.into_iter().map(|text| text.value.into()).collect();
            let regex = regex(section, &At { value: like::pattern(&like), span }, mistakes)?;
            Some(Matcher::Pattern { regex, made_of: Source::Like(like) })
        }
        "looks_like" => looks_like(section, mistakes),
        "words" => {
            let words = section.texts("words", mistakes);
            let words: Vec<Arc<str>> = words.into_iter().map(|word| word.value.trim().into()).collect();
            (!words.is_empty()).then_some(Matcher::Words { words, list: None })
        }
        _ => list(section, lists, mistakes),
    }
}

/// Forms in words, any of which will do.
fn looks_like(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Matcher> {
    let (mut forms, mut patterns): (Vec<Arc<str>>, Vec<String>) = (Vec::new(), Vec::new());
    for written in section.texts("looks_like", mistakes) {
        match form::pattern(&written.value) {
            Ok(pattern) => {
                patterns.push(pattern);
                forms.push(written.value.into());
            }
            Err(piece) => {
                let what = format!("`{piece}` is no piece of a form");
                let help =
                    "write pieces such as `2 letters`, `1 to 6 digits`, `slash`, `'CR'`, with commas between";
                mistakes.add(Code::BadPattern, section.file, written.span, what, help);
            }
        }
    }
    let span = section.key_span("looks_like");
    let value = patterns.join("|");
    let regex = (!value.is_empty()).then(|| regex(section, &At { value, span }, mistakes)).flatten()?;
    Some(Matcher::Pattern { regex, made_of: Source::Form(forms) })
}

fn check(section: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Matcher> {
    let written = section.text("check", mistakes)?;
    let found = detect::by_name(&written.value);
    if found.is_none() {
        let known: Vec<&str> = DETECTORS.iter().map(|detector| detector.name).collect();
        unknown(section, &written, Code::UnknownCheck, "check", &known, mistakes);
    }
    found.map(Matcher::Check)
}

fn regex(section: &Section<'_, '_>, written: &At<String>, mistakes: &mut Mistakes) -> Option<Regex> {
    let span = written.span.clone();
    match RegexBuilder::new(&written.value).size_limit(PATTERN_BYTES).build() {
        Ok(regex) if regex.is_match("") => {
            let what = "this pattern matches even an empty text, and so everything";
            mistakes.add(Code::PatternMatchesNothing, section.file, span, what, "use + instead of *");
            None
        }
        Ok(regex) => Some(regex),
        Err(regex::Error::CompiledTooBig(_)) => {
            let what = "this pattern is too large";
            mistakes.add(Code::TooLarge, section.file, span, what, "write smaller numbers in its {braces}");
            None
        }
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            let what = format!("this pattern cannot be understood: {reason}");
            let help = "write the pattern in 'single quotes'; `like` and `looks_like` need no pattern";
            mistakes.add(Code::BadPattern, section.file, span, what, help);
            None
        }
    }
}

/// A list is a text file with one entry a line; lines that begin with `#` are remarks.
fn list(section: &Section<'_, '_>, lists: &Lists<'_>, mistakes: &mut Mistakes) -> Option<Matcher> {
    let written = section.text("list", mistakes)?;
    let Some(text) = lists.get(written.value.as_str()) else {
        let known: Vec<&str> = lists.keys().copied().collect();
        let help = match nearest(&written.value, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name it as it stands in the rules folder, such as `words/narrative.txt`".to_owned(),
        };
        mistakes.add(Code::ListNotFound, section.file, written.span, "there is no such word list", &help);
        return None;
    };
    let entries = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let words: Vec<Arc<str>> = entries.map(Arc::from).collect();
    if words.is_empty() {
        mistakes.add(Code::ListEmpty, section.file, written.span, "this word list has no word in it", "");
        return None;
    }
    Some(Matcher::Words { words, list: Some(written.value.into()) })
}
