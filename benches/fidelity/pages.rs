//! Pages before and after, as pictures, and how alike they are (SSIM). Draws nothing itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use image::{GrayImage, imageops};
use image_compare::Algorithm;

/// Dots per inch: enough to see a border or a bold letter, small enough for a thousand files.
const RESOLUTION: &str = "60";

/// The least likeness of a page that counts as alike.
pub(crate) const ALIKE: f64 = 0.98;

/// The likeness of the pair of pages that is least alike, from 0 to 1; 0 where one has a page that the other has not.
pub(crate) fn likeness(before: &Path, after: &Path) -> f64 {
    let (before, after) = (pages(before), pages(after));
    if before.is_empty() || before.len() != after.len() {
        return 0.0;
    }
    before.iter().zip(&after).map(|(before, after)| alike(before, after)).fold(1.0, f64::min)
}

/// Draws the pages of a PDF beside it, and gives their pictures.
fn pages(pdf: &Path) -> Vec<PathBuf> {
    let stem = pdf.with_extension("");
    let drawn = Command::new("pdftoppm")
        .args(["-r", RESOLUTION, "-gray", "-png"])
        .arg(pdf)
        .arg(&stem)
        .status()
        .is_ok_and(|s| s.success());
    let name = format!("{}-", stem.file_name().unwrap_or_default().to_string_lossy());
    let folder = pdf.parent().unwrap_or(Path::new("."));
    let all = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = all
        .filter(|path| path.extension().is_some_and(|end| end == "png"))
        .filter(|path| {
            path.file_name().is_some_and(|found| found.to_string_lossy().starts_with(&name)) && drawn
        })
        .collect();
    found.sort();
    found
}

fn alike(before: &Path, after: &Path) -> f64 {
    let open = |path: &Path| image::open(path).map(|picture| picture.to_luma8());
    let (Ok(before), Ok(after)) = (open(before), open(after)) else { return 0.0 };
    let (width, height) = (before.width().max(after.width()), before.height().max(after.height()));
    let (before, after) = (on_paper(&before, width, height), on_paper(&after, width, height));
    image_compare::gray_similarity_structure(&Algorithm::MSSIMSimple, &before, &after)
        .map_or(0.0, |found| found.score)
}

/// On white paper of this size.
fn on_paper(picture: &GrayImage, width: u32, height: u32) -> GrayImage {
    let mut paper = GrayImage::from_pixel(width, height, image::Luma([255]));
    imageops::replace(&mut paper, picture, 0, 0);
    paper
}
