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

/// Seconds for cleaning one file.
const LONGEST: &str = "120";

/// What Excel does not show either: it rounds rows and columns to whole pixels.
const FRACTIONS: &str = "fractions of a pixel in the sizes of rows and columns";

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
        /// What they are alike but for.
        but_for: Option<&'static str>,
        /// What the certificate says was left out though it was on view.
        losses: Vec<String>,
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
    let before = match office.show(file, &old, PAGES, &[]) {
        Ok(sheets) => sheets,
        Err(error) => return End::NotShown(format!("the original: {error}")),
    };
    let after = match office.show(&copy, &new, PAGES, &[]) {
        Ok(sheets) => sheets,
        Err(error) => return End::NotShown(format!("THE COPY: {error}")),
    };
    let (texts, first) = cells::compare(&before, &after);
    let likeness = pages::likeness(&old, &new);
    if let Some(look) = look.filter(|_| likeness < pages::ALIKE || !texts.are_kept()) {
        let shown = file.components().rev().take(3).map(|part| part.as_os_str().to_string_lossy());
        keep(folder.path(), &look.join(shown.collect::<Vec<_>>().join("@")));
    }
    let but_for = (likeness < pages::ALIKE).then(|| but_for(file, office, folder.path(), &new)).flatten();
    let losses = losses(folder.path());
    End::Shown { texts, first, likeness, but_for, losses }
}

/// What the pages are alike but for.
fn but_for(file: &Path, office: &mut Office, folder: &Path, new: &Path) -> Option<&'static str> {
    let less = folder.join("less.pdf");
    let mut alike = |leave_out: &[&str]| {
        let shown = office.show(file, &less, PAGES, leave_out);
        shown.is_ok() && pages::likeness(&less, new) >= pages::ALIKE
    };
    if alike(&["fractions"]) {
        return Some(FRACTIONS);
    }
    alike(&["fractions", "page texts"]).then_some("headers and footers, which do not leave")
}

/// The losses that the certificate tells of.
fn losses(folder: &Path) -> Vec<String> {
    let papers = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let certificate = papers.into_iter().find(|path| path.to_string_lossy().ends_with(".certificate.json"));
    let text = certificate.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let said = json["losses"].as_array().into_iter().flatten();
    let mut losses: Vec<String> = said.filter_map(|loss| loss["what"].as_str()).map(str::to_owned).collect();
    losses.sort();
    losses.dedup();
    losses
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
    let (mut shown, mut kept, mut plain, mut alike, mut fractions) = (0, 0, 0, 0, 0);
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
                let picture = outcome.surfaces.contains(&Surface::Image);
                plain += usize::from(!picture);
                alike += usize::from(!picture && *likeness >= pages::ALIKE);
                fractions += usize::from(!picture && *but_for == Some(FRACTIONS));
                if *likeness < pages::ALIKE {
                    let why = SEEN.iter().find(|(surface, _)| outcome.surfaces.contains(surface));
                    let lost = losses.first().map(|what| format!("lost {what}"));
                    let alike = but_for.map(|what| format!("alike but for {what}"));
                    let why = alike.or(why.map(|(_, why)| (*why).to_owned())).or(lost);
                    let why = why.unwrap_or_else(|| "for no reason that is known".to_owned());
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
    println!(
        "as Excel shows sizes, in whole pixels: {} of {plain} ({:.1} %)",
        alike + fractions,
        share(alike + fractions, plain)
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
