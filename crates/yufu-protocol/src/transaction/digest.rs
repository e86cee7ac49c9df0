//! The digest that stands for a transaction.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::encoding::{array_from_base64url, to_base64url};
use crate::error::{Error, Format, Result};

/// Keeps this digest apart from every other use of SM3.
const PREFIX: &[u8] = b"yufu transaction digest v1\0";

/// SM3 over a transaction's key fields, with the format's own prefix.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TransactionDigest([u8; 32]);

impl TransactionDigest {
    /// Length in bytes.
    pub const LEN: usize = 32;

    /// The digest of a transaction's DER.
    pub(super) fn of_der(der: &[u8]) -> Self {
        Self(yufu_sm::sm3::hash_parts(&[PREFIX, der]))
    }

    /// Wraps a digest that was received.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Display for TransactionDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&to_base64url(&self.0))
    }
}

impl std::fmt::Debug for TransactionDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TransactionDigest({self})")
    }
}

impl std::str::FromStr for TransactionDigest {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        array_from_base64url(text, Format::Transaction).map(Self)
    }
}

impl Serialize for TransactionDigest {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_base64url(&self.0))
    }
}

impl<'de> Deserialize<'de> for TransactionDigest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        array_from_base64url(&text, Format::Transaction).map(Self).map_err(serde::de::Error::custom)
    }
}
