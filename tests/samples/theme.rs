//! The Office theme (ECMA-376 20.1.6.9), with the colours and fonts of Office 2013 to 2022.

use crate::support::package::xml_head;

const COLOURS: &[(&str, &str)] = &[
    ("dk2", "44546A"),
    ("lt2", "E7E6E6"),
    ("accent1", "4472C4"),
    ("accent2", "ED7D31"),
    ("accent3", "A5A5A5"),
    ("accent4", "FFC000"),
    ("accent5", "5B9BD5"),
    ("accent6", "70AD47"),
    ("hlink", "0563C1"),
    ("folHlink", "954F72"),
];

/// The part.
pub(crate) fn xml() -> String {
    let system = r#"<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>"#;
    let colour = |(name, value): &(&str, &str)| format!(r#"<a:{name}><a:srgbClr val="{value}"/></a:{name}>"#);
    let colours: String = COLOURS.iter().map(colour).collect();
    let face = |name: &str| {
        format!(
            r#"<a:latin typeface="{name}" panose="020F0302020204030204"/><a:ea typeface=""/><a:cs typeface=""/>"#
        )
    };
    let fonts = format!(
        "<a:majorFont>{}</a:majorFont><a:minorFont>{}</a:minorFont>",
        face("Calibri Light"),
        face("Calibri")
    );
    let fill = r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#.repeat(3);
    let line = |width: u32| {
        format!(
            r#"<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>"#
        )
    };
    let lines = [line(6350), line(12700), line(19050)].concat();
    let effects = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    let formats = format!(
        "<a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst>"
    );
    let elements = format!(
        r#"<a:clrScheme name="Office">{system}{colours}</a:clrScheme><a:fontScheme name="Office">{fonts}</a:fontScheme><a:fmtScheme name="Office">{formats}</a:fmtScheme>"#
    );
    let a = "http://schemas.openxmlformats.org/drawingml/2006/main";
    format!(
        r#"{}<a:theme xmlns:a="{a}" name="Office Theme"><a:themeElements>{elements}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"#,
        xml_head()
    )
}
