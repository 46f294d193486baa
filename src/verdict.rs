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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coverage, Format, Place, Reason, RuleAt, Surface};

    fn finding(action: Action) -> Finding {
        Finding {
            rule: "r".into(),
            title: "t".into(),
            category: None,
            surface: Surface::HiddenRow,
            action,
            exemption: None,
            place: Place::default(),
            cells: Vec::new(),
            exact: true,
            count: 1,
            confidence: 1.0,
            sample: None,
            why: "w".into(),
            remedy: "r".into(),
            evidence: Vec::new(),
            holds: Vec::new(),
            rule_at: RuleAt::default(),
        }
    }

    fn file(format: Format, verdict: Verdict) -> FileReport {
        FileReport {
            path: "f".into(),
            format,
            scope: format.scope(),
            sha256: None,
            verdict,
            findings: Vec::new(),
            seen: Vec::new(),
            coverage: Coverage::default(),
            unread: Vec::new(),
            sheets: Vec::new(),
            allows_used: Vec::new(),
            children: Vec::new(),
        }
    }

    #[test]
    fn the_worst_finding_decides_and_a_warning_does_not() {
        for (actions, verdict) in [
            (&[][..], Verdict::Release),
            (&[Action::Warn], Verdict::Release),
            (&[Action::Warn, Action::Strip], Verdict::Strip),
            (&[Action::Block, Action::Strip], Verdict::Block),
            (&[Action::Unchecked, Action::Block], Verdict::Unchecked),
        ] {
            let findings: Vec<Finding> = actions.iter().map(|action| finding(*action)).collect();
            assert_eq!(of(&findings, &[], true, &[], Action::Warn), verdict);
        }
    }

    #[test]
    fn anything_unread_is_unchecked() {
        let unread = [Unread::new(Place::default(), Reason::Unknown)];
        assert_eq!(of(&[finding(Action::Block)], &unread, true, &[], Action::Warn), Verdict::Unchecked);
    }

    #[test]
    fn children_count() {
        let children = [file(Format::Xlsx, Verdict::Block), file(Format::Csv, Verdict::Release)];
        assert_eq!(of(&[], &[], true, &children, Action::Warn), Verdict::Block);
        assert_eq!(of(&[], &[], false, &children, Action::Warn), Verdict::Block);
    }

    #[test]
    fn files_out_of_scope_count_as_their_rule_says() {
        let letter = file(Format::Pdf, Verdict::Unchecked);
        let table = file(Format::Csv, Verdict::Release);
        let both = [letter.clone(), table];
        assert_eq!(of_run(&both, Action::Warn), Verdict::Release);
        assert_eq!(of_run(&both, Action::Block), Verdict::Block);
        assert_eq!(of_run(&both, Action::Unchecked), Verdict::Unchecked);
        let alone = [letter];
        assert_eq!(of_run(&alone, Action::Warn), Verdict::Unchecked);
        assert_eq!(of(&[], &[], false, &alone, Action::Warn), Verdict::Unchecked, "an archive of letters");
        assert_eq!(
            of(&[], &[], true, &alone, Action::Warn),
            Verdict::Release,
            "a workbook with a letter in it"
        );
        assert_eq!(of(&[], &[], false, &[], Action::Warn), Verdict::Unchecked, "an archive of nothing");
    }
}
