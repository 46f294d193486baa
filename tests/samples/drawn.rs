//! Charts and pictures on a sheet, with the caches and shapes that Excel saves with them (ECMA-376 20.5 and 21.2).

use super::office::{Office, escaped};
use crate::support::package::xml_head;

const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const XDR: &str = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";

/// A column chart of one series: where its texts and numbers come from, and what is saved of them.
pub(crate) struct Chart<'a> {
    /// The cell of the series' name, and the name.
    pub(crate) name: (&'a str, &'a str),
    /// The cells of the categories, and the categories.
    pub(crate) categories: (&'a str, &'a [String]),
    /// The cells of the values, and the values.
    pub(crate) values: (&'a str, &'a [i64]),
}

impl Chart<'_> {
    fn xml(&self) -> String {
        let point = |(index, value): (usize, String)| {
            format!(r#"<c:pt idx="{index}"><c:v>{}</c:v></c:pt>"#, escaped(&value))
        };
        let strings = |(cells, texts): (&str, &[String])| {
            let points: String = texts.iter().cloned().enumerate().map(point).collect();
            format!(
                r#"<c:strRef><c:f>{cells}</c:f><c:strCache><c:ptCount val="{}"/>{points}</c:strCache></c:strRef>"#,
                texts.len()
            )
        };
        let name = strings((self.name.0, &[self.name.1.to_string()]));
        let categories = strings(self.categories);
        let numbers: String = self.values.1.iter().map(i64::to_string).enumerate().map(point).collect();
        let values = format!(
            r##"<c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>#,##0</c:formatCode><c:ptCount val="{}"/>{numbers}</c:numCache></c:numRef>"##,
            self.values.0,
            self.values.1.len()
        );
        let fill = r#"<c:spPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>"#;
        let series = format!(
            r#"<c:ser><c:idx val="0"/><c:order val="0"/><c:tx>{name}</c:tx>{fill}<c:cat>{categories}</c:cat><c:val>{values}</c:val></c:ser>"#
        );
        let bars = format!(
            r#"<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="219"/><c:axId val="501"/><c:axId val="502"/></c:barChart>"#
        );
        let axes = axes();
        let title = r#"<c:title><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>"#;
        let chart = format!(
            r#"<c:chart>{title}<c:plotArea><c:layout/>{bars}{axes}</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>"#
        );
        format!(
            r#"{}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:roundedCorners val="0"/>{chart}</c:chartSpace>"#,
            xml_head()
        )
    }
}

/// Categories across, numbers up.
fn axes() -> String {
    let scaling = r#"<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>"#;
    let ticks = r#"<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>"#;
    let across = format!(
        r#"<c:catAx><c:axId val="501"/>{scaling}<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="1"/>{ticks}<c:crossAx val="502"/><c:crosses val="autoZero"/></c:catAx>"#
    );
    let up = format!(
        r##"<c:valAx><c:axId val="502"/>{scaling}<c:axPos val="l"/><c:majorGridlines/><c:numFmt formatCode="#,##0" sourceLinked="1"/>{ticks}<c:crossAx val="501"/><c:crosses val="autoZero"/></c:valAx>"##
    );
    across + &up
}

/// Puts a chart on the first sheet, from one cell to another, counted from 0.
pub(crate) fn add_chart(book: &mut Office, from: (u32, u32), to: (u32, u32), chart: &Chart) {
    let frame = format!(
        r#"<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>"#
    );
    let corners = corner("from", from, (0, 0)) + &corner("to", to, (0, 0));
    let drawing = add_drawing(book, &anchor(&corners, &frame));
    let kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    book.attach_to(&drawing, "chart", "xl/charts/chart1.xml", kind, chart.xml());
}

/// Puts PNG pictures on the first sheet, each inside one cell.
pub(crate) fn add_pictures(book: &mut Office, pictures: Vec<((u32, u32), Vec<u8>)>) {
    let mut anchors = String::new();
    for (number, (cell, _)) in (1..).zip(&pictures) {
        let id = number + 1;
        let fill = format!(
            r#"<xdr:blipFill><a:blip r:embed="rId{number}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>"#
        );
        let shape = r#"<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="571500" cy="723900"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>"#;
        let names = format!(
            r#"<xdr:nvPicPr><xdr:cNvPr id="{id}" name="Picture {number}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>"#
        );
        let corners = corner("from", *cell, (38_100, 19_050)) + &corner("to", *cell, (609_600, 742_950));
        anchors += &anchor(&corners, &format!("<xdr:pic>{names}{fill}{shape}</xdr:pic>"));
    }
    let drawing = add_drawing(book, &anchors);
    book.package.default_type("png", "image/png");
    for (number, (_, png)) in (1..).zip(pictures) {
        book.attach_to(&drawing, "image", &format!("xl/media/image{number}.png"), "", png);
    }
}

fn add_drawing(book: &mut Office, anchors: &str) -> String {
    let drawing = "xl/drawings/drawing1.xml";
    let xml = format!(
        r#"{}<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:r="{R}">{anchors}</xdr:wsDr>"#,
        xml_head()
    );
    let sheet = book.sheets[0].part.clone();
    let id = book.attach_to(
        &sheet,
        "drawing",
        drawing,
        "application/vnd.openxmlformats-officedocument.drawing+xml",
        xml,
    );
    book.sheets[0].set("drawing", &format!(r#"<drawing r:id="{id}"/>"#));
    drawing.into()
}

fn anchor(corners: &str, content: &str) -> String {
    format!("<xdr:twoCellAnchor>{corners}{content}<xdr:clientData/></xdr:twoCellAnchor>")
}

/// A corner in a cell (row and column from 0), this far right and down of the cell's own.
fn corner(name: &str, (row, col): (u32, u32), (right, down): (u32, u32)) -> String {
    let across = format!("<xdr:col>{col}</xdr:col><xdr:colOff>{right}</xdr:colOff>");
    format!("<xdr:{name}>{across}<xdr:row>{row}</xdr:row><xdr:rowOff>{down}</xdr:rowOff></xdr:{name}>")
}
