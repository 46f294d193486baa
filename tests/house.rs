//! The house rules, as tests: what may import what, how long a file may be, and that each says what it is for.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, each of which may use those before it.
const LAYERS: &[&str] = &[
    "limits",
    "model",
    "container",
    "read",
    "detect",
    "rules",
    "inspect",
    "verdict",
    "clean",
    "gate",
    "report",
    "face",
];

/// Longest file, its unit tests counted in.
const LONGEST: usize = 450;

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "tests"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let path = entry.expect("a readable tree").into_path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("text");
                found.push((path.strip_prefix(root).expect("inside").to_path_buf(), text));
            }
        }
    }
    assert!(found.len() > 100, "only {} files found", found.len());
    found
}

/// The layer that a file of `src` belongs to; none for the roots of the two crates.
fn layer(path: &Path) -> Option<usize> {
    let inside = path.strip_prefix("src").ok()?;
    let name = inside.components().next()?.as_os_str().to_str()?;
    LAYERS.iter().position(|layer| *layer == name.trim_end_matches(".rs"))
}

/// Words after each `crate::` of a text, those in a group of braces included; doc comments are no code.
fn imported(text: &str) -> Vec<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut words = Vec::new();
    for piece in code.split("crate::").skip(1) {
        let group = piece.strip_prefix('{').and_then(|group| group.split('}').next());
        let names: Vec<&str> = group.map_or_else(|| vec![piece], |group| group.split(',').collect());
        for name in names {
            let name = name.trim().split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default();
            words.push(name.to_owned());
        }
    }
    words
}

#[test]
fn layers_use_only_those_above_them() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(own) = layer(&path) else { continue };
        for word in imported(&text) {
            if LAYERS.iter().position(|layer| *layer == word).is_some_and(|used| used > own) {
                wrong.push(format!("{} uses {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_grouped_import_is_seen() {
    assert_eq!(imported("use crate::{face, model::Place};\n// crate::gate"), ["face", "model"]);
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//!") && !text.starts_with("/*!") {
            wrong.push(format!("{} does not open with what it is for", path.display()));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_library_prints_nothing_and_reads_no_clock_but_in_its_place() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(own) = layer(&path) else { continue };
        if path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let face = LAYERS.get(own) == Some(&"face");
        for word in ["println!", "eprintln!", "SystemTime", "std::net", "std::env"] {
            if code.contains(word) && !face {
                wrong.push(format!("{} has {word}", path.display()));
            }
        }
        if code.contains("Instant") && LAYERS.get(own) != Some(&"limits") {
            wrong.push(format!("{} reads the clock", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_dependency_says_why() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).expect("a manifest");
    let mut reason = false;
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if line.starts_with('#') {
            reason = true;
        } else if inside && line.contains('=') {
            // `anyhow` follows `thiserror`, and the makers of completions follow `clap`, under one reason.
            assert!(reason, "{line}");
        } else if line.is_empty() {
            reason = false;
        }
    }
}
