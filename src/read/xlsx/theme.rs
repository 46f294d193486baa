//! The colour scheme of a theme part (ECMA-376 20.1.6.2). Its fonts and effects hide nothing and are not read here.

use super::color::Rgb;
use crate::container::xml::{Xml, XmlReader};
use crate::limits::Limits;
use crate::model::Reason;
use std::io::Read;

/// The twelve colours of a theme, in the order in which SpreadsheetML counts them.
#[derive(Debug, Clone)]
pub struct Theme {
    colors: [Rgb; 12],
}

impl Default for Theme {
    /// The scheme that Excel uses where a workbook has none.
    fn default() -> Self {
        let colors = [
            Rgb::WHITE,
            Rgb::BLACK,
            Rgb(0xE7, 0xE6, 0xE6),
            Rgb(0x44, 0x54, 0x6A),
            Rgb(0x44, 0x72, 0xC4),
            Rgb(0xED, 0x7D, 0x31),
            Rgb(0xA5, 0xA5, 0xA5),
            Rgb(0xFF, 0xC0, 0x00),
            Rgb(0x5B, 0x9B, 0xD5),
            Rgb(0x70, 0xAD, 0x47),
            Rgb(0x05, 0x63, 0xC1),
            Rgb(0x95, 0x4F, 0x72),
        ];
        Theme { colors }
    }
}

impl Theme {
    /// Reads a theme part. Colours that it does not say, or says in other than RGB or system terms, stay the default's.
    ///
    /// # Errors
    /// Those of [`XmlReader::next`].
    pub fn read(input: impl Read, limits: &Limits) -> Result<Self, Reason> {
        let mut reader = XmlReader::new(input, limits)?;
        let mut theme = Theme::default();
        let (mut in_scheme, mut slot) = (None, None);
        loop {
            let depth = reader.depth();
            match reader.next()? {
                Xml::Start(element) => match element.local() {
                    "clrScheme" => in_scheme = Some(depth.saturating_add(1)),
                    name if in_scheme == Some(depth) => slot = slot_of(name),
                    "srgbClr" => theme.set(slot, element.get("val")?),
                    "sysClr" => {
                        let (last, name) = (element.get("lastClr")?, element.get("val")?);
                        theme.set(slot, last.or_else(|| Some(system(&name?).to_owned())));
                    }
                    _ => {}
                },
                Xml::End if in_scheme == Some(depth) => in_scheme = None,
                Xml::End if in_scheme.is_some_and(|scheme| depth <= scheme.saturating_add(1)) => slot = None,
                Xml::Eof => return Ok(theme),
                _ => {}
            }
        }
    }

    /// The colour that `theme="index"` means.
    pub(super) fn color(&self, index: usize) -> Option<Rgb> {
        self.colors.get(index).copied()
    }

    fn set(&mut self, slot: Option<usize>, value: Option<String>) {
        let color = value.as_deref().and_then(Rgb::parse);
        if let (Some(place), Some(color)) = (slot.and_then(|slot| self.colors.get_mut(slot)), color) {
            *place = color;
        }
    }
}

/// SpreadsheetML counts light before dark (18.8.3, `theme`), the scheme dark before light.
fn slot_of(name: &str) -> Option<usize> {
    const NAMES: [&str; 12] = [
        "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
        "hlink", "folHlink",
    ];
    NAMES.iter().position(|known| *known == name)
}

/// A system colour without its last value: text is dark, all else is light.
fn system(name: &str) -> &'static str {
    if name.ends_with("Text") { "000000" } else { "FFFFFF" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_replaces_the_default_and_nothing_else_does() {
        let xml = r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>
            <a:clrScheme name="x"><a:dk1><a:sysClr val="windowText"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FEFEFE"/></a:lt1>
            <a:dk2><a:srgbClr val="010203"><a:alpha val="1"/></a:srgbClr></a:dk2></a:clrScheme>
            <a:fmtScheme><a:srgbClr val="999999"/></a:fmtScheme></a:themeElements></a:theme>"#;
        let theme = Theme::read(xml.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(theme.color(0), Some(Rgb(0xFE, 0xFE, 0xFE)));
        assert_eq!(theme.color(1), Some(Rgb::BLACK));
        assert_eq!(theme.color(3), Some(Rgb(1, 2, 3)));
        assert_eq!(theme.color(4), Theme::default().color(4));
        assert_eq!(theme.color(12), None);
        assert!(Theme::read(&b"<a"[..], &Limits::default()).is_err());
    }
}
