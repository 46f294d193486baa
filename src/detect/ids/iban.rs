//! International bank account numbers: country, check digits and an account, of the length that the country has (ISO 13616;
//! SWIFT IBAN Registry), modulus 97.

use super::cursor::{Cursor, each_word};
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Nothing else passes.
pub(crate) const DETECTOR: Detector = Detector {
    name: "iban",
    category: Category::Iban,
    description: "an international bank account number whose check digits are right",
    needs: Needs { digits: 4, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 2 },
    find: |text, found| {
        each_word(text, |at| number(text, at).map(|end| Hit { range: at..end, sure: true }), found);
    },
    cases: &[
        Case { text: "GB05TEST00000000000000", sure: 1, unsure: 0 },
        Case { text: "GB05 TEST 0000 0000 0000 00", sure: 1, unsure: 0 },
        Case { text: "to gb05-test-0000-0000-0000-00.", sure: 1, unsure: 0 },
        Case { text: "NO1300000000000", sure: 1, unsure: 0 },
        Case { text: "FR70TEST0000000000000000000 paid", sure: 1, unsure: 0 },
        Case { text: "GB06TEST00000000000000", sure: 0, unsure: 0 },
        Case { text: "GB05TEST0000000000000", sure: 0, unsure: 0 },
        Case { text: "GB05TEST000000000000000", sure: 0, unsure: 0 },
        Case { text: "ZZ05TEST00000000000000", sure: 0, unsure: 0 },
    ],
};

/// Countries and the lengths of their numbers.
const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 \
ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 \
LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 \
SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20";

fn length(country: [u8; 2]) -> Option<usize> {
    LENGTHS.split(' ').find(|entry| entry.as_bytes().starts_with(&country))?.get(2..)?.parse().ok()
}

/// Where the number that begins here ends. The country and check digits count last.
fn number(text: &str, start: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, start);
    let country = [cursor.letter()?, cursor.letter()?];
    let check = cursor.exactly(2)?;
    let length = length(country)?;
    let mut remainder = 0;
    for _ in 4..length {
        cursor.skip(b" -");
        remainder = with(remainder, cursor.alphanumeric()?);
    }
    let last = country.into_iter().chain(check.bytes());
    (last.fold(remainder, with) == 1 && cursor.ends()).then_some(cursor.at)
}

/// The remainder of 97 with one more character, letters counting from 10.
fn with(remainder: u32, byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => (remainder * 10 + u32::from(byte - b'0')) % 97,
        _ => (remainder * 100 + u32::from(byte.saturating_sub(b'A')) + 10) % 97,
    }
}
