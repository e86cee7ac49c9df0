//! AuthEnvelopedData with SM2 and SM4-GCM (RFC 5083, RFC 5084): what files and envelopes share.

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef, SetOfVec};
use der::{Decode, Encode};
use rand_core::TryCryptoRng;
use x509_cert::spki::AlgorithmIdentifierRef;
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, EncryptingKey};
use yufu_sm::sm4::{self, gcm::Sm4Gcm};
use zeroize::Zeroizing;

use super::asn1::{
    self, AuthEnvelopedData, EncryptedContentInfo, GcmParameters, Identifier, KeyTransRecipientInfo,
};
use super::certificate::{Certificate, key_identifier};
use super::{FORMAT, MAX_CONTENT_LEN, MAX_DER_LEN};
use crate::attribute::Attribute;
use crate::error::{Error, Format, Result};

const VERSION: u8 = 0;
const NONCE_LEN: usize = 12;
const TAG_LEN: usize = 16;
/// Length of the tag as GCMParameters states it.
const ICV_LEN: u8 = 16;
const CEK_LEN: usize = 16;

/// Whom a content is encrypted to.
#[derive(Clone, Copy, Debug)]
pub struct Recipient<'a> {
    key: &'a EncryptingKey,
    certificate: Option<&'a Certificate>,
}

impl<'a> Recipient<'a> {
    /// A public key, named by its key identifier (docs/formats/cms.md).
    pub const fn new(key: &'a EncryptingKey) -> Self {
        Self { key, certificate: None }
    }

    /// The key of a certificate, named by issuer and serial number.
    pub const fn with_certificate(certificate: &'a Certificate) -> Self {
        Self { key: certificate.encrypting_key(), certificate: Some(certificate) }
    }
}

/// Encrypts `content` to one recipient, and gives the message in DER.
///
/// # Errors
/// [`Error::TooLarge`] above [`MAX_CONTENT_LEN`]; [`Error::Crypto`] when the random source or the
/// encryption failed.
pub fn seal<R: TryCryptoRng + ?Sized>(
    recipient: &Recipient<'_>,
    content: &[u8],
    rng: &mut R,
) -> Result<Vec<u8>> {
    if content.len() > MAX_CONTENT_LEN {
        return Err(Error::TooLarge(FORMAT));
    }
    let key_identifier = key_identifier(&recipient.key.to_sec1_bytes());
    let identifier = match recipient.certificate {
        Some(certificate) => Identifier::IssuerAndSerial(certificate.issuer_and_serial()?),
        None => Identifier::KeyIdentifier(octets(FORMAT, &key_identifier)?),
    };
    write(FORMAT, recipient.key, identifier, None, content, rng)
}

/// Decrypts a message with one recipient. Whom it names is not looked at: the key fits or not.
///
/// # Errors
/// [`Error::TooLarge`] above [`MAX_DER_LEN`]; [`Error::Malformed`]; [`Error::Version`] for another
/// content type; [`Error::Algorithm`]; [`Error::Decryption`] for every failure after that.
pub fn open(der: &[u8], key: &DecryptingKey) -> Result<Zeroizing<Vec<u8>>> {
    let message = Message::read(FORMAT, der, MAX_DER_LEN)?;
    if let Some(attributes) = &message.attributes {
        let stated = asn1::attribute(FORMAT, attributes, asn1::CONTENT_TYPE, "content_type")?
            .and_then(|value| value.decode_as::<ObjectIdentifier>().ok());
        if stated != Some(asn1::DATA) {
            return Err(Error::Field(FORMAT, "content_type"));
        }
    }
    message.open(key)
}

/// Encrypts under the authenticated attributes.
pub(crate) fn write<R: TryCryptoRng + ?Sized>(
    format: Format,
    key: &EncryptingKey,
    identifier: Identifier<'_>,
    attributes: Option<SetOfVec<Attribute>>,
    content: &[u8],
    rng: &mut R,
) -> Result<Vec<u8>> {
    let malformed = |_: der::Error| Error::Malformed(format);
    let mut cek = Zeroizing::new([0; CEK_LEN]);
    crate::id::fill(rng, cek.as_mut())?;
    let mut nonce = [0; NONCE_LEN];
    crate::id::fill(rng, &mut nonce)?;
    let aad = additional_data(format, attributes.as_ref())?;
    let sealed = Sm4Gcm::new(&sm4::Key::from_slice(cek.as_ref())?).seal(nonce, &aad, content)?;
    let (ciphertext, tag) =
        sealed.split_at_checked(content.len()).ok_or(Error::Malformed(format))?;
    let encrypted_key = key.encrypt(cek.as_ref(), CiphertextFormat::Der, rng)?;
    let recipient = KeyTransRecipientInfo {
        version: recipient_version(&identifier),
        identifier,
        key_encryption: asn1::plain(asn1::SM2_ENCRYPTION),
        encrypted_key: octets(format, &encrypted_key)?,
    };
    let parameters = GcmParameters { nonce: octets(format, &nonce)?, icv_len: ICV_LEN };
    let parameters = parameters.to_der().map_err(malformed)?;
    let message = AuthEnvelopedData {
        version: VERSION,
        recipients: SetOfVec::from_iter([recipient]).map_err(malformed)?,
        encrypted: EncryptedContentInfo {
            content_type: asn1::DATA,
            algorithm: AlgorithmIdentifierRef {
                oid: asn1::SM4_GCM,
                parameters: Some(AnyRef::from_der(&parameters).map_err(malformed)?),
            },
            content: octets(format, ciphertext)?,
        },
        attributes,
        mac: octets(format, tag)?,
    };
    asn1::content_info(format, asn1::AUTH_ENVELOPED_DATA, &message)
}

/// A message whose structure and algorithms hold; nothing in it is genuine yet.
pub(crate) struct Message<'a> {
    format: Format,
    pub identifier: Identifier<'a>,
    pub attributes: Option<SetOfVec<Attribute>>,
    encrypted_key: &'a [u8],
    nonce: [u8; NONCE_LEN],
    ciphertext: &'a [u8],
    tag: &'a [u8],
}

impl<'a> Message<'a> {
    pub fn read(format: Format, der: &'a [u8], max: usize) -> Result<Self> {
        let malformed = Error::Malformed(format);
        let (content_type, content) = asn1::content(format, der, max)?;
        if content_type != asn1::AUTH_ENVELOPED_DATA {
            return Err(Error::Version(format));
        }
        let message: AuthEnvelopedData<'_> = asn1::read(format, content)?;
        let recipient = asn1::single(format, &message.recipients)?;
        if message.version != VERSION
            || recipient.version != recipient_version(&recipient.identifier)
        {
            return Err(Error::Version(format));
        }
        let encrypted = message.encrypted;
        if recipient.key_encryption != asn1::plain(asn1::SM2_ENCRYPTION)
            || encrypted.algorithm.oid != asn1::SM4_GCM
        {
            return Err(Error::Algorithm(format));
        }
        let parameters = encrypted.algorithm.parameters.ok_or(malformed)?;
        let parameters: GcmParameters<'_> = asn1::read(format, parameters)?;
        if parameters.icv_len != ICV_LEN {
            return Err(Error::Algorithm(format));
        }
        if encrypted.content_type != asn1::DATA || message.mac.as_bytes().len() != TAG_LEN {
            return Err(malformed);
        }
        Ok(Self {
            format,
            identifier: recipient.identifier,
            encrypted_key: recipient.encrypted_key.as_bytes(),
            nonce: parameters.nonce.as_bytes().try_into().map_err(|_| malformed)?,
            ciphertext: encrypted.content.as_bytes(),
            tag: message.mac.as_bytes(),
            attributes: message.attributes,
        })
    }

    /// The content; one error for every failure.
    pub fn open(&self, key: &DecryptingKey) -> Result<Zeroizing<Vec<u8>>> {
        let failed = |_| Error::Decryption(self.format);
        let cek = key.decrypt(self.encrypted_key, CiphertextFormat::Der).map_err(failed)?;
        let cek = sm4::Key::from_slice(&cek).map_err(failed)?;
        let aad = additional_data(self.format, self.attributes.as_ref())?;
        let sealed = [self.ciphertext, self.tag].concat();
        Sm4Gcm::new(&cek).open(self.nonce, &aad, &sealed).map_err(failed)
    }
}

/// KeyTransRecipientInfo's version follows from how the key is named (RFC 5652, section 6.2.1).
pub(super) const fn recipient_version(identifier: &Identifier<'_>) -> u8 {
    match identifier {
        Identifier::IssuerAndSerial(_) => 0,
        Identifier::KeyIdentifier(_) => 2,
    }
}

/// The authenticated attributes as a SET OF with its own tag (RFC 5083, section 2.2); empty
/// without.
fn additional_data(format: Format, attributes: Option<&SetOfVec<Attribute>>) -> Result<Vec<u8>> {
    attributes
        .map_or_else(|| Ok(Vec::new()), Encode::to_der)
        .map_err(|_: der::Error| Error::Malformed(format))
}

/// An attribute that states a content type.
pub(crate) fn content_type(value: ObjectIdentifier) -> der::Result<Attribute> {
    Attribute::single(asn1::CONTENT_TYPE, &value)
}

pub(crate) fn octets(format: Format, bytes: &[u8]) -> Result<&OctetStringRef> {
    OctetStringRef::new(bytes).map_err(|_| Error::Malformed(format))
}
