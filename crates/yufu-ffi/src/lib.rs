//! The foreign API of Yufu: defined here once, called from Kotlin and from Swift.
//!
//! Every type wraps one of [`yufu`], under the same name. What a host may rely on:
//!
//! - Data goes in, data comes out: no callback, no async, no trait that the host implements.
//! - Every call returns a [`Result`]. A panic becomes [`YufuError::Internal`], and the object in
//!   which it happened is closed.
//! - An object holds its secrets until `close`. A later call is refused with
//!   [`YufuError::Closed`]; closing twice is no error. A call that uses an object up closes it.
//! - All objects may be shared between threads; calls on one object take turns.
//! - Secrets enter as bytes, are wiped here, and never come out. The allocator of this library
//!   wipes all that it frees.
//!
//! `cargo xtask generate` makes both languages from this crate: CONTRIBUTING.md shows how a function
//! is added.

mod device;
mod enrolment;
mod environment;
mod error;
mod facts;
#[cfg(yufu_fixed_rng)]
mod fixed;
mod http;
mod input;
mod keypad;
mod mask;
mod mirror;
mod pack;
mod pending;
mod rng;
mod secret_change;
mod session;
mod signer;
mod slot;
mod store;
mod transfer;
mod trust;
mod validate;

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

pub use device::{Device, NewDevice, SavedDevice};
pub use enrolment::{Enrolled, Enrolment};
pub use environment::{
    AppInfo, CategoryScore, Confidence, Decision, Environment, Expected, Finding, FindingState,
    Layer, Report, SealedReport, Severity,
};
pub use error::{ErrorDetail, Result, YufuError};
pub use facts::{FactName, HostFacts, UnobservableCause};
pub use http::{Answer, HttpHeader, HttpRequest};
pub use input::{Press, SealedInput, SecureInput};
pub use keypad::{Appearance, Cell, CellKind, Keypad, KeypadStyle, Layout, Order};
pub use mask::{
    CardExpiry, IdentityCheck, IdentityProof, RevealGround, Sensitive, Stage, ValueKind, mask_value,
};
pub use pack::{Asks, Pack};
pub use pending::{
    PendingAnswer, PendingChange, PendingEnrolment, PendingLogin, PendingLogout, PendingOffer,
    PendingReceipt, PendingSecretChange, PendingSession, PendingTransfer,
};
pub use secret_change::{ChangeResult, DenyList, SecretChange, SecretKind};
pub use session::{Login, Session, SessionLimits, SessionState};
pub use signer::{RequestHead, RequestSigner};
pub use store::FileStore;
pub use transfer::{Amount, Factor, OrderState, Receipt, Transaction, TransactionKind, Transfer};
pub use trust::{Offer, Server, Trust};
pub use validate::{Link, LinkPolicy, parse_amount};

use error::guard;

#[cfg(feature = "scaffolding")]
uniffi::setup_scaffolding!("yufu");

/// Wipes every block that is freed, whoever asked for it: also the copies that a bridge makes.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

/// A protection of secret memory that this process goes without.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct MemoryWarning {
    /// The stable code, 5901 to 5907.
    pub code: u16,
    /// What the system did not grant, in English.
    pub message: String,
}

/// The version of this library, as in 0.1.0.
///
/// # Errors
/// None but code 7002.
#[cfg_attr(feature = "scaffolding", uniffi::export)]
pub fn version() -> Result<String> {
    #[cfg(yufu_fixed_rng)]
    fixed::restart();
    guard(|| Ok(env!("CARGO_PKG_VERSION").to_owned()))
}

/// Computes the known answers of the standards and names the algorithms that gave them; takes a few
/// milliseconds.
///
/// # Errors
/// Code 1013 when one answer differs: then nothing of this build is to be trusted.
#[cfg_attr(feature = "scaffolding", uniffi::export)]
pub fn self_test() -> Result<Vec<String>> {
    guard(|| {
        let report = yufu::sm::selftest::run().map_err(yufu::Error::from)?;
        Ok(report.passed().iter().map(|name| (*name).to_owned()).collect())
    })
}

/// What the system did not grant to the memory of secrets so far; empty is the good case.
///
/// # Errors
/// None but code 7002.
#[cfg_attr(feature = "scaffolding", uniffi::export)]
pub fn memory_warnings() -> Result<Vec<MemoryWarning>> {
    guard(|| {
        let warnings = yufu::secret::warnings().into_iter();
        Ok(warnings.map(|w| MemoryWarning { code: w.code(), message: w.to_string() }).collect())
    })
}
