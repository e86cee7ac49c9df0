//! Amounts as people type them.

use super::Invalid;
use super::text::bounded;

/// Reads an amount of money and gives it in minor units (fen, cents).
///
/// `decimals` is the number of decimals of the currency (ISO 4217: 2 for CNY, 0 for JPY, 3 for KWD;
/// at most 4). The text is digits, then perhaps a point and one to `decimals` digits. Signs,
/// exponents, group separators, leading zeros and digits of other scripts are refused: where two
/// readers could disagree about an amount, it is not one.
///
/// ```
/// # use yufu::validate::{amount, Invalid};
/// assert_eq!(amount("1234.5", 2), Ok(123_450));
/// assert_eq!(amount("1,234.50", 2), Err(Invalid::Character));
/// ```
///
/// # Errors
/// `Empty`, `Length`, `Character`, `Format`, `Decimals`, `Zero`, `TooLarge`.
pub fn amount(text: &str, decimals: u8) -> Result<u64, Invalid> {
    let text = bounded(text, 32)?;
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(Invalid::Character);
    }
    let (whole, fraction) = match text.split_once('.') {
        Some((_, "")) => return Err(Invalid::Format),
        Some(parts) => parts,
        None => (text, ""),
    };
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    if whole.is_empty() || leading_zero || fraction.contains('.') {
        return Err(Invalid::Format);
    }
    let places = usize::from(decimals.min(4));
    if fraction.len() > places {
        return Err(Invalid::Decimals);
    }
    let padding = std::iter::repeat_n(b'0', places - fraction.len());
    let minor = whole
        .bytes()
        .chain(fraction.bytes())
        .chain(padding)
        .try_fold(0_u64, |minor, b| minor.checked_mul(10)?.checked_add(u64::from(b - b'0')))
        .ok_or(Invalid::TooLarge)?;
    if minor == 0 { Err(Invalid::Zero) } else { Ok(minor) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_minor_units() {
        for (text, decimals, minor) in [
            ("1", 2, 100),
            ("0.01", 2, 1),
            ("12.3", 2, 1230),
            ("500", 0, 500),
            ("1.234", 3, 1234),
            ("184467440737095516.15", 2, u64::MAX),
            (" 7 ", 2, 700),
        ] {
            assert_eq!(amount(text, decimals), Ok(minor), "{text}");
        }
    }

    #[test]
    fn doubtful_amounts_are_refused() {
        for (text, error) in [
            ("", Invalid::Empty),
            ("0", Invalid::Zero),
            ("0.00", Invalid::Zero),
            ("1.001", Invalid::Decimals),
            ("1.", Invalid::Format),
            (".5", Invalid::Format),
            ("007", Invalid::Format),
            ("1.2.3", Invalid::Format),
            ("1,000", Invalid::Character),
            ("-1", Invalid::Character),
            ("+1", Invalid::Character),
            ("1e3", Invalid::Character),
            ("１００", Invalid::Character),
            ("1\u{200b}0", Invalid::Character),
            ("184467440737095516.16", Invalid::TooLarge),
            ("999999999999999999999999999999", Invalid::TooLarge),
            ("9999999999999999999999999999999999", Invalid::Length),
        ] {
            assert_eq!(amount(text, 2), Err(error), "{text}");
        }
        assert_eq!(amount("1.0", 0), Err(Invalid::Decimals));
    }
}
