//! How sheets are printed: a page layout and a master page for each (ODF 1.3 part 3, 16.5, 16.9, 17.2).

use std::io::{self, Write};

use super::xml::{Tag, Xml};
use crate::model::Print;

/// Width and height in inches of the papers that Excel numbers (ECMA-376 18.18.50, the common ones).
const PAPERS: &[(u8, f64, f64)] = &[
    (1, 8.5, 11.0),
    (3, 11.0, 17.0),
    (5, 8.5, 14.0),
    (7, 7.25, 10.5),
    (8, 11.6929, 16.5354),
    (9, 8.2677, 11.6929),
    (11, 5.8268, 8.2677),
    (12, 9.8425, 13.9370),
    (13, 6.9291, 9.8425),
];

/// A4.
const A4: (f64, f64) = (8.2677, 11.6929);

/// Left, right, top and bottom as Excel has them where nothing is said.
const MARGINS: [f64; 6] = [0.7, 0.7, 0.75, 0.75, 0.3, 0.3];

/// The name of a sheet's master page.
pub(super) fn master(sheet: usize) -> String {
    format!("page{sheet}")
}

/// Writes the page layout of a sheet.
pub(super) fn layout<W: Write>(xml: &mut Xml<W>, sheet: usize, print: &Print) -> io::Result<()> {
    xml.open(Tag::new("style:page-layout").with("style:name", format!("layout{sheet}")))?;
    xml.empty(properties(print))?;
    xml.close("style:page-layout")
}

/// Writes the master page of a sheet, without headers and footers.
pub(super) fn master_page<W: Write>(xml: &mut Xml<W>, sheet: usize) -> io::Result<()> {
    let tag = Tag::new("style:master-page").with("style:name", master(sheet));
    xml.open(tag.with("style:page-layout-name", format!("layout{sheet}")))?;
    for part in ["style:header", "style:footer"] {
        xml.empty(Tag::new(part).with("style:display", "false"))?;
    }
    xml.close("style:master-page")
}

fn properties(print: &Print) -> Tag {
    let paper = PAPERS.iter().find(|(number, ..)| Some(*number) == print.paper);
    let (short, long) = paper.map_or(A4, |(_, width, height)| (*width, *height));
    let (width, height) = if print.landscape { (long, short) } else { (short, long) };
    let [left, right, top, bottom, ..] =
        print.margins.filter(|all| all.iter().all(|margin| (0.0..50.0).contains(margin))).unwrap_or(MARGINS);
    let inches = |length: f64| format!("{length:.4}in");
    let tag = Tag::new("style:page-layout-properties")
        .with("fo:page-width", inches(width))
        .with("fo:page-height", inches(height))
        .with("style:print-orientation", if print.landscape { "landscape" } else { "portrait" })
        .with("fo:margin-left", inches(left))
        .with("fo:margin-right", inches(right))
        .with("fo:margin-top", inches(top))
        .with("fo:margin-bottom", inches(bottom))
        .with("style:print-page-order", if print.over_then_down { "ltr" } else { "ttb" })
        .maybe("style:first-page-number", print.first_page.map(|page| page.to_string()))
        .with("style:print", printed(print))
        .maybe("style:table-centering", centering(print));
    scaled(tag, print)
}

/// What is printed beside the cells.
fn printed(print: &Print) -> String {
    let mut all = vec!["charts", "drawings", "objects", "zero-values"];
    if print.gridlines {
        all.push("grid");
    }
    if print.headings {
        all.push("headers");
    }
    all.join(" ")
}

fn centering(print: &Print) -> Option<&'static str> {
    match (print.center_horizontally, print.center_vertically) {
        (true, true) => Some("both"),
        (true, false) => Some("horizontal"),
        (false, true) => Some("vertical"),
        (false, false) => None,
    }
}

/// To so many pages, or to a share. Pages wide or high alone is LibreOffice's addition.
fn scaled(tag: Tag, print: &Print) -> Tag {
    let pages = |count: u16| (count > 0).then(|| count.to_string());
    match (print.fit, print.scale) {
        (Some((wide, high)), _) => {
            tag.maybe("style:scale-to-X", pages(wide)).maybe("style:scale-to-Y", pages(high))
        }
        (None, Some(scale)) if (10..=400).contains(&scale) => tag.with("style:scale-to", format!("{scale}%")),
        _ => tag,
    }
}
