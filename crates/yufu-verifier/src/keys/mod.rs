//! The server's keys: one purpose each, with spans that overlap so that a change leaves no gap
//! (JR/T 0092 5.4.2e,f).

mod files;
mod folder;

use rand_core::TryCryptoRng;
use yufu_protocol::{
    bundle::{self, BundleClaims, KeyPurpose, ServerKey},
    encoding::Bytes,
    id::{KeyId, Thumbprint},
    rejection::Reason,
    time::UnixSeconds,
};
use yufu_sm::sm2::{DecryptingKey, SigningKey};
use zeroize::{Zeroize, ZeroizeOnDrop};

pub use self::folder::{KeyFolder, KeyFolderError};

/// How long a server key is used, in seconds: a year.
pub const KEY_LIFETIME: u64 = 365 * 86_400;
/// How long a replaced key still opens and is still believed, in seconds: a week.
pub const KEY_OVERLAP: u64 = 7 * 86_400;
/// How long a bundle is believed, in seconds: 30 days.
pub const BUNDLE_LIFETIME: u64 = 30 * 86_400;

/// A private key with its name and span.
#[derive(Debug)]
pub struct HeldKey<K> {
    /// The thumbprint of the public key.
    pub kid: KeyId,
    /// The key.
    pub key: K,
    /// First second of use.
    pub not_before: UnixSeconds,
    /// First second after use.
    pub not_after: UnixSeconds,
}

/// The keys of one purpose, newest first; at least one.
#[derive(Debug)]
pub struct KeyRing<K> {
    current: HeldKey<K>,
    previous: Vec<HeldKey<K>>,
}

impl<K> KeyRing<K> {
    /// A ring of one key.
    pub const fn new(current: HeldKey<K>) -> Self {
        Self { current, previous: Vec::new() }
    }

    /// The key to use.
    pub const fn current(&self) -> &HeldKey<K> {
        &self.current
    }

    /// Every key, newest first.
    pub fn iter(&self) -> impl Iterator<Item = &HeldKey<K>> {
        core::iter::once(&self.current).chain(&self.previous)
    }

    /// The key that a message names.
    ///
    /// # Errors
    /// [`Reason::ServerKeyUnknown`], or [`Reason::ServerKeyRetired`] after its span.
    pub fn find(&self, kid: &KeyId, now: UnixSeconds) -> Result<&HeldKey<K>, Reason> {
        let held = self.iter().find(|held| held.kid == *kid).ok_or(Reason::ServerKeyUnknown)?;
        if now < held.not_after { Ok(held) } else { Err(Reason::ServerKeyRetired) }
    }

    /// Puts a newer key in front. The one replaced ends [`KEY_OVERLAP`] after `now` at the latest,
    /// and those that have ended are dropped.
    pub fn replace(&mut self, newer: HeldKey<K>, now: UnixSeconds) {
        let mut older = core::mem::replace(&mut self.current, newer);
        older.not_after = older.not_after.min(now.saturating_add(KEY_OVERLAP));
        self.previous.insert(0, older);
        self.previous.retain(|held| now < held.not_after);
    }
}

/// Everything that the verifier needs of its own.
///
/// [`KeyFolder`] makes and keeps them in files; a bank may as well fill this from its own key
/// management.
#[derive(Debug)]
pub struct VerifierKeys {
    /// Sign responses.
    pub response: KeyRing<SigningKey>,
    /// Open sealed inputs. None where an [`InputOpener`](crate::InputOpener) of its own process
    /// holds them.
    pub input: Option<KeyRing<DecryptingKey>>,
    /// Open reports and enrolment requests.
    pub report: KeyRing<DecryptingKey>,
    /// Shared by all servers of one bank; drawn once.
    pub shared: SharedSecrets,
}

/// Symmetric secrets that all servers of one bank share.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SharedSecrets {
    /// Authenticates the server's challenges.
    pub challenge: [u8; 32],
    /// Pepper of the hashes of customers' secrets: if it is lost, all have to be set anew.
    pub pepper: [u8; 32],
}

impl core::fmt::Debug for SharedSecrets {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SharedSecrets(..)")
    }
}

impl VerifierKeys {
    /// Draws all keys, valid from `now` for [`KEY_LIFETIME`].
    ///
    /// # Errors
    /// `EntropyFailed` when the source fails.
    pub fn generate<R: TryCryptoRng + ?Sized>(
        now: UnixSeconds,
        rng: &mut R,
    ) -> yufu_sm::Result<Self> {
        let mut shared = SharedSecrets { challenge: [0; 32], pepper: [0; 32] };
        for secret in [&mut shared.challenge, &mut shared.pepper] {
            rng.try_fill_bytes(secret).map_err(|_| yufu_sm::Error::EntropyFailed)?;
        }
        Ok(Self {
            response: KeyRing::new(signing(now, rng)?),
            input: Some(KeyRing::new(decrypting(now, rng)?)),
            report: KeyRing::new(decrypting(now, rng)?),
            shared,
        })
    }

    /// Replaces the three key pairs by new ones. The old ones stay usable for [`KEY_OVERLAP`]:
    /// clients that hold the old bundle go on.
    ///
    /// # Errors
    /// `EntropyFailed` when the source fails; then nothing is replaced.
    pub fn rotate<R: TryCryptoRng + ?Sized>(
        &mut self,
        now: UnixSeconds,
        rng: &mut R,
    ) -> yufu_sm::Result<()> {
        let response = signing(now, rng)?;
        let (input, report) = (decrypting(now, rng)?, decrypting(now, rng)?);
        self.response.replace(response, now);
        self.report.replace(report, now);
        match &mut self.input {
            Some(ring) => ring.replace(input, now),
            None => drop(input),
        }
        Ok(())
    }

    /// Makes the signed bundle of all public keys that have not ended.
    ///
    /// `input` lists the public input keys where another process holds the private ones; it is
    /// empty otherwise. `sequence` grows with every bundle.
    ///
    /// # Errors
    /// Those of [`BundleClaims::sign`].
    pub fn bundle<R: TryCryptoRng + ?Sized>(
        &self,
        root: &SigningKey,
        issuer: &str,
        sequence: u64,
        now: UnixSeconds,
        input: &[ServerKey],
        rng: &mut R,
    ) -> yufu_protocol::error::Result<String> {
        let decrypting = |held: &HeldKey<DecryptingKey>, purpose| ServerKey {
            kid: held.kid.clone(),
            purpose,
            public_key: Bytes(held.key.encrypting_key().to_spki_der()),
            not_before: held.not_before,
            not_after: held.not_after,
        };
        let responses = self.response.iter().map(|held| ServerKey {
            kid: held.kid.clone(),
            purpose: KeyPurpose::ResponseSignature,
            public_key: Bytes(held.key.verifying_key().to_spki_der()),
            not_before: held.not_before,
            not_after: held.not_after,
        });
        let inputs = self.input.iter().flat_map(KeyRing::iter);
        let keys = responses
            .chain(inputs.map(|held| decrypting(held, KeyPurpose::InputEncryption)))
            .chain(self.report.iter().map(|held| decrypting(held, KeyPurpose::ReportEncryption)))
            .chain(input.iter().cloned())
            .filter(|key| now < key.not_after)
            .collect();
        let claims = BundleClaims {
            version: bundle::VERSION,
            issuer: issuer.to_owned(),
            sequence,
            issued_at: now,
            expires_at: now.saturating_add(BUNDLE_LIFETIME),
            keys,
        };
        claims.sign(root, rng)
    }
}

fn signing<R: TryCryptoRng + ?Sized>(
    now: UnixSeconds,
    rng: &mut R,
) -> yufu_sm::Result<HeldKey<SigningKey>> {
    let key = SigningKey::generate(rng)?;
    let kid = Thumbprint::of_spki(&key.verifying_key().to_spki_der()).to_key_id();
    Ok(HeldKey { kid, key, not_before: now, not_after: now.saturating_add(KEY_LIFETIME) })
}

fn decrypting<R: TryCryptoRng + ?Sized>(
    now: UnixSeconds,
    rng: &mut R,
) -> yufu_sm::Result<HeldKey<DecryptingKey>> {
    let key = DecryptingKey::generate(rng)?;
    let kid = Thumbprint::of_spki(&key.encrypting_key().to_spki_der()).to_key_id();
    Ok(HeldKey { kid, key, not_before: now, not_after: now.saturating_add(KEY_LIFETIME) })
}
