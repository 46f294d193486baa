//! Addresses of cells as ODF writes them (ODF 1.3 part 3, 9.2.1): `'Sheet 1'.A1:'Sheet 1'.B2`.

use crate::model::{CellRef, Range};

/// Rows and columns of a sheet.
pub(super) const ROWS: u32 = 1_048_576;
pub(super) const COLUMNS: u32 = 16_384;

/// The part of a range that is on the sheet.
pub(super) fn on_sheet(range: Range) -> Option<Range> {
    let last = CellRef { row: range.last.row.min(ROWS - 1), col: range.last.col.min(COLUMNS - 1) };
    let first = range.first;
    (first.row <= last.row && first.col <= last.col).then_some(Range { first, last })
}

/// A range of a sheet.
pub(super) fn range(sheet: &str, range: Range) -> String {
    let quoted = sheet.replace('\'', "''");
    format!("'{quoted}'.{}:'{quoted}'.{}", range.first, range.last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted() {
        let cells = Range { first: CellRef { row: 0, col: 0 }, last: CellRef { row: 4, col: 27 } };
        assert_eq!(range("Ann's", cells), "'Ann''s'.A1:'Ann''s'.AB5");
    }
}
