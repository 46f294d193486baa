//! The copy of a file that can go: the original is checked, a plan made of what was found and decided, a new file rebuilt,
//! and that verified. Only then may it get a name.
//!
//! In two steps, so that nothing is written before all decisions are known to fit: [`prepare`], then [`Prepared::copy`].

use crate::clean::{CsvOptions, Plan, Refused, Survey};
use crate::container::Source;
use crate::limits::{Budget, Limits};
use crate::model::{CopyReport, Decision, FileReport, NoCopy, Reason, Scope, Step, Verdict};
use crate::rules::RuleBook;

use super::kind::{Kind, names, stem};
use super::making::{Desk, described};
use super::rounds::{Copied, Making, Settled, settle, tables};
use super::{check_within, same};

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
    Anew(Box<Plan>, Kind, Survey),
    /// There will be no copy; what would be done all the same.
    No(NoCopy, Vec<Step>),
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
    let way = way(&before, survey, &decisions, request);
    Prepared { before, decisions, way }
}

/// A file that could not be opened, or made the program fail.
pub fn unprepared(name: &str, reason: Reason) -> Prepared {
    let before = super::unreadable(name, reason);
    Prepared { before, decisions: Vec::new(), way: Way::No(NoCopy::Unchecked, Vec::new()) }
}

/// What is to become of a file.
fn way(before: &FileReport, survey: Survey, decisions: &[Decision], request: &Request) -> Way {
    let no = |why| Way::No(why, Vec::new());
    if before.scope == Scope::Out {
        return no(NoCopy::NoWriter(before.format.label()));
    }
    if before.verdict == Verdict::Unchecked {
        return no(NoCopy::Unchecked);
    }
    let Some(own) = Kind::of(before.format) else {
        return no(NoCopy::NoWriter(before.format.label()));
    };
    let kind = request.kind.unwrap_or(own);
    let as_asked = kind == own && (kind != Kind::Csv || request.csv == CsvOptions::default());
    if before.verdict == Verdict::Release && decisions.is_empty() && as_asked {
        return Way::Same;
    }
    if let Some(why) = too_large(before, &survey, kind) {
        return no(why);
    }
    match Plan::make(before, &survey, decisions, request.force) {
        Ok(plan) => Way::Anew(Box::new(plan), kind, survey),
        Err(Refused { why, steps }) => Way::No(why, steps),
    }
}

/// Formats in which a cell far from all others costs what lies between: the only reader of ods files that a copy can be
/// verified with holds empty cells too, and a row of delimited text has a field for each of them.
fn too_large(before: &FileReport, survey: &Survey, kind: Kind) -> Option<NoCopy> {
    let (most, what) = match kind {
        Kind::Ods => (5_000_000, "the table is too large to be verified as ods; choose xlsx or csv"),
        // Text that comes from text keeps rows of unequal length.
        Kind::Csv if Kind::of(before.format) != Some(Kind::Csv) => {
            (200_000_000, "its cells lie too far from each other for a table as csv; choose xlsx")
        }
        _ => return None,
    };
    (survey.area() > most).then(|| NoCopy::Write(what.to_owned()))
}

impl Prepared {
    /// The check of the original.
    pub fn before(&self) -> &FileReport {
        &self.before
    }

    /// The decisions about it that its plan has no use for; none where there is no plan, as none was weighed then.
    pub fn unused(&self) -> Vec<&Decision> {
        let Way::Anew(plan, ..) = &self.way else { return Vec::new() };
        let unused = self.decisions.iter().enumerate().filter(|(number, _)| !plan.used().contains(number));
        unused.map(|(_, decision)| decision).collect()
    }

    /// The format of the copy; none where there will be none.
    pub fn kind(&self) -> Option<Kind> {
        match &self.way {
            Way::Anew(_, kind, _) => Some(*kind),
            Way::Same => Kind::of(self.before.format),
            Way::No(..) => None,
        }
    }

    /// What the copy will be called: one name, or one for each sheet with cells on it. Sheets without any have no file.
    pub fn names(&self) -> Vec<String> {
        let stem = stem(&self.before.path);
        match &self.way {
            Way::No(..) => Vec::new(),
            Way::Same => vec![format!("{stem}.{}", same::ending(&self.before))],
            Way::Anew(plan, Kind::Csv, _) => names(stem, Kind::Csv, &tables(plan)),
            Way::Anew(_, kind, _) => names(stem, *kind, &[]),
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
        let settled = match &self.way {
            Way::No(no, steps) => return self.without(no.clone(), steps.clone()),
            Way::Same => {
                let result = same::copy(&original, self.names(), desk);
                Settled { result, steps: Vec::new(), emerged: Vec::new() }
            }
            Way::Anew(plan, kind, survey) => {
                let Request { force, csv, .. } = *request;
                let names = self.names();
                let making =
                    Making { survey, decisions: &self.decisions, force, kind: *kind, csv, names, desk };
                settle(&original, plan, &making)
            }
        };
        let Settled { result, steps, emerged } = settled;
        let mut cleaned = match result {
            Ok(copied) => self.with(copied, steps),
            Err(no) => self.without(no, steps),
        };
        cleaned.report.emerged = emerged;
        cleaned
    }

    /// What is told where there is no copy for a reason that came up later.
    pub fn refused(&self, no: NoCopy) -> Cleaned {
        self.without(no, Vec::new())
    }

    fn with(&self, copied: Copied, steps: Vec<Step>) -> Cleaned {
        let drafts = copied.made.iter().map(|made| made.number).collect();
        let files = match described(copied.names, copied.kind, &copied.made) {
            Ok(files) => files,
            Err(reason) => return self.refused(NoCopy::Write(reason.to_string())),
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
            emerged: Vec::new(),
            no_copy: None,
        };
        Cleaned { report, drafts }
    }

    /// There is no copy. Where one was made and was not what it should be, the file cannot be vouched for at all. Where
    /// decisions are wanting, what is decided is told with what would be done.
    fn without(&self, no: NoCopy, steps: Vec<Step>) -> Cleaned {
        let mut before = self.before.clone();
        if matches!(no, NoCopy::Differs { .. } | NoCopy::StillFound(_) | NoCopy::Unchecked)
            && before.scope == Scope::In
        {
            before.verdict = Verdict::Unchecked;
        }
        let report = CopyReport {
            before,
            decisions: if steps.is_empty() { Vec::new() } else { self.decisions.clone() },
            steps,
            losses: Vec::new(),
            files: Vec::new(),
            same_bytes: false,
            unchanged: (0, 0),
            after: Vec::new(),
            emerged: Vec::new(),
            no_copy: Some(no),
        };
        Cleaned { report, drafts: Vec::new() }
    }
}

/// What a script is told of a file: `release` where the original may go, `strip` where the copy must in its place,
/// `block` where a decision is needed first, `unchecked` where nothing may go.
pub fn outcome(report: &CopyReport) -> Verdict {
    match &report.no_copy {
        Some(NoCopy::Undecided(_) | NoCopy::Emerged(_) | NoCopy::Uncleanable(_)) => Verdict::Block,
        Some(_) => Verdict::Unchecked,
        None if report.before.verdict == Verdict::Release && report.decisions.is_empty() => Verdict::Release,
        None => Verdict::Strip,
    }
}
