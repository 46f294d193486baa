//! In which format a copy leaves, and what it is then called.

use std::collections::HashSet;

use crate::model::{Format, Sheet};

/// A format that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the formats' own")]
pub enum Kind {
    Xlsx,
    Csv,
    Ods,
}

/// A sheet's name is told apart from the file's name by this.
const BETWEEN: &str = " - ";

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Xlsx, Kind::Ods, Kind::Csv];

    /// The format in which a file leaves unless another is asked for; none where there is no cleaning of its format.
    pub fn of(format: Format) -> Option<Self> {
        match format {
            Format::Xlsx | Format::Xlsm => Some(Kind::Xlsx),
            Format::Csv => Some(Kind::Csv),
            _ => None,
        }
    }

    /// Its id, which is also the ending of its files.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Xlsx => "xlsx",
            Kind::Csv => "csv",
            Kind::Ods => "ods",
        }
    }
}

/// The name of a file without folders and without its ending, as copies and papers are called after it.
pub fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        _ if file == "-" => "standard-input",
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

/// The names of copies: `annex.xlsx`, or one for each sheet with its name, `annex - Sheet.csv`. None comes twice.
pub(super) fn names(stem: &str, kind: Kind, sheets: &[Sheet]) -> Vec<String> {
    let ending = kind.id();
    if sheets.len() < 2 {
        return vec![format!("{stem}.{ending}")];
    }
    let mut given = HashSet::new();
    let mut name = |sheet: &Sheet| {
        let sheet = harmless(sheet.name.as_deref().unwrap_or_default());
        (1_u32..).find_map(|turn| {
            let again = if turn == 1 { String::new() } else { format!(" ({turn})") };
            let name = format!("{stem}{BETWEEN}{sheet}{again}.{ending}");
            // Some file systems take capital and small letters for the same.
            given.insert(name.to_lowercase()).then_some(name)
        })
    };
    sheets.iter().filter_map(&mut name).collect()
}

/// A sheet's name without what file systems refuse, or what could lead to another folder.
fn harmless(sheet: &str) -> String {
    let refused = |c: char| c.is_control() || r#"<>:"/\|?*"#.contains(c);
    let name: String = sheet.chars().map(|c| if refused(c) { '_' } else { c }).collect();
    let name = name.trim().trim_end_matches('.');
    if name.is_empty() { "sheet".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SheetKind, SheetState};

    fn sheet(name: &str) -> Sheet {
        let (state, kind) = (SheetState::Visible, SheetKind::Worksheet);
        Sheet { name: Some(name.into()), part: None, index: 0, state, kind }
    }

    #[test]
    fn a_copy_is_called_after_its_original() {
        for (name, wanted) in [
            ("in/annex.xlsm", "annex"),
            ("C:\\in\\annex 2.1.xlsx", "annex 2.1"),
            ("annex", "annex"),
            (".hidden", ".hidden"),
            ("-", "standard-input"),
        ] {
            assert_eq!(stem(name), wanted);
        }
        assert_eq!(names("annex", Kind::Xlsx, &[]), ["annex.xlsx"]);
        assert_eq!(names("annex", Kind::Csv, &[sheet("Pay")]), ["annex.csv"]);
    }

    #[test]
    fn sheets_have_files_of_their_own_which_cannot_lead_elsewhere() {
        let sheets = ["Pay", "../a|b", "PAY", " . ", "pay (2)"].map(sheet);
        let wanted = [
            "annex - Pay.csv",
            "annex - .._a_b.csv",
            "annex - PAY (2).csv",
            "annex - sheet.csv",
            "annex - pay (2) (2).csv",
        ];
        assert_eq!(names("annex", Kind::Csv, &sheets), wanted);
    }
}
