//! Colours and markers that programs choose for series that say none: those of the theme, by the series' number. A copy
//! has a theme of its own, so they are written out.

use super::super::color::Rgb;
use super::super::theme::Theme;
use super::color::lighter;
use crate::model::{MarkerShape, Paint, PlotKind, Shade, Stroke};

/// Width of the lines of series, in quarters of a point.
const WIDTH: u16 = 9;

/// What programs choose.
#[derive(Debug, Clone, Copy)]
pub(super) struct Automatic<'a> {
    pub(super) theme: &'a Theme,
    /// 21.2.2.227: which of the theme's colours are taken.
    pub(super) style: u8,
}

impl Automatic<'_> {
    /// The colour of the series or point with this number, of so many: the six accents, from darker to lighter ones
    /// where there are more than six, as programs that write no colours draw them.
    pub(super) fn color(self, number: u32, count: u32) -> Rgb {
        let count = count.max(number.saturating_add(1));
        // Styles come in rows of eight: greys, all accents, then each accent for itself (21.2.3.45).
        let (base, round, rounds) = match self.style.saturating_sub(1) % 8 {
            0 => (1, number, count),
            1 => (4 + (number % 6) as usize, number / 6, count.div_ceil(6)),
            single => (usize::from(single).saturating_add(2), number, count),
        };
        let color = self.theme.color(base).unwrap_or(Rgb::BLACK);
        if rounds <= 1 {
            return color;
        }
        let share = f64::from(round.saturating_add(1)) / f64::from(rounds.saturating_add(1));
        lighter(color, share * 1.4 - 0.7)
    }

    /// Completes what a series says of its look.
    pub(super) fn complete(
        self,
        paint: &mut Paint,
        kind: PlotKind,
        filled: bool,
        (number, count): (u32, u32),
    ) {
        let color = self.color(number, count);
        if is_drawn_by_lines(kind) && !filled {
            let stroke = paint.line.get_or_insert_with(|| Stroke { width: Some(WIDTH), ..Stroke::default() });
            if !stroke.none {
                stroke.color.get_or_insert((color, 0));
            }
        } else {
            paint.fill.get_or_insert(Shade::Solid(color, 0));
        }
    }

    /// Completes what a marker says of its look.
    pub(super) fn complete_marker(self, paint: &mut Paint, (number, count): (u32, u32)) {
        let color = self.color(number, count);
        paint.fill.get_or_insert(Shade::Solid(color, 0));
        paint.line.get_or_insert_with(|| Stroke { color: Some((color, 0)), ..Stroke::default() });
    }
}

/// The marker of the series with this number.
pub(super) fn marker(number: u32) -> MarkerShape {
    const SHAPES: [MarkerShape; 9] = [
        MarkerShape::Diamond,
        MarkerShape::Square,
        MarkerShape::Triangle,
        MarkerShape::X,
        MarkerShape::Star,
        MarkerShape::Circle,
        MarkerShape::Plus,
        MarkerShape::Dot,
        MarkerShape::Dash,
    ];
    SHAPES.get(number as usize % SHAPES.len()).copied().unwrap_or(MarkerShape::Diamond)
}

/// Kinds whose series are lines and markers, not areas.
pub(super) fn is_drawn_by_lines(kind: PlotKind) -> bool {
    matches!(kind, PlotKind::Line | PlotKind::Scatter | PlotKind::Radar | PlotKind::Stock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_round_the_accents() {
        let theme = Theme::default();
        let colors = Automatic { theme: &theme, style: 2 };
        assert_eq!(Some(colors.color(0, 1)), theme.color(4));
        assert_eq!(Some(colors.color(5, 6)), theme.color(9));
        let light = |color: Rgb| color.hsl().2;
        assert!(light(colors.color(0, 12)) < light(colors.color(0, 6)));
        assert!(light(colors.color(6, 12)) > light(colors.color(0, 6)));
        assert_eq!(Some(Automatic { theme: &theme, style: 4 }.color(0, 1)), theme.color(5));
    }
}
