//! The styles part in the making (ECMA-376 18.8): what Excel writes for a new workbook, and room for more.

use super::package::xml_head;

/// The lists of the styles part, each entry as XML.
#[derive(Clone)]
pub struct Styles {
    /// `numFmt`s.
    pub formats: Vec<String>,
    /// `font`s.
    pub fonts: Vec<String>,
    /// `fill`s.
    pub fills: Vec<String>,
    /// `xf`s of cells.
    pub xfs: Vec<String>,
    /// `xf`s of named styles.
    pub style_xfs: Vec<String>,
    /// `cellStyle`s.
    pub names: Vec<String>,
    /// `dxf`s.
    pub dxfs: Vec<String>,
    /// Everything after the `dxfs`.
    pub tail: String,
}

impl Styles {
    /// Those of a new workbook.
    pub fn new() -> Self {
        let xf = r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>"#;
        Styles {
            formats: Vec::new(),
            fonts: vec![r#"<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#.into()],
            fills: vec![
                r#"<fill><patternFill patternType="none"/></fill>"#.into(),
                r#"<fill><patternFill patternType="gray125"/></fill>"#.into(),
            ],
            xfs: vec![r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#.into()],
            style_xfs: vec![xf.into()],
            names: vec![r#"<cellStyle name="Normal" xfId="0" builtinId="0"/>"#.into()],
            dxfs: Vec::new(),
            tail: concat!(
                r#"<tableStyles count="0" defaultTableStyle="TableStyleMedium9""#,
                r#" defaultPivotStyle="PivotStyleLight16"/>"#
            )
            .into(),
        }
    }

    /// A cell format with this number format; gives the index that cells write as `s`.
    pub fn number_format(&mut self, code: &str) -> usize {
        let id = 164 + self.formats.len();
        let code =
            code.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
        self.formats.push(format!(r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#));
        self.xf(&format!(r#"numFmtId="{id}" fontId="0" fillId="0" applyNumberFormat="1""#))
    }

    /// A cell format with this font and fill, each the inner XML of its element; an empty fill is none.
    pub fn look(&mut self, font: &str, fill: &str) -> usize {
        let font_id = self.fonts.len();
        self.fonts.push(format!("<font>{font}</font>"));
        let mut fill_id = 0;
        if !fill.is_empty() {
            fill_id = self.fills.len();
            self.fills.push(format!("<fill>{fill}</fill>"));
        }
        let ids = format!(r#"numFmtId="0" fontId="{font_id}" fillId="{fill_id}""#);
        self.xf(&format!(r#"{ids} applyFont="1" applyFill="1""#))
    }

    /// A differential format; gives its index.
    pub fn dxf(&mut self, inner: &str) -> usize {
        self.dxfs.push(format!("<dxf>{inner}</dxf>"));
        self.dxfs.len() - 1
    }

    fn xf(&mut self, attributes: &str) -> usize {
        self.xfs.push(format!(r#"<xf {attributes} borderId="0" xfId="0"/>"#));
        self.xfs.len() - 1
    }

    /// The part.
    pub fn xml(&self) -> String {
        let mut xml = xml_head();
        xml += r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;
        if !self.formats.is_empty() {
            list(&mut xml, "numFmts", &self.formats);
        }
        list(&mut xml, "fonts", &self.fonts);
        list(&mut xml, "fills", &self.fills);
        list(&mut xml, "borders", &["<border><left/><right/><top/><bottom/><diagonal/></border>".into()]);
        list(&mut xml, "cellStyleXfs", &self.style_xfs);
        list(&mut xml, "cellXfs", &self.xfs);
        list(&mut xml, "cellStyles", &self.names);
        list(&mut xml, "dxfs", &self.dxfs);
        xml + &self.tail + "</styleSheet>"
    }
}

fn list(xml: &mut String, name: &str, items: &[String]) {
    *xml += &format!(r#"<{name} count="{}">{}</{name}>"#, items.len(), items.concat());
}
