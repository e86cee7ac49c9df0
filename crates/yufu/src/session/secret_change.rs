//! Changing the transaction PIN or the login password inside a session (X 5.1.4b-e; H 5.4.2j-m).

use rand_core::TryCryptoRng;
use yufu_protocol::api;
use yufu_protocol::encoding::Bytes;
use yufu_protocol::input::{Field, Purpose, SealedInput};

use super::{Offer, Session};
use crate::Result;
use crate::input::{InputContext, SecureInput};
use crate::keypad::Keypad;
use crate::request::{Pending, SignedRequest};
use crate::strength::Standard;
use crate::trust::InputKey;

pub use yufu_protocol::api::SecretChangeResponse;

/// Which of the customer's secrets is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// The password of a login.
    Login,
    /// The PIN that approves a transaction.
    Transaction,
}

impl SecretKind {
    const fn route(self) -> &'static str {
        match self {
            Self::Login => api::ROUTE_PASSWORD,
            Self::Transaction => api::ROUTE_PIN,
        }
    }

    const fn old(self) -> Purpose {
        match self {
            Self::Login => Purpose::OldLogin,
            Self::Transaction => Purpose::OldTransaction,
        }
    }

    const fn set(self) -> Purpose {
        match self {
            Self::Login => Purpose::SetLogin,
            Self::Transaction => Purpose::SetTransaction,
        }
    }
}

/// A change of a secret, waiting for the old one and, twice, the new one.
///
/// The server alone compares the three and judges the new one again: its verdict counts.
#[derive(Debug)]
pub struct SecretChange {
    session: Session,
    kind: SecretKind,
    offer: Offer,
}

impl SecretChange {
    /// Asks the server for a challenge to change the secret under.
    ///
    /// # Errors
    /// Those of [`Session::send`] about the session; [`Error::Format`](crate::Error::Format) if the
    /// random source fails.
    pub fn begin<R: TryCryptoRng + ?Sized>(
        session: &Session,
        kind: SecretKind,
        rng: &mut R,
    ) -> Result<Pending<Self>> {
        session.state().require_active()?;
        let (session, pending) = (session.clone(), session.server().challenge(rng)?);
        Ok(pending.and_then(move |offer| Ok(Self { session, kind, offer })))
    }

    /// Opens the keypad for the secret in force.
    ///
    /// # Errors
    /// [`Error::OfferExpired`](crate::Error::OfferExpired); those of [`Session::send`] about the
    /// session, of [`Trust::input_key`](crate::trust::Trust::input_key) and of
    /// [`SecureInput::open`].
    pub fn open_old<R: TryCryptoRng>(&self, keypad: Keypad, rng: R) -> Result<SecureInput<R>> {
        let (context, key) = self.context(self.kind.old(), "old")?;
        SecureInput::open(context, &key, keypad, rng)
    }

    /// Opens the keypad for the new secret, judged by `standard` while it is typed.
    ///
    /// # Errors
    /// As [`open_old`](Self::open_old).
    pub fn open_new<R: TryCryptoRng>(
        &self,
        keypad: Keypad,
        standard: Standard,
        rng: R,
    ) -> Result<SecureInput<R>> {
        let (context, key) = self.context(self.kind.set(), "new")?;
        SecureInput::open_to_set(context, &key, keypad, standard, rng)
    }

    /// Opens the keypad for the new secret, once more.
    ///
    /// # Errors
    /// As [`open_old`](Self::open_old).
    pub fn open_repeat<R: TryCryptoRng>(
        &self,
        keypad: Keypad,
        standard: Standard,
        rng: R,
    ) -> Result<SecureInput<R>> {
        let (context, key) = self.context(self.kind.set(), "repeat")?;
        SecureInput::open_to_set(context, &key, keypad, standard, rng)
    }

    /// Signs the change. The answer says whether it is made, and if not which rules the new secret
    /// breaks. Two entries that differ are refused with `secrets_differ`.
    ///
    /// # Errors
    /// As [`Session::send`], and [`Error::OfferExpired`](crate::Error::OfferExpired).
    pub fn submit<R: TryCryptoRng + ?Sized>(
        self,
        old: SealedInput,
        new: SealedInput,
        repeat: SealedInput,
        rng: &mut R,
    ) -> Result<Pending<SecretChangeResponse>> {
        self.offer.now()?;
        let body = api::SecretChangeRequest {
            old: Bytes::from(old.to_der()?),
            new: Bytes::from(new.to_der()?),
            repeat: Bytes::from(repeat.to_der()?),
        };
        let request =
            SignedRequest::post(self.kind.route(), &body)?.with_challenge(*self.offer.challenge());
        Ok(self.session.send(&request, rng)?.and_then(|answer| answer.json()))
    }

    fn context(&self, purpose: Purpose, field: &str) -> Result<(InputContext, InputKey)> {
        self.session.state().require_active()?;
        let key = self.session.server().trust().input_key(self.offer.now()?)?;
        let device = self.session.device();
        let context = InputContext {
            purpose,
            field: Field::new(field)?,
            input_nonce: *self.offer.input_nonce(),
            session: Some(*self.session.id()),
            account: device.account().clone(),
            device: device.thumbprint(),
            transaction: None,
        };
        Ok((context, key))
    }
}
