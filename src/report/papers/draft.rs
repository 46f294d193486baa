//! A decision as the officer would write it, for the first finding that waits for one: to copy, fill in and repeat.

use super::Paper;
use super::deeds::{blocking, emerged};
use crate::model::{Finding, NoCopy};
use crate::report::harmless;

/// Findings that keep the copy from being made; none where that has another reason.
pub(super) fn undecided<'a>(paper: &Paper<'a>) -> Vec<&'a Finding> {
    let report = paper.report;
    let stops = match report.no_copy {
        Some(NoCopy::Undecided(_) | NoCopy::Uncleanable(_)) => blocking(&report.before),
        Some(NoCopy::Emerged(_)) => emerged(report),
        _ => return Vec::new(),
    };
    let decided = |finding: &Finding| {
        report
            .steps
            .iter()
            .any(|step| step.decision.is_some() && step.rule == finding.rule && step.place == finding.place)
    };
    stops.into_iter().filter(|finding| !decided(finding)).collect()
}

/// How those findings are introduced. Where a decision is about a part of their cells only, they are listed, too.
pub(super) fn heading(paper: &Paper<'_>, listed: usize) -> &'static str {
    match paper.report.no_copy {
        Some(NoCopy::Undecided(number)) if number < listed => {
            "What needs a decision (those that have one already are listed, too)"
        }
        Some(NoCopy::Uncleanable(_)) => "What stops the file",
        _ => "What needs a decision",
    }
}

/// The lines of an entry of the decisions file, for a finding of this file.
pub(super) fn entry(paper: &Paper<'_>, finding: &Finding) -> Vec<String> {
    let mut lines = vec!["[[decision]]".to_owned()];
    let mut text = |key: &str, value: &str| lines.push(format!("{key} = {}", harmless::toml(value)));
    if let Some(sha256) = &paper.report.before.sha256 {
        text("file", sha256);
    }
    // The check of the original finds nothing there: the decision is about the cells, whatever the rule.
    if !matches!(paper.report.no_copy, Some(NoCopy::Emerged(_))) {
        text("rule", &finding.rule);
    }
    if let Some(sheet) = &finding.place.sheet {
        text("sheet", sheet);
    }
    if let Some(range) = finding.place.range {
        text("cells", &range.to_string());
    }
    text("action", "withhold");
    text("exemption", finding.exemption.as_deref().unwrap_or("s.40(2)"));
    text("who", "who decides");
    text("why", "the reason");
    let today = paper.time.get(..10).filter(|date| date.bytes().all(|c| c.is_ascii_digit() || c == b'-'));
    lines.push(format!("date = {}", today.unwrap_or("2026-11-21")));
    lines
}
