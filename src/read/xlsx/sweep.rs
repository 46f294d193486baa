//! Sees every text in an XML part: attributes, character data, comments, names and namespaces that nobody defined.
//!
//! Where a text is expected, and which surface it is at, the part's kind says (`parts`, `texts`); what a formula or a
//! header means is for the modules that this calls.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::lexicon;
use super::parts::{PartKind, Presence};
use super::shape;
use super::style_names::built_in;
use super::texts::{At, COMMON, Take};
use super::{Session, formula};
use crate::container::xml::{Attribute, Element, Ns, Xml};
use crate::model::{Place, Private, Reason, Spot, Substance, Surface, TextFact, Trace};

/// Most words of an attribute that only names something.
const LABEL_WORDS: usize = 4;

/// Texts of one surface that are held back before they go out as one trace.
const BATCH: usize = 256;

/// Inspector of the registry: a part that is XML, and whose kind says all about its texts.
pub(super) fn inspect_xml(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    sweep(session, part, kind, &mut Unobserved)
}

/// Someone who looks at the events of a part while it is swept, so that a part need not be inflated twice.
pub(super) trait Observer {
    /// An element begins; `path` holds the local names above it.
    fn start(&mut self, _element: &Element<'_>, _path: &[&'static str]) -> Result<(), Reason> {
        Ok(())
    }
    /// The character data of the element whose name comes last in `path`, whole.
    fn text(&mut self, _text: &str, _path: &[&'static str]) -> Result<(), Reason> {
        Ok(())
    }
    /// The element whose name comes last in `path` ends.
    fn end(&mut self, _path: &[&'static str]) -> Result<(), Reason> {
        Ok(())
    }
    /// Whether it takes this text, an attribute's or (without a name) character data of the element whose name comes last
    /// in `path`, to hand it on as part of a table: then it is counted, and not judged a second time by itself.
    fn takes(&mut self, _attribute: &str, _text: &str, _path: &[&'static str]) -> bool {
        false
    }
    /// Called after each event, to hand on what it took.
    fn hand_on(&mut self, _session: &mut Session<'_>) -> Result<(), Reason> {
        Ok(())
    }
    /// The surface that texts are at which would be a drawing's own (`drawing-text`), from the element that began last.
    fn redirect(&self) -> Option<Surface> {
        None
    }
    /// Whether the children of this element are read elsewhere and must not be swept.
    fn skips(&self, _element: &Element<'_>) -> bool {
        false
    }
}

/// For parts that only need sweeping.
pub(super) struct Unobserved;
impl Observer for Unobserved {}

/// Walks a part from start to end.
pub(super) fn sweep(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
    observer: &mut dyn Observer,
) -> Result<(), Reason> {
    let mut xml = session.xml(part)?;
    let mut sweep = Sweep::new(session, part, kind);
    loop {
        let skipped = match xml.next()? {
            Xml::Start(element) => {
                sweep.flush_text(observer)?;
                observer.start(&element, &sweep.path)?;
                sweep.redirect = observer.redirect();
                sweep.element(&element, observer)?;
                observer.hand_on(sweep.session)?;
                observer.skips(&element).then(|| element.name().to_owned())
            }
            Xml::End => {
                sweep.flush_text(observer)?;
                observer.end(&sweep.path)?;
                observer.hand_on(sweep.session)?;
                sweep.end();
                None
            }
            Xml::Text(text) | Xml::Cdata(text) => {
                sweep.text.push_str(&text);
                None
            }
            Xml::Remark(text) => {
                sweep.remark(&text);
                None
            }
            Xml::Eof => break,
        };
        if let Some(name) = skipped {
            xml.skip_inside(&name)?;
        }
    }
    // Text behind the root, if the part does not stop there.
    sweep.flush_text(observer)?;
    sweep.finish();
    Ok(())
}

/// The sweeping of one part.
pub(super) struct Sweep<'s, 'a> {
    session: &'s mut Session<'a>,
    kind: &'static PartKind,
    place: Place,
    path: Vec<&'static str>,
    /// For each element of the path, whether it is one of SpreadsheetML.
    main: Vec<bool>,
    part: usize,
    text: String,
    found: BTreeMap<Surface, Found>,
    quiet: BTreeSet<Surface>,
    any: bool,
    choice: Option<Vec<String>>,
    redirect: Option<Surface>,
}

#[derive(Default)]
struct Found {
    count: u64,
    texts: Vec<Private<'static>>,
    spot: Option<&'static str>,
}

/// Whether a label is a name and no title: an attribute, or a document property.
fn is_name(attribute: &str, element: &str) -> bool {
    !attribute.is_empty() || matches!(element, "Application" | "lpstr" | "lpwstr")
}

/// Whether a text that stands where a font's name belongs is short enough to be one.
pub(super) fn is_font_name(text: &str) -> bool {
    words(text) <= LABEL_WORDS
}

/// How many words a text has; numbers of versions and lone signs are none.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}

/// Stands in the path for an element that no standard has.
const STRANGE: &str = "";

impl<'s, 'a> Sweep<'s, 'a> {
    /// Starts on a part.
    pub(super) fn new(session: &'s mut Session<'a>, part: usize, kind: &'static PartKind) -> Self {
        let place = session.place(part);
        Sweep {
            session,
            kind,
            place,
            path: Vec::new(),
            main: Vec::new(),
            part,
            text: String::new(),
            found: BTreeMap::new(),
            quiet: BTreeSet::new(),
            any: false,
            choice: None,
            redirect: None,
        }
    }

    /// An element: its name, its namespace, its attributes.
    fn element(&mut self, element: &Element<'_>, observer: &mut dyn Observer) -> Result<(), Reason> {
        let known = lexicon::element(element.local()).filter(|_| element.ns() != Ns::Foreign);
        let inside_strange = self.path.last() == Some(&STRANGE);
        if known.is_none() {
            self.add(self.strange(), element.local(), None);
        } else if inside_strange {
            self.add(self.strange(), "", None);
        }
        if known == Some("dataValidation") {
            self.be_quiet(Surface::DataValidation);
        }
        self.path.push(known.unwrap_or(STRANGE));
        self.main.push(element.ns() == Ns::Main);
        if element.ns() == Ns::Compat && element.local() == "AlternateContent" {
            self.choice = Some(Vec::new());
        }
        for attribute in element.attributes() {
            self.attribute(known, &attribute?, observer);
        }
        Ok(())
    }

    fn attribute(
        &mut self,
        element: Option<&'static str>,
        attribute: &Attribute<'_>,
        observer: &mut dyn Observer,
    ) {
        if attribute.ns == Ns::Xml {
            if !shape::about_xml(attribute.local, &attribute.value) {
                self.add(self.strange(), &format!("{} {}", attribute.local, attribute.value), element);
            }
            return;
        }
        if attribute.ns == Ns::Rel {
            if !self.is_relationship(&attribute.value) {
                self.add(self.strange(), &attribute.value, element);
            }
            return;
        }
        let known = lexicon::attribute(attribute.local).filter(|_| attribute.ns != Ns::Foreign);
        match (element, known) {
            (Some(_), Some(name)) => self.judge(name, &attribute.value, observer),
            _ => self.add(self.strange(), &format!("{} {}", attribute.local, attribute.value), None),
        }
    }

    /// Whether a value is the id of a relationship of this part; ids are judged where they are given.
    fn is_relationship(&self, id: &str) -> bool {
        let part = self.session.package.parts.get(self.part);
        let known = part.is_some_and(|part| part.relationships.iter().any(|known| known.id == id));
        known || lexicon::harmless(id)
    }

    /// Character data that is now whole.
    fn flush_text(&mut self, observer: &mut dyn Observer) -> Result<(), Reason> {
        if self.text.is_empty() {
            return Ok(());
        }
        let text = std::mem::take(&mut self.text);
        observer.text(&text, &self.path)?;
        self.judge("", &text, observer);
        self.text = text;
        self.text.clear();
        Ok(())
    }

    /// A comment or processing instruction.
    pub(super) fn remark(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.add(Surface::XmlRemark, text, None);
        }
    }

    fn end(&mut self) {
        self.main.pop();
        if self.path.pop() == Some("AlternateContent") {
            self.choice = None;
        }
    }

    /// An attribute's value, or (without a name) character data, of the element at the end of the path.
    fn judge(&mut self, attribute: &'static str, text: &str, observer: &mut dyn Observer) {
        if text.trim().is_empty() {
            return;
        }
        if self.path.contains(&STRANGE) {
            return self.add(self.strange(), text, None);
        }
        let element = self.path.last().copied().unwrap_or_default();
        let spot = if attribute.is_empty() { element } else { attribute };
        let home = self.kind.home;
        if observer.takes(attribute, text, &self.path) {
            return self.add(home, "", Some(spot));
        }
        let counts = self.kind.presence == Presence::Always && (attribute.is_empty() || attribute == "v");
        match self.take(element, attribute) {
            Some(Take::Skip) => {}
            Some(Take::Read) if self.main.last() == Some(&true) => {}
            Some(Take::Like(shape)) if shape.fits(text) => {}
            // Names of fonts and programs are a few words; an attribute with more says something else.
            Some(Take::Label) if is_name(attribute, element) && words(text) > LABEL_WORDS => {
                self.hold(self.default_surface(), text, spot);
            }
            Some(Take::Label) => self.label(spot, text),
            Some(Take::All(surface)) => self.hold(surface, text, spot),
            Some(Take::Name(surface)) if lexicon::automatic_name(text) => self.be_quiet(surface),
            Some(Take::Name(surface)) => self.hold(surface, text, spot),
            Some(Take::Style(surface)) if built_in(text) => self.be_quiet(surface),
            Some(Take::Style(surface)) => self.hold(surface, text, spot),
            Some(Take::Unseen(surface)) => self.defer(surface, text, spot),
            Some(Take::Formula(surface)) => {
                if formula::gives_away(text, &self.session.visible_sheets()) {
                    self.hold(surface, text, spot);
                } else {
                    self.be_quiet(surface);
                }
            }
            // The numbers and dates of a pivot cache or a link are content all the same.
            None if counts => self.hold(home, text, spot),
            Some(Take::To(surface)) if lexicon::harmless(text) => self.be_quiet(surface),
            Some(Take::To(surface)) => self.hold(surface, text, spot),
            None | Some(Take::Read | Take::Like(_)) if lexicon::harmless(text) => {}
            None if attribute.is_empty() && self.kind.presence == Presence::Never => {
                let surface = if self.in_extension() { Surface::ExtensionData } else { Surface::XmlRemark };
                self.hold(surface, text, spot);
            }
            None | Some(Take::Read | Take::Like(_)) => self.hold(self.default_surface(), text, spot),
        }
    }

    /// The surface of names that no standard has.
    fn strange(&self) -> Surface {
        if self.kind.presence == Presence::Always {
            self.kind.home
        } else if self.in_extension() || self.path.contains(&"AlternateContent") {
            Surface::ExtensionData
        } else {
            Surface::XmlRemark
        }
    }

    fn default_surface(&self) -> Surface {
        if self.in_extension() && self.kind.presence != Presence::Always {
            Surface::ExtensionData
        } else {
            self.kind.home
        }
    }

    fn in_extension(&self) -> bool {
        self.path.iter().any(|name| *name == "ext" || *name == "extLst")
    }

    /// The line that is for this text: the kind's own before those of any part.
    fn take(&self, element: &str, attribute: &str) -> Option<Take> {
        let fits = |at: &&At| {
            let named = at.element == "*" || at.element == element;
            let meant = at.attribute == attribute || at.attribute == "*" && !attribute.is_empty();
            named && meant && (at.within.is_empty() || self.path.contains(&at.within))
        };
        self.kind.texts.iter().find(fits).or_else(|| COMMON.iter().find(fits)).map(|at| at.take)
    }

    /// Holds a text at a surface; inside a fallback that repeats its choice it is nothing new, and else a hidden copy.
    fn hold(&mut self, surface: Surface, text: &str, spot: &'static str) {
        let surface = match self.redirect {
            Some(other) if surface == Surface::DrawingText => other,
            _ => surface,
        };
        let fallback = self.path.contains(&"Fallback");
        let choice = self.path.contains(&"Choice");
        match &mut self.choice {
            Some(seen) if choice && !fallback => seen.push(text.to_owned()),
            Some(seen) if fallback => {
                if !seen.iter().any(|known| known == text) {
                    self.add(Surface::ExtensionData, text, Some("Fallback"));
                }
                return;
            }
            _ => {}
        }
        self.add(surface, text, Some(spot));
    }

    fn defer(&mut self, surface: Surface, text: &str, spot: &'static str) {
        let place = self.place.clone().at(spot);
        if !self.session.deferred.defer(surface, place, text) {
            self.hold(surface, text, spot);
        }
    }

    fn label(&mut self, spot: &'static str, text: &str) {
        // Nobody sees the properties of a document in a sheet, nor does a copy have them.
        let hidden = self.kind.presence == Presence::Always || self.kind.home == Surface::DocumentProperty;
        let surface = if hidden { self.kind.home } else { Surface::VisibleCell };
        let place = self.place.clone().at(spot);
        self.session.visitor.text(TextFact { surface, place, text: Private::new(text) });
    }

    /// Counts a text for a trace of this surface.
    fn add(&mut self, surface: Surface, text: &str, spot: Option<&'static str>) {
        self.any = true;
        let found = self.found.entry(surface).or_default();
        found.count = found.count.saturating_add(1);
        found.spot = found.spot.or(spot);
        if !text.trim().is_empty() {
            found.texts.push(Private::new(Cow::Owned(text.to_owned())));
        }
        if found.texts.len() >= BATCH {
            let found = std::mem::take(found);
            self.emit(surface, found);
        }
    }

    /// Notes that a surface is there, with nothing in it so far.
    fn be_quiet(&mut self, surface: Surface) {
        self.quiet.insert(surface);
    }

    fn emit(&mut self, surface: Surface, found: Found) {
        if found.count == 0 {
            return;
        }
        let mut place = self.place.clone();
        place.spot = found.spot.map(Spot::Named);
        let substance = Substance::Holds(found.count);
        self.session.visitor.trace(Trace { surface, place, substance, texts: found.texts });
    }

    /// Sends out what was found, and says what the part is by being there.
    pub(super) fn finish(mut self) {
        let home = self.kind.home;
        let holds_home = self.found.contains_key(&home);
        self.quiet.retain(|surface| !self.found.contains_key(surface));
        for (surface, found) in std::mem::take(&mut self.found) {
            self.emit(surface, found);
        }
        for surface in std::mem::take(&mut self.quiet) {
            let substance =
                Substance::Harmless("its texts are the program's own, or only point at cells on view");
            let place = self.place.clone();
            self.session.visitor.trace(Trace { surface, place, substance, texts: Vec::new() });
        }
        let substance = match self.kind.presence {
            Presence::Always if !holds_home => Substance::Holds(1),
            Presence::IfText(reason) if !self.any => Substance::Harmless(reason),
            _ => return,
        };
        let place = self.place.clone();
        self.session.visitor.trace(Trace { surface: home, place, substance, texts: Vec::new() });
    }
}
