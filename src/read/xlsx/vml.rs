//! VML (ECMA-376 part 4, 19): the shapes of comments, of controls, and of pictures in headers.

use super::Session;
use super::binary::{RUN, inspect_bytes};
use super::parts::PartKind;
use super::sweep::{Observer, sweep};
use crate::container::xml::{Element, Xml};
use crate::model::{Reason, Surface};

/// Inspector of the registry. Excel writes VML as XML and others as they please: what is no XML is searched as bytes.
pub(super) fn inspect_vml(
    session: &mut Session<'_>,
    part: usize,
    kind: &'static PartKind,
) -> Result<(), Reason> {
    let swept = shapes(session, part).and_then(|surfaces| {
        let mut shapes = Shapes { surfaces, next: 0, open: None };
        sweep(session, part, kind, &mut shapes)
    });
    match swept {
        Err(Reason::Damaged(_)) => inspect_bytes(session, part, kind, RUN).map(|_| ()),
        other => other,
    }
}

/// What each shape belongs to, in the order of the part: its client data (19.4.2.12) come last in it, after its texts.
fn shapes(session: &Session<'_>, part: usize) -> Result<Vec<Surface>, Reason> {
    let mut found = Vec::new();
    let mut xml = session.xml(part)?;
    loop {
        match xml.next()? {
            // A shape without client data stands in a header or footer.
            Xml::Start(element) if is_shape(element.local()) => found.push(Surface::HeaderFooter),
            Xml::Start(element) if element.local() == "ClientData" => {
                let surface = match element.get("ObjectType")?.as_deref() {
                    Some("Note") => Surface::Comment,
                    Some("Shape" | "Pict" | "Rect" | "RectA" | "LineA" | "Group" | "Movie" | "Text")
                    | None => Surface::DrawingText,
                    Some(_) => Surface::FormControl,
                };
                if let Some(last) = found.last_mut() {
                    *last = surface;
                }
            }
            Xml::Eof => return Ok(found),
            _ => {}
        }
    }
}

fn is_shape(name: &str) -> bool {
    matches!(name, "shape" | "rect" | "roundrect" | "oval" | "line" | "polyline" | "arc" | "curve" | "image")
}

/// Sends the texts of each shape to its surface.
struct Shapes {
    surfaces: Vec<Surface>,
    next: usize,
    open: Option<Surface>,
}

impl Observer for Shapes {
    fn start(&mut self, element: &Element<'_>, _path: &[&'static str]) -> Result<(), Reason> {
        if is_shape(element.local()) {
            self.open = self.surfaces.get(self.next).copied();
            self.next = self.next.saturating_add(1);
        }
        Ok(())
    }

    fn redirect(&self) -> Option<Surface> {
        self.open
    }
}
