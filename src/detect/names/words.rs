//! Words that stand in or before names, or show that a text is something else: one more signal beside the model.
//!
//! No list of names: what a name looks like is the model's. All lists are sorted, and are searched without regard to case.

/// What a word is known as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Only ever before a name: "Mrs", "Cllr".
    Title,
    /// A rank's short form, which also stands for other things: "PC", "DS".
    ShortRank,
    /// A rank or office that is also a plain word: "Constable", "Major".
    LongRank,
    /// Inside names: "van", "bin".
    Particle,
    /// After names: "OBE".
    Letters,
    /// It makes the text something else than a person.
    Other,
    /// The same, but many people are called so too: "Hall", "Green".
    OtherOrName,
}

/// What this word is known as, if anything.
pub(super) fn known(word: &str) -> Option<Known> {
    let mut buffer = [0; 20];
    let lower = lower(word, &mut buffer)?;
    let is = |list: &[&str]| list.binary_search(&lower).is_ok();
    match lower {
        _ if is(TITLES) => Some(Known::Title),
        _ if is(SHORT_RANKS) || acting(lower).is_some_and(is_rank) => Some(Known::ShortRank),
        _ if is(LONG_RANKS) => Some(Known::LongRank),
        _ if is(PARTICLES) => Some(Known::Particle),
        _ if is(LETTERS) => Some(Known::Letters),
        _ if is(NAMES_TOO) => Some(Known::OtherOrName),
        _ if is(OTHERS) => Some(Known::Other),
        _ => None,
    }
}

/// Whether a surname is also a word that stands in tables of other things.
pub(super) fn also_a_word(word: &str) -> bool {
    let mut buffer = [0; 20];
    lower(word, &mut buffer).is_some_and(|word| ALSO_WORDS.binary_search(&word).is_ok())
}

fn is_rank(word: &str) -> bool {
    SHORT_RANKS.binary_search(&word).is_ok() || LONG_RANKS.binary_search(&word).is_ok()
}

/// "T/DS", "A/Insp", "D/Supt": temporary, acting, detective.
fn acting(word: &str) -> Option<&str> {
    let (before, rank) = word.split_once('/')?;
    matches!(before, "t" | "a" | "d" | "ty" | "tp" | "tmp" | "temp" | "act" | "actg" | "det" | "s")
        .then_some(rank)
}

/// The word in small letters; none where it is not plain ASCII or too long for any list.
fn lower<'b>(word: &str, buffer: &'b mut [u8; 20]) -> Option<&'b str> {
    let plain = buffer.get_mut(..word.len())?;
    plain.copy_from_slice(word.as_bytes());
    plain.make_ascii_lowercase();
    std::str::from_utf8(plain).ok().filter(|text| text.is_ascii())
}

#[rustfmt::skip]
const TITLES: &[&str] = &[
    "baroness", "cllr", "councillor", "dr", "fr", "hon", "miss", "mr", "mrs", "ms", "mx", "prof", "professor", "rev", "revd", "reverend", "sgt",
];

/// Police, fire, ambulance and armed forces.
#[rustfmt::skip]
const SHORT_RANKS: &[&str] = &[
    "ac", "acc", "acfo", "aci", "adc", "adi", "ads", "bdr", "brig", "capt", "cc", "cdr", "cfo", "ch", "cis", "cmdr", "col", "con", "cpl", "cpt",
    "csm", "dac", "dc", "dcc", "dcfo", "dch", "dci", "dcon", "dcs", "dcsupt", "det", "dets", "di", "dinsp", "ds", "dsgt", "dsi", "dsup", "dsupt",
    "emt", "ff", "flt", "ins", "insp", "lcpl", "lt", "maj", "pc", "pcso", "po", "ps", "pso", "pte", "sc", "sgt", "si", "sm", "spc", "spr", "ssgt",
    "sup", "supt", "tdc", "tpr", "tps", "wdc", "wm", "wo", "wpc", "wps",
];

/// Written out, and offices.
#[rustfmt::skip]
const LONG_RANKS: &[&str] = &[
    "admiral", "bishop", "brigadier", "canon", "captain", "chief", "colonel", "commander", "commissioner", "constable", "corporal", "dame",
    "detective", "firefighter", "general", "gunner", "inspector", "judge", "lady", "lance", "lieutenant", "lord", "major", "nurse", "officer",
    "paramedic", "police", "private", "sergeant", "sir", "sister", "superintendent",
];

#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "a", "abu", "af", "al", "ap", "bar", "ben", "bin", "bint", "bte", "da", "das", "de", "degli", "del", "della", "den", "der", "di", "do",
    "dos", "du", "e", "el", "ferch", "ibn", "la", "le", "les", "los", "mac", "mc", "mhic", "ni", "nic", "op", "san", "st", "te", "ten", "ter", "ua",
    "ui", "van", "vd", "verch", "von", "y", "zu",
];

/// Honours, seats and generations.
#[rustfmt::skip]
const LETTERS: &[&str] = &[
    "am", "bem", "cbe", "cmg", "dl", "esq", "facs", "frcp", "frcs", "frs", "jnr", "jp", "jr", "kbe", "kc", "kpm", "mbe", "mp", "ms", "msp", "obe",
    "phd", "qc", "qpm", "rn", "snr", "sr",
];

/// Words that make it something else than a person.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "academy", "account", "accounts", "admin", "administrator", "adviser", "advisor", "age", "agency", "agent", "airport", "all", "allowance",
    "ambulance", "analyst", "and", "any", "approach", "area", "assault", "assistant", "associates", "association", "august", "authority",
    "avenue", "band", "bank", "barn", "base", "bay", "benefit", "benefits", "block", "board", "borough", "boys", "branch", "bridge", "british",
    "budget", "building", "buildings", "bureau", "bus", "business", "by", "cabinet", "car", "care", "case", "castle", "category", "cathedral",
    "cemetery", "center", "central", "centre", "chapel", "charity", "church", "circle", "city", "class", "clinic", "close", "club", "code",
    "collection", "college", "comment", "commission", "committee", "common", "community", "company", "constabulary", "consultant", "consulting",
    "contract", "control", "coordinator", "corner", "cottage", "cottages", "council", "county", "court", "crescent", "crime", "crossing", "damage",
    "data", "date", "december", "dental", "department", "depot", "desk", "direct", "director", "directorate", "district", "division", "drive",
    "driver", "east", "eastern", "education", "email", "engineer", "england", "enterprises", "estate", "estates", "executive", "exhibition",
    "facility", "farm", "fc", "february", "fields", "finance", "fire", "for", "force", "foundation", "friday", "from", "garage", "garden", "gardens",
    "gate", "girls", "golf", "grade", "grammar", "grid", "group", "grove", "health", "heights", "high", "highway", 
    "holdings", "home", "homes", "hospital", "hotel", "house", "housing", "in", "inc", "incident", "industrial", "industries", "infant", "infants",
    "inn", "institute", "international", "is", "island", "january", "july", "junction", "junior", "lane", "law", "lead", "level", "library",
    "licence", "limited", "llp", "lodge", "logistics", "london", "ltd", "management", "manager", "manor", "march", "market", "medical", "memorial",
    "mews", "mill", "ministry", "missing", "monday", "museum", "national", "network", "new", "nhs", "no", "none", "north", "northern", "not",
    "november", "number", "numbers", "nursery", "nursing", "october", "of", "office", "officers", "on", "operation", "operations", "operator", "or",
    "order", "other", "others", "parade", "parish", "park", "partners", "partnership", "pension", "per", "phase", "place", "plan", "planning", "plc",
    "post", "practice", "primary", "programme", "project", "property", "quay", "railway", "rank", "rate", "rd", "record", "region", "report",
    "reports", "request", "residential", "resources", "retail", "rise", "river", "road", "route", "row", "royal", "rural", "safety", "saturday",
    "school", "scotland", "second", "secondary", "section", "sector", "security", "senior", "september", "series", "service", "services", "shop",
    "site", "social", "society", "solutions", "south", "southern", "specialist", "sports", "square", "staff", "stage", "station", "stop", "store",
    "stores", "street", "studio", "sunday", "supplies", "support", "surgery", "survey", "system", "systems", "tax", "team", "technician", "terminus",
    "terrace", "the", "theft", "third", "thursday", "to", "total", "tower", "town", "training", "transport", "travel", "trust", "tuesday",
    "type", "uk", "union", "unit", "university", "unknown", "upon", "urban", "vehicle", "vehicles", "view", "villa", "village", "villas", "wales",
    "walk", "watch", "way", "wednesday", "week", "western", "wharf", "with", "work", "worker", "works", "world", "yard", "year", "yes",
    "youth", "zone",
];

/// Words of places that are names of too many people to be taken for a sign of a place.
const NAMES_TOO: &[&str] = &["april", "green", "hall", "heath", "hill", "june", "ward", "west", "wood"];

/// Surnames and given names that are words, places, months and colours too: alone they need company.
#[rustfmt::skip]
const ALSO_WORDS: &[&str] = &[
    "abbey", "april", "august", "baker", "ball", "banks", "barber", "barker", "bath", "bell", "best", "bird", "bishop", "black", "blood", "bolton",
    "bond", "boot", "bradford", "brook", "brooks", "brown", "bull", "burns", "burton", "bush", "butcher", "butler", "cannon", "carpenter", "carter",
    "case", "chester", "church", "clay", "cliff", "cole", "cook", "cooper", "cox", "crane", "cross", "crown", "daisy", "day", "dean", "derby", "drew",
    "drum", "duke", "dyer", "east", "faith", "farmer", "field", "fields", "fish", "fisher", "flower", "ford", "forest", "foster", "fox", "france",
    "freeman", "frost", "garden", "gardener", "gates", "gold", "grace", "grant", "gray", "green", "grey", "hall", "hardy", "hastings", "heath",
    "hill", "hills", "holly", "hope", "house", "hunt", "hunter", "iris", "ivy", "june", "king", "kings", "knight", "lake", "lancaster", "lane", "law",
    "lily", "lincoln", "little", "london", "long", "love", "major", "march", "mark", "marsh", "mason", "may", "miles", "mill", "miller", "mills",
    "moody", "moon", "moore", "norman", "north", "page", "park", "parks", "pike", "place", "pole", "pool", "pope", "porter", "potter", "power",
    "preston", "price", "prince", "read", "reading", "rich", "rivers", "rock", "rose", "ruby", "rush", "sales", "savage", "sharp", "shepherd",
    "short", "singer", "small", "smart", "smith", "snow", "south", "spring", "stafford", "stock", "stone", "street", "strong", "summer", "summers",
    "swift", "taylor", "temple", "tower", "townsend", "trainer", "turner", "wall", "walls", "ward", "warden", "waters", "webb", "wells", "west",
    "white", "winter", "winters", "wise", "wood", "woods", "worth", "york", "young",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_short_enough_to_be_searched() {
        for list in [TITLES, SHORT_RANKS, LONG_RANKS, PARTICLES, LETTERS, OTHERS, NAMES_TOO, ALSO_WORDS] {
            let mut sorted = list.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(list, sorted);
            assert!(list.iter().all(|word| word.len() <= 20));
        }
    }

    #[test]
    fn ranks_are_known_in_all_their_forms() {
        for rank in ["PC", "Pc", "T/DS", "A/Insp", "D/Supt", "T/Sergeant", "WPC"] {
            assert!(matches!(known(rank), Some(Known::ShortRank | Known::LongRank)), "{rank}");
        }
        assert_eq!(known("Mrs"), Some(Known::Title));
        assert_eq!(known("N/A"), None);
    }
}
