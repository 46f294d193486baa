//! Payment card numbers: 13 to 19 digits that begin as an issuer's do and pass Luhn's check (ISO/IEC 7812-1).

use super::check::{luhn, value};
use super::context::near;
use super::digits::{Window, scan};
use crate::detect::{Case, ColumnUse, Detector, Needs};
use crate::model::Category;

/// A tenth of long references pass the check: a single hit needs the customary groups, or a word such as "card". A
/// spreadsheet keeps fifteen digits of a number, so that longer ones are only found where they are kept as texts.
pub(crate) const DETECTOR: Detector = Detector {
    name: "payment-card",
    category: Category::PaymentCard,
    description: "a payment card number whose check digit is right",
    needs: Needs { digits: 13, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| {
        let judge = |window: &Window<'_>| {
            let grouped = matches!(window.lengths(), [4, 4, 4, 4] | [4, 6, 5] | [4, 4, 4, 4, 3]);
            let fits =
                (grouped || window.lengths().len() == 1) && issued(window.digits()) && luhn(window.digits());
            fits.then(|| window.hit(grouped || near(text, window.range.start, WORDS)))
        };
        scan(text, 13, 19, &judge, found);
    },
    cases: &[
        Case { text: "4111 1111 1111 1111", sure: 1, unsure: 0 },
        Case { text: "4111-1111-1111-1111", sure: 1, unsure: 0 },
        Case { text: "paid by card 4111111111111111", sure: 1, unsure: 0 },
        Case { text: "3782 822463 10005", sure: 1, unsure: 0 },
        Case { text: "5500000000000004", sure: 0, unsure: 1 },
        Case { text: "4111111111111111", sure: 0, unsure: 1 },
        Case { text: "4111\u{a0}1111\u{a0}1111\u{a0}1111", sure: 1, unsure: 0 },
        Case { text: "378282246310005.0", sure: 0, unsure: 1 },
        Case { text: "4111111111111112", sure: 0, unsure: 0 },
        Case { text: "411111111111111", sure: 0, unsure: 0 },
        Case { text: "0000 0000 0000 0000", sure: 0, unsure: 0 },
        Case { text: "9111 1111 1111 1116", sure: 0, unsure: 0 },
        Case { text: "4.11111111111111E+15", sure: 0, unsure: 0 },
    ],
};

const WORDS: &[&str] = &["card", "visa", "mastercard", "amex", "maestro", "pan", "debit", "credit"];

/// Whether the number begins as those of an issuer, and has their length.
fn issued(digits: &[u8]) -> bool {
    let head = |length: usize| value(digits.get(..length).unwrap_or_default());
    match digits.len() {
        13 | 19 if head(1) == 4 => true,
        14 => matches!(head(2), 36 | 38) || matches!(head(3), 300..=305),
        15 => matches!(head(2), 34 | 37),
        16 => {
            head(1) == 4
                || matches!(head(2), 51..=55 | 65)
                || matches!(head(3), 644..=649)
                || matches!(head(4), 2221..=2720 | 3528..=3589 | 6011)
                || maestro(digits)
        }
        17..=19 => maestro(digits),
        _ => false,
    }
}

fn maestro(digits: &[u8]) -> bool {
    matches!(
        value(digits.get(..4).unwrap_or_default()),
        5018 | 5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763
    )
}
