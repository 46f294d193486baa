//! Looks as the properties of ODF's styles (ODF 1.3 part 3, 16.27.9 text, 17.18 cells, 17.6 paragraphs). Patterns become
//! the one colour that they make from afar; ODF has none.

use std::io::{self, Write};

use super::xml::{Tag, Xml};
use crate::model::{
    Alignment, Borders, Edge, EdgeStyle, Fill, Font, Horizontal, Look, LookChange, Pattern, Rgb, Script,
    Underline, Vertical,
};

/// `#rrggbb`
pub(super) fn color(Rgb(red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Writes the properties of a font. `whole` tells whether all of it is said, or only what differs from a plain one.
pub(super) fn font<W: Write>(xml: &mut Xml<W>, font: &Font, whole: bool) -> io::Result<()> {
    xml.empty(font_properties(font, whole))
}

fn font_properties(font: &Font, whole: bool) -> Tag {
    let said =
        |set: bool, on: &'static str, off: &'static str| (set || whole).then_some(if set { on } else { off });
    let size = font.size.filter(|size| (0.5..=1000.0).contains(size)).map(|size| format!("{size}pt"));
    let family = font.name.as_deref().map(|name| format!("'{}'", name.replace(['\'', '"'], "")));
    let weight = said(font.bold, "bold", "normal");
    let style = said(font.italic, "italic", "normal");
    let mut tag = Tag::new("style:text-properties")
        .maybe("fo:font-family", family)
        .maybe("fo:font-size", size.as_deref())
        .maybe("style:font-size-asian", size.as_deref())
        .maybe("style:font-size-complex", size.as_deref())
        .maybe("fo:font-weight", weight)
        .maybe("style:font-weight-asian", weight)
        .maybe("style:font-weight-complex", weight)
        .maybe("fo:font-style", style)
        .maybe("style:font-style-asian", style)
        .maybe("style:font-style-complex", style)
        .maybe("style:text-line-through-style", said(font.strike, "solid", "none"))
        .maybe("fo:color", font.color.map(color).or(whole.then(|| "#000000".to_owned())));
    let underline = match font.underline {
        Underline::None => None,
        Underline::Single | Underline::SingleAccounting => Some("single"),
        Underline::Double | Underline::DoubleAccounting => Some("double"),
    };
    tag = tag.maybe("style:text-underline-style", said(underline.is_some(), "solid", "none"));
    if let Some(kind) = underline {
        tag = tag
            .with("style:text-underline-type", kind)
            .with("style:text-underline-width", "auto")
            .with("style:text-underline-color", "font-color");
    }
    match font.script {
        Script::Baseline => tag,
        Script::Superscript => tag.with("style:text-position", "super 58%"),
        Script::Subscript => tag.with("style:text-position", "sub 58%"),
    }
}

/// Writes the properties of a cell and of the paragraphs in it.
pub(super) fn cell<W: Write>(
    xml: &mut Xml<W>,
    fill: Fill,
    borders: &Borders,
    alignment: &Alignment,
) -> io::Result<()> {
    xml.empty(cell_properties(fill, borders, alignment))?;
    let align = match alignment.horizontal {
        Horizontal::General => None,
        Horizontal::Left | Horizontal::Fill => Some("start"),
        Horizontal::Center | Horizontal::CenterContinuous => Some("center"),
        Horizontal::Right => Some("end"),
        Horizontal::Justify | Horizontal::Distributed => Some("justify"),
    };
    let indent = (alignment.indent > 0).then(|| format!("{:.4}in", f64::from(alignment.indent) * INDENT));
    let reading = match alignment.reading {
        1 => Some("lr-tb"),
        2 => Some("rl-tb"),
        _ => None,
    };
    if align.is_some() || indent.is_some() || reading.is_some() {
        let tag = Tag::new("style:paragraph-properties").maybe("fo:text-align", align);
        xml.empty(tag.maybe("fo:margin-left", indent).maybe("style:writing-mode", reading))?;
    }
    Ok(())
}

/// Inches of one step, ten pixels.
const INDENT: f64 = 10.0 / 96.0;

/// Whether a text is broken into lines at the cell's width.
pub(super) fn wraps(alignment: &Alignment) -> bool {
    alignment.wrap
        || matches!(alignment.horizontal, Horizontal::Justify | Horizontal::Distributed)
        || matches!(alignment.vertical, Vertical::Justify | Vertical::Distributed)
}

fn cell_properties(fill: Fill, borders: &Borders, alignment: &Alignment) -> Tag {
    let mut tag = Tag::new("style:table-cell-properties")
        .maybe("fo:background-color", background(fill).map(color))
        .maybe("fo:border-left", edge(borders.left))
        .maybe("fo:border-right", edge(borders.right))
        .maybe("fo:border-top", edge(borders.top))
        .maybe("fo:border-bottom", edge(borders.bottom))
        .with(
            "style:vertical-align",
            match alignment.vertical {
                Vertical::Bottom => "bottom",
                Vertical::Top | Vertical::Justify => "top",
                Vertical::Center | Vertical::Distributed => "middle",
            },
        )
        .with("fo:wrap-option", if wraps(alignment) { "wrap" } else { "no-wrap" })
        .with("style:rotation-align", "none")
        .with(
            "style:text-align-source",
            if alignment.horizontal == Horizontal::General { "value-type" } else { "fix" },
        );
    if let Some((line, up, down)) = borders.diagonal {
        tag = tag.maybe("style:diagonal-bl-tr", edge(Some(line).filter(|_| up)));
        tag = tag.maybe("style:diagonal-tl-br", edge(Some(line).filter(|_| down)));
    }
    if alignment.shrink {
        tag = tag.with("style:shrink-to-fit", "true");
    }
    if alignment.horizontal == Horizontal::Fill {
        tag = tag.with("style:repeat-content", "true");
    }
    match alignment.rotation {
        Alignment::STACKED => tag.with("style:direction", "ttb"),
        0 => tag,
        degrees => tag.with("style:rotation-angle", degrees.rem_euclid(360).to_string()),
    }
}

/// A look with some of it changed; its number format stays.
pub(super) fn changed(look: &Look, change: &LookChange) -> Look {
    let mut look = look.clone();
    let font = &mut look.font;
    font.bold = change.bold.unwrap_or(font.bold);
    font.italic = change.italic.unwrap_or(font.italic);
    font.strike = change.strike.unwrap_or(font.strike);
    font.underline = change.underline.unwrap_or(font.underline);
    font.color = change.color.or(font.color);
    look.fill = change.fill.unwrap_or(look.fill);
    let (own, new) = (&mut look.borders, change.borders);
    own.left = new.left.or(own.left);
    own.right = new.right.or(own.right);
    own.top = new.top.or(own.top);
    own.bottom = new.bottom.or(own.bottom);
    look
}

/// `0.74pt solid #000000` (ODF 1.3 part 3, 20.182; styles as XSL 7.7.20 has them, and those that LibreOffice adds).
fn edge(edge: Option<Edge>) -> Option<String> {
    let Edge { style, color: line } = edge?;
    let drawn = match style {
        EdgeStyle::Thin => "0.74pt solid",
        EdgeStyle::Medium => "1.76pt solid",
        EdgeStyle::Thick => "2.49pt solid",
        EdgeStyle::Hair => "0.06pt solid",
        EdgeStyle::Dashed => "0.74pt dashed",
        EdgeStyle::MediumDashed => "1.76pt dashed",
        EdgeStyle::Dotted => "0.74pt dotted",
        EdgeStyle::Double => "1.76pt double",
        EdgeStyle::DashDot => "0.74pt dash-dot",
        EdgeStyle::MediumDashDot | EdgeStyle::SlantDashDot => "1.76pt dash-dot",
        EdgeStyle::DashDotDot => "0.74pt dash-dot-dot",
        EdgeStyle::MediumDashDotDot => "1.76pt dash-dot-dot",
    };
    Some(format!("{drawn} {}", color(line.unwrap_or(Rgb(0, 0, 0)))))
}

fn background(fill: Fill) -> Option<Rgb> {
    match fill {
        Fill::None => None,
        Fill::Solid(color) => Some(color),
        Fill::Pattern { pattern, front: Rgb(r, g, b), back: Rgb(r0, g0, b0) } => {
            let share = u32::from(front_share(pattern));
            let mix = |front: u8, back: u8| {
                let sum = u32::from(front) * share + u32::from(back) * (16 - share);
                u8::try_from(sum / 16).unwrap_or(u8::MAX)
            };
            Some(Rgb(mix(r, r0), mix(g, g0), mix(b, b0)))
        }
    }
}

/// How much of a pattern is lines and dots, in sixteenths.
fn front_share(pattern: Pattern) -> u8 {
    match pattern {
        Pattern::Gray0625 => 1,
        Pattern::Gray125 => 2,
        Pattern::LightGray
        | Pattern::LightHorizontal
        | Pattern::LightVertical
        | Pattern::LightDown
        | Pattern::LightUp => 4,
        Pattern::LightGrid | Pattern::LightTrellis => 6,
        Pattern::MediumGray
        | Pattern::DarkHorizontal
        | Pattern::DarkVertical
        | Pattern::DarkDown
        | Pattern::DarkUp
        | Pattern::DarkGrid => 8,
        Pattern::DarkGray | Pattern::DarkTrellis => 12,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_become_their_mixture() {
        let pattern = |pattern| Fill::Pattern { pattern, front: Rgb(0, 0, 0), back: Rgb(160, 160, 160) };
        assert_eq!(background(pattern(Pattern::MediumGray)), Some(Rgb(80, 80, 80)));
        assert_eq!(background(pattern(Pattern::Gray0625)), Some(Rgb(150, 150, 150)));
        assert_eq!(background(Fill::None), None);
    }

    #[test]
    fn a_look_is_said_in_full() {
        let mut xml = Xml::new(Vec::new());
        let alignment =
            Alignment { rotation: -45, indent: 2, horizontal: Horizontal::Right, ..Alignment::default() };
        let line = Edge { style: EdgeStyle::Medium, color: Some(Rgb(1, 2, 255)) };
        let borders = Borders { top: Some(line), diagonal: Some((line, true, false)), ..Borders::default() };
        cell(&mut xml, Fill::Solid(Rgb(255, 0, 0)), &borders, &alignment).unwrap();
        font(&mut xml, &Font { name: Some("Gill Sans".into()), bold: true, ..Font::default() }, true)
            .unwrap();
        let found = String::from_utf8(xml.into_inner()).unwrap();
        for part in [
            "fo:background-color=\"#ff0000\"",
            "fo:border-top=\"1.76pt solid #0102ff\"",
            "style:diagonal-bl-tr=\"1.76pt solid #0102ff\"",
            "style:rotation-angle=\"315\"",
            "fo:text-align=\"end\" fo:margin-left=\"0.2083in\"",
            "fo:font-family=\"&apos;Gill Sans&apos;\"",
            "fo:font-weight=\"bold\"",
            "fo:font-style=\"normal\"",
        ] {
            assert!(found.contains(part), "{part}: {found}");
        }
    }
}
