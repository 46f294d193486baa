//! What happens to a file: a pure function of its findings, of what was not read, and of the files inside it.

use crate::model::{Action, FileReport, Finding, Scope, Unread, Verdict};

/// The verdict of one file.
///
/// `checked` says whether the file has content of its own that was checked; an archive has none. `out_of_scope` is the
/// action of the rule on files that the gate is not for.
pub fn of(
    findings: &[Finding],
    unread: &[Unread],
    checked: bool,
    children: &[FileReport],
    out_of_scope: Action,
) -> Verdict {
    let own = if unread.is_empty() { Verdict::Release } else { Verdict::Unchecked };
    let found = findings.iter().map(|finding| from(finding.action)).max();
    let inside = if checked { together(children, out_of_scope) } else { of_run(children, out_of_scope) };
    own.max(found.unwrap_or(Verdict::Release)).max(inside)
}

/// The verdict of a run over several files, or of what an archive holds.
pub fn of_run(files: &[FileReport], out_of_scope: Action) -> Verdict {
    let anything = files.iter().any(|file| file.scope == Scope::In);
    if anything { together(files, out_of_scope) } else { Verdict::Unchecked }
}

/// The worst of them. Files that the gate is not for count as their rule says.
fn together(files: &[FileReport], out_of_scope: Action) -> Verdict {
    let each = files.iter().map(|file| match file.scope {
        Scope::In => file.verdict,
        Scope::Out => from(out_of_scope),
    });
    each.max().unwrap_or(Verdict::Release)
}

fn from(action: Action) -> Verdict {
    match action {
        Action::Warn => Verdict::Release,
        Action::Strip => Verdict::Strip,
        Action::Block => Verdict::Block,
        Action::Unchecked => Verdict::Unchecked,
    }
}
