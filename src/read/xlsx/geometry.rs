//! What a sheet part says outside its cells about which of them can be seen: columns, default sizes, merges, filters,
//! conditional formats. Fed with the part's events in a first pass; knows no cell.

use super::conditional::{PerCells, Rule, ranges};
use super::look::RawLook;
use super::reach::Reach;
use super::reference::{COLUMNS, is_true, range};
use crate::container::xml::{Element, Ns};
use crate::model::{CellRef, Range, Reason, Surface};

/// Merged ranges, column entries and ranges of rules that one sheet may have.
const MOST: usize = 1 << 18;

/// A row lower than this, in points, shows nothing.
const LOWEST: f64 = 2.0;

/// A column narrower than this, in characters, shows nothing.
const NARROWEST: f64 = 0.3;

/// The facts of a sheet that are not cells.
#[derive(Debug, Default)]
pub struct Geometry {
    columns: Vec<(u32, u32, Option<Surface>)>,
    default_width: Option<f64>,
    default_height: Option<f64>,
    hides_unlisted_rows: bool,
    filter_mode: bool,
    /// First and last of columns, and the style of cells that are not there (18.3.1.13 `style`).
    pub(super) column_styles: Vec<(u32, u32, usize)>,
    pub(super) merges: Vec<Range>,
    /// Those of which the first cell is hidden and shows all the same.
    pub(super) reach: Reach,
    filters: Vec<Filter>,
    pub(super) backdrops: Vec<Range>,
    pub(super) rules: Vec<(Vec<Range>, CellRef, Rule)>,
    /// The rules that give single cells a look, where somebody rebuilds.
    pub(super) per_cell: PerCells,
    ranges: usize,
    open: Open,
}

#[derive(Debug, Clone, Copy)]
struct Filter {
    range: Range,
    active: bool,
}

/// What is being read: depth counts the elements that are open.
#[derive(Debug, Default)]
struct Open {
    depth: usize,
    /// Where the conditional format that is open began.
    format: Option<usize>,
    collects: Option<(usize, Collect)>,
    text: String,
    sqref: String,
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Collect {
    Formula,
    Ranges,
}

impl Geometry {
    /// Takes the begin of an element outside the sheet's data; `parents` are the local names from the root down.
    ///
    /// # Errors
    /// [`Reason::Damaged`] for malformed attributes, and for more merges, columns or rules than any program writes.
    pub fn start(&mut self, element: &Element<'_>, parents: &[&str]) -> Result<(), Reason> {
        self.open.depth = self.open.depth.saturating_add(1);
        let parent = parents.last().copied().unwrap_or_default();
        match (parents.len(), parent, element.local()) {
            (1, _, "sheetFormatPr") => self.sheet_format(element)?,
            (1, _, "sheetPr") => self.filter_mode = flag(element, "filterMode")?,
            (2, "cols", "col") => self.column(element)?,
            (2, "mergeCells", "mergeCell") => {
                let found = element.get("ref")?.as_deref().and_then(range);
                let merge = found.ok_or(Reason::Damaged("a merged range has no proper reference"))?;
                self.merges.push(merge);
                capped(self.merges.len())?;
            }
            (1, _, "autoFilter") => {
                if let Some(range) = element.get("ref")?.as_deref().and_then(range) {
                    self.add_filter(range, false);
                }
            }
            // Any child of a filter's column is a criterion (18.3.2.7).
            (3.., "filterColumn", _) if parents.get(1) == Some(&"autoFilter") => {
                if let Some(filter) = self.filters.last_mut() {
                    filter.active = true;
                }
            }
            _ if parents.contains(&"conditionalFormatting") || element.local() == "conditionalFormatting" => {
                self.condition(element, parents, parent)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes text outside the sheet's data.
    pub fn text(&mut self, text: &str) {
        if self.open.collects.is_some() {
            self.open.text.push_str(text);
        }
    }

    /// Takes the end of the element that began last.
    ///
    /// # Errors
    /// As [`Geometry::start`].
    pub fn end(&mut self) -> Result<(), Reason> {
        let depth = self.open.depth;
        self.open.depth = depth.saturating_sub(1);
        match self.open.collects {
            Some((at, Collect::Formula)) if at == depth => {
                let formula = std::mem::take(&mut self.open.text);
                if let Some(rule) = self.open.rules.last_mut().filter(|rule| rule.formulas.len() < 8) {
                    rule.formulas.push(formula);
                }
                self.open.collects = None;
            }
            Some((at, Collect::Ranges)) if at == depth => {
                self.open.sqref = std::mem::take(&mut self.open.text);
                self.open.collects = None;
            }
            _ => {}
        }
        if self.open.format == Some(depth) {
            self.open.format = None;
            self.close_rules()?;
        }
        Ok(())
    }

    /// Adds the range of a filter that stands in another part: that of a table.
    pub fn add_filter(&mut self, range: Range, active: bool) {
        self.filters.push(Filter { range, active });
    }

    /// Adds cells whose background comes from a look that is not read (that of a pivot table), so that text is not held
    /// to be invisible against the sheet's white there.
    pub fn add_backdrop(&mut self, range: Range) {
        self.backdrops.push(range);
    }

    /// Adds a table's look (18.5.1.2, 18.5.1.5): built-in styles fill the headings, the dark and the workbook's own
    /// styles all of it.
    pub fn add_table(&mut self, range: Range, heading_rows: u32, total_rows: u32, style: Option<&str>) {
        let Some(style) = style else { return };
        if style.starts_with("TableStyleDark") || !style.starts_with("TableStyle") {
            self.backdrops.push(range);
            return;
        }
        let (mut headings, mut totals) = (range, range);
        if let Some(more) = heading_rows.checked_sub(1) {
            headings.last.row = range.first.row.saturating_add(more).min(range.last.row);
            self.backdrops.push(headings);
        }
        if let Some(more) = total_rows.checked_sub(1) {
            totals.first.row = range.last.row.saturating_sub(more).max(range.first.row);
            self.backdrops.push(totals);
        }
    }

    /// For each column, the surface that hides it.
    pub(super) fn columns(&self) -> Vec<Option<Surface>> {
        let narrow = self.default_width.is_some_and(|width| width < NARROWEST);
        let default = narrow.then_some(Surface::TinyRowOrColumn);
        let mut all = vec![default; COLUMNS as usize];
        for (first, last, surface) in &self.columns {
            if let Some(some) = all.get_mut(*first as usize..=*last as usize) {
                some.fill(*surface);
            }
        }
        all
    }

    /// The surface that hides a row with these attributes.
    pub(super) fn row(&self, row: u32, hidden: bool, level: u32, height: Option<f64>) -> Option<Surface> {
        let low = || height.or(self.default_height).is_some_and(|height| height < LOWEST);
        match hidden {
            true if level > 0 => Some(Surface::CollapsedGroup),
            true if self.is_filtered(row) => Some(Surface::FilteredRow),
            true => Some(Surface::HiddenRow),
            false => low().then_some(Surface::TinyRowOrColumn),
        }
    }

    /// Whether rows without an element are hidden; those can hold no value.
    pub(super) fn hides_unlisted_rows(&self) -> bool {
        self.hides_unlisted_rows
    }

    /// The columns that are hidden by a surface: first and last of all of them.
    pub(super) fn hidden_columns(&self, surface: Surface) -> Option<(u32, u32)> {
        let hidden = self.columns.iter().filter(|(.., found)| *found == Some(surface));
        hidden.map(|(first, last, _)| (*first, *last)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    fn is_filtered(&self, row: u32) -> bool {
        let inside = |range: Range| row > range.first.row && row <= range.last.row;
        let active = self.filters.iter().any(|filter| filter.active && inside(filter.range));
        // An advanced filter leaves its mark on the sheet alone (18.3.1.82 `filterMode`).
        active || (self.filter_mode && !self.filters.iter().any(|filter| filter.active))
    }

    fn sheet_format(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        self.hides_unlisted_rows = flag(element, "zeroHeight")?;
        let number =
            |name: &str| Ok::<_, Reason>(element.get(name)?.and_then(|text| text.trim().parse().ok()));
        self.default_width = number("defaultColWidth")?;
        // With zeroHeight the height is that of no row; listed rows then have their own, or fit their text.
        self.default_height = number("defaultRowHeight")?.filter(|_| !self.hides_unlisted_rows);
        Ok(())
    }

    fn column(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        let number =
            |name: &str| Ok::<_, Reason>(element.get(name)?.and_then(|text| text.trim().parse::<u32>().ok()));
        let (first, last) = (number("min")?.unwrap_or(0), number("max")?.unwrap_or(0));
        let proper = (1..=COLUMNS).contains(&first) && first <= last;
        if !proper {
            return Err(Reason::Damaged("a column's settings are for columns that a sheet does not have"));
        }
        let last = last.min(COLUMNS);
        let width: Option<f64> = element.get("width")?.and_then(|text| text.trim().parse().ok());
        let level = number("outlineLevel")?.unwrap_or(0);
        let surface = match flag(element, "hidden")? {
            true if level > 0 => Some(Surface::CollapsedGroup),
            true => Some(Surface::HiddenColumn),
            false => width.is_some_and(|width| width < NARROWEST).then_some(Surface::TinyRowOrColumn),
        };
        let (first, last) = (first.saturating_sub(1), last.saturating_sub(1));
        if let Some(style) = number("style")? {
            self.column_styles.push((first, last, usize::try_from(style).unwrap_or(usize::MAX)));
        }
        self.columns.push((first, last, surface));
        capped(self.columns.len().saturating_mul(MOST / COLUMNS as usize))
    }

    /// Conditional formats of either kind: x14 ones give their ranges last and their looks inside.
    fn condition(&mut self, element: &Element<'_>, parents: &[&str], parent: &str) -> Result<(), Reason> {
        match (element.ns(), parent, element.local()) {
            (_, _, "conditionalFormatting") => {
                self.open.format = Some(self.open.depth);
                self.open.sqref = element.get("sqref")?.unwrap_or_default();
            }
            (_, "conditionalFormatting", "cfRule") => {
                self.open.rules.push(Rule::read(element)?);
                capped(self.open.rules.len().saturating_add(self.rules.len()))?;
            }
            (_, "cfRule", "formula" | "f") => self.collect(Collect::Formula),
            (_, "conditionalFormatting", "sqref") => self.collect(Collect::Ranges),
            (_, "cfRule", "dataBar" | "iconSet") => {
                let hides = element.get("showValue")?.is_some_and(|value| !is_true(&value));
                if let Some(rule) = self.open.rules.last_mut() {
                    rule.without_value = hides;
                }
            }
            (ns, ..) if parents.contains(&"dxf") || element.local() == "dxf" => {
                if let Some(rule) = self.open.rules.last_mut().filter(|_| ns != Ns::Foreign) {
                    rule.own_look.get_or_insert_with(RawLook::default).element(parent, element)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn collect(&mut self, what: Collect) {
        self.open.text.clear();
        self.open.collects = Some((self.open.depth, what));
    }

    /// Files the rules of the conditional format that was read last.
    fn close_rules(&mut self) -> Result<(), Reason> {
        let rules = std::mem::take(&mut self.open.rules);
        let sqref = std::mem::take(&mut self.open.sqref);
        if rules.is_empty() {
            return Ok(());
        }
        let (ranges, anchor) = ranges(&sqref, MOST);
        for rule in rules {
            self.ranges = self.ranges.saturating_add(ranges.len());
            capped(self.ranges)?;
            self.rules.push((ranges.clone(), anchor, rule));
        }
        Ok(())
    }
}

fn flag(element: &Element<'_>, name: &str) -> Result<bool, Reason> {
    Ok(element.get(name)?.is_some_and(|value| is_true(&value)))
}

fn capped(count: usize) -> Result<(), Reason> {
    if count > MOST {
        return Err(Reason::Damaged("a sheet has more merges, columns or rules than any program writes"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::xml::{Xml, XmlReader};
    use crate::limits::Limits;

    fn geometry(inside: &str) -> Result<Geometry, Reason> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let xml = format!(
            "<worksheet xmlns='{main}' xmlns:x14='http://schemas.microsoft.com/office/spreadsheetml/2009/9/main'
              xmlns:xm='http://schemas.microsoft.com/office/excel/2006/main'>{inside}</worksheet>"
        );
        let mut reader = XmlReader::new(xml.as_bytes(), &Limits::default())?;
        let (mut geometry, mut path) = (Geometry::default(), Vec::<String>::new());
        loop {
            match reader.next()? {
                Xml::Start(element) => {
                    let parents: Vec<&str> = path.iter().map(String::as_str).collect();
                    geometry.start(&element, &parents)?;
                    path.push(element.local().to_owned());
                }
                Xml::Text(text) => geometry.text(&text),
                Xml::End => {
                    geometry.end()?;
                    path.pop();
                }
                Xml::Eof => return Ok(geometry),
                _ => {}
            }
        }
    }

    #[test]
    fn columns_hide_for_a_reason() {
        let all = geometry(
            "<sheetFormatPr defaultColWidth='0'/><cols><col min='1' max='2' hidden='1'/><col min='3' max='3' width='9'/>
             <col min='4' max='4' width='0.1'/><col min='5' max='5' hidden='true' outlineLevel='1'/></cols>",
        );
        let columns = all.unwrap().columns();
        let wanted = [
            Some(Surface::HiddenColumn),
            Some(Surface::HiddenColumn),
            None,
            Some(Surface::TinyRowOrColumn),
            Some(Surface::CollapsedGroup),
            Some(Surface::TinyRowOrColumn),
        ];
        assert_eq!(columns[..6], wanted);
        assert!(geometry("<cols><col min='0' max='2'/></cols>").is_err());
    }

    #[test]
    fn rows_hide_for_a_reason() {
        let filtered =
            "<autoFilter ref='A1:B9'><filterColumn colId='0'><filters/></filterColumn></autoFilter>";
        let all = geometry(filtered).unwrap();
        assert_eq!(all.row(3, true, 0, None), Some(Surface::FilteredRow));
        assert_eq!(all.row(0, true, 0, None), Some(Surface::HiddenRow));
        assert_eq!(all.row(9, true, 0, None), Some(Surface::HiddenRow));
        assert_eq!(all.row(3, true, 1, None), Some(Surface::CollapsedGroup));
        assert_eq!(all.row(3, false, 1, Some(0.75)), Some(Surface::TinyRowOrColumn));
        assert_eq!(all.row(3, false, 1, Some(15.0)), None);
        let idle = geometry("<autoFilter ref='A1:B9'/>").unwrap();
        assert_eq!(idle.row(3, true, 0, None), Some(Surface::HiddenRow));
        let by_mode = geometry("<sheetPr filterMode='1'/>").unwrap();
        assert_eq!(by_mode.row(3, true, 0, None), Some(Surface::FilteredRow));
        let low = geometry("<sheetFormatPr defaultRowHeight='0.5' customHeight='1'/>").unwrap();
        assert_eq!(low.row(3, false, 0, None), Some(Surface::TinyRowOrColumn));
        let unlisted = geometry("<sheetFormatPr defaultRowHeight='0' zeroHeight='1'/>").unwrap();
        assert_eq!(unlisted.row(3, false, 0, None), None);
        assert!(unlisted.hides_unlisted_rows());
    }

    #[test]
    fn filters_of_saved_views_are_not_the_sheets() {
        let view = "<customSheetViews><customSheetView><autoFilter ref='A1:B9'><filterColumn colId='0'><filters/></filterColumn>
                    </autoFilter></customSheetView></customSheetViews>";
        assert_eq!(geometry(view).unwrap().row(3, true, 0, None), Some(Surface::HiddenRow));
    }

    #[test]
    fn rules_of_both_kinds_are_read() {
        let all = geometry(
            "<conditionalFormatting sqref='B2:C9 E2'><cfRule type='cellIs' operator='lessThan' dxfId='0' priority='1'>
             <formula>5</formula></cfRule><cfRule type='dataBar' priority='2'><dataBar showValue='0'/></cfRule></conditionalFormatting>
             <extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type='expression' priority='3'>
             <xm:f>TRUE</xm:f><x14:dxf><font><color rgb='FFFFFFFF'/></font></x14:dxf></x14:cfRule><xm:sqref>D4</xm:sqref>
             </x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>",
        );
        let rules = all.unwrap().rules;
        let facts: Vec<_> = rules
            .iter()
            .map(|(ranges, anchor, rule)| {
                (ranges.len(), anchor.to_string(), rule.formulas.len(), rule.without_value)
            })
            .collect();
        assert_eq!(facts[0], (2, "B2".to_owned(), 1, false));
        assert_eq!(facts[1], (2, "B2".to_owned(), 0, true));
        assert_eq!(facts[2], (1, "D4".to_owned(), 1, false));
        assert!(rules[2].2.own_look.as_ref().unwrap().font.color.is_some());
    }

    #[test]
    fn tables_fill_their_headings() {
        let mut all = Geometry::default();
        let area = range("B2:D9").unwrap();
        all.add_table(area, 1, 1, Some("TableStyleMedium2"));
        all.add_table(area, 1, 0, Some("TableStyleDark1"));
        all.add_table(area, 1, 0, None);
        let shown: Vec<String> = all.backdrops.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["B2:D2", "B9:D9", "B2:D9"]);
    }

    #[test]
    fn a_cap_is_met() {
        let merges = "<mergeCell ref='A1:B2'/>".repeat(MOST + 1);
        assert!(geometry(&format!("<mergeCells>{merges}</mergeCells>")).is_err());
        assert!(geometry("<mergeCells><mergeCell ref='x'/></mergeCells>").is_err());
    }
}
