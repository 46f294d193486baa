//! How a sheet is looked at (ECMA-376 18.3.1.87 `sheetView`, 18.3.1.66 `pane`), and the colour of its tab (18.3.1.93).
//!
//! Selections and the place that was scrolled to are no part: a copy opens at its beginning.

use super::{decimal, number, truth};
use crate::container::xml::Element;
use crate::model::{CellRef, Reason, Rgb, View};
use crate::read::xlsx::color::{Color, Palette};
use crate::read::xlsx::reference::{COLUMNS, ROWS, cell};
use crate::read::xlsx::theme::Theme;

/// The zoom factors that Excel knows, in per cent.
const ZOOMS: std::ops::RangeInclusive<u16> = 10..=400;

/// Gathers the view.
#[derive(Debug, Default)]
pub(super) struct ViewReader {
    /// The first view; others are of further windows.
    view: Option<View>,
    /// The element that began last belongs to the first view.
    first: bool,
    /// The first cell that the first view shows.
    top_left: Option<CellRef>,
    tab_color: Option<Color>,
}

impl ViewReader {
    pub(super) fn start(&mut self, element: &Element<'_>, above: &[&str]) -> Result<(), Reason> {
        match (above, element.local()) {
            (["sheetViews"], "sheetView") => {
                self.first = self.view.is_none();
                if self.first {
                    self.top_left = element.get("topLeftCell")?.and_then(|text| cell(text.trim()));
                    self.view = Some(read(element)?);
                }
            }
            (["sheetViews", "sheetView"], "pane") if self.first => {
                let frozen = frozen(element, self.top_left)?;
                if let Some(view) = &mut self.view {
                    view.frozen = frozen;
                }
            }
            (["sheetPr"], "tabColor") => {
                self.tab_color = Some(Color::read(element)?).filter(|color| *color != Color::default());
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn finish(self, theme: &Theme, palette: &Palette) -> (View, Option<Rgb>) {
        let color = self.tab_color.map(|color| color.resolve(theme, palette, Rgb::BLACK));
        (self.view.unwrap_or_default(), color)
    }
}

fn read(element: &Element<'_>) -> Result<View, Reason> {
    // In the view of page breaks, and as on paper, the zoom is that of this view alone.
    let normal = matches!(element.get("view")?.as_deref(), None | Some("normal"));
    let zoom = if normal { "zoomScale" } else { "zoomScaleNormal" };
    let zoom = number::<u16>(element, zoom)?.filter(|zoom| ZOOMS.contains(zoom) && *zoom != 100);
    Ok(View {
        gridlines: truth(element, "showGridLines", true)?,
        headings: truth(element, "showRowColHeaders", true)?,
        zeros: truth(element, "showZeros", true)?,
        right_to_left: truth(element, "rightToLeft", false)?,
        zoom,
        frozen: None,
    })
}

/// The first cell that moves. Rows and columns are counted from the first that the view shows; those before it cannot be
/// reached in the original, and stay with the others in the copy.
fn frozen(element: &Element<'_>, top_left: Option<CellRef>) -> Result<Option<CellRef>, Reason> {
    if !matches!(element.get("state")?.as_deref(), Some("frozen" | "frozenSplit")) {
        return Ok(None);
    }
    let from = top_left.unwrap_or(CellRef { row: 0, col: 0 });
    let moved = |start: u32, split: Option<f64>, end: u32| {
        let split = split.filter(|split| *split >= 1.0)?;
        // A float beyond the range of integers becomes the nearest of them.
        Some(start.saturating_add(split as u32)).filter(|first| *first < end)
    };
    let row = moved(from.row, decimal(element, "ySplit")?, ROWS);
    let col = moved(from.col, decimal(element, "xSplit")?, COLUMNS);
    let any = row.is_some() || col.is_some();
    Ok(any.then(|| CellRef { row: row.unwrap_or(0), col: col.unwrap_or(0) }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::each;
    use super::*;

    fn read(inside: &str) -> (View, Option<Rgb>) {
        let mut reader = ViewReader::default();
        each(inside, |element, path| reader.start(element, path.get(1..).unwrap_or_default()).unwrap());
        reader.finish(&Theme::default(), &Palette::new(Vec::new()))
    }

    fn frozen(view: &str, pane: &str) -> Option<String> {
        let inside = format!("<sheetViews><sheetView {view}><pane {pane}/></sheetView></sheetViews>");
        read(&inside).0.frozen.map(|cell| cell.to_string())
    }

    #[test]
    fn the_first_view_counts() {
        let (view, _) = read(
            "<sheetViews><sheetView showGridLines='0' showRowColHeaders='0' showZeros='0' rightToLeft='1' zoomScale='85'/>
             <sheetView zoomScale='50'><pane ySplit='1' state='frozen'/></sheetView></sheetViews>",
        );
        let wanted = View {
            gridlines: false,
            headings: false,
            zeros: false,
            right_to_left: true,
            zoom: Some(85),
            frozen: None,
        };
        assert_eq!(view, wanted);
        let saved = "<customSheetViews><customSheetView showGridLines='0'><pane ySplit='1' state='frozen'/></customSheetView>
                     </customSheetViews>";
        assert_eq!(read(saved).0, View::default());
    }

    #[test]
    fn zoom_is_that_of_the_normal_view_and_within_bounds() {
        let zoom =
            |attributes: &str| read(&format!("<sheetViews><sheetView {attributes}/></sheetViews>")).0.zoom;
        assert_eq!(zoom("view='pageBreakPreview' zoomScale='60' zoomScaleNormal='120'"), Some(120));
        assert_eq!(zoom("view='pageLayout' zoomScale='60'"), None);
        for none in ["zoomScale='100'", "zoomScale='0'", "zoomScale='401'", "zoomScale='-1'", "zoomScale='x'"]
        {
            assert_eq!(zoom(none), None, "{none}");
        }
    }

    #[test]
    fn panes_are_frozen_from_the_first_cell_that_is_shown() {
        assert_eq!(frozen("", "ySplit='1' topLeftCell='A90' state='frozen'").as_deref(), Some("A2"));
        assert_eq!(frozen("", "xSplit='2' ySplit='3' state='frozenSplit'").as_deref(), Some("C4"));
        assert_eq!(frozen("topLeftCell='B5'", "xSplit='1' ySplit='2' state='frozen'").as_deref(), Some("C7"));
        assert_eq!(frozen("topLeftCell='B5'", "ySplit='2' state='frozen'").as_deref(), Some("A7"));
        for none in [
            "ySplit='2400'",
            "ySplit='2400' state='split'",
            "state='frozen'",
            "ySplit='-1' state='frozen'",
            "ySplit='1e99' state='frozen'",
        ] {
            assert_eq!(frozen("", none), None, "{none}");
        }
    }

    #[test]
    fn tabs_have_colours() {
        let color = |attributes: &str| read(&format!("<sheetPr><tabColor {attributes}/></sheetPr>")).1;
        assert_eq!(color("rgb='FF102030'"), Some(Rgb(0x10, 0x20, 0x30)));
        assert_eq!(color("theme='0' tint='-0.149998474074526'"), Some(Rgb(217, 217, 217)));
        assert_eq!(color("indexed='10'"), Some(Rgb(255, 0, 0)));
        assert_eq!(color("auto='1'"), None);
    }
}
