//! Archives made odd on purpose: each oddity is told, each byte keeps an owner, nothing panics.

mod damaged;
mod maker;
mod odd;
mod plain;

use super::{Anomaly, AnomalyKind, Archive};
use crate::container::Source;
use crate::limits::{Budget, Limits};
use crate::model::{Reason, SpanOwner};

fn budget() -> Budget {
    Budget::new(&Limits::default())
}

fn open(bytes: &[u8]) -> Result<Archive, Reason> {
    let opened = Archive::open(&Source::memory(bytes), &budget());
    if let Ok(archive) = &opened {
        assert_tiled(archive, bytes.len() as u64);
    }
    opened
}

/// Each byte is in exactly one span, and the data of entries is theirs.
fn assert_tiled(archive: &Archive, length: u64) {
    let mut at = 0;
    for span in archive.spans() {
        assert_eq!(span.from, at);
        assert!(span.to > span.from);
        if let SpanOwner::Data(entry) = span.owner {
            let data = &archive.entries()[entry].data;
            assert!(data.start <= span.from && span.to <= data.end);
        }
        at = span.to;
    }
    assert_eq!(at, length);
}

fn kinds(archive: &Archive) -> Vec<AnomalyKind> {
    archive.anomalies().iter().map(|anomaly| anomaly.kind).collect()
}

/// The bytes that an anomaly is about.
fn bytes_of(archive: &Archive, anomaly: &Anomaly) -> Vec<u8> {
    let raw = archive.raw(anomaly);
    raw.bytes_at(0, usize::try_from(raw.len()).unwrap()).unwrap()
}

/// Opens an archive that has exactly this one oddity, and gives the bytes that it is about.
fn only(bytes: &[u8], kind: AnomalyKind) -> (Archive, Vec<u8>) {
    let archive = open(bytes).unwrap();
    assert_eq!(kinds(&archive), [kind]);
    let about = bytes_of(&archive, &archive.anomalies()[0]);
    (archive, about)
}
