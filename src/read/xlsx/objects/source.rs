//! Where a chart takes its values, names and words from: cells of the same workbook, or nothing that a copy can have.

use std::sync::Arc;

use super::super::reference::range;
use super::tree::Node;
use crate::model::{Cells, Words};

/// Values that stand in the chart itself.
pub(super) const LITERAL: &str = "it shows values that are kept in the chart and in no cell";
/// A reference to no cell of the workbook.
const OUTSIDE: &str = "it shows cells of another workbook";
const SEVERAL: &str = "a series of it takes its cells from several places";
const NAMED: &str = "it finds its cells by a name or a formula";
const LOST: &str = "the cells that it showed are no longer there";

/// Finds the cells that formulas of charts mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sources<'a> {
    /// Names of the workbook's sheets.
    pub(super) sheets: &'a [Arc<str>],
}

impl Sources<'_> {
    /// The cells of a `cat`, `val`, `xVal`, `yVal`, `plus` or `minus`; none where it is not there.
    ///
    /// # Errors
    /// Why they are none of this workbook's, as a clause.
    pub(super) fn of(self, holder: Option<&Node>) -> Result<Option<Cells>, &'static str> {
        let Some(source) = holder.and_then(|holder| holder.children.first()) else { return Ok(None) };
        match &*source.name {
            "numRef" | "strRef" | "multiLvlStrRef" => match source.child("f") {
                Some(formula) => self.cells(&formula.text).map(Some),
                None => Err(LOST),
            },
            "numLit" | "strLit" => Err(LITERAL),
            _ => Ok(None),
        }
    }

    /// The words of a `tx`, if they are in a cell or stand there as they are.
    ///
    /// # Errors
    /// As [`Sources::of`].
    pub(super) fn words(self, tx: &Node) -> Result<Option<Words>, &'static str> {
        if let Some(formula) = tx.at(&["strRef", "f"]) {
            return self.cells(&formula.text).map(|cells| Some(Words::Cell(cells)));
        }
        let text = match (tx.child("v"), tx.child("rich")) {
            (Some(value), _) => value.text.clone(),
            (None, Some(rich)) => rich_text(rich),
            _ => return Ok(None),
        };
        Ok((!text.trim().is_empty()).then(|| Words::Text(text.into())))
    }

    /// Reads `Sheet1!$A$1:$B$2` and `'Other sheet'!A1`.
    fn cells(self, formula: &str) -> Result<Cells, &'static str> {
        let formula = formula.trim().trim_start_matches('=');
        // One area in brackets is that area.
        let inner = formula.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let formula = inner.unwrap_or(formula);
        let Some((sheet, cells)) = formula.rsplit_once('!') else { return Err(NAMED) };
        if cells.contains("#REF") || sheet.contains("#REF") {
            return Err(LOST);
        }
        let quoted = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        let name = quoted.map_or_else(|| sheet.to_owned(), |quoted| quoted.replace("''", "'"));
        let known = self.sheets.iter().find(|known| known.to_lowercase() == name.to_lowercase());
        match (known, range(cells)) {
            (Some(sheet), Some(range)) => Ok(Cells { sheet: Arc::clone(sheet), range }),
            _ if formula.contains(',') => Err(SEVERAL),
            (None, _) if name.contains('[') => Err(OUTSIDE),
            _ => Err(NAMED),
        }
    }
}

/// What paragraphs of runs say (21.1.2.2).
fn rich_text(rich: &Node) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in rich.all("p") {
        let mut line = String::new();
        for run in &paragraph.children {
            match &*run.name {
                "r" | "fld" => line.push_str(run.child("t").map_or("", |text| text.text.as_str())),
                "br" => line.push('\n'),
                _ => {}
            }
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// A number format's code without the sections that could carry words that nobody sees (18.8.31).
pub(super) fn code(text: &str) -> Option<Arc<str>> {
    let spoken = |section: &str| section.chars().filter(|c| c.is_alphabetic()).count() > 12;
    let quoted = text.contains(['"', '\\']);
    let mut sections = text.split(';');
    let first = sections.next().unwrap_or_default();
    let kept = if quoted && sections.any(spoken) { first } else { text };
    (!kept.is_empty() && !kept.eq_ignore_ascii_case("general") && kept.len() <= 255).then(|| kept.into())
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree;
    use super::*;

    #[test]
    fn only_cells_of_one_range_of_this_workbook_are_taken() {
        let sheets: [Arc<str>; 2] = ["Sheet1".into(), "It's here".into()];
        let sources = Sources { sheets: &sheets };
        let found =
            |formula: &str| sources.cells(formula).map(|cells| format!("{}|{}", cells.sheet, cells.range));
        assert_eq!(found("sheet1!$A$1:$B$2").as_deref(), Ok("Sheet1|A1:B2"));
        assert_eq!(found("('It''s here'!A3)").as_deref(), Ok("It's here|A3"));
        assert_eq!(found("(Sheet1!$A$1,Sheet1!$A$3)"), Err(SEVERAL));
        assert_eq!(found("[1]Other!$A$1"), Err(OUTSIDE));
        assert_eq!(found("Sheet1!#REF!"), Err(LOST));
        assert_eq!(found("Sheet1!Total"), Err(NAMED));
        assert_eq!(found("Total"), Err(NAMED));
        assert_eq!(found("Gone!$A$1"), Err(NAMED));
    }

    #[test]
    fn words_are_those_of_all_runs() {
        let sources = Sources { sheets: &[] };
        let rich = tree(
            "<tx><rich><p><r><t>Crime </t></r><r><t>2024</t></r></p><p><fld><t>in Leeds</t></fld></p></rich></tx>",
        );
        let words = sources.words(rich.child("tx").unwrap());
        assert_eq!(words, Ok(Some(Words::Text("Crime 2024\nin Leeds".into()))));
        let values = tree("<val><numLit><pt/></numLit></val>");
        assert_eq!(sources.of(values.child("val")), Err(LITERAL));
    }

    #[test]
    fn formats_carry_no_words_that_nobody_sees() {
        assert_eq!(code("General"), None);
        assert_eq!(code("#,##0;[Red]-#,##0").as_deref(), Some("#,##0;[Red]-#,##0"));
        assert_eq!(code(r#"0;"Zed Quillfeather lives here""#).as_deref(), Some("0"));
    }
}
