//! Desks that fail or cheat: what was not verified is no copy, and the file cannot be vouched for.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use foi_gate::container::Source;
use foi_gate::gate::{self, Cleaned, Desk, Draft, Kind, Request};
use foi_gate::limits::Limits;
use foi_gate::model::{NoCopy, Verdict};
use foi_gate::rules::RuleBook;
use tempfile::TempDir;

/// Makes each draft in its own way.
struct Own<'a> {
    folder: &'a TempDir,
    make: &'a (dyn Fn(&Path) -> io::Result<File> + Send + Sync),
}

impl Desk for Own<'_> {
    fn draft(&self) -> io::Result<Draft> {
        Ok(Draft { number: 0, file: (self.make)(self.folder.path())? })
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }
}

const TABLE: &[u8] = b"Name,Mail,Cost\r\nPlain,someone@example.org,5\r\nOther,other@example.org,7\r\n";

fn cleaned(
    bytes: &[u8],
    kind: Option<Kind>,
    make: &(dyn Fn(&Path) -> io::Result<File> + Send + Sync),
) -> (Cleaned, TempDir) {
    let book = RuleBook::shipped().unwrap();
    let limits = Limits::default();
    let source = Source::memory(bytes);
    let request = Request { force: true, kind, ..Request::default() };
    let folder = TempDir::new().unwrap();
    let plan = gate::prepare("table.csv", &source, &book, &limits, &request);
    let cleaned = plan.copy(&source, &book, &limits, &request, &Own { folder: &folder, make });
    (cleaned, folder)
}

fn draft(folder: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).append(true).create_new(true).open(folder.join("draft"))
}

#[test]
fn an_honest_desk_gets_a_copy() {
    for kind in [Kind::Csv, Kind::Xlsx, Kind::Ods] {
        let (cleaned, folder) = cleaned(TABLE, Some(kind), &|folder| tempfile::tempfile_in(folder));
        assert_eq!(cleaned.report.no_copy, None, "{kind:?}");
        assert_eq!(gate::outcome(&cleaned.report), Verdict::Strip);
        let (same, of) = cleaned.report.unchanged;
        assert_eq!((same, of), (9, 9), "{kind:?}");
        assert_eq!(cleaned.report.after.len(), 1);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "nothing is left on the desk");
    }
}

#[test]
fn a_row_too_many_is_seen() {
    let cheat = |folder: &Path| {
        let mut file = draft(folder)?;
        file.write_all(b"another,row,0\r\n")?;
        Ok(file)
    };
    let (cleaned, _folder) = cleaned(TABLE, None, &cheat);
    let Some(NoCopy::Differs { place, what }) = &cleaned.report.no_copy else {
        panic!("{:?}", cleaned.report.no_copy)
    };
    assert_eq!((place.range.unwrap().to_string().as_str(), *what), ("A1", "the cell holds something else"));
    assert_eq!(cleaned.report.before.verdict, Verdict::Unchecked);
    assert!(cleaned.report.files.is_empty() && cleaned.drafts.is_empty() && cleaned.report.steps.is_empty());
}

#[test]
fn bytes_before_a_workbook_are_seen() {
    let cheat = |folder: &Path| {
        let mut file = draft(folder)?;
        file.write_all(b"bytes that nobody owns")?;
        Ok(file)
    };
    for kind in [Kind::Xlsx, Kind::Ods] {
        let (cleaned, _folder) = cleaned(TABLE, Some(kind), &cheat);
        assert!(cleaned.report.no_copy.is_some(), "{kind:?}");
        assert_eq!(gate::outcome(&cleaned.report), Verdict::Unchecked, "{kind:?}");
    }
}

#[test]
fn a_disk_that_is_full_is_told() {
    let full = |_: &Path| Err(io::ErrorKind::StorageFull.into());
    let (cleaned, _folder) = cleaned(TABLE, None, &full);
    assert_eq!(cleaned.report.no_copy, Some(NoCopy::Write("the disk is full".to_owned())));
    assert_eq!(cleaned.report.before.verdict, Verdict::Block, "the file itself was read");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_is_told_in_every_format() {
    let full = |_: &Path| OpenOptions::new().read(true).write(true).open("/dev/full");
    for kind in [Kind::Csv, Kind::Xlsx, Kind::Ods] {
        let (cleaned, _folder) = cleaned(TABLE, Some(kind), &full);
        assert_eq!(cleaned.report.no_copy, Some(NoCopy::Write("the disk is full".to_owned())), "{kind:?}");
    }
}

#[test]
fn an_original_that_changes_meanwhile_gets_no_copy() {
    let book = RuleBook::shipped().unwrap();
    let (limits, request) = (Limits::default(), Request { force: true, ..Request::default() });
    let folder = TempDir::new().unwrap();
    let mut original = tempfile::tempfile().unwrap();
    for innocent in [false, true] {
        let bytes: &[u8] = if innocent { b"Year,Cost\r\n2024,5\r\n" } else { TABLE };
        original.set_len(0).unwrap();
        original.rewind().unwrap();
        original.write_all(bytes).unwrap();
        let source = Source::file(original.try_clone().unwrap()).unwrap();
        let plan = gate::prepare("table.csv", &source, &book, &limits, &request);
        original.rewind().unwrap();
        original.write_all(b"X").unwrap();
        let desk = Own { folder: &folder, make: &|folder| tempfile::tempfile_in(folder) };
        let cleaned = plan.copy(&source, &book, &limits, &request, &desk);
        assert_eq!(cleaned.report.no_copy, Some(NoCopy::Unchecked), "innocent: {innocent}");
    }
    let mut after = Vec::new();
    original.rewind().unwrap();
    original.read_to_end(&mut after).unwrap();
    assert_eq!(after, b"Xear,Cost\r\n2024,5\r\n");
}
