//! Oddities of the archive as facts: stray bytes with the texts in them, and what programs could read differently.

use super::Session;
use crate::container::strings;
use crate::container::zip::{Anomaly, AnomalyKind};
use crate::model::{Place, Private, Reason, Spot, Substance, Surface, Trace, Unread};

/// Most bytes of one stray stretch that are searched for texts.
const SEARCHED: usize = 4 << 20;

/// Reports what is odd about the archive. Called once all entries were read, since slack shows itself only then.
pub(super) fn report_anomalies(session: &mut Session<'_>) {
    let package = session.package;
    let slack = package.archive.slack();
    for anomaly in package.archive.anomalies().iter().chain(&slack) {
        report(session, anomaly);
    }
}

fn report(session: &mut Session<'_>, anomaly: &Anomaly) {
    // What is locked is said where it could not be read.
    if anomaly.kind == AnomalyKind::Encrypted {
        return;
    }
    let part = anomaly.entry.and_then(|entry| session.package.parts.get(entry)).map(|part| part.name.clone());
    let place = Place { part, spot: Some(Spot::Bytes(anomaly.from, anomaly.to)), ..Place::default() };
    let raw = session.package.archive.raw(anomaly);
    let length = usize::try_from(raw.len()).unwrap_or(SEARCHED).min(SEARCHED);
    let texts = raw.bytes_at(0, length).map(|bytes| strings(&bytes, 4)).unwrap_or_default();
    if let Some(clause) = anomaly.kind.ambiguous() {
        session.visitor.unread(Unread::new(place.clone(), Reason::Ambiguous(clause)));
    }
    let substance = if anomaly.all_zero {
        Substance::Harmless("stray bytes that are all zero")
    } else if let Some(reason) = harmless(anomaly.kind) {
        Substance::Harmless(reason)
    } else {
        Substance::Holds(1)
    };
    let texts = texts.into_iter().map(Private::new).collect();
    session.visitor.trace(Trace { surface: Surface::PackageAnomaly, place, substance, texts });
}

/// What programs write without meaning, and what has no room for text.
fn harmless(kind: AnomalyKind) -> Option<&'static str> {
    match kind {
        AnomalyKind::Backslash => Some("names with backslashes, as some programs write them"),
        AnomalyKind::NameEncoding => Some("a name whose letters are not marked as UTF-8"),
        AnomalyKind::OddFlags => Some("flags that mean nothing in a document"),
        AnomalyKind::DescriptorMissing => Some("a checksum that is stored once instead of twice"),
        _ => None,
    }
}
