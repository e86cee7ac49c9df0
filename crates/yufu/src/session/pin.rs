//! Changing the transaction PIN inside a session (X 5.1.4b-e; H 5.4.2j-m).

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

pub use yufu_protocol::api::PinResponse;

/// A change of the transaction PIN, waiting for the old one and the new one.
///
/// The server compares the two and judges the new one again: its verdict counts.
#[derive(Debug)]
pub struct PinChange {
    session: Session,
    offer: Offer,
}

impl PinChange {
    /// Asks the server for a challenge to change the PIN under.
    ///
    /// # Errors
    /// Those of [`Session::send`] about the session; [`Error::Format`](crate::Error::Format) if the
    /// random source fails.
    pub fn begin<R: TryCryptoRng + ?Sized>(
        session: &Session,
        rng: &mut R,
    ) -> Result<Pending<Self>> {
        session.state().require_active()?;
        let (session, pending) = (session.clone(), session.server().challenge(rng)?);
        Ok(pending.and_then(move |offer| Ok(Self { session, offer })))
    }

    /// Opens the PIN pad for the PIN in force.
    ///
    /// # Errors
    /// [`Error::OfferExpired`](crate::Error::OfferExpired); those of [`Session::send`] about the
    /// session, of [`Trust::input_key`](crate::trust::Trust::input_key) and of
    /// [`SecureInput::open`].
    pub fn open_old<R: TryCryptoRng>(&self, keypad: Keypad, rng: R) -> Result<SecureInput<R>> {
        let (context, key) = self.context(Purpose::OldTransaction, "old")?;
        SecureInput::open(context, &key, keypad, rng)
    }

    /// Opens the PIN pad for the new PIN, judged by `standard` while it is typed.
    ///
    /// # Errors
    /// As [`open_old`](Self::open_old).
    pub fn open_new<R: TryCryptoRng>(
        &self,
        keypad: Keypad,
        standard: Standard,
        rng: R,
    ) -> Result<SecureInput<R>> {
        let (context, key) = self.context(Purpose::SetTransaction, "new")?;
        SecureInput::open_to_set(context, &key, keypad, standard, rng)
    }

    /// Signs the change. The answer says whether it is made, and if not which rules the new PIN
    /// breaks.
    ///
    /// # Errors
    /// As [`Session::send`], and [`Error::OfferExpired`](crate::Error::OfferExpired).
    pub fn submit<R: TryCryptoRng + ?Sized>(
        self,
        old: SealedInput,
        new: SealedInput,
        rng: &mut R,
    ) -> Result<Pending<PinResponse>> {
        self.offer.now()?;
        let (old, new) = (Bytes::from(old.to_der()?), Bytes::from(new.to_der()?));
        let request = SignedRequest::post(api::ROUTE_PIN, &api::PinRequest { old, new })?
            .with_challenge(*self.offer.challenge());
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
