//! What rebuilding a workbook costs: against what rust_xlsxwriter needs to write the same cells from memory, in its
//! constant-memory mode; and the peak of memory for a hundred times the rows.
//!
//! `cargo bench --bench clean`. Both sides and their ratio are printed by one run, three rounds, the quickest counts.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark prints, and stops where it cannot go on"
)]

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use foi_gate::clean::{Plan, Rebuild, Survey, XlsxScribe, beside};
use foi_gate::container::Source;
use foi_gate::gate;
use foi_gate::limits::{Budget, Limits};
use foi_gate::model::Format;
use foi_gate::read::{Input, reader};
use foi_gate::rules::RuleBook;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

const ROUNDS: usize = 3;
const ROWS: u32 = 500_000;
const COLUMNS: u16 = 10;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let (wrote, rebuilt, cleaned) = (0..ROUNDS)
        .map(|_| round(folder.path()))
        .fold((Duration::MAX, Duration::MAX, Duration::MAX), |best, now| {
            (best.0.min(now.0), best.1.min(now.1), best.2.min(now.2))
        });
    let seconds = |took: Duration| took.as_secs_f64();
    let ratio = |took: Duration| took.as_secs_f64() / wrote.as_secs_f64();
    println!("{ROWS} rows x {COLUMNS} columns, the quickest of {ROUNDS} rounds");
    println!("rust_xlsxwriter writes them from memory   {:6.2} s", seconds(wrote));
    println!(
        "reading and rebuilding the workbook       {:6.2} s   {:.2} x",
        seconds(rebuilt),
        ratio(rebuilt)
    );
    println!(
        "check, rebuild and verify (foi-gate clean) {:5.2} s   {:.2} x",
        seconds(cleaned),
        ratio(cleaned)
    );
    let (few, many) = (peak(folder.path(), 10_000), peak(folder.path(), 1_000_000));
    println!(
        "peak memory of foi-gate clean: {few} KiB at 10,000 rows, {many} KiB at 1,000,000 rows: {:.2} x",
        many as f64 / few as f64
    );
}

/// Writing from memory, rebuilding, cleaning in full.
fn round(folder: &Path) -> (Duration, Duration, Duration) {
    let path = folder.join("original.xlsx");
    let start = Instant::now();
    write(&path, ROWS);
    let wrote = start.elapsed();
    let rebuilt = rebuild(&path, folder);
    let start = Instant::now();
    clean(&path, &folder.join("out")).wait().expect("it runs");
    (wrote, rebuilt, start.elapsed())
}

/// Invented texts and figures.
fn write(path: &Path, rows: u32) {
    const WORDS: [&str; 6] =
        ["Ward total", "Not known", "Complaints upheld", "Highways", "Housing and planning", "None"];
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_timestamp(315_532_800).expect("a time");
    // An author's name is something to clean.
    let author = DocProperties::new().set_author("Ann Example").set_creation_datetime(&created);
    workbook.set_properties(&author);
    let sheet = workbook.add_worksheet_with_constant_memory().expect("a sheet");
    for row in 0..rows {
        for col in 0..COLUMNS {
            let seed = row.wrapping_mul(31).wrapping_add(u32::from(col) * 17);
            if col % 2 == 0 {
                let word = WORDS[seed as usize % WORDS.len()];
                sheet.write_string(row, col, format!("{word} {}", seed % 100)).expect("a cell");
            } else {
                sheet.write_number(row, col, f64::from(seed % 10_000) * 1.25).expect("a cell");
            }
        }
    }
    workbook.save(path).expect("a disk");
}

fn rebuild(path: &Path, folder: &Path) -> Duration {
    let source = Source::file(File::open(path).expect("it was made")).expect("a length");
    let limits = Limits::default();
    let read = reader(Format::Xlsx).expect("a reader");
    let mut survey = Survey::default();
    read(Input { source: &source, format: Format::Xlsx, budget: &Budget::new(&limits) }, &mut survey);
    let book = RuleBook::shipped().expect("the shipped rules load");
    let before = gate::check("original.xlsx", source.clone(), &book, &limits);
    let plan = Plan::make(&before, &survey, &[], true).expect("a plan");
    let start = Instant::now();
    let out = tempfile::tempfile_in(folder).expect("a file");
    beside(
        || Ok(Box::new(XlsxScribe::new(out, folder)) as Box<_>),
        |scribe| {
            let budget = Budget::new(&limits);
            let mut rebuild = Rebuild::new(&plan, scribe);
            read(Input { source: &source, format: Format::Xlsx, budget: &budget }, &mut rebuild);
            rebuild.finish()
        },
    )
    .expect("a copy");
    start.elapsed()
}

fn clean(path: &Path, out: &Path) -> std::process::Child {
    std::fs::create_dir_all(out).expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_foi-gate"));
    command
        .args(["clean", "--force-clean", "--overwrite", "--jobs", "1", "--as", "xlsx", "--out"])
        .arg(out)
        .arg(path);
    command.stdout(Stdio::null()).spawn().expect("the program runs")
}

/// The most memory that cleaning a workbook of so many rows takes, in KiB, as the kernel tells it until the end.
fn peak(folder: &Path, rows: u32) -> u64 {
    let path = folder.join("peak.xlsx");
    write(&path, rows);
    let mut child = clean(&path, &folder.join("out"));
    let mut most = 0;
    while child.try_wait().expect("a child").is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(now.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    most
}
