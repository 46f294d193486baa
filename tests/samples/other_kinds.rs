//! Samples that are no plain workbook: one with macros, one in disguise, one behind a password, a letter.

use super::Made;
use super::look;
use super::office::{Office, Value, escaped};
use super::people::Dice;
use crate::support::cfb::compound;
use crate::support::package::xml_head;

const STATIONS: &[&str] = &["Ashdale", "Harbour", "Northmarsh", "Wexmoor"];

/// A response time report; a list that the Unhide menu does not show feeds a macro, and the macro names staff too.
pub(crate) fn macro_list() -> Made {
    let mut dice = Dice::new(16);
    let mut planted = Vec::new();
    let mut book = Office::with_macros(&["Response times", "Lists"]);
    let row = |station: &&str, dice: &mut Dice| {
        vec![(*station).into(), dice.between(400, 2_000).into(), dice.between(6, 14).into()]
    };
    let rows = STATIONS.iter().map(|station| row(station, &mut dice)).collect();
    let looks = [look::CELL, look::COUNT, look::COUNT];
    let next = book.table(0, 4, &["Station", "Calls", "Median minutes"], &looks, rows);
    book.frame(
        0,
        &[
            "FOI 26-077: Northmarsh Fire and Rescue, response times",
            "Emergency calls and response times, January 2026",
        ],
        next + 1,
        "Source: control system.",
    );
    book.widths(0, &[20, 10, 16]);
    let mut crew: Vec<Vec<Value>> = Vec::new();
    for _ in 0..60 {
        let person = dice.person();
        planted.extend([person.full(), person.surname.to_string()]);
        let number = format!("{}", dice.between(2_000, 7_999));
        crew.push(vec![person.full().into(), number.into(), dice.pick(STATIONS).into()]);
    }
    book.table(1, 1, &["Watch officer", "Employee number", "Station"], &[look::PLAIN; 3], crew);
    book.widths(1, &[26, 16, 16]);
    book.sheets[1].attributes = r#" state="veryHidden""#.into();
    let (first, last) = (dice.person(), dice.person());
    planted.extend([first.email(), last.email()]);
    add_macro(&mut book, &first.email(), &last.email());
    Made { bytes: book.bytes(), planted }
}

/// A macro that sends the report to these addresses.
fn add_macro(book: &mut Office, first: &str, last: &str) {
    let code = format!(
        "Attribute VB_Name = \"Module1\"\r\nSub SendReport()\r\n    recipients = Array(\"{}\", \"{}\")\r\nEnd Sub\r\n",
        first, last
    );
    let project =
        "ID=\"{11111111-2222-4333-8444-555555555555}\"\r\nModule=Module1\r\nName=\"VBAProject\"\r\n";
    let bin = compound(&[("PROJECT", project.as_bytes()), ("Module1", &literal_container(code.as_bytes()))]);
    let kind = "application/vnd.ms-office.vbaProject";
    book.attach(
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "xl/vbaProject.bin",
        kind,
        bin,
    );
}

/// [MS-OVBA] 2.4.1: one chunk that is stored as it is, filled up to its 4096 bytes with spaces.
fn literal_container(code: &[u8]) -> Vec<u8> {
    let mut chunk = code.to_vec();
    chunk.resize(4096, b' ');
    [&[1, 0xFF, 0x3F][..], &chunk].concat()
}

/// A web page that a case system exported and called an Excel file.
pub(crate) fn disguised() -> Made {
    let mut dice = Dice::new(14);
    let mut planted = Vec::new();
    let mut rows = String::new();
    for _ in 0..30 {
        let person = dice.person();
        planted.push(person.full());
        let subject = dice.pick(&["Noise", "Parking", "Repairs", "Refuse"]);
        rows +=
            &format!("<tr><td>{subject}</td><td>{}</td><td>Closed</td></tr>\r\n", escaped(&person.full()));
    }
    let spaces = r#"xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40""#;
    let head = r#"<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Closed complaints</title></head>"#;
    let table = format!(
        "<table border=\"1\">\r\n<tr><th>Subject</th><th>Complainant</th><th>Status</th></tr>\r\n{rows}</table>"
    );
    let html = format!(
        "<html {spaces}>\r\n{head}\r\n<body>\r\n<p>{}</p>\r\n{table}\r\n</body>\r\n</html>\r\n",
        super::INVENTED
    );
    Made { bytes: html.into_bytes(), planted }
}

/// A workbook behind a password ([MS-OFFCRYPTO] 2.3.4.10). What looks like its content is dice: no password opens it.
pub(crate) fn locked_with_password() -> Made {
    let mut dice = Dice::new(15);
    let mut noise = |length: usize| -> Vec<u8> {
        (0..length).map(|_| u8::try_from(dice.below(256)).expect("a byte")).collect()
    };
    let salt = "AAAAAAAAAAAAAAAAAAAAAA==";
    let cipher = format!(
        r#"saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="{salt}""#
    );
    let values = format!(
        r#"encryptedVerifierHashInput="{salt}" encryptedVerifierHashValue="{salt}" encryptedKeyValue="{salt}""#
    );
    let spaces = r#"xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password""#;
    let password = "http://schemas.microsoft.com/office/2006/keyEncryptor/password";
    let keys = format!(
        r#"<keyEncryptors><keyEncryptor uri="{password}"><p:encryptedKey spinCount="100000" {cipher} {values}/></keyEncryptor></keyEncryptors>"#
    );
    let integrity = format!(r#"<dataIntegrity encryptedHmacKey="{salt}" encryptedHmacValue="{salt}"/>"#);
    let xml = format!("{}<encryption {spaces}><keyData {cipher}/>{integrity}{keys}</encryption>", xml_head());
    let info = [&[4, 0, 4, 0, 0x40, 0, 0, 0][..], xml.as_bytes()].concat();
    let size = 9_216u64;
    let package = [size.to_le_bytes().to_vec(), noise(9_216)].concat();
    let bytes = compound(&[("EncryptionInfo", &info), ("EncryptedPackage", &package)]);
    Made { bytes, planted: Vec::new() }
}

/// The letter that goes with a response: one page (ISO 32000-1, 7.5).
pub(crate) fn letter() -> Made {
    let lines = [
        "Dear applicant,",
        "Freedom of Information request 26-140",
        "We hold the information that you asked for and enclose it as a workbook.",
        super::INVENTED,
    ];
    let text: String = lines.iter().map(|line| format!("({line}) Tj 0 -24 Td\n")).collect();
    let page = format!("BT /F1 11 Tf 72 770 Td\n{text}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_string(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_string(),
    ];
    let mut pdf = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in (1..).zip(&objects) {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let (start, size) = (pdf.len(), objects.len() + 1);
    pdf += &format!(
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    Made { bytes: pdf.into_bytes(), planted: Vec::new() }
}
