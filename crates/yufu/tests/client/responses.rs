//! Responses: only the server's own answer to this very request is believed.

use getrandom::SysRng;
use yufu::Error;
use yufu::request::{Answer, MAX_WAIT, Pending, SignedRequest};
use yufu::session::Session;
use yufu_protocol::api;
use yufu_protocol::http::Response;
use yufu_protocol::rejection::Reason;

use super::bank::{Bank, DAY};

fn ask(session: &Session) -> Pending<Answer> {
    let body = std::collections::BTreeMap::from([("ask", 1)]);
    session.send(&SignedRequest::post("/v1/question", &body).unwrap(), &mut SysRng).unwrap()
}

fn yes(bank: &Bank, pending: &Pending<Answer>) -> Response {
    bank.sign(pending.request(), 200, "application/json", b"{\"yes\":true}".to_vec())
}

#[test]
fn genuine_answer_is_believed() {
    let bank = Bank::new();
    let pending = ask(&bank.session());
    let response = yes(&bank, &pending);
    let answer = pending.receive(&response).unwrap();
    assert_eq!((answer.status, answer.body), (200, response.body));
    assert_eq!(answer.created, bank.now());
}

#[test]
fn answer_to_another_request_is_refused() {
    let bank = Bank::new();
    let session = bank.session();
    let (first, second) = (ask(&session), ask(&session));
    let swapped = yes(&bank, &first);
    assert_eq!(second.receive(&swapped).err(), Some(Error::ResponseSwapped));
}

#[test]
fn answer_with_the_nonce_pasted_over_is_forged() {
    let bank = Bank::new();
    let session = bank.session();
    let (first, second) = (ask(&session), ask(&session));
    let nonce = |pending: &Pending<Answer>| {
        let value = pending.request().header("yufu-request-nonce").unwrap().unwrap();
        value.as_bytes().to_vec()
    };
    let mut pasted = yes(&bank, &first);
    for (name, value) in &mut pasted.headers {
        if name == "yufu-request-nonce" {
            assert_eq!(*value, nonce(&first));
            *value = nonce(&second);
        }
    }
    assert_eq!(second.receive(&pasted).err(), Some(Error::ResponseForged));
}

#[test]
fn changed_status_body_or_type_is_forged() {
    let bank = Bank::new();
    let session = bank.session();
    let change: [fn(&mut Response); 4] = [
        |response| response.status = 201,
        |response| response.body = b"{\"yes\":false}".to_vec(),
        |response| response.headers[0].1 = b"application/json; a=b".to_vec(),
        |response| response.push_header("content-type", "text/plain"),
    ];
    for change in change {
        let pending = ask(&session);
        let mut response = yes(&bank, &pending);
        change(&mut response);
        assert_eq!(pending.receive(&response).err(), Some(Error::ResponseForged));
    }
}

#[test]
fn answer_signed_by_another_key_is_forged() {
    let (bank, other) = (Bank::new(), Bank::new());
    let pending = ask(&bank.session());
    let response = yes(&other, &pending);
    assert_eq!(pending.receive(&response).err(), Some(Error::ResponseForged));
    let pending = ask(&bank.session());
    let plain = Response::new(200, "application/json", b"{}".to_vec());
    let unknown = bank.sign_as(pending.request(), plain, "response-9", bank.now());
    assert_eq!(pending.receive(&unknown).err(), Some(Error::ResponseForged));
}

#[test]
fn unsigned_success_and_unsigned_error_are_told_apart_and_not_believed() {
    let bank = Bank::new();
    let session = bank.session();
    let unsigned = |status, body: &[u8]| {
        let media = if status < 400 { api::MEDIA_TYPE } else { api::PROBLEM_MEDIA_TYPE };
        Response::new(status, media, body.to_vec())
    };
    let success = ask(&session).receive(&unsigned(200, b"{}"));
    assert_eq!(success.err(), Some(Error::ResponseUnsigned));
    let pending = ask(&session);
    let refusal = bank.refuse(pending.request(), Reason::SessionEnded);
    let stripped = unsigned(401, &refusal.body);
    let error = pending.receive(&stripped).unwrap_err();
    assert_eq!(error, Error::UnsignedError);
    assert_eq!(error.correlation(), None);
    // A stranger on the way can't log the customer out.
    assert!(bank.exchange(session.logout(&mut SysRng).unwrap()).is_ok());
}

#[test]
fn signed_refusal_has_its_reason_and_correlation() {
    let bank = Bank::new();
    let pending = ask(&bank.session());
    let response = bank.refuse(pending.request(), Reason::Replayed);
    let error = pending.receive(&response).unwrap_err();
    assert_eq!(error.code(), Reason::Replayed.code());
    assert_eq!(error.correlation().unwrap().as_bytes(), &[9; 16]);
}

#[test]
fn signed_refusal_for_a_reason_of_a_newer_server_is_still_a_refusal() {
    let bank = Bank::new();
    let pending = ask(&bank.session());
    let known = bank.refuse(pending.request(), Reason::Replayed);
    let body = String::from_utf8(known.body).unwrap();
    let body = body.replace("3501", "4999").replace("\"replayed\"", "\"moon_phase\"");
    let media = api::PROBLEM_MEDIA_TYPE;
    let response = bank.sign(pending.request(), 409, media, body.into_bytes());
    let error = pending.receive(&response).unwrap_err();
    assert_eq!(error.code(), 4999);
    assert!(error.correlation().is_some());
}

#[test]
fn signed_but_meaningless_answers_are_malformed() {
    let bank = Bank::new();
    let session = bank.session();
    for (status, media, body) in [
        (200, api::PROBLEM_MEDIA_TYPE, "{}"),
        (400, api::MEDIA_TYPE, "{}"),
        (400, api::PROBLEM_MEDIA_TYPE, "[]"),
        (302, api::MEDIA_TYPE, "{}"),
        (101, api::MEDIA_TYPE, "{}"),
    ] {
        let pending = ask(&session);
        let response = bank.sign(pending.request(), status, media, body.into());
        assert_eq!(pending.receive(&response).err(), Some(Error::ResponseMalformed), "{status}");
    }
}

#[test]
fn late_and_misdated_answers_are_stale() {
    let bank = Bank::new();
    let session = bank.session();
    let pending = ask(&session);
    let response = yes(&bank, &pending);
    bank.clock.advance(MAX_WAIT.as_secs() + 1);
    assert_eq!(pending.receive(&response).err(), Some(Error::ResponseStale));

    for created in [bank.now().saturating_sub(DAY), bank.now().saturating_add(DAY)] {
        let pending = ask(&session);
        let plain = Response::new(200, "application/json", b"{}".to_vec());
        let response = bank.sign_as(pending.request(), plain, "response-1", created);
        assert_eq!(pending.receive(&response).err(), Some(Error::ResponseStale));
    }
}

#[test]
fn first_answer_signed_by_an_expired_key_is_refused_by_its_own_date() {
    let bank = Bank::new();
    let server = bank.server();
    let pending = server.challenge(&mut SysRng).unwrap();
    let genuine = bank.answer(pending.request());
    let plain = Response::new(200, "application/json", genuine.body);
    let after = bank.claims(1).expires_at;
    let response = bank.sign_as(pending.request(), plain, "response-1", after);
    assert_eq!(pending.receive(&response).err(), Some(Error::ResponseForged));
}

#[test]
fn hostile_headers_never_panic() {
    let bank = Bank::new();
    let session = bank.session();
    for (name, value) in [
        ("signature-input", "yufu=(\"@status\");tag=\"yufu-response-v1\""),
        ("signature-input", "yufu=()"),
        ("signature", "yufu=:AAAA:"),
        ("signature-input", "\u{0}"),
        ("content-encoding", "gzip"),
    ] {
        let pending = ask(&session);
        let mut response = yes(&bank, &pending);
        response.push_header(name, value);
        assert!(pending.receive(&response).is_err(), "{name}: {value}");
        let pending = ask(&session);
        let mut response = Response::new(200, "application/json", b"{}".to_vec());
        response.push_header(name, value);
        assert!(pending.receive(&response).is_err(), "{name}: {value}");
    }
}
