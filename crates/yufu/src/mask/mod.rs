//! Display masks for personal financial information (X 5.5.5, 8.4a; H 5.4.2g).
//!
//! A mask keeps the few characters by which a person recognises a value of their own and hides the
//! rest. It fails closed: what it does not recognise it hides wholly, as [`HIDDEN`]. The count of
//! mask characters never depends on the input, so that a length does not show either. A mask
//! truncates; it never hashes (H 5.5.4).
//!
//! ```
//! use yufu::mask;
//!
//! assert_eq!(mask::card_number("6222 0212 3456 7890 128"), "**** 0128");
//! assert_eq!(mask::name("欧阳娜娜"), "欧阳**");
//! assert_eq!(mask::mobile("no number"), "********");
//! ```
//!
//! | kind | what stays |
//! |---|---|
//! | card number, account | the last four |
//! | Chinese id | the first and the last |
//! | mobile | the first three and the last four |
//! | name | the surname, of a dotted or alphabetic name the first letter |
//! | email | the domain, and of a local part from three letters on its first |
//! | address | province and prefecture |
//! | passport | the first and the last two |
//! | unified social credit code | the first two and the last four |
//! | amount | the currency mark |
//!
//! [`Sensitive`] carries a value that masks itself wherever it is printed; [`show`] applies the
//! policy of what a screen may show before and after login.

mod kind;
mod policy;
mod region;
mod sensitive;
mod surname;

pub use kind::{Kind, UnknownKind};
pub use policy::{CardExpiry, Stage, show};
pub use sensitive::{Ground, IdentityCheck, IdentityProof, RevealRefused, Sensitive};

use crate::validate::{self, Shape, fold_digits};

/// What is shown of a value that is not recognised: eight mask characters, whatever it was.
pub const HIDDEN: &str = "********";

/// Masks a value of a kind that is chosen at run time.
#[must_use]
pub fn mask(kind: Kind, value: &str) -> String {
    match kind {
        Kind::CardNumber => card_number(value),
        Kind::ChineseId => chinese_id(value),
        Kind::Mobile => mobile(value),
        Kind::Name => name(value),
        Kind::Email => email(value),
        Kind::Address => address(value),
        Kind::Passport => passport(value),
        Kind::CreditCode => credit_code(value),
        Kind::Amount => amount(value),
        Kind::Account => account(value),
    }
}

/// Masks a bank card number of 13 to 19 digits and keeps its last four: `**** 0128`.
///
/// Blanks and hyphens are dropped first. The check digit is not judged: a mistyped card number is
/// still worth hiding in the form in which people look for it.
#[must_use]
pub fn card_number(number: &str) -> String {
    let number = fold_digits(bounded(number));
    let plain = number.bytes().all(|b| b.is_ascii_digit()) && (13..=19).contains(&number.len());
    plain.then(|| last("**** ", &number, 4)).flatten().unwrap_or_else(hidden)
}

/// Masks a valid Chinese id of 15 or 18 characters and keeps its first and last: `1****X`.
#[must_use]
pub fn chinese_id(id: &str) -> String {
    ends(validate::chinese_id(bounded(id)), 1, 1)
}

/// Masks a mobile number of mainland China and keeps its first three and last four digits:
/// `138****8000`.
#[must_use]
pub fn mobile(number: &str) -> String {
    ends(validate::mobile(bounded(number)), 3, 4)
}

/// Masks a name and keeps the surname, also a compound one (`欧阳**`); of a name with a dot and of
/// one in another alphabet the first letter (`买**`, `J**`). At least one character is always hidden.
#[must_use]
pub fn name(name: &str) -> String {
    let Ok((name, shape)) = validate::classify(bounded(name)) else { return hidden() };
    let kept = match shape {
        Shape::Han => surname::length(&name),
        Shape::Dotted | Shape::Alphabetic => 1,
    };
    let mut masked: String = name.chars().take(kept).collect();
    masked.push_str("**");
    masked
}

/// Masks an email address and keeps its domain, and the first letter of a local part of three or
/// more: `z****@example.com`.
#[must_use]
pub fn email(address: &str) -> String {
    let Ok(address) = validate::email(bounded(address)) else { return hidden() };
    let Some((local, domain)) = address.canonical().rsplit_once('@') else { return hidden() };
    let first = if local.len() < 3 { "" } else { local.get(..1).unwrap_or_default() };
    format!("{first}****@{domain}")
}

/// Masks a Chinese address and keeps province and prefecture, where both are known by name:
/// `广东省深圳市****`. Any other address is hidden wholly.
#[must_use]
pub fn address(address: &str) -> String {
    let Ok(address) = validate::address(bounded(address)) else { return hidden() };
    match region::prefix(address.canonical()) {
        Some(prefix) => format!("{prefix}****"),
        None => hidden(),
    }
}

/// Masks a passport number and keeps its first character and its last two: `E****78`.
#[must_use]
pub fn passport(number: &str) -> String {
    ends(validate::passport(bounded(number)), 1, 2)
}

/// Masks a valid unified social credit code and keeps its first two and last four characters:
/// `91****0Y43`.
#[must_use]
pub fn credit_code(code: &str) -> String {
    ends(validate::credit_code(bounded(code)), 2, 4)
}

/// Masks an amount and keeps a currency mark before it: `¥****`, `CNY ****`, or `****`.
#[must_use]
pub fn amount(amount: &str) -> String {
    let amount = bounded(amount).trim();
    let mark = ["¥", "￥", "$", "€", "£", "CNY ", "USD ", "HKD ", "EUR ", "GBP ", "JPY "]
        .into_iter()
        .find(|mark| amount.starts_with(mark))
        .unwrap_or_default();
    let digits = amount.strip_prefix(mark).unwrap_or(amount).trim_start();
    let plain = digits.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    if plain { format!("{mark}****") } else { hidden() }
}

/// Masks an account number of 8 to 32 digits and capitals and keeps the last four: `**** 9012`.
#[must_use]
pub fn account(number: &str) -> String {
    let Ok(number) = validate::account(bounded(number)) else { return hidden() };
    last("**** ", number.canonical(), 4).unwrap_or_else(hidden)
}

fn hidden() -> String {
    HIDDEN.to_owned()
}

/// A text too long for any kind is as good as none.
fn bounded(text: &str) -> &str {
    if text.len() > 1024 { "" } else { text }
}

fn last(mask: &str, value: &str, count: usize) -> Option<String> {
    value.get(value.len().checked_sub(count)?..).map(|end| format!("{mask}{end}"))
}

/// Keeps the first `head` and the last `tail` characters of a valid ASCII value.
fn ends(value: Result<Sensitive, validate::Invalid>, head: usize, tail: usize) -> String {
    let Ok(value) = value else { return hidden() };
    let start = value.canonical().get(..head);
    start
        .and_then(|start| last(&format!("{start}****"), value.canonical(), tail))
        .unwrap_or_else(hidden)
}

#[cfg(test)]
mod tests;
