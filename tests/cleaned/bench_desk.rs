//! A desk whose drafts never get a name: they are looked into and forgotten.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::Mutex;

use foi_gate::gate::{Desk, Draft};

/// The desk.
#[derive(Default)]
pub(crate) struct BenchDesk(Mutex<Vec<File>>);

impl BenchDesk {
    /// What is in a draft.
    pub(crate) fn bytes(&self, number: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut drafts = self.0.lock().expect("no test panics while it holds this");
        drafts[number].rewind().expect("a file");
        drafts[number].read_to_end(&mut bytes).expect("a file");
        bytes
    }
}

impl Desk for BenchDesk {
    fn draft(&self) -> io::Result<Draft> {
        let file = tempfile::tempfile()?;
        let mut drafts = self.0.lock().expect("no test panics while it holds this");
        drafts.push(file.try_clone()?);
        Ok(Draft { number: drafts.len() - 1, file })
    }

    fn folder(&self) -> &Path {
        Path::new(env!("CARGO_TARGET_TMPDIR"))
    }
}
