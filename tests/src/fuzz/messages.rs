//! HTTP messages: as text in files, as signed requests, as answers.

use yufu_protocol::http::{Limits, Request, Response, text};
use yufu_protocol::id::KeyId;
use yufu_protocol::request::{ParsedRequest, reason};
use yufu_protocol::response::verify_response;
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::SignerId;

use crate::make::{NOW, signing};

/// A message that is read is written as one that reads alike.
pub fn text(data: &[u8]) {
    if let Ok(request) = text::parse_request(data) {
        assert_eq!(text::parse_request(&text::write_request(&request)), Ok(request));
    }
    if let Ok(response) = text::parse_response(data) {
        assert_eq!(text::parse_response(&text::write_response(&response)), Ok(response));
    }
}

/// What a signature covers stands in its base, and a refusal has a reason.
pub fn request(data: &[u8]) {
    let Ok(request) = text::parse_request(data) else { return };
    let parsed = match ParsedRequest::parse(&request, &Limits::DEFAULT) {
        Ok(parsed) => parsed,
        Err(error) => {
            let _ = reason(&error).code();
            return;
        }
    };
    let _ = parsed.require(&[]);
    let _ = parsed.check_lifetime(UnixSeconds(NOW));
    let _ = parsed.check_digest();
    let _ = parsed.hw_signature();
    let base = parsed.signature_base();
    let key = signing("device key");
    if parsed.verify(key.verifying_key(), &SignerId::DEFAULT).is_ok() {
        assert!(base.is_ok(), "a signature without a base");
    }
}

/// An answer to the request of docs/formats/response-signature.md.
pub fn response(data: &[u8]) {
    let Ok(response) = text::parse_response(data) else { return };
    let request = asked();
    let key = signing("response key").verifying_key().clone();
    let lookup = |_: &KeyId| Some(key.clone());
    if verify_response(&request, &response, Some(UnixSeconds(NOW)), lookup).is_ok() {
        let other = Response { status: response.status ^ 1, ..response };
        assert!(verify_response(&request, &other, Some(UnixSeconds(NOW)), lookup).is_err());
    }
}

/// The request that the seeds of `response` answer.
fn asked() -> Request {
    static ASKED: std::sync::OnceLock<Request> = std::sync::OnceLock::new();
    ASKED.get_or_init(super::seeds::answered_request).clone()
}
