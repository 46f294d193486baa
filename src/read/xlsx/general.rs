//! The number format General (ECMA-376 18.8.30): as many digits as eleven characters hold.
//!
//! Most numbers of a sheet have few places and are written here; the others are left to `ssfmt`.

use std::fmt::Write;
use std::panic::catch_unwind;

/// Four places and up to six digits before them make the eleven characters that are always shown.
const PLACES: usize = 4;
const SCALE: u32 = 10_000;
const MOST: f64 = 1e10;

/// Writes a number as General shows it.
pub(super) fn general(value: f64, out: &mut String) {
    if value.fract() == 0.0 && value.abs() < 1e11 {
        // In range by the condition above.
        let _ = write!(out, "{}", value as i64);
        return;
    }
    if short(value, out) {
        return;
    }
    let rendered = catch_unwind(|| ssfmt::format_default(value, "General"));
    match rendered {
        Ok(Ok(text)) => out.push_str(&text),
        _ => {
            let _ = write!(out, "{value}");
        }
    }
}

/// Writes a number that is the one next to a decimal of few places; `false` where it is not.
fn short(value: f64, out: &mut String) -> bool {
    let scaled = (value.abs() * f64::from(SCALE)).round();
    if !(1.0..MOST).contains(&scaled) || scaled / f64::from(SCALE) != value.abs() {
        return false;
    }
    // In range by the condition above.
    let scaled = scaled as u64;
    if value < 0.0 {
        out.push('-');
    }
    let (whole, places) = (scaled / u64::from(SCALE), scaled % u64::from(SCALE));
    let _ = write!(out, "{whole}.{places:0PLACES$}");
    out.truncate(out.trim_end_matches('0').len());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(value: f64) {
        let mut out = String::new();
        if short(value, &mut out) {
            assert_eq!(out, ssfmt::format_default(value, "General").unwrap(), "{value:e}");
        }
    }

    #[test]
    fn numbers_of_few_places_are_written_as_by_the_renderer() {
        for value in [0.5, 1.25, -0.0001, 999_999.999_9, -123_456.789, 0.1 + 0.2, 1.0 / 3.0, 1e-5, 12.34567] {
            both(value);
        }
        let mut out = String::new();
        assert!(short(-1234.5, &mut out));
        assert_eq!(out, "-1234.5");
        for value in [0.1 + 0.2, 1.0 / 3.0, 1e-5, 12.345_67, 1_000_000.000_1, f64::NAN, f64::INFINITY] {
            assert!(!short(value, &mut String::new()), "{value:e}");
        }
    }

    proptest::proptest! {
        #[test]
        fn few_places_are_no_matter_of_chance(whole in 0_u32..1_000_000, places in 1_u32..10_000, minus: bool) {
            let value = f64::from(whole) + f64::from(places) / f64::from(SCALE);
            both(if minus { -value } else { value });
            let decimal = format!("{whole}.{places:04}").parse().unwrap();
            both(decimal);
            proptest::prop_assert!(short(decimal, &mut String::new()));
        }
    }
}
