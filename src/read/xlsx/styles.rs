//! The styles part (ECMA-376 18.8) as far as it decides what a cell shows: fonts, fills, number formats. Its lists are
//! kept as written too, for `appearance`.
//!
//! Names of styles and all other texts of the part are not read here.

use std::collections::HashMap;
use std::io::Read;

use super::alignment;
use super::alternatives::Alternatives;
use super::border::RawBorder;
use super::color::{Palette, Rgb};
use super::font::RawFont;
use super::look::{Backdrop, RawFill, RawLook, is_tiny};
use super::numfmt::Format;
use super::section::FEWEST_LETTERS;
use super::theme::Theme;
use crate::container::xml::{Element, Ns, Xml, XmlReader};
use crate::limits::Limits;
use crate::model::{Alignment, Private, Reason};

/// Entries that one list of the part may have; Excel's own limits are half of it and less.
const MOST: usize = 1 << 17;

/// What the styles of a workbook make of its cells.
#[derive(Debug)]
pub struct Styles {
    theme: Theme,
    palette: Palette,
    looks: Vec<Look>,
    rules: Vec<RuleLook>,
    formats: Vec<Format>,
    customs: Vec<usize>,
    raw: Raw,
}

/// The look of a cell: one `xf` of `cellXfs`, resolved.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(super) color: Rgb,
    pub(super) tiny: bool,
    pub(super) backdrop: Backdrop,
    pub(super) format: usize,
}

/// What a cell's text stands on, before conditional formats.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'l> {
    pub(super) color: Rgb,
    pub(super) tiny: bool,
    pub(super) backdrop: &'l Backdrop,
}

impl Ground<'_> {
    /// Whether text disappears.
    pub(super) fn is_invisible(&self) -> bool {
        self.tiny || self.backdrop.swallows(self.color)
    }
}

impl Look {
    pub(super) fn ground(&self) -> Ground<'_> {
        Ground { color: self.color, tiny: self.tiny, backdrop: &self.backdrop }
    }
}

/// What a conditional format changes: one `dxf`, resolved.
#[derive(Debug)]
pub(super) struct RuleLook {
    pub(super) color: Option<Rgb>,
    pub(super) backdrop: Option<Backdrop>,
    pub(super) format: Option<Format>,
}

impl RuleLook {
    /// Whether it can make no difference to what is seen.
    pub(super) fn is_idle(&self) -> bool {
        self.color.is_none() && self.backdrop.is_none() && self.format.is_none()
    }
}

impl Default for Styles {
    /// The styles of a workbook that has none: black on white, General.
    fn default() -> Self {
        Raw::default().resolve(&Theme::default())
    }
}

impl Styles {
    /// Reads a styles part.
    ///
    /// # Errors
    /// Those of [`XmlReader::next`], and [`Reason::Damaged`] for more styles than any program allows.
    pub fn read(input: impl Read, theme: &Theme, limits: &Limits) -> Result<Self, Reason> {
        let mut reader = XmlReader::new(input, limits)?;
        let mut raw = Raw::default();
        let mut path: Vec<String> = Vec::new();
        let mut alternatives = Alternatives::default();
        loop {
            match reader.next()? {
                Xml::Start(element) => {
                    if !alternatives.start(&element)? {
                        continue;
                    }
                    raw.element(&path, &element)?;
                    let known = element.ns() == Ns::Main;
                    path.push(if known { element.local().to_owned() } else { String::new() });
                }
                Xml::End if alternatives.end() => {
                    path.pop();
                }
                Xml::Eof => return Ok(raw.resolve(theme)),
                _ => {}
            }
        }
    }

    /// Literal texts in the workbook's own number formats that no visible cell has shown so far, three letters or more:
    /// to be asked once all sheets were read.
    pub fn unseen_literals(&self) -> Vec<Private<'_>> {
        let custom = self.customs.iter().filter_map(|index| self.formats.get(*index));
        let words = custom.flat_map(Format::unseen);
        let telling = |words: &&str| words.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_LETTERS;
        words.filter(telling).map(|words| Private::new(words.trim())).collect()
    }

    /// The look of cells with `s="index"`; one that the part does not have looks as the first.
    pub(super) fn look(&self, index: usize) -> &Look {
        static PLAIN: Look = Look { color: Rgb::BLACK, tiny: false, backdrop: Backdrop::Sheet, format: 0 };
        self.looks.get(index).or(self.looks.first()).unwrap_or(&PLAIN)
    }

    /// The number by which facts speak of the look of cells with `s="index"`.
    pub(super) fn number(&self, index: usize) -> u32 {
        u32::try_from(index).ok().filter(|_| index < self.looks.len()).unwrap_or(0)
    }

    /// The number format of a look.
    pub(super) fn format(&self, look: &Look) -> Option<&Format> {
        self.formats.get(look.format)
    }

    /// The look that a conditional format with `dxfId="index"` gives.
    pub(super) fn rule(&self, index: usize) -> Option<&RuleLook> {
        self.rules.get(index)
    }

    /// Resolves the look that a rule brings along.
    pub(super) fn resolve_rule(&self, raw: &RawLook) -> RuleLook {
        rule_look(raw, &self.theme, &self.palette)
    }

    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }

    pub(super) fn palette(&self) -> &Palette {
        &self.palette
    }

    /// All looks, with the entries of the part that they come from.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Look, &Xf)> {
        self.looks.iter().zip(&self.raw.xfs)
    }

    /// The part's lists as written.
    pub(super) fn raw(&self) -> &Raw {
        &self.raw
    }

    /// The number formats of all looks.
    pub(super) fn formats(&self) -> &[Format] {
        &self.formats
    }
}

fn rule_look(raw: &RawLook, theme: &Theme, palette: &Palette) -> RuleLook {
    RuleLook {
        color: raw.font.color.map(|color| color.resolve(theme, palette, Rgb::BLACK)),
        backdrop: raw.fill.as_ref().map(|fill| fill.of_rule(theme, palette)),
        format: raw.code.as_deref().map(Format::new),
    }
}

/// The lists of the part as written; the palette, which their colours need, comes last in the part.
#[derive(Debug, Default)]
pub(super) struct Raw {
    codes: HashMap<u32, String>,
    /// Codes that no cell can use, since they have no number or lost it to a later one.
    lost: Vec<String>,
    pub(super) fonts: Vec<RawFont>,
    pub(super) fills: Vec<RawFill>,
    pub(super) borders: Vec<RawBorder>,
    xfs: Vec<Xf>,
    /// Those of the named styles.
    pub(super) style_xfs: Vec<Xf>,
    /// Which of them is that of the style Normal (18.8.7: `builtinId` 0).
    pub(super) normal: Option<usize>,
    pub(super) rules: Vec<RawLook>,
    palette: Vec<Rgb>,
}

/// One `xf` as written (18.8.45). The flags that say which of its parts apply are not read: programs show all of them.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Xf {
    format: u32,
    pub(super) font: usize,
    pub(super) fill: usize,
    pub(super) border: usize,
    pub(super) alignment: Alignment,
}

impl Raw {
    fn element(&mut self, path: &[String], element: &Element<'_>) -> Result<(), Reason> {
        let parent = path.last().map_or("", String::as_str);
        let list = path.get(1).map_or("", String::as_str);
        match (list, parent, element.local()) {
            ("numFmts", "numFmts", "numFmt") => {
                let id = element.get("numFmtId")?.and_then(|id| id.trim().parse().ok());
                let code = element.get("formatCode")?;
                match (id, code) {
                    (Some(id), Some(code)) => self.lost.extend(self.codes.insert(id, code)),
                    (None, code) => self.lost.extend(code),
                    _ => {}
                }
                capped(self.codes.len().saturating_add(self.lost.len()))?;
            }
            ("fonts", "fonts", "font") => add(&mut self.fonts, RawFont::default())?,
            ("fills", "fills", "fill") => add(&mut self.fills, RawFill::default())?,
            ("borders", "borders", "border") => add(&mut self.borders, RawBorder::read(element)?)?,
            ("dxfs", "dxfs", "dxf") => add(&mut self.rules, RawLook::default())?,
            ("cellXfs", "cellXfs", "xf") => add(&mut self.xfs, Xf::read(element)?)?,
            ("cellStyleXfs", "cellStyleXfs", "xf") => add(&mut self.style_xfs, Xf::read(element)?)?,
            ("cellStyles", "cellStyles", "cellStyle") => self.cell_style(element)?,
            ("colors", "indexedColors", "rgbColor") => {
                let color = element.get("rgb")?.as_deref().and_then(Rgb::parse);
                add(&mut self.palette, color.unwrap_or(Rgb::BLACK))?;
            }
            _ => self.below(list, parent, element)?,
        }
        Ok(())
    }

    /// Takes an element inside the entry of a list that began last.
    fn below(&mut self, list: &str, parent: &str, element: &Element<'_>) -> Result<(), Reason> {
        match (list, parent) {
            ("fonts", "font") => self.fonts.last_mut().map(|font| font.element(element)),
            ("fills", _) => self.fills.last_mut().map(|fill| fill.element(parent, element)),
            ("borders", _) => self.borders.last_mut().map(|border| border.element(parent, element)),
            ("dxfs", _) => self.rules.last_mut().map(|rule| rule.element(parent, element)),
            ("cellXfs", "xf") if element.local() == "alignment" => {
                let read = alignment::read(element)?;
                if let Some(xf) = self.xfs.last_mut() {
                    xf.alignment = read;
                }
                None
            }
            _ => None,
        }
        .unwrap_or(Ok(()))
    }

    fn cell_style(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        if self.normal.is_none() && element.get("builtinId")?.is_some_and(|id| id.trim() == "0") {
            self.normal = element.get("xfId")?.and_then(|index| index.trim().parse().ok());
        }
        Ok(())
    }

    fn resolve(mut self, theme: &Theme) -> Styles {
        let palette = Palette::new(std::mem::take(&mut self.palette));
        let mut formats = Formats::default();
        if self.xfs.is_empty() {
            self.xfs.push(Xf::default());
        }
        let looks = self.xfs.iter().map(|xf| self.look(*xf, theme, &palette, &mut formats)).collect();
        // Also those that no cell uses: their literals are there all the same.
        let mut customs: Vec<u32> = self.codes.keys().copied().collect();
        customs.sort_unstable();
        let mut customs: Vec<usize> = customs.into_iter().map(|id| formats.index(id, &self.codes)).collect();
        for code in &self.lost {
            customs.push(formats.all.len());
            formats.all.push(Format::new(code));
        }
        let rules = self.rules.iter().map(|raw| rule_look(raw, theme, &palette)).collect();
        Styles { theme: theme.clone(), palette, looks, rules, formats: formats.all, customs, raw: self }
    }

    fn look(&self, xf: Xf, theme: &Theme, palette: &Palette, formats: &mut Formats) -> Look {
        let font = self.fonts.get(xf.font);
        let color = font.and_then(|font| font.color);
        let color = color.map_or(Rgb::BLACK, |color| color.resolve(theme, palette, Rgb::BLACK));
        let fill = self.fills.get(xf.fill);
        let backdrop = fill.map_or(Backdrop::Sheet, |fill| fill.of_cell(theme, palette));
        let tiny = font.and_then(|font| font.size).is_some_and(is_tiny);
        Look { color, tiny, backdrop, format: formats.index(xf.format, &self.codes) }
    }
}

/// Formats by their number, each parsed once.
#[derive(Debug, Default)]
struct Formats {
    all: Vec<Format>,
    by_id: HashMap<u32, usize>,
}

impl Formats {
    fn index(&mut self, id: u32, codes: &HashMap<u32, String>) -> usize {
        *self.by_id.entry(id).or_insert_with(|| {
            self.all.push(codes.get(&id).map_or_else(|| Format::builtin(id), |code| Format::new(code)));
            self.all.len().saturating_sub(1)
        })
    }
}

impl Xf {
    fn read(element: &Element<'_>) -> Result<Self, Reason> {
        let mut xf = Xf::default();
        for attribute in element.attributes() {
            let attribute = attribute?;
            let number = attribute.value.trim().parse().unwrap_or(0);
            match attribute.local {
                "numFmtId" => xf.format = number,
                "fontId" => xf.font = usize::try_from(number).unwrap_or(usize::MAX),
                "fillId" => xf.fill = usize::try_from(number).unwrap_or(usize::MAX),
                "borderId" => xf.border = usize::try_from(number).unwrap_or(usize::MAX),
                _ => {}
            }
        }
        Ok(xf)
    }
}

fn add<T>(list: &mut Vec<T>, entry: T) -> Result<(), Reason> {
    list.push(entry);
    capped(list.len())
}

fn capped(count: usize) -> Result<(), Reason> {
    if count > MOST { Err(Reason::Damaged("it has more styles than any program allows")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    fn styles(inside: &str) -> Styles {
        let xml = format!("<styleSheet xmlns='{MAIN}'>{inside}</styleSheet>");
        Styles::read(xml.as_bytes(), &Theme::default(), &Limits::default()).unwrap()
    }

    #[test]
    fn fonts_and_fills_meet_in_the_xf() {
        let all = styles(
            "<fonts><font><sz val='11'/></font><font><color theme='0'/></font><font><sz val='1'/></font></fonts>
             <fills><fill><patternFill patternType='none'/></fill>
             <fill><patternFill patternType='solid'><fgColor indexed='8'/></patternFill></fill></fills>
             <cellXfs><xf/><xf fontId='1'/><xf fontId='1' fillId='1'/><xf fillId='1'/><xf fontId='2'/></cellXfs>
             <colors><indexedColors><rgbColor rgb='00000000'/></indexedColors></colors>",
        );
        let invisible: Vec<bool> = (0..5).map(|index| all.look(index).ground().is_invisible()).collect();
        assert_eq!(invisible, [false, true, false, true, true]);
        assert!(!all.look(99).ground().is_invisible());
    }

    #[test]
    fn of_alternatives_one_counts() {
        let invisible = |requires: &str| {
            let all = styles(&format!(
                "<fonts><font/><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>
                 <mc:Choice xmlns:x14='urn:a' xmlns:hs='urn:b' Requires='{requires}'><font><color theme='0'/></font></mc:Choice>
                 <mc:Fallback><font><sz val='9'/></font></mc:Fallback></mc:AlternateContent>
                 <font><color theme='0'/></font></fonts>
                 <cellXfs><xf/><xf fontId='1'/><xf fontId='2'/><xf fontId='3'/></cellXfs>"
            ));
            (0..4).map(|index| all.look(index).ground().is_invisible()).collect::<Vec<_>>()
        };
        assert_eq!(invisible("hs"), [false, false, true, false]);
        assert_eq!(invisible("x14"), [false, true, true, false]);
    }

    #[test]
    fn a_redefined_palette_counts() {
        let all = styles(
            "<fonts><font><color indexed='1'/></font></fonts><cellXfs><xf/></cellXfs>
             <colors><indexedColors><rgbColor rgb='00000000'/><rgbColor rgb='00101010'/></indexedColors></colors>",
        );
        assert!(!all.look(0).ground().is_invisible());
    }

    #[test]
    fn unseen_literals_are_those_of_own_formats() {
        let all = styles(
            "<numFmts><numFmt numFmtId='164' formatCode='0&quot; Smith case&quot;'/>
             <numFmt numFmtId='165' formatCode='0&quot;km&quot;'/></numFmts><cellXfs><xf numFmtId='9'/></cellXfs>",
        );
        let texts = all.unseen_literals();
        assert_eq!(texts.iter().map(Private::expose).collect::<Vec<_>>(), ["Smith case"]);
    }

    #[test]
    fn rules_are_resolved() {
        let all = styles(
            "<dxfs><dxf><font><color rgb='FFFFFFFF'/></font><numFmt numFmtId='1' formatCode=';;;'/>
             <fill><patternFill><bgColor rgb='FFFF0000'/></patternFill></fill></dxf><dxf><border/></dxf></dxfs>",
        );
        let rule = all.rule(0).unwrap();
        assert_eq!(rule.color, Some(Rgb::WHITE));
        assert_eq!(rule.backdrop, Some(Backdrop::Fill(vec![Rgb(255, 0, 0)])));
        assert!(rule.format.is_some());
        assert!(all.rule(1).unwrap().is_idle());
        assert!(all.rule(2).is_none());
    }
}
