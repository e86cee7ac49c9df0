//! The ASN.1 of CMS as far as it is taken: RFC 5652, sections 3, 5 and 6; RFC 5083; RFC 5084,
//! section 3.2; object identifiers of GM/T 0006 and GM/T 0010.

use der::asn1::{Any, AnyRef, IntRef, ObjectIdentifier, OctetStringRef, SetOfVec};
use der::{Choice, Decode, DecodeValue, Encode, EncodeValue, Sequence, Tag, ValueOrd, Writer};
use x509_cert::spki::AlgorithmIdentifierRef;

use crate::attribute::Attribute;
use crate::error::{Error, Format, Result};

pub(crate) const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
pub(super) const SIGNED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
pub(super) const ENVELOPED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.3");
pub(super) const AUTH_ENVELOPED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.23");
/// The first three content types as GM/T 0010 numbers them.
pub(super) const GM_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.156.10197.6.1.4.2.1");
pub(super) const GM_SIGNED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.156.10197.6.1.4.2.2");
pub(super) const GM_ENVELOPED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.156.10197.6.1.4.2.3");

pub(crate) const CONTENT_TYPE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
pub(super) const MESSAGE_DIGEST: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
pub(super) const SIGNING_TIME: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");

pub(super) const SM3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.401");
pub(super) const SM2_WITH_SM3: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.156.10197.1.501");
/// SM2 signature without a named digest, as many GM/T 0010 writers have it.
pub(super) const SM2_SIGNATURE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.156.10197.1.301.1");
/// SM2 public key encryption.
pub(super) const SM2_ENCRYPTION: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.156.10197.1.301.3");
pub(super) const SM4_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.104.2");
pub(super) const SM4_GCM: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.104.8");

#[derive(Sequence)]
struct ContentInfo<'a> {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    content: AnyRef<'a>,
}

/// Wraps the DER of a content in its type.
pub(super) fn content_info(
    format: Format,
    content_type: ObjectIdentifier,
    content: &impl Encode,
) -> Result<Vec<u8>> {
    let encode = || {
        let content = content.to_der()?;
        ContentInfo { content_type, content: AnyRef::from_der(&content)? }.to_der()
    };
    encode().map_err(|_: der::Error| Error::Malformed(format))
}

/// Reads a ContentInfo of at most `max` bytes: the content's type and the content.
pub(super) fn content(
    format: Format,
    der: &[u8],
    max: usize,
) -> Result<(ObjectIdentifier, AnyRef<'_>)> {
    if der.len() > max {
        return Err(Error::TooLarge(format));
    }
    let malformed = |_: der::Error| Error::Malformed(format);
    let info: ContentInfo<'_> = read(format, AnyRef::from_der(der).map_err(malformed)?)?;
    Ok((info.content_type, info.content))
}

/// Reads a structure that, written again, gives the same bytes.
///
/// The decoder is strict on tags and lengths but sorts a SET OF; only bytes that were sorted come
/// out as they went in. The comparison makes no copy.
pub(super) fn read<'d, T>(format: Format, der: AnyRef<'d>) -> Result<T>
where
    T: DecodeValue<'d, Error = der::Error> + EncodeValue + Choice<'d>,
{
    let read = || {
        let value: T = der.decode_as()?;
        let mut rest = Expected(der.value());
        value.encode_value(&mut rest)?;
        if rest.0.is_empty() { Ok(value) } else { Err(Tag::Sequence.value_error().into()) }
    };
    read().map_err(|_: der::Error| Error::Malformed(format))
}

/// Takes only the bytes that it expects.
struct Expected<'a>(&'a [u8]);

impl Writer for Expected<'_> {
    fn write(&mut self, bytes: &[u8]) -> der::Result<()> {
        self.0 = self.0.strip_prefix(bytes).ok_or_else(|| Tag::Sequence.value_error())?;
        Ok(())
    }
}

/// SignerIdentifier and RecipientIdentifier: whose key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice, ValueOrd)]
pub(crate) enum Identifier<'a> {
    IssuerAndSerial(IssuerAndSerial<'a>),
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT")]
    KeyIdentifier(&'a OctetStringRef),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Sequence, ValueOrd)]
pub(crate) struct IssuerAndSerial<'a> {
    pub issuer: AnyRef<'a>,
    pub serial: IntRef<'a>,
}

#[derive(Sequence)]
pub(super) struct SignedData<'a> {
    pub version: u8,
    pub digest_algorithms: SetOfVec<AlgorithmIdentifierRef<'a>>,
    pub content: EncapsulatedContent<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    pub certificates: Option<SetOfVec<Any>>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub crls: Option<SetOfVec<Any>>,
    pub signers: SetOfVec<SignerInfo<'a>>,
}

#[derive(Sequence)]
pub(super) struct EncapsulatedContent<'a> {
    pub content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    pub content: Option<&'a OctetStringRef>,
}

/// Without unsigned attributes.
#[derive(Sequence, ValueOrd)]
pub(super) struct SignerInfo<'a> {
    pub version: u8,
    pub identifier: Identifier<'a>,
    pub digest_algorithm: AlgorithmIdentifierRef<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT")]
    pub signed_attributes: SetOfVec<Attribute>,
    pub signature_algorithm: AlgorithmIdentifierRef<'a>,
    pub signature: &'a OctetStringRef,
}

/// Without originatorInfo and unprotected attributes.
#[derive(Sequence)]
pub(super) struct EnvelopedData<'a> {
    pub version: u8,
    pub recipients: SetOfVec<KeyTransRecipientInfo<'a>>,
    pub encrypted: EncryptedContentInfo<'a>,
}

/// Without originatorInfo and unauthenticated attributes.
#[derive(Sequence)]
pub(super) struct AuthEnvelopedData<'a> {
    pub version: u8,
    pub recipients: SetOfVec<KeyTransRecipientInfo<'a>>,
    pub encrypted: EncryptedContentInfo<'a>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub attributes: Option<SetOfVec<Attribute>>,
    pub mac: &'a OctetStringRef,
}

#[derive(Sequence, ValueOrd)]
pub(super) struct KeyTransRecipientInfo<'a> {
    pub version: u8,
    pub identifier: Identifier<'a>,
    pub key_encryption: AlgorithmIdentifierRef<'a>,
    pub encrypted_key: &'a OctetStringRef,
}

#[derive(Sequence)]
pub(super) struct EncryptedContentInfo<'a> {
    pub content_type: ObjectIdentifier,
    pub algorithm: AlgorithmIdentifierRef<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT")]
    pub content: &'a OctetStringRef,
}

#[derive(Sequence)]
pub(super) struct GcmParameters<'a> {
    pub nonce: &'a OctetStringRef,
    /// DEFAULT 12, so that 16 is always written.
    pub icv_len: u8,
}

/// An algorithm without parameters.
pub(super) const fn plain(oid: ObjectIdentifier) -> AlgorithmIdentifierRef<'static> {
    AlgorithmIdentifierRef { oid, parameters: None }
}

/// Whether it is this algorithm; NULL is taken for no parameters.
pub(super) fn is_plain(algorithm: &AlgorithmIdentifierRef<'_>, oid: ObjectIdentifier) -> bool {
    algorithm.oid == oid && algorithm.parameters.is_none_or(AnyRef::is_null)
}

/// The one element of a set.
pub(super) fn single<T: der::DerOrd>(format: Format, set: &SetOfVec<T>) -> Result<&T> {
    match set.as_slice() {
        [one] => Ok(one),
        _ => Err(Error::Malformed(format)),
    }
}

/// The one value of the attribute of this type; `None` where there is no such attribute.
///
/// A type that stands there twice, and an attribute with no value or several, are refused.
pub(crate) fn attribute<'a>(
    format: Format,
    attributes: &'a SetOfVec<Attribute>,
    oid: ObjectIdentifier,
    name: &'static str,
) -> Result<Option<&'a Any>> {
    let mut found = attributes.iter().filter(|attribute| attribute.oid == oid);
    let Some(attribute) = found.next() else { return Ok(None) };
    match (found.next(), attribute.values.as_slice()) {
        (None, [value]) => Ok(Some(value)),
        _ => Err(Error::Field(format, name)),
    }
}
