//! The server's signed key bundle (clause X 5.5.3.1c): the only way by which a server key is
//! believed.
//!
//! A root key that is compiled into the host signs the list of the server's keys, each for one
//! purpose and one span of time. Spans of two keys of one purpose overlap, so that keys change
//! without a gap. A sequence number keeps an old bundle from coming back. Format:
//! docs/formats/bundle.md.

use rand_core::TryCryptoRng;
use serde::de::{IntoDeserializer, value::StrDeserializer};
use serde::{Deserialize, Serialize};
use yufu_sm::sm2::{EncryptingKey, SignerId, SigningKey, VerifyingKey};

use crate::encoding::{Bytes, MAX_SAFE_INTEGER, from_json_exact, to_json};
use crate::error::{Error, Format, Result};
use crate::id::{KeyId, Thumbprint};
use crate::jws;
use crate::time::UnixSeconds;

const FORMAT: Format = Format::Bundle;

/// The JWS type of a bundle.
pub const TYPE: &str = "yufu-bundle+jwt";
/// The version that is written and read.
pub const VERSION: u32 = 1;
/// Largest payload, in bytes of JSON.
pub const MAX_PAYLOAD_LEN: usize = 16 * 1024;
/// Most keys in a bundle.
pub const MAX_KEYS: usize = 32;
/// Longest issuer name, in bytes.
pub const MAX_ISSUER_LEN: usize = 128;
/// Longest lifetime of a bundle, in seconds: 366 days.
pub const MAX_LIFETIME: u64 = 366 * 86_400;
/// How far a bundle's or a key's start may lie ahead of the reader's clock, in seconds.
pub const MAX_SKEW: u64 = 60;

/// What a server key is for. A key has one purpose; a reader leaves out the keys of purposes that
/// it does not know, so that a server may have new ones before every app is updated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum KeyPurpose {
    /// Signs responses.
    ResponseSignature,
    /// Keystroke inputs are sealed to it.
    InputEncryption,
    /// Reports and enrolment requests are sealed to it.
    ReportEncryption,
}

impl KeyPurpose {
    /// The purpose of this name; none for one that is newer than this crate.
    fn from_name(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
        Self::deserialize(name).ok()
    }
}

/// One server key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServerKey {
    /// The key's name, unique in the bundle.
    pub kid: KeyId,
    /// The one thing it is for.
    pub purpose: KeyPurpose,
    /// SubjectPublicKeyInfo in DER, on the SM2 curve.
    pub public_key: Bytes,
    /// First second of use.
    pub not_before: UnixSeconds,
    /// First second after use.
    pub not_after: UnixSeconds,
}

impl ServerKey {
    /// Whether the key may be used at `now`.
    pub fn is_valid_at(&self, now: UnixSeconds) -> bool {
        self.not_before <= now.saturating_add(MAX_SKEW) && now < self.not_after
    }

    /// The key for checking signatures.
    ///
    /// # Errors
    /// [`Error::Field`] if the purpose is another.
    pub fn verifying_key(&self) -> Result<VerifyingKey> {
        match self.purpose {
            KeyPurpose::ResponseSignature => {
                VerifyingKey::from_spki_der(self.public_key.as_slice())
                    .map_err(|_| Error::Field(FORMAT, "public_key"))
            }
            _ => Err(Error::Field(FORMAT, "purpose")),
        }
    }

    /// The key for encrypting.
    ///
    /// # Errors
    /// [`Error::Field`] if the purpose is another.
    pub fn encrypting_key(&self) -> Result<EncryptingKey> {
        match self.purpose {
            KeyPurpose::InputEncryption | KeyPurpose::ReportEncryption => {
                EncryptingKey::from_spki_der(self.public_key.as_slice())
                    .map_err(|_| Error::Field(FORMAT, "public_key"))
            }
            _ => Err(Error::Field(FORMAT, "purpose")),
        }
    }
}

/// What a bundle says. One that came from [`BundleClaims::verify`] has been checked wholly, and
/// holds keys of known purposes only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BundleClaims {
    /// [`VERSION`].
    pub version: u32,
    /// Name of the bank's server.
    #[serde(rename = "iss")]
    pub issuer: String,
    /// Grows with every bundle of this issuer.
    pub sequence: u64,
    /// When it was made.
    #[serde(rename = "iat")]
    pub issued_at: UnixSeconds,
    /// First second in which it is not believed.
    #[serde(rename = "exp")]
    pub expires_at: UnixSeconds,
    /// The keys.
    pub keys: Vec<ServerKey>,
}

impl BundleClaims {
    /// Signs the bundle with the root key; the header's key id is the root key's thumbprint.
    ///
    /// # Errors
    /// What [`BundleClaims::verify`] would find wrong with the claims, apart from time.
    pub fn sign<R: TryCryptoRng + ?Sized>(&self, root: &SigningKey, rng: &mut R) -> Result<String> {
        self.check()?;
        let kid = root_key_id(root.verifying_key());
        let payload = to_json(self, FORMAT)?;
        if payload.len() > MAX_PAYLOAD_LEN {
            return Err(Error::TooLarge(FORMAT));
        }
        jws::sign(TYPE, &kid, &payload, root, &SignerId::DEFAULT, rng)
    }

    /// Believes a bundle: signed by one of `roots`, of our version, valid at `now`, consistent, and
    /// not older than the bundle of sequence `last_sequence`.
    ///
    /// More than one root serves a change of the root key. The same bundle may be read again, so
    /// an equal sequence is accepted.
    ///
    /// # Errors
    /// Those of [`jws::verify`]; of [`Format::Bundle`]: [`Error::Malformed`], [`Error::Version`],
    /// [`Error::Field`], [`Error::TooLarge`], [`Error::NotYetValid`], [`Error::Expired`],
    /// [`Error::Rollback`].
    pub fn verify(
        token: &str,
        roots: &[VerifyingKey],
        now: UnixSeconds,
        last_sequence: Option<u64>,
    ) -> Result<Self> {
        let verified = jws::verify(token, TYPE, |kid| {
            let root = roots.iter().find(|root| root_key_id(root) == *kid)?;
            Some((root.clone(), SignerId::DEFAULT))
        })?;
        let received: Received = from_json_exact(&verified.payload, MAX_PAYLOAD_LEN, FORMAT)?;
        let claims = received.known()?;
        claims.check()?;
        if claims.issued_at > now.saturating_add(MAX_SKEW) {
            return Err(Error::NotYetValid(FORMAT));
        }
        if claims.expires_at <= now {
            return Err(Error::Expired(FORMAT));
        }
        if last_sequence.is_some_and(|last| claims.sequence < last) {
            return Err(Error::Rollback(FORMAT));
        }
        Ok(claims)
    }

    /// The key to use for `purpose` at `now`: of those valid, the one that started last.
    pub fn current(&self, purpose: KeyPurpose, now: UnixSeconds) -> Option<&ServerKey> {
        self.keys
            .iter()
            .filter(|key| key.purpose == purpose && key.is_valid_at(now))
            .max_by_key(|key| key.not_before)
    }

    /// The key named `kid`, if it is for `purpose` and valid at `now`.
    pub fn find(&self, kid: &KeyId, purpose: KeyPurpose, now: UnixSeconds) -> Option<&ServerKey> {
        self.keys
            .iter()
            .find(|key| key.kid == *kid && key.purpose == purpose && key.is_valid_at(now))
    }

    /// The rules that hold at any time.
    fn check(&self) -> Result<()> {
        if self.version != VERSION {
            return Err(Error::Version(FORMAT));
        }
        if self.keys.len() > MAX_KEYS {
            return Err(Error::TooLarge(FORMAT));
        }
        let issuer = &self.issuer;
        if !(1..=MAX_ISSUER_LEN).contains(&issuer.len())
            || !issuer.bytes().all(|byte| byte.is_ascii_graphic())
        {
            return Err(Error::Field(FORMAT, "iss"));
        }
        if self.sequence > MAX_SAFE_INTEGER {
            return Err(Error::Field(FORMAT, "sequence"));
        }
        match self.expires_at.since(self.issued_at) {
            Some(1..=MAX_LIFETIME) => {}
            _ => return Err(Error::Field(FORMAT, "exp")),
        }
        for (index, key) in self.keys.iter().enumerate() {
            if key.not_after <= key.not_before {
                return Err(Error::Field(FORMAT, "not_after"));
            }
            // The same key under two names would have two purposes or two spans.
            let mut others = self.keys.iter().take(index);
            if others.any(|other| other.kid == key.kid || other.public_key == key.public_key) {
                return Err(Error::Field(FORMAT, "keys"));
            }
            VerifyingKey::from_spki_der(key.public_key.as_slice())
                .map_err(|_| Error::Field(FORMAT, "public_key"))?;
        }
        Ok(())
    }
}

/// A bundle as it is read: purposes are names.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Received {
    version: u32,
    iss: String,
    sequence: u64,
    iat: UnixSeconds,
    exp: UnixSeconds,
    keys: Vec<ReceivedKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReceivedKey {
    kid: KeyId,
    purpose: String,
    public_key: Bytes,
    not_before: UnixSeconds,
    not_after: UnixSeconds,
}

impl Received {
    /// The bundle without the keys of unknown purposes, which count towards [`MAX_KEYS`] all the
    /// same.
    fn known(self) -> Result<BundleClaims> {
        if self.keys.len() > MAX_KEYS {
            return Err(Error::TooLarge(FORMAT));
        }
        let keys = self.keys.into_iter().filter_map(ReceivedKey::known).collect();
        let Self { version, iss: issuer, sequence, iat: issued_at, exp: expires_at, .. } = self;
        Ok(BundleClaims { version, issuer, sequence, issued_at, expires_at, keys })
    }
}

impl ReceivedKey {
    fn known(self) -> Option<ServerKey> {
        let purpose = KeyPurpose::from_name(&self.purpose)?;
        let Self { kid, public_key, not_before, not_after, .. } = self;
        Some(ServerKey { kid, purpose, public_key, not_before, not_after })
    }
}

/// The key id of a root key: its thumbprint as base64url.
pub fn root_key_id(root: &VerifyingKey) -> KeyId {
    Thumbprint::of_spki(&root.to_spki_der()).to_key_id()
}
