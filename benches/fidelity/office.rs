//! LibreOffice, asked through `office.py`, which also starts it again where it dies or hangs: the texts that a file shows and
//! its pages. Compares nothing.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A sheet as LibreOffice shows it: hidden rows and columns are not in it.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<String>>,
}

#[derive(Debug, Default, serde::Deserialize)]
struct Answer {
    #[serde(default)]
    sheets: Vec<Sheet>,
    error: Option<String>,
}

/// What of a file is not shown.
#[derive(Debug, Default, Clone, serde::Serialize)]
pub(crate) struct Less {
    /// Kinds of things, as `office.py` names them.
    pub(crate) leave_out: Vec<&'static str>,
    /// Cells that are emptied: the sheet and the range. Where there are any, cells with but a mark are too.
    pub(crate) cells: Vec<(String, String)>,
}

/// One LibreOffice, which takes one file after the other.
pub(crate) struct Office {
    child: Child,
    /// Its end is the end of the script, and of the LibreOffice that it started.
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Office {
    pub(crate) fn start() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/fidelity/office.py");
        let mut child = Command::new("/usr/bin/python3")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 starts");
        let to = child.stdin.take();
        let mut from = BufReader::new(child.stdout.take().expect("piped"));
        let mut ready = String::new();
        from.read_line(&mut ready).expect("an answer");
        assert!(ready.contains("ready"), "LibreOffice did not start");
        Office { child, to, from }
    }

    /// The visible texts of a file; its first pages go to `pdf`.
    pub(crate) fn show(
        &mut self,
        file: &Path,
        pdf: &Path,
        pages: &str,
        less: &Less,
    ) -> Result<Vec<Sheet>, String> {
        let asked = serde_json::json!({"file": file, "pdf": pdf, "pages": pages,
            "leave_out": less.leave_out, "cells": less.cells});
        let mut line = String::new();
        let told = self.to.as_mut().map(|to| writeln!(to, "{asked}"));
        if !matches!(told, Some(Ok(()))) || self.from.read_line(&mut line).is_err() || line.is_empty() {
            *self = Office::start();
            return Err("the script that asks LibreOffice ended".to_owned());
        }
        let answer: Answer = serde_json::from_str(&line).map_err(|error| error.to_string())?;
        answer.error.map_or(Ok(answer.sheets), Err)
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        drop(self.to.take());
        let _ = self.child.wait();
    }
}
