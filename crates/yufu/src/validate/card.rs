//! Bank card numbers (ISO/IEC 7812) and account numbers.

use zeroize::Zeroizing;

use super::text::{bounded, digits, fold_digits};
use super::{Invalid, Sensitive};
use crate::mask::Kind;

/// Validates a bank card number: 13 to 19 digits, a check digit by the Luhn rule, and a length that
/// the issuing network uses. Blanks and hyphens between groups are dropped.
///
/// # Errors
/// `Length`, `Character`, `Checksum`, or `Issuer` for a length that the network does not use and for
/// a leading zero, which ISO/IEC 7812-1 gives to no issuer of cards.
pub fn card_number(text: &str) -> Result<Sensitive, Invalid> {
    let number = fold_digits(bounded(text, 128)?);
    let digits = Zeroizing::new(digits(&number).ok_or(Invalid::Character)?);
    if !(13..=19).contains(&digits.len()) {
        return Err(Invalid::Length);
    }
    if !luhn(&digits) {
        return Err(Invalid::Checksum);
    }
    if !issuer_uses(&number) {
        return Err(Invalid::Issuer);
    }
    Ok(Sensitive::new(Kind::CardNumber, &number))
}

/// Validates an account number: 8 to 32 digits and capital letters, at least half of them digits.
/// Blanks and hyphens between groups are dropped.
///
/// # Errors
/// `Length`, `Character`, or `Format` where letters outnumber digits.
pub fn account(text: &str) -> Result<Sensitive, Invalid> {
    let number = fold_digits(bounded(text, 256)?);
    if !number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return Err(Invalid::Character);
    }
    if !(8..=32).contains(&number.len()) {
        return Err(Invalid::Length);
    }
    if number.bytes().filter(u8::is_ascii_digit).count() * 2 < number.len() {
        return Err(Invalid::Format);
    }
    Ok(Sensitive::new(Kind::Account, &number))
}

/// ISO/IEC 7812-1 annex B: from the right, every second digit doubled, the sum of digits ends in 0.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| match u32::from(digit) << (place % 2) {
            doubled @ 10.. => doubled - 9,
            kept => kept,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether the network that owns the number's prefix issues cards of this length. A prefix that is
/// not listed, as those of older domestic cards, may have any length.
fn issuer_uses(number: &str) -> bool {
    let length = number.len();
    let prefix =
        |digits: usize| number.get(..digits).and_then(|p| p.parse::<u16>().ok()).unwrap_or(0);
    match (prefix(1), prefix(2), prefix(3), prefix(4)) {
        (0, ..) => false,
        (_, 34 | 37, ..) => length == 15, // American Express
        (_, 36 | 38 | 39, ..) | (_, _, 300..=305, _) => length >= 14, // Diners Club
        (_, _, _, 3528..=3589) => length >= 16, // JCB
        (_, 51..=55, ..) | (_, _, _, 2221..=2720) => length == 16, // Mastercard
        (_, 62 | 81, ..) => length >= 16, // UnionPay
        (4, ..) => matches!(length, 13 | 16 | 18 | 19), // Visa
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_are_valid() {
        for number in [
            "6222021234567890128",
            "6222 0212 3456 7890 128",
            "６２２２０２１２３４５６７８９０１２８",
            "4111111111111111",
            "4222222222222",
            "5555-5555-5555-4444",
            "2223003122003222",
            "378282246310005",
            "30569309025904",
            "3530111333300000",
            "6200000000000005",
        ] {
            assert!(card_number(number).is_ok(), "{number}");
        }
    }

    #[test]
    fn each_defect_has_its_own_code() {
        for (number, error) in [
            ("", Invalid::Empty),
            ("   ", Invalid::Empty),
            ("411111111111", Invalid::Length),
            ("41111111111111111111", Invalid::Length),
            ("4111111111111112", Invalid::Checksum),
            ("4111 1111 1111 111a", Invalid::Character),
            ("4111111111111111\u{200b}", Invalid::Character),
            ("٤١١١١١١١١١١١١١١١", Invalid::Character),
            ("0000000000000000", Invalid::Issuer),
            ("41111111111114", Invalid::Issuer),
            ("620000000000000", Invalid::Issuer),
        ] {
            assert_eq!(card_number(number), Err(error), "{number}");
        }
        assert_eq!(card_number(&"4".repeat(100_000)), Err(Invalid::Length));
    }

    #[test]
    fn every_single_digit_error_is_found() {
        let good = "6222021234567890128";
        for place in 0..good.len() {
            for digit in b'0'..=b'9' {
                let mut bytes = good.as_bytes().to_vec();
                if bytes[place] != digit {
                    bytes[place] = digit;
                    let text = String::from_utf8(bytes).unwrap();
                    assert_eq!(card_number(&text), Err(Invalid::Checksum));
                }
            }
        }
    }

    #[test]
    fn accounts_are_digits_and_capitals() {
        assert!(account("1100 1234 5678 9012").is_ok());
        assert!(account("NRA12345678").is_ok());
        assert_eq!(account("1234567"), Err(Invalid::Length));
        assert_eq!(account("ABCDEFGH1"), Err(Invalid::Format));
        assert_eq!(account("12345678é"), Err(Invalid::Character));
    }
}
