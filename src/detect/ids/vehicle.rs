//! Vehicle registration marks (DVLA, INF104 "Vehicle registration numbers and number plates"): the current ones since 2001
//! (AA19 AAA), with a letter for the year before or behind (A123 AAA, AAA 123A), without any (AAA 123), and those of
//! Northern Ireland (AIA 1234).

use super::context::near;
use super::cursor::each_word;
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Marks that say how old the vehicle is. The current form in its two groups is believed; the others are like codes of
/// wards and assets, and need a word such as "vehicle" before them.
pub(crate) const DATED: Detector = Detector {
    name: "vehicle",
    category: Category::Vehicle,
    description: "a vehicle registration mark with a possible year",
    needs: Needs { digits: 1, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| each_word(text, |at| mark(text, at, |form| form <= Form::Suffix), found),
    cases: &[
        Case { text: "AA19 AAA", sure: 1, unsure: 0 },
        Case { text: "a red car, AA69 AAA, was", sure: 1, unsure: 0 },
        Case { text: "AA19\u{a0}AAA", sure: 1, unsure: 0 },
        Case { text: "AA19AAA", sure: 0, unsure: 1 },
        Case { text: "aa19 aaa", sure: 0, unsure: 1 },
        Case { text: "VRM AA19AAA", sure: 1, unsure: 0 },
        Case { text: "A123 AAA", sure: 0, unsure: 1 },
        Case { text: "AAA 123A", sure: 0, unsure: 1 },
        Case { text: "vehicle A1 AAA", sure: 1, unsure: 0 },
        Case { text: "AA01 AAA", sure: 0, unsure: 0 },
        Case { text: "AA45 AAA", sure: 0, unsure: 0 },
        Case { text: "AI19 AAA", sure: 0, unsure: 0 },
        Case { text: "AA19 AIA", sure: 0, unsure: 0 },
        Case { text: "BS16 AND CF10", sure: 0, unsure: 0 },
        Case { text: "I123 AAA", sure: 0, unsure: 0 },
        Case { text: "AAA 123Z", sure: 0, unsure: 0 },
        Case { text: "AAA 1A23", sure: 0, unsure: 0 },
        Case { text: "Trafford 001A", sure: 0, unsure: 0 },
        Case { text: "E01006109", sure: 0, unsure: 0 },
        Case { text: "AAA 123", sure: 0, unsure: 0 },
    ],
};

/// All marks, for columns whose heading says that they are.
pub(crate) const ANY: Detector = Detector {
    name: "vehicle-any",
    category: Category::Vehicle,
    description: "a vehicle registration mark of any age",
    needs: Needs { digits: 1, letter: true, longest: 40, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| each_word(text, |at| mark(text, at, |_| true), found),
    cases: &[
        Case { text: "AA19 AAA", sure: 1, unsure: 0 },
        Case { text: "AAA 123", sure: 0, unsure: 1 },
        Case { text: "123 AAA", sure: 0, unsure: 1 },
        Case { text: "A1", sure: 0, unsure: 1 },
        Case { text: "AIA 1234", sure: 0, unsure: 1 },
        Case { text: "reg AIA 1234", sure: 1, unsure: 0 },
        Case { text: "AAAA 123", sure: 0, unsure: 0 },
        Case { text: "12345 A", sure: 0, unsure: 0 },
        Case { text: "1234", sure: 0, unsure: 0 },
        Case { text: "A", sure: 0, unsure: 0 },
    ],
};

/// The forms, those that say an age first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Current,
    Prefix,
    Suffix,
    Northern,
    Dateless,
}

const WORDS: &[&str] =
    &["vrm", "vrn", "reg", "registration", "plate", "vehicle", "car", "van", "motorcycle", "index"];

/// Words of three letters that follow the district of a postcode: `BS16 AND`.
const NO_LETTERS: &[&[u8]] = &[
    b"ALL", b"AND", b"ARE", b"BUT", b"END", b"FOR", b"HAS", b"MAN", b"NEW", b"NOT", b"OLD", b"ONE", b"ROW",
    b"THE", b"TWO", b"WAS", b"WAY", b"YES",
];

/// The mark that begins here, in one word or in two.
fn mark(text: &str, start: usize, wanted: impl Fn(Form) -> bool) -> Option<Hit> {
    let bytes = text.as_bytes().get(start..)?;
    let first = bytes.iter().take(8).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let gap = matches!(bytes.get(first), Some(b' ' | b'-'));
    let second = bytes.iter().skip(first + 1).take(8).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let two =
        gap.then(|| read(bytes.get(..first)?, bytes.get(first + 1..first + 1 + second)?, true)).flatten();
    let (form, length) = match two.filter(|_| second > 0) {
        Some(form) => (form, first + 1 + second),
        None => (read(bytes.get(..first)?, &[], false)?, first),
    };
    let end = start + length;
    let whole =
        text.get(end..).is_some_and(|tail| !tail.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
    if !whole || !wanted(form) {
        return None;
    }
    let capitals = bytes.get(..length)?.iter().all(|byte| !byte.is_ascii_lowercase());
    let grouped = form == Form::Current && two.is_some() && bytes.get(first) == Some(&b' ') && capitals;
    let named = form != Form::Dateless && near(text, start, WORDS);
    Some(Hit { range: start..end, sure: grouped || named })
}

/// What form the letters and digits have; a gap must stand where it customarily does.
fn read(first: &[u8], second: &[u8], gap: bool) -> Option<Form> {
    let mut mark = [0_u8; 7];
    let length = first.len() + second.len();
    if !(2..=7).contains(&length) {
        return None;
    }
    mark.iter_mut().zip(first.iter().chain(second)).for_each(|(to, from)| *to = from.to_ascii_uppercase());
    let mark = mark.get(..length)?;
    let run = |from: usize, letters: bool| {
        let rest = mark.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| byte.is_ascii_alphabetic() == letters).count()
    };
    let letters = mark.first().is_some_and(u8::is_ascii_alphabetic);
    let a = run(0, letters);
    let b = run(a, !letters);
    let c = run(b, letters);
    let (one, two, three) = (mark.get(..a)?, mark.get(a..b)?, mark.get(b..c)?);
    let (form, customary) = form(letters, one, two, three)?;
    (c == length && (!gap || first.len() == customary)).then_some(form)
}

/// The form of three runs of letters and digits, and where its gap is.
fn form(letters: bool, one: &[u8], two: &[u8], three: &[u8]) -> Option<(Form, usize)> {
    let lengths = (letters, one.len(), two.len(), three.len());
    let used = |run: &[u8]| !run.iter().any(|letter| b"IQ".contains(letter));
    let age = || std::str::from_utf8(two).ok()?.parse::<u8>().ok();
    let year = |letter: Option<&u8>, none: &[u8]| letter.is_some_and(|letter| !none.contains(letter));
    match lengths {
        (true, 2, 2, 3) => {
            let known =
                matches!(age()?, 2..=29 | 51..=79) && used(one) && used(three) && !one.contains(&b'Z');
            (known && !NO_LETTERS.contains(&three)).then_some((Form::Current, 4))
        }
        (true, 1, 1..=3, 3) => {
            (year(one.first(), b"IOUZ") && used(three)).then_some((Form::Prefix, 1 + two.len()))
        }
        (true, 3, 1..=3, 1) => (used(one) && year(three.first(), b"IOQUZ")).then_some((Form::Suffix, 3)),
        (true, 2..=3, 1..=4, 0) if one.iter().skip(1).any(|letter| b"IZ".contains(letter)) => {
            Some((Form::Northern, one.len()))
        }
        (true, 1..=3, 1..=4, 0) | (false, 1..=4, 1..=3, 0) => Some((Form::Dateless, one.len())),
        _ => None,
    }
}
