//! Addresses that the relationships of parts hold: web links, paths of other files, parts that are not there.

use super::Session;
use super::package::{Role, Target};
use crate::model::{Place, Private, Substance, Surface, TextFact, Trace};

/// Has the cells looked at for the web addresses of the package; they are reported once all cells are read.
pub(super) fn expect_addresses(session: &mut Session<'_>) {
    let package = session.package;
    for relationship in package.parts.iter().flat_map(|part| &part.relationships) {
        if let Target::External(address) = &relationship.target
            && relationship.kind == "hyperlink"
            && is_web(address)
        {
            session.deferred.expect(address);
        }
    }
}

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
    let lost = package.lost.iter().map(String::as_str);
    let folders = package.parts.iter().filter(|part| part.role == Role::Folder).map(|part| &*part.name);
    for name in lost.chain(folders) {
        report_lost(session, root.clone().unwrap_or_default(), name);
    }
    for (place, relationship) in all {
        if let Some(address) = &relationship.detour {
            let (surface, substance) = (Surface::PackageAnomaly, Substance::Holds(1));
            let texts = vec![Private::new(address.clone())];
            session.visitor.trace(Trace { surface, place: place.clone(), substance, texts });
        }
        match &relationship.target {
            Target::External(address) => report_external(session, &relationship.kind, place, address),
            Target::Missing(address) => {
                report_lost(session, place, address);
            }
            Target::Part(_) => {}
        }
    }
}

/// The name of a part that is not there, or of a folder: programs leave such names behind, and a sentence is none.
fn report_lost(session: &mut Session<'_>, place: Place, name: &str) {
    let surface = Surface::PackageAnomaly;
    if let Some(inside) = name.strip_prefix('#')
        && !super::formula::gives_away(inside, &session.visible_sheets())
    {
        return;
    }
    let text = Private::new(name.to_owned());
    if name.contains(char::is_whitespace) {
        session.visitor.trace(Trace { surface, place, substance: Substance::Holds(1), texts: vec![text] });
    } else {
        session.visitor.text(TextFact { surface, place, text });
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
    if surface == Surface::Hyperlink && is_web(address) {
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

fn is_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}
