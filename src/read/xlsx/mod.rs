//! Workbooks in Office Open XML (ECMA-376): .xlsx, .xlsm and their templates.
//!
//! Every entry of the archive goes to one inspector; what none reads is reported. Sheets come last, when styles, strings
//! and all that lies over the cells is known.

mod alignment;
mod alternatives;
mod anomalies;
mod appearance;
mod bands;
mod binary;
mod border;
mod builtin;
mod caches;
mod cells;
mod chart;
mod color;
mod conditional;
mod custom;
mod deferred;
mod expression;
mod external;
mod fields;
mod font;
mod formula;
mod frame;
mod general;
mod geometry;
mod header_footer;
mod hooks;
mod iso;
mod lexicon;
mod links;
mod look;
mod numfmt;
mod objects;
mod outfit;
mod package;
mod parts;
mod reach;
mod reference;
mod regular;
mod remnant;
mod remote;
mod residue;
mod rich;
mod runs;
mod section;
mod shape;
mod sheet;
mod sink;
mod strings;
mod style_names;
mod styles;
mod sweep;
mod table;
mod tally;
#[cfg(test)]
mod testing;
mod texts;
mod theme;
mod value;
mod vml;
mod watch;
mod workbook;

pub use cells::read_cells;
pub use geometry::Geometry;
pub use hooks::SheetHooks;
pub use sink::{Context, Totals};
pub use strings::Strings;
pub use styles::Styles;
pub use theme::Theme;
pub use watch::Watch;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use package::Role;
pub(crate) use package::{CONTENT_TYPES, Package};
pub(crate) use reference::range as a1_range;

use super::{Input, Visitor};
use crate::container::Source;
use crate::container::xml::{DOCUMENT_TYPE, XmlReader};
use crate::container::zip::Archive;
use crate::limits::Budget;
use crate::model::{
    Book, Coverage, Place, Private, Range, Reason, SpanOwner, Substance, Surface, Trace, Unread,
};
use deferred::Deferred;
use parts::{UNREFERENCED, by_content_type, kind_for, kind_of};
use residue::Residue;
use table::Overlay;
use workbook::Workbook;

/// What reading one workbook needs and gathers.
struct Session<'a> {
    package: &'a Package,
    budget: &'a Budget,
    visitor: &'a mut dyn Visitor,
    deferred: Deferred,
    formulas: Rc<Watch>,
    book: Workbook,
    styles: Rc<Styles>,
    strings: Rc<Strings>,
    names: Rc<HashSet<String>>,
    whole: bool,
    link_ranges: HashMap<(usize, String), Range>,
    anchors: HashMap<usize, Vec<Range>>,
    overlays: HashMap<usize, Overlay>,
}

/// Reads a workbook. What cannot be read goes to the visitor as unread.
pub(crate) fn read(input: Input<'_>, visitor: &mut dyn Visitor) -> Coverage {
    let bytes = input.source.len();
    let package = match open_package(input.source, input.budget) {
        Ok(package) => package,
        Err(reason) => {
            visitor.unread(Unread::new(Place::default(), reason));
            return Coverage { bytes, accounted: 0 };
        }
    };
    let mut session = Session {
        package: &package,
        budget: input.budget,
        visitor,
        deferred: Deferred::default(),
        formulas: Rc::default(),
        book: Workbook::default(),
        styles: Rc::default(),
        strings: Rc::default(),
        names: Rc::default(),
        whole: true,
        link_ranges: HashMap::new(),
        anchors: HashMap::new(),
        overlays: HashMap::new(),
    };
    let accounted = session.read_all();
    Coverage { bytes, accounted }
}

impl Session<'_> {
    /// Reads everything; gives the number of bytes accounted for.
    fn read_all(&mut self) -> u64 {
        let mut done = vec![false; self.package.parts.len()];
        self.read_context(&mut done);
        self.announce();
        links::expect_addresses(self);
        let others: Vec<_> = (0..done.len()).filter(|number| !self.is_sheet(*number)).collect();
        // Sheets in the order of their tabs, whatever that of their parts: a copy is written in it.
        let sheets: Vec<_> = self.book.sheets.iter().filter_map(|tab| tab.part).collect();
        for number in others.into_iter().chain(sheets) {
            if done.get(number) == Some(&false) {
                let result = self.inspect(number);
                self.settle(number, result, &mut done);
            }
        }
        self.report_unseen();
        links::report_addresses(self);
        let (deferred, visitor) = (&mut self.deferred, &mut *self.visitor);
        deferred.settle(visitor);
        anomalies::report_anomalies(self);
        self.accounted(&done)
    }

    /// The workbook part, and what its cells need before they can be read.
    fn read_context(&mut self, done: &mut [bool]) {
        let Some(main) = self.package.main() else {
            let reason = Reason::Damaged("it has no workbook part");
            self.visitor.unread(Unread::new(Place::default(), reason));
            return;
        };
        let result = workbook::read_workbook(self, main);
        self.settle(main, result, done);
        if let Some(part) = self.package.related(main, "styles") {
            let result = self.read_styles(main, part);
            self.settle(part, result, done);
        }
        if let Some(part) = self.package.related(main, "sharedStrings") {
            let result = self.read_strings(part);
            self.settle(part, result, done);
        }
    }

    /// Says what the workbook is, where somebody rebuilds it.
    fn announce(&mut self) {
        if !self.visitor.rebuilds() || self.package.main().is_none() {
            return;
        }
        self.visitor.book(&Book {
            sheets: self.book.sheets.iter().map(|tab| tab.sheet.clone()).collect(),
            looks: self.styles.appearances(),
            normal: self.styles.normal(),
            date1904: self.book.date1904,
            active: self.book.active(),
            delimiter: None,
        });
    }

    fn settle(&mut self, number: usize, result: Result<(), Reason>, done: &mut [bool]) {
        match (result, done.get_mut(number)) {
            (Ok(()), Some(done)) => *done = true,
            (Err(reason), _) => {
                let place = self.place(number);
                self.whole = false;
                let surface = match reason {
                    Reason::Encrypted => Some(Surface::Encrypted),
                    DOCUMENT_TYPE => Some(Surface::XmlRemark),
                    _ => None,
                };
                if let Some(surface) = surface {
                    let (place, substance) = (place.clone(), Substance::Holds(1));
                    self.visitor.trace(Trace { surface, place, substance, texts: Vec::new() });
                }
                self.visitor.unread(Unread::new(place, reason));
            }
            _ => {}
        }
    }

    /// Sends a part to its inspector.
    fn inspect(&mut self, number: usize) -> Result<(), Reason> {
        let Some(part) = self.package.parts.get(number) else { return Err(Reason::Internal) };
        match part.role {
            Role::Relationships if self.package.speaks_for_nothing(number) => {
                (UNREFERENCED.inspect)(self, number, &UNREFERENCED)
            }
            Role::Types => sweep::inspect_xml(self, number, &parts::TYPES),
            Role::Relationships => sweep::inspect_xml(self, number, &parts::PACKAGING),
            Role::Folder => self.package.archive.read(number, self.budget)?.finish(),
            Role::Content if part.reached_as.is_none() => {
                // A cache or picture that nothing points at any more is still one.
                let declared = part.content_type.as_deref().and_then(by_content_type);
                let lost = [Surface::PivotCache, Surface::Image];
                if let Some(kind) = declared.filter(|kind| lost.contains(&kind.home)) {
                    (kind.inspect)(self, number, kind)?;
                }
                (UNREFERENCED.inspect)(self, number, &UNREFERENCED)
            }
            Role::Content => {
                let kind = kind_of(part);
                // A second workbook, table of strings or styles part is one that no program shows.
                let lost = kind.is_context() && !self.is_context(number);
                let kind = if lost { &UNREFERENCED } else { kind };
                (kind.inspect)(self, number, kind)
            }
        }
    }

    /// Whether a part is the one workbook, table of strings or styles part that the cells are read with.
    fn is_context(&self, number: usize) -> bool {
        let main = self.package.main();
        let related = |kind| main.and_then(|main| self.package.related(main, kind));
        [main, related("styles"), related("sharedStrings")].contains(&Some(number))
    }

    fn is_sheet(&self, number: usize) -> bool {
        self.book.sheets.iter().any(|tab| tab.part == Some(number))
    }

    /// Where a part is: its name, and the sheet that it belongs to.
    fn place(&self, number: usize) -> Place {
        let Some(part) = self.package.parts.get(number) else { return Place::default() };
        let mut place = Place::part(&part.name);
        let mut at = Some(number);
        // Chains of relationships are as long as objects are nested; a loop is none, since each part is reached once.
        for _ in 0..16 {
            let Some(here) = at else { break };
            if let Some(tab) = self.book.sheets.iter().find(|tab| tab.part == Some(here)) {
                place.sheet.clone_from(&tab.sheet.name);
                break;
            }
            at = self.package.parts.get(here).and_then(|part| part.reached_from);
        }
        place
    }

    fn name(&self, number: usize) -> Arc<str> {
        self.package.parts.get(number).map_or_else(|| "".into(), |part| Arc::clone(&part.name))
    }

    fn xml(&self, number: usize) -> Result<XmlReader<'static>, Reason> {
        XmlReader::new(self.package.archive.read(number, self.budget)?, self.budget.limits())
    }

    /// Names of the sheets whose tabs are shown, in lower case.
    fn visible_sheets(&self) -> Rc<HashSet<String>> {
        Rc::clone(&self.book.visible)
    }

    /// Holds a text back until the cells are read, or reports it at once where too many wait.
    fn defer(&mut self, surface: Surface, place: Place, text: &str) {
        if !self.deferred.defer(surface, place.clone(), text) {
            let texts = vec![Private::new(text.to_owned())];
            let substance = Substance::Holds(1);
            self.visitor.trace(Trace { surface, place, substance, texts });
        }
    }

    fn keep_anchors(&mut self, drawing: usize, ranges: Vec<Range>) {
        self.anchors.insert(drawing, ranges);
    }

    /// Where objects lie over the cells of a sheet.
    fn anchors(&self, sheet: usize) -> Vec<Range> {
        let drawings = self.package.related_all(sheet, "drawing");
        drawings.filter_map(|drawing| self.anchors.get(&drawing)).flatten().copied().collect()
    }

    /// Whether a picture is what Excel shows in place of an embedded object: a metafile of a sheet that has such objects.
    fn is_preview(&self, image: usize) -> bool {
        let name = self.name(image).to_ascii_lowercase();
        let source = |part: usize| self.package.parts.get(part).and_then(|part| part.reached_from);
        let holder = source(image);
        let on_sheet = holder.is_some_and(|holder| self.is_sheet(holder));
        let sheets = [holder, holder.and_then(source)];
        let objects = |sheet: usize| {
            ["oleObject", "package"].iter().any(|kind| self.package.related(sheet, kind).is_some())
        };
        let metafile = name.ends_with(".emf") || name.ends_with(".wmf");
        metafile && (on_sheet || sheets.into_iter().flatten().any(objects))
    }

    /// Notes a name that formulas may use.
    fn keep_name(&mut self, name: &str) {
        Rc::make_mut(&mut self.names).insert(name.to_lowercase());
    }

    fn keep_overlay(&mut self, part: usize, overlay: Overlay) {
        for name in overlay.names() {
            self.keep_name(name);
        }
        self.overlays.insert(part, overlay);
    }

    /// The tables and pivot tables on a sheet.
    fn overlays(&self, sheet: usize) -> Vec<Overlay> {
        let tables =
            self.package.related_all(sheet, "table").chain(self.package.related_all(sheet, "pivotTable"));
        tables.filter_map(|part| self.overlays.get(&part)).cloned().collect()
    }

    fn read_styles(&mut self, main: usize, part: usize) -> Result<(), Reason> {
        let limits = self.budget.limits();
        let theme = match self.package.related(main, "theme") {
            Some(theme) => Theme::read(self.package.archive.read(theme, self.budget)?, limits)?,
            None => Theme::default(),
        };
        self.styles = Rc::new(Styles::read(self.package.archive.read(part, self.budget)?, &theme, limits)?);
        let mut names = style_names::StyleNames::default();
        sweep::sweep(self, part, kind_for("styles")?, &mut names)?;
        let place = self.place(part);
        names.report(self.visitor, place);
        Ok(())
    }

    fn read_strings(&mut self, part: usize) -> Result<(), Reason> {
        let kind = kind_for("sharedStrings")?;
        let input = self.package.archive.read(part, self.budget)?;
        let mut residue = Residue::new(kind);
        self.strings = Rc::new(Strings::read(input, self.budget.limits(), &mut residue)?);
        residue.report(self, part);
        Ok(())
    }

    /// Strings that no cell refers to, words of number formats that no cell shows, and what formulas give away: known
    /// only where every sheet was read.
    fn report_unseen(&mut self) {
        if !self.whole {
            return;
        }
        let main = self.package.main();
        let part_of = |kind| main.and_then(|main| self.package.related(main, kind));
        let (strings, styles) = (Rc::clone(&self.strings), Rc::clone(&self.styles));
        if let Some(trace) = part_of("sharedStrings").and_then(|part| strings.orphans(&self.name(part))) {
            self.visitor.trace(trace);
        }
        let literals = styles.unseen_literals();
        if let Some(place) = part_of("styles").map(|part| self.place(part)).filter(|_| !literals.is_empty()) {
            let (place, substance) = (place.at("numFmt"), Substance::Holds(literals.len() as u64));
            self.visitor.trace(Trace { surface: Surface::StyleName, place, substance, texts: literals });
        }
        for trace in self.formulas.traces(&strings) {
            self.visitor.trace(trace);
        }
    }

    /// Bytes with an owner that was read. Gaps are the places of findings (`package-anomaly`).
    fn accounted(&self, done: &[bool]) -> u64 {
        let owned = self.package.archive.spans().iter().filter(|span| match span.owner {
            SpanOwner::Data(entry) => done.get(entry).copied().unwrap_or(false),
            SpanOwner::Structure | SpanOwner::Gap => true,
        });
        owned.map(|span| span.to.saturating_sub(span.from)).sum()
    }
}

/// Opens the archive and the package in it.
///
/// # Errors
/// Where it is no package that can be read.
fn open_package(source: &Source, budget: &Budget) -> Result<Package, Reason> {
    Package::open(Archive::open(source, budget)?, budget)
}
