//! What a store keeps: plain records without behaviour.

use yufu_protocol::{
    api::{OrderState, Receipt},
    id::{AccountRef, Challenge, DeviceId, InputNonce, KeyId, OrderNumber, SessionId},
    submit_token::StoreKey,
    time::UnixSeconds,
    transaction::{Amount, Currency, Transaction, TransactionDigest},
};
use yufu_sm::sm2::VerifyingKey;

use crate::{attestation::Attestation, secret::SecretRecord};

/// An enrolled device: the only source of a key's algorithm, signer ID and rights.
#[derive(Clone, Debug)]
pub struct DeviceRecord {
    /// The device.
    pub device: DeviceId,
    /// The id that its requests carry as `keyid`.
    pub key: KeyId,
    /// The SM2 key that signs its requests, reports and enrolment.
    pub public_key: VerifyingKey,
    /// The signer ID of SM2 (GB/T 32918.2, section 5.5); at most 8,191 bytes.
    pub signer_id: Vec<u8>,
    /// The P-256 key of the device's hardware, as the 65 bytes of an uncompressed point.
    pub hardware_key: Option<[u8; 65]>,
    /// What hardware stated when the device was enrolled.
    pub attestation: Option<Attestation>,
    /// Whom the device belongs to.
    pub customer: AccountRef,
    /// The accounts that it may pay from.
    pub accounts: Vec<AccountRef>,
    /// When it was enrolled.
    pub enrolled_at: UnixSeconds,
    /// When it was revoked.
    pub revoked_at: Option<UnixSeconds>,
}

/// The part of an activation code that names its record; the rest is secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActivationId(pub(crate) String);

impl ActivationId {
    /// The eight characters as they stand in the code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An activation code that the bank issued and nobody has used yet.
#[derive(Clone, Debug)]
pub struct ActivationRecord {
    /// The public half of the code.
    pub id: ActivationId,
    /// Hash of the secret half.
    pub secret: SecretRecord,
    /// Whom the enrolled device will belong to.
    pub customer: AccountRef,
    /// The accounts that it may pay from.
    pub accounts: Vec<AccountRef>,
    /// When the code ends.
    pub expires_at: UnixSeconds,
    /// How many wrong secret halves it still survives.
    pub tries_left: u32,
}

/// An open session.
#[derive(Clone, Debug)]
pub struct SessionRecord {
    /// The session.
    pub id: SessionId,
    /// Whose session it is; a customer has one at a time.
    pub customer: AccountRef,
    /// The device key that opened it and signs all its requests.
    pub key: KeyId,
    /// When it was opened.
    pub opened_at: UnixSeconds,
    /// When its last accepted request came.
    pub last_seen: UnixSeconds,
    /// How long it may stay without a request, in seconds.
    pub idle_seconds: u64,
    /// When it ends at the latest.
    pub expires_at: UnixSeconds,
    /// When this customer logged in before; none at the first login.
    pub previous_login: Option<UnixSeconds>,
}

impl SessionRecord {
    /// Whether the session is open at `now`.
    pub fn is_open(&self, now: UnixSeconds) -> bool {
        now < self.expires_at && now < self.last_seen.saturating_add(self.idle_seconds)
    }
}

/// What a store knows of a session id.
#[derive(Clone, Debug)]
pub enum SessionStatus {
    /// The session is open.
    Open(Box<SessionRecord>),
    /// It ended by time.
    Expired,
    /// It was ended by a logout, a newer login, or a revocation. A store may forget this.
    Ended,
    /// There is no such session, or its end was forgotten.
    Unknown,
}

/// A submit token and what it was issued for.
#[derive(Clone, Debug)]
pub struct TokenRecord {
    /// Digest of the token: a store never holds a token that could be sent.
    pub id: StoreKey,
    /// The session that asked for it.
    pub session: SessionId,
    /// The transaction that it may submit.
    pub digest: TransactionDigest,
    /// The amount that the factors were named for.
    pub amount: Amount,
    /// Under which the PIN of the transaction is sealed.
    pub input_nonce: InputNonce,
    /// Which the report of the transaction answers.
    pub challenge: Challenge,
    /// When it ends.
    pub expires_at: UnixSeconds,
}

/// An order number is unique to its customer: nobody can take another's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderKey {
    /// Whose order it is.
    pub customer: AccountRef,
    /// The number that the client chose.
    pub order: OrderNumber,
}

/// An order, kept so that its business runs once and its outcome can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRecord {
    /// The idempotency key.
    pub key: OrderKey,
    /// The transaction that took the number.
    pub transaction: Transaction,
    /// Its digest.
    pub digest: TransactionDigest,
    /// What became of it.
    pub state: OrderState,
    /// When the state was last set.
    pub updated_at: UnixSeconds,
}

impl OrderRecord {
    /// The receipt, as the client gets it.
    pub fn receipt(&self) -> Receipt {
        Receipt {
            order: self.key.order.clone(),
            status: self.state,
            transaction_digest: self.digest,
            completed_at: self.updated_at,
            payee_account: self.transaction.payee_account().clone(),
            payee_name: self.transaction.payee_name().to_owned(),
            amount_minor: self.transaction.amount().minor(),
            currency: self.transaction.amount().currency(),
        }
    }
}

/// What of a customer's day a payment uses up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// Who pays.
    pub customer: AccountRef,
    /// In which currency the limit is counted.
    pub currency: Currency,
    /// Days since 1970-01-01 in the policy's time zone.
    pub day: u64,
    /// How much, in minor units.
    pub minor: u64,
}
