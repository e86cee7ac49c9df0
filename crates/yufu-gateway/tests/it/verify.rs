//! `POST /v1/verify`: the verdict for backends in other languages.

use yufu_gateway::Config;
use yufu_protocol::api::{self, VerifyHeader, VerifyRequest, VerifyResponse};
use yufu_protocol::http::{self, Request, content_digest};
use yufu_protocol::rejection::Reason;

use crate::phone::{PIN, Phone, read, unsigned};
use crate::server::{Server, post, with_nonce};

fn verdict(server: &Server, request: &Request) -> VerifyResponse {
    read(server, &question(request))
}

fn question(request: &Request) -> Request {
    let query = if request.query.is_empty() { "" } else { "?" };
    let header = |(name, value): &(String, Vec<u8>)| VerifyHeader {
        name: name.clone(),
        value: String::from_utf8(value.clone()).unwrap(),
    };
    let body = VerifyRequest {
        method: request.method.clone(),
        target: format!("{}{query}{}", request.path, request.query),
        authority: request.authority.clone(),
        headers: request.headers.iter().map(header).collect(),
        body: request.body.clone().into(),
    };
    with_nonce(unsigned(api::ROUTE_VERIFY, &body))
}

#[test]
fn genuine_request_is_accepted_once() {
    let server = Server::start();
    let phone = Phone::ready(&server);
    let request = Request::new("POST", "bank.example", "/accounts/limit?currency=CNY")
        .with_body(api::MEDIA_TYPE, b"{\"limit\":500}".to_vec());
    let request = phone.sign(request, &phone.in_session());
    let first = verdict(&server, &request);
    assert!(first.accepted && first.reason.is_none());
    assert_eq!((first.key_id, first.session_id), (Some(phone.key_id.clone()), phone.session));
    let again = verdict(&server, &request);
    assert_eq!((again.accepted, again.reason), (false, Some(Reason::Replayed)));
    assert_eq!(again.code, Some(Reason::Replayed.code()));
    assert_eq!((again.key_id, again.session_id, again.device_id), (None, None, None));
}

#[test]
fn forged_requests_are_refused_with_the_rule_that_failed() {
    let server = Server::start();
    let phone = Phone::ready(&server);
    let genuine = || phone.sign(post("/accounts/limit", b"{\"limit\":5}"), &phone.in_session());
    let mut changed = genuine();
    changed.body = b"{\"limit\":9}".to_vec();
    let mut recomputed = changed.clone();
    for (name, value) in &mut recomputed.headers {
        if name == http::CONTENT_DIGEST {
            *value = content_digest(&recomputed.body).into_bytes();
        }
    }
    let moved = Request { path: "/accounts/close".to_owned(), ..genuine() };
    let elsewhere = Request { authority: "evil.example".to_owned(), ..genuine() };
    let bare = Request { headers: Vec::new(), ..genuine() };
    let stranger = Phone::new(&server);
    let unknown = stranger.sign(post("/accounts/limit", b"{}"), &phone.in_session());
    let nameless = stranger.sign(post("/accounts/limit", b"{}"), &stranger.parameters());
    for (request, reason) in [
        (changed, Reason::DigestMismatch),
        (recomputed, Reason::SignatureInvalid),
        (moved, Reason::SignatureInvalid),
        (elsewhere, Reason::SignatureInvalid),
        (bare, Reason::SignatureMissing),
        (unknown, Reason::SignatureInvalid),
        (nameless, Reason::KeyUnknown),
    ] {
        let verdict = verdict(&server, &request);
        assert_eq!((verdict.accepted, verdict.reason), (false, Some(reason)));
    }
}

#[test]
fn request_signed_for_another_authority_is_not_served() {
    let server =
        Server::with(|config| Config { authorities: vec!["bank.example".to_owned()], ..config });
    let phone = Phone::ready(&server);
    let signed_for = |authority| {
        let request = Request::new("POST", authority, "/accounts/limit");
        phone.sign(request.with_body(api::MEDIA_TYPE, b"{}".to_vec()), &phone.in_session())
    };
    assert!(verdict(&server, &signed_for("bank.example")).accepted);
    let refused = verdict(&server, &signed_for("test.bank.example"));
    assert_eq!((refused.accepted, refused.reason), (false, Some(Reason::UnknownRoute)));
}

#[test]
fn transfer_is_judged_with_its_pin() {
    let server = Server::start();
    let phone = Phone::ready(&server);
    let good = phone.transfer(&phone.transaction(100), PIN);
    assert!(verdict(&server, &good).accepted);
    let bad = phone.transfer(&phone.transaction(100), b"111111");
    assert_eq!(verdict(&server, &bad).reason, Some(Reason::InputRejected));
}

#[test]
fn routes_that_change_the_verifier_are_not_judged_for_others() {
    let server = Server::start();
    let phone = Phone::ready(&server);
    let login = phone.login();
    assert_eq!(server.refusal(&question(&login)), Reason::UnknownRoute);
    // The question burnt nothing: the login itself still works.
    assert_eq!(server.send(&login).status, 200);
}
