//! Rules: what the data protection officer wrote, from TOML to a proven rule book, and texts and tables held against it.
//!
//! Knows no file format and no place in a file: what the readers saw reaches it as texts and cells, through `inspect`.

mod book;
mod columns;
mod conditions;
mod examples;
mod explain;
mod form;

mod judge;
mod like;
mod mistake;
mod raw;
mod read;
mod rule;
mod shipped;
mod table;
mod weigh;

pub use book::RuleBook;
pub use examples::{Trial, trials};
pub use explain::{check_summary, explain, list, test_summary};

pub use judge::RuleHit;
pub(crate) use mistake::File;
pub use mistake::{CODES, Code, DECISION_CODES, Mistake, Mistakes};
pub(crate) use raw::{At, Section, nearest, parse};
pub(crate) use read::date;
pub use rule::{About, Allow, Content, Date, Example, ExampleColumn, Given, Matcher, Rule, Values, Where};
pub use table::{Table, TableCell};
pub use weigh::{Judged, strongest};
