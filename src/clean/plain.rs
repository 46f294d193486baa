//! Numbers as plain text, in full.

use std::fmt::Write;

/// Writes a number in the shortest form that is read as the same number, with an exponent only where it would have many
/// noughts.
pub(super) fn number(value: f64, out: &mut String) {
    let size = value.abs();
    // Writing to a string cannot fail.
    let _ = if value == 0.0 {
        write!(out, "0")
    } else if (1e-9..1e21).contains(&size) {
        write!(out, "{value}")
    } else {
        write!(out, "{value:E}")
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_whole_and_short() {
        let shown = |value: f64| {
            let mut out = String::new();
            number(value, &mut out);
            assert_eq!(out.parse::<f64>().unwrap(), value, "{out}");
            out
        };
        assert_eq!(shown(12.5), "12.5");
        assert_eq!(shown(-0.0), "0");
        assert_eq!(shown(0.1 + 0.2), "0.30000000000000004");
        assert_eq!(shown(123_456_789_012_345_680.0), "123456789012345680");
        assert_eq!(shown(1.5e300), "1.5E300");
        assert_eq!(shown(2e-12), "2E-12");
    }
}
