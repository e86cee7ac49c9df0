//! Bodies of the routes that move money or change a secret.

use serde::{Deserialize, Serialize};

use crate::encoding::Bytes;
use crate::id::{AccountRef, Challenge, InputNonce, OrderNumber, SubmitToken};
use crate::time::UnixSeconds;
use crate::transaction::{Currency, TransactionDigest};

/// Body of POST /v1/submit-token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmitTokenRequest {
    /// The transaction that the customer confirmed.
    pub transaction_digest: TransactionDigest,
    /// Its amount in minor units: what the policy asks for depends on it.
    pub amount_minor: u64,
    /// Its currency.
    pub currency: Currency,
}

/// Answer to POST /v1/submit-token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmitTokenResponse {
    /// For one submission of this transaction.
    pub submit_token: SubmitToken,
    /// For the PIN of this transaction.
    pub input_nonce: InputNonce,
    /// For the report of this transaction.
    pub challenge: Challenge,
    /// What the transaction has to carry.
    pub required_factors: Vec<Factor>,
    /// When token, nonce and challenge end.
    pub expires_at: UnixSeconds,
}

/// What a transaction has to carry besides the device key's signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Factor {
    /// The device key's signature: always.
    DeviceKey,
    /// An environment report for this transaction.
    EnvironmentReport,
    /// The transaction PIN, sealed for this transaction.
    TransactionPin,
    /// The second signature, by the hardware key.
    HardwareKey,
}

/// Body of POST /v1/pin and of POST /v1/password. The challenge stands in the covered field
/// `yufu-challenge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretChangeRequest {
    /// The secret in force: sealed input, DER.
    pub old: Bytes,
    /// The new secret: sealed input of set mode, DER.
    pub new: Bytes,
    /// The new secret, entered once more: the server alone compares the two.
    pub repeat: Bytes,
}

/// Answer to POST /v1/pin and to POST /v1/password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretChangeResponse {
    /// Whether the new secret is in force.
    pub changed: bool,
    /// Names of the strength rules that it broke; empty when changed.
    pub findings: Vec<String>,
}

/// Body of POST /v1/transfer. The submit token stands in the covered field `yufu-submit-token`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferRequest {
    /// The key fields, DER, see docs/formats/transaction.md.
    pub transaction: Bytes,
    /// The PIN sealed for this transaction, DER; absent where the policy asks for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Bytes>,
    /// The report in its envelope; absent where the policy asks for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Bytes>,
    /// What hardware attested for the report's challenge; the report names it by its digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<Bytes>,
}

/// Answer to POST /v1/transfer and GET /v1/orders/{order}. The client shows it masked;
/// Debug shows order and status alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The order.
    pub order: OrderNumber,
    /// What became of it.
    pub status: OrderState,
    /// The digest of the transaction that this order stands for.
    pub transaction_digest: TransactionDigest,
    /// When it was decided.
    pub completed_at: UnixSeconds,
    /// The account that was paid.
    pub payee_account: AccountRef,
    /// The name of the one who was paid.
    pub payee_name: String,
    /// The amount in minor units.
    pub amount_minor: u64,
    /// Its currency.
    pub currency: Currency,
}

impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Receipt")
            .field("order", &self.order)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// What became of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OrderState {
    /// Taken on, not yet booked.
    Pending,
    /// Booked.
    Completed,
    /// Not booked, and never will be.
    Refused,
}
