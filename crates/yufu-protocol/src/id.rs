//! Names, nonces and one-time values, each a type of its own, so that none stands in for another.
//!
//! Binary ones are base64url without padding as text and in JSON. None is read from input that
//! is longer than its limit, and a text form that is not the only one is refused.

use rand_core::TryCryptoRng;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use subtle::ConstantTimeEq;

use crate::encoding::{array_from_base64url, to_base64url};
use crate::error::{Error, Format, Result};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $max:literal, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Longest text, in bytes.
            pub const MAX_LEN: usize = $max;

            /// Checks length and alphabet.
            ///
            /// # Errors
            /// [`Error::Field`] of [`Format::Id`], naming this type.
            pub fn new(text: &str) -> Result<Self> {
                let allowed: fn(u8) -> bool = $allowed;
                let valid = (1..=$max).contains(&text.len()) && text.bytes().all(allowed);
                if valid {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(Error::Field(Format::Id, stringify!($name)))
                }
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self> {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(
                deserializer: D,
            ) -> std::result::Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::new(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

macro_rules! public_text {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

macro_rules! byte_id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// Wraps the bytes.
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// The bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self> {
                array_from_base64url(text, Format::Id).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&to_base64url(&self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        byte_id_serde!($name);
    };
}

macro_rules! byte_id_serde {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(
                &self,
                serializer: S,
            ) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(&to_base64url(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(
                deserializer: D,
            ) -> std::result::Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                array_from_base64url(&text, Format::Id).map(Self).map_err(serde::de::Error::custom)
            }
        }
    };
}

macro_rules! random {
    ($name:ident) => {
        impl $name {
            /// Draws a new value.
            ///
            /// # Errors
            /// `EntropyFailed` of yufu-sm when the source fails.
            pub fn random<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self> {
                let mut bytes = [0; Self::LEN];
                fill(rng, &mut bytes)?;
                Ok(Self(bytes))
            }
        }
    };
}

/// Fills a buffer, mapping the source's failure to this crate's error.
pub(crate) fn fill<R: TryCryptoRng + ?Sized>(rng: &mut R, bytes: &mut [u8]) -> Result<()> {
    rng.try_fill_bytes(bytes).map_err(|_| Error::Crypto(yufu_sm::Error::EntropyFailed))
}

text_id!(
    /// Name of a key: 1 to 64 of `A-Z a-z 0-9 _ - .`
    KeyId,
    64,
    is_name
);
public_text!(KeyId);

text_id!(
    /// Name that the server gave a device: 1 to 64 of `A-Z a-z 0-9 _ - .`
    DeviceId,
    64,
    is_name
);
public_text!(DeviceId);

text_id!(
    /// The payer's number of an order, also its idempotency key: 1 to 64 of `A-Z a-z 0-9 _ - .`
    OrderNumber,
    64,
    is_name
);
public_text!(OrderNumber);

text_id!(
    /// Reference to an account, or an account number: 1 to 64 visible ASCII characters.
    ///
    /// Debug hides the text and there is no Display: it may be an account number.
    AccountRef,
    64,
    |byte| byte.is_ascii_graphic()
);

impl std::fmt::Debug for AccountRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountRef(..)")
    }
}

byte_id!(
    /// Name of a login session.
    SessionId,
    16
);
random!(SessionId);

byte_id!(
    /// Nonce of one request.
    Nonce,
    16
);
random!(Nonce);

byte_id!(
    /// The server's one-time nonce for one sealed input.
    InputNonce,
    32
);
random!(InputNonce);

byte_id!(
    /// The server's one-time challenge: a login, an enrolment or a report answers it.
    Challenge,
    32
);
random!(Challenge);

byte_id!(
    /// Name of one exchange in the client's error, the server's log and the evidence.
    CorrelationId,
    16
);
random!(CorrelationId);

byte_id!(
    /// SM3 of a public key's SubjectPublicKeyInfo in DER.
    Thumbprint,
    32
);

byte_id!(
    /// SM3 of what an environment check read.
    EvidenceDigest,
    32
);

impl EvidenceDigest {
    /// The digest of a piece of evidence.
    pub fn of(evidence: &[u8]) -> Self {
        Self(yufu_sm::sm3::hash(evidence))
    }
}

byte_id!(
    /// Universal entity id of a device (RFC 9711, section 4.2.1): type byte 0x01 and 32 bytes, here
    /// the device key's thumbprint.
    Ueid,
    33
);

impl Ueid {
    const RAND: u8 = 0x01;

    /// The entity id of the device that holds the key of this thumbprint.
    pub fn of_device(device_key: &Thumbprint) -> Self {
        let mut bytes = [Self::RAND; 33];
        for (to, from) in bytes.iter_mut().skip(1).zip(device_key.0) {
            *to = from;
        }
        Self(bytes)
    }

    /// Whether the type byte is that of a random id, the only one in use here.
    pub const fn is_random_type(&self) -> bool {
        let [kind, ..] = self.0;
        kind == Self::RAND
    }
}

impl Thumbprint {
    /// The thumbprint of a SubjectPublicKeyInfo in DER.
    pub fn of_spki(spki: &[u8]) -> Self {
        Self(yufu_sm::sm3::hash(spki))
    }

    /// The thumbprint as a key id: its base64url text.
    pub fn to_key_id(&self) -> KeyId {
        KeyId(self.to_string())
    }
}

/// The server's one-time permission to submit one transaction.
///
/// Compared in constant time; Debug hides it and there is no Display.
#[derive(Clone)]
pub struct SubmitToken([u8; 32]);

impl SubmitToken {
    /// Length in bytes.
    pub const LEN: usize = 32;

    /// Wraps the bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The base64url text, as it stands in the header field `yufu-submit-token`.
    pub fn to_text(&self) -> String {
        to_base64url(&self.0)
    }
}
random!(SubmitToken);
byte_id_serde!(SubmitToken);

impl std::str::FromStr for SubmitToken {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        array_from_base64url(text, Format::Id).map(Self)
    }
}

impl PartialEq for SubmitToken {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for SubmitToken {}

impl std::fmt::Debug for SubmitToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SubmitToken(..)")
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

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
