//! What a file is, by its content: the signatures of `sniff`, and for packages what is in them.

use super::sniff::sniff;
use super::xlsx::Package;
use crate::container::Source;
use crate::container::zip::Archive;
use crate::limits::Budget;
use crate::model::{Format, Reason, Scope};

/// What a file is, and whether the gate is for it.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The kind.
    pub format: Format,
    /// A letter that holds a spreadsheet is in scope, whatever its kind.
    pub scope: Scope,
    /// Why it could not be told better.
    pub trouble: Option<Reason>,
}

impl Identity {
    fn plain(format: Format) -> Self {
        Identity { format, scope: format.scope(), trouble: None }
    }
}

/// Tells what a file is. The name only decides between a table and a letter in plain text.
pub fn identify(source: &Source, name: &str, budget: &Budget) -> Identity {
    match sniff(source, Some(name)) {
        Format::Zip => archive(source, budget),
        format => Identity::plain(format),
    }
}

fn archive(source: &Source, budget: &Budget) -> Identity {
    let trouble = |reason| Identity { format: Format::Zip, scope: Scope::In, trouble: Some(reason) };
    let archive = match Archive::open(source, budget) {
        Ok(archive) => archive,
        Err(reason) => return trouble(reason),
    };
    if let Some(format) = open_document(&archive, budget) {
        return Identity::plain(format);
    }
    if archive.find(super::xlsx::CONTENT_TYPES).is_none() {
        return Identity::plain(Format::Zip);
    }
    match Package::open(archive, budget) {
        Ok(package) => office(&package),
        Err(reason) => trouble(reason),
    }
}

/// ODF 1.3 part 2, 3.3: the first entry says what the package is.
fn open_document(archive: &Archive, budget: &Budget) -> Option<Format> {
    let entry = archive.find("mimetype")?;
    let content = archive.read_whole(entry, budget).ok()?;
    let kind =
        std::str::from_utf8(&content).ok()?.trim().strip_prefix("application/vnd.oasis.opendocument.")?;
    Some(if kind.starts_with("spreadsheet") { Format::Ods } else { Format::Odt })
}

/// Office Open XML: the content type of the main part says what the package is.
fn office(package: &Package) -> Identity {
    let Some(main) = package.main().and_then(|number| package.parts.get(number)) else {
        let reason = Reason::Damaged("it has no main part, so it is no Office file");
        return Identity { format: Format::Zip, scope: Scope::In, trouble: Some(reason) };
    };
    let declared = main.content_type.as_deref().unwrap_or_default();
    let format = match declared {
        _ if declared.contains("sheet.binary") => Format::Xlsb,
        _ if declared.contains("ms-excel") && declared.contains("macroenabled") => Format::Xlsm,
        _ if declared.contains("spreadsheetml") => Format::Xlsx,
        _ if declared.contains("word") => Format::Docx,
        _ if declared.contains("presentationml") || declared.contains("powerpoint") => Format::Pptx,
        // Some writers forget the type; the usual place tells.
        _ if main.name.to_ascii_lowercase().contains("workbook.xml") => Format::Xlsx,
        _ => Format::Zip,
    };
    let holds_tables = package.parts.iter().any(|part| {
        let name = part.name.to_ascii_lowercase();
        name.contains("embeddings/") || name.contains("/charts/")
    });
    let scope = if holds_tables { Scope::In } else { format.scope() };
    Identity { format, scope, trouble: None }
}
