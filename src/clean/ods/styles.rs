//! The styles that a copy's cells, rows, columns and texts need: each is noted when something first asks for it, and all
//! are written once the sheets are, since only then they are known. Their number follows the looks, not the rows.

use std::collections::HashMap;
use std::io::{self, Write};

use super::looks;
use super::numbers::{DataStyle, translate};
use super::xml::{Tag, Xml};
use crate::clean::number_format::{Codes, Kind, Section, sections};
use crate::model::{Book, Dress, Edge, Font, Look, LookChange};

/// What a cell holds, as far as its style depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// A number that this section of its format shows, or nothing.
    Value(u8),
    /// A text, which is written as it is shown.
    Text,
    /// A truth value, of which formats for numbers say nothing.
    Truth,
}

/// Most looks that conditional formats make of others; programs open no more styles than about ten times as many.
const MOST_MIXED: usize = 4096;

/// A style of cells, by its number.
pub(super) type CellStyle = usize;

/// A style of cells: a look, and for merged cells the looks of the cells at their right and lower edge.
#[derive(Debug, Clone, Copy)]
struct Dressed {
    look: u32,
    role: Role,
    right: Option<u32>,
    bottom: Option<u32>,
}

/// All styles of a copy.
pub(super) struct Styles {
    looks: Vec<Look>,
    /// Size of the normal font.
    normal: f64,
    codes: Codes,
    known: HashMap<(u32, Role), CellStyle>,
    /// What the sheet's conditional formats change of looks, and the looks that this has made.
    overlays: Vec<LookChange>,
    overlaid: HashMap<(u32, u16), u32>,
    mixed: usize,
    cells: Vec<Dressed>,
    /// Height in hundredths of a point, and whether a page begins.
    rows: Numbered<(Option<u32>, bool)>,
    /// Width in pixels, and whether a page begins.
    columns: Numbered<(u32, bool)>,
    /// Fonts of texts, as the properties that they are written with.
    texts: Numbered<Vec<u8>>,
    data: HashMap<String, Option<(usize, DataStyle)>>,
}

/// Things with a number each, from 0.
struct Numbered<K>(HashMap<K, usize>);

impl<K: Eq + std::hash::Hash> Numbered<K> {
    fn number(&mut self, key: K) -> usize {
        let next = self.0.len();
        *self.0.entry(key).or_insert(next)
    }

    fn in_order(&self) -> Vec<(&K, usize)> {
        let mut all: Vec<_> = self.0.iter().map(|(key, number)| (key, *number)).collect();
        all.sort_unstable_by_key(|(_, number)| *number);
        all
    }
}

impl Styles {
    /// For the looks of a workbook.
    pub(super) fn of(book: &Book) -> Self {
        Styles {
            looks: if book.looks.is_empty() { vec![Look::default()] } else { book.looks.clone() },
            normal: book.normal.size.unwrap_or(11.0),
            codes: Codes::of(&book.looks),
            known: HashMap::new(),
            overlays: Vec::new(),
            overlaid: HashMap::new(),
            mixed: 0,
            cells: Vec::new(),
            rows: Numbered(HashMap::new()),
            columns: Numbered(HashMap::new()),
            texts: Numbered(HashMap::new()),
            data: HashMap::new(),
        }
    }

    /// Begins a sheet with these overlays.
    pub(super) fn begin_sheet(&mut self, overlays: &[LookChange]) {
        self.overlays = overlays.to_vec();
        self.overlaid.clear();
    }

    /// A look with what a conditional format changes of it.
    pub(super) fn overlaid(&mut self, look: u32, overlay: Option<u16>) -> u32 {
        let Some(number) = overlay else { return look };
        if let Some(known) = self.overlaid.get(&(look, number)) {
            return *known;
        }
        let change = self.overlays.get(usize::from(number)).filter(|_| self.mixed < MOST_MIXED);
        let (Some(change), Ok(made)) = (change, u32::try_from(self.looks.len())) else { return look };
        let mixed = looks::changed(self.look(look), change);
        self.codes.push(&mixed);
        self.looks.push(mixed);
        self.mixed = self.mixed.saturating_add(1);
        self.overlaid.insert((look, number), made);
        made
    }

    /// The style of a cell.
    pub(super) fn cell(&mut self, look: u32, role: Role) -> CellStyle {
        if let Some(known) = self.known.get(&(look, role)) {
            return *known;
        }
        let style = self.own(look, role);
        self.known.insert((look, role), style);
        style
    }

    /// A style for merged cells, whose edges are not known yet.
    pub(super) fn own(&mut self, look: u32, role: Role) -> CellStyle {
        self.cells.push(Dressed { look, role, right: None, bottom: None });
        self.cells.len().saturating_sub(1)
    }

    /// The right edge of merged cells looks like that of this look.
    pub(super) fn right_edge(&mut self, style: CellStyle, look: u32) {
        if let Some(dressed) = self.cells.get_mut(style) {
            dressed.right = Some(look);
        }
    }

    /// Their lower edge does.
    pub(super) fn lower_edge(&mut self, style: CellStyle, look: u32) {
        if let Some(dressed) = self.cells.get_mut(style) {
            dressed.bottom = Some(look);
        }
    }

    /// What kind of value a section of a look's format shows, and whether a time of day is in it; none where the format
    /// has no data style.
    pub(super) fn kind(&mut self, look: u32, section: u8) -> Option<(Kind, bool)> {
        let code = self.look(look).format(section).to_owned();
        if is_general(&code) {
            return Some((Kind::Number, false));
        }
        self.data_style(&code)?;
        self.codes.section(look, section).map(|section| (section.kind(), section.has_time()))
    }

    /// Whether a cell with this look may need more than a row of one line.
    pub(super) fn needs_room(&self, look: u32, text: bool) -> bool {
        let look = self.look(look);
        let large = look.font.size.is_some_and(|size| size > self.normal);
        large || look.alignment.rotation != 0 || (text && looks::wraps(&look.alignment))
    }

    /// The style of a row.
    pub(super) fn row(&mut self, height: Option<f64>, breaks: bool) -> String {
        let height = height.filter(|height| (0.0..=409.5).contains(height)).map(|height| {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 0 and 40,950"
            )]
            let hundredths = (height * 100.0).round() as u32;
            hundredths
        });
        format!("ro{}", self.rows.number((height, breaks)))
    }

    /// The style of a column.
    pub(super) fn column(&mut self, pixels: u32, breaks: bool) -> String {
        format!("co{}", self.columns.number((pixels, breaks)))
    }

    /// The style of a stretch of text.
    pub(super) fn text(&mut self, font: &Font) -> io::Result<String> {
        let mut xml = Xml::new(Vec::new());
        looks::font(&mut xml, font, true)?;
        Ok(format!("T{}", self.texts.number(xml.into_inner())))
    }

    fn look(&self, look: u32) -> &Look {
        static PLAIN: std::sync::LazyLock<Look> = std::sync::LazyLock::new(Look::default);
        let index = usize::try_from(look).unwrap_or(usize::MAX);
        self.looks.get(index).or(self.looks.first()).unwrap_or(&PLAIN)
    }

    /// The number of a code's data style.
    fn data_style(&mut self, code: &str) -> Option<usize> {
        if !self.data.contains_key(code) {
            let number = self.data.values().flatten().count();
            self.data.insert(code.to_owned(), translate(code).map(|style| (number, style)));
        }
        self.data.get(code)?.as_ref().map(|(number, _)| *number)
    }

    /// Writes them all.
    pub(super) fn write<W: Write>(&mut self, xml: &mut Xml<W>) -> io::Result<()> {
        self.write_bands(xml)?;
        let cells = std::mem::take(&mut self.cells);
        let data: Vec<Option<usize>> = cells.iter().map(|cell| self.data_of(cell)).collect();
        let mut styles: Vec<&(usize, DataStyle)> = self.data.values().flatten().collect();
        styles.sort_unstable_by_key(|(number, _)| *number);
        for (number, style) in styles {
            style.write(xml, &format!("N{number}"))?;
        }
        for ((number, dressed), data) in cells.iter().enumerate().zip(data) {
            self.write_cell(xml, number, dressed, data)?;
        }
        for (font, number) in self.texts.in_order() {
            xml.open(style(&format!("T{number}"), "text"))?;
            xml.get_mut().write_all(font)?;
            xml.close("style:style")?;
        }
        Ok(())
    }

    fn write_bands<W: Write>(&self, xml: &mut Xml<W>) -> io::Result<()> {
        let page = |breaks: bool| if breaks { "page" } else { "auto" };
        for ((pixels, breaks), number) in self.columns.in_order() {
            xml.open(style(&format!("co{number}"), "table-column"))?;
            let width = format!("{:.4}in", f64::from(*pixels) / 96.0);
            let properties = Tag::new("style:table-column-properties").with("style:column-width", width);
            xml.empty(properties.with("fo:break-before", page(*breaks)))?;
            xml.close("style:style")?;
        }
        for ((height, breaks), number) in self.rows.in_order() {
            xml.open(style(&format!("ro{number}"), "table-row"))?;
            let points = height.map(|height| format!("{}pt", f64::from(height) / 100.0));
            let properties = Tag::new("style:table-row-properties")
                .maybe("style:row-height", points)
                .with("style:use-optimal-row-height", if height.is_some() { "false" } else { "true" });
            xml.empty(properties.with("fo:break-before", page(*breaks)))?;
            xml.close("style:style")?;
        }
        Ok(())
    }

    /// The data style of a cell: none for General, and for texts but where they are to stay texts.
    fn data_of(&mut self, cell: &Dressed) -> Option<usize> {
        let code = match cell.role {
            Role::Value(section) => self.look(cell.look).format(section),
            Role::Truth => return None,
            Role::Text => Some(self.look(cell.look).format(Dress::NO_SECTION)).filter(|code| *code == "@")?,
        };
        if is_general(code) {
            return None;
        }
        let code = code.to_owned();
        self.data_style(&code)
    }

    fn write_cell<W: Write>(
        &self,
        xml: &mut Xml<W>,
        number: usize,
        dressed: &Dressed,
        data: Option<usize>,
    ) -> io::Result<()> {
        let look = self.look(dressed.look);
        let edge = |other: Option<u32>, of: fn(&Look) -> Option<Edge>, own: Option<Edge>| {
            other.map_or(own, |other| of(self.look(other)))
        };
        let mut borders = look.borders;
        borders.right = edge(dressed.right, |look| look.borders.right, borders.right);
        borders.bottom = edge(dressed.bottom, |look| look.borders.bottom, borders.bottom);
        let data = data.map(|number| format!("N{number}"));
        let tag = style(&name(number), "table-cell").with("style:parent-style-name", "Default");
        xml.open(tag.maybe("style:data-style-name", data))?;
        looks::cell(xml, look.fill, &borders, &look.alignment)?;
        looks::font(xml, &look.font, false)?;
        xml.close("style:style")
    }
}

/// Whether a code shows every number as it is.
fn is_general(code: &str) -> bool {
    sections(code).is_some_and(|sections| sections.iter().all(Section::is_general))
}

/// The name of a style of cells.
pub(super) fn name(style: CellStyle) -> String {
    format!("ce{style}")
}

/// A style of this name and family.
pub(super) fn style(name: &str, family: &str) -> Tag {
    Tag::new("style:style").with("style:name", name).with("style:family", family)
}
