//! The envelope: opened only by its key, as its kind, unchanged; and read by openssl's ASN.1 parser.

#![allow(clippy::unwrap_used, reason = "helpers outside a test function, too")]

use getrandom::SysRng;
use proptest::prelude::*;
use yufu_protocol::envelope::{self, ContentKind};
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::KeyId;
use yufu_sm::sm2::DecryptingKey;

const FORMAT: Format = Format::Envelope;

fn kid() -> KeyId {
    KeyId::new("report-1").unwrap()
}

fn key() -> DecryptingKey {
    DecryptingKey::from_bytes(&[9; 32]).unwrap()
}

fn seal(content: &[u8]) -> Vec<u8> {
    envelope::seal(key().encrypting_key(), &kid(), ContentKind::Report, content, &mut SysRng)
        .unwrap()
}

fn open(der: &[u8]) -> Result<Vec<u8>, Error> {
    let key = key();
    envelope::open(der, ContentKind::Report, |name| (*name == kid()).then_some(&key))
        .map(|content| content.to_vec())
}

#[test]
fn content_comes_back_and_names_its_recipient() {
    for content in [&b""[..], b"x", &[0x5a; 4096]] {
        let der = seal(content);
        assert_eq!(envelope::recipient(&der), Ok(kid()));
        assert_eq!(open(&der).unwrap(), content);
    }
}

#[test]
fn every_message_has_its_own_key_and_nonce() {
    let (one, two) = (seal(b"the same content"), seal(b"the same content"));
    let differing = one.iter().zip(&two).filter(|(a, b)| a != b).count();
    assert!(differing > 100, "{differing}");
}

#[test]
fn another_kind_or_key_is_refused() {
    let der = seal(b"content");
    let key = key();
    let as_enrolment = envelope::open(&der, ContentKind::Enrolment, |_| Some(&key));
    assert_eq!(as_enrolment.map(|_| ()), Err(Error::Version(FORMAT)));
    let unknown = envelope::open(&der, ContentKind::Report, |_| None);
    assert_eq!(unknown.map(|_| ()), Err(Error::UnknownKey(FORMAT)));
    let other = DecryptingKey::generate(&mut SysRng).unwrap();
    let wrong = envelope::open(&der, ContentKind::Report, |_| Some(&other));
    assert_eq!(wrong.map(|_| ()), Err(Error::Decryption(FORMAT)));
}

#[test]
fn a_kind_can_not_be_changed_after_sealing() {
    // The description of the other kind is longer: swap it for one of equal length in place.
    let der = seal(b"content");
    let hint = ContentKind::Report.description().as_bytes();
    let at = der.windows(hint.len()).position(|window| window == hint).unwrap();
    let mut changed = der.clone();
    changed[at] ^= 1;
    assert_eq!(open(&changed), Err(Error::Version(FORMAT)));
}

#[test]
fn size_limits_come_first() {
    let content = vec![0; envelope::MAX_CONTENT_LEN];
    assert_eq!(open(&seal(&content)).unwrap().len(), content.len());
    let too_long = vec![0; envelope::MAX_CONTENT_LEN + 1];
    let sealed =
        envelope::seal(key().encrypting_key(), &kid(), ContentKind::Report, &too_long, &mut SysRng);
    assert_eq!(sealed, Err(Error::TooLarge(FORMAT)));
    assert_eq!(open(&vec![0x30; envelope::MAX_DER_LEN + 1]), Err(Error::TooLarge(FORMAT)));
}

#[test]
fn truncated_and_trailing_bytes_are_refused() {
    let der = seal(b"content");
    for len in 0..der.len() {
        assert!(open(&der[..len]).is_err(), "{len}");
    }
    for extra in [&[0][..], &[5, 0], &der] {
        assert!(open(&[&der, extra].concat()).is_err());
    }
}

#[test]
fn openssl_reads_the_structure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("envelope.der");
    std::fs::write(&path, seal(b"content")).unwrap();
    let output = std::process::Command::new("openssl")
        .args(["asn1parse", "-inform", "DER", "-in"])
        .arg(&path)
        .output()
        .expect("openssl is installed");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    for name in
        ["id-smime-ct-authEnvelopedData", "pkcs7-data", "contentType", "1.2.156.10197.1.301.3"]
    {
        assert!(text.contains(name), "{name} in\n{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_changed_byte_is_refused(at in any::<prop::sample::Index>(), flip in 1..=255u8) {
        let mut der = seal(b"content of a message");
        let at = at.index(der.len());
        der[at] ^= flip;
        prop_assert!(open(&der).is_err(), "byte {}", at);
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        prop_assert!(open(&bytes).is_err());
    }
}
