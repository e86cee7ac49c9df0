//! SignedData with SM2 and SM3, made (RFC 5652, section 5).

use der::asn1::{Any, ObjectIdentifier, OctetStringRef, SetOfVec};
use der::{DateTime, Decode, Encode};
use rand_core::TryCryptoRng;
use x509_cert::time::Time;
use yufu_sm::sm2::{SignerId, SigningKey};
use yufu_sm::sm3;

use super::asn1::{self, EncapsulatedContent, Identifier, SignedData, SignerInfo};
use super::authenticated::{content_type, octets};
use super::certificate::{Certificate, key_identifier};
use super::{ContentTypes, FORMAT, MAX_CONTENT_LEN};
use crate::attribute::Attribute;
use crate::error::{Error, Result};
use crate::time::UnixSeconds;

/// Who signs, and how the message says so.
///
/// A plain key is named by its key identifier, a certificate by issuer and serial number; the
/// latter travels in the message. Object identifiers are those of RFC 5652 unless
/// [`with_content_types`](Self::with_content_types) says otherwise.
#[derive(Debug)]
pub struct Signer<'a> {
    key: &'a SigningKey,
    id: SignerId<'a>,
    certificate: Option<&'a Certificate>,
    time: Option<UnixSeconds>,
    types: ContentTypes,
}

impl<'a> Signer<'a> {
    /// A key with the default ID and no certificate.
    pub const fn new(key: &'a SigningKey) -> Self {
        let (id, types) = (SignerId::DEFAULT, ContentTypes::Rfc5652);
        Self { key, id, certificate: None, time: None, types }
    }

    /// Signs under another ID, which the verifier has to know.
    #[must_use]
    pub const fn with_id(mut self, id: SignerId<'a>) -> Self {
        self.id = id;
        self
    }

    /// Names the key by its certificate and sends that along.
    ///
    /// # Errors
    /// [`Error::UnknownKey`] when it is another key's certificate.
    pub fn with_certificate(mut self, certificate: &'a Certificate) -> Result<Self> {
        if certificate.verifying_key() != self.key.verifying_key() {
            return Err(Error::UnknownKey(FORMAT));
        }
        self.certificate = Some(certificate);
        Ok(self)
    }

    /// States when it was signed: the signer's word, which proves nothing by itself.
    #[must_use]
    pub const fn at(mut self, time: UnixSeconds) -> Self {
        self.time = Some(time);
        self
    }

    /// Writes the object identifiers of this standard.
    #[must_use]
    pub const fn with_content_types(mut self, types: ContentTypes) -> Self {
        self.types = types;
        self
    }

    /// Signs `content`, which the message carries.
    ///
    /// # Errors
    /// [`Error::TooLarge`] above [`MAX_CONTENT_LEN`]; [`Error::Missing`] without the certificate
    /// that GM/T 0010 asks for; [`Error::Field`] for a time after the year 9999;
    /// [`Error::Crypto`] when the random source fails.
    pub fn sign<R: TryCryptoRng + ?Sized>(&self, content: &[u8], rng: &mut R) -> Result<Vec<u8>> {
        if content.len() > MAX_CONTENT_LEN {
            return Err(Error::TooLarge(FORMAT));
        }
        self.write(&sm3::hash(content), Some(content), rng)
    }

    /// Signs a content of any length that travels apart, by its SM3 digest.
    ///
    /// # Errors
    /// As [`sign`](Self::sign), but for the length.
    pub fn sign_detached<R: TryCryptoRng + ?Sized>(
        &self,
        digest: &[u8; sm3::DIGEST_LEN],
        rng: &mut R,
    ) -> Result<Vec<u8>> {
        self.write(digest, None, rng)
    }

    fn write<R: TryCryptoRng + ?Sized>(
        &self,
        digest: &[u8; sm3::DIGEST_LEN],
        content: Option<&[u8]>,
        rng: &mut R,
    ) -> Result<Vec<u8>> {
        let malformed = |_: der::Error| Error::Malformed(FORMAT);
        let gm = self.types == ContentTypes::Gmt0010;
        let (outer, inner) = if gm {
            (asn1::GM_SIGNED_DATA, asn1::GM_DATA)
        } else {
            (asn1::SIGNED_DATA, asn1::DATA)
        };
        let own_identifier = key_identifier(&self.key.verifying_key().to_sec1_bytes());
        let identifier = match self.certificate {
            Some(certificate) => Identifier::IssuerAndSerial(certificate.issuer_and_serial()?),
            None if gm => return Err(Error::Missing(FORMAT, "certificate")),
            None => Identifier::KeyIdentifier(octets(FORMAT, &own_identifier)?),
        };
        let certificates = match self.certificate {
            Some(certificate) => {
                let certificate = Any::from_der(certificate.as_der()).map_err(malformed)?;
                Some(SetOfVec::from_iter([certificate]).map_err(malformed)?)
            }
            None => None,
        };
        let signed_attributes = self.attributes(inner, digest)?;
        // Signed is the SET OF with its own tag (RFC 5652, section 5.4).
        let message = signed_attributes.to_der().map_err(malformed)?;
        let signature = self.key.sign(&self.id, &message, rng)?.to_der();
        let signer = SignerInfo {
            version: signer_version(&identifier),
            identifier,
            digest_algorithm: asn1::plain(asn1::SM3),
            signed_attributes,
            signature_algorithm: asn1::plain(asn1::SM2_WITH_SM3),
            signature: octets(FORMAT, &signature)?,
        };
        let signed = SignedData {
            version: signer.version,
            digest_algorithms: SetOfVec::from_iter([asn1::plain(asn1::SM3)]).map_err(malformed)?,
            content: EncapsulatedContent {
                content_type: inner,
                content: content.map(|content| octets(FORMAT, content)).transpose()?,
            },
            certificates,
            crls: None,
            signers: SetOfVec::from_iter([signer]).map_err(malformed)?,
        };
        asn1::content_info(FORMAT, outer, &signed)
    }

    fn attributes(
        &self,
        inner: ObjectIdentifier,
        digest: &[u8; sm3::DIGEST_LEN],
    ) -> Result<SetOfVec<Attribute>> {
        let time = self.time.map(signing_time).transpose()?;
        let encode = || {
            let digest = OctetStringRef::new(digest)?;
            let mut attributes = SetOfVec::from_iter([
                content_type(inner)?,
                Attribute::single(asn1::MESSAGE_DIGEST, &digest)?,
            ])?;
            if let Some(time) = time {
                attributes.insert(Attribute::single(asn1::SIGNING_TIME, &time)?)?;
            }
            Ok(attributes)
        };
        encode().map_err(|_: der::Error| Error::Malformed(FORMAT))
    }
}

/// SignerInfo's version follows from how the key is named (RFC 5652, section 5.3).
pub(super) const fn signer_version(identifier: &Identifier<'_>) -> u8 {
    match identifier {
        Identifier::IssuerAndSerial(_) => 1,
        Identifier::KeyIdentifier(_) => 3,
    }
}

/// UTCTime up to the year 2049, GeneralizedTime after it (RFC 5652, section 11.3).
pub(super) fn signing_time(time: UnixSeconds) -> Result<Time> {
    let invalid = |_: der::Error| Error::Field(FORMAT, "signing_time");
    let date = DateTime::from_unix_duration(std::time::Duration::from_secs(time.get()));
    date.map(Time::from).map_err(invalid)
}
