//! Is a text what it claims to be? Format, length and checksum (X 5.5.1.3, H 5.5.1h), and the
//! links that reach the app from outside (X 5.3.2b, H 5.3.6).
//!
//! A validator answers with the value in one canonical form, as a [`Sensitive`] that shows itself
//! masked, or with one [`Invalid`] that never holds the input.
//!
//! ```
//! use yufu::validate::{self, Invalid};
//!
//! let card = validate::card_number("6222 0212 3456 7890 128")?;
//! assert_eq!(card.to_string(), "**** 0128");
//! assert_eq!(validate::card_number("6222 0212 3456 7890 129"), Err(Invalid::Checksum));
//! # Ok::<(), Invalid>(())
//! ```
//!
//! That a value is valid says nothing about its owner: the bank checks that (H 5.6.2).

mod amount;
mod card;
mod contact;
mod document;
mod error;
mod identity;
mod link;
mod name;
mod text;

pub use amount::amount;
pub use card::{account, card_number};
pub use contact::{address, email, mobile};
pub use document::{chinese_passport, credit_code, passport};
pub use error::Invalid;
pub use identity::chinese_id;
pub use link::{CheckedLink, LinkPolicy};
pub use name::name;

pub(crate) use name::{Shape, classify};
pub(crate) use text::fold_digits;

use crate::mask::{Kind, Sensitive};

/// Validates a text as one `kind`, for callers that choose the kind at run time.
///
/// An amount is taken as one of yuan with at most two decimals; [`amount`] takes others.
///
/// # Errors
/// As the function of that kind.
pub fn check(kind: Kind, text: &str) -> Result<Sensitive, Invalid> {
    match kind {
        Kind::CardNumber => card_number(text),
        Kind::ChineseId => chinese_id(text),
        Kind::Mobile => mobile(text),
        Kind::Name => name(text),
        Kind::Email => email(text),
        Kind::Address => address(text),
        Kind::Passport => passport(text),
        Kind::CreditCode => credit_code(text),
        Kind::Amount => {
            amount(text, 2)?;
            Ok(Sensitive::new(Kind::Amount, text))
        }
        Kind::Account => account(text),
    }
}
