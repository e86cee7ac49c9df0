//! The formats of docs/formats. What is read and written again is the same.

use serde::{Serialize, de::DeserializeOwned};
use yufu::trust::Trust;
use yufu_protocol::bundle::BundleClaims;
use yufu_protocol::encoding::{array_from_base64url, from_base64url, to_base64url};
use yufu_protocol::enrolment::{self, EnrolmentRequest};
use yufu_protocol::envelope::{self, ContentKind};
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::{
    AccountRef, Challenge, CorrelationId, DeviceId, InputNonce, KeyId, Nonce, OrderNumber,
    SessionId, SubmitToken, Thumbprint,
};
use yufu_protocol::input::{self, Context, Field, OpenedInput, Purpose, SealedInput};
use yufu_protocol::rejection::Reason;
use yufu_protocol::report::{self, ReportClaims};
use yufu_protocol::request::Sequence;
use yufu_protocol::strength::Finding;
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::{Currency, Transaction, TransactionDigest};
use yufu_protocol::{api, jws as signed};
use yufu_sm::sm2::{SignerId, VerifyingKey};

use super::fixed;
use crate::make::{NOW, certification_request, decrypting, header, jws as make_jws, signing};

const TIME: UnixSeconds = UnixSeconds(NOW);

fn device() -> VerifyingKey {
    signing("device key").verifying_key().clone()
}

pub fn transaction(data: &[u8]) {
    if let Ok(transaction) = Transaction::from_der(data) {
        assert_eq!(transaction.to_der().expect("was read"), data);
        transaction.digest().expect("was read");
    }
}

/// Text as it is; a signature that was not made over it is never believed.
pub fn jws(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let genuine = |kid: &KeyId| (kid.as_str() == "device-1").then(|| (device(), SignerId::DEFAULT));
    if let Ok(verified) = signed::verify(text, "example+jwt", genuine) {
        let again = signed::verify(text, "example+jwt", genuine).expect("believed before");
        assert_eq!((again.kid, again.payload), (verified.kid, verified.payload));
    }
}

/// The bytes as a bundle's claims, signed by the root, so that what is inside is reached.
pub fn bundle(data: &[u8]) {
    let root = signing("root key");
    let roots = [root.verifying_key().clone()];
    let kid = yufu_protocol::bundle::root_key_id(root.verifying_key());
    let token = make_jws(&header("yufu-bundle+jwt", kid.as_str()), data, &root, &SignerId::DEFAULT);
    let token = String::from_utf8(token).expect("a token is ASCII");
    let read = BundleClaims::verify(&token, &roots, TIME, None);
    let loaded = Trust::new(root.verifying_key().clone()).load(&token, TIME);
    // Of a device's clock the client believes less: what only time speaks against it may still take.
    let by_time = matches!(read, Err(Error::NotYetValid(_) | Error::Expired(_)));
    assert!(by_time || read.is_ok() == loaded.is_ok(), "{read:?} {loaded:?}");
    if let Ok(claims) = read {
        let again = claims.sign(&root, &mut fixed()).expect("was read");
        assert_eq!(BundleClaims::verify(&again, &roots, TIME, None), Ok(claims));
    }
}

/// The bytes as a report's claims, signed by the device.
pub fn report(data: &[u8]) {
    let device = signing("device key");
    let token = make_jws(&header("yufu-report+jwt", "device-1"), data, &device, &SignerId::DEFAULT);
    let token = String::from_utf8(token).expect("a token is ASCII");
    let lookup = |_: &KeyId| Some((device.verifying_key().clone(), SignerId::DEFAULT));
    if let Ok((kid, claims)) = ReportClaims::verify(&token, lookup) {
        let again = claims.sign(&kid, &device, &SignerId::DEFAULT, &mut fixed()).expect("was read");
        assert_eq!(ReportClaims::verify(&again, lookup), Ok((kid, claims)));
    }
}

/// The bytes as a certification request, and as the signed part of one.
pub fn enrolment(data: &[u8]) {
    let _ = EnrolmentRequest::from_der(data);
    if data.len() < 2048 {
        let whole = certification_request(data, &signing("device key"));
        if let Ok(request) = EnrolmentRequest::from_der(&whole) {
            assert_eq!(request.device_key, device());
        }
    }
}

pub fn envelope(data: &[u8]) {
    let key = decrypting("report key");
    let named = envelope::recipient(data);
    for kind in [ContentKind::Report, ContentKind::Enrolment] {
        if envelope::open(data, kind, |_| Some(&key)).is_ok() {
            assert!(named.is_ok());
        }
    }
    let _ = report::open(data, |_| Some(&key));
    let _ = enrolment::open(data, |_| Some(&key));
}

/// A context that fits the seeds.
pub(super) fn context() -> Context {
    Context {
        purpose: Purpose::Transaction,
        field: Field::new("pin").expect("valid"),
        input_nonce: InputNonce::from_bytes([0xa1; 32]),
        session: Some(SessionId::from_bytes([0xa2; 16])),
        account: Some(AccountRef::new("acct-1").expect("valid")),
        device: Thumbprint::from_bytes([0xa3; 32]),
        input_key: KeyId::new("input-1").expect("valid"),
        transaction: Some(TransactionDigest::from_bytes([0xa4; 32])),
    }
}

pub fn sealed_input(data: &[u8]) {
    if let Ok(sealed) = SealedInput::from_der(data) {
        assert_eq!(sealed.to_der().expect("was read"), data);
        let (key, mut out) = (decrypting("input key"), OpenedInput::new());
        if input::open(&sealed, &context(), &key, &mut fixed(), &mut out).is_err() {
            assert!(out.is_empty(), "a refused input shows nothing");
        }
    }
}

/// The bytes as the body of each route.
pub fn api(data: &[u8]) {
    fn body<T: Serialize + DeserializeOwned>(data: &[u8]) {
        if let Ok(read) = api::decode::<T>(data) {
            let written = api::encode(&read).expect("was read");
            let again: T = api::decode(&written).expect("was written");
            assert_eq!(api::encode(&again).expect("was read"), written);
        }
    }
    body::<api::KeysResponse>(data);
    body::<api::HealthResponse>(data);
    body::<api::ChallengeResponse>(data);
    body::<api::EnrolRequest>(data);
    body::<api::EnrolResponse>(data);
    body::<api::LoginRequest>(data);
    body::<api::LoginResponse>(data);
    body::<api::LogoutRequest>(data);
    body::<api::LogoutResponse>(data);
    body::<api::SubmitTokenRequest>(data);
    body::<api::SubmitTokenResponse>(data);
    body::<api::SecretChangeRequest>(data);
    body::<api::SecretChangeResponse>(data);
    body::<api::TransferRequest>(data);
    body::<api::Receipt>(data);
    body::<api::VerifyRequest>(data);
    body::<api::VerifyResponse>(data);
    body::<api::SandboxRequest>(data);
    body::<api::SandboxCustomer>(data);
    body::<api::Problem>(data);
}

/// Every value that travels as a short text has one text.
pub fn texts(data: &[u8]) {
    fn one<T: std::str::FromStr + std::fmt::Display>(text: &str) {
        if let Ok(value) = text.parse::<T>() {
            assert_eq!(value.to_string(), text);
        }
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    one::<DeviceId>(text);
    one::<KeyId>(text);
    one::<OrderNumber>(text);
    one::<Challenge>(text);
    one::<CorrelationId>(text);
    one::<InputNonce>(text);
    one::<Nonce>(text);
    one::<SessionId>(text);
    one::<Thumbprint>(text);
    one::<Sequence>(text);
    one::<Currency>(text);
    one::<TransactionDigest>(text);
    one::<yufu::mask::Kind>(text);
    if let Ok(account) = text.parse::<AccountRef>() {
        assert_eq!(account.as_str(), text);
    }
    if let Ok(token) = text.parse::<SubmitToken>() {
        assert_eq!(token.to_text(), text);
    }
    if let Ok(bytes) = from_base64url(text, 64, Format::Api) {
        assert_eq!(to_base64url(&bytes), text);
    }
    if let Ok(bytes) = array_from_base64url::<16>(text, Format::Api) {
        assert_eq!(to_base64url(&bytes), text);
    }
    if let Some(reason) = Reason::from_name(text) {
        assert_eq!(reason.name(), text);
    }
    if let Some(finding) = Finding::from_name(text) {
        assert_eq!(finding.name(), text);
    }
}
