//! What a check of a file, and of a run of files, comes to. `report/` writes these out; nothing here holds a value.

use std::sync::Arc;

use super::{Coverage, Finding, Format, RuleAt, Scope, SheetKind, SheetState, Surface, Unread, Verdict};

/// The result of one file.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// The path as it was given, or the name inside the file that holds it.
    pub path: Arc<str>,
    /// What it is, by content.
    pub format: Format,
    /// Whether the gate is for it.
    pub scope: Scope,
    /// Its hash, in lower-case hexadecimal; none where it could not be read to the end.
    pub sha256: Option<String>,
    /// What happens to it, its children counted in.
    pub verdict: Verdict,
    /// Worst first.
    pub findings: Vec<Finding>,
    /// Surfaces that are there and can give nothing away.
    pub seen: Vec<Seen>,
    /// Bytes, and bytes accounted for.
    pub coverage: Coverage,
    /// What was not read.
    pub unread: Vec<Unread>,
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<SheetSummary>,
    /// For each allow entry that held, whether it let anything of this file past.
    pub allows_used: Vec<bool>,
    /// Files found inside it.
    pub children: Vec<FileReport>,
}

/// A surface that is there and can give nothing away, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub surface: Surface,
    /// How often.
    pub count: u64,
    /// Why it is harmless.
    pub reason: &'static str,
}

/// What a sheet amounts to.
#[derive(Debug, Clone)]
pub struct SheetSummary {
    /// The name on its tab.
    pub name: Option<Arc<str>>,
    /// Whether its tab is shown.
    pub state: SheetState,
    /// What kind of sheet it is.
    pub kind: SheetKind,
    /// Cells with a value that can be seen.
    pub visible_cells: u64,
    /// Cells with a value that cannot.
    pub hidden_cells: u64,
}

/// The rule set that a run was held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesUsed {
    /// Hash over all rule files, in lower-case hexadecimal.
    pub sha256: String,
    /// How many rules.
    pub count: usize,
}

/// Something about the rules that the DPO should see to. It changes no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is, in a few words.
    pub title: Arc<str>,
    /// In a sentence.
    pub says: String,
    /// What to do.
    pub remedy: Arc<str>,
    /// Where it stands.
    pub at: RuleAt,
}

/// The allow entries of the rules, and which of them a run had a use for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AllowsUsed {
    /// How many held.
    pub live: usize,
    /// Where those stand that let nothing past.
    pub unused: Vec<RuleAt>,
}

/// The result of a run.
#[derive(Debug, Clone)]
pub struct RunReport {
    /// What the DPO should see to.
    pub notices: Vec<Notice>,
    /// The allow entries.
    pub allows: AllowsUsed,
    /// The rules.
    pub rules: RulesUsed,
    /// The worst verdict of the files.
    pub verdict: Verdict,
    /// In the order in which they were given.
    pub files: Vec<FileReport>,
}
