//! Charts as they leave: over the cells of the copy, or not at all where they showed what does not leave.

use std::sync::Arc;

use super::plan::{Plan, is_wordless};
use super::sheets::SheetPlan;
use super::texts;
use crate::model::{Amount, Cells, Chart, Series, Title, Words};

/// Why a chart is left out.
pub(super) const SHOWED_MORE: &str = "a chart showed cells that do not leave";
/// What is otherwise with a chart.
const NAMELESS: &str = "a chart goes without words that no cell shows";
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
    let mut chart = chart.clone();
    let shows_hidden = chart.shows_hidden;
    if chart.references().any(|cells| !is_shown(plan, shows_hidden, cells)) {
        return Err(SHOWED_MORE);
    }
    let pruner = Pruner { plan, wordless: is_wordless(sheet, part) };
    pruner.prune(&mut chart);
    let told = plan.tells_more(part);
    let mut silent: Vec<Arc<str>> = Vec::new();
    for word in unshown(&mut chart).filter(|word| !plan.shows_word(word, told)) {
        silent.push(std::mem::replace(word, Arc::from("")));
    }
    if silence(&mut chart, &silent) {
        chart.otherwise.push(NAMELESS);
    }
    if chart.plots.is_empty() {
        return Err(SHOWED_MORE);
    }
    for cells in chart.references() {
        *cells = mapped(plan, cells).ok_or(SHOWED_MORE)?;
    }
    for text in chart.texts() {
        *text = texts::seen(text).into();
    }
    Ok(chart)
}

/// Words that a chart keeps to itself, and that are on view only as long as it is drawn: names of series, labels of points.
/// What no cell says too counts as hidden (`chart-cache`).
pub(super) fn unshown(chart: &mut Chart) -> impl Iterator<Item = &mut Arc<str>> {
    let series = chart.plots.iter_mut().flat_map(|plot| &mut plot.series);
    series.flat_map(|series| {
        let name = series.name.as_mut().and_then(Words::text);
        let points = series.labels.iter_mut().flat_map(|labels| &mut labels.points);
        name.into_iter().chain(points.filter_map(|(_, label)| label.words.as_mut()?.text()))
    })
}

/// Takes out words of which nothing is left, and a title that says the same: programs take the name of an only series for
/// one. Says whether there were any.
fn silence(chart: &mut Chart, silent: &[Arc<str>]) -> bool {
    let same = |title: &mut Title| title.words.text().is_some_and(|text| silent.contains(text));
    chart.title.take_if(same);
    let empty = |words: &mut Words| words.text().is_some_and(|text| text.is_empty());
    let mut any = false;
    for series in chart.plots.iter_mut().flat_map(|plot| &mut plot.series) {
        any |= series.name.take_if(empty).is_some();
        for label in series.labels.iter_mut().flat_map(|labels| &mut labels.points) {
            any |= label.1.words.take_if(empty).is_some();
        }
    }
    any
}

/// Whether a chart shows of these cells no more than what leaves of them.
fn is_shown(plan: &Plan, shows_hidden: bool, cells: &Cells) -> bool {
    let Some(sheet) = plan.named(&cells.sheet).filter(|sheet| sheet.copy.is_some()) else { return false };
    !(sheet.changes(cells.range) || shows_hidden && sheet.cuts.cut_into(cells.range))
}

/// Cells in the copy; none where all of them are hidden. Charts leave hidden cells out, so that over those that leave
/// they show the same as before.
fn mapped(plan: &Plan, cells: &Cells) -> Option<Cells> {
    let sheet = plan.named(&cells.sheet)?;
    let name = sheet.copy.as_ref()?.name.clone()?;
    Some(Cells { sheet: name, range: sheet.cuts.map_range(cells.range)? })
}

/// Takes out what nobody sees: what is over hidden cells only, and words that are withheld.
struct Pruner<'p> {
    plan: &'p Plan,
    wordless: bool,
}

impl Pruner<'_> {
    fn prune(&self, chart: &mut Chart) {
        for plot in &mut chart.plots {
            plot.series.retain(|series| !series.values.as_ref().is_some_and(|cells| self.gone(cells)));
            plot.series.iter_mut().for_each(|series| self.series(series));
        }
        chart.plots.retain(|plot| !plot.series.is_empty());
        self.title(&mut chart.title);
        for axes in [&mut chart.axes, &mut chart.second_axes].into_iter().flatten() {
            self.title(&mut axes.category.title);
            self.title(&mut axes.value.title);
        }
    }

    fn series(&self, series: &mut Series) {
        series.name.take_if(|name| self.silent(name));
        series.categories.take_if(|cells| self.gone(cells));
        for label in series.labels.iter_mut().flat_map(|labels| &mut labels.points) {
            label.1.words.take_if(|words| self.silent(words));
        }
        for errors in series.errors.iter_mut().flatten() {
            if let Amount::Cells(more, less) = &mut errors.amount {
                more.take_if(|cells| self.gone(cells));
                less.take_if(|cells| self.gone(cells));
            }
        }
        if let Some(trend) = series.trend.as_mut().filter(|_| self.wordless) {
            trend.name = None;
        }
    }

    fn title(&self, title: &mut Option<Title>) {
        title.take_if(|title| self.silent(&title.words));
    }

    fn silent(&self, words: &Words) -> bool {
        match words {
            Words::Text(_) => self.wordless,
            Words::Cell(cells) => self.gone(cells),
        }
    }

    fn gone(&self, cells: &Cells) -> bool {
        mapped(self.plan, cells).is_none()
    }
}
