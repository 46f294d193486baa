//! Fills, lines, fonts and places of charts in the library's terms.

use rust_xlsxwriter::{
    ChartFont, ChartFormat, ChartGradientFill, ChartGradientFillType, ChartGradientStop, ChartLayout,
    ChartLine, ChartLineDashType, ChartPatternFill, ChartPatternFillType as P, ChartSolidFill, Color,
};

use crate::model::{Dash, Flow, Layout, Lettering, Paint, Rgb, Shade, Stroke, Underline};

/// A colour.
pub(super) fn color(Rgb(red, green, blue): Rgb) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}

/// A fill and a line.
pub(super) fn format(paint: &Paint) -> ChartFormat {
    let mut format = ChartFormat::new();
    match &paint.fill {
        None => {}
        Some(Shade::None) => {
            format.set_no_fill();
        }
        Some(Shade::Solid(rgb, alpha)) => {
            let mut fill = ChartSolidFill::new();
            format.set_solid_fill(fill.set_color(color(*rgb)).set_transparency((*alpha).min(100)));
        }
        Some(Shade::Pattern { pattern, front, back }) => match preset(pattern) {
            Some(preset) => {
                let mut fill = ChartPatternFill::new();
                fill.set_pattern(preset)
                    .set_foreground_color(color(*front))
                    .set_background_color(color(*back));
                format.set_pattern_fill(&fill);
            }
            None => {
                format.set_solid_fill(ChartSolidFill::new().set_color(color(*front)));
            }
        },
        Some(Shade::Gradient { flow, stops }) => {
            format.set_gradient_fill(&gradient(*flow, stops));
        }
    }
    if let Some(stroke) = &paint.line {
        format.set_line(&line(stroke));
    }
    format
}

fn gradient(flow: Flow, stops: &[(Rgb, u8)]) -> ChartGradientFill {
    let stops: Vec<_> =
        stops.iter().map(|(rgb, at)| ChartGradientStop::new(color(*rgb), (*at).min(100))).collect();
    let mut fill = ChartGradientFill::new();
    if (2..=10).contains(&stops.len()) {
        fill.set_gradient_stops(&stops);
    }
    match flow {
        Flow::Linear(angle) => fill.set_type(ChartGradientFillType::Linear).set_angle(angle % 360),
        Flow::Radial => fill.set_type(ChartGradientFillType::Radial),
        Flow::Rectangular => fill.set_type(ChartGradientFillType::Rectangular),
        Flow::Path => fill.set_type(ChartGradientFillType::Path),
    };
    fill
}

/// A line.
pub(super) fn line(stroke: &Stroke) -> ChartLine {
    let mut line = ChartLine::new();
    if stroke.none {
        line.set_hidden(true);
        return line;
    }
    if let Some((rgb, alpha)) = stroke.color {
        line.set_color(color(rgb)).set_transparency(alpha.min(100));
    }
    if let Some(width) = stroke.width {
        line.set_width((f64::from(width) / 4.0).min(1584.0));
    }
    line.set_dash_type(match stroke.dash {
        Dash::Solid => ChartLineDashType::Solid,
        Dash::RoundDot => ChartLineDashType::RoundDot,
        Dash::SquareDot => ChartLineDashType::SquareDot,
        Dash::Dash => ChartLineDashType::Dash,
        Dash::DashDot => ChartLineDashType::DashDot,
        Dash::LongDash => ChartLineDashType::LongDash,
        Dash::LongDashDot => ChartLineDashType::LongDashDot,
        Dash::LongDashDotDot => ChartLineDashType::LongDashDotDot,
    });
    line
}

/// A font; titles are bold unless it is said that they are not.
pub(super) fn font(lettering: &Lettering, of_title: bool) -> ChartFont {
    let said = &lettering.font;
    let mut font = ChartFont::new();
    if let Some(name) = &said.name {
        font.set_name(name.as_ref());
    }
    if let Some(size) = said.size {
        font.set_size(size);
    }
    if said.bold {
        font.set_bold();
    } else if of_title {
        font.unset_bold();
    }
    if said.italic {
        font.set_italic();
    }
    if said.underline != Underline::None {
        font.set_underline();
    }
    if let Some(rgb) = said.color {
        font.set_color(color(rgb));
    }
    if let Some(rotation) = lettering.rotation.filter(|angle| matches!(angle, -90..=90 | 270..=271)) {
        font.set_rotation(rotation);
    }
    font
}

/// A place.
pub(super) fn layout(layout: &Layout) -> ChartLayout {
    let share = |value: f64| value.clamp(0.0, 1.0);
    let ((x, y), size) = (layout.from, layout.size);
    let made = ChartLayout::new().set_offset(share(x), share(y));
    size.map_or(made.clone(), |(width, height)| made.set_dimensions(share(width), share(height)))
}

/// The patterns by the standard's names (ECMA-376 20.1.10.50); others are drawn in one colour.
fn preset(name: &str) -> Option<P> {
    const ALL: [P; 48] = [
        P::Dotted5Percent,
        P::Dotted10Percent,
        P::Dotted20Percent,
        P::Dotted25Percent,
        P::Dotted30Percent,
        P::Dotted40Percent,
        P::Dotted50Percent,
        P::Dotted60Percent,
        P::Dotted70Percent,
        P::Dotted75Percent,
        P::Dotted80Percent,
        P::Dotted90Percent,
        P::DiagonalStripesLightDownwards,
        P::DiagonalStripesLightUpwards,
        P::DiagonalStripesDarkDownwards,
        P::DiagonalStripesDarkUpwards,
        P::DiagonalStripesWideDownwards,
        P::DiagonalStripesWideUpwards,
        P::VerticalStripesLight,
        P::HorizontalStripesLight,
        P::VerticalStripesNarrow,
        P::HorizontalStripesNarrow,
        P::VerticalStripesDark,
        P::HorizontalStripesDark,
        P::StripesBackslashes,
        P::StripesForwardSlashes,
        P::HorizontalStripesAlternating,
        P::VerticalStripesAlternating,
        P::SmallConfetti,
        P::LargeConfetti,
        P::Zigzag,
        P::Wave,
        P::DiagonalBrick,
        P::HorizontalBrick,
        P::Weave,
        P::Plaid,
        P::Divot,
        P::DottedGrid,
        P::DottedDiamond,
        P::Shingle,
        P::Trellis,
        P::Sphere,
        P::SmallGrid,
        P::LargeGrid,
        P::SmallCheckerboard,
        P::LargeCheckerboard,
        P::OutlinedDiamondGrid,
        P::SolidDiamondGrid,
    ];
    // The library says each by the standard's name.
    ALL.into_iter().find(|pattern| pattern.to_string() == name)
}
