//! How cells look: the few cell formats that the samples share (ECMA-376 18.8), by their index.

use crate::support::styles::Styles;

/// Calibri 11.
pub(crate) const PLAIN: usize = 0;
/// A sheet's title.
pub(crate) const TITLE: usize = 1;
/// A column's heading.
pub(crate) const HEAD: usize = 2;
/// A text in a table.
pub(crate) const CELL: usize = 3;
/// A count in a table: `1,234`.
pub(crate) const COUNT: usize = 4;
/// Pounds in a table.
pub(crate) const POUNDS: usize = 5;
/// A share in a table: `12.3%`.
pub(crate) const SHARE: usize = 6;
/// A day in a table.
pub(crate) const DAY: usize = 7;
/// A small remark under a table.
pub(crate) const NOTE: usize = 8;
/// The last row of a table.
pub(crate) const TOTAL: usize = 9;
/// White letters on no fill.
pub(crate) const WHITE: usize = 10;

/// The styles part: the cell formats above, in their order.
pub(crate) fn styles() -> String {
    let mut styles = Styles::new();
    let font = |size: &str, colour: &str, mark: &str| {
        format!(
            r#"<font>{mark}<sz val="{size}"/><color {colour}/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font>"#
        )
    };
    styles.fonts = vec![
        font("11", r#"theme="1""#, ""),
        font("14", r#"theme="1""#, "<b/>"),
        font("11", r#"theme="1""#, "<b/>"),
        font("9", r#"rgb="FF595959""#, "<i/>"),
        font("11", r#"theme="0""#, ""),
    ];
    styles.fills.push(r#"<fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/><bgColor indexed="64"/></patternFill></fill>"#.into());
    styles.formats = vec![
        r#"<numFmt numFmtId="164" formatCode="0.0%"/>"#.into(),
        r#"<numFmt numFmtId="165" formatCode="&quot;£&quot;#,##0"/>"#.into(),
    ];
    let xf = |format: u32, font: u32, fill: u32, border: u32| {
        format!(
            r#"<xf numFmtId="{format}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/>"#
        )
    };
    let head = r#"<xf numFmtId="0" fontId="2" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>"#;
    styles.xfs = vec![
        r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#.into(),
        xf(0, 1, 0, 0),
        head.into(),
        xf(0, 0, 0, 1),
        xf(3, 0, 0, 1),
        xf(165, 0, 0, 1),
        xf(164, 0, 0, 1),
        xf(14, 0, 0, 1),
        xf(0, 3, 0, 0),
        xf(3, 2, 0, 1),
        xf(0, 4, 0, 0),
    ];
    with_borders(&styles.xml())
}

/// The second border is a thin grey line all round; [`Styles`] knows only the first.
fn with_borders(xml: &str) -> String {
    let edge = |side: &str| format!(r#"<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>"#);
    let edges: String = ["left", "right", "top", "bottom"].iter().map(|side| edge(side)).collect();
    let none = "<border><left/><right/><top/><bottom/><diagonal/></border>";
    let borders = format!(r#"<borders count="2">{none}<border>{edges}<diagonal/></border></borders>"#);
    xml.replace(&format!(r#"<borders count="1">{none}</borders>"#), &borders)
}
