//! Every route, with a good request and with bad ones.

use yufu_protocol::api::{self, HealthResponse, LogoutResponse, OrderState, Receipt};
use yufu_protocol::http::Request;
use yufu_protocol::rejection::Reason;

use crate::phone::{PIN, Phone, read, unsigned};
use crate::server::{Server, post, problem, send, with_nonce};

fn get(path: &str) -> Request {
    with_nonce(Request::new("GET", "bank.example", path))
}

#[test]
fn transfer_goes_through_every_route() {
    let server = Server::start();
    let health: HealthResponse = read(&server, &get(api::ROUTE_HEALTH));
    assert_eq!(health.status, "ok");

    let phone = Phone::ready(&server);
    let transaction = phone.transaction(12_850);
    let receipt: Receipt = read(&server, &phone.transfer(&transaction, PIN));
    assert_eq!(receipt.status, OrderState::Completed);
    assert_eq!(receipt.transaction_digest, transaction.digest().unwrap());
    assert_eq!((receipt.amount_minor, receipt.payee_name.as_str()), (12_850, "王小明"));

    let path = format!("{}{}", api::ROUTE_ORDERS, transaction.order().as_str());
    let status = phone.sign(Request::new("GET", "bank.example", &path), &phone.in_session());
    assert_eq!(read::<Receipt>(&server, &status), receipt);

    let logout = phone.sign(post(api::ROUTE_LOGOUT, b"{}"), &phone.in_session());
    assert!(read::<LogoutResponse>(&server, &logout).ended_at.get() > 0);
    let after = phone.sign(Request::new("GET", "bank.example", &path), &phone.in_session());
    assert_eq!(server.refusal(&after), Reason::SessionEnded);
}

#[test]
fn same_transfer_sent_twice_is_booked_once() {
    let server = Server::start();
    let phone = Phone::ready(&server);
    let request = phone.transfer(&phone.transaction(1), PIN);
    let receipt: Receipt = read(&server, &request);
    assert_eq!(receipt.status, OrderState::Completed);
    assert_eq!(server.refusal(&request), Reason::Replayed);
}

#[test]
fn unsigned_and_malformed_requests_are_refused_on_every_signed_route() {
    let server = Server::start();
    for path in [
        api::ROUTE_LOGIN,
        api::ROUTE_LOGOUT,
        api::ROUTE_SUBMIT_TOKEN,
        api::ROUTE_PIN,
        api::ROUTE_PASSWORD,
        api::ROUTE_TRANSFER,
    ] {
        let request = with_nonce(post(path, b"{}"));
        assert_eq!(server.refusal(&request), Reason::SignatureMissing, "{path}");
    }
    let order = format!("{}1", api::ROUTE_ORDERS);
    assert_eq!(server.refusal(&get(&order)), Reason::SignatureMissing);

    for path in [api::ROUTE_ENROL, api::ROUTE_VERIFY, api::ROUTE_SANDBOX_CUSTOMERS] {
        for body in ["{", "[]", "1", "{\"unknown\":1}", "{}{}", "\u{fffd}", "null"] {
            let request = with_nonce(post(path, body.as_bytes()));
            assert_eq!(server.refusal(&request), Reason::BodyMalformed, "{path} {body}");
        }
    }
}

#[test]
fn signed_request_with_a_malformed_body_is_refused() {
    let server = Server::start();
    let phone = Phone::ready(&server);
    let request = phone.sign(post(api::ROUTE_SUBMIT_TOKEN, b"{\"a\":1}"), &phone.in_session());
    assert_eq!(server.refusal(&request), Reason::BodyMalformed);
}

#[test]
fn enrolment_with_a_wrong_or_used_code_is_refused() {
    let server = Server::start();
    let mut phone = Phone::new(&server);
    let genuine = phone.enrolment();
    phone.letter.activation_code = "AAAA-AAAA-AAAA-AAAA".chars().filter(|c| *c != '-').collect();
    if yufu_protocol::enrolment::ActivationCode::new(&phone.letter.activation_code).is_ok() {
        assert_eq!(server.refusal(&phone.enrolment()), Reason::ActivationCodeRejected);
    }
    assert_eq!(server.send(&genuine).status, 200);
    assert_ne!(server.send(&genuine).status, 200);
    let garbage = api::EnrolRequest { envelope: vec![0x30, 0x00].into(), attestation: None };
    let garbage = with_nonce(unsigned(api::ROUTE_ENROL, &garbage));
    assert_eq!(server.refusal(&garbage), Reason::EnrolmentMalformed);
}

#[test]
fn unknown_route_and_wrong_method_are_refused_alike() {
    let server = Server::start();
    for request in [
        get("/"),
        get("/v1"),
        get("/v1/keys/"),
        get("/v2/keys"),
        get(api::ROUTE_TRANSFER),
        with_nonce(post(api::ROUTE_KEYS, b"{}")),
        with_nonce(Request::new("DELETE", "bank.example", api::ROUTE_HEALTH)),
    ] {
        let (method, path) = (&request.method, &request.path);
        assert_eq!(server.refusal(&request), Reason::UnknownRoute, "{method} {path}");
    }
}

#[test]
fn sandbox_is_not_there_unless_it_is_on() {
    let server = Server::with(|config| yufu_gateway::Config { sandbox: false, ..config });
    let request = with_nonce(post(api::ROUTE_SANDBOX_CUSTOMERS, b"{}"));
    let answer = server.send(&request);
    assert_eq!((answer.status, problem(&answer)), (404, Reason::UnknownRoute));
}

#[test]
fn refusal_without_a_nonce_is_readable_and_bound_to_nothing() {
    let server = Server::start();
    let answer = send(server.address(), &Request::new("GET", "bank.example", "/nowhere"));
    assert_eq!(problem(&answer), Reason::UnknownRoute);
    assert_eq!(answer.header("yufu-request-nonce").unwrap(), None);
}
