//! Which files a run would write, and what stands in their way, said before any is written.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::Folder;

/// What is to be written for one file.
#[derive(Debug)]
pub(in crate::face) struct Target {
    /// The original as it was given.
    pub(in crate::face) label: String,
    /// The folder within that of the copies.
    pub(in crate::face) inside: PathBuf,
    /// Copies and papers.
    pub(in crate::face) names: Vec<String>,
}

/// Looks whether all can be written; `originals` are the files that must stay as they are.
///
/// # Errors
/// All that stands in the way, a line each.
pub(in crate::face) fn check(folder: &Folder, targets: &[Target], originals: &[&Path]) -> Result<(), String> {
    let mut wrong = Vec::new();
    let mut taken: HashMap<String, &str> = HashMap::new();
    let originals = Originals::of(originals);
    for target in targets {
        for name in &target.names {
            let path = folder.path.join(&target.inside).join(name);
            let shown = path.display();
            let other = taken.insert(path.to_string_lossy().to_lowercase(), &target.label);
            if let Some(other) = other {
                let both = format!("{other} and {}", target.label);
                wrong.push(format!(
                    "{both} would both be written to {shown}; clean them into different folders"
                ));
                break;
            }
            if originals.has(&path) {
                wrong.push(format!(
                    "{shown} would take the place of an original; choose another folder after --out"
                ));
            } else if !folder.overwrite && fs::symlink_metadata(&path).is_ok() {
                wrong.push(format!("{shown} is there already; move it away, or say --overwrite"));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Files by what they are, whatever they are called.
#[derive(Debug)]
struct Originals(Vec<Key>);

impl Originals {
    fn of(paths: &[&Path]) -> Self {
        Originals(paths.iter().filter_map(|path| key(path)).collect())
    }

    fn has(&self, path: &Path) -> bool {
        key(path).is_some_and(|key| self.0.contains(&key))
    }
}

/// The number of the disk and that of the file on it, which links share.
#[cfg(unix)]
type Key = (u64, u64);

#[cfg(unix)]
fn key(path: &Path) -> Option<Key> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

/// The path with all links resolved.
#[cfg(not(unix))]
type Key = PathBuf;

#[cfg(not(unix))]
fn key(path: &Path) -> Option<Key> {
    fs::canonicalize(path).ok()
}
