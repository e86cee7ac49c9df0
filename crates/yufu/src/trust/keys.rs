//! The server's keys as types: what came out of a verified bundle, and for what it may be used.
//!
//! None can be made from a bare key outside `trust`, so a function that takes one has its proof.

use yufu_protocol::bundle::ServerKey;
use yufu_protocol::id::{KeyId, Thumbprint};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::{EncryptingKey, VerifyingKey};

use crate::{Error, Result};

macro_rules! encryption_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            id: KeyId,
            key: EncryptingKey,
        }

        impl $name {
            pub(crate) fn new(id: KeyId, key: EncryptingKey) -> Self {
                Self { id, key }
            }

            /// The key's name in the bundle.
            pub fn id(&self) -> &KeyId {
                &self.id
            }

            /// The public key itself.
            pub fn encrypting_key(&self) -> &EncryptingKey {
                &self.key
            }

            /// SM3 of the key's SubjectPublicKeyInfo.
            pub fn thumbprint(&self) -> Thumbprint {
                Thumbprint::of_spki(&self.key.to_spki_der())
            }
        }
    };
}

encryption_key! {
    /// A key of the server that sealed input is encrypted to, and nothing else.
    InputKey
}

encryption_key! {
    /// A key of the server that reports and enrolments are encrypted to.
    ReportKey
}

/// A key that the server signs its responses with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseKey {
    entry: ServerKey,
    key: VerifyingKey,
    bundle_expires_at: UnixSeconds,
}

impl ResponseKey {
    pub(super) fn new(entry: &ServerKey, bundle_expires_at: UnixSeconds) -> Result<Self> {
        let key = entry.verifying_key().map_err(|_| Error::BundleInvalid)?;
        Ok(Self { entry: entry.clone(), key, bundle_expires_at })
    }

    /// The key's name in the bundle.
    pub fn id(&self) -> &KeyId {
        &self.entry.kid
    }

    /// The public key itself.
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.key
    }

    /// Whether the key and its bundle are in force at `now`, in the server's time.
    pub fn is_valid_at(&self, now: UnixSeconds) -> bool {
        self.entry.is_valid_at(now) && now < self.bundle_expires_at
    }
}
