//! The login itself: a sealed password and a report, in a request that answers the challenge.

use std::sync::Arc;

use rand_core::TryCryptoRng;
use yufu_protocol::api;
use yufu_protocol::encoding::Bytes;
use yufu_protocol::id::Challenge;
use yufu_protocol::input::{Field, SealedInput};
use yufu_protocol::report::Software;

use super::{Limits, Offer, Server, ServerTime, Session, parameters, signed};
use crate::Result;
use crate::device::{Device, Parts, SealedReport};
use crate::environment::Report;
use crate::input::{InputContext, SecureInput};
use crate::keypad::Keypad;
use crate::request::{Pending, SignedRequest};

/// A login that has the server's challenge and lacks the password.
#[derive(Debug)]
pub struct Login {
    server: Server,
    device: Arc<Device>,
    offer: Offer,
    limits: Limits,
}

impl Login {
    pub(super) fn new(server: Server, device: Arc<Device>, offer: Offer) -> Self {
        Self { server, device, offer, limits: Limits::default() }
    }

    /// The same login with other limits for its session.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The challenge that the report has to answer.
    pub fn challenge(&self) -> &Challenge {
        self.offer.challenge()
    }

    /// The server's time.
    pub fn time(&self) -> &ServerTime {
        self.offer.time()
    }

    /// Opens the keyboard for the login password.
    ///
    /// # Errors
    /// [`Error::OfferExpired`](crate::Error::OfferExpired); those of
    /// [`Trust::input_key`](crate::trust::Trust::input_key) and [`SecureInput::open`].
    pub fn open_input<R: TryCryptoRng>(&self, keypad: Keypad, rng: R) -> Result<SecureInput<R>> {
        let context = InputContext::login(
            Field::new("password")?,
            *self.offer.input_nonce(),
            self.device.account().clone(),
            self.device.thumbprint(),
        );
        let key = self.server.trust().input_key(self.offer.now()?)?;
        SecureInput::open(context, &key, keypad, rng)
    }

    /// Signs a report on this challenge and seals it to the server; see
    /// [`Device::seal_report`].
    ///
    /// # Errors
    /// As [`Device::seal_report`], and those of
    /// [`Trust::report_key`](crate::trust::Trust::report_key).
    pub fn seal_report<R: TryCryptoRng + ?Sized>(
        &self,
        report: &Report,
        app: &Software,
        rng: &mut R,
    ) -> Result<SealedReport> {
        let now = self.offer.now()?;
        let key = self.server.trust().report_key(now)?;
        self.device.seal_report(report, app, &key, now, rng)
    }

    /// Signs the login. The session starts when its answer is received.
    ///
    /// # Errors
    /// [`Error::OfferExpired`](crate::Error::OfferExpired), [`Error::Format`](crate::Error::Format)
    /// if the random source fails.
    pub fn submit<R: TryCryptoRng + ?Sized>(
        self,
        password: SealedInput,
        report: SealedReport,
        rng: &mut R,
    ) -> Result<Pending<Session>> {
        let now = self.offer.now()?;
        let Parts { envelope, attestation, link } = report.into_parts();
        let body = api::LoginRequest {
            password: Bytes::from(password.to_der()?),
            report: envelope,
            attestation,
        };
        let request =
            SignedRequest::post(api::ROUTE_LOGIN, &body)?.with_challenge(*self.offer.challenge());
        let message = request.to_http(self.server.authority())?;
        let parameters = parameters(&self.device, &request, now, rng)?;
        let time = self.offer.time();
        let pending = signed(&self.server, &self.device, message, &parameters, time, rng)?;
        let Self { server, device, limits, .. } = self;
        Ok(pending.and_then(move |answer| {
            device.report_was_taken(link);
            Ok(Session::opened(server, device, limits, answer.json()?))
        }))
    }
}
