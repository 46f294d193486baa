//! Fonts as they are written (ECMA-376 18.8.22 `font`, 18.4.7 `rPr`), and the table of those that runs of texts have.
//!
//! What a font hides is decided in `look`; here it is read, told from others, and resolved to what is seen.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::color::{Color, Palette};
use super::reference::is_true;
use super::sweep::is_font_name;
use super::theme::Theme;
use crate::container::xml::Element;
use crate::model::{Font, Reason, Script, Underline};

/// Fonts that the runs of one table of strings, or of one sheet, may have: Excel knows 1,024 in a workbook.
const MOST: usize = 1 << 16;

/// The largest size in points that Excel knows.
const LARGEST: f64 = 409.0;

/// The longest name that Windows knows of a font.
const LONGEST_NAME: usize = 31;

/// A font as written; what it does not say is `None`. Names that are none are left out, since nobody caps their length.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RawFont {
    pub(super) name: Option<String>,
    pub(super) size: Option<f64>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) underline: Option<Underline>,
    pub(super) color: Option<Color>,
    pub(super) script: Option<Script>,
}

// A size that is no number is equal to nothing: such fonts are told apart, up to the cap.
impl Eq for RawFont {}

impl Hash for RawFont {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
        self.size.map(f64::to_bits).hash(state);
        (self.bold, self.italic, self.strike, self.underline, self.script).hash(state);
        self.color.hash(state);
    }
}

impl RawFont {
    /// Takes one element below `font` or `rPr`, but for the name in `rPr`.
    pub(super) fn element(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        match element.local() {
            "name" => self.name = element.get("val")?.and_then(proper_name),
            "sz" => self.size = element.get("val")?.and_then(|size| size.trim().parse().ok()),
            "b" => self.bold = Some(switch(element)?),
            "i" => self.italic = Some(switch(element)?),
            "strike" => self.strike = Some(switch(element)?),
            "u" => self.underline = Some(underline(element.get("val")?.as_deref())),
            "color" => self.color = Some(Color::read(element)?),
            "vertAlign" => self.script = Some(script(element.get("val")?.as_deref())),
            _ => {}
        }
        Ok(())
    }

    /// What the eye sees of it.
    pub(super) fn resolve(&self, theme: &Theme, palette: &Palette) -> Font {
        let size = self.size.filter(|size| size.is_finite() && *size > 0.0);
        Font {
            name: self.name.as_deref().map(Arc::from),
            size: size.map(|size| size.min(LARGEST)),
            bold: self.bold.unwrap_or_default(),
            italic: self.italic.unwrap_or_default(),
            strike: self.strike.unwrap_or_default(),
            underline: self.underline.unwrap_or_default(),
            color: self.color.and_then(|color| color.paint(theme, palette)),
            script: self.script.unwrap_or_default(),
        }
    }
}

/// A name that can be a font's: a sentence in its place is none, and leaves with no copy.
pub(super) fn proper_name(name: String) -> Option<String> {
    let proper = !name.trim().is_empty() && name.chars().count() <= LONGEST_NAME && is_font_name(&name);
    proper.then(|| name.trim().to_owned())
}

/// A property that is on where its element stands without a value (18.8.2).
fn switch(element: &Element<'_>) -> Result<bool, Reason> {
    Ok(element.get("val")?.is_none_or(|value| is_true(&value)))
}

fn underline(word: Option<&str>) -> Underline {
    match word.map(str::trim) {
        None | Some("single") => Underline::Single,
        Some("double") => Underline::Double,
        Some("singleAccounting") => Underline::SingleAccounting,
        Some("doubleAccounting") => Underline::DoubleAccounting,
        Some(_) => Underline::None,
    }
}

fn script(word: Option<&str>) -> Script {
    match word.map(str::trim) {
        Some("superscript") => Script::Superscript,
        Some("subscript") => Script::Subscript,
        _ => Script::Baseline,
    }
}

/// The fonts of runs, each once.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    all: Vec<Entry>,
    index: HashMap<RawFont, u32>,
}

#[derive(Debug)]
struct Entry {
    raw: RawFont,
    made: OnceCell<Arc<Font>>,
}

impl Fonts {
    /// The number of a font.
    ///
    /// # Errors
    /// [`Reason::Damaged`] for more fonts than any program writes.
    pub(super) fn number(&mut self, font: &RawFont) -> Result<u32, Reason> {
        if let Some(number) = self.index.get(font) {
            return Ok(*number);
        }
        let full = || Reason::Damaged("its texts have more fonts than any program writes");
        let number = u32::try_from(self.all.len()).ok().filter(|_| self.all.len() < MOST).ok_or_else(full)?;
        self.index.insert(font.clone(), number);
        self.all.push(Entry { raw: font.clone(), made: OnceCell::new() });
        Ok(number)
    }

    /// A font as written.
    pub(super) fn raw(&self, number: u32) -> Option<&RawFont> {
        self.all.get(number as usize).map(|entry| &entry.raw)
    }

    /// A font as it is seen, made on first use.
    pub(super) fn font(&self, number: u32, make: impl FnOnce(&RawFont) -> Font) -> Option<&Arc<Font>> {
        let entry = self.all.get(number as usize)?;
        Some(entry.made.get_or_init(|| Arc::new(make(&entry.raw))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::color::Rgb;
    use crate::read::xlsx::testing::elements;

    fn font(inside: &str) -> RawFont {
        let mut font = RawFont::default();
        elements(inside, |element, _| font.element(element).unwrap());
        font
    }

    fn seen(inside: &str) -> Font {
        font(inside).resolve(&Theme::default(), &Palette::new(Vec::new()))
    }

    #[test]
    fn a_font_says_all_that_is_seen_of_it() {
        let all = seen(
            "<b/><i val='1'/><strike/><u val='double'/><sz val='9.5'/><color theme='4' tint='0'/><name val='Arial'/>
             <family val='2'/><vertAlign val='subscript'/><scheme val='minor'/>",
        );
        assert_eq!(all.name.as_deref(), Some("Arial"));
        assert_eq!((all.size, all.color), (Some(9.5), Some(Rgb(0x44, 0x72, 0xC4))));
        assert_eq!((all.bold, all.italic, all.strike), (true, true, true));
        assert_eq!((all.underline, all.script), (Underline::Double, Script::Subscript));
    }

    #[test]
    fn what_is_off_automatic_or_no_number_is_not_there() {
        assert_eq!(seen("<b val='0'/><u val='none'/><color auto='1'/><sz val='NaN'/>"), Font::default());
        assert_eq!(seen("<color indexed='64'/><sz val='-3'/>"), Font::default());
        assert_eq!(seen("<u/>").underline, Underline::Single);
        assert_eq!(seen("<sz val='5000'/>").size, Some(409.0));
    }

    #[test]
    fn a_sentence_is_no_name_of_a_font() {
        assert_eq!(seen("<name val='this was said by somebody else'/>").name, None);
        assert_eq!(seen(&format!("<name val='{}'/>", "x".repeat(32))).name, None);
        assert!(seen("<name val='Times New Roman'/>").name.is_some());
    }

    #[test]
    fn each_font_is_kept_once_and_their_number_is_capped() {
        let mut fonts = Fonts::default();
        assert_eq!(fonts.number(&font("<b/>")), Ok(0));
        assert_eq!(fonts.number(&font("<i/>")), Ok(1));
        assert_eq!(fonts.number(&font("<b/>")), Ok(0));
        assert_eq!(fonts.raw(1).unwrap().italic, Some(true));
        let made = fonts.font(0, |raw| raw.resolve(&Theme::default(), &Palette::new(Vec::new()))).unwrap();
        assert!(made.bold);
        assert!(fonts.font(2, |_| Font::default()).is_none());
        let sizes = 0..=u32::try_from(MOST).unwrap();
        let all: Result<Vec<_>, _> = sizes
            .map(|size| fonts.number(&RawFont { size: Some(f64::from(size)), ..RawFont::default() }))
            .collect();
        assert!(all.is_err());
    }
}
