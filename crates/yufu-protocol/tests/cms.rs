//! CMS: what was made is read, what others may make is read, and nothing else is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers outside a test function, too"
)]

use std::process::Command;

use getrandom::SysRng;
use proptest::prelude::*;
use yufu_protocol::cms::{self, Certificate, ContentTypes, Recipient, Signer, TrustedSigner};
use yufu_protocol::error::{Error, Format};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, SignerId, SigningKey};
use yufu_sm::sm3;
use yufu_sm::sm4::{self, cbc};

const FORMAT: Format = Format::Cms;
const DECRYPTION: Error = Error::Decryption(FORMAT);
const TIME: UnixSeconds = UnixSeconds(1_764_028_800);
const CONTENT: &[u8] = b"content of a message";

const DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
const ENVELOPED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03";
const GM_DATA: &[u8] = b"\x06\x0a\x2a\x81\x1c\xcf\x55\x06\x01\x04\x02\x01";
const GM_SIGNED_DATA: &[u8] = b"\x06\x0a\x2a\x81\x1c\xcf\x55\x06\x01\x04\x02\x02";
const GM_ENVELOPED_DATA: &[u8] = b"\x06\x0a\x2a\x81\x1c\xcf\x55\x06\x01\x04\x02\x03";
const CONTENT_TYPE: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03";
const MESSAGE_DIGEST: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04";
const SIGNING_TIME: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05";
const SM3: &[u8] = b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x83\x11";
const SHA256: &[u8] = b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01";
const SM2_WITH_SM3: &[u8] = b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x83\x75";
const SM2_SIGNATURE: &[u8] = b"\x06\x09\x2a\x81\x1c\xcf\x55\x01\x82\x2d\x01";
const SM2_ENCRYPTION: &[u8] = b"\x06\x09\x2a\x81\x1c\xcf\x55\x01\x82\x2d\x03";
const SM4_CBC: &[u8] = b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x68\x02";
const SM4_GCM: &[u8] = b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x68\x08";

fn signing_key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32]).unwrap()
}

fn decrypting_key() -> DecryptingKey {
    DecryptingKey::from_bytes(&[9; 32]).unwrap()
}

fn other_key() -> DecryptingKey {
    DecryptingKey::from_bytes(&[10; 32]).unwrap()
}

fn seal(content: &[u8]) -> Vec<u8> {
    let key = decrypting_key();
    cms::seal(&Recipient::new(key.encrypting_key()), content, &mut SysRng).unwrap()
}

fn open(der: &[u8]) -> Result<Vec<u8>, Error> {
    cms::open(der, &decrypting_key()).map(|content| content.to_vec())
}

fn verify(der: &[u8]) -> Result<Vec<u8>, Error> {
    let key = signing_key();
    let signed = cms::verify(der, &TrustedSigner::new(key.verifying_key()))?;
    Ok(signed.data().unwrap_or_default().to_vec())
}

/// A certificate for the key of [`signing_key`], by openssl.
fn certificate() -> Certificate {
    let folder = tempfile::tempdir().unwrap();
    let (key, der) = (folder.path().join("key"), folder.path().join("der"));
    std::fs::write(&key, signing_key().to_pkcs8_pem().unwrap().as_bytes()).unwrap();
    let output = Command::new("openssl")
        .args(["req", "-x509", "-sm3", "-sigopt", "distid:1234567812345678", "-days", "30"])
        .args(["-subj", "/CN=signer", "-outform", "DER", "-key"])
        .arg(&key)
        .arg("-out")
        .arg(&der)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Certificate::from_der(&std::fs::read(&der).unwrap()).unwrap()
}

/// One DER element.
fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len().to_be_bytes();
    let bytes = &length[length.iter().position(|byte| *byte != 0).unwrap_or(7)..];
    let mut der = vec![tag];
    if content.len() > 0x7f {
        der.push(0x80 | u8::try_from(bytes.len()).unwrap());
    }
    der.extend_from_slice(bytes);
    der.extend(content);
    der
}

fn attribute(oid: &[u8], values: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, &[oid, &tlv(0x31, values)])
}

/// A SignedData of which a test may change any part before it is signed.
struct Composed {
    outer: &'static [u8],
    inner: &'static [u8],
    version: u8,
    digest_algorithms: Vec<Vec<u8>>,
    content: Vec<u8>,
    certificates: Vec<u8>,
    attributes: Vec<Vec<u8>>,
    signer_version: u8,
    identifier: Vec<u8>,
    digest_algorithm: Vec<u8>,
    signature_algorithm: Vec<u8>,
    after_signature: Vec<u8>,
    signers: usize,
}

impl Composed {
    fn new(content: &[u8]) -> Self {
        let digest = tlv(4, &[&sm3::hash(content)]);
        Self {
            outer: SIGNED_DATA,
            inner: DATA,
            version: 3,
            digest_algorithms: vec![tlv(0x30, &[SM3])],
            content: content.to_vec(),
            certificates: Vec::new(),
            attributes: vec![
                attribute(CONTENT_TYPE, &[DATA]),
                attribute(MESSAGE_DIGEST, &[&digest]),
            ],
            signer_version: 3,
            identifier: tlv(0x80, &[b"any name"]),
            digest_algorithm: tlv(0x30, &[SM3]),
            signature_algorithm: tlv(0x30, &[SM2_WITH_SM3]),
            after_signature: Vec::new(),
            signers: 1,
        }
    }

    /// As GM/T 0010 has it.
    fn gm(content: &[u8]) -> Self {
        let serial = [&tlv(0x30, &[]), &[2, 1, 5][..]].concat();
        let mut message = Self::new(content).of_types(GM_SIGNED_DATA, GM_DATA);
        (message.version, message.signer_version) = (1, 1);
        message.identifier = tlv(0x30, &[&serial]);
        message.signature_algorithm = tlv(0x30, &[SM2_SIGNATURE]);
        message
    }

    fn of_types(mut self, outer: &'static [u8], inner: &'static [u8]) -> Self {
        (self.outer, self.inner) = (outer, inner);
        self.attributes[0] = attribute(CONTENT_TYPE, &[inner]);
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn sign(&self) -> Vec<u8> {
        let mut attributes = self.attributes.clone();
        attributes.sort();
        let attributes = attributes.concat();
        let key = signing_key();
        let signed = tlv(0x31, &[&attributes]);
        let signer = |_| {
            let signature = key.sign(&SignerId::DEFAULT, &signed, &mut SysRng).unwrap();
            tlv(
                0x30,
                &[
                    &[2, 1, self.signer_version],
                    &self.identifier,
                    &self.digest_algorithm,
                    &tlv(0xa0, &[&attributes]),
                    &self.signature_algorithm,
                    &tlv(4, &[&signature.to_der()]),
                    &self.after_signature,
                ],
            )
        };
        let mut signers: Vec<_> = (0..self.signers).map(signer).collect();
        signers.sort();
        let content = tlv(0xa0, &[&tlv(4, &[&self.content])]);
        let message = tlv(
            0x30,
            &[
                &[2, 1, self.version],
                &tlv(0x31, &[&self.digest_algorithms.concat()]),
                &tlv(0x30, &[self.inner, &content]),
                &self.certificates,
                &tlv(0x31, &[&signers.concat()]),
            ],
        );
        tlv(0x30, &[self.outer, &tlv(0xa0, &[&message])])
    }

    fn refused(self, change: impl FnOnce(&mut Self)) -> Error {
        verify(&self.with(change).sign()).unwrap_err()
    }
}

/// An EnvelopedData with SM4-CBC, as others write it.
struct Enveloped {
    version: u8,
    recipient_version: u8,
    identifier: Vec<u8>,
    cek: Vec<u8>,
    algorithm: &'static [u8],
    iv: Vec<u8>,
    ciphertext: Vec<u8>,
    recipients: usize,
}

impl Enveloped {
    fn new(content: &[u8]) -> Self {
        let key = sm4::Key::from_slice(&[3; 16]).unwrap();
        Self {
            version: 2,
            recipient_version: 2,
            identifier: tlv(0x80, &[b"any name"]),
            cek: vec![3; 16],
            algorithm: SM4_CBC,
            iv: vec![5; 16],
            ciphertext: cbc::encrypt(&key, &[5; 16], content),
            recipients: 1,
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn write(&self) -> Vec<u8> {
        let key = decrypting_key();
        let recipient = |_| {
            let wrapped =
                key.encrypting_key().encrypt(&self.cek, CiphertextFormat::Der, &mut SysRng);
            tlv(
                0x30,
                &[
                    &[2, 1, self.recipient_version],
                    &self.identifier,
                    &tlv(0x30, &[SM2_ENCRYPTION]),
                    &tlv(4, &[&wrapped.unwrap()]),
                ],
            )
        };
        let mut recipients: Vec<_> = (0..self.recipients).map(recipient).collect();
        recipients.sort();
        let algorithm = tlv(0x30, &[self.algorithm, &tlv(4, &[&self.iv])]);
        let encrypted = tlv(0x30, &[DATA, &algorithm, &tlv(0x80, &[&self.ciphertext])]);
        tlv(0x30, &[&[2, 1, self.version], &tlv(0x31, &[&recipients.concat()]), &encrypted])
    }

    fn sign(&self) -> Vec<u8> {
        Composed::new(&self.write()).of_types(SIGNED_DATA, ENVELOPED_DATA).sign()
    }
}

/// Verifies, then opens.
fn open_signed(der: &[u8], key: &DecryptingKey) -> Result<Vec<u8>, Error> {
    let signer = signing_key();
    let signed = cms::verify(der, &TrustedSigner::new(signer.verifying_key()))?;
    assert!(signed.data().is_none(), "a ciphertext is no content");
    signed.open(key).map(|content| content.to_vec())
}

#[test]
fn what_was_sealed_opens_with_its_key_alone() {
    for content in [&b""[..], b"x", &[0x5a; 70_000]] {
        let der = seal(content);
        assert_eq!(open(&der).unwrap(), content);
        assert_eq!(cms::open(&der, &other_key()).unwrap_err(), DECRYPTION);
    }
}

#[test]
fn what_was_signed_verifies_with_its_key_and_id_alone() {
    let key = signing_key();
    let alice = SignerId::new(b"ALICE").unwrap();
    for content in [&b""[..], b"x", &[0x5a; 70_000]] {
        let der = Signer::new(&key).sign(content, &mut SysRng).unwrap();
        assert_eq!(verify(&der).unwrap(), content);
        let other = SigningKey::from_bytes(&[8; 32]).unwrap();
        let refused = cms::verify(&der, &TrustedSigner::new(other.verifying_key()));
        assert_eq!(refused.unwrap_err(), Error::Signature(FORMAT));
        let trusted = TrustedSigner::new(key.verifying_key()).with_id(alice);
        assert_eq!(cms::verify(&der, &trusted).unwrap_err(), Error::Signature(FORMAT));
        let der = Signer::new(&key).with_id(alice).sign(content, &mut SysRng).unwrap();
        assert_eq!(cms::verify(&der, &trusted).unwrap().data(), Some(content));
    }
}

#[test]
fn detached_signature_fits_one_digest_alone_and_is_not_taken_for_an_attached_one() {
    let key = signing_key();
    let trusted = TrustedSigner::new(key.verifying_key());
    let digest = sm3::hash(CONTENT);
    let der = Signer::new(&key).at(TIME).sign_detached(&digest, &mut SysRng).unwrap();
    assert_eq!(cms::verify_detached(&der, &digest, &trusted), Ok(Some(TIME)));
    let refused = cms::verify_detached(&der, &sm3::hash(b"other"), &trusted);
    assert_eq!(refused, Err(Error::Digest(FORMAT)));
    assert_eq!(verify(&der), Err(Error::Missing(FORMAT, "content")));
    let attached = Signer::new(&key).sign(CONTENT, &mut SysRng).unwrap();
    let refused = cms::verify_detached(&attached, &digest, &trusted);
    assert_eq!(refused, Err(Error::Field(FORMAT, "content")));
}

#[test]
fn stated_time_comes_back_in_the_form_of_its_century() {
    let key = signing_key();
    // The last second of 2049 is UTCTime, the next one GeneralizedTime.
    for (time, tag) in [(0, 0x17), (2_524_607_999, 0x17), (2_524_608_000, 0x18)] {
        let der = Signer::new(&key).at(UnixSeconds(time)).sign(CONTENT, &mut SysRng).unwrap();
        let signed = cms::verify(&der, &TrustedSigner::new(key.verifying_key())).unwrap();
        assert_eq!(signed.signing_time(), Some(UnixSeconds(time)));
        let at = der.windows(11).position(|window| window == SIGNING_TIME).unwrap();
        assert_eq!(der[at + 13], tag);
    }
    let never = Signer::new(&key).at(UnixSeconds(u64::MAX)).sign(CONTENT, &mut SysRng);
    assert_eq!(never, Err(Error::Field(FORMAT, "signing_time")));
    for (tag, text) in [(0x18, "20251125000000Z"), (0x17, "2511250000Z"), (0x17, "")] {
        let time = attribute(SIGNING_TIME, &[&tlv(tag, &[text.as_bytes()])]);
        let refused = Composed::new(CONTENT).refused(|message| message.attributes.push(time));
        assert_eq!(refused, Error::Field(FORMAT, "signing_time"), "{text}");
    }
}

#[test]
fn certificate_names_its_key_and_no_other() {
    let (certificate, key) = (certificate(), signing_key());
    let signer = Signer::new(&key).with_certificate(&certificate).unwrap();
    for types in [ContentTypes::Rfc5652, ContentTypes::Gmt0010] {
        let der = Signer::new(&key)
            .with_certificate(&certificate)
            .unwrap()
            .with_content_types(types)
            .sign(CONTENT, &mut SysRng)
            .unwrap();
        let trusted = TrustedSigner::with_certificate(&certificate);
        assert_eq!(cms::verify(&der, &trusted).unwrap().data(), Some(CONTENT));
        assert_eq!(verify(&der).unwrap(), CONTENT);
        assert!(der.windows(certificate.as_der().len()).any(|part| part == certificate.as_der()));
        let gm = der.windows(GM_DATA.len()).any(|part| part == GM_DATA);
        assert_eq!(gm, types == ContentTypes::Gmt0010);
    }
    // Another certificate of the same key, and a key without one.
    let der = signer.sign(CONTENT, &mut SysRng).unwrap();
    let second = self::certificate();
    let refused = cms::verify(&der, &TrustedSigner::with_certificate(&second));
    assert_eq!(refused.unwrap_err(), Error::UnknownKey(FORMAT));
    let named_by_key = Signer::new(&key).sign(CONTENT, &mut SysRng).unwrap();
    cms::verify(&named_by_key, &TrustedSigner::with_certificate(&second)).unwrap();
    let stranger = Composed::new(CONTENT).sign();
    let refused = cms::verify(&stranger, &TrustedSigner::with_certificate(&second));
    assert_eq!(refused.unwrap_err(), Error::UnknownKey(FORMAT));

    let other = SigningKey::from_bytes(&[8; 32]).unwrap();
    let refused = Signer::new(&other).with_certificate(&certificate).unwrap_err();
    assert_eq!(refused, Error::UnknownKey(FORMAT));
    let without = Signer::new(&key).with_content_types(ContentTypes::Gmt0010);
    let refused = without.sign(CONTENT, &mut SysRng);
    assert_eq!(refused, Err(Error::Missing(FORMAT, "certificate")));

    let sealed = cms::seal(&Recipient::with_certificate(&certificate), CONTENT, &mut SysRng);
    let key = DecryptingKey::from_bytes(&[7; 32]).unwrap();
    assert_eq!(cms::open(&sealed.unwrap(), &key).unwrap().as_slice(), CONTENT);
}

#[test]
fn hostile_certificates_are_refused() {
    let good = certificate();
    let good = good.as_der();
    for len in 0..good.len() {
        assert!(Certificate::from_der(&good[..len]).is_err());
    }
    let refused = Certificate::from_der(&vec![0x30; cms::MAX_CERTIFICATE_LEN + 1]).unwrap_err();
    assert_eq!(refused, Error::TooLarge(FORMAT));
    // The curve of SM2 in the key, made P-256: 1.2.840.10045.3.1.7 is as long.
    let curve = b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x82\x2d";
    let at = good.windows(curve.len()).position(|window| window == curve).unwrap();
    let mut other = good.to_vec();
    other[at..at + curve.len()].copy_from_slice(b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07");
    assert_eq!(Certificate::from_der(&other).unwrap_err(), Error::Field(FORMAT, "public_key"));
}

#[test]
fn composed_messages_of_others_are_read() {
    assert_eq!(verify(&Composed::new(CONTENT).sign()).unwrap(), CONTENT);
    assert_eq!(verify(&Composed::gm(CONTENT).sign()).unwrap(), CONTENT);
    // NULL parameters, and signed attributes that nobody here knows.
    let message = Composed::new(CONTENT).with(|message| {
        message.digest_algorithm = tlv(0x30, &[SM3, &[5, 0]]);
        message.digest_algorithms = vec![tlv(0x30, &[SM3, &[5, 0]])];
        message.attributes.push(attribute(b"\x06\x03\x2a\x03\x04", &[&[1, 1, 0xff], &[5, 0]]));
    });
    assert_eq!(verify(&message.sign()).unwrap(), CONTENT);
    // Certificates and revocation lists, whatever they say.
    let some = tlv(0x30, &[b"\x05\x00"]);
    let both = [tlv(0xa0, &[&some]), tlv(0xa1, &[&some])].concat();
    let message = Composed::new(CONTENT).with(|message| message.certificates = both);
    assert_eq!(verify(&message.sign()).unwrap(), CONTENT);
}

#[test]
fn each_part_of_signed_data_has_its_one_form() {
    let message = || Composed::new(CONTENT);
    let malformed = Error::Malformed(FORMAT);
    let version = Error::Version(FORMAT);
    let algorithm = Error::Algorithm(FORMAT);
    let field = |name| Error::Field(FORMAT, name);
    assert_eq!(message().refused(|it| it.outer = DATA), version);
    assert_eq!(message().refused(|it| it.outer = GM_SIGNED_DATA), version);
    assert_eq!(message().refused(|it| it.inner = SIGNED_DATA), version);
    assert_eq!(message().refused(|it| it.version = 1), version);
    assert_eq!(message().refused(|it| it.signer_version = 1), version);
    assert_eq!(Composed::gm(CONTENT).refused(|it| it.version = 3), version);
    assert_eq!(message().refused(|it| it.signers = 0), malformed);
    assert_eq!(message().refused(|it| it.signers = 2), malformed);
    assert_eq!(message().refused(|it| it.digest_algorithms.clear()), malformed);
    let two = vec![tlv(0x30, &[SM3]), tlv(0x30, &[SHA256])];
    assert_eq!(message().refused(|it| it.digest_algorithms = two), malformed);
    let sha256 = || tlv(0x30, &[SHA256]);
    assert_eq!(message().refused(|it| it.digest_algorithms = vec![sha256()]), algorithm);
    assert_eq!(message().refused(|it| it.digest_algorithm = sha256()), algorithm);
    assert_eq!(message().refused(|it| it.signature_algorithm = sha256()), algorithm);
    let parameters = tlv(0x30, &[SM2_WITH_SM3, &[2, 1, 0]]);
    assert_eq!(message().refused(|it| it.signature_algorithm = parameters), algorithm);
    let unsigned = tlv(0xa1, &[&attribute(SIGNING_TIME, &[b"\x17\x00"])]);
    assert_eq!(message().refused(|it| it.after_signature = unsigned), malformed);
    let attribute_certificate = tlv(0xa0, &[&tlv(0xa1, &[b"\x05\x00"])]);
    assert_eq!(message().refused(|it| it.certificates = attribute_certificate), malformed);

    let other = attribute(CONTENT_TYPE, &[ENVELOPED_DATA]);
    assert_eq!(message().refused(|it| it.attributes[0] = other), field("content_type"));
    let type_twice = attribute(CONTENT_TYPE, &[DATA, DATA]);
    assert_eq!(message().refused(|it| it.attributes[0] = type_twice), field("content_type"));
    let missing = |name| Error::Missing(FORMAT, name);
    assert_eq!(message().refused(|it| drop(it.attributes.remove(0))), missing("content_type"));
    assert_eq!(message().refused(|it| drop(it.attributes.remove(1))), missing("message_digest"));
    let wrong = attribute(MESSAGE_DIGEST, &[&tlv(4, &[&sm3::hash(b"other")])]);
    assert_eq!(message().refused(|it| it.attributes[1] = wrong.clone()), Error::Digest(FORMAT));
    // Twice, once right and once wrong: whichever a reader took, another would take the other.
    assert_eq!(message().refused(|it| it.attributes.push(wrong)), field("message_digest"));
    let short = attribute(MESSAGE_DIGEST, &[&tlv(4, &[&sm3::hash(CONTENT)[..31]])]);
    assert_eq!(message().refused(|it| it.attributes[1] = short), Error::Digest(FORMAT));
    assert_eq!(message().refused(|it| it.content.push(0)), Error::Digest(FORMAT));
    let empty = attribute(MESSAGE_DIGEST, &[]);
    assert_eq!(message().refused(|it| it.attributes[1] = empty), field("message_digest"));
}

#[test]
fn signature_over_the_content_itself_is_refused() {
    // Without signed attributes a content that looks like attributes would be a signature on them.
    let key = signing_key();
    let signature = key.sign(&SignerId::DEFAULT, CONTENT, &mut SysRng).unwrap();
    let signer = tlv(
        0x30,
        &[
            &[2, 1, 3],
            &tlv(0x80, &[b"any name"]),
            &tlv(0x30, &[SM3]),
            &tlv(0x30, &[SM2_WITH_SM3]),
            &tlv(4, &[&signature.to_der()]),
        ],
    );
    let content = tlv(0x30, &[DATA, &tlv(0xa0, &[&tlv(4, &[CONTENT])])]);
    let algorithms = tlv(0x31, &[&tlv(0x30, &[SM3])]);
    let data = tlv(0x30, &[&[2, 1, 3], &algorithms, &content, &tlv(0x31, &[&signer])]);
    let der = tlv(0x30, &[SIGNED_DATA, &tlv(0xa0, &[&data])]);
    assert_eq!(verify(&der), Err(Error::Malformed(FORMAT)));
}

#[test]
fn enveloped_data_opens_only_out_of_a_verified_signature() {
    let enveloped = Enveloped::new(CONTENT);
    let der = enveloped.sign();
    assert_eq!(open_signed(&der, &decrypting_key()).unwrap(), CONTENT);
    assert_eq!(cms::open(&der, &decrypting_key()).unwrap_err(), Error::Version(FORMAT));
    let bare = tlv(0x30, &[ENVELOPED_DATA, &tlv(0xa0, &[&enveloped.write()])]);
    assert_eq!(open(&bare), Err(Error::Version(FORMAT)));
    assert_eq!(verify(&bare), Err(Error::Version(FORMAT)));
    let other = SigningKey::from_bytes(&[8; 32]).unwrap();
    let refused = cms::verify(&der, &TrustedSigner::new(other.verifying_key()));
    assert_eq!(refused.unwrap_err(), Error::Signature(FORMAT));

    let gm = enveloped.with(|it| (it.version, it.recipient_version) = (1, 1));
    let der = Composed::gm(&gm.write()).of_types(GM_SIGNED_DATA, GM_ENVELOPED_DATA).sign();
    assert_eq!(open_signed(&der, &decrypting_key()).unwrap(), CONTENT);
    let plain = Composed::new(CONTENT).sign();
    let key = signing_key();
    let signed = cms::verify(&plain, &TrustedSigner::new(key.verifying_key())).unwrap();
    assert_eq!(signed.open(&decrypting_key()).unwrap_err(), DECRYPTION);
}

#[test]
fn enveloped_data_gives_one_error_for_every_failure() {
    let enveloped = || Enveloped::new(CONTENT);
    let wrong: [(&str, Enveloped); 14] = [
        ("padding", enveloped().with(|it| *it.ciphertext.last_mut().unwrap() ^= 1)),
        ("padding length", enveloped().with(|it| it.ciphertext[15] ^= 0x55)),
        ("length", enveloped().with(|it| it.ciphertext.truncate(31))),
        ("empty", enveloped().with(|it| it.ciphertext.clear())),
        ("content key", enveloped().with(|it| it.cek[0] ^= 1)),
        ("short content key", enveloped().with(|it| it.cek.truncate(15))),
        ("iv", enveloped().with(|it| it.iv.truncate(15))),
        ("algorithm", enveloped().with(|it| it.algorithm = SM4_GCM)),
        ("version", enveloped().with(|it| it.version = 0)),
        ("recipient version", enveloped().with(|it| it.recipient_version = 0)),
        ("no recipient", enveloped().with(|it| it.recipients = 0)),
        ("two recipients", enveloped().with(|it| it.recipients = 2)),
        ("identifier", enveloped().with(|it| it.identifier = tlv(0x81, &[b"x"]))),
        ("junk", enveloped().with(|it| it.identifier = Vec::new())),
    ];
    for (what, message) in wrong {
        let opened = open_signed(&message.sign(), &decrypting_key());
        assert_eq!(opened, Err(DECRYPTION), "{what}");
    }
    assert_eq!(open_signed(&enveloped().sign(), &other_key()), Err(DECRYPTION));
    let junk = Composed::new(b"no ASN.1").of_types(SIGNED_DATA, ENVELOPED_DATA).sign();
    assert_eq!(open_signed(&junk, &decrypting_key()), Err(DECRYPTION));
}

#[test]
fn other_encodings_are_refused() {
    let malformed = Err(Error::Malformed(FORMAT));
    let der = Composed::new(CONTENT).sign();
    // Indefinite length (BER), and a length with more bytes than it needs.
    let (head, body) = der.split_at(2 + usize::from(der[1] & 0x7f));
    let indefinite = [&[0x30, 0x80], body, &[0, 0]].concat();
    assert_eq!(verify(&indefinite), malformed);
    let padded = [&[0x30, head[1] + 1, 0], &head[2..], body].concat();
    assert_eq!(verify(&padded), malformed);
    // A length far beyond the bytes.
    for length in [&[0x84, 0x7f, 0xff, 0xff, 0xff][..], &[0x88, 0xff, 0, 0, 0, 0, 0, 0, 1]] {
        assert_eq!(verify(&[&[0x30], length, body].concat()), malformed);
    }
    // Signed attributes out of order (BER), signed as they stand.
    let swapped = Composed::new(CONTENT);
    let sorted = [swapped.attributes[0].as_slice(), &swapped.attributes[1]].concat();
    let unsorted = [swapped.attributes[1].as_slice(), &swapped.attributes[0]].concat();
    let at = der.windows(sorted.len()).position(|window| window == sorted).unwrap();
    let mut changed = der.clone();
    changed[at..at + sorted.len()].copy_from_slice(&unsorted);
    assert_eq!(verify(&changed), malformed);
    // A constructed OCTET STRING.
    let constructed = der.iter().position(|byte| *byte == 4).unwrap();
    let mut changed = der;
    changed[constructed] = 0x24;
    assert_eq!(verify(&changed), malformed);
    for depth in [1, 100, 50_000] {
        for tag in [0x30, 0xa0, 0x31] {
            assert_eq!(verify(&[tag, 0x80].repeat(depth)), malformed);
            assert_eq!(open(&[tag, 0x80].repeat(depth)), malformed);
        }
    }
}

#[test]
fn gcm_states_a_tag_of_16_bytes() {
    let der = seal(CONTENT);
    let parameters = b"\x02\x01\x10";
    let at = der.windows(3).position(|window| window == parameters).unwrap();
    for (length, error) in [(12, Error::Algorithm(FORMAT)), (0, Error::Algorithm(FORMAT))] {
        let mut changed = der.clone();
        changed[at + 2] = length;
        assert_eq!(open(&changed), Err(error));
    }
    // Without it the default of 12 would hold (RFC 5084, section 3.2).
    let mut changed = der;
    changed[at] = 0x05;
    changed[at + 1] = 0x01;
    assert!(open(&changed).is_err());
}

#[test]
fn size_limits_come_first() {
    let too_long = vec![0; cms::MAX_CONTENT_LEN + 1];
    let key = signing_key();
    let too_large = Error::TooLarge(FORMAT);
    assert_eq!(Signer::new(&key).sign(&too_long, &mut SysRng), Err(too_large));
    let recipient = decrypting_key();
    let recipient = Recipient::new(recipient.encrypting_key());
    assert_eq!(cms::seal(&recipient, &too_long, &mut SysRng), Err(too_large));
    let too_long = vec![0x30; cms::MAX_DER_LEN + 1];
    assert_eq!(verify(&too_long), Err(too_large));
    assert_eq!(open(&too_long), Err(too_large));
}

#[test]
fn truncated_and_trailing_bytes_are_refused() {
    let (sealed, signed) = (seal(CONTENT), Composed::new(CONTENT).sign());
    for len in 0..sealed.len() {
        assert!(open(&sealed[..len]).is_err(), "{len}");
    }
    for len in 0..signed.len() {
        assert!(verify(&signed[..len]).is_err(), "{len}");
    }
    for extra in [&[0][..], &[5, 0], &sealed] {
        assert!(open(&[&sealed, extra].concat()).is_err());
        assert!(verify(&[&signed, extra].concat()).is_err());
    }
}

/// But for the name of the key, which is a hint: whoever brings a key says whose it is.
#[test]
fn every_changed_bit_is_refused() {
    let (sealed, signed) = (seal(CONTENT), Enveloped::new(CONTENT).sign());
    let point = decrypting_key().encrypting_key().to_sec1_bytes();
    let name = &sm3::hash(&point)[..20];
    for (der, name) in [(&sealed, name), (&signed, b"any name")] {
        let named: Vec<_> = (0..der.len())
            .filter(|at| der[*at..].starts_with(name))
            .flat_map(|at| at..at + name.len())
            .collect();
        let mut free = 0;
        for at in 0..der.len() {
            for bit in 0..8 {
                let mut changed = der.clone();
                changed[at] ^= 1 << bit;
                let opened = if der == &sealed {
                    open(&changed)
                } else {
                    open_signed(&changed, &decrypting_key())
                };
                if opened.is_ok() {
                    assert!(named.contains(&at), "byte {at} bit {bit}");
                    free += 1;
                }
            }
        }
        assert!(free > 0, "the name of the key is free");
    }
}

#[test]
fn openssl_reads_the_structure() {
    let (certificate, key) = (certificate(), signing_key());
    let signed = Signer::new(&key).with_certificate(&certificate).unwrap().at(TIME);
    let signed = signed.sign(CONTENT, &mut SysRng).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("signed.der");
    std::fs::write(&path, signed).unwrap();
    let output = Command::new("openssl")
        .args(["cms", "-cmsout", "-print", "-inform", "DER", "-in"])
        .arg(&path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    for name in
        ["pkcs7-signedData", "SM2-with-SM3", "signingTime", "Nov 25 00:00:00 2025", "CN=signer"]
    {
        assert!(text.contains(name), "{name} in\n{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_content_comes_back(content in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert_eq!(&open(&seal(&content)).unwrap(), &content);
        let key = signing_key();
        let signed = Signer::new(&key).sign(&content, &mut SysRng).unwrap();
        prop_assert_eq!(&verify(&signed).unwrap(), &content);
        let signed = Enveloped::new(&content).sign();
        prop_assert_eq!(&open_signed(&signed, &decrypting_key()).unwrap(), &content);
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        prop_assert!(open(&bytes).is_err());
        prop_assert!(verify(&bytes).is_err());
        prop_assert!(Certificate::from_der(&bytes).is_err());
        let composed = Composed::new(&bytes).of_types(SIGNED_DATA, ENVELOPED_DATA).sign();
        prop_assert_eq!(open_signed(&composed, &decrypting_key()), Err(DECRYPTION));
    }
}
