//! Values of a fixed number of bytes.

use rand_core::TryCryptoRng;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use subtle::ConstantTimeEq;

use super::{KeyId, fill};
use crate::encoding::{array_from_base64url, to_base64url};
use crate::error::{Error, Format, Result};

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
    /// What a device drew for one report, by which the next one goes on from it.
    ReportLink,
    16
);
random!(ReportLink);

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
        KeyId::from_base64url(to_base64url(&self.0))
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
