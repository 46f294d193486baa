//! Names of sheets that Excel takes: 31 characters, some forbidden, no two the same but for capitals.

use std::collections::BTreeSet;

use rust_xlsxwriter::utility::check_sheet_name;

use crate::model::Sheet;

/// Longest name, in UTF-16 units.
const LONGEST: usize = 31;

/// One name for each sheet, as it was wherever Excel takes it.
pub(in crate::clean) fn names(sheets: &[Sheet]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    sheets
        .iter()
        .enumerate()
        .map(|(number, sheet)| {
            let wanted = sheet.name.as_deref().unwrap_or_default();
            let name = unused(&allowed(wanted, number), &taken);
            taken.insert(name.to_lowercase());
            name
        })
        .collect()
}

/// The name itself, or the nearest that Excel takes. History is a name that Excel keeps for itself.
fn allowed(name: &str, number: usize) -> String {
    if check_sheet_name(name).is_ok()
        && !name.eq_ignore_ascii_case("history")
        && !name.contains(char::is_control)
    {
        return name.to_owned();
    }
    let forbidden = |c: char| matches!(c, '*' | '?' | ':' | '[' | ']' | '\\' | '/') || c.is_control();
    let name = name.replace(forbidden, "_");
    let name = shortened(name.trim_matches('\''), LONGEST);
    let name = name.trim_matches('\'');
    if name.is_empty() {
        format!("Sheet{}", number.saturating_add(1))
    } else if name.eq_ignore_ascii_case("history") {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// The name, with a number where it is taken.
fn unused(name: &str, taken: &BTreeSet<String>) -> String {
    if !taken.contains(&name.to_lowercase()) {
        return name.to_owned();
    }
    (2..=taken.len().saturating_add(2))
        .map(|count| {
            let number = format!(" ({count})");
            format!("{}{number}", shortened(name, LONGEST.saturating_sub(number.len())))
        })
        .find(|name| !taken.contains(&name.to_lowercase()))
        .unwrap_or_default()
}

/// As many whole characters as the length holds.
fn shortened(name: &str, length: usize) -> String {
    let mut left = length;
    name.chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SheetKind, SheetState};

    fn named(all: &[&str]) -> Vec<String> {
        let sheet = |(index, name): (usize, &&str)| Sheet {
            name: Some((**name).into()),
            part: None,
            index,
            state: SheetState::Visible,
            kind: SheetKind::Worksheet,
        };
        names(&all.iter().enumerate().map(sheet).collect::<Vec<_>>())
    }

    #[test]
    fn names_stay_where_excel_takes_them() {
        assert_eq!(named(&["Staff", "Q1 (2024)", "Año", "it's"]), ["Staff", "Q1 (2024)", "Año", "it's"]);
    }

    #[test]
    fn others_become_names_that_excel_takes_and_no_two_are_the_same() {
        let long = "a name that is far longer than any tab of Excel";
        let all = named(&["a/b", "A_B", "", "'x'", "History", long, long]);
        assert_eq!(all[..5], ["a_b", "A_B (2)", "Sheet3", "x", "History_"]);
        assert_eq!(all[5], long[..31]);
        assert_eq!(all[6], format!("{} (2)", &long[..27]));
        assert!(all.iter().all(|name| check_sheet_name(name).is_ok()));
    }
}
