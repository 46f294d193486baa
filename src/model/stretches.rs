//! Rows, or columns, as few stretches: which cells of a column a finding is about, which rows are hidden. Flat memory: with
//! more stretches than are kept, all of them become one.

/// Most stretches that are kept.
const MOST: usize = 1 << 14;

/// Numbers in rising order, as stretches of neighbours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretches {
    list: Vec<(u32, u32)>,
    joined: bool,
}

impl Stretches {
    /// Adds the next number. It joins the last stretch where it is its neighbour, or where nothing else lies between:
    /// `since` is the last number before it that anything is known of.
    pub fn add(&mut self, number: u32, since: Option<u32>) {
        let full = self.list.len() >= MOST;
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
        } else if full {
            self.join_all(number);
        } else {
            self.list.push((number, number));
        }
    }

    fn join_all(&mut self, number: u32) {
        let first = self.list.iter().map(|stretch| stretch.0).min().unwrap_or(number).min(number);
        let last = self.list.iter().map(|stretch| stretch.1).max().unwrap_or(number).max(number);
        self.list = vec![(first, last)];
        self.joined = true;
    }

    /// First and last of each, in order.
    pub fn list(&self) -> &[(u32, u32)] {
        &self.list
    }

    /// Whether these are the stretches as they came, and not the one around all of them.
    pub fn is_exact(&self) -> bool {
        !self.joined
    }

    /// Those that are not among others; all of them where the others are not exact.
    #[must_use]
    pub fn without(&self, others: &Stretches) -> Stretches {
        if self.joined || others.joined || others.list.is_empty() {
            return Stretches { list: self.list.clone(), joined: self.joined || others.joined };
        }
        let mut list = Vec::new();
        let mut at = others.list.iter().peekable();
        for &(first, last) in &self.list {
            let mut from = Some(first);
            while let (Some(start), Some(&&(cut, end))) = (from, at.peek()) {
                if end < start {
                    at.next();
                    continue;
                }
                if cut > last {
                    break;
                }
                if let Some(before) = cut.checked_sub(1).filter(|before| *before >= start) {
                    list.push((start, before));
                }
                from = end.checked_add(1).filter(|next| *next <= last);
            }
            list.extend(from.map(|start| (start, last)));
        }
        Stretches { list, joined: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(numbers: &[u32]) -> Stretches {
        let mut stretches = Stretches::default();
        numbers.iter().for_each(|number| stretches.add(*number, None));
        stretches
    }

    #[test]
    fn neighbours_and_those_with_nothing_between_join() {
        assert_eq!(of(&[1, 2, 2, 3, 7, 9]).list(), [(1, 3), (7, 7), (9, 9)]);
        let mut bridged = of(&[1, 2]);
        bridged.add(6, Some(2));
        bridged.add(9, Some(8));
        assert_eq!(bridged.list(), [(1, 6), (9, 9)]);
    }

    #[test]
    fn too_many_become_one() {
        let mut many = Stretches::default();
        (0..=MOST as u32).for_each(|number| many.add(number * 2, None));
        assert!(!many.is_exact());
        many.add(1 << 20, None);
        assert_eq!(many.list(), [(0, 1 << 20)]);
    }

    #[test]
    fn nothing_is_let_go_for_others_that_are_not_exact() {
        let mut vague = of(&[5]);
        vague.join_all(5);
        let left = of(&[4, 5, 6]).without(&vague);
        assert_eq!((left.list(), left.is_exact()), (&[(4, 6)][..], false));
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
                let inside = left.list().iter().any(|(first, last)| (*first..=*last).contains(&number));
                prop_assert_eq!(inside, all.contains(&number) && !less.contains(&number));
            }
        }
    }
}
