//! Known answers from the standards, to be run when a process starts or a reviewer asks.

use crate::sm2::{CiphertextFormat, DecryptingKey, Signature, SignerId, SigningKey};
use crate::sm4::{Key, ccm::Sm4Ccm, cmac, gcm::Sm4Gcm};
use crate::{Error, Result, hazmat, kdf, sm3};

/// What was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    passed: &'static [&'static str],
}

impl Report {
    /// The name of each algorithm whose known answer was reproduced, in the order of the checks.
    pub const fn passed(&self) -> &'static [&'static str] {
        self.passed
    }
}

/// Computes every known answer; takes a few milliseconds.
///
/// # Errors
/// [`Error::SelfTestFailed`] when one differs: then nothing of this build is to be trusted.
pub fn run() -> Result<Report> {
    const NAMES: [&str; 9] = [
        "sm3",
        "hmac-sm3",
        "hkdf-sm3",
        "sm4",
        "sm4-gcm",
        "sm4-ccm",
        "sm4-cmac",
        "sm2-signature",
        "sm2-encryption",
    ];
    const CHECKS: [fn() -> Result<bool>; NAMES.len()] = [
        sm3_hash,
        hmac_sm3,
        hkdf_sm3,
        sm4_block,
        sm4_gcm,
        sm4_ccm,
        sm4_cmac,
        sm2_signature,
        sm2_encryption,
    ];
    if CHECKS.iter().all(|check| check() == Ok(true)) {
        Ok(Report { passed: &NAMES })
    } else {
        Err(Error::SelfTestFailed)
    }
}

/// GB/T 32905 A.1.
fn sm3_hash() -> Result<bool> {
    Ok(sm3::hash(b"abc")
        == *b"\x66\xc7\xf0\xf4\x62\xee\xed\xd9\xd1\xf2\xd4\x6b\xdc\x10\xe4\xe2\
              \x41\x67\xc4\x87\x5c\xf2\xf7\xa2\x29\x7d\xa0\x2b\x8f\x4b\xa8\xe0")
}

/// Reproduced with openssl 3 (`openssl dgst -sm3 -mac hmac`).
fn hmac_sm3() -> Result<bool> {
    Ok(*sm3::hmac(b"yufu self-test key", &[b"abc"])
        == *b"\x0d\x19\xb5\x0b\x77\xbb\x04\x8c\x83\xe8\x11\x54\x64\x96\xfe\xc1\
              \xfc\xf1\xa3\x2d\x79\x3a\x55\x93\x1c\x13\xe4\xd4\x74\x6a\xf2\x86")
}

/// Reproduced with openssl 3 (`openssl kdf -kdfopt digest:SM3 HKDF`).
fn hkdf_sm3() -> Result<bool> {
    let mut out = [0; 40];
    kdf::hkdf(b"salt", b"yufu self-test key", &[b"info"], &mut out)?;
    Ok(out
        == *b"\x95\x95\xbe\x1f\x54\x54\x36\x68\xad\x96\xd6\x86\xc4\xa7\x16\x59\
              \x29\x56\x95\x0a\xe6\xa5\xee\xd3\x47\x71\xab\xc0\x4d\x3f\x46\x5d\
              \x30\x76\x60\xfb\x99\x86\x70\x43")
}

const SM4_KEY: Key =
    Key::from_bytes(b"\x01\x23\x45\x67\x89\xab\xcd\xef\xfe\xdc\xba\x98\x76\x54\x32\x10");

/// GB/T 32907 A.1, both directions.
fn sm4_block() -> Result<bool> {
    let plain = *SM4_KEY.as_bytes();
    let mut block = plain;
    hazmat::ecb_encrypt(&SM4_KEY, &mut block)?;
    let encrypted = block == *b"\x68\x1e\xdf\x34\xd2\x06\x96\x5e\x86\xb3\xe9\x4f\x53\x6e\x42\x46";
    hazmat::ecb_decrypt(&SM4_KEY, &mut block)?;
    Ok(encrypted && block == plain)
}

const AEAD_NONCE: [u8; 12] = *b"\x00\x00\x12\x34\x56\x78\x00\x00\x00\x00\xab\xcd";
const AEAD_AAD: [u8; 20] =
    *b"\xfe\xed\xfa\xce\xde\xad\xbe\xef\xfe\xed\xfa\xce\xde\xad\xbe\xef\xab\xad\xda\xd2";
const AEAD_PLAINTEXT: [u8; 64] =
    *b"\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xbb\xbb\xbb\xbb\xbb\xbb\xbb\xbb\
    \xcc\xcc\xcc\xcc\xcc\xcc\xcc\xcc\xdd\xdd\xdd\xdd\xdd\xdd\xdd\xdd\
    \xee\xee\xee\xee\xee\xee\xee\xee\xff\xff\xff\xff\xff\xff\xff\xff\
    \xee\xee\xee\xee\xee\xee\xee\xee\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa";

/// RFC 8998 A.1, and its rejection with one bit changed.
fn sm4_gcm() -> Result<bool> {
    let sealed = b"\x17\xf3\x99\xf0\x8c\x67\xd5\xee\x19\xd0\xdc\x99\x69\xc4\xbb\x7d\
        \x5f\xd4\x6f\xd3\x75\x64\x89\x06\x91\x57\xb2\x82\xbb\x20\x07\x35\
        \xd8\x27\x10\xca\x5c\x22\xf0\xcc\xfa\x7c\xbf\x93\xd4\x96\xac\x15\
        \xa5\x68\x34\xcb\xcf\x98\xc3\x97\xb4\x02\x4a\x26\x91\x23\x3b\x8d\
        \x83\xde\x35\x41\xe4\xc2\xb5\x81\x77\xe0\x65\xa9\xbf\x7b\x62\xec";
    let gcm = Sm4Gcm::new(&SM4_KEY);
    let mut changed = *sealed;
    changed[0] ^= 1;
    Ok(gcm.seal(AEAD_NONCE, &AEAD_AAD, &AEAD_PLAINTEXT)? == sealed
        && gcm.open(AEAD_NONCE, &AEAD_AAD, sealed)?.as_slice() == AEAD_PLAINTEXT
        && gcm.open(AEAD_NONCE, &AEAD_AAD, &changed).is_err())
}

/// RFC 8998 A.2, and its rejection with one bit changed.
fn sm4_ccm() -> Result<bool> {
    let sealed = b"\x48\xaf\x93\x50\x1f\xa6\x2a\xdb\xcd\x41\x4c\xce\x60\x34\xd8\x95\
        \xdd\xa1\xbf\x8f\x13\x2f\x04\x20\x98\x66\x15\x72\xe7\x48\x30\x94\
        \xfd\x12\xe5\x18\xce\x06\x2c\x98\xac\xee\x28\xd9\x5d\xf4\x41\x6b\
        \xed\x31\xa2\xf0\x44\x76\xc1\x8b\xb4\x0c\x84\xa7\x4b\x97\xdc\x5b\
        \x16\x84\x2d\x4f\xa1\x86\xf5\x6a\xb3\x32\x56\x97\x1f\xa1\x10\xf4";
    let ccm = Sm4Ccm::new(&SM4_KEY);
    let mut changed = *sealed;
    changed[0] ^= 1;
    Ok(ccm.seal(AEAD_NONCE, &AEAD_AAD, &AEAD_PLAINTEXT)? == sealed
        && ccm.open(AEAD_NONCE, &AEAD_AAD, sealed)?.as_slice() == AEAD_PLAINTEXT
        && ccm.open(AEAD_NONCE, &AEAD_AAD, &changed).is_err())
}

/// Reproduced with openssl 3 (`openssl mac -cipher SM4-CBC CMAC`).
fn sm4_cmac() -> Result<bool> {
    Ok(cmac::mac(&SM4_KEY, &[b"abc"])
        == *b"\x8e\x75\x23\x8a\xc2\x67\x2a\x6a\xee\x40\x8c\x1e\x25\x18\x54\xd8")
}

const SM2_KEY: [u8; 32] = *b"\x39\x45\x20\x8f\x7b\x21\x44\xb1\x3f\x36\xe3\x8a\xc6\xd3\x9f\x95\
    \x88\x93\x93\x69\x28\x60\xb5\x1a\x42\xfb\x81\xef\x4d\xf7\xc5\xb8";

/// The signature of GM/T 0003.5 A.2, and its rejection for another message.
fn sm2_signature() -> Result<bool> {
    let signature = Signature::from_bytes(
        b"\xf5\xa0\x3b\x06\x48\xd2\xc4\x63\x0e\xea\xc5\x13\xe1\xbb\x81\xa1\
          \x59\x44\xda\x38\x27\xd5\xb7\x41\x43\xac\x7e\xac\xee\xe7\x20\xb3\
          \xb1\xb6\xaa\x29\xdf\x21\x2f\xd8\x76\x31\x82\xbc\x0d\x42\x1c\xa1\
          \xbb\x90\x38\xfd\x1f\x7f\x42\xd4\x84\x0b\x69\xc4\x85\xbb\xc1\xaa",
    )?;
    let key = SigningKey::from_bytes(&SM2_KEY)?;
    let key = key.verifying_key();
    key.verify(&SignerId::DEFAULT, b"message digest", &signature)?;
    Ok(key.verify(&SignerId::DEFAULT, b"another message", &signature).is_err())
}

/// The ciphertext of GM/T 0003.5 C.2.
fn sm2_encryption() -> Result<bool> {
    let ciphertext = b"\x04\
        \x04\xeb\xfc\x71\x8e\x8d\x17\x98\x62\x04\x32\x26\x8e\x77\xfe\xb6\
        \x41\x5e\x2e\xde\x0e\x07\x3c\x0f\x4f\x64\x0e\xcd\x2e\x14\x9a\x73\
        \xe8\x58\xf9\xd8\x1e\x54\x30\xa5\x7b\x36\xda\xab\x8f\x95\x0a\x3c\
        \x64\xe6\xee\x6a\x63\x09\x4d\x99\x28\x3a\xff\x76\x7e\x12\x4d\xf0\
        \x59\x98\x3c\x18\xf8\x09\xe2\x62\x92\x3c\x53\xae\xc2\x95\xd3\x03\
        \x83\xb5\x4e\x39\xd6\x09\xd1\x60\xaf\xcb\x19\x08\xd0\xbd\x87\x66\
        \x21\x88\x6c\xa9\x89\xca\x9c\x7d\x58\x08\x73\x07\xca\x93\x09\x2d\
        \x65\x1e\xfa";
    let key = DecryptingKey::from_bytes(&SM2_KEY)?;
    let plaintext = key.decrypt(ciphertext, CiphertextFormat::C1C3C2)?;
    Ok(plaintext.as_slice() == b"encryption standard")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers_are_reproduced() {
        assert_eq!(run().map(|report| report.passed().len()), Ok(9));
    }
}
