//! From findings to what leaves: plans, and what reaches a scribe by them.

mod decisions;
mod facts;
mod fixtures;
mod plans;
mod recorder;
mod sheets;
mod texts;

use foi_gate::clean::{Plan, Rebuild, Rebuilt, Survey};
use foi_gate::container::Source;
use foi_gate::gate;
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::{Choice, Decision, FileReport, NoCopy, Place, Range};
use foi_gate::read::{Input, Visitor, reader};
use foi_gate::rules::RuleBook;

use recorder::Recorder;

/// A file, what was found in it, and what leaves of it.
struct Run {
    before: FileReport,
    plan: Plan,
    copy: Recorder,
    rebuilt: Rebuilt,
}

fn book() -> RuleBook {
    RuleBook::shipped().unwrap_or_else(|mistakes| panic!("the shipped rules: {mistakes}"))
}

fn check(name: &str, bytes: &[u8], book: &RuleBook) -> FileReport {
    gate::check(name, Source::memory(bytes), book, &Limits::default())
}

/// Reads a file for a visitor.
fn read(report: &FileReport, bytes: &[u8], visitor: &mut dyn Visitor) {
    let budget = Budget::new(&Limits::default());
    let source = Source::memory(bytes);
    let read = reader(report.format).unwrap_or_else(|| panic!("{} has no reader", report.path));
    read(Input { source: &source, format: report.format, budget: &budget }, visitor);
}

/// Plans, without writing.
fn plan(before: &FileReport, bytes: &[u8], decisions: &[Decision], force: bool) -> Result<Plan, NoCopy> {
    let mut survey = Survey::default();
    if reader(before.format).is_some() {
        read(before, bytes, &mut survey);
    }
    Plan::make(before, &survey, decisions, force).map_err(|refused| refused.why)
}

/// From a file to what leaves of it.
fn run(
    name: &str,
    bytes: &[u8],
    book: &RuleBook,
    decisions: &[Decision],
    force: bool,
) -> Result<Run, NoCopy> {
    let before = check(name, bytes, book);
    let plan = plan(&before, bytes, decisions, force)?;
    let mut copy = Recorder::default();
    let mut rebuild = Rebuild::new(&plan, &mut copy);
    read(&before, bytes, &mut rebuild);
    let rebuilt = rebuild.finish().unwrap_or_else(|failure| panic!("{name}: {failure}"));
    Ok(Run { before, plan, copy, rebuilt })
}

/// A decision on a file.
fn decision(file: &FileReport, choice: Choice, rule: Option<&str>, cells: Option<Range>) -> Decision {
    Decision {
        sha256: file.sha256.as_deref().unwrap_or_default().into(),
        rule: rule.map(Into::into),
        place: Place { range: cells, ..Place::default() },
        choice,
        who: "A. Officer".into(),
        why: "for a test".into(),
        exemption: Some("FOIA s.40(2)".into()),
        date: "2026-11-21".into(),
        line: 1,
    }
}
