//! Charts as they leave: over the cells of the copy, or not at all where they showed what does not leave.

use std::sync::Arc;

use super::plan::{Plan, is_wordless};
use super::sheets::SheetPlan;
use super::texts;
use crate::model::{Cells, Chart, Plot, Series, Title, Words};

/// Why a chart is left out.
pub(super) const SHOWED_MORE: &str = "a chart showed cells that do not leave";
/// Why a sheet of a chart is left out.
pub(super) const NO_CHART: &str = "the sheet had no chart that can be drawn again";

/// The chart over the cells of the copy; `part` is the part that holds it, on this sheet.
pub(super) fn leaving(
    plan: &Plan,
    sheet: &SheetPlan,
    part: Option<&Arc<str>>,
    chart: &Chart,
) -> Result<Chart, &'static str> {
    if let Some(beyond) = chart.beyond {
        return Err(beyond);
    }
    let wordless = is_wordless(sheet, part);
    let mapper = Mapper { plan, shows_hidden: chart.shows_hidden, wordless };
    let mut plots = Vec::with_capacity(chart.plots.len());
    for plot in &chart.plots {
        let mut series = Vec::with_capacity(plot.series.len());
        for one in &plot.series {
            series.extend(mapper.series(one)?);
        }
        if !series.is_empty() {
            plots.push(Plot { kind: plot.kind, series });
        }
    }
    if plots.is_empty() {
        return Err(SHOWED_MORE);
    }
    let title = match &chart.title {
        Some(title) => mapper.words(&title.words)?.map(|words| Title { words, font: title.font.clone() }),
        None => None,
    };
    Ok(Chart { plots, title, ..chart.clone() })
}

struct Mapper<'p> {
    plan: &'p Plan,
    shows_hidden: bool,
    wordless: bool,
}

impl Mapper<'_> {
    /// A series; none where all its cells are hidden, since it then is not drawn.
    fn series(&self, series: &Series) -> Result<Option<Series>, &'static str> {
        let values = match &series.values {
            Some(cells) => match self.cells(cells)? {
                Some(cells) => Some(cells),
                None => return Ok(None),
            },
            None => None,
        };
        let categories = match &series.categories {
            Some(cells) => self.cells(cells)?,
            None => None,
        };
        let name = match &series.name {
            Some(words) => self.words(words)?,
            None => None,
        };
        Ok(Some(Series { name, categories, values, ..series.clone() }))
    }

    fn words(&self, words: &Words) -> Result<Option<Words>, &'static str> {
        Ok(match words {
            Words::Text(_) if self.wordless => None,
            Words::Text(text) => Some(Words::Text(texts::seen(text).into())),
            Words::Cell(cells) => self.cells(cells)?.map(Words::Cell),
        })
    }

    /// Cells in the copy; none where all of them are hidden. Charts leave hidden cells out, so that over those that
    /// leave they show the same as before.
    fn cells(&self, cells: &Cells) -> Result<Option<Cells>, &'static str> {
        let sheet = self.plan.named(&cells.sheet).ok_or(SHOWED_MORE)?;
        let copy = sheet.copy.as_ref().ok_or(SHOWED_MORE)?;
        let hidden = self.shows_hidden && sheet.cuts.cut_into(cells.range);
        if hidden || sheet.changes(cells.range) {
            return Err(SHOWED_MORE);
        }
        let name = copy.name.clone().ok_or(SHOWED_MORE)?;
        Ok(sheet.cuts.map_range(cells.range).map(|range| Cells { sheet: name, range }))
    }
}
