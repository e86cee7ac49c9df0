//! Citizen identity numbers (GB 11643-1999), the 15-digit ones before them, and the numbers of the
//! residence permits that follow the same scheme.

use zeroize::Zeroizing;

use super::text::{bounded, digits, fold_digits};
use super::{Invalid, Sensitive};
use crate::mask::Kind;

/// The first two digits of GB/T 2260 division codes; 81 to 83 are residents of Hong Kong, Macao and
/// Taiwan.
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// The check characters by remainder (GB 11643, ISO 7064 MOD 11-2).
const CHECK: [u8; 11] = *b"10X98765432";

/// Validates a Chinese identity number of 18 characters (region, a real date, check character) or
/// of 15 digits (region and date; these have no check digit). A small `x` counts as `X`.
///
/// Permits of permanent residence of foreigners in the form since 2023 (a 9, the province, the
/// nationality) are valid too. Whether the date lies ahead is not judged: that needs a clock.
///
/// # Errors
/// `Length`, `Character`, `Region`, `Date`, `Checksum`.
pub fn chinese_id(text: &str) -> Result<Sensitive, Invalid> {
    let mut number = fold_digits(bounded(text, 96)?);
    number.make_ascii_uppercase();
    match number.len() {
        15 => old(&number)?,
        18 => current(&number)?,
        _ if number.is_ascii() => return Err(Invalid::Length),
        _ => return Err(Invalid::Character),
    }
    Ok(Sensitive::new(Kind::ChineseId, &number))
}

fn current(number: &str) -> Result<(), Invalid> {
    let (body, check) = number.split_at_checked(17).ok_or(Invalid::Character)?;
    let digits = Zeroizing::new(digits(body).ok_or(Invalid::Character)?);
    if !check.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return Err(Invalid::Character);
    }
    region(&digits)?;
    date(value(&digits, 6, 4), value(&digits, 10, 2), value(&digits, 12, 2))?;
    // Weight of the place i from the right, counting from 0, is 2^i mod 11.
    let mut sum = 0_u32;
    for &digit in digits.iter() {
        sum = (sum + u32::from(digit)) * 2 % 11;
    }
    let expected = usize::try_from(sum).ok().and_then(|sum| CHECK.get(sum));
    if expected == check.as_bytes().first() { Ok(()) } else { Err(Invalid::Checksum) }
}

fn old(number: &str) -> Result<(), Invalid> {
    let digits = Zeroizing::new(digits(number).ok_or(Invalid::Character)?);
    region(&digits)?;
    date(1900 + value(&digits, 6, 2), value(&digits, 8, 2), value(&digits, 10, 2))
}

/// The decimal value of `count` digits from `start` on.
fn value(digits: &[u8], start: usize, count: usize) -> u32 {
    digits.iter().skip(start).take(count).fold(0, |value, &digit| value * 10 + u32::from(digit))
}

fn region(digits: &[u8]) -> Result<(), Invalid> {
    let start = usize::from(digits.first() == Some(&9)); // a foreigner's permit: the 9 comes first
    let code = value(digits, start, 2);
    if PROVINCES.iter().any(|&p| u32::from(p) == code) { Ok(()) } else { Err(Invalid::Region) }
}

/// Checks a day of the Gregorian calendar in 1800 to 2099.
fn date(year: u32, month: u32, day: u32) -> Result<(), Invalid> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    let real = (1800..2100).contains(&year) && (1..=days).contains(&day);
    if real { Ok(()) } else { Err(Invalid::Date) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_are_valid() {
        for number in [
            "11010519491231002X", // the two examples of GB 11643
            "440524188001010014",
            "11010519491231002x",
            "34052419800101001X",
            "911124198108030024", // the specimen of the foreigner's permit of 2023
            "130503670401001",
            "１１０１０５１９４９１２３１００２Ｘ",
        ] {
            assert!(chinese_id(number).is_ok(), "{number}");
        }
    }

    #[test]
    fn each_defect_has_its_own_code() {
        for (number, error) in [
            ("", Invalid::Empty),
            ("1101051949123100", Invalid::Length),
            ("110105194912310021", Invalid::Checksum),
            ("100105194912310021", Invalid::Region),
            ("000000000000000000", Invalid::Region),
            ("110105190002290020", Invalid::Date),
            ("110105194913310020", Invalid::Date),
            ("110105194904310020", Invalid::Date),
            ("130503670230001", Invalid::Date),
            ("13050367040100X", Invalid::Character),
            ("X1010519491231002X", Invalid::Character),
            ("11010519491231002Y", Invalid::Character),
            ("1101051949123100\u{202e}2X", Invalid::Character),
            ("壹10105194912", Invalid::Character),
        ] {
            assert_eq!(chinese_id(number), Err(error), "{number}");
        }
    }

    #[test]
    fn leap_days_follow_the_gregorian_rule() {
        assert_eq!(date(2000, 2, 29), Ok(()));
        assert_eq!(date(1900, 2, 29), Err(Invalid::Date));
        assert_eq!(date(2024, 2, 29), Ok(()));
        assert_eq!(date(2023, 2, 29), Err(Invalid::Date));
    }

    #[test]
    fn every_single_error_in_the_check_is_found() {
        let good = "34052419800101001X";
        for place in 14..17 {
            for digit in b'0'..=b'9' {
                let mut bytes = good.as_bytes().to_vec();
                if bytes[place] != digit {
                    bytes[place] = digit;
                    let text = String::from_utf8(bytes).unwrap();
                    assert_eq!(chinese_id(&text), Err(Invalid::Checksum));
                }
            }
        }
    }
}
