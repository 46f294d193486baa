//! From the styles part to what cells look like (ECMA-376 18.8), for those who rebuild them. What a look hides is in
//! `look`; nothing here decides what is on view.

use std::sync::Arc;

use super::color::{Palette, Rgb};
use super::font::RawFont;
use super::look::{Backdrop, RawFill};
use super::styles::{Look, Styles, Xf};
use super::theme::Theme;
use crate::model::{self, Fill, Font, Pattern};

impl Styles {
    /// The look of each entry of `cellXfs`, in their order; one at least.
    pub(super) fn appearances(&self) -> Vec<model::Look> {
        let formats: Vec<Vec<Arc<str>>> = self.formats().iter().map(|format| format.variants()).collect();
        let appearance = |(look, xf): (&Look, &Xf)| self.appearance(look, xf, &formats);
        self.entries().map(appearance).collect()
    }

    /// The font of the style Normal, or else the first.
    pub(super) fn normal(&self) -> Font {
        let raw = self.raw();
        let font = raw.normal.and_then(|index| raw.style_xfs.get(index)).map_or(0, |xf| xf.font);
        raw.fonts.get(font).map_or_else(Font::default, |font| self.font(font))
    }

    /// The font of a run: name and size that it does not say are those of the style Normal.
    pub(super) fn run_font(&self, raw: &RawFont) -> Font {
        let font = self.font(raw);
        if font.name.is_some() && font.size.is_some() {
            return font;
        }
        let normal = self.normal();
        Font { name: font.name.or(normal.name), size: font.size.or(normal.size), ..font }
    }

    fn appearance(&self, look: &Look, xf: &Xf, formats: &[Vec<Arc<str>>]) -> model::Look {
        let (raw, theme, palette) = (self.raw(), self.theme(), self.palette());
        let fill = raw.fills.get(xf.fill);
        let border = raw.borders.get(xf.border);
        model::Look {
            formats: formats.get(look.format).cloned().unwrap_or_default(),
            font: raw.fonts.get(xf.font).map_or_else(Font::default, |font| self.font(font)),
            fill: fill.map_or(Fill::None, |fill| fill.appearance(theme, palette, look.color)),
            borders: border.map(|border| border.resolve(theme, palette)).unwrap_or_default(),
            alignment: xf.alignment,
        }
    }

    fn font(&self, raw: &RawFont) -> Font {
        raw.resolve(self.theme(), self.palette())
    }
}

impl RawFill {
    /// What a cell with this fill looks like behind text of this colour.
    pub(super) fn appearance(&self, theme: &Theme, palette: &Palette, text: Rgb) -> Fill {
        let front = self.front.map(|color| color.resolve(theme, palette, Rgb::BLACK));
        match self.pattern.as_deref().unwrap_or("none") {
            // Programs differ about a solid fill that says no colour: without one, its text can be read in all of them.
            "solid" => front.map_or(Fill::None, Fill::Solid),
            "gradient" => {
                let stops = || self.stops.iter().map(|stop| stop.resolve(theme, palette, Rgb::WHITE));
                // What they come to from afar, or else the first on which the text can be read.
                let mut colors = mean(stops()).into_iter().chain(stops());
                let legible = colors.find(|color| !Backdrop::Fill(vec![*color]).swallows(text));
                legible.or_else(|| stops().next()).map_or(Fill::None, Fill::Solid)
            }
            word => pattern(word).map_or(Fill::None, |pattern| Fill::Pattern {
                pattern,
                front: front.unwrap_or(Rgb::BLACK),
                back: self.back.map_or(Rgb::WHITE, |color| color.resolve(theme, palette, Rgb::WHITE)),
            }),
        }
    }
}

/// The colour between colours; none where there are none.
fn mean(colors: impl Iterator<Item = Rgb> + Clone) -> Option<Rgb> {
    let count = u32::try_from(colors.clone().count()).ok()?;
    let channel = |of: fn(Rgb) -> u8| {
        let sum = colors.clone().fold(0_u32, |sum, color| sum.saturating_add(u32::from(of(color))));
        u8::try_from(sum.checked_div(count)?).ok()
    };
    Some(Rgb(channel(|color| color.0)?, channel(|color| color.1)?, channel(|color| color.2)?))
}

/// ECMA-376 18.18.55.
fn pattern(word: &str) -> Option<Pattern> {
    Some(match word {
        "gray125" => Pattern::Gray125,
        "gray0625" => Pattern::Gray0625,
        "lightGray" => Pattern::LightGray,
        "mediumGray" => Pattern::MediumGray,
        "darkGray" => Pattern::DarkGray,
        "lightHorizontal" => Pattern::LightHorizontal,
        "lightVertical" => Pattern::LightVertical,
        "lightDown" => Pattern::LightDown,
        "lightUp" => Pattern::LightUp,
        "lightGrid" => Pattern::LightGrid,
        "lightTrellis" => Pattern::LightTrellis,
        "darkHorizontal" => Pattern::DarkHorizontal,
        "darkVertical" => Pattern::DarkVertical,
        "darkDown" => Pattern::DarkDown,
        "darkUp" => Pattern::DarkUp,
        "darkGrid" => Pattern::DarkGrid,
        "darkTrellis" => Pattern::DarkTrellis,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::model::{Edge, EdgeStyle, Horizontal};

    fn styles(inside: &str) -> Styles {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let xml = format!("<styleSheet xmlns='{main}'>{inside}</styleSheet>");
        Styles::read(xml.as_bytes(), &Theme::default(), &Limits::default()).unwrap()
    }

    #[test]
    fn a_look_is_put_together_from_all_lists() {
        let all = styles(
            "<numFmts><numFmt numFmtId='164' formatCode='0.000'/></numFmts>
             <fonts><font><name val='Calibri'/><sz val='11'/></font><font><b/><color indexed='10'/><name val='Arial'/></font></fonts>
             <fills><fill/><fill/><fill><patternFill patternType='solid'><fgColor theme='4' tint='0'/></patternFill></fill></fills>
             <borders><border/><border><top style='thin'/></border></borders>
             <cellXfs><xf/><xf numFmtId='164' fontId='1' fillId='2' borderId='1' applyFont='0'><alignment horizontal='right'/></xf></cellXfs>",
        )
        .appearances();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].font.name.as_deref(), Some("Calibri"));
        assert_eq!(model::Look { font: Font::default(), ..all[0].clone() }, model::Look::default());
        let look = &all[1];
        assert_eq!((look.format(0), look.font.bold, look.font.color), ("0.000", true, Some(Rgb(255, 0, 0))));
        assert_eq!(look.fill, Fill::Solid(Rgb(0x44, 0x72, 0xC4)));
        assert_eq!(look.borders.top, Some(Edge { style: EdgeStyle::Thin, color: None }));
        assert_eq!(look.alignment.horizontal, Horizontal::Right);
    }

    #[test]
    fn a_workbook_without_styles_has_one_plain_look() {
        let styles = Styles::default();
        assert_eq!(styles.appearances(), [model::Look::default()]);
        assert_eq!(styles.normal(), Font::default());
        assert_eq!((styles.number(0), styles.number(7)), (0, 0));
    }

    #[test]
    fn normal_is_the_font_of_its_style_and_of_runs_that_say_none() {
        let all = styles(
            "<fonts><font><sz val='8'/></font><font><sz val='12'/><name val='Arial'/></font></fonts>
             <cellStyleXfs><xf fontId='0'/><xf fontId='1'/></cellStyleXfs><cellXfs><xf/></cellXfs>
             <cellStyles><cellStyle name='Other' xfId='0' builtinId='3'/><cellStyle name='Standard' xfId='1' builtinId='0'/></cellStyles>",
        );
        assert_eq!(all.normal().size, Some(12.0));
        let run = all.run_font(&RawFont { size: Some(20.0), bold: Some(true), ..RawFont::default() });
        assert_eq!((run.name.as_deref(), run.size, run.bold), (Some("Arial"), Some(20.0), true));
        assert_eq!(styles("<fonts><font><sz val='8'/></font></fonts>").normal().size, Some(8.0));
    }

    #[test]
    fn patterns_and_gradients_keep_their_text_legible() {
        let fills = |inside: &str, font: &str| {
            let xml = format!(
                "<fonts><font>{font}</font></fonts><fills><fill>{inside}</fill></fills><cellXfs><xf/></cellXfs>"
            );
            styles(&xml).appearances()[0].fill
        };
        let grid = "<patternFill patternType='darkGrid'><bgColor rgb='FF00FF00'/></patternFill>";
        let wanted = Fill::Pattern { pattern: Pattern::DarkGrid, front: Rgb::BLACK, back: Rgb(0, 255, 0) };
        assert_eq!(fills(grid, ""), wanted);
        assert_eq!(fills("<patternFill patternType='solid'/>", ""), Fill::None);
        assert_eq!(
            fills("<patternFill patternType='none'><fgColor indexed='8'/></patternFill>", ""),
            Fill::None
        );
        let gradient = "<gradientFill><stop position='0'><color rgb='FFFFFFFF'/></stop><stop position='1'>
                        <color rgb='FF0000FF'/></stop></gradientFill>";
        assert_eq!(fills(gradient, ""), Fill::Solid(Rgb(127, 127, 255)));
        assert_eq!(fills(gradient, "<color rgb='FF7F7FFF'/>"), Fill::Solid(Rgb::WHITE));
        assert_eq!(fills("<gradientFill/>", ""), Fill::None);
    }
}
