//! Addresses that the relationships of parts hold: web links, paths of other files, parts that are not there.

use super::Session;
use super::package::{Role, Target};
use crate::model::{Place, Private, Substance, Surface, TextFact, Trace};

/// Reports the addresses of every relationship in the package.
pub(super) fn report_addresses(session: &mut Session<'_>) {
    let package = session.package;
    let mut all: Vec<(Place, &super::package::Relationship)> = Vec::new();
    let root = package
        .parts
        .iter()
        .find(|part| part.role == Role::Relationships)
        .map(|part| Place::part(&part.name));
    all.extend(package.roots.iter().map(|relationship| (root.clone().unwrap_or_default(), relationship)));
    for (number, part) in package.parts.iter().enumerate() {
        let place = session.place(number).at("Target");
        all.extend(part.relationships.iter().map(|relationship| {
            let range = session.link_ranges.get(&(number, relationship.id.clone())).copied();
            (Place { range, ..place.clone() }, relationship)
        }));
    }
    for (place, relationship) in all {
        match &relationship.target {
            Target::External(address) => report_external(session, &relationship.kind, place, address),
            Target::Missing(address) => {
                let text = Private::new(address.clone());
                session.visitor.text(TextFact { surface: Surface::PackageAnomaly, place, text });
            }
            Target::Part(_) => {}
        }
    }
}

/// A web address that a cell shows is on open view; any other address is not.
fn report_external(session: &mut Session<'_>, kind: &str, place: Place, address: &str) {
    let surface = match kind {
        "hyperlink" => Surface::Hyperlink,
        "image" => Surface::Image,
        "oleObject" | "package" => Surface::EmbeddedObject,
        "pivotCacheDefinition" | "worksheetSource" => Surface::PivotCache,
        // Data consolidation names its sources on the sheet (18.3.1.29).
        "externalLinkPath" if place.sheet.is_some() => Surface::DataConsolidation,
        _ => Surface::ExternalLink,
    };
    if surface == Surface::Hyperlink && (address.starts_with("http://") || address.starts_with("https://")) {
        session.defer(surface, place, address);
        return;
    }
    if let Some(place_in_book) = address.strip_prefix('#') {
        let visible = session.visible_sheets();
        if !super::formula::gives_away(place_in_book, &visible) {
            let substance = Substance::Harmless("it leads to a place in this workbook");
            session.visitor.trace(Trace { surface, place, substance, texts: Vec::new() });
            return;
        }
    }
    let texts = vec![Private::new(address.to_owned())];
    session.visitor.trace(Trace { surface, place, substance: Substance::Holds(1), texts });
}
