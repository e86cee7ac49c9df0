//! EnvelopedData inside SignedData, as others write it (RFC 5652, sections 5 and 6): this project reads
//! such messages and makes none.

use yufu_sm::sm2::{CiphertextFormat, EncryptingKey, SignerId, SigningKey};
use yufu_sm::sm3;
use yufu_sm::sm4::{self, cbc};

use super::fixed;
use super::foreign::der::{octets, tlv};

const DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
const ENVELOPED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03";
const CONTENT_TYPE: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03";
const MESSAGE_DIGEST: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04";
const SM3: &[u8] = b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x83\x11";
const SM2_WITH_SM3: &[u8] = b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x83\x75";
const SM2_ENCRYPTION: &[u8] = b"\x06\x09\x2a\x81\x1c\xcf\x55\x01\x82\x2d\x03";
const SM4_CBC: &[u8] = b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x68\x02";

/// Version 3, of a signer that is named by its key.
const VERSION_3: &[u8] = &[2, 1, 3];
/// Version 2, of a recipient that is named by its key.
const VERSION_2: &[u8] = &[2, 1, 2];

/// An EnvelopedData with SM4-CBC for one recipient.
pub fn seal(recipient: &EncryptingKey, content: &[u8]) -> Vec<u8> {
    let (cek, iv) = ([3; 16], [5; 16]);
    let key = sm4::Key::from_slice(&cek).expect("16 bytes");
    let wrapped = recipient.encrypt(&cek, CiphertextFormat::Der, &mut fixed()).expect("short");
    let algorithm = tlv(0x30, &[SM2_ENCRYPTION]);
    let one = tlv(0x30, &[VERSION_2, &tlv(0x80, &[b"key"]), &algorithm, &octets(&wrapped)]);
    let ciphertext = tlv(0x80, &[&cbc::encrypt(&key, &iv, content)]);
    let encrypted = tlv(0x30, &[DATA, &tlv(0x30, &[SM4_CBC, &octets(&iv)]), &ciphertext]);
    tlv(0x30, &[VERSION_2, &tlv(0x31, &[&one]), &encrypted])
}

/// A SignedData over any bytes that it calls EnvelopedData.
pub fn sign(signer: &SigningKey, enveloped: &[u8]) -> Vec<u8> {
    let attribute = |oid, value: &[u8]| tlv(0x30, &[oid, &tlv(0x31, &[value])]);
    let digest = octets(&sm3::hash(enveloped));
    let attributes =
        [attribute(CONTENT_TYPE, ENVELOPED_DATA), attribute(MESSAGE_DIGEST, &digest)].concat();
    let signed = tlv(0x31, &[&attributes]);
    let signature = signer.sign(&SignerId::DEFAULT, &signed, &mut fixed()).expect("short").to_der();
    let (digest, algorithm) = (tlv(0x30, &[SM3]), tlv(0x30, &[SM2_WITH_SM3]));
    let info = [
        VERSION_3,
        &tlv(0x80, &[b"key"]),
        &digest,
        &tlv(0xa0, &[&attributes]),
        &algorithm,
        &octets(&signature),
    ];
    let content = tlv(0x30, &[ENVELOPED_DATA, &tlv(0xa0, &[&octets(enveloped)])]);
    let infos = tlv(0x31, &[&tlv(0x30, &info)]);
    let message = tlv(0x30, &[VERSION_3, &tlv(0x31, &[&digest]), &content, &infos]);
    tlv(0x30, &[SIGNED_DATA, &tlv(0xa0, &[&message])])
}
