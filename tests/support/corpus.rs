//! Where real files that nobody here wrote are, if they are at hand.

use std::path::{Path, PathBuf};

/// The folder of real files: the one that `FOI_GATE_CORPUS` names, else one beside the project. Where there is none the test
/// that asks has nothing to do, and this says so.
pub fn corpus() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("FOI_GATE_CORPUS").map_or_else(beside, PathBuf::from);
    let found = folder.join("truth.jsonl").is_file();
    if !found {
        println!("skipped: no real files at {} (FOI_GATE_CORPUS names another place)", folder.display());
    }
    found.then_some(folder)
}
