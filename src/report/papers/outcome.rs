//! How cleaning one file ended, in a word for scripts, a heading, a sentence, and what to do next.

use crate::model::{CopyReport, FileReport, NoCopy, Place};
use crate::report::{harmless, words};

/// How it ended.
pub(super) struct Outcome {
    /// The word that scripts can rely on: `same`, `cleaned`, or why there is no copy.
    pub(super) code: &'static str,
    /// The verdict whose colour it is shown in.
    pub(super) colour: &'static str,
    /// The officer's next step in a few words.
    pub(super) title: &'static str,
    /// The result in one sentence.
    pub(super) result: String,
    /// What to do, in sentences; none where the title says it all.
    pub(super) todo: Vec<String>,
}

/// The outcome of one file.
pub(super) fn of(report: &CopyReport) -> Outcome {
    match &report.no_copy {
        Some(why) => no_copy(why, &report.before),
        None if report.same_bytes => Outcome {
            code: "same",
            colour: "release",
            title: "Send",
            result: format!(
                "{} The copy is the original, byte for byte.",
                words::verdict_means(&report.before)
            ),
            todo: Vec::new(),
        },
        None => Outcome {
            code: "cleaned",
            colour: "strip",
            title: "Send the cleaned copy",
            result: if report.files.len() > 1 {
                "Cleaned copies were made and checked against these rules.".to_owned()
            } else {
                "A cleaned copy was made and checked against these rules.".to_owned()
            },
            todo: vec![
                "Send the cleaned copy, not the original. Keep this paper and the original with the case."
                    .to_owned(),
            ],
        },
    }
}

fn no_copy(why: &NoCopy, before: &FileReport) -> Outcome {
    let (code, colour, title) = heading(why, before);
    Outcome {
        code,
        colour,
        title,
        result: format!("No copy was made: {}.", because(why)),
        todo: vec![next(why, before).to_owned()],
    }
}

fn heading(why: &NoCopy, before: &FileReport) -> (&'static str, &'static str, &'static str) {
    const DECIDE: &str = "Stop: a decision is needed";
    const NONE: &str = "No copy could be made";
    match why {
        NoCopy::Undecided(_) | NoCopy::Emerged(_) => ("undecided", "block", DECIDE),
        NoCopy::Uncleanable(_) => ("uncleanable", "block", DECIDE),
        NoCopy::Unchecked | NoCopy::NoWriter(_) if words::out_of_scope(before) => {
            ("out-of-scope", "out", "Not checked")
        }
        NoCopy::Unchecked => ("unchecked", "unchecked", "Could not check"),
        NoCopy::NoWriter(_) => ("no-writer", "unchecked", NONE),
        NoCopy::Differs { .. } => ("differs", "unchecked", NONE),
        NoCopy::StillFound(_) => ("still-found", "unchecked", NONE),
        NoCopy::Write(_) => ("write", "unchecked", NONE),
    }
}

/// Why there is none, as a clause.
fn because(why: &NoCopy) -> String {
    match why {
        NoCopy::Undecided(number) => {
            format!("{} a decision first", words::count(*number as u64, ("finding needs", "findings need")))
        }
        NoCopy::Emerged(number) => format!(
            "without its hidden rows, columns and sheets, the rules find more in it, and {} a decision first",
            words::count(*number as u64, ("finding needs", "findings need"))
        ),
        NoCopy::Uncleanable(number) => {
            format!(
                "{} cannot be taken out in this format",
                words::count(*number as u64, ("finding", "findings"))
            )
        }
        NoCopy::Unchecked => {
            "the file, or a part of it, could not be read, and nobody can vouch for a copy of it".to_owned()
        }
        NoCopy::NoWriter(kind) => format!("there is no cleaned copy of this kind of file ({kind})"),
        NoCopy::Differs { place, what } => {
            let at = if **place == Place::default() {
                String::new()
            } else {
                format!(" at {}", words::place(place))
            };
            format!("read again, it was not the same as the original{at}: {what}")
        }
        NoCopy::StillFound(what) => {
            format!("checked again, it still held something: {}", harmless::prose(what))
        }
        NoCopy::Write(what) => format!("it could not be written: {}", harmless::prose(what)),
    }
}

/// What to do, in a sentence or two.
fn next(why: &NoCopy, before: &FileReport) -> &'static str {
    match why {
        NoCopy::Undecided(_) => {
            "Do not send the original. Decide for each finding below whether it is kept or withheld, write that into a \
             decisions file, and run foi-gate clean again with --decisions and the name of that file."
        }
        NoCopy::Emerged(_) => {
            "Do not send the original. What is hidden in it kept the rules from seeing these cells for what they may be. Decide \
             for each finding below whether its cells are kept or withheld, write that into a decisions file, and run foi-gate \
             clean again with --decisions and the name of that file."
        }
        NoCopy::Uncleanable(_) => {
            "Do not send the original. Take what is named below out of the original by hand, save it under a new name, and \
             clean that; or record in a decisions file that it is kept."
        }
        NoCopy::Unchecked | NoCopy::NoWriter(_) if words::out_of_scope(before) => {
            "This program does not check files of this kind: look at it yourself before it goes."
        }
        NoCopy::Unchecked => {
            "Do not send the original. Mend what is named below, or save the file anew as .xlsx or .csv, and clean that."
        }
        NoCopy::NoWriter(_) => {
            "Do not send the original. Open it, save what may go as .xlsx or .csv, and clean that."
        }
        NoCopy::Differs { .. } | NoCopy::StillFound(_) => {
            "Do not send the original. This is a fault of the program: please report it. A copy as a plain table (--as csv) \
             may succeed."
        }
        NoCopy::Write(_) => "Do not send the original. Mend that, and run foi-gate clean again.",
    }
}
