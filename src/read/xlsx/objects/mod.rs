//! Charts and pictures over the cells of a sheet, for those who rebuild: drawing parts are read again, in a form that can
//! be drawn. What in them gives something away is found by the inspectors of the registry, not here.

mod automatic;
mod axis;
mod chart;
mod color;
mod drawing;
mod extras;
mod paint;
mod series;
mod source;
mod tree;

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use super::Session;
use super::theme::Theme;
use crate::container::reason_of;
use crate::model::{Anchor, Chart, Object, Picture, Reason, Shows};
use drawing::{What, drawn};
use tree::Node;

/// Hands on the objects over a sheet.
///
/// # Errors
/// Those of reading the parts.
pub(super) fn push(session: &mut Session<'_>, sheet: usize) -> Result<(), Reason> {
    if !session.visitor.rebuilds() {
        return Ok(());
    }
    let drawings: Vec<usize> = session.package.related_all(sheet, "drawing").collect();
    if drawings.is_empty() {
        return Ok(());
    }
    let sheets = session.book.sheets.iter().filter_map(|tab| tab.sheet.name.clone()).collect();
    let theme = session.styles.theme().clone();
    let room = session.budget.limits().part_in_memory;
    let mut gallery = Gallery { theme, sheets, pictures: HashMap::new(), room };
    for drawing in drawings {
        let Some(tree) = Node::read(session.xml(drawing)?)? else { continue };
        for one in drawn(&tree) {
            gallery.hand_on(session, drawing, one.anchor, one.what)?;
        }
    }
    Ok(())
}

/// What the objects of one sheet share.
struct Gallery {
    theme: Theme,
    sheets: Vec<Arc<str>>,
    /// Files of pictures by their part: one may be shown many times.
    pictures: HashMap<usize, Arc<[u8]>>,
    /// Bytes of pictures that may still be held.
    room: u64,
}

impl Gallery {
    fn hand_on(
        &mut self,
        session: &mut Session<'_>,
        drawing: usize,
        anchor: Anchor,
        what: What,
    ) -> Result<(), Reason> {
        let part = match &what {
            What::Chart(id) | What::Picture { part: id, .. } => session.package.target(drawing, id),
            What::Changed(_) => None,
        };
        let shows = match (what, part) {
            (What::Chart(_), Some(part)) => Shows::Chart(Box::new(self.chart(session, part)?)),
            (What::Picture { crop, .. }, Some(part)) => Shows::Picture(self.picture(session, part, crop)?),
            (What::Changed(why), _) => Shows::Picture(without(why)),
            // A relationship that leads nowhere shows nothing.
            (_, None) => return Ok(()),
        };
        let place = session.place(part.unwrap_or(drawing));
        session.visitor.object(&Object { place, anchor, shows });
        Ok(())
    }

    fn chart(&self, session: &Session<'_>, part: usize) -> Result<Chart, Reason> {
        let tree = Node::read(session.xml(part)?)?;
        Ok(match tree {
            Some(tree) => chart::chart(&tree, &self.theme, &self.sheets),
            None => Chart::beyond("it is too large to be drawn again"),
        })
    }

    fn picture(&mut self, session: &Session<'_>, part: usize, crop: [f64; 4]) -> Result<Picture, Reason> {
        if let Some(bytes) = self.pictures.get(&part) {
            return Ok(Picture { bytes: Arc::clone(bytes), crop, beyond: None });
        }
        let mut bytes = Vec::new();
        let input = session.package.archive.read(part, session.budget)?;
        let most = self.room.saturating_add(1);
        input.take(most).read_to_end(&mut bytes).map_err(|error| reason_of(&error))?;
        let length = bytes.len() as u64;
        if length > self.room {
            return Ok(without("it is too large"));
        }
        self.room = self.room.saturating_sub(length);
        let bytes: Arc<[u8]> = bytes.into();
        self.pictures.insert(part, Arc::clone(&bytes));
        Ok(Picture { bytes, crop, beyond: None })
    }
}

/// A picture that cannot be made anew, and why.
fn without(why: &'static str) -> Picture {
    Picture { bytes: Arc::from([]), crop: [0.0; 4], beyond: Some(why) }
}
