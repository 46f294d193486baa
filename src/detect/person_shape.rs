//! Texts that are written the way people's names are: `Surname, F`, `F. Surname`, `First Middle Surname`.
//!
//! It looks at the shape of a whole cell, not at any list of names, so that it is the same for names of every origin.
//! Streets and towns have that shape too: a hit counts only under a heading that speaks of people.

use super::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// See the module.
pub(super) const DETECTOR: Detector = Detector {
    name: "person-shape",
    category: Category::PersonName,
    description: "nothing but words written the way a person's name is",
    needs: Needs { letter: true, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find,
    cases: &[
        Case { text: "Ann Example", sure: 0, unsure: 1 },
        Case { text: "EXAMPLE, A", sure: 0, unsure: 1 },
        Case { text: "A. B. Example", sure: 0, unsure: 1 },
        Case { text: "O'Sample-Test, Zoë", sure: 0, unsure: 1 },
        Case { text: "PC A Example", sure: 0, unsure: 1 },
        Case { text: "Sample van der Test", sure: 0, unsure: 1 },
        Case { text: "Ng Li", sure: 0, unsure: 1 },
        Case { text: "Mrs Example (Ann)", sure: 0, unsure: 1 },
        Case { text: "Bolton", sure: 0, unsure: 0 },
        Case { text: "Abington Road", sure: 0, unsure: 0 },
        Case { text: "Acre Hall Primary", sure: 0, unsure: 0 },
        Case { text: "Trafford 001A", sure: 0, unsure: 0 },
        Case { text: "Less than 2km", sure: 0, unsure: 0 },
        Case { text: "All persons", sure: 0, unsure: 0 },
        Case { text: "A B", sure: 0, unsure: 0 },
        Case { text: "Police Constable", sure: 0, unsure: 0 },
    ],
};

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "af", "al", "ap", "ben", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do",
    "dos", "du", "el", "ibn", "la", "le", "mac", "mc", "of", "san", "st", "ter", "van", "von", "y", "zu",
];

/// Words that stand before a name and do not count as one.
const TITLES: &[&str] = &[
    "acc",
    "cc",
    "cllr",
    "ch",
    "cmdr",
    "con",
    "dc",
    "dcc",
    "dci",
    "dcs",
    "det",
    "di",
    "dr",
    "ds",
    "dsupt",
    "insp",
    "inspector",
    "chief",
    "constable",
    "sergeant",
    "superintendent",
    "detective",
    "councillor",
    "police",
    "officer",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "pc",
    "pcso",
    "prof",
    "professor",
    "ps",
    "rev",
    "sc",
    "sgt",
    "sir",
    "lady",
    "lord",
    "dame",
    "supt",
    "tdc",
    "wpc",
];

/// Words that make it something else than a person.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "academy", "agency", "airport", "all", "and", "area", "association", "authority", "avenue", "bank", "barn", "borough", "bridge",
    "building", "bureau", "bus", "business", "care", "castle", "cemetery", "centre", "center", "chapel", "charity", "church",
    "circle", "city", "clinic", "close", "club", "college", "commission", "committee", "common", "community", "company", "corner",
    "cottage", "council", "county", "court", "crescent", "crossing", "dental", "department", "depot", "directorate", "district",
    "division", "drive", "east", "england", "estate", "farm", "fc", "fields", "foundation", "garage", "gardens", "gate", "general",
    "golf", "green", "group", "grove", "hall", "health", "high", "hill", "home", "hospital", "hotel", "house", "housing", "inc",
    "industrial", "infant", "infants", "inn", "institute", "international", "island", "junction", "junior", "lane", "library",
    "limited", "lodge", "ltd", "management", "manor", "market", "medical", "mill", "ministry", "museum", "national", "network", "nhs",
    "north", "nursery", "office", "other", "parish", "park", "partnership", "place", "plc", "post", "practice", "primary",
    "project", "quay", "railway", "rd", "region", "retail", "rise", "river", "road", "row", "royal", "rural", "school", "scotland", "secondary",
    "section", "service", "services", "shop", "site", "society", "solutions", "south", "sports", "square", "station", "stop", "store", "street",
    "studio", "supplies", "surgery", "systems", "team", "terminus", "terrace", "the", "total", "tower", "town", "trust", "uk", "union",
    "unit", "university", "upon", "urban", "view", "villa", "village", "walk", "ward", "way", "west", "wharf", "with", "wood", "works", "yard",
];

/// One hit over the whole text, or none.
fn find(text: &str, found: &mut dyn FnMut(Hit)) {
    let trimmed = text.trim();
    if trimmed.len() <= 60 && !trimmed.contains(|c: char| c.is_ascii_digit()) && shaped(trimmed) {
        let start = text.len() - text.trim_start().len();
        found(Hit { range: start..start + trimmed.len(), sure: false });
    }
}

/// From two to five words or initials, one at least a word, none of them a thing's.
fn shaped(text: &str) -> bool {
    let odd = |c: char| !(c.is_alphabetic() || " .,'’‘-()\u{a0}".contains(c));
    if text.contains(odd) {
        return false;
    }
    let (mut words, mut initials, mut titles) = (0, 0, 0);
    for token in text.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '(' | ')')) {
        match kind(token) {
            Token::Nothing => {}
            Token::Title => titles += 1,
            Token::Initial => initials += 1,
            Token::Word => words += 1,
            Token::Other => return false,
        }
    }
    (1..=5).contains(&words) && (2..=6).contains(&(words + initials + usize::min(titles, 1)))
}

enum Token {
    Nothing,
    Title,
    Initial,
    Word,
    Other,
}

fn kind(token: &str) -> Token {
    let lower = token.to_lowercase();
    let is = |list: &[&str]| list.contains(&lower.as_str());
    let mut chars = token.chars();
    match chars.next() {
        None => Token::Nothing,
        _ if is(TITLES) => Token::Title,
        _ if is(OTHERS) => Token::Other,
        _ if is(PARTICLES) => Token::Nothing,
        Some(first) if first.is_lowercase() => Token::Other,
        Some(_) if chars.next().is_none() => Token::Initial,
        Some(_) => Token::Word,
    }
}
