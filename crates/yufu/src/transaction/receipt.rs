//! What the server says became of an order, for display: masked values only (X 5.5.5).

use yufu_protocol::api;
use yufu_protocol::id::OrderNumber;
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::{Amount, TransactionDigest};

pub use yufu_protocol::api::OrderState;

use crate::mask;
use crate::{Error, Result};

/// A checked answer about one order. There is no way to the full account number or name here: the
/// app has shown them once, for confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    order: OrderNumber,
    state: OrderState,
    digest: TransactionDigest,
    completed_at: UnixSeconds,
    payee_account: String,
    payee_name: String,
    amount: Amount,
}

impl Receipt {
    /// Masks the answer to a transfer, which must be about `order` and the very transaction that
    /// was signed.
    pub(super) fn of_transfer(
        answer: api::Receipt,
        order: &OrderNumber,
        digest: TransactionDigest,
    ) -> Result<Self> {
        if answer.transaction_digest != digest {
            return Err(Error::ConfirmationMismatch);
        }
        Self::of_order(answer, order)
    }

    /// Masks the answer to a question about `order`.
    pub(crate) fn of_order(answer: api::Receipt, order: &OrderNumber) -> Result<Self> {
        if answer.order != *order {
            return Err(Error::ResponseMalformed);
        }
        let amount = Amount::new(answer.amount_minor, answer.currency);
        Ok(Self {
            order: answer.order,
            state: answer.status,
            digest: answer.transaction_digest,
            completed_at: answer.completed_at,
            payee_account: mask::account(answer.payee_account.as_str()),
            payee_name: mask::name(&answer.payee_name),
            amount: amount.map_err(|_| Error::ResponseMalformed)?,
        })
    }

    /// The order.
    pub fn order(&self) -> &OrderNumber {
        &self.order
    }

    /// What became of it.
    pub fn state(&self) -> OrderState {
        self.state
    }

    /// The digest of the transaction that the server holds under this order. After a lost answer
    /// the app compares it with the digest that was confirmed.
    pub fn digest(&self) -> TransactionDigest {
        self.digest
    }

    /// When it was decided, in the server's time.
    pub fn completed_at(&self) -> UnixSeconds {
        self.completed_at
    }

    /// The account that was paid, masked.
    pub fn payee_account(&self) -> &str {
        &self.payee_account
    }

    /// The name of the one who was paid, masked.
    pub fn payee_name(&self) -> &str {
        &self.payee_name
    }

    /// The amount.
    pub fn amount(&self) -> Amount {
        self.amount
    }
}
