//! How like the original a cleaned copy is, as LibreOffice shows both: the texts of all visible cells, and the first pages.
//!
//! Run by hand: `cargo bench --bench fidelity -- [--corpus DIR] [--every N] [--look DIR]`. It installs LibreOffice where that
//! is absent, and takes an hour for the whole corpus. `--look` keeps the pages of the pairs that are not alike.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark prints, and stops where it cannot go on"
)]

mod cells;
mod office;
mod pages;
mod purpose;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use cells::Texts;
use foi_gate::container::Source;
use foi_gate::limits::Limits;
use foi_gate::model::{FileReport, Surface, Verdict};
use foi_gate::rules::RuleBook;
use office::{Less, Office};
use purpose::Certificate;

/// Pages of a file that are compared.
const PAGES: &str = "1-3";

/// LibreOffices at once.
const WORKERS: usize = 2;

/// Seconds for cleaning one file.
const LONGEST: &str = "120";

/// What was asked for.
struct Asked {
    corpus: PathBuf,
    every: usize,
    look: Option<PathBuf>,
}

/// What became of one file.
struct Outcome {
    file: PathBuf,
    surfaces: Vec<Surface>,
    end: End,
}

enum End {
    /// There is no copy: why.
    NoCopy(String),
    /// LibreOffice does not open the original, or the copy.
    NotShown(String),
    Shown {
        texts: Texts,
        first: Option<String>,
        likeness: f64,
        /// What the plan leaves out on purpose, where the pages are alike but for that.
        but_for: Option<String>,
        /// What the certificate says was left out though it was on view.
        losses: Vec<String>,
    },
}

fn main() {
    let asked = asked();
    install();
    let files = workbooks(&asked.corpus, asked.every);
    println!("{} workbooks of {}", files.len(), asked.corpus.display());
    let (next, outcomes) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                let mut office = Office::start();
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = outcome(file, &mut office, asked.look.as_deref());
                    if asked.look.is_some() {
                        println!("{}", line(&found));
                    }
                    let mut outcomes = outcomes.lock().expect("no worker panics while it holds this");
                    outcomes.push(found);
                    if outcomes.len().is_multiple_of(50) {
                        println!("… {} of {}", outcomes.len(), files.len());
                    }
                }
            });
        }
    });
    report(outcomes.into_inner().expect("the workers are done"));
}

fn asked() -> Asked {
    let mut asked = Asked {
        corpus: Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"),
        every: 1,
        look: None,
    };
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    while let Some(word) = words.next() {
        let value = words.next();
        match (word.as_str(), value) {
            ("--corpus", Some(value)) => asked.corpus = value.into(),
            ("--every", Some(value)) => asked.every = value.parse().expect("a number"),
            ("--look", Some(value)) => asked.look = Some(value.into()),
            _ => panic!("options: --corpus DIR, --every N, --look DIR"),
        }
    }
    asked
}

/// LibreOffice, its Python and a painter of PDF pages, as Debian packages them.
fn install() {
    let there = |program: &str, arguments: &[&str]| {
        Command::new(program).args(arguments).output().is_ok_and(|ran| ran.status.success())
    };
    if there("/usr/bin/python3", &["-c", "import uno"])
        && there("soffice", &["--version"])
        && there("pdftoppm", &["-v"])
    {
        return;
    }
    println!("installing LibreOffice");
    for arguments in [
        &["update", "-qq"][..],
        &[
            "install",
            "-y",
            "-qq",
            "libreoffice-calc",
            "python3-uno",
            "poppler-utils",
            "fonts-crosextra-carlito",
            "fonts-liberation",
        ],
    ] {
        let done = Command::new("apt-get").args(arguments).status().is_ok_and(|status| status.success());
        assert!(done, "LibreOffice could not be installed");
    }
}

fn workbooks(corpus: &Path, every: usize) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(corpus)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .map(|entry| entry.into_path());
    let ends = |path: &PathBuf| path.extension().is_some_and(|end| end == "xlsx" || end == "xlsm");
    all.filter(ends).step_by(every.max(1)).collect()
}

/// Cleans a file and has both shown.
fn outcome(file: &Path, office: &mut Office, look: Option<&Path>) -> Outcome {
    let before = check(file);
    let surfaces = before.findings.iter().map(|finding| finding.surface).collect();
    let end = if before.verdict == Verdict::Unchecked {
        End::NoCopy("it could not be checked".to_owned())
    } else {
        cleaned(file, office, look)
    };
    Outcome { file: file.to_owned(), surfaces, end }
}

fn check(file: &Path) -> FileReport {
    let source = std::fs::File::open(file).and_then(Source::file).expect("a readable file");
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let book = RuleBook::shipped().expect("the shipped rules load");
    foi_gate::gate::check(&name, source, &book, &Limits::default())
}

fn cleaned(file: &Path, office: &mut Office, look: Option<&Path>) -> End {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = Command::new("timeout")
        .args(["--signal=KILL", LONGEST, env!("CARGO_BIN_EXE_foi-gate"), "clean", "--force-clean"])
        .arg("--out")
        .arg(folder.path())
        .arg(file)
        .output()
        .expect("the program runs");
    let copy = folder.path().join(format!("{}.xlsx", file.file_stem().unwrap_or_default().to_string_lossy()));
    if !copy.exists() {
        return End::NoCopy(why_not(&ran.stdout, &ran.stderr));
    }
    let (old, new) = (folder.path().join("before.pdf"), folder.path().join("after.pdf"));
    let before = match office.show(file, &old, PAGES, &Less::default()) {
        Ok(sheets) => sheets,
        Err(error) => return End::NotShown(format!("the original: {error}")),
    };
    let after = match office.show(&copy, &new, PAGES, &Less::default()) {
        Ok(sheets) => sheets,
        Err(error) => return End::NotShown(format!("THE COPY: {error}")),
    };
    let (texts, first) = cells::compare(&before, &after);
    let likeness = pages::likeness(&old, &new);
    if let Some(look) = look.filter(|_| likeness < pages::ALIKE || !texts.are_kept()) {
        let shown = file.components().rev().take(3).map(|part| part.as_os_str().to_string_lossy());
        keep(folder.path(), &look.join(shown.collect::<Vec<_>>().join("@")));
    }
    let certificate = Certificate::in_folder(folder.path());
    let less = certificate.purpose(file);
    let but_for =
        (likeness < pages::ALIKE).then(|| but_for(file, &copy, office, folder.path(), &less)).flatten();
    End::Shown { texts, first, likeness, but_for, losses: certificate.losses() }
}

/// What left on purpose, where the pages are alike once it is left out of both files.
fn but_for(file: &Path, copy: &Path, office: &mut Office, folder: &Path, less: &Less) -> Option<String> {
    if less.leave_out.is_empty() && less.cells.is_empty() {
        return None;
    }
    let (old, new) = (folder.join("less.pdf"), folder.join("fewer.pdf"));
    let shown = office.show(file, &old, PAGES, less).is_ok() && office.show(copy, &new, PAGES, less).is_ok();
    let cells = (!less.cells.is_empty()).then_some("withheld or emptied cells");
    let all: Vec<&str> = less.leave_out.iter().copied().chain(cells).collect();
    (shown && pages::likeness(&old, &new) >= pages::ALIKE).then(|| all.join(", "))
}

/// The paragraph in which the program says why there is no copy, less the line that names the file.
fn why_not(out: &[u8], error: &[u8]) -> String {
    let out = format!("{}{}", String::from_utf8_lossy(error), String::from_utf8_lossy(out));
    let lines =
        out.lines().map(str::trim).skip_while(|line| line.is_empty() || line.ends_with("could be made"));
    let said: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    if said.is_empty() { "it says nothing, or was killed".to_owned() } else { said.join(" ") }
}

/// Keeps pages and copies for the eye.
fn keep(folder: &Path, to: &Path) {
    let _ = std::fs::create_dir_all(to);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let _ = std::fs::copy(entry.path(), to.join(entry.file_name()));
    }
}

fn report(mut outcomes: Vec<Outcome>) {
    outcomes.sort_by(|a, b| a.file.cmp(&b.file));
    let mut reasons: BTreeMap<String, Vec<&Outcome>> = BTreeMap::new();
    let (mut shown, mut kept) = (0, 0);
    let (mut all, mut plain) = (Share::default(), Share::default());
    for outcome in &outcomes {
        match &outcome.end {
            End::NoCopy(why) => reasons.entry(format!("no copy: {why}")).or_default().push(outcome),
            End::NotShown(why) => reasons.entry(format!("not shown: {why}")).or_default().push(outcome),
            End::Shown { texts, likeness, but_for, losses, .. } => {
                shown += 1;
                kept += usize::from(texts.are_kept());
                if !texts.are_kept() {
                    reasons.entry("texts differ".to_owned()).or_default().push(outcome);
                }
                let alike = *likeness >= pages::ALIKE;
                all.count(alike, but_for.is_some());
                if !outcome.surfaces.contains(&Surface::Image) {
                    plain.count(alike, but_for.is_some());
                }
                if !alike {
                    let lost = losses.first().map(|what| format!("lost {what}"));
                    let why = but_for.as_ref().map(|what| format!("on purpose only: {what}")).or(lost);
                    let why = why.unwrap_or_else(|| "for no reason that is known".to_owned());
                    reasons.entry(format!("pages differ: {why}")).or_default().push(outcome);
                }
            }
        }
    }
    println!("\nfiles {}, shown before and after {shown}", outcomes.len());
    println!("texts of visible cells the same: {kept} of {shown} ({:.1} %)", share(kept, shown));
    println!("pages alike (SSIM ≥ {}):", pages::ALIKE);
    plain.tell("files without pictures");
    all.tell("all files");
    for (reason, files) in reasons {
        println!("\n{reason}: {}", files.len());
        for outcome in files.iter().take(60) {
            println!("    {}", line(outcome));
        }
    }
}

/// How many pages are alike.
#[derive(Default)]
struct Share {
    files: usize,
    alike: usize,
    /// Those that differ only by what a step of their plan leaves out.
    on_purpose: usize,
}

impl Share {
    fn count(&mut self, alike: bool, on_purpose: bool) {
        self.files += 1;
        self.alike += usize::from(alike);
        self.on_purpose += usize::from(!alike && on_purpose);
    }

    fn tell(&self, which: &str) {
        let Share { files, alike, on_purpose } = *self;
        println!("    {which}: {alike} of {files} ({:.1} %)", share(alike, files));
        let rest = files - on_purpose;
        println!(
            "    less the {on_purpose} that differ only by what leaves on purpose: {alike} of {rest} ({:.1} %)",
            share(alike, rest)
        );
    }
}

fn line(outcome: &Outcome) -> String {
    let file = outcome.file.file_name().unwrap_or_default().to_string_lossy();
    match &outcome.end {
        End::Shown { texts, first, likeness, .. } => format!(
            "{file}: {likeness:.3}; same {}, withheld {}, emptied {}, other {} {}",
            texts.same,
            texts.withheld,
            texts.emptied,
            texts.other,
            first.as_deref().unwrap_or_default()
        ),
        End::NoCopy(why) | End::NotShown(why) => format!("{file}: {why}"),
    }
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
