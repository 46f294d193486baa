//! How much the different values of a column look like something, on average, in fixed space.
//!
//! Every different value counts once, however often it stands there, and in whatever order the values come the mean is the
//! same: sums are of whole numbers, and where there are more different values than are kept, those stay whose hashes are
//! the smallest. No value is kept.

/// Different values that the mean is taken over; a random choice of that many out of more is within a quarter of a log-odd
/// of the mean of all, at scores that lie three apart.
pub const MOST: usize = 512;

/// Parts of a log-odd that scores are rounded to, so that they can be added up in any order.
const PARTS: f32 = 256.0;
/// No single value is worth more, for or against.
const BOUND: f32 = 8.0;

/// The scores of a column's different values.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    /// By hash.
    kept: Vec<(u64, i32)>,
}

impl Likeness {
    /// Counts a value by its hash; how it scores is asked only if it has not been counted and is among those kept.
    pub fn add(&mut self, hash: u64, score: impl FnOnce() -> f32) {
        let hash = mixed(hash);
        if self.kept.len() >= MOST && self.kept.last().is_some_and(|(last, _)| hash > *last) {
            return;
        }
        let Err(place) = self.kept.binary_search_by_key(&hash, |(hash, _)| *hash) else { return };
        self.kept.insert(place, (hash, rounded(score())));
        self.kept.truncate(MOST);
    }

    /// The mean score; none without values.
    #[allow(clippy::cast_precision_loss, reason = "some hundred values of a few thousand parts each")]
    pub fn mean(&self) -> Option<f64> {
        let sum: i64 = self.kept.iter().map(|(_, score)| i64::from(*score)).sum();
        let parts = (self.kept.len() as f64) * f64::from(PARTS);
        (!self.kept.is_empty()).then(|| sum as f64 / parts)
    }

    /// How many values the mean is taken over.
    pub fn values(&self) -> u64 {
        self.kept.len() as u64
    }
}

#[allow(clippy::cast_possible_truncation, reason = "bounded")]
fn rounded(score: f32) -> i32 {
    (score.clamp(-BOUND, BOUND) * PARTS).round() as i32
}

/// Spreads a hash over all its bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014): texts that begin alike would
/// be kept or left together.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: impl Iterator<Item = u64>) -> Likeness {
        let mut likeness = Likeness::default();
        #[allow(clippy::cast_precision_loss)]
        values.for_each(|value| likeness.add(value, || (value % 7) as f32 / 3.0));
        likeness
    }

    #[test]
    fn neither_order_nor_repeats_make_a_difference() {
        for most in [5, 100, 20_000] {
            let once = of(0..most);
            let again = of((0..most).rev().chain(0..most).chain(3..4));
            assert_eq!(once.mean(), again.mean());
            assert_eq!(once.values(), again.values());
            assert_eq!(once.values(), most.min(MOST as u64));
        }
        assert!((of(0..20_000).mean().unwrap() - 1.0).abs() < 0.1);
        assert_eq!(Likeness::default().mean(), None);
    }

    #[test]
    fn scores_are_bounded_and_whole() {
        let mut likeness = Likeness::default();
        likeness.add(1, || 1.0e9);
        likeness.add(2, || -0.5);
        assert_eq!(likeness.mean(), Some(3.75));
        likeness.add(3, || f32::NAN);
        assert!(likeness.mean().is_some_and(f64::is_finite));
    }
}
