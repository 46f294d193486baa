//! The runs of a rich text (ECMA-376 18.4.4): which of them the eye does not see, and where the others stand in what is
//! shown. Their reading is in `rich`.

use std::sync::Arc;

use super::color::Rgb;
use super::font::Fonts;
use super::look::is_tiny;
use super::styles::{Look, Styles};
use crate::model;

/// A run: bytes of the text, and the number of its font.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) font: Option<u32>,
}

/// The runs of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Runs<'r> {
    all: &'r [Run],
    fonts: &'r Fonts,
    can_hide: bool,
}

impl Run {
    /// Whether it has a look of its own.
    pub(super) fn has_font(&self) -> bool {
        self.to > self.from && self.font.is_some()
    }

    /// Whether it has a look of its own that could hide it.
    fn can_hide(&self, fonts: &Fonts) -> bool {
        let font = self.font.and_then(|font| fonts.raw(font));
        self.to > self.from && font.is_some_and(|font| font.color.is_some() || font.size.is_some())
    }

    fn is_hidden(&self, text: &str, fonts: &Fonts, look: &Look, styles: &Styles) -> bool {
        // A run without a look has that of its cell.
        let font = self.font.and_then(|font| fonts.raw(font));
        let color = font.and_then(|font| font.color);
        let color = color.map(|color| color.resolve(styles.theme(), styles.palette(), Rgb::BLACK));
        let tiny = font.and_then(|font| font.size).map_or(look.tiny, is_tiny);
        (tiny || look.backdrop.swallows(color.unwrap_or(look.color))) && !self.piece(text).trim().is_empty()
    }

    fn piece<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.from..self.to).unwrap_or_default()
    }
}

impl<'r> Runs<'r> {
    /// Runs with the table that their fonts are in; none where all of them look as their cell does.
    pub(super) fn new(all: &'r [Run], fonts: &'r Fonts) -> Option<Self> {
        let can_hide = all.iter().any(|run| run.can_hide(fonts));
        all.iter().any(Run::has_font).then_some(Runs { all, fonts, can_hide })
    }

    /// The same runs again: those of which [`Runs::new`] gave some, and what it found.
    pub(super) fn again(all: &'r [Run], fonts: &'r Fonts, can_hide: bool) -> Self {
        Runs { all, fonts, can_hide }
    }

    /// Whether some of them have a look of their own that could hide them.
    pub(super) fn can_hide(&self) -> bool {
        self.can_hide
    }

    /// Splits the text into what the eye sees and what runs hide from it in a cell of this look.
    pub(super) fn split(
        &self,
        text: &str,
        look: &Look,
        styles: &Styles,
        seen: &mut String,
        unseen: &mut String,
    ) {
        let mut at = 0;
        for run in self.all {
            // What lies between the runs looks as the cell does.
            seen.push_str(text.get(at..run.from).unwrap_or_default());
            let hidden = run.is_hidden(text, self.fonts, look, styles);
            if hidden { &mut *unseen } else { &mut *seen }.push_str(run.piece(text));
            at = run.to;
        }
        seen.push_str(text.get(at..).unwrap_or_default());
    }

    /// Where the runs that are seen, and have a font of their own, stand in what is shown of the text: from this byte on,
    /// and without the runs that are split off.
    pub(super) fn place(
        &self,
        text: &str,
        start: usize,
        look: &Look,
        styles: &Styles,
        into: &mut Vec<model::Run>,
    ) {
        let (mut at, mut shown) = (0_usize, start);
        for run in self.all {
            shown = shown.saturating_add(run.from.saturating_sub(at));
            at = run.to;
            if self.can_hide && run.is_hidden(text, self.fonts, look, styles) {
                continue;
            }
            let from = shown;
            shown = shown.saturating_add(run.to.saturating_sub(run.from));
            let font = run.font.and_then(|font| self.fonts.font(font, |raw| styles.run_font(raw)));
            if let Some(font) = font.filter(|_| shown > from) {
                let own =
                    run.font.and_then(|font| self.fonts.raw(font)).is_some_and(|raw| raw.color.is_some());
                // Without a colour of its own it has that of its cell; alone it would be black, also on black.
                let font = if own || look.color == Rgb::BLACK {
                    Arc::clone(font)
                } else {
                    Arc::new(model::Font { color: Some(look.color), ..(**font).clone() })
                };
                into.push(model::Run { from, to: shown, font });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::font::RawFont;

    /// Runs of three letters each, with fonts of these sizes.
    fn sample(sizes: &[Option<f64>]) -> (Vec<Run>, Fonts) {
        let mut fonts = Fonts::default();
        let mut number = |size: f64| {
            fonts.number(&RawFont { size: Some(size), bold: Some(true), ..RawFont::default() }).unwrap()
        };
        let run = |(index, size): (usize, &Option<f64>)| Run {
            from: index * 3,
            to: index * 3 + 3,
            font: size.map(&mut number),
        };
        let all = sizes.iter().enumerate().map(run).collect();
        (all, fonts)
    }

    fn placed(text: &str, start: usize, sizes: &[Option<f64>]) -> Vec<(usize, usize, Option<f64>)> {
        let (all, fonts) = sample(sizes);
        let (styles, mut into) = (Styles::default(), Vec::new());
        Runs::new(&all, &fonts).unwrap().place(text, start, styles.look(0), &styles, &mut into);
        into.iter().map(|run| (run.from, run.to, run.font.size)).collect()
    }

    #[test]
    fn runs_stand_where_their_text_is_shown() {
        let text = "abcdefghi";
        assert_eq!(placed(text, 0, &[None, Some(9.0), Some(12.0)]), [(3, 6, Some(9.0)), (6, 9, Some(12.0))]);
        assert_eq!(placed(text, 4, &[Some(9.0)]), [(4, 7, Some(9.0))]);
        // What nobody sees takes no place.
        assert_eq!(
            placed(text, 0, &[Some(9.0), Some(1.0), Some(12.0)]),
            [(0, 3, Some(9.0)), (3, 6, Some(12.0))]
        );
    }

    #[test]
    fn what_is_placed_is_what_is_split() {
        let (all, fonts) = sample(&[Some(1.0), None, Some(12.0)]);
        let (styles, mut seen, mut unseen, mut into) =
            (Styles::default(), String::new(), String::new(), Vec::new());
        let runs = Runs::new(&all, &fonts).unwrap();
        let text = "abcdefghijk";
        runs.split(text, styles.look(0), &styles, &mut seen, &mut unseen);
        runs.place(text, 0, styles.look(0), &styles, &mut into);
        assert_eq!((seen.as_str(), unseen.as_str()), ("defghijk", "abc"));
        let pieces: Vec<&str> = into.iter().map(|run| &seen[run.from..run.to]).collect();
        assert_eq!(pieces, ["ghi"]);
    }
}
