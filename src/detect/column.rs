//! What the values of a column are like, in fixed space: counts and an estimate of how many differ. No value is kept.

use crate::model::Value;

/// What sort of thing a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Text,
    /// A number, with or without signs of money and share.
    Number,
    /// A date as people write it.
    Date,
    /// Signs only, or nothing.
    Other,
}

impl Kind {
    /// The sort of a cell's value, as shown.
    pub fn of(value: Value<'_>, shown: &str) -> Self {
        match value {
            Value::Number(_) if date_like(shown) => Kind::Date,
            Value::Number(_) => Kind::Number,
            Value::Date(_) => Kind::Date,
            Value::Bool(_) | Value::Error(_) => Kind::Other,
            Value::Text(_) => Kind::of_text(shown),
        }
    }

    /// The sort of a text: a csv file has nothing but texts.
    pub fn of_text(text: &str) -> Self {
        let text = text.trim();
        if number_like(text) {
            Kind::Number
        } else if date_like(text) {
            Kind::Date
        } else if text.chars().any(char::is_alphabetic) {
            Kind::Text
        } else {
            Kind::Other
        }
    }
}

fn number_like(text: &str) -> bool {
    let bare = text.trim_start_matches(['-', '+', '£', '$', '€', '(', '<', '>', ' ']);
    let bare = bare.trim_end_matches(['%', ')', ' ']);
    bare.len() <= 40
        && bare.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && bare.bytes().all(|byte| byte.is_ascii_digit() || b".,eE+-".contains(&byte))
        && !(bare.contains('-') && date_like(bare))
        && parses(bare)
}

fn parses(text: &str) -> bool {
    let plain: std::borrow::Cow<'_, str> =
        if text.contains(',') { text.replace(',', "").into() } else { text.into() };
    plain.parse::<f64>().is_ok()
}

/// Digits with slashes or hyphens, perhaps a month's letters and a time: `01/02/1980`, `1980-02-01T00:00`, `1 Feb 1980`.
fn date_like(text: &str) -> bool {
    if !(6..=30).contains(&text.len()) || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let groups = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).count();
    let slashes = text.matches(['/', '-']).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let rest = text.chars().all(|c| c.is_alphanumeric() || "/- :.,+".contains(c));
    let month = || {
        let lower = text.to_lowercase();
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            .iter()
            .any(|month| lower.contains(month))
    };
    rest && ((slashes == 2 && groups >= 3 && letters <= 3)
        || (groups >= 2 && (3..=9).contains(&letters) && month()))
}

/// Slots of the estimate of different values; good to a tenth up to some thousands, which is far beyond any threshold.
const SLOTS: u64 = 1024;

/// The evidence of one column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Values that are not empty.
    pub values: u64,
    /// Of them, texts.
    pub texts: u64,
    /// Of them, numbers.
    pub numbers: u64,
    /// Of them, dates.
    pub dates: u64,
    seen: [u64; 16],
}

impl Column {
    /// Counts a value, and gives back its hash.
    pub fn add(&mut self, kind: Kind, text: &str) -> u64 {
        self.values += 1;
        match kind {
            Kind::Text => self.texts += 1,
            Kind::Number => self.numbers += 1,
            Kind::Date => self.dates += 1,
            Kind::Other => {}
        }
        let hash = hash(text);
        let slot = hash % SLOTS;
        let word = usize::try_from(slot / 64).ok().and_then(|word| self.seen.get_mut(word));
        if let Some(word) = word {
            *word |= 1 << (slot % 64);
        }
        hash
    }

    /// About how many different values there are (linear counting: Whang, Vander-Zanden, Taylor 1990).
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an estimate"
    )]
    pub fn distinct(&self) -> u64 {
        let taken: u64 = self.seen.iter().map(|word| u64::from(word.count_ones())).sum();
        let free = SLOTS.saturating_sub(taken).max(1) as f64;
        let estimate = -(SLOTS as f64) * (free / SLOTS as f64).ln();
        (estimate.round() as u64).min(self.values)
    }
}

/// FNV-1a, so that the estimate is the same on every machine.
fn hash(text: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_of_texts() {
        for (text, kind) in [
            ("Example", Kind::Text),
            ("12", Kind::Number),
            ("-2.499328", Kind::Number),
            ("£1,234.50", Kind::Number),
            ("(12%)", Kind::Number),
            ("<5", Kind::Number),
            ("01/01/1900", Kind::Date),
            ("1900-01-01", Kind::Date),
            ("1986-11-17T00:00:00Z", Kind::Date),
            ("1 Feb 1900", Kind::Date),
            ("02-Jan-1900", Kind::Date),
            ("M41 6NA", Kind::Text),
            ("18-24", Kind::Other),
            ("-", Kind::Other),
            ("", Kind::Other),
            ("12 sample lane", Kind::Text),
        ] {
            assert_eq!(Kind::of_text(text), kind, "{text}");
        }
    }

    #[test]
    fn different_values_are_estimated() {
        let mut column = Column::default();
        for n in 0..3000u32 {
            column.add(Kind::Number, &(n % 500).to_string());
        }
        assert!((450..=550).contains(&column.distinct()), "{}", column.distinct());
        let mut constant = Column::default();
        (0..100).for_each(|_| _ = constant.add(Kind::Text, "same"));
        assert_eq!(constant.distinct(), 1);
    }
}
