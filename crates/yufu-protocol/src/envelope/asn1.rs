//! The ASN.1 of an envelope: RFC 5652, sections 3 and 6; RFC 5083; RFC 5084, section 3.2; RFC 2634,
//! section 2.9.

use der::asn1::{ObjectIdentifier, OctetStringRef, SetOfVec, Utf8StringRef};
use der::{Decode, Encode, Sequence, ValueOrd};

use super::{ContentKind, FORMAT, MAX_DER_LEN, NONCE_LEN, TAG_LEN};
use crate::attribute::Attribute;
use crate::error::{Error, Result};
use crate::id::KeyId;

const ID_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const AUTH_ENVELOPED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.23");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const CONTENT_HINTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.4");
/// SM2 public key encryption (GM/T 0006).
const SM2_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.301.3");
/// SM4 in GCM (GM/T 0006).
const SM4_GCM: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.104.8");

const VERSION: u8 = 0;
/// KeyTransRecipientInfo with a subjectKeyIdentifier (RFC 5652, section 6.2.1).
const RECIPIENT_VERSION: u8 = 2;
/// Length of the tag as GCMParameters states it.
const ICV_LEN: u8 = 16;

/// What is written.
pub(super) struct Fields<'a> {
    pub kid: &'a [u8],
    pub encrypted_key: &'a [u8],
    pub nonce: &'a [u8; NONCE_LEN],
    pub ciphertext: &'a [u8],
    pub kind: ContentKind,
    pub tag: &'a [u8],
}

/// What was read.
pub(super) struct Envelope {
    pub kid: KeyId,
    pub encrypted_key: Vec<u8>,
    pub nonce: [u8; NONCE_LEN],
    pub kind: ContentKind,
    /// Ciphertext and tag.
    pub sealed: Vec<u8>,
}

pub(super) fn write(fields: &Fields<'_>) -> Result<Vec<u8>> {
    let encode = || {
        let mut recipients = SetOfVec::new();
        recipients.insert(KeyTransRecipientInfo {
            version: RECIPIENT_VERSION,
            subject_key_identifier: OctetStringRef::new(fields.kid)?,
            key_encryption: KeyEncryption { algorithm: SM2_ENCRYPTION },
            encrypted_key: OctetStringRef::new(fields.encrypted_key)?,
        })?;
        ContentInfo {
            content_type: AUTH_ENVELOPED_DATA,
            content: AuthEnvelopedData {
                version: VERSION,
                recipient_infos: recipients,
                encrypted_content_info: EncryptedContentInfo {
                    content_type: ID_DATA,
                    algorithm: ContentEncryption {
                        algorithm: SM4_GCM,
                        parameters: GcmParameters {
                            nonce: OctetStringRef::new(fields.nonce)?,
                            icv_len: ICV_LEN,
                        },
                    },
                    encrypted_content: OctetStringRef::new(fields.ciphertext)?,
                },
                auth_attrs: attributes(fields.kind)?,
                mac: OctetStringRef::new(fields.tag)?,
            },
        }
        .to_der()
    };
    encode().map_err(|_: der::Error| Error::Malformed(FORMAT))
}

pub(super) fn read(der: &[u8]) -> Result<Envelope> {
    if der.len() > MAX_DER_LEN {
        return Err(Error::TooLarge(FORMAT));
    }
    let malformed = Error::Malformed(FORMAT);
    let info = ContentInfo::from_der(der).map_err(|_| malformed)?;
    // The decoder sorts a SET OF; only bytes that were sorted come out as they went in.
    if info.to_der().map_err(|_| malformed)? != der || info.content_type != AUTH_ENVELOPED_DATA {
        return Err(malformed);
    }
    let content = info.content;
    let [recipient] = content.recipient_infos.as_slice() else {
        return Err(malformed);
    };
    let encrypted = content.encrypted_content_info;
    let parameters = encrypted.algorithm.parameters;
    if content.version != VERSION || recipient.version != RECIPIENT_VERSION {
        return Err(Error::Version(FORMAT));
    }
    if recipient.key_encryption.algorithm != SM2_ENCRYPTION
        || encrypted.algorithm.algorithm != SM4_GCM
        || parameters.icv_len != ICV_LEN
    {
        return Err(Error::Algorithm(FORMAT));
    }
    if encrypted.content_type != ID_DATA || content.mac.as_bytes().len() != TAG_LEN {
        return Err(malformed);
    }
    let attrs = content.auth_attrs.to_der().map_err(|_| malformed)?;
    let kind = [ContentKind::Report, ContentKind::Enrolment]
        .into_iter()
        .find(|kind| auth_attrs(*kind).is_ok_and(|expected| expected == attrs))
        .ok_or(Error::Version(FORMAT))?;
    let kid = std::str::from_utf8(recipient.subject_key_identifier.as_bytes())
        .ok()
        .and_then(|text| KeyId::new(text).ok())
        .ok_or(Error::Field(FORMAT, "subject_key_identifier"))?;
    let nonce = parameters.nonce.as_bytes().try_into().map_err(|_| malformed)?;
    let sealed = [encrypted.encrypted_content.as_bytes(), content.mac.as_bytes()].concat();
    let encrypted_key = recipient.encrypted_key.as_bytes().to_vec();
    Ok(Envelope { kid, encrypted_key, nonce, kind, sealed })
}

/// The authenticated attributes as a SET OF with its own tag: the AAD (RFC 5083, section 2.2).
pub(super) fn auth_attrs(kind: ContentKind) -> Result<Vec<u8>> {
    attributes(kind).and_then(|set| set.to_der()).map_err(|_| Error::Malformed(FORMAT))
}

fn attributes(kind: ContentKind) -> der::Result<SetOfVec<Attribute>> {
    let hints = ContentHints {
        description: Utf8StringRef::new(kind.description())?,
        content_type: ID_DATA,
    };
    SetOfVec::from_iter([
        Attribute::single(CONTENT_TYPE, &ID_DATA)?,
        Attribute::single(CONTENT_HINTS, &hints)?,
    ])
}

#[derive(Sequence)]
struct ContentInfo<'a> {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    content: AuthEnvelopedData<'a>,
}

#[derive(Sequence)]
struct AuthEnvelopedData<'a> {
    version: u8,
    recipient_infos: SetOfVec<KeyTransRecipientInfo<'a>>,
    encrypted_content_info: EncryptedContentInfo<'a>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT")]
    auth_attrs: SetOfVec<Attribute>,
    mac: &'a OctetStringRef,
}

#[derive(Sequence, ValueOrd)]
struct KeyTransRecipientInfo<'a> {
    version: u8,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT")]
    subject_key_identifier: &'a OctetStringRef,
    key_encryption: KeyEncryption,
    encrypted_key: &'a OctetStringRef,
}

/// AlgorithmIdentifier without parameters.
#[derive(Sequence, ValueOrd)]
struct KeyEncryption {
    algorithm: ObjectIdentifier,
}

#[derive(Sequence)]
struct EncryptedContentInfo<'a> {
    content_type: ObjectIdentifier,
    algorithm: ContentEncryption<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT")]
    encrypted_content: &'a OctetStringRef,
}

#[derive(Sequence)]
struct ContentEncryption<'a> {
    algorithm: ObjectIdentifier,
    parameters: GcmParameters<'a>,
}

#[derive(Sequence)]
struct GcmParameters<'a> {
    nonce: &'a OctetStringRef,
    /// DEFAULT 12, so that 16 is always written.
    icv_len: u8,
}

#[derive(Sequence)]
struct ContentHints<'a> {
    description: Utf8StringRef<'a>,
    content_type: ObjectIdentifier,
}
