//! Where in the XML of each kind of part text stands, and which surface it is then at.
//!
//! Only what differs from the kind's home is listed: any other text that is not harmless by its shape is at the home.

use super::shape::Shape;
use crate::model::Surface;
use Surface as S;

/// A text in the XML of a part: an attribute, or the character data of an element.
#[derive(Debug)]
pub(super) struct At {
    /// An element that it must be inside of, at any depth; empty for anywhere.
    pub(super) within: &'static str,
    /// The element; `*` for any.
    pub(super) element: &'static str,
    /// The attribute; empty for the character data.
    pub(super) attribute: &'static str,
    /// What to make of it.
    pub(super) take: Take,
}

/// What to make of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Take {
    /// It is at this surface if its shape is not harmless.
    To(Surface),
    /// It is at this surface whatever its shape, unless blank.
    All(Surface),
    /// At this surface, unless it is a name that programs give by themselves.
    Name(Surface),
    /// At this surface, unless it is a style of Excel's gallery.
    Style(Surface),
    /// At this surface, unless the same text or number is on open view in a cell.
    Unseen(Surface),
    /// A formula: at this surface if it gives something away.
    Formula(Surface),
    /// On open view, or without weight by itself: judged by the rules on content only.
    Label,
    /// Harmless if it is of this shape, and else as if nothing were said about it.
    Like(Shape),
    /// Read elsewhere, where it is the text of an element of SpreadsheetML; else as if nothing were said about it.
    Read,
    /// Read elsewhere, or without any content.
    Skip,
}

use Take::{All, Formula, Label, Like, Name, Read, Skip, Style, To, Unseen};

const fn at(within: &'static str, element: &'static str, attribute: &'static str, take: Take) -> At {
    At { within, element, attribute, take }
}

/// Texts of any part.
#[rustfmt::skip]
pub(super) const COMMON: &[At] = &[
    at("", "*", "typeface", Label),
    at("", "*", "lang", Like(Shape::Language)),
    at("", "*", "altLang", Like(Shape::Language)),
    at("", "*", "schemeName", Label),
    at("", "*", "codeName", Label),
    at("", "*", "Ignorable", Like(Shape::Prefixes)),
    at("", "*", "Requires", Like(Shape::Prefixes)),
    at("", "*", "PreserveAttributes", Like(Shape::Prefixes)),
    at("", "*", "PreserveElements", Like(Shape::Prefixes)),
    at("", "*", "ProcessContent", Like(Shape::Prefixes)),
    at("", "*", "MustUnderstand", Like(Shape::Prefixes)),
    at("", "ext", "uri", Like(Shape::Addresses)),
    at("", "graphicData", "uri", Like(Shape::Addresses)),
    at("", "*", "algorithmName", Like(Shape::Code)),
    at("", "*", "hashValue", Like(Shape::Digest)),
    at("", "*", "saltValue", Like(Shape::Digest)),
    at("", "*", "password", Label),
    at("", "*", "minVer", Like(Shape::Addresses)),
    at("", "*", "schemaLocation", Like(Shape::Addresses)),
    at("", "*", "formatCode", Label),
    at("", "compatExt", "spid", Name(S::DrawingText)),
    at("", "gd", "fmla", Like(Shape::Guide)),
    at("", "gd", "name", Like(Shape::Code)),
];

/// Content types and relationships: addresses are read by `links`.
#[rustfmt::skip]
pub(super) const PACKAGING: &[At] = &[
    at("", "Relationship", "Target", Skip),
    at("", "Relationship", "Id", Like(Shape::Id)),
    at("", "Relationship", "Type", Label),
    at("", "Relationship", "TargetMode", Like(Shape::Code)),
];

/// The list of content types.
#[rustfmt::skip]
pub(super) const TYPES: &[At] = &[
    at("", "Override", "*", Label),
    at("", "Default", "*", Label),
];

/// `workbook.xml` (18.2); names, sheets and views are read by `workbook`.
#[rustfmt::skip]
pub(super) const WORKBOOK: &[At] = &[
    at("", "sheet", "name", Read),
    at("", "definedName", "", Read),
    at("", "definedName", "name", Read),
    at("", "definedName", "comment", Read),
    at("", "definedName", "description", Read),
    at("", "definedName", "help", Read),
    at("", "definedName", "statusBar", Read),
    at("", "definedName", "customMenu", Read),
    at("", "fileVersion", "*", Label),
    at("", "revisionPtr", "documentId", Like(Shape::Revision)),
    at("", "workbookPr", "*", Label),
    at("", "fileSharing", "*", To(S::Protection)),
    at("", "workbookProtection", "*", Label),
    at("", "customWorkbookView", "*", To(S::CustomView)),
    at("", "absPath", "*", All(S::SavedPath)),
    at("", "webPublishing", "*", To(S::DataConsolidation)),
    at("", "webPublishObject", "*", To(S::DataConsolidation)),
    at("calcFeatures", "feature", "name", Label),
    at("", "slicerCache", "*", To(S::Slicer)),
    at("", "timelineStyles", "defaultTimelineStyle", Label),
    at("", "slicerStyles", "defaultSlicerStyle", Label),
    at("dataModel", "modelTable", "*", To(S::DataModel)),
    at("dataModel", "modelRelationship", "*", To(S::DataModel)),
    at("", "pivotTableReference", "*", To(S::PivotCache)),
];

/// Worksheets and the other kinds of sheet (18.3), but for the cells.
#[rustfmt::skip]
pub(super) const SHEET: &[At] = &[
    at("customSheetView", "*", "*", To(S::CustomView)),
    at("customSheetView", "*", "", All(S::CustomView)),
    at("", "customSheetView", "*", To(S::CustomView)),
    at("headerFooter", "oddHeader", "", Skip),
    at("headerFooter", "oddFooter", "", Skip),
    at("headerFooter", "evenHeader", "", Skip),
    at("headerFooter", "evenFooter", "", Skip),
    at("headerFooter", "firstHeader", "", Skip),
    at("headerFooter", "firstFooter", "", Skip),
    at("", "hyperlink", "location", Read),
    at("", "hyperlink", "display", Read),
    at("", "hyperlink", "tooltip", Read),
    at("", "dataValidation", "prompt", All(S::DataValidation)),
    at("", "dataValidation", "promptTitle", All(S::DataValidation)),
    at("", "dataValidation", "error", All(S::DataValidation)),
    at("", "dataValidation", "errorTitle", All(S::DataValidation)),
    at("dataValidation", "formula1", "", Formula(S::DataValidation)),
    at("dataValidation", "formula2", "", Formula(S::DataValidation)),
    at("dataValidation", "f", "", Formula(S::DataValidation)),
    at("dataValidation", "list", "", All(S::DataValidation)),
    at("", "cfRule", "text", All(S::ConditionalFormat)),
    at("cfRule", "formula", "", Formula(S::ConditionalFormat)),
    at("cfRule", "f", "", Formula(S::ConditionalFormat)),
    at("", "cfvo", "val", Formula(S::ConditionalFormat)),
    at("conditionalFormatting", "numFmt", "formatCode", Label),
    at("autoFilter", "filter", "val", To(S::FilteredRow)),
    at("autoFilter", "customFilter", "val", To(S::FilteredRow)),
    at("", "sortCondition", "customList", All(S::FilteredRow)),
    at("", "scenario", "*", To(S::Scenario)),
    at("", "inputCells", "*", To(S::Scenario)),
    at("", "protectedRange", "*", To(S::Protection)),
    at("protectedRange", "securityDescriptor", "", All(S::Protection)),
    at("", "dataRef", "*", To(S::DataConsolidation)),
    at("", "customPr", "name", All(S::CustomProperty)),
    at("", "webPublishItem", "*", To(S::DataConsolidation)),
    at("", "control", "*", Name(S::FormControl)),
    at("", "controlPr", "*", To(S::FormControl)),
    at("", "oleObject", "*", To(S::EmbeddedObject)),
    at("", "objectPr", "*", To(S::EmbeddedObject)),
    at("", "cameraTool", "*", Name(S::DrawingText)),
    at("sparkline", "f", "", Formula(S::ExtensionData)),
    at("sparklineGroup", "f", "", Formula(S::ExtensionData)),
    at("", "sheetPr", "*", Label),
];

/// `styles.xml` (18.8); cell styles and number formats are read by `style_names`.
#[rustfmt::skip]
pub(super) const STYLES: &[At] = &[
    at("", "cellStyle", "name", Read),
    at("dxf", "numFmt", "formatCode", Formula(S::StyleName)),
    at("numFmts", "numFmt", "formatCode", Read),
    at("", "numFmt", "formatCode", To(S::StyleName)),
    at("", "name", "val", Label),
    at("", "tableStyles", "*", Label),
    at("", "slicerStyles", "*", Label),
    at("", "timelineStyles", "*", Label),
    at("", "slicerStyle", "name", Name(S::StyleName)),
    at("", "timelineStyle", "name", Name(S::StyleName)),
    at("", "tableStyle", "name", Name(S::StyleName)),
];

/// Themes and chart styles: names of fonts and colour schemes.
#[rustfmt::skip]
pub(super) const THEME: &[At] = &[
    at("", "*", "name", Label),
    at("", "*", "script", Like(Shape::Code)),
    at("", "*", "typeface", Label),
];

/// `sharedStrings.xml`: the strings themselves are read with the cells.
#[rustfmt::skip]
pub(super) const STRINGS: &[At] = &[
    at("", "t", "", Read),
    at("", "rFont", "val", Label),
];

/// Core properties (part 2, 11): dates are harmless by their shape.
#[rustfmt::skip]
pub(super) const CORE: &[At] = &[
    at("", "created", "", Like(Shape::Date)),
    at("", "modified", "", Like(Shape::Date)),
    at("", "lastPrinted", "", Like(Shape::Date)),
    at("", "*", "type", Like(Shape::Code)),
    at("", "language", "", To(S::DocumentProperty)),
    at("", "*", "", All(S::DocumentProperty)),
];

/// Extended properties (22.2); titles of parts are compared with the sheets by `custom`.
#[rustfmt::skip]
pub(super) const APP: &[At] = &[
    at("", "Application", "", Label),
    at("", "AppVersion", "", Like(Shape::Code)),
    at("", "PresentationFormat", "", All(S::DocumentProperty)),
    at("HeadingPairs", "lpstr", "", Label),
    at("TitlesOfParts", "lpstr", "", Skip),
    at("HeadingPairs", "lpwstr", "", Label),
    at("TitlesOfParts", "lpwstr", "", Skip),
    at("", "Company", "", All(S::DocumentProperty)),
    at("", "Manager", "", All(S::DocumentProperty)),
];

/// Comments (18.7).
#[rustfmt::skip]
pub(super) const COMMENTS: &[At] = &[
    at("", "author", "", All(S::Comment)),
    at("", "t", "", All(S::Comment)),
    at("", "rFont", "val", Label),
];

/// Pivot tables and caches (18.10): every text counts, but for the styles'.
#[rustfmt::skip]
pub(super) const PIVOT: &[At] = &[
    at("", "pivotTableStyleInfo", "name", Label),
];

/// Tables (18.5).
#[rustfmt::skip]
pub(super) const TABLE: &[At] = &[
    at("", "table", "name", Name(S::TableMetadata)),
    at("", "table", "displayName", Name(S::TableMetadata)),
    at("", "table", "comment", All(S::TableMetadata)),
    at("", "table", "altText", All(S::TableMetadata)),
    at("", "table", "altTextSummary", All(S::TableMetadata)),
    at("", "*", "headerRowCellStyle", Style(S::TableMetadata)),
    at("", "*", "dataCellStyle", Style(S::TableMetadata)),
    at("", "*", "totalsRowCellStyle", Style(S::TableMetadata)),
    at("", "tableColumn", "name", Unseen(S::TableMetadata)),
    at("", "tableColumn", "uniqueName", To(S::TableMetadata)),
    at("", "tableColumn", "totalsRowLabel", Unseen(S::TableMetadata)),
    at("tableColumn", "calculatedColumnFormula", "", Formula(S::TableMetadata)),
    at("tableColumn", "totalsRowFormula", "", Formula(S::TableMetadata)),
    at("", "xmlColumnPr", "*", To(S::TableMetadata)),
    at("", "tableStyleInfo", "name", Name(S::TableMetadata)),
    at("autoFilter", "filter", "val", To(S::FilteredRow)),
    at("autoFilter", "customFilter", "val", To(S::FilteredRow)),
    at("", "sortCondition", "customList", All(S::FilteredRow)),
];

/// Drawings (20.5): names that programs give by themselves are none.
#[rustfmt::skip]
pub(super) const DRAWING: &[At] = &[
    at("", "cNvPr", "name", Name(S::DrawingText)),
    at("", "cNvPr", "descr", Name(S::DrawingText)),
    at("", "cNvPr", "title", Name(S::DrawingText)),
    at("", "*", "macro", All(S::DrawingText)),
    at("", "*", "spid", Name(S::DrawingText)),
    at("", "t", "", All(S::DrawingText)),
];

/// Shapes inside a chart (21.3): the same names, at the chart's surface.
#[rustfmt::skip]
pub(super) const DRAWING_NAMES: &[At] = &[
    at("", "cNvPr", "name", Name(S::ChartCache)),
    at("", "cNvPr", "descr", Name(S::ChartCache)),
    at("", "cNvPr", "title", Name(S::ChartCache)),
    at("", "t", "", All(S::ChartCache)),
];

/// Charts (21.2): titles are on open view; cached points are nothing new while the cells show them.
#[rustfmt::skip]
pub(super) const CHART: &[At] = &[
    at("pivotSource", "name", "", All(S::ChartCache)),
    at("dLbl", "t", "", Unseen(S::ChartCache)),
    at("", "t", "", Label),
    at("", "v", "", Unseen(S::ChartCache)),
    at("", "pt", "", Unseen(S::ChartCache)),
    at("", "f", "", Formula(S::ChartCache)),
    at("", "name", "", Label),
    at("", "sqref", "", Formula(S::ChartCache)),
    at("", "formatCode", "", Label),
    at("", "cNvPr", "name", Name(S::DrawingText)),
    at("", "cNvPr", "descr", Name(S::DrawingText)),
    at("", "cNvPr", "title", Name(S::DrawingText)),
    at("headerFooter", "*", "", All(S::HeaderFooter)),
    at("", "separator", "", Label),
    at("", "*", "separator", Label),
    at("", "*", "name", Name(S::ChartCache)),
];

/// SmartArt (21.4): the layouts come with names and descriptions of their own.
#[rustfmt::skip]
pub(super) const DIAGRAM: &[At] = &[
    at("", "layoutDef", "*", Label),
    at("", "styleDef", "*", Label),
    at("", "colorsDef", "*", Label),
    at("", "title", "val", Label),
    at("", "desc", "val", Label),
    at("", "cat", "type", Label),
    at("layoutDef", "*", "*", Label),
    at("", "styleLbl", "name", Label),
    at("", "prSet", "*", Label),
    at("", "cNvPr", "name", Name(S::DrawingText)),
    at("", "cNvPr", "descr", All(S::DrawingText)),
    at("", "cNvPr", "title", All(S::DrawingText)),
    at("", "t", "", All(S::DrawingText)),
];

/// VML (part 4, 19): shapes of comments and controls.
#[rustfmt::skip]
pub(super) const VML: &[At] = &[
    at("", "*", "id", Name(S::DrawingText)),
    at("", "*", "spid", Name(S::DrawingText)),
    at("", "shape", "type", Name(S::DrawingText)),
    at("", "*", "alt", All(S::DrawingText)),
    at("", "*", "title", All(S::DrawingText)),
    at("", "FmlaMacro", "", All(S::Macro)),
    at("", "FmlaLink", "", Formula(S::FormControl)),
    at("", "FmlaRange", "", Formula(S::FormControl)),
    at("", "FmlaTxbx", "", Formula(S::FormControl)),
    at("", "FmlaPict", "", Formula(S::FormControl)),
    at("", "*", "path", Like(Shape::Path)),
    at("", "*", "gfxdata", To(S::Image)),
    at("textbox", "*", "face", Label),
    at("textbox", "*", "", All(S::DrawingText)),
    at("", "textbox", "", All(S::DrawingText)),
    at("", "textpath", "string", All(S::DrawingText)),
];

/// `metadata.xml` (18.9): dynamic arrays need an entry of this fixed name.
#[rustfmt::skip]
pub(super) const METADATA: &[At] = &[
    at("", "metadataType", "name", Label),
    at("", "futureMetadata", "name", Label),
];

/// Rich values ([MS-XLSX] 2.1): keys of the structures are the format's own.
#[rustfmt::skip]
pub(super) const RICH: &[At] = &[
    at("", "flag", "name", Label),
];
