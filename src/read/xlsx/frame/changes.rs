//! What a conditional format changes of a look (ECMA-376 18.8.14 `dxf`), for those who make it again.

use std::sync::Arc;

use crate::model::{Fill, LookChange, Rgb};
use crate::read::xlsx::look::{RawFill, RawLook};
use crate::read::xlsx::numfmt::Format;
use crate::read::xlsx::styles::Styles;

/// The longest code of a number format that Excel takes.
const LONGEST_CODE: usize = 255;

/// What this look changes.
pub(super) fn change(raw: &RawLook, styles: &Styles) -> LookChange {
    let (theme, palette) = (styles.theme(), styles.palette());
    LookChange {
        bold: raw.font.bold,
        italic: raw.font.italic,
        strike: raw.font.strike,
        underline: raw.font.underline,
        color: raw.font.color.map(|color| color.resolve(theme, palette, Rgb::BLACK)),
        fill: raw.fill.as_ref().and_then(|fill| fill_of(fill, styles)),
        borders: raw.border.resolve(theme, palette),
        format: raw.code.as_deref().filter(|code| is_wordless(code)).map(Arc::from),
    }
}

/// Solid is meant where no pattern is said, and its colour is then the background's.
fn fill_of(fill: &RawFill, styles: &Styles) -> Option<Fill> {
    let (theme, palette) = (styles.theme(), styles.palette());
    match fill.pattern.as_deref() {
        None | Some("solid") => {
            let color = fill.back.or(fill.front)?;
            Some(Fill::Solid(color.resolve(theme, palette, Rgb::WHITE)))
        }
        Some(_) => Some(fill.appearance(theme, palette, Rgb::BLACK)),
    }
}

/// Whether a number format writes no words of its own: which of them a cell shows is not known here, and those that none
/// shows must not leave.
fn is_wordless(code: &str) -> bool {
    let format = Format::new(code);
    code.len() <= LONGEST_CODE && !format.unseen().any(|words| words.contains(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Edge, EdgeStyle, Underline};
    use crate::read::xlsx::testing::elements;

    fn made(inside: &str) -> LookChange {
        let mut raw = RawLook::default();
        elements(&format!("<dxf>{inside}</dxf>"), |element, parent| raw.element(parent, element).unwrap());
        change(&raw, &Styles::default())
    }

    #[test]
    fn only_what_is_said_changes() {
        let all = made(
            "<font><b/><i val='0'/><u val='double'/><color rgb='FF9C0006'/></font><numFmt numFmtId='2' formatCode='0.00'/>
             <fill><patternFill><bgColor rgb='FFFFC7CE'/></patternFill></fill>
             <border><left style='thin'><color rgb='FF010203'/></left><vertical/></border>",
        );
        assert_eq!((all.bold, all.italic, all.strike), (Some(true), Some(false), None));
        assert_eq!((all.underline, all.color), (Some(Underline::Double), Some(Rgb(0x9C, 0, 6))));
        assert_eq!(all.fill, Some(Fill::Solid(Rgb(0xFF, 0xC7, 0xCE))));
        let line = Edge { style: EdgeStyle::Thin, color: Some(Rgb(1, 2, 3)) };
        assert_eq!((all.borders.left, all.borders.right), (Some(line), None));
        assert_eq!(all.format.as_deref(), Some("0.00"));
        assert_eq!(made(""), LookChange::default());
    }

    #[test]
    fn fills_of_rules_are_solid_where_no_pattern_is_said() {
        let fill = |inside: &str| made(&format!("<fill>{inside}</fill>")).fill;
        let red = Some(Fill::Solid(Rgb(255, 0, 0)));
        assert_eq!(fill("<patternFill patternType='solid'><fgColor rgb='FFFF0000'/></patternFill>"), red);
        assert_eq!(
            fill("<patternFill><fgColor rgb='FF00FF00'/><bgColor rgb='FFFF0000'/></patternFill>"),
            red
        );
        assert_eq!(fill("<patternFill patternType='none'/>"), Some(Fill::None));
        assert_eq!(fill("<patternFill/>"), None);
    }

    #[test]
    fn formats_with_words_stay_behind() {
        let format = |code: &str| made(&format!("<numFmt numFmtId='200' formatCode='{code}'/>")).format;
        assert_eq!(format("0.0%").as_deref(), Some("0.0%"));
        assert_eq!(format("0&quot; Smith&quot;"), None);
        assert_eq!(format(&"0".repeat(256)), None);
    }
}
