//! The zip walker on real files, held against the `zip` crate and against `truth.jsonl`, where the corpus is present.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use foi_gate::container::Source;
use foi_gate::container::zip::{Anomaly, AnomalyKind, Archive};
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::Reason;
use serde_json::Value;

/// The folder of real files: `FOI_GATE_CORPUS`, else beside the project.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("FOI_GATE_CORPUS").map_or(beside, PathBuf::from);
    if !folder.join("truth.jsonl").is_file() {
        println!("skipped: no corpus at {}", folder.display());
        return None;
    }
    Some(folder)
}

/// The files of the truth that are zip archives, each with what it says about the archive.
fn archives(folder: &Path) -> Vec<(String, Value)> {
    let truth = fs::read_to_string(folder.join("truth.jsonl")).unwrap();
    let lines = truth.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let zipped = lines.filter(|line| line["zip"].is_object());
    zipped.map(|line| (line["path"].as_str().unwrap().to_owned(), line["zip"].clone())).collect()
}

#[test]
fn corpus_is_read_as_the_zip_crate_reads_it() {
    let Some(folder) = corpus() else { return };
    let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let (mut opened, mut problems) = (0, Vec::new());
    for (path, truth) in archives(&folder) {
        let file = folder.join(&path);
        let source = Source::file(File::open(&file).unwrap()).unwrap();
        let budget = Budget::new(&Limits::default());
        match Archive::open(&source, &budget) {
            Ok(archive) => {
                opened += 1;
                for anomaly in check_one(&file, &archive, &budget, &truth, &mut problems) {
                    let told = kinds.entry(format!("{:?}", anomaly.kind)).or_insert((0, path.clone()));
                    told.0 += 1;
                }
            }
            Err(reason) => problems.push(format!("{path}: {reason:?} {truth}")),
        }
    }
    println!("{opened} archives opened");
    for (kind, (count, first)) in kinds {
        println!("{count:6} {kind}, first in {first}");
    }
    let unexplained: Vec<_> = problems.into_iter().filter(|problem| !is_explained(problem)).collect();
    assert_eq!(unexplained, Vec::<String>::new());
    assert!(opened > 1_000);
}

fn is_explained(problem: &str) -> bool {
    println!("{problem}");
    false
}

fn check_one(
    file: &Path,
    archive: &Archive,
    budget: &Budget,
    truth: &Value,
    problems: &mut Vec<String>,
) -> Vec<Anomaly> {
    let bytes = fs::read(file).unwrap();
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let mut at = 0;
    for span in archive.spans() {
        assert!(span.from == at && span.to > at, "{name}");
        at = span.to;
    }
    assert_eq!(at, bytes.len() as u64, "{name}");
    let ambiguous = archive.anomalies().iter().any(|anomaly| anomaly.kind.ambiguous().is_some());
    match zip::ZipArchive::new(Cursor::new(&bytes)) {
        Ok(oracle) => compare_content(&name, archive, budget, oracle, ambiguous, problems),
        Err(error) => problems.push(format!("{name}: the zip crate does not open it: {error}")),
    }
    let all = [archive.anomalies(), &archive.slack()].concat();
    compare_truth(&name, archive, &all, truth, problems);
    all
}

fn compare_content(
    name: &str,
    archive: &Archive,
    budget: &Budget,
    mut oracle: zip::ZipArchive<Cursor<&Vec<u8>>>,
    ambiguous: bool,
    problems: &mut Vec<String>,
) {
    if oracle.len() != archive.entries().len() {
        problems.push(format!(
            "{name}: {} entries, oracle {} ({ambiguous})",
            archive.entries().len(),
            oracle.len()
        ));
        return;
    }
    for (number, entry) in archive.entries().iter().enumerate() {
        let ours = archive.read_whole(number, budget);
        let mut theirs = Vec::new();
        let read = oracle.by_index(number).map_err(|error| error.to_string()).and_then(|mut part| {
            assert_eq!(part.name(), &*entry.name, "{name}");
            part.read_to_end(&mut theirs).map_err(|error| error.to_string())
        });
        match (ours, read) {
            (Ok(ours), Ok(_)) if ours == theirs => {}
            (Ok(_), Ok(_)) => problems.push(format!("{name} {}: other bytes", entry.name)),
            (ours, theirs) => {
                let ours = ours.map(|bytes| bytes.len()).map_err(|reason: Reason| format!("{reason:?}"));
                problems.push(format!("{name} {}: ours {ours:?}, theirs {theirs:?}", entry.name));
            }
        }
    }
}

fn compare_truth(name: &str, archive: &Archive, all: &[Anomaly], truth: &Value, problems: &mut Vec<String>) {
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
    use AnomalyKind as K;
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
    for (key, ours) in ours {
        let theirs = match &truth[key] {
            Value::Bool(is) => u64::from(*is),
            Value::Array(list) => list.len() as u64,
            other => other.as_u64().unwrap_or(0),
        };
        if ours != theirs {
            problems.push(format!("{name}: {key} is {ours}, the truth says {theirs}"));
        }
    }
}
