//! How a sheet is printed (ECMA-376 18.3.1.63 and around it), with the areas and titles that names hold (18.2.5).
//!
//! Headers and footers with words of their own, and the printer's settings, are surfaces and no part of this.

use super::{bounded, decimal, number, range, truth};
use crate::container::xml::Element;
use crate::model::{Print, Range, Reason};
use crate::read::xlsx::header_footer::plain;
use crate::read::xlsx::reference::{COLUMNS, ROWS};

/// Breaks that Excel takes.
const MOST_BREAKS: usize = 1023;

/// Parts of an area that are read.
const MOST_AREAS: usize = 256;

/// Excel's own margins: left, right, top, bottom, header, footer (18.3.1.62 gives no defaults).
const MARGINS: [f64; 6] = [0.7, 0.7, 0.75, 0.75, 0.3, 0.3];

/// More inches than any paper has.
const WIDEST_MARGIN: f64 = 49.0;

/// Rows and columns of the sheets of Excel 97, which names may have come from.
const OLD_ROWS: u32 = 1 << 16;
const OLD_COLUMNS: u32 = 1 << 8;

/// A name that says how a sheet is printed.
#[derive(Debug, Clone)]
pub(in crate::read::xlsx) struct PrintName {
    /// Position of the sheet among the tabs.
    pub(in crate::read::xlsx) sheet: usize,
    /// Whether it is the area, or else the titles.
    pub(in crate::read::xlsx) area: bool,
    /// What it refers to.
    pub(in crate::read::xlsx) text: String,
}

impl PrintName {
    /// None where a name is another one, or that of the whole workbook.
    pub(in crate::read::xlsx) fn of(name: &str, sheet: Option<usize>, text: &str) -> Option<Self> {
        let area = match name.strip_prefix("_xlnm.").unwrap_or(name) {
            known if known.eq_ignore_ascii_case("Print_Area") => true,
            known if known.eq_ignore_ascii_case("Print_Titles") => false,
            _ => return None,
        };
        Some(PrintName { sheet: sheet?, area, text: text.to_owned() })
    }
}

/// Gathers page setup.
#[derive(Debug, Default)]
pub(super) struct PrintReader {
    print: Print,
    fits: bool,
    pages: Option<(u16, u16)>,
    /// The first page, or every other, has a header or footer of its own.
    pages_differ: bool,
}

impl PrintReader {
    pub(super) fn start(&mut self, element: &Element<'_>, above: &[&str]) -> Result<(), Reason> {
        match (above, element.local()) {
            (["sheetPr"], "pageSetUpPr") => self.fits = truth(element, "fitToPage", false)?,
            ([], "pageSetup") => self.setup(element)?,
            ([], "pageMargins") => self.print.margins = Some(margins(element)?),
            ([], "printOptions") => {
                self.print.center_horizontally = truth(element, "horizontalCentered", false)?;
                self.print.center_vertically = truth(element, "verticalCentered", false)?;
                self.print.headings = truth(element, "headings", false)?;
                // Both have to be true (18.3.1.70).
                self.print.gridlines =
                    truth(element, "gridLines", false)? && truth(element, "gridLinesSet", true)?;
            }
            // Other pages than these are not made again.
            ([], "headerFooter") => {
                self.pages_differ =
                    truth(element, "differentFirst", false)? || truth(element, "differentOddEven", false)?;
            }
            (["rowBreaks"], "brk") => add_break(&mut self.print.row_breaks, element, ROWS)?,
            (["colBreaks"], "brk") => add_break(&mut self.print.column_breaks, element, COLUMNS)?,
            _ => {}
        }
        Ok(())
    }

    /// Takes a header or footer of all pages.
    pub(super) fn text(&mut self, text: &str, above: &[&str]) {
        match above {
            ["headerFooter", "oddHeader"] if !self.pages_differ => self.print.header = plain(text),
            ["headerFooter", "oddFooter"] if !self.pages_differ => self.print.footer = plain(text),
            _ => {}
        }
    }

    /// How the sheet of this name is printed, with its areas and titles.
    pub(super) fn finish<'n>(self, sheet: &str, names: impl Iterator<Item = &'n PrintName>) -> Print {
        let mut print = self.print;
        if self.fits {
            print.scale = None;
            print.fit = Some(self.pages.unwrap_or((1, 1)));
        }
        print.row_breaks.sort_unstable();
        print.column_breaks.sort_unstable();
        for name in names {
            let ranges = parts(&name.text).take(MOST_AREAS).filter_map(|part| on_sheet(part, sheet));
            if name.area {
                print.areas = ranges.collect();
            } else {
                ranges.for_each(|range| titles(&mut print, range));
            }
        }
        print
    }

    fn setup(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        let print = &mut self.print;
        print.landscape = element.get("orientation")?.as_deref() == Some("landscape");
        // A page that is set up and says no paper is on the first one, American letter paper.
        let paper = if element.get("paperSize")?.is_some() { number(element, "paperSize")? } else { Some(1) };
        print.paper = paper.filter(|paper| (1_u8..=118).contains(paper));
        // Nought is what some programs write for one that nobody chose.
        let scale = number::<u16>(element, "scale")?.filter(|scale| *scale > 0);
        print.scale = scale.map(|scale| scale.clamp(10, 400)).filter(|scale| *scale != 100);
        let pages =
            |name| Ok::<_, Reason>(number::<u16>(element, name)?.map_or(1, |pages| pages.min(32_767)));
        self.pages = Some((pages("fitToWidth")?, pages("fitToHeight")?));
        let first = number::<u16>(element, "firstPageNumber")?.filter(|page| *page <= 32_767);
        let used = truth(element, "useFirstPageNumber", false)?;
        print.first_page = first.filter(|_| used);
        print.over_then_down = element.get("pageOrder")?.as_deref() == Some("overThenDown");
        print.black_and_white = truth(element, "blackAndWhite", false)?;
        Ok(())
    }
}

fn margins(element: &Element<'_>) -> Result<[f64; 6], Reason> {
    let mut margins = MARGINS;
    for (margin, name) in margins.iter_mut().zip(["left", "right", "top", "bottom", "header", "footer"]) {
        if let Some(said) = decimal(element, name)?.filter(|inches| (0.0..WIDEST_MARGIN).contains(inches)) {
            *margin = said;
        }
    }
    Ok(margins)
}

/// A break that somebody set (18.3.1.3): those that Excel finds by itself follow from the sizes.
fn add_break(breaks: &mut Vec<u32>, element: &Element<'_>, end: u32) -> Result<(), Reason> {
    let at = number::<u32>(element, "id")?.filter(|at| (1..end).contains(at));
    if let Some(at) = at.filter(|at| breaks.len() < MOST_BREAKS && !breaks.contains(at))
        && truth(element, "man", false)?
    {
        breaks.push(at);
    }
    Ok(())
}

/// Cuts at the commas that stand in no quotes.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |letter| {
        quoted ^= letter == '\'';
        letter == ',' && !quoted
    })
}

/// A plain reference to cells of this very sheet.
fn on_sheet(part: &str, sheet: &str) -> Option<Range> {
    let (name, cells) = part.trim().rsplit_once('!')?;
    let bare = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\''));
    let name = bare.map_or_else(|| name.to_owned(), |quoted| quoted.replace("''", "'"));
    if name.to_lowercase() != sheet.to_lowercase() {
        return None;
    }
    range(cells)
}

/// Whole rows or whole columns; other cells are no titles.
fn titles(print: &mut Print, range: Range) {
    let all = |first: u32, last: u32, end: u32, old: u32| {
        let count = last.saturating_add(1);
        first == 0 && (count >= end || count == old)
    };
    let (first, last) = (range.first, bounded(range).last);
    if all(first.col, last.col, COLUMNS, OLD_COLUMNS) {
        print.repeat_rows = Some((first.row, last.row));
    } else if all(first.row, last.row, ROWS, OLD_ROWS) {
        print.repeat_columns = Some((first.col, last.col));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::each;
    use super::*;

    fn read(inside: &str, names: &[(bool, &str)]) -> Print {
        let mut reader = PrintReader::default();
        each(inside, |element, path| reader.start(element, path.get(1..).unwrap_or_default()).unwrap());
        let name =
            |(area, text): &(bool, &str)| PrintName { sheet: 0, area: *area, text: (*text).to_owned() };
        let names: Vec<PrintName> = names.iter().map(name).collect();
        reader.finish("O'Hara, Ward", names.iter())
    }

    #[test]
    fn page_setup_is_read_and_nonsense_is_not() {
        let print = read(
            "<printOptions horizontalCentered='1' headings='1' gridLines='1'/>
             <pageMargins left='1' right='-3' top='NaN' bottom='2' header='900' footer='0'/>
             <pageSetup paperSize='9' scale='5' orientation='landscape' firstPageNumber='7' useFirstPageNumber='1'
              pageOrder='overThenDown' blackAndWhite='1' fitToWidth='3'/>",
            &[],
        );
        let wanted = Print {
            landscape: true,
            paper: Some(9),
            scale: Some(10),
            margins: Some([1.0, 0.7, 0.75, 2.0, 0.3, 0.0]),
            center_horizontally: true,
            gridlines: true,
            headings: true,
            black_and_white: true,
            over_then_down: true,
            first_page: Some(7),
            ..Print::default()
        };
        assert_eq!(print, wanted);
        let odd = "<pageSetup paperSize='999' scale='x' firstPageNumber='7'/><printOptions gridLines='1' gridLinesSet='0'/>";
        assert_eq!(read(odd, &[]), Print::default());
        assert_eq!(read("<pageSetup paperSize='0' scale='0'/>", &[]), Print::default());
        assert_eq!(read("<pageSetup scale='100'/>", &[]).paper, Some(1));
    }

    #[test]
    fn pages_are_fitted_only_where_the_sheet_says_so() {
        let setup = "<pageSetup scale='50' fitToWidth='1' fitToHeight='0'/>";
        let fits = format!("<sheetPr><pageSetUpPr fitToPage='1'/></sheetPr>{setup}");
        let fitted = read(&fits, &[]);
        assert_eq!((fitted.fit, fitted.scale), (Some((1, 0)), None));
        let plain = read(setup, &[]);
        assert_eq!((plain.fit, plain.scale), (None, Some(50)));
    }

    #[test]
    fn breaks_are_those_that_somebody_set() {
        let print = read(
            "<rowBreaks><brk id='20' man='1'/><brk id='9' man='1'/><brk id='9' man='1'/><brk id='30'/><brk id='0' man='1'/>
             <brk id='1048576' man='1'/></rowBreaks><colBreaks><brk id='3' man='1'/></colBreaks>
             <customSheetViews><customSheetView><rowBreaks><brk id='5' man='1'/></rowBreaks></customSheetView></customSheetViews>",
            &[],
        );
        assert_eq!((print.row_breaks, print.column_breaks), (vec![9, 20], vec![3]));
    }

    #[test]
    fn areas_and_titles_of_this_very_sheet() {
        let own = "'O''Hara, Ward'!";
        let area = format!("{own}$A$1:$C$9,{own}$E:$F,Other!$A$1:$B$2,{own}OFFSET(A1,1,1),#REF!");
        let titles = format!("{own}$A:$B,{own}$1:$2");
        let print = read("", &[(true, &area), (false, &titles)]);
        let areas: Vec<String> = print.areas.iter().map(ToString::to_string).collect();
        assert_eq!(areas, ["A1:C9", "E:F"]);
        assert_eq!((print.repeat_rows, print.repeat_columns), (Some((0, 1)), Some((0, 1))));
        let old = read("", &[(false, &format!("{own}$A$3:$IV$4"))]);
        assert_eq!((old.repeat_rows, old.repeat_columns), (Some((2, 3)), None));
        let cells = read("", &[(false, &format!("{own}$A$3:$C$4"))]);
        assert_eq!((cells.repeat_rows, cells.repeat_columns), (None, None));
    }

    #[test]
    fn names_are_those_of_printing_and_of_a_sheet() {
        assert!(PrintName::of("_xlnm.Print_Area", Some(0), "x").is_some_and(|name| name.area));
        assert!(PrintName::of("Print_Titles", Some(0), "x").is_some_and(|name| !name.area));
        assert!(PrintName::of("_xlnm.Print_Area", None, "x").is_none());
        assert!(PrintName::of("_xlnm._FilterDatabase", Some(0), "x").is_none());
    }
}
