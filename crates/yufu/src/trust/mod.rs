//! The server's keys, taken from a bundle that the bank's root key signed (X 5.5.3.1).
//!
//! The root's public key is compiled into the app. Everything else comes as a signed bundle, which
//! names each key, its one purpose and its time, so that the bank can change keys without a new
//! version of the app. A bundle that is not better than the one in use changes nothing.
//!
//! ```
//! use yufu::trust::Trust;
//! # use yufu::rng::SystemRng;
//! # use yufu_protocol::time::UnixSeconds;
//! # let mut rng = SystemRng::new()?;
//! # let root = yufu_sm::sm2::SigningKey::generate(&mut rng)?.verifying_key().clone();
//!
//! let floor = 17; // `sequence()` of the last run, as the host stored it
//! let trust = Trust::new(root).with_minimum_sequence(floor);
//! # let wall_clock = UnixSeconds(1_800_000_000);
//! assert!(trust.load("not a bundle", wall_clock).is_err());
//! assert_eq!(trust.sequence(), floor);
//! # Ok::<(), yufu::Error>(())
//! ```

mod keys;

use std::sync::{Arc, PoisonError, RwLock};

use serde::Deserialize;
use yufu_protocol::bundle::{self, BundleClaims, KeyPurpose, ServerKey};
use yufu_protocol::error::Error as ProtocolError;
use yufu_protocol::id::KeyId;
use yufu_protocol::jws;
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::{SignerId, VerifyingKey};

pub use keys::{InputKey, ReportKey, ResponseKey};

use crate::{Error, Result};

/// How long after its end a bundle may still be loaded by the device's wall clock: two days, in
/// seconds. By the server's time its keys are not used for a second longer.
pub const CLOCK_TOLERANCE: u64 = 2 * 24 * 60 * 60;

/// What the app believes about the bank's servers. Shared by all sessions of a process.
#[derive(Debug)]
pub struct Trust {
    root: VerifyingKey,
    state: RwLock<State>,
}

#[derive(Clone, Debug, Default)]
struct State {
    floor: u64,
    bundle: Option<Arc<BundleClaims>>,
}

impl Trust {
    /// Trusts what `root` signs, and nothing yet.
    pub fn new(root: VerifyingKey) -> Self {
        Self { root, state: RwLock::default() }
    }

    /// The same trust, refusing bundles below `sequence`: what [`sequence`](Self::sequence) gave
    /// in an earlier run and the host has kept. Without it an old bundle can come back after a
    /// restart.
    #[must_use]
    pub fn with_minimum_sequence(self, sequence: u64) -> Self {
        let state = State { floor: sequence, bundle: None };
        Self { root: self.root, state: RwLock::new(state) }
    }

    /// Takes a bundle, if it is the root key's, not older than the one in use, and in force.
    ///
    /// `now` is the server's time, or the device's wall clock before the server's time is known. A
    /// wall clock that is behind does no harm: the bundle's own date of issue, which the root
    /// signed, stands for it. One that is ahead may be so by [`CLOCK_TOLERANCE`]. Members and keys
    /// are checked again, by the server's time, whenever a key is used.
    ///
    /// On any error the bundle in use stays.
    ///
    /// # Errors
    /// [`Error::BundleInvalid`], [`Error::BundleExpired`], [`Error::BundleRolledBack`].
    pub fn load(&self, bundle: &str, now: UnixSeconds) -> Result<()> {
        let at = self.time_to_judge(bundle, now)?;
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let roots = std::slice::from_ref(&self.root);
        let claims = BundleClaims::verify(bundle, roots, at, Some(state.floor)).map_err(refused)?;
        let same_number = state.bundle.as_ref().filter(|held| held.sequence == claims.sequence);
        if same_number.is_some_and(|held| **held != claims) {
            return Err(Error::BundleRolledBack);
        }
        *state = State { floor: claims.sequence, bundle: Some(Arc::new(claims)) };
        Ok(())
    }

    /// The sequence number below which bundles are refused: for the host to keep and to give to
    /// [`with_minimum_sequence`](Self::with_minimum_sequence).
    pub fn sequence(&self) -> u64 {
        self.state().floor
    }

    /// When the bundle in use ends; the host fetches the next one before.
    ///
    /// # Errors
    /// [`Error::NoBundle`].
    pub fn expires_at(&self) -> Result<UnixSeconds> {
        Ok(self.bundle()?.expires_at)
    }

    /// The key that input is sealed to at `now`, in the server's time: of those in force the one
    /// that started last.
    ///
    /// # Errors
    /// [`Error::NoBundle`], [`Error::BundleExpired`], [`Error::NoKeyForPurpose`].
    pub fn input_key(&self, now: UnixSeconds) -> Result<InputKey> {
        let bundle = self.bundle()?;
        let key = current(&bundle, KeyPurpose::InputEncryption, now)?;
        let public = key.encrypting_key().map_err(|_| Error::BundleInvalid)?;
        Ok(InputKey::new(key.kid.clone(), public))
    }

    /// The key that reports and enrolments are sealed to at `now`, in the server's time.
    ///
    /// # Errors
    /// As [`input_key`](Self::input_key).
    pub fn report_key(&self, now: UnixSeconds) -> Result<ReportKey> {
        let bundle = self.bundle()?;
        let key = current(&bundle, KeyPurpose::ReportEncryption, now)?;
        let public = key.encrypting_key().map_err(|_| Error::BundleInvalid)?;
        Ok(ReportKey::new(key.kid.clone(), public))
    }

    /// The response key of this name. Two are in force while one replaces the other; whether this
    /// one is, [`ResponseKey::is_valid_at`] says.
    ///
    /// # Errors
    /// [`Error::NoBundle`], [`Error::NoKeyForPurpose`].
    pub fn response_key(&self, id: &KeyId) -> Result<ResponseKey> {
        let bundle = self.bundle()?;
        let named =
            |key: &&ServerKey| key.kid == *id && key.purpose == KeyPurpose::ResponseSignature;
        let key = bundle.keys.iter().find(named).ok_or(Error::NoKeyForPurpose)?;
        ResponseKey::new(key, bundle.expires_at)
    }

    /// The time by which a bundle is judged; see [`load`](Self::load).
    fn time_to_judge(&self, bundle: &str, now: UnixSeconds) -> Result<UnixSeconds> {
        #[derive(Deserialize)]
        struct Dates {
            iat: UnixSeconds,
            exp: UnixSeconds,
        }
        let root = bundle::root_key_id(&self.root);
        let signed = jws::verify(bundle, bundle::TYPE, |kid| {
            (*kid == root).then(|| (self.root.clone(), SignerId::DEFAULT))
        })
        .map_err(refused)?;
        let Dates { iat, exp } =
            serde_json::from_slice(&signed.payload).map_err(|_| Error::BundleInvalid)?;
        let at = now.max(iat);
        match at.since(exp) {
            Some(late) if late < CLOCK_TOLERANCE => Ok(exp.saturating_sub(1)),
            _ => Ok(at),
        }
    }

    fn bundle(&self) -> Result<Arc<BundleClaims>> {
        self.state().bundle.ok_or(Error::NoBundle)
    }

    /// A writer replaces the state in one assignment, so a poisoned lock still guards a whole one.
    fn state(&self) -> State {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn current(bundle: &BundleClaims, purpose: KeyPurpose, now: UnixSeconds) -> Result<&ServerKey> {
    if now >= bundle.expires_at {
        return Err(Error::BundleExpired);
    }
    bundle.current(purpose, now).ok_or(Error::NoKeyForPurpose)
}

fn refused(error: ProtocolError) -> Error {
    match error {
        ProtocolError::Expired(_) => Error::BundleExpired,
        ProtocolError::Rollback(_) => Error::BundleRolledBack,
        _ => Error::BundleInvalid,
    }
}
