//! Looks in the library's terms: one [`Format`] from a [`Look`], a [`Font`] or a [`LookChange`]. Keeps nothing.

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, FormatDiagonalBorder, FormatPattern, FormatScript,
    FormatUnderline,
};

use crate::model::{
    Alignment, Borders, Edge, EdgeStyle, Fill, Font, Horizontal, Look, LookChange, Pattern, Rgb, Script,
    Underline, Vertical,
};

/// A look, with one of its number formats.
pub(super) fn of_look(look: &Look, section: u8) -> Format {
    let format = font(Format::new(), &look.font);
    let format = fill(format, look.fill);
    let format = borders(format, &look.borders);
    number(alignment(format, look.alignment), look.format(section))
}

/// A font alone, for a stretch of a text.
pub(super) fn of_font(look: &Font) -> Format {
    font(Format::new(), look)
}

/// What a conditional format changes.
pub(super) fn of_change(change: &LookChange) -> Format {
    let plain = Font {
        bold: change.bold.unwrap_or_default(),
        italic: change.italic.unwrap_or_default(),
        strike: change.strike.unwrap_or_default(),
        underline: change.underline.unwrap_or_default(),
        color: change.color,
        ..Font::default()
    };
    let format = fill(font(Format::new(), &plain), change.fill.unwrap_or_default());
    number(borders(format, &change.borders), change.format.as_deref().unwrap_or_default())
}

/// A colour.
pub(super) fn color(Rgb(red, green, blue): Rgb) -> Color {
    Color::RGB((u32::from(red) << 16) | (u32::from(green) << 8) | u32::from(blue))
}

fn number(format: Format, code: &str) -> Format {
    if code.is_empty() || code == "General" { format } else { format.set_num_format(code) }
}

fn font(mut format: Format, font: &Font) -> Format {
    if let Some(name) = &font.name {
        format = format.set_font_name(&**name);
    }
    if let Some(size) = font.size.filter(|size| (1.0..=409.0).contains(size)) {
        format = format.set_font_size(size);
    }
    if font.bold {
        format = format.set_bold();
    }
    if font.italic {
        format = format.set_italic();
    }
    if font.strike {
        format = format.set_font_strikethrough();
    }
    if let Some(rgb) = font.color {
        format = format.set_font_color(color(rgb));
    }
    format = format.set_underline(match font.underline {
        Underline::None => FormatUnderline::None,
        Underline::Single => FormatUnderline::Single,
        Underline::Double => FormatUnderline::Double,
        Underline::SingleAccounting => FormatUnderline::SingleAccounting,
        Underline::DoubleAccounting => FormatUnderline::DoubleAccounting,
    });
    format.set_font_script(match font.script {
        Script::Baseline => FormatScript::None,
        Script::Superscript => FormatScript::Superscript,
        Script::Subscript => FormatScript::Subscript,
    })
}

fn fill(format: Format, fill: Fill) -> Format {
    match fill {
        Fill::None => format,
        Fill::Solid(rgb) => format.set_pattern(FormatPattern::Solid).set_background_color(color(rgb)),
        Fill::Pattern { pattern: which, front, back } => format
            .set_pattern(pattern(which))
            .set_foreground_color(color(front))
            .set_background_color(color(back)),
    }
}

fn pattern(pattern: Pattern) -> FormatPattern {
    match pattern {
        Pattern::Gray125 => FormatPattern::Gray125,
        Pattern::Gray0625 => FormatPattern::Gray0625,
        Pattern::LightGray => FormatPattern::LightGray,
        Pattern::MediumGray => FormatPattern::MediumGray,
        Pattern::DarkGray => FormatPattern::DarkGray,
        Pattern::LightHorizontal => FormatPattern::LightHorizontal,
        Pattern::LightVertical => FormatPattern::LightVertical,
        Pattern::LightDown => FormatPattern::LightDown,
        Pattern::LightUp => FormatPattern::LightUp,
        Pattern::LightGrid => FormatPattern::LightGrid,
        Pattern::LightTrellis => FormatPattern::LightTrellis,
        Pattern::DarkHorizontal => FormatPattern::DarkHorizontal,
        Pattern::DarkVertical => FormatPattern::DarkVertical,
        Pattern::DarkDown => FormatPattern::DarkDown,
        Pattern::DarkUp => FormatPattern::DarkUp,
        Pattern::DarkGrid => FormatPattern::DarkGrid,
        Pattern::DarkTrellis => FormatPattern::DarkTrellis,
    }
}

fn borders(mut format: Format, borders: &Borders) -> Format {
    if let Some(Edge { style, color: rgb }) = borders.left {
        format = format.set_border_left(line(style));
        format = rgb.map(color).into_iter().fold(format, Format::set_border_left_color);
    }
    if let Some(Edge { style, color: rgb }) = borders.right {
        format = format.set_border_right(line(style));
        format = rgb.map(color).into_iter().fold(format, Format::set_border_right_color);
    }
    if let Some(Edge { style, color: rgb }) = borders.top {
        format = format.set_border_top(line(style));
        format = rgb.map(color).into_iter().fold(format, Format::set_border_top_color);
    }
    if let Some(Edge { style, color: rgb }) = borders.bottom {
        format = format.set_border_bottom(line(style));
        format = rgb.map(color).into_iter().fold(format, Format::set_border_bottom_color);
    }
    if let Some((Edge { style, color: rgb }, up, down)) = borders.diagonal {
        format = format.set_border_diagonal(line(style)).set_border_diagonal_type(match (up, down) {
            (true, true) => FormatDiagonalBorder::BorderUpDown,
            (true, false) => FormatDiagonalBorder::BorderUp,
            (false, true) => FormatDiagonalBorder::BorderDown,
            (false, false) => FormatDiagonalBorder::None,
        });
        format = rgb.map(color).into_iter().fold(format, Format::set_border_diagonal_color);
    }
    format
}

fn line(style: EdgeStyle) -> FormatBorder {
    match style {
        EdgeStyle::Thin => FormatBorder::Thin,
        EdgeStyle::Medium => FormatBorder::Medium,
        EdgeStyle::Dashed => FormatBorder::Dashed,
        EdgeStyle::Dotted => FormatBorder::Dotted,
        EdgeStyle::Thick => FormatBorder::Thick,
        EdgeStyle::Double => FormatBorder::Double,
        EdgeStyle::Hair => FormatBorder::Hair,
        EdgeStyle::MediumDashed => FormatBorder::MediumDashed,
        EdgeStyle::DashDot => FormatBorder::DashDot,
        EdgeStyle::MediumDashDot => FormatBorder::MediumDashDot,
        EdgeStyle::DashDotDot => FormatBorder::DashDotDot,
        EdgeStyle::MediumDashDotDot => FormatBorder::MediumDashDotDot,
        EdgeStyle::SlantDashDot => FormatBorder::SlantDashDot,
    }
}

fn alignment(mut format: Format, alignment: Alignment) -> Format {
    let horizontal = match alignment.horizontal {
        Horizontal::General => None,
        Horizontal::Left => Some(FormatAlign::Left),
        Horizontal::Center => Some(FormatAlign::Center),
        Horizontal::Right => Some(FormatAlign::Right),
        Horizontal::Fill => Some(FormatAlign::Fill),
        Horizontal::Justify => Some(FormatAlign::Justify),
        Horizontal::CenterContinuous => Some(FormatAlign::CenterAcross),
        Horizontal::Distributed => Some(FormatAlign::Distributed),
    };
    let vertical = match alignment.vertical {
        Vertical::Bottom => None,
        Vertical::Top => Some(FormatAlign::Top),
        Vertical::Center => Some(FormatAlign::VerticalCenter),
        Vertical::Justify => Some(FormatAlign::VerticalJustify),
        Vertical::Distributed => Some(FormatAlign::VerticalDistributed),
    };
    format = horizontal.into_iter().chain(vertical).fold(format, Format::set_align);
    if alignment.wrap {
        format = format.set_text_wrap();
    }
    if alignment.shrink {
        format = format.set_shrink();
    }
    if alignment.indent > 0 {
        format = format.set_indent(alignment.indent.min(250));
    }
    format = match alignment.rotation {
        Alignment::STACKED => format.set_rotation(270),
        angle => format.set_rotation(angle.clamp(-90, 90)),
    };
    format.set_reading_direction(alignment.reading.min(2))
}
