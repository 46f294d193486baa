//! How like the original a cleaned copy is, as LibreOffice shows both: the texts of all visible cells, and the first pages.
//!
//! Run by hand: `cargo bench --bench fidelity -- [--corpus DIR] [--every N] [--look DIR]`. It installs LibreOffice where that
//! is absent, and takes an hour for the whole corpus. `--look` keeps the pages of the pairs that are not alike.

mod cells;
mod office;
mod pages;

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
use office::Office;

/// Pages of a file that are compared.
const PAGES: &str = "1-3";

/// LibreOffices at once.
const WORKERS: usize = 2;

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
    },
}

/// Surfaces that the eye sees and a copy goes without: why pages differ.
const SEEN: &[(Surface, &str)] = &[
    (Surface::Image, "has a picture"),
    (Surface::DrawingText, "has a text box or shape"),
    (Surface::EmbeddedObject, "has an embedded object"),
    (Surface::FormControl, "has a form control"),
    (Surface::HeaderFooter, "has a header or footer"),
    (Surface::Comment, "has comments"),
    (Surface::PivotTable, "has a pivot table's look"),
    (Surface::VisibleCell, "has withheld cells"),
    (Surface::InvisibleText, "has invisible text that LibreOffice shows"),
];

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
    let ran = Command::new(env!("CARGO_BIN_EXE_foi-gate"))
        .args(["clean", "--force-clean", "--out"])
        .arg(folder.path())
        .arg(file)
        .output()
        .expect("the program runs");
    let copy = folder.path().join(file.file_stem().unwrap_or_default()).with_extension("xlsx");
    if !copy.exists() {
        return End::NoCopy(why_not(&ran.stdout, &ran.stderr));
    }
    let (old, new) = (folder.path().join("before.pdf"), folder.path().join("after.pdf"));
    let before = match office.show(file, &old, PAGES) {
        Ok(sheets) => sheets,
        Err(error) => return End::NotShown(format!("the original: {error}")),
    };
    let after = match office.show(&copy, &new, PAGES) {
        Ok(sheets) => sheets,
        Err(error) => return End::NotShown(format!("THE COPY: {error}")),
    };
    let (texts, first) = cells::compare(&before, &after);
    let likeness = pages::likeness(&old, &new);
    if let Some(look) = look.filter(|_| likeness < pages::ALIKE || !texts.are_kept()) {
        keep(folder.path(), &look.join(file.file_name().unwrap_or_default()));
    }
    End::Shown { texts, first, likeness }
}

/// The line in which the program says why there is no copy.
fn why_not(out: &[u8], error: &[u8]) -> String {
    let out = format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(error));
    let telling = |line: &&str| {
        ["could not", "cannot", "was not", "still held", "need a decision", "no cleaned copy"]
            .iter()
            .any(|words| line.contains(words))
    };
    out.lines().find(telling).or(out.lines().last()).unwrap_or("it says nothing").trim().to_owned()
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
    let (mut shown, mut kept, mut plain, mut alike) = (0, 0, 0, 0);
    for outcome in &outcomes {
        match &outcome.end {
            End::NoCopy(why) => reasons.entry(format!("no copy: {why}")).or_default().push(outcome),
            End::NotShown(why) => reasons.entry(format!("not shown: {why}")).or_default().push(outcome),
            End::Shown { texts, likeness, .. } => {
                shown += 1;
                kept += usize::from(texts.are_kept());
                if !texts.are_kept() {
                    reasons.entry("texts differ".to_owned()).or_default().push(outcome);
                }
                let picture = outcome.surfaces.contains(&Surface::Image);
                plain += usize::from(!picture);
                alike += usize::from(!picture && *likeness >= pages::ALIKE);
                if *likeness < pages::ALIKE {
                    let why = SEEN.iter().find(|(surface, _)| outcome.surfaces.contains(surface));
                    let why = why.map_or("for no reason that is known", |(_, why)| why);
                    reasons.entry(format!("pages differ: {why}")).or_default().push(outcome);
                }
            }
        }
    }
    println!("\nfiles {}, shown before and after {shown}", outcomes.len());
    println!("texts of visible cells the same: {kept} of {shown} ({:.1} %)", share(kept, shown));
    println!(
        "pages alike (SSIM ≥ {}) of files without pictures: {alike} of {plain} ({:.1} %)",
        pages::ALIKE,
        share(alike, plain)
    );
    for (reason, files) in reasons {
        println!("\n{reason}: {}", files.len());
        for outcome in files.iter().take(60) {
            println!("    {}", line(outcome));
        }
    }
}

fn line(outcome: &Outcome) -> String {
    let file = outcome.file.file_name().unwrap_or_default().to_string_lossy();
    match &outcome.end {
        End::Shown { texts, first, likeness } => format!(
            "{file}: {likeness:.3}; same {}, withheld {}, emptied {}, other {} {}",
            texts.same,
            texts.withheld,
            texts.emptied,
            texts.other,
            first.as_deref().unwrap_or_default()
        ),
        _ => file.into_owned(),
    }
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
