//! What things are called: the nouns for personal data of each category, and for each surface of the catalogue.
//!
//! Both are a `match` without a last resort, so that a new category or surface does not compile without its words. How
//! they are put into sentences is said in `words`.

use crate::model::{Category, Surface};

/// One value of a category, and several.
pub(super) fn of_category(category: Category) -> (&'static str, &'static str) {
    use Category as C;
    match category {
        C::PersonName => ("name of a person", "names of people"),
        C::StaffName => ("staff name", "staff names"),
        C::VictimDetail => ("detail of a victim or other subject", "details of victims or other subjects"),
        C::StaffNumber => ("staff number", "staff numbers"),
        C::RankOrGrade => ("rank or grade", "ranks or grades"),
        C::VettingLevel => ("vetting level", "vetting levels"),
        C::Salary => ("salary", "salaries"),
        C::DateOfBirth => ("date of birth", "dates of birth"),
        C::Age => ("age", "ages"),
        C::Gender => ("entry on sex or gender", "entries on sex or gender"),
        C::Ethnicity => ("entry on ethnic origin", "entries on ethnic origin"),
        C::Religion => ("entry on religion or belief", "entries on religion or belief"),
        C::SexualOrientation => ("entry on sexual orientation", "entries on sexual orientation"),
        C::Health => ("health detail", "health details"),
        C::Nationality => ("nationality", "nationalities"),
        C::Address => ("postal address", "postal addresses"),
        C::Postcode => ("postcode", "postcodes"),
        C::Phone => ("telephone number", "telephone numbers"),
        C::Email => ("e-mail address", "e-mail addresses"),
        C::NhsNumber => ("NHS number", "NHS numbers"),
        C::ChiNumber => ("CHI number", "CHI numbers"),
        C::HcNumber => ("Health and Care number", "Health and Care numbers"),
        C::NiNumber => ("National Insurance number", "National Insurance numbers"),
        C::DriverNumber => ("driving licence number", "driving licence numbers"),
        C::Passport => ("passport number", "passport numbers"),
        C::PncId => ("PNC number", "PNC numbers"),
        C::CroNumber => ("CRO number", "CRO numbers"),
        C::Asn => ("arrest or summons number", "arrest or summons numbers"),
        C::CrimeReference => ("crime or incident reference", "crime or incident references"),
        C::Vehicle => ("vehicle registration", "vehicle registrations"),
        C::BankAccount => ("bank account", "bank accounts"),
        C::PaymentCard => ("payment card number", "payment card numbers"),
        C::Iban => ("IBAN", "IBANs"),
        C::Utr => ("taxpayer reference", "taxpayer references"),
        C::Upn => ("pupil number", "pupil numbers"),
        C::Uln => ("learner number", "learner numbers"),
        C::Uprn => ("property reference number", "property reference numbers"),
        C::IpAddress => ("network address", "network addresses"),
        C::Coordinates => ("location of a place", "locations of places"),
        C::FreeText => ("passage of free text", "passages of free text"),
        C::Photo => ("picture that may show a person", "pictures that may show people"),
        C::RowLevelRecord => ("record of a single person or event", "records of single people or events"),
        C::SmallNumber => ("small number", "small numbers"),
        C::TestData => ("test record", "test records"),
    }
}

/// What a surface is called: "a pivot cache".
pub(super) fn of_surface(surface: Surface) -> &'static str {
    use Surface as S;
    match surface {
        S::HiddenSheet => "a hidden sheet",
        S::VeryHiddenSheet => "a sheet hidden from Excel's Unhide menu",
        S::OutOfViewSheet => "a sheet whose tab is out of view",
        S::HiddenRow => "a hidden row",
        S::HiddenColumn => "a hidden column",
        S::FilteredRow => "a row that a filter hides",
        S::CollapsedGroup => "a collapsed group",
        S::TinyRowOrColumn => "a row or column too small to see",
        S::InvisibleText => "text that cannot be seen",
        S::FormatHiddenValue => "a value that its number format hides",
        S::CoveredCell => "a cell covered by a merged cell",
        S::BehindObject => "a cell behind a picture, chart or shape",
        S::RemoteCell => "a cell far from the rest",
        S::OrphanString => "a text left over from a deleted cell",
        S::RichTextRun => "a hidden part of a cell's text",
        S::Formula => "a formula",
        S::StaleValue => "a stored value that differs from what is shown",
        S::PivotCache => "a pivot cache (a copy of the table behind a pivot table)",
        S::PivotTable => "a pivot table's own list of items",
        S::Slicer => "a slicer or timeline",
        S::DataModel => "a data model (whole tables stored inside the workbook)",
        S::PowerQuery => "a Power Query",
        S::Connection => "a data connection",
        S::ExternalLink => "a link to another file, with a copy of its cells",
        S::DefinedName => "a defined name",
        S::TableMetadata => "a table's own notes",
        S::Comment => "a comment or note",
        S::ThreadedComment => "a threaded comment",
        S::DocumentProperty => "a document property",
        S::CustomProperty => "a custom property",
        S::Thumbnail => "a thumbnail picture of the first page",
        S::HeaderFooter => "a page header or footer",
        S::DrawingText => "a text box, shape name or description",
        S::Image => "a picture",
        S::ChartCache => "a chart's copy of its source",
        S::EmbeddedObject => "an embedded file",
        S::PrinterSettings => "printer settings",
        S::RevisionLog => "a record of tracked changes",
        S::CustomView => "a custom view",
        S::Scenario => "a what-if scenario",
        S::DataValidation => "a pick list or prompt",
        S::ConditionalFormat => "a conditional format",
        S::Hyperlink => "a link",
        S::Macro => "a macro",
        S::FormControl => "a form control",
        S::WebExtension => "an add-in",
        S::CustomXml => "custom XML data",
        S::LinkedDataType => "a linked data type",
        S::SensitivityLabel => "a sensitivity label",
        S::SavedPath => "the folder that the file was saved in",
        S::Protection => "a protection setting with user names",
        S::DataConsolidation => "a data consolidation",
        S::StyleName => "a style name or number format with text",
        S::DigitalSignature => "a digital signature",
        S::ExtensionData => "extension data",
        S::UnreferencedPart => "a part that nothing in the file refers to",
        S::UnknownPart => "a part of unknown kind",
        S::PackageAnomaly => "data outside the workbook's own parts",
        S::XmlRemark => "a remark in the XML",
        S::SecondWorkbook => "a second, older workbook",
        S::UnallocatedSector => "left-over data in unused space",
        S::OldVersion => "an earlier version of the file",
        S::DisguisedFormat => "a file whose name does not fit its content",
        S::Encrypted => "a lock with a password",
        S::CsvEncoding => "an unusual text encoding",
        S::CsvInvisibleCharacter => "invisible characters in text",
        S::CsvPreamble => "lines outside the table",
        S::CsvFormula => "text that runs as a formula when opened",
        S::VisibleCell => "a visible cell",
    }
}

/// What is true of a sheet, of rows, columns or cells with this surface: of one, and of several. None for surfaces that
/// are things of their own.
pub(super) fn state_of(surface: Surface) -> Option<(&'static str, &'static str)> {
    use Surface as S;
    Some(match surface {
        S::HiddenSheet => ("is hidden", "are hidden"),
        S::VeryHiddenSheet => {
            ("is hidden from Excel's Unhide menu too", "are hidden from Excel's Unhide menu too")
        }
        S::OutOfViewSheet => ("has its tab out of view", "have their tabs out of view"),
        S::HiddenRow | S::HiddenColumn => ("is hidden", "are hidden"),
        S::FilteredRow => ("is hidden by a filter", "are hidden by a filter"),
        S::CollapsedGroup => ("is hidden in a collapsed group", "are hidden in a collapsed group"),
        S::TinyRowOrColumn => ("is too small to see", "are too small to see"),
        S::InvisibleText => {
            ("cannot be seen for its colour or size", "cannot be seen for their colour or size")
        }
        S::FormatHiddenValue => {
            ("has a number format that hides its value", "have a number format that hides their values")
        }
        S::CoveredCell => ("lies under a merged cell", "lie under a merged cell"),
        S::BehindObject => ("lies behind a picture, chart or shape", "lie behind a picture, chart or shape"),
        S::RemoteCell => ("lies far from the rest", "lie far from the rest"),
        _ => return None,
    })
}
