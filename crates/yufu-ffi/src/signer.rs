//! Requests of the app's own.

use std::sync::Arc;

use yufu::request::SignedRequest;
use yufu::session;

use crate::error::{Result, YufuError, guard};
use crate::pending::PendingAnswer;
use crate::slot::object;
use crate::{Session, rng};

/// Everything of a request but its content.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct RequestHead {
    /// The method in upper case, such as GET.
    pub method: String,
    /// Path and, after a question mark, query, percent-encoded as sent.
    pub target: String,
    /// The media type of the content; absent if there is none.
    pub media_type: Option<String>,
    /// The server's one-time permission, if the route asks for one.
    pub submit_token: Option<String>,
    /// Seconds for which the request is valid, 1 to 120; 60 if absent.
    pub lifetime_seconds: Option<u32>,
}

object! {
    /// Signs requests in a session: each with a number, a nonce, the server's time and the device
    /// key's signature over all of it.
    RequestSigner(session::Session)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl RequestSigner {
    /// Signs for this session, which goes on to be used beside it.
    ///
    /// # Errors
    /// Code 7001 if the session object is closed.
    #[uniffi::constructor]
    pub fn new(session: &Session) -> Result<Arc<Self>> {
        let session = session.0.get()?;
        guard(|| Ok(Self::holding(session)))
    }

    /// Signs a request. `body` is the content, at most 128 KiB; it is never compressed.
    ///
    /// # Errors
    /// Codes 5301 to 5304 if the session can't sign; 5401 if the request can't be signed; 7003 for
    /// content without a media type.
    pub fn sign(&self, head: RequestHead, body: &[u8]) -> Result<Arc<PendingAnswer>> {
        self.0.with(|session| {
            let mut request = SignedRequest::new(&head.method, &head.target);
            match &head.media_type {
                Some(media_type) => request = request.with_body(media_type, body.to_vec()),
                None if body.is_empty() => {}
                None => return Err(YufuError::argument()),
            }
            if let Some(token) = &head.submit_token {
                request = request.with_submit_token(token.parse()?);
            }
            if let Some(seconds) = head.lifetime_seconds {
                request = request.with_lifetime(seconds.into())?;
            }
            Ok(PendingAnswer::holding(session.send(&request, &mut rng::new()?)?))
        })
    }
}
