//! Pictures, decoded to what they show and encoded anew: no metadata, no cut-off edges, no second frame leaves with them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use rust_xlsxwriter::Image;

use crate::model::Picture;

/// Most pixels along one side.
const LONGEST: u32 = 16_384;

/// Most bytes that decoding may take.
const LARGEST: u64 = 512 << 20;

/// A picture as it leaves; none where it cannot be decoded (drawings such as EMF and SVG, damaged ones) or would show
/// something else than it did.
pub fn made_anew(picture: &Picture) -> Option<Image> {
    if picture.beyond.is_some() {
        return None;
    }
    let whole = decoded(&picture.bytes)?;
    let shown = cropped(&whole, picture.crop)?;
    // Eight bits for each channel, and no profile of colours: what a screen shows.
    let plain = if shown.color().has_alpha() {
        DynamicImage::ImageRgba8(shown.to_rgba8())
    } else {
        DynamicImage::ImageRgb8(shown.to_rgb8())
    };
    let mut out = Cursor::new(Vec::new());
    plain.write_to(&mut out, ImageFormat::Png).ok()?;
    Image::new_from_buffer(out.get_ref()).ok().map(|image| image.set_decorative(true))
}

fn decoded(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(LARGEST);
    reader.limits(limits);
    reader.decode().ok()
}

/// The part that shows; edges that are half in are left out.
fn cropped(whole: &DynamicImage, crop: [f64; 4]) -> Option<DynamicImage> {
    let [left, top, right, bottom] = crop;
    let along = |length: u32, first: f64, last: f64| {
        let from = (f64::from(length) * first.clamp(0.0, 1.0)).ceil();
        let to = (f64::from(length) * (1.0 - last.clamp(0.0, 1.0))).floor();
        (from as u32, (to - from).max(0.0) as u32)
    };
    let (x, width) = along(whole.width(), left, right);
    let (y, height) = along(whole.height(), top, bottom);
    (width > 0 && height > 0).then(|| whole.crop_imm(x, y, width, height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn picture(bytes: Vec<u8>, crop: [f64; 4]) -> Picture {
        Picture { bytes: Arc::from(bytes), crop, beyond: None }
    }

    /// Left half red, right half blue, in this format.
    fn halves(format: ImageFormat) -> Vec<u8> {
        let half = |x: u32| if x < 10 { image::Rgb([255, 0, 0]) } else { image::Rgb([0, 0, 255]) };
        let image = image::RgbImage::from_fn(20, 10, |x, _| half(x));
        let mut out = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(image).write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn what_leaves_is_what_shows() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Bmp, ImageFormat::Gif] {
            let image = made_anew(&picture(halves(format), [0.5, 0.0, 0.0, 0.0])).unwrap();
            assert_eq!((image.width(), image.height()), (10.0, 10.0));
        }
        let whole = decoded(&halves(ImageFormat::Png)).unwrap();
        let shown = cropped(&whole, [0.5, 0.0, 0.0, 0.0]).unwrap().to_rgb8();
        assert!(shown.pixels().all(|pixel| pixel.0 == [0, 0, 255]));
    }

    #[test]
    fn nothing_of_the_file_but_its_pixels_is_left() {
        let mut bytes = halves(ImageFormat::Jpeg);
        // A comment, as cameras and people leave them (ITU-T T.81, B.2.4.5).
        let comment = b"\xFF\xFE\x00\x12Zed Quillfeather";
        bytes.splice(2..2, comment.iter().copied());
        let whole = decoded(&bytes).unwrap();
        let mut out = Cursor::new(Vec::new());
        whole.write_to(&mut out, ImageFormat::Png).unwrap();
        assert!(memchr::memmem::find(out.get_ref(), b"Quillfeather").is_none());
        assert!(made_anew(&picture(bytes, [0.0; 4])).is_some());
    }

    #[test]
    fn what_cannot_be_decoded_does_not_leave() {
        assert!(
            made_anew(&picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), [0.0; 4])).is_none()
        );
        assert!(made_anew(&picture(vec![1, 0, 0, 0, 88, 0, 0, 0], [0.0; 4])).is_none());
        assert!(made_anew(&picture(halves(ImageFormat::Png), [0.5, 0.0, 0.6, 0.0])).is_none());
        let turned = Picture { beyond: Some("it is turned"), ..picture(halves(ImageFormat::Png), [0.0; 4]) };
        assert!(made_anew(&turned).is_none());
    }
}
