//! The kinds of part that a workbook package can have, one line each, with the inspector that reads it.
//!
//! A kind is told by the relationship that reaches the part, else by its content type. A part of no kind here is an
//! `unknown-part`; one that no relationship reaches is an `unreferenced-part`.

use super::Session;
use super::binary::{inspect_binary, inspect_embedded, inspect_image};
use super::caches::{inspect_definition, inspect_records};
use super::chart::inspect_drawing;
use super::custom::{inspect_connections, inspect_custom_xml, inspect_properties};
use super::external::inspect_link;
use super::package::Part;
use super::sheet::inspect_sheet;
use super::sweep::inspect_xml;
use super::table::inspect_table;
use super::texts;
use super::vml::inspect_vml;
use crate::model::{Reason, Surface};
use Surface as S;

/// Reads one part of the session's package.
pub(super) type Inspector = fn(&mut Session<'_>, usize, &'static PartKind) -> Result<(), Reason>;

/// A kind of part.
#[derive(Debug)]
pub(super) struct PartKind {
    /// Last segments of the relationship types that reach it.
    pub(super) relationships: &'static [&'static str],
    /// Ends of the content types that it may have.
    pub(super) types: &'static [&'static str],
    /// The surface that its texts are at, but for those that `texts` sends elsewhere.
    pub(super) home: Surface,
    /// Whether the part is a leak by being there.
    pub(super) presence: Presence,
    /// Which of its texts are at another surface, or none.
    pub(super) texts: &'static [texts::At],
    /// What reads it.
    pub(super) inspect: Inspector,
}

impl PartKind {
    /// Whether a workbook has one part of this kind, which is read before all others.
    pub(super) fn is_context(&self) -> bool {
        let names = ["officeDocument", "styles", "sharedStrings"];
        self.relationships.iter().any(|relationship| names.contains(relationship))
    }
}

/// Whether a part is a leak by being there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Whatever it holds.
    Always,
    /// Only if a text is found in it; else it is harmless, for this reason.
    IfText(&'static str),
    /// The part itself is no surface: a sheet, the styles.
    Never,
}

use Presence::{Always, IfText, Never};

const NO_TEXT: Presence = IfText("it holds no text of its own");

/// Builds a line of the registry.
const fn kind(
    relationships: &'static [&'static str],
    types: &'static [&'static str],
    home: Surface,
    presence: Presence,
    texts: &'static [texts::At],
    inspect: Inspector,
) -> PartKind {
    PartKind { relationships, types, home, presence, texts, inspect }
}

/// The registry, by the chapters of ECMA-376 part 1 (12.3 parts of SpreadsheetML, 14.2 DrawingML, 15.2 shared) and
/// [MS-XLSX] 2.1 for the extensions.
#[rustfmt::skip]
pub(super) const PARTS: &[PartKind] = &[
    kind(&["officeDocument"], &["sheet.main+xml", "template.main+xml", "macroenabled.main+xml", "addin.macroenabled.main+xml"], S::ExtensionData, Never, texts::WORKBOOK, inspect_xml),
    kind(&["worksheet"], &["spreadsheetml.worksheet+xml"], S::ExtensionData, Never, texts::SHEET, inspect_sheet),
    kind(&["chartsheet"], &["spreadsheetml.chartsheet+xml"], S::ExtensionData, Never, texts::SHEET, inspect_sheet),
    kind(&["dialogsheet"], &["spreadsheetml.dialogsheet+xml"], S::ExtensionData, Never, texts::SHEET, inspect_sheet),
    kind(&["xlMacrosheet", "xlIntlMacrosheet"], &["ms-excel.macrosheet+xml", "ms-excel.intlmacrosheet+xml"], S::Macro, Always, texts::SHEET, inspect_sheet),
    kind(&["styles"], &["spreadsheetml.styles+xml"], S::StyleName, Never, texts::STYLES, inspect_xml),
    kind(&["theme", "themeOverride"], &["officedocument.theme+xml", "themeoverride+xml"], S::StyleName, NO_TEXT, texts::THEME, inspect_xml),
    kind(&["sharedStrings"], &["spreadsheetml.sharedstrings+xml"], S::ExtensionData, Never, texts::STRINGS, inspect_xml),
    kind(&["calcChain"], &["spreadsheetml.calcchain+xml"], S::ExtensionData, Never, &[], inspect_xml),
    kind(&["core-properties"], &["package.core-properties+xml"], S::DocumentProperty, NO_TEXT, texts::CORE, inspect_xml),
    kind(&["extended-properties", "extendedProperties"], &["extended-properties+xml"], S::DocumentProperty, NO_TEXT, texts::APP, inspect_properties),
    kind(&["custom-properties", "customProperties"], &["custom-properties+xml"], S::CustomProperty, NO_TEXT, &[], inspect_properties),
    kind(&["thumbnail"], &[], S::Thumbnail, Always, &[], inspect_binary),
    kind(&["comments"], &["spreadsheetml.comments+xml"], S::Comment, NO_TEXT, texts::COMMENTS, inspect_xml),
    kind(&["threadedComment"], &["threadedcomments+xml"], S::ThreadedComment, NO_TEXT, &[], inspect_xml),
    kind(&["person"], &["ms-excel.person+xml"], S::ThreadedComment, NO_TEXT, &[], inspect_xml),
    kind(&["documenttask", "documentTasks"], &["documenttasks+xml"], S::ThreadedComment, Always, &[], inspect_xml),
    kind(&["pivotCacheDefinition"], &["pivotcachedefinition+xml"], S::PivotCache, Always, texts::PIVOT, inspect_definition),
    kind(&["pivotCacheRecords"], &["pivotcacherecords+xml"], S::PivotCache, Always, &[], inspect_records),
    kind(&["pivotTable"], &["spreadsheetml.pivottable+xml"], S::PivotTable, Always, texts::PIVOT, inspect_table),
    kind(&["slicer"], &["ms-excel.slicer+xml"], S::Slicer, Always, &[], inspect_xml),
    kind(&["slicerCache"], &["ms-excel.slicercache+xml"], S::Slicer, Always, &[], inspect_xml),
    kind(&["timeline"], &["ms-excel.timeline+xml"], S::Slicer, Always, &[], inspect_xml),
    kind(&["timelineCache"], &["ms-excel.timelinecache+xml"], S::Slicer, Always, &[], inspect_xml),
    kind(&["powerPivotData", "model"], &["officedocument.model+data"], S::DataModel, Always, &[], inspect_binary),
    kind(&["connections"], &["spreadsheetml.connections+xml"], S::Connection, Always, &[], inspect_connections),
    kind(&["queryTable"], &["spreadsheetml.querytable+xml"], S::Connection, Always, &[], inspect_xml),
    kind(&["externalLink"], &["spreadsheetml.externallink+xml"], S::ExternalLink, Always, &[], inspect_link),
    kind(&["table"], &["spreadsheetml.table+xml"], S::TableMetadata, IfText("its names are on view or the program's own"), texts::TABLE, inspect_table),
    kind(&["tableSingleCells"], &["tablesinglecells+xml"], S::CustomXml, Always, &[], inspect_xml),
    kind(&["xmlMaps"], &[], S::CustomXml, Always, &[], inspect_xml),
    kind(&["customXml"], &[], S::CustomXml, Always, &[], inspect_custom_xml),
    kind(&["customXmlProps"], &["customxmlproperties+xml"], S::CustomXml, NO_TEXT, &[], inspect_xml),
    kind(&["customProperty"], &["spreadsheetml.customproperty"], S::CustomProperty, Always, &[], inspect_binary),
    kind(&["drawing"], &["officedocument.drawing+xml"], S::DrawingText, Never, texts::DRAWING, inspect_drawing),
    kind(&["chart"], &["drawingml.chart+xml"], S::ChartCache, Never, texts::CHART, inspect_drawing),
    kind(&["chartEx"], &["ms-office.chartex+xml"], S::ChartCache, Never, texts::CHART, inspect_drawing),
    kind(&["chartUserShapes"], &["drawingml.chartshapes+xml"], S::ChartCache, NO_TEXT, texts::DRAWING_NAMES, inspect_xml),
    kind(&["chartStyle", "chartColorStyle"], &["ms-office.chartstyle+xml", "ms-office.chartcolorstyle+xml"], S::ChartCache, NO_TEXT, texts::THEME, inspect_xml),
    kind(&["diagramData", "diagramDrawing", "diagramLayout", "diagramQuickStyle", "diagramColors", "legacyDiagramText"],
        &["diagramdata+xml", "diagramdrawing+xml", "diagramlayout+xml", "diagramstyle+xml", "diagramcolors+xml"], S::DrawingText, NO_TEXT, texts::DIAGRAM, inspect_xml),
    kind(&["vmlDrawing"], &["officedocument.vmldrawing"], S::DrawingText, Never, texts::VML, inspect_vml),
    kind(&["ink"], &["inkml+xml"], S::DrawingText, Always, &[], inspect_xml),
    kind(&["image", "hdphoto", "media", "video", "audio", "model3d"], &["image/png", "image/jpeg", "image/gif"], S::Image, Always, &[], inspect_image),
    kind(&["cellImage"], &["cellimage+xml"], S::Image, Always, texts::DRAWING_NAMES, inspect_xml),
    kind(&["oleObject", "package", "subDocument"], &["officedocument.oleobject"], S::EmbeddedObject, Always, &[], inspect_embedded),
    kind(&["printerSettings"], &["printersettings"], S::PrinterSettings, Always, &[], inspect_binary),
    kind(&["revisionHeaders", "revisionLog"], &["revisionheaders+xml", "revisionlog+xml"], S::RevisionLog, Always, &[], inspect_xml),
    kind(&["usernames"], &["usernames+xml"], S::RevisionLog, NO_TEXT, &[], inspect_xml),
    kind(&["namedSheetView", "namedSheetViews"], &["namedsheetviews+xml"], S::CustomView, Always, &[], inspect_xml),
    kind(&["vbaProject", "wordVbaData", "attachedToolbars"], &["ms-office.vbaproject", "attachedtoolbars"], S::Macro, Always, &[], inspect_binary),
    kind(&["vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3"], &["vbaprojectsignature", "vbaprojectsignatureagile", "vbaprojectsignaturev3"], S::Macro, Always, &[], inspect_binary),
    kind(&["extensibility", "ui"], &[], S::Macro, Always, &[], inspect_xml),
    kind(&["xlExcel4Macros"], &[], S::Macro, Always, &[], inspect_binary),
    kind(&["control"], &["ms-office.activex+xml"], S::FormControl, Always, &[], inspect_xml),
    kind(&["activeXControlBinary"], &["ms-office.activex"], S::FormControl, Always, &[], inspect_binary),
    kind(&["ctrlProp"], &["ms-excel.controlproperties+xml"], S::FormControl, Always, &[], inspect_xml),
    kind(&["webextension", "webextensiontaskpanes"], &["webextension+xml", "webextensiontaskpanes+xml"], S::WebExtension, Always, &[], inspect_xml),
    kind(&["userCustomization"], &[], S::WebExtension, Always, &[], inspect_xml),
    kind(&["volatileDependencies"], &["volatiledependencies+xml"], S::LinkedDataType, Always, &[], inspect_xml),
    kind(&["sheetMetadata"], &["sheetmetadata+xml"], S::LinkedDataType, IfText("it only says how formulas spill"), texts::METADATA, inspect_xml),
    kind(&["rdRichValue", "rdRichValueStructure", "rdRichValueTypes", "rdArray", "richStyles", "richValueRel", "rdSupportingPropertyBag", "rdSupportingPropertyBagStructure", "rdRichValueWebImage"],
        &["rdrichvalue+xml", "rdrichvaluestructure+xml", "rdrichvaluetypes+xml", "rdarray+xml", "richstyles+xml", "richvaluerel+xml", "rdsupportingpropertybag+xml", "rdsupportingpropertybagstructure+xml", "rdrichvaluewebimage+xml"],
        S::LinkedDataType, NO_TEXT, texts::RICH, inspect_xml),
    kind(&["FeaturePropertyBag", "featurePropertyBag"], &["featurepropertybag+xml"], S::ExtensionData, NO_TEXT, &[], inspect_xml),
    kind(&["classificationlabels"], &["classificationlabels+xml"], S::SensitivityLabel, Always, &[], inspect_xml),
    kind(&["origin"], &["digital-signature-origin"], S::DigitalSignature, Always, &[], inspect_binary),
    kind(&["signature"], &["digital-signature-xmlsignature+xml"], S::DigitalSignature, Always, &[], inspect_binary),
    kind(&["certificate"], &["digital-signature-certificate"], S::DigitalSignature, Always, &[], inspect_binary),
];

/// Content types and relationships: how the package holds together (part 2, 9.3 and 10.1).
pub(super) static PACKAGING: PartKind =
    kind(&[], &[], S::ExtensionData, Never, texts::PACKAGING, inspect_xml);

/// The list of content types, which is no list of relationships.
pub(super) static TYPES: PartKind = kind(&[], &[], S::ExtensionData, Never, texts::TYPES, inspect_xml);

/// What reads a part that no line above is for.
pub(super) static UNKNOWN: PartKind = kind(&[], &[], S::UnknownPart, Always, &[], inspect_binary);

/// What reads an entry that no relationship reaches.
pub(super) static UNREFERENCED: PartKind = kind(&[], &[], S::UnreferencedPart, Always, &[], inspect_binary);

/// The kind of a part: by how it is reached, else by its content type.
pub(super) fn kind_of(part: &Part) -> &'static PartKind {
    let reached = part.reached_as.as_deref().unwrap_or_default();
    let declared = part.content_type.as_deref().unwrap_or_default();
    let by_relationship = PARTS.iter().find(|kind| kind.relationships.contains(&reached));
    // Custom XML may be anything; a content type that says more is believed.
    let vague = reached == "customXml" && by_content_type(declared).is_some();
    by_relationship.filter(|_| !vague).or_else(|| by_content_type(declared)).unwrap_or(&UNKNOWN)
}

/// The kind that a content type declares.
pub(super) fn by_content_type(declared: &str) -> Option<&'static PartKind> {
    PARTS.iter().find(|kind| kind.types.iter().any(|end| declared.ends_with(end)))
}

/// The kind that a relationship of this type reaches.
///
/// # Errors
/// [`Reason::Internal`] for a type that the registry does not have.
pub(super) fn kind_for(relationship: &str) -> Result<&'static PartKind, Reason> {
    PARTS.iter().find(|kind| kind.relationships.contains(&relationship)).ok_or(Reason::Internal)
}
