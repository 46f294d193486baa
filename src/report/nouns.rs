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
        S::PivotCache => "a pivot table's copy of its source",
        S::PivotTable => "a pivot table's own list of items",
        S::Slicer => "a slicer or timeline",
        S::DataModel => "a data model (tables stored inside the workbook)",
        S::PowerQuery => "a Power Query",
        S::Connection => "a data connection",
        S::ExternalLink => "a link to another file, which keeps a copy of its cells",
        S::DefinedName => "a name given to cells or values",
        S::TableMetadata => "a table's settings",
        S::Comment => "a comment or note",
        S::ThreadedComment => "a conversation in comments",
        S::DocumentProperty => "a document property",
        S::CustomProperty => "a property added by the office",
        S::Thumbnail => "a thumbnail picture of the first page",
        S::HeaderFooter => "a page header or footer",
        S::DrawingText => "a text box, shape name or description",
        S::Image => "a picture",
        S::ChartCache => "a chart's copy of its source",
        S::EmbeddedObject => "an embedded file",
        S::PrinterSettings => "the printer settings",
        S::RevisionLog => "a record of tracked changes",
        S::CustomView => "a custom view",
        S::Scenario => "a what-if scenario",
        S::DataValidation => "a pick list or prompt",
        S::ConditionalFormat => "a conditional format",
        S::Hyperlink => "a link",
        S::Macro => "a macro",
        S::FormControl => "a form control",
        S::WebExtension => "an add-in",
        S::CustomXml => "data of a document system",
        S::LinkedDataType => "a linked data type",
        S::SensitivityLabel => "a sensitivity label",
        S::SavedPath => "the folder that the file was saved in",
        S::Protection => "a protection setting with user names",
        S::DataConsolidation => "a data consolidation",
        S::StyleName => "a style name or number format with text",
        S::DigitalSignature => "a digital signature",
        S::ExtensionData => "data of an extension",
        S::UnreferencedPart => "a part that nothing in the file refers to",
        S::UnknownPart => "a part of unknown kind",
        S::PackageAnomaly => "data outside the workbook's own parts",
        S::XmlRemark => "a remark that programs skip",
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

/// What the number of a finding on a surface counts: one, and several.
pub(super) fn counted(surface: Surface) -> (&'static str, &'static str) {
    use Surface as S;
    match surface {
        S::OrphanString => ("text left over from deleted cells", "texts left over from deleted cells"),
        S::RichTextRun => ("hidden part of a cell's text", "hidden parts of cells' texts"),
        S::Formula => ("formula", "formulas"),
        S::StaleValue => {
            ("stored value that differs from what is shown", "stored values that differ from what is shown")
        }
        S::PivotCache => {
            ("value in a pivot table's copy of its source", "values in a pivot table's copy of its source")
        }
        S::PivotTable => ("name remembered by a pivot table", "names remembered by a pivot table"),
        S::Slicer => ("text in slicers or timelines", "texts in slicers or timelines"),
        S::DataModel => (
            "data model (tables stored inside the workbook)",
            "data models (tables stored inside the workbook)",
        ),
        S::PowerQuery => ("Power Query", "Power Queries"),
        S::Connection => ("text in data connections", "texts in data connections"),
        S::ExternalLink => ("value or name kept from other files", "values or names kept from other files"),
        S::DefinedName => ("name given to cells or values", "names given to cells or values"),
        S::TableMetadata => ("text in the settings of tables", "texts in the settings of tables"),
        S::Comment => ("text or author's name in comments", "texts and authors' names in comments"),
        S::ThreadedComment => ("text or name in conversations", "texts and names in conversations"),
        S::DocumentProperty => ("entry in the document properties", "entries in the document properties"),
        S::CustomProperty => {
            ("entry in properties added by the office", "entries in properties added by the office")
        }
        S::Thumbnail => ("small picture of the first page", "small pictures of the first page"),
        S::HeaderFooter => ("text in page headers or footers", "texts in page headers or footers"),
        S::DrawingText => {
            ("text in boxes, shapes or their descriptions", "texts in boxes, shapes or their descriptions")
        }
        S::Image => ("picture", "pictures"),
        S::ChartCache => ("value kept by charts", "values kept by charts"),
        S::EmbeddedObject => ("embedded file", "embedded files"),
        S::PrinterSettings => ("set of printer settings", "sets of printer settings"),
        S::RevisionLog => ("record of tracked changes", "records of tracked changes"),
        S::CustomView => ("text in custom views", "texts in custom views"),
        S::Scenario => ("text in what-if scenarios", "texts in what-if scenarios"),
        S::DataValidation => ("text in pick lists or prompts", "texts in pick lists or prompts"),
        S::ConditionalFormat => ("text in highlighting rules", "texts in highlighting rules"),
        S::Hyperlink => ("text in links", "texts in links"),
        S::Macro => ("macro or text in macros", "macros or texts in macros"),
        S::FormControl => ("text in form controls", "texts in form controls"),
        S::WebExtension => ("text in add-ins", "texts in add-ins"),
        S::CustomXml => ("item stored by document systems", "items stored by document systems"),
        S::LinkedDataType => ("detail behind linked cells", "details behind linked cells"),
        S::SensitivityLabel => ("sensitivity label", "entries of sensitivity labels"),
        S::SavedPath => ("folder that the file was saved in", "folders that the file was saved in"),
        S::Protection => ("user name in the protection settings", "user names in the protection settings"),
        S::DataConsolidation => ("source of a data consolidation", "sources of a data consolidation"),
        S::StyleName => {
            ("name of a style, or number format with text", "names of styles, or number formats with text")
        }
        S::DigitalSignature => ("digital signature", "entries of digital signatures"),
        S::ExtensionData => ("item stored by extensions", "items stored by extensions"),
        S::UnreferencedPart => {
            ("part that nothing in the file refers to", "parts that nothing in the file refers to")
        }
        S::UnknownPart => ("part of unknown kind", "parts of unknown kind"),
        S::PackageAnomaly => ("piece of data outside the workbook", "pieces of data outside the workbook"),
        S::XmlRemark => ("remark that programs skip", "remarks that programs skip"),
        S::SecondWorkbook => ("second, older workbook", "second, older workbooks"),
        S::UnallocatedSector => ("piece of left-over data", "pieces of left-over data"),
        S::OldVersion => ("earlier version of the file", "earlier versions of the file"),
        S::CsvEncoding => ("unusual sign in the text's encoding", "unusual signs in the text's encoding"),
        S::CsvInvisibleCharacter => ("text with invisible characters", "texts with invisible characters"),
        S::CsvPreamble => ("line outside the table", "lines outside the table"),
        S::CsvFormula => {
            ("text that runs as a formula when opened", "texts that run as formulas when opened")
        }
        S::HiddenSheet
        | S::VeryHiddenSheet
        | S::OutOfViewSheet
        | S::HiddenRow
        | S::HiddenColumn
        | S::FilteredRow
        | S::CollapsedGroup
        | S::TinyRowOrColumn
        | S::InvisibleText
        | S::FormatHiddenValue
        | S::CoveredCell
        | S::BehindObject
        | S::RemoteCell
        | S::VisibleCell => ("value", "values"),
        S::DisguisedFormat | S::Encrypted => ("sign of it", "signs of it"),
    }
}

/// What values that pass a built-in check look like: one, and several. None for a check without words of its own.
pub(super) fn of_check(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "email" => ("an e-mail address", "e-mail addresses"),
        "uk-mobile" => ("a UK mobile number", "UK mobile numbers"),
        "uk-phone" => ("a UK telephone number", "UK telephone numbers"),
        "national-insurance" => ("a National Insurance number", "National Insurance numbers"),
        "nhs-number" => ("an NHS number", "NHS numbers"),
        "chi-number" => ("a CHI number", "CHI numbers"),
        "hc-number" => ("a Health and Care number", "Health and Care numbers"),
        "driver-number" => ("a driver number", "driver numbers"),
        "passport" => ("a passport number", "passport numbers"),
        "pnc-id" => ("a Police National Computer number", "Police National Computer numbers"),
        "cro-number" => ("a Criminal Records Office number", "Criminal Records Office numbers"),
        "arrest-summons-number" => ("an arrest or summons number", "arrest or summons numbers"),
        "staff-number" => ("a staff number", "staff numbers"),
        "pupil-number" => ("a pupil number", "pupil numbers"),
        "learner-number" => ("a learner number", "learner numbers"),
        "tax-reference" => ("a taxpayer reference", "taxpayer references"),
        "payment-card" => ("a payment card number", "payment card numbers"),
        "iban" => ("an international bank account number", "international bank account numbers"),
        "bank-account" => ("a sort code with an account number", "sort codes with account numbers"),
        "vehicle" | "vehicle-any" => ("a vehicle registration mark", "vehicle registration marks"),
        "ip-address" | "device-address" => ("a device's address", "addresses of devices"),
        "uprn" => ("a property number", "property numbers"),
        "coordinate" | "exact-place" | "three-words" => ("an exact place", "exact places"),
        "birth-date" => ("a date of birth", "dates of birth"),
        "postcode" => ("a postcode", "postcodes"),
        "postcode-part" => ("half a postcode", "halves of postcodes"),
        "person-shape" | "person-name" | "titled-name" => ("a person's name", "names of people"),
        _ => return None,
    })
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
