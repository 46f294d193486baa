//! A sheet's frame as it leaves: every range where what leaves of it then is, and nothing that hides.

use super::dressing::Dressing;
use super::sheets::SheetPlan;
use crate::model::{
    Ask, CellRef, Columns, Condition, Constant, Frame, Link, Place, Point, Print, Range, SheetKind,
    TableLook, View,
};

/// A default row lower than this, in points, would show nothing.
const LOWEST: f64 = 2.0;
/// A default column narrower than this, in characters, would show nothing.
const NARROWEST: f64 = 0.3;

const DEPENDS: &str = "a conditional format depended on cells that do not leave";
const BANDS: &str = "bands of colour are on other rows or columns, as some between them do not leave";
const SAYS: &str = "a conditional format looked for words, which would be in the file";

/// The frame of the copy's sheet; what cannot leave though it was on view is said in `losses`.
pub(super) fn leaving(
    frame: &Frame,
    sheet: &SheetPlan,
    dressing: &Dressing,
    losses: &mut Vec<(Place, &'static str)>,
) -> Frame {
    let cuts = &sheet.cuts;
    let high = |height: &f64| *height >= LOWEST && !frame.hides_unlisted_rows;
    let merges = frame.merges.iter().filter_map(|merge| cuts.map_range(*merge));
    losses.extend(frame.left_out.iter().map(|what| (sheet.original.place(), *what)));
    let mut conditions = Vec::with_capacity(frame.conditions.len());
    for one in &frame.conditions {
        let mapped = condition(one, sheet);
        let why = mapped.as_ref().err().copied().or_else(|| counts_cut(one, sheet).then_some(BANDS));
        conditions.extend(mapped.ok().flatten());
        if let Some(why) = why {
            let place = sheet.original.place();
            let at = one.ranges.first().map_or(place.clone(), |range| place.cells(*range));
            losses.push((at, why));
        }
    }
    Frame {
        columns: frame.columns.iter().filter_map(|one| columns(one, sheet, dressing)).collect(),
        default_width: frame.default_width.filter(|width| *width >= NARROWEST),
        base_width: frame.base_width,
        default_height: frame.default_height.filter(high),
        usual_height: frame.usual_height.filter(high),
        hides_unlisted_rows: false,
        merges: merges.filter(|merge| merge.first != merge.last).collect(),
        view: view(&frame.view, sheet),
        tab_color: frame.tab_color,
        print: print(&frame.print, sheet),
        filter: frame.filter.filter(|range| headed(*range, sheet)).and_then(|range| cuts.map_range(range)),
        tables: frame.tables.iter().filter_map(|one| table(one, sheet)).collect(),
        links: frame.links.iter().filter_map(|one| link(one, sheet)).collect(),
        conditions,
        overlays: frame.overlays.clone(),
        left_out: Vec::new(),
    }
}

fn columns(one: &Columns, sheet: &SheetPlan, dressing: &Dressing) -> Option<Columns> {
    if one.hidden.is_some() {
        return None;
    }
    let (first, last) = sheet.cuts.columns.map_span(one.first, one.last)?;
    Some(Columns { first, last, look: one.look.map(|look| dressing.bare(look)), ..*one })
}

fn view(view: &View, sheet: &SheetPlan) -> View {
    let frozen = view.frozen.map(|at| CellRef {
        row: sheet.cuts.rows.kept_before(at.row),
        col: sheet.cuts.columns.kept_before(at.col),
    });
    View { frozen: frozen.filter(|at| at.row > 0 || at.col > 0), ..view.clone() }
}

fn print(print: &Print, sheet: &SheetPlan) -> Print {
    let cuts = &sheet.cuts;
    let breaks = |at: &[u32], axis: &super::cuts::Axis| {
        let mut mapped: Vec<u32> = at.iter().map(|at| axis.kept_before(*at)).filter(|at| *at > 0).collect();
        mapped.sort_unstable();
        mapped.dedup();
        mapped
    };
    // A sheet that is one chart fills one page.
    let chart = sheet.original.kind == SheetKind::Chartsheet;
    Print {
        fit: if chart { Some((1, 1)) } else { print.fit },
        areas: print.areas.iter().filter_map(|area| cuts.map_range(*area)).collect(),
        repeat_rows: print.repeat_rows.and_then(|(first, last)| cuts.rows.map_span(first, last)),
        repeat_columns: print.repeat_columns.and_then(|(first, last)| cuts.columns.map_span(first, last)),
        row_breaks: breaks(&print.row_breaks, &cuts.rows),
        column_breaks: breaks(&print.column_breaks, &cuts.columns),
        ..print.clone()
    }
}

/// Whether the first row of a range leaves.
fn headed(range: Range, sheet: &SheetPlan) -> bool {
    sheet.cuts.rows.map(range.first.row).is_some()
}

/// A table without its headings, or without a row between headings and totals, is none.
fn table(table: &TableLook, sheet: &SheetPlan) -> Option<TableLook> {
    let range = sheet.cuts.map_range(table.range)?;
    if table.headings && !headed(table.range, sheet) {
        return None;
    }
    let totals = table.totals && sheet.cuts.rows.map(table.range.last.row).is_some();
    let rows = range.last.row.saturating_sub(range.first.row).saturating_add(1);
    let own = u32::from(table.headings).saturating_add(u32::from(totals));
    (rows > own).then(|| TableLook { range, totals, ..table.clone() })
}

fn link(link: &Link, sheet: &SheetPlan) -> Option<Link> {
    let range = sheet.map_range(link.range)?;
    Some(Link { range, address: link.address.clone() })
}

/// A conditional format over what leaves of its cells; none where nothing does.
fn condition(one: &Condition, sheet: &SheetPlan) -> Result<Option<Condition>, &'static str> {
    let ranges: Vec<Range> = one.ranges.iter().filter_map(|range| sheet.cuts.map_range(*range)).collect();
    if ranges.is_empty() {
        return Ok(None);
    }
    if says_words(&one.ask) {
        return Err(SAYS);
    }
    let less = one.ranges.iter().any(|range| sheet.cuts.cut_into(*range) || sheet.changes(*range));
    if less && asks_of_all(&one.ask) {
        return Err(DEPENDS);
    }
    let ask = bands(one, sheet).unwrap_or_else(|| one.ask.clone());
    Ok(Some(Condition { ranges, ask, ..one.clone() }))
}

/// Rows in turns, counted anew: where the first row of the cells leaves, it looks as it did.
fn bands(one: &Condition, sheet: &SheetPlan) -> Option<Ask> {
    let Ask::Bands { columns, every, rest } = one.ask else { return None };
    let first = one.ranges.first()?.first;
    let (at, axis) = if columns { (first.col, &sheet.cuts.columns) } else { (first.row, &sheet.cuts.rows) };
    let cut = at.saturating_sub(axis.kept_before(at)).checked_rem(every)?;
    Some(Ask::Bands {
        columns,
        every,
        rest: rest.saturating_add(every).saturating_sub(cut).checked_rem(every)?,
    })
}

/// Whether some of the rows, or columns, that it counts do not leave.
fn counts_cut(one: &Condition, sheet: &SheetPlan) -> bool {
    let Ask::Bands { columns, .. } = one.ask else { return false };
    one.ranges.iter().any(|range| {
        if columns {
            sheet.cuts.columns.cuts_into(range.first.col, range.last.col)
        } else {
            sheet.cuts.rows.cuts_into(range.first.row, range.last.row)
        }
    })
}

/// Whether it carries words, which nobody sees.
fn says_words(ask: &Ask) -> bool {
    let text = |constant: &Constant| matches!(constant, Constant::Text(_));
    match ask {
        Ask::Cell(_, constant) => text(constant),
        Ask::Between(from, to) | Ask::NotBetween(from, to) => text(from) || text(to),
        Ask::Contains(_) | Ask::NotContains(_) | Ask::BeginsWith(_) | Ask::EndsWith(_) => true,
        _ => false,
    }
}

/// Whether its answer for one cell depends on the others.
fn asks_of_all(ask: &Ask) -> bool {
    let relative = |point: &Point| !matches!(point, Point::Number(_));
    match ask {
        Ask::Duplicate
        | Ask::Unique
        | Ask::Top { .. }
        | Ask::Bottom { .. }
        | Ask::AboveAverage { .. }
        | Ask::BelowAverage { .. } => true,
        Ask::Scale(points) => points.iter().any(|(point, _)| relative(point)),
        Ask::Bar { from, to, .. } => relative(from) || relative(to),
        Ask::Icons { points, .. } => points.iter().any(relative),
        _ => false,
    }
}
