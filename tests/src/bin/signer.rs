//! Enrols a device at a gateway, logs in, and signs one request of the session for any service:
//! `signer AUTHORITY TARGET BODY`, with YUFU_GATEWAY (host and port) and YUFU_ROOT (a PEM file).
//!
//! It prints the request as JSON: method, target, authority, headers, and the body in base64url,
//! the form that `POST /v1/verify` takes.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test's tool fails by panicking"
)]

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use yufu::request::SignedRequest;
use yufu::rng::SystemRng;
use yufu::session::Server;
use yufu::trust::Trust;
use yufu_protocol::api::{self, VerifyHeader, VerifyRequest};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::VerifyingKey;
use yufu_tests::{http, phone};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what| arguments.next().unwrap_or_else(|| panic!("give {what}"));
    let (authority, target, body) = (next("an authority"), next("a target"), next("a body"));
    let gateway = std::env::var("YUFU_GATEWAY").expect("YUFU_GATEWAY is set");
    let root = std::fs::read_to_string(std::env::var("YUFU_ROOT").expect("YUFU_ROOT is set"));
    let root = VerifyingKey::from_spki_pem(&root.expect("YUFU_ROOT is read")).expect("a key");

    let send = |request: &_| http::send(&gateway, request);
    // To the client there is one authority: the bank's, behind which several services stand.
    let server = Server::new(&authority, Arc::new(Trust::new(root)));
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs();
    server.load_keys(&send(&server.keys_request()), UnixSeconds(now)).expect("the bank's keys");
    let letter = phone::letter(&authority, &send);
    let device = phone::enrol(&server, &letter, &send);
    let session = phone::log_in(&server, &device, &letter, &send);

    let request = SignedRequest::new("POST", &target).with_body(api::MEDIA_TYPE, body.into_bytes());
    let mut rng = SystemRng::new().expect("randomness");
    let pending = session.send(&request, &mut rng).expect("a signed request");
    let signed = pending.request();
    let headers = signed.headers.iter().map(|(name, value)| VerifyHeader {
        name: name.clone(),
        value: String::from_utf8(value.clone()).expect("ASCII"),
    });
    let printed = VerifyRequest {
        method: signed.method.clone(),
        target: signed.path.clone(),
        authority,
        headers: headers.collect(),
        body: signed.body.clone().into(),
    };
    println!("{}", serde_json::to_string(&printed).expect("JSON"));
}
