//! The invented responses in `samples/`: what makes each of them, what is hidden in it, and what the gate has to say.
//!
//! The files are kept beside the program for people to try it on; that they are what this generator makes is tested here.
//! After a change to the generator, `FOI_GATE_BLESS=1` writes them anew. What the gate says of them word for word is in
//! `samples_golden`.

mod complaints;
mod crime;
mod drawn;
mod innocent;
mod look;
mod notes;
mod office;
mod other_kinds;
mod people;
mod photo;
mod remains;
mod staff;
mod theme;

use std::io::{Cursor, Read};
use std::path::PathBuf;

use calamine::Reader;
use foi_gate::model::{Category, Surface, Verdict};

/// What every sample says of itself on its visible sheet.
pub(crate) const INVENTED: &str = "Invented for testing: no real person, body or event.";

/// A sample's bytes.
pub(crate) struct Made {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// The personal data planted in it; none of it may stand whole in a report.
    pub(crate) planted: Vec<String>,
}

/// One sample, and what the gate has to say of it.
pub(crate) struct Sample {
    /// The file's name.
    pub(crate) name: &'static str,
    /// Makes it.
    pub(crate) make: fn() -> Made,
    /// The verdict.
    pub(crate) verdict: Verdict,
    /// Surfaces that have to be among the structural findings.
    pub(crate) surfaces: &'static [Surface],
    /// Personal data that has to be found, and where it is.
    pub(crate) data: &'static [(Surface, Category)],
    /// Whether it is a workbook that spreadsheet programs open.
    pub(crate) opens: bool,
}

/// All samples.
#[rustfmt::skip]
pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        name: "hidden-hr-sheet.xlsx", make: staff::hidden_hr_sheet, verdict: Verdict::Strip, opens: true,
        surfaces: &[Surface::HiddenSheet],
        data: &[
            (Surface::HiddenSheet, Category::StaffName),
            (Surface::HiddenSheet, Category::RankOrGrade),
            (Surface::HiddenSheet, Category::StaffNumber),
        ],
    },
    Sample {
        name: "pivot-cache-victims.xlsx", make: crime::pivot_cache_victims, verdict: Verdict::Strip, opens: true,
        surfaces: &[Surface::PivotCache],
        data: &[(Surface::PivotCache, Category::VictimDetail)],
    },
    Sample {
        name: "locked-read-only.xlsx", make: staff::locked_read_only, verdict: Verdict::Strip, opens: true,
        surfaces: &[Surface::HiddenColumn, Surface::Protection],
        data: &[
            (Surface::HiddenColumn, Category::StaffNumber),
            (Surface::HiddenColumn, Category::NiNumber),
            (Surface::HiddenColumn, Category::Salary),
            (Surface::HiddenColumn, Category::Health),
        ],
    },
    Sample {
        name: "supplier-list.xlsx", make: staff::supplier_list, verdict: Verdict::Block, opens: true,
        surfaces: &[Surface::Image],
        data: &[
            (Surface::VisibleCell, Category::RankOrGrade),
            (Surface::VisibleCell, Category::StaffNumber),
            (Surface::VisibleCell, Category::VettingLevel),
        ],
    },
    Sample {
        name: "external-link-cache.xlsx", make: remains::external_link_cache, verdict: Verdict::Strip, opens: true,
        surfaces: &[Surface::ExternalLink, Surface::Formula],
        data: &[(Surface::ExternalLink, Category::Email), (Surface::ExternalLink, Category::Phone)],
    },
    Sample {
        name: "deleted-sheet-strings.xlsx", make: remains::deleted_sheet_strings, verdict: Verdict::Strip, opens: true,
        surfaces: &[Surface::OrphanString],
        data: &[(Surface::OrphanString, Category::Email), (Surface::OrphanString, Category::NhsNumber)],
    },
    Sample {
        name: "white-text.xlsx", make: remains::white_text, verdict: Verdict::Strip, opens: true,
        surfaces: &[Surface::InvisibleText],
        data: &[(Surface::InvisibleText, Category::Email)],
    },
    Sample {
        name: "chart-over-hidden-rows.xlsx", make: complaints::chart_over_hidden_rows, verdict: Verdict::Strip, opens: true,
        surfaces: &[Surface::HiddenRow, Surface::ChartCache],
        data: &[],
    },
    Sample {
        name: "filtered-rows.xlsx", make: complaints::filtered_rows, verdict: Verdict::Strip, opens: true,
        surfaces: &[Surface::FilteredRow],
        data: &[(Surface::FilteredRow, Category::VictimDetail), (Surface::FilteredRow, Category::Phone)],
    },
    Sample {
        name: "comments-and-properties.xlsx", make: notes::comments_and_properties, verdict: Verdict::Strip, opens: true,
        surfaces: &[
            Surface::Comment, Surface::ThreadedComment, Surface::DocumentProperty, Surface::SavedPath,
            Surface::PrinterSettings,
        ],
        data: &[(Surface::ThreadedComment, Category::Email)],
    },
    Sample {
        name: "macro-list.xlsm", make: other_kinds::macro_list, verdict: Verdict::Strip, opens: true,
        surfaces: &[Surface::Macro, Surface::VeryHiddenSheet],
        data: &[(Surface::VeryHiddenSheet, Category::StaffName)],
    },
    Sample {
        name: "second-table-far-below.csv", make: crime::second_table_far_below, verdict: Verdict::Block, opens: false,
        surfaces: &[Surface::RemoteCell],
        data: &[(Surface::VisibleCell, Category::Email), (Surface::VisibleCell, Category::NhsNumber)],
    },
    Sample {
        name: "visible-victims.csv", make: crime::visible_victims, verdict: Verdict::Block, opens: false,
        surfaces: &[],
        data: &[
            (Surface::VisibleCell, Category::VictimDetail),
            (Surface::VisibleCell, Category::Phone),
            (Surface::VisibleCell, Category::Email),
            (Surface::VisibleCell, Category::NhsNumber),
        ],
    },
    Sample {
        name: "innocent-workbook.xlsx", make: innocent::workbook, verdict: Verdict::Release, opens: true,
        surfaces: &[],
        data: &[],
    },
    Sample {
        name: "innocent-table.csv", make: innocent::table, verdict: Verdict::Release, opens: false,
        surfaces: &[],
        data: &[],
    },
    Sample {
        name: "disguised.xls", make: other_kinds::disguised, verdict: Verdict::Unchecked, opens: false,
        surfaces: &[Surface::DisguisedFormat],
        data: &[],
    },
    Sample {
        name: "locked-with-password.xlsx", make: other_kinds::locked_with_password, verdict: Verdict::Unchecked, opens: false,
        surfaces: &[Surface::Encrypted],
        data: &[],
    },
    Sample {
        name: "letter.pdf", make: other_kinds::letter, verdict: Verdict::Unchecked, opens: false,
        surfaces: &[],
        data: &[],
    },
];

/// What else lies in the folder: the page about the samples, and the picture that the page about the program shows.
const OTHERS: &[&str] = &["README.md", "certificate.png", "report.png"];

/// The folder of the samples.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// Whether files are to be written instead of compared.
pub(crate) fn blessing() -> bool {
    std::env::var_os("FOI_GATE_BLESS").is_some_and(|value| value == "1")
}

#[test]
fn samples_are_what_the_generator_makes() {
    for sample in SAMPLES {
        let path = folder().join(sample.name);
        let made = (sample.make)().bytes;
        if blessing() {
            std::fs::write(&path, &made).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
        }
        let kept = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
        assert!(
            kept == made,
            "{} is not what the generator makes; FOI_GATE_BLESS=1 writes it anew",
            sample.name
        );
    }
}

#[test]
fn no_other_file_lies_among_the_samples() {
    for entry in std::fs::read_dir(folder()).expect("the folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("a plain name");
        let known = OTHERS.contains(&name.as_str()) || SAMPLES.iter().any(|sample| sample.name == name);
        assert!(known, "{name} is no sample");
    }
}

#[test]
fn the_page_about_the_samples_names_each_with_its_verdict() {
    let page = std::fs::read_to_string(folder().join("README.md")).expect("the page");
    for sample in SAMPLES {
        let line = page.lines().find(|line| line.contains(sample.name)).unwrap_or_default();
        let verdict = format!("`{}`", sample.verdict.id());
        assert!(line.contains(&verdict), "{}: the page has to say {verdict}", sample.name);
    }
}

#[test]
fn what_is_expected_can_be_in_such_a_file() {
    for sample in SAMPLES {
        let (_, ending) = sample.name.rsplit_once('.').expect("an ending");
        let surfaces = sample.surfaces.iter().chain(sample.data.iter().map(|(surface, _)| surface));
        for surface in surfaces.filter(|surface| **surface != Surface::VisibleCell) {
            let entry = surface.entry().expect("in the catalogue");
            let fits = entry.formats.iter().any(|format| format.id() == ending);
            assert!(fits, "{}: {} is not for .{ending}", sample.name, entry.id);
        }
    }
}

#[test]
fn samples_are_small() {
    let sizes: Vec<usize> = SAMPLES.iter().map(|sample| (sample.make)().bytes.len()).collect();
    for (sample, size) in SAMPLES.iter().zip(&sizes) {
        assert!(*size < 60_000, "{} has {size} bytes", sample.name);
    }
    assert!(sizes.iter().sum::<usize>() < 500_000);
}

#[test]
fn what_is_planted_is_in_the_file() {
    for sample in SAMPLES {
        let Made { bytes, planted } = (sample.make)();
        let inside = unpacked(&bytes);
        for text in planted {
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let found = [text.as_bytes(), &wide].iter().any(|form| holds(&inside, form));
            assert!(found, "{}: a planted text is not in it", sample.name);
        }
    }
}

#[test]
fn every_workbook_opens_in_calamine() {
    for sample in SAMPLES.iter().filter(|sample| sample.opens) {
        let bytes = (sample.make)().bytes;
        let opened: Result<calamine::Xlsx<_>, _> = calamine::open_workbook_from_rs(Cursor::new(bytes));
        let mut book = opened.unwrap_or_else(|error| panic!("{}: {error}", sample.name));
        let sheets = book.worksheets();
        assert!(sheets.iter().any(|(_, range)| !range.is_empty()), "{}: no cells", sample.name);
        let says_so = |(_, range): &(String, calamine::Range<calamine::Data>)| {
            range.used_cells().any(|(_, _, value)| *value == INVENTED)
        };
        assert!(sheets.first().is_some_and(says_so), "{} does not say that it is invented", sample.name);
    }
}

/// The entries of a package, unpacked and joined; the bytes themselves of anything else.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return bytes.to_vec() };
    let mut all = Vec::new();
    for index in 0..archive.len() {
        archive.by_index(index).expect("an entry").read_to_end(&mut all).expect("a whole entry");
    }
    all
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    memchr::memmem::find(bytes, text).is_some()
}
