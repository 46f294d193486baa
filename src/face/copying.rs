//! A run of cleaning: all files are checked and planned, then it is seen whether everything fits, and only then is anything
//! written. Each file goes its way on its own.

use std::collections::HashSet;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::engine::Engine;
use super::inputs::Input;
use super::output::{self, Desk, Folder, Target};
use super::run::each;
use crate::gate::{self, Cleaned, Prepared, Request, unprepared};
use crate::model::{CopyReport, Decision, NoCopy, Reason};
use crate::report::{self, Paper, certificate, schedule};

/// Where copies go.
#[derive(Debug)]
pub(super) enum To {
    /// A folder, with their papers.
    Folder(Folder),
    /// Standard output, for one; until it is verified it is in a file without a name in this folder.
    Output(PathBuf),
}

/// What holds for all files of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) engine: &'a Engine,
    pub(super) request: &'a Request,
    pub(super) case: Option<&'a str>,
    pub(super) time: &'a str,
    pub(super) to: &'a To,
}

/// Endings of the papers.
const PAPERS: [&str; 3] = ["certificate.html", "certificate.json", "redactions.csv"];

/// Checks all files and plans their copies.
pub(super) fn plan(
    job: &Job<'_>,
    inputs: &[Input],
    jobs: Option<NonZeroUsize>,
    done: &(dyn Fn() + Sync),
) -> anyhow::Result<Vec<Prepared>> {
    let one = |input: &Input| match input.open(job.engine.limits()) {
        Ok(source) => job.engine.prepare(&input.label, &source, job.request),
        Err(reason) => unprepared(&input.label, reason),
    };
    each(inputs, jobs, &one, &|input: &Input| unprepared(&input.label, Reason::Internal), done)
}

/// Whether all decisions have a use, and all copies a place. Nothing is written where they have not.
///
/// # Errors
/// All that does not fit, a line each.
pub(super) fn fits(
    job: &Job<'_>,
    inputs: &[Input],
    plans: &[Prepared],
    paths: &[PathBuf],
) -> Result<(), String> {
    let mut wrong = unused(job.request, plans);
    match job.to {
        To::Output(_) => {
            let copies: usize = plans.iter().map(|plan| plan.names().len()).sum();
            if inputs.len() > 1 || copies > 1 {
                wrong.push("standard output has room for one copy; name a folder after --out".to_owned());
            }
        }
        To::Folder(folder) => {
            wrong.extend(paths.iter().filter_map(|path| folder.lies_in(path)));
            let targets: Vec<Target> =
                inputs.iter().zip(plans).map(|(input, plan)| target(input, plan)).collect();
            let originals: Vec<&Path> = inputs.iter().filter_map(Input::path).collect();
            wrong.extend(output::check(folder, &targets, &originals).err());
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{}\nnothing was written", wrong.join("\n"))) }
}

/// Decisions about no file of the run, or about nothing in theirs.
fn unused(request: &Request, plans: &[Prepared]) -> Vec<String> {
    let known: HashSet<&str> = plans.iter().filter_map(|plan| plan.before().sha256.as_deref()).collect();
    let about = |decision: &Decision, what: &str| {
        format!("the decision in line {} of the decisions file {what}", decision.line)
    };
    let elsewhere = request.decisions.iter().filter(|decision| !known.contains(&*decision.sha256));
    let mut wrong: Vec<String> = elsewhere
        .map(|decision| about(decision, "is about none of these files: its SHA-256 is not that of any, so the file may have changed since"))
        .collect();
    for plan in plans {
        let name = report::shown(&plan.before().path);
        let what = format!("is of no use for {name}: nothing was found where it says");
        wrong.extend(plan.unused().into_iter().map(|decision| about(decision, &what)));
    }
    wrong
}

fn target(input: &Input, plan: &Prepared) -> Target {
    let mut names = plan.names();
    if !names.is_empty() {
        names.extend(PAPERS.map(|ending| paper_name(&input.label, ending)));
    }
    Target { label: report::shown(&input.label), inside: input.inside.clone(), names }
}

fn paper_name(label: &str, ending: &str) -> String {
    format!("{}.{ending}", gate::stem(label))
}

/// Makes all copies that can be made.
pub(super) fn copy(
    job: &Job<'_>,
    inputs: &[Input],
    plans: &[Prepared],
    jobs: Option<NonZeroUsize>,
    done: &(dyn Fn() + Sync),
) -> anyhow::Result<Vec<CopyReport>> {
    let pairs: Vec<(&Input, &Prepared)> = inputs.iter().zip(plans).collect();
    let one = |(input, plan): &(&Input, &Prepared)| made(job, input, plan);
    each(&pairs, jobs, &one, &|(_, plan)| plan.refused(NoCopy::Unchecked).report, done)
}

/// Makes one copy and names it.
fn made(job: &Job<'_>, input: &Input, plan: &Prepared) -> CopyReport {
    let Ok(source) = input.open(job.engine.limits()) else { return plan.refused(NoCopy::Unchecked).report };
    let folder = match job.to {
        To::Folder(folder) => folder.path(),
        To::Output(folder) => folder,
    };
    let desk = Desk::in_folder(folder);
    let cleaned = job.engine.copy(plan, &source, job.request, &desk);
    if cleaned.report.no_copy.is_some() {
        return cleaned.report;
    }
    match published(job, input, &cleaned, &desk) {
        Ok(()) => cleaned.report,
        Err(why) => plan.refused(NoCopy::Write(why)).report,
    }
}

fn published(job: &Job<'_>, input: &Input, cleaned: &Cleaned, desk: &Desk<'_>) -> Result<(), String> {
    match job.to {
        To::Output(_) => {
            let draft = cleaned.drafts.first().and_then(|number| desk.file(*number));
            let mut file = draft.ok_or("an internal error of this program; please report it")?;
            io::copy(&mut file, &mut io::stdout().lock()).map(|_| ()).map_err(|error| error.to_string())
        }
        To::Folder(folder) => {
            let papers = papers(job, input, &cleaned.report).map_err(|error| error.to_string())?;
            let files = cleaned.drafts.iter().zip(&cleaned.report.files);
            let copies: Vec<(usize, &str)> = files.map(|(draft, file)| (*draft, &*file.name)).collect();
            folder.publish(desk, &input.inside, &papers, &copies)
        }
    }
}

/// The papers of one copy, by their names.
fn papers(job: &Job<'_>, input: &Input, report: &CopyReport) -> io::Result<Vec<(String, Vec<u8>)>> {
    let rules = job.engine.book().used();
    let paper = Paper { case: job.case, time: job.time, report, rules: &rules };
    let writers: [fn(&Paper<'_>, &mut dyn io::Write) -> io::Result<()>; 3] =
        [certificate::html, certificate::json, schedule::csv];
    let write = |(ending, writer): (&str, fn(&Paper<'_>, &mut dyn io::Write) -> io::Result<()>)| {
        let mut bytes = Vec::new();
        writer(&paper, &mut bytes)?;
        Ok((paper_name(&input.label, ending), bytes))
    };
    PAPERS.into_iter().zip(writers).map(write).collect()
}
