//! Check digits and check letters that several identifiers share.

/// Letters of the Police National Computer's check, by remainder of 23 (HM Prison and Probation Service, open code).
const POLICE: &[u8; 23] = b"ZABCDEFGHJKLMNPQRTUVWXY";

/// The letter that stands for a number in the Police National Computer.
pub(super) fn police_letter(number: u128) -> u8 {
    usize::try_from(number % 23).ok().and_then(|index| POLICE.get(index)).copied().unwrap_or_default()
}

/// The sum of digits times falling weights, the first digit's being `first`.
pub(super) fn weighted(digits: &[u8], first: u32) -> u32 {
    digits.iter().zip((0..=first).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum()
}

/// Ten digits whose last is the check digit of NHS, CHI and H&C numbers: weights 10 to 2; eleven less the remainder, 11
/// counts as 0 and 10 is never given out (NHS Data Dictionary, "NHS NUMBER"). Ten times the same digit is a filler.
pub(super) fn health(digits: &[u8]) -> bool {
    let Some((check, body)) = digits.split_last().filter(|(_, body)| body.len() == 9) else { return false };
    let expected = match 11 - weighted(body, 10) % 11 {
        11 => 0,
        other => other,
    };
    expected == u32::from(*check) && body.iter().any(|digit| digit != check)
}

/// Luhn's check (ISO/IEC 7812-1, annex B).
pub(super) fn luhn(digits: &[u8]) -> bool {
    let double = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { double(u32::from(*digit)) } else { u32::from(*digit) })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != 0)
}

/// Digits as one number.
pub(super) fn value(digits: &[u8]) -> u128 {
    digits.iter().fold(0, |value: u128, digit| value.saturating_mul(10).saturating_add(u128::from(*digit)))
}
