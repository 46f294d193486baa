//! The redaction schedule: a table, for the case file, of what was withheld and by whom, and of what was taken out.
//!
//! CSV as RFC 4180 describes it. It names places and rules and holds no value.

use std::io::{self, Write};

use super::deeds::{self, Kind, Sorted};
use super::{Paper, words as said};
use crate::model::Range;
use crate::report::{harmless, words};

/// U+FEFF in UTF-8. Excel takes a CSV without it for Windows-1252, and a sheet called “Année” for “AnnÃ©e”; other
/// programs skip it.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

const HEADINGS: [&str; 13] = [
    "File",
    "SHA-256",
    "Sheet",
    "Cells",
    "What",
    "Kind",
    "Done",
    "How many",
    "Exemption",
    "Reason",
    "Decided by",
    "Date",
    "Rule",
];

/// Writes the schedule: a line for each thing that was withheld or decided about, then one for each that was taken out
/// without a decision. File, sheet and cells are those of the original.
///
/// # Errors
/// Those of the output.
pub fn csv(paper: &Paper<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(HEADINGS)?;
    // Where there is no copy nothing was withheld.
    if paper.report.no_copy.is_none() {
        let (decided, stripped) = rows(paper);
        for sorted in decided.iter().chain(&stripped) {
            table.write_record(line(paper, sorted))?;
        }
    }
    table.flush()
}

fn rows<'a>(paper: &Paper<'a>) -> (Vec<Sorted<'a>>, Vec<Sorted<'a>>) {
    let told = |sorted: &Sorted<'_>| sorted.kind != Kind::LeftIn;
    let (stripped, decided) = deeds::sorted(paper.report)
        .into_iter()
        .filter(told)
        .partition(|sorted: &Sorted<'_>| sorted.kind == Kind::Stripped);
    (decided, stripped)
}

fn line(paper: &Paper<'_>, sorted: &Sorted<'_>) -> [String; 13] {
    let before = &paper.report.before;
    let (step, decision) = (sorted.step, sorted.decision);
    let reason = match decision {
        Some(decision) => harmless::prose(&decision.why),
        None => said::without_decision(sorted).unwrap_or_default().to_owned(),
    };
    [
        said::name(&before.path),
        before.sha256.clone().unwrap_or_default(),
        step.place.sheet.as_deref().map(harmless::name).unwrap_or_default(),
        step.place.range.map(cells).unwrap_or_default(),
        harmless::prose(&step.title),
        deeds::kind_of_data(step.category, step.surface).to_owned(),
        said::done(step, decision).to_owned(),
        step.count.to_string(),
        step.exemption.as_deref().map(harmless::prose).unwrap_or_default(),
        reason,
        decision.map(|decision| harmless::prose(&decision.who)).unwrap_or_default(),
        decision.map(|decision| harmless::prose(&decision.date)).unwrap_or_default(),
        harmless::name(&step.rule),
    ]
    .map(inert)
}

/// In A1 notation; whole rows and columns in words, as Excel takes `5:9` for a time of day.
fn cells(range: Range) -> String {
    let (written, _) = words::cells(range);
    let a1 = written.strip_prefix("cells ").or_else(|| written.strip_prefix("cell "));
    a1.map_or_else(|| written.clone(), str::to_owned)
}

/// A text that no spreadsheet program runs as a formula.
///
/// The names of sheets and files come from whoever made the workbook. A sheet called `=HYPERLINK(…)` would be a formula in
/// the schedule for whoever opens it (CSV injection), and so texts that begin as formulas do get an apostrophe in front.
/// Full-width signs count, as Excel takes them for the plain ones in some languages, and so do signs after spaces.
fn inert(text: String) -> String {
    let first = text.trim_start().chars().next();
    if first.is_some_and(|c| "=+-@＝＋－＠".contains(c)) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CellRef, Range};

    #[test]
    fn nothing_begins_a_formula() {
        for text in ["=1+1", "+44", "-2", "@SUM(A1)", "  =1", "＝1"] {
            assert!(inert(text.to_owned()).starts_with('\''), "{text}");
        }
        assert_eq!(inert("Pay = grade".to_owned()), "Pay = grade");
    }

    #[test]
    fn cells_are_in_a1_and_rows_in_words() {
        let corner = |row, col| CellRef { row, col };
        assert_eq!(cells(Range { first: corner(1, 1), last: corner(40, 1) }), "B2:B41");
        assert_eq!(cells(Range::cell(1, 1)), "B2");
        assert_eq!(cells(Range::rows(4, 8)), "rows 5 to 9");
        assert_eq!(cells(Range::columns(2, 2)), "column C");
    }
}
