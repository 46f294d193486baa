//! The workbook once more, from the library's archive into the one that leaves: sizes of rows and columns that the library
//! cannot say are put where they belong (ECMA-376 18.3.1.13, 18.3.1.73, 18.3.1.81). All else is as the library wrote it.
//! Which sizes those are is for `sizes`.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, Write};

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::fault::failure;
use super::sizes::{Exact, Sizes};
use crate::clean::Failure;

/// Bytes that are handed on at once.
const PIECE: usize = 1 << 16;

/// Writes the archive `from` to `to`. `large` says whether sheets may need 64-bit lengths.
pub(super) fn refine(from: File, to: impl Write + Seek, sizes: &Sizes, large: bool) -> Result<(), Failure> {
    let mut old = ZipArchive::new(BufReader::new(from)).map_err(broken)?;
    let mut new = ZipWriter::new(to);
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .large_file(large)
        .unix_permissions(0o600);
    for at in 0..old.len() {
        let name = old.name_for_index(at).and_then(Result::ok).unwrap_or_default().into_owned();
        if sizes.has_corners() && name.starts_with("xl/drawings/drawing") {
            let mut text = String::new();
            old.by_index(at).map_err(broken)?.read_to_string(&mut text)?;
            new.start_file(name, options).map_err(broken)?;
            new.write_all(drawing(&text, sizes).as_bytes())?;
            continue;
        }
        let Some(exact) = number(&name).and_then(|sheet| sizes.of(sheet)) else {
            new.raw_copy_file(old.by_index_raw(at).map_err(broken)?).map_err(broken)?;
            continue;
        };
        new.start_file(name, options).map_err(broken)?;
        let part = BufReader::with_capacity(PIECE, old.by_index(at).map_err(broken)?);
        let mut out = BufWriter::with_capacity(PIECE, &mut new);
        rewrite(part, &mut out, sizes, exact)?;
        out.flush()?;
    }
    new.finish().map_err(broken)?.flush()?;
    Ok(())
}

fn broken(error: ZipError) -> Failure {
    failure(XlsxError::ZipError(error))
}

/// The number of the sheet that a part is, from 0.
fn number(part: &str) -> Option<usize> {
    let number = part.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

/// Tag by tag: the library writes no `<` but at the beginning of one.
fn rewrite(mut from: impl BufRead, to: &mut impl Write, sizes: &Sizes, exact: &Exact) -> Result<(), Failure> {
    let (mut piece, mut columns, mut among) = (Vec::new(), String::new(), false);
    loop {
        piece.clear();
        if from.read_until(b'>', &mut piece)? == 0 {
            return Ok(());
        }
        let at = memchr::memchr(b'<', &piece).unwrap_or(piece.len());
        let (text, tag) = piece.split_at(at);
        let known: [&[u8]; 5] = [b"<row ", b"<col ", b"<cols>", b"</cols>", b"<sheetFormatPr "];
        if !known.iter().any(|known| tag.starts_with(known)) {
            to.write_all(&piece)?;
            continue;
        }
        let tag = std::str::from_utf8(tag).map_err(|_| Failure::Internal)?;
        to.write_all(text)?;
        match tag {
            "<cols>" => among = true,
            "</cols>" if columns.is_empty() => among = false,
            "</cols>" => {
                among = false;
                write!(to, "<cols>{columns}</cols>")?;
            }
            _ if among => columns.push_str(&column(tag, exact)),
            _ if tag.starts_with("<row ") => to.write_all(row(tag, sizes).as_bytes())?,
            _ => to.write_all(usual(tag, exact).as_bytes())?,
        }
    }
}

/// A row with its height.
fn row(tag: &str, sizes: &Sizes) -> String {
    let height = value(tag, "ht").and_then(|written| sizes.height(written.parse().ok()?));
    match height {
        Some((height, true)) => with(tag, "ht", height).replacen(" customHeight=\"1\"", "", 1),
        Some((height, false)) => with(tag, "ht", height),
        None => tag.to_owned(),
    }
}

/// What is said of the rows and columns that say nothing.
fn usual(tag: &str, exact: &Exact) -> String {
    let tag = exact.rows.map_or_else(|| tag.to_owned(), |points| with(tag, "defaultRowHeight", points));
    let begin = "<sheetFormatPr ";
    match exact.characters {
        Some(count) => tag.replacen(begin, &format!("{begin}baseColWidth=\"{count}\" "), 1),
        None => tag,
    }
}

/// Columns that the library has as one because they are the same in whole pixels, each with its width. Those that have
/// the sheet's own go where that is said in characters.
fn column(tag: &str, exact: &Exact) -> String {
    let said = |name| value(tag, name).and_then(|number| number.parse::<u32>().ok());
    let (Some(mut next), Some(end)) = (said("min").and_then(|min| min.checked_sub(1)), said("max")) else {
        return tag.to_owned();
    };
    let bands = exact.columns.iter().skip(exact.columns.partition_point(|(_, last, _)| *last < next));
    let (mut bands, mut all) = (bands.peekable(), String::new());
    while next < end {
        let (last, width) = match bands.peek().copied().copied() {
            Some((first, last, width)) if first <= next => {
                bands.next();
                (last, Some(width))
            }
            Some((first, ..)) => (first.saturating_sub(1), None),
            None => (end, None),
        };
        let after = last.saturating_add(1).min(end);
        if width.is_some() || exact.characters.is_none() {
            let tag = with(&with(tag, "min", next.saturating_add(1)), "max", after);
            let width = width.map_or(exact.others, |width| width);
            let _ = write!(all, "{}", width.map_or_else(|| tag.clone(), |width| with(&tag, "width", width)));
        }
        next = after;
    }
    all
}

/// A drawing, which is short, with the corners of its objects (20.5.2.5, 20.5.2.32).
fn drawing(text: &str, sizes: &Sizes) -> String {
    let (mut all, mut rest) = (String::with_capacity(text.len()), text);
    let last = "</xdr:rowOff>";
    while let Some((before, at)) = rest.split_once("<xdr:col>") {
        let Some((inside, after)) = at.split_once(last) else { break };
        let mut numbers = inside.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
        let mut next = || numbers.next().and_then(|number| number.parse::<u64>().ok());
        let small = |number: Option<u64>| number.and_then(|number| u32::try_from(number).ok());
        let corner = match (small(next()), next(), small(next()), next()) {
            (Some(col), Some(right), Some(row), Some(down)) => sizes.corner((col, right, row, down)),
            _ => None,
        };
        let inside = corner.map_or_else(
            || inside.to_owned(),
            |(col, right, row, down)| {
                format!("{col}</xdr:col><xdr:colOff>{right}</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>{down}")
            },
        );
        all.extend([before, "<xdr:col>", inside.as_str(), last]);
        rest = after;
    }
    all.push_str(rest);
    all
}

/// The value of an attribute.
fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

/// The tag with another value of an attribute that it has.
fn with(tag: &str, name: &str, value: impl std::fmt::Display) -> String {
    let begin = format!(" {name}=\"");
    let Some((before, after)) = tag.split_once(&begin) else { return tag.to_owned() };
    let after = after.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{begin}{value}\"{after}")
}
