//! Mobile numbers, email addresses and postal addresses.

use super::text::{bounded, fold_digits, is_hidden};
use super::{Invalid, Sensitive};
use crate::mask::Kind;

/// The three-digit ranges that the ministry (MIIT) has assigned for telephones, networks and resale
/// together, as of 2025. Ranges of data cards for machines (140 to 144) are not a person's number.
const MOBILE_RANGES: [u16; 56] = [
    130, 131, 132, 133, 134, 135, 136, 137, 138, 139, //
    145, 146, 147, 148, 149, //
    150, 151, 152, 153, 155, 156, 157, 158, 159, //
    162, 165, 166, 167, //
    170, 171, 172, 173, 174, 175, 176, 177, 178, // 170 and 171: resale; 174: satellite
    180, 181, 182, 183, 184, 185, 186, 187, 188, 189, //
    190, 191, 192, 193, 195, 196, 197, 198, 199, // 192: the broadcasting network
];

/// Validates a mobile number of mainland China: eleven digits in an assigned range, with or without
/// +86 or 0086 before them. The canonical form is the eleven digits.
///
/// # Errors
/// `Length`, `Character`, `Unassigned`.
pub fn mobile(text: &str) -> Result<Sensitive, Invalid> {
    let folded = fold_digits(bounded(text, 96)?);
    let number =
        ["+86", "0086"].iter().find_map(|prefix| folded.strip_prefix(prefix)).unwrap_or(&folded);
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Invalid::Character);
    }
    if number.len() != 11 {
        return Err(Invalid::Length);
    }
    let range = number.get(..3).and_then(|range| range.parse().ok()).unwrap_or(0);
    if !MOBILE_RANGES.contains(&range) {
        return Err(Invalid::Unassigned);
    }
    Ok(Sensitive::new(Kind::Mobile, number))
}

/// Validates an email address: a dot-atom of RFC 5321 in ASCII of at most 64 characters, `@`, and a
/// domain of at least two labels whose last is not a number. Quoted local parts, address literals
/// and internationalised addresses are refused. The canonical form has the domain in small letters.
///
/// # Errors
/// `Length`, `Character`, `Format`.
pub fn email(text: &str) -> Result<Sensitive, Invalid> {
    let text = bounded(text, 254)?;
    if !text.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(Invalid::Character);
    }
    let (local, domain) = text.rsplit_once('@').ok_or(Invalid::Format)?;
    if !(1..=64).contains(&local.len()) {
        return Err(Invalid::Length);
    }
    let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    if !local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom)) {
        return Err(Invalid::Format);
    }
    if !is_domain(domain) {
        return Err(Invalid::Format);
    }
    Ok(Sensitive::new(Kind::Email, &format!("{local}@{}", domain.to_ascii_lowercase())))
}

/// A host name of RFC 1123 with at least two labels, the last of which is not a number.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    domain.contains('.')
        && domain.split('.').all(label)
        && domain.rsplit('.').next().is_some_and(|last| !last.bytes().all(|b| b.is_ascii_digit()))
}

/// Validates a postal address: 4 to 120 characters, with at least two letters, on one line.
///
/// Letters and digits of any script, blanks and the punctuation of addresses are allowed; symbols,
/// emoji, invisible and direction-changing characters are not.
///
/// # Errors
/// `Length`, `Character`, `Format`.
pub fn address(text: &str) -> Result<Sensitive, Invalid> {
    let text = bounded(text, 480)?;
    let punctuation = " \u{3000},.;:'’&/#()-–—_~·，。、；：（）－—＃／“”\"《》【】[]№";
    if text.chars().any(|c| is_hidden(c) || !(c.is_alphanumeric() || punctuation.contains(c))) {
        return Err(Invalid::Character);
    }
    if !(4..=120).contains(&text.chars().count()) {
        return Err(Invalid::Length);
    }
    if text.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return Err(Invalid::Format);
    }
    Ok(Sensitive::new(Kind::Address, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobiles_of_every_network_are_valid() {
        for number in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "+86 138 0013 8000",
            "008613800138000",
            "１３８００１３８０００",
            "19212345678",
            "19912345678",
            "16212345678",
            "17012345678",
        ] {
            assert!(mobile(number).is_ok(), "{number}");
        }
    }

    #[test]
    fn wrong_mobiles_have_their_codes() {
        for (number, error) in [
            ("", Invalid::Empty),
            ("1380013800", Invalid::Length),
            ("138001380000", Invalid::Length),
            ("12800138000", Invalid::Unassigned),
            ("14000138000", Invalid::Unassigned),
            ("15400138000", Invalid::Unassigned),
            ("23800138000", Invalid::Unassigned),
            ("+85291234567", Invalid::Character),
            ("1380013800O", Invalid::Character),
            ("138\u{200d}00138000", Invalid::Character),
            ("📱13800138000", Invalid::Character),
        ] {
            assert_eq!(mobile(number), Err(error), "{number}");
        }
    }

    #[test]
    fn emails_follow_rfc_5321_without_its_rare_forms() {
        for good in ["a@b.cn", "first.last+tag@mail.example.com", "o'neil@example.co.uk"] {
            assert!(email(good).is_ok(), "{good}");
        }
        let long = format!("{}@example.com", "a".repeat(65));
        for (bad, error) in [
            ("", Invalid::Empty),
            ("plain", Invalid::Format),
            ("@example.com", Invalid::Length),
            (long.as_str(), Invalid::Length),
            ("a..b@example.com", Invalid::Format),
            (".a@example.com", Invalid::Format),
            ("a@b@example.com", Invalid::Format),
            ("a@localhost", Invalid::Format),
            ("a@-example.com", Invalid::Format),
            ("a@[127.0.0.1]", Invalid::Format),
            ("a@127.0.0.1", Invalid::Format),
            ("a@example.com.", Invalid::Format),
            ("a b@example.com", Invalid::Character),
            ("a@exаmple.com", Invalid::Character),
            ("a\u{0}@example.com", Invalid::Character),
            ("\"a b\"@example.com", Invalid::Character),
        ] {
            assert_eq!(email(bad), Err(error), "{bad}");
        }
    }

    #[test]
    fn addresses_hold_no_hidden_character() {
        assert!(address("广东省深圳市南山区科技园路1号（A座）").is_ok());
        assert!(address("10 Downing Street, London SW1A 2AA").is_ok());
        assert_eq!(address("北京"), Err(Invalid::Length));
        assert_eq!(address("1234 5678"), Err(Invalid::Format));
        for bad in [
            "北京市\u{202e}朝阳区1号",
            "北京市\n朝阳区1号",
            "北京市朝阳区😀1号",
            "北京市\u{feff}朝阳区",
        ] {
            assert_eq!(address(bad), Err(Invalid::Character));
        }
    }
}
