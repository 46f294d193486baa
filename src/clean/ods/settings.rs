//! How sheets are looked at: frozen panes, zoom, lines between cells, and the sheet that is shown first (ODF 1.3 part 3,
//! 3.10; the names are those that LibreOffice and its kin agree on, as ODF has none of its own).

use std::io::{self, Write};

use super::xml::{Tag, Xml};
use crate::model::View;

const SPACES: [(&str, &str); 3] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
    ("xmlns:ooo", "http://openoffice.org/2004/office"),
];

/// Writes the part; `views` has each sheet's name and how it is looked at.
pub(super) fn write<W: Write>(xml: &mut Xml<W>, views: &[(String, View)], active: usize) -> io::Result<()> {
    xml.declaration()?;
    let tag = Tag::new("office:document-settings").with("office:version", "1.3");
    xml.open(SPACES.iter().fold(tag, |tag, (name, value)| tag.with(name, value)))?;
    xml.open(Tag::new("office:settings"))?;
    xml.open(named("config:config-item-set", "ooo:view-settings"))?;
    xml.open(named("config:config-item-map-indexed", "Views"))?;
    xml.open(Tag::new("config:config-item-map-entry"))?;
    item(xml, "ViewId", "string", "view1")?;
    xml.open(named("config:config-item-map-named", "Tables"))?;
    for (name, view) in views {
        xml.open(named("config:config-item-map-entry", name))?;
        table(xml, view)?;
        xml.close("config:config-item-map-entry")?;
    }
    xml.close("config:config-item-map-named")?;
    if let Some((name, view)) = views.get(active).or(views.first()) {
        item(xml, "ActiveTable", "string", name)?;
        item(xml, "HasColumnRowHeaders", "boolean", truth(view.headings))?;
        item(xml, "ShowZeroValues", "boolean", truth(view.zeros))?;
    }
    for name in [
        "config:config-item-map-entry",
        "config:config-item-map-indexed",
        "config:config-item-set",
        "office:settings",
        "office:document-settings",
    ] {
        xml.close(name)?;
    }
    Ok(())
}

fn table<W: Write>(xml: &mut Xml<W>, view: &View) -> io::Result<()> {
    let (rows, columns) = view.frozen.map_or((0, 0), |cell| (cell.row, cell.col));
    let split = |count: u32| if count > 0 { "2" } else { "0" };
    item(xml, "HorizontalSplitMode", "short", split(columns))?;
    item(xml, "VerticalSplitMode", "short", split(rows))?;
    item(xml, "HorizontalSplitPosition", "int", &columns.to_string())?;
    item(xml, "VerticalSplitPosition", "int", &rows.to_string())?;
    // 0 to 3: top left, top right, bottom left, bottom right.
    let active = match (rows > 0, columns > 0) {
        (false, false) | (true, false) => "2",
        (false, true) | (true, true) => "3",
    };
    item(xml, "ActiveSplitRange", "short", active)?;
    item(xml, "PositionLeft", "int", "0")?;
    item(xml, "PositionRight", "int", &columns.to_string())?;
    item(xml, "PositionTop", "int", "0")?;
    item(xml, "PositionBottom", "int", &rows.to_string())?;
    let zoom = view.zoom.unwrap_or(100).clamp(20, 600).to_string();
    item(xml, "ZoomType", "short", "0")?;
    item(xml, "ZoomValue", "int", &zoom)?;
    item(xml, "ShowGrid", "boolean", truth(view.gridlines))
}

fn named(element: &'static str, name: &str) -> Tag {
    Tag::new(element).with("config:name", name)
}

fn item<W: Write>(xml: &mut Xml<W>, name: &str, kind: &str, value: &str) -> io::Result<()> {
    let element = "config:config-item";
    xml.element(element, named(element, name).with("config:type", kind), value)
}

fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
