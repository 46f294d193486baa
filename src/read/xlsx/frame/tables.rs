//! The look of tables (ECMA-376 18.5.1.2, 18.5.1.5): where they lie, and which of Excel's styles they have.
//!
//! A pivot table leaves as the cells that it shows, so its look is no part.

use crate::model::TableLook;
use crate::read::xlsx::table::Overlay;

/// The looks of a sheet's tables; what cannot be kept is noted.
pub(super) fn looks(overlays: &[Overlay], left_out: &mut Vec<&'static str>) -> Vec<TableLook> {
    let mut looks: Vec<TableLook> = Vec::new();
    for overlay in overlays {
        let Some(look) = overlay.look() else { continue };
        let over = |other: &TableLook| overlap(other, &look);
        if looks.iter().any(over) {
            left_out.push("a table that lies over another one");
            continue;
        }
        if look.style.is_none() && overlay.has_style() {
            left_out.push("the look of a table whose style is not one of Excel's own");
        }
        looks.push(look);
    }
    looks
}

fn overlap(a: &TableLook, b: &TableLook) -> bool {
    let (a, b) = (a.range, b.range);
    a.first.row <= b.last.row
        && b.first.row <= a.last.row
        && a.first.col <= b.last.col
        && b.first.col <= a.last.col
}

/// The style of Excel's gallery that has this name (Annex G.4).
pub(in crate::read::xlsx) fn gallery(name: &str) -> Option<&'static str> {
    STYLES.iter().find(|style| **style == name).copied()
}

#[rustfmt::skip]
const STYLES: &[&str] = &[
    "TableStyleLight1", "TableStyleLight2", "TableStyleLight3", "TableStyleLight4", "TableStyleLight5",
    "TableStyleLight6", "TableStyleLight7", "TableStyleLight8", "TableStyleLight9", "TableStyleLight10",
    "TableStyleLight11", "TableStyleLight12", "TableStyleLight13", "TableStyleLight14", "TableStyleLight15",
    "TableStyleLight16", "TableStyleLight17", "TableStyleLight18", "TableStyleLight19", "TableStyleLight20",
    "TableStyleLight21",
    "TableStyleMedium1", "TableStyleMedium2", "TableStyleMedium3", "TableStyleMedium4", "TableStyleMedium5",
    "TableStyleMedium6", "TableStyleMedium7", "TableStyleMedium8", "TableStyleMedium9", "TableStyleMedium10",
    "TableStyleMedium11", "TableStyleMedium12", "TableStyleMedium13", "TableStyleMedium14", "TableStyleMedium15",
    "TableStyleMedium16", "TableStyleMedium17", "TableStyleMedium18", "TableStyleMedium19", "TableStyleMedium20",
    "TableStyleMedium21", "TableStyleMedium22", "TableStyleMedium23", "TableStyleMedium24", "TableStyleMedium25",
    "TableStyleMedium26", "TableStyleMedium27", "TableStyleMedium28",
    "TableStyleDark1", "TableStyleDark2", "TableStyleDark3", "TableStyleDark4", "TableStyleDark5",
    "TableStyleDark6", "TableStyleDark7", "TableStyleDark8", "TableStyleDark9", "TableStyleDark10",
    "TableStyleDark11",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gallery_is_whole() {
        assert_eq!(STYLES.len(), 21 + 28 + 11);
        assert_eq!(gallery("TableStyleMedium2"), Some("TableStyleMedium2"));
        assert_eq!(gallery("TableStyleMedium29"), None);
        assert_eq!(gallery("Smith"), None);
    }
}
