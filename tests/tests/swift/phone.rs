//! What Linux's Swift lacks and a phone has: P-256 keys in a secure element. They live here, behind
//! `POST /keys` (a new key: its number, a space, SubjectPublicKeyInfo in hexadecimal), and
//! `POST /sign/NUMBER` (ECDSA-Sig-Value over the content). `POST /sm3` gives the digest of the content.

use std::net::SocketAddr;
use std::sync::Mutex;

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use yufu_sm::sm3;

use super::street::{answer, serve};

/// SubjectPublicKeyInfo of a P-256 key up to its point (RFC 5480).
const SPKI: &str = "3059301306072a8648ce3d020106082a8648ce3d030107034200";

/// Starts the service and says where.
pub fn secure_elements() -> SocketAddr {
    let keys: Mutex<Vec<EcdsaKeyPair>> = Mutex::new(Vec::new());
    serve(move |request| {
        let random = SystemRandom::new();
        let mut keys = keys.lock().unwrap();
        let said = match request.target() {
            "/keys" => {
                let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random);
                let pkcs8 = pkcs8.unwrap();
                let key = EcdsaKeyPair::from_pkcs8(
                    &ECDSA_P256_SHA256_ASN1_SIGNING,
                    pkcs8.as_ref(),
                    &random,
                );
                keys.push(key.unwrap());
                let point = hex::encode(keys.last().unwrap().public_key().as_ref());
                format!("{} {SPKI}{point}", keys.len() - 1).into_bytes()
            }
            "/sm3" => sm3::hash(request.body()).to_vec(),
            sign => {
                let number: usize = sign.rsplit('/').next().unwrap().parse().unwrap();
                keys[number].sign(&random, request.body()).unwrap().as_ref().to_vec()
            }
        };
        Some(answer("200 OK", &[], &said))
    })
}
