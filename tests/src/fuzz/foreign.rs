//! What other software makes: CMS messages and certificates, attestations of phones.

use std::sync::OnceLock;

use yufu_protocol::cms::{self, Certificate, Recipient, Signer, TrustedSigner};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm3;
use yufu_verifier::attestation::{
    AttestationPolicy, AttestedKey, Expectations, RevocationList, Root, check_assertion, judge,
};

use self::der::{Draft, extension, integer, octets, tlv};
use super::{enveloped, fixed};
use crate::make::{NOW, decrypting, signing};

#[allow(dead_code, reason = "the verifier's own composer, of which this needs a short chain")]
#[path = "../../../crates/yufu-verifier/tests/it/attestation/der.rs"]
pub(super) mod der;

/// Object identifier of Android's statement on a key.
const KEY_DESCRIPTION: &[u8] = b"\x06\x0a\x2b\x06\x01\x04\x01\xd6\x79\x02\x01\x11";
const CHALLENGE: &[u8] = b"the server's challenge";
/// The content of the detached signature among the seeds.
const CONTENT: &[u8] = b"minutes of the meeting";

/// The bytes as a message to one recipient or from one signer, as what a signer vouches for and calls
/// encrypted, and as a certificate.
pub fn cms(data: &[u8]) {
    let (signer, recipient) = (signing("device key"), decrypting("report key"));
    let _ = cms::open(data, &recipient);
    let trusted = TrustedSigner::new(signer.verifying_key());
    if let Ok(signed) = cms::verify(data, &trusted) {
        let opened = signed.open(&recipient);
        assert!(signed.data().is_none() || opened.is_err(), "a plain content was decrypted");
    }
    if let Ok(signed) = cms::verify(&enveloped::sign(&signer, data), &trusted) {
        let _ = signed.open(&recipient);
    }
    let _ = cms::verify_detached(data, &sm3::hash(CONTENT), &trusted);
    if let Ok(certificate) = Certificate::from_der(data) {
        assert_eq!(certificate.as_der(), data);
    }
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = Certificate::from_pem(text);
    }
}

/// The bytes as an attestation, as what a genuine key states, as an assertion and as Google's list.
pub fn attestation(data: &[u8]) {
    let chain = chain();
    let expected = Expectations { challenge: CHALLENGE, key: None, now: UnixSeconds(NOW) };
    let _ = judge(data, &chain.policy, &expected);
    let _ = judge(&chain.attest(data), &chain.policy, &expected);
    let key = AttestedKey { public_key: &chain.spki, counter: 0 };
    let _ = check_assertion(data, CHALLENGE, &key, &chain.policy.apple);
    let _ = RevocationList::from_json(data);
}

/// A root that the verifier trusts, and a key under it.
struct Chain {
    signer: der::Signer,
    root: Vec<u8>,
    spki: Vec<u8>,
    policy: AttestationPolicy,
}

impl Chain {
    /// A chain whose leaf carries this statement.
    fn attest(&self, statement: &[u8]) -> Vec<u8> {
        let leaf = Draft::new("root", "key")
            .with(|it| it.extensions = vec![extension(KEY_DESCRIPTION, false, statement)]);
        [leaf.sign(&self.spki, &self.signer), self.root.clone()].concat()
    }
}

fn chain() -> &'static Chain {
    static CHAIN: OnceLock<Chain> = OnceLock::new();
    CHAIN.get_or_init(|| {
        let signer = der::Signer::p256();
        let root = Draft::authority("root", "root").sign(&signer.spki(), &signer);
        let mut policy = AttestationPolicy::default();
        policy.android.roots = vec![Root::from_der(&root).expect("a certificate")];
        policy.apple.roots = policy.android.roots.clone();
        Chain { spki: der::Signer::p256().spki(), signer, root, policy }
    })
}

/// Messages of this project's own making.
pub(super) fn cms_seeds() -> Vec<Vec<u8>> {
    let (key, opener) = (signing("device key"), decrypting("report key"));
    let recipient = Recipient::new(opener.encrypting_key());
    let certificate =
        Draft::authority("root", "root").sign(&key.verifying_key().to_spki_der(), &chain().signer);
    let signer = Signer::new(&key).at(UnixSeconds(NOW));
    let enveloped = enveloped::seal(opener.encrypting_key(), CONTENT);
    let signed = enveloped::sign(&key, &enveloped);
    let opened = cms::verify(&signed, &TrustedSigner::new(key.verifying_key()))
        .and_then(|signed| signed.open(&opener));
    assert_eq!(opened.expect("a seed that does not open reaches little")[..], *CONTENT);
    vec![
        cms::seal(&recipient, CONTENT, &mut fixed()).expect("short"),
        signer.sign(CONTENT, &mut fixed()).expect("short"),
        signer.sign_detached(&sm3::hash(CONTENT), &mut fixed()).expect("short"),
        certificate,
        enveloped,
        signed,
    ]
}

/// A short statement, a chain around it, and a list.
pub(super) fn attestation_seeds() -> Vec<Vec<u8>> {
    let level: &[u8] = &[10, 1, 1];
    let statement = tlv(
        0x30,
        &[
            &integer(300),
            level,
            &integer(300),
            level,
            &octets(CHALLENGE),
            &octets(b""),
            &tlv(0x30, &[]),
            &tlv(0x30, &[&der::explicit(2, &integer(3))]),
        ],
    );
    let list = br#"{"entries": {"2c8cdddfd5e03bfc": {"status": "REVOKED"}}}"#;
    vec![chain().attest(&statement), statement, list.to_vec()]
}
