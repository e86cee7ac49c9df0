//! One transfer, from the user's confirmation to the receipt (X 5.5.1.2, 5.5.3.5b; H 5.6.2).
//!
//! [`Transfer::begin`] gets the server's one-time permission for exactly the confirmed key fields.
//! The PIN pad, the report and the request are then made for that transaction and can serve no
//! other. What is submitted is compared once more with what the user confirmed. Dropping a
//! [`Transfer`] at any point leaves nothing behind: no field, no token, no entry (X 5.2.4).
//!
//! The key fields themselves, [`Transaction`] and its parts, are the protocol's.

mod receipt;

use std::fmt;

use rand_core::TryCryptoRng;
use yufu_protocol::api::{self, SubmitTokenResponse};
use yufu_protocol::encoding::Bytes;
use yufu_protocol::id::Challenge;
use yufu_protocol::input::{Field, Purpose, SealedInput};
use yufu_protocol::report::Software;
use yufu_protocol::time::UnixSeconds;

pub use receipt::{OrderState, Receipt};
pub use yufu_protocol::api::Factor;
pub use yufu_protocol::id::OrderNumber;
pub use yufu_protocol::transaction::{
    Amount, Currency, Transaction, TransactionDigest, TransactionKind,
};

use crate::device::{Parts, SealedReport};
use crate::environment::Report;
use crate::input::{InputContext, SecureInput};
use crate::keypad::Keypad;
use crate::request::{Pending, SignedRequest};
use crate::session::Session;
use crate::{Error, Result};

/// A transfer that the server permits once, waiting for the user's PIN.
pub struct Transfer {
    session: Session,
    transaction: Transaction,
    digest: TransactionDigest,
    offer: SubmitTokenResponse,
}

impl Transfer {
    /// Asks the server to permit `transaction`, the one that the user saw and confirmed.
    ///
    /// # Errors
    /// As [`Session::send`].
    pub fn begin<R: TryCryptoRng + ?Sized>(
        session: &Session,
        transaction: Transaction,
        rng: &mut R,
    ) -> Result<Pending<Self>> {
        let digest = transaction.digest()?;
        let amount = transaction.amount();
        let ask = api::SubmitTokenRequest {
            transaction_digest: digest,
            amount_minor: amount.minor(),
            currency: amount.currency(),
        };
        let pending = session.send(&SignedRequest::post(api::ROUTE_SUBMIT_TOKEN, &ask)?, rng)?;
        let session = session.clone();
        Ok(pending.and_then(move |answer| {
            Ok(Self { session, transaction, digest, offer: answer.json()? })
        }))
    }

    /// The key fields.
    pub fn transaction(&self) -> &Transaction {
        &self.transaction
    }

    /// Their digest: what the report and the PIN are bound to.
    pub fn digest(&self) -> TransactionDigest {
        self.digest
    }

    /// The challenge that the report has to answer.
    pub fn challenge(&self) -> &Challenge {
        &self.offer.challenge
    }

    /// What the server requires besides the device key's signature.
    pub fn required_factors(&self) -> &[Factor] {
        &self.offer.required_factors
    }

    /// Opens the PIN pad for this transaction. Drawing it anew opens it again: the earlier input
    /// is then dropped.
    ///
    /// # Errors
    /// [`Error::OfferExpired`]; those of [`Session::send`] about the session, and of
    /// [`SecureInput::open`].
    pub fn open_input<R: TryCryptoRng>(&self, keypad: Keypad, rng: R) -> Result<SecureInput<R>> {
        let now = self.now()?;
        let context = InputContext {
            purpose: Purpose::Transaction,
            field: Field::new("pin")?,
            input_nonce: self.offer.input_nonce,
            session: Some(*self.session.id()),
            account: self.transaction.payer().clone(),
            device: self.session.device().thumbprint(),
            transaction: Some(self.digest),
        };
        let key = self.session.server().trust().input_key(now)?;
        SecureInput::open(context, &key, keypad, rng)
    }

    /// Signs a report on this transfer's challenge and seals it to the server; see
    /// [`Device::seal_report`](crate::device::Device::seal_report).
    ///
    /// # Errors
    /// [`Error::OfferExpired`], those of [`Session::send`] about the session and of
    /// [`Trust::report_key`](crate::trust::Trust::report_key).
    pub fn seal_report<R: TryCryptoRng + ?Sized>(
        &self,
        report: &Report,
        app: &Software,
        rng: &mut R,
    ) -> Result<SealedReport> {
        let now = self.now()?;
        let key = self.session.server().trust().report_key(now)?;
        self.session.device().seal_report(report, app, &key, now, rng)
    }

    /// Signs the transfer with what the user gave.
    ///
    /// `confirmed` is the digest of what the confirmation page showed: it must be the digest of
    /// what is submitted (H 5.6.2, second list). On any error the transfer is over and has to be
    /// begun again; nothing of it was sent.
    ///
    /// # Errors
    /// [`Error::ConfirmationMismatch`], [`Error::FactorMissing`], [`Error::OfferExpired`], and
    /// those of [`Session::send`].
    pub fn submit<R: TryCryptoRng + ?Sized>(
        self,
        confirmed: &TransactionDigest,
        pin: Option<SealedInput>,
        report: Option<SealedReport>,
        rng: &mut R,
    ) -> Result<Pending<Receipt>> {
        // Computed anew: a change in memory since the confirmation must not pass.
        if *confirmed != self.digest || self.transaction.digest()? != self.digest {
            return Err(Error::ConfirmationMismatch);
        }
        let has_hardware = self.session.device().hardware_key().is_some();
        let given = |factor: &Factor| match factor {
            Factor::DeviceKey => true,
            Factor::TransactionPin => pin.is_some(),
            Factor::EnvironmentReport => report.is_some(),
            Factor::HardwareKey => has_hardware,
            _ => false,
        };
        if !self.offer.required_factors.iter().all(given) {
            return Err(Error::FactorMissing);
        }
        self.now()?;
        let (report, attestation, link) = match report.map(SealedReport::into_parts) {
            Some(Parts { envelope, attestation, link }) => (Some(envelope), attestation, link),
            None => (None, None, None),
        };
        let body = api::TransferRequest {
            transaction: Bytes::from(self.transaction.to_der()?),
            pin: pin.map(|pin| pin.to_der()).transpose()?.map(Bytes::from),
            report,
            attestation,
        };
        let request = SignedRequest::post(api::ROUTE_TRANSFER, &body)?
            .with_submit_token(self.offer.submit_token);
        let pending = self.session.send(&request, rng)?;
        let Self { session, transaction, digest, .. } = self;
        Ok(pending.and_then(move |answer| {
            session.device().report_was_taken(link);
            Receipt::of_transfer(answer.json()?, transaction.order(), digest)
        }))
    }

    /// Gives the transfer up: the same as dropping it.
    pub fn abandon(self) {}

    /// The server's time, if session and permission still stand.
    fn now(&self) -> Result<UnixSeconds> {
        self.session.state().require_active()?;
        let now = self.session.time().now()?;
        if now >= self.offer.expires_at { Err(Error::OfferExpired) } else { Ok(now) }
    }
}

impl fmt::Debug for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transfer").field("digest", &self.digest).finish_non_exhaustive()
    }
}
