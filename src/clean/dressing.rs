//! Looks for cells in which something else leaves than they hold: without the number format, whose words nobody saw
//! there, or which would show a text otherwise.

use std::sync::Arc;

use crate::model::{Horizontal, Look};

/// The looks of a workbook, and their like without number formats.
#[derive(Debug, Default)]
pub(super) struct Dressing {
    bare: Vec<u32>,
    right: Vec<u32>,
}

impl Dressing {
    /// Appends what is needed to the looks of a workbook; those that are there keep their numbers.
    pub(super) fn of(looks: &mut Vec<Look>) -> Self {
        if looks.is_empty() {
            looks.push(Look::default());
        }
        let mut dressing = Dressing::default();
        for number in 0..looks.len() {
            let Some(look) = looks.get(number).cloned() else { break };
            let own = u32::try_from(number).unwrap_or(0);
            let formatted = look.formats.iter().any(|code: &Arc<str>| !code.is_empty());
            let bare =
                if formatted { push(looks, Look { formats: Vec::new(), ..look.clone() }) } else { own };
            let mut aligned = Look { formats: Vec::new(), ..look };
            let general = aligned.alignment.horizontal == Horizontal::General;
            aligned.alignment.horizontal = Horizontal::Right;
            dressing.right.push(if formatted && general { push(looks, aligned) } else { bare });
            dressing.bare.push(bare);
        }
        dressing
    }

    /// The look without its number format.
    pub(super) fn bare(&self, look: u32) -> u32 {
        at(&self.bare, look)
    }

    /// The same for a text that stands in place of a number, which stood at the right.
    pub(super) fn in_place_of_number(&self, look: u32) -> u32 {
        at(&self.right, look)
    }
}

fn push(looks: &mut Vec<Look>, look: Look) -> u32 {
    looks.push(look);
    u32::try_from(looks.len().saturating_sub(1)).unwrap_or(0)
}

/// A look that is not there is the first.
fn at(numbers: &[u32], look: u32) -> u32 {
    let found = usize::try_from(look).ok().and_then(|look| numbers.get(look));
    found.or(numbers.first()).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_looks_with_formats_need_others() {
        let money = Look { formats: vec!["0.00".into()], ..Look::default() };
        let mut centred = money.clone();
        centred.alignment.horizontal = Horizontal::Center;
        let mut looks = vec![Look::default(), money, centred];
        let dressing = Dressing::of(&mut looks);
        assert_eq!((dressing.bare(0), dressing.in_place_of_number(0)), (0, 0));
        assert_eq!(looks[dressing.bare(1) as usize], Look::default());
        let right = &looks[dressing.in_place_of_number(1) as usize];
        assert_eq!((right.alignment.horizontal, right.formats.len()), (Horizontal::Right, 0));
        assert_eq!(dressing.bare(2), dressing.in_place_of_number(2));
        assert_eq!(dressing.bare(99), 0, "a look that is not there is the first");
    }
}
