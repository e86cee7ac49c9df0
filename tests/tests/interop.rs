//! Strangers: each peer in tests/interop checks what Yufu made, and Yufu checks what the peer made.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a suite fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use getrandom::SysRng;
use serde_json::{Value, json};
use yufu_protocol::cms::{self, Certificate, ContentTypes, Recipient, Signer, TrustedSigner};
use yufu_protocol::enrolment::{ActivationCode, EnrolmentDraft};
use yufu_protocol::envelope::{self, ContentKind};
use yufu_protocol::http::{Limits, Request};
use yufu_protocol::id::{AccountRef, Challenge, KeyId, Nonce, OrderNumber, SessionId};
use yufu_protocol::jws;
use yufu_protocol::request::{self, ParsedRequest, RequestParameters, Sequence};
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::{Amount, Currency, Transaction, TransactionKind};
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, Signature, SignerId, SigningKey};
use yufu_sm::{sm3, sm4};

const MESSAGE: &[u8] = b"pay 100.00 to account 5";
const ID: SignerId<'static> = SignerId::DEFAULT;
/// Keys a run: enough to meet coordinates and signatures with leading zeros now and then.
const KEYS: usize = 8;

fn interop() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("interop")
}

/// The folder below the target folder where `cargo xtask setup` puts tools.
fn tools() -> PathBuf {
    let python = python();
    python.ancestors().nth(3).unwrap().to_owned()
}

fn python() -> PathBuf {
    std::env::var_os("YUFU_PYTHON").expect("run by `cargo xtask test interop`").into()
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}

/// One key pair, for signatures and for encryption: peers do not tell them apart.
struct Pair {
    signing: SigningKey,
    decrypting: DecryptingKey,
}

fn pairs() -> Vec<Pair> {
    let pair = |index: usize| {
        let scalar = sm3::hash(format!("yufu interop key {index}").as_bytes());
        let decrypting = DecryptingKey::from_bytes(&scalar).unwrap();
        Pair { signing: SigningKey::from_bytes(&scalar).unwrap(), decrypting }
    };
    (0..KEYS).map(pair).collect()
}

const FORMATS: [(&str, CiphertextFormat); 3] = [
    ("der", CiphertextFormat::Der),
    ("c1c3c2", CiphertextFormat::C1C3C2),
    ("c1c2c3", CiphertextFormat::C1C2C3),
];

/// What every peer gets.
fn made_by_yufu(pairs: &[Pair]) -> Value {
    let mut rng = SysRng;
    let key = sm4::Key::from_slice(&[7; 16]).unwrap();
    let (nonce, iv, aad) = ([9; 12], [5; 16], b"additional data");
    let gcm = sm4::gcm::Sm4Gcm::new(&key).seal(nonce, aad, MESSAGE).unwrap();
    let cbc = sm4::cbc::encrypt(&key, &iv, MESSAGE);
    let items = pairs.iter().map(|pair| {
        let signature = pair.signing.sign(&ID, MESSAGE, &mut rng).unwrap();
        let mut item = json!({
            "private": hex::encode(*pair.decrypting.to_bytes()),
            "public": hex::encode(&pair.signing.verifying_key().to_sec1_bytes()[1..]),
            "signature": hex::encode(signature.to_bytes()),
        });
        for (name, format) in FORMATS {
            let sealed = pair.decrypting.encrypting_key().encrypt(MESSAGE, format, &mut rng);
            item[name] = hex::encode(sealed.unwrap()).into();
        }
        item
    });
    let items: Vec<Value> = items.collect();
    json!({
        "message": hex::encode(MESSAGE), "sm3": hex::encode(sm3::hash(MESSAGE)),
        "sm4_key": hex::encode([7; 16]), "nonce": hex::encode(nonce), "iv": hex::encode(iv),
        "aad": hex::encode(aad), "gcm": hex::encode(gcm), "cbc": hex::encode(cbc),
        "items": items,
    })
}

/// Checks signatures and ciphertexts that a peer made for these keys.
fn check(pairs: &[Pair], made: &Value) {
    let items = made["items"].as_array().unwrap();
    assert_eq!(items.len(), pairs.len());
    for (pair, item) in pairs.iter().zip(items) {
        let bytes = |name: &str| item[name].as_str().map(|text| hex::decode(text).unwrap());
        let signature = Signature::from_slice(&bytes("signature").unwrap()).unwrap();
        let key = pair.signing.verifying_key();
        key.verify(&ID, MESSAGE, &signature).unwrap();
        key.verify(&ID, b"other", &signature).unwrap_err();
        let mut opened = 0;
        for (name, format) in FORMATS {
            if let Some(sealed) = bytes(name) {
                let plain = pair.decrypting.decrypt(&sealed, format).unwrap();
                assert_eq!(plain.as_slice(), MESSAGE, "{name}");
                opened += 1;
            }
        }
        assert!(opened > 0, "the peer encrypted nothing");
    }
}

fn both_ways(program: &Path, script: &str) {
    let (pairs, folder) = (pairs(), tempfile::tempdir().unwrap());
    let (ours, theirs) = (folder.path().join("yufu.json"), folder.path().join("peer.json"));
    std::fs::write(&ours, made_by_yufu(&pairs).to_string()).unwrap();
    let mut command = Command::new(program);
    command.env("NODE_PATH", tools().join("node/node_modules"));
    run(command.arg(interop().join(script)).args([&ours, &theirs]));
    check(&pairs, &serde_json::from_slice(&std::fs::read(&theirs).unwrap()).unwrap());
}

#[test]
fn gmssl_agrees() {
    both_ways(&python(), "peer_gmssl.py");
}

#[test]
fn botan_agrees() {
    both_ways(Path::new("/usr/bin/python3"), "peer_botan.py");
}

#[test]
fn sm_crypto_agrees() {
    both_ways(Path::new("node"), "peer_sm_crypto.js");
}

/// Also opens Yufu's envelope, seals one for Yufu, and verifies a certification request; and CMS.
#[test]
fn bouncy_castle_agrees() {
    let (pairs, folder) = (pairs(), tempfile::tempdir().unwrap());
    let classes = format!("{}/*", tools().join("java").display());
    run(Command::new("javac")
        .args(["-cp", &classes, "-d"])
        .arg(folder.path())
        .arg(interop().join("Peer.java")));
    let mut ours = made_by_yufu(&pairs);
    ours["request"] = hex::encode(certification_request(&pairs[0].signing)).into();
    let kid = KeyId::new("report-1").unwrap();
    let mut lines = Vec::new();
    for (name, value) in ours.as_object().unwrap() {
        lines.extend(value.as_str().map(|text| format!("{name} {text}")));
    }
    for (pair, item) in pairs.iter().zip(ours["items"].as_array().unwrap()) {
        let key = pair.decrypting.encrypting_key();
        let content = b"hello, envelope";
        let sealed = envelope::seal(key, &kid, ContentKind::Report, content, &mut SysRng).unwrap();
        lines.push("item".into());
        lines.push(format!("envelope {}", hex::encode(sealed)));
        for (name, message) in cms_messages(pair, folder.path()) {
            lines.push(format!("{name} {}", hex::encode(message)));
        }
        for (name, value) in item.as_object().unwrap() {
            lines.push(format!("{name} {}", value.as_str().unwrap()));
        }
    }
    let (input, output) = (folder.path().join("yufu"), folder.path().join("peer"));
    std::fs::write(&input, lines.join("\n")).unwrap();
    let class_path = format!("{classes}:{}", folder.path().display());
    run(Command::new("java").args(["-cp", &class_path, "Peer"]).args([&input, &output]));

    let mut items: Vec<Value> = Vec::new();
    for line in std::fs::read_to_string(&output).unwrap().lines() {
        match line.split_once(' ') {
            Some((name, value)) => items.last_mut().unwrap()[name] = value.into(),
            None => items.push(json!({})),
        }
    }
    for (pair, item) in pairs.iter().zip(&items) {
        let sealed = hex::decode(item["envelope"].as_str().unwrap()).unwrap();
        let open = |kind| envelope::open(&sealed, kind, |_| Some(&pair.decrypting));
        assert_eq!(open(ContentKind::Report).unwrap().as_slice(), b"hello, Yufu");
        open(ContentKind::Enrolment).unwrap_err();
        check_cms(pair, item);
    }
    check(&pairs, &json!({ "items": items }));
}

/// Every form of CMS that Yufu makes.
fn cms_messages(pair: &Pair, folder: &Path) -> [(&'static str, Vec<u8>); 5] {
    let (key, der) = (folder.join("key"), folder.join("certificate"));
    std::fs::write(&key, pair.signing.to_pkcs8_pem().unwrap().as_bytes()).unwrap();
    run(Command::new("openssl")
        .args(["req", "-x509", "-sm3", "-sigopt", "distid:1234567812345678", "-days", "30"])
        .args(["-subj", "/CN=yufu", "-outform", "DER", "-key"])
        .arg(&key)
        .arg("-out")
        .arg(&der));
    let certificate = Certificate::from_der(&std::fs::read(&der).unwrap()).unwrap();
    let mut rng = SysRng;
    let plain = || Signer::new(&pair.signing);
    let certified = || plain().with_certificate(&certificate).unwrap().at(UnixSeconds(1));
    let gm = certified().with_content_types(ContentTypes::Gmt0010);
    let recipient = Recipient::new(pair.decrypting.encrypting_key());
    [
        ("cms_signed", plain().sign(MESSAGE, &mut rng).unwrap()),
        ("cms_signed_certificate", certified().sign(MESSAGE, &mut rng).unwrap()),
        ("cms_signed_gm", gm.sign(MESSAGE, &mut rng).unwrap()),
        ("cms_detached", plain().sign_detached(&sm3::hash(MESSAGE), &mut rng).unwrap()),
        ("cms_sealed", cms::seal(&recipient, b"hello, envelope", &mut rng).unwrap()),
    ]
}

/// Every form of CMS that a peer made.
fn check_cms(pair: &Pair, item: &Value) {
    let bytes = |name: &str| hex::decode(item[name].as_str().unwrap()).unwrap();
    let certificate = Certificate::from_der(&bytes("certificate")).unwrap();
    let other = SigningKey::from_bytes(&[1; 32]).unwrap();
    let key = TrustedSigner::new(pair.signing.verifying_key());
    for trusted in [key, TrustedSigner::with_certificate(&certificate)] {
        let message = bytes("cms_signed");
        let signed = cms::verify(&message, &trusted).unwrap();
        assert_eq!(signed.data(), Some(MESSAGE));
        assert!(signed.signing_time().is_some());
        let message = bytes("cms_detached");
        cms::verify_detached(&message, &sm3::hash(MESSAGE), &trusted).unwrap();
        cms::verify_detached(&message, &sm3::hash(b"other"), &trusted).unwrap_err();
        let message = bytes("cms_enveloped");
        let signed = cms::verify(&message, &trusted).unwrap();
        assert_eq!(signed.open(&pair.decrypting).unwrap().as_slice(), MESSAGE);
        cms::verify(&message, &TrustedSigner::new(other.verifying_key())).unwrap_err();
    }
    let opened = cms::open(&bytes("cms_sealed"), &pair.decrypting).unwrap();
    assert_eq!(opened.as_slice(), b"hello, Yufu");
}

fn certification_request(key: &SigningKey) -> Vec<u8> {
    let code = ActivationCode::new("7F3K-92QX-M4TD").unwrap();
    let draft = EnrolmentDraft::new(code, Challenge::from_bytes([7; 32]));
    draft.sign(key, &mut SysRng).unwrap().to_vec()
}

#[test]
fn openssl_verifies_the_certification_request() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("request.der");
    let mut request = certification_request(&pairs()[0].signing);
    let verify = || {
        let mut command = Command::new("openssl");
        command.args(["req", "-verify", "-noout", "-inform", "DER", "-in"]).arg(&path);
        let output = command.args(["-vfyopt", "distid:1234567812345678"]).output().unwrap();
        // OpenSSL 3.0 exits with 0 whether or not the signature fits.
        String::from_utf8_lossy(&output.stderr).contains("verify OK")
    };
    std::fs::write(&path, &request).unwrap();
    assert!(verify());
    let last = request.len() - 1;
    request[last] ^= 1;
    std::fs::write(&path, &request).unwrap();
    assert!(!verify());
}

/// RFC 9421 by `http-message-signatures`, JWS by PyJWT, DER and PKCS#10 by asn1crypto.
#[test]
fn http_signatures_jws_and_der_agree() {
    let pair = &pairs()[0];
    let (now, nonce) = (1_760_000_000, Nonce::from_bytes([1; 16]));
    let parameters =
        RequestParameters::new(KeyId::new("device-1").unwrap(), UnixSeconds(now), nonce)
            .in_session(SessionId::from_bytes([2; 16]), Sequence::new(7).unwrap());
    let body = r#"{"amount_minor":10000}"#;
    let mut signed = Request::new("POST", "bank.example", "/v1/transfer?lang=zh")
        .with_body("application/json", body.into());
    request::sign(&mut signed, &parameters, &pair.signing, &ID, &mut SysRng).unwrap();
    let headers: Value = signed
        .headers
        .iter()
        .map(|(name, value)| (name.clone(), String::from_utf8_lossy(value).into_owned().into()))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let own =
        ["content-digest", "content-type", "yufu-session", "yufu-sequence", "yufu-request-nonce"];
    let kid = KeyId::new("device-1").unwrap();
    let token = jws::sign("example+jwt", &kid, b"hello", &pair.signing, &ID, &mut SysRng);
    let ours = json!({
        "private": hex::encode(*pair.decrypting.to_bytes()),
        "public": hex::encode(&pair.signing.verifying_key().to_sec1_bytes()[1..]),
        "url": "https://bank.example/v1/transfer?lang=zh", "headers": headers, "body": body,
        "own": own, "created": now, "nonce": nonce.to_string(), "jws": token.unwrap(),
        "request": hex::encode(certification_request(&pair.signing)),
        "transaction": hex::encode(transaction()),
    });
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("yufu.json"), folder.path().join("peer.json"));
    std::fs::write(&input, ours.to_string()).unwrap();
    run(Command::new(python()).arg(interop().join("peer_rfc9421.py")).args([&input, &output]));

    let made: Value = serde_json::from_slice(&std::fs::read(&output).unwrap()).unwrap();
    let mut theirs = signed.clone();
    theirs.headers.retain(|(name, _)| !name.starts_with("signature"));
    for (name, value) in made["headers"].as_object().unwrap() {
        theirs.push_header(name, value.as_str().unwrap());
    }
    let parsed = ParsedRequest::parse(&theirs, &Limits::DEFAULT).unwrap();
    parsed.require(&[]).unwrap();
    parsed.check_lifetime(UnixSeconds(now)).unwrap();
    parsed.verify(pair.signing.verifying_key(), &ID).unwrap();
    parsed.check_digest().unwrap();
    let key = |_: &KeyId| Some((pair.signing.verifying_key().clone(), ID));
    let read = jws::verify(made["jws"].as_str().unwrap(), "example+jwt", key).unwrap();
    assert_eq!(read.payload, b"hello");
}

fn transaction() -> Vec<u8> {
    Transaction::new(
        TransactionKind::Transfer,
        OrderNumber::new("20251125-0001").unwrap(),
        AccountRef::new("acct-1").unwrap(),
        AccountRef::new("6222021234567890128").unwrap(),
        "王小明",
        Amount::new(10_000, Currency::CNY).unwrap(),
    )
    .unwrap()
    .to_der()
    .unwrap()
}
