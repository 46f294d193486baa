//! Two responses that can go as they are: statistics, with everything around them that Excel writes and that gives
//! nothing away.

use super::Made;
use super::crime::csv;
use super::drawn::{Chart, add_chart};
use super::look;
use super::office::{Office, Value};
use super::people::Dice;
use crate::support::package::SML;

const WARDS: &[&str] = &["Ashdale", "Castle", "Harbour", "Northmarsh", "Quayside", "Wexmoor"];

/// Penalty charges by ward: formats, frozen panes, a print area, sums, a chart over what is shown.
pub(crate) fn workbook() -> Made {
    let mut dice = Dice::new(10);
    let counts: Vec<[i64; 3]> = WARDS.iter().map(|_| [0; 3].map(|_: i64| dice.between(310, 2_450))).collect();
    let total: [i64; 3] = [0, 1, 2].map(|year| counts.iter().map(|row| row[year]).sum());
    let mut book = Office::new(&["Penalty charges", "Income"]);
    let row = |(ward, [a, b, c]): (&&str, &[i64; 3])| {
        let share = Value::Number(*c as f64 / total[2] as f64);
        vec![(*ward).into(), (*a).into(), (*b).into(), (*c).into(), share]
    };
    let rows = WARDS.iter().zip(&counts).map(row).collect();
    let looks = [look::CELL, look::COUNT, look::COUNT, look::COUNT, look::SHARE];
    let next = book.table(0, 4, &["Ward", "2023/24", "2024/25", "2025/26", "Share 2025/26"], &looks, rows);
    sums(&mut book, next, &total);
    book.frame(
        0,
        &[
            "FOI 26-140: Southmarsh Borough Council, parking",
            "Penalty charge notices issued, by ward and financial year",
        ],
        next + 2,
        "2025/26 is from April to December.",
    );
    book.widths(0, &[20, 12, 12, 12, 14]);
    book.freeze(0, 4);
    income(&mut book, &total);
    let (area, sheet) = (format!("'Penalty charges'!$A$1:$E${}", next + 3), "'Penalty charges'!Print_Area");
    book.name(r#"name="_xlnm.Print_Area" localSheetId="0""#, &area, Some(sheet));
    chart(&mut book, next - 1, &counts);
    book.app = "<Company></Company>".into();
    calc_chain(&mut book, next);
    Made { bytes: book.bytes(), planted: Vec::new() }
}

/// The last row: a sum for each year.
fn sums(book: &mut Office, next: u32, total: &[i64; 3]) {
    book.put(0, next, 1, "Total", look::TOTAL);
    let last = next - 1;
    for (col, (letter, sum)) in (2..).zip([('B', total[0]), ('C', total[1]), ('D', total[2])]) {
        book.put(
            0,
            next,
            col,
            Value::Formula(format!("SUM({letter}5:{letter}{last})"), sum as f64),
            look::TOTAL,
        );
    }
}

/// A chart of the last year, of which every cell is on view.
fn chart(book: &mut Office, last: u32, counts: &[[i64; 3]]) {
    let wards: Vec<String> = WARDS.iter().map(|ward| (*ward).to_string()).collect();
    let latest: Vec<i64> = counts.iter().map(|row| row[2]).collect();
    let (categories, values) =
        (format!("'Penalty charges'!$A$5:$A${last}"), format!("'Penalty charges'!$D$5:$D${last}"));
    let chart = Chart {
        name: ("'Penalty charges'!$D$4", "2025/26"),
        categories: (&categories, &wards),
        values: (&values, &latest),
    };
    add_chart(book, (3, 6), (20, 13), &chart);
}

fn income(book: &mut Office, total: &[i64; 3]) {
    let years = ["2023/24", "2024/25", "2025/26"];
    let rows = years
        .iter()
        .zip(total)
        .map(|(year, count)| vec![(*year).into(), (count * 41).into(), (count * 6).into()]);
    let looks = [look::CELL, look::POUNDS, look::POUNDS];
    let next = book.table(1, 3, &["Financial year", "Income", "Cost of enforcement"], &looks, rows.collect());
    book.frame(1, &["Income from penalty charges"], next + 1, "Rounded to the pound.");
    book.widths(1, &[16, 14, 20]);
}

/// The order of calculation that Excel saves (ECMA-376 18.6.2).
fn calc_chain(book: &mut Office, row: u32) {
    let cells: String =
        ["B", "C", "D"].iter().map(|letter| format!(r#"<c r="{letter}{row}" i="1"/>"#)).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let xml =
        format!(r#"{}<calcChain xmlns="{main}">{cells}</calcChain>"#, crate::support::package::xml_head());
    book.attach("calcChain", "xl/calcChain.xml", &format!("{SML}calcChain+xml"), xml);
}

/// Officers in post by area and year: numbers of people, and no person.
pub(crate) fn table() -> Made {
    let mut dice = Dice::new(11);
    let mut lines = vec!["Area,Year,Number of officers,Number of staff,Vacancy rate".to_string()];
    for year in 2021..2026 {
        for ward in WARDS {
            let (officers, staff) = (dice.between(64, 240), dice.between(30, 118));
            lines.push(format!(
                "{ward},{year},{officers},{staff},{}.{}%",
                dice.between(2, 11),
                dice.below(10)
            ));
        }
    }
    Made { bytes: csv(&lines), planted: Vec::new() }
}
