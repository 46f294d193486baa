//! `foi-gate surfaces`: the catalogue, as this program knows it.

use super::{Exit, print};
use crate::model::CATALOGUE;

pub(super) fn run() -> anyhow::Result<Exit> {
    print(|out| {
        for entry in CATALOGUE {
            let formats: Vec<&str> = entry.formats.iter().map(|format| format.id()).collect();
            writeln!(out, "{}", entry.id)?;
            writeln!(out, "  gives away: {}", entry.leaks)?;
            writeln!(out, "  where:      {}", entry.place)?;
            writeln!(out, "  formats:    {}", formats.join(" "))?;
            writeln!(out, "  as shipped: {}", entry.default.id())?;
        }
        writeln!(out, "{} surfaces", CATALOGUE.len())
    })?;
    Ok(Exit::Done)
}
