//! Names, nonces and one-time values, each a type of its own, so that none stands in for another.
//!
//! Binary ones are base64url without padding as text and in JSON. None is read from input that
//! is longer than its limit, and a text form that is not the only one is refused.

mod bytes;
mod text;

pub use bytes::{
    Challenge, CorrelationId, EvidenceDigest, InputNonce, Nonce, ReportLink, SessionId,
    SubmitToken, Thumbprint, Ueid,
};
pub use text::{AccountRef, DeviceId, KeyId, OrderNumber};

use rand_core::TryCryptoRng;

use crate::error::{Error, Result};

/// Fills a buffer, mapping the source's failure to this crate's error.
pub(crate) fn fill<R: TryCryptoRng + ?Sized>(rng: &mut R, bytes: &mut [u8]) -> Result<()> {
    rng.try_fill_bytes(bytes).map_err(|_| Error::Crypto(yufu_sm::Error::EntropyFailed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Format;

    #[test]
    fn names_are_limited_in_length_and_alphabet() {
        assert!(KeyId::new(&"k".repeat(64)).is_ok());
        for text in ["", &"k".repeat(65), "a b", "a/b", "\u{e9}", "a\0"] {
            assert_eq!(KeyId::new(text), Err(Error::Field(Format::Id, "KeyId")), "{text:?}");
        }
        assert!(AccountRef::new("6222*/@").is_ok());
        assert!(AccountRef::new("6222 0212").is_err());
    }

    #[test]
    fn byte_ids_have_one_text() {
        let text = "AAECAwQFBgcICQoLDA0ODw";
        let nonce: Nonce = text.parse().unwrap();
        assert_eq!(nonce.as_bytes(), &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
        assert_eq!(nonce.to_string(), text);
        assert_eq!(serde_json::to_string(&nonce).unwrap(), format!("\"{text}\""));
        assert!("AAECAwQFBgcICQoLDA0ODx".parse::<Nonce>().is_err());
        assert!("AAECAwQFBgcICQoLDA0O".parse::<Nonce>().is_err());
        assert!("AAECAwQFBgcICQoLDA0ODw==".parse::<Nonce>().is_err());
    }

    #[test]
    fn account_and_token_are_not_printed() {
        let account = AccountRef::new("6222021234567890128").unwrap();
        assert_eq!(format!("{account:?}"), "AccountRef(..)");
        let token = SubmitToken::from_bytes([7; 32]);
        assert_eq!(format!("{token:?}"), "SubmitToken(..)");
    }
}
