//! The zip walker on real files, held against the `zip` crate and against `truth.jsonl`, where the corpus is present.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says so where it is skipped"
)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::Path;

use foi_gate::container::Source;
use foi_gate::container::zip::{AnomalyKind, Archive};
use foi_gate::limits::{Budget, Limits};
use serde_json::Value;

use crate::support::corpus;

/// The files of the truth that are zip archives, each with what it says about the archive.
fn archives(folder: &Path) -> Vec<(String, Value)> {
    let truth = fs::read_to_string(folder.join("truth.jsonl")).unwrap();
    let lines = truth.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let zipped = lines.filter(|line| line["zip"].is_object());
    zipped.map(|line| (line["path"].as_str().unwrap().to_owned(), line["zip"].clone())).collect()
}

/// Where ours differs from the truth or the `zip` crate for a reason that was found by opening the bytes.
const EXPLAINED: &[(&str, &str)] = &[
    (
        "duplicate-filename.xlsx",
        "two entries have one name; the zip crate keeps the last, we keep both and say so",
    ),
    (
        "different-column-width-excel2010.xlsx",
        "an empty part is packed as no bytes at all, which the zip crate calls incomplete",
    ),
    (
        "clusterfuzz-testcase-minimized-POIFuzzer-5040805309710336.xlsx",
        "all offsets are off, no listed entry is in place but one: we call all before that one unclaimed, the truth nothing",
    ),
    (
        "clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-6504225896792064.xlsx",
        "a broken directory record ends the directory early: the zip crate refuses the file, we open it as ambiguous and \
         call the rest of the directory unclaimed",
    ),
];

#[test]
fn corpus_is_read_as_the_zip_crate_reads_it() {
    let Some(folder) = corpus() else { return };
    let mut kinds: BTreeMap<AnomalyKind, (usize, String)> = BTreeMap::new();
    let mut problems: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut opened, mut parts) = (0, 0);
    for (path, truth) in archives(&folder) {
        let bytes = fs::read(folder.join(&path)).unwrap();
        let source = Source::file(File::open(folder.join(&path)).unwrap()).unwrap();
        let budget = Budget::new(&Limits::default());
        let ours = Archive::open(&source, &budget);
        let theirs = zip::ZipArchive::new(Cursor::new(&bytes[..]));
        let found = match (ours, theirs) {
            (Err(_), Err(_)) => continue,
            (Err(reason), Ok(_)) => vec![format!("only the zip crate opens it: {reason}")],
            (Ok(archive), theirs) => {
                opened += 1;
                parts += archive.entries().len();
                assert_tiled(&archive, bytes.len() as u64);
                let mut found = compare_content(&archive, &budget, theirs);
                found.extend(compare_truth(&archive, &truth));
                for anomaly in [archive.anomalies(), &archive.slack()].concat() {
                    kinds.entry(anomaly.kind).or_insert((0, path.clone())).0 += 1;
                }
                found
            }
        };
        if !found.is_empty() {
            problems.insert(path.rsplit('/').next().unwrap().to_owned(), found);
        }
    }
    println!("{parts} entries of {opened} archives");
    for (kind, (count, first)) in kinds {
        println!("{count:6} {kind:?}, first in {first}");
    }
    let explained: Vec<&str> = EXPLAINED.iter().map(|(file, _why)| *file).collect();
    let unexplained: Vec<_> =
        problems.iter().filter(|(file, _)| !explained.contains(&file.as_str())).collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    assert!(
        explained.iter().all(|file| problems.contains_key(*file)),
        "explained, but not different: {problems:#?}"
    );
    assert!(opened > 1_000);
}

fn assert_tiled(archive: &Archive, length: u64) {
    let mut at = 0;
    for span in archive.spans() {
        assert!(span.from == at && span.to > at);
        at = span.to;
    }
    assert_eq!(at, length);
}

/// Every entry: the same name and bytes, or refused by both.
fn compare_content(
    archive: &Archive,
    budget: &Budget,
    theirs: zip::result::ZipResult<zip::ZipArchive<Cursor<&[u8]>>>,
) -> Vec<String> {
    let mut oracle = match theirs {
        Ok(oracle) => oracle,
        Err(error) => return vec![format!("only we open it: {error}")],
    };
    let entries = archive.entries();
    if oracle.len() != entries.len() {
        return vec![format!("{} entries, the zip crate has {}", entries.len(), oracle.len())];
    }
    let mut found = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let ours = archive.read_whole(number, budget);
        let theirs = oracle.by_index(number).map_err(|error| error.to_string()).and_then(|mut part| {
            assert_eq!(part.name().unwrap(), &*entry.name);
            let mut content = Vec::new();
            part.read_to_end(&mut content).map(|_length| content).map_err(|error| error.to_string())
        });
        match (ours, theirs) {
            (Err(_), Err(_)) => {}
            (Ok(ours), Ok(theirs)) if ours == theirs => {}
            (ours, theirs) => {
                let (ours, theirs) = (ours.map(|bytes| bytes.len()), theirs.map(|bytes| bytes.len()));
                found.push(format!("{}: ours {ours:?}, theirs {theirs:?}", entry.name));
            }
        }
    }
    found
}

fn compare_truth(archive: &Archive, truth: &Value) -> Vec<String> {
    use AnomalyKind as K;
    let all = archive.anomalies();
    let length = |kinds: &[AnomalyKind]| -> u64 {
        all.iter().filter(|one| kinds.contains(&one.kind)).map(|one| one.to - one.from).sum()
    };
    let count = |kinds: &[AnomalyKind]| {
        let mut entries: Vec<_> =
            all.iter().filter(|one| kinds.contains(&one.kind)).map(|one| one.entry).collect();
        entries.sort_unstable();
        entries.dedup();
        entries.len() as u64
    };
    let local =
        [K::LocalMissing, K::LocalName, K::LocalMethod, K::LocalSize, K::LocalChecksum, K::LocalFlags];
    let ours = [
        ("entries_cd", archive.entries().len() as u64),
        ("comment_len", length(&[K::ArchiveComment])),
        ("trailing_bytes_after_eocd", length(&[K::BytesAfter])),
        ("prefix_bytes", length(&[K::Shifted])),
        ("bytes_before_first_local_header", length(&[K::BytesBefore])),
        ("cd_count_mismatch", count(&[K::DirectoryCount])),
        ("duplicate_names", count(&[K::DuplicateName])),
        ("duplicate_names_casefold", count(&[K::DuplicateName, K::EquivalentName])),
        ("zip_encrypted_entries", count(&[K::Encrypted])),
        ("backslash_names", count(&[K::Backslash])),
        ("unclaimed_gap_bytes", length(&[K::BytesBetween])),
        ("local_vs_central_mismatch", count(&local)),
        ("odd_methods", count(&[K::OddMethod])),
    ];
    let differing = ours.into_iter().filter_map(|(key, ours)| {
        let theirs = match &truth[key] {
            Value::Bool(is) => u64::from(*is),
            Value::Array(list) => list.len() as u64,
            other => other.as_u64().unwrap_or(0),
        };
        (ours != theirs).then(|| format!("{key} is {ours}, the truth says {theirs}"))
    });
    differing.collect()
}
