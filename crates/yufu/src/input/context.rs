//! What an input is opened for.

use yufu_protocol::id::{AccountRef, InputNonce, KeyId, SessionId, Thumbprint};
use yufu_protocol::input::{Context, Field, Purpose};
use yufu_protocol::transaction::TransactionDigest;

use crate::{Error, Result};

/// What an input is bound to. It can't be changed afterwards: another transaction needs another
/// input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputContext {
    /// What the secret is entered for.
    pub purpose: Purpose,
    /// The field on the page.
    pub field: Field,
    /// The server's one-time nonce for this input.
    pub input_nonce: InputNonce,
    /// The session; `None` at login alone.
    pub session: Option<SessionId>,
    /// The account whose secret is entered: at login the one that enrolment named, for a transaction
    /// its payer.
    pub account: AccountRef,
    /// Thumbprint of the device key.
    pub device: Thumbprint,
    /// Digest of the transaction that the PIN approves; `None` for any other purpose.
    pub transaction: Option<TransactionDigest>,
}

impl InputContext {
    /// For the login password of `account`, which enrolment named.
    #[must_use]
    pub fn login(
        field: Field,
        input_nonce: InputNonce,
        account: AccountRef,
        device: Thumbprint,
    ) -> Self {
        let purpose = Purpose::Login;
        Self { purpose, field, input_nonce, session: None, account, device, transaction: None }
    }

    /// Adds the input key's name, if purpose and the other fields fit.
    ///
    /// A transaction's digest belongs to [`Purpose::Transaction`] alone, and everything but a login
    /// to a session.
    pub(super) fn with_key(self, input_key: &KeyId) -> Result<Context> {
        let approves = self.purpose == Purpose::Transaction;
        let homeless = self.session.is_none() && self.purpose != Purpose::Login;
        if approves != self.transaction.is_some() || homeless {
            return Err(Error::InputContext);
        }
        Ok(Context {
            purpose: self.purpose,
            field: self.field,
            input_nonce: self.input_nonce,
            session: self.session,
            account: Some(self.account),
            device: self.device,
            input_key: input_key.clone(),
            transaction: self.transaction,
        })
    }
}
