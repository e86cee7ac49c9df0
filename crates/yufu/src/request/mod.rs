//! Signed requests, and responses that are checked before they are believed (X 5.5.3.4, 5.5.3.5).
//!
//! A [`SignedRequest`] is what a session is asked to sign: method, target, content. The session
//! adds its id, the next sequence number, a nonce, the server's time and the device key's
//! signature over all of it, and gives a [`Pending`].

mod pending;

use serde::Serialize;
use yufu_protocol::api;
use yufu_protocol::http::{Limits, Request};
use yufu_protocol::id::{Challenge, SubmitToken};
use yufu_protocol::request::{DEFAULT_LIFETIME, MAX_LIFETIME};

pub use pending::{Answer, MAX_WAIT, Pending};

use crate::{Error, Result};

/// A request for [`Session::send`](crate::session::Session::send) to sign.
///
/// ```
/// use yufu::request::SignedRequest;
///
/// let status = SignedRequest::get("/v1/orders/20260101-7");
/// let body = std::collections::BTreeMap::from([("nickname", "鱼")]);
/// let rename = SignedRequest::post("/v1/nickname", &body)?.with_lifetime(30)?;
/// # Ok::<(), yufu::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct SignedRequest {
    method: String,
    target: String,
    content: Option<Content>,
    pub(crate) submit_token: Option<SubmitToken>,
    pub(crate) challenge: Option<Challenge>,
    pub(crate) lifetime: u64,
}

#[derive(Clone)]
struct Content {
    media_type: String,
    bytes: Vec<u8>,
}

/// Only the size: a body may hold account numbers.
impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes of {}", self.bytes.len(), self.media_type)
    }
}

impl SignedRequest {
    /// A request of any method, without content. `target` is the path and, after `?`, the query,
    /// percent-encoded as sent.
    pub fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            content: None,
            submit_token: None,
            challenge: None,
            lifetime: DEFAULT_LIFETIME,
        }
    }

    /// A GET.
    pub fn get(target: &str) -> Self {
        Self::new("GET", target)
    }

    /// A POST with a JSON body.
    ///
    /// # Errors
    /// [`Error::RequestInvalid`] if the value has no JSON form.
    pub fn post<T: Serialize>(target: &str, body: &T) -> Result<Self> {
        let bytes = api::encode(body).map_err(|_| Error::RequestInvalid)?;
        Ok(Self::new("POST", target).with_body(api::MEDIA_TYPE, bytes))
    }

    /// The same request with content of a media type. It is never compressed: what is signed is
    /// what is read.
    #[must_use]
    pub fn with_body(mut self, media_type: &str, bytes: Vec<u8>) -> Self {
        self.content = Some(Content { media_type: media_type.to_owned(), bytes });
        self
    }

    /// The same request with the server's one-time permission.
    #[must_use]
    pub fn with_submit_token(mut self, token: SubmitToken) -> Self {
        self.submit_token = Some(token);
        self
    }

    /// The same request with a challenge that it answers.
    #[must_use]
    pub fn with_challenge(mut self, challenge: Challenge) -> Self {
        self.challenge = Some(challenge);
        self
    }

    /// The same request, valid for 1 to 120 seconds from its signature; 60 unless set.
    ///
    /// # Errors
    /// [`Error::RequestInvalid`] outside that range.
    pub fn with_lifetime(mut self, seconds: u64) -> Result<Self> {
        if !(1..=MAX_LIFETIME).contains(&seconds) {
            return Err(Error::RequestInvalid);
        }
        self.lifetime = seconds;
        Ok(self)
    }

    /// The plain message, its form checked.
    pub(crate) fn to_http(&self, authority: &str) -> Result<Request> {
        let mut request = Request::new(&self.method, authority, &self.target);
        if let Some(Content { media_type, bytes }) = &self.content {
            request = request.with_body(media_type, bytes.clone());
        }
        request.check(&Limits::DEFAULT).map_err(|_| Error::RequestInvalid)?;
        Ok(request)
    }
}
