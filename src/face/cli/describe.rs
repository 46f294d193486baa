//! `foi-gate completions` and `foi-gate man`: the command line described for shells and for `man`.

use anyhow::Context;
use clap::builder::PossibleValuesParser;

use super::{COMMANDS, Exit, command, print};

#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell to complete for
    shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct Manual {
    /// The command to describe; the program as a whole unless one is named
    #[arg(value_parser = PossibleValuesParser::new(COMMANDS.iter().map(|command| command.name)))]
    command: Option<String>,
}

pub(super) fn completions(arguments: &Completions) -> anyhow::Result<Exit> {
    // Into memory first: the generator panics when its output closes early.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), env!("CARGO_PKG_NAME"), &mut script);
    print(|out| out.write_all(&script))?;
    Ok(Exit::Done)
}

pub(super) fn manual(arguments: &Manual) -> anyhow::Result<Exit> {
    let mut top = command();
    // Gives each command its full name.
    top.build();
    let described = match &arguments.command {
        Some(name) => top.find_subcommand(name).context("no such command")?.clone(),
        None => top,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(described).render(&mut page)?;
    print(|out| out.write_all(&page))?;
    Ok(Exit::Done)
}
