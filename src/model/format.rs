//! What kinds of file there are, as `read::sniff` tells them by their content.

/// A kind of file. The name of a file never decides this; see `read::sniff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the kinds' own; `label` says them in words")]
pub enum Format {
    Xlsx,
    Xlsm,
    Xlsb,
    Xls,
    Ods,
    Csv,
    /// An encrypted OOXML package inside a compound file.
    EncryptedPackage,
    SpreadsheetMl2003,
    Html,
    Mhtml,
    Sylk,
    Dif,
    Dbase,
    Zip,
    Gzip,
    Tar,
    SevenZip,
    Rar,
    Eml,
    Msg,
    Docx,
    Pptx,
    /// Word, PowerPoint and other compound files that hold no workbook.
    Compound,
    Odt,
    Pdf,
    Rtf,
    PlainText,
    Image,
    Empty,
    Unknown,
}

/// Whether the gate is for a kind of file at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// It is, or the file might be one that it is for.
    In,
    /// A letter, a picture: listed as not checked, judged by the rule `out-of-scope`.
    Out,
}

impl Format {
    /// The id that reports write.
    pub fn id(self) -> &'static str {
        self.names().0
    }

    /// The kind in words: "an Excel workbook".
    pub fn label(self) -> &'static str {
        self.names().1
    }

    /// Whether the gate is for it.
    pub fn scope(self) -> Scope {
        match self {
            Format::Docx
            | Format::Pptx
            | Format::Odt
            | Format::Pdf
            | Format::Rtf
            | Format::PlainText
            | Format::Image => Scope::Out,
            _ => Scope::In,
        }
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Format::Xlsx => ("xlsx", "an Excel workbook (.xlsx)"),
            Format::Xlsm => ("xlsm", "an Excel workbook with macros (.xlsm)"),
            Format::Xlsb => ("xlsb", "a binary Excel workbook (.xlsb)"),
            Format::Xls => ("xls", "an Excel 97-2003 workbook (.xls)"),
            Format::Ods => ("ods", "an OpenDocument spreadsheet (.ods)"),
            Format::Csv => ("csv", "a table as text (.csv)"),
            Format::EncryptedPackage => ("encrypted", "a workbook locked with a password"),
            Format::SpreadsheetMl2003 => ("spreadsheetml", "an Excel 2003 XML workbook"),
            Format::Html => ("html", "a web page"),
            Format::Mhtml => ("mhtml", "a saved web page (MHTML)"),
            Format::Sylk => ("sylk", "a SYLK file"),
            Format::Dif => ("dif", "a DIF file"),
            Format::Dbase => ("dbf", "a dBase table"),
            Format::Zip => ("zip", "a zip archive"),
            Format::Gzip => ("gz", "a gzip file"),
            Format::Tar => ("tar", "a tar archive"),
            Format::SevenZip => ("7z", "a 7z archive"),
            Format::Rar => ("rar", "a rar archive"),
            Format::Eml => ("eml", "an e-mail message"),
            Format::Msg => ("msg", "an Outlook message"),
            Format::Docx => ("docx", "a Word document"),
            Format::Pptx => ("pptx", "a PowerPoint presentation"),
            Format::Compound => ("ole", "an older Office document or embedded object"),
            Format::Odt => ("odt", "an OpenDocument text or presentation"),
            Format::Pdf => ("pdf", "a PDF document"),
            Format::Rtf => ("rtf", "a rich text document"),
            Format::PlainText => ("txt", "plain text"),
            Format::Image => ("image", "a picture"),
            Format::Empty => ("empty", "an empty file"),
            Format::Unknown => ("unknown", "a file of a kind that could not be told"),
        }
    }
}
