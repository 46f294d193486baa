//! A copy is made and verified, and made anew with what its own check found, until nothing new is found: without what is
//! hidden, a rule may see what is left of a table with other eyes.
//!
//! What is found then is treated as if it had been found in the original, at the place where it is there.

use super::clean::Original;
use super::digest;
use super::kind::Kind;
use super::making::{Desk, Made, make};
use super::verify::{self, Fault, Verified};
use crate::clean::{CsvOptions, Plan, Refused, Survey};
use crate::model::{Decision, Finding, NoCopy, Place, Sheet, SheetKind, Step};

/// Most copies that are made of a file: one in which something is found even then is a fault of this program.
const MOST: usize = 4;

/// What copies are made by.
pub(super) struct Making<'a> {
    pub(super) survey: &'a Survey,
    pub(super) decisions: &'a [Decision],
    /// Whether what blocks is withheld without a decision.
    pub(super) force: bool,
    pub(super) kind: Kind,
    pub(super) csv: CsvOptions,
    /// What the copies are called, those of text in the order of their sheets.
    pub(super) names: Vec<String>,
    pub(super) desk: &'a dyn Desk,
}

/// What came of it.
pub(super) struct Settled {
    pub(super) result: Result<Copied, NoCopy>,
    /// What is done, or would be.
    pub(super) steps: Vec<Step>,
    /// What only the check of a copy found, as findings of the original.
    pub(super) emerged: Vec<Finding>,
}

/// A copy that is verified.
pub(super) struct Copied {
    pub(super) made: Vec<Made>,
    pub(super) kind: &'static str,
    pub(super) names: Vec<String>,
    pub(super) losses: Vec<(Place, &'static str)>,
    pub(super) verified: Verified,
}

/// Makes copies until one is as it should be.
pub(super) fn settle(original: &Original<'_>, first: &Plan, making: &Making<'_>) -> Settled {
    let mut plan = first.clone();
    let mut emerged: Vec<Finding> = Vec::new();
    for _ in 0..MOST {
        let more = match once(original, &plan, making) {
            Ok(copied) => return Settled { result: Ok(copied), steps: plan.steps().to_vec(), emerged },
            Err(Fault::No(no)) => return Settled { result: Err(no), steps: Vec::new(), emerged },
            Err(Fault::More(more)) => more,
        };
        emerged.extend(more);
        let mut before = original.before.clone();
        before.findings.extend(emerged.iter().cloned());
        match Plan::make(&before, making.survey, making.decisions, making.force) {
            Ok(next) => plan = next,
            Err(Refused { why, steps }) => {
                let why = match why {
                    NoCopy::Undecided(number) => NoCopy::Emerged(number),
                    other => other,
                };
                return Settled { result: Err(why), steps, emerged };
            }
        }
    }
    let mut titles: Vec<&str> = emerged.iter().map(|finding| &*finding.title).collect();
    titles.dedup();
    let still = NoCopy::StillFound(titles.join(", "));
    Settled { result: Err(still), steps: Vec::new(), emerged: Vec::new() }
}

/// Rebuilds and verifies.
fn once(original: &Original<'_>, plan: &Plan, making: &Making<'_>) -> Result<Copied, Fault> {
    let Making { kind, csv, .. } = *making;
    let (rebuilt, made) = make(original, plan, kind, csv, making.desk)?;
    let verified = verify::verify(original, plan, kind, csv, &made, rebuilt.cells)?;
    // What was compared is the file that the decisions and the case file know by its hash only if it still is that file.
    let now = digest::sha256(original.source).map_err(|_| NoCopy::Unchecked)?;
    if Some(&now) != original.before.sha256.as_ref() {
        return Err(NoCopy::Unchecked.into());
    }
    let tables = tables(plan);
    let name_of = |made: &Made| {
        let at = made.sheet.as_ref().and_then(|own| tables.iter().position(|sheet| sheet.index == own.index));
        making.names.get(at.unwrap_or(0)).cloned()
    };
    let names = made.iter().filter_map(name_of).collect();
    Ok(Copied { made, kind: kind.id(), names, losses: rebuilt.losses, verified })
}

/// The sheets of a copy that have files of their own as delimited text.
pub(super) fn tables(plan: &Plan) -> Vec<Sheet> {
    let sheets = plan.sheets().into_iter();
    sheets.filter(|sheet| sheet.kind == SheetKind::Worksheet).collect()
}
