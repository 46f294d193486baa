//! `foi-gate completions` and `foi-gate man`: the command line described for shells and for `man`.

use super::{Exit, command, print};

#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell to complete for
    shell: clap_complete::Shell,
}

pub(super) fn completions(arguments: &Completions) -> anyhow::Result<Exit> {
    // Into memory first: the generator panics when its output closes early.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), env!("CARGO_PKG_NAME"), &mut script);
    print(|out| out.write_all(&script))?;
    Ok(Exit::Done)
}

pub(super) fn man() -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command()).render(&mut page)?;
    print(|out| out.write_all(&page))?;
    Ok(Exit::Done)
}
