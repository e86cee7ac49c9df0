//! SM2, SM3, SM4 and CMS on files, with the manners of sha256sum and openssl.

pub mod cms;
pub mod sm2;
pub mod sm3;
pub mod sm4;

use std::path::Path;

use yufu_sm::sm2::{DecryptingKey, SignerId, SigningKey};
use zeroize::Zeroizing;

use crate::files;
use crate::output::{self, BAD, Failure, Outcome, paint};

/// Longest key file, in bytes.
const MAX_KEY_FILE: u64 = 16 * 1024;

/// A key in hexadecimal, white space around it.
pub fn read_hex_key(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let text = files::read(path, MAX_KEY_FILE)?;
    let text = text.trim_ascii();
    let mut key = Zeroizing::new(vec![0; text.len() / 2]);
    hex::decode_to_slice(text, &mut key)
        .ok()
        .filter(|()| !key.is_empty())
        .ok_or_else(|| files::refused(path, "a key file holds hexadecimal digits"))?;
    Ok(key)
}

/// A private key that signs, in PEM, PKCS#8 or SEC1.
pub fn read_signing_key(path: &Path) -> Result<SigningKey, Failure> {
    read_private(path, SigningKey::from_pkcs8_pem, SigningKey::from_sec1_pem)
}

/// A private key that decrypts, in PEM, PKCS#8 or SEC1.
fn read_decrypting_key(path: &Path) -> Result<DecryptingKey, Failure> {
    read_private(path, DecryptingKey::from_pkcs8_pem, DecryptingKey::from_sec1_pem)
}

/// The argument `--id`.
pub fn signer_id(text: &str) -> Result<SignerId<'_>, Failure> {
    SignerId::new(text.as_bytes())
        .map_err(|_| Failure::Input("--id: longer than 8191 bytes".to_owned()))
}

fn read_private<K>(
    path: &Path,
    pkcs8: fn(&str) -> yufu_sm::Result<K>,
    sec1: fn(&str) -> yufu_sm::Result<K>,
) -> Result<K, Failure> {
    let bytes = files::read(path, MAX_KEY_FILE)?;
    std::str::from_utf8(&bytes)
        .ok()
        .and_then(|pem| pkcs8(pem).or_else(|_| sec1(pem)).ok())
        .ok_or_else(|| files::refused(path, "no SM2 private key in PEM, PKCS#8 or SEC1"))
}

/// Says that a check said no: nothing was written.
fn no(path: &Path, why: &str) -> Outcome {
    output::complain(format!("{} {}: {why}", paint(BAD, "yufu:"), path.display()));
    Outcome::No
}
