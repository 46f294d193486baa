//! The words of a column's heading, and phrases found among them.
//!
//! Headings are compared word by word, never by parts of words: "reg" is no part of "Region". Plurals, "No." and
//! "number", "D.O.B." and "dob", `FirstName` and "first name" are the same.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Words that make a heading one of counts or shares, unless the phrase that was found holds them itself.
const MEASURES: &[&[&str]] = &[
    &["number", "of"],
    &["count"],
    &["total"],
    &["%"],
    &["percent"],
    &["percentage"],
    &["rate"],
    &["average"],
    &["mean"],
    &["median"],
    &["proportion"],
    &["ratio"],
    &["sum"],
    &["per"],
    &["headcount"],
    &["fte"],
];

/// A heading's words, in the form in which they are compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading(Vec<String>);

impl Heading {
    /// Splits a text into words at spaces, punctuation, changes of case and between letters and digits.
    pub fn of(text: &str) -> Self {
        Heading(normalise(&tokens(text)))
    }

    /// This heading below another, as in a header of two rows.
    #[must_use]
    pub fn below(&self, upper: &Heading) -> Self {
        Heading(upper.0.iter().chain(&self.0).cloned().collect())
    }

    /// Whether the heading speaks of counts or shares outside the words of `covered`.
    pub fn measures(&self, covered: &Range<usize>) -> bool {
        MEASURES.iter().any(|measure| {
            let mut windows = self.0.windows(measure.len()).enumerate();
            windows.any(|(at, words)| {
                let outside = !(covered.start <= at && at + measure.len() <= covered.end);
                outside && words.iter().zip(*measure).all(|(word, other)| word == other)
            })
        })
    }
}

/// A phrase of a rule, to be found in headings.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// As the rule writes it.
    pub written: Arc<str>,
    words: Vec<String>,
}

impl Phrase {
    /// The phrase; none if there is no word in it.
    pub fn of(text: &str) -> Option<Self> {
        let words = Heading::of(text).0;
        (!words.is_empty()).then(|| Phrase { written: text.into(), words })
    }

    /// Whether the heading has no more than as many other words: values hold the words of headings too, among others.
    fn is_most_of(&self, heading: &Heading) -> bool {
        heading.0.len() <= self.words.len() * 2
    }

    /// Where the phrase stands among the heading's words.
    pub fn find_in(&self, heading: &Heading) -> Option<Range<usize>> {
        let at = heading.0.windows(self.words.len()).position(|words| words == self.words)?;
        Some(at..at + self.words.len())
    }
}

/// Phrases by their first word, so that asking whether a heading has any of them costs no more than its own words.
#[derive(Debug, Default)]
pub struct Vocabulary(HashMap<String, Vec<Phrase>>);

impl Vocabulary {
    /// Of all these phrases.
    pub fn of<'p>(phrases: impl Iterator<Item = &'p Phrase>) -> Self {
        let mut vocabulary = Vocabulary::default();
        for phrase in phrases {
            if let Some(first) = phrase.words.first() {
                vocabulary.0.entry(first.clone()).or_default().push(phrase.clone());
            }
        }
        vocabulary
    }

    /// Whether the heading is little else than one of the phrases, and does not make a count of it.
    pub fn knows(&self, heading: &Heading) -> bool {
        heading.0.iter().filter_map(|word| self.0.get(word)).flatten().any(|phrase| {
            phrase.is_most_of(heading)
                && phrase.find_in(heading).is_some_and(|range| !heading.measures(&range))
        })
    }
}

/// A word, and whether it is glued to the one before by a full stop, an apostrophe or a hyphen.
struct Token {
    text: String,
    glue: Option<char>,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut glue = None;
    let mut last: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            let next_lower = chars.peek().is_some_and(|next| next.is_lowercase());
            let joins = last.is_some_and(|last| continues(last, c, next_lower));
            match tokens.last_mut().filter(|_| joins) {
                Some(token) => token.text.extend(c.to_lowercase()),
                None => tokens.push(Token { text: c.to_lowercase().collect(), glue: glue.take() }),
            }
            glue = None;
        } else {
            glue = matches!(c, '.' | '\'' | '’' | '-')
                .then_some(c)
                .filter(|_| last.is_some_and(char::is_alphanumeric));
            if matches!(c, '%' | '#') {
                tokens.push(Token { text: c.to_string(), glue: None });
            }
        }
        last = Some(c);
    }
    tokens
}

/// Whether `c` goes on the word that `last` is part of.
fn continues(last: char, c: char, next_lower: bool) -> bool {
    let camel = last.is_lowercase() && c.is_uppercase();
    let acronym_over = last.is_uppercase() && c.is_uppercase() && next_lower;
    last.is_alphanumeric() && last.is_numeric() == c.is_numeric() && !camel && !acronym_over
}

fn normalise(tokens: &[Token]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut dotted = false;
    for token in tokens {
        let letter = token.text.chars().count() == 1;
        let glued_letter = letter
            && token.glue == Some('.')
            && (dotted || words.last().is_some_and(|w| w.chars().count() == 1));
        let tail = matches!((token.glue, words.last().map(String::as_str)), (Some('-'), Some("e")) if token.text.starts_with("mail"));
        match words.last_mut() {
            // "victim's"
            Some(_) if letter && token.text == "s" && matches!(token.glue, Some('\'' | '’')) => continue,
            Some(word) if glued_letter || tail => word.push_str(&token.text),
            _ => words.push(token.text.clone()),
        }
        dotted = glued_letter;
    }
    join_pairs(words.iter().map(|word| canonical(word)).collect())
}

/// "post code", "sur name" and the like are one word.
fn join_pairs(words: Vec<String>) -> Vec<String> {
    const PAIRS: &[(&str, &str)] = &[
        ("post", "code"),
        ("fore", "name"),
        ("sur", "name"),
        ("e", "mail"),
        ("pay", "roll"),
        ("head", "count"),
    ];
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if PAIRS.contains(&(last.as_str(), word.as_str())) => last.push_str(&word),
            _ => joined.push(word),
        }
    }
    joined
}

/// One form for a word's variants.
fn canonical(word: &str) -> String {
    let whole = match word {
        "no" | "num" | "nr" | "nbr" | "#" => "number",
        // "Staff numbers" counts staff; "staff number" names one of them.
        "numbers" | "nos" => "count",
        "ref" | "refs" => "reference",
        "tel" | "tele" => "telephone",
        "addr" => "address",
        "sexes" => "sex",
        "addresses" => "address",
        _ => word,
    };
    let plural =
        whole.len() > 3 && whole.ends_with('s') && !["ss", "us", "is"].iter().any(|end| whole.ends_with(end));
    let kept = if plural { whole.get(..whole.len() - 1).unwrap_or(whole) } else { whole };
    kept.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrase: &str, heading: &str) -> bool {
        let heading = Heading::of(heading);
        Phrase::of(phrase).unwrap().find_in(&heading).is_some_and(|range| !heading.measures(&range))
    }

    #[test]
    fn words_are_whole() {
        for (phrase, heading) in [
            ("surname", "Surname"),
            ("surname", "officer_surnames"),
            ("first name", "FirstName"),
            ("nhs no", "NHSNumber"),
            ("nhs no", "NHS No."),
            ("dob", "D.O.B."),
            ("email", "E-mail address"),
            ("postcode", "Post Code"),
            ("victim", "Victim's name"),
            ("address", "Address1"),
            ("collar no", "Collar #"),
            ("total pay", "Total Pay"),
            ("pay no", "PAYROLL_NO / Pay no"),
        ] {
            assert!(found(phrase, heading), "{phrase} in {heading}");
        }
    }

    #[test]
    fn counts_and_parts_of_words_are_none() {
        for (phrase, heading) in [
            ("reg", "Region"),
            ("name", "Surname"),
            ("officer", "Number of officers"),
            ("officer", "No. of officers"),
            ("staff no", "Staff numbers"),
            ("victim", "Total victims"),
            ("age", "Average age"),
            ("rank", "% by rank"),
            ("victim", "Victims per 1,000"),
        ] {
            assert!(!found(phrase, heading), "{phrase} in {heading}");
        }
    }

    #[test]
    fn two_rows_are_one_heading() {
        let heading = Heading::of("Officers").below(&Heading::of("Number of"));
        assert!(heading.measures(&(2..3)));
    }
}
