//! Certificates as names of keys.

use der::asn1::{AnyRef, IntRef};
use der::{Decode, Encode};
use x509_cert::ext::pkix::SubjectKeyIdentifier;
use yufu_sm::sm2::{EncryptingKey, VerifyingKey};
use yufu_sm::sm3;

use super::FORMAT;
use super::asn1::{Identifier, IssuerAndSerial};
use crate::error::{Error, Result};

/// Longest certificate, in bytes of DER.
pub const MAX_CERTIFICATE_LEN: usize = 16 * 1024;
const KEY_IDENTIFIER_LEN: usize = 20;

/// An X.509 certificate of an SM2 key (GM/T 0015), taken for what its holder says it is.
///
/// It gives a key and the key's name in a message. Its signature, dates, extensions and chain are
/// not judged: whoever passes one in vouches for it.
#[derive(Clone)]
pub struct Certificate {
    der: Vec<u8>,
    issuer: Vec<u8>,
    serial: Vec<u8>,
    key_identifier: Option<Vec<u8>>,
    verifying_key: VerifyingKey,
    encrypting_key: EncryptingKey,
}

impl Certificate {
    /// Reads a certificate.
    ///
    /// # Errors
    /// [`Error::TooLarge`] above [`MAX_CERTIFICATE_LEN`]; [`Error::Malformed`]; [`Error::Field`]
    /// for a key that is not of SM2.
    pub fn from_der(der: &[u8]) -> Result<Self> {
        if der.len() > MAX_CERTIFICATE_LEN {
            return Err(Error::TooLarge(FORMAT));
        }
        let malformed = |_: der::Error| Error::Malformed(FORMAT);
        let certificate = x509_cert::Certificate::from_der(der).map_err(malformed)?;
        let certificate = certificate.tbs_certificate();
        let spki = certificate.subject_public_key_info().to_der().map_err(malformed)?;
        let key = |_| Error::Field(FORMAT, "public_key");
        Ok(Self {
            der: der.to_vec(),
            issuer: certificate.issuer().to_der().map_err(malformed)?,
            serial: certificate.serial_number().to_der().map_err(malformed)?,
            key_identifier: certificate
                .get_extension::<SubjectKeyIdentifier>()
                .map_err(malformed)?
                .map(|(_, identifier)| identifier.0.as_bytes().to_vec()),
            verifying_key: VerifyingKey::from_spki_der(&spki).map_err(key)?,
            encrypting_key: EncryptingKey::from_spki_der(&spki).map_err(key)?,
        })
    }

    /// Reads a certificate in PEM (RFC 7468, section 5), nothing around it but white space.
    ///
    /// # Errors
    /// As [`from_der`](Self::from_der).
    pub fn from_pem(pem: &str) -> Result<Self> {
        if pem.len() > 2 * MAX_CERTIFICATE_LEN {
            return Err(Error::TooLarge(FORMAT));
        }
        let malformed = Error::Malformed(FORMAT);
        match der::pem::decode_vec(pem.trim().as_bytes()).map_err(|_| malformed)? {
            ("CERTIFICATE", der) => Self::from_der(&der),
            _ => Err(malformed),
        }
    }

    /// The certificate in DER.
    pub fn as_der(&self) -> &[u8] {
        &self.der
    }

    /// The key, where the certificate is for signatures.
    pub const fn verifying_key(&self) -> &VerifyingKey {
        &self.verifying_key
    }

    /// The key, where the certificate is for encryption.
    pub const fn encrypting_key(&self) -> &EncryptingKey {
        &self.encrypting_key
    }

    pub(super) fn issuer_and_serial(&self) -> Result<IssuerAndSerial<'_>> {
        let malformed = |_: der::Error| Error::Malformed(FORMAT);
        Ok(IssuerAndSerial {
            issuer: AnyRef::from_der(&self.issuer).map_err(malformed)?,
            serial: IntRef::from_der(&self.serial).map_err(malformed)?,
        })
    }

    /// Whether a message that names its key so means this certificate.
    pub(super) fn is_named(&self, identifier: &Identifier<'_>) -> bool {
        match identifier {
            Identifier::IssuerAndSerial(name) => {
                self.issuer_and_serial().is_ok_and(|own| own == *name)
            }
            Identifier::KeyIdentifier(name) => {
                let own = key_identifier(&self.verifying_key.to_sec1_bytes());
                [self.key_identifier.as_deref(), Some(&own)].contains(&Some(name.as_bytes()))
            }
        }
    }
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate").field("key", &self.verifying_key).finish_non_exhaustive()
    }
}

/// The key identifier of a key without a certificate: the first 20 bytes of the SM3 of the public
/// point, as RFC 7093, section 2, method 1, does with SHA-256.
pub(super) fn key_identifier(point: &[u8]) -> [u8; KEY_IDENTIFIER_LEN] {
    let mut identifier = [0; KEY_IDENTIFIER_LEN];
    identifier.iter_mut().zip(sm3::hash(point)).for_each(|(to, from)| *to = from);
    identifier
}
