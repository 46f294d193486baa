//! What a page shows, in words and in order: text and HTML only lay it out.
//!
//! Findings of one rule with one action are one *cause*; what a rule found inside something hidden that is a finding
//! itself is told with that. Everything is harmless to show once it is here.

use super::{harmless, words};
use crate::model::{FileReport, Finding, Notice, Place, RunReport, Verdict};

/// A run.
pub(super) struct RunView {
    pub(super) verdict: VerdictView,
    /// "63 rules (rule set 0123456789ab)".
    pub(super) rules: String,
    /// How many files have which verdict, worst first; empty for a single file.
    pub(super) tally: Vec<String>,
    pub(super) files: Vec<FileView>,
    /// What the DPO should see to.
    pub(super) notices: Vec<NoticeView>,
    pub(super) tool: &'static str,
    pub(super) blind_spots: &'static [&'static str],
}

/// Something about the rules that the DPO should see to.
pub(super) struct NoticeView {
    pub(super) title: String,
    pub(super) says: String,
    pub(super) remedy: String,
    pub(super) at: String,
}

/// A verdict.
pub(super) struct VerdictView {
    /// The word of the contract, or `out` for a file that the gate is not for.
    pub(super) id: &'static str,
    pub(super) words: &'static str,
    pub(super) means: &'static str,
}

/// A file, whether given or found inside another: they come in one list, each after the one that holds it.
pub(super) struct FileView {
    pub(super) depth: usize,
    /// Number in the list, the first being 1.
    pub(super) number: usize,
    pub(super) name: String,
    /// The file that holds it.
    pub(super) inside: Option<String>,
    pub(super) sha256: String,
    pub(super) verdict: VerdictView,
    pub(super) causes: Vec<CauseView>,
    pub(super) unread: Vec<String>,
    pub(super) unread_left_off: usize,
    pub(super) checked: Vec<String>,
    pub(super) seen: Option<String>,
    /// Nothing to say but that nothing was found.
    pub(super) quiet: bool,
}

/// What one rule found in a file.
pub(super) struct CauseView {
    pub(super) action_id: &'static str,
    pub(super) action: &'static str,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) remedy: String,
    pub(super) exemption: Option<String>,
    pub(super) rule: RuleView,
    pub(super) spots: Vec<SpotView>,
    pub(super) left_off: usize,
}

/// A rule and its line.
pub(super) struct RuleView {
    pub(super) id: String,
    pub(super) at: String,
}

/// One sentence of a cause, and where it is true.
pub(super) struct SpotView {
    pub(super) says: String,
    /// "Pay, cells B2:B9; Leave, cells C2:C9".
    pub(super) place: String,
    pub(super) places_left_off: usize,
    pub(super) sample: Option<String>,
    pub(super) evidence: Option<String>,
    pub(super) rule: RuleView,
    /// Personal data inside it, each found by its own rule.
    pub(super) inside: Vec<SpotView>,
    pub(super) inside_left_off: usize,
}

/// How much a page shows of what repeats itself; the rest is counted, and the JSON report lists it all.
#[derive(Clone, Copy)]
pub(super) struct AtMost {
    pub(super) spots: usize,
    pub(super) unread: usize,
}

/// The view of a run.
pub(super) fn of(report: &RunReport, at_most: AtMost) -> RunView {
    let mut files = Vec::new();
    for file in &report.files {
        add_file(file, None, 0, at_most, &mut files);
    }
    RunView {
        verdict: run_verdict(report),
        rules: words::rules(&report.rules),
        tally: tally(report),
        files,
        notices: report.notices.iter().map(notice).collect(),
        tool: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        blind_spots: words::BLIND_SPOTS,
    }
}

fn notice(notice: &Notice) -> NoticeView {
    NoticeView {
        title: harmless::prose(&notice.title),
        says: harmless::prose(&notice.says),
        remedy: harmless::prose(&notice.remedy),
        at: harmless::prose(&words::rule_at(&notice.at)),
    }
}

fn run_verdict(report: &RunReport) -> VerdictView {
    match report.files.as_slice() {
        [file] if file.verdict == report.verdict => verdict(file),
        _ => VerdictView {
            id: report.verdict.id(),
            words: words::verdict(report.verdict),
            means: words::run_means(report.verdict, !report.files.iter().any(words::out_of_scope)),
        },
    }
}

fn tally(report: &RunReport) -> Vec<String> {
    if report.files.len() < 2 {
        return Vec::new();
    }
    let out = report.files.iter().filter(|file| words::out_of_scope(file)).count();
    let worst_first = [Verdict::Unchecked, Verdict::Block, Verdict::Strip, Verdict::Release];
    let mut lines: Vec<(usize, &str)> = worst_first
        .map(|verdict| {
            let with =
                report.files.iter().filter(|file| file.verdict == verdict && !words::out_of_scope(file));
            (with.count(), words::verdict(verdict))
        })
        .to_vec();
    lines.push((out, "Not a kind of file that is checked"));
    lines.retain(|(number, _)| *number > 0);
    lines
        .into_iter()
        .map(|(number, what)| format!("{what} ({})", words::count(number as u64, ("file", "files"))))
        .collect()
}

fn verdict(file: &FileReport) -> VerdictView {
    let out = words::out_of_scope(file);
    VerdictView {
        id: if out { "out" } else { file.verdict.id() },
        words: if out { "Not checked" } else { words::verdict(file.verdict) },
        means: words::verdict_means(file),
    }
}

fn add_file(file: &FileReport, inside: Option<&str>, depth: usize, at_most: AtMost, out: &mut Vec<FileView>) {
    let name = words::file_name(&file.path);
    let unread = file.unread.iter().take(at_most.unread).map(words::unread).collect();
    out.push(FileView {
        depth,
        number: out.len().saturating_add(1),
        name: name.clone(),
        inside: inside.map(str::to_owned),
        sha256: file
            .sha256
            .clone()
            .unwrap_or_else(|| "not known, as it could not be read to the end".to_owned()),
        verdict: verdict(file),
        causes: causes(&file.findings, at_most),
        unread,
        unread_left_off: file.unread.len().saturating_sub(at_most.unread),
        checked: words::checked(file),
        seen: words::seen(&file.seen),
        quiet: file.verdict == Verdict::Release && file.findings.is_empty() && file.unread.is_empty(),
    });
    let path = inside.map_or_else(|| name.clone(), |outer| format!("{outer} › {name}"));
    for child in &file.children {
        add_file(child, Some(&path), depth.saturating_add(1), at_most, out);
    }
}

/// Findings grouped by action and rule; the worst action first, then in the order in which they come (worst first).
fn causes(findings: &[Finding], at_most: AtMost) -> Vec<CauseView> {
    let (inner, outer) = nest(findings);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let key = |at: usize| findings.get(at).map(|finding| (finding.action, &finding.rule));
    for at in outer {
        let same = groups.iter_mut().find(|group| group.first().and_then(|first| key(*first)) == key(at));
        match same {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
        .sort_by_key(|group| std::cmp::Reverse(group.first().and_then(|first| key(*first)).map(|key| key.0)));
    groups.iter().filter_map(|group| cause(group, findings, &inner, at_most)).collect()
}

/// For each finding the numbers of those inside it, and the numbers of those inside none.
fn nest(findings: &[Finding]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut inner = vec![Vec::new(); findings.len()];
    let mut outer = Vec::new();
    let holders: Vec<(usize, &Finding)> =
        findings.iter().enumerate().filter(|(_, finding)| finding.category.is_none()).collect();
    for (at, finding) in findings.iter().enumerate() {
        let holder = holders.iter().find(|(_, holder)| is_inside(finding, holder)).map(|(at, _)| *at);
        match holder.and_then(|holder| inner.get_mut(holder)) {
            Some(list) => list.push(at),
            None => outer.push(at),
        }
    }
    (inner, outer)
}

/// Whether personal data was found inside a hidden thing that is a finding itself, and asks for nothing worse.
fn is_inside(finding: &Finding, holder: &Finding) -> bool {
    finding.category.is_some()
        && finding.surface == holder.surface
        && finding.action <= holder.action
        && lies_in(&finding.place, &holder.place)
}

/// Whether a place of personal data lies in that of something hidden, both being of one surface.
pub(super) fn lies_in(place: &Place, holder: &Place) -> bool {
    let same = |a: &Option<std::sync::Arc<str>>, b: &Option<std::sync::Arc<str>>| b.is_none() || a == b;
    same(&place.sheet, &holder.sheet)
        && (same(&place.part, &holder.part) || place.sheet.is_some())
        && match (place.range, holder.range) {
            (Some(cells), Some(around)) => around.contains(cells.first.row, cells.first.col),
            _ => true,
        }
}

fn cause(group: &[usize], findings: &[Finding], inner: &[Vec<usize>], at_most: AtMost) -> Option<CauseView> {
    let first = findings.get(*group.first()?)?;
    let inside = |at: &usize| inner.get(*at).map_or(&[][..], Vec::as_slice);
    let told_alone = |at: &usize| {
        let alone = findings.get(*at).is_some_and(|finding| !words::is_plain(finding));
        alone || !inside(at).is_empty()
    };
    let (alone, plain): (Vec<usize>, Vec<usize>) = group.iter().partition(|at| told_alone(at));
    let mut spots: Vec<SpotView> = alone
        .iter()
        .take(at_most.spots)
        .filter_map(|at| {
            let within = inside(at).iter().filter_map(|inside| findings.get(*inside));
            let mut view = spot(findings.get(*at)?, words::says);
            view.inside_left_off = within.clone().count().saturating_sub(at_most.spots);
            view.inside = within.take(at_most.spots).map(|inside| spot(inside, words::says_inside)).collect();
            Some(view)
        })
        .collect();
    spots.extend(together(&plain.iter().filter_map(|at| findings.get(*at)).collect::<Vec<_>>(), at_most));
    Some(CauseView {
        action_id: first.action.id(),
        action: words::action(first.action),
        title: harmless::prose(&first.title),
        why: harmless::prose(&first.why),
        remedy: harmless::prose(&first.remedy),
        exemption: first.exemption.as_deref().map(harmless::prose),
        rule: rule(first),
        spots,
        left_off: alone.len().saturating_sub(at_most.spots),
    })
}

/// Findings that differ in their places only, as one sentence with its places.
fn together(findings: &[&Finding], at_most: AtMost) -> Option<SpotView> {
    let says = words::says_together(findings)?;
    let mut places: Vec<String> = findings.iter().map(|finding| words::place(&finding.place)).collect();
    places.dedup();
    let shown = places.get(..at_most.spots).unwrap_or(&places).join("; ");
    let places_left_off = places.len().saturating_sub(at_most.spots);
    let first = findings.first()?;
    Some(SpotView { says, place: shown, places_left_off, ..spot(first, words::says) })
}

fn spot(finding: &Finding, says: fn(&Finding) -> String) -> SpotView {
    let why: Vec<String> = finding.evidence.iter().map(words::evidence).collect();
    SpotView {
        says: says(finding),
        place: words::place(&finding.place),
        places_left_off: 0,
        sample: finding.sample.as_ref().map(|sample| harmless::name(sample.as_str())),
        evidence: (!why.is_empty())
            .then(|| format!("{}: {}", words::confidence(finding.confidence), why.join("; "))),
        rule: rule(finding),
        inside: Vec::new(),
        inside_left_off: 0,
    }
}

fn rule(finding: &Finding) -> RuleView {
    RuleView { id: harmless::name(&finding.rule), at: words::rule_at(&finding.rule_at) }
}
