//! What a plan says of each sheet: whether it leaves, where, under which name, and what of it does not.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::cuts::{Axis, Cuts};
use super::marks::Marks;
use super::region::common;
use super::survey::{Altered, Surveyed};
use super::texts;
use crate::model::{CellRef, Range, Sheet, SheetKind, SheetState};

/// Longest name of a sheet, in UTF-16 units (ECMA-376 18.2.19 leaves it open, Excel does not).
const LONGEST_NAME: usize = 31;

/// The plan for one sheet.
#[derive(Debug, Clone)]
pub(super) struct SheetPlan {
    /// The sheet in the original.
    pub(super) original: Sheet,
    /// The sheet in the copy; none where it does not leave.
    pub(super) copy: Option<Sheet>,
    pub(super) cuts: Cuts,
    pub(super) marks: Marks,
    pub(super) altered: Altered,
    /// Around the cells on view.
    pub(super) extent: Option<Range>,
    /// Whether its pictures leave.
    pub(super) pictures: bool,
    /// Its name is withheld.
    pub(super) nameless: bool,
    /// Parts of charts that go without their words.
    pub(super) wordless: Vec<Arc<str>>,
    /// Columns on view that do not leave.
    pub(super) dropped: Vec<u32>,
    /// First cells of merges that are in hidden rows or columns, and where in the copy what is left of the merge begins.
    pub(super) moves: HashMap<CellRef, CellRef>,
}

impl SheetPlan {
    pub(super) fn new(known: &Surveyed) -> Self {
        let kept = matches!(known.sheet.kind, SheetKind::Worksheet | SheetKind::Chartsheet)
            && known.sheet.state == SheetState::Visible;
        SheetPlan {
            original: known.sheet.clone(),
            copy: kept.then(|| known.sheet.clone()),
            cuts: Cuts::default(),
            marks: Marks::default(),
            altered: known.altered.clone(),
            extent: known.extent,
            pictures: false,
            nameless: false,
            wordless: Vec::new(),
            dropped: Vec::new(),
            moves: HashMap::new(),
        }
    }

    /// Whether something else leaves than these cells hold, though they are in rows and columns that leave.
    pub(super) fn changes(&self, range: Range) -> bool {
        self.altered.touch(range) || self.withholds(range)
    }

    /// Whether any cell of a range was on view and does not leave.
    pub(super) fn withholds(&self, range: Range) -> bool {
        let column = |col: &u32| common(range, Range::columns(*col, *col)).is_some();
        self.marks.touch(range) || self.dropped.iter().any(column)
    }

    /// Cuts what is hidden, and the columns that are dropped.
    pub(super) fn cut(&mut self, known: &Surveyed) {
        let mut columns = known.hidden_columns();
        columns.extend(self.dropped.iter().map(|col| (*col, *col)));
        self.cuts = Cuts { rows: Axis::new(known.rows.clone()), columns: Axis::new(columns) };
        self.moves = known.merges.iter().filter_map(|merge| self.moved(*merge)).collect();
    }

    /// From where to where the first cell of a merge moves. In a column that is dropped by decision it is dropped, too.
    fn moved(&self, merge: Range) -> Option<(CellRef, CellRef)> {
        let left = self.cuts.map_range(merge)?;
        let CellRef { row, col } = merge.first;
        let stays = self.cuts.rows.map(row).is_some() && self.cuts.columns.map(col).is_some();
        (!stays && !self.dropped.contains(&col)).then_some((merge.first, left.first))
    }

    /// What leaves of a range, where it then is.
    pub(super) fn map_range(&self, range: Range) -> Option<Range> {
        let moved = || self.moves.get(&range.first).filter(|_| range.first == range.last);
        self.cuts.map_range(range).or_else(|| moved().map(|at| Range { first: *at, last: *at }))
    }

    /// The cell of the original that is now at this place.
    pub(super) fn original_cell(&self, row: u32, col: u32) -> CellRef {
        let to = CellRef { row, col };
        let moved = self.moves.iter().find(|(_, at)| **at == to);
        moved.map_or_else(|| self.cuts.original(row, col), |(from, _)| *from)
    }
}

/// Counts the sheets that leave anew, and gives each a name that no other has.
pub(super) fn number(sheets: &mut [SheetPlan]) {
    let mut order: Vec<usize> = (0..sheets.len()).collect();
    order.sort_by_key(|at| sheets.get(*at).map(|sheet| sheet.original.index));
    let mut taken: HashSet<String> = HashSet::new();
    let (mut index, mut withheld) = (0, 0);
    for at in order {
        let Some(sheet) = sheets.get_mut(at) else { continue };
        let Some(copy) = sheet.copy.as_mut() else { continue };
        copy.index = index;
        copy.part = None;
        copy.state = SheetState::Visible;
        index += 1;
        if let Some(name) = &copy.name {
            let wanted = if sheet.nameless {
                withheld += 1;
                format!("Withheld {withheld}")
            } else {
                proper(name, index)
            };
            copy.name = Some(free(&wanted, &mut taken).into());
        }
    }
}

/// The sheets by their names in the original, in lower case.
pub(super) fn by_name(sheets: &[SheetPlan]) -> HashMap<String, usize> {
    let named = |(at, sheet): (usize, &SheetPlan)| Some((sheet.original.name.as_ref()?.to_lowercase(), at));
    sheets.iter().enumerate().rev().filter_map(named).collect()
}

/// A name without what nobody sees, and as Excel takes it.
fn proper(name: &str, number: usize) -> String {
    let name = texts::seen(name);
    let name: String = name
        .chars()
        .map(
            |c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() { '_' } else { c },
        )
        .collect();
    let name = cut(name.trim_matches('\''), LONGEST_NAME);
    if name.trim().is_empty() { format!("Sheet{number}") } else { name.to_owned() }
}

/// The name, or with a number behind it where it is taken.
fn free(wanted: &str, taken: &mut HashSet<String>) -> String {
    let mut name = wanted.to_owned();
    let mut more = 1;
    while !taken.insert(name.to_lowercase()) {
        more += 1;
        let tail = format!(" ({more})");
        name = format!("{}{tail}", cut(wanted, LONGEST_NAME.saturating_sub(tail.len())));
    }
    name
}

/// As much of a text as takes so many UTF-16 units.
fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_proper_and_different() {
        let mut taken = HashSet::new();
        let mut name = |text: &str, number| free(&proper(text, number), &mut taken);
        assert_eq!(name("Da\u{200B}ta", 1), "Data");
        assert_eq!(name("DATA", 2), "DATA (2)");
        assert_eq!(name("\u{200B}", 3), "Sheet3");
        assert_eq!(name("a/b[c]", 4), "a_b_c_");
        assert_eq!(name("'x'", 5), "x");
        let long = "é".repeat(40);
        assert_eq!(name(&long, 6).chars().count(), 31);
        let second = name(&long, 7);
        assert!(second.ends_with(" (2)") && second.chars().count() == 31, "{second}");
    }
}
