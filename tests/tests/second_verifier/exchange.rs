//! Requests in the order in which a server sees them, and answers to them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use yufu_protocol::api;
use yufu_protocol::encoding::Bytes;
use yufu_protocol::enrolment::{self, EnrolmentDraft};
use yufu_protocol::error::Result;
use yufu_protocol::http::{Request, Response};
use yufu_protocol::id::{
    AccountRef, Challenge, InputNonce, KeyId, Nonce, SessionId, SubmitToken, Thumbprint,
};
use yufu_protocol::request::{self, RequestParameters, Sequence};
use yufu_protocol::response;
use yufu_protocol::submit_token::StoreKey;
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::{Amount, Currency, TransactionDigest};
use yufu_sm::sm2::{SignerId, SigningKey};
use yufu_tests::vectors::Stream;
use yufu_verifier::store::{MemoryStore, SessionRecord, TokenRecord};
use yufu_verifier::{Clock, HardwareRule, Policy, RouteRule, Verifier, VerifierKeys};

use crate::case::Case;
use yufu_tests::make::{NOW, signing};

/// The private key of the hardware key of these cases: SM3 of `yufu example hardware key`.
fn hardware() -> EcdsaKeyPair {
    let private = yufu_sm::sm3::hash(b"yufu example hardware key");
    let public = hex::decode(HARDWARE_PUBLIC).unwrap();
    let rng = SystemRandom::new();
    let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
    EcdsaKeyPair::from_private_key_and_public_key(algorithm, &private, &public, &rng).unwrap()
}

const HARDWARE_PUBLIC: &str = "044583213dde42d2b68823edbca9847f63a33c099883cbdfdd796c7dcae4e582ab\
     74457ab516f9cafd85fc57cbe5d3448e84f9427d2f77f2737dbd88dd07505973";
/// ECDSA draws a random number, and `ring` takes no other source: this signature of the first
/// request with a hardware key was made once, by another library.
const HARDWARE_SIGNATURE: &str = "01650091679de26ce7e84a77d4214466eae302f9b14f89a6eb925365c97e27cb\
     24a627a75d77976680efea4d55d7128dcf3bae8cd1827883d24294cb55234849";

#[derive(Clone)]
struct SetClock(Arc<AtomicU64>);

impl Clock for SetClock {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(self.0.load(Ordering::SeqCst))
    }
}

const DEVICES: [&str; 3] = ["device key", "device with hardware key", "revoked device key"];

fn key_id(key: &SigningKey) -> KeyId {
    Thumbprint::of_spki(&key.verifying_key().to_spki_der()).to_key_id()
}

fn session(index: u8) -> SessionId {
    SessionId::from_bytes([index; 16])
}

fn token(index: u8) -> SubmitToken {
    SubmitToken::from_bytes([index; 32])
}

/// What the server knows when the first request of a case comes.
pub fn server() -> Value {
    let devices: Vec<Value> = DEVICES
        .iter()
        .map(|name| {
            let key = signing(name);
            json!({
                "keyid": key_id(&key).as_str(),
                "public_key_hex": hex::encode(key.verifying_key().to_sec1_bytes()),
                "revoked": name.starts_with("revoked"),
                "hardware_key_hex": name.contains("hardware").then_some(HARDWARE_PUBLIC),
            })
        })
        .collect();
    json!({
        "devices": devices,
        "sessions": [
            { "session": session(1).to_string(), "keyid": devices[0]["keyid"] },
            { "session": session(2).to_string(), "keyid": devices[1]["keyid"] },
        ],
        "tokens": [
            { "token": token(1).to_text(), "session": session(1).to_string(), "expires": NOW + 300 },
            { "token": token(2).to_text(), "session": session(2).to_string(), "expires": NOW + 300 },
        ],
    })
}

struct Server {
    verifier: Verifier,
    clock: SetClock,
}

impl Server {
    fn new() -> Self {
        let clock = SetClock(Arc::new(AtomicU64::new(NOW)));
        let mut rng = Stream::new(b"server keys");
        let keys = VerifierKeys::generate(UnixSeconds(NOW), &mut rng).unwrap();
        let report = keys.report.current();
        let envelope_key = (report.kid.clone(), report.key.encrypting_key().clone());
        let policy = Policy::default();
        let store = Box::new(MemoryStore::new());
        let verifier = Verifier::new(keys, store, policy, Box::new(clock.clone())).unwrap();
        for (index, name) in DEVICES.iter().enumerate() {
            let customer = AccountRef::new(&format!("customer-{index}")).unwrap();
            let code =
                verifier.issue_activation_code(&customer, std::slice::from_ref(&customer)).unwrap();
            let draft = EnrolmentDraft::new(code, verifier.challenge().unwrap().challenge);
            let key = signing(name);
            let der = match name.contains("hardware") {
                false => draft.sign(&key, &mut rng).unwrap(),
                true => {
                    let hardware = hardware();
                    let head = hex::decode("3059301306072a8648ce3d020106082a8648ce3d030107034200");
                    let spki = [&head.unwrap()[..], hardware.public_key().as_ref()].concat();
                    let draft = draft.with_hardware_key(key.verifying_key(), &spki).unwrap();
                    let proof = hardware.sign(&SystemRandom::new(), draft.hardware_message());
                    draft.sign(proof.unwrap().as_ref(), &key, &mut rng).unwrap()
                }
            };
            let (kid, public) = &envelope_key;
            let envelope = Bytes(enrolment::seal(&der, public, kid, &mut rng).unwrap());
            verifier.enrol(&api::EnrolRequest { envelope, attestation: None }).unwrap();
            if name.starts_with("revoked") {
                verifier.store().revoke_device(&key_id(&key), UnixSeconds(NOW)).unwrap();
            }
        }
        let server = Self { verifier, clock };
        server.open(1, 0);
        server.open(2, 1);
        server
    }

    fn open(&self, index: u8, device: usize) {
        let now = UnixSeconds(NOW);
        let record = SessionRecord {
            id: session(index),
            customer: AccountRef::new(&format!("customer-{device}")).unwrap(),
            key: key_id(&signing(DEVICES[device])),
            opened_at: now,
            last_seen: now,
            idle_seconds: 100_000,
            expires_at: UnixSeconds(NOW + 100_000),
            previous_login: None,
        };
        self.verifier.store().open_session(record, now).unwrap();
        let record = TokenRecord {
            id: StoreKey::of(&token(index)),
            session: session(index),
            digest: TransactionDigest::from_bytes([index; 32]),
            amount: Amount::new(10_000, Currency::CNY).unwrap(),
            input_nonce: InputNonce::from_bytes([index; 32]),
            challenge: Challenge::from_bytes([index; 32]),
            expires_at: UnixSeconds(NOW + 300),
        };
        self.verifier.store().put_token(record, now).unwrap();
    }
}

fn rule(needs: &Value) -> RouteRule {
    let has = |name: &str| needs.as_array().unwrap().iter().any(|one| one == name);
    RouteRule {
        name: "vectors",
        session: has("session"),
        submit_token: has("submit_token"),
        hardware: if has("hardware") { HardwareRule::Always } else { HardwareRule::Ignored },
        ..RouteRule::SIGNED
    }
}

/// One reason a step, or `accepted`.
pub fn judge_requests(given: &Value) -> Value {
    let server = Server::new();
    let steps = given["steps"].as_array().unwrap().iter().map(|step| {
        server.clock.0.store(step["now"].as_u64().unwrap(), Ordering::SeqCst);
        let outcome = server.verifier.accept(&request(&step["message"]), &rule(&step["needs"]));
        outcome.map_or_else(|rejection| rejection.reason.name(), |_| "accepted")
    });
    let steps: Vec<&str> = steps.collect();
    json!({ "accepted": steps.iter().all(|step| *step == "accepted"), "steps": steps })
}

pub fn judge_response(given: &Value) -> Result<Value> {
    let key = signing("response key").verifying_key().clone();
    let now = given["now"].as_u64().map(UnixSeconds);
    let (asked, answer) = (request(&given["request"]), answer(&given["response"]));
    let known = |kid: &KeyId| (kid.as_str() == "response-1").then(|| key.clone());
    response::verify_response(&asked, &answer, now, known)?;
    Ok(Value::Null)
}

/// Bytes as text of the same number of characters, U+0000 to U+00FF.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

fn bytes(text: &Value) -> Vec<u8> {
    text.as_str().unwrap().chars().map(|one| u8::try_from(u32::from(one)).unwrap()).collect()
}

fn headers_to_json(headers: &[(String, Vec<u8>)]) -> Value {
    headers.iter().map(|(name, value)| json!([name, latin(value)])).collect()
}

fn headers(value: &Value) -> Vec<(String, Vec<u8>)> {
    let pairs = value.as_array().unwrap().iter();
    pairs.map(|pair| (pair[0].as_str().unwrap().to_owned(), bytes(&pair[1]))).collect()
}

fn request_to_json(request: &Request) -> Value {
    json!({
        "method": request.method, "authority": request.authority, "path": request.path,
        "query": request.query, "headers": headers_to_json(&request.headers),
        "body": latin(&request.body),
    })
}

fn request(value: &Value) -> Request {
    let text = |name: &str| value[name].as_str().unwrap().to_owned();
    Request {
        method: text("method"),
        authority: text("authority"),
        path: text("path"),
        query: text("query"),
        headers: headers(&value["headers"]),
        body: bytes(&value["body"]),
    }
}

fn answer(value: &Value) -> Response {
    Response {
        status: u16::try_from(value["status"].as_u64().unwrap()).unwrap(),
        headers: headers(&value["headers"]),
        body: bytes(&value["body"]),
    }
}

/// An unsigned request.
fn draft() -> Request {
    Request::new("POST", "Bank.example:443", "/v1/transfer?lang=zh")
        .with_body("application/json", br#"{"amount_minor":10000}"#.to_vec())
}

fn parameters(device: usize, nonce: u8) -> RequestParameters {
    let key = key_id(&signing(DEVICES[device]));
    RequestParameters::new(key, UnixSeconds(NOW), Nonce::from_bytes([nonce; 16]))
}

fn in_session(device: usize, nonce: u8, sequence: u64) -> RequestParameters {
    let index = u8::try_from(device + 1).unwrap();
    parameters(device, nonce).in_session(session(index), Sequence::new(sequence).unwrap())
}

fn sign(mut message: Request, parameters: &RequestParameters, device: usize) -> Request {
    let (key, mut rng) = (signing(DEVICES[device]), Stream::new(b"request"));
    request::sign(&mut message, parameters, &key, &SignerId::DEFAULT, &mut rng).unwrap();
    message
}

/// Puts any text where a signed request has another, and signs again.
fn resigned(message: &Request, device: usize, change: impl Fn(&str) -> String) -> Request {
    let mut message = message.clone();
    let at = message.headers.iter().position(|(name, _)| name == "signature-input").unwrap();
    let input = change(std::str::from_utf8(&message.headers[at].1).unwrap());
    message.headers[at].1 = input.clone().into_bytes();
    let base = base(&message, &input);
    let signature = signing(DEVICES[device])
        .sign(&SignerId::DEFAULT, base.as_bytes(), &mut Stream::new(b"again"))
        .unwrap();
    let at = message.headers.iter().position(|(name, _)| name == "signature").unwrap();
    let text = base64(&signature.to_bytes());
    message.headers[at].1 = format!("yufu=:{text}:").into_bytes();
    message
}

/// The signature base of whatever the input's first list covers.
fn base(message: &Request, input: &str) -> String {
    let value = input.strip_prefix("yufu=").unwrap_or(input);
    let inner = value.split_once('(').unwrap().1.split_once(')').unwrap().0;
    let mut out = String::new();
    for identifier in inner.split(' ').filter(|one| !one.is_empty()) {
        let name = identifier.trim_matches('"');
        let text = match name {
            "@method" => message.method.clone(),
            "@authority" => message.normalized_authority(),
            "@path" => message.path.clone(),
            "@query" => format!("?{}", message.query),
            other => message.header(other).ok().flatten().unwrap_or_default().to_owned(),
        };
        out += &format!("{identifier}: {text}\n");
    }
    out + &format!("\"@signature-params\": {value}")
}

fn base64(bytes: &[u8]) -> String {
    let url = yufu_protocol::encoding::to_base64url(bytes).replace('-', "+").replace('_', "/");
    let padding = (4 - url.len() % 4) % 4;
    url + &"=".repeat(padding)
}

fn step(message: &Request, needs: &[&str], now: u64) -> Value {
    json!({ "now": now, "needs": needs, "message": request_to_json(message) })
}

fn requests_case(name: &str, steps: Vec<Value>) -> Case {
    Case::new("requests", name, Vec::new(), json!({ "steps": steps }))
}

pub fn requests() -> Vec<Case> {
    let mut cases = single_requests();
    cases.extend(damaged_requests());
    cases.extend(resigned_requests());
    cases.extend(sequences());
    cases
}

fn single_requests() -> Vec<Case> {
    let plain = sign(draft(), &parameters(0, 1), 0);
    let whole = sign(draft(), &in_session(0, 1, 7).with_submit_token(token(1)), 0);
    let bare = sign(Request::new("GET", "bank.example:8443", "/v1/orders/7"), &parameters(0, 1), 0);
    let one = |name: &str, message: &Request, needs: &[&str], now: u64| {
        requests_case(name, vec![step(message, needs, now)])
    };
    let both: &[&str] = &["session", "submit_token"];
    let mut hardware = sign(draft(), &in_session(1, 1, 1), 1);
    let unsigned_by_hardware = hardware.clone();
    let signature: Vec<u8> = hex::decode(HARDWARE_SIGNATURE).unwrap();
    request::add_hw_signature(&mut hardware, &signature.clone().try_into().unwrap()).unwrap();
    let mut forged = unsigned_by_hardware.clone();
    let mut other = signature;
    other[40] ^= 1;
    request::add_hw_signature(&mut forged, &other.try_into().unwrap()).unwrap();
    let hw: &[&str] = &["session", "hardware"];
    let gone = sign(draft(), &parameters(2, 1), 2);
    let stranger = {
        let parameters = parameters(0, 1);
        let mut message = draft();
        let (key, mut rng) = (signing("root key"), Stream::new(b"request"));
        request::sign(&mut message, &parameters, &key, &SignerId::DEFAULT, &mut rng).unwrap();
        message
    };
    vec![
        one("plain", &plain, &[], NOW).good(),
        one("without content", &bare, &[], NOW).good(),
        one("in session with token", &whole, both, NOW).good(),
        one("last second", &plain, &[], NOW + 60).good(),
        one("expired", &plain, &[], NOW + 61).bad(),
        one("dated a minute ahead", &plain, &[], NOW - 60).good(),
        one("dated over a minute ahead", &plain, &[], NOW - 61).bad(),
        one("no session where one is needed", &plain, &["session"], NOW).bad(),
        one("no token where one is needed", &sign(draft(), &in_session(0, 1, 1), 0), both, NOW)
            .bad(),
        one(
            "session of another device",
            &sign(
                draft(),
                &{ parameters(1, 1).in_session(session(1), Sequence::new(1).unwrap()) },
                1,
            ),
            &["session"],
            NOW,
        )
        .bad(),
        one(
            "unknown session",
            &sign(
                draft(),
                &{ parameters(0, 1).in_session(session(9), Sequence::new(1).unwrap()) },
                0,
            ),
            &["session"],
            NOW,
        )
        .bad(),
        one(
            "unknown token",
            &sign(draft(), &in_session(0, 1, 1).with_submit_token(token(9)), 0),
            both,
            NOW,
        )
        .bad(),
        one(
            "token of another session",
            &sign(draft(), &in_session(0, 1, 1).with_submit_token(token(2)), 0),
            both,
            NOW,
        )
        .bad(),
        one("hardware key signed too", &hardware, hw, NOW).good(),
        one("hardware key did not sign", &unsigned_by_hardware, hw, NOW).bad(),
        one("hardware key signed something else", &forged, hw, NOW).bad(),
        one("hardware signature where none is needed", &hardware, &["session"], NOW).good(),
        one("device without hardware key", &plain, &["hardware"], NOW).bad(),
        one("revoked key", &gone, &[], NOW).bad(),
        one("signed by another key", &stranger, &[], NOW).bad(),
    ]
}

/// Damage after signing.
fn damaged_requests() -> Vec<Case> {
    let whole = || sign(draft(), &in_session(0, 1, 7).with_submit_token(token(1)), 0);
    let damaged = |name: &str, change: &dyn Fn(&mut Request)| {
        let mut message = whole();
        change(&mut message);
        requests_case(name, vec![step(&message, &["session", "submit_token"], NOW)])
    };
    let set = |message: &mut Request, name: &str, value: &str| {
        for header in &mut message.headers {
            if header.0 == name {
                header.1 = value.as_bytes().to_vec();
            }
        }
    };
    let drop = |message: &mut Request, name: &str| message.headers.retain(|one| one.0 != name);
    let replace = |message: &mut Request, name: &str, from: &str, to: &str| {
        for header in &mut message.headers {
            if header.0 == name {
                header.1 = String::from_utf8(header.1.clone()).unwrap().replace(from, to).into();
            }
        }
    };
    vec![
        damaged("field names in capitals", &|m| {
            m.headers.iter_mut().for_each(|one| one.0.make_ascii_uppercase());
        })
        .good(),
        damaged("fields in another order", &|m| m.headers.reverse()).good(),
        damaged("space around values", &|m| {
            m.headers.iter_mut().for_each(|one| one.1 = [b" \t", &one.1[..], b" "].concat());
        })
        .good(),
        damaged("a field that is not covered", &|m| m.push_header("x-trace", "1")).good(),
        damaged("authority in small letters", &|m| m.authority = "bank.example".into()).good(),
        damaged("another authority", &|m| m.authority = "bank.example.org".into()).bad(),
        damaged("another port", &|m| m.authority = "bank.example:80".into()).bad(),
        damaged("another method", &|m| m.method = "PUT".into()).bad(),
        damaged("method in small letters", &|m| m.method = "post".into()).bad(),
        damaged("another path", &|m| m.path = "/v1/Transfer".into()).bad(),
        damaged("path with a fragment", &|m| m.path = "/v1/transfer#".into()).bad(),
        damaged("another query", &|m| m.query = "lang=en".into()).bad(),
        damaged("no query", &|m| m.query.clear()).bad(),
        damaged("another body", &|m| m.body[15] = b'9').bad(),
        damaged("no body", &|m| m.body.clear()).bad(),
        damaged("another content type", &|m| set(m, "content-type", "text/plain")).bad(),
        damaged("no content type", &|m| drop(m, "content-type")).bad(),
        damaged("no digest", &|m| drop(m, "content-digest")).bad(),
        damaged("digest of another body", &|m| {
            set(m, "content-digest", &yufu_protocol::http::content_digest(b"x"));
        })
        .bad(),
        damaged("content encoding", &|m| m.push_header("Content-Encoding", "identity")).bad(),
        damaged("session twice", &|m| m.push_header("yufu-session", &session(1).to_string())).bad(),
        damaged("another session", &|m| set(m, "yufu-session", &session(2).to_string())).bad(),
        damaged("another sequence", &|m| set(m, "yufu-sequence", "8")).bad(),
        damaged("sequence with a zero in front", &|m| set(m, "yufu-sequence", "07")).bad(),
        damaged("another token", &|m| set(m, "yufu-submit-token", &token(3).to_text())).bad(),
        damaged("another request nonce", &|m| {
            set(m, "yufu-request-nonce", &Nonce::from_bytes([9; 16]).to_string());
        })
        .bad(),
        damaged("no request nonce", &|m| drop(m, "yufu-request-nonce")).bad(),
        damaged("a challenge that is not covered", &|m| {
            m.push_header("yufu-challenge", &Challenge::from_bytes([1; 32]).to_string());
        })
        .bad(),
        damaged("no signature input", &|m| drop(m, "signature-input")).bad(),
        damaged("no signature", &|m| drop(m, "signature")).bad(),
        damaged("signature without its member", &|m| replace(m, "signature", "yufu", "yufx")).bad(),
        damaged("signature as text", &|m| set(m, "signature", "yufu=\"abc\"")).bad(),
        damaged("signature with a parameter", &|m| {
            let value = m.headers.iter().find(|one| one.0 == "signature").unwrap().1.clone();
            set(m, "signature", &format!("{};a", latin(&value)));
        })
        .bad(),
        damaged("signature of 63 bytes", &|m| {
            set(m, "signature", &format!("yufu=:{}:", base64(&[1; 63])));
        })
        .bad(),
        damaged("two spaces in the input", &|m| {
            replace(m, "signature-input", "\"@method\" ", "\"@method\"  ");
        })
        .bad(),
        damaged("input twice", &|m| {
            let again = m.headers.iter().find(|one| one.0 == "signature-input").unwrap().clone();
            m.headers.push(again);
        })
        .bad(),
        damaged("signature of a proxy beside it", &|m| {
            m.push_header("signature-input", "proxy=(\"@method\";tr);tag=\"proxy\"");
            m.push_header("signature", "proxy=:AAAA:");
        })
        .good(),
        damaged("input of a proxy that is not canonical", &|m| {
            m.push_header("signature-input", "proxy=( \"@method\" );tag=\"proxy\"");
        })
        .bad(),
        damaged("our tag under two labels", &|m| {
            m.push_header("signature-input", "other=(\"@method\");tag=\"yufu-request-v1\"");
        })
        .bad(),
        damaged("control character in a value", &|m| m.push_header("x", "a\u{1}")).good(),
        damaged("line break in a value", &|m| m.push_header("x", "a\r\n b")).bad(),
        damaged("name that is no token", &|m| m.push_header("x y", "a")).bad(),
        damaged("sixty-four fields", &|m| (0..64).for_each(|_| m.push_header("x", ""))).bad(),
        damaged("head over the limit", &|m| m.push_header("x", &"a".repeat(16_384))).bad(),
        damaged("body over the limit", &|m| m.body = vec![b' '; 131_073]).bad(),
    ]
}

/// Requests whose signature is right, over what the format does not allow.
fn resigned_requests() -> Vec<Case> {
    let plain = sign(draft(), &parameters(0, 1), 0);
    let changed = |name: &str, from: &str, to: &str| {
        let message = resigned(&plain, 0, |input| {
            assert!(input.contains(from), "{name}");
            input.replacen(from, to, 1)
        });
        requests_case(name, vec![step(&message, &[], NOW)])
    };
    let expires = |seconds: u64| format!(";expires={}", NOW + seconds);
    let now = format!(";created={NOW}");
    let nonce = Nonce::from_bytes([1; 16]).to_string();
    let mut other_nonce = plain.clone();
    for header in &mut other_nonce.headers {
        if header.0 == "yufu-request-nonce" {
            header.1 = Nonce::from_bytes([2; 16]).to_string().into_bytes();
        }
    }
    let other_nonce = resigned(&other_nonce, 0, str::to_owned);
    let mut digest_beside = plain.clone();
    for header in &mut digest_beside.headers {
        if header.0 == "content-digest" {
            header.1 = [b"sha-256=:AAAA:, ", &header.1[..]].concat();
        }
    }
    let digest_beside = resigned(&digest_beside, 0, str::to_owned);
    let mut digest_with_parameter = plain.clone();
    for header in &mut digest_with_parameter.headers {
        if header.0 == "content-digest" {
            header.1 = [&header.1[..], b";a"].concat();
        }
    }
    let digest_with_parameter = resigned(&digest_with_parameter, 0, str::to_owned);
    let one = |name: &str, message: &Request| requests_case(name, vec![step(message, &[], NOW)]);
    vec![
        changed(
            "components in another order",
            "\"@method\" \"@authority\"",
            "\"@authority\" \"@method\"",
        )
        .good(),
        changed(
            "parameters in another order",
            &format!("{now}{}", expires(60)),
            &format!("{}{now}", expires(60)),
        )
        .good(),
        changed("a lifetime of 120", &expires(60), &expires(120)).good(),
        changed("a lifetime of 121", &expires(60), &expires(121)).bad(),
        changed("a lifetime of 0", &expires(60), &expires(0)).bad(),
        changed("negative lifetime", &expires(60), &format!(";expires={}", NOW - 1)).bad(),
        changed("no expires", &expires(60), "").bad(),
        changed("no created", &now, "").bad(),
        changed("created as text", &now, &format!(";created=\"{NOW}\"")).bad(),
        changed("created as a date", &now, &format!(";created=@{NOW}")).bad(),
        changed("negative created", &now, ";created=-1").bad(),
        changed("no nonce", &format!(";nonce=\"{nonce}\""), "").bad(),
        changed("nonce of 15 bytes", &nonce, &nonce[..20]).bad(),
        changed("unknown key", "keyid=\"", "keyid=\"x").bad(),
        changed("key id with a space", "keyid=\"", "keyid=\" ").bad(),
        changed("no alg", ";alg=\"sm2-sm3\"", "").bad(),
        changed("alg as a token", ";alg=\"sm2-sm3\"", ";alg=sm2-sm3").bad(),
        changed("alg of a shared key", "sm2-sm3", "hmac-sm3").bad(),
        changed("alg of a hardware key", "sm2-sm3", "ecdsa-p256-sha256").bad(),
        changed("unknown alg", "sm2-sm3", "none").bad(),
        changed("unknown parameter", ";tag=", ";context=1;tag=").bad(),
        changed("another tag", "yufu-request-v1", "yufu-request-v2").bad(),
        changed("another label", "yufu=", "other=").bad(),
        changed("component twice", "\"@method\"", "\"@method\" \"@method\"").bad(),
        changed("method not covered", "\"@method\" ", "").bad(),
        changed("query not covered", "\"@query\" ", "").bad(),
        changed("digest not covered", "\"content-digest\" ", "").bad(),
        changed("content type not covered", "\"content-type\" ", "").bad(),
        changed("request nonce not covered", " \"yufu-request-nonce\"", "").bad(),
        changed("component with a parameter", "\"content-type\"", "\"content-type\";sf").bad(),
        changed("component that is not there", "\"@method\"", "\"yufu-session\" \"@method\"").bad(),
        changed("component of a response", "\"@method\"", "\"@status\" \"@method\"").bad(),
        changed("unknown component", "\"@method\"", "\"@target-uri\" \"@method\"").bad(),
        changed("field of others", "\"@method\"", "\"host\" \"@method\"").bad(),
        one("request nonce unlike the signature's", &other_nonce),
        one("digest of another algorithm beside ours", &digest_beside).good(),
        one("digest with a parameter", &digest_with_parameter).bad(),
    ]
}

/// What counts only once.
fn sequences() -> Vec<Case> {
    let numbered = |nonce: u8, number: u64| sign(draft(), &in_session(0, nonce, number), 0);
    let run = |name: &str, numbers: &[u64]| {
        let steps = numbers
            .iter()
            .zip(1..)
            .map(|(number, nonce)| step(&numbered(nonce, *number), &["session"], NOW));
        requests_case(name, steps.collect())
    };
    let with_token = |nonce: u8, number: u64| {
        sign(draft(), &in_session(0, nonce, number).with_submit_token(token(1)), 0)
    };
    let both: &[&str] = &["session", "submit_token"];
    let plain = sign(draft(), &parameters(0, 1), 0);
    let mut forged = plain.clone();
    forged.query.clear();
    let late = {
        let mut parameters = in_session(0, 1, 1).with_submit_token(token(1));
        parameters.created = UnixSeconds(NOW + 290);
        parameters.expires = UnixSeconds(NOW + 350);
        sign(draft(), &parameters, 0)
    };
    vec![
        requests_case("resend", vec![step(&plain, &[], NOW), step(&plain, &[], NOW + 1)]).bad(),
        requests_case(
            "forgery does not burn the nonce",
            vec![step(&forged, &[], NOW), step(&plain, &[], NOW)],
        )
        .bad(),
        requests_case(
            "resend in a session",
            vec![
                step(&numbered(1, 1), &["session"], NOW),
                step(&numbered(1, 1), &["session"], NOW),
            ],
        )
        .bad(),
        run("one after the other", &[1, 2, 3]).good(),
        run("overtaking", &[3, 1, 2]).good(),
        run("number again", &[1, 1]).bad(),
        run("number zero", &[0]).bad(),
        run("jump of 1024", &[1024]).good(),
        run("jump of 1025", &[1025]).bad(),
        run("oldest in the window", &[200, 73]).good(),
        run("older than the window", &[200, 72]).bad(),
        run("refused jump changes nothing", &[1, 2000, 2]).bad(),
        requests_case(
            "token again",
            vec![step(&with_token(1, 1), both, NOW), step(&with_token(2, 2), both, NOW)],
        )
        .bad(),
        requests_case(
            "resend with token",
            vec![step(&with_token(1, 1), both, NOW), step(&with_token(1, 1), both, NOW)],
        )
        .bad(),
        requests_case("token's last second", vec![step(&late, both, NOW + 299)]).good(),
        requests_case("token has expired", vec![step(&late, both, NOW + 300)]).bad(),
    ]
}

pub fn responses() -> Vec<Case> {
    let whole = sign(draft(), &in_session(0, 1, 7).with_submit_token(token(1)), 0);
    let mut unsigned = Request::new("POST", "bank.example", "/v1/challenge");
    unsigned.push_header("yufu-request-nonce", &Nonce::from_bytes([3; 16]).to_string());
    let key = signing("response key");
    let signed = |asked: &Request, status: u16, body: &[u8]| {
        let mut answer = Response::new(status, "application/json", body.to_vec());
        let (kid, mut rng) = (KeyId::new("response-1").unwrap(), Stream::new(b"response"));
        let created = UnixSeconds(NOW);
        response::sign_response(asked, &mut answer, &kid, &key, created, &mut rng).unwrap();
        answer
    };
    let case = |name: &str, asked: &Request, answer: &Response, now: Option<u64>| {
        let answer = json!({
            "status": answer.status, "headers": headers_to_json(&answer.headers),
            "body": latin(&answer.body),
        });
        let given = json!({ "request": request_to_json(asked), "response": answer, "now": now });
        Case::new("response", name, Vec::new(), given)
    };
    let good = signed(&whole, 200, br#"{"status":"done"}"#);
    let damaged = |name: &str, change: &dyn Fn(&mut Response)| {
        let mut answer = good.clone();
        change(&mut answer);
        case(name, &whole, &answer, Some(NOW))
    };
    let replace = |answer: &mut Response, name: &str, from: &str, to: &str| {
        for header in &mut answer.headers {
            if header.0 == name {
                let text = String::from_utf8(header.1.clone()).unwrap();
                assert!(text.contains(from));
                header.1 = text.replace(from, to).into_bytes();
            }
        }
    };
    let drop = |answer: &mut Response, name: &str| answer.headers.retain(|one| one.0 != name);
    let other = sign(draft(), &in_session(0, 2, 8), 0);
    let mut same_nonce = whole.clone();
    same_nonce.path = "/v1/other".into();
    let mut signature_changed = whole.clone();
    for header in &mut signature_changed.headers {
        if header.0 == "signature" {
            header.1 = format!("yufu=:{}:", base64(&[1; 64])).into_bytes();
        }
    }
    let mut no_nonce = unsigned.clone();
    no_nonce.headers.clear();
    vec![
        case("plain", &whole, &good, Some(NOW)).good(),
        case("before the time is known", &whole, &good, None).good(),
        case("empty content", &whole, &signed(&whole, 204, b""), Some(NOW)).good(),
        case("refusal", &whole, &signed(&whole, 409, b"{}"), Some(NOW)).good(),
        case("to an unsigned request", &unsigned, &signed(&unsigned, 200, b"{}"), None).good(),
        case("to a request without nonce", &no_nonce, &signed(&no_nonce, 200, b"{}"), None).bad(),
        case("two minutes old", &whole, &good, Some(NOW + 120)).good(),
        case("over two minutes old", &whole, &good, Some(NOW + 121)).bad(),
        case("a minute ahead", &whole, &good, Some(NOW - 60)).good(),
        case("over a minute ahead", &whole, &good, Some(NOW - 61)).bad(),
        case("to another request", &other, &good, Some(NOW)).bad(),
        case("to another path", &same_nonce, &good, Some(NOW)).bad(),
        case("to another signature", &signature_changed, &good, Some(NOW)).bad(),
        case("to the same request unsigned", &unsigned, &good, Some(NOW)).bad(),
        damaged("another status", &|r| r.status = 201).bad(),
        damaged("status that does not exist", &|r| r.status = 600).bad(),
        damaged("another body", &|r| r.body[2] ^= 1).bad(),
        damaged("another content type", &|r| replace(r, "content-type", "json", "xml")).bad(),
        damaged("no content type", &|r| drop(r, "content-type")).bad(),
        damaged("no digest", &|r| drop(r, "content-digest")).bad(),
        damaged("no nonce", &|r| drop(r, "yufu-request-nonce")).bad(),
        damaged("no signature", &|r| drop(r, "signature")).bad(),
        damaged("no input", &|r| drop(r, "signature-input")).bad(),
        damaged("another label", &|r| replace(r, "signature-input", "yufu=(", "other=(")).bad(),
        damaged("another tag", &|r| replace(r, "signature-input", "response-v1", "response-v2"))
            .bad(),
        damaged("another algorithm", &|r| replace(r, "signature-input", "sm2-sm3", "hmac-sm3"))
            .bad(),
        damaged("unknown key", &|r| replace(r, "signature-input", "response-1", "response-2"))
            .bad(),
        damaged("status not covered", &|r| replace(r, "signature-input", "\"@status\" ", "")).bad(),
        damaged("one component more", &|r| {
            replace(r, "signature-input", "\"@path\";req", "\"@path\";req \"@query\";req");
        })
        .bad(),
        damaged("content encoding", &|r| r.push_header("content-encoding", "gzip")).bad(),
        damaged("field that is not covered", &|r| r.push_header("date", "x")).good(),
    ]
}
