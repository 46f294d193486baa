//! `foi-gate rules`: what the data protection officer asks of the rules.

use std::path::PathBuf;

use super::{Exit, Mistake, engine, print};
use crate::face::staff_files::Wanted;
use crate::rules;

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
    /// Say one rule as a sentence
    Explain {
        /// The rule's id, as reports and `rules list` show it
        id: String,
    },
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let engine = engine(&Wanted { rules: arguments.rules.as_deref(), ..Wanted::default() })?;
    let book = engine.book();
    let said = match &arguments.what {
        What::Check => rules::check_summary(book),
        // A book that is here has passed: loading refuses a rule that fails one of its own examples.
        What::Test => rules::test_summary(book),
        What::List => rules::list(book),
        What::Explain { id } => match rules::explain(book, id) {
            Some(said) => said,
            None => {
                let hint = format!("there is no rule {id}; `foi-gate rules list` shows their ids");
                return Err(Mistake(hint).into());
            }
        },
    };
    print(|out| out.write_all(said.as_bytes()))?;
    Ok(Exit::Done)
}
