//! Rules: those that are shipped, mistakes in rule files word for word, and what the inspector makes of facts.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod facts;
mod innocents;
mod inspector;
mod mistakes;
mod names;
mod shipped;
