//! The bank's server as the app sees it before there is a session.

use std::fmt;
use std::sync::Arc;

use rand_core::TryCryptoRng;
use yufu_protocol::api;
use yufu_protocol::http::{REQUEST_NONCE, Request, Response};
use yufu_protocol::id::{Challenge, InputNonce, Nonce};
use yufu_protocol::time::UnixSeconds;

use super::{BootClock, Clock, ServerTime};
use crate::request::Pending;
use crate::trust::Trust;
use crate::{Error, Result};

/// Where the server is, the keys that prove it, and the clock to count by. Cheap to clone.
#[derive(Clone)]
pub struct Server {
    authority: Arc<str>,
    trust: Arc<Trust>,
    clock: Arc<dyn Clock>,
}

impl Server {
    /// `authority` is the host and, unless it is the default, the port, as in the `Host` field.
    pub fn new(authority: &str, trust: Arc<Trust>) -> Self {
        Self { authority: authority.into(), trust, clock: Arc::new(BootClock) }
    }

    /// The same server with another clock, for tests.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self }
    }

    /// The authority that requests are signed for.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// What proves the server.
    pub fn trust(&self) -> &Arc<Trust> {
        &self.trust
    }

    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// The request for the key bundle. It needs no signed answer: the bundle carries its own.
    pub fn keys_request(&self) -> Request {
        Request::new("GET", &self.authority, api::ROUTE_KEYS)
    }

    /// Loads the bundle from the answer to [`keys_request`](Self::keys_request); see
    /// [`Trust::load`] for `now`.
    ///
    /// # Errors
    /// [`Error::ResponseMalformed`], and those of [`Trust::load`].
    pub fn load_keys(&self, response: &Response, now: UnixSeconds) -> Result<()> {
        if response.status != 200 {
            return Err(Error::ResponseMalformed);
        }
        let keys: api::KeysResponse =
            api::decode(&response.body).map_err(|_| Error::ResponseMalformed)?;
        self.trust.load(&keys.bundle, now)
    }

    /// Asks for a challenge: the first step of a login and of an enrolment.
    ///
    /// # Errors
    /// [`Error::Format`] if the random source fails.
    pub fn challenge<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<Pending<Offer>> {
        let server = self.clone();
        let pending =
            self.unsigned(Request::new("POST", &self.authority, api::ROUTE_CHALLENGE), None, rng)?;
        Ok(pending.and_then(move |answer| {
            let offer: api::ChallengeResponse = answer.json()?;
            Ok(Offer {
                challenge: offer.challenge,
                input_nonce: offer.input_nonce,
                expires_at: offer.expires_at,
                time: ServerTime::anchor(offer.server_time, server.clock),
            })
        }))
    }

    /// A request that no device key signs; its answer is bound to a nonce.
    pub(crate) fn unsigned<R: TryCryptoRng + ?Sized>(
        &self,
        mut request: Request,
        time: Option<&ServerTime>,
        rng: &mut R,
    ) -> Result<Pending<crate::request::Answer>> {
        request.push_header(REQUEST_NONCE, &Nonce::random(rng)?.to_string());
        let (trust, clock) = (self.trust.clone(), self.clock.clone());
        Ok(Pending::new(request, trust, clock, time.cloned(), |answer| answer))
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("authority", &self.authority).finish_non_exhaustive()
    }
}

/// What the server offers for one login, enrolment or PIN change: its challenge, a nonce for one
/// sealed input, its time.
#[derive(Clone, Debug)]
pub struct Offer {
    challenge: Challenge,
    input_nonce: InputNonce,
    expires_at: UnixSeconds,
    time: ServerTime,
}

impl Offer {
    /// The challenge that a report or a login answers.
    pub fn challenge(&self) -> &Challenge {
        &self.challenge
    }

    /// The nonce of one sealed input.
    pub fn input_nonce(&self) -> &InputNonce {
        &self.input_nonce
    }

    /// The server's time.
    pub fn time(&self) -> &ServerTime {
        &self.time
    }

    /// The server's time now, if the offer still stands.
    pub(crate) fn now(&self) -> Result<UnixSeconds> {
        let now = self.time.now()?;
        if now >= self.expires_at { Err(Error::OfferExpired) } else { Ok(now) }
    }
}
