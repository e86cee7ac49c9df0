//! SM2, SM3, SM4 and what is built from them.

use serde_json::{Value, json};
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, SignerId, SigningKey};
use yufu_sm::sm4::{Key, cbc, ccm::Sm4Ccm, cmac, ctr, gcm::Sm4Gcm};
use yufu_sm::{hazmat, kdf};

use super::Stream;

const KEY: [u8; 16] = *b"\x01\x23\x45\x67\x89\xab\xcd\xef\xfe\xdc\xba\x98\x76\x54\x32\x10";
const BLOCK: [u8; 16] = *b"initial value 16";
const NONCE: [u8; 12] = *b"twelve bytes";
/// Lengths around SM3's block and padding, and around SM4's block.
const LENGTHS: [usize; 10] = [0, 1, 15, 16, 17, 55, 56, 63, 64, 200];

/// The bytes 0, 1, 2, … 250, 0, 1, …
fn message(length: usize) -> Vec<u8> {
    (0..=250).cycle().take(length).collect()
}

pub(super) fn sm3() -> Vec<Value> {
    let digest = |length| {
        let message = message(length);
        json!({ "message_hex": hex::encode(&message), "digest_hex": hex::encode(yufu_sm::sm3::hash(&message)) })
    };
    LENGTHS.into_iter().map(digest).collect()
}

pub(super) fn hmac() -> Vec<Value> {
    [0, 16, 64, 65]
        .map(|length| {
            let (key, message) = (message(length), message(50));
            let mac = yufu_sm::sm3::hmac(&key, &[&message]);
            json!({ "key_hex": hex::encode(key), "message_hex": hex::encode(message), "mac_hex": hex::encode(*mac) })
        })
        .into()
}

pub(super) fn hkdf() -> Vec<Value> {
    [16, 32, 100]
        .map(|length| {
            let mut out = vec![0; length];
            let ikm = message(32);
            kdf::hkdf(b"salt", &ikm, &[b"info"], &mut out).expect("a length that is allowed");
            json!({
                "salt_hex": hex::encode("salt"),
                "ikm_hex": hex::encode(ikm),
                "info_hex": hex::encode("info"),
                "okm_hex": hex::encode(out),
            })
        })
        .into()
}

pub(super) fn pbkdf2() -> Vec<Value> {
    [1, 1000]
        .map(|iterations| {
            let mut out = [0; 40];
            kdf::pbkdf2(b"password", b"salt", iterations, &mut out).expect("iterations");
            json!({
                "password_hex": hex::encode("password"),
                "salt_hex": hex::encode("salt"),
                "iterations": iterations.to_string(),
                "key_hex": hex::encode(out),
            })
        })
        .into()
}

pub(super) fn sm4() -> Value {
    let key = Key::from(KEY);
    let mut block = KEY;
    hazmat::ecb_encrypt(&key, &mut block).expect("one block");
    let modes: Vec<_> = LENGTHS
        .into_iter()
        .map(|length| {
            let plaintext = message(length);
            let mut stream = plaintext.clone();
            ctr::apply(&key, &BLOCK, &mut stream);
            json!({
                "plaintext_hex": hex::encode(&plaintext),
                "cbc_pkcs7_hex": hex::encode(cbc::encrypt(&key, &BLOCK, &plaintext)),
                "ctr_hex": hex::encode(stream),
                "gcm_hex": hex::encode(Sm4Gcm::new(&key).seal(NONCE, b"aad", &plaintext).expect("short")),
                "ccm_hex": hex::encode(Sm4Ccm::new(&key).seal(NONCE, b"aad", &plaintext).expect("short")),
                "cmac_hex": hex::encode(cmac::mac(&key, &[&plaintext])),
            })
        })
        .collect();
    json!({
        "key_hex": hex::encode(KEY),
        "key_encrypted_under_itself_hex": hex::encode(block),
        "cbc_iv_and_ctr_counter_hex": hex::encode(BLOCK),
        "nonce_hex": hex::encode(NONCE),
        "aad_hex": hex::encode("aad"),
        "messages": modes,
    })
}

pub(super) fn sm2_signature() -> Value {
    let mut rng = Stream::new(b"sm2 signature");
    let key = SigningKey::generate(&mut rng).expect("the stream does not fail");
    let signature = key.sign(&SignerId::DEFAULT, b"pay 100.00", &mut rng).expect("as above");
    json!({
        "private_key_hex": hex::encode(*key.to_bytes()),
        "public_key_hex": hex::encode(key.verifying_key().to_sec1_bytes()),
        "spki_hex": hex::encode(key.verifying_key().to_spki_der()),
        "pkcs8_hex": hex::encode(&*key.to_pkcs8_der().expect("encodes")),
        "signer_id_hex": hex::encode(b"1234567812345678"),
        "message_hex": hex::encode("pay 100.00"),
        "signature_hex": hex::encode(signature.to_bytes()),
        "signature_der_hex": hex::encode(signature.to_der()),
    })
}

pub(super) fn sm2_encryption() -> Value {
    let mut rng = Stream::new(b"sm2 encryption");
    let key = DecryptingKey::generate(&mut rng).expect("the stream does not fail");
    let mut encrypt = |format| {
        let public = key.encrypting_key();
        hex::encode(public.encrypt(b"a secret", format, &mut rng).expect("as above"))
    };
    json!({
        "private_key_hex": hex::encode(*key.to_bytes()),
        "plaintext_hex": hex::encode("a secret"),
        "der_hex": encrypt(CiphertextFormat::Der),
        "c1c3c2_hex": encrypt(CiphertextFormat::C1C3C2),
        "c1c2c3_hex": encrypt(CiphertextFormat::C1C2C3),
    })
}
