//! Cleaning from end to end: what gets a name, what does not, and what is said of it.

mod asked;
mod desk;
mod files;
mod kill;
mod rounds;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder with originals in it, and one for copies beside it.
struct Office {
    root: TempDir,
}

impl Office {
    fn new() -> Self {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join("in")).unwrap();
        fs::create_dir(root.path().join("out")).unwrap();
        Office { root }
    }

    /// One with these samples in it.
    fn with(samples: &[&str]) -> Self {
        let office = Office::new();
        for name in samples {
            fs::copy(sample(name), office.original(name)).unwrap();
        }
        office
    }

    fn original(&self, name: &str) -> PathBuf {
        self.root.path().join("in").join(name)
    }

    fn copy(&self, name: &str) -> PathBuf {
        self.root.path().join("out").join(name)
    }

    /// The names in the folder of copies, those in folders in it with their way.
    fn made(&self) -> Vec<String> {
        listed(&self.root.path().join("out"))
    }

    /// Runs `clean --out out …`.
    fn clean(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_foi-gate"));
        command.arg("clean").args(["--out", "out"]).args(arguments).current_dir(&self.root);
        command.env("SOURCE_DATE_EPOCH", "1700000000").env_remove("NO_COLOR");
        command
    }

    /// What it prints, and how it ends.
    fn said(&self, arguments: &[&str]) -> (i32, String) {
        let ended = self.clean(arguments).output().unwrap();
        let said = String::from_utf8(ended.stdout).unwrap() + &String::from_utf8(ended.stderr).unwrap();
        (ended.status.code().unwrap(), said)
    }
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

fn listed(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/"))
        .collect()
}

/// The verdict on a file.
fn verdict(path: &Path) -> i32 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_foi-gate"));
    command.arg("check").arg(path).output().unwrap().status.code().unwrap()
}

/// A decisions file about one original.
fn decisions(office: &Office, original: &str, entries: &[&str]) -> PathBuf {
    use sha2::{Digest, Sha256};
    let bytes = fs::read(office.original(original)).unwrap();
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let about = format!(
        "[[decision]]\nfile = \"{hash}\"\nwho = \"A. Officer\"\nwhy = \"Asked for\"\ndate = 2026-11-21\n"
    );
    let text: String = entries.iter().map(|entry| format!("{about}{entry}\n")).collect();
    let path = office.root.path().join("decisions.toml");
    fs::write(&path, text).unwrap();
    path
}
