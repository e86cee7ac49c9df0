//! Signed requests: what a device adds to a request, and how a server reads it (RFC 9421).
//!
//! A device calls [`sign`] on an [`http::Request`](crate::http::Request) and sends the result. A
//! server calls [`ParsedRequest::parse`], finds the record of [`ParsedRequest::key_id`], and then
//! makes its checks in this order: [`require`](ParsedRequest::require) what the route demands,
//! [`check_lifetime`](ParsedRequest::check_lifetime), [`verify`](ParsedRequest::verify),
//! [`check_digest`](ParsedRequest::check_digest). Whether nonce, sequence and token were seen
//! before is for the server's store to say.
//!
//! The format is described in docs/formats/request-signature.md.
//!
//! ```
//! use yufu_protocol::http::{Limits, Request};
//! use yufu_protocol::id::{KeyId, Nonce};
//! use yufu_protocol::request::{ParsedRequest, RequestParameters, sign};
//! use yufu_protocol::time::UnixSeconds;
//! use yufu_sm::sm2::{SignerId, SigningKey};
//!
//! let mut rng = getrandom::SysRng;
//! let key = SigningKey::generate(&mut rng)?;
//! let mut request = Request::new("POST", "bank.example", "/v1/logout")
//!     .with_body("application/json", b"{}".to_vec());
//! let now = UnixSeconds(1_760_000_000);
//! let parameters = RequestParameters::new(KeyId::new("device-1")?, now, Nonce::random(&mut rng)?);
//! sign(&mut request, &parameters, &key, &SignerId::DEFAULT, &mut rng)?;
//!
//! let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT)?;
//! assert_eq!(parsed.key_id().as_str(), "device-1");
//! parsed.require(&[])?;
//! parsed.check_lifetime(now)?;
//! parsed.verify(key.verifying_key(), &SignerId::DEFAULT)?;
//! parsed.check_digest()?;
//! # Ok::<(), yufu_protocol::error::Error>(())
//! ```

mod parse;
mod sign;

pub use parse::{HwSignature, ParsedRequest, reason};
pub use sign::{MacKey, RequestParameters, add_hw_signature, hw_base, sign, sign_with_mac};

use crate::error::{Error, Format, Result};
use crate::signature::Component;

/// Longest time from `created` to `expires`, in seconds.
pub const MAX_LIFETIME: u64 = 120;
/// How far in the future `created` may lie, in seconds.
pub const MAX_SKEW: u64 = 60;
/// The lifetime that [`RequestParameters::new`] gives, in seconds.
pub const DEFAULT_LIFETIME: u64 = 60;

/// Components that every request signature covers.
const ALWAYS: [Component; 5] = [
    Component::Method,
    Component::Authority,
    Component::Path,
    Component::Query,
    Component::ContentDigest,
];

/// Components that a request signature covers exactly when the request has the field.
const WHERE_PRESENT: [Component; 6] = [
    Component::ContentType,
    Component::Session,
    Component::Sequence,
    Component::SubmitToken,
    Component::Challenge,
    Component::RequestNonce,
];

/// A request's place in its session: 0 to 10^15-1, the integers of RFC 9651.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(u64);

impl Sequence {
    /// The largest sequence number.
    pub const MAX: u64 = 999_999_999_999_999;

    /// Checks the range.
    ///
    /// # Errors
    /// [`Error::Field`] naming `yufu-sequence`.
    pub const fn new(number: u64) -> Result<Self> {
        if number <= Self::MAX {
            Ok(Self(number))
        } else {
            Err(Error::Field(Format::Request, crate::http::SEQUENCE))
        }
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl std::fmt::Display for Sequence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Sequence {
    type Err = Error;

    /// Decimal digits without a sign or a leading zero.
    fn from_str(text: &str) -> Result<Self> {
        let canonical = text.len() <= 15
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && (text == "0" || !text.starts_with('0'));
        let number = text.parse().ok().filter(|_| canonical);
        number.map(Self).ok_or(Error::Field(Format::Request, crate::http::SEQUENCE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_number_has_one_text_and_at_most_fifteen_digits() {
        for number in [0, 1, 1024, Sequence::MAX] {
            let sequence = Sequence::new(number).unwrap();
            assert_eq!(sequence.to_string().parse(), Ok(sequence));
        }
        assert!(Sequence::new(Sequence::MAX + 1).is_err());
        for text in ["", "00", "01", "+1", "-1", " 1", "1.0", "1000000000000000"] {
            assert!(text.parse::<Sequence>().is_err(), "{text:?}");
        }
    }
}
