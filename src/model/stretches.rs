//! Rows, or columns, as few stretches: which cells of a column a finding is about, which rows are hidden. Bounded memory:
//! where there are many stretches, a bit for each number takes their place; beyond any sheet's last row all become one.

/// Most stretches that are kept one by one.
const MOST: usize = 1 << 14;
/// Numbers from here on have no bit: a sheet ends at 2^20 rows, and a text of so many lines may have one stretch.
const LAST: u32 = 1 << 25;

/// Numbers in rising order, as stretches of neighbours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretches {
    /// First and last of each, in order; after `bits` the last one only.
    list: Vec<(u32, u32)>,
    /// A bit for each number before the last stretch, once there are many.
    bits: Vec<u64>,
    joined: bool,
}

impl Stretches {
    /// Adds the next number. It joins the last stretch where it is its neighbour, or where nothing else lies between:
    /// `since` is the last number before it that anything is known of.
    pub fn add(&mut self, number: u32, since: Option<u32>) {
        let Some(last) = self.list.last_mut() else {
            self.list.push((number, number));
            return;
        };
        if number <= last.1 {
            // Out of order: around all of them is right in any order.
            if number < last.0 {
                self.join_all(number);
            }
            return;
        }
        let near = last.1.saturating_add(1) >= number || since.is_some_and(|since| since <= last.1);
        if near || self.joined {
            last.1 = number;
        } else if number >= LAST && (self.list.len() >= MOST || !self.bits.is_empty()) {
            self.join_all(number);
        } else {
            self.list.push((number, number));
            if self.list.len() > MOST || !self.bits.is_empty() {
                self.set_bits();
            }
        }
    }

    /// All but the last stretch become bits.
    fn set_bits(&mut self) {
        let Some(last) = self.list.pop() else { return };
        for (first, last) in self.list.drain(..) {
            let words = usize::try_from(last / 64).unwrap_or(usize::MAX).saturating_add(1);
            self.bits.resize(words.max(self.bits.len()), 0);
            for number in first..=last {
                if let Some(word) = self.bits.get_mut((number / 64) as usize) {
                    *word |= 1 << (number % 64);
                }
            }
        }
        self.list.push(last);
    }

    fn join_all(&mut self, number: u32) {
        let first = self.iter().map(|stretch| stretch.0).min().unwrap_or(number).min(number);
        let last = self.iter().map(|stretch| stretch.1).max().unwrap_or(number).max(number);
        *self = Stretches { list: vec![(first, last)], bits: Vec::new(), joined: true };
    }

    /// First and last of each, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut from = 0;
        let bits = std::iter::from_fn(move || {
            let first = self.next_bit(from, true)?;
            let past = || u32::try_from(self.bits.len().saturating_mul(64)).unwrap_or(u32::MAX);
            let end = self.next_bit(first, false).unwrap_or_else(past);
            from = end;
            Some((first, end.saturating_sub(1)))
        });
        bits.chain(self.list.iter().copied())
    }

    /// The next number from this one on whose bit is set, or is not.
    fn next_bit(&self, from: u32, set: bool) -> Option<u32> {
        let word_of = |at: usize| self.bits.get(at).map(|word| if set { *word } else { !*word });
        let mut at = (from / 64) as usize;
        let mut word = word_of(at)? & (u64::MAX << (from % 64));
        while word == 0 {
            at = at.saturating_add(1);
            word = word_of(at)?;
        }
        u32::try_from(at).ok()?.checked_mul(64)?.checked_add(word.trailing_zeros())
    }

    /// Whether any of these is among them.
    pub fn touch(&self, first: u32, last: u32) -> bool {
        let after = self.list.partition_point(|stretch| stretch.0 <= last);
        let before = after.checked_sub(1).and_then(|index| self.list.get(index));
        before.is_some_and(|stretch| stretch.1 >= first)
            || self.next_bit(first, true).is_some_and(|number| number <= last)
    }

    /// Whether these are the stretches as they came, and not the one around all of them.
    pub fn is_exact(&self) -> bool {
        !self.joined
    }

    /// Those that are not among others; all of them where the others are not exact.
    #[must_use]
    pub fn without(&self, others: &Stretches) -> Stretches {
        if self.joined || others.joined || others.list.is_empty() {
            return Stretches { joined: self.joined || others.joined, ..self.clone() };
        }
        let mut left = Stretches::default();
        let mut at = others.iter().peekable();
        for (first, last) in self.iter() {
            let mut from = Some(first);
            while let (Some(start), Some(&(cut, end))) = (from, at.peek()) {
                if end < start {
                    at.next();
                    continue;
                }
                if cut > last {
                    break;
                }
                if let Some(before) = cut.checked_sub(1).filter(|before| *before >= start) {
                    left.push(start, before);
                }
                from = end.checked_add(1).filter(|next| *next <= last);
            }
            if let Some(start) = from {
                left.push(start, last);
            }
        }
        left
    }

    /// Adds a stretch behind the last one.
    fn push(&mut self, first: u32, last: u32) {
        self.add(first, None);
        self.add(last, Some(first));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(stretches: &Stretches) -> Vec<(u32, u32)> {
        stretches.iter().collect()
    }

    fn of(numbers: &[u32]) -> Stretches {
        let mut stretches = Stretches::default();
        numbers.iter().for_each(|number| stretches.add(*number, None));
        stretches
    }

    #[test]
    fn neighbours_and_those_with_nothing_between_join() {
        assert_eq!(list(&of(&[1, 2, 2, 3, 7, 9])), [(1, 3), (7, 7), (9, 9)]);
        let mut bridged = of(&[1, 2]);
        bridged.add(6, Some(2));
        bridged.add(9, Some(8));
        assert_eq!(list(&bridged), [(1, 6), (9, 9)]);
    }

    #[test]
    fn every_second_row_of_the_largest_sheet_is_told_apart() {
        let mut many = Stretches::default();
        (0..1 << 19).for_each(|number| many.add(number * 2 + 1, None));
        assert!(many.is_exact() && many.bits.len() <= 1 << 14 && many.list.len() == 1);
        assert!(many.iter().eq((0..1 << 19).map(|number| (number * 2 + 1, number * 2 + 1))));
        assert!(many.touch(1_000_001, 1_000_001) && !many.touch(1_000_000, 1_000_000));
        let mut less = many.clone();
        less.add((1 << 20) + 5, Some((1 << 20) - 1));
        assert_eq!(less.iter().last(), Some(((1 << 20) - 1, (1 << 20) + 5)));
        assert_eq!(many.without(&less).iter().next(), None);
    }

    #[test]
    fn beyond_any_sheet_too_many_become_one() {
        let mut many = Stretches::default();
        (0..=MOST as u32).for_each(|number| many.add(number * 2, None));
        assert!(many.is_exact());
        many.add(LAST + 7, None);
        assert!(!many.is_exact());
        many.add(LAST + 9, None);
        assert_eq!(list(&many), [(0, LAST + 9)]);
    }

    #[test]
    fn nothing_is_let_go_for_others_that_are_not_exact() {
        let mut vague = of(&[5]);
        vague.join_all(5);
        let left = of(&[4, 5, 6]).without(&vague);
        assert_eq!((list(&left), left.is_exact()), (vec![(4, 6)], false));
    }

    proptest! {
        #[test]
        fn without_leaves_just_those_that_are_not_among_the_others(
            mut all in proptest::collection::vec(0_u32..60, 0..40),
            mut less in proptest::collection::vec(0_u32..60, 0..20),
        ) {
            all.sort_unstable();
            less.sort_unstable();
            let left = of(&all).without(&of(&less));
            for number in 0..60 {
                let inside = left.iter().any(|(first, last)| (first..=last).contains(&number));
                prop_assert_eq!(inside, all.contains(&number) && !less.contains(&number));
            }
        }
    }
}
