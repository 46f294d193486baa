//! Holds the fixtures themselves: they are what they say, before the program is asked about them.
//!
//! With `FIXTURES_DIR` set, `every_fixture_is_whole` also writes them there, to be opened by other programs.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use foi_gate::model::{Format, Surface};

use crate::fixtures::{Fixture, Outcome, all, harmless};
use crate::support::search::holds;

/// Files that are meant to be no readable package.
fn opens(fixture: &Fixture) -> bool {
    !matches!(fixture.surface, Surface::DisguisedFormat | Surface::Encrypted) && fixture.format != Format::Csv
}

#[test]
fn every_fixture_is_whole() {
    let mut wrong = Vec::new();
    for fixture in all() {
        write_out(&fixture.id(), &fixture.name, &fixture.bytes);
        if let Some(word) = &fixture.planted {
            if !holds(&fixture.bytes, word) {
                wrong.push(format!("{}: what was planted is not in it", fixture.id()));
            }
            if holds(&fixture.without, word) {
                wrong.push(format!("{}: what was planted is in the file without, too", fixture.id()));
            }
        }
        if fixture.bytes == fixture.without && fixture.name == fixture.without_name {
            wrong.push(format!("{}: both files are the same", fixture.id()));
        }
        if fixture.surface.entry().is_none_or(|entry| !entry.formats.contains(&fixture.format)) {
            wrong.push(format!("{}: the catalogue does not name it", fixture.id()));
        }
        if fixture.also.contains(&fixture.surface) {
            wrong.push(format!("{}: comes with itself", fixture.id()));
        }
        if opens(&fixture) {
            wrong.extend(problems(&fixture.id(), &fixture.bytes, &fixture));
            wrong.extend(misplaced(&fixture));
        }
    }
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_file_without_is_whole() {
    let mut wrong = Vec::new();
    for fixture in all() {
        if fixture.format != Format::Csv {
            wrong.extend(problems(&format!("{} without", fixture.id()), &fixture.without, &fixture));
        }
    }
    for file in harmless() {
        let id = format!("harmless/{}/{}", file.format.id(), file.variant);
        write_out(&id, &file.name, &file.bytes);
        if file.format != Format::Csv {
            wrong.extend(package_problems(&id, &file.bytes));
        }
    }
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn some_harmless_files_are_mild() {
    let mild = harmless().iter().filter(|file| file.outcome == Outcome::Mild).count();
    assert!(mild > 0 && mild < harmless().len());
}

#[test]
fn variants_have_names_of_their_own() {
    let ids: Vec<String> = all().iter().map(Fixture::id).collect();
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len());
    for id in unique {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '/';
        assert!(id.chars().all(plain), "{id}");
    }
}

#[test]
fn the_same_call_makes_the_same_bytes() {
    for (one, other) in all().iter().zip(all()) {
        assert!(one.bytes == other.bytes && one.without == other.without, "{}", one.id());
    }
}

/// A place that is expected has to be in the file.
fn misplaced(fixture: &Fixture) -> Vec<String> {
    let mut wrong = Vec::new();
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(&fixture.bytes[..])) else { return wrong };
    if let Some(part) = fixture.at.part.filter(|part| zip.by_name(part).is_err()) {
        wrong.push(format!("{}: there is no part {part}", fixture.id()));
    }
    if let Some(sheet) = fixture.at.sheet {
        let workbook = text(&mut zip, "xl/workbook.xml");
        let named = workbook.contains(&format!("name=\"{sheet}\""));
        wrong.extend((!named).then(|| format!("{}: there is no sheet {sheet}", fixture.id())));
    }
    if fixture.at.range.is_some_and(str::is_empty) {
        wrong.push(format!("{}: an empty range", fixture.id()));
    }
    wrong
}

/// What is wrong with a package, and with what calamine reads of it.
fn problems(id: &str, bytes: &[u8], fixture: &Fixture) -> Vec<String> {
    // These are broken on purpose: programs disagree on them.
    if fixture.surface == Surface::PackageAnomaly {
        return Vec::new();
    }
    package_problems(id, bytes)
}

fn package_problems(id: &str, bytes: &[u8]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{id}: {error}"));
    let names: BTreeSet<String> = zip.file_names().flatten().map(|name| name.into_owned()).collect();
    let types = text(&mut zip, "[Content_Types].xml");
    for part in attribute_values(&types, "PartName=\"") {
        if !names.contains(part.trim_start_matches('/')) {
            wrong.push(format!("{id}: content type for {part}, which is not there"));
        }
    }
    for name in &names {
        let (_, extension) = name.rsplit_once('.').unwrap_or(("", ""));
        if name.ends_with('/') {
            continue;
        }
        let typed = types.contains(&format!("Extension=\"{extension}\""))
            || types.contains(&format!("PartName=\"/{name}\""));
        if !typed && !name.starts_with("[Content") && !id.starts_with("unreferenced-part") {
            wrong.push(format!("{id}: {name} has no content type"));
        }
        if name.ends_with(".rels") && !id.contains("ghost") {
            let xml = text(&mut zip, name);
            wrong.extend(
                dangling(name, &xml, &names).into_iter().map(|target| format!("{id}: {name} names {target}")),
            );
        }
    }
    if !id.contains("macrosheet") && !id.contains("utf-16") {
        wrong.extend(calamine_problems(id, bytes));
    }
    wrong
}

/// What calamine says; it knows no macro sheets and no UTF-16.
fn calamine_problems(id: &str, bytes: &[u8]) -> Vec<String> {
    let mut wrong = Vec::new();
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(mut book) => {
            let sheet = book.sheet_names().first().cloned().unwrap_or_default();
            match book.worksheet_cells_reader(&sheet) {
                Ok(mut cells) => match cells.next_cell() {
                    Ok(Some(_)) => {}
                    Ok(None) => wrong.push(format!("{id}: no cell")),
                    Err(error) => wrong.push(format!("{id}: {error}")),
                },
                Err(error) => wrong.push(format!("{id}: {error}")),
            }
        }
        Err(error) => wrong.push(format!("{id}: {error}")),
    }
    wrong
}

fn text(zip: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut out = String::new();
    let mut entry = zip.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    entry.read_to_string(&mut out).unwrap_or_else(|error| panic!("{name}: {error}"));
    out
}

fn attribute_values<'a>(xml: &'a str, start: &str) -> Vec<&'a str> {
    xml.split(start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Targets inside the package that are not there.
fn dangling(rels: &str, xml: &str, names: &BTreeSet<String>) -> Vec<String> {
    let folder = rels.rsplit_once("_rels/").map_or("", |(folder, _)| folder);
    let mut missing = Vec::new();
    for relationship in xml.split("<Relationship ").skip(1).filter(|one| !one.contains("External")) {
        let target = attribute_values(relationship, "Target=\"").first().copied().unwrap_or_default();
        let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
        if target.starts_with('/') {
            steps.clear();
        }
        for step in target.split('/').filter(|step| !step.is_empty()) {
            if step == ".." {
                steps.pop();
            } else {
                steps.push(step);
            }
        }
        if !names.contains(&steps.join("/")) {
            missing.push(target.to_string());
        }
    }
    missing
}

fn write_out(id: &str, name: &str, bytes: &[u8]) {
    let Some(folder) = std::env::var_os("FIXTURES_DIR") else { return };
    let extension = name.rsplit('.').next().unwrap_or_default();
    let file = std::path::Path::new(&folder).join(format!("{}.{extension}", id.replace('/', "_")));
    std::fs::write(&file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}
