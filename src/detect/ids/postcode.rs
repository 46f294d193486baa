//! Full postcodes (a unit of about fifteen addresses), by Royal Mail's Programmers' Guide to PAF.
//!
//! The NHS's pseudo-postcodes (`ZZ99 3VZ`) are none. Districts and sectors (`SW1A`, `SW1A 1`) are what is left when a
//! postcode is cut down as it should be; the second recogniser knows them, for tables about single people.

use super::cursor::each_word;
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Written without its space it looks like many a code, and counts only in a column.
pub(crate) const DETECTOR: Detector = Detector {
    name: "postcode",
    category: Category::Postcode,
    description: "a full UK postcode",
    needs: Needs { digits: 2, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| each_word(text, |at| unit(text, at), found),
    cases: &[
        Case { text: "SW1A 1AA", sure: 1, unsure: 0 },
        Case { text: "1 Example Street, London SW1A 1AA, and M1 1AE", sure: 2, unsure: 0 },
        Case { text: "ec1a 1bb", sure: 1, unsure: 0 },
        Case { text: "B33 8TH", sure: 1, unsure: 0 },
        Case { text: "DN55 1PT", sure: 1, unsure: 0 },
        Case { text: "W1A 0AX", sure: 1, unsure: 0 },
        Case { text: "SW1A  1AA", sure: 1, unsure: 0 },
        Case { text: "SW1A\u{a0}1AA", sure: 1, unsure: 0 },
        Case { text: "SW1A-1AA", sure: 0, unsure: 1 },
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

/// Districts and sectors.
pub(crate) const PART: Detector = Detector {
    name: "postcode-part",
    category: Category::Postcode,
    description: "a district or sector of postcodes",
    needs: Needs { digits: 1, letter: true, longest: 12, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| {
        let bare = text.trim();
        let (district, sector) = bare.split_once(' ').unwrap_or((bare, ""));
        let fits = outward(district) && (sector.is_empty() || matches!(sector.as_bytes(), [b'0'..=b'9']));
        if let Some(start) = text.find(bare).filter(|_| fits) {
            found(Hit { range: start..start + bare.len(), sure: false });
        }
    },
    cases: &[
        Case { text: "SW1A", sure: 0, unsure: 1 },
        Case { text: "sw1a 1", sure: 0, unsure: 1 },
        Case { text: " M1 ", sure: 0, unsure: 1 },
        Case { text: "SW1A 1AA", sure: 0, unsure: 0 },
        Case { text: "ZZ99", sure: 0, unsure: 0 },
        Case { text: "SW", sure: 0, unsure: 0 },
        Case { text: "QA1", sure: 0, unsure: 0 },
        Case { text: "SW1A and SW1B", sure: 0, unsure: 0 },
    ],
};

/// The postcode areas, with that of the forces (BF).
const AREAS: &str = "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC \
EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE \
NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW \
UB W WA WC WD WF WN WR WS WV YO ZE";

/// The postcode that begins here: the longest outward code that a full inward code follows.
fn unit(text: &str, start: usize) -> Option<Hit> {
    (2..=4).rev().find_map(|length| {
        let after = start + length;
        let outward = text.get(start..after)?;
        let gap = text.get(after..)?.bytes().take(2).take_while(|byte| *byte == b' ').count();
        let hyphen = text.as_bytes().get(after) == Some(&b'-');
        let inward = after + gap + usize::from(hyphen);
        let end = inward + 3;
        let fits = text.get(inward..end).is_some_and(self::inward)
            && self::outward(outward)
            && text.get(end..).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric));
        fits.then_some(Hit { range: start..end, sure: gap > 0 })
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
