//! The workbook part (ECMA-376 18.2): sheets and their states, defined names, what its window shows.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use super::frame::PrintName;
use super::parts::kind_for;
use super::sweep::{Observer, sweep};
use super::{Session, formula};
use crate::container::xml::{Element, Ns};
use crate::model::{
    Place, Private, Reason, Sheet, SheetKind, SheetState, Substance, Surface, TextFact, Trace, Unread,
};

/// What the workbook part says.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    /// Its sheets, in the order of their tabs.
    pub(super) sheets: Vec<Tab>,
    /// Whether dates count from 1904 (18.2.28).
    pub(super) date1904: bool,
    /// Whether results are worked out anew when it is opened (18.2.2).
    pub(super) recalculates: bool,
    /// Names of the sheets whose tabs are shown, in lower case.
    pub(super) visible: Rc<HashSet<String>>,
    names: Vec<Name>,
    prints: Vec<PrintName>,
    view: View,
}

impl Workbook {
    /// The position of the tab that is shown on opening: where that one is hidden, the nearest that is not.
    pub(super) fn active(&self) -> usize {
        let shown =
            self.sheets.iter().map(|tab| &tab.sheet).filter(|sheet| sheet.state == SheetState::Visible);
        // Of two that are as near, the one to the right.
        let distance = |index: usize| (index.abs_diff(self.view.active), index < self.view.active);
        shown.map(|sheet| sheet.index).min_by_key(|index| distance(*index)).unwrap_or(0)
    }

    /// The names that say how a sheet is printed.
    pub(super) fn print_names(&self, sheet: usize) -> impl Iterator<Item = &PrintName> {
        self.prints.iter().filter(move |name| name.sheet == sheet)
    }
}

/// An entry of the list of sheets.
#[derive(Debug, Clone)]
pub(super) struct Tab {
    /// The sheet, as facts speak of it.
    pub(super) sheet: Sheet,
    /// Its part; none where the relationship leads nowhere.
    pub(super) part: Option<usize>,
}

#[derive(Debug, Default)]
struct Name {
    name: String,
    remarks: Vec<String>,
    text: String,
    /// The position of the sheet that it is for; none for the workbook.
    sheet: Option<usize>,
}

#[derive(Debug, Default)]
struct View {
    read: bool,
    tabs_off: bool,
    first: usize,
    active: usize,
}

/// Reads the workbook part, sweeps its texts, and reports its names and its view.
pub(super) fn read_workbook(session: &mut Session<'_>, part: usize) -> Result<(), Reason> {
    let kind = kind_for("officeDocument")?;
    let mut reading = Reading { book: Workbook::default(), ids: Vec::new() };
    sweep(session, part, kind, &mut reading)?;
    let Reading { mut book, ids } = reading;
    let mut lost = false;
    for (tab, id) in book.sheets.iter_mut().zip(ids) {
        tab.part = session.package.target(part, &id);
        lost |= tab.part.is_none() && !id.is_empty();
        let reached = tab.part.and_then(|number| session.package.parts.get(number));
        tab.sheet.part = reached.map(|part| Arc::clone(&part.name));
        tab.sheet.kind = reached.map_or(SheetKind::Worksheet, |part| sheet_kind(part.reached_as.as_deref()));
    }
    if let Some(twice) = repeated(&book.sheets) {
        return Err(twice);
    }
    if book.sheets.is_empty() || lost {
        let reason = if book.sheets.is_empty() {
            Reason::Damaged("the workbook lists no sheets in a form that can be read")
        } else {
            Reason::Damaged("a sheet that the workbook lists is not there")
        };
        let place = session.place(part);
        session.visitor.unread(Unread::new(place, reason));
    }
    let shown = book.sheets.iter().filter(|tab| tab.sheet.state == SheetState::Visible);
    book.visible = Rc::new(shown.filter_map(|tab| Some(tab.sheet.name.as_ref()?.to_lowercase())).collect());
    session.book = book;
    let place = session.place(part);
    report_view(session, &place);
    report_names(session, &place);
    report_tabs(session);
    report_modules(session, &place);
    Ok(())
}

fn sheet_kind(reached: Option<&str>) -> SheetKind {
    match reached {
        Some("chartsheet") => SheetKind::Chartsheet,
        Some("dialogsheet") => SheetKind::Dialogsheet,
        Some("xlMacrosheet" | "xlIntlMacrosheet") => SheetKind::Macrosheet,
        _ => SheetKind::Worksheet,
    }
}

/// Two sheets of one name, or of one part, mean different things to different programs.
fn repeated(tabs: &[Tab]) -> Option<Reason> {
    let mut names = HashSet::new();
    let mut parts = HashSet::new();
    for tab in tabs {
        let name = tab.sheet.name.as_deref().unwrap_or_default().to_lowercase();
        if !names.insert(name) {
            return Some(Reason::Ambiguous("two sheets have the same name"));
        }
        if tab.part.is_some_and(|part| !parts.insert(part)) {
            return Some(Reason::Ambiguous("two sheets are stored in the same part"));
        }
    }
    None
}

struct Reading {
    book: Workbook,
    ids: Vec<String>,
}

impl Observer for Reading {
    fn start(&mut self, element: &Element<'_>, _path: &[&'static str]) -> Result<(), Reason> {
        if element.ns() != Ns::Main {
            return Ok(());
        }
        match element.local() {
            "workbookPr" => self.book.date1904 = flag(element, "date1904")?,
            "calcPr" => self.book.recalculates = flag(element, "fullCalcOnLoad")?,
            "sheet" => self.sheet(element)?,
            // Several windows may show one workbook; the first decides what is seen when it opens.
            "workbookView" if !self.book.view.read => self.book.view = View::of(element)?,
            "definedName" => self.name(element)?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str, path: &[&'static str]) -> Result<(), Reason> {
        if let (Some(&"definedName"), Some(name)) = (path.last(), self.book.names.last_mut()) {
            name.text.push_str(text);
        }
        Ok(())
    }
}

impl Reading {
    fn sheet(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        let state = match element.get("state")?.as_deref() {
            Some("hidden") => SheetState::Hidden,
            Some("veryHidden") => SheetState::VeryHidden,
            _ => SheetState::Visible,
        };
        let name: Arc<str> = element.get("name")?.unwrap_or_default().into();
        let index = self.book.sheets.len();
        let kind = SheetKind::Worksheet;
        let sheet = Sheet { name: Some(name), part: None, index, state, kind };
        self.book.sheets.push(Tab { sheet, part: None });
        self.ids.push(element.find(Ns::Rel, "id")?.unwrap_or_default());
        Ok(())
    }

    fn name(&mut self, element: &Element<'_>) -> Result<(), Reason> {
        let mut name = Name::default();
        for attribute in element.attributes() {
            let attribute = attribute?;
            match attribute.local {
                "name" => name.name = attribute.value.into_owned(),
                "localSheetId" => name.sheet = attribute.value.trim().parse().ok(),
                "comment" | "description" | "help" | "statusBar" | "customMenu"
                    if !attribute.value.trim().is_empty() =>
                {
                    name.remarks.push(attribute.value.into_owned());
                }
                _ => {}
            }
        }
        self.book.names.push(name);
        Ok(())
    }
}

impl View {
    fn of(element: &Element<'_>) -> Result<Self, Reason> {
        let position =
            |name| Ok::<_, Reason>(element.get(name)?.and_then(|text| text.trim().parse().ok()).unwrap_or(0));
        let (first, active) = (position("firstSheet")?, position("activeTab")?);
        let off =
            element.get("showSheetTabs")?.is_some_and(|value| matches!(value.trim(), "0" | "false" | "off"));
        // Without width for the tabs, or without a window, none is seen either.
        let squeezed = element.get("tabRatio")?.is_some_and(|value| value.trim() == "0");
        let hidden = element.get("visibility")?.is_some_and(|value| value != "visible");
        Ok(View { read: true, tabs_off: off || squeezed || hidden, first, active })
    }
}

/// An `xsd:boolean` attribute; absent is false.
pub(super) fn flag(element: &Element<'_>, name: &str) -> Result<bool, Reason> {
    Ok(element.get(name)?.is_some_and(|value| matches!(value.trim(), "1" | "true" | "on")))
}

/// Tabs that are off, or begin past a sheet that is meant to be seen.
fn report_view(session: &mut Session<'_>, place: &Place) {
    let book = &session.book;
    let beyond = |tab: &&Tab| {
        tab.sheet.state == SheetState::Visible && (book.view.tabs_off || tab.sheet.index < book.view.first)
    };
    let unseen: Vec<_> = book.sheets.iter().filter(beyond).filter_map(|tab| tab.sheet.name.clone()).collect();
    let total = book.sheets.iter().filter(|tab| tab.sheet.state == SheetState::Visible).count();
    if unseen.is_empty() || book.view.tabs_off && total < 2 {
        return;
    }
    let spot = if book.view.tabs_off { "showSheetTabs" } else { "firstSheet" };
    let place = place.clone().at(spot).on(unseen.first());
    let substance = Substance::Holds(unseen.len() as u64);
    session.visitor.trace(Trace { surface: Surface::OutOfViewSheet, place, substance, texts: Vec::new() });
}

/// Names that Excel needs, or that only point at cells on view, give nothing away.
fn report_names(session: &mut Session<'_>, place: &Place) {
    let visible = session.visible_sheets();
    for name in std::mem::take(&mut session.book.names) {
        session.keep_name(&name.name);
        session.book.prints.extend(PrintName::of(&name.name, name.sheet, &name.text));
        let place = place.clone().at("definedName");
        let texts: Vec<_> = name.remarks.iter().cloned().map(Private::new).collect();
        let built_in = BUILT_IN.iter().any(|known| name.name.eq_ignore_ascii_case(known));
        let telling = formula::gives_away(&name.text, &visible) || !texts.is_empty();
        // What Excel makes for itself refers to cells, or to some that are gone.
        let refers = name.text.contains('!') || name.text.trim().is_empty();
        let substance = if built_in && refers && !telling {
            Substance::Harmless("Excel needs the name for printing or filtering")
        } else {
            Substance::Holds(1)
        };
        let mut all = texts;
        if matches!(substance, Substance::Holds(_)) {
            all.push(Private::new(name.name));
            all.push(Private::new(name.text));
        }
        session.visitor.trace(Trace { surface: Surface::DefinedName, place, substance, texts: all });
    }
}

/// 18.2.5: names that Excel makes for itself.
const BUILT_IN: &[&str] = &[
    "_xlnm._FilterDatabase",
    "_xlnm.Print_Area",
    "_xlnm.Print_Titles",
    "_xlnm.Criteria",
    "_xlnm.Extract",
    "_xlnm.Consolidate_Area",
    "_xlnm.Database",
    "_xlnm.Sheet_Title",
    "_FilterDatabase",
    "Print_Area",
    "Print_Titles",
];

/// The names on the tabs are texts too: on view, or hidden with their sheet.
fn report_tabs(session: &mut Session<'_>) {
    for tab in &session.book.sheets {
        let Some(name) = &tab.sheet.name else { continue };
        let surface = sheet_surface(tab.sheet.state).unwrap_or(Surface::VisibleCell);
        let fact = TextFact { surface, place: tab.sheet.place(), text: Private::new(name.to_string()) };
        session.visitor.text(fact);
    }
}

/// A sheet without a part: the entry that Excel keeps for a module of Excel 5 macros, which no program shows.
fn report_modules(session: &mut Session<'_>, place: &Place) {
    for tab in session.book.sheets.iter().filter(|tab| tab.part.is_none()) {
        let place = place.clone().at("sheet").on(tab.sheet.name.as_ref());
        let (surface, substance) = (Surface::OutOfViewSheet, Substance::Holds(1));
        session.visitor.trace(Trace { surface, place, substance, texts: Vec::new() });
    }
}

/// The surface that a sheet in this state is.
pub(super) fn sheet_surface(state: SheetState) -> Option<Surface> {
    match state {
        SheetState::Visible => None,
        SheetState::Hidden => Some(Surface::HiddenSheet),
        SheetState::VeryHidden => Some(Surface::VeryHiddenSheet),
    }
}
