//! Faces: where people and programs meet the gate. The only place with disk, clock and printing; it decides nothing.

pub mod cli;

mod copying;
mod engine;
mod inputs;
mod output;
mod rule_files;
mod run;
mod staff_files;
mod today;
