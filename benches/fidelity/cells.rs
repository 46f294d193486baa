//! The texts that LibreOffice shows before and after, cell by cell.

use crate::office::Sheet;

/// What became of the texts.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Texts {
    pub(crate) same: usize,
    /// A mark stands in its place.
    pub(crate) withheld: usize,
    /// Nothing stands in its place: what LibreOffice shows in invisible ink, or behind a merge.
    pub(crate) emptied: usize,
    /// Something else stands there.
    pub(crate) other: usize,
}

impl Texts {
    /// Whether nothing changed but what a plan may change.
    pub(crate) fn are_kept(self) -> bool {
        self.other == 0
    }
}

/// Holds the sheets against each other, and tells where the first text is that should not be other.
pub(crate) fn compare(before: &[Sheet], after: &[Sheet]) -> (Texts, Option<String>) {
    let mut texts = Texts::default();
    let mut first = None;
    for at in 0..before.len().max(after.len()) {
        let (old, new) = (before.get(at), after.get(at));
        let name = old.or(new).map_or("", |sheet| sheet.name.as_str());
        let rows = |sheet: Option<&Sheet>| sheet.map_or(0, |sheet| sheet.rows.len());
        for row in 0..rows(old).max(rows(new)) {
            let fields = |sheet: Option<&Sheet>| sheet.and_then(|sheet| sheet.rows.get(row)).cloned();
            let (old, new) = (fields(old).unwrap_or_default(), fields(new).unwrap_or_default());
            for col in 0..old.len().max(new.len()) {
                // LibreOffice keeps blanks around a text that are not marked as part of it (`xml:space`), Excel does not.
                let text =
                    |row: &[String]| row.get(col).map(|text| text.trim().to_owned()).unwrap_or_default();
                let (old, new) = (text(&old), text(&new));
                match () {
                    () if old == new => texts.same += usize::from(!old.is_empty()),
                    () if new.starts_with("[withheld") => texts.withheld += 1,
                    () if new.is_empty() => texts.emptied += 1,
                    () => {
                        texts.other += 1;
                        first.get_or_insert_with(|| {
                            format!("{name} row {} column {}: {old:?} → {new:?}", row + 1, col + 1)
                        });
                    }
                }
            }
        }
    }
    (texts, first)
}
