//! Keys in DER and PEM: SubjectPublicKeyInfo, PKCS#8 PrivateKeyInfo, SEC 1 ECPrivateKey.
//!
//! An SM2 key is an id-ecPublicKey whose parameters name the curve (GM/T 0010, RFC 5480), the form
//! that openssl and GmSSL write.

use super::{POINT_LEN, private::PrivateScalar, public::PublicPoint};
use crate::{Error, Result};
use alloc::{string::String, vec::Vec};
use der::{
    Decode as _, Encode as _,
    asn1::{ObjectIdentifier, OctetStringRef},
    pem::{self, LineEnding},
};
use pkcs8::PrivateKeyInfoRef;
use sec1::{EcParameters, EcPrivateKey};
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use zeroize::Zeroizing;

const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const SM2_CURVE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.301");

const PUBLIC_LABEL: &str = "PUBLIC KEY";
const PKCS8_LABEL: &str = "PRIVATE KEY";
const SEC1_LABEL: &str = "EC PRIVATE KEY";
/// What openssl 3 calls the same for an SM2 key.
const OPENSSL_SEC1_LABEL: &str = "SM2 PRIVATE KEY";

/// A SubjectPublicKeyInfo up to its point; everything before the point is constant.
const SPKI_PREFIX: [u8; 26] = *b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\
    \x06\x08\x2a\x81\x1c\xcf\x55\x01\x82\x2d\x03\x42\x00";

pub(super) fn public_to_der(key: &PublicPoint) -> Vec<u8> {
    [SPKI_PREFIX.as_slice(), &key.to_sec1_bytes()].concat()
}

pub(super) fn public_from_der(der: &[u8]) -> Result<PublicPoint> {
    let info = SubjectPublicKeyInfoRef::from_der(der).map_err(encoding)?;
    check_algorithm(&info.algorithm)?;
    let point = info.subject_public_key.as_bytes().ok_or(Error::InvalidEncoding)?;
    PublicPoint::from_sec1_bytes(point)
}

pub(super) fn public_to_pem(key: &PublicPoint) -> Result<String> {
    to_pem(PUBLIC_LABEL, &public_to_der(key))
}

pub(super) fn public_from_pem(pem: &str) -> Result<PublicPoint> {
    public_from_der(&from_pem(PUBLIC_LABEL, pem)?)
}

pub(super) fn sec1_to_der(key: &PrivateScalar) -> Result<Zeroizing<Vec<u8>>> {
    ec_private_key(key, Some(EcParameters::NamedCurve(SM2_CURVE)))
}

pub(super) fn sec1_from_der(der: &[u8]) -> Result<PrivateScalar> {
    let key = EcPrivateKey::from_der(der).map_err(encoding)?;
    if key.parameters.is_none() {
        return Err(Error::InvalidEncoding);
    }
    from_ec_private_key(&key)
}

pub(super) fn sec1_to_pem(key: &PrivateScalar) -> Result<Zeroizing<String>> {
    to_pem(SEC1_LABEL, &sec1_to_der(key)?).map(Zeroizing::new)
}

pub(super) fn sec1_from_pem(pem: &str) -> Result<PrivateScalar> {
    let der = from_pem(SEC1_LABEL, pem).or_else(|_| from_pem(OPENSSL_SEC1_LABEL, pem))?;
    sec1_from_der(&der)
}

pub(super) fn pkcs8_to_der(key: &PrivateScalar) -> Result<Zeroizing<Vec<u8>>> {
    // The curve stands in the algorithm already (RFC 5915 3 and openssl leave it out inside).
    let inner = ec_private_key(key, None)?;
    let algorithm =
        AlgorithmIdentifierRef { oid: EC_PUBLIC_KEY, parameters: Some((&SM2_CURVE).into()) };
    let octets = OctetStringRef::new(&inner).map_err(encoding)?;
    let info = PrivateKeyInfoRef::new(algorithm, octets);
    info.to_der().map(Zeroizing::new).map_err(encoding)
}

pub(super) fn pkcs8_from_der(der: &[u8]) -> Result<PrivateScalar> {
    let info = PrivateKeyInfoRef::from_der(der).map_err(encoding)?;
    check_algorithm(&info.algorithm)?;
    let inner = EcPrivateKey::from_der(info.private_key.as_bytes()).map_err(encoding)?;
    let key = from_ec_private_key(&inner)?;
    match info.public_key {
        Some(public) => check_public(&key, public.as_bytes()),
        None => Ok(()),
    }?;
    Ok(key)
}

pub(super) fn pkcs8_to_pem(key: &PrivateScalar) -> Result<Zeroizing<String>> {
    to_pem(PKCS8_LABEL, &pkcs8_to_der(key)?).map(Zeroizing::new)
}

pub(super) fn pkcs8_from_pem(pem: &str) -> Result<PrivateScalar> {
    pkcs8_from_der(&from_pem(PKCS8_LABEL, pem)?)
}

pub(super) fn to_pem(label: &'static str, der: &[u8]) -> Result<String> {
    pem::encode_string(label, LineEnding::LF, der).map_err(|_| Error::InvalidEncoding)
}

/// The bytes of a PEM text that has this label.
pub(super) fn from_pem(label: &str, pem: &str) -> Result<Zeroizing<Vec<u8>>> {
    let (found, der) = pem::decode_vec(pem.as_bytes()).map_err(|_| Error::InvalidEncoding)?;
    let der = Zeroizing::new(der);
    if found == label { Ok(der) } else { Err(Error::InvalidEncoding) }
}

pub(super) fn encoding(_: der::Error) -> Error {
    Error::InvalidEncoding
}

fn check_algorithm(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<()> {
    let curve = algorithm.parameters_oid().map_err(|_| Error::InvalidEncoding)?;
    if algorithm.oid == EC_PUBLIC_KEY && curve == SM2_CURVE {
        Ok(())
    } else {
        Err(Error::InvalidEncoding)
    }
}

fn ec_private_key(
    key: &PrivateScalar,
    parameters: Option<EcParameters>,
) -> Result<Zeroizing<Vec<u8>>> {
    let scalar = key.to_bytes();
    let public: [u8; POINT_LEN] = key.public().to_sec1_bytes();
    EcPrivateKey { private_key: scalar.as_slice(), parameters, public_key: Some(&public) }
        .to_der()
        .map(Zeroizing::new)
        .map_err(encoding)
}

fn from_ec_private_key(key: &EcPrivateKey<'_>) -> Result<PrivateScalar> {
    if let Some(parameters) = key.parameters
        && parameters.named_curve() != Some(SM2_CURVE)
    {
        return Err(Error::InvalidEncoding);
    }
    let scalar = key.private_key.try_into().map_err(|_| Error::InvalidEncoding)?;
    let private = PrivateScalar::from_bytes(scalar)?;
    if key.public_key.is_some() {
        check_public(&private, key.public_key)?;
    }
    Ok(private)
}

/// A private key that carries another key's public point is refused.
fn check_public(key: &PrivateScalar, claimed: Option<&[u8]>) -> Result<()> {
    if claimed == Some(&key.public().to_sec1_bytes()) { Ok(()) } else { Err(Error::InvalidKey) }
}
