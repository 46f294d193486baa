//! The proof of a copy, before it gets a name. It is checked as the original was, its cells are held one by one against
//! those of the original that leave, and a second program reads it.
//!
//! The original is read anew for it, so that a mistake in writing shows. A copy of which nothing is said is no copy.

mod compare;
mod found;
mod instant;
mod ods;
mod other;
mod trail;

use std::thread;

use self::compare::{Counts, Measure, compare};
use self::found::Found;
use super::check_within;
use super::clean::Original;
use super::kind::Kind;
use super::making::{Made, rebuild};
use crate::clean::{CsvOptions, Into, Plan, Scribe, pipe};
use crate::limits::Budget;
use crate::model::{FileReport, Finding, NoCopy};

/// What a copy was found to be.
#[derive(Debug)]
pub(super) struct Verified {
    /// The checks of its files.
    pub(super) after: Vec<FileReport>,
    /// Cells that are the same, and how many were to be.
    pub(super) unchanged: (u64, u64),
}

/// Why a copy is none.
#[derive(Debug)]
pub(in crate::gate) enum Fault {
    /// There will be none.
    No(NoCopy),
    /// The rules find in it what they did not find in the original: these, as findings of the original.
    More(Vec<Finding>),
}

impl From<NoCopy> for Fault {
    fn from(no: NoCopy) -> Self {
        Fault::No(no)
    }
}

/// Room for the readers, which nest as deep as files do.
const STACK: usize = 16 << 20;

/// Verifies a copy in which `cells` cells were written.
///
/// # Errors
/// What differs, or is still found.
pub(super) fn verify(
    original: &Original<'_>,
    plan: &Plan,
    kind: Kind,
    csv: CsvOptions,
    made: &[Made],
    cells: u64,
) -> Result<Verified, Fault> {
    let (after, counts) = in_lockstep(original, plan, Measure { kind, csv, plan }, made)?;
    if (counts.same, counts.of) != (cells, cells) {
        return Err(differs("it does not have as many cells as were written").into());
    }
    still_found(&after, plan, made)?;
    other::agree(kind, made, counts.delimiter.unwrap_or(csv.delimiter), &counts.trail, plan)?;
    Ok(Verified { after, unchanged: (counts.same, counts.of) })
}

/// Reads original and copy at once, and compares what comes.
fn in_lockstep(
    original: &Original<'_>,
    plan: &Plan,
    measure: Measure<'_>,
    made: &[Made],
) -> Result<(Vec<FileReport>, Counts), NoCopy> {
    let (mut wanted, mut wanted_out) = pipe();
    let (mut found, mut found_out) = pipe();
    let start = |name: &str| thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    thread::scope(|scope| {
        let expects = start("expect").spawn_scoped(scope, move || rebuild(original, plan, &mut wanted));
        let reads =
            start("reread").spawn_scoped(scope, move || read_again(original, measure.kind, made, &mut found));
        let (Ok(expects), Ok(reads)) = (expects, reads) else { return Err(internal()) };
        let compared = compare(&mut wanted_out, &mut found_out, measure);
        // Whoever still speaks is told that nobody listens.
        drop((wanted_out, found_out));
        let after = reads.join().map_err(|_| internal())??;
        let expected = expects.join().map_err(|_| internal())?;
        // A difference that was seen is why the others broke off.
        let counts = compared?;
        expected.map_err(|_| internal())??;
        Ok((after, counts))
    })
}

/// Checks the files of the copy, and tells what cells they have.
fn read_again(
    original: &Original<'_>,
    kind: Kind,
    made: &[Made],
    to: &mut Into,
) -> Result<Vec<FileReport>, NoCopy> {
    let mut reports = Vec::new();
    for one in made {
        let mut found = Found::new(to);
        let name = format!("copy.{}", kind.id());
        let budget = Budget::new(original.limits);
        let report = match kind {
            Kind::Ods => ods::check(&name, &one.source, original.book, &budget, &mut found)?,
            Kind::Xlsx | Kind::Csv => {
                check_within(&name, &one.source, original.book, &budget, Some(&mut found))
            }
        };
        reports.push(report);
    }
    // Where the other end has broken off there is nobody to tell.
    let _ = to.finish();
    Ok(reports)
}

/// What the check of a copy must not find, but for what a person decided to keep.
fn still_found(after: &[FileReport], plan: &Plan, made: &[Made]) -> Result<(), Fault> {
    let (mut titles, mut more): (Vec<&str>, Vec<Finding>) = (Vec::new(), Vec::new());
    for (report, made) in after.iter().zip(made) {
        let only = made.sheet.as_ref().map(|sheet| sheet.index);
        for finding in plan.still_found(report, only) {
            match plan.in_original(finding, only) {
                Some(found) => more.push(found),
                None => titles.push(&finding.title),
            }
        }
        if !report.unread.is_empty() {
            titles.push("something that cannot be read");
        }
        // A copy holds no files: there is nothing in it to be checked in turn.
        if !report.children.is_empty() {
            titles.push("a file inside it");
        }
    }
    titles.dedup();
    if !titles.is_empty() {
        return Err(NoCopy::StillFound(titles.join(", ")).into());
    }
    if more.is_empty() { Ok(()) } else { Err(Fault::More(more)) }
}

/// The copy as a whole is not what it should be.
fn differs(what: &'static str) -> NoCopy {
    NoCopy::Differs { place: Box::default(), what }
}

fn internal() -> NoCopy {
    differs("an internal error of this program; please report it")
}
