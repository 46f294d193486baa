//! Formulas of conditional formats that ask no more than a rule without a formula could ask, and that cells which hold
//! nothing answer too: whether a cell is blank, an error, or more than a number.

use super::conditions::Written;
use super::scales::constant;
use crate::model::{Ask, CellRef, Comparison, Constant};

/// Most rows or columns to a turn.
const MOST_BANDS: u32 = 1000;

/// Stands for the cell itself.
const OWN: &str = "#";

/// The rule that asks the same; none where there is none.
pub(super) fn ask(written: &Written) -> Option<Ask> {
    let formula = written.rule.formulas.first()?;
    let anchor = written.anchor?;
    // Blanks between signs say nothing, those in quotes do.
    if !formula.split('"').skip(1).step_by(2).all(str::is_empty) {
        return None;
    }
    let squeezed: String = formula.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = squeezed.trim_start_matches('=').to_ascii_uppercase();
    spellings(anchor, written).iter().find_map(|own| shape(&bare.replace(own, OWN)))
}

/// How a formula may write the cell itself: absolute only where all cells of the rule share the row or column.
fn spellings(anchor: CellRef, written: &Written) -> Vec<String> {
    let plain = anchor.to_string();
    let (letters, digits) = plain.split_at(plain.find(|c: char| c.is_ascii_digit()).unwrap_or(plain.len()));
    let one_column =
        written.ranges.iter().all(|range| (range.first.col, range.last.col) == (anchor.col, anchor.col));
    let one_row =
        written.ranges.iter().all(|range| (range.first.row, range.last.row) == (anchor.row, anchor.row));
    let mut all = Vec::new();
    // Those with more signs first: they hold no shorter one, while the others are found in them.
    if one_column && one_row {
        all.push(format!("${letters}${digits}"));
    }
    if one_column {
        all.push(format!("${letters}{digits}"));
    }
    if one_row {
        all.push(format!("{letters}${digits}"));
    }
    all.push(plain);
    all
}

/// Rows or columns in turns.
fn bands(formula: &str) -> Option<Ask> {
    let own = |columns: bool| if columns { ["COLUMN()", "COLUMN(#)"] } else { ["ROW()", "ROW(#)"] };
    let (columns, shape) = [false, true].into_iter().find_map(|columns| {
        let shape = own(columns).iter().fold(formula.to_owned(), |text, own| text.replace(own, "@"));
        shape.contains('@').then_some((columns, shape))
    })?;
    let asked = |every: u32, rest: u32| (rest < every).then_some(Ask::Bands { columns, every, rest });
    match &*shape {
        "ISEVEN(@)" => return asked(2, 0),
        "ISODD(@)" | "MOD(@,2)" => return asked(2, 1),
        _ => {}
    }
    let (every, rest) = shape.strip_prefix("MOD(@,")?.split_once(')')?;
    let every: u32 = every.parse().ok().filter(|every| (2..=MOST_BANDS).contains(every))?;
    match rest.strip_prefix("<>") {
        Some("0") if every == 2 => asked(2, 1),
        Some("1") if every == 2 => asked(2, 0),
        Some(_) => None,
        None => asked(every, rest.strip_prefix('=')?.parse().ok()?),
    }
}

fn shape(formula: &str) -> Option<Ask> {
    Some(match formula {
        "ISBLANK(#)" | "LEN(#)=0" | "LEN(TRIM(#))=0" | "#=\"\"" | "TRIM(#)=\"\"" => Ask::Blanks,
        "NOT(ISBLANK(#))" | "LEN(#)>0" | "LEN(TRIM(#))>0" | "LEN(#)<>0" | "#<>\"\"" => Ask::NoBlanks,
        "NOT(ISERROR(#))" => Ask::NoErrors,
        _ => {
            if let Some(bands) = bands(formula) {
                return Some(bands);
            }
            let rest = formula.strip_prefix(OWN)?;
            let (sign, comparison) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
            let number = constant(rest.strip_prefix(sign)?)?;
            Ask::Cell(*comparison, Constant::Number(number))
        }
    })
}

/// The longer ones first.
const SIGNS: &[(&str, Comparison)] = &[
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::GreaterOrEqual),
    ("<>", Comparison::NotEqual),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
    ("=", Comparison::Equal),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Range;

    fn asked(formula: &str, ranges: &[&str]) -> Option<Ask> {
        let ranges: Vec<Range> = ranges.iter().filter_map(|text| super::super::range(text)).collect();
        let anchor = ranges.iter().copied().reduce(Range::join).map(|range| range.first);
        let mut written = Written { ranges, anchor, ..Written::default() };
        written.rule.formulas.push(formula.to_owned());
        ask(&written)
    }

    #[test]
    fn blanks_errors_and_numbers_are_asked_for_without_a_formula() {
        let more = Ask::Cell(Comparison::GreaterOrEqual, Constant::Number(5.0));
        for (formula, wanted) in [
            ("LEN(TRIM(B2)) = 0", Ask::Blanks),
            ("=isblank($B2)", Ask::Blanks),
            ("B2<>\"\"", Ask::NoBlanks),
            ("NOT(ISERROR(B2))", Ask::NoErrors),
            ("B2>=5", more),
            ("=MOD(ROW(), 2) = 0", Ask::Bands { columns: false, every: 2, rest: 0 }),
            ("MOD(ROW(B2),3)=1", Ask::Bands { columns: false, every: 3, rest: 1 }),
            ("ISODD(COLUMN())", Ask::Bands { columns: true, every: 2, rest: 1 }),
        ] {
            assert_eq!(asked(formula, &["B2:B9"]), Some(wanted), "{formula}");
        }
    }

    #[test]
    fn only_the_cell_itself_is_asked() {
        for formula in [
            "B3=\"\"",
            "AB2=\"\"",
            "B20>5",
            "B$2>5",
            "$B$2>5",
            "B2>C2",
            "B2=\"x\"",
            "B2=\" \"",
            "OR(B2>5,B2<1)",
            "5<B2",
            "MOD(ROW(),B2)=0",
            "MOD(ROW(),2)=5",
            "MOD(ROW()+COLUMN(),2)=0",
            "MOD(ROW(B3),2)=0",
        ] {
            assert_eq!(asked(formula, &["B2:B9"]), None, "{formula}");
        }
        assert_eq!(asked("$B2>5", &["B2:C9"]), None);
        assert!(asked("B$2>5", &["B2:F2"]).is_some());
        assert!(asked("$B$2>5", &["B2"]).is_some());
    }
}
