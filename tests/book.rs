//! A small reader of packages for the tests of cells: finds the sheets of a workbook with the `zip` crate.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use foi_gate::container::xml::{Attribute, Element, Ns, Xml, XmlReader};
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::{
    Cell, Private, Reason, Sheet, SheetKind, SheetState, Substance, Surface, TextFact, Trace, Unread, Value,
    Visibility,
};
use foi_gate::read::xlsx::{
    Context, Geometry, SheetHooks, Strings, Styles, Theme, Totals, Watch, read_cells,
};
use foi_gate::read::{Child, Visitor};

/// A cell as it was pushed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    pub(crate) at: (u32, u32),
    pub(crate) value: String,
    pub(crate) shown: String,
    pub(crate) shared: Option<u32>,
    pub(crate) hidden: Option<Surface>,
}

/// A trace as it was pushed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Traced {
    pub(crate) surface: Surface,
    pub(crate) range: String,
    pub(crate) substance: Substance,
    pub(crate) texts: Vec<String>,
}

impl Traced {
    pub(crate) fn of(trace: Trace<'_>) -> Self {
        Traced {
            surface: trace.surface,
            range: trace.place.range.map(|range| range.to_string()).unwrap_or_default(),
            substance: trace.substance,
            texts: trace.texts.iter().map(Private::expose).map(str::to_owned).collect(),
        }
    }

    pub(crate) fn holds(&self) -> u64 {
        match self.substance {
            Substance::Holds(count) => count,
            _ => 0,
        }
    }
}

/// Writes down what is pushed.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    pub(crate) cells: Vec<Seen>,
    pub(crate) traces: Vec<Traced>,
}

/// A number as a text that can be compared to the last bit.
pub(crate) fn number(value: f64) -> String {
    format!("n:{value:?}")
}

/// A text, or its length and beginning where it is long: one long text may be in thousands of cells.
pub(crate) fn text(value: &str) -> String {
    let start = || value.chars().take(200).collect::<String>();
    if value.len() > 4096 { format!("t:{} bytes, {}", value.len(), start()) } else { format!("t:{value}") }
}

impl Visitor for Recorder {
    fn rebuilds(&self) -> bool {
        false
    }
    fn book(&mut self, _: &foi_gate::model::Book) {}
    fn frame(&mut self, _: &foi_gate::model::Frame) {}
    fn object(&mut self, _: &foi_gate::model::Object) {}
    fn row(&mut self, _: &foi_gate::model::Row) {}
    fn blank(&mut self, _: u32, _: u32, _: u32) {}
    fn sheet(&mut self, _: &Sheet) {}

    fn cell(&mut self, cell: &Cell<'_>) {
        let value = match cell.value {
            Value::Text(value) => text(value),
            Value::Number(value) => number(value),
            Value::Bool(value) => format!("b:{value}"),
            Value::Error(text) => format!("e:{text}"),
            Value::Date(text) => format!("d:{text}"),
        };
        let hidden = match cell.visibility {
            Visibility::Visible => None,
            Visibility::Hidden(surface) => Some(surface),
        };
        let (at, shown) = ((cell.row, cell.col), cell.shown.chars().take(200).collect());
        self.cells.push(Seen { at, value, shown, shared: cell.shared, hidden });
    }

    fn sheet_end(&mut self, _: &Sheet) {}

    fn trace(&mut self, trace: Trace<'_>) {
        self.traces.push(Traced::of(trace));
    }

    fn text(&mut self, _: TextFact<'_>) {}

    fn child(&mut self, _: Child) {}

    fn unread(&mut self, _: Unread) {}
}

/// Writes down what is handed on.
#[derive(Debug, Default)]
pub(crate) struct Hooks {
    pub(crate) all: Vec<String>,
    pub(crate) unread: Vec<Reason>,
}

impl SheetHooks for Hooks {
    fn remark(&mut self, text: &str) {
        self.all.push(format!("!{text}"));
    }

    fn text(&mut self, text: &str) {
        self.all.push(format!("!{text}"));
    }

    fn unknown(&mut self, element: &Element<'_>) {
        self.all.push(format!("<{}", element.local()));
    }

    fn attribute(&mut self, element: &str, attribute: &Attribute<'_>) {
        self.all.push(format!("@{element} {}={}", attribute.local, attribute.value));
    }

    fn font(&mut self, name: &str) {
        self.all.push(format!("font {name}"));
    }

    fn unread(&mut self, reason: Reason) {
        self.unread.push(reason);
    }
}

/// What the sheets of a workbook share.
#[derive(Default)]
pub(crate) struct Shared {
    pub(crate) styles: Styles,
    pub(crate) strings: Strings,
    pub(crate) watch: Watch,
    pub(crate) date1904: bool,
    pub(crate) visible: HashSet<String>,
}

/// What one sheet came to.
pub(crate) struct Outcome {
    pub(crate) recorder: Recorder,
    pub(crate) hooks: Hooks,
    pub(crate) totals: Result<Totals, Reason>,
}

/// Reads a sheet part twice, as the program does.
pub(crate) fn read_sheet(xml: &[u8], sheet: &Sheet, shared: &Shared, limits: &Limits) -> Outcome {
    let mut geometry = Geometry::default();
    let (mut recorder, mut hooks) = (Recorder::default(), Hooks::default());
    let totals = first_pass(xml, limits, &mut geometry).and_then(|()| {
        let context = Context {
            styles: &shared.styles,
            strings: &shared.strings,
            watch: &shared.watch,
            date1904: shared.date1904,
            visible_sheets: &shared.visible,
            names: &shared.visible,
            anchors: &[],
            has_invisible: |text| text.contains('\u{200B}'),
        };
        let budget = Budget::new(limits);
        read_cells(xml, sheet, &context, &geometry, &budget, &mut recorder, &mut hooks)
    });
    Outcome { recorder, hooks, totals }
}

/// Feeds the events outside the sheet's data to its geometry.
pub(crate) fn first_pass(xml: &[u8], limits: &Limits, geometry: &mut Geometry) -> Result<(), Reason> {
    let mut reader = XmlReader::new(xml, limits)?;
    let mut path: Vec<String> = Vec::new();
    loop {
        let inside = path.iter().any(|name| name == "sheetData");
        match reader.next()? {
            Xml::Start(element) => {
                if !inside && element.local() != "sheetData" {
                    let parents: Vec<&str> = path.iter().map(String::as_str).collect();
                    geometry.start(&element, &parents)?;
                }
                path.push(element.local().to_owned());
            }
            Xml::Text(text) if !inside => geometry.text(&text),
            Xml::End => {
                path.pop();
                if !inside {
                    geometry.end()?;
                }
            }
            Xml::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A visible worksheet of this name.
pub(crate) fn worksheet(name: &str) -> Sheet {
    Sheet {
        name: Some(name.into()),
        part: Some("xl/worksheets/sheet1.xml".into()),
        index: 0,
        state: SheetState::Visible,
        kind: SheetKind::Worksheet,
    }
}

/// A workbook in a file.
pub(crate) struct Book {
    zip: zip::ZipArchive<File>,
    names: HashMap<String, usize>,
    pub(crate) sheets: Vec<(String, String)>,
    pub(crate) shared: Shared,
}

/// Most bytes of all parts; a bomb is a test of the container, not of cells.
const MOST_BYTES: u128 = 256 << 20;

/// Why a book could not be opened, in words.
pub(crate) type Failure = String;

impl Book {
    pub(crate) fn open(path: &Path, limits: &Limits) -> Result<Self, Failure> {
        let zip =
            zip::ZipArchive::new(File::open(path).map_err(|e| e.to_string())?).map_err(|e| e.to_string())?;
        if zip.decompressed_size().is_none_or(|size| size > MOST_BYTES) {
            return Err("too large for this test".to_owned());
        }
        let names = (0..zip.len()).filter_map(|i| Some((fold(&zip.name_for_index(i)?.ok()?), i))).collect();
        let mut book = Book { zip, names, sheets: Vec::new(), shared: Shared::default() };
        let root = book.rels("_rels/.rels", "")?;
        let workbook = root.values().find(|(kind, _)| kind.ends_with("/officeDocument"));
        let workbook = workbook.map(|(_, target)| target.clone()).ok_or("no workbook part")?;
        let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let rels = book.rels(&format!("{folder}/_rels/{file}.rels"), folder)?;
        book.workbook(&workbook, &rels)?;
        let part =
            |suffix: &str| rels.values().find(|(kind, _)| kind.ends_with(suffix)).map(|(_, to)| to.clone());
        let plain = |reason: Reason| reason.to_string();
        let theme = part("/theme").and_then(|part| book.part(&part).ok());
        let theme = theme.map_or(Ok(Theme::default()), |xml| Theme::read(&*xml, limits)).map_err(plain)?;
        if let Some(xml) = part("/styles").and_then(|part| book.part(&part).ok()) {
            book.shared.styles = Styles::read(&*xml, &theme, limits).map_err(plain)?;
        }
        if let Some(xml) = part("/sharedStrings").and_then(|part| book.part(&part).ok()) {
            book.shared.strings = Strings::read(&*xml, limits, &mut Hooks::default()).map_err(plain)?;
        }
        Ok(book)
    }

    pub(crate) fn part(&mut self, name: &str) -> Result<Vec<u8>, Failure> {
        let index = *self.names.get(&fold(name)).ok_or("no such part")?;
        let mut bytes = Vec::new();
        let mut entry = self.zip.by_index(index).map_err(|e| e.to_string())?;
        entry.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
        Ok(bytes)
    }

    fn rels(&mut self, name: &str, folder: &str) -> Result<HashMap<String, (String, String)>, Failure> {
        let xml = self.part(name)?;
        let mut all = HashMap::new();
        each(&xml, |element| {
            if element.local() == "Relationship" {
                let get = |name: &str| element.get(name).ok().flatten().unwrap_or_default();
                all.insert(get("Id"), (get("Type"), resolve(folder, &get("Target"))));
            }
        })?;
        Ok(all)
    }

    fn workbook(&mut self, part: &str, rels: &HashMap<String, (String, String)>) -> Result<(), Failure> {
        let xml = self.part(part)?;
        let (mut sheets, mut date1904) = (Vec::new(), false);
        each(&xml, |element| match element.local() {
            "sheet" => {
                let name = element.get("name").ok().flatten().unwrap_or_default();
                let id = element.find(Ns::Rel, "id").ok().flatten().unwrap_or_default();
                if let Some((kind, target)) = rels.get(&id)
                    && kind.ends_with("/worksheet")
                {
                    sheets.push((name, target.clone()));
                }
            }
            "workbookPr" => {
                date1904 = element
                    .get("date1904")
                    .ok()
                    .flatten()
                    .is_some_and(|value| value != "0" && value != "false");
            }
            _ => {}
        })?;
        self.shared.visible = sheets.iter().map(|(name, _)| name.to_lowercase()).collect();
        self.sheets = sheets;
        self.shared.date1904 = date1904;
        Ok(())
    }
}

fn each(xml: &[u8], mut take: impl FnMut(&Element<'_>)) -> Result<(), Failure> {
    let mut reader = XmlReader::new(xml, &Limits::default()).map_err(|e| e.to_string())?;
    loop {
        match reader.next().map_err(|e| e.to_string())? {
            Xml::Start(element) => take(&element),
            Xml::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn fold(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let full = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in full.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
