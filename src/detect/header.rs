//! Which row of a sheet is a heading row, told while the rows stream by.
//!
//! A row is judged by itself and by what came before it: a heading row is texts, short ones, at the start of a block of
//! rows, or it holds words that the rules know as headings. What the headings mean is not said here.

/// Longest text that is still a heading.
pub const LONGEST: usize = 120;

/// Words of headings that speak of no person: they help to know a heading row, and their columns are no counts.
pub const PLAIN: &[&str] = &[
    "id",
    "code",
    "date",
    "time",
    "year",
    "month",
    "type",
    "category",
    "description",
    "status",
    "area",
    "district",
    "ward",
    "location",
    "station",
    "department",
    "division",
    "directorate",
    "unit",
    "team",
    "role",
    "post",
    "job title",
    "reference",
    "index",
    "lat",
    "long",
    "lon",
    "latitude",
    "longitude",
    "easting",
    "northing",
    "quarter",
    "period",
    "start",
    "end",
    "notes",
    "reason",
    "outcome",
    "offence",
    "force",
    "branch",
    "title",
    "organisation",
    "serial",
    "key",
    "uid",
];

/// What a row looks like, counted cell by cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct RowLook {
    /// Cells that hold something.
    pub cells: u32,
    /// Cells that could be headings: short texts in which nothing was recognised.
    pub short_texts: u32,
    /// Whole numbers of up to four digits: years and ages stand in heading rows too.
    pub small_numbers: u32,
    /// Cells whose words the rules know as headings.
    pub known: u32,
    /// Cells whose words are plain headings.
    pub plain: u32,
}

/// Where in its block of rows a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing stands above it but blank rows or the sheet's edge, and no heading row is in force.
    First,
    /// Right below the heading row in force, which has no values yet.
    BelowHeading,
    /// Behind a blank row, with a heading row in force.
    AfterGap,
    /// Among values.
    Inside,
}

/// What to make of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowIs {
    /// Values.
    Data,
    /// A heading row: a new table begins.
    Heading,
    /// The second row of a heading.
    SecondHeading,
}

impl RowLook {
    /// Decides. `meaningful` says whether the heading row in force has any word that a rule knows.
    pub fn judge(self, standing: Standing, meaningful: bool) -> RowIs {
        let strong = self.strong();
        match standing {
            Standing::First if strong || self.plausible() => RowIs::Heading,
            // A row of headings below one that says something joins it ("Victim" over "Name", "Age").
            Standing::BelowHeading if strong && self.cells >= 2 => RowIs::SecondHeading,
            Standing::AfterGap if strong || (!meaningful && self.plausible()) => RowIs::Heading,
            Standing::Inside if strong && self.cells >= 2 => RowIs::Heading,
            _ => RowIs::Data,
        }
    }

    /// Most of its cells are words that rules know as headings, or plain ones.
    fn strong(self) -> bool {
        let headings = self.known + self.plain;
        let texts_only = self.short_texts + self.small_numbers == self.cells;
        texts_only && self.known >= 1 && headings * 2 >= self.cells && (headings >= 2 || self.cells == 1)
    }

    /// Two or more short texts, and nothing else but some years.
    fn plausible(self) -> bool {
        self.short_texts >= 2
            && self.short_texts + self.small_numbers == self.cells
            && self.short_texts >= self.small_numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: RowLook = RowLook { cells: 4, short_texts: 4, small_numbers: 0, known: 0, plain: 0 };
    const KNOWN: RowLook = RowLook { cells: 4, short_texts: 4, small_numbers: 0, known: 2, plain: 1 };
    const VALUES: RowLook = RowLook { cells: 4, short_texts: 2, small_numbers: 0, known: 0, plain: 0 };

    #[test]
    fn rows_are_told_apart() {
        assert_eq!(TEXTS.judge(Standing::First, false), RowIs::Heading);
        assert_eq!(VALUES.judge(Standing::First, false), RowIs::Data);
        assert_eq!(TEXTS.judge(Standing::BelowHeading, true), RowIs::Data);
        assert_eq!(KNOWN.judge(Standing::BelowHeading, false), RowIs::SecondHeading);
        assert_eq!(TEXTS.judge(Standing::AfterGap, true), RowIs::Data);
        assert_eq!(TEXTS.judge(Standing::AfterGap, false), RowIs::Heading);
        assert_eq!(KNOWN.judge(Standing::Inside, true), RowIs::Heading);
        assert_eq!(TEXTS.judge(Standing::Inside, false), RowIs::Data);
    }

    #[test]
    fn one_known_heading_over_one_column_is_enough() {
        let one = RowLook { cells: 1, short_texts: 1, small_numbers: 0, known: 1, plain: 0 };
        assert_eq!(one.judge(Standing::First, false), RowIs::Heading);
        assert_eq!(RowLook { known: 0, ..one }.judge(Standing::First, false), RowIs::Data);
    }
}
