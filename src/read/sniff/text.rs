//! Text: whether it is any, mail and old interchange formats by their first lines, and a table against a letter.

use encoding_rs::{UTF_16BE, UTF_16LE};

use crate::model::Format;
use crate::read::csv::{Encoding, Survey, guess};

/// The start of a file as text, without a byte order mark and without a last line that may be cut.
pub(super) fn decoded(head: &[u8], survey: &Survey, length: u64) -> String {
    let bytes = usize::try_from(survey.bom).ok().and_then(|bom| head.get(bom..)).unwrap_or_default();
    let four = |big: bool| {
        let code = |unit: &[u8]| {
            let unit = <[u8; 4]>::try_from(unit).unwrap_or_default();
            if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) }
        };
        let decode = |unit| char::from_u32(code(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
        bytes.chunks_exact(4).map(decode).collect()
    };
    let mut text: String = match survey.encoding {
        Encoding::Utf16Le => UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
        Encoding::Utf16Be => UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
        Encoding::Utf32Le => four(false),
        Encoding::Utf32Be => four(true),
        // Structure and words are what is asked for here: a letter beyond ASCII is a letter, whichever it is.
        Encoding::Utf8 | Encoding::Windows1252 | Encoding::Mixed => {
            bytes.utf8_chunks().fold(String::new(), |mut text, chunk| {
                text.push_str(chunk.valid());
                text.extend(chunk.invalid().iter().map(|&b| char::from(b)));
                text
            })
        }
    };
    if (head.len() as u64) < length
        && let Some(end) = text.rfind(['\n', '\r'])
    {
        text.truncate(end);
    }
    text
}

/// Whether the bytes are text at all: control characters and what no encoding defines are rare in it.
pub(super) fn is_text(head: &[u8], text: &str, survey: &Survey) -> bool {
    let rare = |count: u64, of: usize| count.saturating_mul(50) <= of as u64;
    if survey.encoding.is_wide() {
        let strange = |c: char| {
            (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
        };
        let foreign = |c: char| !matches!(c, '\0'..='\u{24F}' | '\u{2000}'..='\u{2BFF}');
        let count = |test: &dyn Fn(char) -> bool| text.chars().filter(|&c| test(c)).count() as u64;
        let length = text.chars().count();
        // Without a mark UTF-16 is only a guess from Latin letters: much else beside them speaks against it.
        let coherent = survey.bom > 0 || count(&foreign).saturating_mul(20) <= length as u64;
        return rare(count(&strange), length) && coherent;
    }
    survey.binary.is_none()
        && rare(survey.controls, head.len())
        && survey.undefined.saturating_mul(20) <= head.len() as u64
        && survey.nuls.saturating_mul(4) <= head.len() as u64
}

/// Mail and the interchange formats that are text.
pub(super) fn structured(text: &str) -> Option<Format> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim_end();
    let second = lines.next().unwrap_or_default().trim_end();
    if first.starts_with("ID;P") && is_sylk(text) {
        Some(Format::Sylk)
    } else if first == "TABLE" && second.starts_with("0,1") {
        Some(Format::Dif)
    } else {
        mail(text)
    }
}

/// A table may well begin with the columns `ID;Postcode`: a SYLK file goes on with records of its own.
fn is_sylk(text: &str) -> bool {
    let record = |line: &str| matches!(line.split_once(';'), Some(("B" | "C" | "F" | "P" | "O" | "NN" | "W", rest)) if rest.starts_with(|c: char| c.is_ascii_uppercase()));
    let next: Vec<&str> = text.lines().map(str::trim).skip(1).take(5).collect();
    next.iter().any(|line| record(line))
        && next.iter().all(|line| record(line) || *line == "E" || line.is_empty())
}

/// Header lines as RFC 5322 has them; a saved web page (RFC 2557) has them too, but was never sent.
fn mail(text: &str) -> Option<Format> {
    let mut headers = Vec::new();
    for (at, line) in text.trim_start().lines().take(200).enumerate() {
        let mbox = at == 0 && line.starts_with("From ") && line.contains('@');
        if mbox || line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, value)) = line.split_once(':').filter(|(name, _)| is_header_name(name)) else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.to_ascii_lowercase()));
    }
    let has = |wanted: &str| headers.iter().any(|(name, _)| name == wanted);
    let sent =
        ["received", "return-path", "message-id", "delivered-to", "x-originating-ip"].into_iter().any(has);
    let related =
        headers.iter().any(|(name, value)| name == "content-type" && value.contains("multipart/related"));
    let from = headers.iter().any(|(name, value)| name == "from" && value.contains('@'));
    match () {
        () if has("mime-version") && related && !sent && !has("to") => Some(Format::Mhtml),
        () if headers.len() < 2 => None,
        () if sent || has("mime-version") => Some(Format::Eml),
        () if from && (has("subject") || has("to") || has("date")) => Some(Format::Eml),
        () => None,
    }
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 60 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Prose is only what looks like sentences throughout; anything else may be a table or a list of values.
pub(super) fn table_or_letter(text: &str) -> Format {
    let guess = guess(text.as_bytes(), true);
    let comma = guess.delimiter == b',';
    let regular = guess.separates
        && match guess.rows {
            _ if comma && guess.columns == 2 && commas_are_punctuation(text) => false,
            0 | 1 => false,
            2 => !comma && guess.share >= 1.0,
            _ => guess.share >= 0.8,
        };
    if regular || holds_table(text) || !is_prose(text) { Format::Csv } else { Format::PlainText }
}

/// In sentences white space follows a comma, in tables hardly ever.
fn commas_are_punctuation(text: &str) -> bool {
    let mut commas = 0usize;
    let mut spaced = 0usize;
    for (at, _) in text.match_indices(',') {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        commas += 1;
        spaced += usize::from(next.is_none_or(|c| c.is_whitespace() || c.is_ascii_digit()));
    }
    spaced.saturating_mul(10) >= commas.saturating_mul(9)
}

/// A letter with a table inside: three lines in a row that a delimiter cuts into the same number of fields.
fn holds_table(text: &str) -> bool {
    [('\t', 1), ('|', 1), (';', 2), (',', 2)].into_iter().any(|(delimiter, least)| {
        let mut run = (0, 0);
        text.lines().filter(|line| !line.trim().is_empty()).any(|line| {
            let count = line.matches(delimiter).count();
            run = if count >= least && count == run.0 { (count, run.1 + 1) } else { (count, 1) };
            count >= least && run.1 >= 3
        })
    })
}

/// Words that sentences cannot do without.
const SMALL_WORDS: &[&str] = &[
    "the", "a", "an", "and", "of", "to", "in", "is", "are", "was", "were", "for", "that", "this", "with",
    "on", "as", "by", "be", "at", "or", "not", "you", "your", "we", "our", "i", "it", "have", "has", "from",
    "which", "will", "please", "any",
];

/// Whether most of the letters stand in lines that read as sentences.
fn is_prose(text: &str) -> bool {
    let mut all = 0usize;
    let mut prose = 0usize;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        all = all.saturating_add(line.len());
        if is_sentence(line) {
            prose = prose.saturating_add(line.len());
        }
    }
    let ends = text.contains(". ")
        || text.contains(".\n")
        || text.contains(".\r")
        || text.trim_end().ends_with(['.', '?', '!']);
    ends && prose.saturating_mul(10) >= all.saturating_mul(7)
}

fn is_sentence(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let plain = |word: &&&str| {
        word.trim_matches(|c: char| !c.is_alphabetic())
            .chars()
            .all(|c| c.is_lowercase() || c == '\'' || c == '’' || c == '-')
    };
    let small = words
        .iter()
        .filter(|word| SMALL_WORDS.contains(&word.to_lowercase().trim_matches(|c: char| !c.is_alphabetic())))
        .count();
    let lower = words.iter().filter(plain).count();
    words.len() >= 5 && small >= 1 && lower.saturating_mul(2) >= words.len()
}

#[cfg(test)]
mod tests {
    use super::super::sniff;
    use crate::container::Source;
    use crate::model::Format;

    fn of(text: &str) -> Format {
        sniff(&Source::memory(text.as_bytes().to_vec()), Some("response.txt"))
    }

    const LETTER: &str = "Dear Ms Example,\n\nThank you for your request of 3 May, which we have handled under the Act.\n\
        We hold the information that you asked for, and it is attached as a spreadsheet.\n\n\
        If you are not content with this answer, you have the right to ask for a review.\n\nYours sincerely,\n\nAnn Able\n";

    #[test]
    fn a_letter_is_a_letter() {
        assert_eq!(of(LETTER), Format::PlainText);
        assert_eq!(of("Please find the response to your request attached."), Format::PlainText);
    }

    #[test]
    fn a_letter_with_a_table_inside_is_a_table() {
        assert_eq!(of(&format!("{LETTER}\nName\tRank\nAble\tInspector\nBaker\tSergeant\n")), Format::Csv);
        assert_eq!(
            of(&format!("{LETTER}\nName,Rank,Pay\nAble,Inspector,1\nBaker,Sergeant,2\n")),
            Format::Csv
        );
    }

    #[test]
    fn doubt_goes_to_the_table() {
        for text in [
            "a\tb\n1\t2\n",
            "Able\nBaker\nCharlie\n",
            "SingleLine",
            "Surname;Rank\nAble;Inspector\nBaker;Sergeant\n",
            "Ann Able\nBob Baker\nThe Close, Sale\n",
            "{\"name\": \"Ann Able\", \"rank\": 3}",
            "1,The man was seen in the street by a neighbour.\n2,The car was left at the end of the road.\n3,He was not in.\n",
            "From: 2020-01-01\nTo: 2021-01-01\n\nName,Count\nSale,3\n",
        ] {
            assert_eq!(of(text), Format::Csv, "{text:?}");
        }
    }

    #[test]
    fn mail_and_saved_pages() {
        assert_eq!(of("From: a@example.org\nTo: b@example.org\nSubject: Request\n\nHello"), Format::Eml);
        assert_eq!(of("Received: by x\n for y\nMIME-Version: 1.0\n\n"), Format::Eml);
        assert_eq!(
            of("From a@example.org Mon May  3 10:00:00 2021\nSubject: x\nMessage-ID: <1@example.org>\n\n"),
            Format::Eml
        );
        assert_eq!(
            of("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x"),
            Format::Mhtml
        );
        assert_eq!(
            of(
                "From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n"
            ),
            Format::Eml
        );
    }

    #[test]
    fn old_interchange_formats() {
        assert_eq!(of("ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K\"Able\"\nE\n"), Format::Sylk);
        assert_eq!(of("ID;Postcode;Name\n1;M32 0TH;Sale\n"), Format::Csv);
        assert_eq!(of("TABLE\n0,1\n\"EXCEL\"\nVECTORS\n0,2\n\"\"\n"), Format::Dif);
    }

    #[test]
    fn bytes_that_are_no_text_are_not_known() {
        let mut x = 7u32;
        let mut noise = || {
            x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (x >> 24) as u8
        };
        let bytes: Vec<u8> = (0..4000).map(|_| noise()).collect();
        assert_eq!(sniff(&Source::memory(bytes.clone()), Some("table.csv")), Format::Unknown);
        let numbers: Vec<u8> = bytes.iter().flat_map(|&b| [b, b & 3]).collect();
        assert_eq!(sniff(&Source::memory(numbers), Some("table.csv")), Format::Unknown);
        let small: Vec<u8> = bytes.iter().flat_map(|&b| [b & 0x0F, 0]).collect();
        assert_eq!(sniff(&Source::memory(small), None), Format::Unknown);
    }
}
