//! The copy of a file that can go: the original is checked, a plan made of what was found and decided, a new file rebuilt,
//! and that verified. Only then may it get a name.
//!
//! In two steps, so that nothing is written before all decisions are known to fit: [`prepare`], then [`Prepared::copy`].

use crate::clean::{CsvOptions, Plan, Survey};
use crate::container::Source;
use crate::limits::{Budget, Limits};
use crate::model::{
    CopyReport, Decision, FileReport, NoCopy, Place, Reason, Scope, Sheet, SheetKind, Verdict,
};
use crate::rules::RuleBook;

use super::kind::{Kind, names, stem};
use super::making::{Desk, Made, described, make};
use super::verify::{self, Verified};
use super::{check_within, digest, same};

/// What is asked of a cleaning.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Decisions about any file: each names the one that it is about.
    pub decisions: Vec<Decision>,
    /// Whether findings that block are cleaned away without a decision.
    pub force: bool,
    /// The format in which the copy leaves; none for that of the original.
    pub kind: Option<Kind>,
    /// How delimited text is written.
    pub csv: CsvOptions,
}

/// A file, and what it is held against.
#[derive(Clone, Copy)]
pub(super) struct Original<'a> {
    pub(super) source: &'a Source,
    pub(super) before: &'a FileReport,
    pub(super) book: &'a RuleBook,
    pub(super) limits: &'a Limits,
}

/// A file that was checked, and what is to become of it.
#[derive(Debug)]
pub struct Prepared {
    before: FileReport,
    /// The decisions about it.
    decisions: Vec<Decision>,
    way: Way,
}

#[derive(Debug)]
enum Way {
    /// Nothing was found: it goes as it is.
    Same,
    /// It is made anew.
    Anew(Box<Plan>, Kind),
    /// There will be no copy.
    No(NoCopy),
}

/// What a cleaning came to.
#[derive(Debug)]
pub struct Cleaned {
    /// What is told of it.
    pub report: CopyReport,
    /// The drafts of `report.files`, in their order, by the numbers that the desk gave them.
    pub drafts: Vec<usize>,
}

/// Checks a file and plans its copy; nothing is written.
pub fn prepare(name: &str, source: &Source, book: &RuleBook, limits: &Limits, request: &Request) -> Prepared {
    let mut survey = Survey::default();
    let before = check_within(name, source, book, &Budget::new(limits), Some(&mut survey));
    let sha256 = before.sha256.as_deref();
    let about_it = |decision: &&Decision| Some(&*decision.sha256) == sha256;
    let decisions: Vec<Decision> = request.decisions.iter().filter(about_it).cloned().collect();
    let way = way(&before, &survey, &decisions, request);
    Prepared { before, decisions, way }
}

/// A file that could not be opened, or made the program fail.
pub fn unprepared(name: &str, reason: Reason) -> Prepared {
    let before = super::unreadable(name, reason);
    Prepared { before, decisions: Vec::new(), way: Way::No(NoCopy::Unchecked) }
}

/// What is to become of a file.
fn way(before: &FileReport, survey: &Survey, decisions: &[Decision], request: &Request) -> Way {
    if before.scope == Scope::Out {
        return Way::No(NoCopy::NoWriter(before.format.label()));
    }
    if before.verdict == Verdict::Unchecked {
        return Way::No(NoCopy::Unchecked);
    }
    let Some(own) = Kind::of(before.format) else {
        return Way::No(NoCopy::NoWriter(before.format.label()));
    };
    let kind = request.kind.unwrap_or(own);
    let as_asked = kind == own && (kind != Kind::Csv || request.csv == CsvOptions::default());
    if before.verdict == Verdict::Release && decisions.is_empty() && as_asked {
        return Way::Same;
    }
    if let Some(no) = too_large(survey, kind) {
        return Way::No(no);
    }
    match Plan::make(before, survey, decisions, request.force) {
        Ok(plan) => Way::Anew(Box::new(plan), kind),
        Err(no) => Way::No(no),
    }
}

/// The only reader of ods files that a copy can be verified with holds all of it in memory, empty cells too.
fn too_large(survey: &Survey, kind: Kind) -> Option<NoCopy> {
    const MOST: u64 = 5_000_000;
    let what = "the table is too large to be verified as ods; choose xlsx or csv";
    (kind == Kind::Ods && survey.area() > MOST).then(|| NoCopy::Write(what.to_owned()))
}

impl Prepared {
    /// The check of the original.
    pub fn before(&self) -> &FileReport {
        &self.before
    }

    /// The decisions about it that its plan has no use for; none where there is no plan, as none was weighed then.
    pub fn unused(&self) -> Vec<&Decision> {
        let Way::Anew(plan, _) = &self.way else { return Vec::new() };
        let unused = self.decisions.iter().enumerate().filter(|(number, _)| !plan.used().contains(number));
        unused.map(|(_, decision)| decision).collect()
    }

    /// The format of the copy; none where there will be none.
    pub fn kind(&self) -> Option<Kind> {
        match &self.way {
            Way::Anew(_, kind) => Some(*kind),
            Way::Same => Kind::of(self.before.format),
            Way::No(_) => None,
        }
    }

    /// What the copy will be called: one name, or one for each sheet with cells on it. Sheets without any have no file.
    pub fn names(&self) -> Vec<String> {
        let stem = stem(&self.before.path);
        match &self.way {
            Way::No(_) => Vec::new(),
            Way::Same => vec![format!("{stem}.{}", same::ending(&self.before))],
            Way::Anew(plan, Kind::Csv) => names(stem, Kind::Csv, &tables(plan)),
            Way::Anew(_, kind) => names(stem, *kind, &[]),
        }
    }

    /// Makes the copy, in drafts of the desk, and verifies it.
    pub fn copy(
        &self,
        source: &Source,
        book: &RuleBook,
        limits: &Limits,
        request: &Request,
        desk: &dyn Desk,
    ) -> Cleaned {
        let original = Original { source, before: &self.before, book, limits };
        let done = match &self.way {
            Way::No(no) => Err(no.clone()),
            Way::Same => same::copy(&original, self.names(), desk),
            Way::Anew(plan, kind) => anew(&original, plan, *kind, self.names(), request.csv, desk),
        };
        match done {
            Ok(copied) => self.with(copied),
            Err(no) => without(&self.before, no),
        }
    }

    /// What is told where there is no copy for a reason that came up later.
    pub fn refused(&self, no: NoCopy) -> Cleaned {
        without(&self.before, no)
    }

    fn with(&self, copied: Copied) -> Cleaned {
        let drafts = copied.made.iter().map(|made| made.number).collect();
        let files = match described(copied.names, copied.kind, &copied.made) {
            Ok(files) => files,
            Err(reason) => return without(&self.before, NoCopy::Write(reason.to_string())),
        };
        let steps = match &self.way {
            Way::Anew(plan, _) => plan.steps().to_vec(),
            _ => Vec::new(),
        };
        let report = CopyReport {
            before: self.before.clone(),
            steps,
            decisions: self.decisions.clone(),
            losses: copied.losses,
            files,
            same_bytes: matches!(self.way, Way::Same),
            unchanged: copied.verified.unchanged,
            after: copied.verified.after,
            no_copy: None,
        };
        Cleaned { report, drafts }
    }
}

/// The sheets of a copy that have files of their own as delimited text.
fn tables(plan: &Plan) -> Vec<Sheet> {
    let sheets = plan.sheets().into_iter();
    sheets.filter(|sheet| sheet.kind == SheetKind::Worksheet).collect()
}

/// A copy that is verified.
pub(super) struct Copied {
    pub(super) made: Vec<Made>,
    pub(super) kind: &'static str,
    pub(super) names: Vec<String>,
    pub(super) losses: Vec<(Place, &'static str)>,
    pub(super) verified: Verified,
}

/// Rebuilds and verifies.
fn anew(
    original: &Original<'_>,
    plan: &Plan,
    kind: Kind,
    names: Vec<String>,
    csv: CsvOptions,
    desk: &dyn Desk,
) -> Result<Copied, NoCopy> {
    let (rebuilt, made) = make(original, plan, kind, csv, desk)?;
    let verified = verify::verify(original, plan, kind, csv, &made, rebuilt.cells)?;
    // What was compared is the file that the decisions and the case file know by its hash only if it still is that file.
    let now = digest::sha256(original.source).map_err(|_| NoCopy::Unchecked)?;
    if Some(&now) != original.before.sha256.as_ref() {
        return Err(NoCopy::Unchecked);
    }
    let tables = tables(plan);
    let name_of = |made: &Made| {
        let at = made.sheet.as_ref().and_then(|own| tables.iter().position(|sheet| sheet.index == own.index));
        names.get(at.unwrap_or(0)).cloned()
    };
    let names = made.iter().filter_map(name_of).collect();
    Ok(Copied { made, kind: kind.id(), names, losses: rebuilt.losses, verified })
}

/// There is no copy. Where one was made and was not what it should be, the file cannot be vouched for at all.
fn without(before: &FileReport, no: NoCopy) -> Cleaned {
    let mut before = before.clone();
    if matches!(no, NoCopy::Differs { .. } | NoCopy::StillFound(_) | NoCopy::Unchecked)
        && before.scope == Scope::In
    {
        before.verdict = Verdict::Unchecked;
    }
    let report = CopyReport {
        before,
        steps: Vec::new(),
        decisions: Vec::new(),
        losses: Vec::new(),
        files: Vec::new(),
        same_bytes: false,
        unchanged: (0, 0),
        after: Vec::new(),
        no_copy: Some(no),
    };
    Cleaned { report, drafts: Vec::new() }
}

/// What a script is told of a file: `release` where the original may go, `strip` where the copy must in its place,
/// `block` where a decision is needed first, `unchecked` where nothing may go.
pub fn outcome(report: &CopyReport) -> Verdict {
    match &report.no_copy {
        Some(NoCopy::Undecided(_) | NoCopy::Uncleanable(_)) => Verdict::Block,
        Some(_) => Verdict::Unchecked,
        None if report.before.verdict == Verdict::Release && report.decisions.is_empty() => Verdict::Release,
        None => Verdict::Strip,
    }
}
