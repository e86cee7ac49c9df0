//! Passports (ICAO 9303) and unified social credit codes (GB 32100-2015).

use super::text::{bounded, fold_digits};
use super::{Invalid, Sensitive};
use crate::mask::Kind;

/// Validates a passport number of any issuer as ICAO 9303 bounds it: 6 to 9 capital letters and
/// digits, at least four of them digits. Small letters count as capitals.
///
/// # Errors
/// `Length`, `Character`, `Format`.
pub fn passport(text: &str) -> Result<Sensitive, Invalid> {
    let number = document_number(text)?;
    if !(6..=9).contains(&number.len()) {
        return Err(Invalid::Length);
    }
    if number.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return Err(Invalid::Format);
    }
    Ok(Sensitive::new(Kind::Passport, &number))
}

/// Validates a passport number of the People's Republic of China: ordinary (E or G and eight
/// digits, or E, a letter other than I and O, and seven digits), official and diplomatic (S, D or P
/// and eight digits, or SE, DE or PE and seven), Hong Kong (H or K and eight digits, or KJ and
/// seven) and Macao (MA or MB and seven).
///
/// # Errors
/// `Length`, `Character`, `Format`.
pub fn chinese_passport(text: &str) -> Result<Sensitive, Invalid> {
    let number = document_number(text)?;
    if number.len() != 9 {
        return Err(Invalid::Length);
    }
    let letters = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let known = match letters.as_bytes() {
        [b'E' | b'G' | b'S' | b'D' | b'P' | b'H' | b'K'] => true,
        [b'E', second] => !matches!(second, b'I' | b'O'),
        [b'S' | b'D' | b'P', b'E'] | [b'K', b'J'] | [b'M', b'A' | b'B'] => true,
        _ => false,
    };
    if known { Ok(Sensitive::new(Kind::Passport, &number)) } else { Err(Invalid::Format) }
}

/// Capital letters and digits without blanks.
fn document_number(text: &str) -> Result<zeroize::Zeroizing<String>, Invalid> {
    let mut number = fold_digits(bounded(text, 64)?);
    number.make_ascii_uppercase();
    if !number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return Err(Invalid::Character);
    }
    Ok(number)
}

/// The characters of GB 32100 in the order of their values; I, O, S, V and Z are left out.
const CREDIT_CODE: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The registration authorities of GB 32100 table 1.
const AUTHORITIES: &[u8; 12] = b"123456789ANY";

/// Validates a unified social credit code: 18 characters, a known authority, six digits of region,
/// and the check character modulo 31. Small letters count as capitals.
///
/// # Errors
/// `Length`, `Character`, `Region` for an unknown authority, `Checksum`.
pub fn credit_code(text: &str) -> Result<Sensitive, Invalid> {
    let mut code = fold_digits(bounded(text, 96)?);
    code.make_ascii_uppercase();
    let values = code
        .bytes()
        .map(|b| CREDIT_CODE.iter().position(|&c| c == b).ok_or(Invalid::Character))
        .collect::<Result<Vec<usize>, _>>()?;
    if values.len() != 18 {
        return Err(Invalid::Length);
    }
    if !code.bytes().next().is_some_and(|b| AUTHORITIES.contains(&b)) {
        return Err(Invalid::Region);
    }
    if !code.bytes().skip(2).take(6).all(|b| b.is_ascii_digit()) {
        return Err(Invalid::Character);
    }
    // Section 5.6: weights are the powers of 3; with the check character the sum is 0 modulo 31.
    // The weight of the check character itself is 1.
    let mut weight = 1;
    let mut sum = 0;
    for value in values.iter().take(17) {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    let check = values.last().copied().unwrap_or(0);
    if (sum + check).is_multiple_of(31) {
        Ok(Sensitive::new(Kind::CreditCode, &code))
    } else {
        Err(Invalid::Checksum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passports_of_china_and_elsewhere() {
        for good in ["E12345678", "e12345678", "EA1234567", "G12345678", "DE1234567", "MA1234567"] {
            assert!(chinese_passport(good).is_ok(), "{good}");
            assert!(passport(good).is_ok(), "{good}");
        }
        for (bad, error) in [
            ("EI1234567", Invalid::Format),
            ("123456789", Invalid::Format),
            ("X12345678", Invalid::Format),
            ("E1234567", Invalid::Length),
            ("E1234567８９", Invalid::Length),
            ("Е12345678", Invalid::Character), // Cyrillic
        ] {
            assert_eq!(chinese_passport(bad), Err(error), "{bad}");
        }
        for good in ["C01X00T47", "123456789", "AB123456", "L898902C3"] {
            assert!(passport(good).is_ok(), "{good}");
        }
        assert_eq!(passport("12345"), Err(Invalid::Length));
        assert_eq!(passport("ABCDEF123"), Err(Invalid::Format));
        assert_eq!(passport("E1234\u{200b}5678"), Err(Invalid::Character));
    }

    #[test]
    fn credit_codes_carry_their_check() {
        for good in ["91350100M000100Y43", "91350100m000100y43", "9135 0100 M000 100Y 43"] {
            assert!(credit_code(good).is_ok(), "{good}");
        }
        for (bad, error) in [
            ("91350100M000100Y44", Invalid::Checksum),
            ("91350100M000100Y4", Invalid::Length),
            ("91350100M000100YI3", Invalid::Character),
            ("9135O100M000100Y43", Invalid::Character),
            ("91A50100M000100Y43", Invalid::Character),
            ("01350100M000100Y43", Invalid::Region),
            ("９１３５０１００М000100Y43", Invalid::Character), // Cyrillic
        ] {
            assert_eq!(credit_code(bad), Err(error), "{bad}");
        }
    }
}
