//! The command line: what was typed → a command of [`COMMANDS`] → an exit code. What a command does is in its own file.

mod check;
mod clean;
mod describe;
mod dropped;
mod rules;
mod staff;
mod surfaces;

use std::ffi::OsString;
use std::io::{self, Write};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, Args, FromArgMatches};
use indicatif::{ProgressBar, ProgressStyle};

use super::engine::Engine;
use super::rule_files;
use super::staff_files::{self, Wanted};
use crate::clean::xlsx::{is_failed_write, is_guarded};
use crate::model::Verdict;
use crate::report;

/// A command.
struct Command {
    name: &'static str,
    about: &'static str,
    arguments: fn(clap::Command) -> clap::Command,
    run: fn(&ArgMatches) -> anyhow::Result<Exit>,
}

/// All commands, in the order in which help lists them.
#[rustfmt::skip]
const COMMANDS: &[Command] = &[
    Command { name: "check", about: "Check files and folders, and say what must not be released",
        arguments: check::Arguments::augment_args, run: |typed| check::run(&parsed(typed)?) },
    Command { name: "clean", about: "Make copies that can be released, verify them, and write the papers for the case file",
        arguments: clean::Arguments::augment_args, run: |typed| clean::run(&parsed(typed)?) },
    Command { name: "rules", about: "Check, test, list or explain the rules",
        arguments: rules::Arguments::augment_args, run: |typed| rules::run(&parsed(typed)?) },
    Command { name: "staff", about: "Make the list of your own staff, or say how old it is",
        arguments: staff::Arguments::augment_args, run: |typed| staff::run(&parsed(typed)?) },
    Command { name: "surfaces", about: "List every place in a file that can hold what was not meant to be released",
        arguments: |command| command, run: |_| surfaces::run() },
    Command { name: "completions", about: "Write completions for a shell",
        arguments: describe::Completions::augment_args, run: |typed| describe::completions(&parsed(typed)?) },
    Command { name: "man", about: "Write the manual page of the program or of a command",
        arguments: describe::Manual::augment_args, run: |typed| describe::manual(&parsed(typed)?) },
];

/// What the help of the program, and of the commands that judge files, ends with.
const EXIT_CODES: &str = "Exit codes: 0 send, 10 send the cleaned copy, 20 stop: a decision is needed, 30 could not check;\n\
    2 wrong usage, or a mistake in a rule file or in a decisions file, 1 a failure of this program.";

/// How a command ended.
enum Exit {
    /// It did what it was asked.
    Done,
    /// The worst verdict of the files.
    Verdict(Verdict),
    /// Something could not be written, and the report says what.
    Failed,
}

/// What the person at the keyboard can mend: the arguments, a rule file, or a decisions file.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Mistake(String);

/// Runs the program: 0, 10, 20 or 30 for a verdict, 2 for wrong usage or a mistake in a rule file or a decisions file, 1 for
/// a failure of the program itself.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    panic::set_hook(Box::new(|what| {
        // Told as failures already.
        if is_failed_write(what.payload()) || is_guarded() {
            return;
        }
        // The message of a panic may hold a value from a file: only where in the program it happened is told.
        let at = what.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        complain(&format!("internal error{at}; please report it"));
    }));
    let code =
        panic::catch_unwind(panic::AssertUnwindSafe(|| match command().try_get_matches_from(arguments) {
            Ok(typed) => dispatch(&typed),
            Err(error) => {
                // A closed output is no reason to fail here.
                let _ = error.print();
                u8::try_from(error.exit_code()).unwrap_or(2)
            }
        }));
    ExitCode::from(code.unwrap_or(1))
}

fn dispatch(typed: &ArgMatches) -> u8 {
    let named = typed.subcommand().and_then(|(name, typed)| {
        COMMANDS.iter().find(|command| command.name == name).map(|command| (command, typed))
    });
    let ended = match named {
        Some((command, typed)) => (command.run)(typed),
        None => parsed(typed).and_then(|dropped| dropped::run(&dropped)),
    };
    match ended {
        Ok(Exit::Done) => 0,
        Ok(Exit::Verdict(verdict)) => exit_code(verdict),
        Ok(Exit::Failed) => 1,
        Err(error) => {
            complain(&format!("{error:#}"));
            if error.is::<Mistake>() { 2 } else { 1 }
        }
    }
}

/// What scripts, mail servers and case systems depend on.
fn exit_code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Release => 0,
        Verdict::Strip => 10,
        Verdict::Block => 20,
        Verdict::Unchecked => 30,
    }
}

fn command() -> clap::Command {
    let top = clap::Command::new(env!("CARGO_PKG_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .about("Finds what a spreadsheet should not carry before it is sent in answer to a Freedom of Information request")
        .after_help(EXIT_CODES)
        .args_conflicts_with_subcommands(true)
        .arg_required_else_help(true);
    COMMANDS.iter().fold(dropped::Arguments::augment_args(top), |top, command| {
        let judges = matches!(command.name, "check" | "clean");
        let described = clap::Command::new(command.name).about(command.about);
        let described = if judges { described.after_help(EXIT_CODES) } else { described };
        top.subcommand((command.arguments)(described))
    })
}

fn parsed<A: FromArgMatches>(typed: &ArgMatches) -> anyhow::Result<A> {
    Ok(A::from_arg_matches(typed)?)
}

/// What files are held against.
#[derive(Debug, Default, clap::Args)]
struct HeldAgainst {
    /// Folder with your own rule files, laid over those that come with the program
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,

    /// Your staff list, as `foi-gate staff build` made it; staff.list in the folder of --rules unless said otherwise
    #[arg(long, value_name = "FILE")]
    staff: Option<PathBuf>,

    /// The file of its key; beside it unless said otherwise
    #[arg(long, value_name = "FILE")]
    staff_key: Option<PathBuf>,
}

impl HeldAgainst {
    fn wanted(&self) -> Wanted<'_> {
        Wanted { list: self.staff.as_deref(), key: self.staff_key.as_deref(), rules: self.rules.as_deref() }
    }
}

/// The engine with the shipped rules, or with those of a folder laid over them, and the list of staff, if there is one.
fn engine(wanted: &Wanted<'_>) -> anyhow::Result<Engine> {
    let files = match wanted.rules {
        Some(folder) => rule_files::read(folder).map_err(|error| Mistake(error.to_string()))?,
        None => Vec::new(),
    };
    let staff = staff_files::load(wanted).map_err(|error| Mistake(error.to_string()))?;
    let key = staff_files::key(wanted).map_err(|error| Mistake(error.to_string()))?;
    Ok(Engine::new(files, staff, key).map_err(Mistake)?)
}

/// How far a run is, drawn on standard error, and only if that is a terminal.
fn bar(files: usize, what: &str) -> anyhow::Result<ProgressBar> {
    let bar = if files > 1 { ProgressBar::new(files as u64) } else { ProgressBar::hidden() };
    let template = format!("{{pos}} of {{len}} files {what} {{wide_bar}} {{eta}} to go");
    bar.set_style(ProgressStyle::with_template(&template)?);
    Ok(bar)
}

/// Writes to standard output. That nobody reads it any more (`… | head`) is no failure.
fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still in the buffer would be written once more when it is dropped.
            let _ = out.into_parts();
            Ok(())
        }
        ended => ended,
    }
}

/// Says something on standard error, line by line; where that is closed too, there is nobody to tell.
fn complain(message: &str) {
    let lines: Vec<String> = message.lines().map(report::shown).collect();
    let _ = writeln!(io::stderr(), "{}: {}", env!("CARGO_PKG_NAME"), lines.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_holds_together() {
        command().debug_assert();
    }

    #[test]
    fn every_verdict_has_its_exit_code() {
        let codes = [Verdict::Release, Verdict::Strip, Verdict::Block, Verdict::Unchecked].map(exit_code);
        assert_eq!(codes, [0, 10, 20, 30]);
    }
}
