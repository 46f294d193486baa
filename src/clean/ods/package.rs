//! The archive that an OpenDocument file is (ODF 1.3 part 2, 3): the media type first and stored, then the manifest and
//! the parts. All entries have the first time of the calendar of archives, so that the same copy has the same bytes.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::styles::Styles;
use super::xml::{Tag, Xml};
use super::{looks, page, settings};
use crate::clean::Failure;
use crate::model::{Font, Print, View};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Bytes from which an entry needs 64-bit lengths.
const LARGE: u64 = 3 << 30;

/// What the names of elements and attributes stand for.
const SPACES: [(&str, &str); 8] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
];

/// What a sheet's table says of itself.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) right_to_left: bool,
    pub(super) tab_color: Option<crate::model::Rgb>,
    pub(super) print: Print,
    pub(super) view: View,
}

/// All that goes into a package.
pub(super) struct Package<'a> {
    pub(super) tables: &'a [Table],
    pub(super) styles: &'a mut Styles,
    /// The sheets, written.
    pub(super) body: &'a mut File,
    pub(super) normal: &'a Font,
    pub(super) active: usize,
}

type Zip = ZipWriter<BufWriter<File>>;

impl Package<'_> {
    /// Writes it all.
    pub(super) fn write(mut self, out: File) -> Result<(), Failure> {
        let mut zip = ZipWriter::new(BufWriter::new(out));
        begin(&mut zip, "mimetype", CompressionMethod::Stored, 0)?;
        zip.write_all(MEDIA_TYPE.as_bytes())?;
        begin(&mut zip, "META-INF/manifest.xml", CompressionMethod::Deflated, 0)?;
        manifest(&mut Xml::new(&mut zip))?;
        begin(&mut zip, "styles.xml", CompressionMethod::Deflated, 0)?;
        self.common(&mut Xml::new(&mut zip))?;
        begin(&mut zip, "settings.xml", CompressionMethod::Deflated, 0)?;
        let views: Vec<(String, View)> =
            self.tables.iter().map(|table| (table.name.clone(), table.view.clone())).collect();
        settings::write(&mut Xml::new(&mut zip), &views, self.active)?;
        let length = self.body.seek(SeekFrom::End(0))?;
        begin(&mut zip, "content.xml", CompressionMethod::Deflated, length)?;
        self.content(&mut zip)?;
        let mut out = zip.finish().map_err(failure)?;
        out.flush()?;
        Ok(())
    }

    /// Styles that go before the sheets, and the sheets.
    fn content(&mut self, zip: &mut Zip) -> Result<(), Failure> {
        let mut buffered = BufWriter::with_capacity(64 << 10, zip);
        let mut xml = Xml::new(&mut buffered);
        document(&mut xml, "office:document-content")?;
        xml.open(Tag::new("office:automatic-styles"))?;
        for (index, table) in self.tables.iter().enumerate() {
            table_style(&mut xml, index, table)?;
        }
        self.styles.write(&mut xml)?;
        xml.close("office:automatic-styles")?;
        xml.open(Tag::new("office:body"))?;
        xml.open(Tag::new("office:spreadsheet"))?;
        self.body.seek(SeekFrom::Start(0))?;
        let mut body = BufReader::with_capacity(64 << 10, &mut *self.body);
        io::copy(&mut body.by_ref(), xml.get_mut())?;
        xml.close("office:spreadsheet")?;
        xml.close("office:body")?;
        xml.close("office:document-content")?;
        buffered.flush()?;
        Ok(())
    }

    /// The styles that all others are based on, and the pages.
    fn common<W: Write>(&self, xml: &mut Xml<W>) -> io::Result<()> {
        document(xml, "office:document-styles")?;
        xml.open(Tag::new("office:styles"))?;
        xml.open(Tag::new("style:default-style").with("style:family", "table-cell"))?;
        let size = Some(self.normal.size.unwrap_or(11.0));
        let name = self.normal.name.clone().or_else(|| Some("Calibri".into()));
        looks::font(xml, &Font { name, size, ..self.normal.clone() }, false)?;
        xml.close("style:default-style")?;
        xml.empty(super::styles::style("Default", "table-cell"))?;
        xml.close("office:styles")?;
        xml.open(Tag::new("office:automatic-styles"))?;
        for (index, table) in self.tables.iter().enumerate() {
            page::layout(xml, index, &table.print)?;
        }
        xml.close("office:automatic-styles")?;
        xml.open(Tag::new("office:master-styles"))?;
        for index in 0..self.tables.len() {
            page::master_page(xml, index)?;
        }
        xml.close("office:master-styles")?;
        xml.close("office:document-styles")
    }
}

fn begin(zip: &mut Zip, name: &str, method: CompressionMethod, length: u64) -> Result<(), Failure> {
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .large_file(length > LARGE);
    zip.start_file(name, options).map_err(failure)
}

fn failure(error: zip::result::ZipError) -> Failure {
    match error {
        zip::result::ZipError::Io(error) => Failure::Io(error),
        _ => Failure::Internal,
    }
}

fn document<W: Write>(xml: &mut Xml<W>, name: &'static str) -> io::Result<()> {
    xml.declaration()?;
    let tag = SPACES.iter().fold(Tag::new(name), |tag, (name, value)| tag.with(name, value));
    xml.open(tag.with("office:version", "1.3"))
}

fn table_style<W: Write>(xml: &mut Xml<W>, index: usize, table: &Table) -> io::Result<()> {
    let tag = super::styles::style(&format!("ta{index}"), "table");
    xml.open(tag.with("style:master-page-name", page::master(index)))?;
    let properties = Tag::new("style:table-properties")
        .with("table:display", "true")
        .with("style:writing-mode", if table.right_to_left { "rl-tb" } else { "lr-tb" })
        .maybe("table:tab-color", table.tab_color.map(looks::color));
    xml.empty(properties)?;
    xml.close("style:style")
}

fn manifest<W: Write>(xml: &mut Xml<W>) -> io::Result<()> {
    xml.declaration()?;
    let space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
    xml.open(Tag::new("manifest:manifest").with("xmlns:manifest", space).with("manifest:version", "1.3"))?;
    let entry = |path: &str, kind: &str| {
        Tag::new("manifest:file-entry").with("manifest:full-path", path).with("manifest:media-type", kind)
    };
    xml.empty(entry("/", MEDIA_TYPE).with("manifest:version", "1.3"))?;
    for part in ["styles.xml", "settings.xml", "content.xml"] {
        xml.empty(entry(part, "text/xml"))?;
    }
    xml.close("manifest:manifest")
}
