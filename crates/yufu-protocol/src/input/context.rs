//! What one input is for. Client and server each build it from what they know; it never travels.

use der::asn1::{OctetStringRef, Utf8StringRef};
use der::{Encode, Sequence};

use super::{SLOT_COUNT, SUITE, VERSION};
use crate::error::{Error, Format, Result};
use crate::id::{AccountRef, InputNonce, KeyId, SessionId, Thumbprint};
use crate::transaction::TransactionDigest;

/// What the secret is entered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Purpose {
    /// Log in with the login password.
    Login = 1,
    /// Approve a transaction with the transaction PIN.
    Transaction = 2,
    /// Set a new login password.
    SetLogin = 3,
    /// Set a new transaction PIN.
    SetTransaction = 4,
    /// Prove the present login password before a change.
    OldLogin = 5,
    /// Prove the present transaction PIN before a change.
    OldTransaction = 6,
}

impl Purpose {
    /// The number in the context.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// True when a new secret is chosen, so that it is judged while it is typed.
    pub const fn sets_secret(self) -> bool {
        matches!(self, Self::SetLogin | Self::SetTransaction)
    }
}

/// Name of an input field on its page, such as `pin` or `repeat`: 1 to 32 of `a-z 0-9 _ -`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field(String);

impl Field {
    /// Longest name, in bytes.
    pub const MAX_LEN: usize = 32;

    /// Checks length and alphabet.
    ///
    /// # Errors
    /// [`Error::Field`] of [`Format::Input`].
    pub fn new(name: &str) -> Result<Self> {
        let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
        if (1..=Self::MAX_LEN).contains(&name.len()) && name.bytes().all(allowed) {
            Ok(Self(name.to_owned()))
        } else {
            Err(Error::Field(Format::Input, "field"))
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What one input is bound to. A changed transaction needs a new input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// What the secret is entered for.
    pub purpose: Purpose,
    /// The field on the page.
    pub field: Field,
    /// The server's one-time nonce for this input.
    pub input_nonce: InputNonce,
    /// The session; `None` before there is one, at login.
    pub session: Option<SessionId>,
    /// The account whose secret is entered: for a transaction its payer, for everything else the
    /// account that enrolment named, at login too. `None` where neither side knows one.
    pub account: Option<AccountRef>,
    /// Thumbprint of the device key.
    pub device: Thumbprint,
    /// Name of the server's input key.
    pub input_key: KeyId,
    /// Digest of the transaction that the secret approves; `None` when it approves none.
    pub transaction: Option<TransactionDigest>,
}

impl Context {
    /// The context in DER.
    ///
    /// # Errors
    /// None in practice; [`Error::Malformed`] if the encoder fails.
    pub fn to_der(&self) -> Result<Vec<u8>> {
        self.encode().map_err(|_| Error::Malformed(Format::Input))
    }

    fn encode(&self) -> der::Result<Vec<u8>> {
        let session = self.session.as_ref().map_or(&[][..], |id| id.as_bytes());
        let transaction = self.transaction.as_ref().map_or(&[0; 32], |digest| digest.as_bytes());
        ContextDer {
            version: VERSION,
            suite: SUITE,
            purpose: self.purpose.number(),
            field: Utf8StringRef::new(self.field.as_str())?,
            input_nonce: OctetStringRef::new(self.input_nonce.as_bytes())?,
            session: OctetStringRef::new(session)?,
            account: Utf8StringRef::new(self.account.as_ref().map_or("", AccountRef::as_str))?,
            device: OctetStringRef::new(self.device.as_bytes())?,
            input_key: Utf8StringRef::new(self.input_key.as_str())?,
            transaction: OctetStringRef::new(transaction)?,
            slots: SLOT_COUNT,
        }
        .to_der()
    }
}

#[derive(Sequence)]
struct ContextDer<'a> {
    version: u8,
    suite: u8,
    purpose: u8,
    field: Utf8StringRef<'a>,
    input_nonce: &'a OctetStringRef,
    session: &'a OctetStringRef,
    account: Utf8StringRef<'a>,
    device: &'a OctetStringRef,
    input_key: Utf8StringRef<'a>,
    transaction: &'a OctetStringRef,
    slots: u8,
}
