//! Known answers of the standards, for what has no injected randomness.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it ran"
)]

use yufu_sm::sm4::{Key, ccm::Sm4Ccm, cmac, ctr, gcm::Sm4Gcm};
use yufu_sm::{hazmat, kdf, sm3};

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    hex::decode(hex).unwrap().try_into().unwrap()
}

fn standard_key() -> Key {
    Key::from_bytes(&bytes("0123456789abcdeffedcba9876543210"))
}

/// GB/T 32905 annex A, examples 1 and 2.
#[test]
fn sm3_examples_are_reproduced() {
    assert_eq!(
        hex::encode(sm3::hash(b"abc")),
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    );
    assert_eq!(
        hex::encode(sm3::hash(&b"abcd".repeat(16))),
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    );
}

/// GB/T 32907 annex A, example 1.
#[test]
fn sm4_example_is_reproduced() {
    let mut block = *standard_key().as_bytes();
    hazmat::ecb_encrypt(&standard_key(), &mut block).unwrap();
    assert_eq!(hex::encode(block), "681edf34d206965e86b3e94f536e4246");
    hazmat::ecb_decrypt(&standard_key(), &mut block).unwrap();
    assert_eq!(block, *standard_key().as_bytes());
}

/// GB/T 32907 annex A, example 2: the block encrypted a million times.
#[test]
fn sm4_million_iterations_are_reproduced() {
    use cipher::{BlockCipherDecrypt as _, BlockCipherEncrypt as _};
    let cipher = hazmat::Sm4::from_key(&standard_key());
    let mut block = (*standard_key().as_bytes()).into();
    for _ in 0..1_000_000 {
        cipher.encrypt_block(&mut block);
    }
    assert_eq!(hex::encode(block), "595298c7c6fd271f0402f804c33d3f66");
    for _ in 0..1_000_000 {
        cipher.decrypt_block(&mut block);
    }
    assert_eq!(block.as_slice(), standard_key().as_bytes());
}

const PLAINTEXT: &str = "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd\
                         eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa";

/// RFC 8998 A.1.
#[test]
fn gcm_vector_is_reproduced() {
    let gcm = Sm4Gcm::new(&standard_key());
    let nonce: [u8; 12] = bytes("00001234567800000000abcd");
    let aad: [u8; 20] = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    let sealed = gcm.seal(nonce, &aad, &hex::decode(PLAINTEXT).unwrap()).unwrap();
    assert_eq!(
        hex::encode(&sealed),
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735\
         d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d\
         83de3541e4c2b58177e065a9bf7b62ec"
    );
    assert_eq!(hex::encode(&*gcm.open(nonce, &aad, &sealed).unwrap()), PLAINTEXT);
}

/// RFC 8998 A.2.
#[test]
fn ccm_vector_is_reproduced() {
    let ccm = Sm4Ccm::new(&standard_key());
    let nonce: [u8; 12] = bytes("00001234567800000000abcd");
    let aad: [u8; 20] = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    let sealed = ccm.seal(nonce, &aad, &hex::decode(PLAINTEXT).unwrap()).unwrap();
    assert_eq!(
        hex::encode(&sealed),
        "48af93501fa62adbcd414cce6034d895dda1bf8f132f042098661572e7483094\
         fd12e518ce062c98acee28d95df4416bed31a2f04476c18bb40c84a74b97dc5b\
         16842d4fa186f56ab33256971fa110f4"
    );
    assert_eq!(hex::encode(&*ccm.open(nonce, &aad, &sealed).unwrap()), PLAINTEXT);
}

/// The whole counter block counts, so it carries through all 128 bits.
#[test]
fn ctr_carries_through_the_whole_block() {
    let key = standard_key();
    let mut data = [0; 32];
    ctr::apply(&key, &[0xff; 16], &mut data);
    let mut expected = [0xff; 32];
    expected[16..].fill(0);
    hazmat::ecb_encrypt(&key, &mut expected).unwrap();
    assert_eq!(data, expected);
}

#[test]
fn hkdf_and_pbkdf2_refuse_what_their_standards_refuse() {
    let prk = kdf::hkdf_extract(b"", b"ikm");
    let mut longest = vec![0; 255 * 32];
    kdf::hkdf_expand(&prk, &[], &mut longest).unwrap();
    let mut longer = vec![0; 255 * 32 + 1];
    assert_eq!(kdf::hkdf_expand(&prk, &[], &mut longer), Err(yufu_sm::Error::InvalidLength));
    assert_eq!(
        kdf::pbkdf2(b"password", b"salt", 0, &mut [0; 16]),
        Err(yufu_sm::Error::InvalidIterations)
    );
}

#[test]
fn codes_are_checked_whole() {
    let tag = sm3::hmac(b"key", &[b"message"]);
    assert!(sm3::hmac_verify(b"key", &[b"mes", b"sage"], tag.as_slice()).is_ok());
    let code = cmac::mac(&standard_key(), &[b"message"]);
    assert!(cmac::verify(&standard_key(), &[b"mes", b"sage"], &code).is_ok());
    for length in 0..32 {
        assert!(sm3::hmac_verify(b"key", &[b"message"], &tag[..length]).is_err());
    }
    for length in 0..16 {
        assert!(cmac::verify(&standard_key(), &[b"message"], &code[..length]).is_err());
    }
    for bit in 0..8 {
        let mut wrong = *tag;
        wrong[31] ^= 1 << bit;
        assert!(sm3::hmac_verify(b"key", &[b"message"], &wrong).is_err());
        let mut wrong = code;
        wrong[15] ^= 1 << bit;
        assert!(cmac::verify(&standard_key(), &[b"message"], &wrong).is_err());
    }
}
