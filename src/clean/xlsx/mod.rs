//! Writing Office Open XML.

mod chart;
mod picture;
mod place;

pub use chart::draw;
pub use picture::made_anew;
pub use place::{Spot, spot};
