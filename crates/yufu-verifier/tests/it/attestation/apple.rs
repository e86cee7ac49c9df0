//! App Attest with a root of the test's own.

use ring::digest::{SHA256, digest};
use yufu_protocol::report::State;
use yufu_verifier::attestation::{
    Attestation, AttestationError, AttestationPolicy, AttestedKey, Expectations, Platform, Root,
    SecurityLevel, check_assertion, judge, verdict,
};
use yufu_verifier::report::Verdict;

use super::android::NOW;
use super::der::{Draft, Signer, explicit, extension, octets, tlv};

pub const APP: &str = "0123456789.bank.example.app";
const CHALLENGE: &[u8] = b"the server's challenge";
const NONCE: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x63\x64\x08\x02";

fn sha256(parts: &[&[u8]]) -> Vec<u8> {
    digest(&SHA256, &parts.concat()).as_ref().to_vec()
}

fn head(major: u8, length: usize) -> Vec<u8> {
    match u16::try_from(length).unwrap() {
        small @ 0..=23 => vec![major << 5 | u8::try_from(small).unwrap()],
        length => [&[major << 5 | 25][..], &length.to_be_bytes()].concat(),
    }
}

fn text(text: &str) -> Vec<u8> {
    [head(3, text.len()), text.into()].concat()
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    [head(2, bytes.len()), bytes.into()].concat()
}

fn map(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut cbor = head(5, entries.len());
    for (name, value) in entries {
        cbor.extend(text(name));
        cbor.extend(value);
    }
    cbor
}

/// An attestation object, each part open to a change.
#[derive(Clone)]
struct Object {
    app: String,
    flags: u8,
    counter: u32,
    aaguid: [u8; 16],
    credential: Option<Vec<u8>>,
    challenge: Vec<u8>,
    format: &'static str,
    more: Vec<(&'static str, Vec<u8>)>,
}

impl Default for Object {
    fn default() -> Self {
        Self {
            app: APP.to_owned(),
            flags: 0x40,
            counter: 0,
            aaguid: *b"appattest\0\0\0\0\0\0\0",
            credential: None,
            challenge: CHALLENGE.to_vec(),
            format: "apple-appattest",
            more: Vec::new(),
        }
    }
}

pub struct Chain {
    root: Signer,
    intermediate: Signer,
    device: Signer,
    pub policy: AttestationPolicy,
}

impl Chain {
    pub fn new() -> Self {
        let (root, intermediate) = (Signer::p384(), Signer::p384());
        let certificate = Draft::authority("apple root", "apple root").sign(&root.spki(), &root);
        let mut policy = AttestationPolicy::default();
        policy.apple.roots = vec![Root::from_der(&certificate).unwrap()];
        policy.apple.apps = vec![APP.to_owned()];
        Self { root, intermediate, device: Signer::p256(), policy }
    }

    fn write(&self, object: &Object) -> Vec<u8> {
        let point = self.device.public();
        let id = object.credential.clone().unwrap_or_else(|| sha256(&[&point]));
        let mut auth_data = [&sha256(&[object.app.as_bytes()])[..], &[object.flags]].concat();
        auth_data.extend(object.counter.to_be_bytes());
        if object.flags & 0x40 != 0 {
            auth_data.extend(object.aaguid);
            auth_data.extend(u16::try_from(id.len()).unwrap().to_be_bytes());
            auth_data.extend(id);
            auth_data.extend(map(&[]));
        }
        let nonce = sha256(&[&auth_data, &sha256(&[&object.challenge])]);
        let nonce = extension(NONCE, false, &tlv(0x30, &[&explicit(1, &octets(&nonce))]));
        let leaf = Draft::new("apple intermediate", "key").with(|it| it.extensions = vec![nonce]);
        let leaf = leaf.sign(&self.device.spki(), &self.intermediate);
        let middle = Draft::authority("apple root", "apple intermediate");
        let middle = middle.sign(&self.intermediate.spki(), &self.root);
        let chain = [head(4, 2), bytes(&leaf), bytes(&middle)].concat();
        let statement = map(&[("x5c", chain), ("receipt", bytes(b"for Apple"))]);
        let entries =
            [("fmt", text(object.format)), ("attStmt", statement), ("authData", bytes(&auth_data))];
        map(&[&entries[..], &object.more].concat())
    }

    pub fn attest(&self) -> Vec<u8> {
        self.write(&Object::default())
    }

    pub fn judge(&self, blob: &[u8]) -> Result<Attestation, AttestationError> {
        judge(blob, &self.policy, &Expectations { challenge: CHALLENGE, key: None, now: NOW })
    }

    fn refused(&self, change: impl FnOnce(&mut Object)) -> AttestationError {
        let mut object = Object::default();
        change(&mut object);
        self.judge(&self.write(&object)).unwrap_err()
    }

    /// An assertion over `client_data`.
    fn assert(&self, app: &str, counter: u32, client_data: &[u8]) -> Vec<u8> {
        let hash = sha256(&[app.as_bytes()]);
        let auth_data = [&hash[..], &[0], &counter.to_be_bytes()].concat();
        let nonce = sha256(&[&auth_data, &sha256(&[client_data])]);
        let signature = bytes(&self.device.sign(&nonce));
        map(&[("signature", signature), ("authenticatorData", bytes(&auth_data))])
    }
}

#[test]
fn good_object_is_believed() {
    let chain = Chain::new();
    let attestation = chain.judge(&chain.attest()).unwrap();
    assert_eq!(attestation.platform, Platform::Apple);
    assert_eq!(attestation.security_level, SecurityLevel::SecureElement);
    assert_eq!(attestation.public_key, chain.device.spki());
    assert_eq!((attestation.counter, attestation.boot_verified), (Some(0), None));
    assert_eq!(attestation.apps, [APP]);
    assert_eq!(verdict(&attestation.findings), Verdict::Clean);
    let expected =
        Expectations { challenge: CHALLENGE, key: Some(&Signer::p256().spki()), now: NOW };
    let refused = judge(&chain.attest(), &chain.policy, &expected);
    assert_eq!(refused, Err(AttestationError::OtherKey));
}

#[test]
fn key_of_the_development_environment_is_a_finding_unless_allowed() {
    let mut chain = Chain::new();
    let object = Object { aaguid: *b"appattestdevelop", ..Object::default() };
    let blob = chain.write(&object);
    let attestation = chain.judge(&blob).unwrap();
    assert_eq!(attestation.findings[0].code, "attestation.development");
    assert_eq!(attestation.findings[0].state, State::Detected);
    assert_eq!(verdict(&attestation.findings), Verdict::Refuse);
    chain.policy.apple.development = true;
    assert_eq!(verdict(&chain.judge(&blob).unwrap().findings), Verdict::Clean);
}

#[test]
fn each_part_of_the_object_is_checked() {
    let chain = Chain::new();
    let malformed = AttestationError::Malformed;
    let other = "0123456789.bank.example.other";
    assert_eq!(chain.refused(|it| it.challenge.push(0)), AttestationError::Challenge);
    assert_eq!(chain.refused(|it| it.app = other.into()), AttestationError::OtherApp);
    assert_eq!(chain.refused(|it| it.counter = 1), AttestationError::Counter);
    let id = Some(vec![0; 32]);
    assert_eq!(chain.refused(|it| it.credential = id), AttestationError::OtherKey);
    assert_eq!(chain.refused(|it| it.credential = Some(vec![])), AttestationError::OtherKey);
    assert_eq!(chain.refused(|it| it.flags = 0), AttestationError::NoStatement);
    assert_eq!(chain.refused(|it| it.aaguid[0] ^= 1), malformed);
    assert_eq!(chain.refused(|it| it.format = "packed"), malformed);
    assert_eq!(chain.refused(|it| it.more = vec![("fmt", text("none"))]), malformed);
    assert_eq!(chain.refused(|it| it.more = vec![("more", text("none"))]), malformed);
    let stranger = Chain::new();
    assert_eq!(stranger.judge(&chain.attest()), Err(AttestationError::Signature));
    let refused = judge(
        &chain.attest(),
        &AttestationPolicy::default(),
        &Expectations { challenge: CHALLENGE, key: None, now: NOW },
    );
    assert_eq!(refused, Err(AttestationError::Platform));
}

#[test]
fn changed_and_cut_objects_are_refused_without_a_panic() {
    let chain = Chain::new();
    let blob = chain.attest();
    let receipt = blob.windows(9).position(|part| part == b"for Apple").unwrap();
    for at in 0..blob.len() {
        assert!(chain.judge(&blob[..at]).is_err(), "cut at {at}");
        let mut changed = blob.clone();
        changed[at] ^= 1;
        // The receipt is for Apple's servers.
        if !(receipt..receipt + 9).contains(&at) {
            assert!(chain.judge(&changed).is_err(), "byte {at}");
        }
    }
    assert!(chain.judge(&[blob.as_slice(), &[0]].concat()).is_err());
    // Lengths far beyond the bytes, an indefinite map, nesting.
    for hostile in [
        &b"\xbf\xff"[..],
        b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\xa1\x67attStmt\xa1\x63x5c\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\xa1\x63fmt\x7b\xff\xff\xff\xff\xff\xff\xff\xff",
        &[0xa1; 10_000],
    ] {
        assert_eq!(chain.judge(hostile), Err(AttestationError::Malformed));
    }
}

#[test]
fn assertion_is_taken_once_by_its_counter() {
    let chain = Chain::new();
    let public_key = chain.device.spki();
    let check = |blob: &[u8], data: &[u8], counter| {
        let key = AttestedKey { public_key: &public_key, counter };
        check_assertion(blob, data, &key, &chain.policy.apple)
    };
    let blob = chain.assert(APP, 5, b"request");
    assert_eq!(check(&blob, b"request", 0), Ok(5));
    assert_eq!(check(&blob, b"request", 4), Ok(5));
    assert_eq!(check(&blob, b"request", 5), Err(AttestationError::Counter));
    assert_eq!(check(&blob, b"request", u32::MAX), Err(AttestationError::Counter));
    assert_eq!(check(&blob, b"other", 0), Err(AttestationError::Signature));
    let other = chain.assert("0123456789.bank.example.other", 5, b"request");
    assert_eq!(check(&other, b"request", 0), Err(AttestationError::OtherApp));
    let stranger = Chain::new().assert(APP, 5, b"request");
    assert_eq!(check(&stranger, b"request", 0), Err(AttestationError::Signature));
    for at in 0..blob.len() {
        assert!(check(&blob[..at], b"request", 0).is_err(), "cut at {at}");
        let mut changed = blob.clone();
        changed[at] ^= 1;
        assert!(check(&changed, b"request", 0).is_err(), "byte {at}");
    }
    assert_eq!(check(&vec![0xa0; 1 << 16], b"", 0), Err(AttestationError::TooLarge));
}
