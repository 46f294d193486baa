//! Cleaned copies of files of every kind: nothing that was to go is in them, everything on view still is.

mod bench_desk;
mod corpus;
mod dressed;
mod fixtures;
mod merges;

use foi_gate::container::Source;
use foi_gate::gate::{self, Cleaned, Kind, Request};
use foi_gate::limits::Limits;
use foi_gate::rules::RuleBook;

use bench_desk::BenchDesk;

/// A cleaning with everything that blocks cleaned away, and the bytes of the files that leave.
pub(crate) fn cleaned(
    name: &str,
    source: &Source,
    book: &RuleBook,
    kind: Option<Kind>,
) -> (Cleaned, Vec<Vec<u8>>) {
    let request = Request { force: true, kind, ..Request::default() };
    let limits = Limits::default();
    let prepared = gate::prepare(name, source, book, &limits, &request);
    let desk = BenchDesk::default();
    let cleaned = prepared.copy(source, book, &limits, &request, &desk);
    let bytes = cleaned.drafts.iter().map(|number| desk.bytes(*number)).collect();
    (cleaned, bytes)
}

pub(crate) fn book() -> RuleBook {
    RuleBook::shipped().unwrap_or_else(|mistakes| panic!("the shipped rules: {mistakes}"))
}
