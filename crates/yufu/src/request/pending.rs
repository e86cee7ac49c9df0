//! A request on its way, and the only thing that can read its answer.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use yufu_protocol::api::{self, PROBLEM_MEDIA_TYPE, Problem};
use yufu_protocol::error::{Error as ProtocolError, Format};
use yufu_protocol::http::{CONTENT_TYPE, Request, Response};
use yufu_protocol::rejection::Rejection;
use yufu_protocol::request::{add_hw_signature, hw_base};
use yufu_protocol::response::verify_response;
use yufu_protocol::time::UnixSeconds;

use crate::device::HardwareSignature;
use crate::session::{Clock, ServerTime};
use crate::trust::Trust;
use crate::{Error, Result};

/// How long an answer may take; one that comes later is stale, whatever it says.
pub const MAX_WAIT: Duration = Duration::from_secs(60);

/// A request to send, together with what its answer must match.
///
/// The host sends [`request`](Self::request) with its own HTTP client and gives the answer to
/// [`receive`](Self::receive). `T` is what a good answer means. Guaranteed of a `T`: the server
/// signed the answer with a key of the bundle, to this very request, and within the time allowed.
/// Not guaranteed: that the server acted when `receive` fails or is never called; a lost answer to
/// a transfer is looked up by [`Session::order`](crate::session::Session::order).
#[must_use = "a request does nothing until it is sent and its answer is received"]
pub struct Pending<T> {
    exchange: Box<Exchange>,
    read: Read<T>,
}

type Read<T> = Box<dyn FnOnce(Result<Answer>) -> Result<T> + Send>;

/// What is the same whatever the answer means.
struct Exchange {
    request: Request,
    trust: Arc<Trust>,
    clock: Arc<dyn Clock>,
    time: Option<ServerTime>,
    made_at: Duration,
    hardware: Hardware,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hardware {
    None,
    Wanted,
    Attached,
}

/// A success whose signature verified.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The content, byte for byte.
    pub body: Vec<u8>,
    /// When the server signed it.
    pub created: UnixSeconds,
}

impl Answer {
    /// Reads the content as one of the protocol's JSON bodies.
    ///
    /// # Errors
    /// [`Error::ResponseMalformed`].
    pub fn json<B: serde::de::DeserializeOwned>(&self) -> Result<B> {
        api::decode(&self.body).map_err(|_| Error::ResponseMalformed)
    }
}

impl<T: 'static> Pending<T> {
    pub(crate) fn new(
        request: Request,
        trust: Arc<Trust>,
        clock: Arc<dyn Clock>,
        time: Option<ServerTime>,
        read: impl FnOnce(Result<Answer>) -> Result<T> + Send + 'static,
    ) -> Self {
        let made_at = clock.elapsed();
        let hardware = Hardware::None;
        let exchange = Exchange { request, trust, clock, time, made_at, hardware };
        Self { exchange: Box::new(exchange), read: Box::new(read) }
    }

    pub(crate) fn wanting_hardware(mut self, wanted: bool) -> Self {
        if wanted {
            self.exchange.hardware = Hardware::Wanted;
        }
        self
    }

    /// The same exchange, its answer read further.
    pub(crate) fn and_then<U: 'static>(
        self,
        next: impl FnOnce(T) -> Result<U> + Send + 'static,
    ) -> Pending<U> {
        let Self { exchange, read } = self;
        Pending { exchange, read: Box::new(move |answer| read(answer).and_then(next)) }
    }

    /// The same exchange, with a look at the error it may end in.
    pub(crate) fn observed(self, look: impl FnOnce(&Error) + Send + 'static) -> Self {
        let Self { exchange, read } = self;
        Self { exchange, read: Box::new(move |answer| read(answer).inspect_err(look)) }
    }

    /// The request to send, unchanged.
    pub fn request(&self) -> &Request {
        &self.exchange.request
    }

    /// What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the request is
    /// sent; `None` if the device has no such key, or the signature is attached.
    ///
    /// # Errors
    /// [`Error::Format`], which no request of this crate causes.
    pub fn hardware_base(&self) -> Result<Option<Vec<u8>>> {
        match self.exchange.hardware {
            Hardware::Wanted => Ok(Some(hw_base(&self.exchange.request)?)),
            Hardware::None | Hardware::Attached => Ok(None),
        }
    }

    /// Adds the hardware key's signature over [`hardware_base`](Self::hardware_base).
    ///
    /// # Errors
    /// [`Error::HardwareSignature`] if none is wanted.
    pub fn attach_hardware_signature(&mut self, signature: &HardwareSignature) -> Result<()> {
        self.exchange.attach(signature)
    }

    /// Checks the answer and reads it.
    ///
    /// # Errors
    /// [`Error::Rejected`] when the server refused and signed that it did;
    /// [`Error::UnsignedError`] when a refusal has no signature, which proves nothing;
    /// [`Error::ResponseUnsigned`], [`Error::ResponseForged`], [`Error::ResponseSwapped`],
    /// [`Error::ResponseStale`], [`Error::ResponseMalformed`]; [`Error::ClockFailed`].
    pub fn receive(self, response: &Response) -> Result<T> {
        (self.read)(self.exchange.check(response))
    }
}

impl Exchange {
    fn attach(&mut self, signature: &HardwareSignature) -> Result<()> {
        if self.hardware != Hardware::Wanted {
            return Err(Error::HardwareSignature);
        }
        add_hw_signature(&mut self.request, signature.as_bytes())?;
        self.hardware = Hardware::Attached;
        Ok(())
    }

    fn check(&self, response: &Response) -> Result<Answer> {
        let waited = self.clock.elapsed().checked_sub(self.made_at).ok_or(Error::ClockFailed)?;
        if waited > MAX_WAIT {
            return Err(Error::ResponseStale);
        }
        let now = self.time.as_ref().map(ServerTime::now).transpose()?;
        let mut key = None;
        let created = verify_response(&self.request, response, now, |id| {
            key = self.trust.response_key(id).ok();
            key.as_ref().map(|key| key.verifying_key().clone())
        })
        .map_err(|error| refused(error, response.status))?;
        // Before the server's time is known, the answer's own date stands for it: the request's
        // nonce proves that the answer was made after the question.
        let valid_at = now.unwrap_or(created);
        if !key.is_some_and(|key| key.is_valid_at(valid_at)) {
            return Err(Error::ResponseForged);
        }
        self.judge(response, created)
    }

    fn judge(&self, response: &Response, created: UnixSeconds) -> Result<Answer> {
        let media_type = response.header(CONTENT_TYPE).map_err(|_| Error::ResponseMalformed)?;
        match response.status {
            200..=299 if media_type != Some(PROBLEM_MEDIA_TYPE) => {
                Ok(Answer { status: response.status, body: response.body.clone(), created })
            }
            400..=599 if media_type == Some(PROBLEM_MEDIA_TYPE) => {
                let problem: Problem =
                    api::decode(&response.body).map_err(|_| Error::ResponseMalformed)?;
                Err(match problem.known_reason() {
                    Some(reason) => Error::Rejected(Rejection::new(reason, problem.correlation_id)),
                    None => Error::RejectedAnew {
                        code: problem.code,
                        correlation: problem.correlation_id,
                    },
                })
            }
            _ => Err(Error::ResponseMalformed),
        }
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending")
            .field("method", &self.exchange.request.method)
            .field("path", &self.exchange.request.path)
            .finish_non_exhaustive()
    }
}

/// What a response that does not verify means to the app.
fn refused(error: ProtocolError, status: u16) -> Error {
    match error {
        ProtocolError::Missing(Format::Response, "signature") if status >= 400 => {
            Error::UnsignedError
        }
        ProtocolError::Missing(Format::Response, "signature") => Error::ResponseUnsigned,
        ProtocolError::OtherRequest(_) => Error::ResponseSwapped,
        ProtocolError::Expired(_) | ProtocolError::NotYetValid(_) => Error::ResponseStale,
        _ => Error::ResponseForged,
    }
}
