//! Names of people: told from the shape of a text, from the letters of its words, and from titles and ranks before it.
//!
//! Shape and model are the same for names of every origin: no list of names decides. Whether a column is one of names is
//! said where its evidence is added up; here is what each cell gives to it. Which organisation somebody belongs to, and
//! whether a name is on a list of staff, is not known here.

mod model;
mod read;
mod stray;
mod tokens;
mod words;

pub use model::{Score, score};
pub use read::{Person, Shape, Why, person};

use super::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Text that is written the way names are, whatever its words. Streets and towns have that shape too: a hit counts only
/// under a heading that speaks of people.
pub(super) const SHAPED: Detector = Detector {
    name: "person-shape",
    category: Category::PersonName,
    description: "nothing but words written the way a person's name is",
    needs: Needs { letter: true, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: find_shaped,
    cases: &[
        Case { text: "Ann Example", sure: 0, unsure: 1 },
        Case { text: "EXAMPLE, A", sure: 0, unsure: 1 },
        Case { text: "A. B. Example", sure: 0, unsure: 1 },
        Case { text: "O'Sample-Test, Zoë", sure: 0, unsure: 1 },
        Case { text: "PC A Example", sure: 0, unsure: 1 },
        Case { text: "Sample van der Test", sure: 0, unsure: 1 },
        Case { text: "Ng Li", sure: 0, unsure: 1 },
        Case { text: "Mrs Example (Ann)", sure: 0, unsure: 1 },
        Case { text: "T/DS Example", sure: 0, unsure: 1 },
        Case { text: "PC 9999 Example", sure: 0, unsure: 1 },
        Case { text: "O’Sample, F.M.", sure: 0, unsure: 1 },
        Case { text: "amara okonjo", sure: 0, unsure: 1 },
        Case { text: "free school meals", sure: 0, unsure: 0 },
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

/// Text whose words the model takes for a name, even a surname alone. A town may be a surname too: a hit counts under a
/// heading, or where most values of a column are like that.
pub(super) const LIKELY: Detector = Detector {
    name: "person-name",
    category: Category::PersonName,
    description: "what is a person's name by its letters and its shape",
    needs: Needs { letter: true, ..Needs::NOTHING },
    column: ColumnUse::Mean(likeness),
    find: find_likely,
    cases: &[
        Case { text: "Okonjo", sure: 0, unsure: 1 },
        Case { text: "OKONJO, A", sure: 0, unsure: 1 },
        Case { text: "Kowalewicz", sure: 0, unsure: 1 },
        Case { text: "A. B. Griffithson", sure: 0, unsure: 1 },
        Case { text: "Agnieszka Kowalewicz", sure: 0, unsure: 1 },
        Case { text: "Ní Dhonnchadha", sure: 0, unsure: 1 },
        Case { text: "Nguyen Thi Hoa", sure: 0, unsure: 1 },
        Case { text: "Green", sure: 0, unsure: 0 },
        Case { text: "Housing Benefit", sure: 0, unsure: 0 },
        Case { text: "North West", sure: 0, unsure: 0 },
        Case { text: "Station Road", sure: 0, unsure: 0 },
        Case { text: "Ward 8", sure: 0, unsure: 0 },
        Case { text: "September", sure: 0, unsure: 0 },
        Case { text: "Data Analyst", sure: 0, unsure: 0 },
        Case { text: "A", sure: 0, unsure: 0 },
    ],
};

/// A name after a title or a rank, anywhere in a text: one is enough.
pub(super) const TITLED: Detector = Detector {
    name: "titled-name",
    category: Category::PersonName,
    description: "a name after a title or a rank",
    needs: Needs { letter: true, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: stray::find,
    cases: stray::CASES,
};

/// A score from which a single text is taken for a name: nearly nine of ten words of offices that the model has never seen
/// lie below. Of names that it has never seen half (English, Caribbean and Welsh surnames, many of which are words) to nine
/// tenths lie above; the training prints the figures by origin. Columns are judged by their mean, which is alike for all.
const LIKELY_SCORE: f32 = 1.0;

/// Whether a word is a title or a rank: "Mrs", "PC", "T/DS".
pub(super) fn is_title(word: &str) -> bool {
    matches!(words::known(word), Some(words::Known::Title | words::Known::ShortRank | words::Known::LongRank))
}

/// Whether a word stands inside names: "van", "bin".
pub(super) fn is_particle(word: &str) -> bool {
    words::known(word) == Some(words::Known::Particle)
}

impl Person {
    /// Whether the text is a name on its own, as far as its letters tell.
    pub fn likely(&self) -> bool {
        self.score >= LIKELY_SCORE
    }
}

/// Whether a text is a name of more than one word, by its letters and its shape.
pub fn is_full_name(text: &str) -> bool {
    person(text)
        .is_some_and(|person| person.likely() && !matches!(person.why.shape, Shape::Single | Shape::Initials))
}

/// What a text that is not written like a name counts for in the mean of a column: one of ten such values among names
/// does not turn a column, and nine of ten do.
const NOT_WRITTEN: f32 = -4.0;

/// How much a text looks like a name, as the mean of a column adds it up.
fn likeness(text: &str) -> f32 {
    person(text).map_or(NOT_WRITTEN, |person| person.among_others)
}

fn find_shaped(text: &str, found: &mut dyn FnMut(Hit)) {
    let shaped = |person: &Person| {
        let alone = matches!(person.why.shape, Shape::Single | Shape::Initials);
        (!alone || person.why.title || person.why.rank)
            && person.why.shape != Shape::Initials
            && (!person.why.small_letters || person.likely())
            && (!person.why.place_too || person.why.letters)
    };
    report(text, person(text).filter(shaped), found);
}

fn find_likely(text: &str, found: &mut dyn FnMut(Hit)) {
    report(text, person(text).filter(Person::likely), found);
}

fn report(text: &str, person: Option<Person>, found: &mut dyn FnMut(Hit)) {
    let range = person.map(|person| person.range).filter(|range| text.get(range.clone()).is_some());
    if let Some(range) = range {
        found(Hit { range, sure: false });
    }
}

#[cfg(test)]
mod tests;
