//! What the verifier has to remember, behind one trait.
//!
//! Each operation is one atomic step and one round trip, takes the time as an argument, and calls
//! nothing back, so that a shared database serves as well as [`MemoryStore`].

mod claim;
mod memory;
mod records;
mod window;

use yufu_protocol::{
    api::OrderState,
    id::{AccountRef, KeyId, SessionId},
    rejection::Reason,
    submit_token::StoreKey,
    time::UnixSeconds,
};

pub use self::{
    claim::{Claim, Conflict, Mark, MarkId, ReportClaim, SequenceClaim},
    memory::{Capacity, MemoryStore},
    records::{
        ActivationId, ActivationRecord, DeviceRecord, OrderKey, OrderRecord, SessionRecord,
        SessionStatus, Spending, TokenRecord,
    },
    window::{SequenceError, SequenceWindow},
};
use crate::{
    attempts::{AttemptKey, AttemptLimits, Reservation, SecretKind},
    secret::SecretRecord,
};

/// Why a store gave no answer. The verifier then accepts nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The store did not answer.
    #[error("the store does not answer")]
    Unavailable,
    /// The store is full of what it may not forget yet.
    #[error("the store is full")]
    Full,
}

impl StoreError {
    /// The stable number of this error.
    pub const fn code(&self) -> u16 {
        match self {
            Self::Unavailable => 6001,
            Self::Full => 6002,
        }
    }
}

/// A store that does not answer, or is full, refuses.
impl From<StoreError> for Reason {
    fn from(_: StoreError) -> Self {
        Self::StoreUnavailable
    }
}

/// The result of a store operation.
pub type Result<T> = core::result::Result<T, StoreError>;

/// The verifier's memory.
///
/// An implementation guarantees that each method is atomic, also against the same method called
/// from another process on the same data, and that what a method reported as done stays done. It
/// returns an error rather than a guess. It guarantees nothing about the truth of what it is told.
pub trait Store: Send + Sync {
    /// Takes everything in `claim`, or nothing and names the first conflict.
    ///
    /// An open session that is part of the claim is touched.
    fn commit(&self, claim: &Claim, now: UnixSeconds)
    -> Result<core::result::Result<(), Conflict>>;

    /// Records an activation code.
    fn put_activation(&self, record: ActivationRecord, now: UnixSeconds) -> Result<()>;
    /// Uses one try of a live activation code and returns its record; none when the code is
    /// unknown, used, expired or out of tries.
    fn try_activation(
        &self,
        id: &ActivationId,
        now: UnixSeconds,
    ) -> Result<Option<ActivationRecord>>;
    /// Uses up the activation code and records the device, if the code is still there and the
    /// key id is free. False: nothing was done.
    fn enrol(&self, code: &ActivationId, device: DeviceRecord, now: UnixSeconds) -> Result<bool>;
    /// The device whose requests carry this key id, also a revoked one.
    fn device(&self, key: &KeyId) -> Result<Option<DeviceRecord>>;
    /// Marks a device as revoked and ends its session. False: there is no such device.
    fn revoke_device(&self, key: &KeyId, now: UnixSeconds) -> Result<bool>;

    /// Opens a session, ends the customer's others, and returns it with `previous_login` set.
    fn open_session(&self, session: SessionRecord, now: UnixSeconds) -> Result<SessionRecord>;
    /// What became of a session.
    fn session(&self, id: &SessionId, now: UnixSeconds) -> Result<SessionStatus>;
    /// Ends a session with its submit tokens. False: it was not there.
    fn end_session(&self, id: &SessionId, now: UnixSeconds) -> Result<bool>;

    /// Records a submit token, unless its session has ended. A session has few live ones: a newer
    /// pushes out the oldest.
    fn put_token(&self, token: TokenRecord, now: UnixSeconds) -> Result<()>;
    /// A token, whether used, expired or neither; none when its session ended.
    fn token(&self, id: &StoreKey) -> Result<Option<TokenRecord>>;

    /// Counts an attempt, unless the secret is locked.
    fn reserve_attempt(
        &self,
        key: &AttemptKey,
        limits: &AttemptLimits,
        now: UnixSeconds,
    ) -> Result<Reservation>;
    /// Gives an attempt back: the secret proved right.
    fn settle_attempt(&self, key: &AttemptKey, serial: u64) -> Result<()>;

    /// The hash of a customer's secret.
    fn secret(&self, account: &AccountRef, kind: SecretKind) -> Result<Option<SecretRecord>>;
    /// Sets the hash of a customer's secret.
    fn put_secret(
        &self,
        account: &AccountRef,
        kind: SecretKind,
        record: SecretRecord,
    ) -> Result<()>;

    /// Takes an order number. Returns the record that holds it already, and then did nothing.
    fn begin_order(&self, order: OrderRecord) -> Result<Option<OrderRecord>>;
    /// Sets what became of an order that was begun.
    fn finish_order(&self, key: &OrderKey, state: OrderState, now: UnixSeconds) -> Result<()>;
    /// What became of an order.
    fn order(&self, key: &OrderKey) -> Result<Option<OrderRecord>>;

    /// Adds to the day's total unless that would pass `limit_minor`. False: nothing was added.
    fn spend(&self, spending: &Spending, limit_minor: u64) -> Result<bool>;
    /// Takes back what [`spend`](Self::spend) added.
    fn unspend(&self, spending: &Spending) -> Result<()>;
    /// Whether the customer has paid this account before.
    fn knows_payee(&self, customer: &AccountRef, payee: &AccountRef) -> Result<bool>;
    /// Remembers that the customer has paid this account.
    fn learn_payee(&self, customer: &AccountRef, payee: &AccountRef) -> Result<()>;
}
