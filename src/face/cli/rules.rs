//! `foi-gate rules`: what the data protection officer asks of the rules.

use std::io;
use std::path::PathBuf;

use super::{Exit, Mistake, engine, print};
use crate::face::staff_files::{self, Wanted};
use crate::rules::RuleBook;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,

    /// Folder with your own rule files, laid over those that come with the program
    #[arg(long, value_name = "DIR", global = true)]
    rules: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Read the rule files and say every mistake in them, with its line
    Check,
    /// Run the examples of every rule
    Test,
    /// List the rules
    List,
    /// Make hashes for allow entries of values that must not be written down: one value a line on standard input
    Hash {
        /// The rule that lets the values past
        id: String,

        /// The file of your key; staff.key in the folder of --rules unless said otherwise
        #[arg(long, value_name = "FILE")]
        staff_key: Option<PathBuf>,
    },
    /// Say one rule as a sentence
    Explain {
        /// The rule's id, as reports and `rules list` show it
        id: String,
    },
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let rules = arguments.rules.as_deref();
    let engine = engine(&Wanted { rules, ..Wanted::default() })?;
    let book = engine.book();
    let said = match &arguments.what {
        What::Check => crate::rules::check_summary(book),
        // A book that is here has passed: loading refuses a rule that fails one of its own examples.
        What::Test => crate::rules::test_summary(book),
        What::List => crate::rules::list(book),
        What::Hash { id, staff_key } => {
            known(book, id)?;
            let wanted = Wanted { key: staff_key.as_deref(), rules, ..Wanted::default() };
            hashes(id, &wanted)?
        }
        What::Explain { id } => match crate::rules::explain(book, id) {
            Some(said) => said,
            None => return Err(unknown(id).into()),
        },
    };
    print(|out| out.write_all(said.as_bytes()))?;
    Ok(Exit::Done)
}

fn known(book: &RuleBook, id: &str) -> Result<(), Mistake> {
    book.get(id).map(|_| ()).ok_or_else(|| unknown(id))
}

fn unknown(id: &str) -> Mistake {
    Mistake(format!("there is no rule {id}; `foi-gate rules list` shows their ids"))
}

/// A hash for each line of standard input, in their order.
fn hashes(id: &str, wanted: &Wanted<'_>) -> anyhow::Result<String> {
    let key = staff_files::key(wanted).map_err(|error| Mistake(error.to_string()))?;
    let missing = || {
        Mistake(
            "there is no key; name its file with --staff-key, or make one with `foi-gate staff build`"
                .to_owned(),
        )
    };
    let key = key.ok_or_else(missing)?;
    let mut made = String::new();
    for line in io::stdin().lines() {
        let line = line.map_err(|_| Mistake("standard input is not UTF-8 text".to_owned()))?;
        if !line.trim().is_empty() {
            made.push_str(&format!("{:016x}\n", key.of_allowed(id, &line)));
        }
    }
    Ok(made)
}
