//! Two threads at one file: one reads and rebuilds, the other writes, so that both cores work.
//!
//! What leaves goes from one to the other in batches that own what they hold, a few thousand cells in one block of text;
//! emptied batches go back, so that no cell is worth an allocation and memory stays that of a few batches. Compares
//! nothing and knows no format.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use super::batch::{Batch, Said};
use super::{Failure, Scribe};
use crate::model::{Book, Cell, Frame, Object, Place, Row, Sheet};

/// Batches that may wait to be taken.
const WAITING: usize = 2;
/// Readers and writers of tables are not deep; this is room for the deepest of them many times over.
const STACK: usize = 8 << 20;

/// Runs `near` here with a scribe, and behind it, in a thread of its own, the scribe that `make` makes.
///
/// Where the far side fails the near one is told at its next batch, and the far failure is the one that counts. Gives what
/// `near` gave, and what the scribe lost.
///
/// # Errors
/// Those of `make`, of the scribe and of `near`; [`Failure::Internal`] where the scribe panics, or is never told to finish.
pub fn beside<'s, T>(
    make: impl FnOnce() -> Result<Box<dyn Scribe + 's>, Failure> + Send,
    near: impl FnOnce(&mut dyn Scribe) -> Result<T, Failure>,
) -> Result<(T, Vec<Loss>), Failure> {
    let (mut into, out) = pipe();
    let (ready, wants) = channel();
    thread::scope(|scope| {
        let far = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
            let mut scribe = make()?;
            // Whoever asked may have gone; then the pipe is closed too.
            let _ = ready.send(scribe.rebuilds());
            write(out, &mut *scribe)
        })?;
        let said = match wants.recv() {
            Ok(rebuilds) => {
                into.rebuilds = rebuilds;
                near(&mut into)
            }
            Err(_) => Err(Failure::Internal),
        };
        drop(into);
        match far.join() {
            Err(_) => Err(Failure::Internal),
            Ok(Err(failure)) => Err(failure),
            Ok(Ok(Some(losses))) => said.map(|said| (said, losses)),
            Ok(Ok(None)) => said.and(Err(Failure::Internal)),
        }
    })
}

/// What was on view and is not written: where, and what it was.
type Loss = (Place, &'static str);

/// Tells the scribe all that comes. None where it was not told to finish.
fn write(mut from: Out, scribe: &mut dyn Scribe) -> Result<Option<Vec<Loss>>, Failure> {
    while let Some(said) = from.next() {
        match said {
            Said::Book(book) => scribe.book(book)?,
            Said::Sheet(sheet) => scribe.sheet(sheet)?,
            Said::Frame(frame) => scribe.frame(frame)?,
            Said::Object(object) => scribe.object(object)?,
            Said::Row(row) => scribe.row(row)?,
            Said::Cell(cell) => scribe.cell(&cell)?,
            Said::Blank { row, col, look } => scribe.blank(row, col, look)?,
            Said::SheetEnd(sheet) => scribe.sheet_end(sheet)?,
            Said::Finish => {
                scribe.finish()?;
                return Ok(Some(scribe.losses()));
            }
        }
    }
    Ok(None)
}

/// Both ends of a pipe.
pub fn pipe() -> (Into, Out) {
    let (to, from) = sync_channel(WAITING);
    let (emptied, back) = channel();
    let into = Into { batch: Batch::default(), to, back, rebuilds: true };
    (into, Out { from, emptied, batch: Batch::default(), at: 0 })
}

/// The near end: a scribe that sends on what it is told.
#[derive(Debug)]
pub struct Into {
    batch: Batch,
    to: SyncSender<Batch>,
    back: Receiver<Batch>,
    /// What it answers when it is asked.
    pub rebuilds: bool,
}

impl Into {
    /// Sends the batch if it is full.
    fn after(&mut self) -> Result<(), Failure> {
        if self.batch.is_full() { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> Result<(), Failure> {
        let next = self.back.try_recv().unwrap_or_default();
        // Nobody listens any more: the far side says why.
        self.to.send(std::mem::replace(&mut self.batch, next)).map_err(|_| Failure::Internal)
    }
}

impl Scribe for Into {
    fn rebuilds(&self) -> bool {
        self.rebuilds
    }
    fn book(&mut self, book: &Book) -> Result<(), Failure> {
        self.batch.book(book);
        self.after()
    }
    fn sheet(&mut self, sheet: &Sheet) -> Result<(), Failure> {
        self.batch.sheet(sheet);
        self.after()
    }
    fn frame(&mut self, frame: &Frame) -> Result<(), Failure> {
        self.batch.frame(frame);
        self.after()
    }
    fn object(&mut self, object: &Object) -> Result<(), Failure> {
        self.batch.object(object);
        self.after()
    }
    fn row(&mut self, row: &Row) -> Result<(), Failure> {
        self.batch.row(row);
        self.after()
    }
    fn cell(&mut self, cell: &Cell<'_>) -> Result<(), Failure> {
        self.batch.cell(cell);
        self.after()
    }
    fn blank(&mut self, row: u32, col: u32, look: u32) -> Result<(), Failure> {
        self.batch.blank(row, col, look);
        self.after()
    }
    fn sheet_end(&mut self, sheet: &Sheet) -> Result<(), Failure> {
        self.batch.sheet_end(sheet);
        self.after()
    }
    fn finish(&mut self) -> Result<(), Failure> {
        self.batch.finish();
        self.send()
    }
}

/// The far end: gives out what was sent, in order.
#[derive(Debug)]
pub struct Out {
    from: Receiver<Batch>,
    emptied: Sender<Batch>,
    batch: Batch,
    at: usize,
}

impl Out {
    /// What was said next; none where the near end is gone.
    #[allow(
        clippy::should_implement_trait,
        reason = "what it gives borrows from it, as no iterator's items can"
    )]
    pub fn next(&mut self) -> Option<Said<'_>> {
        self.next_of(|_| true)
    }

    /// What was said next of those that are wanted; the others are passed over.
    pub fn next_of(&mut self, wanted: fn(&Said<'_>) -> bool) -> Option<Said<'_>> {
        loop {
            while self.at >= self.batch.len() {
                let next = self.from.recv().ok()?;
                let mut done = std::mem::replace(&mut self.batch, next);
                done.clear();
                // The near end may be done already and need no more.
                let _ = self.emptied.send(done);
                self.at = 0;
            }
            let at = self.at;
            self.at = at.saturating_add(1);
            if self.batch.get(at).is_some_and(|said| wanted(&said)) {
                return self.batch.get(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Dress, Run, SheetKind, SheetState, Value, Visibility};

    /// Keeps what it is told in words; fails or panics on a value that says so.
    #[derive(Default)]
    struct Recorder<'a> {
        said: Vec<String>,
        to: Option<&'a mut Vec<String>>,
    }

    impl Drop for Recorder<'_> {
        fn drop(&mut self) {
            if let Some(to) = &mut self.to {
                to.append(&mut self.said);
            }
        }
    }

    impl Scribe for Recorder<'_> {
        fn rebuilds(&self) -> bool {
            false
        }
        fn book(&mut self, book: &Book) -> Result<(), Failure> {
            self.said.push(format!("book of {}", book.sheets.len()));
            Ok(())
        }
        fn sheet(&mut self, sheet: &Sheet) -> Result<(), Failure> {
            self.said.push(format!("sheet {}", sheet.index));
            Ok(())
        }
        fn frame(&mut self, frame: &Frame) -> Result<(), Failure> {
            self.said.push(format!("frame {:?}", frame.default_width));
            Ok(())
        }
        fn object(&mut self, _: &Object) -> Result<(), Failure> {
            Ok(())
        }
        fn row(&mut self, row: &Row) -> Result<(), Failure> {
            self.said.push(format!("row {}", row.index));
            Ok(())
        }
        fn cell(&mut self, cell: &Cell<'_>) -> Result<(), Failure> {
            let value = match cell.value {
                Value::Text("full") => {
                    return Err(std::io::Error::from(std::io::ErrorKind::StorageFull).into());
                }
                Value::Text("panic") => panic!("a value that must not be shown"),
                Value::Text(text) | Value::Error(text) | Value::Date(text) => text.to_owned(),
                Value::Number(number) => number.to_string(),
                Value::Bool(value) => value.to_string(),
            };
            let (row, col, dress) = (cell.row, cell.col, cell.dress);
            self.said.push(format!("{row},{col} {:?} {value}={} {:?}", cell.value, cell.shown, dress.runs));
            Ok(())
        }
        fn blank(&mut self, row: u32, col: u32, look: u32) -> Result<(), Failure> {
            self.said.push(format!("blank {row},{col},{look}"));
            Ok(())
        }
        fn sheet_end(&mut self, _: &Sheet) -> Result<(), Failure> {
            self.said.push("end".to_owned());
            Ok(())
        }
        fn finish(&mut self) -> Result<(), Failure> {
            self.said.push("finish".to_owned());
            Ok(())
        }
    }

    fn sheet() -> Sheet {
        Sheet { name: None, part: None, index: 3, state: SheetState::Visible, kind: SheetKind::Worksheet }
    }

    fn cell<'a>(row: u32, value: Value<'a>, shown: &'a str, runs: &'a [Run]) -> Cell<'a> {
        let dress = Dress { look: 1, section: 2, runs, ..Dress::default() };
        Cell { row, col: 1, value, shown, shared: Some(4), visibility: Visibility::Visible, dress }
    }

    /// Says a bit of everything, and more cells than a batch holds.
    fn say(scribe: &mut dyn Scribe) -> Result<(), Failure> {
        scribe.book(&Book { sheets: vec![sheet()], ..Book::default() })?;
        scribe.sheet(&sheet())?;
        scribe.frame(&Frame { default_width: Some(9.5), ..Frame::default() })?;
        let runs = [Run { from: 0, to: 2, font: std::sync::Arc::default() }];
        for row in 0..20_000 {
            scribe.row(&Row { index: row, ..Row::default() })?;
            let number = row.to_string();
            scribe.cell(&cell(row, Value::Number(f64::from(row)), &number, &[]))?;
            scribe.cell(&cell(row, Value::Text("Żółw"), "Żó", &runs))?;
            scribe.cell(&cell(row, Value::Text(&number), &number, &[]))?;
            scribe.cell(&cell(row, Value::Error("#REF!"), "#REF!", &[]))?;
            scribe.cell(&cell(row, Value::Bool(true), "TRUE", &[]))?;
            scribe.blank(row, 7, 2)?;
        }
        scribe.sheet_end(&sheet())?;
        scribe.finish()
    }

    #[test]
    fn what_comes_out_is_what_went_in() {
        let mut wanted = Vec::new();
        say(&mut Recorder { said: Vec::new(), to: Some(&mut wanted) }).unwrap();
        let mut found = Vec::new();
        let far = &mut found;
        beside(move || Ok(Box::new(Recorder { said: Vec::new(), to: Some(far) })), say).unwrap();
        assert_eq!(wanted.len(), 140_005);
        assert!(wanted == found);
    }

    #[test]
    fn a_far_failure_stops_the_near_side_and_is_the_one_told() {
        let mut told = 0_u64;
        let ended = beside(
            || Ok(Box::new(Recorder::default())),
            |scribe| {
                scribe.cell(&cell(0, Value::Text("full"), "full", &[]))?;
                for row in 0..10_000_000 {
                    scribe.blank(row, 0, 0)?;
                    told += 1;
                }
                scribe.finish()
            },
        );
        assert_eq!(ended.unwrap_err().to_string(), "the disk is full");
        assert!(told < 1_000_000, "{told} facts after the failure");
    }

    #[test]
    fn a_panic_is_a_failure() {
        let panics = |scribe: &mut dyn Scribe| {
            scribe.cell(&cell(0, Value::Text("panic"), "panic", &[]))?;
            scribe.finish()
        };
        let ended = beside(|| Ok(Box::new(Recorder::default())), panics);
        assert!(matches!(ended, Err(Failure::Internal)));
    }

    #[test]
    fn what_was_not_finished_did_not_succeed() {
        let ended = beside(|| Ok(Box::new(Recorder::default())), |scribe| scribe.sheet(&sheet()));
        assert!(matches!(ended, Err(Failure::Internal)));
        let ended = beside(
            || Ok(Box::new(Recorder::default())),
            |_| Err::<(), _>(Failure::Beyond("too many columns")),
        );
        assert!(matches!(ended, Err(Failure::Beyond("too many columns"))));
        let ended = beside(|| Err(Failure::Beyond("no disk")), |_| Ok(()));
        assert!(matches!(ended, Err(Failure::Beyond("no disk"))));
    }
}
