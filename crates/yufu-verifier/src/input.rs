//! Sealed input, opened: at one place, in one course, whatever was sent (JR/T 0092 5.5.1.1a).
//!
//! The context of an input never travels; client and verifier build it from what both know:
//!
//! | purpose | field | input nonce of | session | account | transaction |
//! |---|---|---|---|---|---|
//! | `Login` | `password` | the challenge | none | the customer, as enrolment named it | none |
//! | `OldLogin`, `OldTransaction` | `old` | the challenge | yes | the customer | none |
//! | `SetLogin`, `SetTransaction` | `new`, `repeat` | the challenge | yes | the customer | none |
//! | `Transaction` | `pin` | the submit token | yes | the payer | its digest |

use getrandom::SysRng;
use yufu_protocol::{
    id::{AccountRef, InputNonce, KeyId, SessionId, Thumbprint},
    input::{self, Context, Field, Purpose, SealedInput},
    rejection::Reason,
    time::UnixSeconds,
    transaction::TransactionDigest,
};
use yufu_sm::{sm2::DecryptingKey, sm4};

use crate::{
    keys::KeyRing,
    pin_block::{Pan, PinBlock, PinBlockFormat},
    secret::Secret,
};

/// Why an opener gave no answer. A wrong input is no such reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenerError {
    /// The opener does not answer, or its random source failed.
    #[error("the input opener does not answer")]
    Unavailable,
    /// This opener does not give out what was asked for.
    #[error("the input opener does not offer this")]
    NotOffered,
}

impl OpenerError {
    /// The stable number of this error.
    pub const fn code(&self) -> u16 {
        match self {
            Self::Unavailable => 6201,
            Self::NotOffered => 6202,
        }
    }
}

/// Opens sealed inputs, in this process or in one of its own that holds the input keys.
///
/// An implementation guarantees that malformed bytes, a wrong tag, a wrong context and a key that
/// it does not hold all take the course of a wrong secret: the result is a [`Secret`] that equals
/// nothing, or the block of a random PIN. It does not guarantee that what it opened is right.
///
/// A PIN block serves the approval of a transaction alone. A login, and each change of a password or
/// a PIN, has to compare and judge the secret itself and calls [`secret`](Self::secret): a bank whose
/// opener gives out PIN blocks only refuses those routes with
/// [`StoreUnavailable`](Reason::StoreUnavailable) and changes PINs in its own system.
pub trait InputOpener: Send + Sync {
    /// Whether the input key of this name is in use.
    ///
    /// # Errors
    /// [`Reason::ServerKeyUnknown`], [`Reason::ServerKeyRetired`] or [`Reason::StoreUnavailable`].
    fn check_key(&self, input_key: &KeyId, now: UnixSeconds) -> Result<(), Reason>;

    /// Opens an input to the secret itself.
    ///
    /// # Errors
    /// [`OpenerError`]; [`OpenerError::NotOffered`] where only PIN blocks leave the opener.
    fn secret(&self, sealed: &[u8], context: &Context) -> Result<Secret, OpenerError>;

    /// Opens an input to a PIN block for the card `pan`.
    ///
    /// # Errors
    /// [`OpenerError`].
    fn pin_block(
        &self,
        sealed: &[u8],
        context: &Context,
        pan: &Pan,
        format: PinBlockFormat,
    ) -> Result<PinBlock, OpenerError>;
}

/// Which card number belongs to an account; the bank's own records.
pub trait CardDirectory: Send + Sync {
    /// The card number of an account; none when it has no card.
    fn pan(&self, account: &AccountRef) -> Option<Pan>;
}

/// An opener in this process.
#[derive(Debug)]
pub struct InProcessOpener {
    keys: KeyRing<DecryptingKey>,
    pin_key: Option<sm4::Key>,
    /// Opened in the place of what could not be read, so that both take as long.
    decoy: SealedInput,
}

impl InProcessOpener {
    /// An opener with these input keys.
    ///
    /// # Errors
    /// `EntropyFailed` when there is no randomness.
    pub fn new(keys: KeyRing<DecryptingKey>) -> yufu_protocol::error::Result<Self> {
        let mut rng = SysRng;
        let held = keys.current();
        let context = Context {
            purpose: Purpose::Login,
            field: Field::new("decoy")?,
            input_nonce: InputNonce::random(&mut rng)?,
            session: None,
            account: None,
            device: Thumbprint::from_bytes([0; 32]),
            input_key: held.kid.clone(),
            transaction: None,
        };
        let mut chain = [0; 32];
        let public = held.key.encrypting_key();
        let wrapped = input::begin(&context, public, &mut rng, &mut chain)?;
        let decoy = input::seal(&mut chain, &context, wrapped, &[])?;
        Ok(Self { keys, pin_key: None, decoy })
    }

    /// The same opener, offering PIN blocks under the bank's PIN key.
    #[must_use]
    pub fn with_pin_key(mut self, pin_key: sm4::Key) -> Self {
        self.pin_key = Some(pin_key);
        self
    }
}

impl InputOpener for InProcessOpener {
    fn check_key(&self, input_key: &KeyId, now: UnixSeconds) -> Result<(), Reason> {
        self.keys.find(input_key, now).map(|_| ())
    }

    fn secret(&self, sealed: &[u8], context: &Context) -> Result<Secret, OpenerError> {
        let read = SealedInput::from_der(sealed);
        let sealed = read.as_ref().unwrap_or(&self.decoy);
        let held = self.keys.iter().find(|held| held.kid == *sealed.input_key());
        let key = &held.unwrap_or(self.keys.current()).key;
        let mut opened = input::OpenedInput::new();
        match input::open(sealed, context, key, &mut SysRng, &mut opened) {
            Ok(()) if read.is_ok() => Ok(Secret::new(opened.as_bytes())),
            Ok(()) | Err(yufu_protocol::error::Error::Decryption(_)) => Ok(Secret::unopened()),
            Err(_) => Err(OpenerError::Unavailable),
        }
    }

    fn pin_block(
        &self,
        sealed: &[u8],
        context: &Context,
        pan: &Pan,
        format: PinBlockFormat,
    ) -> Result<PinBlock, OpenerError> {
        let key = self.pin_key.as_ref().ok_or(OpenerError::NotOffered)?;
        let secret = self.secret(sealed, context)?;
        PinBlock::seal(&secret, pan, format, key, &mut SysRng).map_err(|_| OpenerError::Unavailable)
    }
}

/// A sealed input as it was opened. Nothing tells whether it could be opened.
#[derive(Debug)]
#[non_exhaustive]
pub enum Opened {
    /// The secret itself.
    Secret(Secret),
    /// A block for the bank's own system.
    PinBlock(PinBlock),
}

/// What both halves know about an input, from the verifier's side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected<'a> {
    pub(crate) purpose: Purpose,
    pub(crate) field: &'static str,
    pub(crate) input_nonce: InputNonce,
    pub(crate) session: Option<SessionId>,
    pub(crate) account: &'a AccountRef,
    pub(crate) device: Thumbprint,
    pub(crate) transaction: Option<TransactionDigest>,
}

impl Expected<'_> {
    /// The context for an input that names `input_key`; one that could not be read names none.
    pub(crate) fn context(&self, input_key: Option<KeyId>) -> Result<Context, Reason> {
        let unread = || KeyId::new("unread").map_err(|_| Reason::Internal);
        Ok(Context {
            purpose: self.purpose,
            field: Field::new(self.field).map_err(|_| Reason::Internal)?,
            input_nonce: self.input_nonce,
            session: self.session,
            account: Some(self.account.clone()),
            device: self.device,
            input_key: input_key.map_or_else(unread, Ok)?,
            transaction: self.transaction,
        })
    }
}

/// The input key that sealed bytes name; none where they cannot be read, which is told nobody.
pub(crate) fn named_key(sealed: &[u8]) -> Result<Option<KeyId>, Reason> {
    if sealed.len() > SealedInput::MAX_LEN {
        return Err(Reason::BodyMalformed);
    }
    Ok(SealedInput::from_der(sealed).ok().map(|input| input.input_key().clone()))
}
