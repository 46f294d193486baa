//! A sheet part (ECMA-376 18.3): first everything but its cells, then its cells, each streamed.

use std::rc::Rc;

use super::cells::read_cells;
use super::deferred::Deferred;
use super::frame::Framer;
use super::geometry::Geometry;
use super::parts::PartKind;
use super::reference::range;
use super::residue::Residue;
use super::sink::{Context, Totals};
use super::sweep::{Observer, sweep};
use super::workbook::{Tab, sheet_surface};
use super::{Session, header_footer, reach};
use crate::container::xml::{Element, Ns};
use crate::model::{
    Book, Cell, Frame as SheetFrame, Object, Place, Private, Range, Reason, Row, Sheet, SheetKind,
    SheetState, Substance, Surface, TextFact, Trace, Unread, Visibility,
};
use crate::read::invisible::invisible;
use crate::read::{Child, Visitor};

/// Inspector of the registry: a sheet that the workbook lists. One that it does not list is found by nobody who opens
/// the workbook, and so counts as unreferenced.
pub(super) fn inspect_sheet(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let Some(tab) = session.book.sheets.iter().find(|tab| tab.part == Some(part)).cloned() else {
        return super::binary::inspect_binary(session, part, &super::parts::UNREFERENCED);
    };
    session.visitor.sheet(&tab.sheet);
    let result = read(session, part, kind, &tab);
    session.visitor.sheet_end(&tab.sheet);
    result
}

fn read(session: &mut Session<'_>, part: usize, kind: &'static PartKind, tab: &Tab) -> Result<(), Reason> {
    let framer = session.visitor.rebuilds().then(Framer::default);
    let mut frame = Frame { framer, ..Frame::default() };
    sweep(session, part, kind, &mut frame)?;
    frame.report(session, part);
    for overlay in session.overlays(part) {
        overlay.lay(&mut frame.geometry);
    }
    if let Some(framer) = frame.framer.take() {
        let (made, per_cell) = framer.finish(session, part, tab, &frame.geometry);
        frame.geometry.per_cell = per_cell;
        session.visitor.frame(&made);
    }
    let anchors = session.anchors(part);
    let (styles, strings) = (Rc::clone(&session.styles), Rc::clone(&session.strings));
    let (watch, visible_sheets) = (Rc::clone(&session.formulas), session.visible_sheets());
    let names = Rc::clone(&session.names);
    let context = Context {
        styles: &styles,
        strings: &strings,
        watch: &watch,
        date1904: session.book.date1904,
        visible_sheets: &visible_sheets,
        names: &names,
        anchors: &anchors,
        has_invisible,
    };
    super::objects::push(session, part)?;
    if tab.sheet.state == SheetState::Visible {
        let open = || session.package.archive.read(part, session.budget);
        frame.geometry.reach = reach::find(&frame.geometry, session.budget, open)?;
    }
    let input = session.package.archive.read(part, session.budget)?;
    let mut residue = Residue::new(kind);
    let totals = {
        let mut cells = Shown { visitor: session.visitor, deferred: &mut session.deferred };
        let (budget, geometry) = (session.budget, &frame.geometry);
        read_cells(input, &tab.sheet, &context, geometry, budget, &mut cells, &mut residue)?
    };
    residue.report(session, part);
    report_hidden(session, tab, &totals, !anchors.is_empty());
    report_results(session, tab, &totals);
    Ok(())
}

/// Whether a text holds characters that nobody sees, more than the stray ones that web pages leave.
fn has_invisible(text: &str) -> bool {
    invisible(text).is_some_and(|found| matches!(found.substance(), Substance::Holds(_)))
}

const NO_RESULT: &str = "formulas whose results are not stored in the file, so that their cells are empty (open the original, \
                         save it, and clean it again)";
const OLD_RESULT: &str = "formulas that are worked out anew when the original is opened; the copy shows the results that are \
                          stored in the file";

/// Formulas on view of which it is not known what they show.
fn report_results(session: &mut Session<'_>, tab: &Tab, totals: &Totals) {
    let [with, without] = totals.formulas;
    let old = with.filter(|_| session.book.recalculates);
    for (range, what) in [(without, NO_RESULT), (old, OLD_RESULT)] {
        if let Some(range) = range {
            session.visitor.missing(tab.sheet.place().cells(range), what);
        }
    }
}

/// The sheet itself, if its tab is not shown: with nothing in it, it is only odd.
fn report_hidden(session: &mut Session<'_>, tab: &Tab, totals: &Totals, objects: bool) {
    let Some(surface) = sheet_surface(tab.sheet.state) else { return };
    let cells = totals.visible.saturating_add(totals.hidden);
    let holds = cells > 0 || objects || tab.sheet.kind != SheetKind::Worksheet;
    let substance = if holds { Substance::Holds(cells.max(1)) } else { Substance::Empty };
    let place = Place { range: totals.range, ..tab.sheet.place() };
    session.visitor.trace(Trace { surface, place, substance, texts: Vec::new() });
}

/// What pass 1 gathers beside the sweep.
#[derive(Default)]
struct Frame {
    geometry: Geometry,
    framer: Option<Framer>,
    headers: Vec<(&'static str, String)>,
    links: Vec<Link>,
}

#[derive(Default)]
struct Link {
    id: Option<String>,
    range: Option<Range>,
    location: Option<String>,
    display: Option<String>,
    tooltip: Option<String>,
}

impl Observer for Frame {
    fn start(&mut self, element: &Element<'_>, path: &[&'static str]) -> Result<(), Reason> {
        if path.is_empty() && element.ns() != Ns::Main && !element.local().ends_with("macrosheet") {
            return Err(Reason::Damaged("a sheet is not written in the language of sheets"));
        }
        self.geometry.start(element, path)?;
        if let Some(framer) = &mut self.framer {
            framer.start(element, path)?;
        }
        if element.is("hyperlink") {
            self.links.push(Link {
                id: element.find(Ns::Rel, "id")?,
                range: element.get("ref")?.and_then(|text| range(&text)),
                location: element.get("location")?,
                display: element.get("display")?,
                tooltip: element.get("tooltip")?,
            });
        }
        Ok(())
    }

    fn text(&mut self, text: &str, path: &[&'static str]) -> Result<(), Reason> {
        self.geometry.text(text);
        if let Some(framer) = &mut self.framer {
            framer.text(text, path);
        }
        let name = path.last().copied().unwrap_or_default();
        if path.contains(&"headerFooter") && !path.contains(&"customSheetView") && header_footer::is_one(name)
        {
            self.headers.push((name, text.to_owned()));
        }
        Ok(())
    }

    fn end(&mut self, path: &[&'static str]) -> Result<(), Reason> {
        if let Some(framer) = &mut self.framer {
            framer.end(path);
        }
        self.geometry.end()
    }

    fn skips(&self, element: &Element<'_>) -> bool {
        element.ns() == Ns::Main && element.local() == "sheetData"
    }
}

impl Frame {
    fn report(&mut self, session: &mut Session<'_>, part: usize) {
        let place = session.place(part);
        for (name, text) in std::mem::take(&mut self.headers) {
            header_footer::report(session.visitor, place.clone().at(name), &text);
        }
        for link in std::mem::take(&mut self.links) {
            if let (Some(id), Some(range)) = (&link.id, link.range) {
                session.link_ranges.insert((part, id.clone()), range);
            }
            let place = link.range.map_or(place.clone(), |range| place.clone().cells(range));
            report_link(session, &place, &link);
        }
    }
}

/// A link inside the workbook gives nothing away; what it says where nobody looks does (18.3.1.47).
fn report_link(session: &mut Session<'_>, place: &Place, link: &Link) {
    let visible = session.visible_sheets();
    if let Some(location) = link.location.as_deref().filter(|text| !text.is_empty()) {
        let telling = super::formula::gives_away(location, &visible);
        let substance = if telling {
            Substance::Holds(1)
        } else {
            Substance::Harmless("it leads to a place in this workbook")
        };
        let texts = if telling { vec![Private::new(location.to_owned())] } else { Vec::new() };
        let place = place.clone().at("location");
        session.visitor.trace(Trace { surface: Surface::Hyperlink, place, substance, texts });
    }
    if let Some(tooltip) = link.tooltip.as_deref().filter(|text| !text.trim().is_empty()) {
        let texts = vec![Private::new(tooltip.to_owned())];
        let place = place.clone().at("tooltip");
        let substance = Substance::Holds(1);
        session.visitor.trace(Trace { surface: Surface::Hyperlink, place, substance, texts });
    }
    if let Some(display) = link.display.as_deref().filter(|text| !text.trim().is_empty()) {
        session.defer(Surface::Hyperlink, place.clone().at("display"), display);
    }
}

/// Lets the watch see what is on open view, on its way to the visitor.
struct Shown<'v> {
    visitor: &'v mut dyn Visitor,
    deferred: &'v mut Deferred,
}

impl Visitor for Shown<'_> {
    fn rebuilds(&self) -> bool {
        self.visitor.rebuilds()
    }
    fn book(&mut self, book: &Book) {
        self.visitor.book(book);
    }
    fn frame(&mut self, frame: &SheetFrame) {
        self.visitor.frame(frame);
    }
    fn object(&mut self, object: &Object) {
        self.visitor.object(object);
    }
    fn row(&mut self, row: &Row) {
        self.visitor.row(row);
    }
    fn blank(&mut self, row: u32, col: u32, look: u32) {
        self.visitor.blank(row, col, look);
    }
    fn sheet(&mut self, sheet: &Sheet) {
        self.visitor.sheet(sheet);
    }
    fn cell(&mut self, cell: &Cell<'_>) {
        if cell.visibility == Visibility::Visible && !self.deferred.idle() {
            self.deferred.see(cell.shown, cell.value);
        }
        self.visitor.cell(cell);
    }
    fn sheet_end(&mut self, sheet: &Sheet) {
        self.visitor.sheet_end(sheet);
    }
    fn trace(&mut self, trace: Trace<'_>) {
        self.visitor.trace(trace);
    }
    fn text(&mut self, text: TextFact<'_>) {
        self.visitor.text(text);
    }
    fn child(&mut self, child: Child) {
        self.visitor.child(child);
    }
    fn unread(&mut self, unread: Unread) {
        self.visitor.unread(unread);
    }
}
