//! `foi-gate staff`: makes the list of an organisation's own people, and says how old it is.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::{Exit, Mistake, engine, print};
use crate::detect::staff::Maker;
use crate::face::staff_files::{self, Wanted};
use crate::face::{inputs, today};
use crate::gate::{self, Roll};
use crate::limits::Limits;
use crate::rules::Date;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Make the list from spreadsheets with the names and numbers of all staff
    Build {
        /// Spreadsheets with a column of surnames, of whole names or of staff numbers
        #[arg(required = true, value_name = "FILE|DIR")]
        paths: Vec<PathBuf>,

        /// Where the list goes; in your rules folder it is used without being asked for
        #[arg(long, value_name = "FILE", default_value = "staff.list")]
        out: PathBuf,

        /// The file of its key; made if it is not there. Beside the list unless said otherwise
        #[arg(long, value_name = "FILE")]
        staff_key: Option<PathBuf>,
    },
    /// Say how old a list is, and how many people it knows
    Info {
        /// The list
        #[arg(value_name = "FILE", default_value = "staff.list")]
        list: PathBuf,

        /// The file of its key
        #[arg(long, value_name = "FILE")]
        staff_key: Option<PathBuf>,

        /// Folder with your own rule files, one of which may say when a list is too old
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
    },
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let said = match &arguments.what {
        What::Build { paths, out, staff_key } => build(paths, out, staff_key.as_deref())?,
        What::Info { list, staff_key, rules } => info(list, staff_key.as_deref(), rules.as_deref())?,
    };
    print(|out| out.write_all(said.as_bytes()))?;
    Ok(Exit::Done)
}

fn build(paths: &[PathBuf], out: &Path, key: Option<&Path>) -> anyhow::Result<String> {
    let mistake = |what: String| anyhow::Error::from(Mistake(what));
    let key = staff_files::key_for_new(out, key).map_err(|error| mistake(error.to_string()))?;
    let (mut maker, limits) = (Maker::new(key), Limits::default());
    let mut said = String::new();
    for input in inputs::collect(paths) {
        let roll =
            input.open(&limits).and_then(|source| gate::enrol(&input.label, &source, &limits, &mut maker));
        let roll = roll.map_err(|reason| {
            let why = crate::report::shown(&reason.to_string());
            mistake(format!(
                "{}: {why}; no list was made, since people would be missing from it",
                input.label
            ))
        })?;
        if roll.sheets.is_empty() {
            let help =
                "give the columns headings such as \"Surname\", \"First name\", \"Name\" or \"Payroll no\"";
            return Err(mistake(format!("{}: no column says who anybody is; {help}", input.label)));
        }
        tell(&input.label, &roll, &mut said);
    }
    let dense = maker.dense();
    let list = maker.finish(&today::today().to_string());
    staff_files::write(&list, out).map_err(|error| mistake(error.to_string()))?;
    for digits in dense {
        let _ = writeln!(
            said,
            "There are so many numbers of {digits} digits that they cannot be told from counts: those are found by their \
             heading only."
        );
    }
    let _ = writeln!(
        said,
        "{}: {} people, {} numbers. Keep its key apart from it, and the spreadsheet that it was made of safe.",
        out.display(),
        list.people,
        list.numbers
    );
    Ok(said)
}

/// Which columns of which sheets were taken.
fn tell(label: &str, roll: &Roll, said: &mut String) {
    for sheet in &roll.sheets {
        let columns: Vec<&str> = sheet.columns.iter().map(|(_, phrase)| *phrase).collect();
        let on = sheet.name.as_deref().map(|name| format!(", sheet {}", crate::report::shown(name)));
        let columns = crate::report::shown(&columns.join(", "));
        let _ = writeln!(said, "{label}{}: {} people, by {columns}", on.unwrap_or_default(), sheet.people);
    }
    if roll.passed_over > 0 {
        let _ = writeln!(said, "{label}: {} rows name nobody and were passed over", roll.passed_over);
    }
}

fn info(list: &Path, key: Option<&Path>, rules: Option<&Path>) -> anyhow::Result<String> {
    let engine = engine(&Wanted { rules, ..Wanted::default() })?;
    let (made, people, numbers) = staff_files::describe(list).map_err(|error| Mistake(error.to_string()))?;
    let days = crate::rules::date(&made).map(|made| made.days_to(today::today()));
    let days = days.map_or_else(String::new, |days| format!(", {days} days ago"));
    let mut said = format!("{}: made on {made}{days}; {people} people, {numbers} numbers\n", list.display());
    match staff_files::read(list, key) {
        Ok(_) => said.push_str("Its key fits.\n"),
        Err(error) => said.push_str(&format!("{error}\n")),
    }
    let stale = crate::rules::date(&made).and_then(|made: Date| engine.book().stale(made, today::today()));
    if let Some(rule) = stale {
        said.push_str(&format!("{}: {}\n", rule.title, rule.remedy));
    }
    Ok(said)
}
