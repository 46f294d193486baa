//! A pre-release gate for the spreadsheets and CSVs of Freedom of Information responses.
//!
//! ```text
//! bytes ─► sniff ─► reader ─► facts ─► inspection ─► findings ─► verdict ─► report
//!                     │                                 └─► plan
//!                     └─► facts × plan ─► copy ─► read again, check again, compare ─► its name
//! ```
//!
//! One reader per format pushes facts, in one streaming pass, into a visitor, and decides nothing; rules meet facts in
//! `inspect`. Three promises hold everywhere:
//!
//! 1. **Every byte has an owner.** Each part and gap of a file is read, or known to be harmless for a written reason, or
//!    listed as unread; nothing unread is ever released.
//! 2. **What leaves is made anew**, never the original with bits removed.
//! 3. **Doubt blocks.** Unreadable, encrypted, too large, a crash, a rule error: `unchecked`, never `release`.
//!
//! Each layer may use only those above it in this list; `tests/house.rs` checks that.

pub mod limits;

pub mod model;

pub mod container;

pub mod read;

pub mod rules;

pub mod detect;

pub mod inspect;

pub mod verdict;

pub mod clean;

pub mod gate;

pub mod report;

pub mod face;
