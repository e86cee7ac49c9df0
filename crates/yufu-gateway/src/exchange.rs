//! One exchange: an HTTP request becomes plain data, a handler answers, the answer is signed.
//!
//! Every answer carries the server's signature, refusals too, bound to its request.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request as Incoming;
use axum::http::{StatusCode, header};
use axum::response::Response as Outgoing;
use serde::Serialize;
use yufu_protocol::api::{self, Problem};
use yufu_protocol::http::{Limits, Request, Response};
use yufu_protocol::id::CorrelationId;
use yufu_protocol::rejection::{Reason, Rejection};

use crate::app::App;

/// Time that a client has to send a request's body.
const BODY_TIME: Duration = Duration::from_secs(10);

/// What a handler answers: a status with a JSON body, or a refusal.
pub type Answer = Result<Response, Refused>;

/// Answers one route.
pub type Handler = fn(&App, &Request) -> Answer;

/// A refusal on its way to the client.
#[derive(Clone, Copy, Debug)]
pub struct Refused(Rejection);

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        Self(rejection)
    }
}

impl From<Reason> for Refused {
    fn from(reason: Reason) -> Self {
        // Without randomness the refusal still goes out; only its name in the log is lost.
        let correlation = CorrelationId::random(&mut getrandom::SysRng)
            .unwrap_or(CorrelationId::from_bytes([0; 16]));
        Self(Rejection::new(reason, correlation))
    }
}

impl Refused {
    fn into_response(self) -> Response {
        let problem = Problem::from(self.0);
        let body = api::encode(&problem).unwrap_or_default();
        Response::new(problem.status, api::PROBLEM_MEDIA_TYPE, body)
    }
}

/// A JSON answer with status 200.
pub fn ok<T: Serialize>(body: &T) -> Answer {
    let body = api::encode(body).map_err(|_| Reason::Internal)?;
    Ok(Response::new(200, api::MEDIA_TYPE, body))
}

/// Reads a JSON body.
pub fn read<T: serde::de::DeserializeOwned>(request: &Request) -> Result<T, Refused> {
    api::decode(&request.body).map_err(|_| Reason::BodyMalformed.into())
}

/// Runs `handler` on a request from the network.
///
/// The work is done on a thread of its own kind: signatures take a fraction of a millisecond, but a
/// password takes longer, and must not keep other connections waiting.
pub async fn exchange(app: Arc<App>, incoming: Incoming, handler: Handler) -> Outgoing {
    let (request, refused) = match read_request(incoming).await {
        Ok(request) => (request, None),
        Err((request, reason)) => (request, Some(reason)),
    };
    let work = move || {
        let answer = match refused {
            Some(reason) => Err(reason.into()),
            None => answer(&app, &request, handler),
        };
        let mut response = answer.unwrap_or_else(Refused::into_response);
        response.push_header("cache-control", "no-store");
        // A request too broken to bind an answer to gets it unsigned: the client trusts no such
        // answer, and a person with curl can read it.
        let _ = app.verifier.sign_response(&request, &mut response);
        response
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(response) => outgoing(response),
        Err(_) => outgoing(Refused::from(Reason::Internal).into_response()),
    }
}

/// A panic in a handler becomes the fixed reason `internal`, signed as any refusal.
fn answer(app: &App, request: &Request, handler: Handler) -> Answer {
    request.check(&Limits::DEFAULT).map_err(reason_of)?;
    catch_unwind(AssertUnwindSafe(|| handler(app, request)))
        .unwrap_or_else(|_| Err(Reason::Internal.into()))
}

fn reason_of(error: yufu_protocol::error::Error) -> Reason {
    use yufu_protocol::error::Error;
    match error {
        Error::TooLarge(_) => Reason::RequestTooLarge,
        Error::Field(_, "content-encoding") => Reason::ContentEncodingRefused,
        _ => Reason::MalformedRequest,
    }
}

/// Copies the request out of the HTTP library; what was readable comes back beside a refusal.
async fn read_request(incoming: Incoming) -> Result<Request, (Request, Reason)> {
    let (parts, body) = incoming.into_parts();
    let authority = parts
        .headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| parts.uri.authority().map(|authority| authority.as_str()))
        .unwrap_or_default();
    let mut request = Request::new(parts.method.as_str(), authority, parts.uri.path());
    parts.uri.query().unwrap_or_default().clone_into(&mut request.query);
    request.headers = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
        .collect();
    match tokio::time::timeout(BODY_TIME, to_bytes(body, Limits::DEFAULT.body_bytes)).await {
        Ok(Ok(body)) => {
            request.body = Bytes::into(body);
            Ok(request)
        }
        Ok(Err(_)) => Err((request, Reason::RequestTooLarge)),
        Err(_) => Err((request, Reason::MalformedRequest)),
    }
}

fn outgoing(response: Response) -> Outgoing {
    let mut builder = Outgoing::builder().status(response.status);
    for (name, value) in &response.headers {
        builder = builder.header(name.as_str(), value.as_slice());
    }
    builder.body(Body::from(response.body)).unwrap_or_else(|_| {
        let mut failed = Outgoing::new(Body::empty());
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        failed
    })
}
