//! Whether a file's name says it is another kind of file than it is. What it is, is told by `sniff` and the packages.

use crate::model::{Format, Place, Substance, Surface, Trace};

/// A name that does not fit the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disguise {
    /// The extension that the name has.
    pub extension: &'static str,
    /// What the file is.
    pub actual: Format,
}

impl Disguise {
    /// As a fact: the surface `disguised-format`.
    pub fn trace(self) -> Trace<'static> {
        let place = Place::default();
        Trace { surface: Surface::DisguisedFormat, place, substance: Substance::Holds(1), texts: Vec::new() }
    }
}

/// The extensions that promise a kind of file, and the kinds that keep the promise. A locked package keeps the name
/// that it has without the lock.
const PROMISES: &[(&str, &[Format])] = &[
    ("xlsx", &[Format::Xlsx, Format::EncryptedPackage]),
    ("xltx", &[Format::Xlsx, Format::EncryptedPackage]),
    ("xlsm", &[Format::Xlsm, Format::EncryptedPackage]),
    ("xltm", &[Format::Xlsm, Format::EncryptedPackage]),
    ("xlam", &[Format::Xlsm, Format::EncryptedPackage]),
    ("xlsb", &[Format::Xlsb, Format::EncryptedPackage]),
    ("xls", &[Format::Xls]),
    ("xlt", &[Format::Xls]),
    ("xla", &[Format::Xls]),
    ("xlw", &[Format::Xls]),
    ("ods", &[Format::Ods]),
    ("ots", &[Format::Ods]),
    ("fods", &[Format::Ods]),
    ("csv", &[Format::Csv, Format::PlainText]),
    ("tsv", &[Format::Csv, Format::PlainText]),
    ("tab", &[Format::Csv, Format::PlainText]),
    ("txt", &[Format::Csv, Format::PlainText]),
    ("html", &[Format::Html]),
    ("htm", &[Format::Html]),
    ("mht", &[Format::Mhtml, Format::Eml]),
    ("mhtml", &[Format::Mhtml, Format::Eml]),
    ("slk", &[Format::Sylk]),
    ("dif", &[Format::Dif]),
    ("dbf", &[Format::Dbase]),
    ("zip", &[Format::Zip]),
    ("gz", &[Format::Gzip]),
    ("tar", &[Format::Tar]),
    ("7z", &[Format::SevenZip]),
    ("rar", &[Format::Rar]),
    ("eml", &[Format::Eml, Format::Mhtml]),
    ("msg", &[Format::Msg]),
    ("docx", &[Format::Docx, Format::EncryptedPackage]),
    ("pptx", &[Format::Pptx, Format::EncryptedPackage]),
    ("doc", &[Format::Compound]),
    ("ppt", &[Format::Compound]),
    ("odt", &[Format::Odt]),
    ("odp", &[Format::Odt]),
    ("pdf", &[Format::Pdf]),
    ("rtf", &[Format::Rtf]),
    ("png", &[Format::Image]),
    ("jpg", &[Format::Image]),
    ("jpeg", &[Format::Image]),
    ("gif", &[Format::Image]),
    ("bmp", &[Format::Image]),
    ("tif", &[Format::Image]),
    ("tiff", &[Format::Image]),
    ("webp", &[Format::Image]),
    ("emf", &[Format::Image]),
    ("wmf", &[Format::Image]),
    ("ico", &[Format::Image]),
];

/// Whether the extension of a name contradicts what the file is. Empty files and those of no known kind contradict
/// nothing: they are not checked anyway, and say so themselves.
pub fn disguise(name: &str, format: Format) -> Option<Disguise> {
    if matches!(format, Format::Empty | Format::Unknown) {
        return None;
    }
    let found = extension(name)?;
    let &(extension, kinds) = PROMISES.iter().find(|(extension, _)| *extension == found)?;
    (!kinds.contains(&format)).then_some(Disguise { extension, actual: format })
}

/// The extension of a name, in lower case.
pub(super) fn extension(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next()?.trim_end_matches([' ', '.']);
    file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_fit() {
        for (name, format) in [
            ("annex.xlsx", Format::Xlsx),
            ("ANNEX.XLSX", Format::EncryptedPackage),
            ("a/b.c/annex.csv", Format::Csv),
            ("annex.txt", Format::Csv),
            ("annex.csv.gz", Format::Gzip),
            ("annex", Format::Xls),
            ("annex.dat", Format::Xls),
            ("annex.xlsx", Format::Empty),
            ("annex.xlsx ", Format::Xlsx),
        ] {
            assert_eq!(disguise(name, format), None, "{name}");
        }
    }

    #[test]
    fn names_that_do_not() {
        for (name, format, extension) in [
            ("annex.xlsx", Format::Xls, "xlsx"),
            ("annex.xlsx", Format::Xlsm, "xlsx"),
            ("annex.xls", Format::Html, "xls"),
            ("annex.XLS", Format::SpreadsheetMl2003, "xls"),
            ("annex.xls", Format::Csv, "xls"),
            ("annex.csv", Format::Zip, "csv"),
            ("annex.pdf", Format::Xlsx, "pdf"),
            ("photo.jpg", Format::Zip, "jpg"),
        ] {
            assert_eq!(disguise(name, format), Some(Disguise { extension, actual: format }), "{name}");
        }
    }

    #[test]
    fn every_extension_is_listed_once() {
        for (at, (extension, kinds)) in PROMISES.iter().enumerate() {
            assert!(!kinds.is_empty());
            assert!(PROMISES.iter().skip(at + 1).all(|(other, _)| other != extension), "{extension}");
        }
    }
}
