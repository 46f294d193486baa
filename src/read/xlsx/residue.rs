//! What stands among the cells and the shared strings that is neither: judged like the texts of any other part.

use std::collections::BTreeSet;

use super::Session;
use super::hooks::SheetHooks;
use super::lexicon;
use super::parts::PartKind;
use crate::container::xml::{Attribute, Element, Ns};
use crate::model::{Private, Reason, Substance, Surface, TextFact, Trace, Unread};

/// Most texts of each kind that are kept; any more of them say nothing new.
const MOST: usize = 10_000;

/// Gathers what the readers of cells and strings hand on.
pub(super) struct Residue {
    kind: &'static PartKind,
    remarks: Vec<String>,
    strange: Vec<String>,
    extended: bool,
    fonts: BTreeSet<String>,
    unread: Vec<Reason>,
}

impl Residue {
    /// For a part of this kind.
    pub(super) fn new(kind: &'static PartKind) -> Self {
        Residue {
            kind,
            remarks: Vec::new(),
            strange: Vec::new(),
            extended: false,
            fonts: BTreeSet::new(),
            unread: Vec::new(),
        }
    }

    /// Reports it.
    pub(super) fn report(self, session: &mut Session<'_>, part: usize) {
        let place = session.place(part);
        let strange = match self.extended {
            _ if self.kind.home == Surface::Macro => Surface::Macro,
            true => Surface::ExtensionData,
            false => Surface::XmlRemark,
        };
        for (surface, texts) in [(Surface::XmlRemark, self.remarks), (strange, self.strange)] {
            if !texts.is_empty() {
                let substance = Substance::Holds(texts.len() as u64);
                let texts = texts.into_iter().map(Private::new).collect();
                session.visitor.trace(Trace { surface, place: place.clone(), substance, texts });
            }
        }
        for font in self.fonts {
            let text = Private::new(font);
            session.visitor.text(TextFact { surface: Surface::VisibleCell, place: place.clone(), text });
        }
        for reason in self.unread {
            session.visitor.unread(Unread::new(place.clone(), reason));
        }
    }

    fn keep_strange(&mut self, text: String) {
        if self.strange.len() < MOST {
            self.strange.push(text);
        }
    }
}

impl SheetHooks for Residue {
    fn remark(&mut self, text: &str) {
        if self.remarks.len() < MOST && !text.trim().is_empty() {
            self.remarks.push(text.to_owned());
        }
    }

    fn text(&mut self, text: &str) {
        if !lexicon::harmless(text) {
            self.keep_strange(text.to_owned());
        }
    }

    /// Extension lists are known elements without content; what is in them comes as elements of its own.
    fn unknown(&mut self, element: &Element<'_>) {
        self.extended |= matches!(element.local(), "extLst" | "ext");
        let known = element.ns() != Ns::Foreign && lexicon::element(element.local()).is_some();
        if !known {
            self.keep_strange(element.local().to_owned());
        }
        for attribute in element.attributes().flatten() {
            if attribute.ns != Ns::Xml && !(known && lexicon::harmless(&attribute.value)) {
                self.keep_strange(attribute.value.into_owned());
            }
        }
    }

    fn attribute(&mut self, _element: &str, attribute: &Attribute<'_>) {
        let known = attribute.ns != Ns::Foreign && lexicon::attribute(attribute.local).is_some();
        if !(known && lexicon::harmless(&attribute.value)) {
            self.keep_strange(format!("{} {}", attribute.local, attribute.value));
        }
    }

    fn font(&mut self, name: &str) {
        if self.fonts.len() < MOST && !self.fonts.contains(name) {
            self.fonts.insert(name.to_owned());
        }
    }

    fn unread(&mut self, reason: Reason) {
        if !self.unread.contains(&reason) {
            self.unread.push(reason);
        }
    }
}
