//! Private keys under a password: PKCS#8 EncryptedPrivateKeyInfo with PBES2 (RFC 8018 6.2), whose
//! parts are PBKDF2 with HMAC-SM3 and SM4-CBC (GM/T 0091).

use super::{
    encoding::{encoding, from_pem, pkcs8_from_der, pkcs8_to_der, to_pem},
    private::PrivateScalar,
};
use crate::{Error, Result, kdf, sm4};
use alloc::{string::String, vec::Vec};
use der::{
    Any, Decode as _, Encode as _, Sequence,
    asn1::{AnyRef, Null, ObjectIdentifier, OctetStringRef},
};
use rand_core::TryCryptoRng;
use spki::AlgorithmIdentifierRef;
use zeroize::Zeroizing;

const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");
const PBKDF2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.12");
const HMAC_SM3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.401.2");
const SM4_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.104.2");

const LABEL: &str = "ENCRYPTED PRIVATE KEY";
/// A file can't make its reader work for longer than this many iterations take.
const MAX_ITERATIONS: u32 = 10_000_000;
const SALT_LEN: usize = 16;

#[derive(Sequence)]
struct EncryptedPrivateKeyInfo<'a> {
    algorithm: AlgorithmIdentifierRef<'a>,
    encrypted_data: &'a OctetStringRef,
}

#[derive(Sequence)]
struct Pbes2Parameters<'a> {
    key_derivation: AlgorithmIdentifierRef<'a>,
    encryption: AlgorithmIdentifierRef<'a>,
}

#[derive(Sequence)]
struct Pbkdf2Parameters<'a> {
    salt: &'a OctetStringRef,
    iterations: u32,
    key_length: Option<u16>,
    // Its default is HMAC-SHA-1, so here it always stands.
    prf: AlgorithmIdentifierRef<'a>,
}

pub(super) fn to_der<R: TryCryptoRng + ?Sized>(
    key: &PrivateScalar,
    password: &[u8],
    iterations: u32,
    rng: &mut R,
) -> Result<Vec<u8>> {
    if !(kdf::MIN_ITERATIONS..=MAX_ITERATIONS).contains(&iterations) {
        return Err(Error::InvalidIterations);
    }
    let mut salt = [0; SALT_LEN];
    let mut iv = [0; sm4::BLOCK_LEN];
    rng.try_fill_bytes(&mut salt).map_err(|_| Error::EntropyFailed)?;
    rng.try_fill_bytes(&mut iv).map_err(|_| Error::EntropyFailed)?;
    let plain = pkcs8_to_der(key)?;
    let encrypted = sm4::cbc::encrypt(&derive(password, &salt, iterations)?, &iv, &plain);
    encode(&salt, iterations, &iv, &encrypted).map_err(encoding)
}

pub(super) fn from_der(der: &[u8], password: &[u8]) -> Result<PrivateScalar> {
    let info = EncryptedPrivateKeyInfo::from_der(der).map_err(encoding)?;
    let scheme: Pbes2Parameters<'_> = parameters(&info.algorithm, PBES2)?;
    let derivation: Pbkdf2Parameters<'_> = parameters(&scheme.key_derivation, PBKDF2)?;
    let prf_is_known = derivation.prf.oid == HMAC_SM3
        && derivation.prf.parameters.is_none_or(|parameters| parameters.is_null());
    let key_length_is_known =
        derivation.key_length.is_none_or(|length| usize::from(length) == sm4::KEY_LEN);
    if !prf_is_known || !key_length_is_known {
        return Err(Error::InvalidEncoding);
    }
    if derivation.iterations > MAX_ITERATIONS {
        return Err(Error::InvalidIterations);
    }
    let iv: &OctetStringRef = parameters(&scheme.encryption, SM4_CBC)?;
    let iv = iv.as_bytes().try_into().map_err(|_| Error::InvalidEncoding)?;
    let key = derive(password, derivation.salt.as_bytes(), derivation.iterations)?;
    let plain = sm4::cbc::decrypt(&key, iv, info.encrypted_data.as_bytes())?;
    // A wrong password passes the padding once in 256 times.
    pkcs8_from_der(&plain).map_err(|_| Error::InvalidCiphertext)
}

pub(super) fn to_pem_text<R: TryCryptoRng + ?Sized>(
    key: &PrivateScalar,
    password: &[u8],
    iterations: u32,
    rng: &mut R,
) -> Result<String> {
    to_pem(LABEL, &to_der(key, password, iterations, rng)?)
}

pub(super) fn from_pem_text(pem: &str, password: &[u8]) -> Result<PrivateScalar> {
    from_der(&from_pem(LABEL, pem)?, password)
}

fn derive(password: &[u8], salt: &[u8], iterations: u32) -> Result<sm4::Key> {
    let mut key = Zeroizing::new([0; sm4::KEY_LEN]);
    kdf::pbkdf2(password, salt, iterations, key.as_mut_slice())?;
    Ok(sm4::Key::from_bytes(&key))
}

/// The parameters of an algorithm that has to be `oid`.
fn parameters<'a, T>(algorithm: &AlgorithmIdentifierRef<'a>, oid: ObjectIdentifier) -> Result<T>
where
    T: der::DecodeValue<'a, Error = der::Error> + der::FixedTag + 'a,
{
    if algorithm.oid != oid {
        return Err(Error::InvalidEncoding);
    }
    let parameters = algorithm.parameters.ok_or(Error::InvalidEncoding)?;
    parameters.decode_as().map_err(encoding)
}

fn encode(salt: &[u8], iterations: u32, iv: &[u8], encrypted: &[u8]) -> der::Result<Vec<u8>> {
    let derivation = Any::encode_from(&Pbkdf2Parameters {
        salt: OctetStringRef::new(salt)?,
        iterations,
        key_length: None,
        prf: AlgorithmIdentifierRef { oid: HMAC_SM3, parameters: Some(Null.into()) },
    })?;
    let scheme = Any::encode_from(&Pbes2Parameters {
        key_derivation: AlgorithmIdentifierRef {
            oid: PBKDF2,
            parameters: Some((&derivation).into()),
        },
        encryption: AlgorithmIdentifierRef {
            oid: SM4_CBC,
            parameters: Some(AnyRef::from(OctetStringRef::new(iv)?)),
        },
    })?;
    EncryptedPrivateKeyInfo {
        algorithm: AlgorithmIdentifierRef { oid: PBES2, parameters: Some((&scheme).into()) },
        encrypted_data: OctetStringRef::new(encrypted)?,
    }
    .to_der()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Were the count obeyed, this test would not end.
    #[test]
    fn file_that_asks_for_endless_work_is_refused_at_once() {
        for iterations in [MAX_ITERATIONS + 1, u32::MAX] {
            let der = encode(&[1; 16], iterations, &[2; 16], &[3; 16]).unwrap();
            assert_eq!(from_der(&der, b"password").err(), Some(Error::InvalidIterations));
        }
        let der = encode(&[1; 16], 0, &[2; 16], &[3; 16]).unwrap();
        assert_eq!(from_der(&der, b"password").err(), Some(Error::InvalidIterations));
    }

    #[test]
    fn initial_value_of_another_length_is_refused() {
        let der = encode(&[1; 16], 1000, &[2; 15], &[3; 16]).unwrap();
        assert_eq!(from_der(&der, b"password").err(), Some(Error::InvalidEncoding));
    }
}
