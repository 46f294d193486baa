//! Telephone numbers of the United Kingdom, by Ofcom's National Telephone Numbering Plan.
//!
//! Numbers that only organisations have (03, 08, 09, 118, 999) are none. Two recognisers: mobiles, which are a person's,
//! and all numbers, many of which are a switchboard's.

use super::digits::{Window, scan};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Mobile numbers (071-075, 077-079).
pub(crate) const MOBILE: Detector = Detector {
    name: "uk-mobile",
    category: Category::Phone,
    description: "a UK mobile telephone number",
    needs: Needs { digits: 10, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| find(text, &|national| national.first() == Some(&7), found),
    cases: &[
        Case { text: "07700 900123", sure: 1, unsure: 0 },
        Case { text: "+447700900123", sure: 1, unsure: 0 },
        Case { text: "+44 (0)7700 900 123", sure: 1, unsure: 0 },
        Case { text: "0044 7700 900123", sure: 1, unsure: 0 },
        Case { text: "+44\u{a0}7700\u{a0}900123", sure: 1, unsure: 0 },
        Case { text: "(+44) 7700 900123", sure: 1, unsure: 0 },
        Case { text: "07700\u{2011}900\u{2011}123", sure: 1, unsure: 0 },
        Case { text: "٠٧٧٠٠ ٩٠٠١٢٣", sure: 1, unsure: 0 },
        Case { text: "7700900123", sure: 0, unsure: 1 },
        Case { text: "7700900123.0", sure: 0, unsure: 1 },
        Case { text: "7.700900123E+09", sure: 0, unsure: 1 },
        Case { text: "447700900123", sure: 0, unsure: 1 },
        Case { text: "'07700900123", sure: 1, unsure: 0 },
        Case { text: "07600 900123", sure: 0, unsure: 0 },
        Case { text: "ring 07700-900-123 or 07700 900456", sure: 2, unsure: 0 },
        Case { text: "020 7946 0123", sure: 0, unsure: 0 },
        Case { text: "0770 090 012", sure: 0, unsure: 0 },
        Case { text: "A07700900123", sure: 0, unsure: 0 },
        Case { text: "1.07700900123", sure: 0, unsure: 0 },
    ],
};

/// All personal and geographic numbers (01, 02, 07).
pub(crate) const ANY: Detector = Detector {
    name: "uk-phone",
    category: Category::Phone,
    description: "a UK telephone number, mobile or landline",
    needs: Needs { digits: 10, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| find(text, &|_| true, found),
    cases: &[
        Case { text: "020 7946 0123", sure: 1, unsure: 0 },
        Case { text: "(0161) 496 0123", sure: 1, unsure: 0 },
        Case { text: "01632 960123", sure: 1, unsure: 0 },
        Case { text: "01632960123", sure: 1, unsure: 0 },
        Case { text: "+44 1632 960123", sure: 1, unsure: 0 },
        Case { text: "01632 960123 ext 45", sure: 1, unsure: 0 },
        Case { text: "01632960123x45", sure: 0, unsure: 0 },
        Case { text: "07700 900123", sure: 1, unsure: 0 },
        Case { text: "1632960123", sure: 0, unsure: 1 },
        Case { text: "0300 123 4567", sure: 0, unsure: 0 },
        Case { text: "0800 111 111", sure: 0, unsure: 0 },
        Case { text: "01-02-2020 10", sure: 0, unsure: 0 },
        Case { text: "2024000123", sure: 0, unsure: 0 },
        Case { text: "380230.2661632960", sure: 0, unsure: 0 },
        Case { text: "1,632,960,123", sure: 0, unsure: 0 },
    ],
};

/// Ten digits at most stand behind the leading zero.
const NATIONAL: usize = 10;

fn find(text: &str, wanted: &dyn Fn(&[u8]) -> bool, found: &mut dyn FnMut(Hit)) {
    let judge = |window: &Window<'_>| {
        let (national, written_whole) = national(window)?;
        (valid(national) && wanted(national)).then(|| window.hit(written_whole))
    };
    scan(text, NATIONAL, 15, &judge, found);
}

/// The national number without its leading zero, and whether it was written with the zero or the country's code.
fn national<'w>(window: &'w Window<'_>) -> Option<(&'w [u8], bool)> {
    let first = *window.lengths().first()?;
    let one = window.lengths().len() == 1;
    match window.digits() {
        [4, 4, 0, rest @ ..] | [4, 4, rest @ ..] if window.plus => Some((rest, true)),
        [0, 0, 4, 4, 0, rest @ ..] | [0, 0, 4, 4, rest @ ..] => Some((rest, true)),
        // A group of one or two digits at the start is a date's or an amount's.
        [0, rest @ ..] if first >= 3 => Some((rest, true)),
        // A spreadsheet that took it for a number has dropped the plus or the zero.
        [4, 4, rest @ ..] if one && rest.len() == NATIONAL => Some((rest, false)),
        digits if one && digits.len() == NATIONAL => Some((digits, false)),
        _ => None,
    }
}

/// Ten digits that the plan gives out to people and places: 01 and 02, mobiles (071-075, 077-079, and 07624 of the Isle
/// of Man) and personal numbers (070).
fn valid(national: &[u8]) -> bool {
    national.len() == NATIONAL
        && match national {
            [1, area, ..] => *area != 0,
            [2, area, ..] => {
                matches!(area, 0 | 3 | 4 | 8 | 9) && !matches!(national, [2, 0, 0 | 1 | 2 | 5 | 6 | 9, ..])
            }
            [7, 6, 2, 4, ..] => true,
            [7, kind, ..] => *kind != 6,
            _ => false,
        }
}
