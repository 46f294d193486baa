//! Rules prove themselves: each is held against its own examples, with the very code that judges files.

use super::book::RuleBook;
use super::mistake::{Code, File, Mistakes};
use super::rule::{About, Content, Example, ExampleColumn, Given, Rule};
use super::table::{Table, TableCell};
use crate::detect::column::Kind;
use crate::model::Surface;

/// An example and what came of it.
#[derive(Debug, Clone)]
pub struct Trial<'b> {
    /// The example.
    pub example: &'b Example,
    /// Whether the rule matched it.
    pub matched: bool,
}

impl Trial<'_> {
    /// Whether it came out as the rule says.
    pub fn passed(&self) -> bool {
        self.matched == self.example.must_match
    }
}

/// Runs the examples of one rule.
pub fn trials<'b>(book: &'b RuleBook, rule: &'b Rule) -> Vec<Trial<'b>> {
    let number = book.rules().iter().position(|other| other.id == rule.id).unwrap_or(usize::MAX);
    rule.examples
        .iter()
        .map(|example| Trial { example, matched: matches(book, number, rule, &example.given) })
        .collect()
}

/// Notes every example that does not come out as its rule says.
pub(super) fn prove(book: &RuleBook, files: &[File], numbers: &[usize], mistakes: &mut Mistakes) {
    for (rule, number) in book.rules().iter().zip(numbers) {
        let Some(file) = files.get(*number) else { continue };
        for trial in trials(book, rule).iter().filter(|trial| !trial.passed()) {
            let (code, what) = match trial.example.must_match {
                true => (Code::ExampleMissed, "the rule must match this example and does not"),
                false => (Code::ExampleHit, "the rule must not match this example and does"),
            };
            let help = match needs_column(rule, trial.example) {
                true => format!(
                    "`{}` counts in columns only: write {{ heading = \"...\", cells = [\"...\"] }} with a heading of \
                     the rule, or set `stray = true`",
                    rule.id
                ),
                false => format!("mend the conditions of `{}`, or the example", rule.id),
            };
            mistakes.add(code, file, trial.example.span.clone(), what, &help);
        }
    }
}

fn matches(book: &RuleBook, number: usize, rule: &Rule, given: &Given) -> bool {
    match (&rule.about, given) {
        (About::Surface { ignore, .. }, Given::Text(text)) => !ignore.contains(&text.trim().to_lowercase()),
        (About::Content(content), Given::Text(text)) => {
            counts_alone(content)
                && book
                    .hits_of_example(text)
                    .iter()
                    .any(|hit| hit.rule == number && hit.sure >= content.min_count)
        }
        (About::Content(_), Given::Columns(columns)) => in_table(book, number, columns),
        _ => false,
    }
}

/// Whether single values count, in a text without a heading.
fn counts_alone(content: &Content) -> bool {
    content.stray && !content.needs_table()
}

/// Whether an example that should match has no chance as it is a text by itself.
fn needs_column(rule: &Rule, example: &Example) -> bool {
    let in_columns_only = rule.content().is_some_and(|content| !counts_alone(content));
    example.must_match && in_columns_only && matches!(example.given, Given::Text(_))
}

/// Whether the rule matches any column of the table that the example makes, on view or hidden.
fn in_table(book: &RuleBook, number: usize, columns: &[ExampleColumn]) -> bool {
    [Surface::VisibleCell, Surface::HiddenSheet].into_iter().any(|surface| {
        let mut found = false;
        let mut table = Table::new(book);
        let longest = columns.iter().map(|column| column.cells.len()).max().unwrap_or_default();
        for row in 0..=longest {
            for (col, column) in columns.iter().enumerate() {
                let text = match row.checked_sub(1) {
                    None => Some(&column.heading),
                    Some(index) => column.cells.get(index),
                };
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    let hits = book.hits_of_example(text);
                    let (row, col) = (u32::try_from(row).unwrap_or(0), u32::try_from(col).unwrap_or(0));
                    let kind = Kind::of_text(text);
                    let cell = TableCell { row, col, surface, kind, text, shared: None, hits: &hits };
                    table.cell(cell, &mut [], &mut |judged| found |= judged.rule == number);
                }
            }
        }
        table.end_sheet(&mut [], &mut |judged| found |= judged.rule == number);
        found
    })
}
