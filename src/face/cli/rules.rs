//! `foi-gate rules`: what the data protection officer asks of the rules.

use std::path::PathBuf;

use super::{Exit, Mistake, engine, print};

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
    let engine = engine(arguments.rules.as_deref())?;
    let (said, right) = match &arguments.what {
        What::Check => (format!("{} rules, no mistakes\n", engine.rules_used().count), true),
        What::Test => engine.test(),
        What::List => (engine.list(), true),
        What::Explain { id } => match engine.explain(id) {
            Some(said) => (said, true),
            None => {
                let hint = format!("there is no rule {id}; `foi-gate rules list` shows their ids");
                return Err(Mistake(hint).into());
            }
        },
    };
    print(|out| out.write_all(said.as_bytes()))?;
    if right {
        Ok(Exit::Done)
    } else {
        Err(Mistake("not every example came out as its rule says".to_owned()).into())
    }
}
