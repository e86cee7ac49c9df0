//! A modified app on a phone of its owner's: it has the device key in its hands, as no app that
//! links Yufu has, and says what it likes.

use yufu::environment::{Collect, Subject, collect};
use yufu::input::{Field, InputContext, Purpose, SecureInput};
use yufu::keypad::{Appearance, Keypad, Layout, Order};
use yufu::rng::SystemRng;
use yufu::session::Server;
use yufu_protocol::api::{self, ChallengeResponse, EnrolRequest, EnrolResponse, SandboxCustomer};
use yufu_protocol::enrolment::{self, ActivationCode, EnrolmentDraft};
use yufu_protocol::http::{self, Request, Response};
use yufu_protocol::id::{Nonce, Thumbprint, Ueid};
use yufu_protocol::report;
use yufu_protocol::request::{self, RequestParameters};
use yufu_sm::sm2::{SignerId, SigningKey};

use super::hand::type_secret;
use super::phone::app;
use super::wire::Wire;
use crate::output::Failure;

fn e(error: yufu_protocol::error::Error) -> Failure {
    yufu::Error::from(error).into()
}

/// Enrols honestly, then logs in with a report from which the check `removed` is missing.
pub fn log_in_without_check(
    wire: &Wire,
    server: &Server,
    letter: &SandboxCustomer,
    removed: &str,
) -> Result<Response, Failure> {
    let mut rng = SystemRng::new()?;
    let key = SigningKey::generate(&mut rng).map_err(yufu::Error::from)?;
    let thumbprint = Thumbprint::of_spki(&key.verifying_key().to_spki_der());
    let offer: ChallengeResponse =
        ask(wire, Request::new("POST", wire.authority(), api::ROUTE_CHALLENGE))?;
    let report_key = server.trust().report_key(offer.server_time)?;

    let code = ActivationCode::new(&letter.activation_code).map_err(e)?;
    let csr = EnrolmentDraft::new(code, offer.challenge).sign(&key, &mut rng).map_err(e)?;
    let envelope =
        enrolment::seal(&csr, report_key.encrypting_key(), report_key.id(), &mut rng).map_err(e)?;
    let body =
        api::encode(&EnrolRequest { envelope: envelope.into(), attestation: None }).map_err(e)?;
    let enrol =
        Request::new("POST", wire.authority(), api::ROUTE_ENROL).with_body(api::MEDIA_TYPE, body);
    let enrolled: EnrolResponse = ask(wire, enrol)?;

    let offer: ChallengeResponse =
        ask(wire, Request::new("POST", wire.authority(), api::ROUTE_CHALLENGE))?;
    let subject = Subject {
        ueid: Ueid::of_device(&thumbprint),
        counter: 1,
        chain: None,
        app: app(),
        issued_at: offer.server_time,
    };
    let mut claims = collect(&Collect::new(offer.challenge)).claims(&subject);
    let honest = claims.findings.len();
    claims.findings.retain(|finding| finding.code != removed);
    if claims.findings.len() + 1 != honest {
        return Err(Failure::Server(format!("there is no check {removed} to leave out")));
    }
    let token = claims.sign(&enrolled.key_id, &key, &SignerId::DEFAULT, &mut rng).map_err(e)?;
    let sealed =
        report::seal(&token, report_key.encrypting_key(), report_key.id(), &mut rng).map_err(e)?;

    let context = InputContext {
        purpose: Purpose::Login,
        field: Field::new("password").map_err(e)?,
        input_nonce: offer.input_nonce,
        session: None,
        account: enrolled.account.clone(),
        device: thumbprint,
        transaction: None,
    };
    let pad = Keypad::new(Layout::Qwerty, Order::Shuffled, Appearance::STANDARD, &mut rng)?;
    let input_key = server.trust().input_key(offer.server_time)?;
    let mut input = SecureInput::open(context, &input_key, pad, SystemRng::new()?)?;
    type_secret(&mut input, letter.login_password.as_bytes())?;
    let password = input.seal()?.to_der().map_err(e)?;

    let body =
        api::LoginRequest { password: password.into(), report: sealed.into(), attestation: None };
    let mut login = Request::new("POST", wire.authority(), api::ROUTE_LOGIN)
        .with_body(api::MEDIA_TYPE, api::encode(&body).map_err(e)?);
    let nonce = Nonce::random(&mut rng).map_err(e)?;
    let parameters = RequestParameters::new(enrolled.key_id, offer.server_time, nonce)
        .with_challenge(offer.challenge);
    request::sign(&mut login, &parameters, &key, &SignerId::DEFAULT, &mut rng).map_err(e)?;
    wire.send(&login)
}

/// Takes a request off its signature and signs it with a key that the bank never saw.
pub fn sign_with_unknown_key(signed: &Request) -> Result<Request, Failure> {
    let mut rng = SystemRng::new()?;
    let key = SigningKey::generate(&mut rng).map_err(yufu::Error::from)?;
    let kid = Thumbprint::of_spki(&key.verifying_key().to_spki_der()).to_key_id();
    let parsed = request::ParsedRequest::parse(signed, &http::Limits::DEFAULT).map_err(e)?;
    let mut parameters =
        RequestParameters::new(kid, parsed.created(), Nonce::random(&mut rng).map_err(e)?);
    parameters.session = parsed.session();
    parameters.sequence = parsed.sequence();
    parameters.submit_token = parsed.submit_token().cloned();
    let mut bare = Request::new(&signed.method, &signed.authority, &signed.path)
        .with_body(api::MEDIA_TYPE, signed.body.clone());
    request::sign(&mut bare, &parameters, &key, &SignerId::DEFAULT, &mut rng).map_err(e)?;
    Ok(bare)
}

/// Sends an unsigned request and believes the answer, as an attacker may.
fn ask<T: serde::de::DeserializeOwned>(wire: &Wire, mut request: Request) -> Result<T, Failure> {
    let nonce = Nonce::random(&mut getrandom::SysRng).map_err(e)?;
    request.push_header(http::REQUEST_NONCE, &nonce.to_string());
    let answer = wire.send(&request)?;
    api::decode(&answer.body)
        .map_err(|_| Failure::Server(format!("the server answered {}", answer.status)))
}
