//! SignedData with SM2 and SM3, checked (RFC 5652, sections 5 and 11).

use der::asn1::{Any, GeneralizedTime, ObjectIdentifier, OctetStringRef, UtcTime};
use der::{Encode, Tag, Tagged};
use yufu_sm::sm2::{Signature, SignerId, VerifyingKey};
use yufu_sm::sm3;

use super::asn1::{self, SignedData, SignerInfo};
use super::certificate::Certificate;
use super::signed::{signer_version, signing_time};
use super::{ContentTypes, FORMAT, MAX_DER_LEN};
use crate::error::{Error, Result};
use crate::time::UnixSeconds;

/// Whose signature is believed: a key that came another way than the message.
#[derive(Clone, Copy, Debug)]
pub struct TrustedSigner<'a> {
    key: &'a VerifyingKey,
    id: SignerId<'a>,
    certificate: Option<&'a Certificate>,
}

impl<'a> TrustedSigner<'a> {
    /// A key with the default ID. Whom the message names is not looked at: the key fits or not.
    pub const fn new(key: &'a VerifyingKey) -> Self {
        Self { key, id: SignerId::DEFAULT, certificate: None }
    }

    /// The key of a certificate, which the message has to name.
    pub const fn with_certificate(certificate: &'a Certificate) -> Self {
        let key = certificate.verifying_key();
        Self { key, id: SignerId::DEFAULT, certificate: Some(certificate) }
    }

    /// The ID that the signer signs under.
    #[must_use]
    pub const fn with_id(mut self, id: SignerId<'a>) -> Self {
        self.id = id;
        self
    }
}

/// A content whose signature was checked. Only [`verify`] makes one.
pub struct Signed<'d> {
    pub(super) types: ContentTypes,
    pub(super) content: Content<'d>,
    signing_time: Option<UnixSeconds>,
}

pub(super) enum Content<'d> {
    Data(&'d [u8]),
    Enveloped(&'d [u8]),
}

impl<'d> Signed<'d> {
    /// The content, unless it is encrypted.
    pub const fn data(&self) -> Option<&'d [u8]> {
        match self.content {
            Content::Data(data) => Some(data),
            Content::Enveloped(_) => None,
        }
    }

    /// When it was signed, by the signer's word.
    pub const fn signing_time(&self) -> Option<UnixSeconds> {
        self.signing_time
    }
}

impl std::fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signed").field("signing_time", &self.signing_time).finish_non_exhaustive()
    }
}

/// Checks a message that carries its content.
///
/// Certificates and revocation lists in the message are not believed, nor looked at.
///
/// # Errors
/// [`Error::TooLarge`] above [`MAX_DER_LEN`]; [`Error::Malformed`], also for a number of signers
/// other than one; [`Error::Version`] for other content types; [`Error::Missing`] without content
/// or a signed attribute; [`Error::Algorithm`]; [`Error::UnknownKey`] when it names another
/// certificate than the one given; [`Error::Field`] for an attribute; [`Error::Digest`];
/// [`Error::Signature`].
pub fn verify<'d>(der: &'d [u8], signer: &TrustedSigner<'_>) -> Result<Signed<'d>> {
    let message = Message::read(der)?;
    let content = message.data.content.content.ok_or(Error::Missing(FORMAT, "content"))?;
    let content = content.as_bytes();
    let signing_time = message.check(&sm3::hash(content), signer)?;
    let content =
        if message.encrypted { Content::Enveloped(content) } else { Content::Data(content) };
    Ok(Signed { types: message.types, content, signing_time })
}

/// Checks a message whose content travelled apart and has this SM3 digest. Gives the time that the
/// signer stated.
///
/// # Errors
/// As [`verify`], and [`Error::Field`] for a message that carries a content.
pub fn verify_detached(
    der: &[u8],
    digest: &[u8; sm3::DIGEST_LEN],
    signer: &TrustedSigner<'_>,
) -> Result<Option<UnixSeconds>> {
    let message = Message::read(der)?;
    if message.data.content.content.is_some() || message.encrypted {
        return Err(Error::Field(FORMAT, "content"));
    }
    message.check(digest, signer)
}

/// A message whose structure holds; nothing in it is genuine yet.
struct Message<'d> {
    data: SignedData<'d>,
    types: ContentTypes,
    encrypted: bool,
}

impl<'d> Message<'d> {
    fn read(der: &'d [u8]) -> Result<Self> {
        let (outer, content) = asn1::content(FORMAT, der, MAX_DER_LEN)?;
        if !matches!(outer, asn1::SIGNED_DATA | asn1::GM_SIGNED_DATA) {
            return Err(Error::Version(FORMAT));
        }
        let data: SignedData<'_> = asn1::read(FORMAT, content)?;
        let inner = data.content.content_type;
        let (types, encrypted) = match (outer, inner) {
            (asn1::SIGNED_DATA, asn1::DATA) => (ContentTypes::Rfc5652, false),
            (asn1::SIGNED_DATA, asn1::ENVELOPED_DATA) => (ContentTypes::Rfc5652, true),
            (asn1::GM_SIGNED_DATA, asn1::GM_DATA) => (ContentTypes::Gmt0010, false),
            (asn1::GM_SIGNED_DATA, asn1::GM_ENVELOPED_DATA) => (ContentTypes::Gmt0010, true),
            _ => return Err(Error::Version(FORMAT)),
        };
        let signer = asn1::single(FORMAT, &data.signers)?;
        // RFC 5652, section 5.1; GM/T 0010 has version 1 alone.
        let version = match types {
            ContentTypes::Rfc5652 if encrypted => 3,
            ContentTypes::Rfc5652 => signer_version(&signer.identifier),
            ContentTypes::Gmt0010 => 1,
        };
        if data.version != version || signer.version != signer_version(&signer.identifier) {
            return Err(Error::Version(FORMAT));
        }
        // An attribute certificate would ask for a higher version.
        let certificates = data.certificates.iter().flat_map(|set| set.iter());
        if certificates.into_iter().any(|certificate| certificate.tag() != Tag::Sequence) {
            return Err(Error::Malformed(FORMAT));
        }
        Ok(Self { data, types, encrypted })
    }

    /// Checks algorithms, attributes and signature; gives the stated time.
    fn check(
        &self,
        digest: &[u8; sm3::DIGEST_LEN],
        trusted: &TrustedSigner<'_>,
    ) -> Result<Option<UnixSeconds>> {
        let signer = asn1::single(FORMAT, &self.data.signers)?;
        let listed = asn1::single(FORMAT, &self.data.digest_algorithms)?;
        let signature = &signer.signature_algorithm;
        if !asn1::is_plain(listed, asn1::SM3)
            || !asn1::is_plain(&signer.digest_algorithm, asn1::SM3)
            || !(asn1::is_plain(signature, asn1::SM2_WITH_SM3)
                || asn1::is_plain(signature, asn1::SM2_SIGNATURE))
        {
            return Err(Error::Algorithm(FORMAT));
        }
        if trusted.certificate.is_some_and(|own| !own.is_named(&signer.identifier)) {
            return Err(Error::UnknownKey(FORMAT));
        }
        let signing_time = self.attributes(signer, digest)?;
        // Signed is the SET OF with its own tag (section 5.4).
        let message = signer.signed_attributes.to_der().map_err(|_| Error::Malformed(FORMAT))?;
        Signature::from_der(signer.signature.as_bytes())
            .and_then(|signature| trusted.key.verify(&trusted.id, &message, &signature))
            .map_err(|_| Error::Signature(FORMAT))?;
        Ok(signing_time)
    }

    fn attributes(
        &self,
        signer: &SignerInfo<'_>,
        digest: &[u8; sm3::DIGEST_LEN],
    ) -> Result<Option<UnixSeconds>> {
        let attributes = &signer.signed_attributes;
        let content_type: ObjectIdentifier =
            asn1::attribute(FORMAT, attributes, asn1::CONTENT_TYPE, "content_type")?
                .ok_or(Error::Missing(FORMAT, "content_type"))?
                .decode_as()
                .map_err(|_: der::Error| Error::Field(FORMAT, "content_type"))?;
        if content_type != self.data.content.content_type {
            return Err(Error::Field(FORMAT, "content_type"));
        }
        let stated: &OctetStringRef =
            asn1::attribute(FORMAT, attributes, asn1::MESSAGE_DIGEST, "message_digest")?
                .ok_or(Error::Missing(FORMAT, "message_digest"))?
                .decode_as()
                .map_err(|_: der::Error| Error::Field(FORMAT, "message_digest"))?;
        if stated.as_bytes() != digest {
            return Err(Error::Digest(FORMAT));
        }
        asn1::attribute(FORMAT, attributes, asn1::SIGNING_TIME, "signing_time")?
            .map(stated_time)
            .transpose()
    }
}

/// UTCTime or GeneralizedTime, each for its years alone.
fn stated_time(value: &Any) -> Result<UnixSeconds> {
    let read = || {
        let since = match value.tag() {
            Tag::UtcTime => value.decode_as::<UtcTime>()?.to_unix_duration(),
            _ => value.decode_as::<GeneralizedTime>()?.to_unix_duration(),
        };
        Ok(UnixSeconds(since.as_secs()))
    };
    let time = read().map_err(|_: der::Error| Error::Field(FORMAT, "signing_time"))?;
    let written = signing_time(time)?.to_der();
    if written.is_ok_and(|written| value.to_der().is_ok_and(|read| read == written)) {
        Ok(time)
    } else {
        Err(Error::Field(FORMAT, "signing_time"))
    }
}
