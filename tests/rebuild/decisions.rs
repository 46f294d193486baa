//! The mistakes in decisions files, word for word: each `mistakes/CODE-reason.toml` has its messages beside it in a `.txt`.
//!
//! With `UPDATE_GOLDEN=1` the messages are written anew, to be read before they are kept.

use std::collections::BTreeSet;
use std::path::Path;

use foi_gate::clean::decisions::read;
use foi_gate::rules::DECISION_CODES;

#[test]
fn every_mistake_has_its_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rebuild/mistakes");
    let mut codes = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten() {
        if entry.path().extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let name = entry.path().file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let mistakes = read(&text, "decisions.toml").unwrap_err();
        assert!(mistakes.list.iter().map(|mistake| mistake.line).is_sorted(), "{name}");
        codes.extend(mistakes.list.iter().map(|mistake| mistake.code.id()));
        let golden = entry.path().with_extension("txt");
        let message = format!("{mistakes}\n");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&golden, &message).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(message, expected, "{name}");
    }
    for (_, code, what) in DECISION_CODES {
        assert!(codes.contains(code), "no case of {code}: {what}");
    }
}
