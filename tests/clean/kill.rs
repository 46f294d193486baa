//! A run that is killed leaves whole files or none, and nothing with a temporary name.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;

use super::{Office, verdict};

/// Moments at which it is killed.
const MOMENTS: u32 = 12;

/// A workbook that takes a while, with a sheet that has to go.
fn large() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..12_000_u32 {
        for col in 0..6_u16 {
            sheet.write_number(row, col, f64::from(row) * 1.25 + f64::from(col)).unwrap();
        }
        sheet.write_string(row, 6, format!("Item {row}")).unwrap();
    }
    let hidden = book.add_worksheet().set_hidden(true);
    hidden.write_string(0, 0, "left over").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn killed_at_any_moment_it_leaves_whole_files_or_none() {
    let office = Office::new();
    fs::write(office.original("large.xlsx"), large()).unwrap();
    let run = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_foi-gate"));
        command.args(["clean", "--out", "out", "in"]).current_dir(&office.root);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let started = Instant::now();
    assert_eq!(run().wait().unwrap().code(), Some(10));
    let whole = started.elapsed();
    assert_eq!(office.made().len(), 4);
    let mut named = 0;
    for moment in 0..=MOMENTS {
        for name in office.made() {
            fs::remove_file(office.copy(&name)).unwrap();
        }
        let mut child = run();
        // The last moments are about those in which names are given.
        let share = if moment == MOMENTS { 3.0 } else { f64::from(moment) / f64::from(MOMENTS - 1) };
        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * share));
        let _ = child.kill();
        child.wait().unwrap();
        let made = office.made();
        let known =
            ["large.certificate.html", "large.certificate.json", "large.redactions.csv", "large.xlsx"];
        if cfg!(target_os = "linux") {
            assert!(made.iter().all(|name| known.contains(&name.as_str())), "{made:?}");
        }
        if made.contains(&"large.xlsx".to_owned()) {
            named += 1;
            assert_eq!(verdict(&office.copy("large.xlsx")), 0, "after {share} of the time");
            assert_eq!(made.len(), 4, "a copy never stands without its papers: {made:?}");
        }
    }
    assert!(named > 0, "one run at least was left to end");
}
