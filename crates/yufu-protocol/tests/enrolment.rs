//! Enrolment requests: signed by the key that they name, readable by openssl, and nothing else in.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers outside a test function, too"
)]

use getrandom::SysRng;
use proptest::prelude::*;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair,
    UnparsedPublicKey,
};
use yufu_protocol::enrolment::{self, ActivationCode, EnrolmentDraft, EnrolmentRequest};
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::{Challenge, KeyId};
use yufu_sm::sm2::{DecryptingKey, SignerId, SigningKey};

const FORMAT: Format = Format::Enrolment;
const CODE: &str = "7F3K-92QX-M4TD";
const P256_SPKI: &str = "3059301306072a8648ce3d020106082a8648ce3d030107034200";

fn draft() -> EnrolmentDraft {
    EnrolmentDraft::new(ActivationCode::new(CODE).unwrap(), Challenge::from_bytes([0x11; 32]))
}

fn device_key() -> SigningKey {
    SigningKey::from_bytes(&[5; 32]).unwrap()
}

struct Hardware {
    pair: EcdsaKeyPair,
    rng: ring::rand::SystemRandom,
}

impl Hardware {
    fn new() -> Self {
        let rng = ring::rand::SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &rng).unwrap();
        Self { pair: EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref(), &rng).unwrap(), rng }
    }

    fn spki(&self) -> Vec<u8> {
        [&hex::decode(P256_SPKI).unwrap(), self.pair.public_key().as_ref()].concat()
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.pair.sign(&self.rng, message).unwrap().as_ref().to_vec()
    }
}

fn hardware_request(hardware: &Hardware) -> Vec<u8> {
    let key = device_key();
    let draft = draft().with_hardware_key(key.verifying_key(), &hardware.spki()).unwrap();
    let signature = hardware.sign(draft.hardware_message());
    draft.sign(&signature, &key, &mut SysRng).unwrap().to_vec()
}

/// Runs openssl over a request and gives its exit and all its output.
fn openssl(request: &[u8], arguments: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("request.der");
    std::fs::write(&path, request).unwrap();
    let output = std::process::Command::new("openssl")
        .args(["req", "-inform", "DER", "-in"])
        .arg(&path)
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

/// A request whose info is changed by `change` and signed again by its own key.
fn resigned(change: impl Fn(Vec<u8>) -> Vec<u8>) -> Result<EnrolmentRequest, Error> {
    let der = draft().sign(&device_key(), &mut SysRng).unwrap();
    // SEQUENCE (long form, one byte) { info SEQUENCE (long form, one byte) ...
    assert_eq!((der[0], der[1], der[3], der[4]), (0x30, 0x82, der[3], 0x30));
    let info_len = 4 + usize::from(u16::from_be_bytes([der[6], der[7]]));
    let info_len = if der[5] == 0x82 { info_len } else { 3 + usize::from(der[6]) };
    let info = change(der[4..4 + info_len].to_vec());
    let signature = device_key().sign(&SignerId::DEFAULT, &info, &mut SysRng).unwrap().to_der();
    let algorithm = hex::decode("300a06082a811ccf55018375").unwrap();
    let bits = [&[0x03, u8::try_from(signature.len() + 1).unwrap(), 0][..], &signature].concat();
    let body = [info, algorithm, bits].concat();
    let len = u16::try_from(body.len()).unwrap().to_be_bytes();
    EnrolmentRequest::from_der(&[&[0x30, 0x82, len[0], len[1]][..], &body].concat())
}

fn swap(der: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = der.windows(from.len()).position(|window| window == from).unwrap();
    [&der[..at], to, &der[at + from.len()..]].concat()
}

#[test]
fn request_comes_back_with_code_and_challenge() {
    let key = device_key();
    let der = draft().sign(&key, &mut SysRng).unwrap();
    let request = EnrolmentRequest::from_der(&der).unwrap();
    assert_eq!(&request.device_key, key.verifying_key());
    assert_eq!(request.activation_code.as_str(), CODE);
    assert_eq!(request.challenge, Challenge::from_bytes([0x11; 32]));
    assert!(request.hardware.is_none());
    assert!(!format!("{request:?}").contains(CODE));
}

#[test]
fn hardware_key_comes_back_with_a_proof_that_ring_checks() {
    let hardware = Hardware::new();
    let request = EnrolmentRequest::from_der(&hardware_request(&hardware)).unwrap();
    let proof = request.hardware.unwrap();
    assert_eq!(proof.spki, hardware.spki());
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &proof.spki[26..]);
    assert!(key.verify(&proof.message, &proof.signature).is_ok());
    // The proof speaks of this device key, this code and this challenge.
    let device_spki = device_key().verifying_key().to_spki_der();
    for part in [&device_spki[..], CODE.as_bytes(), &[0x11; 32], &proof.spki] {
        assert!(proof.message.windows(part.len()).any(|window| window == part));
    }
}

#[test]
fn openssl_reads_and_verifies_the_request() {
    let plain = draft().sign(&device_key(), &mut SysRng).unwrap().to_vec();
    for request in [plain, hardware_request(&Hardware::new())] {
        let (ok, text) = openssl(
            &request,
            &["-verify", "-vfyopt", "distid:1234567812345678", "-noout", "-text"],
        );
        assert!(ok, "{text}");
        for part in ["verify OK", "CN = yufu device", "SM2-with-SM3", "challengePassword", CODE] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
        let (ok, text) = openssl(&request, &["-verify", "-vfyopt", "distid:other", "-noout"]);
        assert!(!ok || !text.contains("verify OK"), "{text}");
    }
}

#[test]
fn request_made_by_openssl_without_our_attributes_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new("openssl").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let (key, out) = (path("key.pem"), path("request.der"));
    run(&["genpkey", "-algorithm", "SM2", "-out", &key]);
    run(&[
        "req",
        "-new",
        "-key",
        &key,
        "-sm3",
        "-sigopt",
        "distid:1234567812345678",
        "-subj",
        "/CN=yufu device",
        "-outform",
        "DER",
        "-out",
        &out,
    ]);
    let verdict = EnrolmentRequest::from_der(&std::fs::read(out).unwrap());
    assert_eq!(verdict.map(|_| ()), Err(Error::Missing(FORMAT, "challenge_password")));
}

#[test]
fn signature_of_another_key_is_refused() {
    let der = draft().sign(&device_key(), &mut SysRng).unwrap();
    let other = SigningKey::from_bytes(&[6; 32]).unwrap();
    let own = device_key().verifying_key().to_sec1_bytes();
    let forged = swap(&der, &own, &other.verifying_key().to_sec1_bytes());
    let verdict = EnrolmentRequest::from_der(&forged).map(|_| ());
    assert_eq!(verdict, Err(Error::Signature(FORMAT)));
}

#[test]
fn changed_contents_are_refused_even_when_signed_again() {
    assert!(resigned(|info| info).is_ok());
    let refused = |from: &[u8], to: &[u8], error| {
        let verdict = resigned(|info| swap(&info, from, to)).map(|_| ());
        assert_eq!(verdict, Err(error), "{}", String::from_utf8_lossy(to));
    };
    refused(b"yufu device", b"root device", Error::Malformed(FORMAT));
    refused(b"7F3K-92QX", b"7F3K 92QX", Error::Field(FORMAT, "activation_code"));
    refused(&[0x13, 14, b'7'], &[0x0c, 14, b'7'], Error::Malformed(FORMAT));
    refused(&[2, 1, 0], &[2, 1, 1], Error::Version(FORMAT));
    refused(&[0x04, 32, 0x11], &[0x04, 31, 0x11], Error::Malformed(FORMAT));
    // challengePassword becomes unstructuredName: the code is missing.
    let oid = hex::decode("2a864886f70d010907").unwrap();
    let other = hex::decode("2a864886f70d010908").unwrap();
    refused(&oid, &other, Error::Missing(FORMAT, "challenge_password"));
}

#[test]
fn other_hardware_keys_and_signatures_are_refused() {
    let key = device_key();
    let hardware = Hardware::new();
    let mut compressed = hardware.spki();
    compressed[26] = 2;
    for spki in [&key.verifying_key().to_spki_der()[..], &hardware.spki()[..90], &compressed, &[]] {
        let verdict = draft().with_hardware_key(key.verifying_key(), spki).map(|_| ());
        assert_eq!(verdict, Err(Error::Field(FORMAT, "hardware_key")));
    }
    let ready = draft().with_hardware_key(key.verifying_key(), &hardware.spki()).unwrap();
    for len in [0, 7, 73] {
        let verdict = ready.sign(&vec![1; len], &key, &mut SysRng).map(|_| ());
        assert_eq!(verdict, Err(Error::Field(FORMAT, "hardware_signature")), "{len}");
    }
    let other = SigningKey::from_bytes(&[6; 32]).unwrap();
    let verdict = ready.sign(&[1; 70], &other, &mut SysRng).map(|_| ());
    assert_eq!(verdict, Err(Error::Field(FORMAT, "device_key")));
}

#[test]
fn sealed_request_hides_the_code_and_opens_as_enrolment() {
    let server = DecryptingKey::generate(&mut SysRng).unwrap();
    let kid = KeyId::new("report-1").unwrap();
    let der = draft().sign(&device_key(), &mut SysRng).unwrap();
    let sealed = enrolment::seal(&der, server.encrypting_key(), &kid, &mut SysRng).unwrap();
    assert!(!sealed.windows(CODE.len()).any(|window| window == CODE.as_bytes()));
    assert_eq!(enrolment::open(&sealed, |_| Some(&server)).unwrap(), der);
    let as_report = yufu_protocol::report::open(&sealed, |_| Some(&server));
    assert_eq!(as_report, Err(Error::Version(Format::Envelope)));
}

#[test]
fn size_limit_comes_first_and_truncation_is_refused() {
    let too_long = vec![0x30; enrolment::MAX_DER_LEN + 1];
    let verdict = EnrolmentRequest::from_der(&too_long).map(|_| ());
    assert_eq!(verdict, Err(Error::TooLarge(FORMAT)));
    let der = hardware_request(&Hardware::new());
    assert!(der.len() <= enrolment::MAX_DER_LEN);
    for len in 0..der.len() {
        assert!(EnrolmentRequest::from_der(&der[..len]).is_err(), "{len}");
    }
    assert!(EnrolmentRequest::from_der(&[&der[..], &[0]].concat()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_changed_byte_is_refused(at in any::<prop::sample::Index>(), flip in 1..=255u8) {
        let mut der = draft().sign(&device_key(), &mut SysRng).unwrap().to_vec();
        let at = at.index(der.len());
        der[at] ^= flip;
        prop_assert!(EnrolmentRequest::from_der(&der).is_err(), "byte {}", at);
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        prop_assert!(EnrolmentRequest::from_der(&bytes).is_err());
    }

    #[test]
    fn codes_keep_their_alphabet(text in any::<String>()) {
        let valid = (8..=64).contains(&text.len())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        prop_assert_eq!(ActivationCode::new(&text).is_ok(), valid);
    }
}
