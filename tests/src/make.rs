//! The test keys of docs/formats/README.md, and objects that the crates would not make.

use crate::vectors::Stream;
use yufu_protocol::encoding::to_base64url;
use yufu_sm::sm2::{DecryptingKey, SignerId, SigningKey};
use yufu_sm::sm3;

/// The moment of the pages' examples.
pub const NOW: u64 = 1_764_028_800;

fn scalar(name: &str) -> [u8; 32] {
    sm3::hash(format!("yufu example {name}").as_bytes())
}

/// The signing key of that name.
pub fn signing(name: &str) -> SigningKey {
    SigningKey::from_bytes(&scalar(name)).unwrap()
}

/// The decrypting key of that name.
pub fn decrypting(name: &str) -> DecryptingKey {
    DecryptingKey::from_bytes(&scalar(name)).unwrap()
}

/// A JWS with any header and payload, signed by any key.
pub fn jws(header: &str, payload: &[u8], key: &SigningKey, id: &SignerId<'_>) -> Vec<u8> {
    let signed = format!("{}.{}", to_base64url(header.as_bytes()), to_base64url(payload));
    let mut rng = Stream::new(b"jws");
    let signature = key.sign(id, signed.as_bytes(), &mut rng).unwrap();
    format!("{signed}.{}", to_base64url(&signature.to_bytes())).into_bytes()
}

/// The header of a JWS.
pub fn header(typ: &str, kid: &str) -> String {
    format!(r#"{{"alg":"SM2SM3","typ":"{typ}","kid":"{kid}"}}"#)
}

/// One element of DER.
pub fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut out = vec![tag];
    match u16::try_from(content.len()).expect("a short element").to_be_bytes() {
        [0, low @ 0..=0x7f] => out.push(low),
        [0, low] => out.extend([0x81, low]),
        [high, low] => out.extend([0x82, high, low]),
    }
    out.extend(content);
    out
}

/// A certification request with any info, signed as the format says.
pub fn certification_request(info: &[u8], key: &SigningKey) -> Vec<u8> {
    let mut rng = Stream::new(b"certification request");
    let signature = key.sign(&SignerId::DEFAULT, info, &mut rng).unwrap().to_der();
    let algorithm = hex::decode("300a06082a811ccf55018375").unwrap();
    tlv(0x30, &[info, &algorithm, &tlv(0x03, &[&[0], &signature])])
}
