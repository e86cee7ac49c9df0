//! The Rust side's verdicts.

use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde_json::{Value, json};
use yufu_protocol::bundle::BundleClaims;
use yufu_protocol::enrolment::EnrolmentRequest;
use yufu_protocol::envelope::{self, ContentKind};
use yufu_protocol::error::{Error, Result};
use yufu_protocol::id::{AccountRef, InputNonce, KeyId, SessionId, SubmitToken, Thumbprint};
use yufu_protocol::input::{self, Context, Field, OpenedInput, Purpose, SealedInput};
use yufu_protocol::jws;
use yufu_protocol::report::{self, ReportClaims};
use yufu_protocol::submit_token::StoreKey;
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::{Transaction, TransactionDigest, TransactionKind};
use yufu_sm::sm2::{SignerId, VerifyingKey};
use yufu_tests::vectors::Stream;

use crate::case::Case;
use crate::exchange;
use yufu_tests::make;

pub fn judge(case: &Case) -> Value {
    let outcome = match case.format {
        "transaction" => transaction(&case.data),
        "jws" => signed_object(case),
        "bundle" => bundle(case),
        "enrolment" => enrolment(&case.data),
        "envelope" => sealed_object(case),
        "report" => claims(&case.data),
        "sealed report" => sealed_report(&case.data),
        "sealed input" => sealed_input(case),
        "submit token" => token(&case.data),
        "response" => exchange::judge_response(&case.given),
        "requests" => return exchange::judge_requests(&case.given),
        other => panic!("no judge for {other}"),
    };
    match outcome {
        Ok(output) => json!({ "accepted": true, "output": output }),
        Err(error) => json!({ "accepted": false, "error": kind(&error) }),
    }
}

/// The kind of docs/formats/README.md.
pub fn kind(error: &Error) -> &'static str {
    match error {
        Error::TooLarge(_) => "too large",
        Error::Malformed(_) => "malformed",
        Error::Version(_) => "version",
        Error::Field(..) => "field",
        Error::Missing(..) => "missing",
        Error::Algorithm(_) => "algorithm",
        Error::UnknownKey(_) => "unknown key",
        Error::Signature(_) => "signature",
        Error::Digest(_) => "digest",
        Error::Expired(_) => "expired",
        Error::NotYetValid(_) => "not yet valid",
        Error::Rollback(_) => "rollback",
        Error::Decryption(_) => "decryption",
        Error::OtherRequest(_) => "other request",
        other => panic!("no reader gives {other}"),
    }
}

/// Tokens are text: bytes that are not UTF-8 never reach the reader.
fn text(data: &[u8]) -> Result<&str> {
    std::str::from_utf8(data).map_err(|_| Error::Malformed(yufu_protocol::error::Format::Jws))
}

fn transaction(data: &[u8]) -> Result<Value> {
    let read = Transaction::from_der(data)?;
    Ok(json!({
        "kind": match read.kind() {
            TransactionKind::Payment => "payment",
            _ => "transfer",
        },
        "order": read.order().as_str(),
        "payer": read.payer().as_str(),
        "payee_account": read.payee_account().as_str(),
        "payee_name": read.payee_name(),
        "amount_minor": read.amount().minor(),
        "currency": read.amount().currency().code(),
        "remark": read.remark(),
        "digest": hex::encode(read.digest()?.as_bytes()),
    }))
}

/// The records of device keys: `device-2` has a signer's ID of its own.
fn device(kid: &KeyId) -> Option<(VerifyingKey, SignerId<'static>)> {
    let key = make::signing("device key").verifying_key().clone();
    match kid.as_str() {
        "device-1" => Some((key, SignerId::DEFAULT)),
        "device-2" => Some((key, SignerId::new(b"another-id").ok()?)),
        _ => None,
    }
}

fn signed_object(case: &Case) -> Result<Value> {
    let typ = case.given["typ"].as_str().unwrap();
    let verified = jws::verify(text(&case.data)?, typ, device)?;
    Ok(json!({ "kid": verified.kid.as_str(), "payload_hex": hex::encode(verified.payload) }))
}

fn bundle(case: &Case) -> Result<Value> {
    let root = make::signing("root key").verifying_key().clone();
    let now = UnixSeconds(case.given["now"].as_u64().unwrap());
    let last = case.given["last_sequence"].as_u64();
    let claims = BundleClaims::verify(text(&case.data)?, &[root], now, last)?;
    Ok(json!({ "sequence": claims.sequence, "keys": claims.keys.len() }))
}

fn enrolment(data: &[u8]) -> Result<Value> {
    let request = EnrolmentRequest::from_der(data)?;
    let hardware = request.hardware.as_ref().map(|key| {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &key.spki[26..])
            .verify(&key.message, &key.signature)
            .is_ok()
    });
    let thumbprint = Thumbprint::of_spki(&request.device_key.to_spki_der());
    Ok(json!({
        "activation_code": request.activation_code.as_str(),
        "challenge": hex::encode(request.challenge.as_bytes()),
        "thumbprint": hex::encode(thumbprint.as_bytes()),
        "hardware": hardware,
    }))
}

fn sealed_object(case: &Case) -> Result<Value> {
    let kind = match case.given["kind"].as_str() {
        Some("enrolment") => ContentKind::Enrolment,
        _ => ContentKind::Report,
    };
    let key = make::decrypting("report key");
    let content =
        envelope::open(&case.data, kind, |kid| (kid.as_str() == "report-1").then_some(&key))?;
    Ok(json!({ "content_hex": hex::encode(content.as_slice()) }))
}

fn claims(data: &[u8]) -> Result<Value> {
    let (kid, claims) = ReportClaims::verify(text(data)?, device)?;
    Ok(json!({
        "kid": kid.as_str(),
        "counter": claims.counter,
        "findings": claims.findings.len(),
        "facts": claims.facts.len(),
    }))
}

fn sealed_report(data: &[u8]) -> Result<Value> {
    let key = make::decrypting("report key");
    let token = report::open(data, |kid| (kid.as_str() == "report-1").then_some(&key))?;
    claims(token.as_bytes())
}

/// The context that both sides build.
pub fn context(given: &Value) -> Context {
    let text = |name: &str| given[name].as_str().unwrap();
    let bytes = |name: &str| hex::decode(text(name)).unwrap();
    let purposes = [
        Purpose::Login,
        Purpose::Transaction,
        Purpose::SetLogin,
        Purpose::SetTransaction,
        Purpose::OldLogin,
        Purpose::OldTransaction,
    ];
    let number = given["purpose"].as_u64().unwrap();
    let session: Option<[u8; 16]> = bytes("session").try_into().ok();
    let transaction: [u8; 32] = bytes("transaction").try_into().unwrap();
    Context {
        purpose: purposes.into_iter().find(|one| u64::from(one.number()) == number).unwrap(),
        field: Field::new(text("field")).unwrap(),
        input_nonce: InputNonce::from_bytes(bytes("input_nonce").try_into().unwrap()),
        session: session.map(SessionId::from_bytes),
        account: AccountRef::new(text("account")).ok(),
        device: Thumbprint::from_bytes(bytes("device_key").try_into().unwrap()),
        input_key: KeyId::new(text("input_key")).unwrap(),
        transaction: (transaction != [0; 32]).then(|| TransactionDigest::from_bytes(transaction)),
    }
}

fn sealed_input(case: &Case) -> Result<Value> {
    let sealed = SealedInput::from_der(&case.data)
        .map_err(|_| Error::Decryption(yufu_protocol::error::Format::Input))?;
    let mut out = OpenedInput::new();
    let key = make::decrypting("input key");
    input::open(&sealed, &context(&case.given), &key, &mut Stream::new(b"open"), &mut out)?;
    Ok(json!({ "typed": String::from_utf8_lossy(out.as_bytes()) }))
}

fn token(data: &[u8]) -> Result<Value> {
    let malformed = Error::Malformed(yufu_protocol::error::Format::SubmitToken);
    let token: SubmitToken = text(data).map_err(|_| malformed)?.parse().map_err(|_| malformed)?;
    Ok(json!({ "store_key": hex::encode(StoreKey::of(&token).as_bytes()) }))
}
