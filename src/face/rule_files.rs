//! Reads an office's own rules folder from disk. What the files mean is said by `rules`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use walkdir::WalkDir;

/// Rule files and word lists are written by people: what is larger is something else.
const LARGEST: u64 = 64 << 20;

/// Endings of rule files and word lists; other files in the folder (a note, an editor's backup) are none of its business.
const ENDINGS: [&str; 2] = ["toml", "txt"];

/// Why a rules folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum RuleFilesError {
    /// It is not there, or not a folder.
    #[error("the rules folder {0} is not there; check the path after --rules")]
    NoFolder(String),
    /// It has no rule file.
    #[error("the rules folder {0} holds no .toml file; check the path after --rules")]
    NoRules(String),
    /// A file cannot be read.
    #[error("the rule file {0} cannot be read: {1}")]
    Unreadable(String, io::Error),
    /// A file is too large.
    #[error("the rule file {0} is larger than any rule file should be (64 MiB)")]
    TooLarge(String),
    /// A file is not text.
    #[error("the rule file {0} is not UTF-8 text; save it as UTF-8")]
    NotText(String),
}

/// All rule files and word lists of a folder, sorted by name: the name within the folder (with `/`) and the text.
pub(super) fn read(folder: &Path) -> Result<Vec<(String, String)>, RuleFilesError> {
    let shown = folder.display().to_string();
    if !folder.is_dir() {
        return Err(RuleFilesError::NoFolder(shown));
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| RuleFilesError::Unreadable(shown.clone(), error.into()))?;
        let ending = entry.path().extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if entry.file_type().is_file() && ENDINGS.contains(&ending) {
            let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            files.push((name.to_string_lossy().replace('\\', "/"), text(entry.path())?));
        }
    }
    if files.iter().any(|(name, _)| name.ends_with(".toml")) {
        Ok(files)
    } else {
        Err(RuleFilesError::NoRules(shown))
    }
}

fn text(path: &Path) -> Result<String, RuleFilesError> {
    let shown = path.display().to_string();
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST.saturating_add(1)).read_to_end(&mut bytes));
    match read {
        Err(error) => Err(RuleFilesError::Unreadable(shown, error)),
        Ok(length) if length as u64 > LARGEST => Err(RuleFilesError::TooLarge(shown)),
        Ok(_) => String::from_utf8(bytes).map_err(|_| RuleFilesError::NotText(shown)),
    }
}
