//! Chains of certificates (RFC 5280, section 6, as far as attestation needs it): names, signatures,
//! dates, CA flag, path length, key usage. No policies, no name constraints.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_ASN1,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    UnparsedPublicKey, VerificationAlgorithm,
};
use x509_cert::Certificate;
use x509_cert::der::asn1::{AnyRef, ObjectIdentifier};
use x509_cert::der::oid::AssociatedOid;
use x509_cert::der::{Decode, Encode, Reader, SliceReader};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectKeyIdentifier,
};
use x509_cert::spki::SubjectPublicKeyInfoRef;
use yufu_protocol::time::UnixSeconds;

use super::error::{AttestationError, Result, malformed};
use super::revocation::RevocationList;

/// Most certificates in a chain.
const MAX_CHAIN: usize = 8;

const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const ECDSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
const RSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");

/// Extensions that are understood, so that they may be critical.
const UNDERSTOOD: [ObjectIdentifier; 5] = [
    BasicConstraints::OID,
    KeyUsage::OID,
    ExtendedKeyUsage::OID,
    SubjectKeyIdentifier::OID,
    AuthorityKeyIdentifier::OID,
];

/// A root that the bank trusts: a name and a key.
#[derive(Clone, PartialEq, Eq)]
pub struct Root {
    subject: Vec<u8>,
    spki: Vec<u8>,
}

impl Root {
    /// Takes every certificate of a text in PEM (RFC 7468), as [`from_der`](Self::from_der) takes
    /// one.
    ///
    /// # Errors
    /// [`AttestationError::Malformed`], also where there is none.
    pub fn all_from_pem(pem: &[u8]) -> Result<Vec<Self>> {
        let chain = Certificate::load_pem_chain(pem).map_err(malformed)?;
        if chain.is_empty() {
            return Err(AttestationError::Malformed);
        }
        chain
            .iter()
            .map(|certificate| Self::from_der(&certificate.to_der().map_err(malformed)?))
            .collect()
    }

    /// Takes name and key from the root's certificate in DER. Its signature and dates are not
    /// judged: the bank vouches for it.
    ///
    /// # Errors
    /// [`AttestationError::Malformed`].
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let certificate = Certificate::from_der(der).map_err(malformed)?;
        let certificate = certificate.tbs_certificate();
        Ok(Self {
            subject: certificate.subject().to_der().map_err(malformed)?,
            spki: certificate.subject_public_key_info().to_der().map_err(malformed)?,
        })
    }
}

impl std::fmt::Debug for Root {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Root").finish_non_exhaustive()
    }
}

/// A certificate with the bytes that its issuer signed.
pub(super) struct Link<'a> {
    pub certificate: Certificate,
    signed: &'a [u8],
    spki: Vec<u8>,
}

impl<'a> Link<'a> {
    pub fn from_der(der: &'a [u8]) -> Result<Self> {
        let certificate = Certificate::from_der(der).map_err(malformed)?;
        let signed = AnyRef::from_der(der)
            .and_then(|outer| SliceReader::new(outer.value())?.tlv_bytes())
            .map_err(malformed)?;
        let spki = certificate.tbs_certificate().subject_public_key_info().to_der();
        Ok(Self { signed, spki: spki.map_err(malformed)?, certificate })
    }

    /// SubjectPublicKeyInfo in DER.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// The value of the one extension of this type.
    pub fn extension(&self, oid: ObjectIdentifier) -> Result<Option<&[u8]>> {
        let extensions = self.certificate.tbs_certificate().extensions();
        let mut found = extensions.into_iter().flatten().filter(|it| it.extn_id == oid);
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some(one), None) => Ok(Some(one.extn_value.as_bytes())),
            _ => Err(AttestationError::Malformed),
        }
    }

    fn is_signed_by(&self, spki: &[u8]) -> Result<()> {
        let signature = self.certificate.signature().as_bytes();
        verify(
            spki,
            self.certificate.signature_algorithm().oid,
            self.signed,
            signature.ok_or(AttestationError::Malformed)?,
        )
    }

    fn is_valid_at(&self, now: UnixSeconds) -> bool {
        let validity = self.certificate.tbs_certificate().validity();
        let now = now.get();
        (validity.not_before.to_unix_duration().as_secs()
            ..=validity.not_after.to_unix_duration().as_secs())
            .contains(&now)
    }

    /// Whether it may issue, with `below` issuers between it and the leaf.
    fn may_issue(&self, below: usize) -> Result<bool> {
        let certificate = self.certificate.tbs_certificate();
        let constraints = certificate.get_extension::<BasicConstraints>().map_err(malformed)?;
        let usage = certificate.get_extension::<KeyUsage>().map_err(malformed)?;
        let ca = constraints.is_some_and(|(_, it)| {
            it.ca && it.path_len_constraint.is_none_or(|most| below <= usize::from(most))
        });
        Ok(ca && usage.is_none_or(|(_, it)| it.key_cert_sign()))
    }

    fn understands_every_critical_extension(&self) -> bool {
        let extensions = self.certificate.tbs_certificate().extensions();
        extensions.into_iter().flatten().all(|it| !it.critical || UNDERSTOOD.contains(&it.extn_id))
    }
}

/// Splits certificates in DER that follow each other.
pub(super) fn split(mut der: &[u8]) -> Result<Vec<&[u8]>> {
    let mut parts = Vec::new();
    while !der.is_empty() {
        if parts.len() == MAX_CHAIN {
            return Err(AttestationError::TooLarge);
        }
        let part = SliceReader::new(der).and_then(|mut it| it.tlv_bytes()).map_err(malformed)?;
        der = der.get(part.len()..).unwrap_or_default();
        parts.push(part);
    }
    Ok(parts)
}

/// Checks a chain, leaf first, up to one of the roots; gives the certificates.
///
/// The last certificate is the root's own, or one that the root issued.
pub(super) fn check<'a>(
    chain: &[&'a [u8]],
    roots: &[Root],
    revoked: &RevocationList,
    now: UnixSeconds,
) -> Result<Vec<Link<'a>>> {
    if chain.len() > MAX_CHAIN {
        return Err(AttestationError::TooLarge);
    }
    let mut links = chain.iter().map(|der| Link::from_der(der)).collect::<Result<Vec<_>>>()?;
    // The root's own certificate says nothing that the bank does not know.
    if links.len() > 1 && links.last().is_some_and(|last| is_root(last, roots)) {
        links.pop();
    }
    for (below, link) in links.iter().enumerate() {
        let certificate = link.certificate.tbs_certificate();
        if revoked.contains(certificate.serial_number().as_bytes()) {
            return Err(AttestationError::Revoked);
        }
        if !link.is_valid_at(now) {
            return Err(AttestationError::Dates);
        }
        let issues = match below.checked_sub(1) {
            Some(issuers) => link.may_issue(issuers)?,
            None => true,
        };
        if !issues
            || !link.understands_every_critical_extension()
            || certificate.signature() != link.certificate.signature_algorithm()
        {
            return Err(AttestationError::BrokenChain);
        }
    }
    for (link, issuer) in links.iter().zip(links.iter().skip(1)) {
        let name = link.certificate.tbs_certificate().issuer();
        if name != issuer.certificate.tbs_certificate().subject() {
            return Err(AttestationError::BrokenChain);
        }
        link.is_signed_by(&issuer.spki)?;
    }
    let last = links.last().ok_or(AttestationError::Malformed)?;
    let issuer = last.certificate.tbs_certificate().issuer().to_der().map_err(malformed)?;
    let mut named = roots.iter().filter(|root| root.subject == issuer).peekable();
    if named.peek().is_none() {
        return Err(AttestationError::UnknownRoot);
    }
    if named.any(|root| last.is_signed_by(&root.spki).is_ok()) {
        Ok(links)
    } else {
        Err(AttestationError::Signature)
    }
}

fn is_root(link: &Link<'_>, roots: &[Root]) -> bool {
    let subject = link.certificate.tbs_certificate().subject().to_der();
    subject.is_ok_and(|subject| {
        roots.iter().any(|root| root.subject == subject && root.spki == link.spki)
    })
}

/// Checks a signature under the key of a SubjectPublicKeyInfo.
pub(super) fn verify(
    spki: &[u8],
    algorithm: ObjectIdentifier,
    message: &[u8],
    signature: &[u8],
) -> Result<()> {
    let key = SubjectPublicKeyInfoRef::try_from(spki).map_err(malformed)?;
    let curve = key.algorithm.parameters.and_then(|it| it.decode_as::<ObjectIdentifier>().ok());
    let with: &dyn VerificationAlgorithm = match (key.algorithm.oid, curve, algorithm) {
        (EC_PUBLIC_KEY, Some(P256), ECDSA_SHA256) => &ECDSA_P256_SHA256_ASN1,
        (EC_PUBLIC_KEY, Some(P256), ECDSA_SHA384) => &ECDSA_P256_SHA384_ASN1,
        (EC_PUBLIC_KEY, Some(P384), ECDSA_SHA256) => &ECDSA_P384_SHA256_ASN1,
        (EC_PUBLIC_KEY, Some(P384), ECDSA_SHA384) => &ECDSA_P384_SHA384_ASN1,
        (RSA, None, RSA_SHA256) => &RSA_PKCS1_2048_8192_SHA256,
        (RSA, None, RSA_SHA384) => &RSA_PKCS1_2048_8192_SHA384,
        (RSA, None, RSA_SHA512) => &RSA_PKCS1_2048_8192_SHA512,
        _ => return Err(AttestationError::Signature),
    };
    let key = key.subject_public_key.as_bytes().ok_or(AttestationError::Malformed)?;
    UnparsedPublicKey::new(with, key)
        .verify(message, signature)
        .map_err(|_| AttestationError::Signature)
}

/// Checks a signature by a P-256 key with SHA-256.
pub(super) fn verify_p256(spki: &[u8], message: &[u8], signature: &[u8]) -> Result<()> {
    verify(spki, ECDSA_SHA256, message, signature)
}

/// The uncompressed point of a P-256 key.
pub(super) fn p256_point(spki: &[u8]) -> Result<&[u8]> {
    let key = SubjectPublicKeyInfoRef::try_from(spki).map_err(malformed)?;
    let curve = key.algorithm.parameters.and_then(|it| it.decode_as::<ObjectIdentifier>().ok());
    if key.algorithm.oid != EC_PUBLIC_KEY || curve != Some(P256) {
        return Err(AttestationError::Malformed);
    }
    key.subject_public_key.as_bytes().ok_or(AttestationError::Malformed)
}
