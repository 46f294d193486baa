//! A pattern from examples, so that a reference number can be described by writing down two of its kind.
//!
//! Digits stand for digits, letters for letters, all else for itself. Examples of the same build become one pattern, the
//! length of each run being anything between the shortest and the longest that was given.

use std::sync::Arc;

/// A run of like characters, with its shortest and longest length.
#[derive(PartialEq)]
struct Run {
    what: What,
    least: usize,
    most: usize,
}

#[derive(PartialEq, Clone)]
enum What {
    Digits,
    Letters,
    Literal(char),
}

/// The regular expression that matches what looks like the examples.
pub(super) fn pattern(examples: &[Arc<str>]) -> String {
    let mut builds: Vec<Vec<Run>> = Vec::new();
    for example in examples {
        let runs = runs(example);
        match builds.iter_mut().find(|build| same_build(build, &runs)) {
            Some(build) => widen(build, &runs),
            None => builds.push(runs),
        }
    }
    let alternatives: Vec<String> = builds.iter().map(|build| build.iter().map(regex_of).collect()).collect();
    format!(r"(?i)(?:^|\b)(?:{})(?:\b|$)", alternatives.join("|"))
}

fn runs(example: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for c in example.trim().chars() {
        let what = match c {
            _ if c.is_ascii_digit() => What::Digits,
            _ if c.is_alphabetic() => What::Letters,
            _ => What::Literal(c),
        };
        match runs.last_mut().filter(|run| run.what == what) {
            Some(run) => (run.least, run.most) = (run.least + 1, run.most + 1),
            None => runs.push(Run { what, least: 1, most: 1 }),
        }
    }
    runs
}

fn same_build(a: &[Run], b: &[Run]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.what == b.what)
}

fn widen(build: &mut [Run], other: &[Run]) {
    for (run, other) in build.iter_mut().zip(other) {
        run.least = run.least.min(other.least);
        run.most = run.most.max(other.most);
    }
}

fn regex_of(run: &Run) -> String {
    let class = match &run.what {
        What::Digits => "[0-9]".to_owned(),
        What::Letters => "[a-z]".to_owned(),
        What::Literal(c) => regex::escape(&c.to_string()),
    };
    match (run.least, run.most) {
        (1, 1) => class,
        (least, most) if least == most => format!("{class}{{{least}}}"),
        (least, most) => format!("{class}{{{least},{most}}}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_examples_make_a_pattern() {
        let examples = ["42/00123/26".into(), "42/1/25".into()];
        let regex = regex::Regex::new(&pattern(&examples)).unwrap();
        for text in ["42/00123/26", "see 99/123/01.", "(01/9999/00)"] {
            assert!(regex.is_match(text), "{text}");
        }
        for text in ["42-00123-26", "42/001234/26", "142/1/25", "42/1/250"] {
            assert!(!regex.is_match(text), "{text}");
        }
    }

    #[test]
    fn other_builds_stand_side_by_side() {
        let examples = ["CR123456".into(), "12345678-A".into()];
        let regex = regex::Regex::new(&pattern(&examples)).unwrap();
        assert!(regex.is_match("cr999999") && regex.is_match("87654321-z"));
        assert!(!regex.is_match("CRA23456"));
    }
}
