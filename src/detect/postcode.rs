//! Full postcodes (a unit of about fifteen addresses), by Royal Mail's Programmers' Guide to PAF.
//!
//! Districts and sectors (`SW1A`, `SW1A 1`) and the NHS's pseudo-postcodes (`ZZ99 3VZ`) are none.

use super::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Written without its space it looks like many a code, and counts only in a column.
pub(super) const DETECTOR: Detector = Detector {
    name: "postcode",
    category: Category::Postcode,
    description: "a full UK postcode",
    needs: Needs { digits: 2, at: false, letter: true },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find,
    cases: &[
        Case { text: "SW1A 1AA", sure: 1, unsure: 0 },
        Case { text: "1 Example Street, London SW1A 1AA, and M1 1AE", sure: 2, unsure: 0 },
        Case { text: "ec1a 1bb", sure: 1, unsure: 0 },
        Case { text: "B33 8TH", sure: 1, unsure: 0 },
        Case { text: "DN55 1PT", sure: 1, unsure: 0 },
        Case { text: "W1A 0AX", sure: 1, unsure: 0 },
        Case { text: "SW1A1AA", sure: 0, unsure: 1 },
        Case { text: "SW1A 1", sure: 0, unsure: 0 },
        Case { text: "SW1A", sure: 0, unsure: 0 },
        Case { text: "ZZ99 3VZ", sure: 0, unsure: 0 },
        Case { text: "E01006109", sure: 0, unsure: 0 },
        Case { text: "SJ8023085291", sure: 0, unsure: 0 },
        Case { text: "Q1 2020 4 GB", sure: 0, unsure: 0 },
        Case { text: "QA1 1AA", sure: 0, unsure: 0 },
        Case { text: "M1 1AC", sure: 0, unsure: 0 },
    ],
};

/// The 124 postcode areas.
const AREAS: &str = "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC \
EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE \
NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW \
UB W WA WC WD WF WN WR WS WV YO ZE";

fn find(text: &str, found: &mut dyn FnMut(Hit)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut word = false;
    while let Some(byte) = bytes.get(at) {
        let starts = byte.is_ascii_alphabetic() && !word;
        let hit = if starts { unit(text, at) } else { None };
        word = byte.is_ascii_alphanumeric() || *byte >= 0x80;
        match hit {
            Some(hit) => {
                at = hit.range.end;
                word = true;
                found(hit);
            }
            None => at += 1,
        }
    }
}

/// The postcode that begins here: the longest outward code that a full inward code follows.
fn unit(text: &str, start: usize) -> Option<Hit> {
    (2..=4).rev().find_map(|length| {
        let after = start + length;
        let outward = text.get(start..after)?;
        let spaced = text.as_bytes().get(after) == Some(&b' ');
        let inward = after + usize::from(spaced);
        let end = inward + 3;
        let fits = text.get(inward..end).is_some_and(self::inward)
            && self::outward(outward)
            && text.get(end..).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric));
        fits.then_some(Hit { range: start..end, sure: spaced })
    })
}

/// `A9`, `A99`, `AA9`, `AA99`, `A9A`, `AA9A`, of an area that there is.
fn outward(code: &str) -> bool {
    let letters = code.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (Some(area), Some(district)) = (code.get(..letters), code.get(letters..)) else { return false };
    let shape = match district.as_bytes() {
        [a] => a.is_ascii_digit(),
        [a, b] => a.is_ascii_digit() && b.is_ascii_alphanumeric(),
        _ => false,
    };
    shape && matches!(letters, 1 | 2) && AREAS.split(' ').any(|known| known.eq_ignore_ascii_case(area))
}

/// `9AA`, without the letters that are never used there.
fn inward(code: &str) -> bool {
    match code.as_bytes() {
        [digit, a, b] => {
            let used =
                |byte: &u8| byte.is_ascii_alphabetic() && !b"CIKMOV".contains(&byte.to_ascii_uppercase());
            digit.is_ascii_digit() && used(a) && used(b)
        }
        _ => false,
    }
}
